"""Reminds units: of what is missing in a collection round (drafts of mails, and a memo), and of
what a day of the year asks of them (OIT items, surveys, measures)."""

from collections.abc import Collection as Some
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain import collecting
from ita_desktop.domain.collection_rounds import AskedSubject
from ita_desktop.domain.dates import fiscal_year_bounds, long_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.letters import REMINDER, SURVEY
from ita_desktop.domain.measure_cells import items_of_measure, items_text
from ita_desktop.domain.oit.parts import part_title
from ita_desktop.domain.records import Unit
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.scores.results import SURVEY_CLOSE
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.deliveries import Kind, deliveries
from ita_desktop.domain.tracking.units import is_asked
from ita_desktop.domain.tracking.worksheet import span
from ita_desktop.domain.year import YearData
from ita_desktop.filing.atomic_write import write
from ita_desktop.services import letters
from ita_desktop.services.sending import addresses_of, asked_units, collection_of, written
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
    first = data.fiscal_year.counts_from or fiscal_year_bounds(data.year)[0]
    period = collecting.AskedDays(first, max(first, day))
    rows = collecting.open_rows(data, unit, [AskedSubject.MEASURES], period, today)
    return (missing_words(data, row) for row in rows)


def _texts_of_measures(data: YearData, reminder: DayReminder) -> tuple[str, str]:
    from ita_desktop.documents.reports.unit_form import measures_title, memo_texts

    listed = [
        (unit.name, list(_open_measures(data, unit, reminder.day, reminder.as_of)))
        for unit in reminder.units
    ]
    return memo_texts(data, measures_title(data), str(long_date(reminder.day)), listed)


def missing(data: YearData, collection_id: str, today: date) -> list[collecting.UnitState]:
    """Return the units of a round of which something is missing, in the order of the register."""
    return [
        state
        for state in collecting.board(data, collection_of(data, collection_id), today)
        if state.open
    ]


def missing_words(data: YearData, row: collecting.OpenRow) -> str:
    """Return what is missing as a line: its codes, its words, when it was to be done; a question as
    it was asked."""
    if isinstance(row, collecting.OpenQuestion):
        return one_line(row.question)
    if isinstance(row, collecting.OpenPeople):
        return Phrase("รายชื่อบุคลากรที่ตรวจแก้แล้ว")
    if isinstance(row, collecting.OpenMeasure):
        codes = items_text(items_of_measure(data, row.measure))
        time = row.occurrence
        when = span(time.first, time.last) if time is not None else ""
        words = first_words(row.measure.method)
        return " ".join(filter(None, (codes or row.measure.indicator, words, when and f"({when})")))
    part = f"({part_title(row.item, row.part)})" if row.part else ""
    return " ".join(filter(None, (row.item.code, row.item.title, part)))


def write_reminders(
    workspace: Workspace,
    year: int,
    collection_id: str,
    folder: Path,
    *,
    today: date,
    unit_ids: Some[str] | None = None,
) -> list[Path]:
    """Write a draft of a mail for each unit (or those given) with exactly what is missing, and note
    the day. Raises InputError if nothing is missing or a file cannot be written."""
    from ita_desktop.documents.names import file_name
    from ita_desktop.documents.reports.unit_form import SentForm, reminder_subject, reminder_text

    data = workspace.year(year)
    collection = collection_of(data, collection_id)
    found = _chosen(data, collection_id, today, unit_ids)
    files = []
    for state in found:
        sent = SentForm(data, collection, state.form, state.unit, state.open)
        subject = reminder_subject(sent)
        text = reminder_text(sent, (missing_words(data, row) for row in state.open))
        path = folder / f"{file_name(subject)}.eml"
        write(written(addresses_of(data, state.unit.id), subject, text, {}), path)
        files.append(path)
    with workspace.change("เตือนหน่วยในรอบ {title}", title=collection.title) as change:
        for state in found:
            change.update(state.form, reminded=today)
    return files


def add_memo(
    workspace: Workspace,
    year: int,
    collection_id: str,
    *,
    today: date,
    unit_ids: Some[str] | None = None,
) -> str:
    """Add a memo to the units of which something is missing, with what each has to deliver; return
    its id. Raises InputError if nothing is missing."""
    from ita_desktop.documents.reports.unit_form import memo_texts

    data = workspace.year(year)
    collection = collection_of(data, collection_id)
    found = _chosen(data, collection_id, today, unit_ids)
    listed = [
        (state.unit.name, [missing_words(data, row) for row in state.open]) for state in found
    ]
    due = str(long_date(collection.due)) if collection.due is not None else ""
    subject, body = memo_texts(data, collection.title, due, listed)
    to = [state.unit.id for state in found]
    return letters.add(workspace, year, subject=subject, body=body, to=to)


def _chosen(
    data: YearData, collection_id: str, today: date, unit_ids: Some[str] | None
) -> list[collecting.UnitState]:
    found = [
        state
        for state in missing(data, collection_id, today)
        if unit_ids is None or state.unit.id in unit_ids
    ]
    if not found:
        raise InputError("ไม่มีหน่วยใดค้างส่ง จึงไม่มีใครต้องเตือน", remedy="รับไฟล์ที่ส่งคืนก่อน หรือเลือกรอบอื่น")
    return found
