"""Finds the lists of an appointment order, which have no headings: the members of each body and its
duties, as tables with headings.

A body is what is named before a run of members, in a heading, the sentence that appoints it or the
title; a member is known by the word of its role, whatever its number and whether it stands in a
line or in a row of a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.roster.matching import is_post, may_be_untitled
from ita_desktop.domain.roster.names import is_person, length_of_name, split_name
from ita_desktop.domain.text import BULLET, key, to_arabic
from ita_desktop.exchange.blocks import Block, Heading, Paragraph, SourceBlocks, Table
from ita_desktop.exchange.cells.codes import LineNumber, number_alone, number_before
from ita_desktop.exchange.cells.row import plain
from ita_desktop.exchange.kinds.people import name_and_post
from ita_desktop.exchange.kinds.roster import DUTIES, ROSTER
from ita_desktop.exchange.papers.lines import (
    DUTIES_SHEET,
    MEMBERS_SHEET,
    MORE_DUTIES,
    MORE_MEMBERS,
    is_catchword,
    left_out,
    made_sheet,
    says,
)
from ita_desktop.exchange.papers.order import DutyLines, duty_head
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import SheetRow, Value

_OF_BODY: Final = r"(?:(?:คณะ)?(?:อนุ)?กรรมการ|คณะทำงาน)"
_WRITES: Final = r"(?:ผู้ช่วย)?เลขานุการ(?:ร่วม)?"
_IS_ROLE: Final = (
    rf"(?:(?:ประธาน)?ที่ปรึกษา{_OF_BODY}?|(?:รอง)?ประธาน{_OF_BODY}?|(?:รอง)?หัวหน้า{_OF_BODY}|{_OF_BODY})"
    rf"(?:\s*(?:และ|/)\s*{_WRITES})?|{_WRITES}{_OF_BODY}?"
)
"""What roles are made of: the place in a body, and who writes for it."""
_COUNTED: Final = r"(?:ผู้ทรงคุณวุฒิ)?(?:\s*(?:\(\s*)?คนที่\s*(?:\d{1,2}|หนึ่ง|สอง|สาม)\s*\)?)?"
_ROLE: Final = lazy_re(
    rf"(?:^|[\s,–-]++)[(\[]?((?:เป็น)?\s*(?:{_IS_ROLE}){_COUNTED}(?:และ)?)[)\]]?\.?$"
)
_GLUED: Final = lazy_re(
    rf"(?<!ผู้แทน)((?:รอง)?ประธาน(?:กรรมการ|คณะทำงาน)|คณะทำงาน(?:และ{_WRITES})?|กรรมการและ{_WRITES})$"
)
"""A role that a PDF has without a space before it."""
_ROLE_FIRST: Final = lazy_re(r"(\S[^:–—-]{0,60}?)\s*(?::|\s[-–—])\s*(\S.*)$")
"""A role and a sign before whoever has it."""
_ROLE_BESIDE: Final = lazy_re(rf"((?:{_IS_ROLE}){_COUNTED})\s+(\S.*)$")
"""A role before the person who has it."""
_BULLET: Final = lazy_re(rf"^{BULLET}\s*")
_NO_SPACE: Final = lazy_re(r"(?:\d{1,2}\.)*\d{1,2}(?=[ก-ฮเ-ไ])")
_REST: Final = lazy_re(rf"\s(และ{_WRITES})$")
_OF_ROLE: Final = lazy_re(r"^(?:และ|กรรมการ|คณะทำงาน|เลขานุการ|ผู้ช่วยเลขานุการ|ประธาน|รองประธาน)")
_OF_UNIT: Final = lazy_re(r"^(?:ตำแหน่ง|ฝ่าย|โรงเรียน|สำนักงาน|สังกัด)")
_IS_BODY: Final = lazy_re(r"(?:อนุ)?คณะ(?:อนุ)?(?:กรรมการ|ทำงาน)")
"""The name of a body, which has no post: who stands beside it is its own."""
_MOST_BELOW: Final = 2
_SEVERAL: Final = 2
UNTITLED: Final = Phrase("รายชื่อนี้ไม่มีคำนำหน้าชื่อ จึงไม่แน่ใจว่าเป็นชื่อคน")
_LONGEST_ROLE: Final = 60
_LONGEST_MEMBER: Final = 160
_LONGEST_LINE: Final = _LONGEST_MEMBER + 20
"""Of a member with its number."""


@dataclass(slots=True)
class NamedMember:
    """A member as an order names it; ``lines`` are name and post."""

    lines: list[str]
    role: str
    note: str = ""
    number: str = ""
    is_sure: bool = True
    """Whether the line alone shows that it is one: it has a role beside a person or a post."""

    @property
    def is_untitled(self) -> bool:
        """Whether it may be a person without title, with a role behind the name or the post."""
        name, *below = self.lines
        begins = _SENTENCE.match(name) is None and may_be_untitled(name)
        return begins and is_role(self.role) and all(is_post(each) for each in below)

    def goes_on(self, cells: Sequence[str]) -> bool:
        """Add the cells of a line below: post and unit, or the rest of the role; return whether
        they are that."""
        first, *rest = cells
        if not rest and (behind := _REST.search(first)) and is_role(self.role + behind[1]):
            first, rest = first[: behind.start()], [behind[1]]
        of_role = first.removeprefix("เป็น").strip()
        whole = self.role + of_role.rstrip(")]")
        if not rest and _OF_ROLE.match(of_role) and is_role(whole):
            self.role = whole
            return True
        fits = is_post(first) or _OF_UNIT.match(first) is not None
        fits = fits and len(cells) <= _MOST_BELOW and max(map(len, cells)) <= _LONGEST_MEMBER
        if not fits or len(self.lines) > _MOST_BELOW or (rest and not is_role(self.role + rest[0])):
            return False
        self.lines.append(first)
        self.role += "".join(rest)
        return True

    def doubts(self) -> list[Remark]:
        """Return what is not sure about the name."""
        name = self.lines[0]
        words = split_name(name).name.split()
        if not is_person(name) or len(words) <= length_of_name(words):
            return []
        said = {"name": name}
        return [Remark(None, "ไม่แน่ใจว่าชื่อ “{name}” จบที่ใด", "ตรวจชื่อและตำแหน่งก่อนนำเข้า", said)]


def member_of(cells: Sequence[str]) -> NamedMember | None:
    """Return the member that the cells behind a number are: the role has a cell of its own, or is
    the end of the last one. Without a role they are one only if they begin with a person or a post.
    None for anything else."""
    if not cells or not cells[0] or max(map(len, cells)) > _LONGEST_MEMBER:
        return None
    cells = _with_role_last([_BULLET.sub("", cells[0]), *cells[1:]])
    at = next((n for n in range(len(cells) - 1, -1, -1) if is_role(cells[n])), None)
    named, note, role = list(cells), "", ""
    if at is not None and len(cells) > 1:
        role, note = cells[at], " ".join(cells[at + 1 :]) if at else ""
        named = list(cells[:at] or cells[1:])
    elif len(cells) > 1 and _parted(cells[-1])[1] == "" and not _is_named(cells[-1]):
        *named, role = named
    else:
        named[-1], role = _parted(cells[-1])
        named = [text for text in named if text]
    if not named or (len(named) > 1 and _IS_BODY.match(named[0])):
        return None
    lines = name_and_post(named[0]) + named[1:]
    known = is_role(role) or role.endswith("และ")
    sure = known and ((at is not None and len(cells) > 1) or _is_named(lines[0]))
    if not (role or _is_named(lines[0])):
        return None
    return NamedMember(lines, _bare(role), note, is_sure=sure)


def _with_role_last(cells: Sequence[str]) -> list[str]:
    """Return the cells of a member with the role, which may stand before the name (``ประธาน : …``,
    ``ประธาน นาย…``), in a cell behind them."""
    found = _ROLE_FIRST.match(cells[0])
    if found is not None and is_role(found[1]) and _is_named(found[2]):
        return [found[2], *cells[1:], found[1]]
    found = _ROLE_BESIDE.match(cells[0])
    if found is not None and is_person(found[2]) and not is_role(cells[-1]):
        return [found[2], *cells[1:], found[1]]
    return [*cells]


def is_member(text: str) -> bool:
    """Return whether a line, with any number before it, is a member with a role."""
    if len(text) > _LONGEST_LINE:
        return False
    patterns = (_ROLE, _GLUED, _ROLE_FIRST, _ROLE_BESIDE)
    if not any(pattern.search(text) for pattern in patterns):
        return False
    member = member_of([_number_before("", text)[1]])
    return member is not None and member.is_sure


def _number_before(label: str, text: str, *after: int) -> tuple[LineNumber | None, str]:
    """Return the number before a line and the text behind it. Only where a person or a post is
    behind it may there be no space: ``1.1ผู้อำนวยการเขต``, while ``1.5เท่า`` is a figure."""
    number, rest = number_before(label, text, *after)
    glued = _NO_SPACE.match(rest) if number is None and not plain(label) else None
    if glued is None or not (is_person(rest[glued.end() :]) or is_post(rest[glued.end() :])):
        return number, rest
    return number_alone(glued[0]), rest[glued.end() :]


def _is_named(text: str) -> bool:
    return is_person(text) or is_post(text) or _OF_UNIT.match(text) is not None


def is_role(text: str) -> bool:
    """Return whether a text is a role in a body and nothing else."""
    found = _ROLE.match(key(text)) if len(text) <= _LONGEST_ROLE else None
    return found is not None and not found[1].endswith("และ")


def _parted(text: str) -> tuple[str, str]:
    """Return a line without tabs before and from its role on; no role if it has none of the usual
    ones."""
    found = _ROLE.search(text) or _GLUED.search(text)
    is_part = found is not None and (found[0] != found[1] or not found.start() or _is_named(text))
    return (text[: found.start()], _bare(found[1])) if found and is_part else (text, "")


def _bare(role: str) -> str:
    return role.strip("()[]. ").removeprefix("เป็น").strip()


_COUNT: Final = lazy_re(r"(?:^|\s)\(?(\d{1,2})[.)]\s*(?=[^\d\s])")
_HEADS_DUTIES: Final = lazy_re(
    r"\s(?=(?:โดย|ให้|และ)?(?:ให้\S*\s?|คณะ\S*\s?)?มี(?:อำนาจ|หน้าที่)[^()]*$)"
)
"""Before the heading of duties at the end of a sentence."""
_MEMBERS_NEXT: Final = lazy_re(r"\s(?=(?:โดย)?ประกอบด้วย\s*:?$)")
"""Before the end of the last duty that says that members follow."""
_SAID: Final = lazy_re(rf"\s*เป็น\s*(?:{_IS_ROLE}){_COUNTED}(?=[\s,]|และ|$)")
_BEFORE_FIRST: Final = lazy_re(
    r"^.*(?<!ได้)(?<!คำสั่ง)(?<!เคย)แต่งตั้ง(?:.*(?:ประกอบด้วย|ดัง(?:ต่อไป)?นี้|(?:โดย|ซึ่ง)(?:มี|ให้))|(?:ให้)?)[\s:]*"
)
_OVER: Final = lazy_re(r"นั้น|แล้ว|พ้น|เกษียณ|ยกเลิก|ลาออก|ย้าย|(?<!ผู้)แทน")
"""Behind those whom a sentence names: it tells of what was."""
_JOINS: Final = lazy_re(r"^[\s,]*(?:และ|กับ|พร้อม(?:ด้วย|ทั้ง))?\s*(?:โดย(?:มี|ให้)?|ให้|มี)?\s*")
_NEXT: Final = lazy_re(
    r"[\s,]+(?:และ|กับ)?\s*(?=นาย|นาง|น\.\s?ส\.|ว่าที่|ดร\.|พ\.?[ตอจ]\.?|[รพส]\.?ต\.)"
)
"""Between people who have one role together."""


def listed_lines(text: str) -> list[str]:
    """Return the lines of a paragraph; duties that it counts and members that it appoints in a
    sentence are lines of their own.

    >>> listed_lines("โดยมีหน้าที่ 1. วางแผน 2. รายงาน")
    ['โดยมีหน้าที่', '1. วางแผน', '2. รายงาน']
    >>> listed_lines("จึงแต่งตั้งคณะทำงาน โดยมีหน้าที่ (1) วางแผน (2) รายงาน ประกอบด้วย")
    ['จึงแต่งตั้งคณะทำงาน', 'โดยมีหน้าที่', '(1) วางแผน', '(2) รายงาน', 'ประกอบด้วย']
    >>> listed_lines("จึงแต่งตั้งนายก ขคง เป็นประธาน และนางจ ฉชซ เป็นเลขานุการ")
    ['จึงแต่งตั้ง', 'นายก ขคง เป็นประธาน', 'นางจ ฉชซ เป็นเลขานุการ']
    >>> listed_lines("แต่งตั้งคณะ ประกอบด้วย นายก ขคง เป็นประธาน นางจ ฉชซ และนายช ซฌญ เป็นกรรมการ")[2:]
    ['นางจ ฉชซ เป็นกรรมการ', 'นายช ซฌญ เป็นกรรมการ']
    """
    lines = text.strip().split("\n")
    return [each for line in lines for each in _counted(line) or _appointed(line) or [line]]


def _counted(line: str) -> list[str]:
    """Return a heading of duties or members with those behind it; nothing for another line."""
    begins: list[int] = []
    for found in _COUNT.finditer(to_arabic(line)):
        begins += [found.start()] * (int(found[1]) == len(begins) + 1)
    if len(begins) < _SEVERAL:
        return []
    before, last = line[: begins[0]].strip(), line[begins[-1] :]
    heads = list(_HEADS_DUTIES.finditer(before))
    head = heads[-1].start() if heads else 0
    members = _MEMBERS_NEXT.search(last)
    ends = [begins[-1] + members.start()] if members else []
    places = [0, *([head] if head else []), *begins, *ends, len(line)]
    parts = [line[at:end].strip() for at, end in pairwise(places)]
    are_members = consists(before) and all(map(is_member, parts[1:]))
    return parts if are_members or duty_head(plain(before[head:])) is not None else []


def _appointed(line: str) -> list[str]:
    """Return the beginning of a sentence that appoints several people, each of them, and its end;
    nothing for another line."""
    roles = list(_SAID.finditer(line)) if "แต่งตั้ง" in line else []
    if len(roles) < _SEVERAL:
        return []
    first = _BEFORE_FIRST.match(line[: roles[0].start()])
    if first is None or _OVER.search(line[first.end() :]):
        return []
    begins = [first.end(), *(role.end() for role in roles)]
    members = [
        f"{each} {role[0].strip()}"
        for at, role in zip(begins, roles, strict=False)
        for each in _people(_JOINS.sub("", line[at : role.start()]))
    ]
    if not all(is_person(number_before("", each)[1]) and is_member(each) for each in members):
        return []
    return [*filter(None, (line[: begins[0]].strip(), *members, line[begins[-1] :].strip()))]


def _people(text: str) -> list[str]:
    """Return the people that a text names, each with the post behind the name."""
    found: list[str] = []
    for part in _NEXT.split(text):
        is_one = is_person(part) and not is_post(part)
        if found and not (is_one and is_person(number_before("", found[-1])[1])):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


_NAME: Final = lazy_re(
    r"(?:อนุ)?คณะ(?:อนุ)?(?:กรรมการ|ทำงาน|ผู้|อำนวยการ|ที่ปรึกษา|บริหาร|ที่\s*\d{1,2}(?!\d))"
)
_TAIL: Final = lazy_re(
    r"\s*(?:ประกอบด้วย|(?:โดย|ซึ่ง|ให้)*มี(?:องค์ประกอบ|อำนาจ|หน้าที่|ราย(?:ชื่อ|นาม)|ดังนี้)|องค์ประกอบ|ดังนี้|ดังต่อไปนี้|ตามราย(?:ชื่อ|นาม)|ตาม(?:บัญชี|เอกสาร)"
    r"|(?:ขึ้น|ชุด)(?:มา)?ใหม่|(?:(?<=\s)|(?<=ทำงาน)|(?<=กรรมการ))(?:ใหม่|เพิ่มเติม)(?=\s|$)|(?:แล้ว\s*)?นั้น(?=\s|$)"
    r"|(?:ประจำ)?ปี(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*\d{4}|\s(?:โดย|ซึ่ง|เพื่อ|จำนวน)|\((?![^()]*(?:[IEO]IT|ITA)\b[^()]*\))).*$"
)
"""What follows a name; in brackets it may say of which assessment or instruments its body is."""
_CONSISTS: Final = lazy_re(r"(?:ประกอบด้วย|ดังนี้|ดังต่อไปนี้|องค์ประกอบ|\s(?:โดย|ซึ่ง)(?:มี|ให้))\s*:?$")
_BEFORE: Final = lazy_re(
    r"^(?:(?:คณะ|ชุด)(?:ที่)?\s*\d{1,2}\s*[.:)–-]?\s*(?=(?:อนุ)?คณะ)|(?:บัญชี)?ราย(?:ชื่อ|นาม)|องค์ประกอบ(?:ของ)?|(?:ให้)?(?:มี|แต่งตั้ง))\s*"
)
_APPOINTS: Final = lazy_re(r"แต่งตั้ง|ต่อไปนี้\s*(?:ให้)?เป็น|ให้มี(?=คณะ)|จัดตั้ง")
_FORMER: Final = lazy_re(r"^(?:ตาม|อนุสนธิ|อ้างถึง)(?:ที่)?.{0,40}?คำสั่ง.*?(?:นั้น|(?=จึง)|$)")
"""What was appointed before, in the grounds of an order."""
_AND: Final = lazy_re(r"\s*(?:และ|,|/)\s*(?=คณะ)")
_SENTENCE: Final = lazy_re(r"^(?:ด้วย|ตาม|โดย|เพื่อ|จึง|ดังนั้น|อาศัย|เนื่อง|ฉะนั้น|ทั้งนี้|ให้|สำหรับ|แต่งตั้ง)")
_LONGEST: Final = 240
"""Number of letters of a heading."""


class BodyNames:
    """The bodies of an order, and what its text calls them."""

    def __init__(self) -> None:
        self.known: list[str] = []
        """Those whose lists were read."""
        self._named = ""
        """The only one that the last sentence appoints."""
        self._title = ""
        self.awaited = False
        """Whether the last line says that its members follow."""

    def add(self, name: str) -> None:
        """Note a body whose list begins."""
        self.known += [name] * (name not in self.known)

    def note(self, text: str) -> None:
        """Read a line of the order that is no part of a list."""
        former = _FORMER.match(text)
        found = list(_APPOINTS.finditer(text, former.end() if former else 0))
        self.awaited = bool(found) and consists(text)
        for verb in found:
            names = [part for part in _AND.split(text[verb.end() :]) if _NAME.search(part)]
            begun = _NAME.search(text, verb.end())
            if begun is None:
                continue
            name = _TAIL.sub("", text[begun.start() :]).strip() if len(names) == 1 else ""
            if text.startswith("เรื่อง"):
                self._title = name
            elif consists(text) or not self._named:
                self._named = name

    def note_head(self, name: str) -> None:
        """Note the numbered heading of a body whose members could not be read: its duties are not
        those of the body that the title names."""
        self._named = name or self._named

    def appointed(self) -> str:
        """Return the body that the text appoints, else the one of the title; empty if they name
        none or several."""
        found, self._named = self._pending, ""
        return found

    @property
    def _pending(self) -> str:
        is_short = not self._named or self._title.startswith(self._named)
        return self._title if is_short else self._named

    def of_run(self, role: str) -> str:
        """Return the body of members without a heading: what the text or the ``role`` says."""
        of_role = re.search("(คณะ(?:อนุกรรมการ|ทำงาน))|อนุกรรมการ|กรรมการ", role)
        usual = of_role[1] or f"คณะ{of_role[0]}" if of_role else ""
        return self.appointed() or usual or (self.known[-1] if self.known else "คณะกรรมการ")

    def known_as(self, name: str) -> str:
        """Return a name as it was written first."""
        return next((body for body in self.known if key(body) == key(name)), name)

    def short_for(self, name: str, present: str) -> str:
        """Return the body that is meant by a name which may be the first word of it alone, by
        default the ``present`` one, or else one whose members are still to come; empty if none or
        several may be meant."""
        if not name:
            return present or self._pending
        known = self.known or [self._pending]
        same = [body for body in known if key(body) == key(name)]
        alike = [body for body in known if key(body).startswith(key(name))]
        if same or (present in alike):
            return (same or [present])[0]
        return alike[0] if len(alike) == 1 else ""


_MEMBERS: Final = ("body", "order", "name", "role", "note")
_DUTIES: Final = ("body", "order", "duty")
_END: Final = lazy_re(r"^(?:ทั้งนี้|สั่ง\s*ณ|ตั้งแต่|ให้(?:คณะ|มีผล|คำสั่ง))")
"""The beginning of what follows the last list."""
_OFFICE: Final = lazy_re(r"^คำสั่งสำนักงาน(เขต\S+)(?=\s+ที่\s|$)")
_ORDER: Final = lazy_re(r"^คำสั่ง(?:สำนักงาน|กรุงเทพ|เขต|ฝ่าย|คณะ)\S*(?:\s\S+){0,3}$")
_ANNEX: Final = lazy_re(r"^(?:\(\s*)?(?:บัญชี|รายชื่อ|เอกสาร).*แนบท้าย\s*คำสั่ง")
"""What stands above the members that an order has behind its end."""
_COMPOSITION: Final = lazy_re(r"องค์ประกอบ\s*:?")
_BETWEEN: Final = lazy_re(r"\t+|(?<=\S)\s*(?:…|[._]{3})[.…_]*\s*(?=[^\d\s.…_])")
"""Between the cells of a line: tabs, or dots that lead to the role."""
_GAPS: Final = lazy_re(r"\t|…|[._]{3}")
_LETTERS: Final = range(20)
"""Letters that number members: later ones begin abbreviations."""
_MOST_COLUMNS: Final = 7
_PEOPLE: Final = lazy_re(r"^(?:ชื่อ|รายชื่อ|รายนาม|ตำแหน่ง)")
"""A heading of a list of people."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line outside tables, or a row of a table without headings."""

    block: Heading | Paragraph | Table
    cells: tuple[str, ...]
    number: LineNumber | None = None
    """The number before it; the cells are without it."""
    whole: str = ""
    """The line with its number."""

    @property
    def text(self) -> str:
        return " ".join(self.cells)

    @property
    def is_sure(self) -> bool:
        """Whether it is a member by its role."""
        member = member_of(self.cells)
        return member is not None and member.is_sure


def with_order_lists(document: SourceBlocks, number: int = 1) -> SourceBlocks:
    """Return a document with the lists of an appointment order as further tables, in the place of
    the lines and tables without headings that they were read from; as it is if it is none. In a
    file of several it is that of this ``number``."""
    found = _Lists(document.blocks)
    whole = found.members and found.duties
    if not whole and not (found.is_order and (found.members or found.duties)):
        return document
    kept = [found.titled.get(id(block), block) for block in document.blocks]
    kept = [block for block in kept if id(block) not in found.taken]
    source = next((block.sheet.source for block in document.blocks if isinstance(block, Table)), "")
    lists: list[Table] = []
    for kind, columns, rows, first, more in (
        (ROSTER, _MEMBERS, found.members, MEMBERS_SHEET, MORE_MEMBERS),
        (DUTIES, _DUTIES, found.duties, DUTIES_SHEET, MORE_DUTIES),
    ):
        if rows:
            name = Phrase(first) if number == 1 else Phrase(more, number=number)
            width = len(columns) - (columns is _MEMBERS and not any(row[-1] for row in rows))
            made = (row[:width] for row in rows)
            sheet = made_sheet(kind, name, columns[:width], made, source)
            why = found.why_waits if kind is ROSTER else ""
            lists.append(Table(replace(sheet, why_waits=why)))
    remarks = (*document.remarks, *found.remarks)
    return replace(document, blocks=(*kept, *lists), remarks=remarks)


class _Lists:
    """Reads the lists of an order line by line."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.members: list[tuple[Value, ...]] = []
        self.duties: list[tuple[Value, ...]] = []
        self.remarks: list[Remark] = []
        self.taken: set[int] = set()
        """The ids of the blocks that the lists were read from."""
        self.titled: dict[int, Table] = {}
        """Tables with headings below the name of their body, by the id of what they were."""
        self.why_waits = ""
        """Why its members wait for a yes."""
        self.is_order = False
        """Whether the head of an order was seen."""
        self._within = False
        """Whether its end was not seen yet."""
        self._names = BodyNames()
        self._district = ""
        """The district that gives the order, such as ``เขตตัวอย่าง``."""
        self._body = ""
        """The body whose members or duties follow."""
        self._is_table = False
        """Whether its members are a table with headings."""
        self._run: list[NamedMember] = []
        """Its members so far."""
        self._role = ""
        """The role of those that have none of their own."""
        self._others = 0
        """Number of lines since the last member that are no part of it."""
        self._is_nobodys = False
        """Whether the last line names a person whose role is not known."""
        self._head: Block | None = None
        """The heading of a body that nothing has followed yet."""
        self._duties: DutyLines | None = None
        left: list[_Line] = []
        lines = list(_lines(blocks, self.taken))
        for at, line in enumerate(lines):
            if self._takes(line, lines[at + 1 : at + 3]):
                self.taken.add(id(line.block))
            else:
                left.append(line)
        self._end()
        # A row of a table goes with its table.
        rows = (line for line in left if isinstance(line.block, Table) and line.cells)
        self.remarks += (left_out(line.text) for line in rows if id(line.block) in self.taken)

    def _takes(self, line: _Line, following: Sequence[_Line]) -> bool:
        """Read a line; return whether it is a part of the lists."""
        if isinstance(line.block, Table):
            is_over = not line.cells and self._pass(line.block)
        else:
            is_over = self._ends(line.whole)
        if is_over:
            return False
        if self.is_order and _ANNEX.match(line.whole):
            self._within = True
            return True
        is_next = self._duties is not None and self._duties.is_next(line.number)
        head = duty_head(line.text)
        is_head = head and (head[0] or not is_next) and self._begins_duties(*head)
        if is_head or self._is_head(line, following):
            return True
        if self._duties and (not isinstance(line.block, Table) or _is_duty(line)):
            return self._duties.takes(line.number, line.text)
        if self._is_group(line, following) or self._is_member(line):
            return True
        self._names.note(line.text)
        if line.number is not None and self._within:
            self._names.note_head(headed_body(line.text))
        return False

    def _ends(self, text: str) -> bool:
        """Note whether an order begins with a line outside tables, or ends; return whether what was
        read of a body ends with it."""
        if office := _OFFICE.match(text):
            self._district = office[1]
        if _ORDER.match(text):
            self.is_order = self._within = True
        is_end = _END.match(text) is not None and duty_head(text) is None
        if is_end:
            self._within = self._within and not text.startswith("สั่ง")
            self._end()
            self._body = ""
        return is_end

    def _is_head(self, line: _Line, following: Sequence[_Line]) -> bool:
        """Return whether a line is the heading of a body, whose members follow; begin that body.
        Behind its duties their heading need not name it."""
        if self._duties and _MEMBERS_NEXT.match(f" {line.text}"):
            self._end()
            return True
        name = headed_body(line.text)
        if not name or len(line.cells) > 1 or line.is_sure:
            return False
        # Between a heading and its members may stand that this is who they are.
        stated = [each for each in following if not _COMPOSITION.fullmatch(each.text)]
        below = stated[0] if stated else line
        is_list = isinstance(below.block, Table) and line.number is not None and self._within
        if not (consists(line.text) or below.is_sure or is_list or stated != [*following]):
            return False
        self._begin(self._names.known_as(name))
        self._head = None if isinstance(line.block, Table) else line.block
        return True

    def _is_group(self, line: _Line, following: Sequence[_Line]) -> bool:
        """Return whether a line is the role of the members below it, which have none."""
        run = self._run[-1] if self._run else None
        if not following or not is_role(line.text):
            return bool(following) and _COMPOSITION.fullmatch(line.text) is not None
        below = following[0]
        if self._is_nobodys or (run and (not run.role or run.role.endswith("และ"))):
            return False
        is_listed = below.number is not None or _is_listed(below)
        if not is_listed or below.is_sure or member_of(below.cells) is None:
            return False
        body = self._body or (self._names.appointed() if self._within else "")
        if body and not self._body:
            self._begin(body)
        self._role = line.text if body else ""
        return bool(body)

    def _begin(self, body: str) -> None:
        self._end()
        self._body, self._is_table = body, False
        self._names.add(body)

    def _is_member(self, line: _Line) -> bool:
        """Read a line as a member, or as what stands below one; return whether it is."""
        member = member_of(line.cells)
        run = self._run[-1] if self._run else None
        below = run is not None and not line.number and not self._others
        is_of_role = member is not None and bool(self._role) and _is_listed(line)
        self._is_nobodys = _is_person(line) and not (is_of_role or (member and member.is_sure))
        if member and is_of_role and not line.number:
            return self._add(member, None)
        is_next = member and (member.is_sure or (run and run.is_untitled and member.is_untitled))
        if run and below and not (run.role and is_next):
            return run.goes_on(line.cells) or self._is_other()
        last = number_alone(run.number) if run else None
        follows = line.number is not None and line.number.last == (last.last if last else 0) + 1
        is_awaited = bool(self._body) or self._names.awaited
        is_untitled = member and member.is_untitled and (run is None or run.is_untitled)
        may_be = (line.number or is_untitled) and is_awaited
        may_be = may_be and (follows or not self._others) and not headed_body(line.text)
        if member and (member.is_sure or may_be):
            if not (member.is_sure or line.number):
                self.why_waits = UNTITLED
            return self._add(member, line.number)
        return self._is_other()

    def _is_other(self) -> bool:
        self._others += bool(self._run)
        return False

    def _add(self, member: NamedMember, number: LineNumber | None) -> bool:
        if not self._body and not self._within:
            return False
        if not self._body:
            self._begin(self._names.of_run(member.role))
        member.number = number.text if number else ""
        member.role = member.role or self._role
        self._run.append(member)
        self._others, self._head = 0, None
        return True

    def _end(self) -> None:
        """Add what was read of the present body."""
        for member in self._run:
            lines = "\n".join(map(self._in_list, member.lines))
            self.members.append((self._body, member.number, lines, member.role, member.note))
            self.remarks += member.doubts()
        if self._duties is not None:
            self.duties += ((self._body, *duty) for duty in self._duties.duties)
        self._run, self._others, self._duties, self._role = [], 0, None, ""
        if self._head is not None:
            self.taken.discard(id(self._head))
            self._head = None

    def _begins_duties(self, name: str, text: str) -> bool:
        """Begin the duties of the body of this name, by default the present one; return whether it
        is known. An order without lists of members names it there."""
        body = self._names.short_for(name, self._body)
        if not body:
            is_present = self._body and self._duties is None
            body = self._body if is_present else name * self._within
        if not body or (text and not (self._run or self._is_table)):
            return False
        self._head = None
        self._begin(body)
        self._duties = DutyLines()
        if text:
            self._duties.takes(None, text)
            self._end()
        return True

    def _pass(self, table: Table) -> bool:
        """Leave a table that is no list without headings; return True. One with headings is below
        the name of its body, if only a text has it."""
        rows = [row for row in table.sheet.rows if row.number > 0]
        of_people = any(_PEOPLE.match(str(value)) for row in rows[:2] for value in row.values)
        body = self._body or (self._names.appointed() if self._within else "")
        is_new = self._duties is None and not self._run
        headed = self._head is not None
        self._end()
        self._body = ""
        if of_people and is_new and body:
            if not headed:
                above = (row for row in table.sheet.rows if row.number < 1)
                moved = (replace(row, number=row.number - 1) for row in above)
                sheet = replace(table.sheet, rows=(*moved, SheetRow(-1, (body,)), *rows))
                self.titled[id(table)] = replace(table, sheet=sheet)
            self._begin(body)
            self._is_table = True
        return True

    def _in_list(self, post: str) -> str:
        """Return a post as in lists: orders print the director's with the district's name."""
        if not self._district:
            return post
        return re.sub(rf"(ผู้อำนวยการ){re.escape(self._district)}(?=\s|$)", r"\1เขต", post)


def _lines(blocks: Sequence[Block], taken: set[int]) -> Iterator[_Line]:
    """Yield the lines that say something, and the rows of tables without headings that may be
    lists; any other table as a line without cells. Catchwords are ``taken``."""
    texts = [plain(b.line) if isinstance(b, Heading | Paragraph) else "" for b in blocks]
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            yield from _rows(block) or [_Line(block, ())]
        elif isinstance(block, Heading | Paragraph) and texts[at] and says(texts[at]):
            behind = next((text for text in texts[at + 1 :] if text and says(text)), "")
            if is_catchword(texts[at], behind):
                taken.add(id(block))
            else:
                gaps = _GAPS.search(block.text) is not None
                parts = _BETWEEN.split(block.text) if gaps or block.label else [texts[at]]
                cells = filter(None, map(plain, parts))
                line = _numbered(block, block.label, list(cells) or [""])
                yield replace(line, whole=texts[at])


def _is_person(line: _Line) -> bool:
    """Return whether a line begins with a person."""
    first = _BULLET.sub("", line.cells[0]) if line.cells else ""
    return is_person(first) and not is_post(first)


def _is_listed(line: _Line) -> bool:
    """Return whether a line without a number stands in a list of members: a person, or whoever is
    behind a bullet."""
    return _is_person(line) or (bool(line.cells) and _BULLET.match(line.cells[0]) is not None)


def _is_duty(line: _Line) -> bool:
    """Return whether a row of a table may be a duty: a number and a text."""
    return line.number is not None and len(line.cells) == 1


def _rows(table: Table) -> list[_Line]:
    """Return the rows of a table without headings, if most of these are members, or all of them
    numbered texts; none of another table."""
    found: list[_Line] = []
    sure = 0
    for row in table.sheet.rows:
        if row.number < 1:
            continue
        # The number and the role of a member of several rows are merged cells.
        whole = 0 not in row.merged
        values = [v for n, v in enumerate(row.values) if whole or n not in row.merged]
        for cells in _lists_apart([str(value) for value in values]):
            found.append(_numbered(table, "", cells))
            sure += found[-1].is_sure
    numbered = [line for line in found if line.number]
    if not found or max(len(line.cells) for line in found) > _MOST_COLUMNS:
        return []
    are_duties = all(map(_is_duty, found))
    first = found[0]
    starts = first.is_sure or first.number is not None or headed_body(first.text) != ""
    return found if are_duties or (starts and 2 * sure >= len(numbered or found)) else []


def _lists_apart(values: list[str]) -> Iterator[list[str]]:
    """Yield the cells of a row that are not empty, and behind them each line of a cell that lists
    several members, as one with a table in it does."""
    lists = {at: lines for at, value in enumerate(values) if (lines := _members_in(value))}
    beside = [text for at, value in enumerate(values) if at not in lists and (text := plain(value))]
    yield from filter(None, (beside, *([line] for lines in lists.values() for line in lines)))


def _members_in(text: str) -> list[str]:
    """Return the lines of a cell, if each is a member; none of another one."""
    lines = [line for each in text.split("\n") if (line := plain(each))]
    return lines if len(lines) >= _SEVERAL and all(map(is_member, lines)) else []


def _numbered(block: Heading | Paragraph | Table, label: str, cells: list[str]) -> _Line:
    cells = [cells[0].lstrip("“\"‘' "), *cells[1:-1], *(c.rstrip("”\"’' ") for c in cells[1:][-1:])]
    number, first = _number_before(label, cells[0], *_LETTERS)
    first = first if number else f"{label} {first}".strip()
    if number is None and len(cells) > 1 and (number := number_alone(cells[0], *_LETTERS)):
        return _Line(block, tuple(cells[1:]), number)
    return _Line(block, tuple(filter(None, (first, *cells[1:]))), number)


def consists(text: str) -> bool:
    """Return whether a line says that a list follows."""
    return _CONSISTS.search(text) is not None


def headed_body(text: str) -> str:
    """Return the body that a line names and nothing else, as written; empty for another line.

    >>> headed_body("คณะทำงานขับเคลื่อน ITA ประกอบด้วย")
    'คณะทำงานขับเคลื่อน ITA'
    """
    if len(text) > _LONGEST:
        return ""
    bare = _BEFORE.sub("", text, count=1)
    name = _TAIL.sub("", bare).strip(" :-–")
    is_body = _NAME.match(name) is not None or (bare == text and "ประกอบด้วย" in text)
    return name if is_body and not _SENTENCE.match(text) else ""
