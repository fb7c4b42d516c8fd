"""The lines of a report from tab-separated text, pipe tables, HTML, or plain text, and the figures
at the end of a line: scores, counts and percentages as printed.

A line that contains several rows (a table in a cell, lost line breaks) is split.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import BULLET, clean, to_arabic
from ita_desktop.exchange.files.formats import MAX_COLUMNS, MAX_LINE, MAX_ROWS
from ita_desktop.exchange.remarks import LineError
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, Value
from ita_desktop.typography.lines import beginning
from ita_desktop.typography.thai_letters import BEFORE_MARKS

_TAB = "\ue000"
"""Placeholder for a tab while a line is cleaned (private use character)."""
_THAI_DIGIT = lazy_re("[๐-๙]")
_SCATTERED = lazy_re("ตัวชี[้ ]*ว[ั้ ]*ด้?")
"""``ตัวชี้วัด`` with marks in any position, as in PDF text."""
_BREAK = lazy_re("\r\n|\r|\n|\x0c|\x0b|\u2028|\u2029|\x85")
FULL = Decimal(100)
MOST_RESPONDENTS = 9_999_999

_NUMBER = lazy_re(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?%?", re.ASCII)
_DASHES = frozenset("-–—")
_DECIMAL = lazy_re(r"(?<![\w.,/])[-−]?\d{1,6}\.\d{1,6}(?![\w.,%])(?!(?<=\.\d) \d$)", re.ASCII)
"""Not within other characters, nor a part of one: l00.00 is no 0.00, and 98.7 5 no 98.70."""
_UNIT = lazy_re(r"(?<=\d)\s*คะแนน\s*$")
_PERCENT_APART = lazy_re(r"(?<=\d)\s+(?=%)")
_THOUSANDS_APART = lazy_re(r"(?<![\d,])(\d{1,3}), (?=\d{3}(?![\d,]))")
_POINTS_TWICE = lazy_re(r"(?<=\d)\.\.(?=\d\d(?!\d))")
_POINT_APART = lazy_re(r"(?<=\s)(\d{1,3})\. (\d\d)(?=%|(?:\s+[\d.,%-]+)*$)", re.ASCII)
"""Not after the number of a row, which begins it; before a percent sign, or figures to the end."""
_POINT_BEHIND = lazy_re(r"(?<=\d) \.(?=\d\d(?!\d))", re.ASCII)
_POINT_RAISED = lazy_re(r"(?<=\d)[·∙](?=\d\d(?!\d))", re.ASCII)
_LETTER_IN_FIGURE = lazy_re("[lIOo]")
_HUNDRED = lazy_re(r"(?<![\w.,])[1lI][0Oo]{2}\.[0Oo]{2}(?![\w.,])", re.ASCII)


class Number(NamedTuple):
    """A printed figure; ``value`` is None for a dash."""

    text: str
    value: Decimal | None
    percent: bool = False

    @property
    def has_decimals(self) -> bool:
        return "." in self.text


class NumberRow(NamedTuple):
    """A line as text and the figures after it."""

    words: str
    numbers: tuple[Number, ...]
    shape: str
    """``i`` for an integer, ``d`` for decimals, ``p`` for per cent, ``-`` for a dash: ``idid`` is
    count, score, count, score."""

    def dashes_back(self, wanted: int) -> "NumberRow":
        """Return the row with dashes moved from its text to the figures, if it lacks ``wanted``
        figures: ``ฝ่ายการศึกษา - - 55 76.00 76.00`` is a unit without IIT answers."""
        words, found, shape = self
        while len(found) < wanted and words[-2:-1] == " " and words[-1] in _DASHES:
            words, found, shape = words[:-2], (Number(words[-1], None), *found), f"-{shape}"
        return NumberRow(words, found, shape)


def mended(text: str) -> str:
    """Return a line without what scanners and PDF make of figures: ``1, 243``, ``84..71``,
    ``84. 71``, ``84 .71``, ``84·71``, ``lOO.OO``."""
    if ", " in text:
        text = _THOUSANDS_APART.sub(r"\1,", text)
    if ".." in text:
        text = _POINTS_TWICE.sub(".", text)
    if " ." in text:
        text = _POINT_BEHIND.sub(".", text)
    if ". " in text:
        text = _POINT_APART.sub(r"\1.\2", text)
    if "·" in text or "∙" in text:
        text = _POINT_RAISED.sub(".", text)
    return _HUNDRED.sub("100.00", text) if _LETTER_IN_FIGURE.search(text) else text


def row_of(text: str) -> NumberRow:
    """Split a cleaned line (Arabic digits) into text and trailing figures."""
    plain = _PERCENT_APART.sub("", text) if " %" in text else text
    if plain.endswith("คะแนน"):
        plain = _UNIT.sub("", plain)
    tokens = plain.split()
    at = len(tokens)
    while at and (tokens[at - 1] in _DASHES or _NUMBER.fullmatch(tokens[at - 1])):
        at -= 1
    while at < len(tokens) and tokens[at] in _DASHES:
        at += 1
    found = tuple(map(_number, tokens[at:]))
    return NumberRow(" ".join(tokens[:at]), found, "".join(map(_shape, found)))


def decimals_in(text: str) -> list[re.Match[str]]:
    """Return the figures with decimals anywhere in a line, except percentages."""
    return list(_DECIMAL.finditer(_PERCENT_APART.sub("", text)))


def score(number: Number) -> Decimal:
    """Return a figure as a score; raises LineError if it is not from 0 to 100."""
    if number.value is None or not 0 <= number.value <= FULL:
        raise LineError("คะแนน “{text}” ไม่ใช่ตัวเลข 0 ถึง 100", text=number.text)
    return number.value


def percent(number: Number) -> Decimal:
    """Return a figure as a percentage; raises LineError if it is not from 0 to 100."""
    if number.value is None or not 0 <= number.value <= FULL:
        raise LineError("ร้อยละ “{text}” ต้องอยู่ระหว่าง 0 ถึง 100", text=number.text)
    return number.value


def count(number: Number) -> int:
    """Return a figure as a number of people; raises LineError."""
    value = number.value
    if value is None or value != value.to_integral_value() or number.percent:
        raise LineError("“{text}” ไม่ใช่จำนวนคน", text=number.text)
    if value < 0:
        raise LineError("จำนวน “{text}” ติดลบ", text=number.text)
    if value > MOST_RESPONDENTS:
        raise LineError("จำนวน “{text}” มากเกินกว่าจำนวนผู้ตอบ", text=number.text)
    return int(value)


def quoted(text: str) -> str:
    """Return a line shortened for quoting."""
    return beginning(text, 80)


def _shape(number: Number) -> str:
    if number.value is None:
        return "-"
    return "p" if number.percent else "d" if number.has_decimals else "i"


def _number(token: str) -> Number:
    if token in _DASHES:
        return Number(token, None)
    plain = token.replace(",", "").replace("−", "-")
    return Number(token, Decimal(plain.removesuffix("%")), plain.endswith("%"))


def read_lines(text: str, source: str) -> DataSheet:
    """Return the lines of a report. Raises InputError if there are too many or one is too long."""
    return DataSheet("", line_rows(text, source), source, of_lines=True)


def line_rows(text: str, source: str) -> tuple[SheetRow, ...]:
    """Return the lines with content, numbered from 1; raises InputError."""
    given = _BREAK.sub("\n", text)
    for number, line in enumerate(given.split("\n"), 1):
        if len(line) > MAX_LINE or line.count("\t") > MAX_COLUMNS:
            raise InputError(
                "บรรทัด {line} ยาวเกินกว่าที่นำเข้าได้",
                where=source,
                remedy="บันทึกเป็นข้อความใหม่ ให้แต่ละแถวอยู่คนละบรรทัด",
                line=number,
            )
    rows = [
        SheetRow(number, tuple([cell.strip() for cell in line.split(_TAB)]))
        for number, line in enumerate(_cleaned(given), 1)
        if line
    ]
    if len(rows) > MAX_ROWS:
        raise InputError(
            "มีเกิน {most} บรรทัด มากกว่าที่นำเข้าได้ครั้งเดียว",
            where=source,
            remedy="คัดลอกเฉพาะส่วนรายงานผลไปไว้ในไฟล์ใหม่",
            most=MAX_ROWS,
        )
    return tuple(rows)


def _cleaned(text: str) -> Iterator[str]:
    """Yield all lines, cleaned together, which is ten times faster than one by one; without
    trailing tabs, of which reports have any number."""
    if _THAI_DIGIT.search(text):
        text = to_arabic(text)
    # The mark keeps leading empty lines, so that line numbers are kept.
    text = _SCATTERED.sub("ตัวชี้วัด", BEFORE_MARKS.sub("", text))
    whole = clean(f"{_TAB}\n{text.replace(_TAB, '')}".replace("\t", _TAB))
    for line in whole.split("\n")[1:]:
        yield line.rstrip(f" {_TAB}")


@dataclass(frozen=True, slots=True)
class LineOrigin(Origin):
    """The position of a line; ``sheet`` is the page number in a PDF, else empty."""

    @property
    def place(self) -> str:
        """``บรรทัด 279``, ``หน้า 3 บรรทัด 12``."""
        if not self.sheet:
            return Phrase("บรรทัด {row}", row=self.row)
        return Phrase("หน้า {page} บรรทัด {row}", page=self.sheet, row=self.row)

    @property
    def page(self) -> str:
        return self.sheet

    @property
    def brief(self) -> str:
        return self.place


class ReportLine(NamedTuple):
    """One row of a report: its cells in order (a single one without cells), and as text."""

    origin: Origin
    cells: tuple[str, ...]
    text: str


_TABLE_ROW = lazy_re(r"</?(?:tr|table|tbody|thead|p|br|li|div)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = lazy_re(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_PIPE = lazy_re(r"(?:^|(?<=\s))\|(?=\s|$)")
_RULE = lazy_re(r"[\s|:+=_.\-–—]*")
# Where a row after a lost line break began: a code after a score, an option after a percentage.
_NEXT_CODE = r"(?:[IEOl|○]\s?\d{1,2}\s+\D|ตัวชี้วัด|จำนวนการตอบ|ตัวเลือก)"
_BREAKS = lazy_re(
    rf"(?<=\d\.\d\d)(?:\s*คะแนน)?\s*(?={_NEXT_CODE})"
    rf"|(?<=%)\s*(?=\d{{1,2}}\s*\.\s*\D|{_NEXT_CODE})"
    r"|(?<=%)\s+(?=\d{1,2}\s*\.\s*\d)"
    r"|(?<=%)\s*(?=\d{1,3}\s+[\u0e00-\u0e7f])"
    r"|(?<=\d\.\d\d)\s+(?=\d\s*\.\s*\D)"
    r"|(?<=\(เต็ม 100\))\s*(?=\S)|(?<=จำนวนตอบ %)\s*(?=\d)"
    r"|(?<=\d\.\d\d \d\d\.\d\d)\s+(?=\d{1,2}\s+[*\u0e00-\u0e7f])"
)
_MAY_BREAK = lazy_re(r"(?:%|\.\d\d|\))(?=\s*[^\s%])")
"""Cheaper than the above: text after what may end a row."""
_LONGEST_LONE, _LEAST_LONE = 10, 2
_LONE = lazy_re(r"[-−]?[\d,]{1,9}(?:\.\d{1,2})?\s?%?|[-–—]")


def pieces_of(sheets: Sequence[DataSheet]) -> Iterator[ReportLine]:
    """Yield the rows of all sheets in order, joining rows whose cells are on separate lines."""
    words: ReportLine | None = None
    lone: list[ReportLine] = []
    for piece in _pieces(sheets):
        ended = bool(lone) and lone[-1].text.endswith("%")
        is_figure = len(piece.text) <= _LONGEST_LONE and _LONE.fullmatch(piece.text)
        if words is not None and not ended and is_figure:
            lone.append(piece)
            continue
        if words is not None:
            yield from _together(words, lone)
            lone = []
        words = piece
    if words is not None:
        yield from _together(words, lone)


def _together(words: ReportLine, lone: list[ReportLine]) -> Iterator[ReportLine]:
    """Yield a text and the figures on the lines below as one row, if the text lacks figures. A
    single figure may be a score or a page number, which the reader decides."""
    if len(lone) < _LEAST_LONE or words.text[-1:].isdigit() or words.text.endswith("%"):
        yield words
        yield from lone
        return
    cells = (*words.cells, *(piece.text for piece in lone))
    yield ReportLine(words.origin, cells, " ".join(cells))


def _pieces(sheets: Sequence[DataSheet]) -> Iterator[ReportLine]:
    for sheet in sheets:
        for row in sheet.rows:
            origin = origin_of(sheet, row.number)
            cells = [_text(value) for at, value in enumerate(row.values) if at not in row.merged]
            for group in _rows_within([cell for cell in cells if cell]):
                for part in _without_option(group):
                    yield from _split(origin, part)


def is_report(sheets: Sequence[DataSheet]) -> bool:
    """Return whether rows have the headings of the official report, not of a plain table; or are
    lines of text that tell the scores of several instruments."""
    pieces = list(pieces_of(sheets))
    told = {
        found[1]
        for piece in pieces
        if len(piece.cells) == 1 and len(piece.text) <= _LONGEST_TOLD
        if (row := row_of(piece.text)).shape == "d"
        if (found := OF_INSTRUMENT.fullmatch(row.words)) and not found[2]
    }
    return len(told) > 1 or has_marks(piece.text for piece in pieces)


_LONGEST_TOLD = 60
OF_INSTRUMENT = lazy_re(
    rf"(?:\d{{1,2}}[.)]\s+|{BULLET}\s*)?(?:(?:ผล)?(?:คะแนน|แบบวัด|แบบตรวจ)(?:เฉลี่ย)?\s*){{0,3}}"
    r"(IIT|EIT|OIT|ITA)\b\s*(?:\(\s*(\d{1,3})\s*%\s*\))?\s*(?:ได้|มีคะแนน|เท่ากับ|คือ)?[\s.:=]*"
)
"""What stands before the score of an instrument, perhaps with its weight; the numbers of the rows
of respondents have no space behind them."""


def is_plainly_report(sheets: Sequence[DataSheet]) -> bool:
    """Return whether rows have so many parts of the official report that they are nothing else; one
    heading alone stands in tables of measures, too."""
    found = (_ANY_MARK.search(_plain(piece.text)) for piece in pieces_of(sheets))
    return len({_PART_OF[mark[0]] for mark in found if mark}) >= _PLAIN_PARTS


def origin_of(sheet: DataSheet, number: int) -> Origin:
    """Return the position of a row of a sheet."""
    return LineOrigin(sheet.name, number) if sheet.of_lines else Origin(sheet.name, number)


def _text(value: Value) -> str:
    if isinstance(value, date):
        return str(short_date(value))
    if not isinstance(value, str):
        return ""
    return value.replace("\n", " ") if "\n" in value else value


def _rows_within(cells: list[str]) -> Iterator[list[str]]:
    """Yield the rows within one line: those of a table inside a cell come first."""
    plain: list[str] = []
    for cell in cells:
        if "<" not in cell:
            plain.append(cell)
            continue
        parts = [_TAG.sub("\t", part) for part in _TABLE_ROW.split(cell)]
        rows = [[inner.strip() for inner in part.split("\t") if inner.strip()] for part in parts]
        if "<t" in cell.lower():
            if plain:
                yield plain
                plain = []
            yield from (row for row in rows if row)
        else:  # a paragraph within a cell is one text
            plain.append(" ".join(inner for row in rows for inner in row))
    if plain:
        yield plain


def _without_option(cells: list[str]) -> Iterator[list[str]]:
    """Yield the cells of a question and those of its first option as rows of their own, if they
    stand in one: ``I1 | … | 1.ไม่มีเลย | 0 | 0.00% | 96.90``."""
    if len(cells) >= _LEAST_OF_BOTH and _CODE_ALONE.fullmatch(cells[0]):
        for at in range(1, len(cells) - 2):
            if _FIRST_OPTION.match(cells[at]) and _SHARE.fullmatch(cells[at + 2]):
                yield cells[:at] + cells[at + 3 :]
                yield cells[at : at + 3]
                return
    yield cells


_CODE_ALONE = lazy_re(r"[IE]\d{1,2}")
_FIRST_OPTION = lazy_re(r"1\s*\.\s*[^\d\s]")
_SHARE = lazy_re(r"\d{1,3}(?:\.\d{1,2})?\s?%", re.ASCII)
_LEAST_OF_BOTH = 5
"""Number of cells of a question, its first option and its score."""


def _split(origin: Origin, cells: list[str]) -> Iterator[ReportLine]:
    if len(cells) == 1 and "|" in cells[0]:
        cells = [part for part in map(str.strip, _PIPE.split(cells[0])) if part]
    text = mended(" ".join(cells))
    if _RULE.fullmatch(text) and text != "-":
        return
    if not _MAY_BREAK.search(text) or not _BREAKS.search(text):
        yield ReportLine(origin, tuple(cells), text)
        return
    for part in map(str.strip, _BREAKS.split(text)):
        if part:
            yield ReportLine(origin, (part,), part)


_SECTION_NUMBER = lazy_re(
    r"(?:หน้า(?:ที่)?|page)?\s*[-–(|]?\s*\d{1,4}\s*(?:(?:/|จาก|of)\s*\d{1,4})?\s*[-–)|]?",
    re.IGNORECASE,
)
_DIGITS = lazy_re(r"\d+")
_PAGE_MARK = lazy_re(
    r"หน้า|page|25\d\d|20\d\d|https?:|www\.|\d[/:]\d|\|\s*\d{1,4}$|\d\s*\|", re.IGNORECASE
)
"""Lines with figures are page headers only with such a mark: two rows of a table may differ in
nothing but their figures."""
_RESULT = lazy_re(r"\d\.\d|%|\d\s*คน")
_MAX_REPEATS = 2
"""Lines that occur more often are page headers."""


class ReportPart(Enum):
    """A section of the report."""

    COVER = auto()
    LEVELS = auto()
    SEXES = auto()
    LANGUAGES = auto()
    SCORES = auto()
    ANSWERS = auto()
    DEPARTMENTS = auto()
    SERVICES = auto()
    SUMMARY = auto()
    COMMENTS = auto()


class ReportSection(NamedTuple):
    """A section of a report; ``instrument`` is I, E or O if it is about one of them."""

    part: ReportPart
    instrument: str = ""


INSTRUMENTS = {"I": "IIT", "E": "EIT", "O": "OIT"}

_BY_SEX = tuple(
    f"ผู้ตอบ{what}{how}เพศ"
    for what in ("", "แบบประเมิน", "แบบวัด", "แบบสำรวจ")
    for how in ("ตาม", "จำแนกตาม", "แยกตาม")
)
_MARKS: tuple[tuple[ReportPart, tuple[str, ...]], ...] = (
    (ReportPart.LEVELS, ("หมายเหตุ:เกณฑ์การประเมิน", "เกณฑ์ระดับผลการประเมิน")),
    (ReportPart.COMMENTS, ("ความคิดเห็นของผู้ตอบ", "ความเห็นของผู้ตอบ", "ข้อเสนอแนะของผู้ตอบ")),
    (ReportPart.SEXES, ("จำนวนผู้ตอบแบบประเมินตามแบบ", *_BY_SEX)),
    (ReportPart.LANGUAGES, ("จำนวนผู้ตอบแบบประเมินตามภาษา",)),
    (ReportPart.ANSWERS, ("สถิติการตอบ", "จำนวนการตอบ")),
    (ReportPart.DEPARTMENTS, ("คะแนนตามส่วนราชการ", "no.ส่วนราชการ")),
    (ReportPart.SERVICES, ("คะแนนตามส่วนประเภทบริการ", "คะแนนตามประเภทบริการ", "no.ประเภทบริการ")),
    (ReportPart.SCORES, ("คะแนนตัวชี้วัด", "คะแนนแบบวัด", "คะแนนแบบตรวจ", "ประเด็นการประเมิน")),
    (ReportPart.SCORES, ("หัวข้อการรับรู้", "หัวข้อการเปิดเผยข้อมูลสาธารณะ")),
    (ReportPart.SUMMARY, ("แบบวัดการรับรู้", "แบบตรวจการเปิดเผย")),
    (ReportPart.COVER, ("คะแนนเฉลี่ยตามค่าน้ำหนัก", "คะแนนเฉลี่ย(เต็ม)", "รายงานผลการประเมินคุณธรรม")),
)
_PLAIN_PARTS = 4
_PART_OF = {mark: part for part, marks in _MARKS for mark in marks}
_ANY_MARK = lazy_re("|".join(map(re.escape, _PART_OF)))
_HEADS = (
    "แบบประเมินชาย", "ภาษาจำนวน", "ลำดับตัวชี้วัด", "ข้อคำถาม", "ตัวเลือก", "จำนวนตอบ",
    "iitiit", "iiteit", "คะแนน(เต็ม", "ตอบeit",
)  # fmt: skip
"""Beginnings of heading rows, without spaces."""
_NAMES = {
    "I": lazy_re(r"IIT|ภายใน(?!ประเทศ)"),
    "E": lazy_re(r"EIT|ภายนอก"),
    "O": lazy_re(r"OIT|เปิดเผยข้อมูลสาธารณะ"),
}
"""How headings name the instruments."""
_QUESTION = lazy_re(r"(age|position|gender|workyear|job|p\d{1,2}|q\d{1,2}|a\d{1,2})\s+(\D.*)")
_LONGEST_HEADING = 160


def section_of(text: str, row: NumberRow) -> ReportSection | None:
    """Return the section that a line begins, or None."""
    if len(text) > _LONGEST_HEADING or row.shape.endswith("d"):
        return None
    found = _ANY_MARK.search(_plain(text))
    return ReportSection(_PART_OF[found[0]], letter_in(text)) if found else None


def letter_in(text: str) -> str:
    """Return the letter of the only instrument in a heading; empty for several."""
    named = [letter for letter, pattern in _NAMES.items() if pattern.search(text)]
    return named[0] if len(named) == 1 else ""


def is_heads(text: str) -> bool:
    """Return whether a line is the heading row of one of the report's tables."""
    return _plain(text).removeprefix("no.").startswith(_HEADS)


def question_of(text: str) -> tuple[str, str] | None:
    """Return the key and wording of a question about the respondents (``age อายุ``)."""
    found = _QUESTION.fullmatch(text)
    return (found[1], found[2].strip()) if found else None


def has_marks(texts: Iterable[str]) -> bool:
    """Return whether the lines are an official report rather than a plain table of scores."""
    found = (_ANY_MARK.search(_plain(text)) for text in texts)
    return any(mark and _PART_OF[mark[0]] is not ReportPart.COMMENTS for mark in found)


def _plain(text: str) -> str:
    """Return a cleaned line for comparison."""
    return "".join(text.split()).casefold()


def is_page_number(text: str) -> bool:
    """Return whether a line is ``12``, ``- 12 -``, ``หน้า 3 จาก 14`` or ``Page 3 of 14``."""
    return _SECTION_NUMBER.fullmatch(text) is not None


def running_headers(texts: Iterable[str]) -> frozenset[str]:
    """Return the lines that are repeated on every page, apart from their numbers."""
    times: Counter[str] = Counter()
    spellings: dict[str, set[str]] = {}
    for text in texts:
        if any(map(str.isdigit, text)):
            if text[-1:] == "%" or _RESULT.search(text) or not _PAGE_MARK.search(text):
                continue
            form = _DIGITS.sub("0", text)
        else:
            form = text
        times[form] += 1
        spellings.setdefault(form, set()).add(text)
    often = (spellings[form] for form, count in times.items() if count > _MAX_REPEATS)
    return frozenset().union(*often)
