import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from ita_desktop.ui.frame.score_bar import ScoreBarItem, ScoreBarValues, changed_figures
from ita_desktop.ui.frame.top_bar import SaveState, YearChoice


def figures(frame) -> list[ScoreBarItem]:
    return [one for one in frame.score_bar.findChildren(ScoreBarItem) if one.isVisible()]


def spoken(widget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_each_figure_says_where_it_comes_from_and_opens_its_node(frame, qtbot):
    shown = {spoken(figure): figure for figure in figures(frame)}
    assert set(shown) == {
        "IIT 98.88 ผลปี 67",
        "EIT –",
        "OIT 40.00 ครบ 9/22 ข้อ",
        "รวม 73.38 ต้องปรับปรุง",
        "เมื่อ OIT ครบ 97.38 ผ่านดี",
    }
    with qtbot.waitSignal(frame.score_bar.figure_opened) as blocker:
        qtbot.mouseClick(shown["IIT 98.88 ผลปี 67"], Qt.MouseButton.LeftButton)
    assert blocker.args == ["IIT"]
    shown["EIT –"].setFocus()
    with qtbot.waitSignal(frame.score_bar.figure_opened) as blocker:
        qtbot.keyClick(shown["EIT –"], Qt.Key.Key_Space)
    assert blocker.args == ["EIT"]


def test_the_sentence_of_the_strip_opens_the_plan(frame, qtbot):
    with qtbot.waitSignal(frame.score_bar.sentence_opened):
        qtbot.mouseClick(frame.score_bar.sentence, Qt.MouseButton.LeftButton)


def test_figures_begin_where_the_pages_text_begins(frame):
    first = min(figures(frame), key=lambda item: item.mapTo(frame, item.rect().topLeft()).x())
    text = first.mapTo(frame, first.rect().topLeft()).x() + 8
    assert text == frame.ui.paper.x() + 24


def test_notes_go_where_the_window_is_narrow(frame):
    wide = sum(figure.sizeHint().width() for figure in figures(frame))
    frame.resize(1093, 614)
    assert sum(figure.sizeHint().width() for figure in figures(frame)) < wide - 80


def test_a_year_without_figures_says_so(frame):
    frame.score_bar.set_values(ScoreBarValues(empty="ยังไม่มีข้อมูลของปีนี้"))
    assert figures(frame) == []
    assert not frame.score_bar.sentence.isVisible()


def test_a_changed_figure_is_announced_with_the_one_before(frame):
    before = frame.score_bar.values
    oit, total = before.figures[2], before.total
    after = before._replace(
        figures=(*before.figures[:2], oit._replace(value="45.45")),
        total=total._replace(value="75.56"),
    )
    assert changed_figures(before, before) == ""
    assert changed_figures(before, after) == "OIT 45.45 (เดิม 40.00), รวม 75.56 (เดิม 73.38)"
    assert changed_figures(ScoreBarValues(), before) == "", "another year is not announced"


def test_undo_says_what_would_be_undone(frame, qtbot):
    bar = frame.top_bar
    assert not bar.undo.isEnabled()
    bar.set_undo("แก้กำหนดส่ง O12", None)
    assert bar.undo.toolTip() == "เลิกทำ: แก้กำหนดส่ง O12  Ctrl+Z"
    assert spoken(bar.undo) == bar.undo.toolTip()
    assert not bar.redo.isEnabled()
    with qtbot.waitSignal(bar.undo_requested):
        qtbot.mouseClick(bar.undo, Qt.MouseButton.LeftButton)


def test_the_saved_state_is_in_words_and_moves_nothing(frame):
    saved = frame.top_bar.saved
    saved.set_state(SaveState.SAVED, "10:42")
    assert saved.text() == "บันทึกแล้ว 10:42"
    place = frame.top_bar.search.x()
    saved.set_state(SaveState.SAVING)
    assert saved.text() == "กำลังบันทึก"
    assert frame.top_bar.search.x() == place
    saved.set_state(SaveState.FAILED, why="แฟลชไดรฟ์ถูกถอดออก")
    assert (spoken(saved), saved.toolTip()) == ("บันทึกไม่ได้", "แฟลชไดรฟ์ถูกถอดออก")
    saved.set_state(SaveState.READ_ONLY, "สมหญิง", "สมหญิงกำลังแก้ไขอยู่")
    assert saved.text() == "อ่านได้อย่างเดียว · สมหญิง"
    assert saved.toolTip() == "สมหญิงกำลังแก้ไขอยู่"


@pytest.mark.qt_log_ignore("does not support")
def test_the_year_is_switched_by_keyboard(frame, qtbot):
    switch = frame.top_bar.year
    choices = [YearChoice(2568, "73.38 ต้องปรับปรุง"), YearChoice(2567, "97.38 ผ่านดี")]
    switch.set_years(choices, 2568)
    assert switch.text() == "ปีงบประมาณ 2568"
    switch.setFocus()
    qtbot.keyClick(switch, Qt.Key.Key_Down)
    rows = switch.popup.rows
    assert [row.accessibleName() for row in rows] == [
        "ปีงบประมาณ 2568 73.38 ต้องปรับปรุง",
        "ปีงบประมาณ 2567 97.38 ผ่านดี",
        "ปฏิทินและกรอบของปี 2568",
        "ปีงบประมาณใหม่…",
    ]
    qtbot.waitUntil(rows[0].hasFocus)
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    with qtbot.waitSignal(switch.year_chosen) as blocker:
        qtbot.keyClick(rows[1], Qt.Key.Key_Return)
    assert blocker.args == [2567]
    assert not switch.popup.isVisible()


@pytest.mark.qt_log_ignore("does not support")
def test_a_new_year_is_asked_for_from_the_list(frame, qtbot):
    switch = frame.top_bar.year
    switch.set_years([YearChoice(2568)], 2568)
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(switch.new_year_requested):
        qtbot.mouseClick(switch.popup.rows[-1], Qt.MouseButton.LeftButton)


@pytest.mark.qt_log_ignore("does not support")
def test_choosing_the_year_that_is_shown_changes_nothing(frame, qtbot):
    switch = frame.top_bar.year
    switch.set_years([YearChoice(2568)], 2568)
    switch.open()
    with qtbot.assertNotEmitted(switch.year_chosen):
        qtbot.mouseClick(switch.popup.rows[0], Qt.MouseButton.LeftButton)


def test_the_rail_tells_how_much_is_late_in_words_too(frame):
    frame.rail.set_late("oit", 3)
    entry = frame.rail.entries["oit"]
    assert spoken(entry) == "งาน OIT เลยกำหนด 3"
    wide = entry.grab().toImage()
    frame.rail.set_late("oit", 0)
    assert entry.grab().toImage() != wide
    assert spoken(entry) == "งาน OIT"


def test_a_folded_rail_tells_its_words_in_tips(frame):
    frame.rail.set_late("oit", 3)
    frame.fold_rail(True)
    assert frame.rail.entries["oit"].toolTip() == "งาน OIT เลยกำหนด 3  Ctrl+2"


def test_the_status_bar_says_selection_and_backup(frame):
    frame.status.set_note("เลือก 12 ข้อ · ครบแล้ว 5")
    frame.status.set_backup("สำรองล่าสุดวันนี้ 09:10")
    assert frame.status.note == "เลือก 12 ข้อ · ครบแล้ว 5"
    assert frame.status.backup == "สำรองล่าสุดวันนี้ 09:10"
