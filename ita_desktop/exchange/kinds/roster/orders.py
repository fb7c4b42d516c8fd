"""Appointment orders: number, subject, grounds, bodies, days, signature; one row per order."""

from dataclasses import dataclass
from datetime import date

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind, no_groups
from ita_desktop.exchange.sheets import Origin


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order; empty fields are not given."""

    origin: Origin
    number: str
    title: str
    ground: str
    """One paragraph per line."""
    purpose: str
    bodies: tuple[str, ...]
    signed: date | None
    effective: date | None
    signatory: str
    """Full name."""
    post: str
    acting_for: str
    note: str


def _read(cells: Cells) -> OrderRow:
    number, title = cells.text("number"), cells.text("title")
    if not number and not title:
        raise cells.fail("number", "ไม่มีทั้งเลขที่และเรื่องของคำสั่ง", remedy="พิมพ์เลขที่ หรือเรื่องของคำสั่ง")
    return OrderRow(
        cells.origin,
        number.removeprefix("ที่").strip(),
        title,
        cells.lines("ground"),
        cells.lines("purpose"),
        cells.several("bodies"),
        cells.day("signed"),
        cells.day("effective"),
        cells.text("signatory"),
        cells.lines("signatory_post"),
        cells.lines("acting_for"),
        cells.lines("note"),
    )


ORDERS: ImportKind[OrderRow] = ImportKind(
    name="orders",
    title="คำสั่งแต่งตั้ง",
    columns=(
        ImportColumn(
            "number",
            "เลขที่คำสั่ง",
            ("order_number", "คำสั่งที่", "คำสั่งเลขที่"),
            hint="เช่น 12/2567",
            width=14,
        ),
        ImportColumn(
            "title", "เรื่องคำสั่ง", ("order_title", "ชื่อคำสั่ง", "เรื่องของคำสั่ง", "เรื่อง"), width=44
        ),
        ImportColumn("ground", "เหตุที่ออกคำสั่ง", ("ground", "เหตุผล", "อาศัยอำนาจ"), width=44),
        ImportColumn("purpose", "ข้อความแต่งตั้ง", ("purpose",), width=44),
        ImportColumn(
            "bodies",
            "คณะที่แต่งตั้ง",
            ("bodies", "แต่งตั้งคณะ", "คณะ"),
            width=28,
            choice=ChoiceList.BODIES,
            many=True,
        ),
        ImportColumn(
            "signed", "วันที่ลงนาม", ("signed", "ลงวันที่", "สั่ง ณ วันที่"), hint="เช่น 1/11/67", width=16
        ),
        ImportColumn("effective", "วันมีผล", ("effective", "มีผลตั้งแต่", "วันที่มีผล"), width=16),
        ImportColumn("signatory", "ผู้ลงนาม", ("signatory",), width=26),
        ImportColumn("signatory_post", "ตำแหน่งผู้ลงนาม", ("signatory_post",), width=28),
        ImportColumn("acting_for", "ลงนามแทน", ("acting_for", "ผู้ลงนามแทน"), width=28),
        ImportColumn("note", "หมายเหตุ", ("note", "หมายเหตุ*"), width=18),
    ),
    required=(("title", "number"), ("bodies", "signed", "ground", "purpose")),
    read=_read,
    group=no_groups,
    identity=frozenset({"number", "title"}),
    place=Place(PageKey.ROSTER, "orders"),
    examples=(
        {
            "number": "12/2567",
            "title": "แต่งตั้งคณะกรรมการอำนวยการและคณะทำงาน ITA ประจำปีงบประมาณ พ.ศ. 2568",
            "bodies": "คณะกรรมการอำนวยการ; คณะทำงาน",
            "signed": "1/11/67",
            "signatory_post": "ผู้อำนวยการเขต",
        },
    ),
)
