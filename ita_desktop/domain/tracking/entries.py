"""Records of the follow-up of measures: entries, photographs (with what is done to one by hand:
parts blurred with a brush, and its cropping) and reporting rounds; and the state that a text about
a measure tells: done, begun, not begun.

That is one rule for forms, reports of a round, pasted texts, the window and checks. What it cannot
decide is not done. Words are those of the offices' own reports.
"""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, ClassVar, Final, NamedTuple, Self

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_marks import FreeText, NotPersonal, PhotoKey
from ita_desktop.domain.records import Position, Record
from ita_desktop.domain.text import to_arabic

_WORK: Final = (
    r"(?:ดำเนิน|จัด|ทำ|เริ่ม|ประชุม|อบรม|เผยแพร่|ติด(?!ต่อ)|ปรับ|พัฒนา|สำรวจ|ตรวจ|ประกาศ|ประชาสัมพันธ์|แจ้ง|ออก"
    r"|เสนอ|รายงาน|แต่งตั้ง|มอบหมาย|เปิด|ก่อสร้าง|ซื้อ|นำ|ขอ|เร่ง|ประสาน|รวบรวม|แก้(?!ว)|เพิ่ม|ย้าย"
    r"|เตรียม|พิจารณา|ลงนาม)"
)
_END: Final = r"(?:แล้วเสร็จ|เสร็จ|ครบ|เรียบร้อย|สำเร็จ|สมบูรณ์|บรรลุ|ทั่วถึง|สิ้นสุด)"
_COMPLAINT: Final = r"(?:เรื่อง|ข้อ|คำ|การ)?(?:แจ้ง|ร้อง|ทุจริต|กระทำ|กล่าวหา|เบาะแส)"
_NEUTRAL: Final = lazy_re(
    # What nothing is left of, what is spoken of others, what shall be, and times.
    rf"ไม่(?:มี|พบ|ปรากฏ)[^\s,]*(?:ค้าง|เหลือ|ที่ยังไม่\S*|ที่ไม่\S*)|(?:ที่|ผู้|หาก|ถ้า|กรณี)(?:ยัง)?ไม่\S*?(?=แล้ว|\s|$)"
    rf"|(?:ให้|ต้อง|ควร|เพื่อ)\s*(?:ดำเนินการ\s*)?(?:ให้)?\s*{_END}(?:ถ้วน|สิ้น)?|(?:ช่วย|คน)เหลือ"
    rf"|(?:ปี|เดือน|ครั้ง|รอบ)ที่แล้ว|(?:นอก|หลัง)จาก(?:นี้|นั้น)?แล้ว|แล้วแต่(?=กรณี)"
    rf"|(?:ยัง)?ไม่(?:มี|ได้รับ|พบ|เคย(?:ได้รับ|มี)?|ปรากฏ|เกิด)(?:ผู้)?(?:มา)?{_COMPLAINT}\S*|จะดำเนินการต่อ"
)
_PERCENT: Final = lazy_re(
    r"(?:(?:(?:ดำเนิน(?:การ|งาน)|ทำ|คืบหน้า|ก้าวหน้า|ผลงาน|สำเร็จ|เสร็จ)(?:ไป|ได้|แล้ว)*|แล้ว)[\s(:=]*"
    r"(?:คิดเป็น|ประมาณ|เป็น)?\s*|^\s*(?:\d{1,2}[.)]\s+)?[^\w\n]*(?:คิดเป็น)?)"
    r"(?:ร้อยละ\s*(?P<a>\d{1,3}(?:\.\d+)?)|(?P<b>\d{1,3}(?:\.\d+)?)\s*(?:%|เปอร์เซ็นต์))(?!\S*\s*พ[ึอ][งใ])",
    re.MULTILINE,
)
_OF_ALL: Final = lazy_re(
    r"(\d+)\s*[ก-๙]*\s*(?:ใน|จาก)(?:ทั้งหมด|จำนวน)?\s*(\d+)(?!\s*/)"
    r"|(\d+)\s*/\s*(\d+)\s*(?:ครั้ง|ฝ่าย|แห่ง|โรง|หน่วย|รายการ|ข้อ|กิจกรรม|เรื่อง)"
)
_DOING: Final = lazy_re(
    rf"อยู่(?:ใน)?(?:ระหว่าง|ขั้นตอน|กระบวนการ)|ในระหว่าง|ระหว่าง(?:การ(?!ประชุม)|รอ|{_WORK})"
    r"|บาง(?:ส่วน|ฝ่าย|หน่วย|ราย|แห่ง|โรง|ข้อ|เดือน)"
    r"|(?<!อัตรา)(?<!ออก)(?<!ขวัญ)กำลัง(?!ใจ|คน|เจ้าหน้าที่|พล|กาย|แรง|ตำรวจ|ทหาร)"
    rf"|(?:ยัง|)ไม่(?:ได้|สามารถ|ค่อย)*(?:ดำเนินการ|ทำ|จัดทำ)?(?:ให้)?{_END}|คาดว่า\S*?{_END}|(?:จะ|กำหนด){_END}"
    r"|(?<!ช่วย)(?:คง)?เหลือ(?:อีก)?|ค้าง(?:อยู่|ดำเนินการ)|คงค้าง|ยังขาด|ไม่ทัน|ล่าช้ากว่า"
    r"|ยัง(?:คง)?(?:อยู่|ดำเนินการ)|ส่วนใหญ่|เกือบ|ยกเว้น|เว้นแต่|in progress|on-?going|partial",
    re.IGNORECASE,
)
_NOT: Final = lazy_re(
    rf"ยังไม่(?!พบ|เคย|ปรากฏ|เกิด|มี(?!การ|ผล|งบ|แผน|คำสั่ง|ราย))\S*"
    rf"|(?:ไม่|มิ)(?:ได้|มีการ|สามารถ|อาจ)+{_WORK}|ไม่ดำเนิน|ไม่ทำ(?=\W|$)"
    rf"|(?<!ที่)(?<!เพื่อ)(?<!ก่อน)จะ(?:ต้อง|ได้|มีการ)*\s*{_WORK}"
    rf"|(?:^|[\n.)-])\s*จะ(?!เห็น)|(?:มี|อยู่ใน|วาง)\s*แผน(?:จะ|ที่จะ|ว่า|ในการ|{_WORK}|\s*$)"
    rf"|(?<![ก-๙])(?:กำหนด(?:จะ)?(?:จัด|ดำเนิน|ประชุม|อบรม|เริ่ม|ปรับ|แก้)|เตรียม(?:การ|{_WORK}))|คาดว่า\S*"
    rf"|(?:^|[\s,;])รอ(?=งบ|อนุมัติ|การ|ผล|คำสั่ง|เบิก|ส่วน|หนังสือ|หน่วย|ให้|ข้อมูล|{_WORK})"
    r"|(?:(?:^|[\n.)-])\s*|(?<!\S)(?=\S+(?:โครงการ|กิจกรรม|การ|เนื่อง|แผน|ไป)))(?:ยกเลิก|เลื่อน|งด|ชะลอ|ระงับ)\S*"
    r"|ไม่ต้อง(?:ดำเนิน|ทำ|จัด)\S*|แล้วเสร็จ(?:ภายใน|ไม่เกิน|ก่อน)(?!กำหนด|เวลา|ระยะ)|not started|pending",
    re.IGNORECASE,
)
_BECAUSE: Final = r"(?:เนื่องจาก|เพราะ|ด้วยเหตุ)"
_REASON: Final = lazy_re(
    rf"(?P<not>(?:{_NOT.pattern})[^\n;]*?){_BECAUSE}[^\n;]*?(?=แต่|[\n;]|$)",
    re.IGNORECASE,
)
"""Why something was not done: what is going on or was done there is another work."""
_DONE: Final = lazy_re(
    rf"แล้ว(?!จึง|จะ|ก็)|เสร็จ(?:สิ้น|เรียบร้อย|สมบูรณ์)|ดำเนิน(?:การ|งาน)\S*?{_END}|ครบ(?:ถ้วน)?(?:ทุก|ตาม)"
    rf"|(?<!ไม่)(?<!มิ)(?<!จะ)(?<!ให้)ได้(?:มีการ)?{_WORK}|เมื่อ(?:วันที่|เดือน|\s*(?:\d|[มกพสธต]\.))"
    r"|(?:ผู้)?เข้า(?:ร่วม|อบรม)\S*\s*(?:จำนวน|ทั้งสิ้น)?\s*\d"
)
_POLITE: Final = r"(?:นะ|จ้า|จ้ะ|จ๊ะ|ค่ะ|คะ|ครับ|คับ|[\s.])"
_WHOLE: Final = lazy_re(
    rf"(?:✓|✔|√|☑|/|โอเค|ok|เรียบร้อย(?:ดี|แล้ว)*|ทำ(?:แล้ว|เสร็จ)?|done|completed?|{_END}(?:ถ้วน|สิ้น)?){_POLITE}*",
    re.IGNORECASE,
)
_NO_NEED: Final = lazy_re(
    rf"(?:(?:ไม่ต้อง|ไม่จำเป็นต้อง)(?:ทำ|ดำเนินการ)|ข้าม|skipped){_POLITE}*", re.IGNORECASE
)
_ALONE: Final = lazy_re(
    r"(?:อยู่|กำลัง|ใน|ระหว่าง|ยัง|ไม่|มี|ได้|รอ|การ|ดำเนิน|ปฏิบัติ|ทำ|ต้อง|จำเป็น|เริ่ม|ข้าม|เป็นไปตามแผน|แล้ว"
    rf"|เสร็จ|สิ้น|เรียบร้อย|สมบูรณ์|ครบ|ถ้วน|ดี|โอเค|ok|done|completed?|skipped|[✓✔√☑/]|{_POLITE})+",
    re.IGNORECASE,
)


_BOX: Final = lazy_re(r"(?P<ticked>[☑☒■]|[\[(]\s*[xX/✓✔√]\s*[\])])|(?P<empty>[☐□]|\[\s*\]|\(\s*\))")
_CHOICES: Final = 2
"""Fewest boxes of a form in which one state is ticked."""


class EntryState(StrEnum):
    """Whether the measure was carried out."""

    DONE = "done"
    SKIPPED = "skipped"
    """Not carried out on purpose; ``reason`` says why."""
    DOING = "doing"
    """Begun or done in part; ``text`` says how far."""
    NOT_STARTED = "not_started"
    UNKNOWN = "unknown"
    """What is told does not say whether it is done, so it does not count as done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Record):
    """A reporting round (รอบ 6 เดือน, รอบ 12 เดือน), first and last day included."""

    table: ClassVar = "tracking_round"

    year_id: str
    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")]
    first: Annotated[date, Phrase("วันแรก")]
    last: Annotated[date, Phrase("วันสุดท้าย")]
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """A follow-up entry of a measure (ผลการดำเนินการ).

    It refers to one occurrence of the measure (``occurrence``), is the summary of a round
    (``round_id``), or neither: something that was done in between.
    """

    measure_id: str
    unit_id: Annotated[str | None, Phrase("หน่วย")] = None
    """The unit that did it, of a measure that several units do; None: it is given for all."""
    occurrence: Annotated[date | None, Phrase("รอบ")] = None
    """The last day of the occurrence that it refers to."""
    round_id: Annotated[str | None, Phrase("รอบรายงาน")] = None
    state: Annotated[EntryState, Phrase("สถานะ")] = EntryState.DONE
    day: Annotated[date | None, Phrase("วันที่ทำ")] = None
    """The day on which it was done."""
    text: Annotated[FreeText, Phrase("สิ่งที่ทำ")] = ""
    """What was done, as short rich text."""
    participants: Annotated[int | None, Phrase("จำนวนผู้เข้าร่วม")] = None
    result: Annotated[FreeText, Phrase("ผล")] = ""
    """The result, as short rich text."""
    links: Annotated[FreeText, Phrase("ลิงก์")] = ""
    """URLs of publications, one per line."""
    reason: Annotated[FreeText, Phrase("เหตุผล")] = ""
    """Why it was skipped."""
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Record):
    """A photograph of an entry, turned upright and without EXIF data."""

    entry_id: str
    media: Annotated[PhotoKey, Phrase("ไฟล์")]
    """Key of the stored JPEG or PNG, scaled to fill an A4 page."""
    original: Annotated[PhotoKey, Phrase("ไฟล์")] = ""
    """Key of the original file, if it was to be kept."""
    file_name: Annotated[FreeText, Phrase("ชื่อไฟล์")] = ""
    width: Annotated[int, Phrase("ความกว้างของภาพ")] = 0
    """Width of the stored image in pixels."""
    height: Annotated[int, Phrase("ความสูงของภาพ")] = 0
    crop: Annotated[NotPersonal, Phrase("ส่วนของภาพที่ใช้")] = ""
    """The part of the image that is shown
    (:class:`~ita_desktop.domain.tracking.entries.Crop`): left, top, width and height in
    thousandths (``0 120 1000 700``); empty for all of it."""
    caption: Annotated[FreeText, Phrase("คำบรรยายภาพ")] = ""
    position: Position = 0


@dataclass(frozen=True, kw_only=True)
class TrackingRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    rounds: tuple[Round, ...] = ()
    entries: tuple[Entry, ...] = ()
    photos: tuple[Photo, ...] = ()


WHOLE: Final = 1000
SIZES: Final = (15, 25, 40, 60, 90, 140)
"""Brush radii, in thousandths of the longer side."""
PATCHES: Final = 4
"""Number of colour patches across a dab: too few to recognise a face."""


class BrushTouch(NamedTuple):
    """One touch of the brush: centre in thousandths of width and height, radius in thousandths of
    the longer side."""

    x: int
    y: int
    radius: int

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return the bounding square in an image of that size, in pixels: left, top, right, bottom;
        may exceed the image."""
        radius = max(1, round(self.radius * max(width, height) / WHOLE))
        x, y = round(self.x * width / WHOLE), round(self.y * height / WHOLE)
        return x - radius, y - radius, x + radius, y + radius


LEAST: Final = 50
"""Minimum width and height of the cropped part, in thousandths."""
_QUARTERS: Final = 4


class Crop(NamedTuple):
    """A part of an image; by default all of it. ``str`` returns the form stored in records."""

    left: int = 0
    top: int = 0
    width: int = WHOLE
    height: int = WHOLE

    @classmethod
    def of(cls, words: str) -> Self:
        """Parse the stored form (``0 120 1000 700``); return the whole image if it is not valid.

        >>> Crop.of("0 120 1000 700")
        Crop(left=0, top=120, width=1000, height=700)
        """
        figures = words.split()
        if len(figures) != len(cls._fields) or not all(figure.isdecimal() for figure in figures):
            return cls()
        return cls(*map(int, figures)).within()

    def __str__(self) -> str:
        return "" if self.is_whole else " ".join(str(number) for number in self)

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole image."""
        return self == Crop()

    def within(self) -> Self:
        """Return the part clipped to the image, with at least the minimum size."""
        width, height = (min(max(number, LEAST), WHOLE) for number in (self.width, self.height))
        left = min(max(self.left, 0), WHOLE - width)
        top = min(max(self.top, 0), WHOLE - height)
        return type(self)(left, top, width, height)

    def turned(self, quarters: int) -> Self:
        """Return the same part after rotating the image clockwise by ``quarters`` x 90 degrees."""
        part = self
        for _ in range(quarters % _QUARTERS):
            left, top, width, height = part
            part = type(self)(WHOLE - top - height, left, height, width)
        return part

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom in an image of that size, in pixels."""
        left, top = round(self.left * width / WHOLE), round(self.top * height / WHOLE)
        right = round((self.left + self.width) * width / WHOLE)
        bottom = round((self.top + self.height) * height / WHOLE)
        left, top = min(left, max(width - 1, 0)), min(top, max(height - 1, 0))
        return left, top, max(right, left + 1), max(bottom, top + 1)

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return width and height in an image of that size, in pixels."""
        left, top, right, bottom = self.box(width, height)
        return right - left, bottom - top


OPEN: Final = {
    EntryState.DOING: "อยู่ระหว่างดำเนินการ",
    EntryState.NOT_STARTED: "ยังไม่ได้ดำเนินการ",
}
"""The states of what is not done, though somebody has to do it, in the words of papers."""


def is_state_alone(text: str) -> bool:
    """Return whether a text says a state, and nothing of what was done, how far or why.

    >>> is_state_alone("เสร็จเรียบร้อยดีค่ะ"), is_state_alone("รอจัดซื้อ")
    (True, False)
    """
    return _ALONE.fullmatch(text) is not None


def is_reason(text: str) -> bool:
    """Return whether a text itself says that it is why."""
    return re.match(_BECAUSE, text) is not None


def unsaid(state: EntryState, text: str) -> bool:
    """Return whether something is open, and its text does not say so."""
    return state in OPEN and said_state(text) not in OPEN


def joined_state(states: Collection[EntryState]) -> EntryState | None:
    """Return the state of a work of several parts: theirs, if all are alike; None of none."""
    return EntryState.DOING if len({*states}) > 1 else next(iter(states), None)


@lru_cache(maxsize=4096)
def said_state(text: str) -> EntryState | None:
    """Return the state that a text tells; None if its words do not decide that.

    Of several lines or clauses, one that is open leaves the whole open.

    >>> said_state("ดำเนินการแล้วบางส่วน"), said_state("รองบประมาณ"), said_state("ฝ่ายปกครอง")
    (<EntryState.DOING: 'doing'>, <EntryState.NOT_STARTED: 'not_started'>, None)
    """
    plain = _ticked(to_arabic(text)).replace("\u0e4d\u0e32", "\u0e33").strip()
    if _WHOLE.fullmatch(plain):
        return EntryState.DONE
    if _NO_NEED.fullmatch(plain):
        return EntryState.SKIPPED
    left = _NEUTRAL.sub(" ", _REASON.sub(r"\g<not> ", plain))
    shares = [Decimal(one["a"] or one["b"]) / 100 for one in _PERCENT.finditer(left)]
    parts = ([*filter(None, groups)] for groups in _OF_ALL.findall(left))
    shares += [Decimal(done) / int(of) for done, of in parts if int(of) > 0]
    left, doing = _DOING.subn(" ", _OF_ALL.sub(" ", _PERCENT.sub(" ", left)))
    left, not_yet = _NOT.subn(" ", left)
    done = bool(_DONE.search(left)) or any(share == 1 for share in shares)
    not_yet += sum(share == 0 for share in shares)
    if doing or any(0 < share < 1 for share in shares) or (not_yet and done):
        return EntryState.DOING
    return EntryState.NOT_STARTED if not_yet else EntryState.DONE if done else None


def _ticked(text: str) -> str:
    """Return what is ticked of the boxes of a form; a text without several boxes as it is.

    >>> _ticked("☐ แล้วเสร็จ ☑ ยังไม่ดำเนินการ"), _ticked("[ ] แล้วเสร็จ [ ] ยังไม่ดำเนินการ")
    ('ยังไม่ดำเนินการ', '')
    """
    found = boxed(text)
    return text if len(found) < _CHOICES else "\n".join(part for part, is_on in found if is_on)


def boxed(text: str) -> list[tuple[str, bool]]:
    """Return what stands behind each box of a form, and whether the box is ticked.

    >>> boxed("☑ ฝ่ายโยธา\\n☐ ฝ่ายเทศกิจ")
    [('ฝ่ายโยธา', True), ('ฝ่ายเทศกิจ', False)]
    """
    boxes = list(_BOX.finditer(text))
    ends = [*(box.start() for box in boxes[1:]), len(text)]
    return [
        (text[box.end() : end].strip(), box["ticked"] is not None)
        for box, end in zip(boxes, ends, strict=False)
    ]
