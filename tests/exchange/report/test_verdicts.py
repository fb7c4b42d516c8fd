"""Words in the place of scores of O items: what passes has all points, what does not has none."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.report.results import Results
from ita_desktop.exchange.source import read_pasted


def read(head: str, *cells: str) -> Results:
    rows: list[Sequence[str]] = [("ข้อ", "ข้อมูล", head)]
    rows += [(f"O{number}", f"ข้อมูลที่ {number}", text) for number, text in enumerate(cells, 1)]
    return read_results(read_pasted([*rows, ("I1", "เต็มใจ", "98.50")], "ผล.csv"))


def scores(results: Results) -> dict[str, Decimal]:
    found = {figure.node: figure.value for figure in results.figures}
    assert found.pop("I1") == Decimal("98.50")
    return found


@pytest.mark.parametrize(
    ("good", "bad"), [("ผ่าน", "ไม่ผ่าน"), ("มี", "ไม่มี"), ("✓", "✗"), ("/", "X"), ("√", "×")]
)
def test_words_and_marks_are_all_points_or_none_and_told(good: str, bad: str) -> None:
    results = read("ผลการประเมิน", good, bad, "", "50", "-")
    assert scores(results) == {"O1": Decimal(100), "O2": Decimal(0), "O4": Decimal(50)}
    assert not results.flaws
    assert any(good in doubt.why and bad in doubt.why for doubt in results.doubts)


def test_a_heading_may_name_both() -> None:
    assert scores(read("ผ่าน/ไม่ผ่าน", "ผ่าน", "ไม่ผ่าน")) == {"O1": Decimal(100), "O2": Decimal(0)}


@pytest.mark.parametrize("word", ["ไม่มี", "X", "✗"])
def test_what_may_say_that_there_is_no_score_is_no_zero(word: str) -> None:
    results = read("คะแนน", "100", word)
    assert scores(results) == {"O1": Decimal(100)}
    [flaw] = results.flaws
    assert (flaw.row, flaw.cell and flaw.cell.name) == (3, "score")


def test_failing_alone_is_no_points() -> None:
    assert scores(read("คะแนน", "100", "ไม่ผ่าน")) == {"O1": Decimal(100), "O2": Decimal(0)}


def test_only_o_items_pass_or_fail() -> None:
    rows = (("ข้อ", "ข้อมูล", "คะแนน"), ("I1", "เต็มใจ", "ผ่าน"), ("O1", "ก", "ผ่าน"))
    results = read_results(read_pasted(rows, "ผล.csv"))
    assert [(figure.node, figure.value) for figure in results.figures] == [("O1", Decimal(100))]
    assert [flaw.row for flaw in results.flaws] == [2]
