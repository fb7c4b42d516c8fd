"""Copies of a workspace: writing one, and restoring one."""

from datetime import datetime
from pathlib import Path

from ita_desktop.domain.errors import InputError
from ita_desktop.paths import real
from ita_desktop.settings import backup_root
from ita_desktop.storage import SUFFIX, Step
from ita_desktop.storage.files import replacing
from ita_desktop.storage.files.replacing import PreparedCopy
from ita_desktop.storage.workspace import Workspace


def copy_to(
    workspace: Workspace,
    target: Path,
    progress: Step | None = None,
    *,
    replaces: bool = False,
) -> None:
    """Write a verified copy to ``target``; if that is the workspace's own missing file, it is
    restored. Raises InputError if another file exists there, unless ``replaces``; WorkspaceError if
    it cannot be written, and whatever ``progress`` raises; nothing is changed then."""
    own = workspace.path
    if target.exists():
        # The workspace's own file may be missing, or replaced by another.
        is_own = own is not None and own.exists() and target.samefile(own)
        if is_own or not replaces:
            raise InputError("มีแฟ้มชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", where=str(target), remedy="ตั้งชื่ออื่น")
    elif own is not None and real(target) == real(own) and not workspace.read_only:
        workspace.put_back()
        return
    workspace.copies.write_to(target, progress)


def restore(backup: Path, target: Path, progress: Step | None = None) -> Path | None:
    """Replace ``target`` by a safety copy; return the path of the former file.

    Raises WorkspaceError if the copy is not a valid workspace, or the target is in use or cannot be
    written, and whatever ``progress`` raises; nothing is changed then.
    """
    prepared = prepare(backup, target, progress)
    try:
        return put(prepared)
    finally:
        prepared.drop()


def prepare(backup: Path, target: Path, progress: Step | None = None) -> PreparedCopy:
    """The first and longer part of :func:`restore`, during which ``target`` may be in use.

    Raises WorkspaceError if the copy is not a valid workspace or the disk is full, and whatever
    ``progress`` raises; nothing is changed then.
    """
    return replacing.prepare(target, backup, progress)


def put(prepared: PreparedCopy) -> Path | None:
    """The second part of :func:`restore`, with the target closed; return the former file's path.

    Raises WorkspaceError if it is in use or cannot be written; nothing is changed then.
    """
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")  # noqa: DTZ005 - the clerk's own clock
    kept = backup_root() / "restore" / f"{prepared.target.stem}-{stamp}{SUFFIX}"
    return kept if prepared.put(kept) else None
