"""Shortcuts that are active on a page or in a part of it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.keyboard import in_both_layouts
from ita_desktop.ui.shortcuts import PASTE, Shortcut

if TYPE_CHECKING:
    from ita_desktop.ui.widgets.page.empty import EmptyPlace

_Context = Qt.ShortcutContext


def add_key(
    part: QWidget, shortcut: Shortcut, act: Callable[[], object], *, with_children: bool = False
) -> None:
    """Connects a shortcut that is active while ``part``, or optionally one of its children, has the
    focus."""
    context = _Context.WidgetWithChildrenShortcut if with_children else _Context.WidgetShortcut
    _add(part, shortcut, act, context)


def add_page_key(page: QWidget, shortcut: Shortcut, act: Callable[[], object]) -> None:
    """Connects a shortcut that is active while ``page`` is visible."""
    _add(page, shortcut, act, _Context.WindowShortcut)


def _add(
    part: QWidget, shortcut: Shortcut, act: Callable[[], object], context: Qt.ShortcutContext
) -> None:
    def act_alone() -> None:
        # A popup over the part would cover what the shortcut opens; it keeps what was typed.
        popup = QApplication.activePopupWidget()
        if popup is not None and not popup.isAncestorOf(part):
            popup.close()
        act()

    action = QAction(part)
    action.setText(tr(shortcut.phrase))
    action.setShortcuts(in_both_layouts(shortcut.keys))
    action.setShortcutContext(context)
    action.triggered.connect(lambda _checked=False: act_alone())
    part.addAction(action)


def add_pasting(empty: "EmptyPlace", paste: Callable[[], object]) -> None:
    """Offers to paste rows on an empty page, by key and by button."""
    add_key(empty, PASTE, paste, with_children=True)
    empty.state.paste_button.clicked.connect(partial(paste))
    empty.state.paste_button.show()
