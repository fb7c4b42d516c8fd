"""The sample workspace: opened as a copy in the user's own folder, so that work in it is not lost.

On closing, the user saves the work under a new name (then it is an ordinary file) or discards it.
After a crash, the copy is opened again the next time.
"""

import shutil
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from ita_desktop.domain.errors import InputError, reason_of
from ita_desktop.home import data_folder, make_own_folder
from ita_desktop.paths import real
from ita_desktop.services.workspaces import copy_sample
from ita_desktop.storage import SUFFIX
from ita_desktop.storage.files.lock import is_held

if TYPE_CHECKING:
    from ita_desktop.storage.workspace import Workspace

_NAME = f"สำนักงานเขตตัวอย่าง{SUFFIX}"


def open_place() -> Path:
    """Return the path of a sample to open: one with unsaved work, else a fresh copy; each window
    has its own. Raises InputError if it cannot be created."""
    for number in count(1):
        path = _folder() / str(number) / _NAME
        if not path.exists():
            return _fresh(path)
        if not is_held(path):
            return path
    raise AssertionError


def is_sample(path: Path | None) -> bool:
    """Return whether a file is such a copy."""
    return path is not None and real(path).parent.parent == real(_folder())


def has_work(workspace: "Workspace") -> bool:
    """Return whether the sample has edits that can be undone; not if another window has it open for
    writing."""
    is_written_here = is_sample(workspace.path) and not workspace.read_only
    return is_written_here and workspace.edits.undo_label is not None


def drop(path: Path) -> None:
    """Delete a closed sample, so that the next one is fresh."""
    if is_sample(path):
        shutil.rmtree(path.parent, ignore_errors=True)


def _folder() -> Path:
    return data_folder() / "sample"


def _fresh(path: Path) -> Path:
    try:
        make_own_folder(path.parent)
    except OSError as error:
        raise InputError(
            "เขียนแฟ้มตัวอย่างไม่ได้ ({reason})",
            where=str(path.parent),
            remedy="ตรวจว่าโฟลเดอร์มีอยู่ เขียนได้ และดิสก์มีเนื้อที่ว่าง",
            reason=reason_of(error),
        ) from error
    return copy_sample(path)
