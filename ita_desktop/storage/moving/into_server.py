"""Writes everything that a file holds into a database, in one transaction of the caller's."""

import sqlite3
from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, func, select, text

from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.storage.files.kinds import kind_of
from ita_desktop.storage.moving import contents
from ita_desktop.storage.moving.contents import (
    HISTORY,
    MOVED,
    Contents,
    columns_of,
    in_batches,
    query_of_file,
    rows_of,
)
from ita_desktop.storage.step import Step
from ita_desktop.storage.tables import meta

_LARGEST: Final = 2**31
"""Numbers of the tables are four bytes on a server."""
_REMEMBER_UNITS: Final = """
CREATE TEMPORARY TABLE unit_of_member ON COMMIT DROP AS SELECT login, unit_id FROM server.member
"""
_RECALL_UNITS: Final = """
UPDATE server.member SET unit_id = before.unit_id
FROM unit_of_member AS before JOIN unit ON unit.id = before.unit_id
WHERE before.login = server.member.login
"""
_NUL: Final = "\0"


def put(raw: sqlite3.Connection, connection: Connection, progress: Step | None = None) -> Contents:
    """Write all of a file of today's schema into an empty database, and compare both sides; return
    what they hold.

    ``raw`` has to stay as it is meanwhile. Raises InputError for a text that a server cannot hold,
    WorkspaceError if the database differs from the file afterwards, database errors, and whatever
    ``progress`` raises; the caller rolls back then.
    """
    held = contents.of_file(raw, progress)
    with _without_triggers(connection):
        _clear_meta(connection)
        done = 0
        for table in MOVED:
            for count in _copy(raw, connection, table):
                done += count
                if progress is not None:
                    progress(min(done, held.rows), held.rows, kind_of(table.name))
        for table in HISTORY:
            _continue_numbers(connection, table)
        _belong_to_nobody(connection)
    must_equal(contents.of_server(connection, progress), held)
    return held


def _copy(raw: sqlite3.Connection, connection: Connection, table: Table) -> Iterator[int]:
    """Copy a table in one statement, because its rows may refer to later ones; yield the
    numbers of rows as they are written."""
    names = [column.name for column in columns_of(table)]
    below: Any = connection.connection.driver_connection
    batches = in_batches(_rows(raw, table), table)
    if (first := next(batches, None)) is None:
        return  # most tables are empty, and each statement waits for the server
    with (
        below.cursor() as cursor,
        cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy,
    ):
        for rows in chain([first], batches):
            for row in rows:
                copy.write_row(row)
            yield len(rows)


def clear(connection: Connection) -> None:
    """Delete everything that moves. Raises database
    errors."""
    connection.execute(text(_REMEMBER_UNITS))
    with _without_triggers(connection):
        for table in reversed(MOVED):
            if table is not meta:
                connection.execute(delete(table))


def give_units_back(connection: Connection) -> None:
    """The users' units are rows that :func:`clear` deleted; those that are there again are theirs
    again. Raises database errors."""
    connection.execute(text(_RECALL_UNITS))


def must_equal(there: Contents, held: Contents) -> None:
    """Raise WorkspaceError unless both sides hold the same."""
    if there != held:
        differ = sorted({name for name, _ in set(there.digests) ^ set(held.digests)})
        raise WorkspaceError(
            "ข้อมูลสองฝั่งไม่ตรงกันหลังย้าย ({tables}) จึงไม่เก็บผลไว้ ทุกอย่างยังเป็นอย่างเดิม",
            remedy="ลองอีกครั้ง ถ้ายังเป็นอีกให้แจ้งผู้ดูแลโปรแกรม",
            tables=" ".join(differ),
        )


def _rows(raw: sqlite3.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    for row in raw.execute(query_of_file(table)):
        _must_fit(table, row)
        yield row


def _must_fit(table: Table, row: tuple[Any, ...]) -> None:
    for value in row:
        if (isinstance(value, str) and _NUL in value) or (
            isinstance(value, int) and not -_LARGEST <= value < _LARGEST
        ):
            raise InputError(
                "{kind} มีค่าที่ฐานข้อมูลเก็บไม่ได้ ({text})",
                remedy="แก้ข้อความหรือตัวเลขนั้นในแฟ้ม แล้วย้ายใหม่",
                kind=kind_of(table.name),
                text=str(value).replace(_NUL, "\\0")[:60],
            )


def _clear_meta(connection: Connection) -> None:
    """The file's own properties replace those of the empty database."""
    moving = rows_of(meta).with_only_columns(meta.c.key)
    connection.execute(delete(meta).where(meta.c.key.in_(moving)))


def _continue_numbers(connection: Connection, table: Table) -> None:
    """New rows get the numbers after those that were moved."""
    newest = connection.execute(select(func.max(table.c.id))).scalar_one()
    sequence = func.pg_get_serial_sequence(table.name, "id")
    connection.execute(select(func.setval(sequence, newest or 1, newest is not None)))


def _belong_to_nobody(connection: Connection) -> None:
    """Edits made in a file are no login's own, so that no login undoes them as its own."""
    connection.execute(text("UPDATE history_group SET login = ''"))


class _without_triggers:  # noqa: N801 - used as a function
    """Suspends the server's own rules on the tables (who wrote, append only): what is moved was
    written by others. Only the owner of the tables may do that, and others wait until the end of
    the transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._switch("DISABLE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._switch("ENABLE")

    def _switch(self, word: str) -> None:
        # In one piece: each statement of its own would wait for the server.
        every = (f"ALTER TABLE {table.name} {word} TRIGGER USER" for table in MOVED)
        self._connection.exec_driver_sql("; ".join(every))
