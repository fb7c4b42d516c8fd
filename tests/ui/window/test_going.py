"""Undo, messages, and the ways to pages and documents by menu and key."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.roster.page import RosterTab
from ita_desktop.ui.window import Window
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import press

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.in_turn
def test_undo_and_redo_by_keyboard_tell_what_they_did(window) -> None:
    session = window.session
    before = session.data.assignment_by_item["O3"].note
    assignments.edit(session.workspace, 2568, [CellEdit("O3", "note", "โทรตาม")])
    press(Key.Key_Z, CTRL)
    assert session.data.assignment_by_item["O3"].note == before
    assert window.message.message.sentence == "เลิกทำแล้ว: แก้หมายเหตุ O3"
    press(Key.Key_Y, CTRL)
    assert session.data.assignment_by_item["O3"].note == "โทรตาม"


@pytest.mark.in_turn
def test_only_the_last_refusal_stands_in_the_message_line(window) -> None:
    window.session.failed.emit("วางไม่ได้ 1 ช่อง")
    window.session.failed.emit("วางไม่ได้ 2 ช่อง")
    window.message.dismiss()
    assert window.message.message is None


@pytest.mark.in_turn
def test_a_refusal_goes_with_the_part_it_is_of(window, qtbot) -> None:
    window.go(PageKey.ROSTER)
    page = window.page(PageKey.ROSTER)
    window.session.failed.emit("วางไม่ได้ 1 ช่อง")
    qtbot.wait(1)
    page.show_tab(RosterTab.PEOPLE)
    assert window.message.message is None
    window.session.failed.emit("วางไม่ได้ 2 ช่อง")
    page.show_tab(RosterTab.ROSTER)
    assert window.message.message.sentence == "วางไม่ได้ 2 ช่อง", "refused as one left for the part"
    qtbot.wait(1)
    page.show_tab(RosterTab.PEOPLE)
    assert window.message.message is None


@pytest.mark.in_turn
def test_the_message_offers_to_undo_the_last_edit_only(window) -> None:
    session = window.session
    assignments.assign(session.workspace, 2568, ["O3", "O9"], due=date(2025, 4, 30))
    session.notified.emit("มอบหมาย 2 ข้อแล้ว", True)
    assert window.message.message.action == "เลิกทำ"
    assignments.edit(session.workspace, 2568, [CellEdit("O3", "note", "โทรตาม")])
    assert window.message.message is None


@pytest.mark.in_turn
def test_nothing_is_offered_to_be_undone_once_the_file_is_closed(window) -> None:
    window.session.notified.emit("มอบหมาย 2 ข้อแล้ว", True)
    window.opener.show_welcome()
    assert window.message.message is None


@pytest.mark.in_turn
def test_every_page_is_in_the_menu_with_its_key(window) -> None:
    menu = next(one for one in window.findChildren(QMenu) if one.title() == "แสดง")
    entry = next(action for action in menu.actions() if action.text() == "คะแนน")
    assert entry.shortcut().toString() == "Ctrl+5"
    entry.trigger()
    assert arrives(window, PageKey.SCORES)


@pytest.mark.in_turn
def test_pages_are_reached_by_number_keys(window, qtbot) -> None:
    press(Key.Key_3, CTRL)
    assert arrives(window, PageKey.OIT)
    press(Key.Key_1, CTRL)
    assert arrives(window, PageKey.OVERVIEW)


@pytest.mark.in_turn
def test_every_document_is_in_the_menu_of_its_group_and_opens_in_its_page(window) -> None:
    menu = menu_of(window, "เอกสาร")
    menu.aboutToShow.emit()
    menu.aboutToShow.emit()
    titles = [action.text() for action in menu.actions() if not action.isSeparator()]
    window.go(PageKey.DOCUMENTS)
    groups = {
        action.text(): [paper.text() for paper in action.menu().actions()]
        for action in menu.actions()
        if action.menu() is not None
    }
    own = ["พิมพ์…", "บันทึกเอกสารหลายฉบับ…", "สรุปสำหรับผู้บริหาร…", "หน้าเว็บ OIT…", "ตรวจเนื้อหาของปี…"]
    assert titles == [*own, *groups]
    lines = window.page(PageKey.DOCUMENTS).table.sheet.lines
    listed = [line.group.title if line.group is not None else line.row.title for line in lines]
    assert listed == [title for group, ones in groups.items() for title in (group, *ones)]
    papers = next(
        action.menu()
        for action in menu.actions()
        if "สรุปผลคะแนน ITA" in groups.get(action.text(), ())
    )
    next(action for action in papers.actions() if action.text() == "สรุปผลคะแนน ITA").trigger()
    assert arrives(window, PageKey.DOCUMENTS)
    assert window.page(PageKey.DOCUMENTS).row.id == "score-summary"


@pytest.mark.in_turn
def test_ctrl_p_goes_to_what_the_page_prints(window) -> None:
    window.go(PageKey.ROSTER)
    press(Key.Key_P, CTRL)
    assert arrives(window, PageKey.DOCUMENTS)
    assert window.page(PageKey.DOCUMENTS).row.id == "appointment-order"


@pytest.mark.in_turn
def test_printing_before_a_page_has_come_goes_to_the_documents(window) -> None:
    window.opener.frame.forget_pages()
    window.commands.run(Command.PRINT)
    assert arrives(window, PageKey.DOCUMENTS)


def menu_of(window: Window, title: str) -> QMenu:
    return next(menu for menu in window.findChildren(QMenu) if menu.title() == title)
