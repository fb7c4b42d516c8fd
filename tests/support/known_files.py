"""Files that every test finds as they were made: what opening them finds is found once a process.

Years never change, so that the tests can share them; what a test changes is in rows of its own.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from copy import copy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Connection

from ita_desktop.domain.year import YearData
from ita_desktop.paths import resource
from ita_desktop.services import workspaces
from ita_desktop.settings import backup_root
from ita_desktop.storage import sqlite_checks, sqlite_engines, workspace
from ita_desktop.storage.files.opening import Opened
from ita_desktop.storage.year_cache import YearCache

_YEARS: dict[tuple[object, ...], YearCache] = {}
"""Years by key and the digests of the file that they were read from."""
_OPENED: set[tuple[object, ...]] = set()
"""The digests of files that were opened untouched."""
_KNOWN: set[int] = set()
"""Ids of the content of these."""


def known_in(patched: pytest.MonkeyPatch) -> None:
    """Lets an untouched file be opened, and its years be read, without looking at each page and
    row of it once more."""
    for room, check in (
        (sqlite_checks, "check_sound"),
        (sqlite_checks, "check_schema"),
        (sqlite_checks, "check_content"),
    ):
        patched.setattr(room, check, lambda *_: None)
    patched.setattr(workspace, "YearCache", _year_of_opened)


def years_known_in(patched: pytest.MonkeyPatch) -> None:
    """Lets other years of such a file be read later, as long as it is untouched, without looking
    at each row once more."""
    patched.setattr(workspace, "YearCache", _year)


def is_known(value: object) -> bool:
    """Whether this is the content of a year of an untouched file."""
    return id(value) in _KNOWN


@cache
def begun_workspace(year: int) -> bytes:
    """A new workspace for a year, as a file's content: making one takes longer than copying."""
    with TemporaryDirectory() as home, pytest.MonkeyPatch.context() as patched:
        patched.setenv("ITA_DESKTOP_HOME", home)
        patched.delenv("ITA_DESKTOP_TODAY", raising=False)
        path = Path(home, "begun.ita")
        workspaces.create(path, "สำนักงานเขตตัวอย่าง", year).close()
        return path.read_bytes()


@cache
def begun_year(year: int) -> YearData:
    """The content of that workspace's year."""
    with TemporaryDirectory() as home, pytest.MonkeyPatch.context() as patched:
        patched.setenv("ITA_DESKTOP_HOME", home)
        path = Path(home, "begun.ita")
        path.write_bytes(begun_workspace(year))
        with workspace.Workspace.open(path) as opened:
            return opened.year(year)


@cache
def prepared_sample(prepare: Callable[[workspace.Workspace], object] | None) -> bytes:
    """The sample after a change that many tests begin with, as a file's content: it is made and
    told once a process."""
    content = resource("sample", "sample.ita").read_bytes()
    return content if prepare is None else _prepared(content, prepare)


@cache
def prepared_begun(year: int, prepare: Callable[[workspace.Workspace], object]) -> bytes:
    """A new workspace for a year after such a change."""
    return _prepared(begun_workspace(year), prepare)


def _prepared(content: bytes, prepare: Callable[[workspace.Workspace], object]) -> bytes:
    with TemporaryDirectory() as home, pytest.MonkeyPatch.context() as patched:
        patched.setenv("ITA_DESKTOP_HOME", home)
        path = Path(home, "prepared.ita")
        path.write_bytes(content)
        known_in(patched)
        with workspace.Workspace.open(path, backup_root=backup_root()) as opened:
            prepare(opened)
            opened.publish()
        return path.read_bytes()


@contextlib.contextmanager
def opened_unread(content: bytes, path: Path) -> Iterator[workspace.Workspace]:
    """Opens such a file whose copies nobody looks at: a private one in memory, so that the file at
    ``path`` stays as it is, and no safety copy is made before an import."""
    path.write_bytes(content)
    raw = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    raw.deserialize(content)
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}")
    opened = workspace.Workspace(Opened(sqlite_engines.engine_on(raw)), path=path)
    try:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(workspace, "YearCache", _year_of_opened)
            for found in opened.years():
                opened.year(found.year)
        yield opened
    finally:
        opened.close()


@contextlib.contextmanager
def opened_written(content: bytes, path: Path) -> Iterator[workspace.Workspace]:
    """Opens such a file as the program does, for a test that looks at the file itself."""
    path.write_bytes(content)
    with workspace.Workspace.open(path, backup_root=backup_root()) as opened:
        yield opened


def opened_sample(path: Path) -> contextlib.AbstractContextManager[workspace.Workspace]:
    """Opens a copy of the sample at ``path`` in this way."""
    return opened_unread(resource("sample", "sample.ita").read_bytes(), path)


def leave_unpublished(opened: workspace.Workspace) -> None:
    """Lets a file be closed at the end of a test without bringing it up to what was written:
    nobody looks at it any more."""
    if (life := opened._life) is not None:
        with life._changed:
            life._carried = life._edits
        life._is_proved = lambda _held_by: True  # type: ignore[method-assign]


def _year_of_opened(connection: Connection, year_id: str) -> YearCache:
    _OPENED.add(_digests(connection))
    return _year(connection, year_id)


def _year(connection: Connection, year_id: str) -> YearCache:
    if connection.dialect.name != "sqlite" or sqlite_engines.rows_written(connection):
        return YearCache(connection, year_id)
    digests = _digests(connection)
    if digests not in _OPENED:
        return YearCache(connection, year_id)
    known = (year_id, *digests)
    if known not in _YEARS:
        _YEARS[known] = read = YearCache(connection, year_id)
        _KNOWN.add(id(read.data))
    read = copy(_YEARS[known])
    read._rows = {table: dict(rows) for table, rows in read._rows.items()}
    read._fields = dict(read._fields)
    return read


def _digests(connection: Connection) -> tuple[object, ...]:
    rows = connection.exec_driver_sql("SELECT digest FROM content_digest ORDER BY table_name")
    return tuple(rows.scalars())
