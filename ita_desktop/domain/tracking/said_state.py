"""The state that a text about a measure tells: done, begun, not begun.

One rule for forms, reports of a round, pasted texts, the window and checks. What it cannot decide
is not done. Words are those of the offices' own reports.
"""

import re
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ita_desktop.domain.text import to_arabic
from ita_desktop.domain.tracking.entries import EntryState

_WORK: Final = (
    r"(?:ดำเนิน|จัด|ทำ|เริ่ม|ประชุม|อบรม|เผยแพร่|ติด(?!ต่อ)|ปรับ|พัฒนา|สำรวจ|ตรวจ|ประกาศ|ประชาสัมพันธ์|แจ้ง|ออก"
    r"|เสนอ|รายงาน|แต่งตั้ง|มอบหมาย|เปิด|ก่อสร้าง|ซื้อ|นำ|ขอ|เร่ง|ประสาน|รวบรวม|แก้ไข|เตรียม|พิจารณา|ลงนาม)"
)
_END: Final = r"(?:แล้วเสร็จ|เสร็จ|ครบ|เรียบร้อย|สำเร็จ|สมบูรณ์|บรรลุ|ทั่วถึง|สิ้นสุด)"
_COMPLAINT: Final = r"(?:เรื่อง|ข้อ|คำ|การ)?(?:แจ้ง|ร้อง|ทุจริต|กระทำ|กล่าวหา|เบาะแส)"
_NEUTRAL: Final = re.compile(
    # What nothing is left of, what is spoken of others, what shall be, and times.
    rf"ไม่(?:มี|พบ|ปรากฏ)[^\s,]*(?:ค้าง|เหลือ|ที่ยังไม่\S*|ที่ไม่\S*)|(?:ที่|ผู้|หาก|ถ้า|กรณี)(?:ยัง)?ไม่\S*?(?=แล้ว|\s|$)"
    rf"|(?:ให้|ต้อง|ควร|เพื่อ)\s*(?:ดำเนินการ\s*)?(?:ให้)?\s*{_END}(?:ถ้วน|สิ้น)?|(?:ช่วย|คน)เหลือ"
    rf"|(?:ปี|เดือน|ครั้ง|รอบ)ที่แล้ว|(?:นอก|หลัง)จาก(?:นี้|นั้น)?แล้ว|แล้วแต่(?=กรณี)"
    rf"|(?:ยัง)?ไม่(?:มี|ได้รับ|พบ|เคย(?:ได้รับ|มี)?|ปรากฏ|เกิด)(?:ผู้)?(?:มา)?{_COMPLAINT}\S*|จะดำเนินการต่อ"
)
_PERCENT: Final = re.compile(
    r"(?:(?:(?:ดำเนิน(?:การ|งาน)|ทำ|คืบหน้า|ก้าวหน้า|ผลงาน|สำเร็จ|เสร็จ)(?:ไป|ได้|แล้ว)*|แล้ว)[\s(:=]*"
    r"(?:คิดเป็น|ประมาณ|เป็น)?\s*|^\s*(?:\d{1,2}[.)]\s+)?[^\w\n]*(?:คิดเป็น)?)"
    r"(?:ร้อยละ\s*(?P<a>\d{1,3}(?:\.\d+)?)|(?P<b>\d{1,3}(?:\.\d+)?)\s*(?:%|เปอร์เซ็นต์))(?!\S*\s*พ[ึอ][งใ])",
    re.MULTILINE,
)
_OF_ALL: Final = re.compile(
    r"(\d+)\s*[ก-๙]*\s*(?:ใน|จาก)(?:ทั้งหมด|จำนวน)?\s*(\d+)(?!\s*/)"
    r"|(\d+)\s*/\s*(\d+)\s*(?:ครั้ง|ฝ่าย|แห่ง|โรง|หน่วย|รายการ|ข้อ|กิจกรรม|เรื่อง)"
)
_DOING: Final = re.compile(
    rf"อยู่(?:ใน)?(?:ระหว่าง|ขั้นตอน|กระบวนการ)|ในระหว่าง|ระหว่าง(?:การ(?!ประชุม)|รอ|{_WORK})"
    r"|บาง(?:ส่วน|ฝ่าย|หน่วย|ราย|แห่ง|โรง|ข้อ|เดือน)"
    r"|(?<!อัตรา)(?<!ออก)(?<!ขวัญ)กำลัง(?!ใจ|คน|เจ้าหน้าที่|พล|กาย|แรง|ตำรวจ|ทหาร)"
    rf"|(?:ยัง|)ไม่(?:ได้|สามารถ|ค่อย)*(?:ดำเนินการ|ทำ|จัดทำ)?(?:ให้)?{_END}|คาดว่า\S*?{_END}|(?:จะ|กำหนด){_END}"
    r"|(?<!ช่วย)(?:คง)?เหลือ(?:อีก)?|ค้าง(?:อยู่|ดำเนินการ)|คงค้าง|ยังขาด|ไม่ทัน|ล่าช้ากว่า"
    r"|ยัง(?:คง)?(?:อยู่|ดำเนินการ)|ส่วนใหญ่|เกือบ|ยกเว้น|เว้นแต่|in progress|on-?going|partial",
    re.IGNORECASE,
)
_NOT: Final = re.compile(
    rf"ยังไม่(?!พบ|เคย|ปรากฏ|เกิด|มี(?!การ|ผล|งบ|แผน|คำสั่ง|ราย))\S*"
    rf"|(?:ไม่|มิ)(?:ได้|มีการ|สามารถ|อาจ)+{_WORK}|ไม่ดำเนิน|ไม่ทำ(?=\W|$)"
    rf"|(?<!ที่)(?<!เพื่อ)(?<!ก่อน)จะ(?:ต้อง|ได้|มีการ)*\s*{_WORK}"
    rf"|(?:มี|อยู่ใน|วาง)\s*แผน(?:จะ|ที่จะ|ว่า|{_WORK}|\s*$)"
    rf"|(?<![ก-๙])(?:กำหนด(?:จะ)?(?:จัด|ดำเนิน|ประชุม|อบรม|เริ่ม)|เตรียม(?:การ|ดำเนิน|จัด))|คาดว่า\S*"
    r"|(?:^|[\s,;])รอ(?=งบ|อนุมัติ|การ|ผล|คำสั่ง|จัด|ดำเนิน|ลงนาม|เบิก|ประชุม|พิจารณา|ส่วน|หนังสือ|หน่วย|ให้)"
    r"|(?:(?:^|[\n.)-])\s*|(?<!\S)(?=\S+(?:โครงการ|กิจกรรม|การ|เนื่อง|แผน|ไป)))(?:ยกเลิก|เลื่อน|งด|ชะลอ|ระงับ)\S*"
    r"|ไม่ต้อง(?:ดำเนิน|ทำ|จัด)\S*|แล้วเสร็จ(?:ภายใน|ไม่เกิน|ก่อน)(?!กำหนด|เวลา|ระยะ)|not started|pending",
    re.IGNORECASE,
)
_BECAUSE: Final = r"(?:เนื่องจาก|เพราะ|ด้วยเหตุ)"
_REASON: Final = re.compile(
    rf"(?P<not>(?:{_NOT.pattern})[^\n;]*?){_BECAUSE}[^\n;]*?(?=แต่|[\n;]|$)",
    re.IGNORECASE,
)
"""Why something was not done: what is going on or was done there is another work."""
_DONE: Final = re.compile(
    rf"แล้ว(?!จึง|จะ|ก็)|เสร็จ(?:สิ้น|เรียบร้อย|สมบูรณ์)|ดำเนิน(?:การ|งาน)\S*?{_END}|ครบ(?:ถ้วน)?(?:ทุก|ตาม)"
    rf"|(?<!ไม่)(?<!มิ)(?<!จะ)(?<!ให้)ได้(?:มีการ)?{_WORK}|เมื่อ(?:วันที่|เดือน|\s*(?:\d|[มกพสธต]\.))"
    r"|(?:ผู้)?เข้า(?:ร่วม|อบรม)\S*\s*(?:จำนวน|ทั้งสิ้น)?\s*\d"
)
_POLITE: Final = r"(?:นะ|จ้า|จ้ะ|จ๊ะ|ค่ะ|คะ|ครับ|คับ|[\s.])"
_WHOLE: Final = re.compile(
    rf"(?:✓|✔|√|☑|/|โอเค|ok|เรียบร้อย(?:ดี|แล้ว)*|ทำ(?:แล้ว|เสร็จ)?|done|completed?|{_END}(?:ถ้วน|สิ้น)?){_POLITE}*",
    re.IGNORECASE,
)
_NO_NEED: Final = re.compile(
    rf"(?:(?:ไม่ต้อง|ไม่จำเป็นต้อง)(?:ทำ|ดำเนินการ)|ข้าม|skipped){_POLITE}*", re.IGNORECASE
)
_ALONE: Final = re.compile(
    r"(?:อยู่|กำลัง|ใน|ระหว่าง|ยัง|ไม่|มี|ได้|รอ|การ|ดำเนิน|ปฏิบัติ|ทำ|ต้อง|จำเป็น|เริ่ม|ข้าม|เป็นไปตามแผน|แล้ว"
    rf"|เสร็จ|สิ้น|เรียบร้อย|สมบูรณ์|ครบ|ถ้วน|ดี|โอเค|ok|done|completed?|skipped|[✓✔√☑/]|{_POLITE})+",
    re.IGNORECASE,
)


_BOX: Final = re.compile(
    r"(?P<ticked>[☑☒■]|[\[(]\s*[xX/✓✔√]\s*[\])])|(?P<empty>[☐□]|\[\s*\]|\(\s*\))"
)
_CHOICES: Final = 2
"""Fewest boxes of a form in which one state is ticked."""


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
