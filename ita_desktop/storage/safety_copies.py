"""The safety copies of a workspace, and whole copies of it to wherever they are wanted."""

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.storage import history
from ita_desktop.storage.connections import Connections
from ita_desktop.storage.files import backups
from ita_desktop.storage.files.backups import Backup, BackupFolder
from ita_desktop.storage.files.kinds import kinds_of
from ita_desktop.storage.step import Step


class SafetyCopies:
    """Copies of what is stored behind ``connections``, kept in a ``folder`` where there is one."""

    def __init__(
        self, connections: Connections, folder: BackupFolder | None, is_sample: Callable[[], bool]
    ) -> None:
        self.problem: WorkspaceError | None = None
        """Why the last safety copy could not be made."""
        self._connections = connections
        self._folder = folder
        self._is_sample = is_sample

    def make(self, reason: str, progress: Step | None = None) -> Backup | None:
        """Makes a proven safety copy; raises WorkspaceError where that fails, and what
        ``progress`` raises. Bytes of pictures that nothing can bring back are let go after it.

        None for a workspace that keeps none (a shared database, or no backup folder given).
        """
        if self._folder is None:
            return None
        copy = self._folder.make(self._connections.stored_at, reason, progress)
        self.problem = _unlike(copy)
        if not self._connections.read_only and not self._connections.in_own_work:
            # The copy has them still: nothing is lost where this should be wrong.
            with contextlib.suppress(WorkspaceError):
                self._drop_spare_media()
        return copy

    def _drop_spare_media(self) -> None:
        """Lets go of the bytes that no row names and no undo can bring back."""
        from ita_desktop.storage.files import spare_media

        with self._connections.read() as connection:
            if not spare_media.spare(connection, history.begin_of(connection)):
                return
        with self._connections.alone(), self._connections.transaction() as connection:
            found = spare_media.spare(connection, history.begin_of(connection))
            if found:
                spare_media.drop(connection, found)

    def make_if_old(self, progress: Step | None = None) -> Backup | None:
        """A safety copy where the last is old; a failure is kept in :attr:`problem`. Raises
        what ``progress`` raises."""
        if self._connections.read_only:
            return None
        now = datetime.now()  # noqa: DTZ005
        try:
            # A copy from the future was made before the clock was set back.
            if any(timedelta(0) <= now - backup.made < backups.OLD_AFTER for backup in self.all()):
                return None
        except WorkspaceError as error:
            self.problem = error
            return None
        return self.make_quietly("open", progress)

    def make_quietly(self, reason: str, progress: Step | None = None) -> Backup | None:
        """:meth:`make`, where a failure is kept in :attr:`problem`."""
        try:
            return self.make(reason, progress)
        except WorkspaceError as error:
            self.problem = error
            return None

    def carry_to(self, root: Path, progress: Step | None = None) -> Backup | None:
        """Lays the newest copy below another ``root``, too, and proves it there; None where there
        is none. Raises WorkspaceError, and what ``progress`` raises."""
        copy = self.last()
        folder = self.folder_below(root)
        return folder.take(copy, progress) if copy is not None and folder is not None else None

    def folder_below(self, root: Path) -> BackupFolder | None:
        """The folder of these copies below another ``root``; None where none are kept."""
        return BackupFolder(root / self._folder.path.name) if self._folder is not None else None

    def is_due(self, edited: datetime | None) -> bool:
        """Whether a workspace that stays open is to have another copy; ``edited`` is when it was
        edited last. Raises WorkspaceError where the copies cannot be seen."""
        if self._connections.read_only or self._folder is None or edited is None:
            return False
        now = datetime.now()  # noqa: DTZ005
        # Copies from the future tell nothing: the clock was set back since.
        made = [backup.made for backup in self.all() if backup.made <= now]
        last = max(made, default=None)
        # The names of copies tell whole seconds.
        return last is None or (
            edited > last.astimezone() + timedelta(seconds=1) and now - last >= backups.MEANWHILE
        )

    @property
    def folder(self) -> Path | None:
        """Where they are kept; None where none are."""
        return self._folder.path if self._folder is not None else None

    def last(self) -> Backup | None:
        """The newest safety copy."""
        return self._folder.last() if self._folder is not None else None

    def all(self) -> list[Backup]:
        """All safety copies, newest first."""
        return self._folder.all() if self._folder is not None else []

    def write_to(self, target: Path, progress: Step | None = None) -> None:
        """Writes a proven copy of the workspace to ``target``; one of the sample is a workspace of
        its own, which shows today. Raises WorkspaceError, and what ``progress`` raises."""
        if self._connections.path is None:
            raise WorkspaceError(
                "แฟ้มร่วมอยู่บนเครื่องแม่ข่าย ทำสำเนาจากที่นี่ไม่ได้", remedy="ให้ผู้ดูแลเครื่องแม่ข่ายสำรองฐานข้อมูล"
            )
        stored_at = self._connections.stored_at
        backups.write_backup(stored_at, target, progress, as_own=self._is_sample())


def _unlike(copy: Backup) -> WorkspaceError | None:
    """What in a copy is not what the clerk once stored."""
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
