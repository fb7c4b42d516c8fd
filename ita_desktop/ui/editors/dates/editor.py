"""The date editor: dates are typed in various formats, or selected in a calendar."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import DateError, fiscal_year_bounds, parse_date
from ita_desktop.ui.editors.base import CloseReason, EditorPlace
from ita_desktop.ui.editors.dates.calendar import Calendar
from ita_desktop.ui.editors.dates.fiscal import add_months, typed_form
from ita_desktop.ui.editors.dates.weeks import DAY_KEYS, MONTH_KEYS, WEEK_KEYS
from ita_desktop.ui.editors.line import LineEditor
from ita_desktop.ui.language.dates import reading
from ita_desktop.ui.table.cells.dayparts import DayEdges, day_edges
from ita_desktop.ui.theme.fonts import metrics

_Key = Qt.Key
_EDGES = {_Key.Key_Home: 0, _Key.Key_End: 1}


class DateEditor(LineEditor):
    """A field with a calendar, which shows how the text is parsed.

    ↑ ↓ move by weeks and PageUp, PageDown by months; once in the calendar ← → move by days and
    Home, End to the limits of the fiscal year. Typing returns to the field.
    """

    def __init__(self, place: EditorPlace, parent: QWidget, fiscal_year: int, today: date) -> None:
        super().__init__(place, parent)
        self._fiscal_year = fiscal_year
        self._today = today
        self._walking = False
        self.calendar = Calendar(parent.window(), self, fiscal_year, today)
        self.calendar.taken.connect(self._accept_day)

    def start(self, text: str, typed: str | None) -> None:
        super().start(text, typed)
        self._read()
        if typed is None:
            self._stand_apart()
            self.field.selectAll()
        self.calendar.show_under(self)

    def _stand_apart(self) -> None:
        """Aligns day, month and year as in the cell, until something is typed."""
        parts = self.field.text().split(" ")
        if len(parts) != len(DayEdges._fields):
            return
        edges, measure = day_edges(self._style), metrics(self._style).horizontalAdvance
        gap = measure(" ")
        begin = edges.day(measure(parts[0]))
        after_day = edges.month - begin - measure(parts[0]) - gap
        after_month = edges.year - edges.month - measure(parts[1]) - gap
        first = len(parts[0])
        self.set_gaps(begin, {first: after_day, first + 1 + len(parts[1]): after_month})

    def owns(self, widget: QWidget | None) -> bool:
        inside = widget is not None and (
            widget is self.calendar or self.calendar.isAncestorOf(widget)
        )
        return inside or super().owns(widget)

    def close_popup(self) -> None:
        self.calendar.hide()

    def set_invalid(self, invalid: bool, why: str = "") -> None:
        super().set_invalid(invalid, why)
        if invalid:
            self.calendar.show_day(None, why, wrong=True)

    def _edited(self) -> None:
        self.set_gaps(0, {})
        super()._edited()
        self._walking = False
        self._read()

    def _read(self) -> date | None:
        """Parses the text, and shows the result in the calendar."""
        try:
            day = parse_date(self.field.text(), fiscal_year=self._fiscal_year, today=self._today)
        except DateError:
            self.calendar.show_day(None)
            return None
        text = reading(day)
        self.field.setAccessibleDescription(text)
        self.calendar.show_day(day, text)
        return day

    def _walk_to(self, day: date) -> None:
        self._walking = True
        self.set_invalid(False)
        self.set_gaps(0, {})
        self.field.setText(typed_form(day))
        self._read()
        if not self.calendar.isVisible():
            self.calendar.show_under(self)

    def _accept_day(self, day: date) -> None:
        self._walk_to(day)
        self.exited.emit(CloseReason.DOWN)

    def press(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return super().press(event)
        target = self._target(_Key(event.key()))
        if target is None:
            return super().press(event)
        if 1950 <= target.year <= 2150:
            self._walk_to(target)
        return True

    def _target(self, key: Qt.Key) -> date | None:
        """Returns the day that a key moves to; None if the field handles the key."""
        shown = self.calendar.chosen
        start = shown or self._today
        by_day = self._walking or (self.field.hasSelectedText() and shown is not None)
        if key in WEEK_KEYS:
            return start + timedelta(days=WEEK_KEYS[key] if shown else 0)
        if key in MONTH_KEYS:
            return add_months(start, MONTH_KEYS[key])
        if key in DAY_KEYS and by_day:
            return start + timedelta(days=DAY_KEYS[key])
        if key in _EDGES and by_day:
            return fiscal_year_bounds(self._fiscal_year)[_EDGES[key]]
        return None
