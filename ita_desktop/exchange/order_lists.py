"""Finds the lists of an appointment order, which have no headings: the members of each body and its
duties, as tables with headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.blocks import Block, Heading, Paragraph, SourceBlocks, Table
from ita_desktop.exchange.cells.cell_text import text_value
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.roster.duties import DUTIES
from ita_desktop.exchange.kinds.roster.roster import ROSTER, body_group
from ita_desktop.exchange.sheets import DataSheet, SheetRow, Value

RowT = TypeVar("RowT")

_MEMBERS: Final = ("body", "order", "name", "role")
_DUTIES: Final = ("body", "order", "duty")
_CONSISTS: Final = re.compile(r"(?:ประกอบด้วย|ดังนี้|ดังต่อไปนี้)\s*:?$")
_DUTY_HEAD: Final = re.compile(r"^(?:โดย)?(?:ให้)?มี(?:อำนาจ)?(?:หน้าที่|อำนาจ)")
_NUMBER: Final = re.compile(r"^((?:\d{1,3}\.)*\d{1,3})[.)]?$")
_TYPED: Final = re.compile(r"^((?:\d{1,3}\.)*\d{1,3})[.)]?\s+(?=\D)")
_OFFICE: Final = re.compile(r"^คำสั่งสำนักงาน(เขต\S+)$")
_MOST_COLUMNS: Final = 4


def with_order_lists(document: SourceBlocks) -> SourceBlocks:
    """Return a document with the lists of an appointment order as further tables, in the place of
    the tables without headings that they were read from; as it is if it is none."""
    finder = _Finder()
    kept = [block for block in document.blocks if not finder.takes(block)]
    if not finder.members or not finder.duties:
        return document
    number = sum(isinstance(block, Table) for block in kept)
    source = next((block.sheet.source for block in document.blocks if isinstance(block, Table)), "")
    members = _sheet(Phrase("รายชื่อในคำสั่ง"), _headings(ROSTER, _MEMBERS), finder.members, source)
    duties = _sheet(Phrase("หน้าที่ในคำสั่ง"), _headings(DUTIES, _DUTIES), finder.duties, source)
    tables = (Table(members, number + 1), Table(duties, number + 2))
    return replace(document, blocks=(*kept, *tables))


class _Finder:
    """Reads an order block by block."""

    def __init__(self) -> None:
        self.members: list[tuple[Value, ...]] = []
        self.duties: list[tuple[Value, ...]] = []
        self._body = ""
        """The body whose members or duties follow."""
        self._in_duties = False
        self._district = ""
        """The district that gives the order, such as ``เขตตัวอย่าง``."""

    def takes(self, block: Block) -> bool:
        """Read a block; return whether it is a table of members."""
        if isinstance(block, Table):
            rows = [row for row in block.sheet.rows if row.number > 0]
            if self._body and not self._in_duties and _are_members(rows):
                self.members += self._listed(rows)
                return True
            self._body, self._in_duties = "", False
        elif isinstance(block, Heading | Paragraph):
            self._line(block)
        return False

    def _line(self, block: Heading | Paragraph) -> None:
        line = one_line(str(text_value(block.line)))
        label = str(text_value(block.label))
        if office := _OFFICE.match(line):
            self._district = office[1]
        elif group := body_group(line):
            if _CONSISTS.search(line):
                self._body, self._in_duties = group["body"], False
        elif self._body and _DUTY_HEAD.match(_TYPED.sub("", line)):
            self._in_duties = True
        elif self._in_duties:
            self._duty(label, one_line(str(text_value(block.text))))

    def _duty(self, label: str, text: str) -> None:
        """Add a numbered line as a duty; any other ends the duties of a body."""
        typed = _TYPED.match(text)
        number = _NUMBER.match(label) or typed
        if number is None:
            self._in_duties = False
            return
        duty = text[typed.end() :] if typed and not label else text
        self.duties.append((self._body, number[1], duty))

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
        and _NUMBER.match(str(row.values[0]) or "0") is not None
        for row in rows
    )


def _headings(kind: ImportKind[RowT], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(kind.column(name).heading for name in names)


def _sheet(
    name: str, headings: tuple[str, ...], rows: Sequence[tuple[Value, ...]], source: str
) -> DataSheet:
    lines = (SheetRow(number, row) for number, row in enumerate((headings, *rows), 1))
    return DataSheet(name, tuple(lines), source)
