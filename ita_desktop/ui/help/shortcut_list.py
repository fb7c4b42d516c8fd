"""The list of all shortcuts, made of what answers them: window, tables, pages."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from ita_desktop.i18n import tr
from ita_desktop.ui.help.chapters import HelpChapter
from ita_desktop.ui.key_layouts import in_both_layouts
from ita_desktop.ui.shortcuts import OF_PAGES, Shortcut
from ita_desktop.ui.table.controllers.keys import OF_TABLES

if TYPE_CHECKING:
    from ita_desktop.ui.frame.main_frame import MainFrame

Line = tuple[str, str]
"""Keys, and what they do."""


def shortcut_list(window: "MainFrame") -> HelpChapter:
    """Every shortcut as tables of Markdown: the window's, those of every table, each page's."""
    title = tr("ปุ่มลัดทั้งหมด")
    parts = [f"## {title}", *_table(tr("ทุกที่"), _of_window(window))]
    parts += _table(tr("ในตาราง"), _lines(OF_TABLES))
    for page, shortcuts in OF_PAGES.items():
        parts += _table(window.page_commands[page].text(), _lines(shortcuts))
    return HelpChapter(title, "\n".join(parts))


def _of_window(window: "MainFrame") -> list[Line]:
    """Without the Thai letters that stand for the same keys."""
    return [
        (" ".join(f"`{keys.toString()}`" for keys in _latin(action)), action.text().rstrip("…"))
        for action in window.actions()
        if action.shortcuts()
    ]


def _latin(action: QAction) -> list[QKeySequence]:
    """The keys of an action, one for each: what they make in the other layout is the same key."""
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
    """A heading and a table of two columns; Thai words are no part of Markdown."""
    rows = [f"| {keys} | {words.replace('|', '/')} |" for keys, words in lines]
    return ["", f"### {title}", "", f"| {tr('ปุ่ม')} | {tr('ทำอะไร')} |", "|---|---|", *rows]
