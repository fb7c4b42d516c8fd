"""The ring around what has the keyboard."""

import weakref

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ita_desktop.ui.theme.shapes import FocusRing, OutlinedArea
from ita_desktop.ui.widgets.button import Button


def test_the_button_with_the_keyboard_is_ringed(qtbot, theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    buttons = [Button("ก"), Button("ข")]
    for button in buttons:
        column.addWidget(button)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    buttons[1].setFocus()
    qtbot.waitUntil(buttons[1].hasFocus)
    (ring,) = (ring for ring in window.findChildren(OutlinedArea) if ring.isVisible())
    assert ring.geometry().contains(buttons[1].geometry())


def test_a_closed_dialog_goes_at_once_whatever_had_the_keyboard_in_it(qtbot, theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()

    def ask() -> "weakref.ref[QDialog]":
        dialog = QDialog(window)
        column = QVBoxLayout(dialog)
        for word in ("รับ", "ยกเลิก", "เลือกแฟ้มอื่น…"):
            column.addWidget(Button(word))
        QTimer.singleShot(0, dialog.accept)  # before the system has brought it to the front
        assert dialog.exec() == QDialog.DialogCode.Accepted
        return weakref.ref(dialog)

    gone = ask()
    assert gone() is None, "what is kept until the keyboard has moved is torn away while it moves"
    assert theme.parent().findChild(FocusRing) is not None
