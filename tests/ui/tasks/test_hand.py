"""The hand itself: it reaches what a clerk reaches and nothing else, and counts what she does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.tasks.hand import Hand, Task, button, part


class Desk(QWidget):
    """A window with a button that counts and a field; a dialog waits where it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = 0
        self.answer: int | None = None
        self.go = QPushButton("Go", self)
        self.ask = QPushButton("Ask", self)
        self.text = QLineEdit(self)
        column = QVBoxLayout(self)
        for one in (self.go, self.ask, self.text):
            column.addWidget(one)
        self.go.clicked.connect(self._count)
        self.ask.clicked.connect(self._ask)

    def _count(self) -> None:
        self.pressed += 1

    def _ask(self) -> None:
        dialog = QDialog(self)
        yes = QPushButton("Yes", dialog)
        yes.clicked.connect(dialog.accept)
        QVBoxLayout(dialog).addWidget(yes)
        self.answer = dialog.exec()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_clicks_and_entries_are_counted_and_too_many_are_told_one_by_one(desk: Desk) -> None:
    hand = Hand()

    def task() -> Task:
        yield hand.clicks(button("Go"))
        yield hand.clicks(part(desk.text, "the field"))
        yield hand.types("ฝ่ายการคลัง", "Enter")

    hand.does(task(), at_most=3)
    assert (desk.pressed, desk.text.text()) == (1, "ฝ่ายการคลัง")
    with pytest.raises(
        AssertionError, match=r"3 actions, 2 allowed:\n1\. click Go\n2\. click the f"
    ):
        hand.does(task(), at_most=2)


def test_a_walk_is_one_action_however_long(desk: Desk, keys: Hand) -> None:
    desk.go.setFocus()

    def task() -> Task:
        yield keys.walks("Tab*2")
        yield keys.types("a")
        yield keys.walks_until("Shift+Tab", desk.go.hasFocus)
        yield keys.presses("Space")

    keys.does(task(), at_most=4)
    assert len(keys.done) == 4
    assert (desk.pressed, desk.text.text()) == (1, "a")


def test_a_dialog_that_waits_for_an_answer_is_answered(desk: Desk, mouse: Hand) -> None:
    def task() -> Task:
        yield mouse.clicks(button("Ask"))
        yield mouse.clicks(button("Yes"))
        yield mouse.sees(lambda: desk.answer is not None)

    mouse.does(task(), at_most=2)
    assert desk.answer == QDialog.DialogCode.Accepted


def test_a_dialog_left_standing_is_a_failure_and_is_closed(desk: Desk, mouse: Hand) -> None:
    def task() -> Task:
        yield mouse.clicks(button("Ask"))

    with pytest.raises(AssertionError, match="still waits"):
        mouse.does(task())
    assert desk.answer == QDialog.DialogCode.Rejected


def test_what_is_covered_cannot_be_clicked(desk: Desk, mouse: Hand) -> None:
    cover = QWidget(desk)
    cover.setGeometry(desk.rect())
    cover.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    cover.show()

    def task() -> Task:
        yield mouse.clicks(button("Go"))

    with pytest.raises(AssertionError, match="covered"):
        mouse.does(task())
    assert desk.pressed == 0


def test_what_is_disabled_cannot_be_found(desk: Desk, mouse: Hand) -> None:
    desk.go.setEnabled(False)

    def task() -> Task:
        yield mouse.clicks(button("Go"))

    with pytest.raises(AssertionError, match="disabled"):
        mouse.does(task())


def test_the_keyboard_hand_never_clicks_and_the_mouse_hand_knows_no_shortcut(
    desk: Desk, mouse: Hand, keys: Hand
) -> None:
    def click() -> Task:
        yield keys.clicks(button("Go"))

    def press() -> Task:
        yield mouse.presses("Ctrl+V")

    with pytest.raises(AssertionError, match="mouse is not to be used"):
        keys.does(click())
    with pytest.raises(AssertionError, match="no key"):
        mouse.does(press())
    assert desk.pressed == 0
