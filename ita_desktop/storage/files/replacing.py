"""Putting a safety copy in the place of a workspace file, and keeping what stood there."""

import contextlib
import os
import shutil
from pathlib import Path

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.home import OWN_FILE, give_rights, make_own_folder
from ita_desktop.storage.files import opening, sqlite_file
from ita_desktop.storage.files.backups import write_backup
from ita_desktop.storage.files.left_work import unsaved_of
from ita_desktop.storage.files.lock import WriterLock
from ita_desktop.storage.files.working_file import WorkingFile
from ita_desktop.storage.reasons import TROUBLE, why
from ita_desktop.storage.step import Step


class Prepared:
    """A proven copy of a safety copy, beside the file whose place it may take."""

    def __init__(self, target: Path, fresh: Path) -> None:
        self.target = target
        self._fresh = fresh

    def put(self, keep_at: Path) -> bool:
        """Takes the file's place; what stood there is kept at ``keep_at``. False where nothing did.

        Raises WorkspaceError where the file is in use, or cannot be written; then nothing has
        changed.
        """
        target = self.target
        lock, unsaved = WriterLock(target), None
        try:
            if not lock.acquire():
                raise _in_use(target, lock)
            unsaved = unsaved_of(target)
            kept = _keep(target, unsaved, keep_at)
            # A log of the former file would be read into the new one.
            for log in _logs(target):
                log.unlink()
            give_rights(self._fresh, target)
            self._fresh.replace(target)
            if unsaved is not None:
                unsaved.discard()
        except OSError as error:
            raise _cannot(target, error) from error
        finally:
            if unsaved is not None:
                unsaved.leave()
            lock.release()
        return kept

    def drop(self) -> None:
        """It is not wanted any more."""
        with contextlib.suppress(OSError):
            self._fresh.unlink()


def prepare(target: Path, backup: Path, progress: Step | None = None) -> Prepared:
    """Makes ready what may take the place of ``target``, whatever the state of that.

    Raises WorkspaceError where ``backup`` is no sound workspace or there is no room for it, and
    what ``progress`` raises; then nothing has changed.
    """
    opening.check_file(backup, progress)
    try:
        target.parent.stat()
    except OSError as error:
        raise _cannot(target, error) from error
    fresh = target.with_name(f".{target.name}.{os.getpid()}.part")
    write_backup(backup, fresh, progress)
    return Prepared(target, fresh)


def _cannot(target: Path, error: OSError) -> WorkspaceError:
    return WorkspaceError(
        "กู้คืนไม่ได้ ({reason}) แฟ้มเดิมยังอยู่",
        where=str(target),
        remedy="ตรวจเนื้อที่ว่างและสิทธิ์เขียนของโฟลเดอร์",
        reason=why(error),
    )


def _in_use(target: Path, lock: WriterLock) -> WorkspaceError:
    holder = lock.holder()
    return WorkspaceError(
        "แฟ้มนี้ {user} เปิดอยู่ที่เครื่อง {host} จึงยังกู้คืนทับไม่ได้",
        where=target.name,
        remedy="ปิดแฟ้มที่เครื่องนั้นก่อน แล้วกู้คืนใหม่",
        user=holder.user or "–",
        host=holder.host or "–",
    )


def _keep(target: Path, unsaved: WorkingFile | None, keep_at: Path) -> bool:
    """Copies the file with its logs, or what a crash has left of it on this machine; a log that can
    still be taken in is taken in first."""
    if not target.exists():
        return False
    if unsaved is not None:
        write_backup(unsaved.path, keep_at)
        return True
    if _logs(target):
        # Of a file that is none any more SQLite would only throw the log away.
        with contextlib.suppress(WorkspaceError, *TROUBLE):
            sqlite_file.check_header(target)
            sqlite_file.checkpoint_log(target)
    make_own_folder(keep_at.parent)
    keep_at.touch(mode=OWN_FILE)
    shutil.copyfile(target, keep_at)
    for log in _logs(target):
        kept = keep_at.with_name(keep_at.name + log.name.removeprefix(target.name))
        kept.touch(mode=OWN_FILE)
        shutil.copyfile(log, kept)
    return True


def _logs(path: Path) -> list[Path]:
    return [log for log in sqlite_file.with_logs(path)[1:] if log.exists()]
