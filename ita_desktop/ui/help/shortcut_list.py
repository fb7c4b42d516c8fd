"""The list of all shortcuts, generated from the actions and shortcut definitions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from ita_desktop.i18n import tr
from ita_desktop.ui.help.chapters import HelpChapter
from ita_desktop.ui.keyboard import in_both_layouts
from ita_desktop.ui.navigation.pages import PAGES
from ita_desktop.ui.shortcuts import Shortcut
from ita_desktop.ui.table.controllers.keys import OF_TABLES

if TYPE_CHECKING:
    from ita_desktop.ui.frame.main_frame import MainFrame

Line = tuple[str, str]
"""Keys, and their description."""


def shortcut_list(window: "MainFrame") -> HelpChapter:
    """Returns all shortcuts as Markdown tables: of the window, of all tables, of each page."""
    title = tr("ปุ่มลัดทั้งหมด")
    parts = [f"## {title}", *_table(tr("ทุกที่"), _of_window(window))]
    parts += _table(tr("ในตาราง"), _lines(OF_TABLES))
    for page in PAGES.values():
        parts += _table(tr(page.title), _lines(page.shortcuts))
    return HelpChapter(title, "\n".join(parts))


def _of_window(window: "MainFrame") -> list[Line]:
    """Returns the window's shortcuts, without those of the Thai keyboard layout."""
    return [
        (" ".join(f"`{keys.toString()}`" for keys in _latin(action)), action.text().rstrip("…"))
        for action in window.actions()
        if action.shortcuts()
    ]


def _latin(action: QAction) -> list[QKeySequence]:
    """Returns the shortcuts of an action without the equivalent ones of the other layout."""
    shown: list[QKeySequence] = []
    same: set[str] = set()
    for keys in action.shortcuts():
        if keys.toString() not in same:
            shown.append(keys)
            same |= {layout.toString() for layout in in_both_layouts(keys.toString())}
    return shown


def _lines(shortcuts: Iterable[Shortcut]) -> list[Line]:
    return [(f"`{shortcut.keys}`", tr(shortcut.phrase)) for shortcut in shortcuts]


def _table(title: str, lines: list[Line]) -> list[str]:
    """Returns the lines of a heading and a table with two columns."""
    rows = [f"| {keys} | {words.replace('|', '/')} |" for keys, words in lines]
    return ["", f"### {title}", "", f"| {tr('ปุ่ม')} | {tr('ทำอะไร')} |", "|---|---|", *rows]
