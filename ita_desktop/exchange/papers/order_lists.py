"""Finds the lists of an appointment order, which have no headings: the members of each body and its
duties, as tables with headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.text import key, one_line
from ita_desktop.exchange.blocks import (
    Block,
    Heading,
    Paragraph,
    SourceBlocks,
    Table,
    TextRun,
)
from ita_desktop.exchange.cells.cell_text import plain
from ita_desktop.exchange.kinds.roster.duties import DUTIES
from ita_desktop.exchange.kinds.roster.name_cell import name_and_post
from ita_desktop.exchange.kinds.roster.roster import ROSTER, body_group
from ita_desktop.exchange.papers.duty_lines import DutyLines
from ita_desktop.exchange.papers.line_numbers import LineNumber, number_alone, number_before
from ita_desktop.exchange.papers.made_sheet import (
    DUTIES_SHEET,
    MEMBERS_SHEET,
    MORE_DUTIES,
    MORE_MEMBERS,
    made_sheet,
)
from ita_desktop.exchange.papers.member_lines import MemberLines, is_role, parted
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
_OFFICE: Final = re.compile(r"^คำสั่งสำนักงาน(เขต\S+)$")
_ORDER: Final = re.compile(r"^คำสั่ง(?:สำนักงาน|กรุงเทพ|เขต|ฝ่าย|คณะ)\S*(?:\s\S+){0,3}$")
_MOST_BODIES: Final = 20
_MOST_COLUMNS: Final = 6
"""Number, name, post, unit and role, and an empty one."""
_ALONE: Final = 3
"""Number of columns of a list with its roles directly behind the names."""


def with_order_lists(document: SourceBlocks, number: int = 1, tables: int = 0) -> SourceBlocks:
    """Return a document with the lists of an appointment order as further tables, in the place of
    the lines and tables without headings that they were read from; as it is if it is none. In a
    file of several it is that of this ``number``, behind so many ``tables``."""
    finder = _Finder()
    kept: list[Block] = []
    for block in document.blocks:
        if not finder.takes(block):
            kept += (*finder.given_back(), block)
    finder.end()
    whole = finder.members and finder.duties
    if not whole and not (finder.is_order and (finder.members or finder.duties)):
        return document
    tables += sum(isinstance(block, Table) for block in kept)
    source = next((block.sheet.source for block in document.blocks if isinstance(block, Table)), "")
    lists: list[Table] = []
    for kind, columns, rows, first, more in (
        (ROSTER, _MEMBERS, finder.members, MEMBERS_SHEET, MORE_MEMBERS),
        (DUTIES, _DUTIES, finder.duties, DUTIES_SHEET, MORE_DUTIES),
    ):
        if rows:
            name = Phrase(first) if number == 1 else Phrase(more, number=number)
            sheet = made_sheet(kind, name, columns, rows, source)
            lists.append(Table(sheet, tables + len(lists) + 1))
    remarks = (*document.remarks, *finder.remarks)
    return replace(document, blocks=(*kept, *lists), remarks=remarks)


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
        self._at: tuple[int, ...] = ()
        """The number of the body's heading."""
        self._headed: Heading | Paragraph | None = None
        """The heading of a body that nothing has followed yet."""
        self._district = ""
        """The district that gives the order, such as ``เขตตัวอย่าง``."""
        self._lines: MemberLines | None = None
        """The members of the body that are lines of text."""
        self._duties: DutyLines | None = None
        """The duties of a body, below their heading."""
        self._body_of_duties = ""

    def takes(self, block: Block) -> bool:
        """Read a block; return whether it is a part of the lists."""
        if isinstance(block, Table):
            self._end_of_members()
            rows = [row for row in block.sheet.rows if row.number > 0]
            if self._body and self._duties is None and _are_members(rows):
                self.members += self._listed(rows)
                self._headed = None
                return True
            if self._duties is not None and _are_duties(rows):
                for row in rows:
                    number, text = map(str, row.values[:2])
                    self._duties.takes(Paragraph((TextRun(text),), number))
                return True
            if self._headed is None:
                self._body = ""
            self._end_of_duties()
        elif isinstance(block, Heading | Paragraph):
            return self._takes_line(block)
        return False

    def given_back(self) -> Iterator[Block]:
        """Yield the heading of a body that was taken, but is above a table with headings."""
        if self._headed is not None and self._lines is None:
            yield self._headed
            self._headed = None

    def end(self) -> None:
        """Add what was lines of text, at the end of the document."""
        self._end_of_members()
        self._end_of_duties()

    def _end_of_duties(self) -> None:
        if self._duties is not None:
            self.duties += ((self._body_of_duties, *duty) for duty in self._duties.duties)
        self._duties = None

    def _end_of_members(self) -> None:
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
        duties = self._duties
        is_next = duties is not None and duties.is_next(block)
        if duties and is_next and not (body_group(line) and _CONSISTS.search(line)):
            return duties.takes(block)
        if self._is_head(line, block):
            return True
        if duties is not None:
            taken = bool(line) and duties.takes(block)
            if not taken and _END.match(line):
                self._end_of_duties()
                self._body = ""
            return taken
        if self._lines is not None and line:
            if self._lines.takes(block):
                self._headed = None
                return True
            if self._lines.is_over or _END.match(line):
                self._end_of_members()
        return False

    def _is_head(self, line: str, block: Heading | Paragraph) -> bool:
        """Return whether a line is the heading of members or duties, which follow it."""
        number, bare = number_before(block.label, block.text, *range(_MOST_BODIES))
        head = _DUTY_HEAD.match(bare) or _DUTIES_FOLLOW.match(bare)
        of = head.groupdict().get("body") or "" if head else ""
        if head and (self._body or of) and self._duties_of(of):
            return True
        group = body_group(bare)
        named = _CONSISTS.search(line) or self._is_next(number, bare, block)
        if not group or head or not named:
            return False
        self.end()
        self._body, self._at = group["body"], number.parts if number else ()
        self._headed = block
        self._bodies.append(self._body)
        self._lines = MemberLines()
        return True

    def _is_next(self, number: LineNumber | None, bare: str, block: Heading | Paragraph) -> bool:
        """Return whether a line with the name of a body alone is the heading of its members: it has
        the number of a list, or of the next body, or of the first within the one above. A member
        that is a body has a role."""
        if number is None or not self.is_order or "\t" in block.text.strip() or parted(bare)[1]:
            return False
        of_list = len(number.parts) == 1
        beside = number.parts[:-1] == self._at[:-1] and number.last - 1 in self._at[-1:]
        within = self._lines is not None and not self._lines.members
        return of_list or beside or (within and number.parts == (*self._at, 1))

    def _duties_of(self, name: str) -> bool:
        """Begin the duties of the body of this name, by default the present one; return whether it
        is known. An order without lists of members names it there."""
        self.end()
        self._headed = None
        if name:
            same = [body for body in self._bodies if key(body) == key(name)]
            if not same and self.is_order and not self._bodies:
                same = [name]
            if not same and len(self._bodies) != 1:
                self._body = ""
                return False
            self._body = (same or self._bodies)[0]
        self._body_of_duties, self._duties = self._body, DutyLines()
        return True

    def _listed(self, rows: Sequence[SheetRow]) -> Iterator[tuple[Value, ...]]:
        """Yield the members: the lines of one number are name and post of one."""
        number = role = ""
        lines: list[str] = []
        last = _last_column(rows)
        for row in rows:
            first, name, *more = map(str, row.values[: last + 1])
            # The last column has the roles; those before it go on with the post.
            post = one_line(" ".join(more[:-1]))
            if lines and 0 not in row.merged and first not in {number, ""}:
                yield self._body, number, "\n".join(lines), role
                lines = []
            if not lines:
                number, role = first, one_line(more[-1] if more else "")
                lines += map(self._in_list, name_and_post(name))
            else:
                lines.append(self._in_list(name))
            lines += [post] if post else []
        yield self._body, number, "\n".join(lines), role

    def _in_list(self, post: str) -> str:
        """Return a post as in lists: orders print the director's with the district's name."""
        if not self._district:
            return post
        return re.sub(rf"(ผู้อำนวยการ){re.escape(self._district)}(?=\s|$)", r"\1เขต", post)


def _are_duties(rows: Sequence[SheetRow]) -> bool:
    """Return whether the rows are numbered texts, without a heading."""
    return bool(rows) and all(
        len(row.values) == row.filled == 2 and number_alone(str(row.values[0])) is not None
        for row in rows
    )


def _are_members(rows: Sequence[SheetRow]) -> bool:
    """Return whether the rows are numbered members with their roles, without a heading. Of more
    than three columns the last one has to have roles, and no remarks."""
    if not rows or rows[0].values[0] == "":
        return False
    last = _last_column(rows)
    roles = [str(row.value(last)) for row in rows if row.value(last) != ""]
    if last >= _ALONE and not all(map(is_role, roles)):
        return False
    return all(
        2 <= len(row.values) <= _MOST_COLUMNS
        and row.values[1] != ""
        and (row.values[0] == "" or number_alone(str(row.values[0])) is not None)
        for row in rows
    )


def _last_column(rows: Sequence[SheetRow]) -> int:
    """Return the index of the last column with a cell."""
    return max(at for row in rows for at, value in enumerate(row.values) if value != "")
