"""The rounds of the assessor's remarks, and which of them a corrected text may replace."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ita_desktop.domain.oit.filing import (
    bare_remark,
    earlier_remarks,
    open_remarks,
    rounds_of,
    state_after,
)
from ita_desktop.domain.scores.results import AssessorRemark, RemarkState, Score, ScoreSource
from ita_desktop.domain.year import YearData
from tests.domain.scores.test_progress import EMPTY

BARE = AssessorRemark(id="r", year_id="y", node="O5", text="ไม่พบรายงาน")


def test_the_only_remark_of_which_nothing_came_is_bare() -> None:
    assert bare_remark([BARE]) == BARE
    assert bare_remark([]) is None
    assert bare_remark([BARE, replace(BARE, id="other")]) is None


@pytest.mark.parametrize(
    "came",
    [
        {"day": date(2025, 4, 10)},
        {"answer": "เผยแพร่แล้ว"},
        {"mend": "ย้ายไฟล์"},
        {"proof": "https://district.example/5"},
        {"state": RemarkState.ACCEPTED},
    ],
)
def test_whatever_came_of_a_remark_keeps_it(came: dict[str, object]) -> None:
    assert bare_remark([replace(BARE, **came)]) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "answer", "mend", "after"),
    [
        (RemarkState.OPEN, "", "", RemarkState.OPEN),
        (RemarkState.OPEN, "ก", "", RemarkState.ANSWERED),
        (RemarkState.OPEN, "", "ข", RemarkState.MENDED),
        (RemarkState.ANSWERED, "ก", "", RemarkState.ANSWERED),
        (RemarkState.ANSWERED, "ก", "ข", RemarkState.MENDED),
        (RemarkState.MENDED, "ก", "", RemarkState.MENDED),
        (RemarkState.ACCEPTED, "ก", "ข", RemarkState.ACCEPTED),
    ],
)
def test_an_answer_and_a_mend_bring_a_remark_at_least_so_far(
    before: RemarkState, answer: str, mend: str, after: RemarkState
) -> None:
    assert state_after(before, answer, mend) is after


def printed(note: str, *texts: str) -> YearData:
    """A year whose official result says this beside O1, with these rounds of O1."""
    official = {"node": "O1", "source": ScoreSource.OFFICIAL, "value": Decimal(0)}
    return replace(
        EMPTY,
        scores=(
            Score(id="s", year_id="y", **official | {"source": ScoreSource.SELF}, note="ของเรา"),
            Score(id="o", year_id="y", **official, note=note),
        ),
        remarks=tuple(
            replace(BARE, id=text, node="O1", text=text, position=at)
            for at, text in enumerate(texts)
        ),
    )


@pytest.mark.parametrize(
    ("note", "texts", "shown"),
    [
        ("", [], []),
        ("ไม่พบ", [], ["ไม่พบ"]),
        ("ไม่พบ", ["ลิงก์เสีย"], ["ไม่พบ", "ลิงก์เสีย"]),
        ("ไม่พบ", ["ลิงก์เสีย", "ไม่  พบ "], ["ลิงก์เสีย", "ไม่  พบ "]),
        ("ไม่พบ\nลิงก์เสีย", ["ไม่พบ", "ลิงก์เสีย"], ["ไม่พบ", "ลิงก์เสีย"]),
        ("", ["ลิงก์เสีย"], ["ลิงก์เสีย"]),
    ],
)
def test_what_a_result_prints_is_the_first_round_unless_one_says_it(
    note: str, texts: list[str], shown: list[str]
) -> None:
    assert [row.text for row in rounds_of(printed(note, *texts), "O1")] == shown
    assert rounds_of(printed(note, *texts), "O2") == ()


def test_open_remarks_are_those_not_accepted_by_item() -> None:
    rows = (
        replace(BARE, id="2", node="O2"),
        replace(BARE, id="1", node="O1", state=RemarkState.MENDED),
        replace(BARE, id="3", node="O3", state=RemarkState.ACCEPTED),
    )
    found = open_remarks(replace(EMPTY, remarks=rows))
    assert [(item.code, row.id) for item, row in found] == [("O1", "1"), ("O2", "2")]
    assert open_remarks(EMPTY) == ()


def test_remarks_of_a_year_before_come_with_the_items_that_go_on() -> None:
    before = printed("ไม่พบ")
    old = {"N1": ("O2", "O1", "O9")}
    (found,) = earlier_remarks(before, lambda code: old.get(code, ()), "N1")
    assert (found.item.code, [row.text for row in found.remarks]) == ("O1", ["ไม่พบ"])
    assert earlier_remarks(before, lambda code: old.get(code, ()), "N2") == ()
