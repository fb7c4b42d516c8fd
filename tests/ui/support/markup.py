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
from ita_desktop.ui.theme import lines as shown_tips
from tests.ui.support.words_shown import visible_parts

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
        for part in tuple(visible_parts(widget)):
            if part.toolTip():
                event = _asked(part, part.rect().center())
                QApplication.sendEvent(part, event)
                if event.isAccepted():
                    heard.texts.add(QToolTip.text())  # where Qt itself shows it
            for event in _asked_at_places(part):
                if _tell(part, event) and event.isAccepted():
                    heard.texts.add(QToolTip.text())
    QToolTip.hideText()
    return heard.texts


def _asked(part: QWidget, at: QPoint) -> QHelpEvent:
    return QHelpEvent(QEvent.Type.ToolTip, at, part.mapToGlobal(at))


def _asked_at_places(part: QWidget) -> Iterator[QHelpEvent]:
    """Over all of a part that has another tip at each of its places."""
    if not isinstance(part.parentWidget(), QAbstractItemView) and "event" not in vars(type(part)):
        return
    for x in range(_STEP // 2, part.width(), _STEP):
        for y in range(_STEP // 4, part.height(), _STEP // 2):
            yield _asked(part, QPoint(x, y))


def _tell(part: QWidget, event: QHelpEvent) -> bool:
    """Asks a part alone: Qt would ask all around it, too, at each place, and they are asked at
    places of their own."""
    view = part.parentWidget()
    if isinstance(view, QAbstractItemView) and view.viewport() is part:
        return view.viewportEvent(event)
    return part.event(event)


def taken_for_markup(widget: QWidget) -> Iterator[str]:
    """Labels and tips of which something would be read as markup."""
    for tip in tips(widget):
        letters = tip.removeprefix(_OWN).removesuffix("</span>") if tip.startswith(_OWN) else tip
        if MARKUP in letters:
            yield f"tip: {tip}"
    for label in visible_parts(widget):
        if (
            isinstance(label, QLabel)
            and label.textFormat() is not Qt.TextFormat.PlainText
            and MARKUP in label.text()
        ):
            yield f"label: {label.text()}"
    for action in widget.findChildren(QAction):
        holders = [
            holder for holder in action.associatedObjects() if isinstance(holder, QAbstractButton)
        ]
        if holders and MARKUP in action.toolTip():
            yield f"action: {action.toolTip()}"
