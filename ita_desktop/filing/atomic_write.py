"""Writes a file whole or not at all, and several files, all of them or none.

Nothing else is written over a workspace file, which is known by what it begins with.
"""

import errno
import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from filecmp import cmp
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import IO, Final

from ita_desktop.domain.errors import A_FOLDER, InputError, reason_of
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.home import OWN_FILE, clear, give_rights, make_own_folder
from ita_desktop.paths import kind_at, real

_HALF_WRITTEN = lazy_re(r"\.[0-9a-f]{16}\.tmp")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_LEAVE = {errno.EACCES, errno.EPERM, errno.EROFS}
APPLICATION_ID: Final = 0x49544144
"""``ITAD``, in the header of every workspace file."""
MAGIC: Final = b"SQLite format 3\x00"
HEADER: Final = 100
"""Bytes of the header of a database."""


def is_marked(header: bytes) -> bool:
    """Return whether a file that begins so is a workspace."""
    return header.startswith(MAGIC) and int.from_bytes(header[68:72]) == APPLICATION_ID


def spare_workspace(path: Path) -> None:
    """Raise InputError if a workspace stands where another file is to be written."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        header = file.read(HEADER)
    if is_marked(header):
        raise InputError("ที่นี่เป็นแฟ้มงาน จึงไม่เขียนทับ", where=str(path), remedy="ตั้งชื่ออื่น")


def write(content: bytes, path: Path) -> None:
    """Write a file whole or not at all: under another name first, then renamed. Over a link it
    comes to where that leads.

    Raises InputError, in the clerk's words, when the folder is missing, may not be written to or
    is full, when another program holds the old file open, or when a workspace stands there.
    """
    _replace(lambda target: target.write(content), path)


def write_by(fill: Callable[[IO[bytes]], object], path: Path) -> None:
    """Write what ``fill`` puts into a file as :func:`write` does, but leave a file with the same
    content as it is. Raises what ``fill`` raises, too."""
    _replace(fill, path, keeps_same=True)


def _replace(fill: Callable[[IO[bytes]], object], path: Path, *, keeps_same: bool = False) -> None:
    place = real(path)
    _clear(place.parent)
    temporary = place.parent / f".{token_hex(8)}.tmp"
    try:
        _refuse_no_file(place)
        spare_workspace(path)
        make_own_folder(place.parent)
        temporary.touch(mode=OWN_FILE, exist_ok=False)
        with temporary.open("wb") as target:
            fill(target)
            target.flush()
            os.fsync(target.fileno())
        if keeps_same and place.is_file() and cmp(temporary, place, shallow=False):
            return
        give_rights(temporary, place)
        temporary.replace(place)
    except OSError as error:
        raise _described(error, path) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _refuse_no_file(path: Path) -> None:
    """Raises OSError where there is a folder, a pipe or a device, or a link that leads back to
    itself: a file would take its place."""
    kind = kind_at(path)
    if kind is not None and not stat.S_ISREG(kind):
        code = errno.EISDIR if stat.S_ISDIR(kind) else errno.ESPIPE
        raise OSError(code, os.strerror(code), str(path))


@cache
def _clear(folder: Path) -> None:
    """Takes away what earlier runs have left half written in a folder; once a run."""
    clear(folder, _HALF_WRITTEN)


def _described(error: OSError, path: Path) -> InputError:
    where = str(path)
    if error.errno in _NO_ROOM:
        return InputError(
            "ที่ว่างในดิสก์ไม่พอ จึงไม่ได้บันทึกแฟ้มนี้",
            where=where,
            remedy="ลบแฟ้มที่ไม่ใช้ หรือเลือกโฟลเดอร์ในดิสก์อื่น",
        )
    if isinstance(error, PermissionError) and path.is_file():
        return InputError(
            "แทนที่แฟ้มเดิมไม่ได้",
            where=where,
            remedy="ปิดแฟ้มนี้ใน Word, Excel หรือโปรแกรมอ่าน PDF ก่อน หรือเลือกโฟลเดอร์อื่น",
        )
    # To Windows, a folder that stands in the way is a lack of rights.
    is_folder = path.is_dir()
    if error.errno in _NO_LEAVE and not is_folder:
        return InputError("โฟลเดอร์นี้เขียนไม่ได้", where=where, remedy="เลือกโฟลเดอร์ที่คุณมีสิทธิ์บันทึก")
    return InputError(
        "บันทึกแฟ้มไม่ได้ ({reason})",
        where=where,
        remedy="ตรวจว่าโฟลเดอร์ยังอยู่และดิสก์ต่ออยู่ หรือเลือกโฟลเดอร์อื่น",
        reason=A_FOLDER if is_folder else reason_of(error),
    )


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write files; where one cannot be written, those before it are as they were.

    Raises InputError as :func:`ita_desktop.filing.atomic_write.write` does.
    """
    before = {path: _content(path) for path in contents}
    done: list[Path] = []
    try:
        for path, content in contents.items():
            write(content, path)
            done.append(path)
    except BaseException:
        for path in done:
            _restore(path, before[path])
        raise


def _content(path: Path) -> bytes | None:
    """Return what a file holds; None if there is none."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise InputError(
            "อ่านแฟ้มเดิมไม่ได้ ({reason})",
            where=str(path),
            remedy="ปิดแฟ้มนี้ในโปรแกรมอื่น หรือเลือกโฟลเดอร์อื่น",
            reason=reason_of(error),
        ) from error


def _restore(path: Path, content: bytes | None) -> None:
    with suppress(OSError, InputError):
        if content is None:
            real(path).unlink(missing_ok=True)
        else:
            write(content, path)
