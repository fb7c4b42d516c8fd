import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.dialogs.previews.rows import ADD, CHANGE, PreviewRow
from ita_desktop.ui.dialogs.previews.sheet import ALL, PreviewSheet
from ita_desktop.ui.frame.sheets.new_workspace import NewWorkspace, NewWorkspaceSheet
from ita_desktop.ui.frame.sheets.new_year import NewYear, NewYearSheet
from ita_desktop.ui.widgets.status.message import Message, MessageKind

FRAMEWORKS = [("2567", "กรอบ ปี 2567-2568"), ("2566", "กรอบ ปี 2566")]


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def test_a_new_workspace_needs_a_name_and_a_place(parent, qtbot):
    sheet = NewWorkspaceSheet([2567, 2568], 2568, FRAMEWORKS, "D:/งาน.ita", parent)
    sheet.show()
    assert sheet.accept_button.toolTip() == "พิมพ์ชื่อสำนักงานก่อน"
    sheet.form.office.insert("สำนักงานเขตตัวอย่าง")
    with qtbot.waitSignal(sheet.accepted):
        qtbot.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    assert sheet.values() == NewWorkspace("สำนักงานเขตตัวอย่าง", 2568, "2567", "D:/งาน.ita")


def test_why_a_workspace_could_not_be_made_stands_in_the_sheet(parent):
    sheet = NewWorkspaceSheet([2568], 2568, FRAMEWORKS, "", parent)
    sheet.show()
    sheet.set_problem("มีแฟ้มชื่อนี้อยู่แล้ว")
    assert sheet.form.problem.isVisible()
    assert sheet.form.office.accessibleName() == "ชื่อสำนักงาน"


def test_a_new_year_takes_over_all_but_the_work_of_the_one_before_unless_told_otherwise(
    parent, qtbot
):
    sheet = NewYearSheet([2569, 2570], FRAMEWORKS, parent)
    sheet.show()
    assert sheet.accept_button.text() == "เริ่มปี 2569"
    assert sheet.values() == NewYear(2569, "2567", True, True, True, True, extras=False)
    qtbot.mouseClick(sheet.form.owners, Qt.MouseButton.LeftButton)
    assert not sheet.form.due.isEnabled()
    assert sheet.values() == NewYear(2569, "2567", True, False, False, True, extras=False)
    qtbot.mouseClick(sheet.form.extras, Qt.MouseButton.LeftButton)
    assert sheet.values().extras


def test_an_import_is_accepted_with_its_number(parent, qtbot):
    sheet = PreviewSheet(parent)
    changed = [PreviewRow(str(at), CHANGE, False, {"ชื่อ": f"เดิม {at}"}) for at in range(4)]
    new = [PreviewRow(f"new {at}", ADD, False, {"ชื่อ": f"ใหม่ {at}"}) for at in range(3)]
    sheet.show_rows(["ชื่อ"], [*changed, *new])
    sheet.set_filters(sheet.filters(), ALL)
    sheet.note(Message(MessageKind.WARNING, "แถว 12 ในไฟล์มีคำนำหน้าต่างกัน", "ไปที่แถว", key="12"))
    sheet.show()
    assert not sheet.accept_button.isEnabled()
    sheet.set_count(6)
    assert sheet.accept_button.text() == "รับ 6 รายการ"
    assert sheet.chips[ADD].count == 3
    qtbot.mouseClick(sheet.chips[ADD], Qt.MouseButton.LeftButton)
    assert [row.id for row in sheet.table.sheet.all_rows()] == ["new 0", "new 1", "new 2"]
    assert not sheet.chips[ALL].isChecked()
    with qtbot.waitSignal(sheet.row_requested) as blocker:
        qtbot.mouseClick(sheet._note.action, Qt.MouseButton.LeftButton)
    assert blocker.args == ["12"]
