"""What is typed in a form, popup or pane and left by Esc is there again, and the window says so."""

import importlib
import pkgutil
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import ita_desktop.ui
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Measure
from ita_desktop.services.documents.wordings import AdjustableTable
from ita_desktop.services.meetings.papers import PackPart
from ita_desktop.ui.pages.collecting.sending import SendSheet
from ita_desktop.ui.pages.documents.form import PackPopup, WidthsPopup
from ita_desktop.ui.pages.documents.pane import WordingPopup
from ita_desktop.ui.pages.fields import new_owner_choice, owner_choices
from ita_desktop.ui.pages.measures.chosen_findings import FindingsPopup, finding_choices
from ita_desktop.ui.pages.oit.assign_popup import AssignPopup
from ita_desktop.ui.pages.parts.popups import DayPopup, NamePopup
from ita_desktop.ui.pages.tracking.record_popup import RecordPopup
from ita_desktop.ui.pages.tracking.rounds_pane import RoundPopup
from ita_desktop.ui.widgets.popup import Popup
from ita_desktop.ui.widgets.sheet import Question, Sheet
from tests.ui.support.keyboard import is_active, press, type_text
from tests.ui.support.modal import in_dialog

Key = Qt.Key
TODAY = date(2025, 3, 14)
KEPT = "เก็บสิ่งที่พิมพ์ค้างไว้แล้ว"
NOTHING_TYPED = {
    "FormPopup",  # what others are made of
    "GroupPopup",
    "ChoicePopup",
    "PinPopover",
    "UndoPopup",
    "YearPopup",
}
"""Popups that only show and lead on."""


@pytest.fixture
def first_page() -> str:
    return PageKey.MEASURES


def _findings(page):
    data = page.window().session.data
    measure = next(iter(data.measures))
    assert isinstance(measure, Measure)
    return FindingsPopup(finding_choices(data, measure), [], page)


def _round(page):
    return RoundPopup(None, 2568, TODAY, page)


def _assign(page):
    data = page.window().session.data
    return AssignPopup(owner_choices(data), (), 2, 2568, TODAY, new_owner_choice, page)


def _wording(page):
    from ita_desktop.services.documents.wordings import listing

    worded = listing(page.window().session.data)[0]
    return WordingPopup(worded.template, worded.text, page, own=False)


def _change_record(popup):
    popup.links.setText("https://a.example")


def _record(page):
    from PySide6.QtCore import QRect

    measure = next(iter(page.window().session.data.measures))
    return page.measures.recording.open(measure.id, None, QRect(200, 200, 10, 10))


POPUPS = {
    NamePopup: (lambda page: NamePopup("ชื่อคณะ", "", "ตั้งชื่อ", page), None),
    DayPopup: (lambda page: DayPopup("ดูรายชื่อ ณ วันที่", "ดู", 2568, TODAY, page), None),
    RoundPopup: (_round, None),
    AssignPopup: (_assign, None),
    WordingPopup: (_wording, None),
    FindingsPopup: (_findings, lambda popup: popup._toggle(0)),
    PackPopup: (
        lambda page: PackPopup([PackPart("a", "ก", True), PackPart("b", "ข", False)], page),
        lambda popup: popup.move_part("a", 1),
    ),
    WidthsPopup: (
        lambda page: WidthsPopup([AdjustableTable("t", ("ก", "ข"), (40.0, 60.0))], page, own=()),
        None,
    ),
    RecordPopup: (_record, _change_record),
}
"""By popup: how it is opened, and how its input is changed, unless by typing."""


def all_of(kind: type) -> set[type]:
    found = set()
    for each in kind.__subclasses__():
        found |= {each, *all_of(each)}
    return {each for each in found if each.__module__.startswith("ita_desktop.")}


def opened(page, kind):
    make, change = POPUPS[kind]
    popup = make(page)
    if not popup.isVisible():
        if hasattr(popup, "start"):
            popup.open_by(page)
        else:
            popup.open_near(page.mapToGlobal(page.rect().center()), page.window())
    return popup, change


@pytest.mark.in_turn
def test_every_popup_keeps_what_esc_leaves(window) -> None:
    for module in pkgutil.walk_packages(ita_desktop.ui.__path__, "ita_desktop.ui."):
        importlib.import_module(module.name)
    kinds = {kind for kind in all_of(Popup) if kind.__name__ not in NOTHING_TYPED}
    assert kinds == POPUPS.keys(), "a new popup has to say how it is opened and filled"
    page = window.page(PageKey.MEASURES)
    for kind in POPUPS:
        window.message.clear()
        popup, change = opened(page, kind)
        begun = popup.draft()
        if change is None:
            type_text("อะไร")
        else:
            change(popup)
        typed = popup.draft()
        assert typed != begun, kind
        press(Key.Key_Escape)
        if popup.isVisible():  # a text of several lines takes the first one
            press(Key.Key_Escape)
        message = window.message.message
        assert message is not None, kind
        assert message.sentence.startswith(KEPT), kind
        QApplication.processEvents()
        popup, _change = opened(page, kind)
        assert popup.draft() == typed, kind
        popup._draft_line.again.click()
        assert popup.draft() == begun, kind
        press(Key.Key_Escape)
        popup, _change = opened(page, kind)
        assert popup.draft() == begun, kind
        popup.settle()


def test_what_is_kept_is_not_lost_without_a_word_when_the_window_closes(window) -> None:
    page = window.page(PageKey.MEASURES)
    popup, change = opened(page, RecordPopup)
    change(popup)
    typed = popup.draft()
    press(Key.Key_Escape)
    if popup.isVisible():
        press(Key.Key_Escape)
    asked = []
    for keeps in (True, False):
        window.close()
        (question,) = (one for one in window.findChildren(Question) if one.isVisible())
        asked.append(question.windowTitle())
        assert window.isVisible()
        (question.keep_button if keeps else question.lose_button).click()
        if keeps:
            assert window.isVisible()
            popup, _change = opened(page, RecordPopup)
            assert popup.draft() == typed
            press(Key.Key_Escape)
            if popup.isVisible():
                press(Key.Key_Escape)
            QApplication.sendPostedEvents()
            QApplication.processEvents()
    assert asked == ["ยังมีสิ่งที่พิมพ์ค้างไว้ ซึ่งยังไม่ได้บันทึก"] * 2
    assert not window.isVisible()


def test_a_link_that_is_kept_is_asked_about_too_until_it_is_added(window) -> None:
    window.go(PageKey.OIT, "O3")
    press(Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    type_text("https://a.example/x")
    press(Key.Key_Escape)
    assert window.message.message.sentence.startswith(KEPT)
    window.close()
    (question,) = (one for one in window.findChildren(Question) if one.isVisible())
    question.keep_button.click()
    assert window.isVisible()
    press(Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_Return)
    assert [one.location for one in window.session.data.evidence_of("O3")][-1].endswith("/x")
    assert not any(is_kept() for is_kept in window.session.kept)


@pytest.mark.in_turn
def test_every_sheet_asks_before_esc_gives_up_what_was_typed(window) -> None:
    for kind in all_of(Sheet):
        assert not {"leave", "closeEvent"} & set(vars(kind)), f"{kind}: as all"
    asked = []

    def keep(question) -> None:
        asked.append(question.windowTitle())
        question.keep_button.click()

    def work(sheet) -> None:
        sheet.question.setFocus()
        type_text("ช่วยตอบ")
        in_dialog(Question, keep)
        press(Key.Key_Escape)
        assert asked == ["ปิดโดยไม่ใช้สิ่งที่พิมพ์ไว้?"]
        assert sheet.isVisible()
        assert sheet.question.toPlainText().endswith("ช่วยตอบ")
        sheet.activateWindow()
        assert is_active(sheet)
        sheet.question.setFocus()
        in_dialog(Question, lambda question: question.lose_button.click())
        press(Key.Key_Escape)
        assert not sheet.isVisible()

    def look_only(sheet) -> None:
        sheet.question.setFocus()
        press(Key.Key_Escape)
        assert not sheet.isVisible()

    for act in (work, look_only):
        in_dialog(SendSheet, act)
        SendSheet(window.session, window).exec()
