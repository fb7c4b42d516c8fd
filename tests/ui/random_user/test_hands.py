"""The random user's hands do to a window what a keyboard does, also to one that goes meanwhile."""

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.random_user.hands import NONE, press

Key = Qt.Key
KINDS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class _Keys(QObject):
    """Notes the keys that come to what it watches."""

    def __init__(self) -> None:
        super().__init__()
        self.came: list[tuple[QEvent.Type, int]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in KINDS:
            self.came.append((event.type(), event.key()))
        return super().eventFilter(watched, event)


@pytest.fixture
def top(qtbot: QtBot) -> QWidget:
    """A window with one button."""
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QPushButton("เปิด"))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def button(top: QWidget, qtbot: QtBot) -> QPushButton:
    """The button, with the keyboard."""
    (made,) = top.findChildren(QPushButton)
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_a_key_is_pressed_and_let_go_of_with_the_keys_held_down(
    top: QWidget, button: QPushButton
) -> None:
    keys = _Keys()
    button.installEventFilter(keys)
    press(top, Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    down, up = KINDS
    wanted = [(down, Key.Key_Shift), (down, Key.Key_A), (up, Key.Key_A), (up, Key.Key_Shift)]
    assert keys.came == wanted
    assert button.findChildren(QObject) == []


@pytest.mark.parametrize(
    "modifiers", [NONE, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier]
)
def test_a_key_may_take_away_what_it_was_pressed_in(
    top: QWidget, button: QPushButton, modifiers: Qt.KeyboardModifier
) -> None:
    # As where a dialog that the button opens ends with another page.
    button.clicked.connect(lambda: shiboken6.delete(button))
    press(top, Key.Key_Space, modifiers)
    assert top.findChildren(QPushButton) == []
