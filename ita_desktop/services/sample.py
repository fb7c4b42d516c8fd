"""The sample as it is tried out: a copy in this user's own folder, where no work in it is lost.

Whoever closes it says what becomes of what was done: a copy under her own name (the file is hers
from then on, and shows today), or nothing. What was neither, because the machine went off, is
there again when the sample is opened the next time.
"""

import shutil
from itertools import count
from pathlib import Path

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.reasons import reason_of
from ita_desktop.home import data_folder, make_own_folder
from ita_desktop.services.workspaces import copy_sample
from ita_desktop.storage.files.lock import is_held
from ita_desktop.storage.workspace import SUFFIX, Workspace

_NAME = f"สำนักงานเขตตัวอย่าง{SUFFIX}"


def open_place() -> Path:
    """Where a sample lies that may be opened: one that was left with work in it, else a fresh one;
    each window has its own. Raises InputError where none can be made."""
    for number in count(1):
        path = _folder() / str(number) / _NAME
        if not path.exists():
            return _fresh(path)
        if not is_held(path):
            return path
    raise AssertionError


def is_sample(path: Path | None) -> bool:
    """Whether a file is such a copy."""
    return path is not None and path.resolve().parent.parent == _folder().resolve()


def has_work(workspace: Workspace) -> bool:
    """Whether something was done in the sample that undo would take back; not where another
    window writes it, which keeps it."""
    is_written_here = is_sample(workspace.path) and not workspace.read_only
    return is_written_here and workspace.edits.undo_label is not None


def drop(path: Path) -> None:
    """Takes a closed sample away, so that the next one begins afresh."""
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
