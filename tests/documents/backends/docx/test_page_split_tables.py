"""A Word file for signing: what rows share is said again on the page that they go on to."""

from dataclasses import replace

import pytest

from ita_desktop.documents.backends import docx
from ita_desktop.documents.backends.docx.section import parted
from ita_desktop.documents.content import (
    Cell,
    ContinuedCell,
    Document,
    Paragraph,
    Table,
    TableColumn,
    TableRow,
    cell,
    group_row,
    paragraph,
    row,
)
from ita_desktop.documents.export import made
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.layout.compose import composed, page_starts
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.layout.pages import SetLine
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports.shared import foot
from ita_desktop.domain.documents import DocumentChoices, DocumentOption
from tests.documents.factories import book as book_factory
from tests.documents.readers.files import part

COUNT = 60


def report(on_break: ContinuedCell = ContinuedCell.EMPTY) -> Document:
    """Rows that all share a cell, below a group row, over several pages."""
    shared = Cell((paragraph("ใช้ร่วมกัน", "cell"),), rows=COUNT)
    first = TableRow((cell("0"), shared))
    more = (TableRow((cell(f"{number}"),)) for number in range(1, COUNT))
    rows = (group_row("ตัวชี้วัดที่ 1", 2), first, *more)
    columns = (TableColumn(1), TableColumn(1, on_break))
    table = Table(
        columns, rows, (row("ข้อ", "มาตรการ"),), repeat_groups=ContinuedCell.REPEAT_CONTINUED
    )
    return Document("ตาราง", (table,), footer=foot("ตาราง"), word_pages=True)


def texts(document: Document) -> list[list[str]]:
    """The cells of each table of its Word file, those of a merged cell empty but for the first."""
    root = part(docx.render(document, letter_files=bundled()), "word/document.xml")
    return [
        ["".join(text.text or "" for text in one.iter("{*}t")) for one in table.iter("{*}tc")]
        for table in root.iter("{*}tbl")
    ]


@pytest.mark.parametrize(
    ("on_break", "message"),
    [
        (ContinuedCell.EMPTY, "ใช้ร่วมกัน (ต่อ)"),
        (ContinuedCell.REPEAT, "ใช้ร่วมกัน"),
        (ContinuedCell.REPEAT_CONTINUED, "ใช้ร่วมกัน (ต่อ)"),
    ],
)
def test_a_shared_cell_is_shown_again_on_each_page_where_the_file_is_for_signing(
    on_break: ContinuedCell, message: str
) -> None:
    document = report(on_break)
    pages = len(page_starts(document, letter_files=bundled())) + 1
    assert pages > 1
    first, *more = texts(document)
    assert len(more) == pages - 1
    assert first.count("ใช้ร่วมกัน") == 1
    for group in more:
        assert group.count(message) == 1
        assert group[:3] == ["ข้อ", "มาตรการ", "ตัวชี้วัดที่\xa01 (ต่อ)"]
    numbers = [text for table in (first, *more) for text in table if text.isdecimal()]
    assert numbers == [f"{number}" for number in range(COUNT)]


def test_the_file_to_be_edited_keeps_one_table_with_its_merged_cell() -> None:
    [table] = texts(replace(report(), word_pages=False))
    assert table.count("ใช้ร่วมกัน") == 1


def test_a_row_that_the_pdf_parts_stays_whole() -> None:
    long = TableRow((cell("ยาว " * 3000), cell("ข")))
    document = Document("ตาราง", (Table((TableColumn(1), TableColumn(1)), (long, row("ค", "ง"))),))
    assert any(start.within for start in page_starts(document, letter_files=bundled()))
    assert len(parted(document, None, bundled()).blocks) in {1, 3}


def test_it_is_a_choice_of_the_tables_of_measures() -> None:
    data = book_factory.book_year()
    name = "measures-by-item"
    on = (DocumentChoices(id="c", name=name, chosen=DocumentOption.SIGNED_PAGES.value),)
    assert DocumentOption.SIGNED_PAGES in kind(name).choices
    assert not made(kind(name), ReportContext(data))[0].word_pages
    assert made(kind(name), ReportContext(replace(data, document_choices=on)))[0].word_pages


@pytest.mark.parametrize("empty", [(), (paragraph("", "cell"),)])
def test_an_empty_shared_cell_does_not_say_that_it_goes_on(empty: tuple[Paragraph, ...]) -> None:
    document = report()
    [table] = (block for block in document.blocks if isinstance(block, Table))
    group, first, *more = table.rows
    bare = replace(first, cells=(first.cells[0], replace(first.cells[1], paragraphs=empty)))
    document = replace(document, blocks=(replace(table, rows=(group, bare, *more)),))
    word = [text for made in texts(document) for text in made]
    pages = composed(document, letter_files=bundled()).pages
    drawn = [
        mark.line.text
        for page in pages
        for region in page.regions
        for mark in region.marks
        if isinstance(mark, SetLine)
    ]
    for shown in (word, drawn):
        goes_on = [text for text in shown if "(ต่อ)" in text]
        assert len(goes_on) == len(pages) - 1
        assert all(text.startswith("ตัวชี้วัดที่") for text in goes_on)
