"""Files that the clerk picks for the workspace: pictures, PDF files, the office's own Word file."""

from pathlib import Path

from ita_desktop.domain.errors import InputError
from ita_desktop.paths import open_given


def content_of(path: Path, most: int) -> bytes:
    """The content of a file; of one larger than ``most`` bytes one byte more than that, so that
    the caller can say what is too large. Raises InputError where it cannot be opened."""
    try:
        with open_given(path) as file:
            return file.read(most + 1)
    except OSError as error:
        raise InputError(
            "เปิด {file} ไม่ได้", remedy="ตรวจว่าไฟล์ยังอยู่และไม่ได้เปิดในโปรแกรมอื่น", file=path.name
        ) from error
