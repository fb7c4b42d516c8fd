"""The rows of a Word table: merged cells, text of several paragraphs, tables within cells."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, Final, NamedTuple

from ita_desktop.exchange.cells.cell_text import text_value
from ita_desktop.exchange.files.assembling import Note, TablePart
from ita_desktop.exchange.files.cell_lines import CellLines
from ita_desktop.exchange.files.grid import GridCell, GridRows
from ita_desktop.exchange.files.limits import MAX_COLUMNS
from ita_desktop.exchange.files.word.package import W
from ita_desktop.exchange.files.word.styles import is_on, number
from ita_desktop.exchange.files.word.text import PARAGRAPH, TABLE, ParagraphReader
from ita_desktop.exchange.sheets import Value, WorkProgress, linked

_ROW: Final = f"{W}tr"
_CELL: Final = f"{W}tc"
_TEXT: Final = f"{W}t"
_NARROW: Final = 100
"""Greatest width in twips of a column that only comes of edges drawn beside one another."""
_LEAST_WIDTH: Final = 1000
"""Least width in twips of a table whose column widths are to be believed."""


class WordRow(NamedTuple):
    """A row of a table with its cells, deleted ones left out."""

    properties: Any | None
    cells: tuple[Any, ...]


class TableReader(CellLines):
    """Reads one table."""

    def __init__(
        self, paragraphs: ParagraphReader, data: bytes, source: str, work_progress: WorkProgress
    ) -> None:
        super().__init__(data, source, work_progress)
        self._paragraphs = paragraphs

    def read(self, table: Any, rows: Sequence[WordRow], *, continued: bool) -> TablePart:
        """Return a table. Raises InputError if it is too large."""
        page = self._paragraphs.texts.page
        columns = _Columns(table)
        found = GridRows(self._source, self._work_progress)
        open_columns: set[int] = set()
        width = 0
        placed = [tuple(columns.placed(row)) for row in rows]
        going_on = _going_on(placed)
        further = {id(cell) for parts in going_on.values() for cell, _row in parts}
        for at, line in enumerate(placed, 1):
            cells: list[GridCell] = []
            below: list[int] = []
            for cell, column, span in line:
                width = max(width, column + span)
                if id(cell) in further:
                    below.append(column)
                    continue
                if _is_continued(cell) and column in open_columns:
                    below.append(column)
                    self._note_hidden(cell, at)
                    continue
                if cell.find(f"{W}tcPr/{W}vMerge") is not None:
                    open_columns.add(column)
                else:
                    open_columns.discard(column)
                value = self._value([(cell, at), *going_on.get(id(cell), ())])
                cells.append(GridCell(column, value, span, colour=_colour(cell)))
            found.add(at, cells, below)
        return TablePart(
            tuple(found.rows),
            len(rows),
            width,
            columns.edges,
            page,
            continued=continued,
            headed=bool(rows) and _has(rows[0].properties, "tblHeader"),
            notes=tuple(self._notes),
            pictures=tuple(self._pictures),
        )

    def _value(self, parts: Iterable[tuple[Any, int]]) -> Value:
        """Return the value of a cell whose ``parts`` are in one or more rows."""
        self._links.clear()
        texts = [self._text(cell, row) for cell, row in parts]
        return linked(text_value("\n".join(filter(None, texts))), self._links)

    def _text(self, cell: Any, row: int) -> str:
        return "\n".join(self._lines(cell, row))

    def _lines(self, cell: Any, row: int) -> Iterator[str]:
        for element in self._paragraphs.texts.content(cell):
            if element.tag == PARAGRAPH:
                written = self._paragraphs.read(element)
                if written is not None:
                    yield from self._paragraph(written.line, written.text, row)
            elif element.tag == TABLE:
                before = len(self._pictures)
                lines = []
                for inner in rows_of(self._paragraphs, element):
                    texts = (" ".join(self._text(each, row).split()) for each in inner.cells)
                    lines.append(" ".join(filter(None, texts)))
                yield from self._inner(lines, row, pictured=len(self._pictures) > before)

    def _note_hidden(self, cell: Any, row: int) -> None:
        """Report a text in a cell that is merged with the one above: Word does not show it."""
        if any((text.text or "").strip() for text in cell.iter(_TEXT)):
            self._notes.append(Note(row, "ช่องที่รวมกับช่องบนมีข้อความที่ Word ไม่แสดง จึงไม่อ่าน"))


def _going_on(
    placed: Sequence[Sequence[tuple[Any, int, int]]],
) -> dict[int, list[tuple[Any, int]]]:
    """Return the cells that go on in rows below, by their ids, with the parts there and their rows:
    what no line parts is seen as one cell, as in papers whose shared cells cross pages. A table
    with no lines at all between two rows has rows even so."""
    found: dict[int, list[tuple[Any, int]]] = {}
    heads: dict[int, tuple[Any, Any]] = {}
    """The first and the last part of what stands above, by column."""
    for at, line in enumerate(placed, 1):
        open_above = {
            column: heads[column][0]
            for cell, column, _span in line
            if column in heads
            and _has_no_line(cell, "top")
            and _has_no_line(heads[column][1], "bottom")
        }
        if len(open_above) == len(line):
            open_above = {}
        for cell, column, _span in line:
            if column in open_above:
                found.setdefault(id(open_above[column]), []).append((cell, at))
        heads = {column: (open_above.get(column, cell), cell) for cell, column, _span in line}
    return found


def _has_no_line(cell: Any, side: str) -> bool:
    """Return whether a cell has no line on one ``side``, but beside it."""
    borders = cell.find(f"{W}tcPr/{W}tcBorders")
    if borders is None:
        return False
    bare = {line.tag for line in borders if line.get(f"{W}val") == "nil"}
    return f"{W}{side}" in bare and not bare & {f"{W}left", f"{W}start"}


def _colour(cell: Any) -> str:
    shading = cell.find(f"{W}tcPr/{W}shd")
    fill = "" if shading is None else str(shading.get(f"{W}fill", ""))
    return "" if fill.lower() in {"auto", "ffffff"} else fill


def rows_of(paragraphs: ParagraphReader, table: Any) -> list[WordRow]:
    """Return the rows of a table, deleted ones left out."""
    rows = []
    for row in paragraphs.texts.content(table):
        if row.tag != _ROW:
            continue
        properties = row.find(f"{W}trPr")
        if properties is None or properties.find(f"{W}del") is None:
            cells = (cell for cell in paragraphs.texts.content(row) if cell.tag == _CELL)
            rows.append(WordRow(properties, tuple(cells)))
    return rows


def is_frame(rows: Sequence[WordRow]) -> bool:
    """Return whether a table only frames tables within it."""
    cells = [cell for row in rows for cell in row.cells]
    return len(cells) == len(rows) and any(cell.find(TABLE) is not None for cell in cells)


class _Columns:
    """The columns of a table. Word's grid has one wherever an edge of any cell is, even if two are
    only meant to be the same."""

    def __init__(self, table: Any) -> None:
        widths = [
            int(column.get(f"{W}w", "0") or 0)
            for column in table.iterfind(f"{W}tblGrid/{W}gridCol")
        ]
        edges = list(accumulate(widths, initial=0))
        believed = edges[-1] >= _LEAST_WIDTH and min(widths, default=0) > 0
        self._at = [0]
        """The column that begins at each edge of the grid."""
        kept = [0]
        for edge in edges[1:]:
            if believed and edge - kept[-1] <= _NARROW:
                self._at.append(self._at[-1])
            else:
                self._at.append(self._at[-1] + 1)
                kept.append(edge)
        self.edges = tuple(kept) if believed else ()

    def placed(self, row: WordRow) -> Iterator[tuple[Any, int, int]]:
        """Yield the cells of a row with their column and number of columns."""
        grid = min(_number(row.properties, "gridBefore", 0), MAX_COLUMNS)
        end = 0
        for cell in row.cells:
            properties = cell.find(f"{W}tcPr")
            span = min(max(_number(properties, "gridSpan", 1), 1), MAX_COLUMNS)
            column = max(self._column(grid), end)
            end = max(self._column(grid + span), column + 1)
            grid += span
            merged = None if properties is None else properties.find(f"{W}hMerge")
            if merged is None or merged.get(f"{W}val") == "restart":
                yield cell, column, end - column

    def _column(self, grid: int) -> int:
        last = len(self._at) - 1
        return self._at[grid] if grid <= last else self._at[last] + grid - last


def _number(properties: Any | None, name: str, usual: int) -> int:
    return usual if properties is None else number(properties, name, usual) or usual


def _has(properties: Any | None, name: str) -> bool:
    mark = None if properties is None else properties.find(f"{W}{name}")
    return mark is not None and is_on(mark.get(f"{W}val", "1"))


def _is_continued(cell: Any) -> bool:
    mark = cell.find(f"{W}tcPr/{W}vMerge")
    return mark is not None and mark.get(f"{W}val", "continue") == "continue"
