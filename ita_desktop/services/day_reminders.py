"""Letters that remind the units which a day of the year concerns: OIT items, surveys, measures."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from ita_desktop.domain.collecting import AskedDays, open_rows
from ita_desktop.domain.collection_rounds import AskedSubject
from ita_desktop.domain.dates import fiscal_year_bounds, long_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.letters import REMINDER, SURVEY
from ita_desktop.domain.records import Unit
from ita_desktop.domain.scores.results import SURVEY_CLOSE
from ita_desktop.domain.tracking.deliveries import Kind, deliveries
from ita_desktop.domain.tracking.units import is_asked
from ita_desktop.domain.year import YearData
from ita_desktop.services import letters
from ita_desktop.services.collecting.sending import asked_units
from ita_desktop.storage.workspace import Workspace

_OF_MEASURES: Final = frozenset(
    {"half_year_end", "half_year_report", "communication_end", "fiscal_year_end"}
)
"""Codes of the dates by which measures are to be done."""
_MEASURES: Final = "collection-memo.text"


class DayReminder(NamedTuple):
    """A letter about a day, to the units of which something is still missing for it."""

    day: date
    wording: str
    what: str
    """What it is about, as a phrase."""
    units: tuple[Unit, ...]
    as_of: date
    """The day on which it is missing."""


def day_reminders(data: YearData, day: date, today: date) -> tuple[DayReminder, ...]:
    """Return the letters that a day of the year asks for; none if nothing is missing for it."""
    codes = {entry.code for entry in data.calendar if entry.day == day}
    sender = letters.usual_sender(data)
    behind = letters.units_behind(data, sender) if SURVEY_CLOSE in codes else ()
    items = _of_items(data, day, today, codes, sender)
    measures = _of_measures(data, day, today, codes, sender)
    found = (
        DayReminder(day, REMINDER, Phrase("งาน OIT"), items, today),
        DayReminder(day, SURVEY, Phrase("แบบสำรวจ"), tuple(behind), today),
        DayReminder(day, _MEASURES, Phrase("มาตรการ"), measures, today),
    )
    return tuple(reminder for reminder in found if reminder.units)


def add_reminder(workspace: Workspace, year: int, reminder: DayReminder) -> str:
    """Add the letter; return its id. Raises InputError if nothing is missing any more."""
    to = [unit.id for unit in reminder.units]
    if not to:
        raise InputError("ไม่มีหน่วยใดค้างสำหรับวันนี้", remedy="เลือกวันอื่น หรือเพิ่มหนังสือที่หน้าการประชุม")
    if reminder.wording != _MEASURES:
        return letters.add(workspace, year, reminder.wording, to=to)
    subject, body = _texts_of_measures(workspace.year(year), reminder)
    return letters.add(workspace, year, subject=subject, body=body, to=to)


def _of_items(
    data: YearData, day: date, today: date, codes: set[str], sender: str | None
) -> tuple[Unit, ...]:
    behind = {
        unit.id
        for delivery in deliveries(data, today)
        if delivery.kind is Kind.ITEM
        and delivery.is_open
        and (delivery.due == day or "oit_close" in codes)
        for unit in delivery.units
    }
    return tuple(unit for unit in data.units if unit.id in behind and is_asked(unit, sender))


def _of_measures(
    data: YearData, day: date, today: date, codes: set[str], sender: str | None
) -> tuple[Unit, ...]:
    if codes.isdisjoint(_OF_MEASURES):
        return ()
    units = (unit for unit in asked_units(data) if unit.id != sender)
    return tuple(unit for unit in units if any(_open_measures(data, unit, day, today)))


def _open_measures(data: YearData, unit: Unit, day: date, today: date) -> Iterator[str]:
    """Return the measures of a unit that are not done and have to be by the end of a day, a line
    each."""
    from ita_desktop.services.collecting.reminding import missing_words

    first = data.fiscal_year.counts_from or fiscal_year_bounds(data.year)[0]
    period = AskedDays(first, max(first, day))
    rows = open_rows(data, unit, [AskedSubject.MEASURES], period, today)
    return (missing_words(data, row) for row in rows)


def _texts_of_measures(data: YearData, reminder: DayReminder) -> tuple[str, str]:
    from ita_desktop.documents.reports.unit_form import measures_title, memo_texts

    listed = [
        (unit.name, list(_open_measures(data, unit, reminder.day, reminder.as_of)))
        for unit in reminder.units
    ]
    return memo_texts(data, measures_title(data), str(long_date(reminder.day)), listed)
