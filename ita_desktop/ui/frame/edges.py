"""The edges of the window beside and below its pages: the rail with the pages and their numbers of
late items, and the status bar with the selection and the time of the last backup."""

from functools import partial
from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics
from ita_desktop.ui.theme.shapes import paint_icon, paint_plate
from ita_desktop.ui.theme.tokens import (
    Height,
    IconSize,
    Radius,
    Space,
    Stroke,
    Text,
    Tone,
    Width,
    tokens,
)
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark, paint_mark
from ita_desktop.ui.widgets.page.section import Plate


class StatusBar(Plate):
    """Two texts; the left one is aligned with the page's text."""

    accessible_role = Role.StatusBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, edge=Qt.Edge.TopEdge)
        self._left = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self._right = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self._people: QWidget | None = None
        self._row = hbox((self._left, 1), self._right, on=self, margins=None, gap=Space.XXL)
        self.setFixedHeight(Height.STATUS_BAR)
        self.set_indent(Width.RAIL)

    @property
    def note(self) -> str:
        return self._left.text()

    @property
    def backup(self) -> str:
        return self._right.text()

    def set_note(self, note: str, tip: str = "") -> None:
        """Sets the text on the selection, or on the page's keys; ``tip`` says what it counts."""
        self._left.setToolTip(tip)
        self._left.setText(note)

    def set_backup(self, words: str, *, failed: bool = False) -> None:
        """Sets the time of the last backup; red if it failed."""
        self._right.set_tone(Tone.LATE if failed else Tone.TEXT2)
        self._right.setText(words)

    def set_people(self, people: QWidget | None) -> None:
        """Shows who else has the workspace open; None: nobody can have."""
        if self._people is not None:
            self._people.hide()
            self._people.deleteLater()
        self._people = people
        if people is not None:
            self._row.insertWidget(1, people)

    def set_indent(self, rail: int) -> None:
        left = rail + Space.PAGE_EDGE if rail else Space.XL
        self._row.setContentsMargins(left, Stroke.HAIR, Space.L, 0)


class RailSize:
    """Sizes of an entry of the rail."""

    ICON_LEFT: Final = 10
    WORD_LEFT: Final = 38
    COUNT_RIGHT: Final = 11
    MARK_GAP: Final = 3
    """Space between the late icon and its count, in px."""
    DOT: Final = 8
    """Diameter of the red dot on a folded entry, in px."""


class RailEntry(QAbstractButton):
    """A page's entry: icon, title, and number of late items."""

    accessible_role = Role.PageTab
    chosen = Signal(str)
    """It was clicked; carries the target of what is late if that was on its number."""

    def __init__(self, icon_name: str, title: str, shortcut: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._shortcut = shortcut
        self.late = 0
        self._counted = ""
        self._target = ""
        self._pressed_count = False
        self._folded = False
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._update_texts()
        self.clicked.connect(self._choose)

    def set_title(self, title: str) -> None:
        self.setText(title)
        self._update_texts()
        self.update()

    def set_late(self, late: int, counted: str = "", target: str = "") -> None:
        """Sets the number of late items; 0 hides it. ``counted`` says what is counted, of what, as
        of when; ``target`` is where they are on the page."""
        self._target = target
        if (late, counted) != (self.late, self._counted):
            self.late, self._counted = late, counted
            self._update_texts()
            self.update()

    def set_folded(self, folded: bool) -> None:
        self._folded = folded
        self._update_texts()
        self.update()

    def _choose(self) -> None:
        self.chosen.emit(self._target if self._pressed_count else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_count = self._is_on_count(event.position().x())
        super().mouseReleaseEvent(event)
        self._pressed_count = False

    def _is_on_count(self, x: float) -> bool:
        right = self.width() - RailSize.COUNT_RIGHT
        width = metrics(Text.LABEL_STRONG).horizontalAdvance(str(self.late))
        mark = RailSize.MARK_GAP + IconSize.TEXT
        return self.late > 0 and not self._folded and x >= right - width - mark

    def _update_texts(self) -> None:
        words = self.text()
        if self.late:
            words = f"{words} {tr('เลยกำหนด {count}', count=self.late)}"
        self.setAccessibleName(words)
        tip = f"{words}  {self._shortcut}" if self._folded else self._shortcut
        self.setToolTip(f"{tip}\n{self._counted}" if self.late and self._counted else tip)

    def sizeHint(self) -> QSize:
        return QSize(Width.RAIL - 2 * Space.S, Height.RAIL_ENTRY)

    def minimumSizeHint(self) -> QSize:
        return QSize(Width.RAIL_FOLDED - 2 * Space.S, Height.RAIL_ENTRY)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self.isChecked()
        if current or self.underMouse():
            ground = theme.rail if current else theme.hover
            edge = theme.control if theme.high and current else None
            paint_plate(painter, self.rect(), Radius.CONTROL, ground, edge)
        ink = theme.accent if current else theme.text2
        left = (self.width() - IconSize.RAIL) / 2 if self._folded else RailSize.ICON_LEFT
        top = (self.height() - IconSize.RAIL) / 2
        paint_icon(painter, self._icon_name, ink, QPointF(left, top), IconSize.RAIL)
        if self._folded:
            self._paint_dot(painter, left + IconSize.RAIL, top)
        else:
            self._paint_words(painter)
        if self.hasFocus():
            edge, stroke = theme.accent, Stroke.FOCUS
            paint_plate(painter, self.rect(), Radius.CONTROL - 1, None, edge, stroke)

    def _paint_words(self, painter: QPainter) -> None:
        theme = tokens()
        right = float(self.width() - RailSize.COUNT_RIGHT)
        if self.late:
            count = str(self.late)
            style = Text.LABEL_STRONG
            width = ceil(metrics(style).horizontalAdvance(count))
            painter.setPen(theme.late)
            draw_text(painter, style, right - width, baseline(style, 0, self.height()), count)
            right -= width + RailSize.MARK_GAP + IconSize.TEXT
            middle = (self.height() - IconSize.TEXT) / 2
            paint_mark(painter, Mark.LATE, QPointF(right, middle))
            right -= Space.XS
        style = Text.BODY_STRONG if self.isChecked() else Text.BODY
        painter.setPen(theme.text if self.isChecked() else theme.text2)
        words = elide(self.text(), style, right - RailSize.WORD_LEFT)
        draw_text(painter, style, RailSize.WORD_LEFT, baseline(style, 0, self.height()), words)

    def _paint_dot(self, painter: QPainter, right: float, top: float) -> None:
        if not self.late:
            return
        theme = tokens()
        ring = QRectF(right - RailSize.DOT / 2, top - RailSize.DOT / 2, RailSize.DOT, RailSize.DOT)
        painter.setPen(QPen(theme.rail if self.isChecked() else theme.chrome, Stroke.FOCUS))
        painter.setBrush(theme.late)
        painter.drawEllipse(ring)


class Rail(QWidget):
    """The pages in order; those added ``at_end`` are at the bottom.

    A single tab stop; ↑ and ↓ move between entries.
    """

    accessible_role = Role.PageTabList
    chosen = Signal(str, str)
    """A page was requested; carries its key, and the target of what is late on it if that was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, RailEntry] = {}
        self.is_folded = False
        self._group = QButtonGroup(self)
        self._column = vbox(
            None, on=self, margins=Space.S, gap=Height.RAIL_STEP - Height.RAIL_ENTRY
        )
        self._above = 0
        self.setFixedWidth(Width.RAIL)
        self.setAccessibleName(tr("หน้าต่างๆ ของโปรแกรม"))

    @property
    def entries(self) -> dict[str, RailEntry]:
        """The entries by key, in order."""
        return dict(self._entries)

    def add(
        self, key: str, icon_name: str, title: str, shortcut: str, *, at_end: bool = False
    ) -> RailEntry:
        """Adds an entry, whose tip names the ``shortcut`` of its page."""
        entry = RailEntry(icon_name, title, shortcut, self)
        entry.set_folded(self.is_folded)
        entry.chosen.connect(partial(self.chosen.emit, key))
        self._group.addButton(entry)
        self._entries[key] = entry
        if at_end:
            self._column.addWidget(entry)
        else:
            self._column.insertWidget(self._above, entry)
            self._above += 1
        return entry

    def select(self, key: str) -> None:
        """Marks ``key`` as the current page, or none if it has no entry; emits nothing."""
        self._group.setExclusive(key in self._entries)
        for name, entry in self._entries.items():
            entry.setChecked(name == key)

    def set_late(self, key: str, late: int, counted: str = "", target: str = "") -> None:
        self._entries[key].set_late(late, counted, target)

    def fold(self, folded: bool) -> None:
        """Shows only icons, or icons and titles."""
        self.is_folded = folded
        self.setFixedWidth(Width.RAIL_FOLDED if folded else Width.RAIL)
        for entry in self._entries.values():
            entry.set_folded(folded)
