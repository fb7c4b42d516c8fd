"""The line that says what is to be done next: words, link, fold, room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ita_desktop.services.step_context import StepUrgency
from ita_desktop.ui.widgets.page.step_line import StepLine

LONG = "ปิดการเผยแพร่ OIT เมื่อ 30 เม.ย. 68 ยังไม่ครบ 13 ข้อ เริ่มที่ O3 รอโรงเรียนในสังกัด ทำครบแล้วรวมเพิ่ม 2.00"


@pytest.fixture
def step(qtbot) -> StepLine:
    window = QWidget()
    qtbot.addWidget(window)
    line = StepLine(window)
    QVBoxLayout(window).addWidget(line)
    window.resize(1000, 80)
    with qtbot.waitExposed(window):
        window.show()
    line.window_of_it = window
    return line


def test_it_says_the_step_and_its_link(step, qtbot):
    step.set_step("เริ่มที่ O15 ก่อน", "เปิด O15", StepUrgency.LATE)
    assert step.accessibleName() == "ต่อไป: เริ่มที่ O15 ก่อน"
    assert step.texts == ("เริ่มที่ O15 ก่อน", "เปิด O15")
    with qtbot.waitSignal(step.acted):
        qtbot.mouseClick(step.action, Qt.MouseButton.LeftButton)


def test_work_that_is_done_is_said_to_be_in_order(step):
    step.set_step("งานเดือนนี้ครบแล้ว", urgency=StepUrgency.DONE)
    assert step.accessibleName() == "เรียบร้อย: งานเดือนนี้ครบแล้ว"
    assert step.texts == ("งานเดือนนี้ครบแล้ว", "")


def test_the_cross_and_escape_fold_it(step, qtbot):
    step.set_step("เริ่มที่ O15 ก่อน", "เปิด O15")
    with qtbot.waitSignal(step.folded):
        qtbot.mouseClick(step.fold_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(step.folded):
        qtbot.keyClick(step.action, Qt.Key.Key_Escape)


def test_late_is_told_by_icon_and_ground_not_by_the_word_alone(step):
    grounds = set()
    kinds = [StepUrgency.LATE, StepUrgency.UPCOMING, StepUrgency.QUIET, StepUrgency.DONE]
    for urgency in kinds:
        step.set_step("เริ่มที่ O15 ก่อน", "", urgency)
        grounds.add((step.look[0], step.grab().toImage().pixelColor(500, 4).name()))
    assert len({icon for icon, _ in grounds}) == len(kinds)
    assert len({ground for _, ground in grounds}) == 3


def test_that_nothing_is_due_now_is_not_called_in_order(step):
    step.set_step("ยังไม่มีงานที่ครบกำหนดใน 30 วัน", urgency=StepUrgency.QUIET)
    assert step.accessibleName() == "ตอนนี้: ยังไม่มีงานที่ครบกำหนดใน 30 วัน"


@pytest.mark.parametrize("width", [560, 700, 1000])
def test_what_two_lines_do_not_show_is_told_in_the_tip(step, width):
    step.window().layout().addStretch()
    step.window().resize(width, 200)
    step.set_step(LONG, "เปิด O3", StepUrgency.LATE)
    for low, most in ((False, 2), (True, 1)):
        step.set_low(low)
        step.window().layout().activate()
        shown = step._label.lines()
        assert len(shown) <= most
        whole = "".join("".join(shown).split()) == "".join(LONG.split())
        assert whole or step._label.toolTip() == LONG
        assert step.height() == step.minimumHeight() or (len(shown) == 2 and whole)
