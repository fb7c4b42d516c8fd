"""Copies of a workspace: making one where the clerk wants it, and going back to one."""

import contextlib
import os
import shutil
from datetime import datetime
from pathlib import Path

from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.settings import backup_root
from ita_desktop.storage.lock import WriterLock
from ita_desktop.storage.workspace import SUFFIX, Workspace


def copy_to(workspace: Workspace, target: Path) -> None:
    """Writes a proven copy to ``target``. Raises InputError where a file stands there."""
    if target.exists():
        raise InputError("มีแฟ้มชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", where=str(target), remedy="ตั้งชื่ออื่น")
    workspace.copy_to(target)


def restore(backup: Path, target: Path) -> Path | None:
    """Puts a safety copy in the place of ``target``; returns where the former file is kept.

    The copy is opened and checked first. Raises WorkspaceError where it is no sound workspace or
    the target is in use; then nothing has changed.
    """
    Workspace.open(backup, read_only=True).close()
    lock = WriterLock(target)
    if target.exists() and not lock.acquire():
        holder = lock.holder()
        raise WorkspaceError(
            "แฟ้มนี้ {user} เปิดอยู่ จึงยังกู้คืนทับไม่ได้",
            where=target.name,
            remedy="ปิดแฟ้มที่เครื่องนั้นก่อน",
            user=holder.user if holder else "–",
        )
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(backup, temporary)
        kept = _keep_former(target)
        temporary.replace(target)
    except OSError as error:
        raise WorkspaceError(
            "กู้คืนไม่ได้ ({reason}) แฟ้มเดิมยังอยู่",
            where=str(target),
            remedy="ตรวจเนื้อที่ว่างและสิทธิ์เขียนของโฟลเดอร์",
            reason=error.strerror or type(error).__name__,
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
        lock.release()
    return kept


def _keep_former(target: Path) -> Path | None:
    """A copy of what stands at ``target``, whatever its state, before it is replaced."""
    if not target.exists():
        return None
    folder = backup_root() / "restore"
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")  # noqa: DTZ005 - the clerk's own clock
    kept = folder / f"{target.stem}-{stamp}{SUFFIX}"
    shutil.copyfile(target, kept)
    return kept
