"""Replaces a workspace file by a safety copy, keeping the former file."""

import contextlib
import os
import shutil
import stat
from pathlib import Path

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.home import OWN_FILE, give_rights, make_own_folder
from ita_desktop.paths import kind_at, real
from ita_desktop.storage import Step, sqlite_checks, sqlite_engines
from ita_desktop.storage.files import opening
from ita_desktop.storage.files.backups import write_backup
from ita_desktop.storage.files.known import KnownFile, ReplacedError, digest_of
from ita_desktop.storage.files.lock import WriterLock
from ita_desktop.storage.files.remembered import note_restored, unsaved_of
from ita_desktop.storage.files.working import WorkingFile
from ita_desktop.storage.reasons import TROUBLE, locked, read_only, why


class PreparedCopy:
    """A verified copy of a safety copy, next to the file that it may replace."""

    def __init__(self, target: Path, fresh: Path) -> None:
        self.target = target
        self._fresh = fresh

    def put(self, keep_at: Path) -> bool:
        """Replace the file, keeping the former one at ``keep_at``; return False if there was none.

        Raises WorkspaceError if the file is in use or cannot be written; nothing is changed then.
        """
        target = self.target
        lock, unsaved = WriterLock(target), None
        try:
            if not lock.acquire():
                raise _in_use(target, lock)
            if _is_written(target):
                raise locked(target)
            former = digest_of(target) if target.exists() else ""
            unsaved = unsaved_of(target)
            kept = _keep(target, unsaved, keep_at)
            if kept and unsaved is None:
                former = digest_of(keep_at)
            # A journal of the former file would be applied to the new one.
            for log in _logs(target):
                log.unlink()
            give_rights(self._fresh, target)
            known = KnownFile(target, former, None)
            put = known.replace_by if kept else known.create_by
            put(self._fresh, digest_of(self._fresh))
            note_restored(target)
            if unsaved is not None:
                unsaved.discard()
        except OSError as error:
            raise _cannot(target, error) from error
        except ReplacedError as error:
            raise locked(target) from error
        finally:
            if unsaved is not None:
                unsaved.leave()
            lock.release()
        return kept

    def drop(self) -> None:
        """Delete the prepared copy."""
        with contextlib.suppress(OSError):
            self._fresh.unlink()


def prepare(target: Path, backup: Path, progress: Step | None = None) -> PreparedCopy:
    """Prepare a replacement for ``target``, whatever the state of that file.

    Raises WorkspaceError if ``backup`` is not a valid workspace, ``target`` is not a file or may
    not be written, or the disk is full, and whatever ``progress`` raises; nothing is changed then.
    """
    opening.check_file(backup, progress)
    target = real(target)
    try:
        _refuse_no_place(target)
    except OSError as error:
        raise _cannot(target, error) from error
    fresh = target.with_name(f".{target.name}.{os.getpid()}.part")
    write_backup(backup, fresh, progress)
    return PreparedCopy(target, fresh)


def _refuse_no_place(target: Path) -> None:
    """Raise WorkspaceError where there is no file, or one that may not be written; OSError where
    none can be made."""
    kind = kind_at(target)
    if kind is None:
        target.parent.stat()
    elif not stat.S_ISREG(kind):
        raise sqlite_checks.no_file(target)
    elif not os.access(target, os.W_OK):
        raise read_only(target.name, None)


def _is_written(target: Path) -> bool:
    """Whether another program is writing the file: what it wrote would be in neither file then."""
    try:
        sqlite_checks.check_header(target)
        return sqlite_engines.is_locked(target)
    except (WorkspaceError, *TROUBLE):
        return False  # no sound file, which is restored for that reason


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
    """Copy the file with its journal, or its local working file after a crash; apply the journal
    first if possible."""
    if not target.exists():
        return False
    if unsaved is not None:
        write_backup(unsaved.path, keep_at)
        return True
    if _logs(target):
        # For an invalid file, SQLite would only delete the journal.
        with contextlib.suppress(WorkspaceError, *TROUBLE):
            sqlite_checks.check_header(target)
            sqlite_engines.checkpoint_log(target)
    make_own_folder(keep_at.parent)
    copies = {
        path: keep_at.with_name(keep_at.name + path.name.removeprefix(target.name))
        for path in (target, *_logs(target))
    }
    try:
        for path, copy in copies.items():
            copy.touch(mode=OWN_FILE)
            shutil.copyfile(path, copy)
    except OSError:
        # A part of the file is no copy of it.
        for copy in copies.values():
            copy.unlink(missing_ok=True)
        raise
    return True


def _logs(path: Path) -> list[Path]:
    return [log for log in sqlite_engines.with_logs(path)[1:] if log.exists()]
