"""Photographs: what is kept of one, small pictures for the screen, and parts for printing."""

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.tracking.blur import PATCHES, Dab
from ita_desktop.domain.tracking.crop import Crop
from ita_desktop.pictures.photo_files import decoded

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST: Final = 2000
"""Pixels on the longer side of what is kept: the width of A4 at some 240 dots an inch."""
QUALITY: Final = 85
"""Of the JPEG that is kept."""
_FEW: Final = 256
"""Colours that a picture of a screen or a scan has at most, to be kept without loss."""
_QUARTERS: Final = 4
_TURNS: Final = (None, 4, 3, 2)
"""PIL's ``Transpose`` for so many quarters clockwise."""


class StoredPhoto(NamedTuple):
    """What is kept of a photograph: the bytes of a JPEG or PNG, and its size in pixels."""

    data: bytes
    width: int
    height: int


class Pixels(NamedTuple):
    """A picture for the screen: red, green and blue of each pixel, line by line."""

    width: int
    height: int
    rgb: bytes


def prepare(data: bytes, file: str) -> StoredPhoto:
    """What is kept of a file: upright, at most :data:`LONGEST` pixels long, in sRGB, without
    anything that the camera noted (place, time, device). The same file gives the same bytes.

    Raises InputError where it is no picture, broken or too large; ``file`` is its name.
    """
    with decoded(data, file, LONGEST) as picture:
        return _stored(_fitted(picture, LONGEST))


def turned(data: bytes, file: str, quarters: int) -> StoredPhoto:
    """A kept picture turned clockwise by so many quarters."""
    from PIL import Image as Picture

    turn = _TURNS[quarters % _QUARTERS]
    with decoded(data, file, LONGEST) as picture:
        around = picture if turn is None else picture.transpose(Picture.Transpose(turn))
        return _stored(around)


def blurred(data: bytes, file: str, dabs: Iterable[Dab]) -> StoredPhoto:
    """A kept picture with what lies under the dabs made unknowable: a few patches of colour are
    all that is left of it. Raises InputError where it cannot be read."""
    from PIL import Image as Picture
    from PIL import ImageDraw

    with decoded(data, file, LONGEST) as picture:
        made = picture.copy()
    for dab in dabs:
        box = dab.box(*made.size)
        left, top = max(box[0], 0), max(box[1], 0)
        right, bottom = min(box[2], made.width), min(box[3], made.height)
        if left >= right or top >= bottom:
            continue
        part = made.crop((left, top, right, bottom))
        few = part.resize((PATCHES, PATCHES), Picture.Resampling.BOX)
        mask = Picture.new("L", part.size, 0)
        round_one = (box[0] - left, box[1] - top, box[2] - left - 1, box[3] - top - 1)
        ImageDraw.Draw(mask).ellipse(round_one, fill=255)
        made.paste(few.resize(part.size, Picture.Resampling.BICUBIC), (left, top), mask)
    return _stored(made)


def thumbnail(data: bytes, longest: int, crop: str = "") -> Pixels:
    """A kept picture, or its part ``crop`` as the record names it, with at most ``longest``
    pixels on its longer side. Raises InputError where it cannot be read."""
    part = _part(data, longest, crop)
    return Pixels(part.width, part.height, part.tobytes())


def picture_for_print(data: bytes, crop: str, longest: int) -> bytes:
    """JPEG or PNG of a kept picture as a document prints it: its part ``crop`` as the record
    names it, with at most ``longest`` pixels on its longer side; the kept bytes themselves where
    they are just that. Raises InputError where it cannot be read."""
    if Crop.of(crop).is_whole and 0 < max(size_of(data)) <= longest:
        return data
    return _stored(_part(data, longest, crop)).data


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a kept picture in pixels; (0, 0) where it cannot be read."""
    from PIL import Image as Picture

    try:
        with Picture.open(BytesIO(data), formats=("JPEG", "PNG")) as picture:
            return picture.size
    except (OSError, ValueError, SyntaxError, Picture.DecompressionBombError):
        return 0, 0


def _part(data: bytes, longest: int, crop: str) -> "Image":
    part = Crop.of(crop)
    # A part is to have that many pixels, so the whole picture needs more.
    needed = round(longest * 1000 / min(part.width, part.height))
    with decoded(data, Phrase("ภาพที่เก็บไว้"), needed) as whole:
        return _fitted(whole.crop(part.box(*whole.size)), longest)


def _fitted(picture: "Image", longest: int) -> "Image":
    from PIL import Image as Picture

    share = longest / max(picture.size)
    if share >= 1:
        return picture
    size = max(1, round(picture.width * share)), max(1, round(picture.height * share))
    return picture.resize(size, Picture.Resampling.LANCZOS, reducing_gap=3.0)


def _stored(picture: "Image") -> StoredPhoto:
    made = BytesIO()
    picture.save(made, "JPEG", quality=QUALITY, optimize=True)
    data = made.getvalue()
    if picture.getcolors(_FEW) is not None:
        few = picture.quantize(_FEW)
        plain = BytesIO()
        exact = few.convert("RGB").tobytes() == picture.tobytes()
        (few if exact else picture).save(plain, "PNG", optimize=True)
        data = min(data, plain.getvalue(), key=len)
    return StoredPhoto(data, *picture.size)
