"""Reporting rounds (รอบ 6 เดือน, รอบ 12 เดือน, or the office's own)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import new_id
from ita_desktop.domain.tracking.entries import Round
from ita_desktop.domain.tracking.state import default_rounds, rounds_of
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    ListLabels,
    RecordList,
    names,
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


def _own(change: Change, data: YearData, rows: Sequence[Round]) -> dict[str, Round]:
    """Return the rounds by the ids that the page knows; the default ones, stored as the year's."""
    made = made_rounds(change, data)
    return {round_.id: replace(round_, id=made.get(round_.id, round_.id)) for round_ in rows}


def _day(_data: YearData, value: object) -> date:
    if not isinstance(value, date):
        raise InputError("รอบรายงานต้องมีวันแรกและวันสุดท้าย", remedy="พิมพ์วันที่ เช่น 31/3/68")
    return value


def _check(round_: Round) -> None:
    if not round_.title:
        raise InputError("รอบรายงานต้องมีชื่อ", remedy="พิมพ์ชื่อ เช่น รอบ 6 เดือน")
    if round_.last < round_.first:
        raise InputError("{title} สิ้นสุดก่อนวันเริ่ม", remedy="ใส่วันสุดท้ายให้อยู่หลังวันแรก", title=round_.title)


ROUNDS: Final = RecordList(
    record=Round,
    rows=rounds_of,
    name=lambda _data, round_: round_.title,
    labels=ListLabels(
        add=Phrase("เพิ่มรอบรายงาน {which}"),
        edit=Phrase("แก้รอบรายงาน {which}"),
        many=Phrase("{count} รอบ"),
        row=Phrase("รอบรายงาน"),
    ),
    rules={"first": _day, "last": _day},
    fits=_check,
    own=_own,
)
_add = ROUNDS.add
edit = ROUNDS.edit


def add(workspace: Workspace, year: int, title: str, first: date, last: date) -> str:
    """Add a round; return its id. Raises InputError if it has no title, or ends before it
    begins."""
    return _add(workspace, year, [{"title": title, "first": first, "last": last}])[0]


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
            for round_ in _own(change, data, chosen).values():
                change.delete(round_)
