"""Parses an agenda as text, line by line: headings, matters, and details below them."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Final

from ita_desktop.domain.agenda import kind_of
from ita_desktop.domain.meetings import AgendaKind
from ita_desktop.domain.text import BULLET, to_arabic

_HEADING: Final = re.compile(
    r"^(?:ระเบียบ)?วาระ(?:ที่\s*(?=\d)|\s*(?=\d{1,2}\s*(?:[:.)–-]|เรื่อง|$)))"
    r"(\d{1,2})\s*[:.)–-]?\s*(.*)$",
    re.DOTALL,
)
"""``ระเบียบวาระที่ 1 …``; without ที่ only if the text cannot mean a term (``วาระ 4 ปี``)."""
CELL: Final = " · "
"""Between the cells of a row of a table; such a line begins nothing."""
_NUMBERED: Final = re.compile(
    r"^(\d{1,2}(?:\.[1-9]\d?)+)\.?\s+(?=\S)"
    r"(?!คะแนน(?![ก-๎])|คะแนน(?:เต็ม|อยู่|จาก|ซึ่ง|โดย|และ|เพิ่ม|ลด)|บาท|ล้าน|เปอร์เซ็น|%|น\.|นาฬิกา|ชั่วโมง|จาก(?:คะแนน|\s*\d)|อยู่ใน(?:ระดับ|เกณฑ์)|เพิ่มขึ้น|ลดลง)"
)
"""The number of a matter, and no figure: those have a unit behind them, or a zero."""
_MOST_LEFT_OUT: Final = 5
"""Greatest number of matters that a counting leaves out; a number further away is a figure."""
_MARK: Final = re.compile(rf"^(\(?\d{{1,2}}[.)]|{BULLET})\s+(?=\S)")
_RESOLVED: Final = re.compile(r"^มติ(?:ที่ประชุม)?\s*[:–-]?\s*(?=\S)")
_RESOLVES: Final = re.compile(
    r"^ที่ประชุม(?:ได้)?(?:ร่วมกัน)?(?:พิจารณา)?(?:แล้ว)?\s*(?:จึง)?(?:ได้)?มีมติ(?!\s*(?:ใน|ครั้ง|เมื่อ|ตาม|การ))"
)
"""A sentence that is the resolution itself."""
_HANDED: Final = re.compile(r"^\(?\s*เอกสารประกอบ\s*:\s*(.+?)\s*\)?$")
_PRESENTED: Final = re.compile(r"^ผู้(?:เสนอ|รายงาน|นำเสนอ)\s*:?\s+(\S.*)$")
_TASK: Final = re.compile(r"^\d{1,2}\)\s*\S.*\s(?:ผู้รับผิดชอบ|ภายในวันที่)\s")
COUNTED: Final = re.compile(r"^\d{1,2}\)\s*(?=\S)")
"""The number before a task in minutes."""
_TO_RESOLVE: Final = re.compile(r"^มติ(?:ที่ประชุม)?\s*[:–-]?[\s.…_]*$")
_NOTHING: Final = re.compile(r"^-?\s*ไม่มี")
_OPENINGS: Final = frozenset({AgendaKind.INFORM, AgendaKind.MINUTES})
"""Kinds of the first headings of an agenda, by which numbered lines are recognised as headings."""


@dataclass
class ReadLine:
    """A heading (depth 0) or a matter; ``number`` in Arabic digits, empty if there is none."""

    number: str
    depth: int
    title: str
    detail: list[str] = field(default_factory=list)
    resolution: list[str] = field(default_factory=list)
    is_resolved: bool = False
    """Whether a line says that the resolution follows."""
    presenter: str = ""
    handed: list[str] = field(default_factory=list)
    """Titles of handouts."""
    tasks: list[str] = field(default_factory=list)
    """Lines that give work to somebody, behind the resolution."""


def is_heading(line: str) -> bool:
    """Return whether a line is a heading of an agenda (``ระเบียบวาระที่ 1``)."""
    return _HEADING.match(line) is not None


def first_heading(lines: Sequence[str]) -> int | None:
    """Return the index of the first heading of an agenda, which may have a number alone; None if
    there is none.

    >>> first_heading(["ครั้งที่ 1/2568", "1. เรื่องแจ้งเพื่อทราบ"]), first_heading(["1. ก"])
    (1, None)
    """
    if (at := next((at for at, line in enumerate(lines) if is_heading(line)), None)) is not None:
        return at
    return next(
        (at for at, line in enumerate(lines) if (mark := _MARK.match(line)) and _opens(line, mark)),
        None,
    )


def part_tasks(lines: Sequence[str], titles: Container[str]) -> tuple[list[str], list[str]]:
    """Return the lines of minutes without the tasks that belong to no agenda item, and these tasks:
    the numbered lines below one of the ``titles``.

    >>> part_tasks(["มติ รับทราบ", "งาน", "1) ส่งข้อมูล"], {"งาน"})
    (['มติ รับทราบ'], ['1) ส่งข้อมูล'])
    """
    at = next((at for at, line in enumerate(lines) if line in titles), len(lines))
    end = at + 1
    while end < len(lines) and COUNTED.match(lines[end]):
        end += 1
    tasks = list(lines[at + 1 : end])
    return ([*lines[:at], *lines[end:]], tasks) if tasks else (list(lines), [])


def read_agenda(lines: Sequence[str], *, minutes: bool = False) -> tuple[ReadLine, ...]:
    """Return the lines of an agenda. ``วาระที่ 3`` begins a heading, ``3.1`` a matter, ``3.1.1`` one
    below it; lines with a simple number (``1.``) are headings if their words are those of headings.
    ``มติที่ประชุม`` is the resolution of the line above. If matters have such numbers, other lines
    belong to the matter above; otherwise each is a matter. In ``minutes`` every line without a
    number belongs to what is above, also to a resolution, and a number to its heading alone.

    >>> [(line.number, line.title) for line in read_agenda(["วาระที่ 1 เรื่องแจ้งเพื่อทราบ", "1.1 คำสั่ง"])]
    [('1', 'เรื่องแจ้งเพื่อทราบ'), ('1.1', 'คำสั่ง')]
    """
    read: list[ReadLine] = []
    counted = _counts_headings(lines)
    numbered = any(_NUMBERED.match(line) for line in lines)
    for line in lines:
        found = _begun(line, counted=counted) if CELL not in line else None
        if found is not None and _is_figure(read, found, minutes=minutes):
            found = None
        last = read[-1] if read else None
        if found is not None:
            read.append(found)
        elif last is not None and CELL in line:
            (last.resolution if minutes and last.resolution else last.detail).append(line)
        elif last is not None and (
            _is_resolution(last, line, minutes=minutes) or _belongs_to(last, line)
        ):
            continue
        elif last is not None and not last.title and not _NOTHING.match(line):
            last.title = line
        elif (beside := None if minutes else _beside(last, line)) is not None:
            read.append(beside)
        elif last is not None and (
            minutes or _continues(last, numbered=numbered) or _NOTHING.match(line)
        ):
            last.detail.append(line)
        else:
            mark = _MARK.match(line)
            number = to_arabic(mark[1]) if mark else ""
            read.append(ReadLine(number, 1, line[mark.end() :] if mark else line))
    return tuple(read)


def _beside(last: ReadLine | None, line: str) -> ReadLine | None:
    """Return the line as a matter beside the ``last`` one, if its mark is the same or the next."""
    mark = _MARK.match(line)
    if last is None or mark is None or not last.depth:
        return None
    before, number = last.number, to_arabic(mark[1])
    counted = re.search(r"\d+", before)
    following = before.replace(counted[0], str(int(counted[0]) + 1)) if counted else before
    return ReadLine(number, last.depth, line[mark.end() :]) if number == following else None


def _continues(last: ReadLine, *, numbered: bool) -> bool:
    """Return whether a line without a number belongs to the one above."""
    return numbered and (last.depth > 0 or bool(last.detail))


def _belongs_to(last: ReadLine, line: str) -> bool:
    """Read a line with the handouts or the presenter of the matter above; return whether it is."""
    if handed := _HANDED.match(line):
        last.handed += re.split(r",\s+", handed[1])
    elif presented := _PRESENTED.match(line):
        last.presenter = presented[1]
    else:
        return False
    return True


def _is_resolution(last: ReadLine, line: str, *, minutes: bool) -> bool:
    """Read a line of the resolution on the matter above, or in ``minutes`` of the tasks behind it;
    return whether it is one."""
    goes_on = minutes if last.resolution else last.is_resolved
    if _TO_RESOLVE.match(line):
        last.is_resolved = True
    elif _RESOLVES.match(line) and not goes_on:
        last.resolution.append(line)
        last.is_resolved = True
    elif _RESOLVED.match(line):
        last.resolution.append(_RESOLVED.sub("", line, count=1))
    elif goes_on and minutes and _TASK.match(line):
        last.tasks.append(line)
    elif goes_on:
        last.resolution.append(line)
    else:
        return False
    return True


def _is_figure(read: Sequence[ReadLine], found: ReadLine, *, minutes: bool) -> bool:
    """Return whether a number is part of a text: in ``minutes`` one that is not of the heading
    above, else one that follows no other matter."""
    if found.depth == 0:
        return False
    heading = next((line.number for line in reversed(read) if line.depth == 0), "")
    above, _, last = found.number.rpartition(".")
    beside = (line.number.rpartition(".") for line in read if line.depth)
    before = max((int(at) for of, _, at in beside if of == above and at.isdecimal()), default=0)
    if above.partition(".")[0] == heading or not heading:
        return int(last) > before + _MOST_LEFT_OUT
    return minutes or int(last) != before + 1


def _counts_headings(lines: Sequence[str]) -> bool:
    """Return whether headings are numbered (``1.``, ``2.``) without the word for them."""
    first = first_heading(lines)
    return first is not None and not is_heading(lines[first])


def _opens(line: str, mark: re.Match[str]) -> bool:
    """Return whether a line with a ``mark`` is numbered, with the words of a first heading."""
    return mark[1][:1].isdecimal() and kind_of(line[mark.end() :]) in _OPENINGS


def _begun(line: str, *, counted: bool) -> ReadLine | None:
    if heading := _HEADING.match(line):
        return ReadLine(to_arabic(heading[1]), 0, heading[2].strip())
    if numbered := _NUMBERED.match(line):
        number = to_arabic(numbered[1])
        return ReadLine(number, min(number.count("."), 2), line[numbered.end() :])
    mark = _MARK.match(line)
    if counted and mark and mark[1][:1].isdecimal():
        return ReadLine(to_arabic(mark[1]).rstrip("."), 0, line[mark.end() :])
    return None
