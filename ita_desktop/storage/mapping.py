"""Converts records to table rows and back."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from decimal import InvalidOperation
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, select

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Record
from ita_desktop.storage.codec import Plain, changed, decode, decoder, encode
from ita_desktop.storage.tables import table_of

_R = TypeVar("_R", bound=Record)


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
