"""Copies of a workspace: making one where the clerk wants it, and going back to one."""

from datetime import datetime
from pathlib import Path

from ita_desktop.domain.errors import InputError
from ita_desktop.settings import backup_root
from ita_desktop.storage import replacing
from ita_desktop.storage.step import Step
from ita_desktop.storage.workspace import SUFFIX, Workspace


def copy_to(workspace: Workspace, target: Path, progress: Step | None = None) -> None:
    """Writes a proven copy to ``target``. Raises InputError where a file stands there,
    WorkspaceError where none can be written, and what ``progress`` raises; then there is none."""
    if target.exists():
        raise InputError("มีแฟ้มชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", where=str(target), remedy="ตั้งชื่ออื่น")
    workspace.copy_to(target, progress)


def restore(backup: Path, target: Path, progress: Step | None = None) -> Path | None:
    """Puts a safety copy in the place of ``target``; returns where the former file is kept.

    Raises WorkspaceError where the copy is no sound workspace, the target is in use, or it cannot
    be written, and what ``progress`` raises; then nothing has changed.
    """
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")  # noqa: DTZ005 - the clerk's own clock
    kept = backup_root() / "restore" / f"{target.stem}-{stamp}{SUFFIX}"
    is_kept = replacing.replace(target, backup, keep_at=kept, progress=progress)
    return kept if is_kept else None
