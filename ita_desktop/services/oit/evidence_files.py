"""Files that are kept as evidence, read with a limit."""

from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.errors import InputError
from ita_desktop.services.oit.evidence_places import may_open

USUAL: Final = 10_000_000
"""Most bytes of a file that is kept if nothing else is said."""
MOST: Final = 50_000_000
"""Most bytes of a file that can be kept; of a larger one only the name."""
_PHOTOGRAPHS: Final = (".jpg", ".jpeg", ".png", ".webp", ".heic")


class GivenFile(NamedTuple):
    """A file of the office: its name, its size in bytes, and its content if it is to be kept."""

    name: str
    size: int
    data: bytes = b""


def megabytes(size: int) -> str:
    """Return a size in millions of bytes, in words (``12.0``); 0.1 if it is less."""
    return f"{max(size / 1_000_000, 0.1):,.1f}"


def size_of(path: Path) -> int:
    """Return the bytes of a file. Raises InputError if there is none."""
    try:
        return path.stat().st_size
    except OSError as error:
        raise _unreadable(path) from error


def read_file(path: Path, *, keep: bool) -> GivenFile:
    """Return a file with its content, or with its name and size alone. A photograph is turned
    upright and loses the place where it was taken. Raises InputError if it cannot be read, or is
    to be kept and too large."""
    from ita_desktop.services.documents.given_files import content_of

    if not keep:
        return GivenFile(path.name, size_of(path))
    data = content_of(path, MOST)
    if len(data) > MOST:
        raise InputError(
            "{file} ใหญ่เกิน {most} ล้านไบต์ จึงเก็บไว้ในแฟ้มไม่ได้",
            remedy="เลือกจดไว้แต่ชื่อ หรือย่อไฟล์แล้วเลือกใหม่",
            file=path.name,
            most=MOST // 1_000_000,
        )
    if path.suffix.lower() in _PHOTOGRAPHS:
        from ita_desktop.pictures.photographs import prepare

        data = prepare(data, path.name).data
        suffix = ".png" if data.startswith(b"\x89PNG") else ".jpg"
        return GivenFile(path.stem + suffix, len(data), data)
    return GivenFile(path.name, len(data), data)


def read_usual(path: Path) -> GivenFile | None:
    """Return a file as it is kept if nobody chooses: with its content if it is a document of the
    usual size, else its name and size alone; None if it cannot be read."""
    try:
        if not path.is_file():
            return None
        return read_file(path, keep=may_open(path.name) and size_of(path) <= USUAL)
    except (InputError, OSError):
        return None


def _unreadable(path: Path) -> InputError:
    return InputError(
        "เปิด {file} ไม่ได้", remedy="ตรวจว่าไฟล์ยังอยู่และไม่ได้เปิดในโปรแกรมอื่น", file=path.name
    )
