"""What makes a list one of the items of a framework: a title that says so, names that are those of
the framework, codes of several instruments, the program's own headings. Codes alone are those of
many lists, and the same codes with other names are another list."""

from collections.abc import Iterator
from typing import Any, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.services.imports.evidence.seen import (
    BARE,
    OURS,
    OWN_HEADS,
    Argument,
    SeenTable,
    has_column,
    of_matter,
)

_FOREIGN: Final = r"ความเสี่ยง|โอกาส|ผลกระทบ|ค่าเป้าหมาย|หน่วยนับ|จำนวนเงิน|(?<!บท)บาท|ร้องเรียน|ผู้ร้อง"


def reasons(table: SeenTable) -> Iterator[Argument]:
    """Yield what makes them items of the assessment."""
    if table.is_coded:
        yield Argument(Phrase("มีรหัสข้อของการประเมิน ITA"))
    yield from marks(table)
    if table.naming.is_ours:
        yield Argument(Phrase("ชื่อข้อตรงกับกรอบการประเมิน"))


def marks(table: SeenTable) -> Iterator[Argument]:
    """Yield what codes and names alone do not say."""
    if table.is_named_ours:
        yield OURS
    if table.letters and not table.is_numbered:
        yield Argument(Phrase("รหัสข้อไม่ใช่ลำดับที่"))
    if table.has_own_headings and table.is_coded and not table.is_titled_otherwise:
        yield OWN_HEADS


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
    elif not any(marks(table)):
        yield BARE


def titled(table: SeenTable) -> tuple[tuple[str, str], ...]:
    """Return the codes of single items with the titles beside them in the file."""
    found = []
    for row in table.rows if table.kind != "evidence" else ():
        inner: Any = getattr(row, "measure", row)
        items = (inner.item,) if hasattr(inner, "item") else inner.items
        if len(items) == 1 and inner.title:
            found.append((items[0], inner.title))
    return tuple(found) or table.naming.titled
