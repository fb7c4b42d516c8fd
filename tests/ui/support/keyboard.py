"""Typing as a person does: each letter goes to whatever has the keyboard at that moment.

QTest itself cannot type Thai: it aborts on letters beyond Latin-1.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_LATIN = 0xFF
"""The last key whose letter QTest knows."""


def focused() -> QWidget:
    """The widget that has the keyboard."""
    popup = QApplication.activePopupWidget()
    widget = (popup.focusWidget() if popup else None) or QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def is_active(wanted: QWidget) -> bool:
    """Whether a window gets the keyboard, which the system gives it a moment later."""
    for _ in range(100):
        if QApplication.activeWindow() is wanted:
            return True
        QTest.qWait(20)
    return False


def type_text(text: str) -> None:
    """Types letters one by one."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(focused(), event)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key, with its modifiers; a Thai one with some."""
    if key > _LATIN and key < Qt.Key.Key_Escape:
        for action in (QTest.KeyAction.Press, QTest.KeyAction.Release):
            QTest.sendKeyEvent(action, focused(), key, "", modifiers)
    else:
        QTest.keyClick(focused(), key, modifiers)
