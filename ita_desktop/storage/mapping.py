"""Which record lies in which table, and in which order records are shown."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import InvalidOperation
from typing import Any, TypeVar

from sqlalchemy import Table

from ita_desktop.domain import (
    book,
    findings,
    letters,
    meetings,
    orders,
    records,
    tenures,
    tracking,
    wordings,
)
from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Record
from ita_desktop.storage import tables
from ita_desktop.storage.codec import Plain, changed, decode, decoder, encode
from ita_desktop.storage.framework_copy import FrameworkNode

_R = TypeVar("_R", bound=Record)

RECORD_TABLES: dict[type[Record], Table] = {
    records.Organisation: tables.organisation,
    records.Unit: tables.unit,
    records.Person: tables.person,
    tenures.Tenure: tables.tenure,
    records.FiscalYear: tables.fiscal_year,
    FrameworkNode: tables.framework_node,
    records.CalendarDate: tables.calendar_date,
    records.Body: tables.body,
    records.Member: tables.member,
    records.Assignment: tables.assignment,
    records.AssignmentOwner: tables.assignment_owner,
    records.Evidence: tables.evidence,
    records.CheckMark: tables.check_mark,
    records.Measure: tables.measure,
    records.MeasureItem: tables.measure_item,
    records.MeasureOwner: tables.measure_owner,
    records.Score: tables.score,
    records.Answer: tables.answer,
    records.GroupFigure: tables.group_figure,
    records.AssessorRemark: tables.assessor_remark,
    records.FigureDoubt: tables.figure_doubt,
    records.RespondentComment: tables.respondent_comment,
    records.Scenario: tables.scenario,
    records.ScenarioScore: tables.scenario_score,
    records.Target: tables.target,
    orders.AppointmentOrder: tables.appointment_order,
    orders.OrderBody: tables.order_body,
    orders.OrderChange: tables.order_change,
    orders.Duty: tables.duty,
    meetings.Meeting: tables.meeting,
    meetings.MeetingBody: tables.meeting_body,
    meetings.AgendaItem: tables.agenda_item,
    meetings.Attendance: tables.attendance,
    meetings.ActionItem: tables.action_item,
    letters.AgendaAttachment: tables.agenda_attachment,
    letters.Letter: tables.letter,
    letters.Endorsement: tables.endorsement,
    letters.LetterRecipient: tables.letter_recipient,
    letters.LetterAttachment: tables.letter_attachment,
    findings.Finding: tables.finding,
    findings.FindingItem: tables.finding_item,
    findings.FindingSource: tables.finding_source,
    findings.MeasureFinding: tables.measure_finding,
    tracking.Round: tables.tracking_round,
    tracking.Entry: tables.entry,
    tracking.Photo: tables.photo,
    book.Chapter: tables.chapter,
    book.ColumnWidths: tables.column_widths,
    book.DocumentChoices: tables.document_choices,
    wordings.Wording: tables.wording,
    wordings.OfficeFile: tables.office_file,
}
_NAMED = wordings.Wording | wordings.OfficeFile | book.ColumnWidths | book.DocumentChoices
"""Records that are known by their name."""
TABLE_RECORDS = {table.name: record for record, table in RECORD_TABLES.items()}


def table_of(record: type[Record]) -> Table:
    """The table that keeps records of this class."""
    return RECORD_TABLES[record]


def to_row(record: Record) -> Plain:
    """The record as a table row."""
    row: Plain = encode(record)
    return row


def from_row(cls: type[_R], row: Plain) -> _R:
    """The record of class ``cls`` that a table row holds.

    Raises WorkspaceError where another program wrote what cannot be read.
    """
    try:
        made: _R = decode(cls, row)
    except (TypeError, ValueError, InvalidOperation) as error:
        raise unreadable(table_of(cls).name, str(row.get("id"))) from error
    return made


def from_rows(cls: type[_R], rows: Iterable[Sequence[Any]]) -> Iterator[_R]:
    """The records of class ``cls`` that whole rows of its table hold, columns in their order."""
    names = [column.name for column in table_of(cls).columns]
    build = decoder(cls)  # type: ignore[arg-type]  # mypy takes a class variable for unhashable
    for row in rows:
        plain = dict(zip(names, row, strict=True))
        try:
            yield build(plain)
        except (TypeError, ValueError, InvalidOperation) as error:
            raise unreadable(table_of(cls).name, str(plain.get("id"))) from error


def with_changes(record: _R, row: Plain) -> _R:
    """The record with the columns that ``row`` holds; raises like :func:`from_row`."""
    try:
        return changed(record, row)
    except (TypeError, ValueError, InvalidOperation) as error:
        raise unreadable(table_of(type(record)).name, record.id) from error


def unreadable(table: str, key: str) -> WorkspaceError:
    """The sentence for a row that holds what this program never writes."""
    return WorkspaceError(
        "ข้อมูลบางแถวในแฟ้มอ่านไม่ได้ (ตาราง {table} แถว {key})",
        remedy="กู้คืนจากแฟ้มสำรอง",
        table=table,
        key=key,
    )


def order(record: Any) -> tuple[Any, ...]:  # noqa: PLR0911 - one line a kind of record
    """The place of a record among its like, before any sorting by the reader."""
    if isinstance(record, records.FiscalYear):
        return (record.year,)
    if isinstance(record, records.CalendarDate):
        return (record.day, record.title, record.id)
    if isinstance(record, meetings.Meeting):
        return (record.number, record.day or date.max, record.id)
    if isinstance(record, _NAMED):
        return (record.name, record.id)
    if isinstance(record, records.ScenarioScore):
        return (record.node, record.id)
    if isinstance(record, records.Assignment | records.CheckMark | records.Score):
        return (record.id,)
    return (getattr(record, "position", 0), record.id)
