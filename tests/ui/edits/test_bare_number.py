"""A bare number of a letter is stored as typed, told, and completed with one click."""

import pytest
from PySide6.QtCore import Qt

from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.keyboard import press, type_text


@pytest.fixture
def number(window, qtbot):
    """Types a letter's number into its cell, and gives it as it is."""
    window.go(PageKey.MEETINGS, "letters")
    part = window.page(PageKey.MEETINGS).letters
    letter = next(row for row in window.session.data.letters if not row.number)

    def of(typed: str = "") -> str:
        if typed:
            part.table.setFocus()
            qtbot.waitUntil(part.table.hasFocus)
            part.table.go_to(letter.id, "number")
            type_text(typed)
            press(Qt.Key.Key_Return)
        return window.session.data.letter_by_id[letter.id].number

    return of


def offered(window) -> str:
    message = window.message.message
    return message.action if message is not None else ""


@pytest.mark.in_turn
@pytest.mark.parametrize("typed", ["130", "๑๓๐"])
def test_a_bare_number_is_kept_and_the_complete_one_offered(window, number, qtbot, typed) -> None:
    assert number(typed) in ("130", "๑๓๐")
    qtbot.waitUntil(lambda: offered(window).startswith("ใช้ กท 5001/"))
    qtbot.mouseClick(window.message.action, Qt.MouseButton.LeftButton)
    assert number() in ("กท 5001/130", "กท 5001/๑๓๐")
    assert not offered(window).startswith("ใช้")
    window.session.undo()
    assert number() in ("130", "๑๓๐")
    assert not offered(window).startswith("ใช้"), "what was undone is not offered again"


@pytest.mark.in_turn
@pytest.mark.parametrize("typed", ["กท 5001/130", "พิเศษ 130"])
def test_another_number_is_left_as_it_is(window, number, qtbot, typed) -> None:
    assert number(typed) == typed
    qtbot.wait(20)
    assert not offered(window).startswith("ใช้")
