"""Reads the pages of a PDF in a separate process with limited time and memory
(``filing/limited_process.py``): its content is untrusted. Its pictures go into a package, as an
office file has them."""

import hashlib
import io
import json
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from ctypes import byref, c_double, c_uint, create_string_buffer
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.files.formats import MAX_PAGES, MAX_PICTURE, MEBIBYTE
from ita_desktop.exchange.files.pdf.content import ContentImage, ContentPage
from ita_desktop.exchange.sheets import CancelledError, WorkProgress
from ita_desktop.filing.limited_process import limit, run
from ita_desktop.home import TEMPORARY
from ita_desktop.typography.thai_letters import MARKS, in_order

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


WORD: Final = "--read-pdf"
"""Followed by the paths of the file and of the folder for what is read."""
SECONDS: Final = 24
_OF_PAGE: Final = 0.5
"""Seconds that a page which was read adds: a busy machine reads long files slowly."""
MEMORY: Final = 2**30 - 2**26
"""Memory limit of the process, in bytes."""
_MOST_READ: Final = 200 * MEBIBYTE
"""Maximum size of what is read of all pages, as JSON."""
_PAGES, _PICTURES, _RESULT, _DONE = "pages", "pictures.zip", "told", "done"
_BROKEN, _LOCKED, _HEAVY, _LONG = "broken", "locked", "heavy", "long"
_OURS: Final = "ITA Desktop"
"""What the files of this program are created by."""
_PRINT: Final = "เปิดในโปรแกรมอ่าน PDF แล้วพิมพ์เป็น PDF ใหม่ หรือใช้ไฟล์ Word หรือ Excel ต้นฉบับ"


class LockedPdfError(InputError):
    """A PDF needs a password."""


class LongPdfError(InputError):
    """A PDF has too many pages, or takes too much time or memory."""


@dataclass(frozen=True)
class ReadPages:
    """What is on the pages of a file."""

    pages: tuple[ContentPage, ...]
    package: bytes
    """A zip archive with its pictures."""
    titles: tuple[tuple[int, int, str], ...]
    """Its bookmarks: page from 1, level from 1, title."""
    pictures_left: int
    """Number of pictures that were not taken."""
    keywords: str


def read_pages(data: bytes, source: str, work_progress: WorkProgress) -> ReadPages:
    """Return what is on the pages of a PDF called ``source``. Raises InputError if it cannot be
    read: broken, encrypted, too long, or built to exhaust memory or time."""
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
        given, made = Path(folder, "given.pdf"), Path(folder)
        given.write_bytes(data)
        try:
            ended = run([WORD, given, made], SECONDS, _watch(made / _DONE, work_progress))
        except OSError as error:
            raise InputError(
                "อ่าน PDF นี้ไม่ได้ในขณะนี้",
                where=source,
                remedy="ปิดโปรแกรมอื่น หรือเพิ่มเนื้อที่ว่างของดิสก์ แล้วลองใหม่",
            ) from error
        result = made / _RESULT
        if not ended or not result.exists():
            raise _fault(_HEAVY, source)
        found = json.loads(result.read_text(encoding="utf-8"))
        if found["fault"]:
            raise _fault(found["fault"], source)
        if (made / _PAGES).stat().st_size > _MOST_READ:
            raise _fault(_HEAVY, source)
        with (made / _PAGES).open(encoding="utf-8") as lines:
            pages = tuple(ContentPage.of_json(json.loads(line)) for line in lines)
        titles = tuple((page, level, title) for page, level, title in found["titles"])
        return ReadPages(
            pages, (made / _PICTURES).read_bytes(), titles, found["left"], found["keywords"]
        )


def _watch(done: Path, work_progress: WorkProgress) -> Callable[[], float | None]:
    """Return what reports the progress of the process and gives it time for that, and cancels
    it."""

    def watch() -> float | None:
        if work_progress.cancelled is not None and work_progress.cancelled():
            raise CancelledError
        try:
            at, total = map(int, done.read_text(encoding="ascii").split())
        except (OSError, ValueError):  # it has not begun, or is writing
            return None
        if work_progress.progress is not None:
            work_progress.progress(at, total)
        return at * _OF_PAGE

    return watch


def _fault(name: str, source: str) -> InputError:
    """Return the error for a fault that the process has told."""
    match name:
        case "locked":
            return LockedPdfError(
                "PDF นี้มีรหัสผ่าน จึงอ่านไม่ได้",
                where=source,
                remedy="บันทึกเป็น PDF ที่ไม่มีรหัสผ่าน แล้วนำเข้าใหม่",
            )
        case "heavy":
            return LongPdfError(
                "อ่าน PDF นี้นานหรือใช้หน่วยความจำมากเกินไป จึงหยุดอ่าน", where=source, remedy=_PRINT
            )
        case "long":
            return LongPdfError(
                "PDF นี้ยาวเกิน {pages} หน้า",
                where=source,
                remedy="บันทึกเฉพาะหน้าที่ต้องใช้เป็น PDF ใหม่",
                pages=MAX_PAGES,
            )
    return InputError("อ่าน PDF นี้ไม่ได้ ไฟล์อาจเสียหรือไม่ครบ", where=source, remedy=_PRINT)


def main(arguments: Sequence[str]) -> int:
    """Run the process; return 0 if it could report a result."""
    given, folder = map(Path, arguments)
    limit(MEMORY, 2 * SECONDS)
    found: dict[str, Any] = {"fault": "", "titles": [], "left": 0}
    try:
        found |= _read(given, folder)
    except Exception as error:  # noqa: BLE001 - broken files end in whatever their reader runs into
        found["fault"] = _fault_of(error)
    (folder / _RESULT).write_text(json.dumps(found), encoding="utf-8")
    return 0


def _fault_of(error: Exception) -> str:
    from pypdfium2 import PdfiumError, raw

    from ita_desktop.exchange.files.pdf.letters import TooMuchError

    if isinstance(error, MemoryError | RecursionError | TooMuchError):
        return _HEAVY
    if isinstance(error, PdfiumError) and error.err_code == raw.FPDF_ERR_PASSWORD:
        return _LOCKED
    return _LONG if isinstance(error, OverflowError) else _BROKEN


def _read(given: Path, folder: Path) -> dict[str, Any]:
    """Write the pages and pictures; return what else is told of the file. Raises OverflowError if
    there are too many pages."""
    from pypdfium2 import PdfDocument

    from ita_desktop.exchange.files.pdf.page import read_page

    with (
        closing(PdfDocument(given)) as document,
        zipfile.ZipFile(folder / _PICTURES, "w") as archive,
        (folder / _PAGES).open("w", encoding="utf-8") as target,
    ):
        if len(document) > MAX_PAGES:
            raise OverflowError
        keeper = PictureKeeper(archive)
        is_ours = document.get_metadata_value("Creator") == _OURS
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                report = text_of(text)
                read = read_page(
                    page.raw, text.raw, number + 1, keeper.keep, report, is_ours=is_ours
                )
            json.dump(read.as_json(), target, ensure_ascii=False)
            target.write("\n")
            if target.tell() > _MOST_READ:
                raise MemoryError
            (folder / _DONE).write_text(f"{number + 1} {len(document)}", encoding="ascii")
        keywords = document.get_metadata_value("Keywords")
        return {"titles": list(_titles(document)), "left": keeper.left, "keywords": keywords}


def _titles(document: Any) -> Iterator[tuple[int, int, str]]:
    """Yield page, level and title of the bookmarks."""
    for count, bookmark in enumerate(document.get_toc(max_depth=4)):
        if count >= MAX_PAGES:
            return
        target = bookmark.get_dest()
        page = target.get_index() if target is not None else None
        if page is not None:
            yield page + 1, bookmark.level + 1, bookmark.get_title()


def _png(handle: Any) -> bytes:
    """Return a bitmap as PNG. It is freed with the ``PdfBitmap`` that is made of it."""
    from pypdfium2 import PdfBitmap

    target = io.BytesIO()
    PdfBitmap.from_raw(handle).to_pil().convert("RGB").save(target, "PNG", compress_level=1)
    return target.getvalue()


_NARROW = 1.5
"""Maximum distance between letters of one word, in points."""


class _Letter:
    """A letter of a page; it is measured when that is asked for, as for most it never is."""

    def __init__(self, text: str, page: Any, at: int) -> None:
        self.text = text
        self._page, self._at = page, at

    @cached_property
    def sides(self) -> tuple[float, float]:
        """Its left and right edge."""
        from pypdfium2 import raw

        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        box = (byref(left), byref(right), byref(bottom), byref(top))
        raw.FPDFText_GetCharBox(self._page, self._at, *box)
        return left.value, right.value

    @cached_property
    def generated(self) -> bool:
        """Whether it is a space or line end that is not on the page."""
        from pypdfium2 import raw

        return bool(raw.FPDFText_IsGenerated(self._page, self._at) == 1)


def text_of(page: Any) -> str:
    """Return the text of a ``PdfTextPage``, line by line, each mark after its letter."""
    return "\n".join("".join(_in_place(line)) for line in _lines(page))


def _lines(page: Any) -> Iterator[list[_Letter]]:
    from pypdfium2 import raw

    line: list[_Letter] = []
    for at in range(page.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(page, at))
        if text == "\r":
            continue
        if text == "\n":
            yield line
            line = []
            continue
        line.append(_Letter(text, page, at))
    yield line


def _in_place(line: list[_Letter]) -> list[str]:
    """Return the letters of a line in reading order."""
    bases = [letter for letter in line if letter.text not in MARKS]
    texts = [letter.text for letter in bases]
    at = -1
    moved = False
    for letter in line:
        if letter.text not in MARKS:
            at += 1
            continue
        own = _own(bases, at, letter)
        moved = moved or own != at
        if own < 0:
            continue
        texts[own] = in_order(texts[own] + letter.text)
    return [text for place, text in enumerate(texts) if not (moved and _is_within(bases, place))]


def _own(bases: list[_Letter], at: int, mark: _Letter) -> int:
    """Return the index of the letter below a mark: the one before it, if it is there."""
    middle = sum(mark.sides) / 2
    if at >= 0 and _is_over(bases[at], middle, _NARROW):
        return at
    return next((place for place, base in enumerate(bases) if _is_over(base, middle, 0)), at)


def _is_over(base: _Letter, middle: float, leeway: float) -> bool:
    if base.text == " " or base.generated:
        return False
    left, right = base.sides
    return left - leeway <= middle <= right + leeway


def _is_within(bases: list[_Letter], place: int) -> bool:
    """Return whether a space that is not on the page would split a word."""
    if not bases[place].generated or not 0 < place < len(bases) - 1:
        return False
    return abs(bases[place + 1].sides[0] - bases[place - 1].sides[1]) < _NARROW
