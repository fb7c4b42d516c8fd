"""Reads files that the clerk selects: pictures, PDF files, the Word template."""

from pathlib import Path

from ita_desktop.domain.errors import InputError
from ita_desktop.paths import open_given


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
