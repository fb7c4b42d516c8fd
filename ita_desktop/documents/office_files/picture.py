"""Pictures that the office gives for its papers: nothing in them is trusted."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ita_desktop.domain.errors import InputError

if TYPE_CHECKING:
    from PIL.Image import Image


def check(data: bytes) -> None:
    """Raises InputError where this is no picture that can be printed."""
    with _opened(data):
        pass


def shape_of(data: bytes) -> float | None:
    """Width over height of a picture; None where it is none that can be printed."""
    try:
        with _opened(data) as picture:
            width, height = picture.size
    except InputError:
        return None
    return width / height


def thumbnail(data: bytes, height: int) -> bytes:
    """A picture made ``height`` px high, as PNG. Raises InputError where it is no picture."""
    from io import BytesIO

    with _opened(data) as picture:
        small = picture.convert("RGBA")
        small.thumbnail((4 * height, height))
        made = BytesIO()
        small.save(made, "PNG")
    return made.getvalue()


@contextmanager
def _opened(data: bytes) -> Iterator["Image"]:
    """The picture, read to its end; raises InputError where that, or what follows, fails."""
    from io import BytesIO

    from PIL import Image as Picture
    from PIL import UnidentifiedImageError

    try:
        with Picture.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            picture.load()
            yield picture
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Picture.DecompressionBombError,
    ) as error:
        raise InputError("เปิดภาพนี้ไม่ได้", remedy="เลือกไฟล์ PNG หรือ JPEG") from error
