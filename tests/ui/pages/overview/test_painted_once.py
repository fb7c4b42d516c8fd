"""Another year is laid out before it is painted: nothing is seen in a place that it leaves."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.pages import PageKey
from tests.ui.support.paintings import Paintings


@pytest.mark.in_turn
@pytest.mark.painted
@pytest.mark.parametrize(("before", "after"), [(2568, 2567), (2567, 2568), (2568, 2566)])
def test_another_year_paints_each_part_once(window, qtbot, before, after) -> None:
    page = window.page(PageKey.OVERVIEW)
    # Both come once the window was painted.
    qtbot.waitUntil(lambda: page.step_part is not None and page.year.view is not None)
    for year in (after, before):
        window.session.choose_year(year)
        for _ in range(12):
            QCoreApplication.processEvents()
    paintings = Paintings()
    parts: list[QWidget] = [page.header, page.ui.body, *page.ui.body.findChildren(QWidget)]
    for part in parts:
        part.installEventFilter(paintings)
    window.session.choose_year(after)
    for _ in range(12):
        QCoreApplication.processEvents()
    assert paintings.counted[page.header] == 1
    assert max(paintings.counted.values()) == 1
