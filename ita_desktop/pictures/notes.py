"""Removes metadata from pictures: place, time, device, author, comments."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

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
_SCAN_END: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""A marker that ends the scan data of a JPEG: neither a stuffed byte nor a restart marker."""
_ORIENTATION: Final = 0x0112
_QUALITY: Final = 92


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
