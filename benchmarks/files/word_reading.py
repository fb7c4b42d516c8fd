"""Reading the tables of a Word file, beside python-docx walking the same cells."""

import io
import time
from collections.abc import Iterator

from docx import Document

from benchmarks.measure import Ratio, in_turns
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import WorkProgress

ROWS, COLUMNS = 300, 6
ROUNDS = 5
LIMIT = 1.5
WORDS = "จัดทำคู่มือการปฏิบัติงานและเผยแพร่ทางเว็บไซต์ของสำนักงานเขต"


def made() -> bytes:
    """A table with merged cells, several paragraphs in a cell, and a list."""
    document = Document()
    document.add_heading("มาตรการ", 1)
    table = document.add_table(ROWS, COLUMNS)
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            cell.text = f"{WORDS} {number}.{column}"
        row.cells[2].add_paragraph(WORDS, style="List Number")
    for number in range(0, ROWS - 1, 10):
        table.cell(number, 4).merge(table.cell(number + 1, 4))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def ratios() -> Iterator[Ratio]:
    """One ratio: from the bytes of the file to the texts of all cells."""
    data = made()

    def ours() -> float:
        begin = time.perf_counter()
        [sheet] = content_in(data, "ก.docx", WorkProgress()).sheets
        assert sum(row.number > 0 for row in sheet.rows) == ROWS
        return time.perf_counter() - begin

    def peer() -> float:
        begin = time.perf_counter()
        [table] = Document(io.BytesIO(data)).tables
        assert sum(bool(cell.text) for row in table.rows for cell in row.cells) == ROWS * COLUMNS
        return time.perf_counter() - begin

    yield in_turns(
        f"reading a Word table of {ROWS} rows",
        ours,
        peer,
        peer_is="python-docx, cell by cell",
        limit=LIMIT,
        rounds=ROUNDS,
    )
