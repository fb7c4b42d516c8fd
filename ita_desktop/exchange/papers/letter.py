"""Reads memos (บันทึกข้อความ) and letters (หนังสือภายนอก)."""

import re
from collections.abc import Sequence
from typing import Final

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.roster.matching import is_post
from ita_desktop.exchange.blocks import Block
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.papers.lines import (
    NumberedLine,
    Reading,
    day_in,
    label,
    read_signature,
    saying,
    says,
    signature_at,
    with_tables,
    without_dots,
)

URGENCIES: Final = ("ด่วนที่สุด", "ด่วนมาก", "ด่วน")
_MEMO: Final = "บันทึกข้อความ"
_FROM: Final = label("ส่วนราชการ")
_ABOUT: Final = label("เรื่อง")
_TO: Final = label("เรียน|กราบเรียน|ถึง")
_WITH: Final = label("สิ่งที่ส่งมาด้วย|เอกสารแนบ|สิ่งที่แนบมาด้วย")
_REFERS: Final = label("อ้างถึง")
_NO: Final = lazy_re(r"^ที่(?:\s*:\s*|\s+|\s*(?=กท|[.…_])|$)(?!ประชุม)(.*?)(?:\s*วันที่\s*:?\s*(.*))?$")
_DAY: Final = label("วันที่|ลงวันที่")
_BARE_DAY: Final = lazy_re(r"^(?:\d{1,2}|[.…_]+)\s+[ก-๙.]+\s+(?:พ\.?\s?ศ\.?\s*)?(?:\d{4}|[.…_]+)$")
_PHONE: Final = lazy_re(r"\s*[(\[]?\s*(?:หมายเลข)?โทร(?:ศัพท์)?\s*\.?\s*:?\s*(?=[\d.…_])")
_PHONE_TEXT: Final = lazy_re(r"^[\d\s()+,/–-]*(?:(?:ต่อ|ถึง)\s*[\d\s,/–-]+)?$")
_CLOSING: Final = lazy_re(r"^ขอแสดงความ(?:นับถือ|เคารพ)\S*$")
_LISTED: Final = lazy_re(r"^\d{1,2}[.)]\s*(?=\D)")
_SENDER: Final = lazy_re(r"^(?:ฝ่าย|กลุ่ม|งาน|กอง|ส่วน|สำนัก|โรงเรียน|ศูนย์)")
_SHORT_DAY: Final = lazy_re(r"^[-–\s]*(\d{1,2}\s+\S+\s+\d{2,4})$")
"""The day below a signature: ``- 2 พ.ย. 2567``."""
_NUMBER_AND_DAY: Final = lazy_re(r"^(.*\d)\s++[-–]?\s*(\d{1,2}\s+[ก-๙.]+\s+\d{2,4})$")
"""The number of a memo that is sent on, with its day behind it: ``กท 5009/77 3 พ.ย. 2567``."""
_ASSIGNS: Final = lazy_re(
    r"^\W*(?:\d+[.)]?\s*)*(?:ให้\s*)?(?:ฝ่าย|โรงเรียน|กลุ่มงาน)\S+.{0,60}รับผิดชอบ.{0,40}?(?<![A-Za-z])O\s?\d"
)
"""A line that says which items of the OIT a unit has."""
_POST: Final = lazy_re(r"^(?:ผู้|หัวหน้า|ประธาน)")
"""Begins a further addressee."""
BETWEEN: Final = "¦"
PARAGRAPH: Final = "¶"
"""Between the fields of an endorsement, and between the lines of a field."""
ENDORSED: Final = ("number", "day", "addressee", "text", "signatory", "signatory_post")
_ITS_DAY: Final = "ลงวันที่"
_REFERENCE_WIDTH: Final = 60
"""Letters of a line within which the day of the letter stands that another one refers to."""
_NEAR: Final = 12
_SUBJECT_LINES: Final = 4
_BELOW: Final = 8


def starts(lines: Sequence[NumberedLine], at: int) -> bool:
    """Return whether a memo or letter begins at a line."""
    before = lines[at - 1].text if at else ""
    if _starts_memo(lines, at):
        return before not in URGENCIES
    if lines[at].text in URGENCIES:
        return at + 1 < len(lines) and _starts_memo(lines, at + 1)
    return _starts_letter(lines, at)


def _starts_memo(lines: Sequence[NumberedLine], at: int) -> bool:
    near = _texts(lines[at + 1 : at + 1 + _NEAR])
    if _is_title(lines[at].text):
        return any(map(_FROM.match, near)) and any(map(_ABOUT.match, near))
    # Without its title it begins with the sender.
    is_titled = any(_is_title(line.text) for line in lines[max(0, at - _NEAR) : at])
    heads = (_NO, _ABOUT, _TO)
    is_sender = _FROM.match(lines[at].text) is not None and not is_titled
    return is_sender and all(any(map(head.match, near)) for head in heads)


def _is_title(text: str) -> bool:
    return text.replace(" ", "") == _MEMO


def _starts_letter(lines: Sequence[NumberedLine], at: int) -> bool:
    """Return whether a letter begins: its number, then subject and addressee, later the closing."""
    number = _NO.match(lines[at].text)
    if number is None or number[2] is not None:
        return False
    near = _texts(lines[at + 1 : at + 1 + _NEAR])
    about = next((n for n, text in enumerate(near) if _ABOUT.match(text)), None)
    if about is None or not any(map(_TO.match, near[about : about + _SUBJECT_LINES])):
        return False
    others = (n for n, text in enumerate(near[:about]) if _NO.match(text) or _FROM.match(text))
    return next(others, None) is None and any(map(_CLOSING.match, _texts(lines[at:])))


def read_letter(lines: Sequence[NumberedLine], blocks: Sequence[Block]) -> Reading:
    """Read the memo or letter that begins with the first of ``lines``."""
    reading = Reading()
    memo = any(_is_title(line.text) or _FROM.match(line.text) for line in lines[:2])
    reading.values["kind"] = "บันทึกข้อความ" if memo else "หนังสือภายนอก"
    at = _read_head(reading, lines)
    at = _read_enclosed(reading, lines, at if memo else _read_reference(reading, lines, at))
    end = _end_of_body(lines, at)
    _read_body(reading, with_tables(reading, lines[at:end], blocks))
    _read_end(reading, lines[end:], memo=memo)
    reading.title = reading.values.get("subject", "")
    if end == len(lines):
        reading.doubt("ไม่พบชื่อผู้ลงนามท้ายหนังสือ", "เลือกผู้ลงนามที่หน้าการประชุม")
    return reading


def _texts(lines: Sequence[NumberedLine]) -> list[str]:
    return [line.text for line in lines]


def _read_head(reading: Reading, lines: Sequence[NumberedLine]) -> int:
    """Read the fields up to the addressee; return the index of the line behind it."""
    for at, line in enumerate(lines):
        text = line.text
        if text in URGENCIES:
            reading.take("urgency", text, line)
        elif _is_title(text):
            reading.mark(line)
        elif found := _FROM.match(text):
            _read_sender(reading, found[1], line)
        elif found := _ABOUT.match(text):
            return _read_subject(reading, lines, at, found[1])
        elif found := _NO.match(text):
            day = day_in(found[2] or "")
            if not day or reading.values.setdefault("day", day) == day:
                reading.take("number", _number(found[1]), line)
        elif (found := _DAY.match(text)) or _BARE_DAY.match(text):
            reading.take("day", day_in(found[1] if found else text), line)
        elif line.in_table:
            reading.mark(line)  # the sender's address, which is printed as the office's own
    return len(lines)


def _read_subject(reading: Reading, lines: Sequence[NumberedLine], at: int, first: str) -> int:
    """Read the subject and the addressee below it; return the index of the line behind them."""
    behind = _texts(lines[at + 1 : at + 1 + _SUBJECT_LINES])
    heads = (_TO, _REFERS, _WITH)
    more = next((n for n, text in enumerate(behind) if any(h.match(text) for h in heads)), None)
    if more is None:
        reading.doubt("หนังสือไม่มีบรรทัด “เรียน”", "ตรวจเรื่องและผู้รับหลังนำเข้า")
        reading.take("subject", without_dots(first), lines[at])
        return at + 1
    subject = " ".join((first, *behind[:more]))
    reading.take("subject", without_dots(subject), *lines[at : at + 1 + more])
    at += 1 + more
    while at < len(lines) and not _TO.match(lines[at].text):
        if not (_REFERS.match(lines[at].text) or _LISTED.match(lines[at].text)):
            return at
        at += 1
    found = _TO.match(lines[at].text) if at < len(lines) else None
    if found is None:
        return at
    reading.take("addressee", without_dots(found[1]), lines[at])
    at += 1
    while at < len(lines) and is_post(_LISTED.sub("", lines[at].text)):
        # One of several addressees; a letter has room for one line.
        at += 1
    return at


def _read_sender(reading: Reading, text: str, line: NumberedLine) -> None:
    sender, *rest = _PHONE.split(text, maxsplit=1)
    if rest and "(" in sender and ")" not in sender:
        sender += ")"  # the unit in brackets together with its number
    reading.take("sender", without_dots(sender), line)
    if rest and line.number in reading.taken:
        # The number may stand in brackets behind the name.
        _read_phone(reading, rest[0].rstrip(" )]"))


def _read_phone(reading: Reading, text: str) -> None:
    phone = without_dots(text).removesuffix(".")
    if _PHONE_TEXT.match(phone):
        reading.values["phone"] = phone
    else:
        reading.doubt("ไม่แน่ใจหมายเลขโทรศัพท์ “{text}” จึงไม่ได้นำเข้า", "พิมพ์เองหลังนำเข้า", text=phone)


def _number(text: str) -> str:
    """Return a register number; empty if the space behind its prefix was not filled in."""
    number = without_dots(text)
    return "" if not number or number.endswith("/") else number


def _read_reference(reading: Reading, lines: Sequence[NumberedLine], at: int) -> int:
    """Read the letter that a letter refers to, up to its day; return the index of the line behind
    it. A memo has no field for it."""
    found = _REFERS.match(lines[at].text) if at < len(lines) else None
    if found is None:
        return at
    text, end = found[1], at + 1
    if end < len(lines) and _ITS_DAY in lines[end].text[:_REFERENCE_WIDTH] and _ITS_DAY not in text:
        text, end = f"{text} {lines[end].text}", end + 1
    reading.take("refers", without_dots(text), *lines[at:end])
    return end


def _read_enclosed(reading: Reading, lines: Sequence[NumberedLine], at: int) -> int:
    """Read what is enclosed; return the index of the first line of the body."""
    named: list[str] = []
    while at < len(lines):
        text = lines[at].text
        if found := _WITH.match(text):
            named.append(found[1])
        elif not (named and _LISTED.match(text)):
            break
        else:
            named.append(text)
        reading.mark(lines[at])
        at += 1
    titles = (without_dots(_LISTED.sub("", name)) for name in named)
    reading.values["enclosed"] = "\n".join(filter(None, titles))
    return at


def _end_of_body(lines: Sequence[NumberedLine], at: int) -> int:
    """Return the index of the closing, or of the first line of the signature."""
    closing = next((n for n in range(at, len(lines)) if _CLOSING.match(lines[n].text)), None)
    if closing is not None:
        return closing
    signed = signature_at(lines[at:])
    return len(lines) if signed is None else at + signed


def _read_body(reading: Reading, lines: Sequence[NumberedLine]) -> None:
    paragraphs = [
        line for line in saying(lines) if not re.fullmatch(r"\(?ลง(?:ชื่อ|นาม)\)?[\s.…_]*", line.text)
    ]
    reading.take("body", "\n".join(line.typed for line in paragraphs), *paragraphs)
    assigned = [line.text for line in paragraphs if _ASSIGNS.match(line.text)]
    if assigned:
        reading.doubt(
            "หนังสือบอกผู้รับผิดชอบข้อ OIT ใน {count} บรรทัด ซึ่งเก็บเป็นเนื้อความเท่านั้น ไม่ได้มอบหมายให้: “{text}”",
            "มอบหมายที่หน้า OIT หรือพิมพ์เป็นตาราง ข้อ กับ ผู้รับผิดชอบ แล้วนำเข้า",
            count=len(assigned),
            text=shortened(assigned[0]),
        )


def _read_end(reading: Reading, lines: Sequence[NumberedLine], *, memo: bool) -> None:
    """Read the closing and the signature; of a letter also the sender below it."""
    if lines and _CLOSING.match(lines[0].text):
        reading.mark(lines[0])
        lines = lines[1:]
    near = lines[:_BELOW]
    phone = next((n for n, line in enumerate(near) if _PHONE.match(line.text)), None)
    if memo or phone is None:
        signed = read_signature(reading, near)
        if memo and signed:
            _read_endorsements(reading, lines[signed:])
        return
    own = phone - 1 if phone and _SENDER.match(near[phone - 1].text) else phone
    read_signature(reading, near[:own])
    if own < phone:
        reading.take("sender", near[own].text, near[own])
    _read_phone(reading, _PHONE.sub("", near[phone].text))
    reading.mark(near[phone])


def _read_endorsements(reading: Reading, lines: Sequence[NumberedLine]) -> None:
    """Read what superiors wrote below a memo and signed: each up to a name, its post and a day."""
    found: list[str] = []
    while lines and (at := signature_at(lines)) is not None:
        own = Reading()
        end = read_signature(own, lines)
        if not own.values.get("signatory"):
            break
        texts: list[str] = []
        for line in lines[:at]:
            number, to = _NO.match(line.text), _TO.match(line.text)
            if number and not texts:
                dated = _NUMBER_AND_DAY.match(number[1])
                read, day = dated.groups() if dated else (number[1], number[2] or "")
                own.values |= {"number": _number(read), "day": day_in(day)}
            elif to and not texts:
                own.values["addressee"] = to[1]
            elif own.values.get("addressee") and not texts and _POST.match(line.text):
                own.values["addressee"] += f"\n{line.text}"
            elif line.text == reading.values.get("urgency") and not texts:
                continue  # again above a copy that is sent on, where the memo has it
            elif line.number not in own.taken and says(line.text):
                texts.append(line.text)
        if end < len(lines) and (day := _SHORT_DAY.match(lines[end].text)):
            texts += [own.values["day"]] if own.values.get("day") else []
            own.values["day"] = day[1]
            end += 1
        own.values["text"] = "\n".join(texts)
        fields = (own.values.get(name, "").replace("\n", PARAGRAPH) for name in ENDORSED)
        found.append(BETWEEN.join(fields))
        reading.mark(*lines[:end])
        lines = lines[end:]
    reading.values["endorsed"] = "\n".join(found)
