"""PDF files that the office gives to be bound into a document: nothing in them is trusted."""

from io import BytesIO
from typing import TYPE_CHECKING, Final

from ita_desktop.domain.errors import InputError

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_BYTES: Final = 20 * 2**20
"""Bytes of the largest file: all of it goes into the workspace, and into the document."""
MOST_PAGES: Final = 300
_LONGEST: Final = 20_000
"""Points of the longest side of a page."""


def check(data: bytes, file: str) -> int:
    """How many pages the file has; ``file`` is its name. Raises InputError where it cannot be
    bound in: it is no PDF, locked, broken, or too large."""
    if len(data) > MOST_BYTES:
        raise InputError(
            "{file} ใหญ่เกิน {most} MB",
            remedy="บันทึกเป็น PDF ขนาดเล็กลง หรือแบ่งเป็นหลายไฟล์ แล้วเลือกใหม่",
            file=file,
            most=MOST_BYTES // 2**20,
        )
    if b"%PDF-" not in data[:1024]:
        raise InputError("{file} ไม่ใช่ไฟล์ PDF", remedy="บันทึกเป็น PDF ก่อน แล้วเลือกใหม่", file=file)
    count = _counted(data, file)
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
    return count


def _counted(data: bytes, file: str) -> int:
    """The number of its pages, each of which was opened."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted
        count = 0 if locked else sum(map(_has_a_size, reader.pages[: MOST_PAGES + 1]))
    except Exception as error:
        # A broken file ends in whatever its reader runs into.
        raise InputError(
            "{file} เสียหายหรือเปิดไม่ได้",
            remedy="เปิดในโปรแกรมอ่าน PDF แล้วพิมพ์เป็น PDF ใหม่",
            file=file,
        ) from error
    if locked:
        raise InputError(
            "{file} มีรหัสผ่าน จึงรวมในเล่มไม่ได้",
            remedy="บันทึกเป็น PDF ที่ไม่มีรหัสผ่าน แล้วเลือกใหม่",
            file=file,
        )
    return count


def _has_a_size(page: "PageObject") -> bool:
    """True; raises ValueError for a page that no paper can be."""
    sides = float(page.mediabox.width), float(page.mediabox.height)
    if not all(0 < side < _LONGEST for side in sides):
        raise ValueError(sides)
    return True
