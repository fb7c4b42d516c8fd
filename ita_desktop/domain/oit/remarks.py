"""The assessor's remarks on OIT items: their rounds, what is open, and those of the year before."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ita_desktop.domain.framework import Item
from ita_desktop.domain.scores.results import AssessorRemark, RemarkState
from ita_desktop.domain.year import YearData


class EarlierRemarks(NamedTuple):
    """The remarks of an earlier year on an item that goes on as one of this year."""

    item: Item
    remarks: tuple[AssessorRemark, ...]


def rounds_of(data: YearData, code: str) -> tuple[AssessorRemark, ...]:
    """Return the remarks on an item in the order of entry, after what an official result prints
    beside its score, unless a round has that text. This one has no id: it is no row of its own,
    and in a year for everybody it has no text."""
    rows = data.remarks_of(code)
    if not (data.whole or data).printed_remark(code):
        return rows
    note = data.printed_remark(code)
    printed = AssessorRemark(id="", year_id=data.fiscal_year.id, node=code, text=note)
    return (printed, *rows)


def is_open(remark: AssessorRemark) -> bool:
    """Return whether the assessor has not yet accepted what came of a remark."""
    return remark.state is not RemarkState.ACCEPTED


def bare_remark(rows: Sequence[AssessorRemark]) -> AssessorRemark | None:
    """Return the only round of an item if nothing came of it yet, which a corrected text replaces;
    None if there are several, or one that was followed up."""
    if len(rows) != 1:
        return None
    [row] = rows
    followed = row.day or row.answer or row.mend or row.proof
    return None if followed or row.state is not RemarkState.OPEN else row


def open_remarks(data: YearData) -> tuple[tuple[Item, AssessorRemark], ...]:
    """Return the remarks that are not settled, with their items in the framework's order."""
    if not (data.whole or data).remark_by_node:
        return ()
    return tuple(
        (item, remark)
        for item in data.framework.items
        for remark in rounds_of(data, item.code)
        if is_open(remark)
    )


def state_after(state: RemarkState, answer: str, mend: str) -> RemarkState:
    """Return the state of a remark that has an answer or was mended: at least that."""
    if mend and state in {RemarkState.OPEN, RemarkState.ANSWERED}:
        return RemarkState.MENDED
    return RemarkState.ANSWERED if answer and state is RemarkState.OPEN else state


def earlier_remarks(
    before: YearData, old_codes: Callable[[str], Sequence[str]], code: str
) -> tuple[EarlierRemarks, ...]:
    """Return the remarks of the year ``before`` on the items that go on as item ``code``;
    ``old_codes`` gives their codes."""
    found = (
        EarlierRemarks(before.framework.item_by_code[old], rounds_of(before, old))
        for old in old_codes(code)
        if old in before.framework.item_by_code
    )
    return tuple(round_ for round_ in found if round_.remarks)
