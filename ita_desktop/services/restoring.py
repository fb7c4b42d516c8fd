"""Copies of a workspace: making one where the clerk wants it, and going back to one."""

from datetime import datetime
from pathlib import Path

from ita_desktop.domain.errors import InputError
from ita_desktop.settings import backup_root
from ita_desktop.storage.files import replacing
from ita_desktop.storage.files.replacing import Prepared
from ita_desktop.storage.step import Step
from ita_desktop.storage.workspace import SUFFIX, Workspace


def copy_to(
    workspace: Workspace,
    target: Path,
    progress: Step | None = None,
    *,
    replaces: bool = False,
) -> None:
    """Writes a proven copy to ``target``; in the place of the workspace's own file, which has gone,
    it is that file again. Raises InputError where a file stands there, unless it ``replaces`` that
    and it is another one than the workspace's own; WorkspaceError where none can be written, and
    what ``progress`` raises. Then all is as it was."""
    own = workspace.path
    if target.exists():
        # The workspace's own file may have gone, or another one may stand in its place.
        is_own = own is not None and own.exists() and target.samefile(own)
        if is_own or not replaces:
            raise InputError("มีแฟ้มชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", where=str(target), remedy="ตั้งชื่ออื่น")
    elif own is not None and target.resolve() == own.resolve() and not workspace.read_only:
        workspace.put_back()
        return
    workspace.copies.write_to(target, progress)


def restore(backup: Path, target: Path, progress: Step | None = None) -> Path | None:
    """Puts a safety copy in the place of ``target``; returns where the former file is kept.

    Raises WorkspaceError where the copy is no sound workspace, the target is in use, or it cannot
    be written, and what ``progress`` raises; then nothing has changed.
    """
    prepared = prepare(backup, target, progress)
    try:
        return put(prepared)
    finally:
        prepared.drop()


def prepare(backup: Path, target: Path, progress: Step | None = None) -> Prepared:
    """The first and longer half of :func:`restore`: ``target`` may still be open and written.

    Raises WorkspaceError where the copy is no sound workspace or there is no room, and what
    ``progress`` raises; then nothing has changed.
    """
    return replacing.prepare(target, backup, progress)


def put(prepared: Prepared) -> Path | None:
    """The second half: the former file, closed by now, gives its place; returns where it is kept.

    Raises WorkspaceError where it is in use or cannot be written; then nothing has changed.
    """
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")  # noqa: DTZ005 - the clerk's own clock
    kept = backup_root() / "restore" / f"{prepared.target.stem}-{stamp}{SUFFIX}"
    return kept if prepared.put(kept) else None
