"""The rows of .xlsx sheets with the looks of their cells."""

from collections.abc import Iterator
from typing import Any

from ita_desktop.exchange.blocks import TextRun
from ita_desktop.exchange.cells.struck import struck


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
