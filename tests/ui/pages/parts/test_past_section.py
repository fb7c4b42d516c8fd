"""What was done to one row, in the detail pane of every page that has one."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.services.roster import roster
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.keyboard import press

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def lines(past) -> list[str]:
    return [row.value for row in past.list.lines]


@pytest.mark.in_turn
def test_an_item_tells_of_edits_undoing_and_doing_again(window) -> None:
    session = window.session
    window.go(PageKey.OIT, "O9")
    pane = window.page(PageKey.OIT).pane
    assignments.edit(session.workspace, session.year, [CellEdit("O9", "note", "ก")])
    window.session.undo()
    window.session.redo()
    assert lines(pane._done)[:3] == [
        "ทำซ้ำ: แก้หมายเหตุ O9",
        "เลิกทำ: แก้หมายเหตุ O9",
        "แก้หมายเหตุ O9",
    ]


@pytest.mark.in_turn
def test_a_change_by_somebody_else_says_by_whom(window) -> None:
    session = window.session
    window.go(PageKey.OIT, "O9")
    pane = window.page(PageKey.OIT).pane
    edits = session.workspace.edits
    name, edits.who = edits.who, "สมหญิง"
    assignments.edit(session.workspace, session.year, [CellEdit("O9", "note", "ก")])
    edits.who = name
    assignments.edit(session.workspace, session.year, [CellEdit("O9", "note", "ข")])
    notes = [row._note for row in pane._done.list.lines[:2]]
    assert notes == ["", "สมหญิง"]


@pytest.mark.in_turn
def test_older_changes_are_shown_when_asked_for_and_forgotten_with_the_next_item(
    window, qtbot
) -> None:
    session = window.session
    window.go(PageKey.OIT, "O9")
    page = window.page(PageKey.OIT)
    for at in range(8):
        assignments.edit(session.workspace, session.year, [CellEdit("O9", "note", str(at))])
    assert len(lines(page.pane._done)) == 5
    qtbot.mouseClick(page.pane._done.action, LEFT)
    assert len(lines(page.pane._done)) > 8
    assert page.pane._done.action.isHidden()
    page.table.go_to("O10")
    page.table.go_to("O9")
    assert len(lines(page.pane._done)) == 5


@pytest.mark.in_turn
def test_a_member_tells_its_history_in_a_pane_that_opens_when_asked_for(window, qtbot) -> None:
    session = window.session
    window.go(PageKey.ROSTER)
    page = window.page(PageKey.ROSTER)
    assert page.split.is_folded
    member = next(member for member in session.data.members if member.person_id)
    roster.edit(session.workspace, session.year, [CellEdit(member.id, "role", "เลขานุการ")])
    page.table.go_to(member.id, "name")
    page.table.setFocus()
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not page.split.is_folded
    assert lines(page.pane.member.past)[0].startswith("แก้")
    assert page.pane.member.cells["role"].value == "เลขานุการ"
    qtbot.waitUntil(lambda: page.pane.isAncestorOf(window.focusWidget()))
    press(Key.Key_Escape)
    qtbot.waitUntil(page.table.hasFocus)


@pytest.mark.in_turn
def test_a_value_in_the_members_pane_is_edited_in_its_cell(window, qtbot) -> None:
    window.go(PageKey.ROSTER)
    page = window.page(PageKey.ROSTER)
    member = next(member for member in window.session.data.members if member.person_id)
    page.table.go_to(member.id, "name")
    page.split.fold(False)
    page.pane.member.edit_requested.emit("role")
    assert page.table.current_cell()[1].key == "role"


@pytest.mark.in_turn
def test_a_place_of_the_scores_tells_its_history(window) -> None:
    session = window.session
    window.go(PageKey.SCORES, "I1")
    pane = window.page(PageKey.SCORES).pane
    assert pane.past.isHidden(), "nobody has touched it yet"
    scores.set_scores(
        session.workspace, session.year, [ScoreEdit("I1", Decimal(90))], ScoreSource.OFFICIAL
    )
    assert lines(pane.past)[0] == "แก้คะแนนทางการ I1"


@pytest.mark.in_turn
def test_a_value_whose_column_is_hidden_is_edited_in_its_own_cell(window, qtbot) -> None:
    window.go(PageKey.ROSTER)
    page = window.page(PageKey.ROSTER)
    member = next(member for member in window.session.data.members if member.person_id)
    page.table.go_to(member.id, "name")
    note = page.table.sheet.column_index("note")
    assert page.table.header.span(note) is None
    page.split.fold(False)
    page.pane.member.edit_requested.emit("note")
    assert page.table.current_cell()[1].key == "note"
    assert page.table.header.span(note) is not None
