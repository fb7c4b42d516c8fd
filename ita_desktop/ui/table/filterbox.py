"""The field of a column filter, and its list of values."""

from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ita_desktop.i18n import tr
from ita_desktop.ui.editors.listing import EntrySearch, ListPopup
from ita_desktop.ui.shared.editor_events import FilesPastedEvent, tell
from ita_desktop.ui.table.arrange import ANYWHERE, ColumnFilter
from ita_desktop.ui.table.header import SheetHeader
from ita_desktop.ui.table.heading import ColumnSpan
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.table.values import ListChoice
from ita_desktop.ui.theme.lines import font
from ita_desktop.ui.theme.shapes import icon
from ita_desktop.ui.theme.tokens import Height, IconSize, Space, Text, tokens
from ita_desktop.ui.widgets.fields.field import LineEdit, pastes_files

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}
_OPENS = Qt.KeyboardModifier.AltModifier


class FilterSize:
    FILTER_LEAST: Final = 96
    ANYWHERE: Final = 360


class Done(Protocol):
    """Called when the field is left; ``onwards`` after Tab in the last column."""

    def __call__(self, *, onwards: bool) -> None: ...


class FilterBox(LineEdit):
    """The field over a filter cell, shown only while it has the focus.

    Typing filters immediately. Alt+↓ or the chevron lists the column's values: Space or a click
    checks them. Enter and ↓ move to the table, Tab to the next column, Esc removes the filter.
    """

    def __init__(self, header: SheetHeader, sheet: SheetModel, done: Done) -> None:
        super().__init__(header.viewport())
        self._header = header
        self._sheet = sheet
        self._done = done
        self._span: ColumnSpan | None = None
        self.is_anywhere = False
        """Whether all columns are searched."""
        self._ticked: frozenset[str] = frozenset()
        self._search: EntrySearch | None = None
        self.setObjectName("filterBox")
        self.setFont(font(Text.LABEL))
        self.hide()
        self.popup = ListPopup(header.window(), self)
        self.popup.list.picked.connect(self._tick)
        self.popup.list.noted.connect(self._tick)
        self._chevron = self.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        self._chevron.setText(tr("ค่าในคอลัมน์"))
        self._chevron.triggered.connect(self._turn_values)
        self.textEdited.connect(self._typed)
        self.installEventFilter(self)
        header.laid_out.connect(self._place)

    @property
    def key(self) -> str:
        """The key of the filtered column, :data:`ANYWHERE` of all columns."""
        return self._span.column.key if self._span else ANYWHERE

    def open(self, span: ColumnSpan | None, *, listed: bool = False) -> None:
        """Opens the filter of a column, None: of all columns; ``listed`` also opens its value
        list."""
        self._span, self.is_anywhere = span, span is None
        wanted = self._sheet.filter_of(self.key)
        self._ticked = wanted.values
        self._search = None
        named = tr("ค้นในทุกคอลัมน์")
        if span is not None:
            named = tr("กรอง {title}", title=span.column.title)
        self.setAccessibleName(named)
        self.setPlaceholderText(tr("ค้นในทุกคอลัมน์…") if self.is_anywhere else tr("กรอง…"))
        self._chevron.setVisible(not self.is_anywhere)
        self._update_icon()
        self._place()
        self.setText("" if wanted.values else wanted.text)
        self.show()
        self.raise_()
        self.setFocus()
        self.selectAll()
        if wanted.values or listed:
            self._show_values()

    def close_box(self) -> None:
        """Closes the field; the filter stays."""
        self.popup.hide()
        self._span, self.is_anywhere = None, False
        self.hide()

    def _update_icon(self) -> None:
        self._chevron.setIcon(icon("chevron-down", tokens().text2, IconSize.TEXT))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._update_icon()

    def _place(self) -> None:
        if self.is_anywhere:
            left = max((span.x for span in self._header.spans()[:1]), default=0) + Space.XS - 2
            left = max(left, Space.XS)
            width = min(FilterSize.ANYWHERE, self._header.viewport().width() - left - Space.XS)
            self.setGeometry(left, Height.TABLE_HEADER - 1, width, Height.FILTER_ROW)
            return
        span = self._header.span(self._span.logical) if self._span else None
        if span is None:
            return
        area = self._header.filter_rect(span)
        left = area.left() + Space.XS - 2
        width = max(area.width() - Space.XS, FilterSize.FILTER_LEAST)
        left = min(left, self._header.viewport().width() - width - Space.XS)
        # Less height would cut off vowels and tone marks.
        self.setGeometry(left, area.top() - 1, width, Height.FILTER_ROW)

    # -- input

    def _typed(self, text: str) -> None:
        self._ticked = frozenset()
        if self.popup.isVisible():
            self._show_values(keep=False)
        if self._span is not None or self.is_anywhere:
            self._sheet.filter(self.key, ColumnFilter(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self:
            if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Down):
                    event.accept()
                    return True
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._press(event)
            elif event.type() == QEvent.Type.FocusOut and self.isVisible():
                self.close_box()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        key, listed = Qt.Key(event.key()), self.popup.isVisible()
        if pastes_files(event):
            tell(self, FilesPastedEvent(is_typed=True))
        elif key == Qt.Key.Key_Down and event.modifiers() & _OPENS:
            self._show_values()
        elif listed and key == Qt.Key.Key_Down:
            self.popup.list.step(1)
        elif listed and key in _STEPS:
            self.popup.list.step(_STEPS[key])
        elif listed and key == Qt.Key.Key_Space and self.popup.list.at >= 0:
            self._tick(self.popup.list.at)
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if listed and not self._ticked and self.popup.list.at >= 0:
                self._tick(self.popup.list.at)
            self._done(onwards=False)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._next(-1 if key == Qt.Key.Key_Backtab else 1)
        else:
            return False
        return True

    def _escape(self) -> None:
        """Closes the list, or removes the filter if it is closed."""
        if self.popup.isVisible():
            self.popup.hide()
            return
        if self._span is not None or self.is_anywhere:
            self._sheet.filter(self.key, ColumnFilter())
        self._done(onwards=False)

    def _next(self, by: int) -> None:
        """Moves to the next filterable column, or to the table after the last."""
        spans = [span for span in self._header.spans() if span.column.filterable]
        own = next((n for n, span in enumerate(spans) if span.column.key == self.key), -1)
        if own < 0 and by < 0:
            return
        at = own + by
        self.popup.hide()
        if 0 <= at < len(spans):
            self.open(spans[at])
        else:
            self._done(onwards=by > 0)

    # -- value list

    def _turn_values(self) -> None:
        if self.popup.isVisible():
            self.popup.hide()
        else:
            self._show_values()

    def _show_values(self, *, keep: bool = True) -> None:
        """Lists the column's values that contain the typed text, the selected ones checked."""
        if self._span is None:
            return
        if self._search is None:
            found = self._sheet.entries(self._span.column.key)
            self._search = EntrySearch(
                [ListChoice(text, text or tr("(ว่าง)"), str(count)) for text, count in found.items()]
            )
        matches = self._search.find("" if self._ticked else self.text())
        at = self.popup.list.at
        self._show(matches, at if keep else -1)

    def _show(self, found: tuple[ListChoice, ...], at: int) -> None:
        ticked = frozenset(n for n, choice in enumerate(found) if choice.value in self._ticked)
        self.popup.list.entry_model.show_entries(found, ticked)
        self.popup.show_under(self)
        self.popup.list.choose(min(at, len(found) - 1))

    def _tick(self, row: int) -> None:
        """Toggles a value; the table is filtered immediately."""
        entries = self.popup.list.entry_model.rows
        if self._span is None or not 0 <= row < len(entries):
            return
        self._ticked = self._ticked ^ {str(entries[row].value)}
        self.clear()
        self._sheet.filter(self._span.column.key, ColumnFilter(values=self._ticked))
        self._show(entries, row)
