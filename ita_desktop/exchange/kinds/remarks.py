"""What the assessor says of items, without their scores, and what came of it: a remark a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.scores.results import RemarkState
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind, no_groups
from ita_desktop.exchange.sheets import Origin


@dataclass(frozen=True, slots=True)
class ItemRemarkRow:
    """One remark; ``title`` is what stands behind the code or in a column of its own."""

    origin: Origin
    item: str
    title: str
    remark: str
    day: date | None = None
    answer: str = ""
    mend: str = ""
    proof: str = ""
    state: RemarkState | None = None
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


def _read(cells: Cells) -> ItemRemarkRow:
    text = cells.text("item")
    found = read_codes(text, "O")
    if len(found.codes) != 1:
        raise cells.fail(
            "item",
            "ไม่รู้จักรหัสข้อ “{text}”" if text else "ไม่ได้บอกว่าเป็นข้อใด",
            remedy="พิมพ์รหัส เช่น O12",
        )
    remark = cells.lines("remark")
    if not remark:
        raise cells.fail("remark", "{item} ไม่มีข้อสังเกต", item=found.codes[0])
    title = cells.text("title") or found.remainder
    known = " ".join(STATE_WORDS.values())
    return ItemRemarkRow(
        cells.origin,
        found.codes[0],
        title,
        remark,
        cells.day("day", any_year=True),
        cells.lines("answer"),
        cells.lines("mend"),
        cells.lines("proof"),
        cells.one_of("state", _STATES, "ไม่รู้จักสถานะ “{text}”", "ใช้ {known}", known=known),
    )


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
                *("remark", "ข้อสังเกต*", "ความเห็นของผู้*", "ความเห็นผู้*", "ความคิดเห็นของผู้*"),
                *("ข้อคิดเห็นของผู้*", "ข้อเสนอแนะของผู้*", "ข้อเสนอแนะจากผู้*", "ข้อเสนอแนะจากการ*"),
            ),
            width=60,
        ),
        ImportColumn(
            "day",
            "วันที่ให้ข้อสังเกต",
            ("day", "วันที่ตรวจ", "วันที่ประเมิน", "วันที่แจ้ง", "วันที่"),
            hint="เช่น 10/4/68",
            width=16,
        ),
        ImportColumn(
            "answer",
            "คำชี้แจง",
            ("answer", "คำตอบ", "คำตอบของ*", "คำชี้แจงของ*", "การชี้แจง"),
            width=40,
        ),
        ImportColumn(
            "mend",
            "การแก้ไข",
            ("mend", "สิ่งที่แก้ไข", "ผลการแก้ไข", "การปรับปรุงแก้ไข", "แก้ไขโดย"),
            width=40,
        ),
        ImportColumn(
            "proof",
            "หลักฐานการแก้ไข",
            ("proof", "หลักฐาน", "หลักฐานหลังแก้ไข", "ลิงก์หลังแก้ไข", "ลิงก์"),
            hint="https://… หรือชื่อไฟล์",
            width=36,
        ),
        ImportColumn(
            "state",
            "สถานะ",
            ("state", "สถานะของข้อสังเกต", "สถานะการแก้ไข"),
            width=16,
            choice=ChoiceList.REMARK_STATES,
        ),
    ),
    required=(("item",), ("remark",)),
    read=_read,
    group=no_groups,
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
