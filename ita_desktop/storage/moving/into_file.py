"""Writes everything that a database holds into a new file."""

import contextlib
import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Table

from ita_desktop.home import give_rights
from ita_desktop.storage.files import digests, opening
from ita_desktop.storage.files.kinds import kind_of
from ita_desktop.storage.moving import contents
from ita_desktop.storage.moving.contents import (
    MOVED,
    SCHEMA_KEY,
    Contents,
    batch_of,
    columns_of,
    filled_tables,
    in_batches,
    rows_of,
    streamed,
)
from ita_desktop.storage.moving.into_server import must_equal
from ita_desktop.storage.sqlite import engines
from ita_desktop.storage.step import Step


def take(
    connection: Connection,
    target: Path,
    progress: Step | None = None,
    *,
    notes: dict[str, str] | None = None,
) -> Contents:
    """Write all that the transaction of ``connection`` sees into a new file, which is read anew and
    compared; return what both hold. ``notes`` are more properties for ``meta``.

    Replaces ``target``. Raises WorkspaceError if the copy is not whole, OSError, database errors,
    and whatever ``progress`` raises; no file is left then.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    temporary.unlink(missing_ok=True)
    held = contents.of_server(connection, progress)
    try:
        opening.make_file(temporary)
        with contextlib.closing(engines.private_connection(temporary)) as raw:
            _fill(raw, connection, held.rows, progress)
            must_equal(contents.of_file(raw, progress), held)
            _note(raw, notes or {})
        opening.check_file(temporary, progress)
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        give_rights(temporary, target)
        temporary.replace(target)
    finally:
        for ending in ("", "-journal"):
            with contextlib.suppress(OSError):
                temporary.with_name(temporary.name + ending).unlink()
    return held


def _fill(raw: sqlite3.Connection, connection: Connection, of: int, progress: Step | None) -> None:
    raw.execute("PRAGMA foreign_keys=OFF")  # rows of one table may refer to later ones
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("DELETE FROM meta WHERE key <> ?", [SCHEMA_KEY])
    done = 0
    filled = filled_tables(connection)
    for table in MOVED:
        if table.name not in filled:
            continue
        statement = _insert(table)
        for rows in in_batches(
            map(tuple, streamed(connection, rows_of(table), batch_of(table))), table
        ):
            raw.executemany(statement, rows)
            done += len(rows)
            if progress is not None:
                progress(min(done, of), of, kind_of(table.name))
    digests.take(raw)
    raw.execute("COMMIT")


def _insert(table: Table) -> str:
    names = ", ".join(f'"{column.name}"' for column in columns_of(table))
    places = ", ".join("?" * len(table.columns))
    return f'INSERT INTO "{table.name}" ({names}) VALUES ({places})'  # noqa: S608 - names of ours


def _note(raw: sqlite3.Connection, notes: dict[str, str]) -> None:
    """Add properties of the copy itself."""
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany("REPLACE INTO meta (key, value) VALUES (?, ?)", list(notes.items()))
    digests.retake(raw, "meta")
    raw.execute("COMMIT")
