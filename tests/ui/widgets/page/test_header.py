"""The head of a page: its buttons stand on one line, whatever kind they are."""

import pytest
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.pages.tracking.month_grid import Due, counted
from ita_desktop.ui.theme.tokens import Text
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.empty import EmptyState
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.status import ProgressLine
from tests.ui.support.tips import tip_at


def test_quiet_buttons_stand_on_the_line_of_the_others(qtbot) -> None:
    header = PageHeader("มาตรการ")
    qtbot.addWidget(header)
    first = header.add_first(Button("ต่อไป", kind=ButtonKind.QUIET, icon_name="flag"))
    quiet = header.add_button(Button("เพิ่ม", kind=ButtonKind.QUIET, icon_name="plus"))
    main = header.add_button(Button("บันทึกผล", kind=ButtonKind.PRIMARY))
    header.resize(1000, header.height())
    with qtbot.waitExposed(header):
        header.show()
    middles = {button.geometry().center().y() for button in (first, quiet, main)}
    assert len(middles) == 1


def test_the_words_of_long_work_are_whole_at_its_least_height(qtbot) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    line.start("กำลังตรวจลิงก์", 36)
    line.resize(800, line.minimumSizeHint().height())
    with qtbot.waitExposed(line):
        line.show()
    (label,) = line.findChildren(ThaiLabel)
    assert label.height() >= label.minimumSizeHint().height()
    assert label.geometry().bottom() < line.height()
    line.finish()


def test_the_other_way_to_fill_an_empty_page_is_read_whole(qtbot) -> None:
    note = "หรือคัดลอกข้อความรายงานผล หรือตารางจาก Excel แล้ววางที่หน้านี้ด้วย Ctrl+V"
    state = EmptyState()
    qtbot.addWidget(state)
    state.set_texts("ปี 2567 ยังไม่มีคะแนน", "กรอกคะแนน IIT EIT", "กรอกคะแนน", note)
    state.resize(state.sizeHint())
    with qtbot.waitExposed(state):
        state.show()
    label = next(label for label in state.findChildren(ThaiLabel) if label.text() == note)
    assert "".join("".join(label.lines()).split()) == "".join(note.split())
    assert label.height() >= len(label.lines()) * Text.LABEL.line


def test_a_narrow_day_counts_what_presses_most_and_not_what_is_done() -> None:
    due = [Due(Mark.LATE, "I5"), Due(Mark.LATE, "O19"), Due(Mark.DONE, "O4")]
    assert counted(due) == Due(Mark.LATE, "2")


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ("39 ฉบับ · พร้อมพิมพ์ 12", "39 ฉบับ"),
        ("39 ฉบับ", "39 ฉบับ"),
        ("คำนวณแล้วตรงกับผลทางการ", ""),
    ],
)
def test_counts_that_do_not_fit_are_left_out_whole(qtbot, counts, shown) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 200)
    headers = []
    for words in (counts, shown):
        header = PageHeader("เอกสาร")
        header.setParent(window)
        header.set_counts(words)
        header.resize(260, header.height())
        headers.append(header)
    with qtbot.waitExposed(window):
        window.show()
    cut, whole = (header.grab().toImage() for header in headers)
    assert cut == whole
    headers[0].set_counts("5 ฉบับ")
    assert headers[0].grab().toImage() != whole


def test_counts_that_are_not_read_whole_stand_in_a_tip(qtbot) -> None:
    counts = "ผลทางการต่างจากที่คำนวณที่ IIT"
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 200)
    header = PageHeader("คะแนน", window, counts=counts)
    header.resize(1000, header.height())
    with qtbot.waitExposed(window):
        window.show()
    header.grab()
    assert tip_at(header) != counts
    header.resize(260, header.height())
    header.grab()
    assert tip_at(header) == counts
    header.set_counts("39 ฉบับ", "39 ฉบับ ของปี 2568 ณ 14 มี.ค. 68")
    button = header.add_button(Button("พิมพ์"))
    button.show()
    header.resize(1000, header.height())
    place = button.rect().center()
    qtbot.waitUntil(lambda: button.mapTo(header, place).x() > header.width() // 2)
    assert not tip_at(header, button.mapTo(header, place)).startswith("39"), "it is no count"
    assert tip_at(header) == "39 ฉบับ ของปี 2568 ณ 14 มี.ค. 68"
