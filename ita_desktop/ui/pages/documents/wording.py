"""Edits a text of the office where it was clicked in the preview, in a popup."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.wordings.templates import Template
from ita_desktop.i18n import tr
from ita_desktop.services.places import Place
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.pages.documents.pane import DocumentPane
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.settings.wording_pane import MadeText, display_name
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, nest
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.text import TextArea
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import RoomScroll
from ita_desktop.ui.widgets.popup import FormPopup

Spot = tuple[int, float, float]
"""A page index, and the position on it as shares of its width and height."""


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


class WordingController(QObject):
    """Opens the editable text at a position of the preview in ``pane``."""

    list_requested = Signal(object)
    """The text should be shown in the list of all texts, at this Place."""

    def __init__(self, session: Session, pane: DocumentPane) -> None:
        super().__init__(pane)
        self._session = session
        self._pane = pane
        self.made_text = MadeText(session, self)

    def word(self, context: ReportContext, spot: Spot) -> None:
        """Opens the editable text at ``spot`` of the document made from ``context``, if there is
        one."""
        session, pages = self._session, self._pane.pages
        name = pages.wording_at(*spot) if pages is not None else ""
        if not name or session.is_locked:
            return
        from ita_desktop.documents.wordings.catalogue import template

        found, data = template(name), session.data
        own = data.own_words.get(found.key(data))
        if own is not None:
            self._open(found, own, spot, own=True)
            return

        def begin(words: str) -> None:
            if self._pane.isVisible() and self._pane.pages is pages:
                self._open(found, words, spot, own=False)

        self.made_text.find(context, found, begin)

    def _open(self, template: "Template", words: str, spot: Spot, *, own: bool) -> None:
        from ita_desktop.services.documents import wordings

        session, view, name = self._session, self._pane.view, template.name
        popup = WordingPopup(template, words, self._pane, own=own)
        popup.thing = name
        popup.save = lambda typed: session.could_write(wordings.put, name, typed)
        popup.reset.connect(lambda: session.could_write(wordings.reset, name))
        place = Place(PageKey.SETTINGS, f"wordings#{name}")
        popup.listed.connect(lambda: self.list_requested.emit(place))
        popup.open_near(view.viewport().mapToGlobal(view.place_of(*spot)), view.window())
