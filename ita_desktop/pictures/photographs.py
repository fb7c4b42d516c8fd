"""Photographs: normalized for storage, scaled for the screen, cropped for printing."""

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.tracking.entries import PATCHES, BrushTouch, Crop
from ita_desktop.pictures.photo_files import decoded

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST: Final = 1600
"""Pixels on the longer side of a stored photograph. Papers print one up to 100 mm wide at 150 dots
an inch, which are 591: three eighths of a picture, cropped, still fill that."""
QUALITY: Final = 85
"""JPEG quality of stored photographs."""
_SAME_SHAPE: Final = 0.04
"""Greatest difference of two shapes that are the same, relative."""
_SAME_COLOUR: Final = 6
"""Greatest mean difference of a colour (of 255) in two prints of one picture."""
_MOST_COLOURS: Final = 256
"""Most colours for which PNG is tried, too (screenshots, scans); the smaller file is stored."""
_QUARTERS: Final = 4
_TURNS: Final = (None, 4, 3, 2)
"""PIL's ``Transpose`` by number of clockwise quarter turns."""


class StoredPhoto(NamedTuple):
    """A stored photograph: a JPEG or PNG file, and its size in px."""

    data: bytes
    width: int
    height: int


class Pixels(NamedTuple):
    """A picture for the screen: 3 bytes (red, green, blue) per pixel, row by row."""

    width: int
    height: int
    rgb: bytes


def prepare(data: bytes, file: str, longest: int = LONGEST) -> StoredPhoto:
    """Returns a picture file for storage: upright, in sRGB, at most ``longest`` px on its long
    side, without metadata (place, time, device). The same file gives the same bytes.

    Raises InputError if it is no picture, broken or too large; ``file`` is its name.
    """
    with decoded(data, file, longest) as picture:
        return _stored(_fitted(picture, longest))


def turned(data: bytes, file: str, quarters: int) -> StoredPhoto:
    """Returns a stored photograph rotated clockwise by a number of quarter turns."""
    from PIL import Image as Picture

    turn = _TURNS[quarters % _QUARTERS]
    with decoded(data, file, LONGEST) as picture:
        around = picture if turn is None else picture.transpose(Picture.Transpose(turn))
        return _stored(around)


def blurred(data: bytes, file: str, dabs: Iterable[BrushTouch]) -> StoredPhoto:
    """Returns a stored photograph with the areas of ``dabs`` blurred irreversibly, each to a few
    patches of colour. Raises InputError if it cannot be read."""
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
        patches = part.resize((PATCHES, PATCHES), Picture.Resampling.BOX)
        mask = Picture.new("L", part.size, 0)
        circle = (box[0] - left, box[1] - top, box[2] - left - 1, box[3] - top - 1)
        ImageDraw.Draw(mask).ellipse(circle, fill=255)
        made.paste(patches.resize(part.size, Picture.Resampling.BICUBIC), (left, top), mask)
    return _stored(made)


def thumbnail(data: bytes, longest: int, crop: str = "") -> Pixels:
    """Returns the part ``crop`` (the text of a Crop; empty: all) of a stored photograph, at most
    ``longest`` px on its longer side. Raises InputError if it cannot be read."""
    part = _part(data, longest, crop)
    return Pixels(part.width, part.height, part.tobytes())


def picture_for_print(data: bytes, crop: str, longest: int) -> bytes:
    """Returns the part ``crop`` (as in :func:`thumbnail`) of a stored photograph as JPEG or PNG, at
    most ``longest`` px on its longer side; the stored file itself if it needs no change. Raises
    InputError if it cannot be read."""
    if Crop.of(crop).is_whole and 0 < max(size_of(data)) <= longest:
        return data
    return _stored(_part(data, longest, crop)).data


def picture_for_page(data: bytes, crop: str, longest: int) -> bytes:
    """Returns the part ``crop`` (as in :func:`thumbnail`) of a stored photograph as a new JPEG, at
    most ``longest`` px on its longer side. Raises InputError if it cannot be read."""
    made = BytesIO()
    _part(data, longest, crop).save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()


class Looks(NamedTuple):
    """What a picture looks like, whatever its size."""

    shape: float
    """Width by height."""
    rgb: bytes
    """16 by 16 pixels."""

    def is_like(self, other: "Looks") -> bool:
        """Returns whether both are prints of the same picture in different sizes."""
        if abs(self.shape / other.shape - 1) > _SAME_SHAPE:
            return False
        apart = sum(abs(one - two) for one, two in zip(self.rgb, other.rgb, strict=True))
        return apart <= _SAME_COLOUR * len(self.rgb)


def looks_of(data: bytes, crop: str = "") -> Looks | None:
    """Returns what a picture, or its part ``crop``, looks like; None if it cannot be read."""
    try:
        with _part(data, 64, crop) as part:
            small = part.resize((16, 16)).convert("RGB")
            return Looks(part.width / part.height, small.tobytes())
    except InputError:
        return None


def size_of(data: bytes) -> tuple[int, int]:
    """Returns width and height of a stored photograph in px; (0, 0) if it cannot be read."""
    from PIL import Image as Picture

    try:
        with Picture.open(BytesIO(data), formats=("JPEG", "PNG")) as picture:
            return picture.size
    except (OSError, ValueError, SyntaxError, Picture.DecompressionBombError):
        return 0, 0


def _part(data: bytes, longest: int, crop: str) -> "Image":
    part = Crop.of(crop)
    # ``longest`` applies to the part, so the whole picture is decoded larger.
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
    if picture.getcolors(_MOST_COLOURS) is not None:
        reduced = picture.quantize(_MOST_COLOURS)
        png = BytesIO()
        exact = reduced.convert("RGB").tobytes() == picture.tobytes()
        (reduced if exact else picture).save(png, "PNG", optimize=True)
        data = min(data, png.getvalue(), key=len)
    return StoredPhoto(data, *picture.size)
