"""The help window (manual, shortcuts and release notes), and that with the licences of all
components.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ita_desktop.i18n import language, tr
from ita_desktop.services.about import LicensedPart, licensed_parts
from ita_desktop.ui.background import Job
from ita_desktop.ui.commands.reading_window import HelpChapter, ReadingWindow, chapters, news
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.keyboard import Shortcut, in_both_layouts
from ita_desktop.ui.navigation import PAGES
from ita_desktop.ui.table.controllers.keys import OF_TABLES
from ita_desktop.ui.widgets.popup import Popup

SHORTCUTS = "shortcuts"
NEWS = "news"


def show_licences(window: MainFrame) -> None:
    """Raises the window, or opens it once the texts are read from all packages: in another thread,
    because they are many files."""
    if _raised(window):
        return

    def show(parts: tuple[LicensedPart, ...]) -> None:
        # It may have been asked for twice.
        if not _raised(window):
            LicenceWindow(window, parts).open_row(0)

    job = Job(lambda _progress: licensed_parts(), window)
    window.work.watch(job, tr("กำลังเปิด {file}", file=tr("สัญญาอนุญาต")))
    job.done.connect(show)
    job.start()


def _raised(window: QWidget) -> bool:
    """Raises the window if there is one; returns whether there is."""
    known = window.findChild(LicenceWindow, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if known is not None:
        known.open_row(max(known.contents.currentRow(), 0))
    return known is not None


class LicenceWindow(ReadingWindow):
    """An overview of components and licences, followed by the licence texts."""

    def __init__(self, parent: QWidget, parts: tuple[LicensedPart, ...]) -> None:
        super().__init__(parent, tr("สัญญาอนุญาต"), (_overview(parts), *map(_chapter, parts)))


def _overview(parts: tuple[LicensedPart, ...]) -> HelpChapter:
    """Returns all components as a Markdown table."""
    title = tr("สัญญาอนุญาต")
    rows = [f"| {part.name} | {part.version} | {part.licence} |" for part in parts]
    lines = (
        f"## {title}",
        "",
        tr(
            "โปรแกรมนี้ใช้ได้ แก้ได้ และแจกต่อได้ตามสัญญาอนุญาต MIT ส่วนอื่นที่โปรแกรมใช้เป็นของผู้ทำแต่ละราย "
            "ตามสัญญาของเขา ข้อความเต็มอยู่ในสารบัญด้านซ้าย"
        ),
        "",
        tr("Qt, PySide6 และไลบรารีอื่นที่เป็น LGPL อยู่ในไฟล์แยกของตัวเอง ผู้ใช้เปลี่ยนเป็นรุ่นอื่นหรือรุ่นที่แก้เองได้"),
        "",
        f"| {tr('ส่วนของโปรแกรม')} | {tr('รุ่น')} | {tr('สัญญาอนุญาต')} |",
        "|---|---|---|",
        *rows,
    )
    return HelpChapter(title, "\n".join(lines))


def _chapter(part: LicensedPart) -> HelpChapter:
    head = "\n".join(filter(None, (f"{part.name} {part.version}".strip(), part.licence)))
    return HelpChapter(part.name, f"{head}\n\n{part.text}", plain=True)


def show_help(window: "MainFrame", about: str = "", over: QWidget | None = None) -> "HelpWindow":
    """Opens the help at the chapter on the topic ``about`` (a page, a dialog, :data:`SHORTCUTS`,
    :data:`NEWS`). ``over`` is the requesting dialog, which must be its parent to be usable.

    Popups would cover it and take its keys: they are hidden while the help, then modal, is open,
    and shown again afterwards.
    """
    parent = over or window
    known = parent.findChild(HelpWindow, options=Qt.FindChildOption.FindDirectChildrenOnly)
    hidden = _hide_popups()
    shown = known or HelpWindow(window, parent)
    if hidden:
        shown.restore_when_closed(hidden)
    shown.open_at(next((popup.about for popup, _ in hidden if popup.about), about))
    return shown


def open_help(window: "MainFrame", about: str, over: QWidget | None = None) -> "HelpWindow | None":
    """Like :func:`show_help`, but closes the help if it is active, for F1."""
    shown = QApplication.activeWindow()
    if isinstance(shown, HelpWindow) and QApplication.activePopupWidget() is None:
        shown.close()
        return None
    return show_help(window, about, over)


_HiddenPopups = tuple[tuple[Popup, QWidget | None], ...]
"""Hidden popups with their focus widgets, topmost first."""


def _hide_popups() -> _HiddenPopups:
    """Hides all open popups, and returns those that may contain input; menus and lists are
    closed."""
    hidden = []
    while (popup := QApplication.activePopupWidget()) is not None:
        if isinstance(popup, Popup):
            hidden.append((popup, popup.focusWidget()))
            popup.hide()
        else:
            popup.close()
        if popup.isVisible():
            break
    return tuple(hidden)


class HelpWindow(ReadingWindow):
    """The manual, followed by shortcuts and release notes."""

    def __init__(self, window: "MainFrame", parent: QWidget) -> None:
        super().__init__(
            parent,
            tr("คู่มือ ITA Desktop"),
            (*chapters(language.code), shortcut_list(window), news(language.code)),
        )
        # Above a dialog, the window's own shortcut is not available; elsewhere this one closes the
        # help.
        self._close_key = QShortcut(QKeySequence("F1"), self)
        self._close_key.setEnabled(parent is not window)
        self._close_key.activated.connect(self.close)

    def restore_when_closed(self, hidden: _HiddenPopups) -> None:
        """Makes the window modal, and shows the hidden popups when it is closed."""

        def show_again() -> None:
            for popup, focus in reversed(hidden):
                if isValid(popup):
                    popup.show()
                    if focus is not None and isValid(focus):
                        focus.setFocus(Qt.FocusReason.PopupFocusReason)

        self.hide()
        self.setModal(True)
        self.finished.connect(show_again)
        self._close_key.setEnabled(True)

    def open_at(self, about: str) -> None:
        """Shows the chapter on a page or dialog, by default the first one, at the paragraph on a
        part of these, or at the one that begins with ``about``."""
        last = len(self._chapters) - 1
        numbered = {SHORTCUTS: last - 1, NEWS: last}
        at = next((at for at, chapter in enumerate(self._chapters) if about in chapter.about), None)
        words = None if at is None else self._chapters[at].places.get(about)
        if at is None and about:
            at, words = self._chapter_with(about), about
        self.open_row(numbered.get(about, at or 0))
        if words is not None and about not in numbered:
            self.reader.go_to(words)

    def _chapter_with(self, opening: str) -> int | None:
        """Returns the chapter with a paragraph that begins so."""
        return next(
            (
                at
                for at, chapter in enumerate(self._chapters)
                if any(opening == known for known, _ in chapter.paragraphs)
            ),
            None,
        )


# The list of all shortcuts, generated from the actions and shortcut definitions.

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
