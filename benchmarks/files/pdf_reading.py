"""Reading the tables of a PDF, beside pdfplumber's extraction of the same tables."""

import io
import time
from collections.abc import Iterator

import pdfplumber

from benchmarks.measure import Ratio, in_turns
from ita_desktop.documents.backends.pdf import render
from ita_desktop.documents.content import (
    Cell,
    Document,
    Paragraph,
    Run,
    Table,
    TableColumn,
    TableRow,
)
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import WorkProgress

ROWS, COLUMNS = 120, 6
ROUNDS = 5
LIMIT = 1.0
WORDS = "จัดทำคู่มือการปฏิบัติงานและเผยแพร่ทางเว็บไซต์ของสำนักงานเขต"


def made() -> bytes:
    """A table on several pages."""
    head = TableRow(tuple(_cell(f"หัวข้อ {number}") for number in range(COLUMNS)))
    rows = tuple(
        TableRow(tuple(_cell(f"{WORDS} {row}.{column}") for column in range(COLUMNS)))
        for row in range(ROWS)
    )
    columns = tuple(TableColumn(1) for _ in range(COLUMNS))
    return render(Document("ตาราง", (Table(columns, rows, (head,)),)))


def _cell(text: str) -> Cell:
    return Cell((Paragraph((Run(text),), "cell"),))


def ratios() -> Iterator[Ratio]:
    """One ratio: from the bytes of the file to the texts of all cells."""
    data = made()

    def ours() -> float:
        begin = time.perf_counter()
        [sheet] = content_in(data, "ก.pdf", WorkProgress()).sheets
        assert sum(row.number > 0 for row in sheet.rows) == ROWS + 1
        return time.perf_counter() - begin

    def peer() -> float:
        begin = time.perf_counter()
        with pdfplumber.open(io.BytesIO(data)) as document:
            rows = [
                row for page in document.pages for table in page.extract_tables() for row in table
            ]
        assert len(rows) > ROWS
        return time.perf_counter() - begin

    yield in_turns(
        f"reading a PDF table of {ROWS} rows",
        ours,
        peer,
        peer_is="pdfplumber's extract_tables",
        limit=LIMIT,
        rounds=ROUNDS,
    )
