"""No letter is left out of a document: what its letter has not comes from another font."""

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText

from ita_desktop.documents.backends import docx, pdf, xlsx
from ita_desktop.documents.content import Document, Table, TableColumn, TableRow, cell, paragraph
from ita_desktop.documents.ink import png
from ita_desktop.documents.layout.fonts import OWN, bundled, covered, stretches
from ita_desktop.domain.text import Digits
from ita_desktop.pictures.charts import ChartBar, GroupedBars, draw
from tests.documents.readers.files import part, pdf_text

FOREIGN = {
    "中文": "Microsoft YaHei",
    "繁體": "Microsoft YaHei",
    "မြန်မာ": "Myanmar Text",
    "ລາວ": "Leelawadee UI",
    "ខ្មែរ": "Leelawadee UI",
    "✓☐①★": "Segoe UI Symbol",
    "⇒≡β": "Segoe UI Symbol",
    "℃№※₩": "Segoe UI",
    "Москва": "Segoe UI",
    "✅❌📌": "Segoe UI Emoji",
    "4\ufe0f\u20e3": "Segoe UI Emoji",
}


def shown(text: str) -> Document:
    row = TableRow((cell(f"3.Chinese ({text}) ครบ"),))
    return Document("ภาษา", (paragraph(f"ก{text}ข"), Table((TableColumn(1),), (row,))))


def dark(content: bytes) -> int:
    """How many dots of the first page are not white."""
    with pypdfium2.PdfDocument(content) as opened:
        drawn = opened[0].render(scale=2, grayscale=True).to_pil()
    return sum(drawn.histogram()[:128])


@pytest.mark.in_turn
@pytest.mark.parametrize("text", [*FOREIGN, "한국"])
def test_no_letter_of_a_pdf_is_blank(text: str) -> None:
    blank = dark(pdf.render(shown("\u00a0" * len(text)), letter_files=bundled()))
    assert dark(pdf.render(shown(text), letter_files=bundled())) > blank + 20 * len(text)


@pytest.mark.needs_poppler
@pytest.mark.parametrize("text", FOREIGN)
def test_it_is_found_and_copied_from_the_pdf(text: str, tmp_path: Path) -> None:
    assert text in pdf_text(pdf.render(shown(text), letter_files=bundled()), tmp_path)


@pytest.mark.in_turn
@pytest.mark.parametrize(("text", "font"), FOREIGN.items())
def test_word_and_excel_name_a_font_that_has_it(text: str, font: str) -> None:
    root = part(docx.render(shown(text)), "word/document.xml")
    runs = {
        "".join(run.itertext()): fonts.get(f"{{{fonts.nsmap['w']}}}cs")
        for run in root.iter("{*}r")
        if (fonts := run.find("{*}rPr/{*}rFonts")) is not None
    }
    assert runs == {text: font}
    sheet = load_workbook(io.BytesIO(xlsx.render(shown(text))), rich_text=True).worksheets[0]
    values = [one.value for row in sheet.iter_rows() for one in row]
    rich = [value for value in values if isinstance(value, CellRichText)]
    assert rich
    for value in rich:
        fonts = {block.text: block.font.rFont for block in value}
        assert fonts.pop(text) == font
        assert set(fonts.values()) == {"TH Sarabun New"}


@pytest.mark.in_turn
@pytest.mark.parametrize("text", FOREIGN)
def test_pictures_of_figures_show_it_too(text: str) -> None:
    def picture(name: str) -> bytes:
        return png(draw(GroupedBars("ก", (ChartBar(name, None),)), 300), Digits.ARABIC)

    assert picture(text) != picture("\u25fb" * len(text))
    assert picture(text) != picture(" ")


@pytest.mark.parametrize("text", FOREIGN)
def test_no_letter_is_a_box(text: str) -> None:
    before, *foreign, behind = stretches(f"ก{text}ข", covered(OWN))
    assert (before, behind) == (("ก", OWN), ("ข", OWN))
    assert all(run.font != OWN and covered(run.font).issuperset(run.text) for run in foreign)


@given(st.text("กิ่ ab1中文မြ✓\u200b\ufe0f한", max_size=20))
def test_a_text_is_parted_without_loss(text: str) -> None:
    parts = list(stretches(text, covered(OWN)))
    assert "".join(run.text for run in parts) == text
    assert all(
        letter in covered(OWN)
        for run in parts
        if run.font == OWN
        for letter in run.text
        if re.fullmatch("[ก-๙a-z0-9 ]", letter)
    )
    assert all(run.text for run in parts if text)
