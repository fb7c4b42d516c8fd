"""The lines of a report, whatever they were saved as: tabs, a pipe table, HTML, or plain text.

A line that holds several rows (a table in a cell, lines that lost their break) becomes several.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.report.lines.numbers import mended
from ita_desktop.exchange.report.lines.sections import has_marks
from ita_desktop.exchange.sheets import DataSheet, Origin, Value


@dataclass(frozen=True, slots=True)
class LineOrigin(Origin):
    """Where a line stands; ``sheet`` is the number of its page in a PDF, else empty."""

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
    """One row of a report: its cells in order (one, where the text has no cells), and as a text."""

    origin: Origin
    cells: tuple[str, ...]
    text: str


_TABLE_ROW = re.compile(r"</?(?:tr|table|tbody|thead|p|br|li|div)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_PIPE = re.compile(r"(?:^|(?<=\s))\|(?=\s|$)")
_RULE = re.compile(r"[\s|:+=_.\-–—]*")
# Where a row that lost its line break began: after a score, a code; after a per cent, an option.
_NEXT_CODE = r"(?:[IEOl|○]\s?\d{1,2}\s+\D|ตัวชี้วัด|จำนวนการตอบ|ตัวเลือก)"
_BREAKS = re.compile(
    rf"(?<=\d\.\d\d)(?:\s*คะแนน)?\s*(?={_NEXT_CODE})"
    rf"|(?<=%)\s*(?=\d{{1,2}}\s*\.\s*\D|{_NEXT_CODE})"
    r"|(?<=%)\s+(?=\d{1,2}\s*\.\s*\d)"
    r"|(?<=%)\s*(?=\d{1,3}\s+[\u0e00-\u0e7f])"
    r"|(?<=\d\.\d\d)\s+(?=\d\s*\.\s*\D)"
    r"|(?<=\(เต็ม 100\))\s*(?=\S)|(?<=จำนวนตอบ %)\s*(?=\d)"
    r"|(?<=\d\.\d\d \d\d\.\d\d)\s+(?=\d{1,2}\s+[*\u0e00-\u0e7f])"
)
_LONGEST_LONE, _LEAST_LONE = 10, 2
_LONE = re.compile(r"[-−]?[\d,]{1,9}(?:\.\d{1,2})?\s?%?|[-–—]")


def pieces_of(sheets: Sequence[DataSheet]) -> Iterator[ReportLine]:
    """The rows of all sheets in order; those whose cells stand on lines of their own made whole."""
    words: ReportLine | None = None
    lone: list[ReportLine] = []
    for piece in _pieces(sheets):
        ended = bool(lone) and lone[-1].text.endswith("%")
        if words is not None and not ended and _is_lone(piece.text):
            lone.append(piece)
            continue
        if words is not None:
            yield from _together(words, lone)
            lone = []
        words = piece
    if words is not None:
        yield from _together(words, lone)


def _is_one_answer(text: str) -> bool:
    """Whether a line is that of one option and no more, as most lines of a report are."""
    return text[-1:] == "%" and text.count("%") == 1 and text[1:2] == "." and text.count(".") == 2


def _is_lone(text: str) -> bool:
    """Whether a line holds one figure and nothing else."""
    return len(text) <= _LONGEST_LONE and _LONE.fullmatch(text) is not None


def _together(words: ReportLine, lone: list[ReportLine]) -> Iterator[ReportLine]:
    """Words and the figures that stand below, each on its line: one row where the words lack
    figures. One figure alone may be a score or the number of a page: the reader sees which."""
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
                yield from _split(origin, group)


def is_report(sheets: Sequence[DataSheet]) -> bool:
    """Whether rows bring the headings of the official report, rather than a plain table."""
    return has_marks(piece.text for piece in pieces_of(sheets))


def origin_of(sheet: DataSheet, number: int) -> Origin:
    """Where a row of a sheet stands."""
    return LineOrigin(sheet.name, number) if sheet.of_lines else Origin(sheet.name, number)


def _text(value: Value) -> str:
    if isinstance(value, date):
        return str(short_date(value))
    if not isinstance(value, str):
        return ""
    return value.replace("\n", " ") if "\n" in value else value


def _rows_within(cells: list[str]) -> Iterator[list[str]]:
    """The rows that one line holds: those of a table inside a cell first stand by themselves."""
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
        else:  # a paragraph within a cell stays one text
            plain.append(" ".join(inner for row in rows for inner in row))
    if plain:
        yield plain


def _split(origin: Origin, cells: list[str]) -> Iterator[ReportLine]:
    if len(cells) == 1 and "|" in cells[0]:
        cells = [part for part in map(str.strip, _PIPE.split(cells[0])) if part]
    text = mended(" ".join(cells))
    if _RULE.fullmatch(text) and text != "-":
        return
    if _is_one_answer(text) or not _BREAKS.search(text):
        yield ReportLine(origin, tuple(cells), text)
        return
    for part in map(str.strip, _BREAKS.split(text)):
        if part:
            yield ReportLine(origin, (part,), part)
