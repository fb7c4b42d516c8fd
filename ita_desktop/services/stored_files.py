"""Files stored in a workspace, written out again."""

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from ita_desktop.domain.errors import InputError
from ita_desktop.filing import atomic_write, file_names
from ita_desktop.home import OWN_FILE, data_folder, make_own_folder
from ita_desktop.storage.workspace import Workspace

_FORGOTTEN: Final = 24 * 3600
"""Age in seconds after which an opened copy is deleted."""
_READ_ONLY: Final = 0o400


def save(workspace: Workspace, media: str, path: Path) -> Path:
    """Write a stored file to ``path``; return the path. Raises InputError."""
    atomic_write.write(content(workspace, media, path.name), path)
    return path


def copy_to_look_at(workspace: Workspace, media: str, file_name: str) -> Path:
    """Write a copy to the user's own folder, for viewing only. Raises InputError."""
    return place_to_look_at(content(workspace, media, file_name), file_name)


def place_to_look_at(data: bytes, file_name: str) -> Path:
    """Write ``data`` to the user's own folder, for viewing only. Raises InputError."""
    root = data_folder() / "opened"
    with suppress(OSError):
        make_own_folder(root)
        _forget(root)
        path = Path(tempfile.mkdtemp(dir=root), file_names.allowed(file_names.plain(file_name)))
        atomic_write.write(data, path)
        path.chmod(_READ_ONLY)
        return path
    raise InputError(
        "วางสำเนาของ {file} เพื่อเปิดดูไม่ได้", remedy="บันทึกเป็นไฟล์ก่อน แล้วเปิดไฟล์นั้น", file=file_name
    )


def content(workspace: Workspace, media: str, file_name: str) -> bytes:
    """Return the bytes of a stored file. Raises InputError if they are gone."""
    data = workspace.media(media)
    if data is None:
        raise InputError(
            "เนื้อไฟล์ {file} ไม่อยู่ในแฟ้มแล้ว", remedy="กู้คืนจากแฟ้มสำรอง หรือแนบไฟล์ใหม่", file=file_name
        )
    return data


def forget_opened() -> None:
    """Delete all copies that were written for viewing; on Windows, one that is open stays."""
    _remove(data_folder() / "opened")


def _forget(root: Path) -> None:
    for folder in root.iterdir():
        if time.time() - folder.stat().st_mtime > _FORGOTTEN:
            _remove(folder)


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with suppress(OSError):
                path.chmod(OWN_FILE)  # Windows deletes no file that is read-only
    shutil.rmtree(folder, ignore_errors=True)
