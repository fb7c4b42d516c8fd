"""Blocks from other programs, pasted on the page งาน OIT in the real window."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.dialogs.previews.sheet import PreviewSheet
from ita_desktop.ui.pages.oit.page import OitPage
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.texts import cell_text
from tests.ui.support.keyboard import press
from tests.ui.tasks.excel import copy_from_excel

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window, qtbot) -> OitPage:
    window.go(PageKey.OIT)
    shown = window.page(PageKey.OIT)
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


def _owners(page: OitPage, code: str) -> list[str]:
    data = page.session.data
    return [data.owner_label(owner) for owner in data.owners_of_item(code)]


def _paste(page: OitPage, rows: Sequence[Sequence[str]], row: str, key: str) -> None:
    copy_from_excel(rows)
    assert page.table.go_to(row, key)
    press(Key.Key_V, CTRL)


def _sheet(page: OitPage) -> PreviewSheet:
    sheet = page.window().findChild(PreviewSheet)
    assert sheet is not None
    return sheet


def _lines(sheet: PreviewSheet, *titles: str) -> list[list[str]]:
    """The rows of a preview in the columns with these captions."""
    columns = {column.title: column for column in sheet.table.sheet.columns}
    rows = sheet.table.sheet.all_rows()
    return [[cell_text(columns[title], row).split("\n")[0] for title in titles] for row in rows]


def _said(sheet: PreviewSheet) -> str:
    message = sheet._note.message
    assert message is not None
    return message.sentence


def _accept(qtbot, sheet: PreviewSheet) -> None:
    qtbot.waitUntil(lambda: sheet.ui.accept.isEnabled() and sheet.table.hasFocus())
    press(Key.Key_Return)


@pytest.mark.in_turn
def test_a_block_that_names_items_goes_to_them_wherever_it_is_pasted(page, qtbot) -> None:
    rows = [
        ["ตัวชี้วัดที่ 9.2 การบริหารงาน", "", ""],
        ["O12", "คู่มือ", "ฝ่ายโยธา"],
        ["9.1 ข้อมูลพื้นฐาน", "", ""],
        ["O2", "นโยบาย", "ฝ่ายเทศกิจ\nฝ่ายการคลัง"],
    ]
    before = _owners(page, "O7")
    _paste(page, rows, "O7", "owners")
    sheet = _sheet(page)
    assert isinstance(sheet, ImportDialog)
    qtbot.waitUntil(lambda: sheet.plan is not None)
    assert _lines(sheet, "ข้อ", "ผู้รับผิดชอบ") == [
        ["O12", "ฝ่ายโยธา"],
        ["O2", "ฝ่ายเทศกิจ; ฝ่ายการคลัง"],
    ]
    _accept(qtbot, sheet)
    qtbot.waitUntil(lambda: _owners(page, "O12") == ["ฝ่ายโยธา"])
    assert _owners(page, "O2") == ["ฝ่ายเทศกิจ", "ฝ่ายการคลัง"]
    assert _owners(page, "O7") == before
    page.session.workspace.undo()
    assert _owners(page, "O12") != ["ฝ่ายโยธา"]


@pytest.mark.in_turn
def test_a_name_of_a_group_in_a_plain_block_shifts_nothing(page, qtbot) -> None:
    rows = [["ฝ่ายโยธา"], ["ตัวชี้วัดที่ 9.3 การบริหารเงินงบประมาณ"], ["ฝ่ายเทศกิจ"]]
    _paste(page, rows, "O12", "owners")
    sheet = _sheet(page)
    assert _lines(sheet, "ข้อ", "ผู้รับผิดชอบ") == [["O12", "ฝ่ายโยธา"], ["O13", "ฝ่ายเทศกิจ"]]
    assert "ข้าม 1 แถวที่เป็นชื่อกลุ่ม" in _said(sheet)
    _accept(qtbot, sheet)
    qtbot.waitUntil(lambda: _owners(page, "O13") == ["ฝ่ายเทศกิจ"])
    assert _owners(page, "O12") == ["ฝ่ายโยธา"]


@pytest.mark.in_turn
def test_a_preview_keeps_its_columns_where_the_window_becomes_narrow(page, qtbot) -> None:
    """A narrow table has no room for scores; what was pasted there is still shown and mended."""
    _paste(page, [["95"], ["สอง"]], "O12", "score")
    sheet = _sheet(page)
    page.window().resize(960, 540)
    qtbot.waitUntil(lambda: "score" not in {span.column.key for span in page.table.header.spans()})
    (unread,) = (row.unread for row in sheet._rows if row.unread)
    ((title, cell),) = unread.items()
    sheet.typed({cell: "80"})
    shown = {code: text.replace(".00", "") for code, text in _lines(sheet, "ข้อ", title)}
    assert shown == {"O12": "95", "O13": "80"}


def test_a_block_of_nothing_but_names_of_groups_is_told_and_changes_nothing(page) -> None:
    before = page.session.data
    failed: list[str] = []
    page.session.failed.connect(failed.append)
    rows = [["ตัวชี้วัดที่ 9.3 การบริหารเงินงบประมาณ"], ["ตัวชี้วัดที่ 9.4 การบริหารงานบุคคล"]]
    _paste(page, rows, "O12", "owners")
    assert failed == [
        "วางไม่ได้ 2 ช่อง เช่น ตัวชี้วัดที่ 9.3 การบริหารเงินงบประมาณ: เป็นชื่อกลุ่ม คัดลอกแถวที่อยู่ใต้ชื่อนี้มาด้วย"
    ]
    assert page.session.data is before


@pytest.mark.in_turn
@pytest.mark.parametrize("folded", [False, True])
def test_a_paste_into_the_row_of_a_group_goes_to_its_first_row_and_says_so(
    page, qtbot, folded
) -> None:
    page.table.sheet.fold(["9.3"], shut=folded)
    _paste(page, [["ฝ่ายโยธา"], ["ฝ่ายเทศกิจ"]], "9.3", "owners")
    sheet = _sheet(page)
    assert _lines(sheet, "ข้อ", "ผู้รับผิดชอบ") == [["O13", "ฝ่ายโยธา"], ["O14", "ฝ่ายเทศกิจ"]]
    assert "ตั้งแต่แถวแรกของกลุ่ม: O13" in _said(sheet)
    _accept(qtbot, sheet)
    qtbot.waitUntil(lambda: _owners(page, "O14") == ["ฝ่ายเทศกิจ"])


def test_even_one_cell_that_goes_to_another_row_is_shown_first(page) -> None:
    _paste(page, [["ฝ่ายโยธา"]], "9.3", "owners")
    assert _lines(_sheet(page), "ข้อ", "ผู้รับผิดชอบ") == [["O13", "ฝ่ายโยธา"]]


def test_headings_of_a_block_without_codes_tell_its_columns(page, qtbot) -> None:
    rows = [
        ["รายชื่อผู้รับผิดชอบ", "", ""],
        ["กำหนดส่ง", "ผู้ประสานงาน", "ผู้รับผิดชอบ"],
        ["15/4/68", "ภายใน 1234", "ฝ่ายโยธา"],
    ]
    _paste(page, rows, "O12", "title")
    sheet = _sheet(page)
    described = _lines(sheet, "ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง")
    assert described == [["O12", "ฝ่ายโยธา", "15 เม.ย. 68"]]
    assert "ผู้ประสานงาน" in _said(sheet)
    _accept(qtbot, sheet)
    qtbot.waitUntil(lambda: _owners(page, "O12") == ["ฝ่ายโยธา"])


def test_a_cell_merged_over_several_items_owns_all_of_them(page, qtbot) -> None:
    data = QMimeData()
    data.setText("O13\tฝ่ายโยธา\r\nO14\t\r\nO15\tฝ่ายเทศกิจ\r\n")
    data.setHtml(
        "<table><tr><td>O13</td><td rowspan=2>ฝ่ายโยธา</td></tr><tr><td>O14</td></tr>"
        "<tr><td>O15</td><td>ฝ่ายเทศกิจ</td></tr></table>"
    )
    QApplication.clipboard().setMimeData(data)
    press(Key.Key_V, CTRL)
    sheet = _sheet(page)
    qtbot.waitUntil(lambda: sheet.plan is not None)
    assert ["O14", "ฝ่ายโยธา"] in _lines(sheet, "ข้อ", "ผู้รับผิดชอบ")


def test_a_merged_cell_of_one_column_stands_in_all_its_rows(page) -> None:
    data = QMimeData()
    data.setText("ฝ่ายโยธา\r\n\r\nฝ่ายเทศกิจ\r\n")
    data.setHtml(
        "<table><tr><td rowspan=2>ฝ่ายโยธา</td></tr><tr></tr><tr><td>ฝ่ายเทศกิจ</td></tr></table>"
    )
    QApplication.clipboard().setMimeData(data)
    page.table.go_to("O13", "owners")
    press(Key.Key_V, CTRL)
    assert _lines(_sheet(page), "ข้อ", "ผู้รับผิดชอบ") == [
        ["O13", "ฝ่ายโยธา"],
        ["O14", "ฝ่ายโยธา"],
        ["O15", "ฝ่ายเทศกิจ"],
    ]


def test_cells_copied_in_the_program_stay_cells(page) -> None:
    page.table.go_to("O12", "code")
    press(Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(Key.Key_C, CTRL)
    page.table.go_to("O13", "code")
    press(Key.Key_V, CTRL)
    assert page.window().findChild(ImportDialog) is None
    assert _owners(page, "O13") == _owners(page, "O12")
