"""What a workspace file begins with: nothing else is written over one."""

from pathlib import Path
from typing import Final

from ita_desktop.domain.errors import InputError

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
