"""The tables of a workspace, defined by the record classes. Columns are text and integers, which
all databases treat alike; stored files are in one table of their own.

The ``info`` of a foreign key says what the write gateway does with the row when its parent is
deleted: ``delete`` it, or ``clear`` the reference. The database itself only restricts. The ``info``
of a text column has its kind of personal data (``personal``, :class:`Personal`).

Converts records to table rows and back.

Display names of the kinds of records.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import Field, fields
from decimal import InvalidOperation
from functools import reduce
from types import NoneType
from typing import Annotated, Any, Final, TypeVar, get_args, get_origin

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    select,
)

from ita_desktop.domain.errors import Phrase, WorkspaceError
from ita_desktop.domain.personal_marks import Personal, mark_of
from ita_desktop.domain.records import FiscalYear, Names, Organisation, Record, table_name
from ita_desktop.domain.year import PLACES
from ita_desktop.storage.codec import Plain, changed, decode, decoder, encode
from ita_desktop.storage.framework_copy import FrameworkNode

_R = TypeVar("_R", bound=Record)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


ORDER = "position"
"""The column of a row's place, which services work out anew from all rows of a list."""
_SHORT_NAMES = {"year": "fiscal_year", "order": "appointment_order", "round": "tracking_round"}
"""Tables with a shorter name in foreign keys."""


def _table(record: type[Record]) -> Table:
    columns = {column.name: column for column in _columns(record)}
    first = [columns.pop("id"), *(column for column in columns.values() if _is_parent_key(column))]
    last = columns.pop("row_version")
    rest = [column for column in columns.values() if not _is_parent_key(column)]
    unique = [UniqueConstraint(*record.unique)] if record.unique else []
    return Table(table_name(record), metadata, *first, *rest, last, *unique, sqlite_strict=True)


def _is_parent_key(column: Column[Any]) -> bool:
    """Return whether a column refers to the parent row."""
    return "on_delete" in column.info and not column.nullable


def _columns(record: type[Record]) -> Iterator[Column[Any]]:
    yield Column("id", Text, primary_key=True, info=_holds(Personal.NONE))
    yield Column("row_version", Integer, nullable=False, server_default="1")
    for field in fields(record):
        if field.name in {"id", "row_version"}:
            continue
        yield _key(field) if field.name.endswith("_id") else _plain(field, record)


def _plain(field: "Field[Any]", record: type[Record]) -> Column[Any]:
    plain = get_args(field.type)[0] if get_origin(field.type) is Annotated else field.type
    kinds = get_args(plain) or (plain,)
    kind = Integer if int in kinds else Text
    mark = mark_of(field.type) if str in kinds else Personal.NONE
    info = {} if mark is None else _holds(mark)
    if NoneType in kinds:
        return Column(field.name, kind, nullable=True, info=info)
    usual = None if record.unique == (field.name,) else "0" if kind is Integer else ""
    return Column(field.name, kind, nullable=False, server_default=usual, info=info)


def _holds(mark: Personal) -> dict[str, Any]:
    return {"personal": mark}


def _key(field: "Field[Any]") -> Column[Any]:
    kind, names = field.type, Names()
    if get_origin(kind) is Annotated:
        kind, *said = get_args(kind)
        names = next((one for one in said if isinstance(one, Names)), names)
    short = field.name.removesuffix("_id")
    table = names.table or _SHORT_NAMES.get(short, short)
    nullable = kind is not str
    goes_with = names.goes_with or not nullable
    column: Column[Any] = Column(
        field.name, Text, ForeignKey(f"{table}.id"), nullable=nullable, index=True
    )
    column.info["personal"] = Personal.NONE
    column.info["on_delete"] = "delete" if goes_with else "clear"
    return column


meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True, info=_holds(Personal.NONE)),
    Column("value", Text, nullable=False, info=_holds(Personal.NONE)),
    sqlite_strict=True,
)
"""Properties of the file itself: workspace id, schema version, creation time."""

RECORD_TABLES = {
    place: _table(place) for place in (Organisation, FiscalYear, FrameworkNode, *PLACES)
}
"""The table of each record class."""
TABLE_RECORDS = {table.name: record for record, table in RECORD_TABLES.items()}


def table_of(record: type[Record]) -> Table:
    """Return the table of a record class."""
    return RECORD_TABLES[record]


media = Table(
    "media",
    metadata,
    Column("key", Text, primary_key=True, info=_holds(Personal.NONE)),
    Column("data", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""Stored files by SHA-256. Rows are never changed; referring rows only change their key, so that
the history contains no file content."""

history_group = Table(
    "history_group",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("label", Text, nullable=False, info=_holds(Personal.FREE)),
    Column("who", Text, nullable=False, info=_holds(Personal.NAME)),
    Column("at", Text, nullable=False, info=_holds(Personal.NONE)),
    Column("kind", Text, nullable=False, info=_holds(Personal.NONE)),
    Column("target", Integer, nullable=True),
    Column("status", Text, nullable=False, info=_holds(Personal.NONE)),
    Column("phrase", Text, nullable=False, server_default="", info=_holds(Personal.FREE)),
    sqlite_strict=True,
)
"""One unit of work. ``kind`` is do, undo or redo; ``target`` the group that an undo or redo
replays; ``status`` of a do group: done, undone, or dropped (undone, then followed by a new edit).
``label`` is its Thai text, ``phrase`` the JSON of its template and fields; empty if written by
programs before schema 11."""

history_change = Table(
    "history_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("group_id", Integer, ForeignKey("history_group.id"), nullable=False, index=True),
    Column("table_name", Text, nullable=False, info=_holds(Personal.NONE)),
    Column("row_id", Text, nullable=False, index=True, info=_holds(Personal.NONE)),
    Column("old", Text, nullable=True, info=_holds(Personal.FREE)),
    Column("new", Text, nullable=True, info=_holds(Personal.FREE)),
    sqlite_strict=True,
)
"""The change of one row: JSON of the old and new columns (of an update only the changed ones)."""

content_digest = Table(
    "content_digest",
    metadata,
    Column("table_name", Text, primary_key=True, info=_holds(Personal.NONE)),
    Column("digest", Text, nullable=False, info=_holds(Personal.NONE)),
    sqlite_strict=True,
)
"""Digests that show later whether a table's content was changed by others."""

CONTENT = tuple(
    table
    for table in metadata.sorted_tables
    if table not in {meta, media, history_group, history_change, content_digest}
)
"""The tables with content, parents before children."""
PARENTS_FIRST = {TABLE_RECORDS[table.name]: place for place, table in enumerate(CONTENT)}
"""The order in which related records are written."""


def to_row(record: Record) -> Plain:
    """Return the record as a table row."""
    row: Plain = encode(record)
    return row


def from_row(cls: type[_R], row: Plain) -> _R:
    """Return the record of class ``cls`` in a table row.

    Raises WorkspaceError if its values are not valid.
    """
    try:
        made: _R = decode(cls, row)
    except (TypeError, ValueError, InvalidOperation) as error:
        raise unreadable(table_of(cls).name, str(row.get("id"))) from error
    return made


def from_rows(cls: type[_R], rows: Iterable[Plain]) -> Iterator[_R]:
    """Return the records of class ``cls`` in table rows. Raises like :func:`from_row`."""
    build = decoder(cls)  # type: ignore[arg-type]  # mypy takes a class variable for unhashable
    for plain in rows:
        try:
            yield build(plain)
        except (TypeError, ValueError, InvalidOperation) as error:
            raise unreadable(table_of(cls).name, str(plain.get("id"))) from error


def content_of(connection: Connection, table: Table) -> list[dict[str, object]]:
    """Return all rows of a content table by their ids, without ``row_version``. A file is asked
    without SQLAlchemy, which takes longer than SQLite."""
    names = [column.name for column in table.columns if column.name != "row_version"]
    below = connection.connection.driver_connection
    rows: Iterable[Sequence[Any]]
    if isinstance(below, sqlite3.Connection):
        rows = below.execute(f"SELECT {', '.join(names)} FROM {table.name}")  # noqa: S608 - our own
    else:
        rows = connection.execute(select(*(table.c[name] for name in names)))
    dicts = (dict(zip(names, row, strict=True)) for row in rows)
    return sorted(dicts, key=lambda row: str(row["id"]))


def with_changes(record: _R, row: Plain) -> _R:
    """Return the record with the columns in ``row``; raises like :func:`from_row`."""
    try:
        return changed(record, row)
    except (TypeError, ValueError, InvalidOperation) as error:
        raise unreadable(table_of(type(record)).name, record.id) from error


def unreadable(table: str, key: str) -> WorkspaceError:
    """Return the error for a row with values that this program never writes."""
    return WorkspaceError(
        "ข้อมูลบางแถวในแฟ้มอ่านไม่ได้ (ตาราง {table} แถว {key})",
        remedy="กู้คืนจากแฟ้มสำรอง",
        table=table,
        key=key,
    )


KINDS: Final = {
    "organisation": Phrase("ข้อมูลสำนักงาน"),
    "unit": Phrase("หน่วยของสำนักงาน"),
    "fiscal_year": Phrase("ปีงบประมาณ"),
    "framework_node": Phrase("กรอบการประเมิน"),
    "framework_confirmation": Phrase("กรอบการประเมิน"),
    "person": Phrase("บุคคล"),
    "tenure": Phrase("การดำรงตำแหน่ง"),
    "body": Phrase("คณะกรรมการและคณะทำงาน"),
    "member": Phrase("รายชื่อในคณะ"),
    "duty": Phrase("อำนาจหน้าที่"),
    "appointment_order": Phrase("คำสั่งแต่งตั้ง"),
    "order_body": Phrase("คำสั่งแต่งตั้ง"),
    "order_change": Phrase("คำสั่งแต่งตั้ง"),
    "assignment": Phrase("งานข้อ OIT"),
    "assignment_owner": Phrase("ผู้รับผิดชอบข้อ OIT"),
    "evidence": Phrase("หลักฐาน"),
    "check_mark": Phrase("เครื่องหมายครบของข้อ OIT"),
    "link_proof": Phrase("ผลตรวจลิงก์"),
    "mark_reason": Phrase("เหตุผลของคะแนน"),
    "filing": Phrase("ข้อมูลที่ยื่นแล้ว"),
    "assessor_remark": Phrase("ข้อสังเกตของผู้ตรวจ"),
    "finding": Phrase("ผลวิเคราะห์"),
    "finding_item": Phrase("ผลวิเคราะห์"),
    "finding_source": Phrase("ผลวิเคราะห์"),
    "measure": Phrase("มาตรการ"),
    "measure_item": Phrase("มาตรการ"),
    "measure_finding": Phrase("มาตรการ"),
    "measure_owner": Phrase("ผู้รับผิดชอบมาตรการ"),
    "tracking_round": Phrase("รอบรายงาน"),
    "entry": Phrase("ผลการดำเนินการ"),
    "photo": Phrase("ภาพประกอบ"),
    "score": Phrase("คะแนน"),
    "target": Phrase("เป้าหมายคะแนน"),
    "scenario": Phrase("คะแนนที่ลองคิด"),
    "scenario_score": Phrase("คะแนนที่ลองคิด"),
    "answer": Phrase("ผลการตอบแบบประเมิน"),
    "group_figure": Phrase("ผลการตอบแบบประเมิน"),
    "respondent_comment": Phrase("ความคิดเห็นของผู้ตอบ"),
    "figure_doubt": Phrase("ตัวเลขที่สงสัย"),
    "calendar_date": Phrase("ปฏิทิน"),
    "meeting": Phrase("การประชุม"),
    "meeting_body": Phrase("การประชุม"),
    "agenda_item": Phrase("ระเบียบวาระ"),
    "agenda_attachment": Phrase("เอกสารแนบวาระ"),
    "attendance": Phrase("ผู้เข้าประชุม"),
    "action_item": Phrase("เรื่องที่มอบหมาย"),
    "action_item_owner": Phrase("เรื่องที่มอบหมาย"),
    "letter": Phrase("หนังสือ"),
    "letter_recipient": Phrase("ผู้รับหนังสือ"),
    "letter_attachment": Phrase("สิ่งที่ส่งมาด้วย"),
    "endorsement": Phrase("การเกษียนหนังสือ"),
    "signed_paper": Phrase("หนังสือที่ออกแล้ว"),
    "chapter": Phrase("บทของเล่มมาตรการ"),
    "wording": Phrase("ถ้อยคำในเอกสาร"),
    "office_file": Phrase("ไฟล์ของสำนักงาน"),
    "column_widths": Phrase("ความกว้างคอลัมน์"),
    "document_choices": Phrase("ตัวเลือกของเอกสาร"),
    "import_answer": Phrase("คำตอบที่จำไว้ของการนำเข้า"),
    "public_text": Phrase("ข้อความที่ตั้งใจให้เผยแพร่"),
    "survey_group": Phrase("แบบสำรวจ"),
    "survey_count": Phrase("แบบสำรวจ"),
    "survey_link": Phrase("แบบสำรวจ"),
    "survey_rule": Phrase("แบบสำรวจ"),
    "collection": Phrase("รอบส่ง-รับ"),
    "collection_unit": Phrase("รอบส่ง-รับ"),
    "returned_row": Phrase("แถวที่หน่วยส่งคืน"),
    "returned_photo": Phrase("แถวที่หน่วยส่งคืน"),
    "history_group": Phrase("ประวัติการแก้ไข"),
    "history_change": Phrase("ประวัติการแก้ไข"),
}
"""By table; dependent tables have the name of their parent's kind."""


_FILE: Final = Phrase("ข้อมูลของตัวแฟ้ม")


def kind_of(table: str) -> Phrase:
    """Return the display name of the records in ``table``."""
    return KINDS.get(table, _FILE)


def kinds_of(tables: Iterable[str]) -> str:
    """Return the distinct kinds in these tables as a translatable phrase; empty for no table."""
    return listed(dict.fromkeys(map(kind_of, tables)))


def listed(phrases: Iterable[Phrase]) -> str:
    """Return phrases behind one another as a translatable phrase; empty for none."""
    known = list(phrases)
    if not known:
        return ""
    return reduce(lambda told, kind: Phrase("{told}, {kind}", told=told, kind=kind), known)
