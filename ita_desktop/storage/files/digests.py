"""Digests of table contents, to detect changes made by the disk or by other programs.

Each table has one number, the sum of the digests of its rows. It is updated in the transaction of
every change, from the changed rows alone, and compared with all rows when a file is opened. Stored
files are checked by their own keys (:mod:`ita_desktop.storage.tables`); a database server protects
its own data.
"""

import contextlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection

from ita_desktop.storage.edits.changes import RowChange

_TABLE: Final = "content_digest"
_HAVE_OWN: Final = {_TABLE, "media"}
_BYTES: Final = 16
_ALL: Final = 1 << 8 * _BYTES
_MAX_KEYS: Final = 500
"""Maximum number of keys in one statement: SQLite allows a thousand."""
_as_text: Final = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=repr
).encode


def differing(raw: sqlite3.Connection, only: Collection[str] | None = None) -> list[str]:
    """Return the tables whose content does not match its digest, of ``only`` some if given; empty
    for an older schema without digests."""
    if not _columns(raw, _TABLE):
        return []
    noted = dict(raw.execute(f"SELECT table_name, digest FROM {_TABLE}"))  # noqa: S608
    held = {table: columns for table, columns in _tables(raw) if only is None or table in only}
    tables = held.keys() | (noted.keys() if only is None else noted.keys() & set(only))
    return sorted(
        table
        for table in tables
        if table not in held or not _is_as_noted(raw, table, held[table], noted.get(table))
    )


def _is_as_noted(
    raw: sqlite3.Connection, table: str, columns: Sequence[str], noted: str | None
) -> bool:
    """Return whether the content of a table has the digest ``noted``. SQLite writes the text of
    rows in half the time; where its is another one, or it refuses to, that of this program
    counts."""
    named = ", ".join(f'"{name}"' for name in columns)
    with contextlib.suppress(sqlite3.Error):
        found = raw.execute(f'SELECT json_array({named}) FROM "{table}"')  # noqa: S608 - as in _select
        if hex_of(sum(_of_text(text) for (text,) in found)) == noted:
            return True
    return hex_of(_of_table(raw, table, columns)) == noted


def take(connection: Connection | sqlite3.Connection) -> None:
    """Compute all digests from the contents of the tables."""
    raw = _file(connection)
    if raw is not None:
        raw.execute(f"DELETE FROM {_TABLE}")  # noqa: S608
        for table, columns in _tables(raw):
            _note(raw, table, _of_table(raw, table, columns))


def retake(connection: Connection | sqlite3.Connection, table: str) -> None:
    """Compute the digest of one small table from its content."""
    raw = _file(connection)
    if raw is not None:
        _note(raw, table, _of_table(raw, table, _columns(raw, table)))


def follow(connection: Connection, changes: Iterable[RowChange]) -> None:
    """Update the digests for ``changes`` that were written."""
    raw = _file(connection)
    if raw is None:
        return
    rows: dict[str, dict[str, list[RowChange]]] = {}
    for change in changes:
        rows.setdefault(change.table, {}).setdefault(change.key, []).append(change)
    for table, of_table in rows.items():
        now = {row["id"]: row for row in _rows(raw, table, "id", of_table)}
        more = sum(map(_of_columns, now.values()))
        for key, noted in of_table.items():
            if before := _before(now.get(key, {}), noted):
                more -= _of_columns(before)
        _add(raw, table, more)


@contextlib.contextmanager
def following(connection: Connection, table: str, keys: Collection[int]) -> Iterator[None]:
    """Update the digest of ``table`` for changes to rows with these keys in the block."""
    raw = _file(connection)
    if raw is None:
        yield
        return
    before = sum(map(_of_columns, _rows(raw, table, "id", keys)))
    yield
    _add(raw, table, sum(map(_of_columns, _rows(raw, table, "id", keys))) - before)


def add(connection: Connection, table: str, column: str, value: int) -> None:
    """Update the digest of ``table`` for new rows that have ``value`` in ``column``."""
    raw = _file(connection)
    if raw is not None:
        _add(raw, table, sum(map(_of_columns, _rows(raw, table, column, [value]))))


def _file(connection: Connection | sqlite3.Connection) -> sqlite3.Connection | None:
    """Return the connection to a file; None for a database server."""
    if isinstance(connection, Connection):
        below = connection.connection.driver_connection
        return below if isinstance(below, sqlite3.Connection) else None
    return connection


def _tables(raw: sqlite3.Connection) -> list[tuple[str, list[str]]]:
    """Return the tables that have a digest, with their columns sorted by name: their order differs
    between new and older files."""
    found = raw.execute(
        "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c"
        " WHERE t.type = 'table' ORDER BY t.name, c.name"
    ).fetchall()
    if any(not isinstance(name, str) for row in found for name in row):
        raise sqlite3.DatabaseError("a name in the schema is no text")  # a damaged byte
    return [
        (table, [column for _, column in columns])
        for table, columns in groupby(found, key=itemgetter(0))
        if table not in _HAVE_OWN and not table.startswith("sqlite_")
    ]


def _columns(raw: sqlite3.Connection, table: str) -> list[str]:
    found = raw.execute("SELECT name FROM pragma_table_info(?) ORDER BY name", [table])
    return [name for (name,) in found]


def _select(table: str, columns: Sequence[str]) -> str:
    named = ", ".join(f'"{name}"' for name in columns)
    return f'SELECT {named} FROM "{table}"'  # noqa: S608 - names from the file's own schema


def _rows(
    raw: sqlite3.Connection, table: str, column: str, values: Iterable[Any]
) -> Iterator[dict[str, Any]]:
    """Return the rows that have one of ``values`` in ``column``."""
    left = iter(values)
    while some := list(islice(left, _MAX_KEYS)):
        places = ", ".join("?" * len(some))
        found = raw.execute(f'SELECT * FROM "{table}" WHERE {column} IN ({places})', some)  # noqa: S608
        names = [name for name, *_ in found.description]
        for row in found:
            yield dict(zip(names, row, strict=True))


def _before(row: dict[str, Any], changes: Sequence[RowChange]) -> dict[str, Any]:
    """Return a row as it was before ``changes``; empty if it did not exist."""
    for change in reversed(changes):
        row = {} if change.old is None else row | change.old
    return row


def _of_table(raw: sqlite3.Connection, table: str, columns: Sequence[str]) -> int:
    return sum(map(of_row, raw.execute(_select(table, columns))))


def of_row(values: Sequence[Any]) -> int:
    """Return the digest of a row, its values in the order of the columns' names."""
    return _of_text(_as_text(values))


def _of_columns(row: dict[str, Any]) -> int:
    return of_row([row[name] for name in sorted(row)])


def _of_text(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=_BYTES).digest())


def hex_of(digest: int) -> str:
    """Return a sum of digests as text."""
    return f"{digest % _ALL:0{2 * _BYTES}x}"


def _add(raw: sqlite3.Connection, table: str, more: int) -> None:
    noted = raw.execute(f"SELECT digest FROM {_TABLE} WHERE table_name = ?", [table]).fetchone()  # noqa: S608
    # Not written by this program: keep it, the next opening reports it.
    with contextlib.suppress(ValueError):
        _note(raw, table, (int(noted[0], 16) if noted else 0) + more)


def _note(raw: sqlite3.Connection, table: str, digest: int) -> None:
    # In its place: to replace the row would write a page of the index, too.
    update = f"UPDATE {_TABLE} SET digest = ? WHERE table_name = ?"  # noqa: S608
    if not raw.execute(update, [hex_of(digest), table]).rowcount:
        raw.execute(f"INSERT INTO {_TABLE} VALUES (?, ?)", [table, hex_of(digest)])  # noqa: S608
