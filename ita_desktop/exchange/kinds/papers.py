"""Meetings of the committee: number, date, time, place and agenda, one line per matter; and memos
and letters: kind, number, date, sender, subject, addressee, body, signature."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ita_desktop.domain.letters import LETTER_KINDS, URGENCIES, LetterKind, Urgency
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import key, to_arabic
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.kind import ChoiceList, ImportKind, column, read_row
from ita_desktop.exchange.sheets import Origin

_NUMBER = lazy_re(r"^(?:การ)?(?:ประชุม)?\s*(?:ครั้งที่)?\s*(\d{1,3})\s*(?:/\s*(\d{4}))?$")
_COUNTED = lazy_re(r"^(.*?)\s*(ครั้งที่\s*\d{1,3}\s*(?:/\s*\d{4})?)$")
"""A title with its number, which may be all that states it: ``การประชุมคณะทำงาน ครั้งที่ 1``."""
_TO = lazy_re(r"\s*(?:-|–|—|ถึง)\s*")


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting; empty fields are not given."""

    origin: Origin
    year: int
    """The Buddhist year of its number (1/2568); 0 if it states none."""
    number: int = column(
        "ครั้งที่",
        ("number", "ครั้งที่ประชุม", "การประชุมครั้งที่", "ประชุมครั้งที่", "ครั้งที่/ปี"),
        hint="เช่น 1 หรือ 1/2568",
        width=10,
        looks=lambda text: _COUNTED.match(to_arabic(text)) is not None,
    )
    bodies: tuple[str, ...] = column(
        "คณะ",
        ("body", "bodies", "คณะที่ประชุม", "ชื่อคณะ"),
        hint="เว้นว่างถ้าประชุมร่วมทุกคณะ",
        width=28,
        choice=ChoiceList.BODIES,
        many=True,
    )
    title: str = column("ชื่อการประชุม", ("title", "เรื่อง", "การประชุม"), width=28)
    day: date | None = column(
        "วันประชุม", ("day", "date", "วันที่", "วันที่ประชุม", "วัน เดือน ปี"), hint="เช่น 8/11/67", width=14
    )
    begins: str = column(
        "เวลา", ("time", "begins", "เวลาประชุม", "เวลาเริ่ม"), hint="เช่น 09.30 - 12.00 น.", width=16
    )
    """As written."""
    ends: str = column("เวลาเลิก", ("ends", "เลิกประชุม"), width=12, in_template=False)
    place: str = column("สถานที่", ("place", "สถานที่ประชุม", "ห้องประชุม"), width=30)
    agenda: tuple[str, ...] = column(
        "ระเบียบวาระ",
        ("agenda", "วาระ", "วาระการประชุม", "ระเบียบวาระการประชุม", "เรื่องที่ประชุม"),
        reads=Cells.each_line,
        hint="หนึ่งเรื่องต่อบรรทัด",
        width=50,
    )
    """Headings and matters, in order."""
    minutes: tuple[str, ...] = column(
        "รายงานการประชุม", ("minutes",), reads=Cells.each_line, in_template=False
    )
    """The same with what was said on each, and the resolutions."""
    attended: tuple[str, ...] = column(
        "ผู้มาประชุม", ("attended",), reads=Cells.each_line, in_template=False
    )
    """Those who came: name, post and role with slashes between them."""
    absent: tuple[str, ...] = column(
        "ผู้ไม่มาประชุม", ("absent",), reads=Cells.each_line, in_template=False
    )
    guests: tuple[str, ...] = column(
        "ผู้เข้าร่วมประชุม", ("guests",), reads=Cells.each_line, in_template=False
    )
    recorder: str = column("ผู้จดรายงานการประชุม", ("recorder",), in_template=False)
    """Who wrote the minutes."""
    reviewer: str = column("ผู้ตรวจรายงานการประชุม", ("reviewer",), in_template=False)
    """Who checked them."""
    heads: str = column("หัวระเบียบวาระ", ("heads",), reads=Cells.lines, in_template=False)
    """The lines at the head of an agenda."""
    note: str = column("หมายเหตุ", ("note", "หมายเหตุ*"), reads=Cells.lines, width=18)


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
    own = {"number": int(found[1]), "year": int(found[2] or 0), "title": title, "begins": begins}
    return read_row(MeetingRow, cells, **own, ends=cells.text("ends") or "".join(rest))


MEETINGS: ImportKind[MeetingRow] = ImportKind(
    name="meetings",
    title="การประชุม",
    row=MeetingRow,
    required=(("number",), ("day", "place", "agenda", "begins", "minutes")),
    read=_read_meeting,
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
_KINDS: Final = {key(words): kind for kind, words in LETTER_KINDS.items()} | {
    key("บันทึก"): LetterKind.MEMO,
    key("หนังสือ"): LetterKind.LETTER,
}
_URGENCIES: Final = {key(words): urgency for urgency, words in URGENCIES.items()}


def _letter_kind(cells: Cells, name: str) -> LetterKind | None:
    remedy = "พิมพ์ บันทึกข้อความ หรือ หนังสือภายนอก"
    return cells.one_of(name, _KINDS, "ไม่รู้จักชนิดหนังสือ “{text}”", remedy)


def _urgency(cells: Cells, name: str) -> Urgency:
    remedy = "พิมพ์ ด่วน ด่วนมาก หรือ ด่วนที่สุด"
    return cells.one_of(name, _URGENCIES, "ไม่รู้จักชั้นความเร็ว “{text}”", remedy) or Urgency.NONE


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One memo or letter; empty fields are not given."""

    origin: Origin
    kind: LetterKind | None = column(
        "ชนิดหนังสือ",
        ("letter_kind",),
        reads=_letter_kind,
        hint="บันทึกข้อความ หรือ หนังสือภายนอก",
        width=18,
    )
    urgency: Urgency = column(
        "ชั้นความเร็ว", ("urgency",), reads=_urgency, hint="เช่น ด่วนที่สุด", width=14
    )
    number: str = column("เลขที่หนังสือ", ("letter_number", "ที่หนังสือ"), hint="เช่น กท 5001/123", width=18)
    day: date | None = column(
        "ลงวันที่", ("day", "date", "วันที่", "วันที่หนังสือ"), hint="เช่น 12/11/67", width=14
    )
    sender: str = column("ส่วนราชการ", ("sender", "ส่วนราชการเจ้าของเรื่อง"), width=28)
    phone: str = column("โทรศัพท์", ("phone", "โทร"), width=14)
    subject: str = column("เรื่อง", ("subject", "เรื่องของหนังสือ", "ชื่อเรื่อง"), width=44)
    addressee: str = column("เรียน", ("addressee", "ผู้รับ", "ถึง"), width=28)
    refers: str = column("อ้างถึง", ("refers",), width=36)
    """The letter before, of which this one speaks."""
    enclosed: tuple[str, ...] = column(
        "สิ่งที่ส่งมาด้วย",
        ("enclosed", "เอกสารแนบ"),
        reads=Cells.each_line,
        hint="หนึ่งอย่างต่อบรรทัด",
        width=30,
    )
    body: str = column(
        "ข้อความ", ("body", "เนื้อความ"), reads=Cells.lines, hint="หนึ่งย่อหน้าต่อบรรทัด", width=60
    )
    """One paragraph per line."""
    signatory: str = column("ผู้ลงนาม", ("signatory",), width=26)
    """Full name."""
    post: str = column(
        "ตำแหน่งผู้ลงนาม", ("signatory_post",), reads=Cells.lines, width=28, name="signatory_post"
    )
    acting_for: str = column("ลงนามแทน", ("acting_for", "ผู้ลงนามแทน"), reads=Cells.lines, width=28)
    endorsed: tuple[str, ...] = column(
        "การเกษียณ", ("endorsed",), reads=Cells.each_line, width=28, in_template=False
    )
    """What superiors wrote below it, as :mod:`ita_desktop.exchange.papers.letter` puts it."""
    note: str = column("หมายเหตุ", ("note", "หมายเหตุ*"), reads=Cells.lines, width=18)


def _read_letter(cells: Cells) -> LetterRow:
    subject = cells.must("subject", "หนังสือไม่มีเรื่อง", "พิมพ์เรื่องของหนังสือ")
    number = cells.text("number").removeprefix("ที่").strip()
    return read_row(LetterRow, cells, subject=subject, number=number)


LETTERS: ImportKind[LetterRow] = ImportKind(
    name="letters",
    title="หนังสือและบันทึกข้อความ",
    row=LetterRow,
    required=(("subject",), ("addressee", "body"), ("number", "sender", "kind")),
    read=_read_letter,
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
