"""The column ลองปรับ: what is tried moves the sums of its own column, and nothing that is real."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ita_desktop.services.oit import evidence
from ita_desktop.services.scores import trials
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.parts.popups import NamePopup
from ita_desktop.ui.pages.scores.outcome import OutcomeLine
from ita_desktop.ui.pages.scores.page import ScoresPage
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark
from tests.ui.support.keyboard import press, type_text

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
TRIED = {code: Decimal("94.88") for code in ("E4", "E5", "E6")}


@pytest.fixture
def page(window, qtbot) -> ScoresPage:
    window.session.choose_year(2567)
    window.go(PageKey.SCORES)
    shown = window.page(PageKey.SCORES)
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


def cell(page: ScoresPage, row: str, key: str = "tried") -> str:
    sheet = page.table.sheet
    return sheet.index(sheet.place(row), sheet.column_index(key)).data()


def enter(page: ScoresPage, row: str, text: str) -> None:
    page.show_target(row)
    page.table.go_to(row, "tried")
    type_text(text)
    press(Key.Key_Return)


def sums(page: ScoresPage, code: str):
    """The sum of a group in the column."""
    sheet = page.table.sheet
    return sheet.lines[sheet.place(code)].group.cells["tried"]


def menu(page: ScoresPage) -> dict[str, object]:
    """The actions of the menu by their words."""
    page._open_menu(page.try_button)
    shown = page.try_button.findChildren(QMenu)[-1]
    actions = {action.text(): action for action in shown.actions() if action.text()}
    shown.close()
    return actions


def test_at_first_the_column_shows_the_scores_as_they_are(page) -> None:
    assert [cell(page, code) for code in ("ITA", "EIT", "E4")] == ["97.38", "92.38", "89.38"]
    assert sums(page, "EIT").tone is Tone.TEXT2


def test_what_is_typed_moves_the_sums_above_it_and_nothing_else(page, window) -> None:
    before, score_bar = window.session.workspace.dump(), window.session.score_bar
    for code in TRIED:
        enter(page, code, "94.88")
    assert [cell(page, code) for code in ("E4", "7", "8", "EIT", "ITA")] == [
        "94.88", "94.88", "94.88", "95.00", "98.16",
    ]  # fmt: skip
    assert (sums(page, "EIT").tone, sums(page, "EIT").strong) == (Tone.ACCENT, True)
    assert sums(page, "IIT").tone is Tone.TEXT2
    assert [cell(page, code, "official") for code in ("E4", "ITA")] == ["89.38", "97.38"]
    assert page.line.texts[0] == "ลองปรับแล้วได้ 98.16 ผ่านดีเยี่ยม"
    assert page.line.texts[2] == "ล้างค่าที่ลอง"
    assert window.session.workspace.dump() == before
    assert window.session.score_bar is score_bar


def test_the_pane_tells_what_is_tried_beside_what_is(page) -> None:
    enter(page, "E4", "94.88")
    page.show_target("E4")
    assert page.pane.what_if.accessibleName() == "ลองปรับ: 94.88 จากเดิม 89.38 ต่าง +5.50"
    page.line.action.click()
    assert page.pane.what_if.accessibleName() == "ลองปรับ: 89.38"


def test_delete_and_the_lines_action_take_back_what_is_tried(page) -> None:
    enter(page, "E4", "50")
    enter(page, "E5", "50")
    page.table.go_to("E4", "tried")
    press(Key.Key_Delete)
    assert [cell(page, code) for code in ("E4", "E5")] == ["89.38", "50.00"]
    page.line.action.click()
    assert cell(page, "E5") == "90.29"
    assert "ลองปรับ" not in page.line.texts[0]
    press(Key.Key_Z, CTRL)
    assert cell(page, "E5") == "50.00"
    assert cell(page, "E4") == "89.38"


@pytest.mark.in_turn
def test_undo_takes_back_what_was_tried_last_and_edits_in_their_order(page, window) -> None:
    enter(page, "E4", "50")
    first = window.session.workspace.edits.last_edit
    evidence.tick(window.session.workspace, 2567, ["O1.1"], met=True)
    ticked = window.session.workspace.edits.last_edit
    assert first < ticked
    enter(page, "E5", "60")
    enter(page, "E5", "70")
    assert window.session.undo_label == "ลองปรับ E5"
    press(Key.Key_Z, CTRL)
    assert cell(page, "E5") == "60.00"
    press(Key.Key_Z, CTRL)
    assert (cell(page, "E5"), cell(page, "E4")) == ("90.29", "50.00")
    assert window.session.workspace.edits.last_edit == ticked
    press(Key.Key_Z, CTRL)
    assert window.session.workspace.edits.last_edit == first
    assert cell(page, "E4") == "50.00", "the tick was later"
    press(Key.Key_Z, CTRL)
    assert cell(page, "E4") == "89.38"
    press(Key.Key_Y, CTRL)
    assert cell(page, "E4") == "50.00"
    press(Key.Key_Y, CTRL)
    assert window.session.workspace.edits.last_edit == ticked


def test_what_was_tried_in_another_year_is_taken_back_there(page, window) -> None:
    enter(page, "E4", "50")
    window.session.choose_year(2568)
    window.session.undo()
    window.session.choose_year(2567)
    assert cell(page, "E4") == "89.38"


def test_what_is_tried_outlives_another_language_and_another_opening(page, window, qtbot) -> None:
    enter(page, "E4", "50")
    path = window.session.workspace.path
    window.open_file(path)
    window.session.choose_year(2567)
    window.go(PageKey.SCORES)
    assert cell(window.page(PageKey.SCORES), "E4") == "50.00"
    window.reopen()
    again = window.successor
    qtbot.waitUntil(again.isVisible)
    assert cell(again.page(PageKey.SCORES), "E4") == "50.00"
    again.page(PageKey.SCORES).line.action.click()
    assert not again.page(PageKey.SCORES).what_if.active
    again.opener.end()
    again.close()


# -- the slider


def test_the_slider_tries_whole_points_and_a_drag_is_one_step(page, window) -> None:
    page.show_target("E6")
    slider = page.pane.slider
    assert slider.accessibleName() == "ลองปรับ E6"
    y = slider.height() // 2
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, y))
    assert cell(page, "E6") == "50.00"
    QTest.mouseMove(slider, QPoint(slider.width() // 4, y))
    QTest.mouseMove(slider, QPoint(slider.width() + 50, y))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() + 50, y))
    assert (cell(page, "E6"), cell(page, "EIT")) == ("100.00", "94.17")
    window.session.undo()
    assert cell(page, "E6") == "89.24"
    assert slider.value() == 89


def test_the_slider_goes_by_keys_and_the_keys_are_one_step(page, window) -> None:
    enter(page, "E6", "94.87")
    page.show_target("E6")
    slider = page.pane.slider
    slider.setFocus()
    press(Key.Key_Right)
    press(Key.Key_Right)
    press(Key.Key_PageDown)
    assert cell(page, "E6") == "92.00"
    window.session.undo()
    assert cell(page, "E6") == "94.87"


def test_the_slider_of_an_item_that_is_met_or_not_knows_only_these(page) -> None:
    page.show_target("O1")
    slider = page.pane.slider
    slider.setFocus()
    press(Key.Key_Left)
    assert (cell(page, "O1"), cell(page, "OIT")) == ("0.00", "95.00")
    press(Key.Key_Right)
    assert cell(page, "O1") == "100.00"


def test_the_total_has_no_slider(page) -> None:
    page.show_target("ITA")
    assert page.pane.slider.isHidden()


def test_the_total_follows_and_cannot_be_typed(page) -> None:
    page.show_target("ITA")
    page.table.go_to("ITA", "tried")
    type_text("99")
    assert not page.table.editing.open


def test_a_sum_can_be_tried_as_a_whole(page) -> None:
    enter(page, "E4", "90")
    enter(page, "EIT", "95")
    assert [cell(page, code) for code in ("EIT", "E4", "ITA")] == ["95.00", "–", "98.16"]
    enter(page, "E4", "94.88")
    assert cell(page, "EIT") == "93.30"


def test_what_is_tried_outlives_other_pages_other_years_and_other_edits(page, window) -> None:
    enter(page, "E4", "50")
    window.go(PageKey.OIT)
    evidence.tick(window.session.workspace, 2567, ["O1.1"], met=False)
    window.go(PageKey.SCORES)
    assert cell(page, "E4") == "50.00"
    window.session.choose_year(2568)
    assert not page.what_if.active
    window.session.choose_year(2567)
    assert cell(page, "E4") == "50.00"
    page.refresh()
    assert cell(page, "E4") == "50.00"


def test_a_block_can_be_pasted_into_the_column(page, window) -> None:
    before = window.session.workspace.dump()
    page.show_target("E5")
    page.table.go_to("E5", "tried")
    QApplication.clipboard().setText("95")
    press(Key.Key_V, CTRL)
    assert cell(page, "E5") == "95.00"
    assert window.session.workspace.dump() == before


def test_a_trial_is_kept_under_a_name_by_keyboard(page, window, qtbot) -> None:
    enter(page, "E4", "94.88")
    page.line.keep.click()
    popup = next(one for one in window.findChildren(NamePopup) if one.isVisible())
    qtbot.waitUntil(popup.field.hasFocus)
    shown = popup.field.property("example"), popup.field.placeholderText()
    assert shown == ("เช่น ยก E4 ถึง E6", "")  # two would be painted one over the other
    type_text("ยก E4")
    press(Key.Key_Return)
    (kept,) = window.session.data.scenarios
    assert kept.name == "ยก E4"
    assert trials.scores_of(window.session.data, kept.id) == {"E4": Decimal("94.88")}
    assert "ชุด “ยก E4”" in page.line.texts[1]
    assert page.line.keep.isHidden()
    press(Key.Key_Z, CTRL)
    assert window.session.data.scenarios == ()
    assert cell(page, "E4") == "94.88"


def test_kept_trials_are_chosen_renamed_and_removed_from_the_menu(page, window) -> None:
    session = window.session
    first = trials.save(session.workspace, 2567, "ยก E4", {"E4": Decimal(95)})
    trials.save(session.workspace, 2567, "ยกทุกข้อ", TRIED)
    menu(page)["ยกทุกข้อ"].trigger()
    assert cell(page, "EIT") == "95.00"
    menu(page)["ยก E4"].trigger()
    assert [cell(page, code) for code in ("E4", "E5")] == ["95.00", "90.29"]
    actions = menu(page)
    assert [name for name, one in actions.items() if one.isChecked()] == ["ยก E4"]
    actions["เปลี่ยนชื่อ “ยก E4”…"].trigger()
    popup = next(one for one in window.findChildren(NamePopup) if one.isVisible())
    assert popup.field.text() == "ยก E4"
    type_text("ข้อเดียว")
    press(Key.Key_Return)
    assert (
        next(scenario.name for scenario in session.data.scenarios if scenario.id == first)
        == "ข้อเดียว"
    )
    menu(page)["เอา “ข้อเดียว” ออก"].trigger()
    assert [scenario.name for scenario in session.data.scenarios] == ["ยกทุกข้อ"]
    assert cell(page, "E4") == "95.00", "what is tried stays until it is cleared"


def test_the_menu_fills_in_what_lacks_and_leaves_a_trial_that_is_enough(page) -> None:
    menu(page)["กรอกข้อที่ขาดให้ถึงผ่านดีเยี่ยม"].trigger()
    assert cell(page, "E4") == "94.87"
    enter(page, "E4", "99")
    page.show_target("plan")
    assert cell(page, "E4") == "99.00"


def test_a_narrow_line_of_a_trial_tells_all_its_words(qtbot) -> None:
    line = OutcomeLine()
    qtbot.addWidget(line)
    total, details = "ลองปรับแล้วได้ 72.90 ต้องปรับปรุง", "I1 เป็น 80.00\nตอนนี้ 73.38 ต้องปรับปรุง"
    line.set_texts(Mark.DOING, total, details, "ล้างค่าที่ลอง", "บันทึก…")
    line.show()
    for width in (380, 560, 900):
        line.resize(width, line.heightForWidth(width))
        qtbot.wait(1)
        labels = [label for label in line.findChildren(ThaiLabel) if label.isVisible()]
        assert [label.lines() for label in labels] == [(total,), tuple(details.split("\n"))], width
