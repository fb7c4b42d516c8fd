"""What the assessor says of items, without their scores: an item and a remark a row."""

from dataclasses import dataclass

from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind, no_groups
from ita_desktop.exchange.sheets import Origin


@dataclass(frozen=True, slots=True)
class ItemRemarkRow:
    """One remark; ``title`` is what stands behind the code or in a column of its own."""

    origin: Origin
    item: str
    title: str
    remark: str


def _read(cells: Cells) -> ItemRemarkRow:
    text = cells.text("item")
    found = read_codes(text, "O")
    if len(found.codes) != 1:
        raise cells.fail(
            "item",
            "ไม่รู้จักรหัสข้อ “{text}”" if text else "ไม่ได้บอกว่าเป็นข้อใด",
            remedy="พิมพ์รหัส เช่น O12",
            text=shortened(text),
        )
    remark = cells.lines("remark")
    if not remark:
        raise cells.fail("remark", "{item} ไม่มีข้อสังเกต", item=found.codes[0])
    title = cells.text("title") or found.rest
    return ItemRemarkRow(cells.origin, found.codes[0], title, remark)


REMARKS: ImportKind[ItemRemarkRow] = ImportKind(
    name="remarks",
    title="ข้อสังเกตของผู้ตรวจ",
    columns=(
        ImportColumn(
            "item",
            "ข้อ",
            ("item", "code", "รหัส", "รหัสข้อ", "ข้อที่", "ข้อ OIT", "ข้อมูล", "รายการข้อมูล"),
            hint="เช่น O12",
            width=10,
            choice=ChoiceList.OIT_ITEMS,
        ),
        ImportColumn("title", "รายการ", ("title", "ชื่อข้อ", "ชื่อรายการ", "ประเด็น", "หัวข้อ"), width=40),
        ImportColumn(
            "remark",
            "ข้อสังเกตของผู้ตรวจ",
            (
                "remark",
                "ข้อสังเกต*",
                "ความเห็นของผู้*",
                "ความเห็นผู้*",
                "ความคิดเห็นของผู้*",
                "ข้อคิดเห็นของผู้*",
                "ข้อเสนอแนะของผู้*",
                "ข้อเสนอแนะจากผู้*",
                "ข้อเสนอแนะจากการ*",
            ),
            width=60,
        ),
    ),
    required=(("item",), ("remark",)),
    read=_read,
    group=no_groups,
    identity=frozenset({"item", "remark"}),
    examples=({"item": "O5", "title": "แผนปฏิบัติการ", "remark": "ไม่พบรายงานผล"},),
)
