"""A formula without a stored result is unknown, and is told with its place; it is never empty."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from ita_desktop.exchange.cells.row import FORMULA_ERROR, NOT_COMPUTED
from tests.exchange.files.test_other_formats import cell, odf, read, row, table, values

LINK = "https://d.example/1"


def xlsx(*rows: tuple[str, ...], result: str = "") -> bytes:
    """A workbook as openpyxl writes it; ``result`` is the stored text of each formula."""
    book, made, stored = Workbook(), io.BytesIO(), io.BytesIO()
    for each in rows:
        book.active.append(each)
    book.save(made)
    if not result:
        return made.getvalue()
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(stored, "w") as written:
        for name in given.namelist():
            text = given.read(name).decode().replace('<c r="B1">', '<c r="B1" t="str">')
            written.writestr(name, text.replace("<v></v>", result).replace("<v />", result))
    return stored.getvalue()


def ods(formula: str, *, more: str = "", text: str = "") -> bytes:
    lines = (text,) if text else ()
    made = cell(*lines, more=f'table:formula="{formula}" {more}')
    return odf("spreadsheet", table(row(cell("ก"), made), more='table:name="Sheet"'))


@pytest.mark.parametrize("data", [xlsx(("ก", "=A1")), ods("of:=[.A1]")])
def test_it_is_told_with_its_cell_and_is_not_empty(data: bytes) -> None:
    blocks = read(data)
    assert values(blocks) == [[("ก", NOT_COMPUTED)]]
    (remark,) = blocks.remarks
    assert "1 ช่อง" in remark.why
    assert "B1" in remark.why


@pytest.mark.parametrize(
    "data",
    [
        xlsx(("ก", "=A1"), result="<v></v>"),
        ods("of:=[.A1]", more='office:value-type="string" office:string-value=""'),
    ],
)
def test_a_stored_result_that_is_no_text_is_empty(data: bytes) -> None:
    blocks = read(data)
    assert (values(blocks), blocks.remarks) == ([[("ก",)]], ())


@pytest.mark.parametrize(
    "data",
    [xlsx(("ก", f'=HYPERLINK("{LINK}","คลิก")')), ods(f"of:=HYPERLINK(&quot;{LINK}&quot;;1)")],
)
def test_where_a_link_leads_is_known_without_a_result(data: bytes) -> None:
    blocks = read(data)
    assert (values(blocks), blocks.remarks) == ([[("ก", LINK)]], ())


def test_an_error_of_libreoffice_is_no_text() -> None:
    data = ods("of:=1/0", more='office:value-type="string"', text="Err:502")
    assert values(read(data)) == [[("ก", FORMULA_ERROR)]]
