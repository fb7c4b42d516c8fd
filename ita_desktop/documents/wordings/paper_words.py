"""The words that back-ends print of their own accord: at the foot of pages, where a table goes on
overleaf, beside what only another format shows. A document has them; what is here is what they are
as shipped (``reports/paper_texts.py`` lets the office word them)."""

import re
from collections.abc import Iterator
from typing import Final

from ita_desktop.domain.frozen import dataclass

PAGE: Final = "หน้า"
"""The field for the number of a page."""
PAGES: Final = "จำนวนหน้า"
"""The field for how many pages there are."""
_PARTS: Final = re.compile(rf"\{{\s*({PAGE}|{PAGES})\s*\}}")


@dataclass(frozen=True, slots=True)
class PaperWords:
    """One text each; ``{fields}`` are filled in where they are printed."""

    page_of: str = "หน้า {หน้า} จาก {จำนวนหน้า}"
    """The number of a page where a line says of how many."""
    continued: str = "(ต่อ)"
    """What stands behind the words that are said again overleaf; may be empty."""
    contents_page: str = "หน้า"
    """Above the numbers of a table of contents."""
    beside_list: str = "ภาพและตารางประกอบ"
    """The sheet with what is no list."""
    file_page_lost: str = "แสดงหน้านี้ไม่ได้ ดูในไฟล์ PDF ของเล่ม"
    """In the place of a page of a file that cannot be shown."""
    file_pages_further: str = "(หน้าที่ {หน้าแรก} ถึง {หน้าสุดท้าย} ของไฟล์นี้อยู่ในไฟล์ PDF ของเล่ม)"
    """In the place of the pages of a long file."""
    list_columns: str = "ตัวชี้วัด | ข้อ"
    """The headings of the columns of an Excel list that say what heads a row and what it is about,
    where its table has none for the one or calls both alike."""
    cell_cut: str = "… (ข้อความยาวเกินช่องของ Excel อ่านฉบับเต็มในไฟล์ Word หรือ PDF)"
    """Behind what a cell of Excel has room for."""
    chart_sheet: str = "ข้อมูลภาพ"
    """The hidden sheet with the figures of charts."""
    chart_columns: str = "คะแนน | เป้าหมาย | เหลือ | หายไป"
    """The figures of an Excel chart."""

    def of_list(self) -> tuple[str, str]:
        """What heads a row, and what it is about."""
        group, item = (part.strip() for part in self.list_columns.split("|"))
        return group, item

    def chart(self) -> tuple[str, str, str, str]:
        """Score, target, what is left and what was lost."""
        score, target, left, lost = (part.strip() for part in self.chart_columns.split("|"))
        return score, target, left, lost


SHIPPED: Final = PaperWords()


def mark_of(continued: str) -> str:
    """What is put behind words that are said again."""
    return f" {continued}" if continued else ""


def page_parts(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of the words around a page's number: each a text, or the name of a field and
    ``True``.

    >>> list(page_parts("หน้า {หน้า}/{จำนวนหน้า}"))
    [('หน้า ', False), ('หน้า', True), ('/', False), ('จำนวนหน้า', True)]
    """
    for number, part in enumerate(_PARTS.split(text)):
        if part:
            yield part, bool(number % 2)
