"""Reads a workbook that is a printed book: lines of text are paragraphs, ruled cells are tables.
For that it takes the rows of a sheet with the looks of their cells."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.rich import RichLine, parse
from ita_desktop.exchange.blocks import (
    Block,
    Heading,
    Paragraph,
    Picture,
    SourceBlocks,
    Table,
    TextRun,
)
from ita_desktop.exchange.book.division import CONTENTS, CORE, PREFACE, divided, head_of
from ita_desktop.exchange.cells.struck import struck
from ita_desktop.exchange.files.assembling import lines_above
from ita_desktop.exchange.files.excel.pictures import pictures_in
from ita_desktop.exchange.files.limits import LAST_EXCEL_ROW
from ita_desktop.exchange.sheets import DataSheet, SheetRow, WorkProgress

_LEAST_PARTS: Final = 3
"""Minimum number of sheets that begin as a part of a book of measures does."""
_TEXT_SIZE: Final = 16
"""Font size in points of a book's text; headings without a number are larger."""
_INDENT: Final = "    "
"""What a nested list is indented by."""
_MORE: Final = "{sheet} ตาราง {number}"


@dataclass(frozen=True, slots=True)
class _Look:
    """How the first filled cell of a row looks, and whether any cell of the row is ruled."""

    runs: tuple[TextRun, ...] = ()
    bold: bool = False
    size: float = 0.0
    ruled: bool = False


class _Row(NamedTuple):
    """A row of a sheet with its look."""

    row: SheetRow
    look: _Look

    @property
    def is_text(self) -> bool:
        """Whether it is a line of text, and no row of a table."""
        return not self.look.ruled and not self.row.merged and self.row.filled == 1


def printed_book(
    content: SourceBlocks, book: Any, data: bytes, source: str, work_progress: WorkProgress
) -> SourceBlocks:
    """Return an Excel file with the ``content`` of its sheets as a document, if it is a book of
    measures; as it is if not. Raises whatever openpyxl and ``work_progress`` raise."""
    if not _may_be_book(content):
        return content
    reader = _SheetReader(pictures_in(data, source), source)
    blocks: list[Block] = []
    for sheet in content.sheets:
        looks = dict(_looks(book[sheet.name], work_progress))
        rows = [_Row(row, looks.get(row.number, _Look())) for row in sheet.rows]
        blocks += reader.blocks(sheet.name, rows, is_first=not blocks)
    return replace(content, blocks=tuple(blocks)) if divided(blocks) else content


def _may_be_book(content: SourceBlocks) -> bool:
    """Return whether the sheets begin as the parts of a book of measures do."""
    parts = {head_of(_first_line(sheet)).part for sheet in content.sheets}
    return len(parts - {"", PREFACE, CONTENTS}) >= _LEAST_PARTS and not CORE.isdisjoint(parts)


def _first_line(sheet: DataSheet) -> str:
    return next((str(value) for value in sheet.rows[0].values if value != ""), "")


# -- how rows look


def _looks(sheet: Any, work_progress: WorkProgress) -> Iterator[tuple[int, _Look]]:
    """Yield the number and look of each row of a sheet."""
    for number, cells in rows_of(sheet):
        work_progress.at(number)
        first = next((cell for cell in cells if cell.value is not None), None)
        if first is not None:
            font = first.font
            ruled = any(cell.border and cell.border.left.style for cell in cells)
            yield number, _Look(tuple(runs_of(first)), bool(font.b), float(font.sz or 0), ruled)


# -- what rows are


class _SheetReader:
    """Turns sheets into the blocks of one document."""

    def __init__(self, pictures: Sequence[Picture], source: str) -> None:
        self._pictures = list(pictures)
        self._source = source
        self._above: list[str] = []
        """The lines above the next table."""
        self._tables = 0

    def blocks(self, name: str, rows: Sequence[_Row], *, is_first: bool) -> Iterator[Block]:
        """Yield a sheet, with its pictures behind what they stand in; ``is_first`` if it may be the
        cover."""
        tables = 0
        self._above.clear()
        for is_text, group in groupby(rows, lambda row: row.is_text):
            if is_text:
                for row in group:
                    yield from self._outside(name, row.row.number)
                    is_head = row is rows[0] and _is_head(row, is_cover=is_first)
                    block = Heading(1, _text(row)) if is_head else _paragraph(row)
                    self._above.append(block.line)
                    yield block
                continue
            part = [row.row for row in group]
            yield from self._outside(name, part[0].number)
            tables += 1
            self._tables += 1
            called = Phrase(_MORE, sheet=name, number=tables) if tables > 1 else name
            above = tuple(lines_above(self._above))
            self._above.clear()
            yield Table(DataSheet(called, (*above, *part), self._source), self._tables)
            inside = self._until(name, part[-1].number + 1)
            yield from (replace(picture, sheet=called) for picture in inside)
        yield from self._outside(name, LAST_EXCEL_ROW)

    def _outside(self, name: str, row: int) -> Iterator[Picture]:
        """Yield the pictures above a row as those outside tables."""
        return (replace(each, sheet="", row=0) for each in self._until(name, row))

    def _until(self, name: str, row: int) -> list[Picture]:
        """Return the pictures of a sheet above a row, each once."""
        found = [
            picture for picture in self._pictures if picture.sheet == name and picture.row < row
        ]
        self._pictures = [picture for picture in self._pictures if picture not in found]
        return found


def _is_head(row: _Row, *, is_cover: bool) -> bool:
    """Return whether the first line of a sheet is the heading of a chapter; on a cover and above a
    table there are other bold lines."""
    if not row.look.bold:
        return False
    head = head_of(_text(row))
    if is_cover:
        return bool(head.mark or head.part)
    return bool(head.mark) or row.look.size > _TEXT_SIZE


def _text(row: _Row) -> str:
    return str(next(value for value in row.row.values if value != ""))


def _paragraph(row: _Row) -> Paragraph:
    """Return a line of text, with its number or bullet apart as in a list."""
    runs = row.look.runs or (TextRun(_text(row), row.look.bold),)
    whole = "".join(run.text for run in runs)
    first = next(iter(parse(whole)), RichLine())
    lead = len(whole) - len(whole.lstrip())
    level = lead // len(_INDENT) if first.mark else 0
    if first.mark:
        lead += len(first.mark)
        lead += len(whole[lead:]) - len(whole[lead:].lstrip(" \t"))
    return Paragraph(tuple(_behind(runs, lead)), first.mark, level)


def _behind(runs: Iterable[TextRun], lead: int) -> Iterator[TextRun]:
    """Yield runs without their first ``lead`` characters."""
    for run in runs:
        if text := run.text[lead:]:
            yield replace(run, text=text)
        lead = max(lead - len(run.text), 0)


def rows_of(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield the cells of each row with any, from column A, by its number. A text of which parts
    look different is a ``CellRichText``, as which openpyxl's read-only sheets give none."""
    from openpyxl.worksheet._reader import WorkSheetParser

    book, last = sheet.parent, 0
    with sheet._get_source() as part:  # noqa: SLF001 - openpyxl has no other way to all of these
        parser = WorkSheetParser(
            part,
            sheet._shared_strings,  # noqa: SLF001
            data_only=book.data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
            rich_text=True,
        )
        for number, cells in parser.parse():
            if cells and number > last:
                last = number
                yield number, sheet._get_row(cells)  # noqa: SLF001


def struck_looks(sheet: Any) -> frozenset[int]:
    """Return the numbers of the looks of cells that are struck through."""
    book = sheet.parent
    looks = enumerate(book._cell_styles)  # noqa: SLF001
    return frozenset(at for at, look in looks if book._fonts[look.fontId].strike)  # noqa: SLF001


def runs_of(cell: Any) -> Iterator[TextRun]:
    """Yield the text of a cell, apart where it is bold, with what is struck through marked; nothing
    for numbers and dates."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    for part in cell.value if isinstance(cell.value, CellRichText) else [cell.value]:
        font = part.font if isinstance(part, TextBlock) else cell.font
        if isinstance(part, TextBlock | str):
            text = str(part)
            yield TextRun(str(struck(text)) if font.strike else text, bool(font.b))
