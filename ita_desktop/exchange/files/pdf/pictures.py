"""Takes the pictures out of a PDF into a package, as an office file has them."""

import hashlib
import io
import time
import zipfile
from ctypes import byref, c_uint, create_string_buffer
from typing import Any, Final

from ita_desktop.exchange.files.limits import MAX_PICTURE, MEBIBYTE
from ita_desktop.exchange.files.pdf.content import ContentImage

_MOST_DOTS: Final = 40_000_000
"""Maximum number of dots of a picture that is not a JPEG already."""
_MOST_SECONDS: Final = 8.0
"""Maximum time for drawing pictures; the text comes first."""
_MOST_FILTERS: Final = 4
_MOST_PICTURES: Final = 2_000
_MOST_BYTES: Final = 200 * MEBIBYTE
_JPEG: Final = b"\xff\xd8\xff"


class PictureKeeper:
    """Writes the pictures of a file into a zip archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._known: dict[bytes, str] = {}
        self._bytes = 0
        self._seconds = 0.0
        """How long pictures were drawn that are no JPEG already."""
        self.left = 0
        """Number of pictures that were not taken."""

    def keep(self, thing: Any, image: ContentImage) -> ContentImage | None:
        """Return a picture with its name in the archive; without one if it is only described or
        cannot be taken."""
        if thing is None:
            return image
        content, suffix = self._content(thing)
        full = len(self._known) >= _MOST_PICTURES or self._bytes + len(content) > _MOST_BYTES
        if not content or full:
            self.left += 1
            return image
        key = hashlib.sha256(content).digest()
        if key not in self._known:
            self._known[key] = f"{len(self._known) + 1}{suffix}"
            self._archive.writestr(self._known[key], content)
            self._bytes += len(content)
        return image._replace(part=self._known[key])

    def _content(self, thing: Any) -> tuple[bytes, str]:
        from pypdfium2 import raw

        read = raw.FPDFImageObj_GetImageDataDecoded
        if self._is_jpeg(thing) and (size := read(thing, None, 0)) <= MAX_PICTURE:
            # What is decoded are the filters around the JPEG.
            buffer = create_string_buffer(size)
            read(thing, buffer, size)
            if buffer.raw.startswith(_JPEG):
                return buffer.raw, ".jpg"
        width, height = c_uint(), c_uint()
        raw.FPDFImageObj_GetImagePixelSize(thing, byref(width), byref(height))
        if self._seconds > _MOST_SECONDS or not 0 < width.value * height.value <= _MOST_DOTS:
            return b"", ""
        begin = time.monotonic()
        bitmap = raw.FPDFImageObj_GetBitmap(thing)
        made = _png(bitmap) if bitmap else b""
        self._seconds += time.monotonic() - begin
        return made, ".png"

    @staticmethod
    def _is_jpeg(thing: Any) -> bool:
        from pypdfium2 import raw

        count = raw.FPDFImageObj_GetImageFilterCount(thing)
        if not 0 < count <= _MOST_FILTERS:
            return False
        name = create_string_buffer(32)
        raw.FPDFImageObj_GetImageFilter(thing, count - 1, name, 32)
        return name.value == b"DCTDecode"


def _png(handle: Any) -> bytes:
    """Return a bitmap as PNG. It is freed with the ``PdfBitmap`` that is made of it."""
    from pypdfium2 import PdfBitmap

    target = io.BytesIO()
    PdfBitmap.from_raw(handle).to_pil().convert("RGB").save(target, "PNG", compress_level=1)
    return target.getvalue()
