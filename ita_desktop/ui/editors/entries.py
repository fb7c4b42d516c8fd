"""The list in an editor's popup: entries with notes, state icons, and check boxes."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.table.values import ListChoice, StatusCell
from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.measures import CheckSize
from ita_desktop.ui.theme.tokens import Height, IconSize, Space, Text, tokens
from ita_desktop.ui.widgets.fields.choices import paint_box
from ita_desktop.ui.widgets.marks import Mark, paint_mark
from ita_desktop.ui.widgets.painted_list import Index, PaintedList, RowPainter, Rows

ENTRY = Height.ROW
MOST_SHOWN = 8
_BETWEEN = Space.XXL
"""Least space between an entry's text and its note, in px."""


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
