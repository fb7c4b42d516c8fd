"""What makes a list one of the items of a framework: its codes with letters, and titles that are
those of the framework. The same codes with other titles are another list."""

import re
from collections.abc import Iterator
from typing import Any, Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.services.imports.evidence.seen import (
    MOST,
    OURS,
    Argument,
    SeenTable,
    has_column,
    of_matter,
    share,
)

_LETTER: Final = re.compile(r"(?<![A-Za-z])[IEO]\s?\d{1,2}(?![A-Za-z\d])", re.IGNORECASE)
_FOREIGN: Final = r"ความเสี่ยง|โอกาส|ผลกระทบ|ค่าเป้าหมาย|หน่วยนับ|จำนวนเงิน|(?<!บท)บาท|ร้องเรียน|ผู้ร้อง"


def reasons(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them items of the assessment."""
    if share(map(to_arabic, _coded(table)), _LETTER.search) >= MOST:
        yield Argument(Phrase("มีรหัสข้อของการประเมิน ITA"))
    if table.is_named_ours:
        yield OURS
    if table.naming.is_ours:
        yield Argument(Phrase("ชื่อข้อตรงกับกรอบการประเมิน"))


def against(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them items of something else."""
    naming = table.naming
    if table.is_named_ours or naming.is_ours:
        return
    if head := table.headed(_FOREIGN):
        yield has_column(head)
    if table.names_another:
        yield of_matter(table.names_another)
    if naming.is_another:
        yield Argument(Phrase("ชื่อ {count} ข้อไม่ตรงกับกรอบการประเมิน", count=naming.others))
    elif table.unexplained:
        # Bare codes are those of many lists: nothing else may be in one of ours.
        yield has_column(shortened(table.unexplained), is_veto=False)


def titled(table: SeenTable) -> tuple[tuple[str, str], ...]:
    """Return the codes of single items with the titles beside them in the file."""
    found = []
    for row in table.rows if table.kind != "evidence" else ():
        inner: Any = getattr(row, "measure", row)
        items = (inner.item,) if hasattr(inner, "item") else inner.items
        if len(items) == 1 and inner.title:
            found.append((items[0], inner.title))
    return tuple(found) or table.naming.titled


def _coded(table: SeenTable) -> Iterator[str]:
    for name in ("item", "items", "indicator"):
        yield from table.cells(name)
