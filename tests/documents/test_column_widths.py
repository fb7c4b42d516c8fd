"""The widths that an office chose for the columns of a document, in all three formats."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from ita_desktop.documents.content import Cell, Document, Table, TableRow, cell, paragraph
from ita_desktop.documents.export import drawn, render
from ita_desktop.documents.kinds import Format
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import ColumnWidths
from ita_desktop.domain.text import Digits
from ita_desktop.typography.words import breaker_with
from tests.documents.factories.book import book_year, context, reviewed_year
from tests.documents.readers.files import part
from tests.documents.readers.lines import workbook_of


def shares(widths: Iterable[float]) -> list[int]:
    found = list(widths)
    return [round(100 * figure / sum(found)) for figure in found]


def printed(content: bytes) -> list[int]:
    """The widths between the upright lines of a page."""
    with pypdfium2.PdfDocument(content) as opened:
        page = opened[len(opened) - 1].render(scale=2).to_pil().convert("L")
    dark = [sum(page.getpixel((x, y)) < 120 for y in range(page.height)) for x in range(page.width)]
    lines = [x for x, count in enumerate(dark) if count > max(dark) * 0.7]
    lines = [x for at, x in enumerate(lines) if not at or x - lines[at - 1] > 2]
    return shares(b - a for a, b in pairwise(lines))


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("name", "chosen"),
    [("measures-by-item", "10 40 30 20"), ("analysis-by-item", "8 9 11 13 17 19 23")],
)
def test_chosen_widths_are_those_of_word_excel_and_pdf(name: str, chosen: str) -> None:
    year = book_year() if name == "measures-by-item" else reviewed_year()
    own = ColumnWidths(id="w", name=name, shares=chosen)
    of, wanted = context(replace(year, column_widths=(own,))), shares(map(float, chosen.split()))
    body = part(drawn(kind(name), of, Format.DOCX), "word/document.xml")
    # Tables of scores stand before that of the analysis.
    grid = next(one for one in body.iterfind(".//{*}tblGrid") if len(one) == len(wanted))
    assert shares(int(next(iter(one.attrib.values()))) for one in grid) == wanted
    sheet = workbook_of(drawn(kind(name), of, Format.XLSX)).active
    first = int(name == "measures-by-item")  # behind the column of indicators
    columns = [
        sheet.column_dimensions[text].width for text in "ABCDEFGHIJ"[first : first + len(wanted)]
    ]
    assert shares(columns) == pytest.approx(wanted, abs=1)
    assert printed(drawn(kind(name), of, Format.PDF)) == pytest.approx(wanted, abs=1)


def test_the_usual_columns_have_room_for_the_longest_of_the_usual_words() -> None:
    document = kind("analysis-by-item").build(context(reviewed_year()), Digits.THAI)
    table = next(one for one in document.blocks if isinstance(one, Table) and len(one.columns) == 7)
    owners = Cell((paragraph("กรุงเทพมหานคร", "cell", mark="-"),))
    row = TableRow((*(cell("ก"),) * 4, owners, *(cell("ก"),) * 2))
    # Without its cover, which is an upright page.
    made = Document("ก", (replace(table, rows=(row,)),), "", document.orientation, document.margins)
    file = render(made, Format.PDF, breaker_with())
    with pypdfium2.PdfDocument(file) as opened:
        assert "กรุงเทพมหานคร" in opened[0].get_textpage().get_text_range().split()
