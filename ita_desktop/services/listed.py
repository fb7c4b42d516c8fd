"""The lists that go out as Excel files and come back. A new list is an entry here.

Its columns are the names of fields of its record (`columns`), or columns with a rule of their own
(`own_columns`); its services are those that the table of its page uses, so that a rule of a page
holds for what comes back in its file (`list_comparing.py`), edited, sorted and with new rows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import EllipsisType
from typing import Any, Final

from ita_desktop.documents.forms import ListFile, ListFileColumn
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.oit.proofs import Filing
from ita_desktop.domain.records import (
    Assignment,
    CalendarDate,
    Evidence,
    Measure,
    Member,
    Person,
    Record,
    Statement,
    Unit,
)
from ita_desktop.domain.scores.results import AssessorRemark, SurveyGroup
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.choices import entries
from ita_desktop.exchange.files.own_list import ListHead
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.calendar import CALENDAR
from ita_desktop.exchange.kinds.measures import MEASURES
from ita_desktop.exchange.kinds.oit import ASSIGNMENTS, EVIDENCE, FILING
from ita_desktop.exchange.kinds.people import PEOPLE, UNITS
from ita_desktop.exchange.kinds.results import REMARKS
from ita_desktop.exchange.kinds.roster import ROSTER
from ita_desktop.exchange.kinds.surveys import RESPONDENTS
from ita_desktop.filing.atomic_write import write
from ita_desktop.filing.file_names import allowed
from ita_desktop.services import list_columns, measures, surveys
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments, evidence, filing
from ita_desktop.services.roster import people, roster, units
from ita_desktop.services.years import calendar
from ita_desktop.storage.workspace import Workspace

Fields = Mapping[str, Any]
Edit = Callable[[Workspace, int, Any, Fields], object]
"""Writes fields of a record of a year."""
Add = Callable[[Workspace, int, Fields], object]
"""Adds a record with these fields to a year."""
Remove = Callable[[Workspace, int, Sequence[str]], object]
"""Removes the records with these ids."""


@dataclass(frozen=True)
class OutgoingList:
    """A list that goes out and comes back."""

    kind: ImportKind[Any]
    """The import kind of the same list, whose name, title and headings it has."""
    record: type[Record]
    rows: Callable[[YearData], Iterable[Any]]
    """Its records, in their order."""
    names: Sequence[str | list_columns.ListColumn | EllipsisType]
    """Its columns: ``...`` are all other fields that people type."""
    edit: Edit
    add: Add | None
    """None for a list with a row for each item."""
    remove: Remove | None
    key: Callable[[Any], str] = lambda record: str(record.id)

    @property
    def name(self) -> str:
        return self.kind.name

    @cached_property
    def columns(self) -> tuple[list_columns.ListColumn, ...]:
        """Its columns, in their order."""
        return list_columns.fields_of(self.record, self.kind, self.names)

    def records(self, data: YearData) -> dict[str, Any]:
        """Return its records by key."""
        return {self.key(record): record for record in self.rows(data)}


def _edits(edit: Callable[[Workspace, int, Sequence[CellEdit]], object]) -> Edit:
    """Return how a service of cells writes the fields of a record."""

    def write(workspace: Workspace, year: int, record: Any, fields: Fields) -> None:
        key = record.item_code if isinstance(record, Assignment) else record.id
        edit(workspace, year, [CellEdit(key, name, value) for name, value in fields.items()])

    return write


def _adds(add: Callable[[Workspace, int, Sequence[Fields]], object]) -> Add:
    return lambda workspace, year, fields: add(workspace, year, [fields])


def _of_item(add: Callable[[Workspace, int, str, Fields], object], field: str = "item_code") -> Add:
    """Return how a service of an item's rows adds one."""

    def write(workspace: Workspace, year: int, fields: Fields) -> None:
        if field not in fields:
            raise InputError("ยังไม่ได้บอกว่าเป็นข้อใด", remedy="พิมพ์รหัสข้อ เช่น O12")
        own = {name: value for name, value in fields.items() if name != field}
        add(workspace, year, fields[field], own)

    return write


def _edit_member(workspace: Workspace, year: int, record: Member, fields: Fields) -> None:
    own = dict(fields)
    body = own.pop("body_id", record.body_id)
    if own:
        _edits(roster.edit)(workspace, year, record, own)
    if body != record.body_id:
        roster.move_to(workspace, year, [record.id], body)


def _add_member(workspace: Workspace, year: int, fields: Fields) -> None:
    own = dict(fields)
    body = own.pop("body_id", "")
    if not body:
        raise InputError("ไม่รู้ว่าอยู่ในคณะใด", remedy="ใส่คอลัมน์ “คณะ” เช่น คณะทำงาน")
    roster.add(workspace, year, body, [own])


def _member_number(data: YearData, member: Member) -> str:
    return next(
        (row.number for _, some in roster.rows(data) for row in some if row.id == member.id), ""
    )


def _member_name(data: YearData, member: Member) -> str:
    person = data.person_by_id.get(member.person_id or "")
    return person.full_name if person is not None else ""


def _members(data: YearData) -> list[Member]:
    return [member for body in data.bodies for member in roster.in_order(data, body.id)]


def _assignments(data: YearData) -> list[Assignment]:
    """Return the assignments of all OIT items, those that nothing is said of, too."""
    known, framework = data.assignment_by_item, data.framework
    year_id = data.fiscal_year.id
    return [
        known.get(item.code) or Assignment(id="", year_id=year_id, item_code=item.code)
        for item in framework.items
        if framework.instrument_of(item.code) == "OIT" or item.code in known
    ]


def _edit_remark(workspace: Workspace, year: int, record: AssessorRemark, fields: Fields) -> None:
    filing.edit_remarks(workspace, year, record.node, record.id, fields)


def _of_items(data: YearData) -> list[AssessorRemark]:
    return [remark for remark in data.remarks if remark.node in data.framework.item_by_code]


def _text(
    name: str, heading: str, show: Callable[[YearData, Any], str], **more: Any
) -> list_columns.ListColumn:
    return list_columns.ListColumn(name, heading, show, lambda _reader, text: text, **more)


LISTS: Final[tuple[OutgoingList, ...]] = (
    OutgoingList(
        UNITS,
        Unit,
        lambda data: data.units,
        ("name", "short_name", "aliases", ...),
        lambda workspace, _year, record, fields: units.edit_units(
            workspace, [CellEdit(record.id, name, value) for name, value in fields.items()]
        ),
        lambda workspace, _year, fields: units.add_units(workspace, [fields]),
        lambda workspace, _year, ids: units.remove_units(workspace, ids),
    ),
    OutgoingList(
        PEOPLE,
        Person,
        lambda data: data.people,
        (
            _text("name", "name", lambda _data, person: person.full_name, covers=("prefix",)),
            "job_title",
            list_columns.unit_column(),
            ...,
        ),
        _edits(people.edit),
        _adds(people.add),
        people.remove,
    ),
    OutgoingList(
        ROSTER,
        Member,
        _members,
        (
            list_columns.body_column(),
            list_columns.said("order", "order", _member_number),
            _text("name", "name", _member_name),
            list_columns.field_column(Member, ROSTER, "post", of_kind="position"),
            list_columns.unit_column("department"),
            ...,
        ),
        _edit_member,
        _add_member,
        roster.remove,
    ),
    OutgoingList(
        ASSIGNMENTS,
        Assignment,
        _assignments,
        (
            list_columns.item_column("item_code", "item"),
            list_columns.item_title("item_code", "title"),
            *list_columns.owner_columns(),
            "due",
            "as_of",
            ...,
        ),
        _edits(assignments.edit),
        None,
        None,
        key=lambda record: str(record.item_code),
    ),
    OutgoingList(
        MEASURES,
        Measure,
        lambda data: data.measures,
        (
            list_columns.items_column(),
            list_columns.titles_column(),
            "indicator",
            "kind",
            "finding",
            "method",
            *list_columns.owner_columns(),
            "schedule",
            "begins",
            "ends",
            "monitoring",
            ...,
        ),
        _edits(measures.edit),
        _adds(measures.add),
        measures.remove,
    ),
    OutgoingList(
        REMARKS,
        AssessorRemark,
        _of_items,
        (
            list_columns.item_column("node", "item"),
            list_columns.item_title("node", "title"),
            list_columns.field_column(AssessorRemark, REMARKS, "text", of_kind="remark"),
            ...,
        ),
        _edit_remark,
        _of_item(filing.add_remark, "node"),
        filing.remove_remarks,
    ),
    OutgoingList(
        EVIDENCE,
        Evidence,
        lambda data: (row for row in data.evidence if row.statement is not Statement.MET),
        (
            list_columns.item_column("item_code", "item"),
            list_columns.unit_id_column(),
            list_columns.part_column(),
            ...,
        ),
        _edits(evidence.edit),
        _of_item(evidence.add),
        evidence.remove,
    ),
    OutgoingList(
        FILING,
        Filing,
        lambda data: data.filings,
        (
            list_columns.item_column("item_code", "item"),
            list_columns.item_title("item_code", "title"),
            ...,
        ),
        _edits(filing.edit),
        _of_item(filing.add),
        filing.remove,
    ),
    OutgoingList(
        CALENDAR,
        CalendarDate,
        lambda data: data.calendar,
        (...,),
        _edits(calendar.edit),
        _adds(calendar.add_many),
        calendar.remove,
    ),
    OutgoingList(
        RESPONDENTS,
        SurveyGroup,
        lambda data: data.survey_groups,
        ("instrument", list_columns.unit_column(), ...),
        _edits(surveys.edit_groups),
        _adds(surveys.add_groups),
        surveys.remove_groups,
    ),
)
LIST_NAMES: Final = tuple(each.name for each in LISTS)


def list_named(name: str) -> OutgoingList:
    """Return the list of this name; raises InputError that names all."""
    for each in LISTS:
        if each.name == name:
            return each
    raise InputError(
        "ไม่มีรายการชื่อ “{name}” ที่ส่งออกเป็นตารางได้",
        remedy="ใช้ชื่อใดชื่อหนึ่ง: {known}",
        name=name,
        known=" ".join(LIST_NAMES),
    )


_OF_YEAR: Final = "ปี"


def file_name(name: str, data: YearData) -> str:
    """Return what the file of a list is called."""
    return allowed(f"{list_named(name).kind.title} {_OF_YEAR} {data.year}.xlsx")


def write_list(name: str, data: YearData, folder: Path, digits: Digits = Digits.ARABIC) -> Path:
    """Write a list of a year into a folder; return the file. Raises InputError if there is no such
    list, or the file cannot be written."""
    path = folder / file_name(name, data)
    write_file(name, data, path, digits)
    return path


def write_file(name: str, data: YearData, path: Path, digits: Digits = Digits.ARABIC) -> None:
    """Write a list of a year to ``path``; raises as :func:`write_list`."""
    from ita_desktop.documents.backends.xlsx import form

    path.parent.mkdir(parents=True, exist_ok=True)
    write(form.render_list(made(list_named(name), data, digits)), path)


def made(listed: OutgoingList, data: YearData, digits: Digits = Digits.ARABIC) -> ListFile:
    """Return the file of a list: all its rows, each with its key."""
    columns, records = listed.columns, listed.records(data)
    names = [column.name for column in columns]
    head = ListHead.of(listed.name, data.year, names, records)
    rows = [tuple(column.show(data, record) for column in columns) for record in records.values()]
    keys = []
    for key, row in zip(records, rows, strict=True):
        shown = zip(columns, row, strict=True)
        keys.append(head.row_key(key, {each.name: each.carried(value) for each, value in shown}))
    return ListFile(
        listed.kind.title,
        [_column(each, data) for each in columns],
        rows,
        str(head),
        keys,
        digits,
    )


def _column(column: list_columns.ListColumn, data: YearData) -> ListFileColumn:
    choices = column.words or tuple(entries(column.choice, data))
    return ListFileColumn(column.heading, column.width, column.holds, choices, column.hint)
