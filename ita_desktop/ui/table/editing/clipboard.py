"""Blocks of cells on the clipboard, as Excel and LibreOffice Calc write and read them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from html.parser import HTMLParser
from itertools import zip_longest
from typing import Final

from PySide6.QtCore import QMimeData

from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.ui.language.dates import short_date

CellRange = list[list[str]]
"""Rows of cell texts; rows may be of different lengths."""
Cell = str | date
"""What goes out: days are days to a spreadsheet, too."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A block of cells. ``merged`` are the places (row, column) where a cell only goes on that
    began in a row above."""

    cells: CellRange
    merged: frozenset[tuple[int, int]] = frozenset()

    def spread(self) -> CellRange:
        """The cells with each in all the rows that it spans: it says the same of all of them."""
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
class Clip:
    """What the clipboard holds, as texts that any thread may read; '' where it holds none."""

    text: str
    html: str
    own: bool
    """Whether it was copied from a table of the program, and not from Excel."""

    @property
    def is_long(self) -> bool:
        """Whether to read it takes longer than a moment."""
        return len(self.text) + len(self.html) > _LONG_LETTERS or self.text.count("\n") > _LONG_ROWS

    def read(self, work_progress: WorkProgress | None = None) -> Copied:
        """The block that it holds, empty where it has no text. Raises what its progress raises.

        Where text and table have the same shape the text is taken, because it is exact; where they
        have not (cells of several paragraphs from Word), the table is.
        """
        work_progress = work_progress or WorkProgress()
        plain = from_tsv(self.text, work_progress)
        has_table = "<t" in self.html.lower()
        table = _table(self.html, work_progress) if has_table else Copied([])
        if not table.cells:
            return Copied(plain)
        if shape(table.cells) != shape(plain):
            return table
        return Copied(_with_own_quotes(plain, table.cells), table.merged)


_LONG_ROWS: Final = 200
_LONG_LETTERS: Final = 100_000
"""Of text and page together: Excel writes some hundred letters a cell into its page."""
_OWN: Final = "application/x-ita-desktop-cells"
_FRAGMENT: Final = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL)
_BEFORE_ROWS: Final = re.compile(r"(?=<tr\b)", re.IGNORECASE)
_RUNS: Final = re.compile(r"[ \t\r\n\f]+")
_FIGURE: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})(\.\d+)?", re.ASCII)
"""A figure that a spreadsheet may count with; longer ones are numbers of papers."""
_STYLES: Final = (
    r".t{mso-number-format:'\@';} .d{mso-number-format:'[$-107041E\]d\\ mmm\\ yy';} "
    "br{mso-data-placement:same-cell;}"
)
"""Excel's formats: text, and days as 31 ม.ค. 68 in the Buddhist calendar."""
_CALC_DAY: Final = "1033;1054;[~buddhist]D MMM YY"
"""The same for LibreOffice, in its own words."""
_DAY_NOUGHT: Final = date(1899, 12, 30)
"""What spreadsheets count days from."""
_EXCEL: Final = "urn:schemas-microsoft-com:office:excel"
_UNQUOTED: Final = re.compile(r"[\t\n\r\"]")
_SPAN_MOST: Final = 1000
"""A span larger than this is a mistake or an attack, not a table."""


def write(cells: Sequence[Sequence[Cell]]) -> QMimeData:
    """The cells as tab-separated text and as an HTML table."""
    data = QMimeData()
    data.setText(to_tsv(cells))
    data.setHtml(to_html(cells))
    data.setData(_OWN, b"1")
    return data


def is_own(data: QMimeData | None) -> bool:
    """Whether the block was copied from a table of the program, and not from Excel."""
    return data is not None and data.hasFormat(_OWN)


def to_tsv(cells: Sequence[Sequence[Cell]]) -> str:
    """One line a row, tabs between cells; a cell with breaks, tabs or quotes is quoted."""
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in cells)


def _quoted(cell: Cell) -> str:
    text = cell if isinstance(cell, str) else short_date(cell)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _UNQUOTED.search(text) else text


def to_html(cells: Sequence[Sequence[Cell]]) -> str:
    """A table whose words stay words (O1-2 is no date, 007 keeps its noughts, =1+1 is no formula)
    and whose figures can be added up, with the decimals that they have here.

    Excel reads a cell's format from its style (``mso-number-format``), LibreOffice from ``sdnum``.
    Both read a day's text by the country and calendar of their user; so days go as the number
    that spreadsheets keep of them (``x:num``, ``sdval``), which is the same everywhere.
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


def holds_files(data: QMimeData | None) -> bool:
    """Whether files were copied in a file manager: no cell can hold them."""
    return data is not None and any(url.isLocalFile() for url in data.urls())


def clip_of(data: QMimeData | None) -> Clip:
    """What the clipboard holds; nothing for None."""
    if data is None:
        return Clip("", "", own=False)
    text = data.text() if data.hasText() else ""
    return Clip(text, data.html() if data.hasHtml() else "", is_own(data))


def read(data: QMimeData | None) -> CellRange:
    """The cells of the block that the clipboard holds, merged ones in their first place."""
    return clip_of(data).read().cells


def _with_own_quotes(plain: CellRange, table: CellRange) -> CellRange:
    """Excel writes the cell ``"ใหม่"`` as it stands, which reads like a quoted cell; the table
    tells that the quotes are its own."""
    return [
        [
            of_table if of_table == f'"{text}"' else text
            for text, of_table in zip_longest(row, beside[: len(row)], fillvalue="")
        ]
        for row, beside in zip(plain, table, strict=True)
    ]


def shape(block: CellRange) -> tuple[int, int]:
    """How many rows, and cells in the longest row."""
    return len(block), max((len(row) for row in block), default=0)


def from_tsv(text: str, work_progress: WorkProgress | None = None) -> CellRange:
    """Rows of cells of tab-separated text; quoted cells may hold tabs and line breaks.

    A quote only opens a quoted cell at its beginning, and only if it is closed at a cell's end:
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


_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_PLAIN: Final = re.compile(r"[^\t\n]*")


def _cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins at ``at``, and where it ends."""
    if quoted := _QUOTED.match(text, at):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = _PLAIN.match(text, at)
    assert plain is not None
    return plain[0], plain.end()


def _table(source: str, work_progress: WorkProgress | None = None) -> Copied:
    """The first table in an HTML page or clipboard fragment."""
    # Excel's fragment begins inside its table, so the marks only tell where other text is.
    if (fragment := _FRAGMENT.search(source)) and "<table" in fragment[1].lower():
        source = fragment[1]
    reader = _TableReader()
    rows = _BEFORE_ROWS.split(source)
    for at, row in enumerate(rows):
        if work_progress is not None:
            work_progress.at(at, len(rows))
        reader.feed(row)
    reader.close()
    return reader.copied()


class _TableReader(HTMLParser):
    """Collects the cells of the first table; tables inside its cells are read as their text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._rows: CellRange = []
        self._spans: dict[tuple[int, int], bool] = {}
        """Places that cells above reach down into, and whether right below where they stand."""
        self._cell: list[str] | None = None
        self._depth = 0
        self._done = False
        self._skip = False
        self._ruler = False
        self._reach = (1, 1)

    def copied(self) -> Copied:
        """The cells, every row as long as its last one, be it one that goes on from above."""
        self._end_cell()
        for at, row in enumerate(self._rows):
            self._pass_spans(at, row)
        kept = [at for at, row in enumerate(self._rows) if row]
        places = {at: place for place, at in enumerate(kept)}
        merged = ((at, column) for (at, column), same in self._spans.items() if same)
        return Copied(
            [self._rows[at] for at in kept],
            frozenset((places[at], column) for at, column in merged if at in places),
        )

    def _pass_spans(self, at: int, row: list[str]) -> None:
        """Leave the next places of a row empty that cells above reach down into."""
        while (at, len(row)) in self._spans:
            row.append("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._done:
            return
        if tag == "table":
            self._depth += 1
        elif tag == "tr" and self._depth == 1:
            self._end_cell()
            self._ruler = _is_ruler(dict(attrs))
            if not self._ruler:
                self._rows.append([])
        elif self._ruler:
            return
        elif tag in ("td", "th") and self._depth == 1:
            self._end_cell()
            if not self._rows:
                self._rows.append([])
            named = dict(attrs)
            self._reach = _reach(named.get("rowspan")), _reach(named.get("colspan"))
            self._cell = []
        elif tag == "br" or (tag in ("p", "div", "li") and self._cell):
            self._add("\n")
        elif tag in ("style", "script"):
            self._skip = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._skip = False
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()
        elif tag == "table" and self._depth:
            self._end_cell()
            self._depth -= 1
            self._done = self._depth == 0

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self._add(_RUNS.sub(" ", data))

    def _add(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        text = "".join(self._cell).replace("\u00a0", " ")
        lines = (line.strip(" ") for line in text.split("\n"))
        self._put("\n".join(lines).strip("\n"))
        self._cell = None

    def _put(self, text: str) -> None:
        """Put a cell into its row, past the places that cells above it reach down into."""
        at = len(self._rows) - 1
        row = self._rows[at]
        self._pass_spans(at, row)
        left = len(row)
        rows, columns = self._reach
        row.append(text)
        row.extend("" for _ in range(columns - 1))
        for below in range(1, rows):
            for beside in range(columns):
                self._spans[at + below, left + beside] = beside == 0


def _is_ruler(attributes: Mapping[str, str | None]) -> bool:
    """Whether a row only keeps the widths of columns: Excel ends a table with merged cells so."""
    style = (attributes.get("style") or "").replace(" ", "")
    return attributes.get("height") == "0" and "display:none" in style


def _reach(attribute: str | None) -> int:
    """A rowspan or colspan; 1 where it is missing or makes no sense."""
    text = (attribute or "1").strip()
    number = int(text) if text.isdecimal() and len(text) < 6 else 1
    return number if 1 <= number <= _SPAN_MOST else 1
