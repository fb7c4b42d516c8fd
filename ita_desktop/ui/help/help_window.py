"""The window of the help: contents at the side, the chapter beside them, a field to find words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QListWidget, QWidget
from shiboken6 import isValid

from ita_desktop.i18n import language, tr
from ita_desktop.ui.frame.in_sight import FRAME, in_sight
from ita_desktop.ui.help.chapters import chapters, news
from ita_desktop.ui.help.reader import Reader
from ita_desktop.ui.help.shortcut_list import shortcut_list
from ita_desktop.ui.theme.fonts import font
from ita_desktop.ui.theme.measures import HelpSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.fields.field import SearchField
from ita_desktop.ui.widgets.label import ThaiLabel
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


class HelpWindow(QDialog):
    """Stays beside the work, which goes on."""

    def __init__(self, window: "MainFrame", parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("คู่มือ ITA Desktop"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self._chapters = (*chapters(language.code), shortcut_list(window), news(language.code))
        self.contents = QListWidget(self)
        self.contents.setAccessibleName(tr("สารบัญ"))
        self.contents.setFont(font(Text.BODY))
        self.contents.setFrameShape(QFrame.Shape.NoFrame)
        self.contents.setFixedWidth(HelpSize.CONTENTS)
        self.contents.setSpacing(HelpSize.BETWEEN)
        self.contents.addItems([chapter.title for chapter in self._chapters])
        self.contents.currentRowChanged.connect(self._show)
        self.field = SearchField(tr("ค้นหาในคู่มือ"), self, hint="Ctrl+F")
        self.field.textEdited.connect(lambda _text: self._search(again=False))
        self.field.returnPressed.connect(self._search)
        self.nothing = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self.reader = Reader(self)
        self.reader.setAccessibleName(tr("เนื้อหาคู่มือ"))
        self._lay_out()
        for keys, act in (
            ("Ctrl+F", self._begin_search),
            ("F3", self._search),
            ("Shift+F3", lambda: self._search(back=True)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        # Over a dialog the window's own key cannot be reached; beside the window it closes this.
        self._close_key = QShortcut(QKeySequence("F1"), self)
        self._close_key.setEnabled(parent is not window)
        self._close_key.activated.connect(self.close)
        self._place()

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

    def _lay_out(self) -> None:
        hbox(
            vbox(self.field, self.nothing, (self.contents, 1), gap=Space.S),
            (self.reader, 1),
            on=self,
            margins=(Space.L, Space.L, 0, 0),
            gap=Space.L,
        )
        self.field.setFixedWidth(HelpSize.CONTENTS)
        self.nothing.setFixedWidth(HelpSize.CONTENTS)
        self.nothing.hide()

    def _place(self) -> None:
        """In the middle of the window that it helps with, whole on the screen."""
        parent = self.parentWidget()
        if parent is None:
            return
        place = QRect(0, 0, HelpSize.WIDTH, HelpSize.HEIGHT)
        place.moveCenter(parent.window().geometry().center())
        self.setMinimumSize(QSize(HelpSize.CONTENTS * 2, HelpSize.CONTENTS))
        free = parent.screen().availableGeometry()
        self.setGeometry(in_sight(place, free, FRAME))

    def open_at(self, about: str) -> None:
        """Shows the chapter about a page or dialog: the first one where none is."""
        last = len(self._chapters) - 1
        numbered = {SHORTCUTS: last - 1, NEWS: last}
        at = next((at for at, chapter in enumerate(self._chapters) if about in chapter.about), 0)
        self.contents.setCurrentRow(numbered.get(about, at))
        self.show()
        self.raise_()
        self.activateWindow()
        self.reader.setFocus()

    @property
    def title(self) -> str:
        """The heading of the chapter that is shown."""
        return self._chapters[self.contents.currentRow()].title

    def _show(self, at: int) -> None:
        self.reader.read(self._chapters[at].text)

    # -- finding

    def _begin_search(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _search(self, *, back: bool = False, again: bool = True) -> None:
        """The next place of the words: in this chapter, else in the next one that has them."""
        text = self.field.text().strip()
        found = not text or self.reader.search(text, back=back, again=again)
        if not found:
            found = self._search_elsewhere(text, back=back)
        self.nothing.setText("" if found else tr("ไม่พบในคู่มือ"))
        self.nothing.setVisible(not found)

    def _search_elsewhere(self, text: str, *, back: bool) -> bool:
        count, here = len(self._chapters), self.contents.currentRow()
        for step in range(1, count + 1):
            at = (here + (-step if back else step)) % count
            if text.lower() not in self._chapters[at].text.lower():
                continue
            self.contents.setCurrentRow(at)
            end = self.reader.textCursor().MoveOperation
            self.reader.moveCursor(end.End if back else end.Start)
            if self.reader.search(text, back=back):
                return True
        return False
