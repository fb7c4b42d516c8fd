"""Pictures of files as they would be stored, each read once."""

from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.remarks import RowError
from ita_desktop.pictures.photo_files import PictureTooLargeError
from ita_desktop.pictures.photographs import prepare

_SMALLEST: Final = 100
"""Least width and height of a photograph in px: smaller ones are marks and icons."""
_MOST_KNOWN: Final = 2000
"""Number of pictures whose digests are remembered between two comparisons of a file."""


class TooLargePictureError(RowError):
    """A picture with more dots than any camera takes."""


class PreparedPicture(NamedTuple):
    """A picture as it would be stored."""

    key: str
    width: int
    height: int


class _Raw:
    """The bytes of a picture, known by their digest, until they were read."""

    __slots__ = ("data", "digest", "name")

    def __init__(self, data: bytes, name: str) -> None:
        self.data = data
        self.name = name
        self.digest = sha256(data).digest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Raw) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


@lru_cache(_MOST_KNOWN)
def _read(raw: _Raw) -> PreparedPicture:
    """Return a picture as it would be stored. Raises InputError if it is none."""
    stored = prepare(raw.data, raw.name)
    raw.data = b""  # the cache keeps the digest alone
    return PreparedPicture(sha256(stored.data).hexdigest(), stored.width, stored.height)


def ready(picture: Picture | None, name: str) -> PreparedPicture | RowError:
    """Return a picture as it would be stored, or why it cannot be."""
    data = picture.content() if picture is not None else b""
    if not data:
        return RowError("ไม่พบภาพ “{name}” ในไฟล์", remedy="นำเข้าจากไฟล์ที่มีภาพ", name=name)
    try:
        found = _read(_Raw(data, file_name(name)))
    except PictureTooLargeError as error:
        return TooLargePictureError("{problem}", problem=error)
    except InputError as error:
        return RowError("{problem}", problem=error)
    if min(found.width, found.height) < _SMALLEST:
        return RowError(
            "ภาพ {name} เล็กเกินกว่าจะเป็นภาพถ่าย ({width} x {height} จุด)",
            remedy="ถ้าต้องใช้ เพิ่มภาพเองที่หน้ามาตรการ ส่วนติดตามผล",
            name=file_name(name),
            width=found.width,
            height=found.height,
        )
    return found


def content(picture: Picture, file: str) -> bytes:
    """Return the bytes to store; the same picture gives the same."""
    return prepare(picture.content(), file).data


def file_name(part: str) -> str:
    """Return the name of a picture without its folder in the file."""
    return PurePosixPath(part).name
