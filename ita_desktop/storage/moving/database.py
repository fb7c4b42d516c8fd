"""A database on a server, whose whole content is moved."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, Table, select, text

from ita_desktop.domain.errors import ConflictError, InputError, WorkspaceError
from ita_desktop.home import give_rights
from ita_desktop.storage.files import digests, opening
from ita_desktop.storage.files.backups import BackupFolder
from ita_desktop.storage.files.kinds import kind_of
from ita_desktop.storage.files.opening import Opened
from ita_desktop.storage.moving import branch_merging, branches, contents, into_server
from ita_desktop.storage.moving.branch_merging import Merged, earlier_merges
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
from ita_desktop.storage.moving.merging import only_tried
from ita_desktop.storage.reasons import TROUBLE, refused_by_server, why
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.connecting import transaction
from ita_desktop.storage.server.live.turns import SIGNS_OF_LIFE
from ita_desktop.storage.server.members import manages
from ita_desktop.storage.server.opening import open_server
from ita_desktop.storage.sqlite import engines
from ita_desktop.storage.step import Step
from ita_desktop.storage.tables import meta, metadata
from ita_desktop.storage.workspace import Workspace

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

        Raises as :func:`ita_desktop.services.server.moving.put`.
        """
        with (
            contextlib.closing(engines.connect(copy, read_only=True)) as raw,
            self._transaction() as connection,
        ):
            self._must_manage(connection)
            self._must_be_alone(connection)
            if replaced is not None:
                self._must_hold(connection, replaced, progress)
                into_server.clear(connection)
            if not contents.is_empty(connection):
                raise self._not_empty()
            held = into_server.put(raw, connection, progress)
            if replaced is not None:
                into_server.give_units_back(connection)
        return held

    def take(
        self, target: Path, progress: Step | None = None, *, as_branch: bool = False
    ) -> Contents:
        """Write what it holds at one moment to ``target``, which notes with ``as_branch`` what it
        was taken from; raises WorkspaceError, and whatever ``progress`` raises."""
        with self._transaction(isolation="REPEATABLE READ") as connection:
            notes = branches.notes_of(connection, self.address) if as_branch else None
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
            branch = branches.branch_of(file, name)
        with self._transaction(_cannot_merge) as connection:
            branch_merging.must_belong(branch, self._workspace_id(connection), name)
            earlier = earlier_merges(connection, branch)
        with source.connections.read() as file:
            edits = list(branches.own_edits(file, branch.base, earlier.through, earlier.left))
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
        with contextlib.closing(engines.connect(copy, read_only=True)) as raw:
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
