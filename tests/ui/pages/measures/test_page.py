"""The page มาตรการ in the real window: owners, states, items, texts, pasting, undoing."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from ita_desktop.domain.measure_cells import keys_of
from ita_desktop.domain.records import Measure, MeasureStatus
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.services import measures, tracking
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.services.tracking import TimeKey
from ita_desktop.ui.editors.base import CellEditor
from ita_desktop.ui.editors.text import RichEditor
from ita_desktop.ui.pages.measures.page import MeasuresPage
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.texts import shown_text
from ita_desktop.ui.widgets.marks import Mark
from tests.support.unrecorded import begun_from_the_first_day, unrecorded
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import press, type_text
from tests.ui.support.previews import accept_preview, open_preview
from tests.ui.widgets.fields.test_fields import copied

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def prepare():
    return unrecorded


@pytest.fixture
def page(window, qtbot) -> MeasuresPage:
    window.go(PageKey.MEASURES)
    shown = window.page(PageKey.MEASURES)
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


def measure_of(page: MeasuresPage, code: str) -> Measure:
    """The measure that answers an item."""
    data = page.session.data
    key = next(item.measure_id for item in data.measure_items if item.item_code == code)
    return next(measure for measure in data.measures if measure.id == key)


def items_of(page: MeasuresPage, key: str) -> list[str]:
    return [item.item_code for item in page.session.data.items_of_measure(key)]


def owners_of(page: MeasuresPage, key: str) -> list[str]:
    data = page.session.data
    return [data.owner_label(owner) for owner in data.owners_of_measure(key)]


def go(page: MeasuresPage, code: str, key: str) -> str:
    measure = measure_of(page, code)
    page.table.go_to(measure.id, key)
    page.table.setFocus()
    return measure.id


def test_measures_stand_under_their_indicators_with_counts_by_state(page):
    groups = page.table.sheet.rows
    assert [group.code for group in groups] == [str(number) for number in range(1, 11)]
    assert groups[0].rows[0].items == ("I1", "I2")
    states = Counter(measure.status for measure in page.session.data.measures)
    assert {mark: chip.count for mark, chip in page.measures.filters.chips.items()} == {
        Mark.DOING: states[MeasureStatus.DOING],
        Mark.NONE: states[MeasureStatus.NOT_STARTED] - 4,
        Mark.LATE: 4,
        Mark.MISSED: 0,
        Mark.DONE: states[MeasureStatus.DONE],
    }
    assert page.header.accessibleName() == "มาตรการ 34 มาตรการ จาก 40 ข้อ"


def test_a_chip_shows_only_measures_of_its_state(page, qtbot):
    qtbot.mouseClick(page.measures.filters.chips[Mark.NONE], LEFT)
    assert page.table.sheet.passed == page.measures.filters.chips[Mark.NONE].count
    qtbot.mouseClick(page.measures.filters.chips[Mark.NONE], LEFT)
    assert page.table.sheet.passed == 34


def test_the_year_strip_has_a_mark_for_every_month_of_a_monthly_measure(page):
    row = next(row for row in page.measures.rows() if row.items == ("I5",))
    assert [time.month for time in row.occurrences] == list(range(12))
    assert [row.occurrences[0].label, row.occurrences[11].label] == ["ต.ค. 67", "ก.ย. 68"]


@pytest.mark.in_turn
def test_owners_are_filled_down_over_many_rows(page, window):
    key = go(page, "I4", "owners")
    type_text("ฝ่ายการคลัง")
    press(Key.Key_Return)
    go(page, "I4", "owners")
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_D, CTRL)
    for code in ("I4", "I5", "I6"):
        assert owners_of(page, measure_of(page, code).id) == owners_of(page, key)
    assert window.message.message.sentence == "เปลี่ยน 2 มาตรการแล้ว"


def test_one_state_is_set_for_all_chosen_rows(page):
    go(page, "I4", "status")
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_F2)
    type_text("ครบ")
    press(Key.Key_Return, CTRL)
    done = {measure_of(page, code).status for code in ("I4", "I5", "I6")}
    assert done == {MeasureStatus.DONE}
    press(Key.Key_Z, CTRL)
    assert measure_of(page, "I4").status is MeasureStatus.DOING


def test_the_menu_sets_the_state_of_a_whole_group(page, qtbot):
    page.table.go_to("2")
    page.table.selecting.choose_group(page.table.sheet.place("2"))
    menu = page.table.menu.make()
    states = next(action.menu() for action in menu.actions() if action.text() == "ตั้งสถานะ")
    next(action for action in states.actions() if action.text() == "ครบแล้ว").trigger()
    chosen = {measure.status for measure in page.session.data.measures if measure.indicator == "2"}
    assert chosen == {MeasureStatus.DONE}
    page.session.undo()
    assert measure_of(page, "I4").status is MeasureStatus.DOING


def test_a_state_that_is_none_is_refused(page, window):
    go(page, "I4", "status")
    type_text("สำเร็จมาก")
    press(Key.Key_Return)
    assert "สำเร็จมาก" in window.message.message.sentence
    press(Key.Key_Escape)


@pytest.mark.in_turn
def test_items_are_linked_by_typed_codes_and_ranges(page):
    key = go(page, "I4", "items")
    type_text("o1-o3, I4")
    press(Key.Key_Return)
    assert items_of(page, key) == ["O1", "O2", "O3", "I4"]
    row = next(row for row in page.measures.rows() if row.id == key)
    assert shown_text(page.table.sheet.columns[0], row) == "o1-o3, I4"


def test_owners_that_are_pasted_stand_as_they_were_typed(page):
    key = go(page, "I4", "owners")
    for typed, stored in (("- ฝ่ายปกครอง /ฝ่ายโยธา", True), ("ฝ่ายปกครอง, โยธา", False)):
        QApplication.clipboard().setText(typed)
        press(Key.Key_V, CTRL)
        assert owners_of(page, key) == ["ฝ่ายปกครอง", "ฝ่ายโยธา"]
        row = next(row for row in page.measures.rows() if row.id == key)
        assert row.owners.text == (typed if stored else "")


def test_a_code_that_the_framework_lacks_is_refused_with_a_sentence(page, window):
    key = go(page, "I4", "items")
    type_text("I99")
    press(Key.Key_Return)
    assert "I99" in window.message.message.sentence
    press(Key.Key_Escape)
    assert items_of(page, key) == ["I4"]


@pytest.mark.in_turn
def test_a_code_that_left_the_framework_stays_at_its_measure_alone(page, window):
    framework_editing.remove(window.session.workspace, 2568, ["I4"])
    key = go(page, "I4", "items")
    type_text("I4, O1")
    press(Key.Key_Return)
    assert items_of(page, key) == ["I4", "O1"]
    other = go(page, "E2", "items")
    before = items_of(page, other)
    type_text("I4, O1")
    press(Key.Key_Return)
    assert "กรอบปี 2568 ไม่มีข้อ I4" in window.message.message.sentence
    press(Key.Key_Escape)
    assert items_of(page, other) == before


@pytest.mark.in_turn
def test_a_measure_is_added_below_the_current_one_and_taken_out_again(page, qtbot, window):
    go(page, "I4", "method")
    qtbot.mouseClick(page.add_button, LEFT)
    type_text("E4")
    press(Key.Key_Tab)
    type_text("เผยแพร่ทางสื่อสังคม")
    press(Key.Key_Return)
    made = next(
        measure for measure in page.session.data.measures if measure.method == "เผยแพร่ทางสื่อสังคม"
    )
    assert items_of(page, made.id) == ["E4"]
    page.table.go_to(made.id, "method")
    press(Key.Key_Minus, CTRL)
    assert made.id not in [measure.id for measure in page.session.data.measures]
    assert window.message.message.sentence == "เอา 1 มาตรการออกแล้ว"


@pytest.mark.in_turn
def test_rows_from_excel_beyond_the_group_are_added_with_owners_and_items(page, window, qtbot):
    QApplication.clipboard().setText(
        "E5, E6\tทำระบบ\tฝ่ายปกครอง; ฝ่ายโยธา\tทุกเดือน\n"
        "E5\tขยายระบบ\tทุกฝ่าย\tทุก 6 เดือน\n"
        "E6\tสอนประชาชน\tฝ่ายปกครอง\tทุกเดือน\n"
    )
    go(page, "E5", "items")
    page.table.selecting.go(page.table.sheet.place(_last_of(page, "8")), 0)
    press(Key.Key_V, CTRL)
    accept_preview(window, qtbot)
    added = page.session.data.measures
    assert {"ขยายระบบ", "สอนประชาชน"} <= {one.method for one in added}
    made = next(one for one in added if one.method == "สอนประชาชน")
    assert owners_of(page, made.id) == ["ฝ่ายปกครอง"]
    assert items_of(page, made.id) == ["E6"]


@pytest.mark.in_turn
def test_a_paste_over_several_measures_is_shown_first(page, window, qtbot):
    QApplication.clipboard().setText("แก้หนึ่ง\nแก้สอง\n")
    go(page, "I4", "method")
    press(Key.Key_V, CTRL)
    sheet = open_preview(window, qtbot)
    assert sheet.accept_button.text() == "รับ 2 รายการ"
    press(Key.Key_Return)
    assert measure_of(page, "I4").method == "แก้หนึ่ง"
    assert measure_of(page, "I5").method == "แก้สอง"


@pytest.mark.in_turn
def test_the_pane_opens_with_everything_about_the_measure(page):
    assert page.measures.split.is_folded
    go(page, "I7", "items")
    press(Key.Key_Return, CTRL)
    assert not page.measures.split.is_folded
    assert page.measures.pane.measure == measure_of(page, "I7")
    assert [row.accessibleName().split(":")[0] for row in page.measures.pane.links.lines] == [
        "I7",
        "I8",
    ]


@pytest.mark.in_turn
def test_a_text_is_typed_over_in_the_pane_and_stands_in_history(page, qtbot):
    key = go(page, "I4", "items")
    press(Key.Key_Return, CTRL)
    qtbot.mouseClick(page.measures.pane.texts["finding"].text.viewport(), LEFT)
    type_text("ผู้รับบริการไม่ทราบแผน")
    press(Key.Key_Return, CTRL)
    assert measure_of(page, "I4").finding == "ผู้รับบริการไม่ทราบแผน"
    assert page.measures.pane.measure.id == key
    assert page.measures.pane.past.lines[0].value.startswith("แก้ประเด็น")


@pytest.mark.in_turn
def test_esc_leaves_a_text_in_the_pane_as_it_was_and_keeps_what_was_typed(page, qtbot):
    go(page, "I4", "items")
    before = measure_of(page, "I4")
    press(Key.Key_Return, CTRL)
    press(Key.Key_F2)
    type_text("ทิ้ง")
    press(Key.Key_Escape)
    assert measure_of(page, "I4") == before
    field = page.measures.pane.texts["method"].text
    assert not field.is_editing
    assert "พิมพ์ค้างไว้" in page.window().message.message.sentence
    go(page, "I5", "items")
    go(page, "I4", "items")
    page.measures.pane.texts["method"].setFocus()
    press(Key.Key_F2)
    assert field.text() == f"{before.method}ทิ้ง"
    field.begin()
    qtbot.mouseClick(page.measures.pane.texts["finding"].text.viewport(), LEFT)
    assert measure_of(page, "I4").method == f"{before.method}ทิ้ง"
    line = page.window().message
    qtbot.waitUntil(lambda: line.message is not None and line.message.sentence == "บันทึกแล้ว")
    assert line.message.action == "เลิกทำ"


@pytest.mark.in_turn
def test_a_value_in_the_pane_is_edited_in_the_table(page):
    go(page, "I4", "items")
    press(Key.Key_Return, CTRL)
    page.measures.pane.edit_requested.emit("schedule")
    type_text("ทุกเดือน")
    press(Key.Key_Return)
    assert measure_of(page, "I4").schedule == "ทุกเดือน"


@pytest.mark.in_turn
def test_a_linked_item_opens_in_its_page(page, qtbot, window):
    go(page, "O15", "items")
    press(Key.Key_Return, CTRL)
    qtbot.mouseClick(page.measures.pane.links.lines[0], LEFT)
    assert arrives(window, PageKey.OIT)
    assert window.page(PageKey.OIT).table.current_row().id == "O15"


@pytest.mark.in_turn
def test_the_strip_yields_to_words_when_the_pane_takes_the_room(page, window, qtbot):
    window.resize(1366, 768)
    year_strip = page.table.sheet.column_index("strip")
    qtbot.waitUntil(lambda: not page.table.header.isSectionHidden(year_strip))
    with qtbot.waitSignal(page.measures.notified) as told:
        go(page, "I4", "method")
    assert "แถบปี" in told.args[0]
    page.measures.split.fold(False)
    qtbot.waitUntil(lambda: page.table.header.isSectionHidden(year_strip))
    with qtbot.waitSignal(page.measures.notified) as told:
        go(page, "I5", "method")
    assert "แถบปี" not in told.args[0]
    page.measures.split.fold(True)
    qtbot.waitUntil(lambda: not page.table.header.isSectionHidden(year_strip))


@pytest.mark.in_turn
def test_how_often_yields_to_words_before_the_strip_does(page, window):
    often = page.table.sheet.column_index("schedule")
    year_strip = page.table.sheet.column_index("strip")
    header = page.table.header
    for width, shown in ((1366, (True, True)), (1093, (False, True)), (930, (True, False))):
        window.resize(width, 614)
        assert tuple(header.span(one) is not None for one in (often, year_strip)) == shown, width
        kept = page.table.memory()["columns"]["hidden"]
        assert not {"schedule", "strip"} & set(kept), "the next start may be in a wide window"
    window.resize(1366, 768)
    assert header.span(often) is not None
    header.show_column(year_strip, shown=False)
    window.resize(1093, 614)
    assert header.span(often) is not None, "nothing else shows it then"
    window.resize(1366, 768)
    assert header.span(year_strip) is None, "the clerk has hidden it"


@pytest.mark.in_turn
def test_a_measure_is_gone_to_by_its_item_even_where_it_is_filtered_out(page, qtbot):
    qtbot.mouseClick(page.measures.filters.chips[Mark.NONE], LEFT)
    page.show_target("I7")
    assert page.table.current_row().items == ("I7", "I8")


def test_a_year_of_another_framework_offers_a_file_instead_of_last_years_measures(window):
    window.session.choose_year(2567)
    window.go(PageKey.MEASURES)
    page = window.page(PageKey.MEASURES)
    assert page.measures.empty.isVisible()
    assert page.measures.empty.state.button.text() == "นำเข้าจาก Word PDF Excel"
    assert not page.measures.pane.isVisible()


@pytest.mark.in_turn
def test_plain_cells_pasted_on_the_empty_page_are_measures(window, qtbot):
    window.session.choose_year(2567)
    window.go(PageKey.MEASURES)
    page = window.page(PageKey.MEASURES)
    qtbot.waitUntil(page.measures.empty.state.button.hasFocus)
    QApplication.clipboard().setText("I1, I2\tทำคู่มือ\tทุกฝ่าย\nI3\tประกาศนโยบาย\tฝ่ายปกครอง\n")
    press(Key.Key_V, CTRL)
    accept_preview(window, qtbot)
    assert [measure.method for measure in page.session.data.measures] == ["ทำคู่มือ", "ประกาศนโยบาย"]
    assert page.table.isVisible()


def _last_of(page: MeasuresPage, indicator: str) -> str:
    group = next(row for row in page.table.sheet.rows if row.id == indicator)
    return group.rows[-1].id


@pytest.mark.in_turn
def test_the_pane_follows_an_undo_from_a_groups_row(page):
    key = go(page, "I3", "status")
    before = page.measures.pane.measure.status
    page.table.go_to("1")
    data = page.session.data
    wanted = next(status for status in MeasureStatus if status is not before)
    measures.edit(page.session.workspace, data.year, [CellEdit(key, "status", wanted)])
    assert (page.measures.pane.measure.id, page.measures.pane.measure.status) == (key, wanted)
    press(Key.Key_Z, CTRL)
    assert page.measures.pane.measure.status is before


@pytest.mark.in_turn
def test_a_measure_whose_run_is_over_and_that_is_not_begun_is_late_everywhere(page, window, qtbot):
    late = [row for row in page.measures.rows() if row.mark is Mark.LATE]
    assert len(late) == window.rail.entries[PageKey.MEASURES].late == 4
    assert sum(group.late for group in page.table.sheet.rows) == 4
    qtbot.mouseClick(page.measures.filters.chips[Mark.LATE], LEFT)
    assert page.table.sheet.passed == page.measures.filters.chips[Mark.LATE].count == 4
    steps = [time.step for time in late[0].occurrences]
    assert TimeState.LATE in steps
    page.table.go_to(late[0].id, "status")
    assert page.measures.pane.ui.state.text() == Mark.LATE.word


@pytest.mark.in_turn
def test_a_late_measure_that_is_begun_is_late_no_more(page, window):
    late = next(row for row in page.measures.rows() if row.mark is Mark.LATE)
    page.table.go_to(late.id, "status")
    page.table.setFocus()
    type_text("กำลัง")
    press(Key.Key_Return)
    assert {row.id: row.mark for row in page.measures.rows()}[late.id] is Mark.DOING
    assert window.rail.entries[PageKey.MEASURES].late == 3


@pytest.mark.in_turn
def test_a_late_state_copied_to_others_means_that_they_are_not_begun(page):
    late = next(row for row in page.measures.rows() if row.mark is Mark.LATE)
    other = next(row for row in page.measures.rows() if row.mark is Mark.DOING)
    page.table.go_to(late.id, "status")
    page.table.setFocus()
    press(Key.Key_C, CTRL)
    page.table.go_to(other.id, "status")
    press(Key.Key_V, CTRL)
    measure = next(measure for measure in page.session.data.measures if measure.id == other.id)
    assert measure.status is MeasureStatus.NOT_STARTED


@pytest.mark.in_turn
def test_a_cell_of_rich_text_is_typed_as_it_looks_and_kept_as_it_is_stored(page) -> None:
    key = page.session.data.measures[0].id
    page.table.go_to(key, "method")
    page.table.setFocus()
    type_text("-")
    editor = page.table.editing.editor
    assert isinstance(editor, RichEditor)
    type_text(" ประชุม")
    press(Key.Key_Return, ALT)
    press(Key.Key_B, CTRL)
    type_text("เผยแพร่")
    assert editor.area.toPlainText() == "- ประชุม\n- เผยแพร่"
    press(Key.Key_Return)
    assert not page.table.editing.open
    assert page.session.data.measure_by_id[key].method == "- ประชุม\n- **เผยแพร่**"
    page.table.go_to(key, "method")
    press(Key.Key_F2)
    editor = page.table.editing.editor
    assert editor.area.toPlainText() == "- ประชุม\n- เผยแพร่"
    type_text("ทิ้ง")
    press(Key.Key_Escape)
    assert page.session.data.measure_by_id[key].method == "- ประชุม\n- **เผยแพร่**"


@pytest.mark.in_turn
def test_a_cell_of_rich_text_that_was_only_opened_changes_nothing(page) -> None:
    steps = page.session.workspace.edits.groups(100)
    for row in page.session.data.measures[:5]:
        page.table.go_to(row.id, "method")
        page.table.setFocus()
        press(Key.Key_F2)
        press(Key.Key_Tab)
    assert page.session.workspace.edits.groups(100) == steps


@pytest.mark.in_turn
def test_a_cell_of_rich_text_is_taken_by_a_click_on_another_cell(page, qtbot) -> None:
    first, second = page.session.data.measures[:2]
    page.table.go_to(first.id, "method")
    page.table.setFocus()
    type_text("ใหม่")
    at = page.table.sheet.index(page.table.sheet.place(second.id), 0)
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=page.table.visualRect(at).center())
    assert page.session.data.measure_by_id[first.id].method == "ใหม่"


def menu_entry(page: MeasuresPage, *words: str) -> QAction:
    """An entry of the table's menu, by the words on the way to it."""
    menu = QMenu(page)
    page.table.menu_requested.emit(menu)
    for word in words[:-1]:
        menu = next(action for action in menu.actions() if action.text() == word).menu()
    return next(action for action in menu.actions() if action.text() == words[-1])


@pytest.mark.in_turn
def test_chosen_measures_share_a_cell_and_are_put_in_order_by_the_menu(page) -> None:
    go(page, "I4", "method")
    with pytest.raises(StopIteration):
        menu_entry(page, "ใช้ช่องร่วมกันในตาราง")
    page.table.selecting.choose_group(page.table.sheet.place("2"))
    first, second, *_others = page.measures.chosen()
    menu_entry(page, "ใช้ช่องร่วมกันในตาราง", "ผู้รับผิดชอบ").trigger()
    assert owners_of(page, second) == owners_of(page, first)
    known = page.session.data.measure_by_id
    assert keys_of(known[first]) == keys_of(known[second]) != {}
    menu_entry(page, "ใช้ช่องร่วมกันในตาราง", "แยกช่องที่ใช้ร่วมกัน").trigger()
    assert keys_of(page.session.data.measure_by_id[first]) == {}
    page.session.undo()
    page.session.undo()
    assert keys_of(page.session.data.measure_by_id[first]) == {}
    made = measures.add(page.session.workspace, page.session.year, [{"items": ("I1",)}])
    assert page.session.data.measures[-1].id == made[0]
    menu_entry(page, "เรียงมาตรการตามกรอบการประเมิน").trigger()
    assert page.session.data.measures[-1].id != made[0]


@pytest.mark.in_turn
def test_of_one_unit_states_marks_counts_and_records_are_its_own(page) -> None:
    session, part = page.session, page.measures
    begun_from_the_first_day(session.workspace)
    known = tracked(session.data, session.today)
    of = next(one for one in known.values() if one.units and one.state is State.LATE)
    one, other, *_ = of.units
    for time in of.times:
        key = TimeKey(of.measure.id, time.last, one.id)
        session.write(tracking.mark_done, [key], time.last)
    late = part.filters.chips[Mark.LATE].count

    def row_of(unit: str):
        part.filters.unit.choose(unit)
        return next(row for row in part.rows() if row.id == of.measure.id)

    assert row_of("").mark is Mark.LATE
    row = row_of(one.id)
    assert row.mark is Mark.DONE
    assert {mark.step for mark in row.occurrences} <= {TimeState.DONE}
    assert part.filters.chips[Mark.LATE].count < late
    group = next(group for group in page.table.sheet.rows if row in group.rows)
    own = [row for row in group.rows if one.id in row.unit_ids]
    assert group.late == sum(row.mark is Mark.LATE for row in own)
    assert f"จาก {len(own)} มาตรการ" in group.counted
    assert part._locks(of.measure.id, "status"), "it would change the state of all units"
    assert row_of(other.id).mark is Mark.LATE
    page.table.go_to(of.measure.id, "method")
    part.finish_chosen()
    entry = session.data.entries_of(of.measure.id)[-1]
    assert entry.unit_id == other.id
    assert row_of("").mark is Mark.LATE
    assert not part._locks(of.measure.id, "status")


@pytest.mark.in_turn
def test_files_that_are_pasted_on_a_field_of_the_pane_are_not_typed_there(page, qtbot, tmp_path):
    go(page, "I1", "method")
    press(Key.Key_Return, CTRL)
    field = page.measures.pane.budget
    qtbot.waitUntil(field.isVisible, timeout=2000)
    field.setFocus()
    QApplication.clipboard().setMimeData(copied(tmp_path / "ภาพ.jpg"))
    with qtbot.waitSignal(page.session.failed) as told:
        press(Key.Key_V, CTRL)
    assert "ภาพวางได้ที่แถวในติดตามผล" in told.args[0]
    assert field.findChild(CellEditor) is None
