"""Prints tables to PDF as a workbook is printed: ruling lines, merged cells, heads on each page."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from reportlab.lib.colors import black
from reportlab.platypus import SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Drawn

from tests.exchange.files.pdf.made import SIZE, thai_font, width_of
from tests.services.imports.foreign.tables import Line, Table

_MARGIN = 40.0
_LINE = 1.4 * SIZE
_PADDING = 12.0


def write_pdf(path: Path, tables: Sequence[Table], random: Random) -> Path:
    """Pages as wide as the widest table, so that no line is broken."""
    again = random.choice((True, False))
    parts = [
        part
        for table in tables
        for part in (*_titles(table), _grid(table, again=again), Spacer(1, 2 * _LINE))
    ]
    wide = max(sum(part._argW) for part in parts if isinstance(part, Drawn))
    SimpleDocTemplate(
        str(path),
        pagesize=(wide + 2 * _MARGIN + 12, random.choice((595, 842))),
        **dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN),
    ).build(parts)
    return path


def _titles(table: Table) -> Iterator[Drawn | Spacer]:
    for title in table.titles:
        yield _drawn([[title]], [])
        yield Spacer(1, _LINE)


def _grid(table: Table, *, again: bool) -> Drawn:
    lines = [line for line in table.lines if not (line.is_deleted or line.is_heading)]
    last = len(table.fields) - 1
    style: list[tuple] = [("GRID", (0, 0), (-1, -1), 0.5, black)]
    heads = [list(table.headings)]
    if table.over:
        over = [at for at, text in enumerate(table.over) if text]
        upper = [table.over[at] if at == over[0] else "" for at in range(last + 1)]
        upper = [upper[at] if at in over else table.headings[at] for at in range(last + 1)]
        heads = [upper, [table.headings[at] if at in over else "" for at in range(last + 1)]]
        style.append(("SPAN", (over[0], 0), (over[-1], 0)))
        style += [("SPAN", (at, 0), (at, 1)) for at in range(last + 1) if at not in over]
    rows = [*heads, *(_row(line, last + 1) for line in lines)]
    for at, line in enumerate(lines, len(heads)):
        if line.group:
            style.append(("SPAN", (0, at), (last, at)))
    style += _merged(lines, len(heads))
    return _drawn(rows, style, repeatRows=len(heads) if again else 0)


def _row(line: Line, columns: int) -> list[str]:
    if line.group:
        return [line.group, *[""] * (columns - 1)]
    return [
        "\n".join(f"{at}. {text}" for at, text in enumerate(cell.text.split("\n"), 1))
        if cell.listed
        else cell.text
        for cell in line.cells
    ]


def _merged(lines: Sequence[Line], first: int) -> list[tuple]:
    """The cells that are one with those above."""
    found = []
    for at, line in enumerate(lines):
        for column, cell in enumerate(line.cells):
            below = lines[at + 1].cells if at + 1 < len(lines) else ()
            if cell.up or column >= len(below) or not below[column].up:
                continue
            end = at + 1
            while end + 1 < len(lines) and _is_up(lines[end + 1], column):
                end += 1
            found.append(("SPAN", (column, first + at), (column, first + end)))
    return found


def _is_up(line: Line, column: int) -> bool:
    return column < len(line.cells) and line.cells[column].up


def _drawn(rows: Sequence[Sequence[str]], style: Sequence[tuple], **more: int) -> Drawn:
    """A table whose columns have room for their lines; a merged text may use the others' room."""
    across = {start for name, start, end, *_ in style if name == "SPAN" and end[0] > start[0]}
    widths = [
        max(_wide(row[at]) for number, row in enumerate(rows) if (at, number) not in across)
        for at in range(len(rows[0]))
    ]
    need = max((_wide(rows[number][at]) for at, number in across), default=0.0)
    widths[-1] += max(0.0, need - sum(widths))
    font = ("FONT", (0, 0), (-1, -1), thai_font(), SIZE, _LINE)
    return Drawn(rows, widths, style=[font, ("VALIGN", (0, 0), (-1, -1), "TOP"), *style], **more)


def _wide(text: str) -> float:
    return max(width_of(line) for line in text.split("\n")) + _PADDING
