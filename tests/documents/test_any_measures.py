"""Any number of measures, texts, photographs and owners: nothing is lost in any format."""

import io
import random
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import openpyxl
import pypdfium2
import pytest
from lxml import etree

from ita_desktop.documents.content import Document
from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import BY_QUESTION, Format, Material
from ita_desktop.documents.plaintext import plain_text
from ita_desktop.documents.registry import kind
from ita_desktop.domain.records import MeasureKind
from tests.documents.book_factory import Rows, material
from tests.documents.reading import pdf_text, squeezed
from tests.documents.result_factory import OFFICE, bare_year

WORDS = ("ประชุมชี้แจง", "เจ้าหน้าที่", "ทุกฝ่าย", "เผยแพร่", "คู่มือประชาชน", "บนเว็บไซต์", "รายงานผล",
         "No Gift Policy", "ปี 2568", "(ต่อ)", "ข้อ 3.1", "**สำคัญ**", "\n- ", "\n")  # fmt: skip
CODES = [f"{letter}{number}" for letter, most in (("I", 12), ("E", 6), ("O", 22))
         for number in range(1, most + 1)]  # fmt: skip
DOCUMENTS = (
    ("analysis-by-indicator", ""),
    ("analysis-by-indicator", BY_QUESTION),
    ("analysis-by-item", ""),
    ("measures-by-indicator", ""),
    ("measures-by-item", ""),
    ("communication-plan", ""),
    ("image-communication", ""),
    ("one-stop-service", ""),
    ("progress-report", "whole_year"),
    ("monitoring-summary", ""),
)
_MARK = re.compile("ที่[0-9๐-๙]{1,6}")
"""What each text begins with, which no other one has."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


def text_of(chance: random.Random, longest: int) -> str:
    """Words up to about so many letters, with lists and bold stretches, and a mark of its own."""
    wanted = chance.choice((1, 10, 80, 400, longest))
    words = [f"ที่{chance.randrange(10**6)}"]
    while sum(map(len, words)) < min(wanted, longest):
        words.append(chance.choice(WORDS))
    return "".join(words)


def year_of(seed: int, count: int, longest: int) -> Material:
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
        owners = ";".join(f"เจ้าหน้าที่ {one}" for one in range(chance.choice((1, 1, 2, 30))))
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
    return material(rows.year())


def pictures(document: Document) -> Counter[bytes]:
    found: Counter[bytes] = Counter()
    for block in document.blocks:
        for row in getattr(block, "rows", ()):
            for cell in row.cells:
                found.update(one.image.data for beside in cell.pictures for one in beside)
    return found


def docx_text(content: bytes) -> tuple[str, int]:
    """The text of a Word file without its numbers, and how many pictures stand in it."""
    with ZipFile(io.BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    texts = (one.text or "" for one in body.iter(f"{_W}t"))
    return squeezed("".join(texts)), sum(1 for _blip in body.iter(_BLIP))


def sheet_text(sheet: Any) -> str:
    """The text of a sheet column by column, without the group rows that are said again: what goes
    on at the top of the next page stands below its beginning then."""
    whole = {one.min_row for one in sheet.merged_cells.ranges if one.size["columns"] > 4}
    again = {one for one in whole if str(sheet.cell(one, 1).value).endswith("(ต่อ)")}
    again |= {one - 1 for one in again if one - 1 in whole}
    return squeezed("".join(
        str(cell.value) for column in sheet.iter_cols() for cell in column
        if cell.value is not None and cell.row not in again))  # fmt: skip


def words_of(document: Document) -> list[str]:
    """The text of each paragraph without mark, in the document's digits."""
    return [line.removeprefix("- ").partition(". ")[2] or line.removeprefix("- ")
            for line in plain_text(document).splitlines() if line.strip()]  # fmt: skip


@pytest.mark.needs_poppler
@pytest.mark.parametrize(("name", "subject"), DOCUMENTS)
@pytest.mark.parametrize(("seed", "count", "longest"), [(1, 1, 6000), (2, 8, 6000), (3, 40, 300)])
def test_nothing_is_lost_in_any_format(
    name: str, subject: str, seed: int, count: int, longest: int
) -> None:
    one = kind(name)
    of = replace(year_of(seed, count, longest), subject=subject)
    document = one.build(of, one.digits)
    shown = pictures(document)
    words = [squeezed(line) for line in words_of(document)]
    with TemporaryDirectory() as folder:
        pdf = drawn(one, of, Format.PDF)
        read = pdf_text(pdf, Path(folder))
    word, drawings = docx_text(drawn(one, of, Format.DOCX))
    book = openpyxl.load_workbook(io.BytesIO(drawn(one, of, Format.XLSX)))
    sheet = sheet_text(book.active)
    assert [line for line in words if line not in word] == []
    # A page may end within any line, so that lines are counted by their letters there.
    assert Counter("".join(words)) <= Counter(read)
    assert [mark for line in words for mark in _MARK.findall(line) if mark not in read] == []
    assert [line for line in words if line not in sheet] == []
    assert drawings == sum(shown.values())
    assert len(book.active._images) == sum(shown.values())
    pages = pypdfium2.PdfDocument(pdf)
    painted = sum(
        sum(1 for _image in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
        for page in pages
    )
    assert painted == sum(shown.values())


@pytest.mark.parametrize("seed", range(3))
def test_all_measures_findings_and_pictures_of_the_year_are_in_some_document(seed: int) -> None:
    of = year_of(seed, 40, 400)
    texts, shown = [], Counter[bytes]()
    for name, subject in DOCUMENTS:
        document = kind(name).build(replace(of, subject=subject), kind(name).digits)
        texts.append(plain_text(document))
        if name == "progress-report":
            shown = pictures(document)
    whole = "\n".join(texts)
    for measure in of.year.measures:
        if measure.kind is MeasureKind.PREPARATION:
            continue  # these stand in the book alone
        first = measure.method.split("\n")[0].replace("**", "")
        assert " ".join(first.split()) in whole
    assert len(shown) == len({of.media(one.media) for one in of.year.photos})
