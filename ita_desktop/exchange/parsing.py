"""Parses sheets of cells into typed rows of one kind, accounting for every row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Generic, TypeVar

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.cells.row import BULLETS, Cells, says_nothing
from ita_desktop.exchange.dittos import with_dittos
from ita_desktop.exchange.duty_rows import duty_rows
from ita_desktop.exchange.each_item import of_each_item, of_each_link
from ita_desktop.exchange.headings import HeadingFinder, TableHeading
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.office_words import SHIPPED_WORDS, OfficeWords
from ita_desktop.exchange.remarks import Flaw, NoRecordError, Remark, RowError, Skipped
from ita_desktop.exchange.run_on import joined
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, WorkProgress
from ita_desktop.exchange.telling import RemarkCollector

RowT_co = TypeVar("RowT_co", covariant=True)
RemarkT = TypeVar("RemarkT", bound=Remark)

EXAMPLE = "ตัวอย่าง:"
"""Prefix of a template's example rows, which are never imported."""
_NOTES = ("หมายเหตุ", "*", "ที่มา", *"¹²³⁴⁵⁶⁷⁸⁹†‡")
_EXPLAINED = re.compile(r"[(\[]?\d{1,2}[)\]]?\s*(?:หมายถึง|หมายความ)", re.ASCII)
"""A footnote to a small number in the table, which may look like one of an item."""
_NOTHING = re.compile(r"ยังไม่มี(?:ผลการวิเคราะห์|มาตรการ|รายชื่อ|จำนวนผู้ตอบ)\S*")
"""What stands in an empty table of the program."""
_SIGNATURE_LINE = re.compile(
    r"\(?ลง(?:ชื่อ|นาม)\)?\s*(?:[.…_]{3}|$)"
    r"|ผู้(?:รายงาน|จัดทำ|ตรวจ(?:สอบ)?|รับรอง|อนุมัติ|ให้ข้อมูล)\s*:?\s*[.…_]{3}"
)
"""A signature line, but not a remark that somebody has signed."""
_TOTAL = re.compile(r"(?:(?:ผล|ยอด)?รวม(?:ทั้ง(?:หมด|สิ้น))?|ทั้งหมด|total)\s*(?:จำนวน)?", re.IGNORECASE)
_TOTAL_OF = re.compile(
    r"(?:สรุป|ยอด|ผล)?(?:รวม|เฉลี่ย)(?:จำนวน|ทั้ง|ทุก|มาตรการ|ข้อ|คะแนน|ตัวชี้วัด|กิจกรรม|โครงการ|รายการ|หน่วยงาน"
    r"|เป็น|\W|\d|$)"
)
"""A title of totals with any words: ``รวมมาตรการที่ดำเนินการ``."""
_FIGURE = re.compile(
    r"[\s:=]*(?:[\d.,]+|[-–—])?\s*(?:ข้อมูล|ข้อ|มาตรการ|รายการ|เรื่อง|หน่วย|คน|คะแนน|บาท|%)?\s*"
)
"""Text after a word for totals, and in the other cells of its row."""
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?", re.ASCII)
"""The number of a row."""
_TEXTS = frozenset({"issue", "finding", "method", "result", "monitoring", "owners"})
"""Columns of words, in which a figure alone is a number of them."""
_LONGEST_TOTAL = 60
"""Number of characters of a title of totals; a longer text is a paragraph."""
_NEAR = "หัวคอลัมน์ “{heading}” ไม่ตรงกับคำที่รู้จัก จึงอ่านเป็น “{column}”"
_TITLE_ROW = Phrase("ชื่อเรื่องเหนือหัวตาราง")
_GROUP_ROW = Phrase("หัวกลุ่มของแถวที่อยู่ถัดไป")
_NOTE_ROW = Phrase("หมายเหตุใต้ตาราง")
_EXAMPLE_ROW = Phrase("แถวตัวอย่างของแบบกรอก")
_SIGNED_ROW = Phrase("ส่วนที่ลงชื่อ")
_TOTALS_ROW = Phrase("แถวผลรวม")
_EMPTY_ROW = Phrase("แถวว่าง มีแต่ลำดับที่")
_POINT_ROW = "ข้อย่อยของแถว {row} จึงรวมเป็นข้อเดียวกัน"
_DASHES_ROW = Phrase("แถวว่าง มีแต่ขีด")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[RowT_co]):
    """The result of parsing. ``len(rows) + len(skipped)`` is the number of data rows in the file, a
    row of several items counted once per item."""

    rows: tuple[RowT_co, ...]
    skipped: tuple[Skipped, ...]
    source: str
    sheets: tuple[str, ...]
    """Sheets that were read."""
    other_sheets: tuple[str, ...]
    """Sheets without a heading of this kind."""
    ignored_columns: tuple[str, ...]
    """Unknown headings, whose columns were not read."""
    flaws: tuple[Flaw, ...] = ()
    """Cells that cannot be read, of rows that were read."""
    headings: Mapping[Origin, TableHeading] = field(default_factory=dict)
    """The heading of each row."""
    doubts: tuple[Remark, ...] = ()
    """Filled cells that were not read, dates of another fiscal year, rows of several items."""
    aside: tuple[Remark, ...] = ()
    """Rows that are not data (titles, groups, notes), with the reason."""
    titles: tuple[tuple[str, Origin], ...] = ()
    """The text above the headings, row by row."""


def parse(
    kind: ImportKind[RowT_co],
    sheets: Sequence[DataSheet],
    *,
    fiscal_year: int | None = None,
    columns: Sequence[str] = (),
    given: Mapping[str, str] | None = None,
    work_progress: WorkProgress | None = None,
    words: OfficeWords = SHIPPED_WORDS,
) -> Parsed[RowT_co]:
    """Read every table of ``kind`` in ``sheets``.

    ``columns`` names the columns of pasted rows without headings; ``given`` are values for rows
    without them (``{"body": "คณะทำงาน"}``). Dates without a year are in the Buddhist
    ``fiscal_year``; ``words`` are the office's own wordings. Raises InputError if no sheet has the
    headings of this kind.
    """
    reader = _Reader(kind, fiscal_year, dict(given or {}), work_progress or WorkProgress(), words)
    read: list[str] = []
    others: list[str] = []
    for sheet in sheets:
        found = reader.finder.find(sheet.rows)
        if found is None and columns:
            places = {name: index for index, name in enumerate(columns) if name}
            names = {name: kind.column(name).heading for name in places}
            headed = frozenset(places.values())
            found = (0, TableHeading(places, names, (), frozenset(), headed, 0))
        if found is None:
            others.append(sheet.name)
        else:
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
        tuple(name for name in others if name),
        tuple(dict.fromkeys(map(one_line, reader.ignored))),
        tuple(_once(reader.flaws)),
        reader.headings,
        (*_once(reader.near), *reader.telling.remarks()),
        tuple(_once(reader.aside)),
        tuple(dict.fromkeys(reader.titles)),
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
        self.near: list[Remark] = []
        self.telling = RemarkCollector(fiscal_year)
        self.aside: list[Remark] = []
        self.titles: list[tuple[str, Origin]] = []
        self._view = 0

    def read(self, sheet: DataSheet, first: int, heading: TableHeading, view: int) -> None:
        """Read the table whose heading begins at row index ``first``, with the columns of this
        ``view`` of it."""
        self._view = view
        heading = heading.views[view]
        self.ignored.extend(heading.ignored)
        self._note_near(sheet, sheet.rows[first].number, heading)
        context = dict(self._given)
        if first == 0 and heading.texts == self._texts:
            context |= self._going_on
        for row in sheet.rows[:first]:
            context |= self._group(row)
            text = " ".join(map(str, filter(None, row.values)))
            self.titles.append((text, Origin(sheet.name, row.number)))
            self._above(sheet, row, heading)
        sheet = self._with_dittos(sheet, heading, first + heading.rows)
        sheet = self._with_joined(sheet, heading, first + heading.rows)
        sheet = self._with_duties(sheet, heading, first + heading.rows)
        index = first + heading.rows
        signature = 0
        lines: list[Skipped] = []
        """Lines that are not data; titles, if the heading is repeated below them."""
        while index < len(sheet.rows):
            row = sheet.rows[index]
            self._work_progress.at(index, len(sheet.rows))
            again = self._repeated(heading, sheet.rows, index)
            group = {} if again else self._group(row, heading)
            # Below a signature line, short rows have the name, post and date.
            signature = 4 if _is_signature_line(row) else signature - 1 if _is_short(row) else 0
            if again is not None:
                heading = again
                self.ignored.extend(heading.ignored)
                self.aside.extend(Remark(line.origin, _TITLE_ROW) for line in lines)
                lines.clear()
            elif not self._kind.has_totals and _is_totals(row, heading):
                self._aside(sheet, row, _TOTALS_ROW)
            elif group:
                context |= group
                self._aside(sheet, row, _GROUP_ROW)
            elif signature > 0:
                self._aside(sheet, row, _SIGNED_ROW)
            elif note := _note(row, heading):
                self._aside(sheet, row, note)
            else:
                failed = self._read_rows(sheet, row, heading, context)
                if failed is not None and _is_line(row):
                    lines.append(failed)
                else:
                    self.skipped.extend(filter(None, (*lines, failed)))
                    lines.clear()
            index += again.rows if again else 1
        self.skipped.extend(lines)
        self._texts = heading.texts
        self._going_on = {name: context[name] for name in self._kind.goes_on & context.keys()}

    def _note_near(self, sheet: DataSheet, row: int, heading: TableHeading) -> None:
        """Report headings that are read though a letter of them is wrong."""
        for text, name in heading.near:
            shown = {"heading": one_line(text), "column": Phrase(self._kind.column(name).heading)}
            remark = Remark(Origin(sheet.name, row), _NEAR, "ตรวจว่าเป็นคอลัมน์นั้นจริง", shown)
            self.near.append(remark)

    def _with_joined(self, sheet: DataSheet, heading: TableHeading, first: int) -> DataSheet:
        """Return the sheet with split item lists joined, from row index ``first`` on."""
        column = heading.columns.get("items", heading.columns.get("item"))
        if column is None:
            return sheet
        rows, with_row = joined(sheet.rows[first:], column)
        for number, above in with_row.items():
            origin = Origin(sheet.name, number)
            self.aside.append(
                Remark(origin, "รหัสข้อต่อจากแถว {row} จึงรวมเป็นแถวเดียวกัน", fields={"row": above})
            )
        return replace(sheet, rows=(*sheet.rows[:first], *rows))

    def _with_dittos(self, sheet: DataSheet, heading: TableHeading, first: int) -> DataSheet:
        """Return the sheet with ditto marks replaced, from row index ``first`` on."""
        rows, with_marks = with_dittos(sheet.rows[first:], heading)
        if not with_marks:
            return sheet
        self.telling.dittos([Origin(sheet.name, number) for number in with_marks])
        return replace(sheet, rows=(*sheet.rows[:first], *rows))

    def _with_duties(self, sheet: DataSheet, heading: TableHeading, first: int) -> DataSheet:
        """Return the sheet with one duty a row, from row index ``first`` on."""
        if "duty" not in heading.columns:
            return sheet
        found = duty_rows(sheet.rows[first:], heading)
        for number, count in found.several.items():
            self.telling.split(Origin(sheet.name, number), count)
        for number, above in found.points.items():
            origin = Origin(sheet.name, number)
            self.aside.append(Remark(origin, _POINT_ROW, fields={"row": above}))
        return replace(sheet, rows=(*sheet.rows[:first], *found.rows))

    def _above(self, sheet: DataSheet, row: SheetRow, heading: TableHeading) -> None:
        """Handle a row above the heading: a title, unless it fills the columns like a data row."""
        filled = [
            at for at in heading.columns.values() if row.values[at : at + 1] not in ((), ("",))
        ]
        if len(filled) > 1 and len(filled) * 2 >= len(heading.columns):
            self.skipped.append(
                Skipped(
                    Origin(sheet.name, row.number),
                    "แถวนี้อยู่เหนือหัวตาราง จึงไม่ได้อ่าน",
                    "ย้ายแถวไปไว้ใต้หัวตาราง แล้วนำเข้าใหม่",
                )
            )
        else:
            self._aside(sheet, row, _TITLE_ROW)

    def _aside(self, sheet: DataSheet, row: SheetRow, taken_for: str) -> None:
        self.aside.append(Remark(Origin(sheet.name, row.number), taken_for))

    def _read_rows(
        self, sheet: DataSheet, row: SheetRow, heading: TableHeading, context: dict[str, str]
    ) -> Skipped | None:
        """Read one row, once for each of its items; return what is wrong with it, if anything."""
        parts = of_each_item(row, heading)
        failed = [
            self._read_row(sheet, of_link, heading, context)
            for part in parts
            for of_link in of_each_link(part, heading)
        ]
        if len(parts) > 1 and None in failed:
            self.telling.split(Origin(sheet.name, row.number), len(parts))
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
                self._aside(sheet, row, Phrase(nothing.template))
                return None
            except RowError as error:
                if not self._is_optional(error, flaws):
                    # Later errors may only result from the first cell that was left out.
                    return Skipped.of(origin, next(iter(flaws.values()), error))
                flaws[error.of] = error
                cells = cells.without(error.of)
            else:
                self.telling.row(cells, heading)
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
        of_others = heading.headed - set(heading.columns.values()) if heading is not None else set()
        own = [value for at, value in filled.items() if at not in of_others]
        if len(filled) > 2 and len(own) == 1:
            # Beside its name, a group has figures in columns that are not read.
            return self._kind.group(one_line(str(own[0])))
        if len(filled) > 2 or not all(isinstance(value, str) for value in filled.values()):
            return {}
        if heading is not None and len(filled) == 2:
            first, second = filled
            known = {at for name, at in heading.columns.items() if name != "title"}
            if second in known and self._kind.group(one_line(str(filled[first]))):
                # A group's name is alone in its cell, so the other cell makes it a data row.
                return {}
            if len(own) == 1 and (group := self._kind.group(one_line(str(own[0])))):
                return group
        each = [self._kind.group(one_line(str(value))) for value in filled.values()]
        if len(each) > 1 and all(each):
            # Titles of tables side by side: the first one is read.
            return each[0]
        return self._kind.group(one_line(" ".join(map(str, filled.values()))))


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


def _note(row: SheetRow, heading: TableHeading) -> str:
    """Return the reason why a row is not data: a template's example, a row with its number alone,
    or a remark alone in its row; empty for others."""
    filled = [str(value) for value in row.values if value != ""]
    if filled and filled[0].replace(" ", "").startswith(EXAMPLE):
        return _EXAMPLE_ROW
    if filled and all(map(says_nothing, filled)):
        return _DASHES_ROW
    if _is_empty(row, heading):
        return _EMPTY_ROW
    alone = filled[0].strip() if len(filled) == 1 else ""
    is_note = alone.startswith(_NOTES) or _NOTHING.fullmatch(alone)
    return _NOTE_ROW if is_note or _EXPLAINED.match(to_arabic(alone)) else ""


def _is_empty(row: SheetRow, heading: TableHeading) -> bool:
    """Return whether a row of a form has its number alone, in no column that is read."""
    read = {at for name, at in heading.columns.items() if name != "order"}
    filled = {at: value for at, value in enumerate(row.values) if value != ""}
    numbers = (to_arabic(one_line(str(value))) for value in filled.values())
    return filled.keys().isdisjoint(read) and all(map(_NUMBER.fullmatch, numbers))


def _is_line(row: SheetRow) -> bool:
    """Return whether a row is a single text in the first column, without an item code."""
    first, *others = row.values
    alone = isinstance(first, str) and first != "" and all(value == "" for value in others)
    return alone and not read_codes(str(first)).codes


def _is_totals(row: SheetRow, heading: TableHeading) -> bool:
    """Return whether a row has a word for totals and otherwise only figures: its number is a number
    of items; or figures alone, in columns of words."""
    if _has_figures_alone(row, heading):
        return True
    words: list[str] = []
    for value in row.values:
        text = to_arabic(one_line(str(value))) if value != "" else ""
        if not _FIGURE.fullmatch(text):
            words.append(text)
            if len(words) > 1:
                return False
    if not words:
        return False
    word = _TOTAL.match(words[0])
    if word is not None and _FIGURE.fullmatch(words[0][word.end() :]):
        return True
    short = len(words[0]) <= _LONGEST_TOTAL and not read_codes(words[0]).codes
    return short and _TOTAL_OF.match(words[0]) is not None


def _has_figures_alone(row: SheetRow, heading: TableHeading) -> bool:
    """Return whether a row has only figures, some of them in a column of words."""
    filled = {at for at, value in enumerate(row.values) if value != ""}
    of_text = {heading.columns[name] for name in _TEXTS & heading.columns.keys()}
    others = set(heading.columns.values()) - of_text
    # Most rows have other cells: their texts are not looked at.
    if filled.isdisjoint(of_text) or not filled.isdisjoint(others):
        return False
    texts = (to_arabic(one_line(str(row.values[at]))) for at in filled)
    return all(text[:1].isdigit() and _FIGURE.fullmatch(text) for text in texts)


def _is_signature_line(row: SheetRow) -> bool:
    return _is_short(row) and any(_SIGNATURE_LINE.match(str(value).strip()) for value in row.values)


def _is_short(row: SheetRow) -> bool:
    return row.filled <= 2


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
