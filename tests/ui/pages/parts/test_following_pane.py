"""The detail pane follows what is chosen: one row, several, or a group with its rows."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.services.edits import CellEdit, OwnerRef, refs_of
from ita_desktop.services.oit import assignments
from ita_desktop.ui.pages.measures.page import MeasuresPage
from ita_desktop.ui.pages.oit.assign_popup import AssignPopup
from ita_desktop.ui.pages.oit.page import OitPage
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.parts.following_pane import ChosenPane
from ita_desktop.ui.pages.roster.page import RosterPage
from ita_desktop.ui.pages.scores.page import ScoresPage
from tests.ui.support.keyboard import press

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window, qtbot) -> OitPage:
    window.go(PageKey.OIT)
    shown = window.page(PageKey.OIT)
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


def _click(qtbot, page, row: str, key: str, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    view = page.table
    column = view.sheet.column_index(key)
    index = view.sheet.index(view.sheet.place(row), column)
    view.scrollTo(index)
    at = view.visualRect(index).center() - QPoint(4, 0)
    qtbot.mouseClick(view.viewport(), LEFT, modifiers, pos=at)


def _listed(page) -> list[str]:
    return [line.linked.text for line in page.side.chosen.list.lines]


def test_a_group_row_shows_the_group_and_its_items(page: OitPage, qtbot) -> None:
    _click(qtbot, page, "9.2", "title")
    chosen = page.side.currentWidget()
    assert chosen is page.side.chosen
    assert chosen.ui.code.text() == "9.2"
    assert chosen.ui.title.text() == "การบริหารงาน"
    assert [text.split()[0] for text in _listed(page)] == [f"O{n}" for n in range(5, 13)]
    # The group's own figures, not sums of its items' marks.
    assert chosen.line("score").value == "50.00"
    assert chosen.line("met").value == "4/8"


def test_a_group_row_that_the_keyboard_only_stands_on_shows_the_same(page: OitPage) -> None:
    view = page.table
    index = view.sheet.index(view.sheet.place("9.2"), view.sheet.column_index("title"))
    view.selectionModel().clear()
    view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
    assert view.selecting.rows() == ()
    assert len(_listed(page)) == 8


def test_several_rows_show_what_they_share(page: OitPage, qtbot) -> None:
    _click(qtbot, page, "O6", "code")
    _click(qtbot, page, "O7", "code", SHIFT)
    chosen = page.side.chosen
    assert page.side.currentWidget() is chosen
    assert chosen.line("owners").value == "ทุกฝ่าย"
    assert chosen.line("due").value == "31 ม.ค. 68"
    assert chosen.line("state").value == "ครบแล้ว"
    press(Key.Key_Down, SHIFT)
    # O8 belongs to others, and is due a month later.
    assert chosen.line("owners").value == "ไม่เหมือนกัน"
    assert chosen.line("due").value == "31 ม.ค. 68 – 28 ก.พ. 68"
    assert len(_listed(page)) == 3


def test_one_row_again_shows_its_own_pane(page: OitPage, qtbot) -> None:
    _click(qtbot, page, "9.2", "title")
    line = page.side.chosen.list.lines[1]
    qtbot.waitUntil(lambda: line.visibleRegion().contains(line.rect().center()))
    qtbot.mouseClick(line, LEFT)
    assert page.side.currentWidget() is page.pane
    assert page.pane.item.code == "O6"
    assert page.table.hasFocus()


def test_owners_that_only_some_rows_have_are_counted(page: OitPage, qtbot) -> None:
    session = page.session
    data = session.data
    money = next(unit for unit in data.units if unit.label == "ฝ่ายการคลัง")
    everyone = data.owners_of_item("O6")[0]
    (group,) = refs_of([everyone])
    unit = OwnerRef(unit_id=money.id)
    assignments.assign(session.workspace, session.year, ["O6"], [group, unit], None)
    _click(qtbot, page, "O6", "code")
    _click(qtbot, page, "O7", "code", SHIFT)
    assert page.side.chosen.line("owners").value == "ทุกฝ่าย"
    assert "+1" in page.side.chosen.line("owners").accessibleName()


def test_a_shared_due_date_follows_an_edit_and_its_undo(page: OitPage, qtbot) -> None:
    session = page.session
    _click(qtbot, page, "O6", "code")
    _click(qtbot, page, "O7", "code", SHIFT)
    assignments.assign(session.workspace, session.year, ["O6", "O7"], None, date(2025, 5, 2))
    qtbot.waitUntil(lambda: page.side.chosen.line("due").value == "2 พ.ค. 68")
    press(Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.side.chosen.line("due").value == "31 ม.ค. 68")


def test_owners_are_given_to_all_chosen_items_from_the_pane(page: OitPage, qtbot) -> None:
    _click(qtbot, page, "O6", "code")
    _click(qtbot, page, "O7", "code", SHIFT)
    qtbot.mouseClick(page.side.chosen.line("owners"), LEFT)
    (popup,) = page.findChildren(AssignPopup)
    assert popup.isVisible()
    popup.close()


def test_nothing_is_linked_to_an_item_that_is_not_seen(page: OitPage, window, qtbot) -> None:
    before = page.session.data.check_marks
    _click(qtbot, page, "9.2", "title")
    press(Key.Key_L, CTRL)
    assert page.pane.form.isHidden()
    assert "เลือกข้อเดียว" in window.message.message.sentence
    press(Key.Key_Space, CTRL | SHIFT)
    assert page.session.data.check_marks == before


def test_a_folded_pane_reads_nothing_and_is_right_when_it_opens(page: OitPage, qtbot) -> None:
    page.split.fold(True)
    _click(qtbot, page, "9.3", "title")
    assert page.side.chosen is None
    page.split.fold(False)
    assert page.side.currentWidget() is page.side.chosen
    assert page.side.chosen.ui.code.text() == "9.3"


def test_f6_goes_to_the_rows_of_a_group(page: OitPage, qtbot) -> None:
    _click(qtbot, page, "9.2", "title")
    press(Key.Key_F6)
    assert page.side.chosen.isAncestorOf(QApplication.focusWidget())
    press(Key.Key_Escape)
    assert page.table.hasFocus()


@pytest.mark.in_turn
def test_measures_of_an_indicator_are_shown_together(window, qtbot) -> None:
    window.go(PageKey.MEASURES)
    page: MeasuresPage = window.page(PageKey.MEASURES)
    part = page.measures
    part.split.fold(False)
    first = part.table.sheet.rows[0]
    _click(qtbot, part, first.id, "method")
    assert part.side.currentWidget() is part.side.chosen
    assert len(part.side.chosen.list.lines) == len(first.rows)
    _click(qtbot, part, first.rows[0].id, "method")
    assert part.side.currentWidget() is part.pane
    assert part.pane.measure.id == first.rows[0].id


def test_members_of_a_body_are_shown_together(window, qtbot) -> None:
    window.go(PageKey.ROSTER)
    page: RosterPage = window.page(PageKey.ROSTER)
    page.split.fold(False)
    body = page.table.sheet.rows[0]
    page.table.go_to(body.id)
    members = page.pane.members
    assert members.currentWidget() is page.pane.body
    assert page.pane.body.ui.title.text() == body.title
    assert len(page.pane.body.list.lines) == len(body.rows)
    page.table.go_to(body.rows[0].id)
    assert members.currentWidget() is page.pane.member


def test_a_place_of_the_scores_keeps_its_own_pane(window, qtbot) -> None:
    window.go(PageKey.SCORES)
    page: ScoresPage = window.page(PageKey.SCORES)
    page.table.go_to("EIT")
    assert page.side.currentWidget() is page.pane
    page.table.go_to("E1")
    page.table.selecting.extend(page.table.sheet.place("E2"), page.table.selecting.current[1])
    assert page.side.currentWidget() is page.side.chosen
    assert len(page.side.chosen.list.lines) == 2


def test_one_key_fills_the_pane_once(page: OitPage, qtbot, monkeypatch) -> None:
    filled: list[int] = []
    fill = ChosenPane.show_rows

    def show_rows(pane: ChosenPane, columns, rows, group=None, *, locked=False) -> None:
        filled.append(len(rows))
        fill(pane, columns, rows, group, locked=locked)

    monkeypatch.setattr(ChosenPane, "show_rows", show_rows)
    _click(qtbot, page, "O6", "code")
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    assert filled == [2, 3]
    page.refresh()
    assert filled == [2, 3], "nothing is other than it was"
    assignments.edit(page.session.workspace, 2568, [CellEdit("O7", "note", "ส่งแล้ว")])
    assert filled == [2, 3, 3]
