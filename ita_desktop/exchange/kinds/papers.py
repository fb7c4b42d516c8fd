"""Meetings of the committee: number, date, time, place and agenda, one line per matter; and memos
and letters: kind, number, date, sender, subject, addressee, body, signature."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.letters.letters import LetterKind, Urgency
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind, no_groups
from ita_desktop.exchange.sheets import Origin

_NUMBER = re.compile(r"^(?:การ)?(?:ประชุม)?\s*(?:ครั้งที่)?\s*(\d{1,3})\s*(?:/\s*(\d{4}))?$")
_COUNTED = re.compile(r"^(.*?)\s*(ครั้งที่\s*\d{1,3}\s*(?:/\s*\d{4})?)$")
"""A title with its number, which may be all that states it: ``การประชุมคณะทำงาน ครั้งที่ 1``."""
_TO = re.compile(r"\s*(?:-|–|—|ถึง)\s*")


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting; empty fields are not given."""

    origin: Origin
    number: int
    year: int
    """The Buddhist year of its number (1/2568); 0 if it states none."""
    bodies: tuple[str, ...]
    title: str
    day: date | None
    begins: str
    """As written."""
    ends: str
    place: str
    agenda: tuple[str, ...]
    """Headings and matters, in order."""
    minutes: tuple[str, ...]
    """The same with what was said on each, and the resolutions."""
    attended: tuple[str, ...]
    """Those who came: name, post and role with slashes between them."""
    absent: tuple[str, ...]
    guests: tuple[str, ...]
    recorder: str
    """Who wrote the minutes."""
    reviewer: str
    """Who checked them."""
    note: str


def _read_meeting(cells: Cells) -> MeetingRow:
    text, title = to_arabic(cells.text("number")), cells.text("title")
    found = _NUMBER.match(text)
    if found is None and (counted := _COUNTED.match(text)):
        title, found = title or counted[1], _NUMBER.match(counted[2])
    if found is None or not int(found[1]):
        raise cells.fail(
            "number",
            "ไม่รู้ว่าเป็นการประชุมครั้งที่เท่าไร (“{text}”)" if text else "ไม่ได้บอกว่าเป็นการประชุมครั้งที่เท่าไร",
            remedy="พิมพ์เช่น 1 หรือ 1/2568",
            text=shortened(text),
        )
    begins, *rest = _TO.split(cells.text("begins"), maxsplit=1)
    return MeetingRow(
        cells.origin,
        int(found[1]),
        int(found[2] or 0),
        cells.several("bodies"),
        title,
        cells.day("day"),
        begins,
        cells.text("ends") or "".join(rest),
        cells.text("place"),
        _lines(cells, "agenda"),
        _lines(cells, "minutes"),
        _lines(cells, "attended"),
        _lines(cells, "absent"),
        _lines(cells, "guests"),
        cells.text("recorder"),
        cells.text("reviewer"),
        cells.lines("note"),
    )


def _lines(cells: Cells, name: str) -> tuple[str, ...]:
    """Return the lines of a cell."""
    lines = (line.strip() for line in cells.lines(name).split("\n"))
    return tuple(line for line in lines if line)


MEETINGS: ImportKind[MeetingRow] = ImportKind(
    name="meetings",
    title="การประชุม",
    columns=(
        ImportColumn(
            "number",
            "ครั้งที่",
            ("number", "ครั้งที่ประชุม", "การประชุมครั้งที่", "ประชุมครั้งที่", "ครั้งที่/ปี"),
            hint="เช่น 1 หรือ 1/2568",
            width=10,
            looks=lambda text: _COUNTED.match(to_arabic(text)) is not None,
        ),
        ImportColumn(
            "bodies",
            "คณะ",
            ("body", "bodies", "คณะที่ประชุม", "ชื่อคณะ"),
            hint="เว้นว่างถ้าประชุมร่วมทุกคณะ",
            width=28,
            choice=ChoiceList.BODIES,
            many=True,
        ),
        ImportColumn("title", "ชื่อการประชุม", ("title", "เรื่อง", "การประชุม"), width=28),
        ImportColumn(
            "day",
            "วันประชุม",
            ("day", "date", "วันที่", "วันที่ประชุม", "วัน เดือน ปี"),
            hint="เช่น 8/11/67",
            width=14,
        ),
        ImportColumn(
            "begins",
            "เวลา",
            ("time", "begins", "เวลาประชุม", "เวลาเริ่ม"),
            hint="เช่น 09.30 - 12.00 น.",
            width=16,
        ),
        ImportColumn("ends", "เวลาเลิก", ("ends", "เลิกประชุม"), width=12, in_template=False),
        ImportColumn("place", "สถานที่", ("place", "สถานที่ประชุม", "ห้องประชุม"), width=30),
        ImportColumn(
            "agenda",
            "ระเบียบวาระ",
            ("agenda", "วาระ", "วาระการประชุม", "ระเบียบวาระการประชุม", "เรื่องที่ประชุม"),
            hint="หนึ่งเรื่องต่อบรรทัด",
            width=50,
        ),
        ImportColumn("minutes", "รายงานการประชุม", ("minutes",), in_template=False),
        ImportColumn("attended", "ผู้มาประชุม", ("attended",), in_template=False),
        ImportColumn("absent", "ผู้ไม่มาประชุม", ("absent",), in_template=False),
        ImportColumn("guests", "ผู้เข้าร่วมประชุม", ("guests",), in_template=False),
        ImportColumn("recorder", "ผู้จดรายงานการประชุม", ("recorder",), in_template=False),
        ImportColumn("reviewer", "ผู้ตรวจรายงานการประชุม", ("reviewer",), in_template=False),
        ImportColumn("note", "หมายเหตุ", ("note", "หมายเหตุ*"), width=18),
    ),
    required=(("number",), ("day", "place", "agenda", "begins", "minutes")),
    read=_read_meeting,
    group=no_groups,
    identity=frozenset({"number"}),
    place=Place(PageKey.MEETINGS, "meetings"),
    examples=(
        {
            "number": "1",
            "bodies": "คณะกรรมการอำนวยการ; คณะทำงาน",
            "day": "8/11/67",
            "begins": "09.30 - 12.00 น.",
            "place": "ห้องประชุมสำนักงานเขต",
            "agenda": "ระเบียบวาระที่ 3 เรื่องเพื่อทราบ\n3.1 สรุปผลการประเมินปีที่ผ่านมา\n"
            "ระเบียบวาระที่ 4 เรื่องเพื่อพิจารณา\n4.1 การมอบหมายผู้รับผิดชอบ",
        },
    ),
)


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


def _read_letter(cells: Cells) -> LetterRow:
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
    read=_read_letter,
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
