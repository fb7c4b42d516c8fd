"""Reminds units of what is missing in a collection round: drafts of mails, and a memo."""

from collections.abc import Collection as Some
from datetime import date
from pathlib import Path

from ita_desktop.domain.collecting import (
    OpenMeasure,
    OpenPeople,
    OpenQuestion,
    OpenRow,
    UnitState,
    board,
)
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.measure_cells import items_of_measure, items_text
from ita_desktop.domain.oit.parts import part_title
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.worksheet import span
from ita_desktop.domain.year import YearData
from ita_desktop.filing.atomic_write import write
from ita_desktop.services import letters
from ita_desktop.services.collecting.sending import collection_of
from ita_desktop.storage.workspace import Workspace


def missing(data: YearData, collection_id: str, today: date) -> list[UnitState]:
    """Return the units of a round of which something is missing, in the order of the register."""
    return [state for state in board(data, collection_of(data, collection_id), today) if state.open]


def missing_words(data: YearData, row: OpenRow) -> str:
    """Return what is missing as a line: its codes, its words, when it was to be done; a question as
    it was asked."""
    if isinstance(row, OpenQuestion):
        return one_line(row.question)
    if isinstance(row, OpenPeople):
        return Phrase("รายชื่อบุคลากรที่ตรวจแก้แล้ว")
    if isinstance(row, OpenMeasure):
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
    from ita_desktop.documents.reports.unit_form import (
        SentForm,
        reminder_subject,
        reminder_text,
    )
    from ita_desktop.services.collecting.files import addresses_of, written

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
) -> list[UnitState]:
    found = [
        state
        for state in missing(data, collection_id, today)
        if unit_ids is None or state.unit.id in unit_ids
    ]
    if not found:
        raise InputError("ไม่มีหน่วยใดค้างส่ง จึงไม่มีใครต้องเตือน", remedy="รับไฟล์ที่ส่งคืนก่อน หรือเลือกรอบอื่น")
    return found
