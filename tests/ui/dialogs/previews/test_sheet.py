import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.dialogs.previews.rows import ADD, CHANGE, FirstWidth, PreviewRow
from ita_desktop.ui.dialogs.previews.sheet import ALL, PreviewSheet
from ita_desktop.ui.table.values import ChangedValue
from ita_desktop.ui.widgets.status import Message, MessageKind


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


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


@pytest.mark.parametrize(("count", "is_wide"), [(4, False), (8, True)])
def test_columns_that_would_cut_words_take_the_width_of_the_window(parent, count, is_wide):
    sheet = PreviewSheet(parent)
    width = sheet.width()
    cells = {f"ช่อง {at}": "ประชุมชี้แจงทุกฝ่ายในสำนักงานเขต" for at in range(count)}
    sheet.show_rows(list(cells), [PreviewRow("1", ADD, True, cells)])
    assert (sheet.width() > width) is is_wide
    assert sheet.width() < parent.width()
    columns = [column for column in sheet.table.sheet.columns if column.key in cells]
    assert len(columns) == count
    assert all(column.width >= FirstWidth.WORD for column in columns)


@pytest.mark.parametrize("is_renamed", [True, False])
def test_a_change_of_what_rows_are_grouped_by_is_shown(parent, is_renamed):
    sheet = PreviewSheet(parent)
    body = "คณะทำงาน ITA"
    shown = ChangedValue("คณะทำงาน", body) if is_renamed else body
    rows = [
        PreviewRow("body", CHANGE, True, {"คณะ": shown}),
        PreviewRow("new", ADD, True, {"คณะ": body, "ชื่อ": "นายทดลอง ใจดี"}),
    ]
    sheet.show_rows(["คณะ", "ชื่อ"], rows, group_by="คณะ")
    keys = [column.key for column in sheet.table.sheet.columns]
    assert ("คณะ" in keys) is is_renamed
