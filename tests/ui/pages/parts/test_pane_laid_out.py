"""A pane is laid out before it is painted: no text is seen squashed for a moment."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.pages.meetings.page import MeetingsTab
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.widgets.page.pane import DetailPane
from tests.ui.support.keyboard import press


class FirstPaintings(QObject):
    """Notes where each part of a pane was when it was painted first."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.places: dict[QWidget, QRect] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            pane = _pane_of(watched)
            if pane is not None and watched not in self.places:
                self.places[watched] = _place(watched, pane)
        return False


def _pane_of(part: QWidget) -> DetailPane | None:
    around = part.parentWidget()
    while around is not None and not isinstance(around, DetailPane):
        around = around.parentWidget()
    return around if around is not None and around.ui.body.isAncestorOf(part) else None


def _place(part: QWidget, pane: DetailPane) -> QRect:
    return QRect(part.mapTo(pane.ui.body, QPoint()), part.size())


def _settled() -> None:
    for _ in range(20):
        QCoreApplication.processEvents()


def _oit(window) -> QWidget:
    window.go(PageKey.OIT)
    return window.page(PageKey.OIT)


def _measures(window) -> QWidget:
    window.go(PageKey.MEASURES)
    return window.page(PageKey.MEASURES).measures


def _letters(window) -> QWidget:
    window.go(PageKey.MEETINGS)
    page = window.page(PageKey.MEETINGS)
    page.show_tab(MeetingsTab.LETTERS)
    return page.letters


@pytest.mark.in_turn
@pytest.mark.painted
@pytest.mark.parametrize("shown", [_oit, _measures, _letters])
def test_what_a_pane_shows_of_each_row_is_painted_where_it_stays(window, shown) -> None:
    part = shown(window)
    part.split.fold(False)
    table = part.table
    table.take_focus()
    table.setCurrentIndex(table.model().index(0, 0))
    _settled()
    app = QCoreApplication.instance()
    moved, seen = [], 0
    for row in range(10):
        paintings = FirstPaintings(window)
        app.installEventFilter(paintings)
        press(Qt.Key.Key_Down)
        _settled()
        app.removeEventFilter(paintings)
        seen += len(paintings.places)
        for part, first in paintings.places.items():
            pane = _pane_of(part)
            if pane is not None and part.isVisible() and _place(part, pane) != first:
                moved.append((row, type(part).__name__, first, _place(part, pane)))
    assert seen, "a pane is in sight"
    assert not moved, moved[:8]
