"""When the colours change nothing is left in the former ones: what is open, what is hidden, and
what is opened afterwards looks as in a window that was begun in the new colours."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QBitmap, QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.ui.commands.search import SearchPopup
from ita_desktop.ui.frame.top_bar import SaveState
from ita_desktop.ui.navigation import PAGES, Navigation
from ita_desktop.ui.theme.theme import ColourMode, Contrast
from ita_desktop.ui.theme.tokens import DARK
from ita_desktop.ui.window import Window
from tests.support import known_files
from tests.ui.scenes.every_scene import SCENES
from tests.ui.support import known_sample
from tests.ui.support.collecting import delete_now
from tools.scenes.pages import picture, wait_for, wait_until_idle

OPEN = (
    *("welcome", "overview", "documents", "scores-tried", "year-framework", "years", "search"),
    *("paste", "restore", "edit-roster-name", "edit-oit-due", "edit-measures-schedule"),
    *("menu-roster", "menu-0", "filter", "evidence", "message-bad", "progress", "undo-list"),
)
"""Something of each kind that can stand on the screen."""
POLISHED = Qt.WidgetAttribute.WA_WState_Polished
AFTERWARDS = ("welcome", "years", "new-workspace", "edit-oit-due", "menu-0", "filter")
"""Something of each kind that is made when it is opened."""


@pytest.fixture
def begin(
    qtbot, qapp, collector, theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Window]]:
    """Begins the program anew, with the sample, on a system of these colours."""
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2025-03-14")
    theme.choose(ColourMode.SYSTEM)
    made: list[Window] = []

    def leave() -> None:
        while made:
            old = made.pop()
            old.opener.end()
            old.close()
            old.deleteLater()
        qapp.processEvents()
        delete_now()

    def make(scheme: Qt.ColorScheme, *, made_ahead: bool = False) -> Window:
        """``made_ahead``: a page that nobody has seen yet is there, hidden."""
        leave()
        # What an earlier test has left open would be in the pictures till it goes.
        for other in QApplication.topLevelWidgets():
            other.hide()
        turn(scheme)
        window = Window(Settings(tmp_path / "home" / f"{time.monotonic_ns()}.json"))
        made.append(window)
        file = tmp_path / "ตัวอย่าง.ita"
        file.unlink(missing_ok=True)
        with pytest.MonkeyPatch.context() as patched:
            known_files.known_in(patched)
            known_sample.found_in(patched)
            if not made_ahead:
                patched.setattr(Navigation, "load_modules", lambda *_: None)
            window.open_file(workspaces.copy_sample(file), remember=False)
            with qtbot.waitActive(window):
                window.show()
                window.activateWindow()
            if made_ahead:
                wait_for(lambda: len(window.made_pages()) > 1)
            wait_until_idle()
        qtbot.waitUntil(lambda: bool(window.status.backup), timeout=20_000)
        return window

    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield make
    leave()
    qapp.setCursorFlashTime(flash)
    turn(Qt.ColorScheme.Light)


def turn(scheme: Qt.ColorScheme) -> None:
    """What the system tells when its colours change."""
    QApplication.styleHints().colorSchemeChanged.emit(scheme)


def within_a_minute(take: Callable[[], list[QImage]]) -> list[QImage]:
    """Pictures that show the same time of day."""
    while True:
        before = time.strftime("%H:%M")
        taken = take()
        if time.strftime("%H:%M") == before:
            return taken


def where_they_differ(one: QImage, other: QImage) -> list[QRect]:
    """The part of two pictures in which they differ; what differs is there for who looks into a
    failure that comes once in many runs."""
    if one == other:
        return []
    size = one.size().expandedTo(other.size())
    both = QImage(size, QImage.Format.Format_RGB32)
    both.fill(Qt.GlobalColor.black)
    painter = QPainter(both)
    painter.drawImage(0, 0, one)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, other)
    painter.end()
    unlike = QBitmap.fromImage(both.createMaskFromColor(QColor(Qt.GlobalColor.black).rgb()))
    return [QRegion(unlike).boundingRect()]


def look(name: str, window: Window, *, turning: bool = False) -> QImage:
    """A scene's picture; with ``turning`` the system turns dark in the midst of it."""
    taken: list[QImage] = []

    def take() -> None:
        wait_until_idle()
        for popup in window.findChildren(SearchPopup):
            # What is searched in is read in steps.
            wait_for(lambda popup=popup: not popup.nothing.isVisible())
        # What was typed is in the file half a second later, and the bar says so then.
        wait_for(lambda: window.top_bar.saved.state is not SaveState.SAVING)
        if turning:
            picture(window)  # everything has been painted as it was
            turn(Qt.ColorScheme.Dark)
        taken.append(picture(window).toImage())

    SCENES[name](window, take)
    return taken[0]


@pytest.mark.in_turn
def test_what_is_hidden_when_the_system_turns_dark_is_polished_when_it_is_shown(begin) -> None:
    window = begin(Qt.ColorScheme.Light, made_ahead=True)
    key, hidden = next(
        (key, page) for key, page in window.made_pages().items() if key != window.current_page
    )
    parts = [part for part in hidden.findChildren(QWidget) if part.testAttribute(POLISHED)]
    assert len(parts) > 50
    turn(Qt.ColorScheme.Dark)
    assert not any(part.testAttribute(POLISHED) for part in parts)
    assert window.page(window.current_page).testAttribute(POLISHED)
    window.go(key)
    assert all(part.testAttribute(POLISHED) for part in parts if part.isVisible())


class StyleChanges(QObject):
    """Counts what Qt tells widgets of a changed style, whereupon each is laid out anew."""

    def __init__(self) -> None:
        super().__init__()
        self.told: Counter[bool] = Counter()
        """How often, by whether the widget is seen."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange and isinstance(watched, QWidget):
            self.told[watched.isVisible()] += 1
        return False


@pytest.mark.in_turn
def test_a_change_of_colours_costs_what_can_be_seen_however_much_is_hidden(begin, qapp) -> None:
    window = begin(Qt.ColorScheme.Light)
    first = window.current_page
    for key in (*PAGES, first):
        window.show_page(key)
        wait_until_idle()
    assert window.current_page == first
    seen = [widget.isVisible() for widget in qapp.allWidgets()].count(True)
    assert len(qapp.allWidgets()) > 3 * seen
    changes = StyleChanges()
    qapp.installEventFilter(changes)
    turn(Qt.ColorScheme.Dark)
    qapp.removeEventFilter(changes)
    assert changes.told[False] == 0
    assert 0 < changes.told[True] <= seen


@pytest.mark.in_turn
@pytest.mark.parametrize("name", OPEN)
def test_what_is_open_when_the_system_turns_dark_is_dark_at_once(name, begin) -> None:
    turned, begun = within_a_minute(
        lambda: [
            look(name, begin(Qt.ColorScheme.Light), turning=True),
            look(name, begin(Qt.ColorScheme.Dark)),
        ]
    )
    assert where_they_differ(turned, begun) == []


@pytest.mark.in_turn
@pytest.mark.parametrize("name", AFTERWARDS)
def test_what_is_opened_after_the_change_is_right(name, begin) -> None:
    def turned() -> Window:
        window = begin(Qt.ColorScheme.Light, made_ahead=True)
        turn(Qt.ColorScheme.Dark)
        return window

    opened, begun = within_a_minute(
        lambda: [look(name, turned()), look(name, begin(Qt.ColorScheme.Dark))]
    )
    assert where_they_differ(opened, begun) == []


def unselect() -> None:
    """A field that gets the keyboard anew is selected or not by how it came: no colour's matter."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        field.deselect()


@pytest.mark.in_turn
def test_pages_that_were_hidden_are_right_the_moment_they_are_shown(begin) -> None:
    def walk(window: Window) -> list[QImage]:
        seen = []
        for key in PAGES:
            window.show_page(key)
            wait_until_idle()
            unselect()
            seen.append(window.grab().toImage())
        return seen

    def looks() -> list[QImage]:
        window = begin(Qt.ColorScheme.Light)
        walk(window)
        turn(Qt.ColorScheme.Dark)
        at_once = []
        for key in PAGES:
            window.show_page(key)
            unselect()
            at_once.append(window.grab().toImage())
        return at_once + walk(begin(Qt.ColorScheme.Dark))

    taken = within_a_minute(looks)
    for key, at_once, begun in zip(PAGES, taken, taken[len(PAGES) :], strict=False):
        assert where_they_differ(at_once, begun) == [], key


def test_a_field_has_the_new_colours_before_anything_else_happens(theme, qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit(window)
    window.show()
    for choice, contrast in ((ColourMode.DARK, Contrast.NORMAL), (ColourMode.LIGHT, Contrast.HIGH)):
        theme.choose(choice)
        theme.choose_contrast(contrast)
        assert field.grab().toImage().pixelColor(field.width() // 2, 8) == theme.tokens.surface
        assert window.palette().window().color() == theme.tokens.chrome


def test_nothing_moves_when_the_colours_change(theme, qtbot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    inner = QWidget()
    inner.resize(400, 2_000)
    area.setWidget(inner)
    area.resize(500, 300)
    area.show()
    sizes: list[int] = []
    area.verticalScrollBar().setValue(700)
    area.verticalScrollBar().rangeChanged.connect(lambda _least, most: sizes.append(most))
    theme.choose(ColourMode.DARK)
    assert theme.tokens is DARK
    assert sizes == []
    assert area.verticalScrollBar().value() == 700
