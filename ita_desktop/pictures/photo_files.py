"""Picture files as they come from cameras, telephones and screens: nothing in them is trusted.

What a file is follows from its first bytes, not from its name. How large its picture is is read
and judged before any of it is decoded.
"""

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
"""Bytes of the largest file that is taken."""
MOST_PIXELS: Final = 50_000_000
"""Pixels of the largest picture that is decoded whole: what the best telephones make."""
MOST_REDUCED: Final = 200_000_000
"""Pixels of the largest JPEG that is decoded line by line at a part of its size."""
SUFFIXES: Final = (
    "jpg", "jpeg", "jfif", "png", "heic", "heif", "webp", "gif", "bmp", "tif", "tiff",
)  # fmt: skip
"""How the names of such files end."""

_BEGINS: Final = (
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
"""What turns a picture upright, by its EXIF orientation: a number of PIL's ``Transpose``."""
_ORIENTATION: Final = 0x0112
_STRIP: Final = 64
"""Lines that are laid on white at a time: a large picture is not copied whole."""


def kind_of(data: bytes) -> str:
    """``JPEG``, ``PNG``, ``WEBP``, ``HEIF``, ``GIF``, ``BMP`` or ``TIFF``; empty for all else."""
    for begin, kind in _BEGINS:
        if data.startswith(begin):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return "HEIF" if data[4:8] == b"ftyp" and data[8:12] in _HEIF else ""


@contextmanager
def decoded(data: bytes, file: str, longest: int) -> Iterator["Image"]:
    """The picture in a file: upright, in RGB of sRGB, on white where it was transparent, without
    anything that was noted in it. A large JPEG comes smaller, but not below ``longest`` pixels on
    its longer side.

    Raises InputError, also for what goes wrong in the block; ``file`` is its name.
    """
    from PIL.Image import DecompressionBombError

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
        # Broken pictures end in whatever the readers of their formats run into.
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
    # Twice what is needed is enough for what follows, and light to work with.
    picture = _in_eight_bits(picture, max(1, max(picture.size) // (2 * longest)))
    picture = _in_srgb(picture, profile)
    picture.info.clear()
    return picture


def _judge(size: tuple[int, int], most: int, file: str) -> None:
    """Raises InputError for a picture that has too many pixels."""
    width, height = size
    if width * height > most:
        raise _too_large(file, most)


def _too_large(file: str, most: int) -> InputError:
    return InputError(
        "{file} เป็นภาพใหญ่เกิน {most} ล้านจุด",
        remedy="ย่อภาพในโปรแกรมดูภาพ แล้วเพิ่มใหม่",
        file=file,
        most=most // 1_000_000,
    )


def _from_heif(data: bytes, file: str) -> "Image":
    """The main picture of a HEIC file, which its reader has turned upright already."""
    from pi_heif import open_heif

    opened = open_heif(BytesIO(data))
    _judge(opened.size, MOST_PIXELS, file)
    picture: Image = opened.to_pillow()
    return picture


def _from_pillow(data: bytes, kind: str, file: str, longest: int) -> "Image":
    """The first picture of a file, upright."""
    from PIL import (
        BmpImagePlugin,
        GifImagePlugin,
        JpegImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
        WebPImagePlugin,
    )
    from PIL import Image as Picture

    # Not by Image.open: it guesses again, and judges a size before it can be reduced.
    readers: dict[str, Callable[[BytesIO], ImageFile]] = {
        "JPEG": JpegImagePlugin.JpegImageFile,
        "PNG": PngImagePlugin.PngImageFile,
        "WEBP": WebPImagePlugin.WebPImageFile,
        "GIF": GifImagePlugin.GifImageFile,
        "BMP": BmpImagePlugin.BmpImageFile,
        "TIFF": TiffImagePlugin.TiffImageFile,
    }
    picture = readers[kind](BytesIO(data))
    is_by_lines = kind == "JPEG" and not picture.info.get("progressive")
    _judge(picture.size, MOST_REDUCED if is_by_lines else MOST_PIXELS, file)
    if kind == "JPEG":
        share = longest / max(picture.size)
        picture.draft(None, (round(picture.width * share), round(picture.height * share)))
        _judge(picture.size, MOST_PIXELS, file)
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
    """The picture in L, RGB or CMYK, so many times smaller: deeper greys brought down, on white
    where it is transparent."""
    from PIL import Image as Picture

    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    elif picture.has_transparency_data:
        width, height = picture.size
        white = Picture.new("RGB", (ceil(width / factor), ceil(height / factor)))
        step = _STRIP * factor
        for top in range(0, height, step):
            clear = picture.crop((0, top, width, min(top + step, height))).convert("RGBA")
            score_bar = Picture.new("RGB", clear.size, "white")
            score_bar.paste(clear, mask=clear)
            white.paste(score_bar.reduce(factor), (0, top // factor))
        return white
    elif picture.mode not in {"L", "RGB", "CMYK"}:
        picture = picture.convert("RGB")
    return picture.reduce(factor) if factor > 1 else picture


def _in_srgb(picture: "Image", profile: bytes | None) -> "Image":
    """The picture in RGB, its colours brought over from the profile that came with it."""
    if profile:
        from PIL import ImageCms

        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(picture, own, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            # A profile that is broken, or of another kind of picture: colours as they are.
            turned = None
        if turned is not None:
            return turned
    return picture.convert("RGB") if picture.mode != "RGB" else picture.copy()
