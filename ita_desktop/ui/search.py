"""Ctrl+K: finds items, measures, people, documents and commands while one types, and opens them."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.progress import OIT
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.search import Entry, Found, Index, entries_of, only_of, words_of
from ita_desktop.ui.editors.popup import Popup, anchor_of
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.search_list import ENTRY, ResultList
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Line, Space, Text, Tone
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.section import HairLine

if TYPE_CHECKING:
    from ita_desktop.ui.session import Session
    from ita_desktop.ui.window import Window

_SHARE = 0.42
"""The share of the window that the popup takes in width."""
_GO: Final = "go:"
"""Commands that open a page; the others are those of the menus."""
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


_COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""The keyboard comes back from another window or menu: nothing is to be shown anew."""


class SearchPopup(Popup):
    """The sheet under the search field: results, and below them what else can be typed."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._field = window.top_bar.search
        self.list = ResultList(self)
        self.nothing = ThaiLabel("", self, tone=Tone.TEXT2)
        self._line = HairLine(self)
        self._foot = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)

    def show_results(self, found: list[tuple[Found, list[Entry]]], text: str) -> None:
        """Shows what was found, or that nothing was."""
        wanted, _ = only_of(text)
        self.list.show_found(found, words_of(wanted))
        self.nothing.setText(tr("ไม่พบ “{text}”", text=wanted.strip()))
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        self._foot.setText(tr("↑↓ เลือก · Enter เปิด · > เฉพาะคำสั่ง · @ เฉพาะคน"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inner = self.inner()
        foot = inner.bottom() + 1 - FloatSize.FOOT
        results = inner.adjusted(0, Space.XS, 0, -FloatSize.FOOT - Line.HAIR)
        self.list.setGeometry(results)
        self.nothing.setGeometry(results.adjusted(Space.M, 0, -Space.M, 0))
        self._line.setGeometry(inner.left(), foot - Line.HAIR, inner.width(), Line.HAIR)
        self._foot.setGeometry(
            inner.left() + Space.M, foot, inner.width() - 2 * Space.M, FloatSize.FOOT
        )

    def show_under_field(self) -> None:
        """Shows the sheet under the field, as high as its results need."""
        window = self._field.window()
        anchor = anchor_of(self._field)
        frame = FloatSize.FOOT + Space.S + 3 * Line.HAIR
        most = window.height() - anchor.bottom() - Space.XXL - frame - 2 * FloatSize.SHADOW
        height = self.list.wanted_height(most) if self.list.results.rows else ENTRY
        width = min(
            max(round(window.width() * _SHARE), FloatSize.SEARCH_LEAST), FloatSize.LIST_MOST
        )
        self.show_by(anchor, QSize(width, height + frame))


class Search(QObject):
    """Joins the search field of the window with the popup and with what is opened."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._field = window.top_bar.search
        self._index = Index()
        self._indexed: tuple[YearData, tuple[Entry, ...]] | None = None
        self.popup = SearchPopup(window)
        self.popup.list.picked.connect(self.open)
        window.top_bar.search_edited.connect(self.find)
        window.top_bar.search_entered.connect(lambda _text: self.open(self.popup.list.chosen))
        self._field.installEventFilter(self)

    def find(self, text: str) -> None:
        """Shows what ``text`` finds; with nothing typed, the commands."""
        session = self._window.session
        if session is None:
            return
        self._renew(session)
        found = self._index.search(text if text.strip() else ">")
        self.popup.show_results(found, text)
        self.popup.show_under_field()
        self._tell_chosen()

    def _renew(self, session: "Session") -> None:
        """Brings the index up to date where the year or the commands are others."""
        commands = tuple(self._commands())
        data = session.data
        if self._indexed is not None:
            same_data = self._indexed[0] is data
            if same_data and self._indexed[1] == commands:
                return
        self._indexed = data, commands
        entries = [*entries_of(data), *_documents(data), *commands]
        self._index = Index(entries, self._index)

    def _commands(self) -> list[Entry]:
        from ita_desktop.ui.window import PAGES

        pages = [
            Entry(
                Found.COMMAND,
                f"{_GO}{key}",
                "",
                tr("ไปที่ {page}", page=tr(title)),
                f"Ctrl+{number}",
            )
            for number, (key, (_icon, title)) in enumerate(PAGES.items(), 1)
        ]
        menus = [
            Entry(Found.COMMAND, command, "", words.rstrip("…"), keys)
            for command, words, keys in self._window.menus.entries()
        ]
        return [*pages, *menus]

    def open(self, entry: Entry | None) -> None:
        """Goes to what was found, or does what the command says."""
        if entry is None:
            return
        self.close()
        window, session = self._window, self._window.session
        if session is None:
            return
        page, target = _place(entry, session)
        if page is not None:
            window.go(page, target)
        else:
            window.menus.run(entry.target)

    def close(self) -> None:
        """Takes the popup away, empties the field and gives the keyboard back to the page."""
        self.popup.hide()
        self._field.clear()
        window = self._window
        if self._field.hasFocus() and window.current_page:
            window.show_page(window.current_page)

    def _tell_chosen(self) -> None:
        chosen = self.popup.list.chosen
        words = (chosen.code, chosen.text, chosen.note) if chosen is not None else ()
        self._field.setAccessibleDescription(" ".join(filter(None, words)))

    # -- the keyboard, which stays in the field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field:
            return False
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            if event.reason() not in _COMES_BACK:
                self.find(self._field.text())
        elif event.type() == QEvent.Type.FocusOut:
            if QApplication.activePopupWidget() is None:
                self.popup.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            if not self.popup.isVisible():
                self.find(self._field.text())
            else:
                self.popup.list.step(step)
                self._tell_chosen()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return True
        return False


def _documents(data: YearData) -> list[Entry]:
    from ita_desktop.services.exporting import listing

    return [
        Entry(
            Found.DOCUMENT,
            one.name,
            "",
            tr(one.title),
            tr("พร้อมพิมพ์") if one.ready else tr("ยังขาดข้อมูล"),
        )
        for one in listing(data)
    ]


def _place(entry: Entry, session: "Session") -> tuple[PageKey | None, str]:
    """The page that shows an entry, and what to show there; no page for a menu's command."""
    data = session.data
    match entry.kind:
        case Found.ITEM:
            published = any(one.code == entry.target for one in data.framework.items_of(OIT))
            return (PageKey.OIT if published else PageKey.SCORES), entry.target
        case Found.MEASURE:
            return PageKey.MEASURES, entry.target
        case Found.PERSON:
            return PageKey.ROSTER, entry.target
        case Found.DOCUMENT:
            return PageKey.DOCUMENTS, entry.target
        case Found.COMMAND:
            if entry.target.startswith(_GO):
                return PageKey(entry.target.removeprefix(_GO)), ""
            return None, ""
