import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import docx as reader
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ita_desktop.documents.backends import docx, pdf, xlsx
from ita_desktop.documents.content import (
    Cell,
    ContinuedCell,
    Document,
    Table,
    TableColumn,
    TableRow,
    Vertical,
    heading_row,
    paragraph,
)
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.printable import printable
from tests.documents.readers.files import pdf_text, squeezed
from tests.documents.readers.lines import workbook_of
from tests.documents.readers.tagged import TaggedPdf
from tests.support.cost import examples
from tests.support.plain_text import plain_text

LETTERS = st.text(alphabet='กขคงทรำัี่้์เแๆฯ()"=_x019 \n-AO๑\x00\x1f\ufffe', max_size=300)
STYLES = st.sampled_from(["cell", "cell-center", "cell-number", "cell-part"])
PARAGRAPHS = st.builds(
    paragraph,
    LETTERS,
    STYLES,
    mark=st.sampled_from(["", "", "•", "-", "10."]),
    level=st.integers(0, 1),
    bold=st.booleans(),
    underline=st.booleans(),
)
CELLS = st.builds(
    Cell,
    st.lists(PARAGRAPHS, max_size=4).map(tuple),
    rows=st.integers(1, 3),
    vertical=st.sampled_from(Vertical),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    count = draw(st.integers(1, 4))
    columns = tuple(
        TableColumn(share, on_break)
        for share, on_break in draw(
            st.lists(
                st.tuples(st.integers(1, 9), st.sampled_from(ContinuedCell)),
                min_size=count,
                max_size=count,
            )
        )
    )
    rows: list[TableRow] = []
    standing = [0] * count
    for _row in range(draw(st.integers(0, 12))):
        free = [column for column in range(count) if not standing[column]]
        cells = [draw(CELLS) for _column in free]
        group = draw(st.booleans())
        rows.append(TableRow(tuple(cells), group, draw(st.integers(0, 1))))
        for column, made in zip(free, cells, strict=True):
            standing[column] = made.rows
        standing = [max(height - 1, 0) for height in standing]
    heading = (heading_row([f"หัว{column}" for column in range(count)]),) * draw(st.integers(0, 2))
    repeated = draw(st.sampled_from(ContinuedCell))
    table = Table(columns, tuple(rows), heading, draw(st.booleans()), repeated)
    return Document("สุ่ม", (paragraph("ก่อน", "heading"), table, paragraph("หลัง")))


@settings(max_examples=examples(60))
@given(documents())
def test_any_table_becomes_a_word_file_with_all_its_text(made: Document) -> None:
    opened = reader.Document(io.BytesIO(docx.render(made)))
    seen: set[object] = set()
    texts = []
    for one in (cell for table in opened.tables for row in table.rows for cell in row.cells):
        if one._tc not in seen:
            seen.add(one._tc)
            texts.append(one.text)
    assert squeezed("".join(texts)) == squeezed("".join(without_lists(made)))


def without_lists(made: Document) -> Iterator[str]:
    """The table's text without marks that Word keeps as lists."""
    table = printable(made).blocks[1]
    assert isinstance(table, Table)
    for row in (*table.heading, *table.rows):
        for cell in row.cells:
            for line in cell.paragraphs:
                yield line.text if line.mark in ("•", "-") else f"{line.mark}{line.text}"


@settings(max_examples=examples(60))
@given(documents())
def test_any_table_becomes_an_excel_file_with_all_its_text(made: Document) -> None:
    content = xlsx.render(made)
    sheet = workbook_of(content).active
    assert max((dimension.height or 0) for dimension in sheet.row_dimensions.values()) <= 409
    for line in sheet.iter_rows():
        assert {one.data_type for one in line} <= {"s", "n"}
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))


@pytest.mark.in_turn
@pytest.mark.needs_poppler
@settings(max_examples=examples(60))
@given(documents())
def test_any_table_becomes_a_pdf_with_all_its_letters(made: Document) -> None:
    content = pdf.render(made, letter_files=bundled())
    assert content == pdf.render(made, letter_files=bundled())
    with TemporaryDirectory() as folder:
        text = pdf_text(content, Path(folder))
    expected = squeezed(plain_text(made))
    # Read aloud it is one text: no row is parted, and nothing comes again.
    tagged = TaggedPdf(content)
    assert tagged.faults == []
    assert squeezed("".join(one.text for one in tagged.elements)) == expected
    if len(tagged.reader.pages) > 1:  # cells interleave where a row is parted, headings come again
        assert all(text.count(letter) >= expected.count(letter) for letter in set(expected))
    else:
        assert text == expected
