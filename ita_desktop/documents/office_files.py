"""Checks pictures and PDF files that the office adds to its documents; their content is untrusted.

A PDF file is read and drawn in a separate process with limited time and memory: a file built to
exhaust them ends only that process (``filing/limited_process.py``).
"""

import json
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ita_desktop.domain.errors import InputError
from ita_desktop.filing.limited_process import limit, run
from ita_desktop.home import TEMPORARY

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES: Final = 20 * 2**20
"""Greatest size of a file in bytes: it is stored in the workspace and in the document."""
MOST_PAGES: Final = 300
_CACHED: Final = 8
"""Number of files whose result is cached."""
WORD: Final = "--take-pdf"
"""Followed by the paths of the input, the output, and the result file."""
SECONDS: Final = 60
MEMORY: Final = 2**30 + 2**29
"""Memory limit of the process, in bytes."""
_RESULT: Final = "told.json"
_MOST_PIXELS: Final = 50_000_000
_LONGEST: Final = 50
"""Greatest aspect ratio, in either direction; beyond it a picture would print as a line."""


def check_picture(data: bytes) -> None:
    """Raises InputError if ``data`` is no printable picture."""
    with _opened(data):
        pass


def shape_of(data: bytes) -> float | None:
    """Returns the aspect ratio of a picture; None if it is not printable."""
    try:
        with _opened(data) as picture:
            width, height = picture.size
    except InputError:
        return None
    return width / height


def thumbnail(data: bytes, height: int) -> bytes:
    """Returns the picture as PNG, ``height`` px high. Raises InputError if it is no picture."""
    from io import BytesIO

    with _opened(data) as picture:
        small = picture.convert("RGBA")
        small.thumbnail((4 * height, height))
        made = BytesIO()
        small.save(made, "PNG")
    return made.getvalue()


@contextmanager
def _opened(data: bytes) -> Iterator["Image"]:
    """Yields the decoded picture, rotated upright; raises InputError on failure, also in the
    ``with`` block."""
    from io import BytesIO

    from PIL import Image as Picture
    from PIL import ImageOps, UnidentifiedImageError

    try:
        with Picture.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            _check_size(*picture.size)
            picture.load()
            yield ImageOps.exif_transpose(picture)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
        Picture.DecompressionBombError,
    ) as error:
        raise InputError("เปิดภาพนี้ไม่ได้", remedy="เลือกไฟล์ PNG หรือ JPEG") from error


def _check_size(width: int, height: int) -> None:
    """Raises InputError for a size that cannot be printed."""
    if width * height <= _MOST_PIXELS and max(width, height) <= _LONGEST * min(width, height):
        return
    raise InputError(
        "ภาพนี้กว้าง {width} จุด สูง {height} จุด จึงพิมพ์ในเอกสารไม่ได้",
        remedy="ตัดหรือย่อภาพในโปรแกรมดูภาพ แล้วเลือกใหม่",
        width=f"{width:,}",
        height=f"{height:,}",
    )


class PdfResult:
    """The result for a file: its pages and their number, or the fault: ``broken``, ``locked`` or
    ``heavy``."""

    def __init__(self, fault: str = "", pages: int = 0, data: bytes = b"") -> None:
        self.fault = fault
        self.pages = pages
        self.data = data


def take(data: bytes) -> PdfResult:
    """Rewrites a PDF in the process. Raises OSError if no process can be started."""
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
        given, made, outcome = (Path(folder, name) for name in ("given.pdf", "made.pdf", _RESULT))
        given.write_bytes(data)
        if not run([WORD, given, made, outcome], SECONDS):
            return PdfResult("heavy")
        if not outcome.exists():
            # It was killed, or failed before it could report a result.
            return PdfResult("heavy")
        found = json.loads(outcome.read_text(encoding="utf-8"))
        kept = made.read_bytes() if made.exists() else b""
        return PdfResult(found["fault"], found["pages"], kept)


def main(arguments: Sequence[str]) -> int:
    """Runs the process; returns 0 if it could report a result."""
    from ita_desktop.documents.bare_pdf import MOST_PAGES, LockedError, bare, pages_of

    given, made, outcome = map(Path, arguments)
    limit(MEMORY, 2 * SECONDS)
    pages, fault = 0, ""
    try:
        data = given.read_bytes()
        pages = pages_of(data)
        if 0 < pages <= MOST_PAGES:
            made.write_bytes(bare(data))
    except LockedError:
        fault = "locked"
    except (MemoryError, RecursionError):
        fault = "heavy"
    except Exception as error:  # noqa: BLE001 - broken files end in whatever their reader runs into
        fault = "heavy" if "imit" in type(error).__name__ else "broken"
    outcome.write_text(json.dumps({"fault": fault, "pages": pages}), encoding="utf-8")
    return 0


class Pages(NamedTuple):
    """The pages of a file, rewritten with drawn content only."""

    data: bytes
    number: int


class _File:
    """A file whose result is cached for all documents."""

    def __init__(self) -> None:
        self.taken: PdfResult | None = None
        self._turn = threading.Lock()

    def take(self, data: bytes) -> PdfResult:
        with self._turn:
            if self.taken is None:
                self.taken = take(data)
            return self.taken


@lru_cache(maxsize=_CACHED)
def _file(_data: bytes) -> _File:
    return _File()


def seems_broken(data: bytes) -> bool:
    """Returns whether a file cannot be bound, as far as is known without waiting: its cached
    result, else only whether it can be opened and has pages."""
    taken = _file(data).taken
    if taken is not None:
        return bool(taken.fault) or not 0 < taken.pages <= MOST_PAGES
    from ita_desktop.documents.bare_pdf import pages_of

    try:
        return not 0 < pages_of(data) <= MOST_PAGES
    except Exception:  # noqa: BLE001 - broken files end in whatever their reader runs into
        return True


def check_pdf(data: bytes, file: str) -> Pages:
    """Returns the pages of a file named ``file``. Raises InputError if it cannot be bound: no PDF,
    encrypted, broken, too large, or built to exhaust memory or time."""
    if len(data) > MOST_BYTES:
        raise InputError(
            "{file} ใหญ่เกิน {most} MB",
            remedy="บันทึกเป็น PDF ขนาดเล็กลง หรือแบ่งเป็นหลายไฟล์ แล้วเลือกใหม่",
            file=file,
            most=MOST_BYTES // 2**20,
        )
    if b"%PDF-" not in data[:1024]:
        raise InputError("{file} ไม่ใช่ไฟล์ PDF", remedy="บันทึกเป็น PDF ก่อน แล้วเลือกใหม่", file=file)
    taken = _taken(data, file)
    count = taken.pages
    if count == 0:
        raise InputError("{file} ไม่มีหน้าเลย", remedy="เลือกไฟล์อื่น", file=file)
    if count > MOST_PAGES:
        raise InputError(
            "{file} มี {count} หน้า เกิน {most} หน้า",
            remedy="เลือกเฉพาะหน้าที่ต้องใช้ แล้วบันทึกเป็นไฟล์ใหม่",
            file=file,
            count=count,
            most=MOST_PAGES,
        )
    return Pages(taken.data, count)


def _taken(data: bytes, file: str) -> PdfResult:
    """Returns the result of the separate process."""
    try:
        taken = _file(data).take(data)
    except OSError as error:
        raise InputError(
            "ตรวจ {file} ไม่ได้ในขณะนี้",
            remedy="ปิดโปรแกรมอื่น หรือเพิ่มเนื้อที่ว่างของดิสก์ แล้วลองใหม่",
            file=file,
        ) from error
    match taken.fault:
        case "":
            return taken
        case "locked":
            raise InputError(
                "{file} มีรหัสผ่าน จึงรวมในเล่มไม่ได้",
                remedy="บันทึกเป็น PDF ที่ไม่มีรหัสผ่าน แล้วเลือกใหม่",
                file=file,
            )
        case "heavy":
            raise InputError(
                "{file} วาดนานหรือใช้หน่วยความจำมากเกินไป จึงรวมในเล่มไม่ได้",
                remedy="เปิดในโปรแกรมอ่าน PDF แล้วพิมพ์เป็น PDF ใหม่",
                file=file,
            )
    raise InputError(
        "{file} เสียหายหรือเปิดไม่ได้",
        remedy="เปิดในโปรแกรมอ่าน PDF แล้วพิมพ์เป็น PDF ใหม่",
        file=file,
    )
