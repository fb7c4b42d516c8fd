"""Memos and letters: kind, number, date, sender, subject, addressee, body, signature."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ita_desktop.domain.letters.letters import LetterKind, Urgency
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.kind import ImportColumn, ImportKind, no_groups
from ita_desktop.exchange.sheets import Origin

KIND_WORDS: Final = {LetterKind.MEMO: "บันทึกข้อความ", LetterKind.LETTER: "หนังสือภายนอก"}
URGENCY_WORDS: Final = {
    Urgency.URGENT: "ด่วน",
    Urgency.VERY_URGENT: "ด่วนมาก",
    Urgency.MOST_URGENT: "ด่วนที่สุด",
}
_KINDS: Final = {key(words): kind for kind, words in KIND_WORDS.items()} | {
    key("บันทึก"): LetterKind.MEMO,
    key("หนังสือ"): LetterKind.LETTER,
}
_URGENCIES: Final = {key(words): urgency for urgency, words in URGENCY_WORDS.items()}


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One memo or letter; empty fields are not given."""

    origin: Origin
    kind: LetterKind | None
    urgency: Urgency
    number: str
    day: date | None
    sender: str
    phone: str
    subject: str
    addressee: str
    enclosed: tuple[str, ...]
    body: str
    """One paragraph per line."""
    signatory: str
    """Full name."""
    post: str
    acting_for: str
    endorsed: tuple[str, ...]
    """What superiors wrote below it, as :mod:`ita_desktop.exchange.papers.letter` puts it."""
    note: str


def _read(cells: Cells) -> LetterRow:
    subject = cells.must("subject", "หนังสือไม่มีเรื่อง", "พิมพ์เรื่องของหนังสือ")
    remedy = "พิมพ์ บันทึกข้อความ หรือ หนังสือภายนอก"
    kind = cells.one_of("kind", _KINDS, "ไม่รู้จักชนิดหนังสือ “{text}”", remedy)
    remedy = "พิมพ์ ด่วน ด่วนมาก หรือ ด่วนที่สุด"
    urgency = cells.one_of("urgency", _URGENCIES, "ไม่รู้จักชั้นความเร็ว “{text}”", remedy)
    return LetterRow(
        cells.origin,
        kind,
        urgency or Urgency.NONE,
        cells.text("number").removeprefix("ที่").strip(),
        cells.day("day"),
        cells.text("sender"),
        cells.text("phone"),
        subject,
        cells.text("addressee"),
        tuple(line for line in cells.lines("enclosed").split("\n") if line),
        cells.lines("body"),
        cells.text("signatory"),
        cells.lines("signatory_post"),
        cells.lines("acting_for"),
        tuple(line for line in cells.lines("endorsed").split("\n") if line),
        cells.lines("note"),
    )


LETTERS: ImportKind[LetterRow] = ImportKind(
    name="letters",
    title="หนังสือและบันทึกข้อความ",
    columns=(
        ImportColumn(
            "kind", "ชนิดหนังสือ", ("letter_kind",), hint="บันทึกข้อความ หรือ หนังสือภายนอก", width=18
        ),
        ImportColumn("urgency", "ชั้นความเร็ว", ("urgency",), hint="เช่น ด่วนที่สุด", width=14),
        ImportColumn(
            "number", "เลขที่หนังสือ", ("letter_number", "ที่หนังสือ"), hint="เช่น กท 5001/123", width=18
        ),
        ImportColumn(
            "day", "ลงวันที่", ("day", "date", "วันที่", "วันที่หนังสือ"), hint="เช่น 12/11/67", width=14
        ),
        ImportColumn("sender", "ส่วนราชการ", ("sender", "ส่วนราชการเจ้าของเรื่อง"), width=28),
        ImportColumn("phone", "โทรศัพท์", ("phone", "โทร"), width=14),
        ImportColumn("subject", "เรื่อง", ("subject", "เรื่องของหนังสือ", "ชื่อเรื่อง"), width=44),
        ImportColumn("addressee", "เรียน", ("addressee", "ผู้รับ", "ถึง"), width=28),
        ImportColumn(
            "enclosed", "สิ่งที่ส่งมาด้วย", ("enclosed", "เอกสารแนบ"), hint="หนึ่งอย่างต่อบรรทัด", width=30
        ),
        ImportColumn("body", "ข้อความ", ("body", "เนื้อความ"), hint="หนึ่งย่อหน้าต่อบรรทัด", width=60),
        ImportColumn("signatory", "ผู้ลงนาม", ("signatory",), width=26),
        ImportColumn("signatory_post", "ตำแหน่งผู้ลงนาม", ("signatory_post",), width=28),
        ImportColumn("acting_for", "ลงนามแทน", ("acting_for", "ผู้ลงนามแทน"), width=28),
        ImportColumn("endorsed", "การเกษียณ", ("endorsed",), width=28, in_template=False),
        ImportColumn("note", "หมายเหตุ", ("note", "หมายเหตุ*"), width=18),
    ),
    required=(("subject",), ("addressee", "body"), ("number", "sender", "kind")),
    read=_read,
    group=no_groups,
    identity=frozenset({"subject"}),
    place=Place(PageKey.MEETINGS, "letters"),
    examples=(
        {
            "kind": "บันทึกข้อความ",
            "number": "กท 5001/123",
            "day": "12/11/67",
            "sender": "ฝ่ายปกครอง",
            "phone": "5501",
            "subject": "ขอเชิญประชุมคณะทำงาน",
            "addressee": "ผู้อำนวยการเขต",
            "body": "ด้วยฝ่ายปกครองกำหนดจัดการประชุม\nจึงเรียนมาเพื่อโปรดทราบ",
        },
    ),
)
