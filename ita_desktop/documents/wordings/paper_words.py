"""The texts that back-ends add to a document: page numbers, continuation marks, substitutes for
what a format cannot show. These are the defaults; ``reports/shared.py`` lets the office edit
them."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.patterns import lazy_re

PAGE: Final = "หน้า"
"""The field for the page number."""
PAGES: Final = "จำนวนหน้า"
"""The field for the number of pages."""
_PARTS: Final = lazy_re(rf"\{{\s*({PAGE}|{PAGES})\s*\}}")


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The texts; ``{fields}`` are filled in on output."""

    page_of: str = "หน้า {หน้า} จาก {จำนวนหน้า}"
    """Page number with page count."""
    continued: str = "(ต่อ)"
    """Appended to text that is repeated on the next page; may be empty."""
    contents_page: str = "หน้า"
    """Heading of the page numbers in the table of contents."""
    beside_list: str = "ภาพและตารางประกอบ"
    """Name of the sheet with content that is not part of the list."""
    file_page_lost: str = "แสดงหน้านี้ไม่ได้ ดูในไฟล์ PDF ของเล่ม"
    """Shown instead of a page that cannot be rendered."""
    file_pages_further: str = "(หน้าที่ {หน้าแรก} ถึง {หน้าสุดท้าย} ของไฟล์นี้อยู่ในไฟล์ PDF ของเล่ม)"
    """Shown instead of the remaining pages of a long file."""
    list_columns: str = "ตัวชี้วัด | ข้อ"
    """Headings of the group and item columns in an Excel list, used if its table has none or gives
    both the same one."""
    cell_cut: str = "… (ข้อความยาวเกินช่องของ Excel อ่านฉบับเต็มในไฟล์ Word หรือ PDF)"
    """Appended to text that was cut to the size of an Excel cell."""
    chart_sheet: str = "ข้อมูลภาพ"
    """Name of the hidden sheet with the figures of charts."""
    chart_columns: str = "คะแนน | เป้าหมาย | เหลือ | หายไป"
    """Column names of the figures of an Excel chart."""

    def of_list(self) -> tuple[str, str]:
        """Returns the headings of the group and item columns."""
        group, item = (part.strip() for part in self.list_columns.split("|"))
        return group, item

    def chart(self) -> tuple[str, str, str, str]:
        """Returns the column names: score, target, points left, points lost."""
        score, target, left, lost = (part.strip() for part in self.chart_columns.split("|"))
        return score, target, left, lost


SHIPPED: Final = PaperWords()


def mark_of(continued: str) -> str:
    """Returns the text to append to repeated text."""
    return f" {continued}" if continued else ""


def page_parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yields the parts of a page number text: pairs of a text and False, or a field name and True.

    >>> list(page_parts("หน้า {หน้า}/{จำนวนหน้า}"))
    [('หน้า ', False), ('หน้า', True), ('/', False), ('จำนวนหน้า', True)]
    """
    for number, part in enumerate(_PARTS.split(text)):
        if part:
            yield part, bool(number % 2)
