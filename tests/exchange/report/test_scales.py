"""Weighted points and full marks beside scores, or in their place, are no scores of a hundred."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import permutations

import pytest

from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.report.results import Results
from ita_desktop.exchange.source import read_pasted

_NAMES = ("IIT", "EIT", "OIT", "รวม")
_SCORES = ("92.1", "85.2", "96", "")
_POINTS = ("27.63", "25.56", "38.4", "91.59")
_WEIGHTS = ("ร้อยละ 30", "ร้อยละ 30", "ร้อยละ 40", "100")
_KNOWN = {node: Decimal(value) for node, value in zip(_NAMES, _SCORES, strict=True) if value} | {
    "ITA": Decimal("91.59")
}


def read(heads: Sequence[str], columns: Iterable[Sequence[str]]) -> Results:
    return read_results(read_pasted([heads, *zip(*columns, strict=True)], "ผล.xlsx"))


def scores(results: Results) -> dict[str, Decimal]:
    return {figure.node: figure.value for figure in results.figures}


@pytest.mark.in_turn
@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("score", ["คะแนน (100)", "คะแนนที่ได้", "ผลคะแนน", "ร้อยละ", "คะแนนเฉลี่ย"])
@pytest.mark.parametrize("points", ["คะแนนถ่วงน้ำหนัก", "คะแนนที่ถ่วงน้ำหนัก", "คะแนนตามน้ำหนัก"])
def test_scores_beside_weights_and_points(order: Sequence[int], score: str, points: str) -> None:
    columns = [("น้ำหนัก", _WEIGHTS), (score, _SCORES), (points, _POINTS)]
    heads, cells = zip(*(columns[at] for at in order), strict=True)
    for names in ("เครื่องมือ", "ตัวชี้วัด", "แบบวัด"):
        results = read((names, *heads), (_NAMES, *cells))
        assert scores(results) == _KNOWN
        assert not results.skipped
        assert {each.node: each.points for each in results.weighted} == {
            "IIT": Decimal("27.63"), "EIT": Decimal("25.56"), "OIT": Decimal("38.4"),
        }  # fmt: skip


@pytest.mark.parametrize(
    ("points", "marks"),
    [
        ("คะแนน", "ร้อยละ"),
        ("คะแนนที่ได้", "คะแนน"),
        ("คะแนนที่ได้", "คะแนนเต็ม"),
        ("คะแนน", "น้ำหนัก"),
        ("คะแนนถ่วงน้ำหนัก", "ค่าน้ำหนัก"),
        ("ผลการประเมิน", "คะแนน"),
    ],
)
@pytest.mark.parametrize("total", [True, False])
def test_points_beside_their_marks_are_worked_out_and_told(
    points: str, marks: str, total: bool
) -> None:
    some = slice(None, 4 if total else 3)
    for order in (1, -1):
        heads = (points, marks)[::order]
        cells = (_POINTS[some], ("30", "30", "40", "100")[some])[::order]
        results = read(("เครื่องมือ", *heads), (_NAMES[some], *cells))
        assert scores(results) == {
            node: _KNOWN[node] for node in ("IIT", "EIT", "OIT", *["ITA"] * total)
        }
        assert any("27.63 จาก 30 เป็น 92.1" in doubt.why for doubt in results.doubts)


@pytest.mark.parametrize("full", ["คะแนนเต็ม", "คะแนนเต็ม 100"])
@pytest.mark.parametrize("points", ["คะแนนถ่วงน้ำหนัก", "คะแนนที่ได้"])
def test_points_of_a_weight_are_not_of_a_hundred_full_marks(full: str, points: str) -> None:
    results = read(("เครื่องมือ", full, points), (_NAMES, ["100"] * 4, _POINTS))
    assert scores(results) == {"ITA": Decimal("91.59")}
    assert ["ถ่วงน้ำหนัก" in flaw.why for flaw in results.flaws] == [True] * 3


@pytest.mark.parametrize("head", ["คะแนน", "คะแนนถ่วงน้ำหนัก", "ร้อยละ"])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_points_of_a_weight_that_nothing_says_are_left_and_told(head: str, count: int) -> None:
    results = read(("เครื่องมือ", head), (_NAMES[:count], _POINTS[:count]))
    assert scores(results) == ({"ITA": Decimal("91.59")} if count > 3 else {})
    assert ["ถ่วงน้ำหนัก" in flaw.why for flaw in results.flaws] == [True] * min(count, 3)


def test_marks_alone_are_no_scores() -> None:
    results = read(("เครื่องมือ", "คะแนนที่ได้"), (_NAMES, ("30", "30", "40", "100")))
    assert scores(results) == {}
    assert results.ignored_columns == ("คะแนนที่ได้",)


def test_scores_beside_marks_that_they_are_not_of() -> None:
    results = read(("เครื่องมือ", "คะแนนเต็ม", "คะแนน"), (_NAMES[:3], ("30", "30", "40"), _SCORES[:3]))
    assert scores(results) == {node: _KNOWN[node] for node in ("IIT", "EIT", "OIT")}
    assert results.ignored_columns == ("คะแนนเต็ม",)


def test_a_target_in_percent_is_no_score() -> None:
    results = read(("เครื่องมือ", "ร้อยละ", "คะแนน"), (_NAMES[:2], ("95", "95"), _SCORES[:2]))
    assert scores(results) == {"IIT": _KNOWN["IIT"], "EIT": _KNOWN["EIT"]}
    assert results.ignored_columns == ("ร้อยละ",)


def test_a_column_of_figures_has_no_codes() -> None:
    results = read(
        ("ลำดับ", "เครื่องมือ", "คะแนน", "ค่าเฉลี่ย"),
        (("1", "2", "3"), ("IIT", "EIT", "OIT"), _SCORES[:3], ("9.2", "8.5", "38.4")),
    )
    assert scores(results) == {node: _KNOWN[node] for node in ("IIT", "EIT", "OIT")}


_WITH_POINTS = ("เครื่องมือ", "คะแนน", "น้ำหนัก", "คะแนนถ่วงน้ำหนัก")


@pytest.mark.parametrize("mark", ["*", " **", "†"])
def test_the_mark_of_a_note_is_no_part_of_a_score(mark: str) -> None:
    columns = (_NAMES[:3], ("92.1", f"85.2{mark}", "96"), ("30", "30", "40"), _POINTS[:3])
    results = read(_WITH_POINTS, columns)
    assert scores(results) == {"IIT": Decimal("92.1"), "EIT": Decimal("85.2"), "OIT": Decimal(96)}
    assert not results.flaws


def test_points_never_stand_in_for_a_score_that_cannot_be_read() -> None:
    columns = (_NAMES[:3], ("92.1", "85.2 ?", "96"), ("30", "30", "40"), ("27.63", "26.18", "38.4"))
    results = read(_WITH_POINTS, columns)
    assert scores(results) == {"IIT": Decimal("92.1"), "OIT": Decimal(96)}
    assert [flaw.cell.name for flaw in results.flaws] == ["score"]
