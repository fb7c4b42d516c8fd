"""Tasks 18 and 20 to 25, one after the other in one window on the sample: on each screen with both
hands; in CI with the one that test_empty_file does not take there."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel
from pytestqt.qtbot import QtBot

from ita_desktop.services import measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import roster
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks import working_year as tasks
from tests.ui.tasks.hand import Hand, on_each_screen
from tests.ui.tasks.test_12_yesterday import gather_what_is_searched

YEAR = 2568
PLAN = "จัดทำแผนปี 2567 และเผยแพร่"


def with_a_past(workspace: Workspace) -> None:
    """A plan that still speaks of last year, and a form of a unit of which a row was not taken."""
    data = workspace.year(YEAR)
    measures.edit(workspace, YEAR, [CellEdit(data.measures[0].id, "method", PLAN)])
    tasks.leave_a_row(workspace, YEAR, date(2025, 3, 14))


@pytest.fixture
def prepare():
    return with_a_past


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.answer_links(monkeypatch)


def choose_working_group(window: Window) -> None:
    """Task 22 begins with the members chosen that were pasted."""
    window.go(PageKey.ROSTER)
    table = window.page(PageKey.ROSTER).table
    *_, (_, group) = roster.rows(window.session.data)
    table.go_to(group[0].id)
    first = table.currentIndex()
    table.go_to(group[-1].id)
    flags = QItemSelectionModel.SelectionFlag
    chosen = QItemSelection(first, table.currentIndex())
    table.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
    assert len(table.selected_ids()) == len(group)


@pytest.mark.in_turn
@on_each_screen("keys", "mouse")
def test_a_working_year(window: Window, only: str, qtbot: QtBot) -> None:
    hand = Hand(only)
    window.go(PageKey.OIT)
    hand.does(tasks.check_links(window, hand, "ขัดแย้ง 1 ข้อ"), at_most=2)
    gone = tasks.lost(window)
    gather_what_is_searched(window, qtbot)
    hand.does(tasks.bring_back(window, hand, *gone), at_most=5)
    choose_working_group(window)
    hand.does(tasks.move_members(window, hand, "คณะกรรมการอำนวยการ", 42), at_most=3)
    tasks.shown_people(window)
    old = next(row.name for row in tasks.listed(window) if row.name)
    hand.does(tasks.respell(window, hand, old, f"{old}์"), at_most=2)
    hand.does(tasks.turn_year(window, hand, 1, PLAN.replace("2567", "2568")), at_most=4)
    hand.does(tasks.take_left(window, hand), at_most=3)
    hand.does(tasks.join(window, hand, tasks.parted(window)), at_most=4)
