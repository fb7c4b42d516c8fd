"""The content of one cell: cleaned text, a Christian date, the name of a state, a mark that stands
for yes or no, whatever it looks like, or why it cannot be used; the cells of a row by column name,
as text, dates, lists and numbers; and what is struck through, which is left out where a file comes
in."""

import re
import sys
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final, TypeVar

from ita_desktop.domain.dates import BUDDHIST_OFFSET, DateError, month_end, parse_date, short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import (
    BULLET,
    MAX_TEXT,
    MOST_PEOPLE,
    WITHOUT_GLYPH,
    clean,
    key,
    number_in,
    one_line,
    plain_number,
    to_arabic,
)
from ita_desktop.domain.tracking.entries import EntryState, is_state_alone, said_state
from ita_desktop.domain.tracking.worksheet import STATE_WORDS
from ita_desktop.exchange import sheets
from ita_desktop.exchange.remarks import CellPlace, RowError
from ita_desktop.typography.lines import beginning

TICKS: Final = frozenset("✓✔√☑/\uf0fc")
CROSSES: Final = frozenset("✗✘×✕☒xX\uf0fb")
PARTS: Final = frozenset({"หลัก", "ร่วม", "รอง", "สนับสนุน"})
"""Words of a unit's part, in the place of a tick."""
PASSED: Final = (frozenset({"ผ่าน"}), frozenset({"ไม่ผ่าน"}))
THERE: Final = (frozenset({"มี"}), frozenset({"ไม่มี"}))
"""Words for yes and no."""
NO_MARK: Final = frozenset({"", "-", "–"})
_LETTERS: Final = frozenset("üþPRvV")
"""The letters that Wingdings draws ticks with."""
_ALL_TICKS: Final = TICKS | _LETTERS
_ALL_CROSSES: Final = CROSSES | frozenset("û")
_CROSSED: Final = frozenset("xX×✕")
"""Marks that tick where there is no other."""
_FULL: Final = frozenset("●•⚫⬤■▪*◆◎▲★")
_HOLLOW: Final = frozenset("○◯〇⚪◦△☆")
BOXES: Final = frozenset("☐□")
"""Boxes that are not ticked."""
FROM, TO = frozenset("←⟵◄⇐"), frozenset("→⟶►⇒")
"""The ends of an arrow over several cells."""
_ARROWS: Final = FROM | TO | frozenset("↔⟷⇔")
_MARKS: Final = _ARROWS | _ALL_TICKS | _ALL_CROSSES | _FULL | _HOLLOW | BOXES
_SAYS: Final = r"\s*(?:=|:|คือ|หมายถึง|แทน|–|-)"
_SIGN: Final = r"(?<![^\s:;,(])([^\w\s()\[\].,:;=–\u0e31-\u0e4e-])(?![^\s=:;,)ก-ฮเ])"
_PART: Final = (
    rf"(?:หน่วยงาน|ฝ่าย|ผู้|รับผิดชอบ|เจ้าภาพ)*\s*({'|'.join(sorted(PARTS))})(?:หลัก|รับผิดชอบ)?"
    r"(?![ก-๎])"
)
_LEGEND: Final = lazy_re(
    rf"(?:{_SIGN}\)?(?:{_SAYS})?|(?<![^\s:;,(])([ก-ฮA-Z]){_SAYS})\s*{_PART}", re.ASCII
)
"""What a line says of a mark; that a letter is one, words between them say."""
_BACKWARDS: Final = lazy_re(rf"{_PART}(?:{_SAYS})?\s*\(?{_SIGN}", re.ASCII)
_LONGEST_LEGEND: Final = 120
_WORD: Final = lazy_re(r"\w")
TOO_LONG = sheets.BadCell(
    "ข้อความยาวเกินไป (เกิน 20,000 ตัวอักษร)", "ย่อข้อความ หรือแยกเป็นหลายแถว แล้วนำเข้าใหม่"
)
FORMULA_ERROR = sheets.BadCell("สูตรในช่องนี้ให้ผลผิดพลาด", "แก้สูตรใน Excel ให้ได้ผลก่อน แล้วนำเข้าใหม่")
NOT_COMPUTED = sheets.BadCell(
    "ช่องนี้เป็นสูตรที่ยังไม่มีผลลัพธ์เก็บไว้", "เปิดไฟล์ใน Excel บันทึก แล้วนำเข้าใหม่ หรือพิมพ์ค่าแทนสูตร"
)
UNKNOWN: Final = frozenset(each.why for each in (TOO_LONG, FORMULA_ERROR, NOT_COMPUTED))
"""What is told of cells whose content cannot be known."""
_ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!")
)
_ADDRESS = lazy_re(r"(https?://\S+)", re.IGNORECASE)
_CODE = lazy_re(r"(?<![A-Za-z0-9])[IEO][0-9]{1,2}(?![A-Za-z0-9])")
_TYPED_CODE = lazy_re(r"(?<![A-Za-z0-9])[IEO][๐-๙]{1,2}(?![A-Za-z0-9])")
_LARGEST = 10**20
"""Larger numbers are not displayed; lists have no such numbers."""
_FLOAT = int(sys.float_info.max)
_PERCENT_FORM = lazy_re(r"^0(?:\.(0+))?%$")
_DECIMALS = lazy_re(r"^(?:#,##)?0\.(0+)(?:_\))?(?:;.*)?$")


def text_value(text: str) -> sheets.Value:
    """Return the value of a text cell; Thai digits become Arabic ones, as in all stored text."""
    if not text or text.isspace():
        return ""
    if len(text) > MAX_TEXT * 2:
        return TOO_LONG
    typed = clean(text)
    cleaned = _with_arabic(typed)
    if len(cleaned) > MAX_TEXT:
        return TOO_LONG
    if _TYPED_CODE.search(typed):
        return sheets.CodedText(cleaned, typed)
    return FORMULA_ERROR if cleaned in _ERRORS else cleaned


def _with_arabic(text: str) -> str:
    """Return a text with Arabic digits, but for those of an address, which would lead elsewhere."""
    if "://" not in text:
        return to_arabic(text)
    parts = _ADDRESS.split(text)
    return "".join(part if at % 2 else to_arabic(part) for at, part in enumerate(parts))


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Return a text on one line, with Arabic digits as in all stored text. Readers of a paper ask
    for the same lines one after the other."""
    return one_line(str(text_value(text)))


def with_typed_codes(text: str) -> str:
    """Return ``text`` as :func:`plain` does, but with the digits that its codes were typed with:
    texts are printed as typed.

    >>> with_typed_codes("ส่ง O๑๓ ภายใน ๓๐ วัน")
    'ส่ง O๑๓ ภายใน 30 วัน'
    """
    said = text.typed if isinstance(text, sheets.CodedText) else text
    typed, stored = one_line(clean(said)), plain(text)
    if len(typed) != len(stored):
        return stored
    return _CODE.sub(lambda found: typed[found.start() : found.end()], stored)


def excel_value(value: Any, number_format: str) -> sheets.Value:  # noqa: PLR0911 - one line a type
    """Return the value of a cell as read by openpyxl: numbers as displayed, dates as dates."""
    if value is None:
        return ""
    if isinstance(value, str):
        return text_value(value)
    if isinstance(value, datetime):
        return _day(value.date())
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, time):
        return f"{value.hour:02d}.{value.minute:02d}"
    if isinstance(value, timedelta):
        return str(value)
    return text_value(str(value))


def _day(day: date) -> date:
    """Return the intended date: an English Excel reads the year of 31/1/2568 as Christian, and that
    of 31/1/68 as 1968. No list of an ITA year has dates of the last century."""
    year = day.year
    if year >= 2400:
        year -= BUDDHIST_OFFSET
    elif 1950 <= year < 2000:
        year += 2500 - BUDDHIST_OFFSET - 1900
    last = monthrange(year, day.month)[1]
    return date(year, day.month, min(day.day, last))


def _number(value: float, number_format: str) -> str:
    if not abs(value) < _LARGEST:  # including NaN
        return f"{float(min(max(value, -_FLOAT), _FLOAT)):g}"
    if share := _PERCENT_FORM.match(number_format or ""):
        places = Decimal(1).scaleb(-len(share[1] or ""))
        shown_as = (Decimal(repr(value)) * 100).quantize(places, ROUND_HALF_UP)
        return f"{shown_as}%"
    if isinstance(value, int):
        return str(value)
    if shown := _DECIMALS.match(number_format or ""):
        return f"{value:.{len(shown[1])}f}"
    text = format(value, ".15g")
    return str(Decimal(text).quantize(Decimal(1))) if value.is_integer() and "e" in text else text


_HUNDRED = Decimal(100)
_PERCENT = lazy_re(r"%|คะแนน|(?:คิดเป็น)?ร้อยละ|(?<=\d)\s*[*†‡]+\s*$")
"""Words of a score: ``ร้อยละ 95.50``, ``95 คะแนน``; the mark of a note on it: ``95.50*``."""
_STEPS = lazy_re(r"(?<!\s)\s++\|\s+")
_SEVERAL = lazy_re(r"\s*(?:[;\n]|,(?!\d)|\s\|\s)\s*")
BULLETS = ("- ", "– ", "• ")
"""Bullets at the start of list items."""
_EMPTY = frozenset("-–—…")
"""Texts of an intentionally empty cell."""
_DRAWN = "-–—_.…· \t\n"
"""What longer dashes and dotted lines of forms are drawn with."""
_DRAWN_BULLET = lazy_re(rf"^[ \t]*[{WITHOUT_GLYPH}]\s*", re.MULTILINE)
_BY_MONTH = lazy_re(
    r"^(?:(?:ส่ง)?ภายใน|ไม่เกิน|ณ)?\s*(?:วัน)?(?:สิ้น|สุดท้ายของ)\s*เดือน\s*(?=[ก-๙])"
    r"|^(?:ส่ง)?(?:ภายใน|ไม่เกิน)\s*(?:เดือน\s*)?(?=[ก-ฮ])"
)
"""Words before a month by whose last day something is due: ``ภายในเดือนมกราคม 2568``."""
_BEFORE_DAY = lazy_re(
    r"^(?:(?:ส่ง)?ภายใน|ไม่เกิน|ไม่ช้ากว่า|ณ)?\s*(?:วัน(?:ที่|[ก-๙]+ที่)?"
    r"|(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์)ที่)?\s*(?=[\d๐-๙])"
)
"""Words before a day that leave its meaning as it is: ``ภายในวันที่``, ``วันศุกร์ที่``."""
_BULLET = lazy_re(rf"^(?:{BULLET}+\s*|\d{{1,2}}[.)](?:\s+|(?=[ก-๙])))")
WordT = TypeVar("WordT")


@dataclass(frozen=True, slots=True)
class Cells:
    """A row below a heading. Empty and missing cells are read as empty text or None."""

    row: sheets.SheetRow
    origin: sheets.Origin
    columns: Mapping[str, int]
    """Column index by column name."""
    headings: Mapping[str, str]
    """Printed heading by column name."""
    inherited: Mapping[str, str]
    """Values from group rows and the rows above, by column name."""
    fiscal_year: int | None = None
    """Buddhist fiscal year of dates without a year."""
    continued: str = ""
    """The office's own mark of a continued row, if not ``(ต่อ)``."""
    can_merge: bool = False
    """Whether the file of the row knows merged cells."""
    again: frozenset[str] = frozenset()
    """Names of columns of which the table has several, each with a reading of the row."""
    faulty: frozenset[str] = frozenset()
    """Names of columns whose cells are empty because they cannot be read."""
    days: list[tuple[str, date]] = field(default_factory=list, compare=False)
    """The dates that were read, with their column names."""

    def text(self, name: str) -> str:
        """Return the cell on one line, or the inherited value."""
        return self.own(name) or self.above(name)

    def own(self, name: str) -> str:
        """Return the cell itself on one line, without inherited values."""
        text = self._text(name)
        return one_line(text) if "\n" in text else text

    def above(self, name: str) -> str:
        """Return the inherited value, whatever the cell contains."""
        return self.inherited.get(name, "")

    def lines(self, name: str) -> str:
        """Return the cell with its line breaks; `` | `` between numbered points is a line break,
        too. Drawn bullets become hyphens."""
        return _DRAWN_BULLET.sub("- ", _STEPS.sub("\n", self._text(name))).strip()

    def each_line(self, name: str) -> tuple[str, ...]:
        """Return the lines of a cell that are not empty."""
        return tuple(filter(None, map(str.strip, self.lines(name).split("\n"))))

    def several(self, name: str) -> tuple[str, ...]:
        """Return the entries of a cell with several, without bullets."""
        return several(self._text(name))

    def day(self, name: str, *, any_year: bool = False) -> date | None:
        """Return the cell as a date, with a Buddhist or Christian year; with ``any_year`` also
        outside the fiscal year. Raises RowError."""
        value = self._value(name)
        if value == "" or says_nothing(value) or isinstance(value, sheets.BadCell):
            return None
        if isinstance(value, str):
            try:
                value = self._day_of(value)
            except DateError as error:
                raise self.fail(name, "{problem}", problem=error) from None
        if not any_year:
            self.days.append((name, value))
        return value

    def _day_of(self, text: str) -> date:
        """Return the day that a text names, or the last one of the month by whose end something is
        due. Raises DateError."""
        plain = _BEFORE_DAY.sub("", text)
        try:
            return _this_century(parse_date(plain, fiscal_year=self.fiscal_year), plain)
        except DateError:
            if (found := _BY_MONTH.match(text)) is None:
                raise
            try:
                first = parse_date(f"1 {text[found.end() :]}", fiscal_year=self.fiscal_year)
            except DateError:
                first = None
            if first is None:
                raise
            return month_end(first)

    def percent(self, name: str, most: Decimal = _HUNDRED) -> Decimal | None:
        """Return the cell as a number from 0 to 100, or to ``most``; raises RowError."""
        text = _PERCENT.sub("", to_arabic(self.text(name))).strip()
        if not text or text in {"-", "–"}:
            return None
        try:
            figure = Decimal(plain_number(text))
        except InvalidOperation:
            figure = Decimal(-1)
        if not figure.is_finite() or not 0 <= figure <= most:
            template = "คะแนน “{text}” ไม่ใช่ตัวเลข 0 ถึง {most}"
            # Of points that may be more, nobody has said how many.
            shown = shortened(self.text(name))
            raise self.fail(name, template, text=shown, most=min(most, _HUNDRED))
        return figure

    def people(self, name: str, template: str, remedy: str = "") -> int | None:
        """Return the cell as a number of people; None for an empty cell. Raises RowError, as the
        ``template`` says, for anything else."""
        text = self.text(name)
        if text.removesuffix("คน").strip() in {"", "-", "–"}:
            return None
        people = number_in(text)
        if people is None or people > MOST_PEOPLE:
            raise self.fail(name, template, remedy=remedy)
        return people

    def merged(self, name: str) -> bool:
        """Return whether the cell is merged with the one above."""
        return self.columns.get(name) in self.row.merged

    def says_none(self, name: str) -> bool:
        """Return whether the cell has a dash, and so says that there is nothing."""
        return self.has(name) and says_nothing(self._value(name))

    def must(self, name: str, template: str, remedy: str) -> str:
        """Return the cell on one line, or the inherited value; raises RowError without any."""
        if text := self.text(name):
            return text
        raise self.fail(name, template, remedy=remedy)

    def one_of(
        self, name: str, words: Mapping[str, WordT], template: str, remedy: str, /, **fields: object
    ) -> WordT | None:
        """Return what a cell's word stands for, by :func:`key`; None for an empty cell. Raises
        RowError for any other word."""
        word = key(self.text(name))
        if word and word not in words:
            raise self.fail(name, template, remedy=remedy, **fields)
        return words.get(word)

    def has(self, name: str) -> bool:
        """Return whether the table has this column."""
        return name in self.columns

    def has_any(self, *names: str) -> bool:
        """Return whether one of the cells is not empty."""
        return any(self.text(name) for name in names)

    def fail(
        self, column: str, template: str, /, *, remedy: str = "", **fields: object
    ) -> RowError:
        """Return the error that this cell cannot be read; to be raised. ``{text}`` is its text, if
        it is not among the ``fields``."""
        if "{text}" in template:
            fields = {"text": shortened(self.text(column)), **fields}
        cell = None
        if column in self.columns:
            heading = one_line(self.headings[column])
            cell = CellPlace(column, self.columns[column], heading)
        place = self.place(column)
        return RowError(template, remedy=remedy, column=place, **fields).about(column, cell)

    def without(self, name: str) -> "Cells":
        """Return the row with this cell, which cannot be read, empty."""
        at = self.columns[name]
        values = (*self.row.values[:at], "", *self.row.values[at + 1 :])
        row = replace(self.row, values=values)
        return replace(self, row=row, days=[], faulty=self.faulty | {name})

    def place(self, name: str) -> str:
        """Return ``คอลัมน์ E “กำหนดส่ง”``; empty if the table has no such column."""
        if name not in self.columns:
            return ""
        return Phrase(
            "คอลัมน์ {column} “{heading}”",
            column=sheets.column_letter(self.columns[name]),
            heading=one_line(self.headings[name]),
        )

    def says(self, index: int) -> bool:
        """Return whether the cell in the column of this index has more than a dash."""
        value = self.row.value(index)
        return value != "" and not says_nothing(value)

    def _value(self, name: str) -> sheets.Value:
        index = self.columns.get(name)
        if index is None or index >= len(self.row.values):
            return ""
        value = self.row.values[index]
        if isinstance(value, sheets.BadCell):
            raise self.fail(name, value.why, remedy=value.remedy)
        return value

    def _text(self, name: str) -> str:
        value = self._value(name)
        return "" if says_nothing(value) else str(text_of(value))


def text_of(value: sheets.Value) -> str:
    """Return a cell's value as text."""
    if isinstance(value, sheets.BadCell):
        return Phrase(value.why)
    return short_date(value) if isinstance(value, date) else value


def shown_row(row: sheets.SheetRow) -> str:
    """Return the texts of a row's cells as one line, each with the addresses that it leads to."""
    texts = (
        text
        for value in row.values
        for text in (text_of(value), *(value.links if isinstance(value, sheets.LinkedText) else ()))
    )
    return " · ".join(filter(None, texts))


def says_nothing(value: sheets.Value) -> bool:
    """Return whether a cell has only a dash, or the dotted line of a form."""
    if not isinstance(value, str) or value[:1] not in _DRAWN:
        return False
    return value in _EMPTY or (len(value) > 1 and not value.strip(_DRAWN))


def several(text: str) -> tuple[str, ...]:
    """Return the entries of a text with several, without bullets."""
    parts = (_BULLET.sub("", part) for part in _SEVERAL.split(text.strip()))
    return tuple(part for part in parts if part)


def _this_century(day: date, text: str) -> date:
    """Return the intended date, if ``text`` was read as one of the last century, of which no list
    of an ITA year has any: an English Excel saves 31/1/68 in a CSV file as 31/1/1968, and the 25 of
    31/1/25 is 2025, not 2525."""
    year = next((digits for digits in re.findall(r"\d+", to_arabic(text)) if len(digits) == 4), "")
    if day.year >= 2000 or year > "2000":
        return day
    meant = day.year + (2500 - BUDDHIST_OFFSET - 1900 if year else BUDDHIST_OFFSET - 500)
    return date(meant, day.month, min(day.day, monthrange(meant, day.month)[1]))


def shortened(text: str, most: int = 60) -> str:
    """Return a text shortened for quoting in a message."""
    return beginning(one_line(text), most)


STRUCK_BEGINS, STRUCK_ENDS = "\ue001\ue002"
"""What readers put around such a text: private letters, which no font has and cleaning keeps."""
_STRUCK: Final = lazy_re(f"{STRUCK_BEGINS}([^{STRUCK_ENDS}]*){STRUCK_ENDS}")
_LINE: Final = lazy_re(f"[^\n]*{STRUCK_BEGINS}[^\n]*")
_LEFT_OVER: Final = lazy_re(
    rf"^[\s,/;]+|[\s,/;]+$|^(?:{BULLET}|\s)*(?:\(?[\d๐-๙]{{1,2}}[.)])?(?:{BULLET}|[,/;\s])*$"
)
"""Separators, and the number or bullet of a line whose words are struck."""


def struck(value: sheets.Value) -> sheets.Value:
    """Return a cell or text marked as struck through; one that cannot be used stays as it is."""
    return (
        value
        if value == "" or isinstance(value, sheets.BadCell)
        else f"{STRUCK_BEGINS}{value}{STRUCK_ENDS}"
    )


def without_struck(text: str) -> tuple[str, str]:
    """Return a text without what is struck through in it, and that."""
    if STRUCK_BEGINS not in text:
        return text, ""
    text = text.replace(f"{STRUCK_ENDS}{STRUCK_BEGINS}", "")
    left = " ".join(found.strip() for found in _STRUCK.findall(text))
    marked = _STRUCK.sub(STRUCK_BEGINS, text)
    return clean(_LINE.sub(_rest, marked)), clean(left)


def _rest(line: re.Match[str]) -> str:
    return _LEFT_OVER.sub("", line[0].replace(STRUCK_BEGINS, ""))


def is_mark(text: object) -> bool:
    """Return whether a cell has a mark that is no letter of a word or number."""
    return text in _MARKS


def meaning(marks: Iterable[str]) -> Mapping[str, str | None] | None:
    """Return what each of the ``marks`` says: a unit's part, else '' for a tick, None for no. None
    for all if that is unclear; empty if they are no marks at all, or none ticks."""
    said = frozenset(marks)
    if not said <= _MARKS | PARTS:
        return {}
    found: dict[str, str | None] = {mark: mark if mark in PARTS else "" for mark in said}
    found |= dict.fromkeys(said & BOXES, None)
    sorts = [said & (_ALL_TICKS | PARTS), said & _FULL, said & _HOLLOW, said & _ARROWS]
    if sorts[0]:
        found |= dict.fromkeys(said & _ALL_CROSSES, None)
    elif said & _ALL_CROSSES - _CROSSED:
        return {}
    else:
        sorts.append(said & _CROSSED)
    if sum(map(bool, sorts)) > 1:
        return None
    return found if any(each is not None for each in found.values()) else {}


def legend_in(lines: Iterable[str]) -> Mapping[str, str]:
    """Return the words of a unit's part by the marks for which lines say so: ``● หลัก  ○ สนับสนุน``,
    ``ม = หน่วยงานหลัก``; nothing of one alone, which may say what it is no part of."""
    says: dict[str, str] = {}
    for line in lines:
        text = line.strip() if len(line) <= _LONGEST_LEGEND else ""
        if _BACKWARDS.match(text):
            says |= {sign: part for part, sign in _BACKWARDS.findall(text)}
        else:
            says |= {sign or letter: part for sign, letter, part in _LEGEND.findall(text)}
    return says if len(set(says.values())) > 1 else {}


def is_legend(text: str) -> bool:
    """Return whether a line says what marks mean, and nothing else."""
    return _LEGEND.match(text) is not None and _WORD.search(_LEGEND.sub("", text)) is None


def with_parts(
    rows: tuple[sheets.SheetRow, ...], legend: Mapping[str, str]
) -> tuple[sheets.SheetRow, ...]:
    """Return the rows with the words of a unit's part in the place of marks, as a line among them
    or the ``legend`` beside them says. A line of several cells becomes one."""
    lines = {at: line for at, row in enumerate(rows) if (line := _line(row))}
    says = {**legend, **legend_in(lines.values())}
    if says.keys().isdisjoint(value for row in rows for value in row.values):
        return rows
    return tuple(
        (replace(row, values=(lines[at],)) if row.filled > 1 else row)
        if at in lines
        else replace(row, values=tuple(says.get(str(value), value) for value in row.values))
        for at, row in enumerate(rows)
    )


def _line(row: sheets.SheetRow) -> str:
    """Return what a row of one cell says, or one of nothing but signs and words of parts."""
    texts = [str(value) for value in row.values if value != ""]
    is_legend = all(len(text) == 1 or re.fullmatch(_PART, text) for text in texts)
    return " ".join(texts) if len(texts) == 1 or is_legend else ""


def is_tick(text: str) -> bool:
    """Return whether a cell is ticked, whatever the marks in others look like."""
    return text in _ALL_TICKS | _FULL


def is_cross(text: str) -> bool:
    """Return whether a cell is crossed, which may say no, or be a tick of those who cross."""
    return text in _ALL_CROSSES


def read_state(cells: Cells, name: str) -> EntryState | None:
    """Return the state that the cell in column ``name`` tells; None if it is empty.

    Raises RowError for words that do not decide it.
    """
    word = cells.text(name)
    state = said_state(word)
    if word and state is None:
        raise unknown_state(word, name, cells)
    return state


def unknown_state(word: str, name: str = "state", cells: Cells | None = None) -> RowError:
    """Return the error for words of a state that do not decide it, below the column ``name``."""
    shown = {"word": shortened(word), "known": " ".join(STATE_WORDS.values())}
    error = RowError("ไม่รู้จักสถานะ “{word}”", remedy="ใช้ {known}", **shown).about(name)
    return (
        error if cells is None else cells.fail(name, error.template, remedy=error.remedy, **shown)
    )


def without_marks(cells: Cells, name: str) -> str:
    """Return a cell with several lines; nothing of one that is only ticked."""
    text = cells.lines(name)
    return "" if is_mark(text) else text


def read_participants(cells: Cells) -> int | None:
    """Return the number of people who took part; None for an empty cell. Raises RowError."""
    text = "จำนวนผู้เข้าร่วม “{text}” ไม่ใช่จำนวนเต็ม"
    return cells.people("participants", text, "พิมพ์ตัวเลข เช่น 45")


def more_than_state(cells: Cells, name: str) -> str:
    """Return the cell of a state if it says more than that: how far, why, till when."""
    words = cells.lines(name)
    return "" if is_state_alone(words) else words
