"""What back-ends print of their own accord: at the foot of pages, overleaf, beside lists."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import pytest

from ita_desktop.documents.backends import docx, pdf, xlsx
from ita_desktop.documents.content import (
    ContinuedCell,
    Document,
    Table,
    TableColumn,
    group_row,
    row,
)
from ita_desktop.documents.kinds import Format, Profile, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports.shared import TEXTS, foot, worded, words_of
from ita_desktop.documents.wordings.catalogue import templates
from ita_desktop.domain.documents import Wording
from ita_desktop.domain.year import YearData
from tests.documents.factories import book as book_factory
from tests.documents.readers.files import pages
from tests.documents.readers.lines import workbook_of
from tests.documents.readers.sarabun import bundled


def own(data: YearData, texts: Mapping[str, str]) -> YearData:
    words = tuple(Wording(id=name, name=name, text=text) for name, text in texts.items())
    return replace(data, wordings=words)


def report(data: YearData) -> Document:
    """A table that goes on overleaf below a group row."""
    rows = (group_row("ตัวชี้วัดที่ 1", 2), *(row("ข้อ", f"{number}") for number in range(90)))
    columns = TableColumn(1), TableColumn(1)
    table = Table(columns, rows, (row("ก", "ข"),), repeat_groups=ContinuedCell.REPEAT_CONTINUED)
    return worded(Document("รายงาน", (table,), footer=foot("รายงาน")), data)


def parts(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        found = [opened.read(text).decode() for text in opened.namelist() if re.search(name, text)]
    return "\n".join(found)


@pytest.mark.parametrize(
    ("texts", "foot_said", "overleaf"),
    [
        ({}, "หน้า 2 จาก {count}", "ตัวชี้วัดที่ 1 (ต่อ)"),
        (
            {"all.page-of": "แผ่นที่ {หน้า} ใน {จำนวนหน้า} แผ่น", "all.continued": "(ยังมีต่อ)"},
            "แผ่นที่ 2 ใน {count} แผ่น",
            "ตัวชี้วัดที่ 1 (ยังมีต่อ)",
        ),
        ({"all.page-of": "{หน้า} & ปี {ปีงบประมาณ}"}, "2 & ปี 2568", "ตัวชี้วัดที่ 1 (ต่อ)"),
    ],
)
def test_pages_say_their_number_and_that_they_go_on_in_the_words_of_the_office(
    texts: dict[str, str], foot_said: str, overleaf: str
) -> None:
    found = report(own(book_factory.book_year(), texts))
    printed = pages(pdf.render(found, letter_files=bundled()))
    second = " ".join(printed[1].split())
    assert foot_said.format(count=len(printed)) in second
    assert overleaf in second

    made = docx.render(found, letter_files=bundled())
    head = "".join(re.findall("<w:t[ >][^<]*", parts(made, "header")))
    assert overleaf in head.replace('<w:t xml:space="preserve">', "").replace("\xa0", " ")
    lines = re.sub("<w:fldSimple[^>]*PAGE[^>]*>.*?</w:fldSimple>", "2", parts(made, "footer"))
    lines = re.sub("<w:fldSimple[^>]*NUMPAGES[^>]*>.*?</w:fldSimple>", "{count}", lines)
    lines = re.sub("<[^>]+>", "", lines).replace("&amp;", "&").replace("\xa0", " ")
    assert foot_said.replace("{count}", "2") in lines

    sheet = workbook_of(xlsx.render(found)).active
    assert sheet is not None
    codes = foot_said.replace("&", "&&").replace("{count}", "&N").replace("2 ", "&P ", 1)
    assert sheet.oddFooter.right.text == codes
    assert overleaf in {cell.value for cell in sheet["A"]}


def test_no_mark_stands_where_the_office_wants_none() -> None:
    found = report(own(book_factory.book_year(), {"all.continued": ""}))
    second = pages(pdf.render(found, letter_files=bundled()))[1]
    assert "ตัวชี้วัดที่ 1" in second
    assert "(ต่อ)" not in second


def test_every_document_has_the_words_and_all_are_listed() -> None:
    texts = {text.name: f"ของเรา {text.text}" for text in TEXTS.values()}
    data = own(book_factory.book_year(), texts)
    assert {text.name for text in TEXTS.values()} <= set(templates())
    of = ReportContext(data, profile=Profile.INTERNAL)
    book = kind("measures-book")
    made = book.build(of, book.digits)
    for document in (made, *(bound.document for bound in made.bound)):
        assert document.words.page_of == "ของเรา หน้า {หน้า} จาก {จำนวนหน้า}"
        assert all(
            table.mark == " ของเรา (ต่อ)" for table in document.blocks if isinstance(table, Table)
        )
    form = kind("unit-worksheet").form
    assert form is not None
    assert form(of).words.page_of == "ของเรา หน้า {หน้า} จาก {จำนวนหน้า}"
    assert Format.XLSX in kind("unit-worksheet").formats


def test_an_excel_list_says_its_columns_and_a_cut_in_the_words_of_the_office() -> None:
    texts = {"all.list-columns": "กลุ่ม | รหัส", "all.cell-cut": "[ตัดไว้]"}
    rows = (group_row("ตัวชี้วัดที่ 1", 2), row("I1", "ยาว " * 20_000))
    table = Table((TableColumn(1), TableColumn(1)), rows, (row("ตัวชี้วัด", "ข"),))
    data = own(book_factory.book_year(), texts)
    made = Document("รายงาน", (table,), as_list=True)
    with_own = replace(made, words=words_of(data))
    sheet = workbook_of(xlsx.render(with_own)).active
    assert sheet is not None
    cells = [str(cell.value) for line in sheet for cell in line if cell.value]
    assert cells[1:4] == ["กลุ่ม", "ตัวชี้วัด", "ข"]
    assert cells[-1].endswith("[ตัดไว้]")
    same = replace(table, heading=(row("กลุ่ม", "ข"),))
    sheet = workbook_of(xlsx.render(replace(with_own, blocks=(same,)))).active
    assert sheet is not None
    assert "รหัส" in [cell.value for line in sheet for cell in line]
