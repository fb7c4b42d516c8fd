"""The items of งาน OIT in one list, and printed as the filters leave them."""

from decimal import Decimal
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.documents import exporting
from ita_desktop.services.scores import scores
from ita_desktop.ui.frame.edges import RailSize
from ita_desktop.ui.pages.documents.page import DocumentsPage
from ita_desktop.ui.pages.oit.page import OitPage
from ita_desktop.ui.pages.oit.rows import OPEN, PROOF_WORDS, VIEW, View, contradicted_word
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.arrange import ColumnFilter
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.tokens import IconSize, Space, Text
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.window import Window
from tests.ui.support.keyboard import press

OFFICIAL = ScoreSource.OFFICIAL
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: Window, qtbot) -> OitPage:
    window.go(PageKey.OIT)
    shown = window.page(PageKey.OIT)
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


def _shown(page: OitPage) -> list[str]:
    return [line.id for line in page.table.sheet.lines]


def _choose(page: OitPage, words: str) -> None:
    """An entry of the chip's menu."""
    (entry,) = [action for action in page.filters.view.menu().actions() if action.text() == words]
    entry.trigger()


def test_all_items_are_listed_by_the_day_on_which_they_are_due(page: OitPage) -> None:
    _choose(page, "ตามกำหนดส่ง")
    rows = page.table.sheet.all_rows()
    assert len(_shown(page)) == len(rows) == len(page.session.progress)
    days = [row.due for row in rows]
    assert days == sorted(days, key=lambda day: (day is None, day))
    assert page.filters.view.text() == "ตามกำหนดส่ง"


def test_all_items_are_listed_by_unit_and_by_state(page: OitPage) -> None:
    _choose(page, "ตามหน่วย")
    labels = [row.owners[0].label for row in page.table.sheet.all_rows() if row.owners]
    assert len(set(labels)) == 1 + sum(a != b for a, b in pairwise(labels)), (
        "each unit in one place"
    )
    _choose(page, "ตามสถานะ")
    states = [row.state for row in page.table.sheet.all_rows()]
    assert states == sorted(states, key=(*OPEN, State.MISSED, State.DONE).index)
    _choose(page, "ตามตัวชี้วัด")
    assert _shown(page)[0] == "9.1"


def test_the_list_is_remembered_and_the_current_item_stays(window: Window, page: OitPage) -> None:
    page.table.go_to("O12", "due")
    _choose(page, "ตามกำหนดส่ง")
    assert page.table.current_row().id == "O12"
    assert page.table.hasFocus()
    assert window.session.memory.get(VIEW) == "due"
    again = OitPage(window.session)
    again.refresh()
    assert again.filters.view.text() == "ตามกำหนดส่ง"
    assert again.table.sheet.lines[0].group is None
    again.deleteLater()


def test_the_code_of_a_group_is_found_in_the_list_too(page: OitPage) -> None:
    page.table.sheet.filter("code", ColumnFilter("9.3"))
    grouped = _shown(page)
    assert grouped == ["9.3", "O13", "O14", "O15"]
    page.show_view(View.DUE)
    assert sorted(_shown(page)) == grouped[1:]


def test_who_is_sent_to_a_group_sees_the_groups(page: OitPage) -> None:
    page.show_view(View.STATE)
    page.show_target("group:9.2")
    assert page.table.current_row().id == "9.2"


def test_a_count_leads_to_all_that_it_counts_whatever_was_filtered_before(page: OitPage) -> None:
    unit = next(unit for unit in page.session.data.units if unit.name == "ฝ่ายการคลัง")
    page.filters.chips[State.LATE].click()
    page.show_target(f"unit:{unit.id}")
    of_unit = page.table.sheet.passed
    assert {row.state for row in page.table.sheet.rows_passing()} == {*State} - {State.MISSED}
    page.show_target("group:9.2")
    assert page.table.sheet.passed == len(page.session.progress) > of_unit


def test_a_shortcut_leaves_what_is_open_and_it_is_lifted_with_the_others(page: OitPage) -> None:
    press(Qt.Key.Key_O, CTRL_SHIFT)
    assert page.filters.open.isChecked()
    left = page.table.sheet.rows_passing()
    assert left
    assert {row.state for row in left} <= set(OPEN)
    page.table.filtering.lift()
    assert not page.filters.open.isChecked()
    assert page.table.sheet.passed == len(page.session.progress)


@pytest.mark.in_turn
@pytest.mark.parametrize("width", [800, 911, 1366])
def test_no_chip_is_narrower_than_its_words(window: Window, page: OitPage, width, qtbot) -> None:
    window.resize(width, 600)
    unit = next(unit for unit in page.session.data.units if "สิ่งแวดล้อม" in unit.name)
    page.show_target(f"unit:{unit.id}")
    QApplication.processEvents()
    chips = [*page.filters.chips.values(), page.filters.open, page.filters.view, page.filters.unit]
    for chip in (chip for chip in chips if not chip.isHidden()):
        assert chip.width() >= chip.sizeHint().width(), chip.text()


def _documents(window: Window, qtbot) -> DocumentsPage:
    qtbot.waitUntil(lambda: window.current_page == PageKey.DOCUMENTS)
    return window.page(PageKey.DOCUMENTS)


def test_what_the_filters_leave_is_printed_alone(window: Window, page: OitPage, qtbot) -> None:
    unit = next(unit for unit in page.session.data.units if unit.name == "ฝ่ายการคลัง")
    page.show_target(f"unit:{unit.id}")
    page.filters.open.click()
    left = {row.id for row in page.table.sheet.rows_passing()}
    page.print_button.click()
    documents = _documents(window, qtbot)
    assert set(documents.context.items) == left
    assert documents.context.subject == unit.id
    assert documents.pane.items_chip.text() == f"เฉพาะ {len(left)} ข้อ"
    documents.pane.items_chip.click()
    assert documents.context.items is None
    assert documents.pane.items_chip.isHidden()


def test_without_a_filter_all_items_are_printed(window: Window, page: OitPage, qtbot) -> None:
    page.filters.open.click()
    page.print_button.click()
    documents = _documents(window, qtbot)
    assert documents.context.items is not None
    window.go(PageKey.OIT)
    page.table.filtering.lift()
    page.print_button.click()
    documents = _documents(window, qtbot)
    assert documents.context.items is None


def test_the_column_of_due_days_is_chosen_and_remembered(window: Window, page, qtbot) -> None:
    page.print_button.click()
    documents = _documents(window, qtbot)
    assert not documents.context.with_due, "the official form has none"
    documents.pane.due_chip.click()
    assert documents.context.with_due
    assert window.session.memory.get("documents.due") is True
    documents.table.go_to("committee-roster")
    assert documents.pane.due_chip.isHidden()
    assert not documents.context.with_due
    assert exporting.OF_ITEMS == "oit-assignments"


def test_no_points_are_told_beside_an_item_that_a_figure_says_is_complete(page: OitPage) -> None:
    session = page.session
    (code, *_) = [code for code, one in session.progress.items() if not one.met and one.required]
    described = {row.id: row for row in page.table.sheet.all_rows()}[code]
    assert (described.part.done, described.part.of) == (0, session.progress[code].required)
    edit = scores.ScoreEdit(code, Decimal(100))
    session.do(lambda: scores.set_scores(session.workspace, session.year, [edit], OFFICIAL))
    described = {row.id: row for row in page.table.sheet.all_rows()}[code]
    assert described.state is State.DONE
    assert described.part is None


def test_the_words_of_state_and_proof_are_whole_in_their_columns(page: OitPage) -> None:
    words = {
        "state": [*(mark.word for mark in (Mark.NONE, Mark.DOING, Mark.DONE, Mark.LATE))],
        "proof": list(PROOF_WORDS.values()),
    }
    words["state"].append(contradicted_word())
    around = IconSize.TEXT + Space.ICON_TO_WORD + 2 * Space.CELL
    for column in page.table.sheet.columns:
        for word in words.get(column.key, ()):
            needed = metrics(Text.BODY).horizontalAdvance(word) + around
            assert needed <= column.width, f"{word} in {column.title}"


def test_the_number_in_the_rail_leads_to_what_is_late(window: Window, page: OitPage, qtbot) -> None:
    def click_number(key: PageKey) -> None:
        entry = window.rail.entries[key]
        at = entry.rect().center()
        at.setX(entry.width() - RailSize.COUNT_RIGHT - 2)
        qtbot.mouseClick(entry, Qt.MouseButton.LeftButton, pos=at)
        qtbot.waitUntil(lambda: window.current_page == key)

    for key, late in ((PageKey.OIT, 3), (PageKey.MEASURES, 2)):
        click_number(key)
        assert window.rail.entries[key].late == late
        assert window.page(key).table.sheet.passed == late
    click_number(PageKey.MEETINGS)
    view = window.page(PageKey.MEETINGS).view
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.tasks)
    page.filters.clear()
    window.rail.entries[PageKey.OIT].click()
    assert window.current_page == PageKey.OIT
