"""What a workspace holds, counted and digested the same way in a file and on a server."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import (
    Column,
    CompoundSelect,
    Connection,
    Select,
    Table,
    func,
    literal,
    not_,
    select,
    union_all,
)

from ita_desktop.storage import Step
from ita_desktop.storage.files import digests
from ita_desktop.storage.tables import CONTENT, history_change, history_group, media, meta

HISTORY: Final = (history_group, history_change)
MOVED: Final = (meta, media, *CONTENT, *HISTORY)
"""All tables whose rows move, referenced rows before those that refer to them."""
SERVER_KEYS: Final = "server_"
"""Beginning of the keys in ``meta`` that belong to a server alone."""
BRANCH_KEYS: Final = "branch_"
"""Beginning of the keys in ``meta`` of a file that was taken home to be merged."""
SCHEMA_KEY: Final = "schema_version"
_BATCH: Final = 500
"""Rows read at once."""

Row = Sequence[Any]
_T = TypeVar("_T")


class Contents(NamedTuple):
    """All that a workspace holds: digests by table, and numbers of rows."""

    digests: tuple[tuple[str, str], ...]
    records: int
    files: int
    edits: int

    @property
    def digest(self) -> str:
        """One digest of everything."""
        listed = "\n".join(f"{table} {digest}" for table, digest in self.digests)
        return hashlib.blake2b(listed.encode(), digest_size=16).hexdigest()

    @property
    def rows(self) -> int:
        """Rough number of rows, for progress."""
        return self.records + self.files + self.edits


def columns_of(table: Table) -> list[Column[Any]]:
    """Return a table's columns by name: their order differs between files and servers."""
    return sorted(table.columns, key=lambda column: column.name)


@cache
def rows_of(table: Table) -> Select[Any]:
    """Return the query for a table's rows that move, columns by name."""
    return _moving(select(*columns_of(table)), table)


@cache
def query_of_file(table: Table) -> str:
    """Return the same query for a file."""
    return str(rows_of(table).compile(compile_kwargs={"literal_binds": True}))


def _moving(query: Select[Any], table: Table) -> Select[Any]:
    if table is not meta:
        return query
    key = meta.c.key
    own = [not_(key.startswith(of, autoescape=True)) for of in (SERVER_KEYS, BRANCH_KEYS)]
    return query.where(key != SCHEMA_KEY, *own)


def of_file(raw: sqlite3.Connection, progress: Step | None = None) -> Contents:
    """Return what a file of today's schema holds. Raises sqlite3.Error, and whatever ``progress``
    raises."""
    return _counted(lambda table: _read_file(raw, table), progress)


def of_server(connection: Connection, progress: Step | None = None) -> Contents:
    """Return what the database holds, as the transaction of ``connection`` sees it; stored files
    are digested by the server. Raises database errors, and whatever ``progress`` raises."""
    filled = filled_tables(connection)
    return _counted(
        lambda table: _read_server(connection, table) if table.name in filled else (), progress
    )


def filled_tables(connection: Connection) -> frozenset[str]:
    """Return the names of the moved tables that have rows on a server: to read a table takes
    several answers of the server, and most are empty."""
    return frozenset(connection.execute(_filled()).scalars())


@cache
def _filled() -> CompoundSelect[Any]:
    return union_all(
        *(
            select(literal(table.name)).where(select(table.primary_key.columns[0]).exists())
            for table in MOVED
        )
    )


def is_empty(connection: Connection) -> bool:
    """Return whether a database has no record, no stored file and no history."""
    return filled_tables(connection) <= {meta.name, history_change.name}


def batch_of(table: Table) -> int:
    """Return how many rows are held at once: of stored files one, because they may be large."""
    return 1 if table is media else _BATCH


def in_batches(rows: Iterable[_T], table: Table) -> Iterator[list[_T]]:
    """Yield rows of ``table`` in lists as long as :func:`batch_of` says."""
    left = iter(rows)
    while some := list(islice(left, batch_of(table))):
        yield some


def streamed(connection: Connection, query: Select[Any], batch: int = _BATCH) -> Iterator[Row]:
    """Yield rows of a server without holding all of them."""
    options = {"stream_results": True, "yield_per": batch}
    with connection.execute(query, execution_options=options) as found:
        yield from found


def _read_file(raw: sqlite3.Connection, table: Table) -> Iterator[Row]:
    if table is media:
        found = raw.execute("SELECT data, key FROM media")
        return ((hashlib.sha256(data).hexdigest(), key) for data, key in found)
    return raw.execute(query_of_file(table))


def _read_server(connection: Connection, table: Table) -> Iterator[Row]:
    if table is media:
        digest = func.encode(func.sha256(media.c.data), "hex")
        return streamed(connection, select(digest, media.c.key))
    return streamed(connection, rows_of(table))


def _counted(read: Callable[[Table], Iterable[Row]], progress: Step | None) -> Contents:
    found: list[tuple[str, str]] = []
    numbers: dict[str, int] = {}
    for table in MOVED:
        total = count = 0
        for row in read(table):
            total += digests.of_row(list(row))
            count += 1
            if progress is not None and count % _BATCH == 0:
                progress(0, 0, "")
        found.append((table.name, digests.hex_of(total)))
        numbers[table.name] = count
    records = sum(numbers[table.name] for table in CONTENT)
    return Contents(tuple(found), records, numbers[media.name], numbers[history_group.name])
