"""Which remark of the assessor a corrected text may replace."""

from dataclasses import replace
from datetime import date

import pytest

from ita_desktop.domain.oit.remarks import bare_remark, state_after
from ita_desktop.domain.scores.results import AssessorRemark, RemarkState

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
