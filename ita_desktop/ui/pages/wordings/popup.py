"""A popup to edit a text of a document, opened by a click in the preview."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.documents.wordings.templates import Template
from ita_desktop.i18n import tr
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.pages.wordings.pane import display_name
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, nest
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.text import TextArea
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import RoomScroll
from ita_desktop.ui.widgets.popup import FormPopup


class WordingPopupSize:
    WORDING_WIDTH: Final = 460
    WORDING_HEIGHT: Final = 300


class WordingPopup(FormPopup):
    """ใช้ or Ctrl+Enter stores the text.

    ``save`` is called with the text, and returns whether it was stored.
    """

    about = "wordings"
    reset = Signal()
    listed = Signal()
    """The text should be shown in the list of all texts."""

    def __init__(self, template: Template, words: str, parent: QWidget, *, own: bool) -> None:
        super().__init__(display_name(template), parent)
        self.save: Callable[[str], bool] = lambda _words: True
        self._stored = words
        self.area = TextArea()
        self.area.setAccessibleName(self.accessibleName())
        self.area.setPlainText(words)
        self.inner.addWidget(RoomScroll.around(self.area), 1)
        fields = " ".join(f"{{{field}}}" for field in template.own_fields)
        if fields:
            text = tr("ช่องเติม: {fields}", fields=fields)
            self.inner.addWidget(ThaiLabel(text, self, style=Text.NOTE, tone=Tone.TEXT2, most=2))
        self.back = Button(tr("ใช้ถ้อยคำตามแบบ"), self, kind=ButtonKind.QUIET)
        self.back.setVisible(own)
        self.back.clicked.connect(self._reset)
        self.more = Button(tr("ดูทั้งหมด"), self, kind=ButtonKind.QUIET)
        self.more.clicked.connect(self._list)
        self.done = Button(tr("ใช้"), self, kind=ButtonKind.PRIMARY)
        self.done.clicked.connect(self.accept)
        nest(self.inner, hbox(self.back, self.more, None, self.done, gap=None))

    def open_near(self, at: QPoint, window: QWidget) -> None:
        """Opens below the global position ``at``, on the screen, with the focus."""
        self.setFixedSize(WordingPopupSize.WORDING_WIDTH, WordingPopupSize.WORDING_HEIGHT)
        screen = window.screen().availableGeometry()
        right, bottom = screen.right() - self.width(), screen.bottom() - self.height()
        left = max(screen.left(), min(at.x() - self.width() // 2, right))
        self.open_at(QPoint(left, max(screen.top(), min(at.y() + Space.L, bottom))), window)
        self.area.setFocus()

    def accept(self) -> None:
        """Stores the text and closes; a rejected one is kept for correction."""
        words = self.area.toPlainText()
        if words == self._stored or self.save(words):
            self.settle()

    def _reset(self) -> None:
        self.reset.emit()
        self.settle()

    def _list(self) -> None:
        self.settle()
        self.listed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter alone is for the text.
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not is_enter(event.key()):
            super().keyPressEvent(event)
