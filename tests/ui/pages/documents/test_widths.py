"""The columns of a document's table are made wider in เอกสาร, and stay so for every format."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.services.documents.wordings import adjustable
from ita_desktop.ui.pages.documents.form import WidthsPopup
from ita_desktop.ui.pages.documents.page import DocumentsPage
from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.keyboard import focused, press

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NAME = "measures-by-item"


@pytest.fixture
def page(window) -> DocumentsPage:
    window.go(PageKey.DOCUMENTS, NAME)
    return window.page(PageKey.DOCUMENTS)


@pytest.fixture
def popup(page, qtbot) -> WidthsPopup:
    qtbot.mouseClick(page.pane.widths_button, LEFT)
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, WidthsPopup)
    return shown


def shares(page: DocumentsPage) -> list[int]:
    (table, *_) = adjustable(page.context, NAME)
    return [round(share) for share in table.shares]


def test_only_documents_whose_columns_can_be_adjusted_offer_it(page, window) -> None:
    assert page.pane.widths_button.isVisible()
    page.show_target("oit-assignments")
    assert not page.pane.widths_button.isVisible()


def test_each_column_has_a_field_that_is_called_as_its_heading(popup) -> None:
    names = [field.accessibleName() for field in popup.fields]
    assert len(names) == len(set(names)) >= 4
    assert all(names)
    assert focused() is popup.fields[0]


@pytest.mark.in_turn
def test_widths_are_shares_of_what_is_typed_and_can_be_given_back(page, popup, qtbot) -> None:
    before = shares(page)
    for field in popup.fields:
        field.setText("๒๕")
    popup.fields[0].setText("75")
    assert "รวม" in popup.sum.text()
    press(Key.Key_Return)
    count = len(before)
    assert shares(page)[0] == round(75 / (75 + 25 * (count - 1)) * 100)
    qtbot.mouseClick(page.pane.widths_button, LEFT)
    again = QApplication.activePopupWidget()
    qtbot.mouseClick(again.back, LEFT)
    assert shares(page) == before


def test_a_column_that_would_hold_no_letter_is_refused(page, popup, window) -> None:
    before = shares(page)
    popup.fields[0].setText("0.1")
    press(Key.Key_Return)
    assert "อย่างน้อย" in window.message.message.sentence
    popup.fields[0].setText("กว้าง")
    press(Key.Key_Return)
    assert popup.isVisible()
    popup.close()
    assert shares(page) == before


@pytest.mark.in_turn
def test_a_second_table_of_a_document_is_adjusted_in_the_same_popup(page, qtbot) -> None:
    page.show_target("monitoring-summary")
    before = adjustable(page.context, "monitoring-summary")
    assert len(before) == 2
    assert "ดำเนินการแล้ว" in before[0].titles, "the printed line's end is no space"
    qtbot.mouseClick(page.pane.widths_button, LEFT)
    popup = QApplication.activePopupWidget()
    assert [chip.isVisible() for chip in popup.tabs] == [True, True]
    first = popup.fields[0]
    first.setText("30")
    qtbot.mouseClick(popup.tabs[1], LEFT)
    assert not first.isVisible()
    assert [field.accessibleName() for field in popup.fields] == list(before[1].titles)
    assert focused() is popup.fields[0]
    popup.fields[0].setText("60")
    press(Key.Key_Return)
    after = adjustable(page.context, "monitoring-summary")
    assert [adjusted.name for adjusted in after] == ["monitoring-summary", "monitoring-summary/2"]
    for old, new in zip(before, after, strict=True):
        assert new.shares[0] > old.shares[0]
    qtbot.mouseClick(page.pane.widths_button, LEFT)
    again = QApplication.activePopupWidget()
    qtbot.mouseClick(again.tabs[1], LEFT)
    qtbot.mouseClick(again.back, LEFT)
    kept = adjustable(page.context, "monitoring-summary")
    assert (kept[0].shares, kept[1].shares) == (after[0].shares, before[1].shares)


def test_a_table_whose_widths_cannot_be_kept_is_shown(page, qtbot) -> None:
    page.show_target("monitoring-summary")
    qtbot.mouseClick(page.pane.widths_button, LEFT)
    popup = QApplication.activePopupWidget()
    qtbot.mouseClick(popup.tabs[1], LEFT)
    popup.fields[0].setText("กว้าง")
    qtbot.mouseClick(popup.tabs[0], LEFT)
    press(Key.Key_Return)
    assert popup.isVisible()
    assert popup.tabs[1].isChecked()
    popup.close()


def test_one_table_needs_no_tabs(popup) -> None:
    assert not popup.tabs[0].isVisible()


@pytest.mark.in_turn
def test_each_form_of_the_analysis_by_indicator_has_widths_of_its_own(page, qtbot) -> None:
    for form in ("indicator", "item"):
        page.show_target(f"analysis-by-indicator#{form}")
        qtbot.mouseClick(page.pane.widths_button, LEFT)
        popup = QApplication.activePopupWidget()
        popup.fields[0].setText("45")
        press(Key.Key_Return)
    kept = {width.name for width in page.session.data.column_widths}
    assert kept == {"analysis-by-indicator", "analysis-by-indicator/2"}
