"""The editor of list cells: typing searches, Tab or Enter takes the best match."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.text import key
from ita_desktop.ui.editors.base import CloseReason, EditorPlace, TypedText
from ita_desktop.ui.editors.entries import EntryList
from ita_desktop.ui.editors.popup import EditorPopup, anchor_of
from ita_desktop.ui.editors.search import EntrySearch
from ita_desktop.ui.editors.text import TextEditor
from ita_desktop.ui.table.values import ListChoice, StatusCell
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import IconSize, Space, Stroke
from ita_desktop.ui.widgets.marks import Mark, paint_mark


class ListingSize:
    LIST_LEAST: Final = 180


STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}


class ListPopup(EditorPopup):
    """A popup with a list of entries."""

    def __init__(self, window: QWidget, owner: QWidget) -> None:
        super().__init__(window, owner)
        self.list = EntryList(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setGeometry(self.inner().adjusted(0, Space.XS, 0, -Space.XS))

    def show_under(self, anchor: QWidget) -> None:
        """Shows the list below a widget at the size of its entries; hides it if there are none."""
        if not self.list.entry_model.rows:
            self.hide()
            return
        most = min(FloatSize.LIST_MOST, self._window.width() - 2 * FloatSize.SHADOW)
        frame = 2 * (Space.XS + Stroke.HAIR)
        height = self.room_by(anchor_of(anchor)) - frame
        size = self.list.wanted_size(max(anchor.width(), ListingSize.LIST_LEAST), most, height)
        self.show_by(anchor_of(anchor), size + QSize(2 * Stroke.HAIR, frame))


class ListEditor(TextEditor):
    """A text editor with a list of choices below.

    With ``only``, only choices are accepted; otherwise the typed text is, unless an entry was
    selected with the arrow keys, or begins with a text that was typed anew. A text that was there
    and is corrected is another one only if it is its whole name. ``named`` returns other meanings
    of a typed name; they are last and must be selected explicitly.
    """

    def __init__(
        self,
        place: EditorPlace,
        parent: QWidget,
        choices: Sequence[ListChoice],
        *,
        only: bool,
        named: Callable[[str], Sequence[ListChoice]] | None = None,
    ) -> None:
        super().__init__(place, parent)
        self._named = named
        self._search = EntrySearch(choices)
        self._only = only
        self._walked = False
        self._read = ""
        """The text that the list was filtered by."""
        self._corrects = False
        """Whether something is left of the text that was in the cell."""
        self._mark: Mark | None = None
        self.popup = ListPopup(parent.window(), self)
        self.popup.list.picked.connect(self._pick)
        self.area.document().contentsChange.connect(self._replaced)

    @property
    def text(self) -> str:
        """The typed text."""
        return self.area.toPlainText()

    def start(self, text: str, typed: str | None) -> None:
        self._read = text
        super().start(text, typed)
        self._corrects = typed is None and bool(text.strip())
        if typed is None:
            self.area.selectAll()
            self._show_all(text)
        elif typed == text:
            self._show_matches(text)

    def correct(self) -> None:
        if not self._only:  # what is typed searches, unless it may be a text of one's own
            self.area.moveCursor(QTextCursor.MoveOperation.End)

    def result(self) -> object:
        chosen = self._chosen()
        return chosen.value if chosen is not None else TypedText(self.text)

    def words(self) -> str:
        chosen = self._chosen()
        return chosen.text if chosen is not None else self.text

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the icon of the state that Enter would select."""
        super().paintEvent(event)
        if self.place.indent and self._mark is not None:
            top = self.place.above + (self._style.line - IconSize.TEXT) / 2
            paint_mark(QPainter(self), self._mark, QPointF(Space.CELL, top))

    def _follow(self) -> None:
        """Updates the icon and the accessible description for the selected entry."""
        entries, at = self.popup.list.entry_model.rows, self.popup.list.at
        chosen = entries[at] if 0 <= at < len(entries) else None
        value = chosen.value if chosen is not None else None
        mark = value.mark if isinstance(value, StatusCell) else value
        self._mark = mark if isinstance(mark, Mark) else None
        text = f"{chosen.text} {chosen.note}".strip() if chosen is not None else ""
        self.area.setAccessibleDescription(text)
        self.update()

    def owns(self, widget: QWidget | None) -> bool:
        inside = widget is not None and self.popup.isAncestorOf(widget)
        return inside or super().owns(widget)

    def close_popup(self) -> None:
        self.popup.hide()

    def _chosen(self) -> ListChoice | None:
        """Returns the entry that Enter takes; None if the text is taken."""
        entries, at = self.popup.list.entry_model.rows, self.popup.list.at
        if not self.popup.isVisible() or not 0 <= at < len(entries):
            return None
        if not self.text.strip() and not self._walked:
            return None
        return entries[at]

    def _show_all(self, text: str) -> None:
        """Shows the whole list with the current value selected."""
        entries = self._search.find("")
        self.popup.list.entry_model.show_entries(entries)
        self.popup.show_under(self)
        wanted = key(text)
        at = next((at for at, entry in enumerate(entries) if key(entry.text) == wanted), -1)
        self.popup.list.choose(at)
        self._follow()

    def _replaced(self, at: int, removed: int, _added: int) -> None:
        if at == 0 and removed >= len(self._read):
            self._corrects = False

    def _changed(self) -> None:
        super()._changed()
        if self.text != self._read:
            self._read = self.text
            self._show_matches(self._read)

    def _show_matches(self, text: str) -> None:
        """Shows the matching entries, the best one selected."""
        found = self._search.find(text)
        means = self._means(found, text)
        if (
            self._named is not None
            and text.strip()
            and all(choice.text != text for choice in found)
        ):
            found = (*found, *self._named(text))
        self._walked = False
        self.popup.list.entry_model.show_entries(found)
        self.popup.show_under(self)
        take = bool(found) and bool(text.strip()) and (self._only or means)
        self.popup.list.choose(0 if take else -1)
        self._follow()

    def _means(self, found: Sequence[ListChoice], text: str) -> bool:
        """Returns whether the text is the beginning of a name of the best match; one that corrects
        what was there must be the whole name, because it may be another's beginning by chance."""
        wanted = key(text)
        if not found or not wanted:
            return False
        names = [key(name) for name in (found[0].text, *found[0].also)]
        return wanted in names or (
            not self._corrects and any(name.startswith(wanted) for name in names)
        )

    def press(self, event: QKeyEvent) -> bool:
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            if not self.popup.isVisible():
                self._show_all(self.text)
            self.popup.list.step(step)
            self._walked = True
            self._follow()
            return True
        if event.key() == Qt.Key.Key_Escape and not self._only and self.popup.isVisible():
            # The first Esc closes the list, so that the typed text is taken.
            self.popup.hide()
            return True
        return super().press(event)

    def _pick(self, row: int) -> None:
        """Takes a clicked entry."""
        self.popup.list.choose(row)
        self._walked = True
        self.exited.emit(CloseReason.DOWN)
