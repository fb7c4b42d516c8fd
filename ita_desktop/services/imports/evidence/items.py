"""What makes a list one of the items of a framework: its codes with letters, and titles that are
those of the framework. The same codes with other titles are another list."""

import re
from collections.abc import Iterator
from typing import Any, Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.services.imports.evidence.seen import (
    MOST,
    Reason,
    SeenTable,
    agreement,
    names_in,
    title_of,
)

_LETTER: Final = re.compile(r"(?<![A-Za-z])[IEO]\s?\d{1,2}(?![A-Za-z\d])", re.IGNORECASE)
_FOREIGN: Final = r"ความเสี่ยง|โอกาส|ผลกระทบ|ค่าเป้าหมาย|หน่วยนับ|จำนวนเงิน|(?<!บท)บาท|ร้องเรียน|ผู้ร้อง"


def reasons(table: SeenTable) -> Iterator[Reason]:
    """Yield what makes them items of the assessment."""
    if any(map(_LETTER.search, map(to_arabic, _coded(table)))):
        yield Reason(Phrase("มีรหัสข้อของการประเมิน ITA"))
    if table.is_named_ours:
        yield Reason(Phrase("หัวเรื่องเป็นของการประเมิน ITA"))
    if _agrees(table):
        yield Reason(Phrase("ชื่อข้อตรงกับกรอบการประเมิน"))


def against(table: SeenTable) -> Iterator[Reason]:
    """Yield what makes them items of something else."""
    if table.is_named_ours or _agrees(table):
        return
    if head := table.headed(_FOREIGN):
        yield Reason(Phrase("มีคอลัมน์ “{head}”", head=head), is_veto=True)
    if table.names_another:
        yield Reason(Phrase("หัวเรื่องเป็นเรื่อง “{matter}”", matter=table.names_another))


def titled(table: SeenTable) -> Iterator[tuple[str, str]]:
    """Yield the codes of single items with the titles beside them in the file."""
    for row in table.rows:
        inner: Any = getattr(row, "measure", row)
        items = (inner.item,) if hasattr(inner, "item") else inner.items
        title = inner.title if table.kind != "evidence" else ""
        if len(items) == 1 and title:
            yield items[0], title
    for text in table.cells("item") if table.kind == "evidence" else ():
        read = read_codes(text)
        if len(read.codes) == 1 and read.remainder:
            yield read.codes[0], read.remainder


def _coded(table: SeenTable) -> Iterator[str]:
    for name in ("item", "items", "indicator"):
        yield from table.cells(name)


def _agrees(table: SeenTable) -> bool:
    """Return whether titles or names are those of a framework."""
    found = agreement(titled(table), table.known.frameworks)
    return bool(found.agreed and found.share >= MOST) or _names_indicators(table)


def _names_indicators(table: SeenTable) -> bool:
    """Return whether most rows of indicators have the name of theirs in a cell."""
    cells = {row.number: row.values for row in table.below}
    named = []
    for row in table.rows:
        inner: Any = getattr(row, "measure", row)
        if code := getattr(inner, "indicator", ""):
            names = {title_of(framework, code) for framework in table.known.frameworks} - {""}
            texts = [text for text in cells.get(inner.origin.row, ()) if isinstance(text, str)]
            named.append(any(names_in(text, name) for text in texts for name in names))
    return bool(named) and sum(named) >= MOST * len(named)
