"""Another year is laid out before it is painted: nothing is seen in a place that it leaves."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.pages import PageKey
from tests.ui.support.paintings import Paintings


@pytest.mark.in_turn
@pytest.mark.painted
def test_another_year_paints_header_and_pane_once(window, qtbot) -> None:
    page = window.page(PageKey.OIT)
    # The next step is offered once the window was painted, which moves the header's buttons.
    qtbot.waitUntil(lambda: page.step_part is not None)
    for year in (2566, 2568):
        window.session.choose_year(year)
        for _ in range(12):
            QCoreApplication.processEvents()
    paintings = Paintings()
    parts: list[QWidget] = [page.header, page.pane, *page.pane.findChildren(QWidget)]
    for part in parts:
        part.installEventFilter(paintings)
    window.session.choose_year(2566)
    for _ in range(12):
        QCoreApplication.processEvents()
    assert paintings.counted[page.header] == 1
    assert paintings.counted[page.pane] == 1
    assert max(paintings.counted.values()) == 1
