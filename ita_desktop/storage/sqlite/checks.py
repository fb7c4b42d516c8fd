"""What a file of any schema says of itself, and whether it is as it was written."""

import contextlib
import hashlib
import sqlite3
from pathlib import Path
from typing import NamedTuple, cast

from sqlalchemy import Connection, Engine

from ita_desktop.storage.files import digests
from ita_desktop.storage.reasons import AlteredError, damaged
from ita_desktop.storage.sqlite import engines
from ita_desktop.storage.step import Step


def workspace_id(engine: Engine) -> str:
    """Return the key of a file of any schema; empty if it has none."""
    found = engines.raw_connection(engine).execute(
        "SELECT value FROM meta WHERE key='workspace_id'"
    )
    row = found.fetchone()
    return str(row[0]) if row else ""


def office_name(engine: Engine) -> str:
    """Return the office's name in a file of any schema; empty if it has none."""
    row = None
    with contextlib.suppress(sqlite3.Error):
        row = engines.raw_connection(engine).execute("SELECT name FROM organisation").fetchone()
    return str(row[0]) if row else ""


def check_sound(engine: Engine, path: Path, progress: Step | None = None) -> None:
    """Raise WorkspaceError if SQLite's integrity or foreign key check fails, and whatever
    ``progress`` raises."""
    raw = engines.raw_connection(engine)
    with engines.heeding(raw, progress):
        answers = raw.execute("PRAGMA integrity_check(1)").fetchall()
        orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
    if answers != [("ok",)] or orphans or _is_cut_short(raw, path):
        raise damaged(path)


def _is_cut_short(raw: sqlite3.Connection, path: Path) -> bool:
    """Return whether the last page is incomplete, which SQLite does not detect."""
    if engines.has_log(raw):
        return False
    (size,), (pages,) = (
        raw.execute(f"PRAGMA {of}").fetchone() for of in ("page_size", "page_count")
    )
    return bool(path.stat().st_size < size * pages)


def check_content(engine: Engine, path: Path, progress: Step | None = None) -> None:
    """Raise AlteredError if tables do not match their digests, and whatever ``progress`` raises."""
    raw = engines.raw_connection(engine)
    with engines.heeding(raw, progress):
        differing = digests.differing(raw)
    if differing:
        raise AlteredError(path, differing)


def differing(connection: Connection) -> list[str]:
    """Return the tables of an open file whose content does not match its digest."""
    return digests.differing(cast(sqlite3.Connection, connection.connection.driver_connection))


class Proof(NamedTuple):
    """Result of reading a file completely."""

    rows: int
    damaged: int = 0
    """Stored files whose content does not match their key."""
    altered: tuple[str, ...] = ()
    """Tables whose content does not match its digest."""

    @property
    def is_whole(self) -> bool:
        """Whether everything is as it was written."""
        return not self.damaged and not self.altered


def prove(path: Path, progress: Step | None = None) -> Proof:
    """Open a file of any schema with valid pages and read all its rows. Raises WorkspaceError for
    broken references, and whatever ``progress`` and the database raise."""
    with (
        contextlib.closing(engines.connect(path, read_only=True)) as raw,
        engines.heeding(raw, progress),
    ):
        if raw.execute("PRAGMA foreign_key_check").fetchall():
            raise damaged(path)
        tables = [
            name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        rows = sum(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables)  # noqa: S608
        kept = raw.execute("SELECT key, data FROM media") if "media" in tables else ()
        lost = sum(hashlib.sha256(data).hexdigest() != key for key, data in kept)
        try:
            return Proof(rows, lost, tuple(digests.differing(raw)))
        except (sqlite3.OperationalError, UnicodeError):  # the content is not text any more
            return Proof(rows, lost, ("",))
