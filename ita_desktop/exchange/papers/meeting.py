"""Reads agendas (ระเบียบวาระการประชุม) and minutes (รายงานการประชุม) of meetings, with who came,
who did not, and who else was there."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ita_desktop.domain.dates import WEEKDAYS, DateError, parse_date
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.roster.matching import is_post
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.text import to_arabic
from ita_desktop.exchange.blocks import Block, Heading, Paragraph, Table, TextRun
from ita_desktop.exchange.cells.codes import number_alone
from ita_desktop.exchange.cells.row import plain
from ita_desktop.exchange.papers.lines import (
    NumberedLine,
    Reading,
    first_heading,
    is_heading,
    name_in,
    saying,
    with_tables,
    without_dots,
)
from ita_desktop.exchange.papers.order_lists import is_role
from ita_desktop.exchange.sheets import DataSheet, SheetRow, lone_texts

BETWEEN: Final = " / "
"""Between name, post and role of one who came."""
_LISTS: Final = {
    "attended": lazy_re(
        r"^(?:ราย(?:ชื่อ|นาม))?(?:คณะ\S*\s*)?ผู้(?:เข้า)?มาประชุม\s*(?:\(?จำนวน[^()]*\)?)?\s*:?$"
    ),
    "absent": lazy_re(
        r"^(?:ราย(?:ชื่อ|นาม))?ผู้(?:ที่)?ไม่(?:ได้)?(?:เข้า|มา)ประชุม\s*(?:\(.*\)|(?:เนื่องจาก|เพราะ|ติด)\S.*)?\s*:?$"
    ),
    "guests": lazy_re(r"^(?:ราย(?:ชื่อ|นาม))?ผู้เข้าร่วม(?:การ)?ประชุม\s*(?:\(.*\))?\s*:?$"),
}
_LISTED: Final = lazy_re(r"^(?:\d{1,3}[.)]|\(\d{1,3}\))\s*")
_WHY: Final = lazy_re(r"ประชุม\s*\(?[^()]*(?:ติด|ลา|ราชการ|ภารกิจ|เนื่องจาก|เพราะ)")
"""A reason behind the heading of those who did not come."""
_NOBODY: Final = lazy_re(r"[-–\s]*(?:ไม่มี)?[-–\s]*")
_COUNTED: Final = lazy_re(r"^\d{1,3}[.)]?$")
_HEADED: Final = lazy_re(r"^(?:ลำดับ|ที่\s)?\S*\s*ชื่อ")

_DRAFT: Final = r"^(?:\(?ร่าง\)?\s*)?"
_AGENDA: Final = lazy_re(rf"{_DRAFT}ระเบียบวาระ(?:การ)?ประชุม(?!ที่)(.*)$")
_MINUTES: Final = lazy_re(rf"{_DRAFT}(?:รายงาน|บันทึก|สรุป)(?:ผล)?(?:การ)?ประชุม(.*)$")
_BEGAN: Final = lazy_re(r"^(?:เริ่ม|เปิด)(?:การ)?ประชุม(?:เวลา|\s)\s*(.*)$")
_ENDED: Final = lazy_re(r"^(?:เลิก|ปิด)(?:การ)?ประชุม(?:เวลา|\s)\s*(.*)$")
_ATTENDANCE: Final = lazy_re(
    r"^(?:บัญชี|ใบ|แบบ)?(?:ราย(?:ชื่อ|นาม)|ลงชื่อ|ลงทะเบียน|ลงเวลา)*ผู้(?:เข้า(?:ร่วม)?|มา)(?:การ)?ประชุม(.*)$"
)
_OURS: Final = lazy_re(r"\bITA\b|คุณธรรมและความโปร่งใส", re.ASCII)
_OF_PEOPLE: Final = lazy_re(r"ลำดับ|ที่|.{0,3}ชื่อ|ตำแหน่ง|บทบาท|หน้าที่")
_SIGNATURE: Final = lazy_re(r"ลาย(?:มือชื่อ|เซ็น)|ลงชื่อ|ลงนาม")
_NUMBER: Final = lazy_re(r"ครั้งที่\s*(\d{1,3})\s*(?:/\s*(\d{4}))?")
_DAY: Final = lazy_re(
    r"(?:(?:เมื่อ)?วัน\s*(?:([ก-๙]+?)\s*)?ที่\s*)(\d{1,2}\s*[ก-๙.]+\s*(?:พ\.?\s?ศ\.?\s*)?\d{4})"
)
_TIME: Final = lazy_re(
    r"(?:เวลา\s*|(?=[\d.:\s–ถึง-]{4,16}(?:นาฬิกา|น\.)))(?<!\d)(\d{1,2}[.:]\d{2})\s*(?:นาฬิกา|น\.?)?"
    r"(?:\s*(?:-|–|ถึง)\s*(\d{1,2}[.:]\d{2})\s*(?:นาฬิกา|น\.?)?)?"
)
_CLOCK: Final = lazy_re(r"^(?:เวลา\s*)?(\d{1,2}[.:]\d{2})\s*(?:น\.?|นาฬิกา)?$")
_PLACE: Final = lazy_re(r"(?:^|\s)(?:(?:ณ|สถานที่\s*:?)\s+|(?=ห้อง|ผ่าน|ทางสื่อ|ทางระบบ))(.+)$")
_SAYS_NOTHING: Final = lazy_re(r"(?:เป็นต้นไป|นาฬิกา|น\.|เมื่อ|[()\s.,:/–-])+")
_ASSESSMENT: Final = lazy_re(
    r"การประเมินคุณธรรม|หน่วยงาน(?:ภาครัฐ|ของรัฐ)|Integrity|ประจำปี|\bITA\b|^ของ|^พ\.ศ\."
)
_BODY: Final = lazy_re(r"คณะ(?:อนุกรรมการ|กรรมการ|ทำงาน)")
_AFTER_BODY: Final = lazy_re(
    r"(?:(?<=ทำงาน)|(?<=กรรมการ)|(?<=อำนวยการ))\s*(?:การประเมิน|ITA)|\s*(?:ประจำปี|ครั้งที่|\((?!ITA\)))"
    r"|\s+(?:การประเมิน|เพื่อ|ของ|ตาม|ว่าด้วย)"
)
_ENDS_ASSESSMENT: Final = lazy_re(
    r"\s*(?:ประจำปี|ปีงบประมาณ|ครั้งที่|(?:เมื่อ)?วัน\S*ที่|\n(?!ของ|ในการ|และ|\(|การประเมิน|หน่วยงาน))"
)
_TITLE: Final = lazy_re(r"^(?:การ)?ประชุม")
_SIGNS: Final = r"(?P<signs>\(?(?:ลงชื่อ|ลงนาม)\)?[\s.…_]*)?(?P<name>(?:(?!\.{2})[^…_(])*?)[\s.…_]*"
_RECORDER: Final = lazy_re(rf"^{_SIGNS}(?:ผู้(?:จด|บันทึก)(?:รายงาน)?(?:การ)?ประชุม|ผู้จดรายงาน)")
_REVIEWER: Final = lazy_re(rf"^{_SIGNS}(?:ผู้ตรวจ(?:ทาน)?(?:รายงาน)?(?:การ)?ประชุม|ผู้ตรวจรายงาน)")
_NOTE: Final = lazy_re(r"^(?:หมายเหตุ|\*)")
_OF_MATTERS: Final = lazy_re(r"^(?:ระเบียบ)?วาระ(?:ที่|การประชุม)*$")
"""The heading of the first column of a table of matters."""
_COLUMNS: Final = 2
"""The least number of its columns."""
_RESOLUTION: Final = lazy_re(r"^มติ(?:ที่ประชุม)?")
_HEAD: Final = 14
_FAR: Final = 400


def with_tables_as_lines(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of an agenda or of minutes with a table of its matters (ระเบียบวาระที่, เรื่อง,
    มติที่ประชุม) as the lines that they are elsewhere."""
    found: list[Block] = []
    is_of_meeting = False
    for block in blocks:
        lines = _matters(block.sheet.rows) if isinstance(block, Table) and is_of_meeting else []
        found += [Paragraph((TextRun(line),)) for line in lines] or [block]
        if isinstance(block, Heading | Paragraph):
            text = plain(block.text)
            is_of_meeting |= bool(_AGENDA.match(text) or _MINUTES.match(text))
    return tuple(found)


def _matters(rows: Sequence[SheetRow]) -> list[str]:
    """Return the lines of a table of matters; none for another table."""
    heads, *others = [row for row in rows if row.number > 0] or [SheetRow(1, ())]
    names = [plain(str(value)) for value in heads.values]
    if len(names) < _COLUMNS or not _OF_MATTERS.match(names[0]):
        return []
    lines = list[str]()
    for row in others:
        first, *cells = (str(row.value(at)).strip() for at in range(len(names)))
        if at := _COUNTED.match(first):
            first = f"ระเบียบวาระที่ {to_arabic(at[0]).strip('.)')}"
            # Its matter stands beside the number.
            first, cells[0] = f"{first} {cells[0]}".strip(), ""
        elif (number := number_alone(first)) and len(number.parts) > 1:
            first, cells[0] = f"{number.text} {cells[0]}".strip(), ""
        lines += filter(None, first.split("\n"))
        for name, cell in zip(names[1:], cells, strict=True):
            is_named = _RESOLUTION.match(name) or name.startswith("ผู้")
            said = f"{name} {cell}" if cell and is_named and not cell.startswith(name) else cell
            lines += filter(None, said.split("\n"))
    return lines


def starts_agenda(lines: Sequence[NumberedLine], at: int) -> bool:
    """Return whether an agenda begins at a line: headings of agendas follow."""
    found = _AGENDA.match(lines[at].text)
    near = lines[at + 1 : at + 1 + _HEAD]
    if found is None or is_heading(lines[at].text) or len(lines[at].text) > 120:
        return False
    return first_heading([line.text for line in near]) is not None


def starts_minutes(lines: Sequence[NumberedLine], at: int) -> bool:
    """Return whether minutes begin at a line: who came, and when it began, follow."""
    if not _MINUTES.match(lines[at].text):
        return False
    near = [line.text for line in lines[at : at + 1 + _HEAD]]
    far = [line.text for line in lines[at + 1 : at + _FAR]]
    numbered = any(map(_NUMBER.search, near)) or any(map(_DAY.search, near))
    if any(_BEGAN.match(text) or list_of(text) == "attended" for text in far):
        return numbered
    resolves = any(_RESOLUTION.match(text) for text in far)
    return numbered and resolves and first_heading(far) is not None


def read_agenda_paper(lines: Sequence[NumberedLine], blocks: Sequence[Block]) -> Reading:
    """Read the agenda that begins with the first of ``lines``."""
    reading = Reading()
    lines = with_tables(reading, lines, blocks)
    first = _first(lines)
    _read_head(reading, lines[:first], _AGENDA)
    _read_items(reading, "agenda", lines[first:])
    return reading


def read_minutes_paper(lines: Sequence[NumberedLine], blocks: Sequence[Block]) -> Reading:
    """Read the minutes that begin with the first of ``lines``."""
    reading = Reading()
    texts = [line for line in lines if not line.in_table]
    first = _first(texts)
    ended = next((n for n, line in enumerate(texts) if _ENDED.match(line.text)), len(texts))
    lists = next((n for n, line in enumerate(texts) if list_of(line.text)), first)
    began = next((n for n in range(first) if _BEGAN.match(texts[n].text)), None)
    _read_head(reading, texts[: min(lists, first)], _MINUTES)
    if began is not None:
        _read_clock(reading, "begins", texts[began], _BEGAN)
    read_lists(reading, texts[lists : first if began is None else began], blocks)
    inside = with_tables(reading, texts[first : max(first, ended)], blocks)
    _read_items(reading, "minutes", inside)
    if ended < len(texts):
        _read_clock(reading, "ends", texts[ended], _ENDED)
    _read_signed(reading, texts[max(first, ended) :])
    return reading


def _first(lines: Sequence[NumberedLine]) -> int:
    """Return the index of the first heading of the agenda; the number of lines if there is none."""
    at = first_heading([line.text for line in lines])
    return len(lines) if at is None else at


# -- the head


def _read_head(reading: Reading, lines: Sequence[NumberedLine], title: re.Pattern[str]) -> None:
    """Read number, day, time, place and bodies from the lines above the first heading."""
    texts: list[str] = []
    for n, line in enumerate(lines):
        found = title.match(line.text) if n == 0 else None
        text = found[1].strip() if found else line.text
        # A second body may be another one: it is reported.
        again = bool(_BODY.match(text)) and any(map(_BODY.search, texts))
        if _read_head_line(reading, text) and not again:
            reading.mark(line)
        texts.append(text)
    said = [*filter(None, texts)]
    _read_bodies(reading, " ".join(said))
    if title is _AGENDA:
        reading.values["heads"] = "\n".join(said)
    reading.title = " ".join(part for part in texts if "ประจำปี" in part or "ปีงบประมาณ" in part)
    if not reading.values.get("number"):
        reading.doubt("ไม่พบครั้งที่ของการประชุม จึงนำเข้าไม่ได้", "พิมพ์ครั้งที่ในไฟล์ เช่น ครั้งที่ 1/2568")
    if not reading.values.get("day"):
        reading.doubt("ไม่พบวันที่ประชุมในเอกสาร", "กรอกที่หน้าการประชุม")


def _read_head_line(reading: Reading, text: str) -> bool:
    """Read what a line of the head says; return whether all of it is understood, and nothing of it
    is other than said before."""
    agrees = [_read_number(reading, text), _read_day(reading, text)]
    if found := _TIME.search(text):
        agrees.append(_put(reading, "begins", found[1]))
        if found[2]:
            agrees.append(_put(reading, "ends", found[2]))
    rest = _DAY.sub("", _TIME.sub("", text))
    if found := _PLACE.search(rest):
        agrees.append(_put(reading, "place", without_dots(found[1])))
    known = [agreed for agreed in agrees if agreed is not None]
    beside = _SAYS_NOTHING.sub(" ", _PLACE.sub("", _NUMBER.sub("", rest))).strip()
    if known and beside and _TITLE.match(beside):
        known.append(_put(reading, "title", beside))
    elif known and beside and not (_ASSESSMENT.search(beside) or _BODY.search(beside)):
        known.append(False)
    if known:
        return all(known)
    if _ASSESSMENT.search(text) or _BODY.match(text) or not without_dots(text):
        return True
    return _TITLE.match(text) is not None and _put(reading, "title", text)


def _put(reading: Reading, name: str, text: str) -> bool:
    """Keep a text of the head unless there is one already; return whether they are the same."""
    return not text or reading.values.setdefault(name, text) == text


def _read_number(reading: Reading, text: str) -> bool | None:
    found = _NUMBER.search(text)
    if found is None:
        return None
    number = f"{int(found[1])}/{found[2]}" if found[2] else str(int(found[1]))
    if _put(reading, "number", number):
        return True
    reading.doubt(
        "หัวเอกสารบอกครั้งที่ทั้ง {first} และ {other} จึงใช้ {first}",
        "ตรวจครั้งที่ก่อนนำเข้า",
        first=reading.values["number"],
        other=number,
    )
    return False


def _read_day(reading: Reading, text: str) -> bool | None:
    found = _DAY.search(text)
    if found is None:
        return None
    agrees = _put(reading, "day", found[2])
    try:
        day: date = parse_date(found[2])
    except DateError:
        return agrees
    weekday = WEEKDAYS[day.weekday()]
    if found[1] and found[1] in WEEKDAYS and found[1] != weekday:
        reading.doubt(
            "{day} ไม่ใช่วัน{weekday} ตามที่เอกสารบอก แต่เป็นวัน{real}",
            "ตรวจวันประชุมก่อนนำเข้า",
            day=found[2],
            weekday=found[1],
            real=weekday,
        )
    return agrees


def _read_bodies(reading: Reading, text: str) -> None:
    """Read the bodies that meet: the names up to what they are for."""
    found = _BODY.search(text)
    if found is None:
        reading.doubt("เอกสารไม่ได้บอกว่าคณะใดประชุม จึงถือว่าประชุมร่วมทุกคณะ", "ตรวจคณะที่หน้าการประชุม")
        return
    names = text[found.start() :]
    if end := _AFTER_BODY.search(names):
        names = names[: end.start()]
    parts = re.split(r"\s*(?:และ|,|\s)\s*(?=คณะ(?:อนุกรรมการ|กรรมการ|ทำงาน))", names)
    reading.values["bodies"] = "; ".join(part.strip() for part in parts if part.strip())


def behind_bodies(head: str, bodies: str) -> str | None:
    """Return what a head says right behind the ``bodies`` that meet, up to the year, the number and
    the day; None if it names none.

    >>> behind_bodies("คณะทำงาน ITA ครั้งที่ 1/2568", "คณะทำงาน")
    ' ITA'
    """
    name = re.search(r"\s*".join(map(re.escape, "".join(bodies.split()))), head) if bodies else None
    if name is None and (first := _BODY.search(head)):
        name = _AFTER_BODY.search(head, first.end()) or _ENDS_ASSESSMENT.search(head, first.end())
        at = len(head) if name is None else name.start()
    elif name is not None:
        at = name.end()
    else:
        return None
    end = _ENDS_ASSESSMENT.search(head, at)
    return head[at : end.start() if end else None].rstrip()


def _read_clock(reading: Reading, name: str, line: NumberedLine, pattern: re.Pattern[str]) -> None:
    found = pattern.match(line.text)
    text = without_dots(found[1]) if found else ""
    clock = _CLOCK.match(text)
    if clock:
        first = reading.values.pop(name, clock[1])
        reading.take(name, clock[1], line)
        if first != clock[1]:
            reading.doubt(
                "หัวเอกสารบอกเวลา {first} แต่รายงานบอก {other} จึงใช้ {other}",
                "ตรวจเวลาประชุมก่อนนำเข้า",
                first=first,
                other=clock[1],
            )
    elif not text or text in {"น.", "น"}:
        reading.mark(line)


# -- agenda and people


def _read_items(reading: Reading, name: str, lines: Sequence[NumberedLine]) -> None:
    # A note below an agenda is no matter of it: it is reported.
    kept = [line for line in saying(lines) if name != "agenda" or not _NOTE.match(line.text)]
    if kept:
        reading.take(name, "\n".join(line.typed for line in kept), *kept)


def _read_signed(reading: Reading, lines: Sequence[NumberedLine]) -> None:
    """Read who wrote and who checked the minutes: a name in brackets, and as what below it, or
    beside the signature above it."""
    for at, line in enumerate(lines):
        for name, pattern in (("recorder", _RECORDER), ("reviewer", _REVIEWER)):
            found = pattern.match(line.text)
            is_named = found is not None and is_person(found["name"])
            if found is None or not (found["signs"] or is_named or not found["name"]):
                continue
            reading.mark(line)
            above, below = lines[max(0, at - 2) : at], lines[at + 1 : at + 2]
            beside = below if found["signs"] else above
            near = [each for each in beside if name_in(each.text) is not None]
            if near:
                reading.take(name, name_in(near[-1].text) or "", near[-1])
            elif is_named:
                reading.take(name, found["name"])


def list_of(text: str) -> str:
    """Return the column of a list of people that begins with this line; empty for none."""
    return next((name for name, head in _LISTS.items() if head.match(text)), "")


def read_lists(reading: Reading, lines: Sequence[NumberedLine], blocks: Sequence[Block]) -> None:
    """Read who came, who did not, and who else was there: tables without headings, or lines."""
    people: dict[str, list[str]] = {}
    for at, line in enumerate(lines):
        name = list_of(line.text)
        if not name:
            continue
        if not _WHY.search(line.text):
            reading.mark(line)
        following = lines[at + 1].block if at + 1 < len(lines) else len(blocks)
        for place in range(line.block + 1, min(following, len(blocks))):
            block = blocks[place]
            if isinstance(block, Table):
                people.setdefault(name, []).extend(_listed(block.sheet.rows))
                reading.tables.add(place)
                break
    _read_people(reading, lines, people)
    for name, persons in people.items():
        reading.values[name] = "\n".join(persons)


def _read_people(
    reading: Reading, lines: Sequence[NumberedLine], people: dict[str, list[str]]
) -> None:
    """Read the lists that are lines of text: a name, and posts and roles behind or below it."""
    current = ""
    for line in lines:
        if name := list_of(line.text):
            current = name
        elif current and (_LISTED.match(line.text) or is_person(line.cells[0])):
            parts = [_LISTED.sub("", line.cells[0]), *line.cells[1:]]
            people.setdefault(current, []).append(BETWEEN.join(filter(None, parts)))
            reading.mark(line)
        elif people.get(current) and (is_post(line.text) or is_role(line.text)):
            people[current][-1] += BETWEEN + line.text
            reading.mark(line)
        elif _NOBODY.fullmatch(line.text):
            reading.mark(line)


def read_attendance(sheet: DataSheet) -> Reading | None:
    """Read a sheet that lists who came to a meeting of the assessment, which its titles name; None
    for another. Of a list to sign on those came who have signed."""
    rows = sheet.rows
    at = next((at for at, row in enumerate(rows) if row.filled > 1), len(rows))
    texts = [plain(text) for text in lone_texts(rows[:at]) if text]
    first = next((n for n, text in enumerate(texts) if _ATTENDANCE.match(text)), len(texts))
    said = " ".join(texts[first:])
    if not (_NUMBER.search(said) and _OURS.search(said) and at < len(rows)):
        return None
    reading = Reading()
    lines = [NumberedLine(text, -1, -1, (text,), text) for text in texts[first:]]
    _read_head(reading, lines, _ATTENDANCE)
    heads = [plain(str(value)) for value in rows[at].values]
    named = [n for n, text in enumerate(heads) if _OF_PEOPLE.match(text)]
    signed = [n for n, text in enumerate(heads) if _SIGNATURE.match(text)]
    came = [row for row in rows[at + 1 :] if not signed or any(row.value(n) for n in signed)]
    people = _listed([replace(row, values=tuple(map(row.value, named))) for row in came])
    reading.values["attended"] = "\n".join(people)
    if not people:
        reading.doubt("รายชื่อผู้เข้าประชุมไม่มีลายมือชื่อ จึงไม่รู้ว่าใครมา", "บันทึกผู้มาประชุมที่หน้าการประชุม")
    return reading


def _listed(rows: Sequence[SheetRow]) -> list[str]:
    """Return the people of a table: number, name, post, role. The lines of a cell are one text; a
    row without a number goes on with the one above."""
    found: list[str] = []
    counted = any(_counts(row) for row in rows)
    for row in rows:
        values = [" ".join(str(value).split()) for value in row.values]
        if row.number < 1 or not any(values) or (not found and _HEADED.match(" ".join(values))):
            continue
        # A number stands in a cell of its own, or before the name.
        named = values[1:] if _counts(row) else [_LISTED.sub("", values[0]), *values[1:]]
        person = BETWEEN.join(filter(None, named))
        if found and counted and not _counts(row):
            found[-1] += BETWEEN + person
        else:
            found.append(person)
    return found


def _counts(row: SheetRow) -> bool:
    """Return whether a row begins with a number."""
    return bool(row.values) and _COUNTED.match(str(row.values[0])) is not None
