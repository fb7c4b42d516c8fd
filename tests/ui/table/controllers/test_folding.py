"""A group folds in sight, at once where less motion is wanted, and nothing waits for it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.theme import theme
from ita_desktop.ui.theme.theme import Motion
from tests.ui.table.pages import Item

Key = Qt.Key


@pytest.fixture
def moves() -> Iterator[None]:
    """The system lets parts of the window move."""
    before = theme.shown_motion.less
    theme.shown_motion.less = False
    yield
    theme.shown_motion.less = before


@pytest.mark.usefixtures("moves")
def test_the_rows_of_a_group_go_and_come_in_sight(page, qtbot) -> None:
    page.go("g9.1", "code")
    page.press(Key.Key_Left)
    assert page.shown()[:2] == ["g9.1", "g9.2"], "the table itself waits for nothing"
    assert page.view.folding.moving
    qtbot.waitUntil(lambda: not page.view.folding.moving)
    page.press(Key.Key_Right)
    assert page.view.folding.moving
    qtbot.waitUntil(lambda: not page.view.folding.moving)
    assert page.shown()[:2] == ["g9.1", "O1"]


@pytest.mark.usefixtures("moves")
def test_a_key_while_rows_move_ends_the_movement(page) -> None:
    page.go("g9.1", "code")
    page.press(Key.Key_Left, Key.Key_Right, Key.Key_Left)
    assert page.shown()[:2] == ["g9.1", "g9.2"]
    page.press(Key.Key_Down, Key.Key_Right)
    assert page.at[0] == "g9.2"


@pytest.mark.usefixtures("moves")
def test_what_is_seen_at_first_is_what_was_there(page) -> None:
    page.go("g9.1", "code")
    before = page.view.viewport().grab().toImage()
    page.press(Key.Key_Left)
    seen = page.view.findChild(type(page.view.folding._moving)).grab().toImage()
    same = sum(
        seen.pixelColor(300, y) == before.pixelColor(300, y) for y in range(40, before.height(), 3)
    )
    assert same > before.height() // 3 * 0.8


@pytest.mark.usefixtures("moves")
def test_scrolling_ends_the_movement(make) -> None:
    page = make(
        items={code: tuple(Item(f"{code}-{at}", "ข้อ") for at in range(40)) for code in "12"}
    )
    page.go("g1", "code")
    page.press(Key.Key_Left, Key.Key_Right)
    page.view.verticalScrollBar().setValue(50)
    assert not page.view.folding.moving


def test_with_less_motion_a_group_folds_at_once(page) -> None:
    app = QApplication.instance()
    before = theme.shown_motion.choice
    theme.shown_motion.choose(app, Motion.LESS)
    page.go("g9.1", "code")
    page.press(Key.Key_Left)
    assert page.shown()[:2] == ["g9.1", "g9.2"]
    assert not page.view.folding.moving
    theme.shown_motion.choose(app, before)
