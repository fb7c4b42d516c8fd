"""What was filed of OIT items in the system of the assessment: an item and day a row."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ita_desktop.domain.oit.proofs import Filing
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.kind import ImportKind, More, column, read_row
from ita_desktop.exchange.kinds.oit import ITEM_COLUMN, indicator_group, read_item
from ita_desktop.exchange.sheets import Origin


@dataclass(frozen=True, slots=True)
class FilingListRow:
    """One filing; empty fields are not given."""

    record: ClassVar = Filing
    origin: Origin
    item: str = column(ITEM_COLUMN)
    filed: date | None = column(
        "วันที่ยื่น", ("filed", "ยื่นเมื่อ", "วันที่ยื่นข้อมูล"), hint="เช่น 15/3/68", width=14
    )
    links: str = column(
        "ลิงก์ที่ยื่น", ("links",), reads=Cells.lines, hint="หนึ่งลิงก์ต่อบรรทัด", width=44, default=""
    )
    explanation: str = column(
        "คำชี้แจงที่ยื่น", ("explanation", "คำอธิบายที่ยื่น"), reads=Cells.lines, width=44, default=""
    )
    published: date | None = column(
        "วันที่เผยแพร่", ("published", "วันเผยแพร่"), hint="เช่น 31/1/68", width=14, default=None
    )
    title: str = column("ชื่อข้อ", ("title",), width=36, default="")
    more: More = ()


def _read(cells: Cells) -> FilingListRow:
    item, _ = read_item(cells)
    filed = cells.day("filed")
    if filed is None:
        raise cells.fail("filed", "{item} ไม่มีวันที่ยื่น", remedy="พิมพ์วันที่ เช่น 15/3/68", item=item)
    return read_row(FilingListRow, cells, item=item, filed=filed)


FILING: ImportKind[FilingListRow] = ImportKind(
    name="filing",
    title="บันทึกการยื่นข้อมูล OIT",
    row=FilingListRow,
    required=(("item",), ("filed",), ("links", "explanation")),
    read=_read,
    group=indicator_group,
    identity=frozenset({"item", "filed"}),
    place=Place(PageKey.OIT),
    examples=(
        {
            "item": "O7",
            "filed": "15/3/68",
            "links": "https://example.go.th/news",
            "explanation": "1. เผยแพร่ข่าวทุกเดือน",
        },
    ),
)
