"""Reads the head and the end of an appointment order: number, subject, grounds, days, signature;
and duties of a body as lines of text, with points below them. Its members and duties are tables
already (:mod:`ita_desktop.exchange.papers.order_lists`)."""

import re
from collections.abc import Sequence
from typing import Final

from ita_desktop.domain.documents import NOTHING
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import BULLET
from ita_desktop.exchange.blocks import Block, Table
from ita_desktop.exchange.cells.codes import LineNumber
from ita_desktop.exchange.cells.row import plain
from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kinds.roster import ROSTER
from ita_desktop.exchange.papers.lines import (
    NumberedLine,
    Reading,
    day_in,
    is_catchword,
    is_list,
    label,
    read_signature,
    says,
    without_dots,
)

_BULLET: Final = lazy_re(rf"^{BULLET}\s+")
_HEAD: Final = lazy_re(
    r"^(?:ทั้งนี้\s*)?(?:โดย)?(?:ให้)?\s*(?P<of>\S.*?)??\s*(?:โดย)?(?:ให้)?\s*(?P<has>มี\s*)?"
    r"(?:อำนาจหน้าที่|หน้าที่และอำนาจ|อำนาจและหน้าที่|(?:บทบาท)?หน้าที่|อำนาจ)(?:และความรับผิดชอบ|ความรับผิดชอบ)?"
    r"(?:ของ\s*(?P<body>คณะ\S+.*?)|(?P<text>\s*(?:ใน)?\S.*?))??\s*(?P<follows>ดังนี้|ดังต่อไปนี้|คือ)?\s*:?$"
)
_DUTY: Final = lazy_re(r"(?:อำนาจ)?หน้าที่\s*[:\s]\s*(?=\S)")
_BEGINNINGS: Final = ("ทั้งนี้", "โดย", "ให้", "มี", "อำนาจ", "หน้าที่", "บทบาท", "คณะ")
_ENDS: Final = ("ดังนี้", "ดังต่อไปนี้", "คือ")
_BODY: Final = lazy_re(r"คณะ(?:กรรมการ|อนุกรรมการ|ทำงาน|ที่\s*\d)\S*(?:\s+\S+)*")
_CONSISTS: Final = lazy_re(r"\s*(?:โดย)?(?:ประกอบด้วย|ดังนี้|ดังต่อไปนี้).*$")
_POINTS_BACK: Final = lazy_re(r"\s*(?:ดังกล่าว|ข้างต้น|ชุดนี้|ทุกชุด|ตาม(?:ข้อ|คำสั่ง)\S*.*|ที่ได้รับ\S*.*|ฯ)$")
_LONGEST_HEAD: Final = 160
_LONGEST: Final = 600
"""Number of letters of a heading, and of one with a duty."""


class DutyLines:
    """Reads the duties of one body line by line."""

    def __init__(self) -> None:
        self.duties: list[tuple[str, str]] = []
        """Number and text of each."""
        self._last = 0
        self._first: LineNumber | None = None
        """The number of the first duty, after which those of points are known."""
        self._points: dict[str, int] = {}
        """The number of the last point below the last duty, by how it is written."""
        self._is_bare = False
        """Whether the lines have neither numbers nor marks."""
        self._goes_on = True
        """Whether the next line may be any duty; else only the next number is one, as something
        else stood between."""

    def is_next(self, number: LineNumber | None) -> bool:
        """Return whether a line has the number of the next duty, in one part."""
        return number is not None and number.parts == (self._last + 1,)

    def takes(self, number: LineNumber | None, text: str) -> bool:
        """Read a numbered line as a duty, or as a point of the last one; return whether it is one.
        Behind any other line the duties only go on with the next number."""
        marked = _BULLET.match(text) is not None
        if not self.duties:
            self._is_bare = number is None and not marked
        bullet = marked or self._is_bare
        is_next = number is not None and number.last == self._last + 1
        if (number is None and not bullet) or not (self._goes_on or is_next):
            self._goes_on = False
            return False
        self._goes_on = True
        text = _BULLET.sub("", text)
        if self._is_point(number):
            place, above = self.duties[-1]
            mark = number.printed if number else "-"
            self.duties[-1] = place, f"{above}\n{mark} {text}"
            if number:
                self._points[number.shape] = number.last
            return True
        self._points.clear()
        self._first = self._first or number
        self._last = number.last if number else self._last + 1
        self.duties.append((number.text if number else str(self._last), text))
        return True

    def _is_point(self, number: LineNumber | None) -> bool:
        """Return whether a line is a point below the last duty: one without a number, or with one
        of more parts, or written otherwise and not the next."""
        first = self._first
        if first is None or number is None:
            return first is not None
        if len(number.parts) > len(first.parts):
            return True
        follows = self._points.get(number.shape) == number.last - 1
        return number.shape != first.shape and (follows or number.last != self._last + 1)


START: Final = lazy_re(r"^คำสั่ง(?!ดังกล่าว|นี้|ที่|แต่งตั้ง)\S.{0,80}$")
_NUMBER: Final = label("ที่|เลขที่|คำสั่งที่")
_NUMBER_BEHIND: Final = lazy_re(r"\s+ที่\s*(\S+\s*/\s*\d{4})$")
"""The number of an order in the line that says whose it is."""
_OF_OTHER: Final = lazy_re(r"\s(?:ลงวันที่|ลว\.|เรื่อง)|ยกเลิก")
_ABOUT: Final = label("เรื่อง")
_GROUND: Final = lazy_re(
    r"^(?:ด้วย|ตาม|โดยที่|(?:ให้)?ยกเลิก(?=คำสั่ง)|เนื่องจาก|เนื่องด้วย|อาศัยอำนาจ|อนุสนธิ|เพื่อ|สืบเนื่อง|เพราะ|จึงแต่งตั้ง|ฉะนั้น)"
)
_PURPOSE: Final = lazy_re(r"^(?:ดังนั้น|ฉะนั้น|อาศัยอำนาจ.*แต่งตั้ง|(?:ดังนั้น\s*)?เพื่อ|จึง|ให้มี)")
_FOLLOWS: Final = lazy_re(
    r"(?:ดังนี้|ดังต่อไปนี้|ประกอบด้วย|\s(?:โดย|ซึ่ง)(?:มี|ให้)|แต่งตั้ง(?:ให้)?|แนบท้าย(?:คำสั่ง)?(?:นี้)?)\s*:?$|(?:แต่งตั้ง|ให้มีคณะ)\S.*ต่อไปนี้(?:\s*(?:ให้)?เป็น|$)"
)
_NAMES: Final = lazy_re(
    r"แต่งตั้ง.*(?:(?:นาย|นาง|น\.\s?ส\.).*|เป็น\s*)(?:ที่ปรึกษา|ประธาน|รองประธาน|กรรมการ|คณะทำงาน|เลขานุการ)"
)
"""Members in a sentence."""
_EFFECTIVE: Final = lazy_re(r"^(?:ทั้งนี้|โดยให้มีผล|ให้มีผล|คำสั่งนี้ให้มีผล|ให้คำสั่งนี้มีผล)")
_FROM: Final = lazy_re(r"(?:ตั้งแต่|นับแต่|นับจาก)\s*(?:วันที่\s*)?(.*?)(?:\s*เป็นต้นไป)?$")
_NOW: Final = lazy_re(r"^(?:บัดนี้|วันนี้|วันที่มีคำสั่ง|วันที่ลงนาม|วันลงนาม|ลงนาม|วันที่สั่ง)")
_ORDERED: Final = lazy_re(r"^สั่ง\s*ณ\s*(?:วันที่\s*)?(.*)$")
_AMENDING: Final = "คำสั่งนี้แก้ไขคำสั่งเดิม จึงนำเข้าเป็นคำสั่งแต่งตั้งไม่ได้"
"""What is told of an order that amends another one."""
_AMENDS: Final = lazy_re(r"แก้ไข|เพิ่มเติม|เปลี่ยนแปลง|ยกเลิก|ปรับปรุง")
_AMENDS_IN_PART: Final = lazy_re(r"^แก้ไข(?!ปัญหา)|แก้ไขเพิ่มเติม")
"""Such an order changes an earlier one, though it appoints its new members."""
_CHANGES: Final = lazy_re(
    r"ความใน(?:ข้อ|ลำดับ)|(?:นอก(?:จาก)?นั้น|นอกเหนือจากนี้)\s*(?:ให้)?(?:เป็นไปตาม|คง)|คณะ\S*\s*เพิ่มเติม|แต่งตั้งเพิ่มเติม|เพิ่มเติม\s*ดังนี้"
)
"""The same in the text of such an order."""
_CANCELS: Final = lazy_re(r"(?:^|ให้|จึง|ข้อ\s*\d+\s*)ยกเลิกคำสั่ง")
_CANCELLED: Final = "คำสั่งนี้ยกเลิกคำสั่งเดิม แต่คำสั่งและรายชื่อเดิมในแฟ้มยังอยู่"
_APPOINTS: Final = lazy_re(r"(?<!คำสั่ง)แต่งตั้ง")
"""An order may do so in the place of an earlier one."""
_HEAD_LINES: Final = 8
_FAR: Final = 400
_TITLE_LINES: Final = 4
_SIGNATURE_LINES: Final = 8


def starts(lines: Sequence[NumberedLine], at: int) -> bool:
    """Return whether an order begins at a line: its number and subject follow."""
    if not START.match(lines[at].text):
        return False
    near = lines[at + 1 : at + _HEAD_LINES]
    number = next((n for n, line in enumerate(near) if _number_of(line.text)), None)
    about = next((n for n, line in enumerate(near) if _ABOUT.match(line.text)), None)
    if about is None or (number is not None and number > about):
        return False
    has_number = number is not None or _NUMBER_BEHIND.search(lines[at].text)
    return bool(has_number) or any(_is_end(line.text) for line in lines[at : at + _FAR])


def _number_of(text: str) -> re.Match[str] | None:
    """Return the number that a line gives the order; that of another one goes on with its day."""
    found = _NUMBER.match(text)
    return None if found is None or _OF_OTHER.search(found[1]) else found


def read_order(lines: Sequence[NumberedLine], blocks: Sequence[Block]) -> Reading:
    """Read the order that begins with the first of ``lines``; ``blocks`` have its lists."""
    reading = Reading()
    about = next(n for n, line in enumerate(lines) if _ABOUT.match(line.text))
    # Some lay out the head of an order as a table, which has nothing else then.
    others = {line.block for line in lines[about + 1 :] if line.in_table}
    lines = [line for line in lines if not line.in_table or line.block not in others] or lines
    reading.mark(lines[0])
    at = _read_head(reading, lines)
    bodies = bodies_in(blocks[lines[0].block :])
    at = _read_grounds(reading, lines, at, has_members=_has_members(blocks[lines[0].block :]))
    appoints = bodies and _APPOINTS.search(reading.values.get("purpose", ""))
    title = reading.values.get("title", "")
    said = [line.text for line in lines[1:at]]
    in_part = _AMENDS_IN_PART.search(title) or any(map(_CHANGES.search, (title, *said)))
    if in_part or (_AMENDS.search(title) and not appoints):
        reading.amends = True
        reading.doubt(_AMENDING, "พิมพ์เป็นคำสั่งแก้ไขที่หน้าคณะกรรมการ")
        reading.values.clear()
        reading.mark(*lines)
        return reading
    if not bodies and not any("แต่งตั้ง" in line.text for line in lines):
        # An order of another kind, as of who is on duty, is a text.
        return Reading()
    if "ยกเลิก" in title or any(_CANCELS.search(line.text) for line in lines):
        reading.doubt(_CANCELLED, "ถ้าไม่ใช้แล้ว ลบที่หน้าคณะกรรมการ")
    _read_end(reading, lines, at)
    reading.title = reading.values.get("title", "")
    if bodies:
        reading.values["bodies"] = "; ".join(bodies)
    _note_missing(reading)
    return reading


def bodies_in(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the bodies of an order's lists, in order; of a table with headings it is the title
    next to it."""
    names = [
        _CONSISTS.sub("", str(row.values[0]))
        for block in blocks
        if isinstance(block, Table)
        for row in block.sheet.rows
        if (
            row.number > 1
            if is_list(block.sheet)
            else row.number == -1 and len(row.values) == 1 and _BODY.match(str(row.values[0]))
        )
    ]
    return tuple(dict.fromkeys(names))


def _has_members(blocks: Sequence[Block]) -> bool:
    """Return whether an order has a list of members."""
    finder = HeadingFinder(ROSTER)
    sheets = (block.sheet for block in blocks if isinstance(block, Table))
    return any(finder.find([row for row in each.rows if row.number > 0]) for each in sheets)


def _read_head(reading: Reading, lines: Sequence[NumberedLine]) -> int:
    """Read number and subject; return the index of the first line behind them."""
    if behind := _NUMBER_BEHIND.search(lines[0].text):
        reading.take("number", behind[1], lines[0])
    about = None
    at = 1
    while at < len(lines) and about is None:
        if about := _ABOUT.match(lines[at].text):
            reading.mark(lines[at])
        elif found := _number_of(lines[at].text):
            number = without_dots(found[1])
            reading.take("number", "" if number.startswith("/") else number, lines[at])
        at += 1
    titles = [about[1] if about else ""]
    below = [line.text for line in lines[at : at + _TITLE_LINES + 1]]
    more = next((n for n, text in enumerate(below) if _GROUND.match(text) or not says(text)), None)
    if more is None:
        reading.doubt("ไม่แน่ใจว่าชื่อเรื่องของคำสั่งจบที่ใด จึงใช้บรรทัดแรก", "ตรวจชื่อเรื่องที่หน้าคณะกรรมการ")
        more = 0
    titles += below[:more]
    reading.take("title", plain(" ".join(filter(None, titles))), *lines[at : at + more])
    return at + more


def _read_grounds(
    reading: Reading, lines: Sequence[NumberedLine], at: int, *, has_members: bool
) -> int:
    """Read the grounds and the appointing sentence; return the index of the line behind them. One
    that names members is none, if no lists of these were read."""
    paragraphs: list[NumberedLine] = []
    while at < len(lines) and not (_EFFECTIVE.match(lines[at].text) or _is_end(lines[at].text)):
        line = lines[at]
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        if not says(line.text) or is_catchword(line.text, following):
            pass
        elif paragraphs and _FOLLOWS.search(paragraphs[-1].text):
            break
        else:
            paragraphs.append(line)
        at += 1
    if not any(_GROUND.match(line.text) for line in paragraphs):
        return at
    purpose = next(
        (
            n
            for n, line in enumerate(paragraphs)
            if _FOLLOWS.search(line.text) and (_PURPOSE.match(line.text) or "แต่งตั้ง" in line.text)
        ),
        None,
    )
    grounds = [line for line in paragraphs[:purpose] if has_members or not _NAMES.search(line.text)]
    if grounds:
        reading.take("ground", "\n".join(line.text for line in grounds), *grounds)
    if purpose is not None:
        reading.take("purpose", paragraphs[purpose].text, paragraphs[purpose])
    return at


def _is_end(text: str) -> bool:
    return _ORDERED.match(text) is not None


def _read_end(reading: Reading, lines: Sequence[NumberedLine], at: int) -> None:
    """Read the days and the signature; tell what else there is."""
    signed = next((n for n in range(at, len(lines)) if _is_end(lines[n].text)), None)
    for line in lines[at:signed]:
        if _EFFECTIVE.match(line.text) and _FROM.search(line.text):
            _read_effective(reading, line)
    if signed is None:
        reading.doubt("คำสั่งไม่มีบรรทัด “สั่ง ณ วันที่” จึงไม่รู้วันลงนามและผู้ลงนาม", "กรอกที่หน้าคณะกรรมการ")
        return
    found = _ORDERED.match(lines[signed].text)
    reading.take("signed", day_in(found[1] if found else ""), lines[signed])
    behind = lines[signed + 1 : signed + 1 + _SIGNATURE_LINES]
    if not read_signature(reading, behind):
        reading.doubt("ไม่พบชื่อผู้ลงนามใต้คำสั่ง", "เลือกผู้ลงนามที่หน้าคณะกรรมการ")


def _read_effective(reading: Reading, line: NumberedLine) -> None:
    found = _FROM.search(line.text)
    since = without_dots(found[1]) if found else ""
    if re.match(r"^\d", since):
        reading.take("effective", since, line)
    elif _NOW.match(since):
        reading.mark(line)


def _note_missing(reading: Reading) -> None:
    """Note which texts the order lacks, so that the office's usual ones are not printed instead."""
    for name, words in (("ground", "เหตุที่ออกคำสั่ง"), ("purpose", "ข้อความแต่งตั้ง")):
        if not reading.values.get(name):
            reading.take(name, NOTHING)
            reading.doubt(
                "ไม่พบ{part}ในคำสั่ง จึงใส่ “(ไม่มี)” ไว้ คือไม่พิมพ์",
                "ลบคำนี้ที่หน้าคณะกรรมการ ถ้าจะใช้ถ้อยคำที่ตั้งไว้",
                part=words,
            )
    if not reading.values.get("bodies"):
        reading.doubt("ไม่พบรายชื่อหรือหน้าที่ของคณะใดในคำสั่ง", "เลือกคณะที่แต่งตั้งที่หน้าคณะกรรมการ")


def duty_head(text: str) -> tuple[str, str] | None:
    """Return the body that a heading of duties names, possibly empty, and the duty that it has
    itself, possibly empty; None for another line.

    >>> duty_head("โดยให้คณะทำงานมีหน้าที่และอำนาจ ดังนี้")
    ('คณะทำงาน', '')
    """
    may_be = len(text) <= _LONGEST and "องค์ประกอบ" not in text
    begins = text.startswith(_BEGINNINGS) or text.rstrip(" :").endswith(_ENDS)
    found = _HEAD.match(text) if may_be and begins else None
    if found is None:
        return None
    of, said = (found["of"] or "").strip(), (found["text"] or "").strip(" :")
    body = found["body"] or (of if _BODY.fullmatch(of) else "")
    listed = bool(found["follows"])
    if (of and not body and not (listed and found["has"])) or "แต่งตั้งคณะ" in of:
        return None
    tells = _DUTY.match(text) or (found["has"] and text.startswith(("โดย", "ให้", "มี", "คณะ")))
    if said and not listed and not tells:
        return None
    if listed and len(text) > _LONGEST_HEAD:
        return None
    return _POINTS_BACK.sub("", body), "" if listed else said
