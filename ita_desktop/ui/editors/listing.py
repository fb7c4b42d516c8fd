"""A list that typing searches, best match first: the editor of list cells, whose popup has entries
with notes, state icons, and check boxes, and suggestions below a field outside tables, for instance
of the offices of Bangkok's fifty districts."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from ita_desktop.domain.district_names import DISTRICTS, SHORT_OFFICES, english_district, office_of
from ita_desktop.domain.roster.names import nearest
from ita_desktop.domain.text import key, sort_key
from ita_desktop.i18n import tr
from ita_desktop.ui.editors.base import CloseReason, EditorPlace, EditorPopup, TypedText, anchor_of
from ita_desktop.ui.editors.text import TextEditor
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.table.values import ListChoice, StatusCell
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics
from ita_desktop.ui.theme.measures import CheckSize, FloatSize
from ita_desktop.ui.theme.tokens import Height, IconSize, Space, Stroke, Text, tokens
from ita_desktop.ui.widgets.fields.choices import paint_box
from ita_desktop.ui.widgets.marks import Mark, paint_mark
from ita_desktop.ui.widgets.painted_list import Index, PaintedList, RowPainter, Rows

ENTRY = Height.ROW
MOST_SHOWN = 8
_BETWEEN = Space.XXL
"""Least space between an entry's text and its note, in px."""


_NEAR = 0.7
"""Least similarity (0-1) of a name suggested for a mistyped one."""
_MOST_NEAR = 3
_NOT_FOUND = 3
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}


class EntrySearch:
    """The entries of a list, indexed for searching."""

    def __init__(self, choices: Sequence[ListChoice]) -> None:
        self._choices = tuple(choices)
        self._keys = [tuple(map(key, (choice.text, *choice.also))) for choice in choices]

    def find(self, text: str) -> tuple[ListChoice, ...]:
        """Returns the entries that contain ``text`` in a name: exact matches, then prefixes, then
        others, each in list order. If there are none, the most similar ones. An empty text matches
        all.

        Ignores spaces, case and kind of digits.
        """
        wanted = key(text)
        if not wanted:
            return self._choices
        ranked = []
        for at, names in enumerate(self._keys):
            rank = min((_rank(name, wanted) for name in names), default=None)
            if rank is not None and rank < _NOT_FOUND:
                ranked.append((rank, at))
        ranked.sort()
        return tuple(self._choices[at] for _, at in ranked) or self._similar(wanted)

    def holds(self, text: str) -> bool:
        """Whether an entry contains ``text`` in a name; otherwise results are only similar."""
        wanted = key(text)
        return any(wanted in name for names in self._keys for name in names)

    def _similar(self, wanted: str) -> tuple[ListChoice, ...]:
        spelt = ((name, at) for at, names in enumerate(self._keys) for name in names)
        return tuple(self._choices[at] for at in nearest(wanted, spelt, _NEAR))[:_MOST_NEAR]


def _rank(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if wanted in name else _NOT_FOUND


class EntryModel(Rows):
    """The choices, and which are checked (None: no check boxes)."""

    rows: tuple[ListChoice, ...]

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ticked: frozenset[int] | None = None
        self.notes: tuple[str, ...] = ()

    def show_entries(
        self,
        entries: Sequence[ListChoice],
        ticked: frozenset[int] | None = None,
        notes: Sequence[str] = (),
    ) -> None:
        """Sets the entries; ``notes`` replace those of the choices."""
        self.ticked = ticked
        self.notes = tuple(notes) or tuple(entry.note for entry in entries)
        self.show_rows(entries)

    def shown(self, at: int) -> str:
        return self.rows[at].text

    def accessible_text(self, at: int) -> str:
        return f"{self.rows[at].text} {self.notes[at]}".strip()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and self.ticked is not None and index.isValid():
            on = index.row() in self.ticked
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return super().data(index, role)


class _Painter(RowPainter):
    """Paints text left, note right in grey, and the selected entry tinted."""

    height = ENTRY

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = tokens()
        model = index.model()
        assert isinstance(model, EntryModel)
        entry, note = model.rows[index.row()], model.notes[index.row()]
        area = QRectF(option.rect).adjusted(Space.XS, 0, -Space.XS, 0)
        self.paint_state(painter, option, area)
        x = area.left() + Space.S
        x = self._paint_sign(painter, model, index.row(), x, area)
        right = area.right() - Space.S
        wide = metrics(Text.LABEL).horizontalAdvance(note)
        painter.setPen(theme.text)
        text = elide(entry.text, Text.BODY, right - x - (wide + Space.L if note else 0))
        draw_text(painter, Text.BODY, x, baseline(Text.BODY, area.top(), ENTRY), text)
        if note:
            painter.setPen(theme.text2)
            draw_text(
                painter, Text.LABEL, right - wide, baseline(Text.BODY, area.top(), ENTRY), note
            )

    def _paint_sign(
        self, painter: QPainter, model: EntryModel, row: int, x: float, area: QRectF
    ) -> float:
        """Paints check box or state icon of an entry; returns where its text begins."""
        if model.ticked is not None:
            on = Qt.CheckState.Checked if row in model.ticked else Qt.CheckState.Unchecked
            paint_box(painter, QPointF(x, area.top() + (ENTRY - CheckSize.BOX) / 2), on)
            return x + CheckSize.BOX + Space.S
        value = model.rows[row].value
        if isinstance(value, Mark | StatusCell):
            mark = value if isinstance(value, Mark) else value.mark
            paint_mark(painter, mark, QPointF(x, area.top() + (ENTRY - IconSize.TEXT) / 2))
            return x + IconSize.TEXT + Space.ICON_TO_WORD
        return x


class EntryList(PaintedList):
    """The list; the focus stays in the field."""

    picked = Signal(int)
    """An entry was clicked."""
    noted = Signal(int)
    """The note of a checked entry was clicked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("รายการให้เลือก"))
        self.entry_model = EntryModel(self)
        self.paint_by(self.entry_model, _Painter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self._pressed_x = 0
        self.clicked.connect(self._click)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_x = round(event.position().x())
        super().mousePressEvent(event)

    def _click(self, index: QModelIndex) -> None:
        row, ticked = index.row(), self.entry_model.ticked
        note = metrics(Text.LABEL).horizontalAdvance(self.entry_model.notes[row])
        on_note = self._pressed_x >= self.viewport().width() - note - Space.L
        if ticked is not None and row in ticked and note and on_note:
            self.noted.emit(row)
        else:
            self.picked.emit(row)

    @property
    def at(self) -> int:
        """The selected row; -1 if there is none."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Selects an entry and scrolls to it; -1 selects none."""
        index = self.entry_model.index(row) if row >= 0 else QModelIndex()
        self.setCurrentIndex(index)

    def step(self, by: int) -> None:
        """Moves the selection by ``by`` rows, stopping at the ends."""
        count = self.entry_model.rowCount()
        if count:
            self.choose(min(max(self.at + by, 0), count - 1))

    def wanted_size(self, least: int, most: int, height: int) -> QSize:
        """The size for complete texts and at most eight entries, or fewer in ``height`` px."""
        model = self.entry_model
        wide = 0.0
        for entry, note in zip(model.rows, model.notes, strict=True):
            room = metrics(Text.BODY).horizontalAdvance(entry.text)
            if note:
                room += _BETWEEN + metrics(Text.LABEL).horizontalAdvance(note)
            wide = max(wide, room)
        sign = (
            CheckSize.BOX + Space.S
            if model.ticked is not None
            else IconSize.TEXT + Space.ICON_TO_WORD
        )
        width = min(max(round(wide) + sign + 2 * (Space.XS + Space.S), least), most)
        shown = max(min(model.rowCount(), MOST_SHOWN, height // ENTRY), 1)
        if model.rowCount() > shown:
            width += self.verticalScrollBar().sizeHint().width()
        return QSize(width, shown * ENTRY)


class ListingSize:
    LIST_LEAST: Final = 180


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
        self.popup: ListPopup = ListPopup(parent.window(), self)
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
            office_of(name),
            office_of(name),
            also=(*(f"{short}{name}" for short in ("", *SHORT_OFFICES)), english_district(name)),
        )
        for name in sorted(DISTRICTS, key=sort_key)
    ]
