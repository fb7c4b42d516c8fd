"""Markup in everything that was typed, and what of it the window would read as such."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QToolTip,
    QWidget,
)

from ita_desktop.storage.files import digests
from ita_desktop.ui.theme import tips as shown_tips

MARKUP: Final = "<b>"
_THAI: Final = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]")
_LEFT_OUT: Final = frozenset({"content_digest", "framework_node", "meta", "origin"})
"""Tables that hold no typed texts, or hold them a second time."""
_STEP: Final = 60
"""Pixels between two places of a widget at which its tip is asked for."""
_OWN: Final = "<span style='white-space:pre'>"


def plant(path: Path) -> Path:
    """Adds markup to the first line of each typed text of a workspace that is not open."""
    with closing(sqlite3.connect(path)) as file, file:
        file.create_function("planted", 1, _planted)
        tables = [
            name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in sorted(set(tables) - _LEFT_OUT):
            for _at, column, kind, *_rest in file.execute(f"PRAGMA table_info({table})").fetchall():
                if kind == "TEXT":
                    file.execute(f"UPDATE OR IGNORE {table} SET {column} = planted({column})")
        digests.take(file)
    return path


def _planted(text: str | None) -> str | None:
    if not text or text[0] in "{[" or not _THAI.search(text):
        return text
    first, *further = text.split("\n")
    return "\n".join((f"{first} {MARKUP}", *further))


class _Heard:
    """Stands for Qt's tips where the program shows one: showing thousands takes much longer."""

    def __init__(self) -> None:
        self.texts: set[str] = set()

    def showText(self, _at: QPoint, text: str, _widget: QWidget) -> None:
        self.texts.add(text)


def tips(widget: QWidget) -> set[str]:
    """What tool tips of the visible widgets are shown with, at several places of each."""
    heard = _Heard()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shown_tips, "QToolTip", heard)
        for part in (widget, *widget.findChildren(QWidget)):
            if part.isVisible():
                for at in _places(part):
                    event = QHelpEvent(QEvent.Type.ToolTip, at, part.mapToGlobal(at))
                    QApplication.sendEvent(part, event)
                    if event.isAccepted():
                        heard.texts.add(QToolTip.text())  # where Qt itself shows it
    QToolTip.hideText()
    return heard.texts


def _places(part: QWidget) -> Iterator[QPoint]:
    if part.toolTip():
        yield part.rect().center()
    view = part.parentWidget()
    if isinstance(view, QAbstractItemView) or "event" in vars(type(part)):
        for x in range(_STEP // 2, part.width(), _STEP):
            for y in range(_STEP // 4, part.height(), _STEP // 2):
                yield QPoint(x, y)


def taken_for_markup(widget: QWidget) -> Iterator[str]:
    """Labels and tips of which something would be read as markup."""
    for tip in tips(widget):
        letters = tip.removeprefix(_OWN).removesuffix("</span>") if tip.startswith(_OWN) else tip
        if MARKUP in letters:
            yield f"tip: {tip}"
    for label in widget.findChildren(QLabel):
        rich = label.textFormat() is not Qt.TextFormat.PlainText
        if rich and label.isVisible() and MARKUP in label.text():
            yield f"label: {label.text()}"
    for action in widget.findChildren(QAction):
        holders = [
            holder for holder in action.associatedObjects() if isinstance(holder, QAbstractButton)
        ]
        if holders and MARKUP in action.toolTip():
            yield f"action: {action.toolTip()}"
