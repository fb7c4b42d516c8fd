"""Excel templates for imports: headings, examples, choice lists, print set-up.

A filled-in template can be imported; an empty one changes nothing. That of results has a second
sheet: the tables of respondents have other layouts than scores and answers, and are filled in as
printed and read like the report."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ita_desktop.domain.measures.schedule import FREQUENCY_WORDS
from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.surveys.groups import name_of_group
from ita_desktop.domain.surveys.sampling import SURVEYS
from ita_desktop.domain.tracking.worksheet import STATE_WORDS
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind
from ita_desktop.exchange.kinds.book import CHAPTER_WORDS
from ita_desktop.exchange.kinds.measures.measures import STATUS_WORDS
from ita_desktop.exchange.kinds.oit import FORMAT_WORDS
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.kinds.remarks import STATE_WORDS as REMARK_STATE_WORDS
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.roster.people import UNIT_KIND_WORDS
from ita_desktop.exchange.kinds.roster.roster import BODIES, ROLES
from ita_desktop.exchange.kinds.surveys import ANSWERED
from ita_desktop.exchange.no_data import EXAMPLE
from ita_desktop.exchange.report.questions import QUESTIONS
from ita_desktop.exchange.sheets import column_letter
from ita_desktop.filing.atomic_write import write

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


TITLE = "ผู้ตอบแบบประเมิน"
_LANGUAGES = ("ภาษาไทย (Thai)", "English", "Chinese (汉语)", "Burmese မြန်မာဘာသာ")
_SERVICES = ("งานขออนุมัติ/ อนุญาต", "งานทะเบียน", "งานจัดเก็บรายได้/ ภาษี", "งานเปรียบเทียบปรับ")
_OTHER_SERVICES = ("งานจัดซื้อจัดจ้าง", "*งานอื่นๆ")
_COMMENTS = 20
_WIDTHS = (58, *(14,) * 9)

ROWS = 500
"""Number of rows with choice lists and text format."""

_FONT = "TH Sarabun New"
_LISTS = "รายการให้เลือก"
_TEXT = "@"
_LINE = 22
"""Height of a line of 14 point Thai text, in points."""
_LETTERS_A_WIDTH = 1.0
"""Approximate number of Thai letters of this size per unit of column width."""
_ABOVE = "ัิีึืฺุู็่้๊๋์ํ๎"
_FIRST_WIDTH = 16


def template(kind: str, path: Path, year_data: YearData | None = None) -> Path:
    """Write the template for ``kind`` to ``path`` and return the path.

    With ``year_data`` the lists have that year's units, items and bodies, and the assignments sheet
    its items. The same call writes the same bytes. Raises InputError if the kind is unknown or the
    file cannot be written.
    """
    from ita_desktop.filing.xlsx_file import workbook_bytes

    book = _Sheet(kind_named(kind), year_data).book()
    write(workbook_bytes(book), path)
    return path


class _Sheet:
    def __init__(self, kind: ImportKind[object], year: YearData | None) -> None:
        self._kind = kind
        self._year = year
        self._columns = [column for column in kind.columns if column.in_template]

    def book(self) -> "Workbook":
        """Return the filled workbook."""
        from openpyxl import Workbook

        book = Workbook()
        book.properties.creator = "ITA Desktop"
        sheet = book.worksheets[0]
        sheet.title = self._kind.title[:31]
        notes = self._notes()
        self._write_head(sheet, notes)
        first = len(notes) + 2
        last = self._write_rows(sheet, first)
        self._format_columns(sheet, first, last)
        self._add_lists(book, sheet, first)
        self._set_up_page(sheet, len(notes) + 1)
        if self._kind.name == RESULTS.name:
            _fill_answers(book.create_sheet(), self._year)
        return book

    def _notes(self) -> list[str]:
        title = f"แบบกรอก{self._kind.title.removeprefix('แบบกรอก')}"
        if self._year is not None:
            title = f"{title} {self._year.organisation.name} ปีงบประมาณ {self._year.year}"
        needed = " และ ".join(
            f"“{self._kind.column(group[0]).heading}”" for group in self._kind.required
        )
        return [
            title,
            f"หนึ่งรายการต่อหนึ่งแถว คอลัมน์ที่ต้องมีคือ {needed} คอลัมน์อื่นเว้นว่างหรือลบทั้งคอลัมน์ได้",
            f"แถวที่ขึ้นต้นด้วย “{EXAMPLE}” เป็นตัวอย่าง ไม่ถูกนำเข้า ลบหรือพิมพ์ทับทั้งแถวได้",
            "ช่องที่เว้นว่างไม่ลบข้อมูลเดิม ใช้เลขไทยหรืออารบิก ปี พ.ศ. หรือ ค.ศ. ได้",
        ]

    def _write_head(self, sheet: "Worksheet", notes: Sequence[str]) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        for number, note in enumerate(notes, 1):
            cell = sheet.cell(number, 1, note)
            bold = number == 1
            cell.font = Font(_FONT, size=18 if bold else 14, bold=bold)
            sheet.row_dimensions[number].height = 30 if bold else _LINE
        line = Side(style="thin", color="9AA39D")
        for index, column in enumerate(self._columns, 1):
            cell = sheet.cell(len(notes) + 1, index, column.heading)
            cell.font = Font(_FONT, size=15, bold=True)
            cell.fill = PatternFill("solid", fgColor="E4EDE7")
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            cell.border = Border(top=line, bottom=line, left=line, right=line)
        sheet.row_dimensions[len(notes) + 1].height = 2 * _LINE

    def _write_rows(self, sheet: "Worksheet", first: int) -> int:
        """Write examples and known items; return the last row written."""
        number = first - 1
        for example in self._kind.examples:
            number += 1
            for index, column in enumerate(self._columns):
                text = example.get(column.name, "")
                if index == 0:
                    text = f"{EXAMPLE} {text}"
                self._write(sheet, number, index, text, example=True)
            self._fit(sheet, number)
        for known in self._known():
            number += 1
            for index, column in enumerate(self._columns):
                self._write(sheet, number, index, known.get(column.name, ""))
            self._fit(sheet, number)
        return number

    def _known(self) -> Iterator[Mapping[str, str]]:
        """Yield prefilled rows of a year: OIT items, groups of respondents, or all nodes of the
        framework."""
        if self._year is None:
            return
        framework = self._year.framework
        if self._kind.name == "assignments":
            for code in item_codes(self._year, oit=True):
                yield {"item": code, "title": framework.item_by_code[code].title}
        elif self._kind.name == ANSWERED.name:
            for group in self._year.survey_groups:
                yield {"group": name_of_group(self._year, group)}
        elif self._kind.name == RESULTS.name:
            for place in framework.outline:
                yield {"code": place.code, "title": place.name}

    def _width(self, column: ImportColumn) -> int:
        """Return a column's width; the first one has room for the mark of examples."""
        return max(column.width, _FIRST_WIDTH) if column is self._columns[0] else column.width

    def _fit(self, sheet: "Worksheet", row: int) -> None:
        """Set a row's height for its longest cell; combining marks are not counted."""
        lines = 1
        for index, column in enumerate(self._columns):
            text = str(sheet.cell(row, index + 1).value or "")
            across = (
                _letters(part) / (self._width(column) * _LETTERS_A_WIDTH)
                for part in text.split("\n")
            )
            lines = max(lines, sum(ceil(part) or 1 for part in across))
        sheet.row_dimensions[row].height = _LINE * lines

    def _write(
        self, sheet: "Worksheet", row: int, index: int, text: str, *, example: bool = False
    ) -> None:
        from openpyxl.styles import Alignment, Font

        cell = sheet.cell(row, index + 1, text or None)
        cell.number_format = _TEXT
        cell.data_type = "s" if text else "n"
        cell.font = Font(_FONT, size=14, italic=example, color="6B746E" if example else "000000")
        cell.alignment = Alignment(vertical="top", wrap_text=True)

    def _format_columns(self, sheet: "Worksheet", first: int, last: int) -> None:
        """Set widths, and text format so that 2.10 and 31/1/68 are kept as typed."""
        from openpyxl.styles import Alignment, Font

        model: Any = sheet.cell(last + 1, 1)
        model.number_format = _TEXT
        model.font = Font(_FONT, size=14)
        model.alignment = Alignment(vertical="top", wrap_text=True)
        # To set these on each of thousands of cells takes most of the time of a template.
        style = model._style  # noqa: SLF001 - openpyxl names no other way to share it
        for index, column in enumerate(self._columns):
            sheet.column_dimensions[column_letter(index)].width = self._width(column)
            for number in range(last + 1, first + ROWS):
                cell: Any = sheet.cell(number, index + 1)
                cell._style = copy(style)  # noqa: SLF001

    def _add_lists(self, book: "Workbook", sheet: "Worksheet", first: int) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        lists = book.create_sheet(_LISTS)
        lists.sheet_state = "hidden"
        places: dict[ChoiceList, str] = {}
        for index, column in enumerate(self._columns):
            offered = entries(column.choice, self._year)
            if offered and column.choice not in places:
                letter = column_letter(len(places))
                places[column.choice] = f"'{_LISTS}'!${letter}$1:${letter}${len(offered)}"
                for number, entry in enumerate(offered, 1):
                    lists.cell(number, len(places), entry)
            rule = DataValidation(
                type="list" if offered else None,
                formula1=places.get(column.choice),
                allow_blank=True,
                showErrorMessage=column.choice in CLOSED and not column.many,
                errorStyle="warning",
                errorTitle=column.heading,
                error="ไม่อยู่ในรายการให้เลือก ใช้ค่านี้หรือไม่",
            )
            if column.hint:
                rule.promptTitle, rule.prompt = column.heading[:32], column.hint
                rule.showInputMessage = True
            if offered or column.hint:
                letter = column_letter(index)
                rule.add(f"{letter}{first}:{letter}{first + ROWS - 1}")
                sheet.add_data_validation(rule)

    def _set_up_page(self, sheet: "Worksheet", heading: int) -> None:
        sheet.sheet_format.defaultRowHeight = _LINE
        sheet.freeze_panes = f"A{heading + 1}"
        sheet.page_setup.orientation = "landscape"
        sheet.print_title_rows = f"{heading}:{heading}"
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        if sheet.oddFooter is not None and (footer := sheet.oddFooter.center) is not None:
            footer.text = "หน้า &P / &N"


def _letters(text: str) -> int:
    """Return the number of letters of ``text`` without combining marks."""
    return sum(1 for letter in text if letter not in _ABOVE)


def _answer_rows(year: YearData | None) -> Iterator[tuple[str, ...]]:
    """Yield the rows to fill in; an empty one separates two tables."""
    yield ("1.1 จำนวนผู้ตอบแบบประเมินตามแบบประเมิน",)
    yield ("แบบประเมิน", "ชาย", "หญิง", "ไม่ระบุ", "รวม")
    yield from (("1.IIT",), ("2.EIT",), ("รวม",), ())
    yield ("1.2 จำนวนผู้ตอบแบบประเมินตามภาษา",)
    yield ("ภาษา", "จำนวนตอบ")
    yield from _numbered(_LANGUAGES)
    yield from (("รวม",), ())
    for number, (instrument, questions) in enumerate(QUESTIONS.items(), 3):
        yield (f"{number}.สถิติการตอบ {instrument}",)
        for question, options in questions:
            yield (question,)
            yield ("ตัวเลือก", "จำนวนตอบ", "%")
            yield from _numbered(options)
        yield ()
    yield ("5.คะแนนตามส่วนราชการ",)
    yield ("No.ส่วนราชการ", "จำนวน IIT", "คะแนน IIT", "จำนวน EIT", "คะแนน EIT", "คะแนนเฉลี่ย")
    units = (
        tuple(unit.name for unit in year.units if unit.kind is UnitKind.SECTION)
        if year is not None
        else ()
    )
    yield from _numbered((*units, "รร.สังกัดกรุงเทพมหานคร ในพื้นที่เขต"), " ")
    yield ()
    yield ("6.คะแนนตามส่วนประเภทบริการ",)
    items = year.framework.items_of("EIT") if year is not None else ()
    codes = [item.code for item in items] or [f"E{number}" for number in range(1, 7)]
    yield ("No.ประเภทบริการ", "ตอบ", "EIT", *codes)
    yield from _numbered((*_SERVICES, *_OTHER_SERVICES), " ")
    for instrument in QUESTIONS:
        yield ()
        yield (f"ความคิดเห็นของผู้ตอบแบบประเมิน {instrument}",)
        yield from ((f"{number}.",) for number in range(1, _COMMENTS + 1))


def _numbered(names: tuple[str, ...], after: str = ".") -> Iterator[tuple[str, ...]]:
    return ((f"{number}{after}{name}",) for number, name in enumerate(names, 1))


def _fill_answers(sheet: "Worksheet", year: YearData | None) -> None:
    """Write the tables into a new sheet, formatted as text so that input is kept as typed."""
    from openpyxl.styles import Alignment, Font, PatternFill

    from ita_desktop.exchange.sheets import column_letter

    sheet.title = TITLE
    title = True
    for number, row in enumerate(_answer_rows(year), 1):
        heads = len(row) > 1
        for index in range(max(len(row), len(_WIDTHS))):
            cell = sheet.cell(number, index + 1, row[index] if index < len(row) else None)
            cell.number_format = _TEXT
            cell.font = Font(_FONT, size=14, bold=heads or title)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if heads and index < len(row):
                cell.fill = PatternFill("solid", fgColor="E4EDE7")
        title = not row
    for index, width in enumerate(_WIDTHS):
        sheet.column_dimensions[column_letter(index)].width = width
    sheet.page_setup.orientation = "landscape"


PREFIXES = ("นาย", "นาง", "นางสาว", "ว่าที่ร้อยตรี", "ว่าที่ร้อยตรีหญิง", "ดร.")
CLOSED = frozenset(
    (
        ChoiceList.ITEMS,
        ChoiceList.OIT_ITEMS,
        ChoiceList.STATUSES,
        ChoiceList.ENTRY_STATES,
        ChoiceList.UNIT_KINDS,
        ChoiceList.CHAPTERS,
        ChoiceList.SURVEYS,
        ChoiceList.REMARK_STATES,
    )
)
"""Lists with all valid values."""

_FIXED = {
    ChoiceList.ROLES: ROLES,
    ChoiceList.FREQUENCIES: tuple(FREQUENCY_WORDS.values()),
    ChoiceList.STATUSES: tuple(STATUS_WORDS.values()),
    ChoiceList.ENTRY_STATES: tuple(STATE_WORDS.values()),
    ChoiceList.UNIT_KINDS: tuple(UNIT_KIND_WORDS.values()),
    ChoiceList.PREFIXES: PREFIXES,
    ChoiceList.FORMATS: FORMAT_WORDS,
    ChoiceList.BODIES: BODIES,
    ChoiceList.CHAPTERS: tuple(CHAPTER_WORDS.values()),
    ChoiceList.SURVEYS: SURVEYS,
    ChoiceList.REMARK_STATES: tuple(REMARK_STATE_WORDS.values()),
}


def entries(choice: ChoiceList, year: YearData | None) -> Sequence[str]:
    """Return the entries of a list; empty if there are none."""
    if choice in _FIXED:
        own = [body.name for body in year.bodies] if year and choice is ChoiceList.BODIES else []
        return own or _FIXED[choice]
    if year is None or choice is ChoiceList.NONE:
        return ()
    if choice is ChoiceList.UNITS:
        units = sorted(year.units, key=lambda unit: unit.kind is UnitKind.SCHOOL)
        return [unit.name for unit in units]
    if choice is ChoiceList.SURVEY_GROUPS:
        return [name_of_group(year, group) for group in year.survey_groups]
    if choice is ChoiceList.INDICATORS:
        return [indicator.code for indicator in year.framework.indicators]
    return item_codes(year, oit=choice is ChoiceList.OIT_ITEMS)


def item_codes(year: YearData, *, oit: bool) -> list[str]:
    """Return the item codes of the year's framework, in printed order."""
    framework = year.framework
    return [
        item.code
        for item in framework.items
        if not oit or framework.instrument_of(item.code) == "OIT"
    ]
