"""Imports the year's calendar; a date is identified by its title, and by its day if several have
that title."""

from collections.abc import Sequence
from dataclasses import replace

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import CalendarDate
from ita_desktop.domain.text import key
from ita_desktop.exchange.kinds.calendar import CalendarRow
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import ImportDraft, differing, inserts, update
from ita_desktop.services.imports.repeats import once


def compare(draft: ImportDraft, rows: Sequence[CalendarRow]) -> None:
    """Add the differences between ``rows`` and the year's calendar to the draft."""
    kept = list(
        once(draft, rows, lambda row: replace(row, origin=Origin("", 0)), lambda row: row.origin)
    )
    left = list(draft.year.calendar)
    found: dict[Origin, CalendarDate] = {}
    for names in (("title", "day", "note"), ("title", "day")):
        for row in kept:
            old = next((date for date in left if _agree(date, row, names)), None)
            if row.origin not in found and old is not None:
                found[row.origin] = old
                left.remove(old)
    open_rows = [row for row in kept if row.origin not in found]
    for row in open_rows:
        same = [date for date in left if _agree(date, row, ("title",))]
        # Which of several days was moved cannot be told, so none is.
        if len(same) == 1 and sum(key(other.title) == key(row.title) for other in open_rows) == 1:
            found[row.origin] = same[0]
            left.remove(same[0])
    for at, row in enumerate(kept):
        draft.work_progress.at(at, len(kept))
        _put(draft, row, found.get(row.origin))
    if draft.may_remove():
        for date in left:
            draft.remove(date, _shown(date))


def _agree(date: CalendarDate, row: CalendarRow, names: Sequence[str]) -> bool:
    says = {"title": key(row.title), "day": row.day, "note": _note(row)}
    has = {"title": key(date.title), "day": date.day, "note": date.note}
    return all(says[name] == has[name] for name in names)


def _note(row: CalendarRow) -> str:
    return "\n".join(filter(None, (row.period, row.note)))


def _put(draft: ImportDraft, row: CalendarRow, old: CalendarDate | None) -> None:
    says = {"title": row.title, "day": row.day, "note": _note(row)}
    if row.period:
        draft.warn(
            row.origin,
            "“{period}” เป็นช่วง ใช้วันสุดท้าย {day} และเก็บข้อความไว้ในหมายเหตุ",
            period=row.period,
            day=short_date(row.day),
        )
    if old is None:
        new = CalendarDate(
            id=new_id(), year_id=draft.year.fiscal_year.id, code="", title=row.title, day=row.day
        )
        new = replace(new, **differing(new, says))
        draft.put([row.origin], _shown(new), None, inserts(new))
    else:
        # The program's own title of a date stays where only spaces differ.
        says.pop("title")
        new = replace(old, **differing(old, says))
        draft.put([row.origin], _shown(new), _shown(old), update(old, says))


def _shown(date: CalendarDate) -> dict[str, str]:
    return {"วันสำคัญ": date.title, "วันที่": short_date(date.day), "หมายเหตุ": date.note}
