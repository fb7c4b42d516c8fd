"""Keys that work inside one part of a page only."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def add_key(
    part: QWidget,
    keys: str | QKeySequence.StandardKey,
    act: Callable[[], object],
    *,
    with_children: bool = False,
) -> None:
    """Lets ``keys`` call ``act`` while ``part`` has the keyboard, or, asked for, a child of it."""
    action = QAction(part)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(
        Qt.ShortcutContext.WidgetWithChildrenShortcut
        if with_children
        else Qt.ShortcutContext.WidgetShortcut
    )
    action.triggered.connect(act)
    part.addAction(action)
