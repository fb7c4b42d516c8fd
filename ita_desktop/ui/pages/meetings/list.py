"""The list of the year's meetings: number, date, and state."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ita_desktop.domain.frozen import dataclass
from ita_desktop.i18n import tr
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.painted_list import ROW, Index, PaintedList, RowPainter, Rows


class MeetingEntrySize:
    ENTRY: Final = 58
    """Height of a meeting in the list."""


@dataclass(frozen=True)
class MeetingEntry:
    """A meeting: its title, date, and state."""

    id: str
    title: str
    day: str
    standing: str
    tone: Tone = Tone.TEXT2

    def words(self) -> str:
        """The accessible text."""
        return ", ".join(filter(None, (self.title, self.day, self.standing)))


class _Entries(Rows):
    rows: tuple[MeetingEntry, ...]

    def shown(self, at: int) -> str:
        return self.rows[at].title

    def accessible_text(self, at: int) -> str:
        return self.rows[at].words()


class _Painter(RowPainter):
    height = MeetingEntrySize.ENTRY

    def __init__(self, view: "MeetingList") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = tokens()
        entry: MeetingEntry = index.data(ROW)
        area = QRectF(option.rect).adjusted(0, 0, 0, -Space.XS)
        chosen = index == self._view.currentIndex()
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            ground = theme.tint if chosen else theme.hover
            ring = theme.accent if chosen and self._view.hasFocus() else None
            paint_plate(painter, area, Radius.CONTROL, ground, ring, Stroke.FOCUS)
        left, right = area.left() + Space.M, area.right() - Space.M
        top = area.top() + (area.height() - 2 * Text.BODY.line) / 2
        painter.setPen(theme.text)
        title = elide(entry.title, Text.BODY_STRONG, right - left)
        draw_text(
            painter, Text.BODY_STRONG, left, baseline(Text.BODY_STRONG, top, Text.BODY.line), title
        )
        at = baseline(Text.LABEL, top + Text.BODY.line, Text.LABEL.line)
        painter.setPen(entry.tone.colour)
        wide = metrics(Text.LABEL).horizontalAdvance(entry.standing)
        draw_text(painter, Text.LABEL, right - wide, at, entry.standing)
        painter.setPen(theme.text2)
        day = elide(entry.day, Text.LABEL, right - left - wide - Space.S)
        draw_text(painter, Text.LABEL, left, at, day)
        painter.restore()


class MeetingList(PaintedList):
    """The list; ↑ and ↓ move between meetings, Delete removes one."""

    chosen = Signal(str)
    entered = Signal()
    """Emitted on Enter or a double click, to enter the meeting."""
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__(None, tr("การประชุมของปี"))
        self._showing = False
        self._entries = _Entries(self)
        self.paint_by(self._entries, _Painter(self))
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    @property
    def entries(self) -> tuple[MeetingEntry, ...]:
        """The listed meetings."""
        return self._entries.rows

    @property
    def current(self) -> str:
        """The id of the selected meeting; empty for none."""
        at = self.currentIndex().row()
        return self.entries[at].id if 0 <= at < len(self.entries) else ""

    def show_entries(self, entries: Sequence[MeetingEntry], current: str) -> None:
        """Sets the meetings and the selected one."""
        self._showing = True
        if tuple(entries) != self.entries:
            self._entries.show_rows(entries)
        at = next((at for at, entry in enumerate(entries) if entry.id == current), -1)
        self.setCurrentIndex(self._entries.index(at) if at >= 0 else QModelIndex())
        self._showing = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if not self._showing and current.isValid():
            self.chosen.emit(self.entries[current.row()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete and self.current:
            self.removed.emit(self.current)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.customContextMenuRequested.emit(event.pos())
