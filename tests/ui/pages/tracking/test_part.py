"""ติดตามผล in the real window: the list, the calendar, the rounds."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QTextEdit

from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.services import measures, tracking
from ita_desktop.services.tracking import TimeKey
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.pages.measures.page import MeasuresTab
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.tracking.matrix_sheet import MatrixSheet
from ita_desktop.ui.pages.tracking.part import TrackingPart
from ita_desktop.ui.pages.tracking.record_popup import RecordPopup
from ita_desktop.ui.pages.tracking.rounds_pane import RoundPopup, TimeGrouping, TimeRow
from ita_desktop.ui.table.cells.layout import drawn_cell
from ita_desktop.ui.table.column import ColumnKind
from ita_desktop.ui.widgets.photos.grid import taken_from
from tests.support.unrecorded import begun_from_the_first_day, unrecorded
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import focused, press, type_text
from tests.ui.widgets.fields.test_fields import copied
from tests.ui.widgets.photos.test_grid import files_of

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL, NO_MODIFIER = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def prepare():
    return unrecorded


@pytest.fixture
def part(window, qtbot) -> TrackingPart:
    window.go(PageKey.MEASURES, "tracking:")
    page = window.page(PageKey.MEASURES)
    assert page.tab is MeasuresTab.TRACKING
    page.tracking.table.setFocus()
    return page.tracking


def typed() -> str:
    """What stands in the field that has the keyboard."""
    field = focused()
    return field.toPlainText() if isinstance(field, QTextEdit) else field.text()


def rows(part: TrackingPart) -> list[TimeRow]:
    return [row for row in part.table.sheet.all_rows() if isinstance(row, TimeRow)]


@pytest.mark.in_turn
def test_every_time_of_the_year_is_in_the_list_what_is_late_first(part) -> None:
    first = part.table.sheet.rows[0]
    assert first.title == "เลยกำหนด"
    assert {row.state for row in first.rows} == {TimeState.LATE}
    assert part.chips[TimeState.LATE].count == len(first.rows) == 8
    assert [group.title for group in part.table.sheet.rows][1:3] == ["ตุลาคม 2567", "พฤศจิกายน 2567"]
    assert part.table.current_row().state is TimeState.LATE


@pytest.mark.in_turn
def test_times_are_grouped_by_unit_and_by_state(part) -> None:
    part.group_by(TimeGrouping.STATE)
    assert [group.title for group in part.table.sheet.rows][:2] == ["เลยกำหนด", "อยู่ในกำหนด"]
    assert not part.table.sheet.changed_cells, "nothing was changed"
    part.group_by(TimeGrouping.UNIT)
    groups = {group.title: group for group in part.table.sheet.rows}
    assert {"ฝ่ายการคลัง", "ฝ่ายปกครอง"} <= groups.keys()
    one = groups["ฝ่ายการคลัง"]
    states = [row.state for row in one.rows]
    assert states[: one.late] == [TimeState.LATE] * one.late
    ids = [row.id for row in rows(part)]
    assert len(ids) == len(set(ids)), "a time of several units is a row of its own in each"


@pytest.mark.in_turn
def test_enter_records_a_time_and_the_list_follows(part) -> None:
    row = part.table.current_row()
    press(Key.Key_Return)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, RecordPopup)
    type_text("ประชุมชี้แจง")
    assert popup.accept()
    now = next(time_row for time_row in rows(part) if time_row.key == row.key)
    assert (now.state, now.text) == (TimeState.DONE, "ประชุมชี้แจง")


@pytest.mark.in_turn
def test_photographs_are_pasted_and_dropped_on_the_row_of_what_was_recorded(
    part, qtbot, tmp_path
) -> None:
    session, table = part.session, part.table
    QApplication.clipboard().setMimeData(files_of(tmp_path, 2))
    press(Key.Key_Space)
    (entry,) = session.data.entries
    with qtbot.waitSignal(session.notified) as told:
        press(Key.Key_V, CTRL)
    assert told.args == ["เพิ่มแล้ว 2 ภาพ", True]
    row = table.current_row().id
    press(Key.Key_Down)
    index = table.sheet.index(table.sheet.place(row), 1)
    table.scrollTo(index)
    place = table.visualRect(index).center()
    dragged, copy = files_of(tmp_path, 3), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place, copy, dragged, LEFT, NO_MODIFIER)
    QApplication.sendEvent(table.viewport(), enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(place), copy, dragged, LEFT, NO_MODIFIER)
    with qtbot.waitSignal(session.notified) as told:
        QApplication.sendEvent(table.viewport(), drop)
    assert told.args == ["เพิ่มแล้ว 1 ภาพ · มีอยู่แล้ว 2 ภาพ", True]
    assert len(session.data.photos_of(entry.id)) == 3


@pytest.mark.in_turn
def test_photographs_that_are_pasted_before_anything_is_recorded_are_recorded_with_it(
    part, qtbot, tmp_path
) -> None:
    session = part.session
    QApplication.clipboard().setMimeData(files_of(tmp_path, 2))
    press(Key.Key_V, CTRL)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, RecordPopup)
    assert "พร้อมภาพ 2 ภาพ" in popup.accessibleName()
    assert session.data.photos == (), "nothing is stored before she says that it was done"
    with qtbot.waitSignal(session.notified, check_params_cb=lambda text, _: "2 ภาพ" in text):
        assert popup.accept()
    (entry,) = session.data.entries
    assert len(session.data.photos_of(entry.id)) == 2


@pytest.mark.in_turn
def test_photographs_that_are_pasted_into_the_record_are_no_text_of_it(
    part, qtbot, tmp_path
) -> None:
    session = part.session
    press(Key.Key_Return)
    popup = QApplication.activePopupWidget()
    type_text("ประชุมชี้แจง")
    QApplication.clipboard().setMimeData(files_of(tmp_path, 2))
    press(Key.Key_V, CTRL)
    assert "พร้อมภาพ 2 ภาพ" in popup.accessibleName()
    assert popup.accept()
    qtbot.waitUntil(lambda: len(session.data.photos) == 2)
    (entry,) = session.data.entries
    assert entry.text == "ประชุมชี้แจง"


@pytest.mark.in_turn
@pytest.mark.parametrize("name", ["day", "participants", "links"])
def test_a_field_of_the_record_hands_on_photographs(part, tmp_path, name) -> None:
    press(Key.Key_Return)
    popup = QApplication.activePopupWidget()
    field = getattr(popup, name)
    field.setFocus()
    words = field.text()
    QApplication.clipboard().setMimeData(files_of(tmp_path, 2))
    press(Key.Key_V, CTRL)
    assert field.text() == words
    assert "พร้อมภาพ 2 ภาพ" in popup.accessibleName()


@pytest.mark.in_turn
def test_files_that_a_record_cannot_take_are_told_and_not_typed(part, qtbot, tmp_path) -> None:
    press(Key.Key_Return)
    popup = QApplication.activePopupWidget()
    popup.links.setFocus()
    QApplication.clipboard().setMimeData(copied(tmp_path / "รายชื่อ.xlsx"))
    with qtbot.waitSignal(part.session.failed) as told:
        press(Key.Key_V, CTRL)
    assert "วางเป็นข้อความไม่ได้" in told.args[0]
    assert (popup.links.text(), QApplication.activePopupWidget()) == ("", popup)


@pytest.mark.in_turn
def test_photographs_that_are_given_while_a_record_is_open_are_for_it(part, tmp_path) -> None:
    press(Key.Key_Return)
    popup = QApplication.activePopupWidget()
    row = part.table.current_row()
    given = taken_from(files_of(tmp_path, 2))
    assert part.recording.open(row.measure_id, row.key, QRect(), photographs=given) is popup
    assert "พร้อมภาพ 2 ภาพ" in popup.accessibleName()


@pytest.mark.in_turn
def test_a_time_that_need_not_be_done_keeps_no_photographs(part, qtbot, tmp_path) -> None:
    session = part.session
    QApplication.clipboard().setMimeData(files_of(tmp_path, 2))
    press(Key.Key_V, CTRL)
    popup = QApplication.activePopupWidget()
    popup.skip.click()
    assert "ภาพ" not in popup.accessibleName()
    with qtbot.waitSignal(session.failed) as told:
        press(Key.Key_V, CTRL)
    assert "ครั้งที่ไม่ต้องทำไม่มีภาพ" in told.args[0]
    type_text("เลื่อน")
    with qtbot.waitSignal(session.failed) as told:
        press(Key.Key_Return)
    assert "ไม่ได้เพิ่มภาพ 2 ภาพ เพราะครั้งนี้ไม่ต้องทำ" in told.args[0]
    (entry,) = session.data.entries
    assert (entry.state, entry.reason) == (EntryState.SKIPPED, "เลื่อน")
    with qtbot.waitSignal(session.failed) as told:
        press(Key.Key_V, CTRL)
    assert "ครั้งที่ไม่ต้องทำไม่มีภาพ" in told.args[0]
    assert session.data.photos == ()


@pytest.mark.in_turn
def test_photographs_of_what_is_skipped_later_are_said_to_be_kept(part, qtbot, tmp_path) -> None:
    session = part.session
    QApplication.clipboard().setMimeData(files_of(tmp_path, 2))
    press(Key.Key_V, CTRL)
    assert QApplication.activePopupWidget().accept()
    qtbot.waitUntil(lambda: len(session.data.photos) == 2)
    (entry,) = session.data.entries
    popup = part.recording.open_entry(entry.id, QRect())
    assert "เก็บ 2 ภาพไว้" not in popup.accessibleName()
    popup.skip.click()
    assert "เก็บ 2 ภาพไว้ ไม่พิมพ์" in popup.accessibleName()
    popup.reason.setText("เลื่อน")
    assert popup.accept()
    (entry,) = session.data.entries
    assert (entry.state, len(session.data.photos)) == (EntryState.SKIPPED, 2)
    popup = part.recording.open_entry(entry.id, QRect())
    assert "เก็บ 2 ภาพไว้ ไม่พิมพ์" in popup.accessibleName()


@pytest.mark.in_turn
def test_photographs_stay_where_she_turns_back_from_skipping(part, tmp_path) -> None:
    QApplication.clipboard().setMimeData(files_of(tmp_path, 2))
    press(Key.Key_V, CTRL)
    popup = QApplication.activePopupWidget()
    popup.skip.click()
    popup.skip.click()
    assert "พร้อมภาพ 2 ภาพ" in popup.accessibleName()


@pytest.mark.in_turn
def test_what_was_typed_beside_photographs_is_a_draft_as_any_other(part, tmp_path) -> None:
    press(Key.Key_Return)
    type_text("ประชุมชี้แจง")
    QApplication.clipboard().setMimeData(files_of(tmp_path, 2))
    press(Key.Key_V, CTRL)
    popup = QApplication.activePopupWidget()
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert not popup.isVisible()
    part.table.setFocus()
    press(Key.Key_Return)
    assert QApplication.activePopupWidget().text.text.text() == "ประชุมชี้แจง"


@pytest.mark.in_turn
@pytest.mark.parametrize("key", ["method", "owners", "note"])
def test_files_that_are_pasted_into_an_open_cell_are_told_and_open_nothing(
    part, window, qtbot, tmp_path, key
) -> None:
    page = window.page(PageKey.MEASURES)
    page.show_tab(MeasuresTab.MEASURES)
    table = page.measures.table
    table.setFocus()
    table.go_to(part.session.data.measures[0].id, key)
    press(Key.Key_F2)
    type_text("xx")
    editor, words = table.editing.editor, typed()
    QApplication.clipboard().setMimeData(files_of(tmp_path, 2))
    with qtbot.waitSignal(part.session.failed) as told:
        press(Key.Key_V, CTRL)
    assert "ภาพวางได้ที่แถวในติดตามผล" in told.args[0]
    assert QApplication.activePopupWidget() is None
    assert (table.editing.editor, typed()) == (editor, words)
    press(Key.Key_Escape)


@pytest.mark.in_turn
def test_files_that_are_pasted_into_a_filter_are_told(part, qtbot, tmp_path) -> None:
    part.table.filtering.anywhere()
    QApplication.clipboard().setMimeData(files_of(tmp_path, 1))
    with qtbot.waitSignal(part.session.failed):
        press(Key.Key_V, CTRL)
    assert focused().text() == ""
    assert QApplication.activePopupWidget() is None


@pytest.mark.in_turn
def test_photographs_that_are_not_stored_are_told(part, qtbot, tmp_path) -> None:
    QApplication.clipboard().setMimeData(files_of(tmp_path, 2))
    press(Key.Key_V, CTRL)
    popup = QApplication.activePopupWidget()
    with qtbot.waitSignal(part.session.failed) as told:
        popup.close()
    assert "ยังไม่ได้เพิ่มภาพ 2 ภาพ" in told.args[0]
    assert part.session.data.entries == ()


@pytest.mark.in_turn
def test_photographs_are_pasted_on_the_row_of_a_measure(part, window, qtbot, tmp_path) -> None:
    session, page = part.session, window.page(PageKey.MEASURES)
    page.show_tab(MeasuresTab.MEASURES)
    table = page.measures.table
    table.setFocus()
    (measure, *_) = page.measures.chosen() or [table.current_row().id]
    QApplication.clipboard().setMimeData(files_of(tmp_path, 6))
    press(Key.Key_V, CTRL)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, RecordPopup)
    popup.photos.click()
    qtbot.waitUntil(lambda: len(session.data.photos) == 6)
    (entry,) = session.data.entries
    assert entry.measure_id == measure


@pytest.mark.in_turn
@pytest.mark.parametrize("chosen", ["other row", "filtered away"])
def test_what_photographs_are_added_to_stays_in_sight_with_them(
    part, window, qtbot, tmp_path, monkeypatch, chosen
) -> None:
    """They are added on the page of measures, whose table may show another one, or not this."""
    session, page = part.session, window.page(PageKey.MEASURES)
    last = rows(part)[-1]
    part.table.go_to(last.id)
    assert page.measures.table.current_row().id != last.measure_id
    if chosen == "filtered away":
        page.measures.table.sheet.show_only([page.measures.table.current_row().id])
    names = [url.toLocalFile() for url in files_of(tmp_path, 6).urls()]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    part.record()
    QApplication.activePopupWidget().photos.click()
    qtbot.waitUntil(lambda: len(session.data.photos) == 6)
    qtbot.waitUntil(lambda: page.measures.pane.photos is not None)
    assert page.measures.table.current_row().id == last.measure_id
    assert page.measures.pane.measure.id == last.measure_id
    photos = page.measures.pane.photos
    qtbot.waitUntil(lambda: len(photos.grid.list.photos.items) == 6)
    assert photos.isVisible()
    assert photos.isAncestorOf(window.focusWidget())


@pytest.mark.in_turn
def test_a_picture_is_told_where_it_can_go(part, window, qtbot) -> None:
    picture = QImage(9, 9, QImage.Format.Format_RGB32)
    picture.fill(0)
    QApplication.clipboard().setImage(picture)
    window.go(PageKey.ROSTER)
    window.page(PageKey.ROSTER).table.setFocus()
    with qtbot.waitSignal(part.session.failed) as told:
        press(Key.Key_V, CTRL)
    assert "ภาพวางได้ที่แถวในติดตามผล" in told.args[0]


@pytest.mark.in_turn
def test_space_marks_all_chosen_times_done_in_one_step(part) -> None:
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Space)
    assert len(part.session.data.entries) == 3
    part.session.undo()
    assert not part.session.data.entries


@pytest.mark.in_turn
def test_chips_show_only_times_of_a_state_or_unit(part, qtbot) -> None:
    qtbot.mouseClick(part.chips[TimeState.LATE], LEFT)
    assert part.table.sheet.passed == 8
    unit = next(unit for unit in part.session.data.units if unit.label == "ฝ่ายการคลัง")
    whole = [chip.count for chip in part.chips.values()]
    part.unit.choose(unit.id)
    assert 0 < part.table.sheet.passed <= 8
    assert part.chips[TimeState.LATE].count == part.table.sheet.passed
    assert "ฝ่ายการคลัง" in part.chips[TimeState.LATE].toolTip()
    assert [chip.count for chip in part.chips.values()] != whole
    part.unit.choose("")
    assert [chip.count for chip in part.chips.values()] == whole


@pytest.mark.in_turn
def test_of_one_unit_rows_and_counts_are_its_own(part) -> None:
    session = part.session
    begun_from_the_first_day(session.workspace)
    row = next(row for row in rows(part) if row.state is TimeState.LATE and row.time.units)
    one, other, *_ = row.time.units
    late = part.chips[TimeState.LATE].count
    key = TimeKey(row.measure_id, row.last, one.id)
    session.write(tracking.record, key.measure_id, unit_id=one.id, occurrence=row.last, text="ทำ")
    part.unit.choose(one.id)
    own = next(now for now in rows(part) if now.key == key)
    assert (own.state, own.text) == (TimeState.DONE, "ทำ")
    shown = [now for group in part.table.sheet.rows for now in group.rows]
    assert part.chips[TimeState.LATE].count == sum(
        now.state is TimeState.LATE and one.id in now.unit_ids for now in shown
    )
    assert part.chips[TimeState.LATE].count < late
    part.unit.choose(other.id)
    theirs = next(now for now in rows(part) if now.key == key._replace(unit_id=other.id))
    assert (theirs.state, theirs.text) == (TimeState.LATE, "")


@pytest.mark.in_turn
def test_what_need_not_be_done_is_reached_from_the_menu_and_undone(part) -> None:
    session = part.session
    row = part.table.current_row()
    menu = QMenu(part)
    part._add_to_menu(menu)
    next(act for act in menu.actions() if act.text() == "ไม่ต้องทำครั้งนี้…").trigger()
    popup = QApplication.activePopupWidget()
    popup.reason.setText("รวมกับรอบถัดไป")
    press(Key.Key_Return)
    [entry] = session.data.entries_of(row.measure_id)
    assert entry.state is EntryState.SKIPPED
    assert next(now for now in rows(part) if now.id == row.id).state is TimeState.SKIPPED
    assert session.undo_label.startswith("ไม่ต้องทำ")
    session.undo()
    assert not session.data.entries_of(row.measure_id)


@pytest.mark.in_turn
def test_the_calendar_shows_what_is_due_on_a_day_and_opens_it(part, qtbot) -> None:
    qtbot.mouseClick(part.views["month"], LEFT)
    calendar = part.calendar
    calendar.setFocus()
    assert calendar.month == date(2025, 3, 1)
    assert part.month.title.text() == "มีนาคม 2568"
    press(Key.Key_PageUp)
    assert part.month.title.text() == "กุมภาพันธ์ 2568"
    press(Key.Key_PageDown)
    calendar.go_to(date(2025, 3, 30))
    press(Key.Key_Right)
    assert "I5" in calendar.accessibleDescription()
    press(Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = next(action for action in menu.actions() if action.text().startswith("I5"))
    menu.close()
    entry.trigger()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, RecordPopup)
    assert popup.accessibleName() == "บันทึกผล I5 · มี.ค. 68"
    popup.close()


@pytest.mark.in_turn
def test_the_usual_rounds_tell_how_far_they_are_and_what_they_lack(part, window, qtbot) -> None:
    first, second = part.pane.sections[:2]
    assert (first._title.text(), second._title.text()) == ("รอบ 6 เดือน", "รอบ 12 เดือน")
    assert first.missing.text() == "ยังไม่มีผล 34 มาตรการ"
    press(Key.Key_Space)
    assert first.missing.text() == "ยังไม่มีผล 33 มาตรการ"
    row = first._row
    assert row.share.done < row.share.of
    first._row = row._replace(missing=())
    first._fill()
    assert first.missing.text() == "ทุกมาตรการมีผลแล้วอย่างน้อยหนึ่งครั้ง"
    first._row = row._replace(missing=(), share=row.share._replace(done=row.share.of))
    first._fill()
    assert first.missing.text() == "ทุกมาตรการมีผลแล้ว"
    first._row = row
    first._fill()
    qtbot.mouseClick(first.list.lines[0], LEFT)
    assert window.page(PageKey.MEASURES).tab is MeasuresTab.MEASURES


@pytest.mark.in_turn
def test_a_round_of_the_current_measure_is_summed_up_beside_the_list(part, window, qtbot) -> None:
    half = part.pane.sections[0]
    label = part.table.current_row().label
    assert half.sum_up.text() == f"สรุปผลของ {label}…"
    missing = half.missing.text()
    qtbot.mouseClick(half.sum_up, LEFT)
    popup = QApplication.activePopupWidget()
    assert popup.accessibleName() == f"บันทึกผล {label} · รอบ 6 เดือน"
    type_text("สรุปทั้งรอบ")
    assert popup.accept()
    data = part.session.data
    (entry,) = data.entries
    assert (entry.round_id, entry.occurrence) == (data.rounds[0].id, None)
    assert half.missing.text() != missing
    (line,) = half.summed.lines
    line.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClick(line, Key.Key_Return)
    popup = QApplication.activePopupWidget()
    assert popup.text.text.text() == "สรุปทั้งรอบ"
    qtbot.mouseClick(popup.remove, LEFT)
    assert not part.session.data.entries
    assert not half.summed.lines


@pytest.mark.in_turn
def test_the_summary_offered_follows_the_current_row_and_the_menu(part) -> None:
    first = part.table.current_row()
    other = next(row for row in rows(part) if row.measure_id != first.measure_id)
    part.table.go_to(other.id)
    assert part.pane.sections[1].sum_up.text() == f"สรุปผลของ {other.label}…"
    menu = QMenu()
    part._add_to_menu(menu)
    entry = next(action for action in menu.actions() if action.text() == "สรุปผลรอบ 12 เดือน…")
    entry.trigger()
    popup = QApplication.activePopupWidget()
    assert popup.accessibleName() == f"บันทึกผล {other.label} · รอบ 12 เดือน"
    popup.close()


@pytest.mark.in_turn
def test_a_round_is_changed_and_then_the_years_own(part, qtbot) -> None:
    qtbot.mouseClick(part.pane.sections[0].action, LEFT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, RoundPopup)
    assert focused() is popup.title
    popup.last.setText("30/4/68")
    qtbot.mouseClick(popup.done, LEFT)
    rounds = part.session.data.rounds
    assert [one.title for one in rounds] == ["รอบ 6 เดือน", "รอบ 12 เดือน"]
    assert rounds[0].last == date(2025, 4, 30)


@pytest.mark.in_turn
def test_a_round_is_taken_out_in_its_popup(part, qtbot) -> None:
    qtbot.mouseClick(part.pane.sections[0].action, LEFT)
    popup = QApplication.activePopupWidget()
    qtbot.mouseClick(popup.out, LEFT)
    assert QApplication.activePopupWidget() is None
    assert [one.title for one in part.session.data.rounds] == ["รอบ 12 เดือน"]


@pytest.mark.in_turn
def test_a_round_that_ends_before_it_begins_is_refused(part, qtbot, window) -> None:
    qtbot.mouseClick(part.pane.add, LEFT)
    popup = QApplication.activePopupWidget()
    for field, words in ((popup.title, "รอบพิเศษ"), (popup.first, "1/5/68"), (popup.last, "1/4/68")):
        field.setText(words)
    press(Key.Key_Return)
    assert "สิ้นสุดก่อนวันเริ่ม" in window.message.message.sentence
    assert popup.isVisible()
    popup.last.setText("31/8/68")
    press(Key.Key_Return)
    assert [one.title for one in part.session.data.rounds][-1] == "รอบพิเศษ"


@pytest.mark.in_turn
def test_the_report_of_a_round_is_printed_from_beside_it(part, window, qtbot) -> None:
    qtbot.mouseClick(part.pane.sections[1].print, LEFT)
    assert arrives(window, PageKey.DOCUMENTS)
    assert window.page(PageKey.DOCUMENTS).row.id == "progress-report"


def test_a_year_without_times_says_what_belongs_here(window) -> None:
    window.session.choose_year(2567)
    window.go(PageKey.MEASURES, "tracking:")
    part = window.page(PageKey.MEASURES).tracking
    assert part.empty.isVisible()
    assert part.empty.state.button.text() == "ไปที่มาตรการ"


@pytest.mark.in_turn
def test_the_calendar_shows_one_unit_and_one_state_where_that_is_asked(part, qtbot) -> None:
    part.table.go_to(next(row.id for row in rows(part) if row.last == date(2025, 2, 28)))
    part.finish_chosen()
    part.show_view("month")
    part.calendar.go_to(date(2025, 2, 28))
    everything = part.calendar.accessibleDescription()
    qtbot.mouseClick(part.chips[TimeState.LATE], LEFT)
    late = part.calendar.accessibleDescription()
    assert "ครบแล้ว" in everything
    assert "ครบแล้ว" not in late
    day, state = date(2025, 2, 28), TimeState.LATE
    on_day = [row.unit_ids for row in rows(part) if row.last == day and row.state is state]
    units = part.session.data.units
    fewest = min(units, key=lambda unit: sum(unit.id in ids for ids in on_day) or len(on_day))
    part.unit.choose(fewest.id)
    shown = part.calendar.accessibleDescription().count("เลยกำหนด")
    assert shown == sum(fewest.id in ids for ids in on_day)
    part._lift()
    assert part.calendar.accessibleDescription() == everything


@pytest.mark.in_turn
def test_what_presses_most_stands_first_on_its_day(part, window) -> None:
    begun_from_the_first_day(window.session.workspace)
    first = next(row for row in rows(part) if row.last == date(2025, 2, 28))
    part.table.go_to(first.id)
    part.finish_chosen()
    part.show_view("month")
    part.calendar.go_to(date(2025, 2, 28))
    text = part.calendar.accessibleDescription()
    assert 0 < text.index("เลยกำหนด") < text.rindex("เลยกำหนด") < text.index("ครบแล้ว")


@pytest.mark.in_turn
def test_the_calendars_day_is_recorded_by_the_button_of_the_page(part, window) -> None:
    texts = []
    part.session.failed.connect(texts.append)
    part.show_view("month")
    part.calendar.go_to(date(2025, 3, 2))
    window.page(PageKey.MEASURES).record()
    assert texts == ["วันที่เลือกไม่มีครั้งที่ถึงกำหนด เลือกวันที่มีก่อน"]
    part.calendar.go_to(date(2025, 2, 28))
    window.page(PageKey.MEASURES).record()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()


def test_a_low_calendar_tells_how_many_are_due_without_cutting_the_figure(part, qtbot) -> None:
    part.show_view("month")
    grid = part.calendar
    grid.go_to(date(2025, 3, 14))
    grid.setFixedSize(900, 28 + 6 * 44)
    image = grid.grab().toImage()
    area = next(area for day, area in grid._cells() if day == date(2025, 3, 31))
    below = range(area.top() + 4 + 20 + 3, area.bottom() - 1)
    ground = image.pixelColor(area.left() + 2, area.bottom() - 4)
    letters = [
        y for y in below for x in range(area.left(), area.right())
        if image.pixelColor(x, y) != ground
    ]  # fmt: skip
    assert not letters, "nothing begins below the day that has no room to end"


def test_a_measure_without_items_has_no_code_of_its_own_words(part) -> None:
    session = part.session
    new = {"method": "จัดมุมบริการ", "schedule": "31 มี.ค. 68", "kind": MeasureKind.OWN}
    (made,) = measures.add(session.workspace, session.year, [new])
    row = next(row for row in rows(part) if row.measure_id == made)
    assert (row.codes, row.method) == ("", "จัดมุมบริการ")


@pytest.mark.in_turn
@pytest.mark.parametrize("width", [820, 880, 960, 1200])
def test_no_chip_is_cut_where_the_list_is_narrow(part, window, width, qtbot) -> None:
    window.resize(width, 640)
    part.split.turn()
    part.group_by(TimeGrouping.STATE)
    chips = [*part.views.values(), *part.chips.values(), part.by, part.unit]

    def whole() -> bool:
        return all(chip.isHidden() or chip.width() >= chip.sizeHint().width() for chip in chips)

    qtbot.waitUntil(whole)
    assert part.chips[TimeState.LATE].isVisible()


@pytest.mark.in_turn
def test_what_several_units_do_is_recorded_for_one_of_them_or_for_all(part, qtbot) -> None:
    session = part.session
    begun_from_the_first_day(session.workspace)
    row = next(row for row in rows(part) if row.state is TimeState.LATE and row.time.units)
    one, other, *_ = row.time.units
    part.table.go_to(row.id)
    press(Key.Key_Return)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, RecordPopup)
    assert popup.units.everybody.isChecked()
    qtbot.mouseClick(popup.units.chips[one.id], LEFT)
    assert not popup.units.everybody.isChecked()
    qtbot.mouseClick(popup.done, LEFT)
    (entry,) = (entry for entry in session.data.entries_of(row.measure_id))
    assert (entry.unit_id, entry.occurrence) == (one.id, row.last)
    now = next(now for now in rows(part) if now.id == row.id)
    assert (now.state, one in now.time.open_units) == (TimeState.LATE, False)
    part.group_by(TimeGrouping.UNIT)
    own = next(now for now in rows(part) if now.unit_id == other.id and now.key[:2] == row.key[:2])
    part.table.go_to(own.id)
    part.finish_chosen()
    assert {entry.unit_id for entry in session.data.entries_of(row.measure_id)} == {
        one.id,
        other.id,
    }


@pytest.mark.in_turn
def test_the_units_of_a_time_stand_below_their_caption_and_none_is_cut(part) -> None:
    row = next(row for row in rows(part) if row.state is TimeState.LATE and row.time.units)
    part.table.go_to(row.id)
    press(Key.Key_Return)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, RecordPopup)
    units = popup.units
    area = units._scroll.viewport()
    left = units._label.mapTo(units, QPoint()).x()
    assert units.everybody.mapTo(units, QPoint()).x() == left
    assert len(units.chips) == 10
    for chip in units.chips.values():
        assert area.rect().contains(QRect(chip.mapTo(area, QPoint()), chip.size())), chip.text()


@pytest.mark.in_turn
def test_the_table_of_units_opens_the_record_of_a_cell(part, qtbot, window) -> None:
    row = next(row for row in rows(part) if row.state is TimeState.LATE and row.time.units)
    part.open_matrix(row.measure_id)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, MatrixSheet)
    unit = row.time.units[1]
    assert [line.id for line in sheet.table.sheet.all_rows()] == [
        unit.id for unit in row.time.units
    ]
    qtbot.waitUntil(sheet.table.hasFocus)
    sheet.table.go_to(unit.id, row.last.isoformat())
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), RecordPopup))
    assert QApplication.activePopupWidget().units.chosen() == (unit.id,)


@pytest.mark.in_turn
def test_no_state_is_cut_in_the_table_of_all_nor_in_that_of_one(part, window) -> None:
    table = (sheet := MatrixSheet(part.session, "", window)).table
    table.header.resize(2000, table.header.height())
    for key in ("", *sheet._matrices):
        sheet.which.choose(key)
        drawn = [
            drawn_cell(line, span, table.density)
            for line in table.sheet.lines
            for span in table.header.spans()
            if span.column.kind is ColumnKind.STATE
        ]
        assert drawn
        assert [cell.tip for cell in drawn if cell.tip] == []


@pytest.mark.in_turn
def test_the_table_of_all_leads_to_one_measure_and_is_printed_as_it_is_shown(
    part, qtbot, window
) -> None:
    row = next(row for row in rows(part) if row.state is TimeState.LATE and row.time.units)
    window.go(PageKey.OVERVIEW)
    window.commands.run(Command.UNIT_MATRIX)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), MatrixSheet))
    sheet = QApplication.activeModalWidget()
    unit = row.time.units[1]
    qtbot.waitUntil(sheet.table.hasFocus)
    sheet.month.choose(row.last.strftime("%Y-%m"))
    sheet.table.go_to(unit.id, row.measure_id)
    press(Key.Key_Return)
    assert sheet.which.key == row.measure_id
    assert row.last.isoformat() in [column.key for column in sheet.table.sheet.columns]
    sheet.ui.accept.click()
    qtbot.waitUntil(lambda: window.current_page == PageKey.DOCUMENTS)
    page = window.page(PageKey.DOCUMENTS)
    assert (page.row.id, page.context.items) == ("unit-matrix", (row.measure_id,))
