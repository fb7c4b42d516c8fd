"""The window of the help: the manual, all shortcuts and what is new."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ita_desktop.i18n import language, tr
from ita_desktop.ui.help.chapters import chapters, news
from ita_desktop.ui.help.reading_window import ReadingWindow
from ita_desktop.ui.help.shortcut_list import shortcut_list
from ita_desktop.ui.widgets.popup import Popup

if TYPE_CHECKING:
    from ita_desktop.ui.frame.main_frame import MainFrame

SHORTCUTS = "shortcuts"
NEWS = "news"


def show_help(window: "MainFrame", about: str = "", over: QWidget | None = None) -> "HelpWindow":
    """Opens the help at the chapter ``about`` something (a page, a dialog, :data:`SHORTCUTS`,
    :data:`NEWS`). ``over`` is the dialog that asks: what is not above it could not be used.

    Popups would cover it and take its keys: they are put aside, and come back as they were when
    the help is closed, which nothing else can be done before."""
    parent = over or window
    known = parent.findChild(HelpWindow, options=Qt.FindChildOption.FindDirectChildrenOnly)
    aside = _put_aside()
    shown = known or HelpWindow(window, parent)
    if aside:
        shown.stand_for(aside)
    shown.open_at(next((popup.about for popup, _ in aside if popup.about), about))
    return shown


def open_help(window: "MainFrame", about: str, over: QWidget | None = None) -> "HelpWindow | None":
    """What F1 does: as :func:`show_help`, but in the help itself it closes it."""
    shown = QApplication.activeWindow()
    if isinstance(shown, HelpWindow) and QApplication.activePopupWidget() is None:
        shown.close()
        return None
    return show_help(window, about, over)


_Aside = tuple[tuple[Popup, QWidget | None], ...]
"""Popups and who had the keyboard in each, the upper ones first."""


def _put_aside() -> _Aside:
    """Takes all open popups from the screen, and gives those in which something may have been
    entered; menus and lists are closed."""
    aside = []
    while (popup := QApplication.activePopupWidget()) is not None:
        if isinstance(popup, Popup):
            aside.append((popup, popup.focusWidget()))
            popup.hide()
        else:
            popup.close()
        if popup.isVisible():
            break
    return tuple(aside)


class HelpWindow(ReadingWindow):
    """The manual, then all shortcuts and what is new."""

    def __init__(self, window: "MainFrame", parent: QWidget) -> None:
        super().__init__(
            parent,
            tr("คู่มือ ITA Desktop"),
            (*chapters(language.code), shortcut_list(window), news(language.code)),
        )
        # Over a dialog the window's own key cannot be reached; beside the window it closes this.
        self._close_key = QShortcut(QKeySequence("F1"), self)
        self._close_key.setEnabled(parent is not window)
        self._close_key.activated.connect(self.close)

    def stand_for(self, aside: _Aside) -> None:
        """Lets nothing else be done until it is closed, then shows the popups again."""

        def show_again() -> None:
            for popup, focus in reversed(aside):
                if isValid(popup):
                    popup.show()
                    if focus is not None and isValid(focus):
                        focus.setFocus(Qt.FocusReason.PopupFocusReason)

        self.hide()
        self.setModal(True)
        self.finished.connect(show_again)
        self._close_key.setEnabled(True)

    def open_at(self, about: str) -> None:
        """Shows the chapter about a page or dialog: the first one where none is."""
        last = len(self._chapters) - 1
        numbered = {SHORTCUTS: last - 1, NEWS: last}
        at = next((at for at, chapter in enumerate(self._chapters) if about in chapter.about), 0)
        self.open_row(numbered.get(about, at))
