"""What the assessor says of items, without their scores, and what came of it: a remark a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.scores.results import RemarkState
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.codes import codes_of_cell
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.kind import ChoiceList, ImportKind, column, read_row
from ita_desktop.exchange.remarks import NoRecordError
from ita_desktop.exchange.sheets import Origin

STATE_WORDS: Final[Mapping[RemarkState, str]] = {
    RemarkState.OPEN: Phrase("ยังไม่ตอบ"),
    RemarkState.ANSWERED: Phrase("ตอบแล้ว"),
    RemarkState.MENDED: Phrase("แก้ไขแล้ว"),
    RemarkState.ACCEPTED: Phrase("ผู้ตรวจรับแล้ว"),
}
"""The states as templates and tables have them."""
_STATES: Final = {key(word): state for state, word in STATE_WORDS.items()} | {
    key(word): state
    for state, words in {
        RemarkState.OPEN: ("ค้าง", "เปิด", "รอตอบ", "รอดำเนินการ", "open"),
        RemarkState.ANSWERED: ("ชี้แจงแล้ว", "answered"),
        RemarkState.MENDED: ("แก้แล้ว", "ดำเนินการแล้ว", "mended"),
        RemarkState.ACCEPTED: ("รับแล้ว", "ผ่าน", "ผ่านแล้ว", "ปิด", "ยุติ", "accepted"),
    }.items()
    for word in words
}


def _state(cells: Cells, name: str) -> RemarkState | None:
    known = " ".join(STATE_WORDS.values())
    return cells.one_of(name, _STATES, "ไม่รู้จักสถานะ “{text}”", "ใช้ {known}", known=known)


@dataclass(frozen=True, slots=True)
class ItemRemarkRow:
    """One remark; ``title`` is what stands behind the code or in a column of its own."""

    origin: Origin
    item: str = column(
        "ข้อ",
        ("item", "code", "รหัส", "รหัสข้อ", "ข้อที่", "ข้อ OIT", "ข้อมูล", "รายการข้อมูล"),
        hint="เช่น O12",
        width=10,
        choice=ChoiceList.OIT_ITEMS,
    )
    title: str = column(
        "รายการ",
        ("title", "ชื่อข้อ", "ชื่อรายการ", "ประเด็น", "หัวข้อ", "ข้อมูล", "รายการข้อมูล"),
        width=40,
    )
    remark: str = column(
        "ข้อสังเกตของผู้ตรวจ",
        (
            *("remark", "ข้อสังเกต*", "ความเห็นของผู้*", "ความเห็นผู้*", "ความคิดเห็นของผู้*"),
            *("ข้อคิดเห็นของผู้*", "ข้อเสนอแนะ*"),
        ),
        reads=Cells.lines,
        width=60,
    )
    day: date | None = column(
        "วันที่ให้ข้อสังเกต",
        ("day", "วันที่ตรวจ", "วันที่ประเมิน", "วันที่แจ้ง", "วันที่"),
        hint="เช่น 10/4/68",
        width=16,
        default=None,
    )
    answer: str = column(
        "คำชี้แจง",
        ("answer", "คำตอบ", "คำตอบของ*", "คำชี้แจงของ*", "การชี้แจง"),
        reads=Cells.lines,
        width=40,
        default="",
    )
    mend: str = column(
        "การแก้ไข",
        ("mend", "สิ่งที่แก้ไข", "ผลการแก้ไข", "การปรับปรุงแก้ไข", "แก้ไขโดย"),
        reads=Cells.lines,
        width=40,
        default="",
    )
    proof: str = column(
        "หลักฐานการแก้ไข",
        ("proof", "หลักฐาน", "หลักฐานหลังแก้ไข", "ลิงก์หลังแก้ไข", "ลิงก์"),
        reads=Cells.lines,
        hint="https://… หรือชื่อไฟล์",
        width=36,
        default="",
    )
    state: RemarkState | None = column(
        "สถานะ",
        ("state", "สถานะของข้อสังเกต", "สถานะการแก้ไข"),
        reads=_state,
        width=16,
        choice=ChoiceList.REMARK_STATES,
        default=None,
    )
    """None if the table does not say."""

    @property
    def follows_up(self) -> bool:
        """Whether it says more than the remark itself."""
        return not self.says_nothing or self.state is not None

    @property
    def says_nothing(self) -> bool:
        """Whether nothing came of the remark yet."""
        said = self.day or self.answer or self.mend or self.proof
        return not said and self.state in {None, RemarkState.OPEN}


def _read(cells: Cells) -> ItemRemarkRow:
    text = cells.text("item")
    found = codes_of_cell(text, "O")
    if len(found.codes) != 1:
        raise cells.fail(
            "item",
            "ไม่รู้จักรหัสข้อ “{text}”" if text else "ไม่ได้บอกว่าเป็นข้อใด",
            remedy="พิมพ์รหัส เช่น O12",
        )
    if cells.says_none("remark"):
        remedy = "ถ้ามีข้อสังเกต พิมพ์ไว้ในช่องนี้ แล้วนำเข้าใหม่"
        raise NoRecordError("บอกว่าไม่มีข้อสังเกต", remedy=remedy)
    if not cells.lines("remark"):
        raise cells.fail("remark", "{item} ไม่มีข้อสังเกต", item=found.codes[0])
    return read_row(
        ItemRemarkRow,
        cells,
        item=found.codes[0],
        title=cells.text("title") or found.remainder,
        day=cells.day("day", any_year=True),
    )


REMARKS: ImportKind[ItemRemarkRow] = ImportKind(
    name="remarks",
    title="ข้อสังเกตของผู้ตรวจ",
    row=ItemRemarkRow,
    required=(("item",), ("remark",)),
    read=_read,
    identity=frozenset({"item", "remark"}),
    place=Place(PageKey.OIT),
    examples=(
        {"item": "O5", "title": "แผนปฏิบัติการ", "remark": "ไม่พบรายงานผล"},
        {
            "item": "O5",
            "title": "แผนปฏิบัติการ",
            "remark": "ลิงก์เปิดไม่ได้",
            "day": "10/4/2568",
            "answer": "แก้ลิงก์แล้ว",
            "mend": "ย้ายไฟล์มาไว้ที่หน้าเว็บของเขต",
            "proof": "https://district.example/o5",
            "state": "แก้ไขแล้ว",
        },
    ),
)
