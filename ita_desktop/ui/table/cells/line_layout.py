"""Laid out cells of a line, cached until a column's width changes."""

from ita_desktop.ui.table.cells.drawn import Day, Drawn, DrawnWords, StateMark
from ita_desktop.ui.table.cells.layout import lay_out, lay_out_value
from ita_desktop.ui.table.column import ColumnKind
from ita_desktop.ui.table.header.span import ColumnSpan
from ita_desktop.ui.table.rows import SheetLine
from ita_desktop.ui.table.sizes import Density
from ita_desktop.ui.theme.tokens import Text


def drawn_cell(line: SheetLine, span: ColumnSpan, density: Density) -> Drawn:
    """Returns the laid out cell of a row, cached for this column width."""
    cached = line.drawn.get(span.column.key)
    if cached is not None and cached[0] == span.width:
        return cached[1]
    row = line.kept.get(span.column.key, line.row)
    drawn = lay_out(span.column, row, span.inner_width, density)
    line.drawn[span.column.key] = (span.width, drawn)
    return drawn


def drawn_sum(line: SheetLine, span: ColumnSpan, density: Density) -> Drawn | None:
    """Returns the laid out value of a group in a column; None if it has none."""
    if line.group is None or span.column.key not in line.group.cells:
        return None
    cached = line.drawn.get(span.column.key)
    if cached is not None and cached[0] == span.width:
        return cached[1]
    value = line.group.cells[span.column.key]
    strong = not line.depth
    drawn = lay_out_value(span.column, value, None, span.inner_width, density, strong)
    line.drawn[span.column.key] = (span.width, drawn)
    return drawn


def letters_of(line: SheetLine, span: ColumnSpan, density: Density) -> Text:
    """Returns the text style of a cell, for its editor."""
    drawn = drawn_cell(line, span, density) if line.group is None else None
    drawn = drawn or drawn_sum(line, span, density)
    if isinstance(drawn, DrawnWords | Day | StateMark):
        return drawn.style
    return Text.BODY_MEDIUM if span.column.kind is ColumnKind.CODE else Text.BODY
