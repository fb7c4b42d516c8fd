"""Files that the office gives for its papers: read with limits."""

from pathlib import Path
from typing import Final

from ita_desktop.domain.errors import InputError
from ita_desktop.services.wordings import GARUDA, REFERENCE_DOCX

SUFFIXES: Final = {GARUDA: ("png", "jpg", "jpeg"), REFERENCE_DOCX: ("docx",)}
"""How the names of such files end."""
_MOST: Final = {GARUDA: 5 * 2**20, REFERENCE_DOCX: 10 * 2**20}
"""Bytes of the largest file that is taken: all of it goes into the workspace."""
_BEGINS: Final = {GARUDA: (b"\x89PNG", b"\xff\xd8\xff"), REFERENCE_DOCX: (b"PK",)}
_OTHER: Final = {
    GARUDA: "{file} ไม่ใช่ไฟล์ภาพ PNG หรือ JPEG",
    REFERENCE_DOCX: "{file} ไม่ใช่ไฟล์ Word (.docx)",
}


def read(name: str, path: Path) -> bytes:
    """The bytes of a file for ``name`` (``garuda``, ``reference-docx``).

    Raises InputError where it cannot be read, is too large, or is another kind of file.
    """
    most = _MOST[name]
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise InputError(
            "เปิด {file} ไม่ได้", remedy="ตรวจว่าไฟล์ยังอยู่และไม่ได้เปิดในโปรแกรมอื่น", file=path.name
        ) from error
    if len(data) > most:
        raise InputError(
            "{file} ใหญ่เกิน {most} MB",
            remedy="ย่อภาพหรือเอารูปออกจากไฟล์ แล้วเลือกใหม่",
            file=path.name,
            most=most // 2**20,
        )
    if not data.startswith(_BEGINS[name]):
        raise InputError(_OTHER[name], remedy="เลือกไฟล์อื่น", file=path.name)
    return data
