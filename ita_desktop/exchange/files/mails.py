"""The files attached to mails: .eml by the standard library, .msg of Outlook by python-oxmsg."""

import io
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final, NamedTuple

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.files.limits import MAX_FILE, MEBIBYTE
from ita_desktop.exchange.files.suffixes import TABLES

_MOST: Final = 50
"""Number of files of one mail."""
_LONGEST_NAME: Final = 120


class Attached(NamedTuple):
    """A file in a mail."""

    name: str
    data: bytes


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
