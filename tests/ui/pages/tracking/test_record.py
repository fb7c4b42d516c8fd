"""What was done about measures is recorded on their marks, one by one or many at once."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.tracking.entries import Entry, EntryState
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import entries_of_round, summary_of, tracked
from ita_desktop.services import measures, tracking
from ita_desktop.services.edits import CellEdit
from ita_desktop.ui.pages.measures.page import MeasuresPage
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.tracking.record_popup import RecordPopup
from ita_desktop.ui.table.schedule import mark_x
from ita_desktop.ui.table.values import ScheduledTime
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.photos.grid import PhotoGrid
from tests.support.unrecorded import begun_from_the_first_day, unrecorded
from tests.ui.support.keyboard import focused, press, type_text

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TODAY = date(2025, 3, 14)


@pytest.fixture
def prepare():
    return unrecorded


@pytest.fixture
def page(window, qtbot) -> MeasuresPage:
    window.go(PageKey.MEASURES)
    shown = window.page(PageKey.MEASURES)
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


def key_of(page: MeasuresPage, code: str) -> str:
    """The measure that answers an item."""
    data = page.session.data
    return next(item.measure_id for item in data.measure_items if item.item_code == code)


def go(page: MeasuresPage, code: str, column: str = "strip") -> str:
    key = key_of(page, code)
    page.table.go_to(key, column)
    page.table.setFocus()
    return key


def entries_of(page: MeasuresPage, code: str) -> tuple[Entry, ...]:
    return page.session.data.entries_of(key_of(page, code))


def times_of(page: MeasuresPage, code: str) -> tuple[ScheduledTime, ...]:
    return next(row for row in page.measures.rows() if row.id == key_of(page, code)).occurrences


def popup() -> RecordPopup:
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, RecordPopup)
    return shown


def click_mark(page: MeasuresPage, qtbot, code: str, number: int) -> RecordPopup:
    table, key = page.table, go(page, code)
    at = table.sheet.column_index("strip")
    span = table.header.span(at)
    cell = table.visualRect(table.sheet.index(table.sheet.place(key), at))
    x = round(mark_x(span.inner_x, span.inner_width, times_of(page, code)[number]))
    place = cell.topLeft()
    place.setX(x)
    place.setY(place.y() + 12)
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)
    return popup()


def test_a_click_on_a_mark_records_what_was_done_then(page, qtbot) -> None:
    shown = click_mark(page, qtbot, "I5", 1)
    assert shown.accessibleName() == "บันทึกผล I5 · พ.ย. 67"
    assert focused() is shown.text.text
    type_text("1. เผยแพร่ประกาศ")
    press(Key.Key_Return)
    type_text("สรุปผล")
    shown.day.setText("29/11/67")
    shown.participants.setText("๔๕")
    shown.links.setText("https://a.example https://b.example")
    qtbot.mouseClick(shown.done, LEFT)
    (entry,) = entries_of(page, "I5")
    assert (entry.occurrence, entry.day) == (date(2024, 11, 30), date(2024, 11, 29))
    assert (entry.text, entry.participants) == ("1. เผยแพร่ประกาศ\n2. สรุปผล", 45)
    assert entry.links == "https://a.example\nhttps://b.example"
    assert times_of(page, "I5")[1].step is TimeState.DONE
    page.session.undo()
    assert not entries_of(page, "I5")


@pytest.mark.in_turn
@pytest.mark.parametrize(("typed", "count"), [("45 คน", 45), ("1,250", 1250)])
def test_participants_are_typed_with_their_unit_too(page, qtbot, typed, count) -> None:
    shown = click_mark(page, qtbot, "I5", 0)
    shown.participants.setFocus()
    type_text(typed)
    qtbot.mouseClick(shown.done, LEFT)
    assert [entry.participants for entry in entries_of(page, "I5")] == [count]


def test_participants_that_are_no_number_are_told_and_stay(page, qtbot) -> None:
    shown = click_mark(page, qtbot, "I5", 0)
    shown.participants.setFocus()
    type_text("สี่สิบห้า")
    qtbot.mouseClick(shown.done, LEFT)
    assert shown.isVisible()
    assert shown.participants.text() == "สี่สิบห้า"
    assert shown.people.lines() == ("“สี่สิบห้า” ไม่ใช่จำนวนคน · พิมพ์ตัวเลข เช่น 45",)
    assert focused() is shown.participants
    assert not entries_of(page, "I5")
    shown.participants.selectAll()
    type_text("45")
    assert shown.people.text() == "คน"
    assert shown.accept()


def test_a_recorded_mark_opens_with_what_was_recorded_and_can_be_deleted(page, qtbot) -> None:
    click_mark(page, qtbot, "I5", 0)
    type_text("ทำแล้ว")
    assert popup().accept()
    shown = click_mark(page, qtbot, "I5", 0)
    assert shown.text.text.text() == "ทำแล้ว"
    shown.result.text.begin()
    type_text("ครบถ้วน")
    assert shown.accept()
    assert [entry.result for entry in entries_of(page, "I5")] == ["ครบถ้วน"]
    shown = click_mark(page, qtbot, "I5", 0)
    qtbot.mouseClick(shown.remove, LEFT)
    assert not entries_of(page, "I5")


def lines(shown: RecordPopup) -> list[str]:
    return [line.linked.text for line in shown.list.lines]


def test_a_second_entry_is_added_to_a_time_and_each_is_opened_again(page, qtbot) -> None:
    shown = click_mark(page, qtbot, "I5", 0)
    assert not shown.list.lines, "there is nothing to choose from yet"
    type_text("ประชุมครั้งแรก")
    assert shown.accept()
    shown = click_mark(page, qtbot, "I5", 0)
    assert lines(shown) == ["14 มี.ค. 68 · ประชุมครั้งแรก", "บันทึกอีกครั้ง"]
    qtbot.mouseClick(shown.list.lines[1], LEFT)
    assert focused() is shown.text.text
    assert not shown.remove.isVisible()
    type_text("ประชุมครั้งที่สอง")
    # Going back to the first one keeps what was typed.
    qtbot.mouseClick(shown.list.lines[0], LEFT)
    assert shown.text.text.text() == "ประชุมครั้งแรก"
    assert lines(shown)[1] == "14 มี.ค. 68 · ประชุมครั้งที่สอง"
    type_text(" แก้")
    assert shown.accept()
    texts = [entry.text for entry in entries_of(page, "I5")]
    assert texts == ["ประชุมครั้งแรก แก้", "ประชุมครั้งที่สอง"]
    assert len({entry.occurrence for entry in entries_of(page, "I5")}) == 1


@pytest.mark.in_turn
def test_a_time_that_takes_several_begins_with_what_still_lacks(page, qtbot) -> None:
    key = key_of(page, "I5")
    session = page.session
    measures.edit(session.workspace, session.year, [CellEdit(key, "schedule", "เดือนละ 2 ครั้ง")])
    assert times_of(page, "I5")
    click_mark(page, qtbot, "I5", 0)
    type_text("หนึ่ง")
    popup().accept()
    shown = click_mark(page, qtbot, "I5", 0)
    assert shown.counted.text() == "บันทึกแล้ว 1 จาก 2 ครั้ง"
    assert not shown.text.text.text()
    type_text("สอง")
    press(Key.Key_Return, CTRL)
    assert shown.accept()
    assert [entry.text for entry in entries_of(page, "I5")] == ["หนึ่ง", "สอง"]
    assert times_of(page, "I5")[0].step is TimeState.DONE
    assert click_mark(page, qtbot, "I5", 0).text.text.text() == "สอง"
    popup().close()


@pytest.mark.in_turn
def test_entries_of_a_time_are_walked_by_the_keyboard_alone(page, qtbot) -> None:
    for words in ("หนึ่ง", "สอง"):
        shown = click_mark(page, qtbot, "I5", 0)
        if shown.list.lines:
            shown.list.lines[-1].setFocus()
            press(Key.Key_Return)
        type_text(words)
        assert shown.accept()
    shown = click_mark(page, qtbot, "I5", 0)
    assert shown.text.text.text() == "สอง"
    press(Key.Key_Escape)
    shown.list.lines[1].setFocus()
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert shown.text.text.text() == "หนึ่ง"
    qtbot.mouseClick(shown.remove, LEFT)
    assert [entry.text for entry in entries_of(page, "I5")] == ["สอง"]


def test_a_day_that_is_none_keeps_the_popup_at_the_entry(page, qtbot) -> None:
    click_mark(page, qtbot, "I5", 0)
    type_text("หนึ่ง")
    popup().accept()
    shown = click_mark(page, qtbot, "I5", 0)
    shown.day.setText("32/1/68")
    qtbot.mouseClick(shown.list.lines[1], LEFT)
    assert shown.reading.text()
    assert shown.text.text.text() == "หนึ่ง"
    press(Key.Key_Escape)


@pytest.mark.in_turn
def test_a_round_is_summed_up_in_the_pane_and_the_report_prints_that(page, qtbot) -> None:
    click_mark(page, qtbot, "I5", 0)
    type_text("บันทึกของเดือน")
    assert popup().accept()
    page.measures.split.fold(False)
    pane = page.measures.pane
    half = pane.rounds.lines[0]
    assert half.linked.text == "รอบ 6 เดือน"
    assert half.linked.note == "รายงานพิมพ์จากบันทึก 1 ครั้ง"
    half.setFocus()
    press(Key.Key_Return)
    shown = popup()
    assert shown.accessibleName() == "บันทึกผล I5 · รอบ 6 เดือน"
    assert not shown.day.isVisible()
    assert not shown.skip.isVisible()
    type_text("- สรุปทั้งรอบ")
    press(Key.Key_Return, CTRL)
    shown.result.begin()
    type_text("ครบทุกเดือน")
    assert shown.accept()
    data = page.session.data
    key = key_of(page, "I5")
    summary = summary_of(data, key, data.rounds[0])
    assert (summary.text, summary.result, summary.day) == ("- สรุปทั้งรอบ", "ครบทุกเดือน", None)
    assert entries_of_round(data, key, data.rounds[0]) == (summary,)
    assert half.linked.text == "รอบ 6 เดือน · สรุปทั้งรอบ"
    assert len(pane.entries.lines) == 1, "the summary does not stand among the entries, too"
    qtbot.mouseClick(half, LEFT)
    assert popup().text.text.text() == "- สรุปทั้งรอบ"
    popup().close()
    assert pane.photos.entry == summary.id


def test_the_photographs_of_a_summary_are_added_in_the_pane(page, qtbot, monkeypatch) -> None:
    go(page, "I5", "method")
    page.measures.split.fold(False)
    pane = page.measures.pane
    qtbot.mouseClick(pane.rounds.lines[0], LEFT)
    picked: list[bool] = []
    monkeypatch.setattr(PhotoGrid, "pick", lambda _grid: picked.append(True))
    type_text("สรุป")
    press(Key.Key_Semicolon, CTRL)
    (summary,) = entries_of(page, "I5")
    assert summary.round_id
    assert pane.photos.entry == summary.id
    assert picked


def test_skipping_needs_a_reason(page, qtbot, window) -> None:
    shown = click_mark(page, qtbot, "I5", 2)
    qtbot.mouseClick(shown.skip, LEFT)
    qtbot.mouseClick(shown.done, LEFT)
    assert "เหตุผล" in window.message.message.sentence
    assert popup() is shown
    type_text("เลื่อนไปรวมกับเดือนถัดไป")
    press(Key.Key_Return)
    (entry,) = entries_of(page, "I5")
    assert (entry.state, entry.reason) == (EntryState.SKIPPED, "เลื่อนไปรวมกับเดือนถัดไป")
    assert times_of(page, "I5")[2].step is TimeState.SKIPPED


def test_a_day_that_is_none_is_told_beside_the_field(page, qtbot) -> None:
    shown = click_mark(page, qtbot, "I5", 0)
    shown.day.setText("32/1/68")
    qtbot.mouseClick(shown.done, LEFT)
    assert popup() is shown
    assert shown.reading.text()
    assert not entries_of(page, "I5")


@pytest.mark.in_turn
def test_what_was_typed_is_stored_by_a_click_elsewhere_and_kept_by_esc(page, window, qtbot) -> None:
    click_mark(page, qtbot, "I5", 0)
    type_text("พิมพ์ค้างไว้")
    popup().close()
    (left,) = entries_of(page, "I5")
    assert (left.text, left.state) == ("พิมพ์ค้างไว้", EntryState.UNKNOWN)
    assert times_of(page, "I5")[0].step is not TimeState.DONE
    assert window.message.message.sentence.startswith("เก็บสิ่งที่พิมพ์แล้ว ยังไม่นับว่าทำแล้ว")
    assert window.message.message.action == "เลิกทำ"
    again = click_mark(page, qtbot, "I5", 0)
    assert again.text.text.text() == "พิมพ์ค้างไว้"
    assert again.accept()
    assert [entry.state for entry in entries_of(page, "I5")] == [EntryState.DONE]
    assert times_of(page, "I5")[0].step is TimeState.DONE
    click_mark(page, qtbot, "I5", 1).links.setText("https://a.example")
    type_text("ยังไม่เสร็จ")
    press(Key.Key_Escape)
    if isinstance(QApplication.activePopupWidget(), RecordPopup):
        press(Key.Key_Escape)
    assert len(entries_of(page, "I5")) == 1
    assert "พิมพ์ค้างไว้" in window.message.message.sentence
    shown = click_mark(page, qtbot, "I5", 1)
    assert (shown.text.text.text(), shown.links.text()) == ("ยังไม่เสร็จ", "https://a.example")
    assert shown.accept()
    assert [entry.text for entry in entries_of(page, "I5")] == ["พิมพ์ค้างไว้", "ยังไม่เสร็จ"]
    assert click_mark(page, qtbot, "I5", 2).text.text.text() == ""
    popup().close()


@pytest.mark.in_turn
def test_what_a_click_elsewhere_stored_is_told_where_its_release_is_never_seen(
    page, window, qtbot
) -> None:
    click_mark(page, qtbot, "I5", 0)
    type_text("พิมพ์ค้างไว้")
    qtbot.mousePress(window.status, LEFT)
    popup().close()
    assert [entry.text for entry in entries_of(page, "I5")] == ["พิมพ์ค้างไว้"]
    assert window.message.message is None, "nothing moves while the button is pressed"
    said = "เก็บสิ่งที่พิมพ์แล้ว"
    qtbot.waitUntil(lambda: getattr(window.message.message, "sentence", "").startswith(said))
    qtbot.mouseRelease(window.status, LEFT)


def test_a_click_elsewhere_records_nothing_for_a_month_to_come(page, qtbot) -> None:
    coming = next(
        at for at, time in enumerate(times_of(page, "I5")) if time.step is TimeState.COMING
    )
    click_mark(page, qtbot, "I5", coming)
    type_text("เตรียมไว้")
    popup().close()
    assert not entries_of(page, "I5")
    assert click_mark(page, qtbot, "I5", coming).text.text.text() == "เตรียมไว้"
    popup().close()


def test_a_click_elsewhere_skips_nothing_and_leaves_the_state_of_what_was_recorded(page, qtbot):
    shown = click_mark(page, qtbot, "I5", 0)
    qtbot.mouseClick(shown.skip, LEFT)
    type_text("เลื่อน")
    popup().close()
    assert not entries_of(page, "I5")
    shown = click_mark(page, qtbot, "I5", 0)
    assert shown.reason.text() == "เลื่อน"
    qtbot.mouseClick(shown.skip, LEFT)
    qtbot.mouseClick(shown.text.text.viewport(), LEFT)
    type_text("อยู่ระหว่างดำเนินการ")
    assert shown.accept()
    shown = click_mark(page, qtbot, "I5", 0)
    qtbot.mouseClick(shown.list.lines[0], LEFT)
    assert [entry.state for entry in entries_of(page, "I5")] == [EntryState.DOING]
    press(Key.Key_A, CTRL)
    type_text("จัดประชุม")
    shown.close()
    (entry,) = entries_of(page, "I5")
    assert (entry.text, entry.state) == ("จัดประชุม", EntryState.DOING)


def test_a_day_to_come_is_told_and_nothing_is_done_on_it(page, qtbot) -> None:
    shown = click_mark(page, qtbot, "I5", 0)
    type_text("ประชุม")
    shown.day.setText("15/3/68")
    qtbot.mouseClick(shown.done, LEFT)
    assert popup() is shown
    assert shown.reading.text().startswith("15 มี.ค. 68 ยังไม่ถึง")
    assert not entries_of(page, "I5")
    shown.text.begin()
    press(Key.Key_A, CTRL)
    type_text("จะจัดประชุม")
    assert shown.accept()
    assert [entry.state for entry in entries_of(page, "I5")] == [EntryState.NOT_STARTED]


@pytest.mark.in_turn
def test_the_button_for_photographs_says_that_it_stores_the_record(
    page, window, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr(PhotoGrid, "pick", lambda _grid: None)
    shown = click_mark(page, qtbot, "I5", 0)
    assert shown.photos.text() == "บันทึกและเพิ่มภาพ…"
    type_text("ประชุม")
    qtbot.mouseClick(shown.photos, LEFT)
    qtbot.waitUntil(lambda: getattr(window.message.message, "sentence", "") == "บันทึกผลแล้ว")
    assert window.message.message.action == "เลิกทำ"
    (entry,) = entries_of(page, "I5")
    shown = page.measures.recording.open_entry(entry.id, page.rect())
    assert shown.photos.text() == "เพิ่มภาพถ่าย…"
    shown.close()


def test_one_popup_is_open_at_a_time(page, qtbot) -> None:
    first = click_mark(page, qtbot, "I5", 0)
    page.measures.recording.open(key_of(page, "O10"), None, first.rect())
    assert popup() is first
    first.close()


def test_a_mark_that_is_only_looked_at_records_nothing(page, qtbot) -> None:
    click_mark(page, qtbot, "I5", 0).close()
    assert not entries_of(page, "I5")


def test_space_marks_the_due_time_done_and_the_state_follows(page, window) -> None:
    begun_from_the_first_day(window.session.workspace)
    late = next(row for row in page.measures.rows() if row.mark is Mark.LATE)
    page.table.go_to(late.id, "strip")
    count = sum(occurrence.step is TimeState.LATE for occurrence in late.occurrences)
    for left in range(count - 1, -1, -1):
        press(Key.Key_Space)
        now = next(row for row in page.measures.rows() if row.id == late.id)
        assert sum(occurrence.step is TimeState.LATE for occurrence in now.occurrences) == left
    assert now.mark is Mark.DOING
    assert window.message.message.sentence == "บันทึกว่าทำแล้ว 1 ครั้ง รวมทุกหน่วย"


def test_space_on_another_cell_goes_to_the_marks_and_records_nothing_yet(page) -> None:
    key = next(row.id for row in page.measures.rows() if row.occurrences)
    page.table.go_to(key, "method")
    press(Key.Key_Space)
    line, column = page.table.current_cell()
    assert (line.id, column.key) == (key, "strip")
    assert not page.session.data.entries_of(key)


def test_space_over_several_rows_marks_what_is_due_of_each_done_in_one_step(page) -> None:
    go(page, "I4")
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Space)
    assert [len(entries_of(page, code)) for code in ("I4", "I5")] == [1, 1]
    assert {entry.day for entry in page.session.data.entries} == {TODAY}
    page.session.undo()
    assert not page.session.data.entries


def test_space_marks_a_past_time_that_is_unknown_if_none_is_due(page, qtbot) -> None:
    page.session.write(measures.edit, [CellEdit(key_of(page, "I5"), "schedule", "พฤศจิกายน")])
    go(page, "I5")
    assert [time.step for time in times_of(page, "I5")] == [TimeState.UNKNOWN]
    qtbot.mouseClick(page.main_button, LEFT)
    assert popup().accessibleName() == "บันทึกผล I5 · พ.ย. 67"
    popup().close()
    press(Key.Key_Space)
    assert [time.step for time in times_of(page, "I5")] == [TimeState.DONE]
    assert page.window().message.message.sentence == (
        "บันทึกว่าทำแล้ว 1 ครั้ง รวมทุกหน่วย · ในนี้ 1 ครั้งผ่านไปแล้วและไม่ทราบผล ถ้าไม่ได้ทำให้เลิกทำ"
    )


def test_the_keyboard_walks_from_mark_to_mark_and_opens_one(page) -> None:
    go(page, "I5")
    press(Key.Key_Right, CTRL)
    press(Key.Key_Left, CTRL)
    press(Key.Key_F2)
    assert popup().accessibleName() == "บันทึกผล I5 · ก.พ. 68"
    popup().close()


def test_the_button_records_what_is_late_first(page, qtbot) -> None:
    late = next(row for row in page.measures.rows() if row.mark is Mark.LATE)
    page.table.go_to(late.id, "method")
    qtbot.mouseClick(page.main_button, LEFT)
    first = next(occurrence for occurrence in late.occurrences if occurrence.step is TimeState.LATE)
    assert popup().accessibleName().endswith(first.label)
    popup().close()


@pytest.mark.in_turn
def test_the_pane_tells_the_record_and_how_much_is_done(page, qtbot) -> None:
    for number in (0, 1):
        click_mark(page, qtbot, "I5", number)
        type_text(f"ครั้งที่ {number}")
        assert popup().accept()
    page.measures.split.fold(False)
    pane = page.measures.pane
    share = tracked(page.session.data, TODAY)[key_of(page, "I5")].share()
    assert f"{share.done}/{share.of}" in pane.record._count.text()
    assert [line.linked.text for line in pane.entries.lines] == [
        "พ.ย. 67 · ครั้งที่ 1",
        "ต.ค. 67 · ครั้งที่ 0",
    ]
    first = entries_of(page, "I5")[0]
    again = {"occurrence": first.occurrence, "day": first.day, "text": "เพิ่มภายหลัง"}
    page.session.write(tracking.record, first.measure_id, **again)
    assert [line.linked.text.partition(" · ")[2] for line in pane.entries.lines] == [
        "ครั้งที่ 1",
        "เพิ่มภายหลัง",
        "ครั้งที่ 0",
    ], "beside what was done then, however late it was recorded"
    qtbot.mouseClick(pane.entries.lines[2], LEFT)
    assert popup().text.text.text() == "ครั้งที่ 0"
    popup().close()
    assert pane.photos.entry == entries_of(page, "I5")[0].id


def test_measures_are_filtered_by_kind_and_unit(page) -> None:
    session = page.session
    data = session.data
    made = measures.add(
        session.workspace, data.year, [{"kind": MeasureKind.COMMUNICATION, "method": "เผยแพร่"}]
    )
    filters = page.measures.filters
    assert filters.kind.isVisible()
    filters.kind.choose("kind:communication")
    assert page.table.sheet.passed == 1
    assert [group.title for group in page.table.sheet.rows][-1] == "สื่อสารสร้างการรับรู้"
    filters.clear()
    unit = next(unit for unit in data.units if unit.label == "ฝ่ายการคลัง")
    before = page.table.sheet.passed
    filters.unit.choose(unit.id)
    assert 0 < page.table.sheet.passed < before
    measures.remove(session.workspace, data.year, made)
    assert not filters.kind.isVisible()


@pytest.mark.in_turn
def test_all_fields_of_a_measure_are_typed_in_the_pane(page, qtbot) -> None:
    key = go(page, "I5", "method")
    page.measures.split.fold(False)
    pane = page.measures.pane
    for name in ("reports_to", "target", "success", "note"):
        pane.texts[name].begin()
        type_text(f"- {name}")
        press(Key.Key_Return, CTRL)
    pane.budget.setFocus()
    type_text("20000")
    press(Key.Key_Return)
    measure = page.session.data.measure_by_id[key]
    assert (measure.reports_to, measure.target) == ("- reports_to", "- target")
    assert (measure.success, measure.budget) == ("- success", 20_000)


def test_a_second_level_typed_in_the_pane_is_kept(page) -> None:
    key = go(page, "I5", "method")
    measures.edit(
        page.session.workspace, page.session.year, [CellEdit(key, "method", "1. หนึ่ง\n  - สอง")]
    )
    page.measures.split.fold(False)
    text = page.measures.pane.texts["method"].text
    text.begin()
    type_text("ต่อ")
    press(Key.Key_Return, CTRL)
    assert page.session.data.measure_by_id[key].method == "1. หนึ่ง\n  - สองต่อ"


def test_nothing_is_recorded_in_a_file_that_is_only_read(page, monkeypatch, window) -> None:
    monkeypatch.setattr(page.session.workspace.connections, "_is_read_only", True)
    page.refresh()
    assert not page.main_button.isEnabled()
    go(page, "I5")
    page.measures.record()
    assert QApplication.activePopupWidget() is None
    assert window.message.message.sentence == "แฟ้มนี้เปิดอ่านอย่างเดียว แก้ไม่ได้ · ใช้ แฟ้ม > บันทึกสำเนาเป็น"


@pytest.mark.in_turn
@pytest.mark.parametrize("height", [512, 768])
def test_the_foot_of_the_popup_stays_in_a_low_window_whatever_is_typed(
    page, qtbot, window, height
) -> None:
    def below() -> int:
        QApplication.processEvents()
        foot = shown.done.mapTo(shown, shown.done.rect().bottomLeft())
        return window.mapFromGlobal(shown.mapToGlobal(foot)).y() - window.height()

    window.resize(1366, 768)
    shown = click_mark(page, qtbot, "O10", 0)
    shown.text.begin()
    type_text("ประชุมครั้งแรก")
    assert shown.accept()
    window.resize(911 if height == 512 else 1366, height)
    page.measures.split.fold(False)
    page.measures.show_measure("O10")
    qtbot.waitUntil(lambda: bool(page.measures.pane.entries.lines))
    qtbot.wait(50)  # a window that is still being resized closes its popups
    page.measures.pane.entries.lines[-1].click()
    shown = popup()
    shown.list.lines[-1].click()
    assert below() < 0
    assert shown.height() == shown.minimumSizeHint().height(), "its rows stand together"
    frame, text = shown.text._frame, shown.text.text
    assert text.mapTo(shown, text.rect().center()) == frame.geometry().center(), "frame and text"
    shown.text.begin()
    for _ in range(12):
        type_text("บรรทัด")
        press(Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert len(shown.text.text.text().splitlines()) == 12
    assert below() < 0


def test_what_cannot_be_stored_keeps_the_popup_open(page, qtbot) -> None:
    shown = click_mark(page, qtbot, "O10", 0)
    shown.save = lambda _entry, _fields: None
    shown.text.begin()
    type_text("ประชุมครั้งแรก")
    shown.close()
    assert shown.isVisible()
    assert shown.text.text.text() == "ประชุมครั้งแรก"
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_what_cannot_be_stored_is_not_tried_a_thousand_times(page, qtbot) -> None:
    """So often Qt asks a popup that stays open, when another window becomes active."""
    shown = click_mark(page, qtbot, "O10", 0)
    tried = []
    shown.save = lambda _entry, fields: tried.append(fields)
    shown.text.begin()
    type_text("ประชุมครั้งแรก")
    for _ in range(1024):
        shown.close()
    assert shown.isVisible()
    assert len(tried) == 1
    qtbot.wait(10)
    shown.close()
    assert len(tried) == 2, "it is tried again when it is closed again"
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_tab_goes_through_the_popup_as_it_is_read(page, qtbot) -> None:
    form = click_mark(page, qtbot, "I5", 1)
    form.text.begin()
    walked = [focused()]
    while len(walked) < 20:
        press(Key.Key_Tab)
        if focused() is walked[0]:
            break
        walked.append(focused())
    after = [form.result.text, form.participants, form.links, form.photos]
    assert [widget for widget in walked if widget in after] == after
    assert not any(form.text.tools.isAncestorOf(widget) for widget in walked[1:])


def test_the_tools_of_a_text_are_a_step_back_from_it(page, qtbot) -> None:
    form = click_mark(page, qtbot, "I5", 1)
    form.text.begin()
    press(Key.Key_Backtab, SHIFT)
    assert focused() is form.text.tools.bullets
    press(Key.Key_Tab)
    assert focused() is form.text.text
    assert form.text.text.is_editing
