"""Suggestions below a field outside tables: what is typed is completed from a list, for instance of
the offices of Bangkok's fifty districts.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ita_desktop.domain.district_names import DISTRICTS, english_district, office_of
from ita_desktop.domain.text import key, sort_key
from ita_desktop.ui.editors.listing import STEPS, EntrySearch, ListPopup
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.table.values import ListChoice


class Suggestions(QObject):
    """Lists what ``field`` may mean while it is typed into.

    Enter, Tab or a click takes an entry; Esc closes the list, and the typed text stays as it is.
    Where the field is left with another name of one entry, that entry is taken.
    """

    def __init__(self, field: QLineEdit, choices: Callable[[], Sequence[ListChoice]]) -> None:
        """``choices`` is called when something is first typed."""
        super().__init__(field)
        self._field, self._choices = field, choices
        self._search: EntrySearch | None = None
        self._known: dict[str, str] = {}
        self._popup: ListPopup | None = None
        self._is_refused = False
        field.textEdited.connect(self._offer)
        field.installEventFilter(self)

    @property
    def shown(self) -> tuple[str, ...]:
        """The entries in sight."""
        popup = self._popup
        if popup is None or not popup.isVisible():
            return ()
        return tuple(entry.text for entry in popup.list.entry_model.rows)

    def _offer(self, text: str) -> None:
        self._is_refused = False
        if self._search is None:
            choices = self._choices()
            self._search = EntrySearch(choices)
            self._known = {key(name): one.text for one in choices for name in (one.text, *one.also)}
        if self._popup is None:
            self._popup = ListPopup(self._field.window(), self._field)
            self._popup.list.picked.connect(self._take)
        # Names that are only similar are another office as often as not.
        found = self._search.find(text) if text.strip() and self._search.holds(text) else ()
        if [choice.text for choice in found] == [text]:
            found = ()
        self._popup.list.entry_model.show_entries(found)
        self._popup.show_under(self._field)
        self._popup.list.choose(0 if found else -1)

    def _take(self, at: int) -> None:
        if self._popup is not None:
            rows = self._popup.list.entry_model.rows
            self._popup.hide()
            if 0 <= at < len(rows):
                self._field.setText(rows[at].text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.settle()
        is_open = self._popup is not None and self._popup.isVisible()
        if is_open and event.type() == QEvent.Type.ShortcutOverride and _closes(event):
            event.accept()
            return True
        if is_open and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        assert self._popup is not None
        at, pressed = self._popup.list.at, Qt.Key(event.key())
        if pressed in STEPS:
            self._popup.list.step(STEPS[pressed])
            return True
        if pressed == Qt.Key.Key_Escape:
            self._is_refused = True
            self._popup.hide()
            return True
        if is_enter(event.key()):
            self._take(at)
            return True
        if pressed == Qt.Key.Key_Tab:
            self._take(at)
        return False

    def settle(self) -> None:
        """Ends the typing: the field is left, or what it says is used while it has the focus (a
        click on a button leaves no field)."""
        if self._popup is not None:
            self._popup.hide()
        whole = self._known.get(key(self._field.text()))
        if whole is not None and not self._is_refused and self._field.isModified():
            self._field.setText(whole)


def _closes(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


def office_choices() -> list[ListChoice]:
    """Returns the offices in Thai order; they are found by their district, in Thai and English."""
    return [
        ListChoice(
            office_of(name), office_of(name), also=(f"เขต{name}", name, english_district(name))
        )
        for name in sorted(DISTRICTS, key=sort_key)
    ]
