"""The safety copies of a workspace, full copies to other places, and stored files that no row
refers to and that no undo can restore.

A deleted row is still in the history with its file keys, and refers to them again after undo. Files
can be deleted if they belong only to edits that were undone and then dropped, or to the creation of
the workspace. A copy of a page that a link check kept goes with its row: the next check makes
another, and many of them would fill the file.
"""

import contextlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, bindparam, delete, or_, select

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.personal_marks import FILES
from ita_desktop.storage import Step
from ita_desktop.storage.connections import Connections
from ita_desktop.storage.edits import history
from ita_desktop.storage.edits.changes import EditKind, EditStatus
from ita_desktop.storage.files import backups
from ita_desktop.storage.files.backups import Backup, BackupFolder
from ita_desktop.storage.tables import CONTENT, history_change, history_group, kinds_of, media

_NAMING: Final = {
    table: columns
    for table in CONTENT
    if (columns := [column for column in table.columns if column.info.get("personal") in FILES])
}
"""The columns that contain file keys."""
_CHECKS: Final = "link_proof"
_COLUMNS: Final = frozenset(column.name for columns in _NAMING.values() for column in columns)


class SafetyCopies:
    """Safety copies of the data behind ``connections``, in a ``folder`` if there is one."""

    def __init__(
        self, connections: Connections, folder: BackupFolder | None, is_sample: Callable[[], bool]
    ) -> None:
        self.problem: WorkspaceError | None = None
        """Why the last safety copy could not be made."""
        self._connections = connections
        self._folder = folder
        self._is_sample = is_sample

    def make(self, reason: str, progress: Step | None = None) -> Backup | None:
        """Make a verified safety copy; raises WorkspaceError, and whatever ``progress`` raises.
        Unused stored files are deleted afterwards.

        Returns None for a workspace without backups (a shared database, or no backup folder).
        """
        if self._folder is None:
            return None
        copy = self._folder.make(self._connections.stored_at, reason, progress)
        self.problem = _damage_of(copy)
        if not self._connections.read_only and not self._connections.in_own_work:
            # They are still in the copy, so nothing is lost if this is wrong.
            with contextlib.suppress(WorkspaceError):
                self._drop_spare_media()
        return copy

    def _drop_spare_media(self) -> None:
        """Delete stored files that no row refers to and no undo can restore."""
        with self._connections.read() as connection:
            if not spare(connection, history.begin_of(connection)):
                return
        with self._connections.alone(), self._connections.transaction() as connection:
            found = spare(connection, history.begin_of(connection))
            if found:
                drop(connection, found)

    def make_if_old(self, progress: Step | None = None) -> Backup | None:
        """Make a safety copy if the last one is old; a failure is stored in :attr:`problem`. Raises
        whatever ``progress`` raises."""
        if self._connections.read_only:
            return None
        now = datetime.now()  # noqa: DTZ005
        try:
            # A copy dated in the future was made before the clock was set back.
            if any(timedelta(0) <= now - backup.made < backups.OLD_AFTER for backup in self.all()):
                return None
        except WorkspaceError as error:
            self.problem = error
            return None
        return self.make_quietly("open", progress)

    def make_quietly(self, reason: str, progress: Step | None = None) -> Backup | None:
        """Like :meth:`make`, but a failure is stored in :attr:`problem`."""
        try:
            return self.make(reason, progress)
        except WorkspaceError as error:
            self.problem = error
            return None

    def carry_to(self, root: Path, progress: Step | None = None) -> Backup | None:
        """Copy the newest safety copy to another ``root`` and verify it; None if there is none.
        Raises WorkspaceError, and whatever ``progress`` raises."""
        copy = self.last()
        folder = self.folder_below(root)
        return folder.take(copy, progress) if copy is not None and folder is not None else None

    def folder_below(self, root: Path) -> BackupFolder | None:
        """Return the folder of these copies below another ``root``; None without backups."""
        return BackupFolder(root / self._folder.path.name) if self._folder is not None else None

    def is_due(self, edited: datetime | None) -> bool:
        """Return whether an open workspace needs another copy; ``edited`` is the time of its last
        edit. Raises WorkspaceError if the copies cannot be listed."""
        if self._connections.read_only or self._folder is None or edited is None:
            return False
        now = datetime.now()  # noqa: DTZ005
        # Copies dated in the future are ignored: the clock was set back since.
        made = [backup.made for backup in self.all() if backup.made <= now]
        last = max(made, default=None)
        # Names of copies have whole seconds.
        return last is None or (
            edited > last.astimezone() + timedelta(seconds=1) and now - last >= backups.MEANWHILE
        )

    @property
    def folder(self) -> Path | None:
        """The folder of the copies; None without backups."""
        return self._folder.path if self._folder is not None else None

    def last(self) -> Backup | None:
        """Return the newest safety copy."""
        return self._folder.last() if self._folder is not None else None

    def all(self) -> list[Backup]:
        """Return all safety copies, newest first."""
        return self._folder.all() if self._folder is not None else []

    def write_to(self, target: Path, progress: Step | None = None) -> None:
        """Write a verified copy of the workspace to ``target``; of the sample, an ordinary
        workspace with the present date. Raises WorkspaceError, and whatever ``progress`` raises."""
        if self._connections.path is None:
            raise WorkspaceError(
                "แฟ้มร่วมอยู่บนเครื่องแม่ข่าย ทำสำเนาจากที่นี่ไม่ได้",
                remedy="ใช้คำสั่ง ita-desktop server backup หรือนำลงมาเป็นแฟ้มด้วย server take",
            )
        stored_at = self._connections.stored_at
        backups.write_backup(stored_at, target, progress, as_own=self._is_sample())


def _damage_of(copy: Backup) -> WorkspaceError | None:
    """Return the error for data in a copy that does not match its digests, or None."""
    if copy.altered:
        return WorkspaceError(
            "สำรองแฟ้มแล้ว แต่ข้อมูลในแฟ้มไม่ตรงกับที่บันทึกไว้: {kinds} แฟ้มสำรองเก่าทั้งหมดจึงยังเก็บไว้",
            where=str(copy.path.parent),
            remedy="เทียบกับแฟ้มสำรองก่อนหน้า หรือกู้คืน และตรวจดิสก์",
            kinds=kinds_of(copy.altered),
        )
    if not copy.damaged:
        return None
    return WorkspaceError(
        "สำรองแฟ้มแล้ว แต่ภาพหรือไฟล์แนบในแฟ้มเสียหาย {count} รายการ แฟ้มสำรองเก่าทั้งหมดจึงยังเก็บไว้",
        where=str(copy.path.parent),
        remedy="ใส่ภาพหรือแนบไฟล์นั้นใหม่ หรือกู้คืนจากแฟ้มสำรองก่อนหน้า และตรวจดิสก์",
        count=copy.damaged,
    )


def spare(connection: Connection, begin: int) -> list[str]:
    """Return the keys of unused files; ``begin`` is the last history group of the creation."""
    kept = set(connection.execute(select(media.c.key)).scalars())
    if not kept:
        return []
    return sorted(kept - set(_named_now(connection)) - set(_named_before(connection, begin)))


def _named_now(connection: Connection) -> Iterator[str]:
    for columns in _NAMING.values():
        for row in connection.execute(select(*columns)):
            yield from row


def _named_before(connection: Connection, begin: int) -> Iterator[str]:
    """Yield the keys that rows refer to which an undo or redo can restore."""
    found = connection.execute(
        select(history_change.c.old, history_change.c.new)
        .select_from(history_change.join(history_group))
        .where(
            history_group.c.kind == EditKind.DO.value,
            history_group.c.id > begin,
            history_group.c.status != EditStatus.DROPPED.value,
            history_change.c.table_name.in_([table.name for table in _NAMING]),
            or_(
                history_change.c.table_name != _CHECKS,
                history_group.c.status == EditStatus.UNDONE.value,
            ),
        )
    )
    for row in found:
        for noted in row:
            columns = json.loads(noted) if noted else {}
            yield from (columns[name] for name in _COLUMNS if columns.get(name))


def drop(connection: Connection, keys: list[str]) -> None:
    """Delete the stored files with these keys; their space in the database file is reused."""
    gone = delete(media).where(media.c.key == bindparam("gone"))
    connection.execute(gone, [{"gone": key} for key in keys])
