"""Excel files that others fill in."""

from io import BytesIO

from openpyxl import load_workbook

from ita_desktop.documents.backends.xlsx import form
from ita_desktop.documents.forms import Form, FormColumn, FormSheet


def test_a_text_that_looks_like_markup_of_excel_is_written_as_it_is() -> None:
    text = "<r>ก & ข</r>"
    sheet = FormSheet("แบบ", ("แบบ",), (FormColumn("วิธีการ", 40),), ((text,),))
    read = load_workbook(BytesIO(form.render(Form("แบบ", (sheet,))))).active
    assert read is not None
    assert str(read["A3"].value).strip() == text
