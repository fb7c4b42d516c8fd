"""Lists the files to import in the files and folders that are given, with limits."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.reasons import reason_of
from ita_desktop.exchange.files.suffixes import MAILS, NAMED, REPORTS, TABLES

SUFFIXES: Final = frozenset((*TABLES, *REPORTS, *MAILS, *NAMED))
"""Suffixes of the files that can contain a list, or have one attached, and of those that are read
to tell what they are."""
MAX_FILES: Final = 200
"""Maximum number of files in the given folders."""
MAX_DEPTH: Final = 8
"""Maximum depth of folders within a given one."""
_OF_PROGRAMS: Final = ("~$", ".~lock.", ".")
"""Beginnings of the names of hidden files and of those that programs keep beside an open file."""
_ALONE: Final = "เลือกไฟล์หรือโฟลเดอร์นี้โดยตรง"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files to read, in order, and what is left out of the given folders, with the reason."""

    files: tuple[Path, ...]
    left: tuple[InputError, ...]


def gather(paths: Sequence[Path]) -> Gathered:
    """Return the files in ``paths``, those of folders in order of their names. Links to folders are
    not followed."""
    files: dict[Path, None] = {}
    left: list[InputError] = []
    for path in paths:
        if not path.is_dir():
            files[path] = None
            continue
        for found in _within(path, path, 0):
            if isinstance(found, InputError):
                left.append(found)
            elif len(files) >= MAX_FILES:
                text = "มีไฟล์เกิน {most} ไฟล์ จึงไม่ได้อ่านไฟล์ที่เหลือ"
                left.append(InputError(text, where=_where(path), remedy=_ALONE, most=MAX_FILES))
                return Gathered(tuple(files), tuple(left))
            else:
                files[found] = None
    return Gathered(tuple(files), tuple(left))


def _within(folder: Path, top: Path, depth: int) -> Iterator[Path | InputError]:
    """Yield the files of a folder and of those in it; for what is left out, the reason."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield InputError(
            "เปิดโฟลเดอร์ไม่ได้ ({reason})",
            where=_where(folder, top),
            remedy="ตรวจสิทธิ์การอ่าน",
            reason=reason_of(error),
        )
        return
    for entry in found:
        path = Path(entry.path)
        if entry.name.startswith(_OF_PROGRAMS):
            continue
        if entry.is_dir():
            if entry.is_symlink():
                yield InputError("เป็นทางลัดไปโฟลเดอร์อื่น", where=_where(path, top), remedy=_ALONE)
            elif depth >= MAX_DEPTH:
                yield InputError(
                    "โฟลเดอร์ซ้อนกันลึกเกิน {most} ชั้น",
                    where=_where(path, top),
                    remedy=_ALONE,
                    most=MAX_DEPTH,
                )
            else:
                yield from _within(path, top, depth + 1)
        elif path.suffix.lower() in SUFFIXES:
            yield path
        else:
            remedy = "บันทึกเป็นชนิดที่อ่านได้: {known}"
            known = " ".join(TABLES)
            yield InputError(
                "ไม่ใช่ไฟล์ชนิดที่อ่านได้", where=_where(path, top), remedy=remedy, known=known
            )


def _where(path: Path, top: Path | None = None) -> str:
    """Return the name of a path within the given folder ``top``."""
    return path.relative_to(top.parent).as_posix() if top is not None else path.name
