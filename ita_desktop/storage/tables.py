"""The tables of a workspace, one a record, as the record tells it. Only text and integers, so that
every database agrees on them; the bytes of pictures and files are in one table of their own.

A foreign key says in its ``info`` what the write gateway does to the row when its parent goes:
``delete`` the row, or ``clear`` the reference. The database itself only restricts. A column of text
says there which personal data it holds (``personal``, :class:`Personal`).
"""

import re
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

from ita_desktop.domain.personal.marks import Personal, mark_of
from ita_desktop.domain.records import FiscalYear, Names, Organisation, Record
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


_NAMED_SHORT = {"year": "fiscal_year", "order": "appointment_order", "round": "tracking_round"}
"""Tables that keys call by a shorter name."""


def _name_of(record: type[Record]) -> str:
    return record.table or re.sub(r"(?<!^)(?=[A-Z])", "_", record.__name__).lower()


def _table(record: type[Record]) -> Table:
    columns = {column.name: column for column in _columns(record)}
    first = [columns.pop("id"), *(column for column in columns.values() if _is_of_a_part(column))]
    last = columns.pop("row_version")
    rest = [column for column in columns.values() if not _is_of_a_part(column)]
    unique = [UniqueConstraint(*record.unique)] if record.unique else []
    return Table(_name_of(record), metadata, *first, *rest, last, *unique, sqlite_strict=True)


def _is_of_a_part(column: Column[Any]) -> bool:
    """Whether it names the row that this one is a part of."""
    return "on_delete" in column.info and not column.nullable


def _columns(record: type[Record]) -> Iterator[Column[Any]]:
    yield Column("id", Text, primary_key=True, info=_holds(Personal.NONE))
    yield Column("row_version", Integer, nullable=False, server_default="1")
    for field in fields(record):
        if field.name in {"id", "row_version"}:
            continue
        yield _key(field) if field.name.endswith("_id") else _plain(field, record)


def _plain(field: "Field[Any]", record: type[Record]) -> Column[Any]:
    kinds = get_args(field.type) or (field.type,)
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
        kind, names = get_args(kind)
    short = field.name.removesuffix("_id")
    table = names.table or _NAMED_SHORT.get(short, short)
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
"""Facts about the file itself: workspace id, schema version, when it was made."""

RECORD_TABLES = {
    place: _table(place) for place in (Organisation, FiscalYear, FrameworkNode, *PLACES)
}
"""Which record lies in which table."""
TABLE_RECORDS = {table.name: record for record, table in RECORD_TABLES.items()}


def table_of(record: type[Record]) -> Table:
    """The table that keeps records of this class."""
    return RECORD_TABLES[record]


media = Table(
    "media",
    metadata,
    Column("key", Text, primary_key=True, info=_holds(Personal.NONE)),
    Column("data", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""Bytes of pictures and files by their SHA-256. A row is never changed; what refers to it moves
its key alone, so that the history never holds bytes."""

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
"""One unit of work. ``kind`` is do, undo or redo; ``target`` the group an undo or redo replays;
``status`` of a do group: done, undone, or dropped (undone, then overtaken by a new edit). ``label``
is what it is called in Thai, ``phrase`` JSON of the template and fields that this is made of; empty
in what programs before schema 11 wrote."""

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
"""One row's change: JSON of the old and new columns (an update: only those that changed)."""

content_digest = Table(
    "content_digest",
    metadata,
    Column("table_name", Text, primary_key=True, info=_holds(Personal.NONE)),
    Column("digest", Text, nullable=False, info=_holds(Personal.NONE)),
    sqlite_strict=True,
)
"""What tells later whether a table of a file still holds what was written."""

CONTENT = tuple(
    table
    for table in metadata.sorted_tables
    if table not in {meta, media, history_group, history_change, content_digest}
)
"""The tables that hold the clerk's data, parents before children."""
PARENTS_FIRST = {TABLE_RECORDS[table.name]: place for place, table in enumerate(CONTENT)}
"""The order in which records are written that belong to one another."""
