"""การวิเคราะห์ in the real window: suggested, typed, answered by measures."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import delete

from ita_desktop.domain.scores.results import Finding, SourceKind
from ita_desktop.services import finding_drafts
from ita_desktop.ui.pages.measures.chosen_findings import (
    FindingsPopup,
    SuggestionSheet,
    open_suggestions,
)
from ita_desktop.ui.pages.measures.findings import AnalysisPart
from ita_desktop.ui.pages.measures.page import MeasuresTab
from ita_desktop.ui.pages.page import PageKey
from tests.support.unrecorded import unrecorded
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import focused, press, type_text
from tests.ui.support.previews import accept_preview

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def prepare():
    return unrecorded


@pytest.fixture
def empty(window) -> AnalysisPart:
    window.go(PageKey.MEASURES, "analysis:")
    page = window.page(PageKey.MEASURES)
    assert page.tab is MeasuresTab.ANALYSIS
    return page.analysis


@pytest.fixture
def part(empty: AnalysisPart) -> AnalysisPart:
    """With all that the last result asks for."""
    session = empty.session
    finding_drafts.accept(session.workspace, session.year, finding_drafts.suggest(empty.results))
    return empty


def finding_of(part: AnalysisPart, code: str) -> Finding:
    data = part.session.data
    key = next(item.finding_id for item in data.finding_items if item.item_code == code)
    return data.finding_by_id[key]


def codes(part: AnalysisPart) -> list[str]:
    """The items of the findings."""
    return [item.item_code for item in part.session.data.finding_items]


def go(part: AnalysisPart, code: str, column: str) -> Finding:
    finding = finding_of(part, code)
    part.table.go_to(finding.id, column)
    part.table.setFocus()
    return finding


def sheet(window, qtbot) -> SuggestionSheet:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SuggestionSheet))
    return QApplication.activeModalWidget()


def test_a_page_that_is_gone_keeps_no_suggestions_from_closing(empty, qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    over = QWidget(host)
    shown = open_suggestions([], empty.results, over, list, lambda _chosen: None, lambda: over)
    delete(over)
    shown.reject()


def test_the_empty_part_offers_what_the_last_result_asks_for(empty, window, qtbot) -> None:
    assert empty.is_empty
    assert empty.empty.state.button.text() == "เสนอจากผลคะแนนปี 2567"
    qtbot.mouseClick(empty.empty.state.button, LEFT)
    shown = sheet(window, qtbot)
    drafts = shown.chosen
    assert len(drafts) > 3
    assert all(row.cells["มาจาก"] for row in shown._rows), "each says what it rests on"
    first = shown._rows[0].id
    shown.table.go_to(first, "tick")
    QTest.keyClick(shown.table, Key.Key_Space)
    assert len(shown.chosen) == len(drafts) - 1
    shown.accept()
    assert len(empty.session.data.findings) == len(drafts) - 1
    qtbot.waitUntil(empty.table.hasFocus)
    empty.session.undo()
    assert not empty.session.data.findings, "all were taken in one step"


def test_what_was_taken_is_not_suggested_again(part, window) -> None:
    part.suggest()
    assert "ไม่มีข้อเสนอใหม่" in window.message.message.sentence


def test_what_comes_next_is_the_primary_button_until_nothing_does(part, window, qtbot) -> None:
    button = window.page(PageKey.MEASURES).main_button
    assert button.text() == "สร้างมาตรการจากข้อค้นพบ", "there is nothing more to suggest"
    before = part.session.data
    part.table.take_focus()
    part.table.selectAll()
    qtbot.mouseClick(button, LEFT)
    data = part.session.data
    new = len(data.measures) - len(before.measures)
    assert new == len(data.findings) > 1, "each has a measure of its own"
    window.go(PageKey.MEASURES, "analysis:")
    assert not button.isVisible(), "all are answered"
    part.session.undo()
    window.go(PageKey.MEASURES, "analysis:")
    part.table.selectAll()
    menu = QMenu()
    part._add_to_menu(menu)
    next(one for one in menu.actions() if "มาตรการเดียว" in one.text()).trigger()
    data = part.session.data
    assert len(data.measures) == len(before.measures) + 1
    new = len(data.measure_findings) - len(before.measure_findings)
    assert new == len(data.findings), "one answers all"


def test_findings_stand_under_instruments_and_indicators_with_last_years_scores(part) -> None:
    top = part.table.sheet.rows
    assert [group.code for group in top][:2] == ["IIT", "EIT"]
    row = next(row for row in part.table.sheet.all_rows() if row.items == ("I5",))
    assert [f"{code} {value:.2f}" for code, value in row.scores] == ["I5 97.54"]


def test_texts_are_typed_in_the_table_and_pasted_over_several(part, window, qtbot) -> None:
    go(part, "I5", "strength")
    type_text("ผู้บริหารให้ความสำคัญ")
    press(Key.Key_Return)
    assert finding_of(part, "I5").strength == "ผู้บริหารให้ความสำคัญ"
    QApplication.clipboard().setText("จุดหนึ่ง\nจุดสอง\n")
    go(part, "I5", "weakness")
    press(Key.Key_V, CTRL)
    accept_preview(window, qtbot)
    assert [finding_of(part, code).weakness for code in ("I5", "I6")] == ["จุดหนึ่ง", "จุดสอง"]


def test_one_text_is_filled_down_over_several(part) -> None:
    go(part, "I5", "practice")
    type_text("ดำเนินการแล้ว")
    press(Key.Key_Return)
    go(part, "I5", "practice")
    press(Key.Key_Down, SHIFT)
    press(Key.Key_D, CTRL)
    assert finding_of(part, "I6").practice == "ดำเนินการแล้ว"


def test_a_finding_is_added_with_its_items_and_taken_out_again(part, window, qtbot) -> None:
    count = len(part.session.data.findings)
    go(part, "I5", "issue")
    qtbot.mouseClick(window.page(PageKey.MEASURES).add_button, LEFT)
    type_text("O12")
    press(Key.Key_Return)
    finding = finding_of(part, "O12")
    part.table.go_to(finding.id, "issue")
    press(Key.Key_Minus, CTRL)
    assert len(part.session.data.findings) == count


@pytest.mark.in_turn
def test_the_pane_types_rich_text_and_leads_to_where_it_comes_from(part, window, qtbot) -> None:
    finding = next(
        finding for finding in part.session.data.findings
        if any(each.kind is SourceKind.SCORE for each in part.session.data.sources_of(finding.id))
    )  # fmt: skip
    part.show_finding(finding.id)
    pane = part.pane
    pane.texts["improvement"].begin()
    type_text("1. ปรับปรุงเว็บไซต์")
    press(Key.Key_Return, CTRL)
    assert part.session.data.finding_by_id[finding.id].improvement == "1. ปรับปรุงเว็บไซต์"
    line = next(line for line in pane.sources.lines if "คะแนน" in line.linked.text)
    qtbot.mouseClick(line, LEFT)
    assert arrives(window, PageKey.SCORES)
    current = window.page(PageKey.SCORES).table.current_row()
    assert current is not None
    assert current.id in line.linked.text


def test_a_source_is_taken_away_by_delete(part, qtbot) -> None:
    finding = finding_of(part, "I5")
    part.show_finding(finding.id)
    qtbot.waitUntil(part.pane.isVisible)
    QTest.keyClick(part.pane.sources.lines[0], Key.Key_Delete)
    assert not part.session.data.sources_of(finding.id)


@pytest.mark.in_turn
def test_a_measure_is_made_of_a_finding_and_both_lead_to_each_other(part, window, qtbot) -> None:
    finding = finding_of(part, "I5")
    part.show_finding(finding.id)
    qtbot.mouseClick(part.pane._answers.action, LEFT)
    page = window.page(PageKey.MEASURES)
    assert page.tab is MeasuresTab.MEASURES
    data = part.session.data
    (made,) = data.measures_of_finding(finding.id)
    assert page.table.current_row().id == made.id
    page.measures.split.fold(False)
    qtbot.mouseClick(page.measures.pane.answered.lines[0], LEFT)
    assert page.tab is MeasuresTab.ANALYSIS
    assert part.pane.finding.id == finding.id
    assert [line.linked.key for line in part.pane.answers.lines] == [made.id]


@pytest.fixture
def choosing(part, window, qtbot) -> FindingsPopup:
    """The findings that the first measure may answer, opened from its pane."""
    page = window.page(PageKey.MEASURES)
    qtbot.mouseClick(page.tabs[MeasuresTab.MEASURES], LEFT)
    page.measures.split.fold(False)
    qtbot.mouseClick(page.measures.pane._answered.action, LEFT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, FindingsPopup)
    return popup


def answered(part: AnalysisPart, window) -> list[str]:
    measure = window.page(PageKey.MEASURES).measures.pane.measure
    return [finding.id for finding in part.session.data.findings_of_measure(measure.id)]


@pytest.mark.in_turn
def test_what_a_measure_answers_is_searched_and_ticked_by_keyboard(choosing, part, window) -> None:
    assert focused() is choosing.field
    type_text(f"{codes(part)[-1]};")
    assert not choosing.field.text(), "what was ticked leaves room for the next search"
    type_text(codes(part)[0])
    press(Key.Key_Return)
    assert not choosing.isVisible()
    first, last = (finding_of(part, codes(part)[at]).id for at in (0, -1))
    assert answered(part, window) == [last, first]
    pane = window.page(PageKey.MEASURES).measures.pane
    assert [line.linked.key for line in pane.answered.lines] == [last, first]
    part.session.undo()
    assert not answered(part, window), "all was one step"


@pytest.mark.in_turn
def test_findings_are_ticked_and_unticked_by_mouse_and_space(choosing, part, window, qtbot) -> None:
    keys = [row.value for row in choosing.list.entry_model.rows]
    place = choosing.list.visualRect(choosing.list.entry_model.index(1)).center()
    qtbot.mouseClick(choosing.list.viewport(), LEFT, pos=place)
    press(Key.Key_Down)
    press(Key.Key_Space)
    press(Key.Key_Space)
    qtbot.mouseClick(choosing.done, LEFT)
    assert answered(part, window) == [keys[1]]


@pytest.mark.in_turn
def test_what_is_found_nowhere_is_told_and_esc_leaves_all_as_it_was(choosing, part, window) -> None:
    type_text("ไม่มีประเด็นเช่นนี้")
    press(Key.Key_Return)
    assert "ไม่มีประเด็นเช่นนี้" in choosing.note.text()
    choosing.field.clear()
    press(Key.Key_Down)
    press(Key.Key_Space)
    press(Key.Key_Escape)
    assert not answered(part, window)


@pytest.mark.in_turn
def test_findings_of_the_measures_own_indicator_come_first(choosing, part, window) -> None:
    measure = window.page(PageKey.MEASURES).measures.pane.measure
    known = part.session.data.finding_by_id
    near = [known[row.value].indicator == measure.indicator
            for row in choosing.list.entry_model.rows]  # fmt: skip
    assert True in near
    assert near == sorted(near, reverse=True)


def test_what_is_pasted_with_headings_is_an_import(empty, window, qtbot) -> None:
    qtbot.waitUntil(empty.empty.state.button.hasFocus)
    QApplication.clipboard().setText("I4\t\t\t\t\tควรชี้แจงแผน\n")
    press(Key.Key_V, CTRL)
    accept_preview(window, qtbot)
    assert [item.item_code for item in empty.session.data.finding_items] == ["I4"]
