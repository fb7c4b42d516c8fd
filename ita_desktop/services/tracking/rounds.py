"""Reporting rounds (รอบ 6 เดือน, รอบ 12 เดือน, or the office's own)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.tracking.entries import Round
from ita_desktop.domain.tracking.state import default_rounds, rounds_of
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    day_or_none,
    last_position,
    line,
    names,
    still,
    with_ids,
)
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


def made_rounds(change: Change, data: YearData) -> dict[str, str]:
    """Store the default rounds of a year without its own, inside a unit of work; return the new ids
    by default id. A year with rounds is not changed."""
    if data.rounds:
        return {}
    return {
        round_.id: change.insert(replace(round_, id=new_id())).id for round_ in default_rounds(data)
    }


def add(workspace: Workspace, year: int, title: str, first: date, last: date) -> str:
    """Add a round; return its id. Raises InputError if it has no title, or ends before it
    begins."""
    data = workspace.year(year)
    new = Round(
        id=new_id(),
        year_id=data.fiscal_year.id,
        title=line(title),
        first=first,
        last=last,
        position=last_position(rounds_of(data)),
    )
    _check(new)
    with workspace.change("เพิ่มรอบรายงาน {title}", title=new.title) as change:
        made_rounds(change, data)
        change.insert(new)
    return new.id


def edit(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of rounds (``title``, ``first``, ``last``) in one unit of work; edited default
    rounds are stored as the year's own. Raises InputError as :func:`add` does."""
    data = workspace.year(year)
    known = {round_.id: round_ for round_ in rounds_of(data)}
    changes: dict[str, dict[str, Any]] = {}
    for cell_edit in edits:
        round_ = still(known.get(cell_edit.row), "รอบรายงาน")
        is_title = cell_edit.field == "title"
        value = line(cell_edit.value) if is_title else day_or_none(cell_edit.value, "31/3/68")
        changes.setdefault(round_.id, {})[cell_edit.field] = value
    for key, fields in changes.items():
        _check(replace(known[key], **fields))
    which = names([known[key].title for key in changes], "{count} รอบ")
    with workspace.change("แก้รอบรายงาน {which}", which=which) as change:
        ids = made_rounds(change, data)
        for key, fields in changes.items():
            change.update(replace(known[key], id=ids.get(key, key)), **fields)


def remove(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove rounds; their summaries stay in the record of the measures. Raises InputError if they
    are the default rounds, which cannot be removed."""
    data = workspace.year(year)
    known = rounds_of(data)
    chosen = with_ids(known, ids)
    if chosen and not data.rounds and len(chosen) == len(known):
        raise InputError(
            "ปีหนึ่งต้องมีรอบรายงานอย่างน้อยหนึ่งรอบ", remedy="เพิ่มรอบของสำนักงานก่อน แล้วจึงเอารอบเดิมออก"
        )
    if chosen:
        which = names([round_.title for round_ in chosen], "{count} รอบ")
        with workspace.change("เอารอบรายงานออก {which}", which=which) as change:
            made = made_rounds(change, data)
            for round_ in chosen:
                change.delete(replace(round_, id=made.get(round_.id, round_.id)))


def _check(round_: Round) -> None:
    if not round_.title:
        raise InputError("รอบรายงานต้องมีชื่อ", remedy="พิมพ์ชื่อ เช่น รอบ 6 เดือน")
    days: tuple[object, object] = round_.first, round_.last
    if None in days:
        raise InputError("รอบรายงานต้องมีวันแรกและวันสุดท้าย", remedy="พิมพ์วันที่ เช่น 31/3/68")
    if round_.last < round_.first:
        raise InputError("{title} สิ้นสุดก่อนวันเริ่ม", remedy="ใส่วันสุดท้ายให้อยู่หลังวันแรก", title=round_.title)
