"""Decodes untrusted picture files from cameras, telephones and screens.

The format is detected by the first bytes, not the name, and the size is checked before decoding.
"""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Final

from ita_desktop.domain.errors import InputError, ItaError

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

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


class PictureTooLargeError(InputError):
    """A picture with more dots than any camera takes."""


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
