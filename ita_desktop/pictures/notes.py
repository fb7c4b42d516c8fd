"""Pictures without what was noted in them: place, time, device, author, comments."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_DRAWN: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sRGB", b"sBIT", b"pHYs"}
)
"""Chunks of a PNG that say how it looks; all others are notes."""
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_JFIF: Final = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
"""Without it or a camera's notes Word takes a file for no picture."""
_ADOBE: Final = 0xEE
"""Says how the colours are to be read."""
_NOTED: Final = frozenset(range(0xE0, 0xF0)) - {_ADOBE} | {0xFE}
_IN_SCAN: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the coded lines of a JPEG: a marker that is neither a stuffed byte nor a restart."""
_ORIENTATION: Final = 0x0112
_QUALITY: Final = 92


def without_notes(data: bytes) -> bytes:
    """A PNG or JPEG that looks the same and says nothing else: dot for dot, unless it had to be
    turned upright. Empty where it is neither or cannot be read."""
    try:
        made_anew = _made_anew(data)
        if made_anew:
            return made_anew
        if data.startswith(_PNG):
            return _PNG + b"".join(_chunks(data))
        parts = [part for part in _parts(data) if part != _JFIF]
        return b"".join((parts[0], _JFIF, *parts[1:]))
    except Exception:  # noqa: BLE001 - broken pictures end in whatever their reader runs into
        return b""


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG that is decoded as before, without notes. Raises ValueError where it is broken."""
    try:
        return b"".join(_parts(data))
    except IndexError as error:
        raise ValueError("cut off") from error


def _made_anew(data: bytes) -> bytes:
    """The picture where it has to be made upright, or to be in colours that Word knows; else
    empty."""
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
    """Whether a JPEG holds red, green and blue as they are: none with a JFIF head does."""
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
        if name in _DRAWN:
            yield data[at:end]
        at = end


def _parts(data: bytes) -> Iterator[bytes]:
    """The parts of a JPEG that are drawn, without what stands behind its end, such as a film."""
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
                # Cut off behind its lines: readers show what there is.
                yield data[at:] + bytes((0xFF, _END))
                return
        if end > len(data):
            raise ValueError(at)
        if marker == _JFIF[1] and data[at + 4 : at + 9] == _JFIF[4:9]:
            yield _JFIF
        elif marker not in _NOTED:
            yield data[at:end]
        at = end
    raise ValueError(at)


def _end_of_scan(data: bytes, at: int) -> int:
    found = _IN_SCAN.search(data, at)
    return found.start() if found is not None else -1
