"""The base class of reading windows: contents, text, and a search field."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QListWidget, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.frame.window_geometry import FRAME, in_sight
from ita_desktop.ui.help.chapters import HelpChapter
from ita_desktop.ui.help.reader import Reader
from ita_desktop.ui.theme.fonts import font
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.fields.field import SearchField
from ita_desktop.ui.widgets.label import ThaiLabel


class ReadingWindowSize:
    WIDTH: Final = 980
    HEIGHT: Final = 640
    CONTENTS: Final = 220
    """Least width of the contents, which are as wide as their longest title."""
    BETWEEN: Final = 3
    """Space around an entry of the contents."""


class ReadingWindow(QDialog):
    """A non-modal window to read in."""

    def __init__(self, parent: QWidget, title: str, chapters: Sequence[HelpChapter]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self._chapters = tuple(chapters)
        self.contents = QListWidget(self)
        self.contents.setAccessibleName(tr("สารบัญ"))
        self.contents.setFont(font(Text.BODY))
        self.contents.setFrameShape(QFrame.Shape.NoFrame)
        self.contents.setSpacing(ReadingWindowSize.BETWEEN)
        self.contents.addItems([chapter.title for chapter in self._chapters])
        self.contents.currentRowChanged.connect(self._show)
        self.field = SearchField(tr("ค้นหาในนี้"), self, hint="Ctrl+F")
        self.field.textEdited.connect(lambda _text: self._search(again=False))
        self.field.returnPressed.connect(self._search)
        self.nothing = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self.reader = Reader(self)
        self.reader.setAccessibleName(tr("เนื้อหา"))
        self._lay_out()
        for keys, act in (
            ("Ctrl+F", self._begin_search),
            ("F3", self._search),
            ("Shift+F3", lambda: self._search(back=True)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._place()

    def _lay_out(self) -> None:
        hbox(
            vbox(self.field, self.nothing, (self.contents, 1), gap=Space.S),
            (self.reader, 1),
            on=self,
            margins=(Space.L, Space.L, 0, 0),
            gap=Space.L,
        )
        width = self._contents_width()
        for part in (self.contents, self.field, self.nothing):
            part.setFixedWidth(width)
        self.nothing.hide()

    def _contents_width(self) -> int:
        """Returns a width in which every title is seen whole, also beside a scroll bar."""
        self.contents.ensurePolished()
        beside = (
            self.contents.verticalScrollBar().sizeHint().width() + 2 * ReadingWindowSize.BETWEEN
        )
        return max(ReadingWindowSize.CONTENTS, self.contents.sizeHintForColumn(0) + beside)

    def _place(self) -> None:
        """Centres the window on its parent, on the screen."""
        parent = self.parentWidget()
        if parent is None:
            return
        wider = self.contents.width() - ReadingWindowSize.CONTENTS
        place = QRect(0, 0, ReadingWindowSize.WIDTH + wider, ReadingWindowSize.HEIGHT)
        place.moveCenter(parent.window().geometry().center())
        self.setMinimumSize(QSize(self.contents.width() * 2, ReadingWindowSize.CONTENTS))
        free = parent.screen().availableGeometry()
        self.setGeometry(in_sight(place, free, FRAME))

    def open_row(self, at: int) -> None:
        """Shows a chapter by its index."""
        self.contents.setCurrentRow(at)
        self.show()
        self.raise_()
        self.activateWindow()
        self.reader.setFocus()

    @property
    def title(self) -> str:
        """The heading of the shown chapter."""
        return self._chapters[self.contents.currentRow()].title

    def _show(self, at: int) -> None:
        chapter = self._chapters[at]
        self.reader.read(chapter.text, plain=chapter.plain)

    # -- search

    def _begin_search(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _search(self, *, back: bool = False, again: bool = True) -> None:
        """Moves to the next match in this chapter, else in the next one with a match."""
        text = self.field.text().strip()
        found = not text or self.reader.search(text, back=back, again=again)
        if not found:
            found = self._search_elsewhere(text, back=back)
        self.nothing.setText("" if found else tr("ไม่พบคำนี้"))
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
