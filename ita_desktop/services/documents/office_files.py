"""Reads the office's files for documents, with size limits.

Reads files that the clerk selects: pictures, PDF files, the Word template.
"""

from pathlib import Path
from typing import Final

from ita_desktop.domain.errors import InputError
from ita_desktop.paths import open_given
from ita_desktop.services.documents.wordings import GARUDA, LOGO, REFERENCE_DOCX, REFERENCE_PPTX


def content_of(path: Path, most: int) -> bytes:
    """Return the content of a file, at most ``most + 1`` bytes, so that the caller can reject a
    larger file. Raises InputError if it cannot be opened."""
    try:
        with open_given(path) as file:
            return file.read(most + 1)
    except OSError as error:
        raise InputError(
            "เปิด {file} ไม่ได้", remedy="ตรวจว่าไฟล์ยังอยู่และไม่ได้เปิดในโปรแกรมอื่น", file=path.name
        ) from error


_PICTURE: Final = ("png", "jpg", "jpeg")
SUFFIXES: Final = {
    GARUDA: _PICTURE,
    LOGO: _PICTURE,
    REFERENCE_DOCX: ("docx",),
    REFERENCE_PPTX: ("pptx", "potx"),
}
"""Suffixes of the files, by name."""
MOST_OF_PICTURE: Final = 5 * 2**20
"""Maximum size of a garuda or logo in bytes."""
_MOST: Final = {
    GARUDA: MOST_OF_PICTURE,
    LOGO: MOST_OF_PICTURE,
    REFERENCE_DOCX: 10 * 2**20,
    REFERENCE_PPTX: 20 * 2**20,
}
"""Maximum size of each file in bytes: it is stored in the workspace."""
_BEGINS_PICTURE: Final = (b"\x89PNG", b"\xff\xd8\xff")
_BEGINS: Final = {
    GARUDA: _BEGINS_PICTURE,
    LOGO: _BEGINS_PICTURE,
    REFERENCE_DOCX: (b"PK",),
    REFERENCE_PPTX: (b"PK",),
}
_OTHER: Final = {
    GARUDA: "{file} ไม่ใช่ไฟล์ภาพ PNG หรือ JPEG",
    LOGO: "{file} ไม่ใช่ไฟล์ภาพ PNG หรือ JPEG",
    REFERENCE_DOCX: "{file} ไม่ใช่ไฟล์ Word (.docx)",
    REFERENCE_PPTX: "{file} ไม่ใช่ไฟล์ PowerPoint (.pptx .potx)",
}


def read(name: str, path: Path) -> bytes:
    """Return the content of a file for ``name`` (``garuda``, ``logo``, ``reference-docx``,
    ``reference-pptx``).

    Raises InputError if it cannot be read, is too large, or is of another type.
    """
    most = _MOST[name]
    data = content_of(path, most)
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
