"""Collects the rows of a table with merged and coloured cells, as an Excel sheet has them; parts
cells of several lines."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.blocks import Heading, Paragraph, Picture, TextRun, linked_runs
from ita_desktop.exchange.cells.row import is_mark, struck
from ita_desktop.exchange.files import formats
from ita_desktop.exchange.files.assembling import Note, Part
from ita_desktop.exchange.files.reader_remarks import captions_in_cell, footnote, table_in_cell
from ita_desktop.exchange.sheets import CancelledError, SheetRow, Value, WorkProgress, column_letter


class GridCell(NamedTuple):
    """A cell that begins in a row, over ``columns`` to the right and ``rows`` downwards."""

    column: int
    value: Value
    columns: int = 1
    rows: int = 1
    colour: str = ""
    """Its colour, if that is known and not white."""

    @property
    def places(self) -> range:
        """Its columns."""
        return range(self.column, min(self.column + self.columns, formats.MAX_COLUMNS))

    @property
    def filled(self) -> range:
        """Those that have its value: a mark over several, as months of a plan, is in each."""
        return self.places if is_mark(self.value) else range(self.column, self.column + 1)


class ColouredCell(NamedTuple):
    """The colour of a cell, or of several; false if it has none, or is white."""

    places: range
    """Its columns."""
    colour: Hashable
    is_empty: bool


def shaded(cells: Sequence[ColouredCell]) -> frozenset[int]:
    """Return the columns of the empty cells of another colour than the texts of their row."""
    of_texts = {cell.colour for cell in cells if not cell.is_empty}
    found = (cell for cell in cells if cell.is_empty and cell.colour)
    return frozenset(at for cell in found if cell.colour not in of_texts for at in cell.places)


def check_size(found: int, number: int, width: int, where: str) -> None:
    """Raise InputError if the row ``number``, the ``found``-th with content, exceeds a limit."""
    if found > formats.MAX_ROWS:
        raise InputError(
            "มีข้อมูลเกิน {most} แถว มากกว่าที่นำเข้าได้ครั้งเดียว",
            where=where,
            remedy="แบ่งเป็นหลายไฟล์",
            most=formats.MAX_ROWS,
        )
    if width > formats.MAX_COLUMNS:
        raise InputError(
            "แถว {row} มีข้อมูลถึงคอลัมน์ {column} ซึ่งไกลเกินไป",
            where=where,
            remedy="ลบข้อมูลที่อยู่นอกตาราง แล้วนำเข้าใหม่",
            row=number,
            column=column_letter(width - 1),
        )


class GridRows:
    """The rows with content of one table. A cell merged downwards is repeated in the rows below it,
    as a merged one; one merged to the right is in its first column alone, unless it is a mark."""

    def __init__(self, where: str, work_progress: WorkProgress) -> None:
        self.rows: list[SheetRow] = []
        self._where = where
        self._work_progress = work_progress
        self._begun: dict[int, Value] = {}
        """The value of the last cell that began in each column."""
        self._filled: dict[int, range] = {}
        """The columns that have that cell's value, by its first one."""
        self._until: dict[int, int] = {}
        """The last row of the merged cell in each column."""

    def add(self, number: int, cells: Sequence[GridCell], continued: Collection[int] = ()) -> None:
        """Add the row ``number``; ``continued`` are columns whose cell is merged with the one
        above. Raises InputError if the table is too large."""
        self._work_progress.at(number)
        below = (*continued, *self._running(number))
        merged = {at for first in below for at in self._filled.get(first, (first,))}
        values: list[Value] = []
        for cell in cells:
            if cell.value != "":
                for at in cell.filled:
                    _set(values, at, cell.value)
        if values:
            check_size(len(self.rows) + 1, number, len(values), self._where)
            merged = {at for at in merged if at >= len(values) or values[at] == ""}
            for at in sorted(merged):
                if (value := self._begun.get(at, "")) != "":
                    _set(values, at, value)
            colours = [ColouredCell(cell.places, cell.colour, cell.value == "") for cell in cells]
            row = SheetRow(number, tuple(values), frozenset(merged), shaded(colours))
            self.rows.append(row)
        for cell in cells:
            self._begin(cell, number)

    def _running(self, number: int) -> list[int]:
        """Return the columns of merged cells that extend to a row."""
        for at in [at for at, last in self._until.items() if last < number]:
            del self._until[at]
        return list(self._until)

    def _begin(self, cell: GridCell, number: int) -> None:
        self._begun |= dict.fromkeys(cell.places, "") | dict.fromkeys(cell.filled, cell.value)
        self._filled[cell.column] = cell.filled
        if cell.rows > 1 and cell.column < formats.MAX_COLUMNS:
            self._until[cell.column] = number + cell.rows - 1


def unseen_rows(rows: Callable[[], Iterable[SheetRow]]) -> tuple[SheetRow, ...]:
    """Return the rows of a hidden sheet; none of one that is too large to be read, which would be
    no reason to refuse what is shown."""
    try:
        return tuple(rows())
    except CancelledError:
        raise
    except InputError:
        return ()


def _set(values: list[Value], at: int, value: Value) -> None:
    """Set a value behind the end of the list, too; at most one column too many is filled."""
    at = min(at, formats.MAX_COLUMNS)
    values.extend([""] * (at + 1 - len(values)))
    values[at] = value


@dataclass(slots=True)
class Line:
    """A paragraph while it is read."""

    runs: list[TextRun] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    """Text boxes anchored in it."""
    pictures: list[tuple[str, str]] = field(default_factory=list)
    """Part and alternative text of its pictures."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """The addresses that its links lead to, with their words; those of a field are not known."""
    notes: list[str] = field(default_factory=list)
    """The texts of its footnotes."""
    page_break: bool = False
    page: int = 0
    struck: bool = False
    """Whether what is being read is struck through."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def add(self, text: str, *, bold: bool) -> None:
        """Add text."""
        if text:
            text = str(struck(text)) if self.struck else text
            if self.runs and self.runs[-1].bold == bold:
                text = self.runs.pop().text + text
            self.runs.append(TextRun(text, bold))


class PartsReader:
    """Reads the parts of a file; ``data`` are its bytes."""

    def __init__(self, data: bytes, source: str, work_progress: WorkProgress) -> None:
        self._data = data
        self._source = source
        self._work_progress = work_progress
        self._continued = False
        """Whether a page ended since the last table."""

    def parts(self, body: Any) -> Iterator[Part]:
        """Yield the parts of a body, section, text box or cell."""
        raise NotImplementedError

    def _line(
        self, line: Line, label: str, level: int, heading: int, *, caption: bool
    ) -> Iterator[Part]:
        """Yield a paragraph with its ``label``, at this ``level`` of a list or of headings (0 for
        text), and what is anchored in it."""
        text = line.text.strip()
        if heading and text:
            yield Heading(heading, text, label, line.page)
        elif text or label:
            yield Paragraph(linked_runs(line.runs, line.links), label, level, line.page, caption)
        for part, alternative in line.pictures:
            yield Picture(part, alternative, package=self._data)
        for note in line.notes:
            yield Paragraph((TextRun(note),), "*", page=line.page)
        for box in line.boxes:
            yield from self.parts(box)


class CellLines:
    """Reads the cells of a table, and notes what is in them but text."""

    def __init__(
        self, paragraphs: Any, data: bytes, source: str, work_progress: WorkProgress
    ) -> None:
        self._paragraphs = paragraphs
        self._data = data
        self._source = source
        self._work_progress = work_progress
        self._notes: list[Note] = []
        self._pictures: list[Picture] = []
        self._links: list[tuple[str, str]] = []
        """The addresses that the links of the cell being read lead to, with their words."""

    def _lines(self, cell: Any, row: int) -> Iterator[str]:
        """Yield the lines of a cell or text box."""
        raise NotImplementedError

    def _paragraph(self, line: Line, text: str, row: int) -> Iterator[str]:
        """Yield the ``text`` of a paragraph, with its label, and those of its text boxes."""
        self._links += line.links
        if text or not (line.pictures or line.boxes):
            yield text
        self._pictures.extend(
            Picture(part, caption, row=row, package=self._data) for part, caption in line.pictures
        )
        self._notes.extend(footnote(row, note) for note in line.notes)
        for box in line.boxes:
            yield from self._lines(box, row)

    def _inner(self, lines: list[str], row: int, *, pictured: bool) -> Iterator[str]:
        """Yield the rows of a table within a cell; one of pictures gives captions, not text."""
        self._notes.append(captions_in_cell(row) if pictured else table_in_cell(row))
        if not pictured:
            yield from lines
