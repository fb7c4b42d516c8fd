"""Keys that work on one page only, or inside one part of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.key_layouts import in_both_layouts
from ita_desktop.ui.shortcuts import Shortcut

_Context = Qt.ShortcutContext


def add_key(
    part: QWidget, shortcut: Shortcut, act: Callable[[], object], *, with_children: bool = False
) -> None:
    """Lets its keys call ``act`` while ``part`` has the keyboard, or, asked for, a child of it."""
    context = _Context.WidgetWithChildrenShortcut if with_children else _Context.WidgetShortcut
    _add(part, shortcut, act, context)


def add_page_key(page: QWidget, shortcut: Shortcut, act: Callable[[], object]) -> None:
    """Lets its keys call ``act`` while ``page`` is seen, wherever the keyboard is."""
    _add(page, shortcut, act, _Context.WindowShortcut)


def _add(
    part: QWidget, shortcut: Shortcut, act: Callable[[], object], context: Qt.ShortcutContext
) -> None:
    action = QAction(part)
    action.setText(tr(shortcut.phrase))
    action.setShortcuts(in_both_layouts(shortcut.keys))
    action.setShortcutContext(context)
    action.triggered.connect(lambda _checked=False: act())
    part.addAction(action)
