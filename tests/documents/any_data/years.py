"""Years of any size with any texts, and what is counted in their documents."""

import io
import random
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from zipfile import ZipFile

import pypdfium2
from lxml import etree

from ita_desktop.documents.content import ContinuedCell, Document, Table
from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import DocumentKind, Format, ReportContext
from ita_desktop.documents.layout.grid import placed
from ita_desktop.documents.printable import printable
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.records import Frequency, Measure, MeasureKind
from ita_desktop.domain.schedule import occurrences
from ita_desktop.domain.tracking.entries import Entry, EntryState
from tests.documents.factories.book import Rows, context
from tests.documents.factories.results import OFFICE, bare_year
from tests.documents.readers.files import pdf_text, squeezed
from tests.documents.readers.lines import sheets_of, texts_on_cells
from tests.support.plain_text import plain_text

WORDS = ("ประชุมชี้แจง", "เจ้าหน้าที่", "ทุกฝ่าย", "เผยแพร่", "คู่มือประชาชน", "บนเว็บไซต์", "รายงานผล",
         "No Gift Policy", "ปี 2568", "(ต่อ)", "ข้อ 3.1", "**สำคัญ**", "\n- ", "\n")  # fmt: skip
CODES = [f"{letter}{number}" for letter, most in (("I", 12), ("E", 6), ("O", 22))
         for number in range(1, most + 1)]  # fmt: skip
MARK = re.compile("ฆ[0-9๐-๙]{6}")
"""What each text begins with, which no other one has."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


def text_of(chance: random.Random, longest: int) -> str:
    """Words up to about so many letters, with lists and bold stretches, and a mark of its own."""
    wanted = chance.choice((1, 10, 80, 400, longest))
    words = [f"ฆ{chance.randrange(10**5, 10**6)}"]
    while sum(map(len, words)) < min(wanted, longest):
        words.append(chance.choice(WORDS))
    return "".join(words)


@cache
def year_of(seed: int, count: int, longest: int) -> ReportContext:
    """A year with so many measures, each with up to 12 photographs and 30 owners."""
    chance = random.Random(seed)
    rows = Rows(bare_year(2568, OFFICE))
    kinds = list(MeasureKind)
    for number in range(count):
        indicator = rows.data.framework.indicators[
            number % len(rows.data.framework.indicators)
        ].code
        first = chance.randrange(len(CODES))
        codes = tuple(CODES[first : first + chance.randrange(0, 5)])
        owners = ";".join(f"เจ้าหน้าที่ {number}" for number in range(chance.choice((1, 1, 2, 30))))
        one = rows.measure(
            indicator if chance.random() < 0.95 else "", codes, text_of(chance, longest), owners,
            chance.choice((MeasureKind.ITEM, *kinds)), finding=text_of(chance, 300),
            monitoring=text_of(chance, 300), schedule=chance.choice(("ทุกเดือน", "ทุก 3 เดือน", "")),
        )  # fmt: skip
        if chance.random() < 0.5:
            found = rows.finding(one.indicator, codes, issue=text_of(chance, longest),
                                 practice=text_of(chance, 200))  # fmt: skip
            rows.answer(one, found)
        if chance.random() < 0.6:
            rows.entry(one, text_of(chance, longest), chance.choice((0, 0, 1, 2, 3, 12)),
                       round_id="whole_year")  # fmt: skip
    return context(rows.year())


def followed(of: ReportContext, seed: int) -> ReportContext:
    """The year on its last day, with measures that are due up to twelve times, of which some were
    done, some skipped and some missed."""
    chance = random.Random(seed)
    often = (Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.HALF_YEARLY, Frequency.SERVICE_DAY)
    measures = tuple(
        replace(measure, frequency=chance.choice(often), schedule="")
        for measure in of.year.measures
    )
    entries = tuple(_entries(of.year.year, measures, chance))
    data = replace(of.year, measures=measures, entries=entries, photos=())
    return replace(of, year=data, day=fiscal_year_bounds(data.year)[1])


def _entries(year: int, measures: Sequence[Measure], chance: random.Random) -> Iterator[Entry]:
    for measure in measures:
        for number, time in enumerate(occurrences(measure, year)):
            made = Entry(id=f"{measure.id} {number}", measure_id=measure.id, occurrence=time.last,
                         text=text_of(chance, 40))  # fmt: skip
            match chance.randrange(3):
                case 0:
                    yield made
                case 1:
                    yield replace(made, state=EntryState.SKIPPED, reason="หยุดยาว")


def pictures(document: Document) -> Counter[bytes]:
    found: Counter[bytes] = Counter()
    for block in document.blocks:
        for row in getattr(block, "rows", ()):
            for cell in row.cells:
                found.update(picture.image.data for beside in cell.pictures for picture in beside)
    return found


class Read(NamedTuple):
    """What a file holds: its text without white space, and how many pictures it shows."""

    text: str
    pictures: int

    @property
    def marks(self) -> Counter[str]:
        """How often each text of the year is in it."""
        return Counter(MARK.findall(self.text))


LIST = "list"
"""The Excel file that is a list to work with, beside the one that looks like the printed pages."""


PAGES = frozenset((Format.PDF.value, Format.XLSX.value))
"""The files whose pages the program ends itself, and says a shared cell again on the next one."""


def read_back(kind: DocumentKind, of: ReportContext) -> dict[str, Read]:
    """A document in all its formats, as other programs read it."""
    pages = replace(of, printed_sheet=True)
    with TemporaryDirectory() as folder:
        read = {
            Format.PDF.value: _read_pdf(drawn(kind, of, Format.PDF), Path(folder)),
            Format.DOCX.value: _read_docx(drawn(kind, of, Format.DOCX)),
            Format.XLSX.value: _read_xlsx(drawn(kind, pages, Format.XLSX)),
        }
    if DocumentOption.PRINTED_SHEET in kind.choices:
        read[LIST] = _read_xlsx(drawn(kind, of, Format.XLSX))
    return read


def _read_pdf(content: bytes, folder: Path) -> Read:
    with pypdfium2.PdfDocument(content) as pages:
        wanted = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
        painted = sum(1 for page in pages for _image in page.get_objects(filter=wanted))
    return Read(pdf_text(content, folder), painted)


def _read_docx(content: bytes) -> Read:
    """Without the numbers that Word counts, and without the heads and feet of its pages."""
    with ZipFile(io.BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    texts = (element.text or "" for element in body.iter(f"{_W}t"))
    return Read(squeezed("".join(texts)), sum(1 for _blip in body.iter(_BLIP)))


def _read_xlsx(content: bytes) -> Read:
    sheets = sheets_of(content)
    shown = sum(len(sheet._images) for sheet in sheets)
    texts = [*map(sheet_text, sheets), *map(squeezed, texts_on_cells(content))]
    return Read("".join(texts), shown)


def shown(cell: Any) -> str:
    """What a cell shows: a figure with its decimals."""
    is_figure = cell.data_type == "n" and cell.number_format == "0.00"
    return f"{cell.value:.2f}" if is_figure else str(cell.value)


def sheet_text(sheet: Any) -> str:
    """The text of a sheet column by column, without the group rows that are said again: what goes
    on at the top of the next page stands below its beginning then."""
    whole = {range_.min_row for range_ in sheet.merged_cells.ranges if range_.size["columns"] > 4}
    again = {row for row in whole if str(sheet.cell(row, 1).value).endswith("(ต่อ)")}
    again |= {row - 1 for row in again if row - 1 in whole}
    return squeezed("".join(
        shown(cell) for column in sheet.iter_cols() for cell in column
        if cell.value is not None and cell.row not in again))  # fmt: skip


def listed(document: Document) -> Document:
    """What of a document stands in its list: the rows of its tables."""
    tables = [
        replace(block, heading=(), rows=tuple(row for row in block.rows if not row.group))
        for block in document.blocks
        if isinstance(block, Table)
    ]
    return replace(document, blocks=tuple(tables))


def repeated_groups(document: Document, mark: re.Pattern[str] = MARK) -> set[str]:
    """The texts that a page says again where a cell goes on to it, because rows share it or its
    column says so."""
    found = set()
    for part in (document, *(bound.document for bound in document.bound)):
        for table in (block for block in printable(part).blocks if isinstance(block, Table)):
            for line in placed(table.rows, len(table.columns)):
                for box in line:
                    again = table.columns[box.column].on_break is not ContinuedCell.EMPTY
                    if box.rows > 1 or again:
                        text = " ".join(each.text for each in box.cell.paragraphs)
                        found.update(mark.findall(text))
    return found


def as_often(
    read: Counter[str], wanted: Counter[str], again: Collection[str] = frozenset()
) -> bool:
    """Whether each text is there as often as ``wanted``; those of ``again`` at least so often."""
    return read.keys() == wanted.keys() and all(
        count == wanted[mark] or (mark in again and count > wanted[mark])
        for mark, count in read.items()
    )


def words_of(document: Document) -> list[str]:
    """The text of each paragraph without mark, in the document's digits."""
    return [line.removeprefix("- ").partition(". ")[2] or line.removeprefix("- ")
            for line in plain_text(document).splitlines() if line.strip()]  # fmt: skip
