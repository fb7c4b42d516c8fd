"""What is typed into the form of evidence is not lost where somebody moves on without adding it."""

import pytest
from PySide6.QtCore import Qt

from ita_desktop.ui.pages.oit.page import OitPage
from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.keyboard import focused, press, type_text

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
YEAR, ITEM, OTHER = 2568, "O10", "O11"
LINK = "https://district.example/o10"


@pytest.fixture
def page(window, qtbot) -> OitPage:
    """งาน OIT with a link typed for an item, but not added."""
    shown = window.page(PageKey.OIT)
    shown.show_target(ITEM)
    press(Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: focused() is shown.pane.form.location)
    type_text(LINK)
    press(Key.Key_Tab)
    type_text("ชื่อของลิงก์")
    shown.table.setFocus()
    return shown


def links(page: OitPage, item: str = ITEM) -> list[str]:
    return [row.location for row in page.session.data.evidence_of(item)]


@pytest.mark.in_turn
def test_a_link_that_was_not_added_is_told_and_there_again_with_its_item(page, window) -> None:
    form = page.pane.form
    page.table.go_to(OTHER, "title")
    assert form.isHidden()
    assert "O10" in window.message.message.sentence
    page.table.go_to(ITEM, "title")
    assert not form.isHidden()
    assert (form.location.text(), form.title.text()) == (LINK, "ชื่อของลิงก์")
    assert focused() is page.table
    assert LINK not in links(page)
    press(Key.Key_L, CTRL)
    press(Key.Key_Return)
    assert LINK in links(page)
    page.table.go_to(OTHER, "title")
    page.table.go_to(ITEM, "title")
    assert form.isHidden()


@pytest.mark.in_turn
def test_esc_keeps_what_was_typed_for_the_next_time_and_cancel_gives_it_up(page, window) -> None:
    form = page.pane.form
    press(Key.Key_L, CTRL)
    press(Key.Key_Escape)
    assert "พิมพ์ค้างไว้" in window.message.message.sentence
    page.table.go_to(OTHER, "title")
    page.table.go_to(ITEM, "title")
    assert form.isHidden()
    press(Key.Key_L, CTRL)
    assert form.location.text() == LINK
    form.ui.cancel.click()
    page.table.go_to(OTHER, "title")
    page.table.go_to(ITEM, "title")
    assert form.isHidden()
    press(Key.Key_L, CTRL)
    assert form.location.text() == ""


def test_a_form_that_is_open_keeps_what_is_in_it(page) -> None:
    press(Key.Key_L, CTRL)
    assert focused() is page.pane.form.location
    assert page.pane.form.location.text() == LINK
    row = page.session.data.evidence_of(ITEM)[0]
    page.pane._edit_evidence(row.id)
    assert page.pane.form.location.text() == LINK


@pytest.mark.in_turn
def test_a_form_left_for_another_year_does_not_go_into_that(page) -> None:
    session, form = page.session, page.pane.form
    session.choose_year(2567)
    assert form.isHidden()
    session.choose_year(YEAR)
    page.table.go_to(ITEM, "title")
    assert (form.isHidden(), form.location.text()) == (False, LINK)


@pytest.mark.in_turn
def test_an_edit_of_evidence_goes_on_where_it_was_left(page) -> None:
    form = page.pane.form
    form.hide()
    row = page.session.data.evidence_of(ITEM)[0]
    page.pane._edit_evidence(row.id)
    form.ui.note.setText("แก้แล้ว")
    page.table.go_to(OTHER, "title")
    page.table.go_to(ITEM, "title")
    form.ui.note.setFocus()
    press(Key.Key_Return)
    (stored,) = (one for one in page.session.data.evidence_of(ITEM) if one.id == row.id)
    assert (stored.note, stored.location) == ("แก้แล้ว", row.location)
    assert LINK not in links(page)
