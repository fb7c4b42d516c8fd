"""Finds the lists of an appointment order, which have no headings: the members of each body and its
duties, as tables with headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.text import key, one_line
from ita_desktop.exchange.blocks import Block, Heading, Paragraph, SourceBlocks, Table
from ita_desktop.exchange.cells.cell_text import plain
from ita_desktop.exchange.kinds.roster.duties import DUTIES
from ita_desktop.exchange.kinds.roster.name_cell import name_and_post
from ita_desktop.exchange.kinds.roster.roster import ROSTER, body_group
from ita_desktop.exchange.papers.line_numbers import LineNumber, number_alone, number_before
from ita_desktop.exchange.papers.made_sheet import DUTIES_SHEET, MEMBERS_SHEET, made_sheet
from ita_desktop.exchange.papers.member_lines import MemberLines
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import SheetRow, Value

_MEMBERS: Final = ("body", "order", "name", "role")
_DUTIES: Final = ("body", "order", "duty")
_CONSISTS: Final = re.compile(r"(?:ประกอบด้วย|ดังนี้|ดังต่อไปนี้)\s*:?$")
_DUTY_HEAD: Final = re.compile(
    r"^(?:โดย)?(?:ให้)?\s*(?P<body>คณะ(?:กรรมการ|อนุกรรมการ|ทำงาน)\S*?)?\s*(?:โดย)?(?:ให้)?"
    r"(?:มี\s*)?(?:อำนาจหน้าที่|หน้าที่และอำนาจ|อำนาจและหน้าที่|หน้าที่|อำนาจ)(?:และความรับผิดชอบ)?"
    r"\s*(?:ดังนี้|ดังต่อไปนี้|คือ)?\s*:?$"
)
_DUTIES_FOLLOW: Final = re.compile(
    r"^(?:โดย)?(?:ให้)?มี(?:อำนาจ)?(?:หน้าที่|อำนาจ).*(?:ดังนี้|ดังต่อไปนี้|คือ)\s*:?$"
)
_END: Final = re.compile(r"^(?:ทั้งนี้|สั่ง\s*ณ|ตั้งแต่|ให้(?:คณะ|มีผล|คำสั่ง))")
"""The beginning of what follows the last list."""
_BULLET: Final = re.compile(r"^[-–•·*]\s+")
_OFFICE: Final = re.compile(r"^คำสั่งสำนักงาน(เขต\S+)$")
_ORDER: Final = re.compile(r"^คำสั่ง(?:สำนักงาน|กรุงเทพ|เขต|ฝ่าย|คณะ)\S*(?:\s\S+){0,3}$")
_MOST_COLUMNS: Final = 4


def with_order_lists(document: SourceBlocks) -> SourceBlocks:
    """Return a document with the lists of an appointment order as further tables, in the place of
    the lines and tables without headings that they were read from; as it is if it is none."""
    finder = _Finder()
    kept: list[Block] = []
    for block in document.blocks:
        if not finder.takes(block):
            kept += (*finder.given_back(), block)
    finder.end()
    whole = finder.members and finder.duties
    if not whole and not (finder.is_order and (finder.members or finder.duties)):
        return document
    number = sum(isinstance(block, Table) for block in kept)
    source = next((block.sheet.source for block in document.blocks if isinstance(block, Table)), "")
    tables: list[Table] = []
    if finder.members:
        members = made_sheet(ROSTER, Phrase(MEMBERS_SHEET), _MEMBERS, finder.members, source)
        tables.append(Table(members, number + 1))
    if finder.duties:
        duties = made_sheet(DUTIES, Phrase(DUTIES_SHEET), _DUTIES, finder.duties, source)
        tables.append(Table(duties, number + len(tables) + 1))
    remarks = (*document.remarks, *finder.remarks)
    return replace(document, blocks=(*kept, *tables), remarks=remarks)


class _Finder:
    """Reads an order block by block."""

    def __init__(self) -> None:
        self.members: list[tuple[Value, ...]] = []
        self.duties: list[tuple[Value, ...]] = []
        self.remarks: list[Remark] = []
        self.is_order = False
        """Whether the head of an order was seen."""
        self._body = ""
        """The body whose members or duties follow."""
        self._bodies: list[str] = []
        self._in_duties = False
        self._first_duty: LineNumber | None = None
        """The number of the body's first duty, after which those of sub-points are known."""
        self._last_duty = 0
        self._last_point: LineNumber | None = None
        """The number of the last point below the last duty."""
        self._goes_on = False
        """Whether the duties go on only with the next number, as something else stood between."""
        self._headed: Heading | Paragraph | None = None
        """The heading of a body that nothing has followed yet."""
        self._district = ""
        """The district that gives the order, such as ``เขตตัวอย่าง``."""
        self._lines: MemberLines | None = None
        """The members of the body that are lines of text."""

    def takes(self, block: Block) -> bool:
        """Read a block; return whether it is a part of the lists."""
        if isinstance(block, Table):
            self._end_of_lines()
            rows = [row for row in block.sheet.rows if row.number > 0]
            if self._body and not self._in_duties and _are_members(rows):
                self.members += self._listed(rows)
                self._headed = None
                return True
            if self._headed is None:
                self._body = ""
            self._in_duties = False
        elif isinstance(block, Heading | Paragraph):
            return self._takes_line(block)
        return False

    def given_back(self) -> Iterator[Block]:
        """Yield the heading of a body that was taken, but is above a table with headings."""
        if self._headed is not None and self._lines is None:
            yield self._headed
            self._headed = None

    def end(self) -> None:
        """Add the members that were lines of text, at the end of the document."""
        self._end_of_lines()

    def _end_of_lines(self) -> None:
        if self._lines is None:
            return
        for number, lines, role in self._lines.members:
            named = "\n".join(self._in_list(line) for line in lines)
            self.members.append((self._body, number, named, role))
        self.remarks += self._lines.remarks
        self._lines = None

    def _takes_line(self, block: Heading | Paragraph) -> bool:
        line = plain(block.line)
        if office := _OFFICE.match(line):
            self._district = office[1]
        self.is_order = self.is_order or _ORDER.match(line) is not None
        is_next = self._number(block) == self._last_duty + 1
        if self._in_duties and is_next and not (body_group(line) and _CONSISTS.search(line)):
            return self._takes_duty(block)
        if self._is_head(line, block):
            return True
        if self._in_duties:
            return bool(line) and self._takes_duty(block)
        if self._lines is not None and line:
            if self._lines.takes(block):
                self._headed = None
                return True
            if self._lines.is_over or _END.match(line):
                self._end_of_lines()
        return False

    def _is_head(self, line: str, block: Heading | Paragraph) -> bool:
        """Return whether a line is the heading of members or duties, which follow it."""
        _, bare = number_before("", line, len(self._bodies))
        head = _DUTY_HEAD.match(bare) or _DUTIES_FOLLOW.match(bare)
        of = head.groupdict().get("body") or "" if head else ""
        if head and (self._body or of) and self._duties_of(of):
            return True
        group = body_group(line)
        if not group or head or not self._is_body(line, block):
            return False
        self._end_of_lines()
        self._body, self._in_duties = group["body"], False
        self._headed = block
        self._bodies.append(self._body)
        self._lines = MemberLines()
        return True

    def _is_body(self, line: str, block: Heading | Paragraph) -> bool:
        """Return whether a line with a body's name alone is the heading of its members: it says so,
        or it has a number that is not that of the next duty."""
        if _CONSISTS.search(line):
            return True
        number, _ = number_before(block.label, block.text, len(self._bodies))
        return number is not None and len(number.parts) == 1 and self.is_order

    def _number(self, block: Heading | Paragraph) -> int | None:
        """Return the number before a line; None if it has none, or one of several parts."""
        number, _ = number_before(block.label, block.text, self._last_duty)
        return number.last if number and len(number.parts) == 1 else None

    def _duties_of(self, name: str) -> bool:
        """Begin the duties of the body of this name, by default the present one; return whether it
        is known."""
        self._end_of_lines()
        self._headed = None
        if name:
            same = [body for body in self._bodies if key(body) == key(name)]
            if not same and len(self._bodies) != 1:
                self._body, self._in_duties = "", False
                return False
            self._body = (same or self._bodies)[0]
        self._in_duties, self._last_duty, self._goes_on = True, 0, True
        self._first_duty = self._last_point = None
        return True

    def _takes_duty(self, block: Heading | Paragraph) -> bool:
        """Add a numbered line as a duty, or as a point of the last one. Behind any other the duties
        only go on with the next number."""
        number, text = number_before(block.label, block.text, self._last_duty)
        bullet = _BULLET.match(f"{plain(block.label)} {text}".lstrip()) is not None
        is_next = number is not None and number.last == self._last_duty + 1
        if (number is None and not bullet) or not (self._goes_on or is_next):
            self._goes_on = False
            if _END.match(text):
                self._in_duties, self._body = False, ""
            return False
        self._goes_on = True
        text = _BULLET.sub("", text)
        if self._is_point(number):
            body, place, above = self.duties[-1]
            mark = number.printed if number else "-"
            self.duties[-1] = body, place, f"{above}\n{mark} {text}"
            self._last_point = number
            return True
        self._last_point = None
        self._first_duty = self._first_duty or number
        self._last_duty = number.last if number else self._last_duty + 1
        self.duties.append((self._body, number.text if number else str(self._last_duty), text))
        return True

    def _is_point(self, number: LineNumber | None) -> bool:
        """Return whether a line is a point below the last duty: one without a number, or with one
        of more parts, or written otherwise and not the next."""
        first = self._first_duty
        if first is None or number is None:
            return first is not None
        if len(number.parts) > len(first.parts):
            return True
        point = self._last_point
        follows = point is not None and (point.shape, point.last + 1) == (number.shape, number.last)
        is_next = number.last == self._last_duty + 1
        return number.shape != first.shape and (follows or not is_next)

    def _listed(self, rows: Sequence[SheetRow]) -> Iterator[tuple[Value, ...]]:
        """Yield the members: the lines of one number are name and post of one."""
        number = role = ""
        lines: list[str] = []
        for row in rows:
            first, name, *more = map(str, (*row.values, ""))
            if lines and 0 not in row.merged and first not in {number, ""}:
                yield self._body, number, "\n".join(lines), role
                lines = []
            if not lines:
                number, role = first, one_line(more[0] if more else "")
                lines += map(self._in_list, name_and_post(name))
            else:
                lines.append(self._in_list(name))
        yield self._body, number, "\n".join(lines), role

    def _in_list(self, post: str) -> str:
        """Return a post as in lists: orders print the director's with the district's name."""
        if not self._district:
            return post
        return re.sub(rf"(ผู้อำนวยการ){re.escape(self._district)}(?=\s|$)", r"\1เขต", post)


def _are_members(rows: Sequence[SheetRow]) -> bool:
    """Return whether the rows are numbered members with their roles, without a heading."""
    if not rows or rows[0].values[0] == "":
        return False
    return all(
        2 <= len(row.values) <= _MOST_COLUMNS
        and row.values[1] != ""
        and (row.values[0] == "" or number_alone(str(row.values[0])) is not None)
        for row in rows
    )
