"""A first look round the window, five steps over the sample, which can be left at any time."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.commands.help import STEPS, Tour, TourCard
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.saving.standing_line import SampleLine
from ita_desktop.ui.window import Window
from tests.ui.support.keyboard import press

LEFT = Qt.MouseButton.LeftButton


def shown_card(window: Window) -> TourCard | None:
    return next((card for card in window.findChildren(TourCard) if card.isVisible()), None)


def framed(window: Window) -> QRect:
    (tour,) = window.findChildren(Tour)
    assert tour.ring.isVisible()
    return tour.ring.geometry()


def place_of(window: Window, at: int) -> QRect:
    part = STEPS[at].part(window)
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size()) & window.rect()


def test_the_tour_shows_five_things_where_they_are(window, qtbot) -> None:
    window.commands.run(Command.TOUR)
    for at, step in enumerate(STEPS):
        qtbot.waitUntil(lambda at=at: shown_card(window) and framed(window) == place_of(window, at))
        card = shown_card(window)
        assert window.current_page == step.page
        assert card.accessibleName()
        assert window.rect().contains(card.geometry())
        if at < len(STEPS) - 1:
            assert not card.geometry().contains(framed(window))
        qtbot.mouseClick(card.on_button, LEFT)
    assert shown_card(window) is None
    assert len(STEPS) == 5


def test_the_keyboard_goes_forth_and_back_and_leaves(window, qtbot) -> None:
    window.commands.run(Command.TOUR)
    qtbot.waitUntil(lambda: shown_card(window) is not None)
    seen = []
    (ring,) = [tour.ring for tour in window.findChildren(Tour)]

    def at() -> int:
        return [step.title for step in STEPS].index(shown_card(window).accessibleName())

    for key in (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Backtab, Qt.Key.Key_Space):
        press(key)
        qtbot.waitUntil(lambda: window.current_page == STEPS[at()].page and ring.isVisible())
        qtbot.waitUntil(lambda: shown_card(window).isAncestorOf(QApplication.focusWidget()))
        seen.append(at())
    assert seen == [1, 2, 2, 1]
    press(Qt.Key.Key_Escape)
    assert shown_card(window) is None


def test_who_goes_elsewhere_meanwhile_can_work_and_come_back(window, qtbot) -> None:
    window.commands.run(Command.TOUR)
    qtbot.waitUntil(lambda: shown_card(window) is not None)
    qtbot.mouseClick(window.rail.entries[PageKey.SCORES], LEFT)
    qtbot.waitUntil(lambda: window.current_page == PageKey.SCORES)
    (ring,) = [tour.ring for tour in window.findChildren(Tour)]
    qtbot.waitUntil(lambda: not ring.isVisible())
    qtbot.mouseClick(shown_card(window).on_button, LEFT)
    qtbot.waitUntil(lambda: window.current_page == STEPS[1].page and ring.isVisible())


def test_the_tour_follows_the_windows_size(window, qtbot) -> None:
    window.commands.run(Command.TOUR)
    qtbot.waitUntil(lambda: shown_card(window) is not None)
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: framed(window) == place_of(window, 0))
    assert framed(window).right() < 1024


@pytest.mark.in_turn
@pytest.mark.parametrize("by", ["the line of the sample", "the welcome page"])
def test_the_tour_is_offered_with_the_sample(window, qtbot, by) -> None:
    if by == "the welcome page":
        window.opener.show_welcome()
        window.commands.run(Command.TOUR)
        qtbot.waitUntil(lambda: window.session is not None)
    else:
        window.commands.run(Command.SAMPLE)
        qtbot.waitUntil(lambda: window.findChild(SampleLine) is not None)
        qtbot.mouseClick(window.findChild(SampleLine).tour_button, LEFT)
    qtbot.waitUntil(lambda: shown_card(window) is not None)
    assert window.findChild(SampleLine) is not None


def test_the_tour_ends_with_the_file(window, qtbot) -> None:
    window.commands.run(Command.TOUR)
    qtbot.waitUntil(lambda: shown_card(window) is not None)
    window.opener.show_welcome()
    assert shown_card(window) is None


def test_what_was_to_follow_the_window_ends_with_the_file_too(window, qtbot) -> None:
    window.commands.run(Command.TOUR)
    qtbot.waitUntil(lambda: shown_card(window) is not None)
    window.resize(1024, 700)
    window.opener.show_welcome()
    # Before what is to be deleted is: so it goes while a question waits for its answer.
    QApplication.processEvents()
    assert shown_card(window) is None
