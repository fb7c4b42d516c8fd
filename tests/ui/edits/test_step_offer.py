"""Steps in one paragraph are offered as lines, taken, undone, and printed as typed otherwise."""

import pytest
from PySide6.QtCore import Qt

from ita_desktop.services import measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.ui.pages.page import PageKey

TYPED = "1. ทำแผน 2. ติดประกาศ 3. รายงานผล"
LINES = "1. ทำแผน\n2. ติดประกาศ\n3. รายงานผล"


@pytest.fixture
def method(window, qtbot):
    """Types a measure's steps, and gives them as they are."""
    window.go(PageKey.MEASURES)
    session = window.session
    key = session.data.measures[0].id

    def of(typed: str = "") -> str:
        if typed:
            edit = CellEdit(key, "method", typed)
            session.do(lambda: measures.edit(session.workspace, session.year, [edit]))
        return session.data.measure_by_id[key].method

    return of


def offers(window) -> list[str]:
    text = window.message.message
    return [text.sentence] if text is not None and text.action == "แยกขั้นละบรรทัด" else []


@pytest.mark.in_turn
def test_steps_of_one_paragraph_are_offered_as_lines_and_that_is_undone_alone(
    window, method, qtbot
) -> None:
    assert method(TYPED) == TYPED
    qtbot.waitUntil(lambda: len(offers(window)) == 1)
    assert method() == TYPED, "nothing is changed before somebody says so"
    qtbot.mouseClick(window.message.action, Qt.MouseButton.LeftButton)
    assert method() == LINES
    assert offers(window) == []
    window.session.undo()
    assert method() == TYPED
    assert offers(window) == []


@pytest.mark.in_turn
def test_what_is_typed_in_lines_is_offered_nothing(window, method, qtbot) -> None:
    method(LINES)
    qtbot.wait(20)
    assert offers(window) == []
