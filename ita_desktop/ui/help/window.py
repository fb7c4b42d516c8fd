"""The help window: manual, shortcuts and release notes."""

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
    """Opens the help at the chapter on the topic ``about`` (a page, a dialog, :data:`SHORTCUTS`,
    :data:`NEWS`). ``over`` is the requesting dialog, which must be its parent to be usable.

    Popups would cover it and take its keys: they are hidden while the help, then modal, is open,
    and shown again afterwards.
    """
    parent = over or window
    known = parent.findChild(HelpWindow, options=Qt.FindChildOption.FindDirectChildrenOnly)
    aside = _put_aside()
    shown = known or HelpWindow(window, parent)
    if aside:
        shown.stand_for(aside)
    shown.open_at(next((popup.about for popup, _ in aside if popup.about), about))
    return shown


def open_help(window: "MainFrame", about: str, over: QWidget | None = None) -> "HelpWindow | None":
    """Like :func:`show_help`, but closes the help if it is active, for F1."""
    shown = QApplication.activeWindow()
    if isinstance(shown, HelpWindow) and QApplication.activePopupWidget() is None:
        shown.close()
        return None
    return show_help(window, about, over)


_Aside = tuple[tuple[Popup, QWidget | None], ...]
"""Hidden popups with their focus widgets, topmost first."""


def _put_aside() -> _Aside:
    """Hides all open popups, and returns those that may contain input; menus and lists are
    closed."""
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

    def stand_for(self, aside: _Aside) -> None:
        """Makes the window modal, and shows the hidden popups when it is closed."""

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
        """Shows the chapter on a page or dialog, by default the first one."""
        last = len(self._chapters) - 1
        numbered = {SHORTCUTS: last - 1, NEWS: last}
        at = next((at for at, chapter in enumerate(self._chapters) if about in chapter.about), 0)
        self.open_row(numbered.get(about, at))
