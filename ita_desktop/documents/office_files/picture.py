"""Checks pictures that the office adds to its documents; their content is untrusted."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ita_desktop.domain.errors import InputError

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_PIXELS: Final = 50_000_000
_LONGEST: Final = 50
"""Greatest aspect ratio, in either direction; beyond it a picture would print as a line."""


def check(data: bytes) -> None:
    """Raises InputError if ``data`` is no printable picture."""
    with _opened(data):
        pass


def shape_of(data: bytes) -> float | None:
    """Returns the aspect ratio of a picture; None if it is not printable."""
    try:
        with _opened(data) as picture:
            width, height = picture.size
    except InputError:
        return None
    return width / height


def thumbnail(data: bytes, height: int) -> bytes:
    """Returns the picture as PNG, ``height`` px high. Raises InputError if it is no picture."""
    from io import BytesIO

    with _opened(data) as picture:
        small = picture.convert("RGBA")
        small.thumbnail((4 * height, height))
        made = BytesIO()
        small.save(made, "PNG")
    return made.getvalue()


@contextmanager
def _opened(data: bytes) -> Iterator["Image"]:
    """Yields the decoded picture, rotated upright; raises InputError on failure, also in the
    ``with`` block."""
    from io import BytesIO

    from PIL import Image as Picture
    from PIL import ImageOps, UnidentifiedImageError

    try:
        with Picture.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            _check_size(*picture.size)
            picture.load()
            yield ImageOps.exif_transpose(picture)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
        Picture.DecompressionBombError,
    ) as error:
        raise InputError("เปิดภาพนี้ไม่ได้", remedy="เลือกไฟล์ PNG หรือ JPEG") from error


def _check_size(width: int, height: int) -> None:
    """Raises InputError for a size that cannot be printed."""
    if width * height <= _MOST_PIXELS and max(width, height) <= _LONGEST * min(width, height):
        return
    raise InputError(
        "ภาพนี้กว้าง {width} จุด สูง {height} จุด จึงพิมพ์ในเอกสารไม่ได้",
        remedy="ตัดหรือย่อภาพในโปรแกรมดูภาพ แล้วเลือกใหม่",
        width=f"{width:,}",
        height=f"{height:,}",
    )
