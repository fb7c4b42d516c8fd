"""What every Excel file of the program has: the official letter, a page for each sheet."""

import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format
from ita_desktop.documents.registry import KINDS
from ita_desktop.domain.text import to_arabic
from ita_desktop.exchange.kinds.registry import KINDS as IMPORTS
from ita_desktop.services.imports.templates import write_template
from tests.documents.readers.lines import workbook_of
from tests.documents.test_in_libreoffice import context

CHARTS = "ข้อมูลภาพ"


def check(content: bytes) -> None:
    """No part names another letter, each sheet has its paper, and some sheet is seen."""
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            assert b"Calibri" not in part, name
            assert b"Cambria" not in part, name
    book = workbook_of(content)
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == 9, sheet.title
        # One page wide is what is meant where a sheet does not say it.
        fit = (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight)
        assert fit == (1, 0), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        letters = {cell.font.name for row in sheet.iter_rows() for cell in row}
        assert letters <= {"TH Sarabun New"}, sheet.title
        assert (sheet.sheet_state == "hidden") == (sheet.title == CHARTS)


@pytest.mark.in_turn
@pytest.mark.parametrize("name", [kind.name for kind in KINDS if Format.XLSX in kind.formats])
def test_every_document_is_in_the_official_letter_on_a_page(name: str) -> None:
    one = next(kind for kind in KINDS if kind.name == name)
    check(drawn(one, context(name), Format.XLSX))


CODE = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
"""The code of an indicator, or the number of a member within a body."""


@pytest.mark.in_turn
@pytest.mark.parametrize("name", [kind.name for kind in KINDS if Format.XLSX in kind.formats])
def test_every_figure_is_a_number_and_every_code_a_text(name: str) -> None:
    """Figures sort, sum and chart, in Thai digits too; codes (2.10) stay as they are."""
    one = next(kind for kind in KINDS if kind.name == name)
    of = context(name)
    names = {one.code: one.name for one in of.year.framework.indicators}
    assert names
    for sheet in workbook_of(drawn(one, of, Format.XLSX)).worksheets:
        if sheet.title == CHARTS:
            continue
        ordinals: set[int] = set()
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            text = to_arabic(cell.value).strip() if isinstance(cell.value, str) else ""
            ordinals |= {cell.column} if text == "ลำดับ" else set()
            assert not (cell.column in ordinals and text.isdecimal()), cell.coordinate
            if re.fullmatch(r"[-+]?[\d,]*\.?\d+%?", text):
                is_code = text in names or (CODE.fullmatch(text) and "." in text)
                assert is_code, f"{sheet.title} {cell.coordinate} {cell.value}"
            beside = sheet.cell(cell.row, cell.column + 1).value
            is_of_code = beside is not None and names.get(str(cell.value)) == beside
            assert not (cell.data_type == "n" and is_of_code), cell.coordinate


@pytest.mark.in_turn
@pytest.mark.parametrize("name", ["result-report", "result-analysis", "score-comparison"])
def test_the_figures_of_charts_stand_on_a_hidden_sheet(name: str) -> None:
    one = next(kind for kind in KINDS if kind.name == name)
    content = drawn(one, context(name), Format.XLSX)
    book = workbook_of(content)
    assert book[CHARTS].sheet_state == "hidden"
    with ZipFile(io.BytesIO(content)) as archive:
        charts = [text for text in archive.namelist() if text.startswith("xl/charts/chart")]
        assert charts
        for chart in charts:
            assert b'plotVisOnly val="0"' in archive.read(chart)


@pytest.mark.in_turn
@pytest.mark.parametrize("name", [kind.name for kind in IMPORTS])
def test_every_form_to_fill_in_is_so_too(name: str, tmp_path: Path) -> None:
    sheet = write_template(name, tmp_path / "form.xlsx")
    with ZipFile(sheet) as archive:
        for part in archive.namelist():
            assert b"Calibri" not in archive.read(part), part
    for worksheet in workbook_of(sheet).worksheets:
        assert worksheet.page_setup.paperSize == 9, worksheet.title
