"""Lists the files to import in the files and folders that are given, with limits; and those
attached to mails: .eml by the standard library, .msg of Outlook by python-oxmsg."""

import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.reasons import reason_of
from ita_desktop.exchange.files.formats import MAILS, NAMED, REPORTS, TABLES
from ita_desktop.exchange.files.limits import MAX_FILE, MEBIBYTE

_MOST: Final = 50
"""Number of files of one mail."""
_LONGEST_NAME: Final = 120


class Attached(NamedTuple):
    """A file in a mail."""

    name: str
    data: bytes


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


def attached(data: bytes, source: str) -> tuple[list[Attached], list[InputError]]:
    """Return the files of a mail that can be imported, and why others are not. Raises InputError
    for a mail that cannot be read or has no such file."""
    try:
        found = list(_of_msg(data) if data.startswith(b"\xd0\xcf\x11\xe0") else _of_eml(data))
    except Exception as error:  # broken mails raise arbitrary exceptions
        raise InputError(
            "อ่านอีเมลนี้ไม่ได้ ไฟล์อาจเสียหรือไม่ครบ",
            where=source,
            remedy="บันทึกไฟล์แนบจากโปรแกรมอีเมล แล้วรับไฟล์นั้น",
        ) from error
    kept, left = list[Attached](), list[InputError]()
    for name, content in found:
        where = f"{source}: {name}"
        if PurePath(name).suffix.lower() not in TABLES:
            left.append(InputError("ไฟล์แนบนี้ไม่ใช่ชนิดที่อ่านได้", where=where, remedy="เก็บไว้เอง ถ้าต้องใช้"))
        elif len(content) > MAX_FILE or len(kept) >= _MOST:
            left.append(
                InputError(
                    "ไฟล์แนบใหญ่หรือมากเกินไป ({size} MB)",
                    where=where,
                    remedy="บันทึกไฟล์แนบแล้วรับทีละไฟล์",
                    size=len(content) // MEBIBYTE,
                )
            )
        else:
            kept.append(Attached(name, content))
    if not kept:
        raise InputError(
            "อีเมลนี้ไม่มีไฟล์แนบที่อ่านได้", where=source, remedy="ขอไฟล์จากหน่วยงานใหม่ หรือบันทึกไฟล์แนบเอง"
        )
    return kept, left


def _of_eml(data: bytes) -> Iterator[Attached]:
    from email import message_from_bytes
    from email.policy import default

    for part in message_from_bytes(data, policy=default).walk():
        name, content = part.get_filename(), part.get_payload(decode=True)
        if name and isinstance(content, bytes):
            yield Attached(_base(name), content)


def _of_msg(data: bytes) -> Iterator[Attached]:
    from oxmsg import Message

    for attachment in Message.load(io.BytesIO(data)).attachments:
        if attachment.attached_by_value and attachment.file_bytes:
            yield Attached(_base(attachment.file_name or ""), attachment.file_bytes)


def _base(name: str) -> str:
    """Return the name of a file without folders and line breaks."""
    plain = " ".join(name.replace("\\", "/").rpartition("/")[2].split())
    return plain[-_LONGEST_NAME:]
