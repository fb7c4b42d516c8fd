"""Edits a text of the office where it was clicked in the preview."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.services.places import Place
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages.documents.pane import DocumentPane
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.wordings.made_text import MadeText
from ita_desktop.ui.session import Session

if TYPE_CHECKING:
    from ita_desktop.documents.wordings.templates import Template

Spot = tuple[int, float, float]
"""A page index, and the position on it as shares of its width and height."""


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
        load("ita_desktop.ui.pages.wordings.popup")
        from ita_desktop.services.documents import wordings
        from ita_desktop.ui.pages.wordings.popup import WordingPopup

        session, view, name = self._session, self._pane.view, template.name
        popup = WordingPopup(template, words, self._pane, own=own)
        popup.thing = name
        popup.save = lambda typed: session.could_write(wordings.put, name, typed)
        popup.reset.connect(lambda: session.could_write(wordings.reset, name))
        place = Place(PageKey.SETTINGS, f"wordings#{name}")
        popup.listed.connect(lambda: self.list_requested.emit(place))
        popup.open_near(view.viewport().mapToGlobal(view.place_of(*spot)), view.window())
