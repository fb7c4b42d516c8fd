"""Parses sheets of cells into typed rows of one kind, accounting for every row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import PurePath
from typing import Generic, TypeVar

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import one_line
from ita_desktop.exchange import no_data
from ita_desktop.exchange.cells.row import BULLETS, Cells, text_of
from ita_desktop.exchange.heading_words import SHIPPED_WORDS, OfficeWords
from ita_desktop.exchange.headings import HeadingFinder, TableHeading
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.preparing import prepared, records_of, split_remark, unit_of, with_places
from ita_desktop.exchange.remark_collector import RemarkCollector, TypedScore, rows_phrase
from ita_desktop.exchange.remarks import Flaw, NoRecordError, Remark, RowError, Skipped
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, WorkProgress

RowT_co = TypeVar("RowT_co", covariant=True)
RemarkT = TypeVar("RemarkT", bound=Remark)

_SENDER = frozenset({"owners", "unit", "department"})
"""What a file's name may only say of who sent it."""
_COPY = lazy_re(r"(?:\s*(?:\(\d+\)|-\s*(?:Copy|สำเนา|คัดลอก)))+$", re.IGNORECASE)
"""What programs put behind the name of a copied file."""
_NEAR = "หัวคอลัมน์ “{heading}” ไม่ตรงกับคำที่รู้จัก จึงอ่านเป็น “{column}”"
_ABOVE = "อยู่เหนือหัวตาราง จึงไม่ได้อ่าน ({rows})"
_ONLY_BESIDE = "แถวนี้มีข้อความเฉพาะในคอลัมน์ที่ “{kind}” ไม่มีช่องรับ"
_OTHER_KIND = "ถ้าต้องใช้ นำเข้าไฟล์นี้อีกครั้งเป็นชนิดที่มีคอลัมน์นั้น หรือให้โปรแกรมหาชนิดเอง"
_ABOVE_ROW = Phrase("แถวเหนือหัวตาราง")
_TITLE_ROW = Phrase("ชื่อเรื่องเหนือหัวตาราง")
_HEADS_ROW = Phrase("หัวตารางที่พิมพ์ซ้ำ")
_SIGNED_ROW = Phrase("ส่วนที่ลงชื่อ")
_TOTALS_ROW = Phrase("แถวผลรวม")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[RowT_co]):
    """The result of parsing. ``len(rows) + len(skipped)`` is the number of data rows in the file, a
    row of several items counted once per item and those above the headings once together."""

    rows: tuple[RowT_co, ...]
    skipped: tuple[Skipped, ...]
    source: str
    sheets: tuple[str, ...]
    """Sheets that were read."""
    ignored_columns: tuple[str, ...]
    """Unknown headings, whose columns were not read."""
    flaws: tuple[Flaw, ...] = ()
    """Cells that cannot be read, of rows that were read."""
    headings: Mapping[Origin, TableHeading] = field(default_factory=dict)
    """The heading of each row."""
    doubts: tuple[Remark, ...] = ()
    """Dates of another fiscal year, rows of several items."""
    aside: tuple[Remark, ...] = ()
    """Rows that are not data (titles, groups, notes), with the reason."""
    titles: tuple[tuple[str, Origin], ...] = ()
    """The text above the headings, row by row."""
    scores: tuple[TypedScore, ...] = ()
    """What is typed beside items and indicators, in tables that are about something else."""


def parse(
    kind: ImportKind[RowT_co],
    sheets: Sequence[DataSheet],
    *,
    fiscal_year: int | None = None,
    columns: Sequence[str] = (),
    given: Mapping[str, str] | None = None,
    work_progress: WorkProgress | None = None,
    words: OfficeWords = SHIPPED_WORDS,
    head: tuple[int, TableHeading] | None = None,
) -> Parsed[RowT_co]:
    """Read every table of ``kind`` in ``sheets``.

    ``head`` is the heading of each, with the index of its first row, if it is known already;
    ``columns`` names the columns of pasted rows without headings; ``given`` are values for rows
    without them (``{"body": "คณะทำงาน"}``). Dates without a year are in the Buddhist
    ``fiscal_year``; ``words`` are the office's own wordings. Raises InputError if no sheet has the
    headings of this kind.
    """
    reader = _Reader(kind, fiscal_year, dict(given or {}), work_progress or WorkProgress(), words)
    read: list[str] = []
    for sheet in sheets:
        found = head or reader.finder.find(sheet.rows)
        if found is None and columns:
            places = {name: index for index, name in enumerate(columns) if name}
            names = {name: kind.column(name).heading for name in places}
            headed = frozenset(places.values())
            found = (0, TableHeading(places, names, (), frozenset(), headed, 0))
        if found is not None:
            first, heading = found
            for number in range(len(heading.views)):
                reader.read(sheet, first, heading, number)
            read.append(sheet.name)
    source = sheets[0].source if sheets else ""
    if not read and sheets:
        raise _no_heading(kind, sheets)
    return Parsed(
        tuple(reader.rows),
        tuple(_once(reader.skipped)),
        source,
        tuple(read),
        tuple(dict.fromkeys(map(one_line, reader.ignored))),
        tuple(_once(reader.flaws)),
        reader.headings,
        (*_once(reader.doubts), *reader.collector.remarks()),
        tuple(_once(reader.aside)),
        tuple(dict.fromkeys(reader.titles)),
        tuple(reader.collector.scores),
    )


class _Reader(Generic[RowT_co]):
    def __init__(
        self,
        kind: ImportKind[RowT_co],
        fiscal_year: int | None,
        given: dict[str, str],
        work_progress: WorkProgress,
        words: OfficeWords,
    ) -> None:
        self._kind = kind
        self._fiscal_year = fiscal_year
        self._given = given
        self._work_progress = work_progress
        self._inherited = [column.name for column in kind.columns if column.inherit]
        self._continued = words.continued
        self.finder = HeadingFinder(kind, words)
        self.rows: list[RowT_co] = []
        self.skipped: list[Skipped] = []
        self.flaws: list[Flaw] = []
        self.headings: dict[Origin, TableHeading] = {}
        self.ignored: list[str] = []
        self._texts: frozenset[str] = frozenset()
        """The texts of the heading before."""
        self._going_on: dict[str, str] = {}
        self.doubts: list[Remark] = []
        self.collector = RemarkCollector(fiscal_year)
        self.aside: list[Remark] = []
        self.titles: list[tuple[str, Origin]] = []
        self._view = 0
        self._signing = (0, 0)
        """Number of rows that may still be of a signature, and the most cells of these."""

    def read(self, sheet: DataSheet, first: int, heading: TableHeading, view: int) -> None:
        """Read the table whose heading begins at row index ``first``, with the columns of this
        ``view`` of it."""
        self._view = view
        heading = heading.views[view]
        self._note_near(sheet, sheet.rows[first].number, heading)
        # What a file and a sheet are called, its titles and groups say anew.
        of_file = self._kind.group(_COPY.sub("", one_line(PurePath(sheet.source).stem)))
        context = {name: text for name, text in of_file.items() if name not in _SENDER}
        context |= self._given
        if first == 0 and heading.texts == self._texts:
            context |= self._going_on
        context |= self._kind.group(one_line(sheet.name))
        for row in sheet.rows[:first]:
            context |= self._group(row)
            text = " ".join(text_of(value) for value in row.values if value != "")
            self.titles.append((text, Origin(sheet.name, row.number)))
        self._above(sheet, sheet.rows[:first], heading)
        columns = self._columns(sheet, heading, first + heading.rows)
        sheet = self._prepared(sheet, columns, first + heading.rows)
        index = below = first + heading.rows
        last = max((at for at, row in enumerate(sheet.rows) if row.filled > 1), default=0)
        self._signing = (0, 0)
        lines: list[Skipped] = []
        """Lines that are not data; titles, if the heading is repeated below them."""
        while index < len(sheet.rows):
            row = sheet.rows[index]
            self._work_progress.at(index, len(sheet.rows))
            again = self._repeated(heading, sheet.rows, index)
            group = {} if again or no_data.is_step(row, heading) else self._group(row, heading)
            if again is not None:
                below = index + again.rows
                if again is not heading:
                    heading, columns = again, self._columns(sheet, again, below)
                self._aside(sheet, row, _HEADS_ROW)
                self.aside.extend(Remark(line.origin, _TITLE_ROW) for line in lines)
                lines.clear()
            elif reason := self._no_data(
                row, heading, bool(group), is_first=index == below, is_last=index > last
            ):
                if reason is no_data.GROUP_ROW:
                    context |= group
                self._aside(sheet, row, reason)
            else:
                failed = self._read_rows(sheet, row, columns, context)
                if failed is not None and no_data.is_line(row):
                    lines.append(failed)
                else:
                    self.skipped.extend(filter(None, (*lines, failed)))
                    lines.clear()
            index += again.rows if again else 1
        self.skipped.extend(lines)
        self._texts = heading.texts
        self._going_on = {name: context[name] for name in self._kind.goes_on & context.keys()}

    def _columns(self, sheet: DataSheet, heading: TableHeading, first: int) -> TableHeading:
        """Return a heading with the columns that rows from index ``first`` on are read by."""
        if self._kind.of_each_link:
            heading, others = with_places(heading, sheet, first, self._fiscal_year)
            self.doubts += others
        self.ignored.extend(heading.ignored)
        return heading

    def _no_data(
        self,
        row: SheetRow,
        heading: TableHeading,
        is_group: bool,
        *,
        is_first: bool,
        is_last: bool,
    ) -> str:
        """Return the reason why a row is not data; empty for others. Below a signature line, rows
        as short have the names, posts and dates."""
        if no_data.is_signature_line(row, is_last=is_last) and not is_group:
            self._signing = (4, max(row.filled, no_data.MOST_SIGNERS))
        else:
            left, width = self._signing
            self._signing = (left - 1 if row.filled <= width else 0, width)
        if not self._kind.has_totals and no_data.is_totals(row, heading):
            return _TOTALS_ROW
        if is_group:
            return no_data.GROUP_ROW
        if self._signing[0] > 0:
            return _SIGNED_ROW
        return no_data.note_of(row, heading, is_first=is_first)

    def _note_near(self, sheet: DataSheet, row: int, heading: TableHeading) -> None:
        """Report headings that are read though a letter of them is wrong."""
        for text, name in heading.near:
            if self._kind.of_each_link and name == "location" and unit_of(text):
                continue  # its links are of that unit
            shown = {"heading": one_line(text), "column": Phrase(self._kind.column(name).heading)}
            remark = Remark(Origin(sheet.name, row), _NEAR, "ตรวจว่าเป็นคอลัมน์นั้นจริง", shown)
            self.doubts.append(remark)

    def _prepared(self, sheet: DataSheet, heading: TableHeading, first: int) -> DataSheet:
        """Return the sheet with its rows made ready from row index ``first`` on."""
        table = replace(sheet, rows=sheet.rows[first:])
        made = prepared(table, heading, by_link=self._kind.of_each_link)
        self.doubts += made.doubts
        self.aside += made.aside
        return replace(sheet, rows=(*sheet.rows[:first], *made.table.rows))

    def _above(self, sheet: DataSheet, rows: Sequence[SheetRow], heading: TableHeading) -> None:
        """Handle the rows above the heading: titles, unless they fill the columns like data; these
        are told once."""
        left: list[Origin] = []
        for row in rows:
            filled = [
                at for at in heading.columns.values() if row.values[at : at + 1] not in ((), ("",))
            ]
            if len(filled) > 1 and len(filled) * 2 >= len(heading.columns):
                left.append(Origin(sheet.name, row.number))
            else:
                self._aside(sheet, row, _TITLE_ROW)
        if left:
            fields = {"rows": rows_phrase(left)}
            self.skipped.append(Skipped(left[0], _ABOVE, "ย้ายแถวไปไว้ใต้หัวตาราง แล้วนำเข้าใหม่", fields))
            self.aside.extend(Remark(origin, _ABOVE_ROW) for origin in left[1:])

    def _aside(self, sheet: DataSheet, row: SheetRow, taken_for: str) -> None:
        origin = Origin(sheet.name, row.number)
        self.aside.append(Remark(origin, taken_for))
        self.collector.group(origin, " ".join(map(str, filter(None, row.values))))

    def _read_rows(
        self, sheet: DataSheet, row: SheetRow, heading: TableHeading, context: dict[str, str]
    ) -> Skipped | None:
        """Read one row, once for each of its items; return what is wrong with it, if anything."""
        records, items, links = records_of(row, heading, by_link=self._kind.of_each_link)
        self.collector.links(Origin(sheet.name, row.number), links)
        failed = [self._read_row(sheet, record, heading, context) for record in records]
        if items > 1 and None in failed:
            self.doubts.append(split_remark(Origin(sheet.name, row.number), items))
        return next(filter(None, failed), None)

    def _read_row(
        self, sheet: DataSheet, row: SheetRow, heading: TableHeading, context: dict[str, str]
    ) -> Skipped | None:
        """Read one row; return what is wrong with it, if anything."""
        origin = Origin(sheet.name, row.number)
        cells = Cells(
            row,
            origin,
            heading.columns,
            heading.headings,
            context,
            self._fiscal_year,
            self._continued,
            can_merge=sheet.merges,
            again=frozenset(name for name, _, _ in heading.again),
        )
        self.headings[origin] = heading
        flaws: dict[str, RowError] = {}
        while True:
            try:
                for name in self._inherited:
                    own = cells.text(name)
                    # A list item in the wrong column is not a name.
                    if own and not own.startswith(BULLETS):
                        context[name] = own
                self.rows.append(self._kind.read(cells))
            except NoRecordError as nothing:
                self.aside.append(Remark.of(origin, nothing))
                return None
            except RowError as error:
                if all(row.value(at) == "" for at in heading.columns.values()):
                    fields = {"kind": Phrase(self._kind.title)}
                    return Skipped(origin, _ONLY_BESIDE, _OTHER_KIND, fields)
                if not self._is_optional(error, flaws):
                    # Later errors may only result from the first cell that was left out.
                    return Skipped.of(origin, next(iter(flaws.values()), error))
                flaws[error.of] = error
                cells = cells.without(error.of)
            else:
                self.collector.row(cells)
                self._store_flaws(origin, flaws)
                return None

    def _store_flaws(self, origin: Origin, flaws: Mapping[str, RowError]) -> None:
        """Store the flaws of a row, once for all its items."""
        for error in flaws.values():
            flaw = Flaw.of(origin, error)
            last = self.flaws[-len(flaws) :]
            if not any((known.origin, known.cell) == (origin, flaw.cell) for known in last):
                self.flaws.append(flaw)

    def _is_optional(self, error: RowError, flaws: Mapping[str, RowError]) -> bool:
        """Return whether the row can be read with the faulty cell empty."""
        known = error.cell is not None and error.of not in flaws
        return known and error.of not in self._kind.identity

    def _repeated(
        self, heading: TableHeading, rows: Sequence[SheetRow], index: int
    ) -> TableHeading | None:
        """Return the heading repeated on a new page, possibly with another order of columns. A
        single heading word among other cells is data."""
        if heading.texts.isdisjoint(rows[index].values):
            return None
        found = self.finder.at(rows, index)
        found = found and found.views[min(self._view, len(found.again))]
        if found is None or found.texts == heading.texts:
            alike = found is not None and found.headings == heading.headings
            return heading if alike and _same_places(heading, rows[index]) else found
        return found if len(found.columns) > len(found.ignored) else None

    def _group(self, row: SheetRow, heading: TableHeading | None = None) -> Mapping[str, str]:
        """Return the values for the rows below, if a row only names a group."""
        filled = {at: value for at, value in enumerate(row.values) if value != ""}
        if len({*map(str, filled.values())}) == 1:
            # Its cells were merged before: each has the whole name.
            filled = dict([next(iter(filled.items()))])
        of_others = heading.headed - set(heading.columns.values()) if heading is not None else set()
        own = [value for at, value in filled.items() if at not in of_others]
        if len(filled) > 2 and len(own) == 1:
            # Beside its name, a group has figures in columns that are not read.
            return self._named(str(own[0]), heading)
        if len(filled) > 2 or not all(isinstance(value, str) for value in filled.values()):
            return {}
        if heading is not None and len(filled) == 2:
            first, second = filled
            known = {at for name, at in heading.columns.items() if name != "title"}
            if second in known and self._named(str(filled[first]), heading):
                # A group's name is alone in its cell, so the other cell makes it a data row.
                return {}
            if len(own) == 1 and (group := self._named(str(own[0]), heading)):
                return group
        each = [self._named(str(value), heading) for value in filled.values()]
        if len(each) > 1 and all(each):
            # Titles of tables side by side: the first one is read.
            return each[0]
        return self._named(" ".join(map(str, filled.values())), heading)

    def _named(self, text: str, heading: TableHeading | None) -> Mapping[str, str]:
        """Return what a group says; a unit in a table of owners is an owner, and no group."""
        group = self._kind.group(one_line(text))
        has_owners = heading is not None and "owners" in heading.columns
        return {} if has_owners and "owners" in group else group


def _once(remarks: Sequence[RemarkT]) -> Iterator[RemarkT]:
    """Yield what is told of rows; what was found in several views of a table once."""
    seen: set[tuple[Origin | None, str, str, str]] = set()
    for remark in remarks:
        content = (remark.origin, remark.template, remark.column, str(remark.fields))
        if content not in seen:
            seen.add(content)
            yield remark


def _same_places(heading: TableHeading, row: SheetRow) -> bool:
    """Return whether a row has the texts of a heading of one row in the same columns."""
    texts = ((heading.headings[name], at) for name, at in heading.columns.items())
    return heading.rows == 1 and all(row.values[at : at + 1] == (text,) for text, at in texts)


def _no_heading(kind: ImportKind[RowT_co], sheets: Sequence[DataSheet]) -> InputError:
    either = [
        reduce(_or, (f"“{kind.column(name).heading}”" for name in group[:2]))
        for group in kind.required
    ]
    return InputError(
        "ไม่พบหัวตารางของ{title}",
        where=sheets[0].source,
        remedy="ใส่หัวคอลัมน์ {wanted} ไว้เหนือข้อมูล หรือใช้แบบกรอกของโปรแกรม",
        title=Phrase(kind.title),
        wanted=reduce(_and, either),
    )


def _or(first: str, second: str) -> str:
    return Phrase("{first} หรือ {second}", first=first, second=second)


def _and(first: str, second: str) -> str:
    return Phrase("{first} และ {second}", first=first, second=second)
