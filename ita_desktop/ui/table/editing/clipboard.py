"""Cells on the clipboard in the formats of Excel and LibreOffice Calc."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from itertools import product, zip_longest
from typing import Final

from PySide6.QtCore import QMimeData

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.ui.editors.pasted import FRAGMENT
from ita_desktop.ui.language import short_date

CellRange = list[list[str]]
"""Rows of cell texts, possibly of different lengths."""
Cell = str | date
"""A copied cell; dates are copied as dates."""
LONG_ROWS: Final = 200
_LONG_LETTERS: Final = 100_000
"""Length of text and HTML: Excel writes some hundred characters per cell."""
_OWN: Final = "application/x-ita-desktop-cells"
_LEAST_LINES: Final = 3
"""Minimum number of lines of a paper without a table."""
_NO_TEXT: Final = lazy_re(
    r"<head\b.*?</head>|<table\b.*</table>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE
)
"""What of a page is no text beside its tables."""
_FIGURE: Final = lazy_re(r"-?(?:0|[1-9]\d{0,14})(\.\d+)?", re.ASCII)
"""A text copied as a number; longer digit strings are treated as identifiers."""
_STYLES: Final = (
    r".t{mso-number-format:'\@';} .d{mso-number-format:'[$-107041E\]d\\ mmm\\ yy';} "
    "br{mso-data-placement:same-cell;}"
)
"""Number formats of Excel: text, and dates as 31 ม.ค. 68 in the Buddhist calendar."""
_CALC_DAY: Final = "1033;1054;[~buddhist]D MMM YY"
"""The same date format for LibreOffice."""
_DAY_NOUGHT: Final = date(1899, 12, 30)
"""Day 0 of spreadsheet dates."""
_EXCEL: Final = "urn:schemas-microsoft-com:office:excel"
_UNQUOTED: Final = lazy_re(r"[\t\n\r\"]")
_SPAN_MOST: Final = 1000
"""Greatest accepted rowspan or colspan; larger values are errors or attacks."""
_QUOTED: Final = lazy_re(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_PLAIN: Final = lazy_re(r"[^\t\n]*")


@dataclass(frozen=True, slots=True)
class CopiedCells:
    """A block of cells. ``merged`` are the positions (row, column) covered by a cell of a row
    above."""

    cells: CellRange
    merged: frozenset[tuple[int, int]] = frozenset()
    first: int = 1
    """The number of its first row; 0 if that was not copied, but are headings added to it."""
    page: str = ""
    """The page that it was copied as, with all that stands on it."""

    @property
    def is_paper(self) -> bool:
        """Whether text, or more than one table, was copied: what stands on a paper."""
        tables = self.page.lower().count("<table")
        around = unescape(_NO_TEXT.sub("", self.page)) if tables == 1 else self.page
        return bool(around.strip()) and (tables > 0 or len(self.cells) >= _LEAST_LINES)

    def spread(self) -> CellRange:
        """Returns the cells with the value of each merged cell in all rows that it covers."""
        spread: CellRange = []
        for at, row in enumerate(self.cells):
            spread.append(
                [
                    spread[-1][column] if (at, column) in self.merged else text
                    for column, text in enumerate(row)
                ]
            )
        return spread


@dataclass(frozen=True, slots=True)
class ClipboardContent:
    """The content of the clipboard as text, for use in any thread; '' for missing formats."""

    text: str
    html: str
    own: bool
    """Whether it was copied from a table of this program."""

    @property
    def is_long(self) -> bool:
        """Whether it is too long to be parsed without delay."""
        return len(self.text) + len(self.html) > _LONG_LETTERS or self.rows > LONG_ROWS

    @property
    def rows(self) -> int:
        """The number of its lines or table rows, whichever is more; one of them may be empty."""
        return max(self.text.count("\n"), self.html.lower().count("<tr"))

    def read(self, work_progress: WorkProgress | None = None) -> CopiedCells:
        """Returns the parsed block, empty without text. Propagates exceptions of ``work_progress``.

        If text and HTML table have the same shape, the text is used, because it is exact; otherwise
        (cells with several paragraphs from Word) the table.
        """
        work_progress = work_progress or WorkProgress()
        plain = from_tsv(self.text, work_progress)
        has_table = "<t" in self.html.lower()
        table = _table(self.html, work_progress) if has_table else CopiedCells([])
        if not table.cells:
            return CopiedCells(plain, page=self.html)
        cells = table.cells
        if shape(cells) == shape(plain):
            cells = _with_own_quotes(plain, cells)
        return CopiedCells(cells, table.merged, page=self.html)


def write(cells: Sequence[Sequence[Cell]]) -> QMimeData:
    """Returns the cells as tab-separated text and as an HTML table."""
    data = QMimeData()
    data.setText(to_tsv(cells))
    data.setHtml(to_html(cells))
    data.setData(_OWN, b"1")
    return data


def is_own(data: QMimeData | None) -> bool:
    """Returns whether the data was copied from a table of this program."""
    return data is not None and data.hasFormat(_OWN)


def to_tsv(cells: Sequence[Sequence[Cell]]) -> str:
    """Returns one line per row with tabs; cells with line breaks, tabs or quotes are quoted."""
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in cells)


def _quoted(cell: Cell) -> str:
    text = cell if isinstance(cell, str) else short_date(cell)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _UNQUOTED.search(text) else text


def to_html(cells: Sequence[Sequence[Cell]]) -> str:
    """Returns an HTML table in which texts remain text (O1-2 is no date, 007 keeps its zeros, =1+1
    is no formula) and numbers keep their decimals.

    Excel reads a cell's format from its style (``mso-number-format``), LibreOffice from ``sdnum``.
    Both parse dates by the user's locale and calendar, so dates are written as serial numbers
    (``x:num``, ``sdval``), which are unambiguous.
    """
    rows = ("".join(map(_html_cell, row)) for row in cells)
    body = "".join(f"<tr>{row}</tr>\n" for row in rows)
    head = f"<style>{_STYLES}</style>"
    page = f"<html xmlns:x='{_EXCEL}'><head><meta charset='utf-8'>{head}</head><body>"
    return f"{page}<!--StartFragment--><table>\n{body}</table><!--EndFragment--></body></html>"


def _html_cell(cell: Cell) -> str:
    if isinstance(cell, date):
        number, shown = (cell - _DAY_NOUGHT).days, escape(short_date(cell))
        return f'<td class=d x:num="{number}" sdval="{number}" sdnum="{_CALC_DAY}">{shown}</td>'
    text = cell
    inside = escape(text).replace("\n", "<br>")
    figure = _FIGURE.fullmatch(text)
    if figure is None:
        return f'<td class=t sdnum="1033;0;@">{inside}</td>'
    decimals = len(figure[1] or ".") - 1
    form = f"0.{'0' * decimals}" if decimals else "0"
    style = form.replace(".", "\\.")
    return (
        f'<td style="mso-number-format:\'{style}\'" sdval="{text}" '
        f'sdnum="1033;0;{form}">{inside}</td>'
    )


def clip_of(data: QMimeData | None) -> ClipboardContent:
    """Returns the content of the clipboard; an empty one for None."""
    if data is None:
        return ClipboardContent("", "", own=False)
    text = data.text() if data.hasText() else ""
    return ClipboardContent(text, data.html() if data.hasHtml() else "", is_own(data))


def read(data: QMimeData | None) -> CellRange:
    """Returns the cells on the clipboard, merged ones in their first position only."""
    return clip_of(data).read().cells


def _with_own_quotes(plain: CellRange, table: CellRange) -> CellRange:
    """Restores quotes: Excel writes the cell ``"ใหม่"`` unquoted, like a quoted cell; the HTML
    table shows that the quotes are part of it."""
    return [
        [
            of_table if of_table == f'"{text}"' else text
            for text, of_table in zip_longest(row, beside[: len(row)], fillvalue="")
        ]
        for row, beside in zip(plain, table, strict=True)
    ]


def shape(block: CellRange) -> tuple[int, int]:
    """Returns the number of rows, and of cells in the longest row."""
    return len(block), max((len(row) for row in block), default=0)


def from_tsv(text: str, work_progress: WorkProgress | None = None) -> CellRange:
    """Parses tab-separated text; quoted cells may contain tabs and line breaks.

    A quote opens a quoted cell only at its beginning, and only if it is closed at a cell's end:
    ``"ใบสั่งซื้อ" ฉบับที่ 2`` is plain text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text:
        return []
    rows: CellRange = [[]]
    at = 0
    while True:
        cell, at = _cell(text, at)
        rows[-1].append(cell)
        if at >= len(text):
            break
        if text[at] == "\n":
            if at + 1 == len(text):
                break
            if work_progress is not None:
                work_progress.at(len(rows))
            rows.append([])
        at += 1
    return rows


def _cell(text: str, at: int) -> tuple[str, int]:
    """Returns the cell that begins at ``at``, and its end."""
    if quoted := _QUOTED.match(text, at):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = _PLAIN.match(text, at)
    assert plain is not None
    return plain[0], plain.end()


def _table(source: str, work_progress: WorkProgress) -> CopiedCells:
    """Parses the first table of an HTML page or clipboard fragment. Each row extends to its last
    cell, including covered ones; rows without any are left out."""
    from ita_desktop.exchange.files.html_page import first_table

    # Excel's fragment markers are inside the table, so they only exclude other text.
    if (fragment := FRAGMENT.search(source)) and "<table" in fragment[1].lower():
        source = fragment[1]
    rows: CellRange = []
    covered: dict[tuple[int, int], bool] = {}
    """Positions covered by cells above, and whether directly below the cell's own column."""
    for at, cells in enumerate(first_table(source, work_progress)):
        row: list[str] = []
        for cell in cells:
            _pass_covered(covered, at, row)
            down, right = (span if span <= _SPAN_MOST else 1 for span in (cell.rows, cell.columns))
            for below, beside in product(range(1, down), range(right)):
                covered[at + below, len(row) + beside] = beside == 0
            row += [cell.text, *[""] * (right - 1)]
        _pass_covered(covered, at, row)
        rows.append(row)
    places = {at: place for place, at in enumerate(at for at, row in enumerate(rows) if row)}
    merged = ((at, column) for (at, column), same in covered.items() if same and at in places)
    return CopiedCells(
        [row for row in rows if row], frozenset((places[at], column) for at, column in merged)
    )


def _pass_covered(covered: Container[tuple[int, int]], at: int, row: list[str]) -> None:
    """Adds empty cells for the positions covered by cells above."""
    while (at, len(row)) in covered:
        row.append("")
