"""The assessor's remarks on OIT items, and what the office answers and mends."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from ita_desktop.domain.oit.remarks import EarlierRemarks, earlier_remarks, rounds_of, state_after
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.results import AssessorRemark, RemarkState
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    day_or_none,
    last_position,
    line,
    remove_rows,
    required,
    short,
    still,
    text,
    with_ids,
)
from ita_desktop.services.measures.item_codes import check_items
from ita_desktop.storage.workspace import Workspace

FIELDS: Final = frozenset({"text", "day", "answer", "mend", "proof", "state"})


def add(workspace: Workspace, year: int, item: str, fields: Mapping[str, Any]) -> AssessorRemark:
    """Add a remark on an item with some of :data:`FIELDS`, at least its ``text``.

    Raises InputError if the text is empty, or the year's framework has no such item.
    """
    data = workspace.year(year)
    check_items(data, [item])
    bare = _new(data, item)
    row = _with(bare, {"text": "", **fields})
    with workspace.change("เพิ่มข้อสังเกตของผู้ตรวจ {item}", item=item) as change:
        return change.insert(row)


def edit(
    workspace: Workspace, year: int, item: str, remark_id: str, fields: Mapping[str, Any]
) -> AssessorRemark:
    """Write some of :data:`FIELDS` of a remark; without an id, of what the official result prints
    of the item, which becomes a round by that.

    An answer or a mend sets the state, unless one is given. Raises InputError if the remark is
    gone, or its text is empty.
    """
    data = workspace.year(year)
    found = (round_ for round_ in rounds_of(data, item) if round_.id == remark_id)
    old = still(next(found, None), "ข้อสังเกต")
    with workspace.change("แก้ข้อสังเกตของผู้ตรวจ {item}", item=item) as change:
        if old.id:
            new = _with(old, fields)
            return change.update(old, **{name: getattr(new, name) for name in FIELDS})
        return change.insert(_with(_new(data, item, old.text), fields))


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove remarks; what an official result prints stays with its score."""
    rows = with_ids(workspace.year(year).remarks, ids)
    remove_rows(
        workspace, rows, "เอาข้อสังเกตออก {which}", lambda row: short(row.text), "{count} ข้อสังเกต"
    )


def _new(data: YearData, item: str, words: str = "") -> AssessorRemark:
    return AssessorRemark(
        id=new_id(),
        year_id=data.fiscal_year.id,
        node=item,
        text=words,
        position=last_position(data.remarks_of(item)),
    )


def _with(old: AssessorRemark, fields: Mapping[str, Any]) -> AssessorRemark:
    given = {name: _value(name, value) for name, value in fields.items() if name in FIELDS}
    new = replace(old, **given)
    if "state" in given:
        return new
    return replace(new, state=state_after(_without_taken_back(old, new), new.answer, new.mend))


def _without_taken_back(old: AssessorRemark, new: AssessorRemark) -> RemarkState:
    """Return the state without what an answer or a mend that is empty now had made of it."""
    emptied = (old.answer and not new.answer) or (old.mend and not new.mend)
    followed = new.state in {RemarkState.ANSWERED, RemarkState.MENDED}
    return RemarkState.OPEN if emptied and followed else new.state


def _value(name: str, value: Any) -> Any:
    if name == "text":
        return required(text(value), "ยังไม่มีข้อสังเกต", "พิมพ์หรือวางข้อสังเกตของผู้ตรวจ")
    if name == "day":
        return day_or_none(value, "10/4/68")
    if name == "state":
        return RemarkState(value)
    return line(value) if name == "proof" else text(value)


def of_last_year(data: YearData, before: YearData | None, code: str) -> tuple[EarlierRemarks, ...]:
    """Return last year's remarks on the items that item ``code`` continues."""
    if before is None or not before.remark_by_node:
        return ()
    from ita_desktop.frameworks.crosswalk_file import item_map

    items = item_map(before.framework, data.framework)
    return earlier_remarks(before, items.old, code)
