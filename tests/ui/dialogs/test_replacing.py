"""Ctrl+H: words in the texts of the year are seen before they are replaced, and undone at once."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ita_desktop.services import measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import orders
from ita_desktop.services.texts import year_texts
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.dialogs.replacing import ReplacementSheet, ReplaceSheet
from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.keyboard import press, type_text
from tests.ui.support.modal import in_dialog

YEAR = 2568
LAW = "ตามพระราชบัญญัติสมมุติ พ.ศ. 2531"


def with_years(workspace: Workspace) -> None:
    data = workspace.year(YEAR)
    first, second = data.measures[:2]
    edits = [
        CellEdit(first.id, "method", f"จัดทำแผนปี 2531 เผยแพร่ ม.ค. 31 {LAW}"),
        CellEdit(second.id, "method", "ทบทวนแผนปี ๒๕๓๑"),
    ]
    measures.edit(workspace, YEAR, edits)
    orders.set_duties(workspace, YEAR, data.bodies[0].id, ["จัดทำแผนปี 2531"])


@pytest.fixture
def prepare():
    return with_years


def texts(window) -> list[str]:
    return [one.text for one in year_texts(window.session.data)]


@pytest.mark.in_turn
def test_a_year_is_turned_into_the_next_in_all_texts_seen_before(window, qtbot) -> None:
    window.go(PageKey.MEASURES)
    before = texts(window)

    def turn(sheet: ReplaceSheet) -> None:
        assert sheet.wanted.hasFocus()
        assert sheet.wanted.selectedText() == sheet.wanted.text(), "typed over"
        type_text("2531")
        press(Qt.Key.Key_Return)
        type_text("2532")
        qtbot.waitUntil(lambda: sheet.accept_button.text() == "แทนที่ 3 แห่ง")
        rows = {row.cells["ข้อความ"].new: row for row in sheet.rows}
        assert [row.ticked for row in rows.values()] == [True, False, True, True]
        assert rows[next(text for text in rows if LAW[:20] in text and text.endswith("2532"))]
        press(Qt.Key.Key_Return)

    in_dialog(ReplaceSheet, turn)
    press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    after = texts(window)
    assert f"จัดทำแผนปี 2532 เผยแพร่ ม.ค. 31 {LAW}" in after
    assert {"ทบทวนแผนปี ๒๕๓๒", "จัดทำแผนปี 2532"} <= set(after)
    assert "แทนที่แล้ว 3 แห่ง" in window.message.message.sentence
    window.session.undo()
    assert texts(window) == before


def test_last_year_is_offered_and_gives_way_to_other_words(window, qtbot) -> None:
    first = window.session.data.measures[0]
    edit = CellEdit(first.id, "method", "จัดทำแผนปี 2567")
    measures.edit(window.session.workspace, YEAR, [edit])

    def turn(sheet: ReplaceSheet) -> None:
        assert (sheet.wanted.text(), sheet.new.text()) == ("2567", "2568")
        assert "จัดทำแผนปี 2568" in [row.cells["ข้อความ"].new for row in sheet.rows]
        assert sheet.accept_button.isEnabled(), "seen, and nothing else to be typed"
        type_text("จัดทำ")
        assert (sheet.wanted.text(), sheet.new.text()) == ("จัดทำ", "")
        examples = (sheet.wanted.property("example"), sheet.new.property("example"))
        assert examples == ("เช่น 2567", "เช่น 2568")
        sheet.reject()

    in_dialog(ReplaceSheet, turn)
    press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert "จัดทำแผนปี 2567" in texts(window)


def test_no_mark_stands_alone_where_a_place_is_shown_with_the_words_around_it(window) -> None:
    """Forty letters on each side would begin and end within คู่มือ."""
    text = f"จัดทำคู่มือ{'ก' * 33}ปี 2567{'ก' * 38}คู่มือ{'ก' * 9}"
    measures.edit(
        window.session.workspace,
        YEAR,
        [CellEdit(window.session.data.measures[0].id, "method", text)],
    )

    def look(sheet: ReplaceSheet) -> None:
        shown = [row.cells["ข้อความ"].old for row in sheet.rows]
        assert f"…คู่มือ{'ก' * 33}ปี 2567{'ก' * 38}คู่มือ…" in shown
        sheet.reject()

    in_dialog(ReplaceSheet, look)
    press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)


def test_the_keyboard_goes_to_the_window_where_its_field_is_shown_anew(window) -> None:
    workspace = window.session.workspace
    first = workspace.year(YEAR).measures[0]
    measures.edit(workspace, YEAR, [CellEdit(first.id, "method", "ทบทวนแผนปี 2567")])
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    window.commands._offer_years()
    (sheet,) = window.findChildren(ReplacementSheet)
    shiboken6.delete(field)
    sheet.reject()
    assert window.isActiveWindow()


def test_what_would_be_refused_says_why_before_and_the_rest_is_taken(window, qtbot) -> None:
    workspace, year = window.session.workspace, window.session.year
    window.resize(911, 512)
    first, second = window.session.data.measures[:2]
    edits = [
        CellEdit(first.id, "schedule", "28 กุมภาพันธ์ 2568"),
        CellEdit(second.id, "method", "ทำวันที่ 28 กุมภาพันธ์"),
    ]
    measures.edit(workspace, year, edits)

    def turn(sheet: ReplaceSheet) -> None:
        assert sheet.width() < 920
        type_text("28 กุมภาพันธ์")
        press(Qt.Key.Key_Return)
        type_text("31 กุมภาพันธ์")
        qtbot.waitUntil(lambda: sheet.accept_button.text() == "แทนที่ 1 แห่ง")
        held = [row for row in sheet.rows if row.held]
        widths = {span.column.key: span.width for span in sheet.table.header.spans()}
        others = [width for name, width in widths.items() if name != "ข้อความ"]
        assert widths["ข้อความ"] > max(sum(others), sheet.table.width() / 2)
        assert [row.ticked for row in held] == [False]
        assert "ไม่มีวันที่ 31 กุมภาพันธ์" in held[0].cells["เหตุที่ยังไม่เลือก"]
        sheet.tick(row.id for row in sheet.rows)
        assert sheet.accept_button.text() == "แทนที่ 1 แห่ง"
        press(Qt.Key.Key_Return)

    in_dialog(ReplaceSheet, turn)
    press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    data = window.session.data
    assert data.measure_by_id[first.id].schedule == "28 กุมภาพันธ์ 2568"
    assert data.measure_by_id[second.id].method == "ทำวันที่ 31 กุมภาพันธ์"


def told(sheet: ReplaceSheet) -> str:
    message = sheet._note.message
    return message.sentence if message is not None else ""


def test_names_that_have_the_word_are_told_and_stay(window) -> None:
    data = window.session.data
    unit = next(one for one in data.units if one.name.startswith("ฝ่ายโยธา"))
    people = [one for one in data.people if one.job_title]

    def turn(sheet: ReplaceSheet) -> None:
        type_text(unit.name)
        sheet._search()
        assert "ชื่อหน่วย จึงไม่แทนที่" in told(sheet)
        type_text("ข")
        sheet._search()
        assert told(sheet) == ""
        sheet.wanted.setText(people[0].full_name)
        sheet._search()
        assert "อีก 1 แห่งเป็นชื่อคน" in told(sheet)
        sheet.reject()

    in_dialog(ReplaceSheet, turn)
    press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
