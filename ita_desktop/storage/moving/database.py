"""A database on a server, whose whole content is moved.

Writes everything that a file holds into a database, in one transaction of the caller's.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, Table, delete, func, select, text

from ita_desktop.domain.errors import ConflictError, InputError, WorkspaceError
from ita_desktop.home import give_rights
from ita_desktop.storage import Step, sqlite_engines
from ita_desktop.storage.files import digests, opening
from ita_desktop.storage.files.backups import BackupFolder
from ita_desktop.storage.files.opening import Opened
from ita_desktop.storage.moving import branch_merging, contents, merging
from ita_desktop.storage.moving.branch_merging import Merged, earlier_merges
from ita_desktop.storage.moving.contents import (
    HISTORY,
    MOVED,
    SCHEMA_KEY,
    Contents,
    batch_of,
    columns_of,
    filled_tables,
    in_batches,
    query_of_file,
    rows_of,
    streamed,
)
from ita_desktop.storage.moving.merging import only_tried
from ita_desktop.storage.reasons import TROUBLE, refused_by_server, why
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.administration import open_server
from ita_desktop.storage.server.connecting import transaction
from ita_desktop.storage.server.live.turns import SIGNS_OF_LIFE
from ita_desktop.storage.server.members import manages
from ita_desktop.storage.tables import kind_of, meta, metadata
from ita_desktop.storage.workspace import Workspace

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


_Failed: TypeAlias = Callable[[BaseException, str], WorkspaceError]
_OTHERS = """
SELECT DISTINCT usename FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
AND application_name LIKE 'ita-desktop%' ORDER BY usename
"""


class OpenDatabase:
    """An open database; only one connection is used, for one transaction at a time."""

    def __init__(self, opened: Opened) -> None:
        self._engine = opened.engine
        assert opened.server is not None  # open_server gives one
        self.address: Address = opened.server.address
        """Where it is, without a password."""

    def is_empty(self) -> bool:
        """Return whether there is no record, stored file or history in it."""
        with self._transaction() as connection:
            return contents.is_empty(connection)

    def put(self, copy: Path, replaced: Path | None, progress: Step | None = None) -> Contents:
        """Write all of a private ``copy`` of today's schema into it, in one transaction. What it
        holds is replaced if it is what the file ``replaced`` holds.

        Raises as :func:`ita_desktop.services.server.put`.
        """
        with (
            contextlib.closing(sqlite_engines.connect(copy, read_only=True)) as raw,
            self._transaction() as connection,
        ):
            self._must_manage(connection)
            self._must_be_alone(connection)
            if replaced is not None:
                self._must_hold(connection, replaced, progress)
                clear(connection)
            if not contents.is_empty(connection):
                raise self._not_empty()
            held = put(raw, connection, progress)
            if replaced is not None:
                give_units_back(connection)
        return held

    def take(
        self, target: Path, progress: Step | None = None, *, as_branch: bool = False
    ) -> Contents:
        """Write what it holds at one moment to ``target``, which notes with ``as_branch`` what it
        was taken from; raises WorkspaceError, and whatever ``progress`` raises."""
        with self._transaction(isolation="REPEATABLE READ") as connection:
            notes = merging.notes_of(connection, self.address) if as_branch else None
            return take(connection, target, progress, notes=notes)

    def merge(
        self,
        source: Workspace,
        progress: Step | None = None,
        *,
        mine: bool = False,
        is_trial: bool = False,
    ) -> Merged:
        """Merge the own edits of the branch that is open in ``source``; a trial writes nothing.

        Raises InputError if it is no branch of this database, WorkspaceError, and whatever
        ``progress`` raises. Many edits are written in several transactions; those before a failure
        stay, and the next merge goes on with the rest.
        """
        name = source.path.name if source.path is not None else ""
        with source.connections.read() as file:
            branch = merging.branch_of(file, name)
        with self._transaction(_cannot_merge) as connection:
            branch_merging.must_belong(branch, self._workspace_id(connection), name)
            earlier = earlier_merges(connection, branch)
        with source.connections.read() as file:
            edits = list(merging.own_edits(file, branch.base, earlier.through, earlier.left))
        merged = Merged((), 0, 0, 0, (), is_all=False)
        while not merged.is_all:
            with self._transaction(_cannot_merge) as connection, contextlib.ExitStack() as trial:
                if is_trial:
                    trial.enter_context(only_tried(connection))
                more = branch_merging.merge(
                    connection,
                    branch,
                    edits,
                    source.media,
                    mine=mine,
                    is_trial=is_trial,
                    progress=progress,
                )
            merged = more.after(merged)
        return merged

    @staticmethod
    def _workspace_id(connection: Connection) -> str:
        known = select(meta.c.value).where(meta.c.key == "workspace_id")
        return connection.execute(known).scalar_one_or_none() or ""

    def copies_below(self, root: Path) -> BackupFolder:
        """Return the folder of its safety copies below ``root``."""
        with self._transaction() as connection:
            key = self._workspace_id(connection)
            office = connection.execute(
                select(metadata.tables["organisation"].c.name)
            ).scalar_one_or_none()
        name = self.address.database
        return BackupFolder.of_workspace(root, key, office or "", name)

    @contextmanager
    def _transaction(
        self, failed: _Failed | None = None, isolation: str = "READ COMMITTED"
    ) -> Iterator[Connection]:
        from psycopg import Error as DriverError  # what copying raises below SQLAlchemy

        try:
            with transaction(self._engine, isolation) as opened:
                yield opened
        except (OSError, DriverError, *TROUBLE) as error:
            raise (failed or _cannot_move)(error, self.address.shown) from error

    def _must_manage(self, connection: Connection) -> None:
        if not manages(connection):
            raise WorkspaceError(
                "ย้ายแฟ้มเข้าฐานข้อมูลได้เฉพาะผู้ดูแลงานร่วม",
                where=self.address.shown,
                remedy="ให้ผู้ที่สั่ง ita-desktop server init เป็นผู้ย้าย",
            )

    def _must_be_alone(self, connection: Connection) -> None:
        """Others would go on with rows that are no longer there."""
        others = connection.execute(text(_OTHERS)).scalars().all()
        if others:
            raise WorkspaceError(
                "ยังมีผู้อื่นเปิดฐานข้อมูลนี้อยู่ ({names}) จึงไม่ย้ายแฟ้มเข้าไป",
                where=self.address.shown,
                remedy="ให้ทุกคนปิดงานร่วมก่อน แล้วลองอีกครั้ง",
                names=" ".join(str(name) for name in others),
            )
        for limit in (*SIGNS_OF_LIFE, "SET LOCAL lock_timeout = '10s'"):
            connection.execute(text(limit))
        for table in contents.MOVED:
            connection.execute(text(f"LOCK TABLE {table.name} IN ACCESS EXCLUSIVE MODE"))

    def _must_hold(self, connection: Connection, copy: Path, progress: Step | None) -> None:
        with contextlib.closing(sqlite_engines.connect(copy, read_only=True)) as raw:
            if contents.of_file(raw, progress) != contents.of_server(connection, progress):
                raise ConflictError("มีผู้แก้ข้อมูลหลังจากที่สำรองไว้ จึงไม่เขียนทับ", remedy="ลองอีกครั้ง")

    def _not_empty(self) -> InputError:
        return InputError(
            "ฐานข้อมูลนี้มีงานอยู่แล้ว จึงไม่เขียนทับ",
            where=self.address.shown,
            remedy="ใช้ฐานข้อมูลว่าง หรือแทนที่ด้วย --replace ซึ่งสำรองของเดิมไว้ก่อน",
        )


def _cannot_move(error: BaseException, address: str) -> WorkspaceError:
    return WorkspaceError(
        "ย้ายข้อมูลไม่ได้ ({reason}) ทุกอย่างยังเป็นอย่างเดิม",
        where=address,
        remedy="ตรวจเนื้อที่ว่าง การเชื่อมต่อ และว่าผู้ใช้นี้เป็นเจ้าของฐานข้อมูล แล้วลองอีกครั้ง",
        reason=why(error),
    )


def _cannot_merge(error: BaseException, address: str) -> WorkspaceError:
    """Many edits are merged in several transactions, the first of which may be stored."""
    return refused_by_server(error) or WorkspaceError(
        "รวมได้ไม่ครบ ({reason}) การแก้ไขที่รวมไปแล้วยังอยู่",
        where=address,
        remedy="ตรวจการเชื่อมต่อ แล้วรวมอีกครั้ง จะทำต่อจากที่ค้างโดยไม่รวมซ้ำ",
        reason=why(error),
    )


@contextmanager
def opened(address: str | Address) -> Iterator[OpenDatabase]:
    """Open the database at ``address``, creating or migrating its tables. Raises InputError,
    WorkspaceError."""
    server = open_server(address)
    try:
        yield OpenDatabase(server)
    finally:
        server.engine.dispose()


# Writes everything that a database holds into a new file.


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
        with contextlib.closing(sqlite_engines.private_connection(temporary)) as raw:
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
