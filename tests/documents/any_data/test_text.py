"""Whatever a clerk pastes becomes a file in all three formats, with all its text."""

import io
from collections.abc import Callable

import docx as reader
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ita_desktop.documents.backends import docx, pdf, xlsx
from ita_desktop.documents.content import (
    Align,
    Cell,
    Document,
    KeepTogether,
    PageBreak,
    PageLine,
    PageNumbers,
    SignatureBlock,
    Table,
    TableColumn,
    TableRow,
    cell,
    paragraph,
)
from ita_desktop.documents.layout.fonts import bundled
from tests.documents.readers.files import document, squeezed, table_of
from tests.documents.readers.lines import workbook_of
from tests.support.cost import examples
from tests.support.plain_text import plain_text

EMPTY = (
    Document("", ()),
    document(PageBreak()),
    document(Table((TableColumn(1),), ())),
    document(Table((TableColumn(1),), (TableRow((Cell(),)),))),
    document(paragraph(""), KeepTogether(()), SignatureBlock(())),
)


def everywhere(text: str) -> Document:
    """A document that says ``text`` in every place that takes one."""
    return Document(
        text,
        (
            paragraph(text, "title"),
            Table(
                (TableColumn(1), TableColumn(3)),
                (TableRow((cell(text, "cell-number"), cell(text, bold=True))),),
            ),
            SignatureBlock((text,)),
        ),
        author=text,
        header=PageLine(text, PageNumbers.DASHES, from_page=2),
        footer=PageLine(text, PageNumbers.OF_TOTAL, Align.RIGHT),
    )


def word(made: Document) -> str:
    opened = reader.Document(io.BytesIO(docx.render(made)))
    cells = [one.text for table in opened.tables for row in table.rows for one in row.cells]
    first, *rest = [one.text for one in opened.paragraphs] or [""]
    return "".join((first, *cells, *rest))


def excel(made: Document) -> str:
    sheet = workbook_of(xlsx.render(made)).active
    return "".join(str(one) for row in sheet.iter_rows(values_only=True) for one in row if one)


def pages(made: Document) -> int:
    with pypdfium2.PdfDocument(pdf.render(made, letter_files=bundled())) as opened:
        return len(opened)


@pytest.mark.in_turn
@settings(max_examples=examples(60))
@given(st.text(st.characters(), max_size=200))
@example("\x00\x1f\ud800\ufffe\u202e\u200d")
@example("שלום عليكم ที่ 👩🏽‍👩‍👧🏽 🇹🇭 ✓ e\u0301")
@example("_x0041_ =1+1 & <b> ]]> \"'")
def test_any_text_of_any_script_is_written(text: str) -> None:
    made = everywhere(text)
    assert squeezed(word(made)) == squeezed(plain_text(made))
    xlsx.render(made)
    assert pages(made) >= 1


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "text", ["ที่" * 3400, "a" * 10_000, "א" * 10_000, "👩‍👩‍👧" * 1500, "\n" * 10_000, "(ก) " * 2500]
)
def test_ten_thousand_characters_in_a_cell_are_written_whole(text: str) -> None:
    made = document(table_of(text, "จบ"))
    for read in (word, excel):
        assert squeezed(read(made)) == squeezed(plain_text(made))
    assert pages(made) >= 1


@pytest.mark.parametrize("made", EMPTY)
@pytest.mark.parametrize("read", [word, excel])
def test_a_document_with_nothing_in_it_is_a_file_all_the_same(
    made: Document, read: Callable[[Document], str]
) -> None:
    assert not read(made).strip()
    assert pages(made) >= 1
