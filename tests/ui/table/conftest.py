"""Tables in shown windows, with a page behind them."""

from typing import Any

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ita_desktop.ui.table.view import SheetView
from tests.ui.table.pages import ITEMS, Page, columns


@pytest.fixture
def make(qtbot):
    """Makes a page with its table in a shown window."""

    def made(cols=None, items=None, *, group: bool = True, **options: Any) -> Page:
        window = QWidget()
        window.resize(900, 640)
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        view = SheetView(cols or columns(), window, **options)
        layout.addWidget(view)
        qtbot.addWidget(window)
        page = Page(view, dict(items or ITEMS), group=group)
        page.window = window
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        view.setFocus()
        qtbot.waitUntil(view.hasFocus)
        return page

    return made


@pytest.fixture
def page(make) -> Page:
    return make()
