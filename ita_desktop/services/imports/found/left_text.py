"""Reports the pictures of a document that are in no row, and are not imported."""

from collections.abc import Iterator, Sequence
from typing import Final

from ita_desktop.exchange.blocks import Picture, Table
from ita_desktop.exchange.kinds.book import CHAPTERS, PHOTOS
from ita_desktop.exchange.kinds.letters import LETTERS
from ita_desktop.exchange.kinds.roster.orders import ORDERS
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.found.part import Part
from ita_desktop.services.imports.found.photos import MARKS

_PICTURES: Final = "ไม่ได้นำเข้าภาพ {count} ภาพที่ไม่ได้อยู่ในแถวของมาตรการ"
_CHECK: Final = "ตรวจว่าไม่ต้องใช้"
_HEADED: Final = frozenset({LETTERS.name, ORDERS.name})
"""Papers with an emblem at the head."""


def left_over(source: ImportSource, parts: Sequence[Part]) -> Iterator[Remark]:
    """Yield how many pictures of a document are in none of its ``parts``; nothing for a book of
    measures, and for a file without tables in text."""
    tables = {block.sheet.name for block in source.blocks if isinstance(block, Table)}
    read = [sheet for part in parts for sheet in _own_sheets(part)]
    of_tables = bool(tables) and all(sheet.name in tables for sheet in read)
    if not of_tables or any(part.kind == CHAPTERS.name for part in parts):
        return
    taken = {
        id(block) for part in parts if part.kind == PHOTOS.name for block in part.source.blocks
    }
    pictures = [block for block in source.blocks if isinstance(block, Picture) and block.part]
    emblem = _emblem(source, parts)
    count = sum(
        id(each) not in taken and each.caption not in MARKS and each.part != emblem
        for each in pictures
    )
    if count:
        yield Remark(None, _PICTURES, _CHECK, {"count": count})


def _emblem(source: ImportSource, parts: Sequence[Part]) -> str:
    """Return the name of the picture with which a paper begins; empty if it begins with none. A PDF
    does not say what it shows."""
    first = next(iter(source.blocks), None)
    is_paper = any(part.kind in _HEADED for part in parts)
    return first.part if is_paper and isinstance(first, Picture) and not first.sheet else ""


def _own_sheets(part: Part) -> Sequence[DataSheet]:
    """Return the sheets of the file that a part has; its pictures have a table of their own."""
    return () if part.kind == PHOTOS.name else part.source.sheets
