"""Writes tables as LibreOffice Writer saves them."""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from tests.services.imports.foreign.tables import Cell, Line, Table

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style")
)
_LIST = """<text:list-style style:name="L1"><text:list-level-style-number text:level="1"
 style:num-format="1" style:num-suffix="."/></text:list-style>"""


def write_open_document(path: Path, tables: Sequence[Table], random: Random) -> Path:
    """A text: titles as headings or paragraphs, tables with merged cells and numbered lists."""
    body = "".join(part for table in tables for part in _parts(table, random))
    content = (
        f'<office:document-content {_SPACES} office:version="1.2">'
        f"<office:automatic-styles>{_LIST}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", content)
    return path


def _parts(table: Table, random: Random) -> Iterator[str]:
    for title in table.titles:
        name = random.choice(('h text:outline-level="1"', "p"))
        yield f"<text:{name}>{escape(title)}</text:{name.split()[0]}>"
    lines = [line for line in table.lines if not (line.is_deleted or line.is_heading)]
    columns = f'<table:table-column table:number-columns-repeated="{len(table.fields)}"/>'
    rows = "".join(_row(lines, at) for at in range(len(lines)))
    yield f"<table:table>{columns}{_heading(table, random)}{rows}</table:table><text:p/>"


def _heading(table: Table, random: Random) -> str:
    rows = []
    if table.over:
        first = next(at for at, over in enumerate(table.over) if over)
        count = sum(map(bool, table.over))
        upper = [
            _cell(table.over[at], columns=count)
            if at == first
            else "<table:covered-table-cell/>"
            if over
            else _cell(table.headings[at], rows=2)
            for at, over in enumerate(table.over)
        ]
        lower = [
            _cell(table.headings[at]) if over else "<table:covered-table-cell/>"
            for at, over in enumerate(table.over)
        ]
        rows = [upper, lower]
    else:
        rows = [[_cell(heading) for heading in table.headings]]
    written = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    if random.random() < 0.5:
        return f"<table:table-header-rows>{written}</table:table-header-rows>"
    return written


def _row(lines: Sequence[Line], at: int) -> str:
    line = lines[at]
    if line.group:
        return f"<table:table-row>{_cell(line.group, columns=6)}</table:table-row>"
    cells = (
        "<table:covered-table-cell/>"
        if cell.up
        else _cell(cell.text, rows=1 + _continued(lines, at, column), listed=cell.listed)
        for column, cell in enumerate(line.cells)
    )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _continued(lines: Sequence[Line], at: int, column: int) -> int:
    """The number of rows below whose cell is merged with this one."""
    count = 0
    for line in lines[at + 1 :]:
        cell = line.cells[column] if column < len(line.cells) else Cell("")
        if not cell.up:
            break
        count += 1
    return count


def _cell(text: str, *, columns: int = 1, rows: int = 1, listed: bool = False) -> str:
    spans = f' table:number-columns-spanned="{columns}"' if columns > 1 else ""
    spans += f' table:number-rows-spanned="{rows}"' if rows > 1 else ""
    lines = [f"<text:p>{escape(each)}</text:p>" for each in text.split("\n")]
    if listed:
        items = "".join(f"<text:list-item>{each}</text:list-item>" for each in lines)
        lines = [f'<text:list text:style-name="L1">{items}</text:list>']
    return f"<table:table-cell{spans}>{''.join(lines)}</table:table-cell>"
