"""Photographs: read from untrusted files, normalized for storage, scaled for the screen, cropped;
and pictures of any kind without their metadata: place, time, device, author, comments.

The format of a file is detected by the first bytes, not the name, and the size is checked before
decoding.
"""

import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ita_desktop.domain.errors import InputError, ItaError, Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.tracking.entries import PATCHES, BrushTouch, Crop

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

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
MOST_BYTES: Final = 40 * 2**20
"""Size of the largest accepted file in bytes."""
MOST_PIXELS: Final = 50_000_000
"""Pixels of the largest picture decoded at full size: that of the best telephones."""
MOST_REDUCED: Final = 200_000_000
"""Pixels of the largest JPEG, if it is not progressive, and so can be decoded scaled down."""
SUFFIXES: Final = (
    "jpg", "jpeg", "jfif", "png", "heic", "heif", "webp", "gif", "bmp", "tif", "tiff",
)  # fmt: skip
"""Suffixes of accepted files."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_VISIBLE_CHUNKS: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sRGB", b"sBIT", b"pHYs"}
)
"""PNG chunks that affect the appearance; all others are metadata."""
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_JFIF: Final = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
"""A JFIF segment. Word accepts no JPEG without it or EXIF data."""
_ADOBE: Final = 0xEE
"""Adobe's segment (APP14): the colour transform."""
_METADATA: Final = frozenset(range(0xE0, 0xF0)) - {_ADOBE} | {0xFE}
_SCAN_END: Final = lazy_re(rb"\xff[^\x00\xd0-\xd7\xff]")
"""A marker that ends the scan data of a JPEG: neither a stuffed byte nor a restart marker."""
_QUALITY: Final = 92
_SIGNATURES: Final = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
_HEIF: Final = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)
_UPRIGHT: Final = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""PIL's ``Transpose`` that makes a picture upright, by EXIF orientation."""
_ORIENTATION: Final = 0x0112
_STRIP: Final = 64
"""Rows composed onto white at a time, so that a large picture is not copied as a whole."""


def without_notes(data: bytes) -> bytes:
    """Returns a PNG or JPEG without metadata; its pixels are unchanged unless it was rotated or
    converted to usual colours. Returns b"" if it is neither or cannot be read."""
    try:
        encoded = _encoded_again(data)
        if encoded:
            return encoded
        if data.startswith(_PNG):
            return _PNG + b"".join(_chunks(data))
        segments = [segment for segment in _segments(data) if segment != _JFIF]
        return b"".join((segments[0], _JFIF, *segments[1:]))
    except Exception:  # noqa: BLE001 - broken pictures end in whatever their reader runs into
        return b""


def bare_jpeg(data: bytes) -> bytes:
    """Returns a JPEG without metadata, its pixels unchanged. Raises ValueError if it is broken."""
    try:
        return b"".join(_segments(data))
    except IndexError as error:
        raise ValueError("cut off") from error


def _encoded_again(data: bytes) -> bytes:
    """Returns the picture encoded again if it must be rotated upright, or is a JPEG stored as RGB,
    which Word does not expect; otherwise b""."""
    from PIL import Image as Picture
    from PIL import ImageOps

    with Picture.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
        if picture.getexif().get(_ORIENTATION, 1) == 1 and not _is_plain_rgb(picture):
            return b""
        upright = ImageOps.exif_transpose(picture)
        form = picture.format or "PNG"
    upright.info.clear()
    made = BytesIO()
    upright.save(made, form, **({"quality": _QUALITY} if form == "JPEG" else {}))
    return made.getvalue()


def _is_plain_rgb(picture: Any) -> bool:
    """Returns whether a JPEG is stored as RGB instead of YCbCr; one with JFIF segment never is."""
    if picture.format != "JPEG" or picture.mode != "RGB" or "jfif" in picture.info:
        return False
    return picture.info.get("adobe_transform") == 0 or [
        layer[0] for layer in picture.layer
    ] == list(b"RGB")


def _chunks(data: bytes) -> Iterator[bytes]:
    at, name = len(_PNG), b""
    while name != b"IEND":
        length, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        end = at + 12 + length
        if len(name) < 4 or end > len(data):
            raise ValueError(at)
        if name in _VISIBLE_CHUNKS:
            yield data[at:end]
        at = end


def _segments(data: bytes) -> Iterator[bytes]:
    """Yields the segments of a JPEG without metadata, nor data after its end, such as a video."""
    if data[:2] != bytes((0xFF, _START)):
        raise ValueError("no JPEG")
    yield data[:2]
    at = 2
    while data[at] == 0xFF:
        if data[at + 1] == 0xFF:
            at += 1
            continue
        marker = data[at + 1]
        if marker == _END:
            yield data[at : at + 2]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == _SCAN:
            end = _end_of_scan(data, end)
            if end < 0:
                # Truncated in the scan data: decoders show the part that exists.
                yield data[at:] + bytes((0xFF, _END))
                return
        if end > len(data):
            raise ValueError(at)
        if marker == _JFIF[1] and data[at + 4 : at + 9] == _JFIF[4:9]:
            yield _JFIF
        elif marker not in _METADATA:
            yield data[at:end]
        at = end
    raise ValueError(at)


def _end_of_scan(data: bytes, at: int) -> int:
    found = _SCAN_END.search(data, at)
    return found.start() if found is not None else -1


class PictureTooLargeError(InputError):
    """A picture with more dots than any camera takes."""


def kind_of(data: bytes) -> str:
    """Returns JPEG, PNG, WEBP, HEIF, GIF, BMP or TIFF; empty for anything else."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return "HEIF" if data[4:8] == b"ftyp" and data[8:12] in _HEIF else ""


@contextmanager
def decoded(data: bytes, file: str, longest: int) -> Iterator["Image"]:
    """Yields the picture in a file: upright, in sRGB, on white if transparent, without metadata. A
    large one is reduced, to no less than ``longest`` px on its longer side.

    Raises InputError, also for exceptions in the ``with`` block; ``file`` is the file's name.
    """
    from PIL.Image import DecompressionBombError

    # Pillow warns on the console about notes of a camera that it cannot read; they are not kept.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
    try:
        yield _decoded(data, file, longest)
    except ItaError:
        raise
    except DecompressionBombError as error:
        raise _too_large(file, MOST_PIXELS) from error
    except ImportError as error:
        raise InputError(
            "{file} เป็นภาพ HEIC ซึ่งโปรแกรมบนเครื่องนี้อ่านไม่ได้",
            remedy="ส่งภาพจากโทรศัพท์เป็น JPEG หรือติดตั้งโปรแกรมใหม่",
            file=file,
        ) from error
    except MemoryError as error:
        raise InputError(
            "{file} ใหญ่เกินหน่วยความจำที่เหลือ", remedy="ปิดโปรแกรมอื่น หรือย่อภาพ แล้วเพิ่มใหม่", file=file
        ) from error
    except Exception as error:
        # With broken pictures the decoders may raise any exception.
        raise InputError(
            "{file} เสียหรือขาดตอน เปิดเป็นภาพไม่ได้",
            remedy="เปิดดูในโปรแกรมดูภาพ แล้วคัดลอกมาใหม่จากกล้องหรือโทรศัพท์",
            file=file,
        ) from error


def _decoded(data: bytes, file: str, longest: int) -> "Image":
    kind = kind_of(data)
    if not kind:
        raise InputError(
            "{file} ไม่ใช่ไฟล์ภาพที่โปรแกรมอ่านได้",
            remedy="ใช้ภาพ JPEG, PNG, HEIC, WebP, GIF, BMP หรือ TIFF",
            file=file,
        )
    picture = _from_heif(data, file) if kind == "HEIF" else _from_pillow(data, kind, file, longest)
    profile = picture.info.get("icc_profile")
    # Twice the requested size is enough for later scaling, and needs little memory.
    picture = _in_eight_bits(picture, max(1, max(picture.size) // (2 * longest)))
    picture = _in_srgb(picture, profile)
    picture.info.clear()
    return picture


def _check_pixels(size: tuple[int, int], most: int, file: str) -> None:
    """Raises InputError if ``size`` exceeds ``most`` pixels."""
    width, height = size
    if width * height > most:
        raise _too_large(file, most)


def _too_large(file: str, most: int) -> InputError:
    return PictureTooLargeError(
        "{file} เป็นภาพใหญ่เกิน {most} ล้านจุด",
        remedy="ย่อภาพในโปรแกรมดูภาพ แล้วเพิ่มใหม่",
        file=file,
        most=most // 1_000_000,
    )


def _from_heif(data: bytes, file: str) -> "Image":
    """Returns the main picture of a HEIC file, already made upright by the decoder."""
    from pi_heif import open_heif

    opened = open_heif(BytesIO(data))
    _check_pixels(opened.size, MOST_PIXELS, file)
    picture: Image = opened.to_pillow()
    return picture


def _from_pillow(data: bytes, kind: str, file: str, longest: int) -> "Image":
    """Returns the first picture of a file, upright."""
    from PIL import (
        BmpImagePlugin,
        GifImagePlugin,
        JpegImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
        WebPImagePlugin,
    )
    from PIL import Image as Picture

    # Not by Image.open, which detects the format again, and checks the size before draft().
    readers: dict[str, Callable[[BytesIO], ImageFile]] = {
        "JPEG": JpegImagePlugin.JpegImageFile,
        "PNG": PngImagePlugin.PngImageFile,
        "WEBP": WebPImagePlugin.WebPImageFile,
        "GIF": GifImagePlugin.GifImageFile,
        "BMP": BmpImagePlugin.BmpImageFile,
        "TIFF": TiffImagePlugin.TiffImageFile,
    }
    picture = readers[kind](BytesIO(data))
    is_baseline = kind == "JPEG" and not picture.info.get("progressive")
    _check_pixels(picture.size, MOST_REDUCED if is_baseline else MOST_PIXELS, file)
    if kind == "JPEG":
        share = longest / max(picture.size)
        picture.draft(None, (round(picture.width * share), round(picture.height * share)))
        _check_pixels(picture.size, MOST_PIXELS, file)
    picture.load()
    turn = _UPRIGHT.get(_orientation(picture))
    return picture if turn is None else picture.transpose(Picture.Transpose(turn))


def _orientation(picture: "Image") -> int:
    try:
        noted = picture.getexif().get(_ORIENTATION)
    except Exception:  # noqa: BLE001 - what is noted in a picture may be broken in any way
        return 1
    return noted if isinstance(noted, int) else 1


def _in_eight_bits(picture: "Image", factor: int) -> "Image":
    """Returns the picture in L, RGB or CMYK, reduced by ``factor``; deeper greys are reduced to 8
    bits, and a transparent picture is composed onto white."""
    from PIL import Image as Picture

    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    elif picture.has_transparency_data:
        width, height = picture.size
        white = Picture.new("RGB", (ceil(width / factor), ceil(height / factor)))
        step = _STRIP * factor
        for top in range(0, height, step):
            clear = picture.crop((0, top, width, min(top + step, height))).convert("RGBA")
            strip = Picture.new("RGB", clear.size, "white")
            strip.paste(clear, mask=clear)
            white.paste(strip.reduce(factor), (0, top // factor))
        return white
    elif picture.mode not in {"L", "RGB", "CMYK"}:
        picture = picture.convert("RGB")
    return picture.reduce(factor) if factor > 1 else picture


def _in_srgb(picture: "Image", profile: bytes | None) -> "Image":
    """Returns the picture in RGB, converted to sRGB from the ICC ``profile``."""
    if profile:
        from PIL import ImageCms

        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, own, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            # The profile is broken or of another mode: the colours are not converted.
            converted = None
        if converted is not None:
            return converted
    return picture.convert("RGB") if picture.mode != "RGB" else picture.copy()


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
