"""The tables of a workspace, defined by the record classes. Columns are text and integers, which
all databases treat alike; stored files are in one table of their own.

The ``info`` of a foreign key says what the write gateway does with the row when its parent is
deleted: ``delete`` it, or ``clear`` the reference. The database itself only restricts. The ``info``
of a text column has its kind of personal data (``personal``, :class:`Personal`).
"""

from collections.abc import Iterator
from dataclasses import Field, fields
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from ita_desktop.domain.personal_marks import Personal, mark_of
from ita_desktop.domain.records import FiscalYear, Names, Organisation, Record, table_name
from ita_desktop.domain.year import PLACES
from ita_desktop.storage.framework_copy import FrameworkNode

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
