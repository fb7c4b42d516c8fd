"""A month calendar with due dates."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import AccessiblePart, Role
from ita_desktop.ui.editors import dates
from ita_desktop.ui.language import month_title, weekday_date
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics
from ita_desktop.ui.theme.shapes import hairline, paint_plate
from ita_desktop.ui.theme.tokens import IconSize, Radius, Space, Stroke, Text, tokens
from ita_desktop.ui.widgets.marks import Mark, paint_mark

_STEPS: Final = dates.DAY_KEYS | dates.WEEK_KEYS


class MonthSize:
    """Sizes of the month calendar."""

    HEAD: Final = 28
    DAY: Final = 140
    DAY_LEAST: Final = 60
    WEEK: Final = 88
    WEEK_LEAST: Final = 44


class Due(NamedTuple):
    """Something due on a day."""

    mark: Mark
    words: str


def counted(due: Sequence[Due]) -> Due:
    """Returns the first, most urgent entry of a day with the number of those in the same state."""
    mark = due[0].mark
    return Due(mark, str(sum(due_day.mark is mark for due_day in due)))


class MonthGrid(QWidget):
    """A month with weeks from Sunday. Arrow keys move by day, PageUp and PageDown by month; Enter
    or a click emits ``opened`` with the day and its area."""

    accessible_role = Role.Table
    opened = Signal(object, object)
    """A day was activated: the day, and its area in global coordinates."""
    turned = Signal()
    """Another month is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._today = self.day = date.min
        self._due: Mapping[date, Sequence[Due]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def month(self) -> date:
        """The first day of the shown month."""
        return self.day.replace(day=1)

    def set_due(self, due: Mapping[date, Sequence[Due]], today: date) -> None:
        """Sets the entries by day; the first call shows the month of ``today``."""
        if self.day == date.min:
            self.day = today
        self._due, self._today = due, today
        self._update_accessible_texts()

    def turn(self, months: int) -> None:
        """Moves by the given number of months."""
        self.go_to(dates.add_months(self.month, months))

    def go_to(self, day: date) -> None:
        """Shows the month of a day and makes the day current."""
        turned = day.replace(day=1) != self.month
        self.day = day
        self._update_accessible_texts()
        if turned:
            self.turned.emit()

    def _update_accessible_texts(self) -> None:
        text = self._described(self.day)
        self.setAccessibleName(month_title(self.month))
        self.setAccessibleDescription(text)
        self.update()

    def _described(self, day: date) -> str:
        due = self._due.get(day, ())
        words = ", ".join(f"{mark.mark.word} {mark.words}" for mark in due)
        return f"{weekday_date(day)} {words}".strip()

    def accessible_parts(self) -> list[AccessiblePart]:
        """The days with their entries."""
        return [
            AccessiblePart(self._described(day), area, Role.Cell, selected=day == self.day)
            for day, area in self._cells()
        ]

    # -- layout

    def _cells(self) -> list[tuple[date, QRect]]:
        return dates.day_cells(self.month, self.rect().adjusted(0, MonthSize.HEAD, 0, 0))

    def open_day(self) -> bool:
        """Activates the current day; returns False if nothing is due on it."""
        place = next(area for day, area in self._cells() if day == self.day)
        if not self._due.get(self.day):
            return False
        self.opened.emit(self.day, QRect(self.mapToGlobal(place.topLeft()), place.size()))
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for day, area in self._cells():
            if area.contains(event.position().toPoint()):
                self.go_to(day)
                self.open_day()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.go_to(self.day + timedelta(days=_STEPS[key]))
        elif key in dates.MONTH_KEYS:
            self.turn(dates.MONTH_KEYS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.open_day()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(dates.DAYS * MonthSize.DAY, MonthSize.HEAD + dates.WEEKS * MonthSize.WEEK)

    def minimumSizeHint(self) -> QSize:
        return QSize(
            dates.DAYS * MonthSize.DAY_LEAST, MonthSize.HEAD + dates.WEEKS * MonthSize.WEEK_LEAST
        )

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        self._paint_head(painter)
        for day, area in self._cells():
            hairline(painter, area.left(), area.top(), area.width(), Stroke.HAIR, theme.line)
            inside = QRectF(area).adjusted(Space.XS, Space.XS, -Space.XS, 0)
            self._paint_day(painter, day, inside)
            if day == self.day and self.hasFocus():
                ring = area.adjusted(1, 1, -1, -1)
                paint_plate(painter, ring, Radius.CHECK, None, theme.accent, Stroke.FOCUS)

    def _paint_head(self, painter: QPainter) -> None:
        painter.setPen(tokens().text2)
        y = baseline(Text.LABEL_MEDIUM, 0, MonthSize.HEAD)
        for name, area in dates.weekday_cells(self.rect()):
            draw_text(painter, Text.LABEL_MEDIUM, area.left() + Space.S, y, name)

    def _paint_day(self, painter: QPainter, day: date, area: QRectF) -> None:
        theme = tokens()
        inside = day.month == self.month.month
        style = Text.LABEL_STRONG if day == self._today else Text.LABEL
        ink = theme.accent if day == self._today else theme.text2 if inside else theme.text3
        painter.setPen(ink)
        left, line = area.left() + Space.XS, Text.LABEL.line
        draw_text(painter, style, left, baseline(style, area.top(), line), str(day.day))
        due = self._due.get(day, ())
        room = int((area.height() - line) // line)
        if due and (room < 1 or room == 1 < len(due)):
            # There is space for the state of the first entry and a count.
            beside = left + metrics(style).horizontalAdvance("00") + Space.S
            place = QRectF(beside, area.top(), area.right() - beside, line)
            self._paint_due(painter, counted(due), place)
            return
        shown = due if len(due) <= room else due[: room - 1]
        y = area.top() + line
        for due_day in shown:
            self._paint_due(painter, due_day, QRectF(left, y, area.width() - Space.S, line))
            y += line
        if len(due) > len(shown):
            painter.setPen(theme.text2)
            rest = tr("อีก {count}", count=len(due) - len(shown))
            draw_text(painter, Text.LABEL, left, baseline(Text.LABEL, y, line), rest)

    @staticmethod
    def _paint_due(painter: QPainter, due: Due, area: QRectF) -> None:
        middle = area.top() + (area.height() - IconSize.TEXT) / 2
        paint_mark(painter, due.mark, QPointF(area.left(), middle))
        x = area.left() + IconSize.TEXT + Space.XS
        late = due.mark is Mark.LATE
        painter.setPen(tokens().late if late else tokens().text)
        words = elide(due.words, Text.LABEL, area.right() - x)
        if metrics(Text.LABEL).horizontalAdvance(words) <= area.right() - x + Space.XS:
            draw_text(
                painter, Text.LABEL, x, baseline(Text.LABEL, area.top(), area.height()), words
            )
