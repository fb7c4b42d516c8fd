"""The date editor, in which dates are typed in various formats or selected in its calendar popup:
Buddhist years, the months of the fiscal year, and weeks from Sunday.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import (
    DateError,
    buddhist_year,
    fiscal_year_bounds,
    month_end,
    month_later,
    parse_date,
)
from ita_desktop.i18n import language, tr
from ita_desktop.ui.accessible import AccessiblePart, Role
from ita_desktop.ui.editors.base import CloseReason, EditorPlace, EditorPopup, anchor_of
from ita_desktop.ui.editors.text import LineEditor
from ita_desktop.ui.language import (
    month_name,
    month_title,
    reading,
    short_date,
    weekday_date,
    weekday_name,
)
from ita_desktop.ui.table.cells.drawn import DayEdges, day_edges
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics
from ita_desktop.ui.theme.shapes import hairline, paint_icon, paint_plate
from ita_desktop.ui.theme.tokens import IconSize, Radius, Space, Stroke, Text, Tone, tokens

WEEKS: Final = 6
_SUNDAY: Final = 6
DAYS: Final = 7
DAY_KEYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
WEEK_KEYS: Final = {Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS}
MONTH_KEYS: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
"""How far each key moves: in days, or in months."""
_SIDE: Final = Space.M
_MONTHS_IN_ROW: Final = 6
_Key = Qt.Key
_EDGES = {_Key.Key_Home: 0, _Key.Key_End: 1}


def add_months(day: date, months: int) -> date:
    """Returns the same day ``months`` later, or the last one of a shorter month."""
    first = month_later(day, months)
    return first.replace(day=min(day.day, month_end(first).day))


def days_shown(month: date) -> tuple[date, ...]:
    """Returns the six weeks from Sunday shown for a month."""
    first = month.replace(day=1)
    start = first - timedelta(days=(first.weekday() - _SUNDAY) % 7)
    return tuple(start + timedelta(days=at) for at in range(7 * WEEKS))


def months_of(fiscal_year: int) -> tuple[date, ...]:
    """Returns the first days of the months of a Buddhist fiscal year, from October."""
    first, _last = fiscal_year_bounds(fiscal_year)
    return tuple(add_months(first, at) for at in range(12))


def quick_picks(fiscal_year: int, today: date) -> tuple[tuple[str, date], ...]:
    """Returns common deadlines, relative to today within the fiscal year."""
    first, last = fiscal_year_bounds(fiscal_year)
    now = min(max(today, first), last)
    months = list(months_of(fiscal_year))
    at = max(number for number, month in enumerate(months) if month <= now)
    quarter, half = months[at // 3 * 3 + 2], months[5 if at < 6 else 11]
    return (
        (tr("สิ้นเดือนนี้"), month_end(now)),
        (tr("สิ้นไตรมาส"), month_end(quarter)),
        (tr("รอบ 6 เดือน"), month_end(half)),
        (tr("สิ้นปีงบ"), last),
    )


def place_in_year(day: date, fiscal_year: int) -> str:
    """Returns ปีงบ 2568 วันที่ 151 จาก 365 · ไตรมาส 2, or that the day is outside."""
    first, last = fiscal_year_bounds(fiscal_year)
    if not first <= day <= last:
        return tr("อยู่นอกปีงบประมาณ {year}", year=fiscal_year)
    return tr(
        "ปีงบ {year} วันที่ {day} จาก {days} · ไตรมาส {quarter}",
        year=fiscal_year,
        day=(day - first).days + 1,
        days=(last - first).days + 1,
        quarter=(day.month - 10) % 12 // 3 + 1,
    )


def year_title(fiscal_year: int) -> str:
    """Returns ปีงบประมาณ 2568  ต.ค. 67 – ก.ย. 68."""
    first, last = (short_date(day).split(" ", 1)[1] for day in fiscal_year_bounds(fiscal_year))
    return f"{tr('ปีงบประมาณ {year}', year=fiscal_year)}  {first} – {last}"


def in_year(day: date, fiscal_year: int) -> bool:
    """Returns whether a day is in the fiscal year."""
    first, last = fiscal_year_bounds(fiscal_year)
    return first <= day <= last


def typed_form(day: date) -> str:
    """Returns 31/3/68, as clerks type dates."""
    return f"{day.day}/{day.month}/{buddhist_year(day) % 100:02d}"


def example_day(fiscal_year: int, month: int = 1) -> str:
    """Returns the last day of a month of the Buddhist fiscal year, as clerks type it: an example
    that is right in its year."""
    first, _last = fiscal_year_bounds(fiscal_year)
    year = first.year if month >= first.month else first.year + 1
    return typed_form(month_end(date(year, month, 1)))


def weekday_order() -> Iterator[int]:
    """Yields the indices of the weekdays (Monday 0) from Sunday."""
    return iter((_SUNDAY, *range(_SUNDAY)))


def column(area: QRect, at: int, of: int = DAYS) -> QRect:
    """Returns column ``at`` of ``of``; excess px go to the columns at the right."""
    left, right = (area.left() + number * area.width() // of for number in (at, at + 1))
    return QRect(left, area.top(), right - left, area.height())


def day_cells(month: date, area: QRect) -> list[tuple[date, QRect]]:
    """Returns the days of a month's grid with their areas."""
    cells = []
    for at, day in enumerate(days_shown(month)):
        week, place = at // DAYS, column(area, at % DAYS)
        top, bottom = (area.top() + number * area.height() // WEEKS for number in (week, week + 1))
        cells.append((day, QRect(place.left(), top, place.width(), bottom - top)))
    return cells


def weekday_cells(area: QRect) -> list[tuple[str, QRect]]:
    """Returns the names of the weekdays with their areas."""
    return [(weekday_name(day), column(area, at)) for at, day in enumerate(weekday_order())]


class CalendarSize:
    """Sizes of the calendar."""

    WIDTH: Final = 300
    READING: Final = 30
    TITLE: Final = 32
    WEEKDAYS: Final = 24
    WEEK: Final = 29
    DAY: Final = 27
    """Side of the square of a selected day, in px."""
    MONTH: Final = 25
    NOTE: Final = 24
    QUICK: Final = 28


_HEIGHTS: Final = {
    "reading": CalendarSize.READING,
    "title": CalendarSize.TITLE,
    "weekdays": CalendarSize.WEEKDAYS,
    "weeks": WEEKS * CalendarSize.WEEK + Space.S,
    "months": 2 * CalendarSize.MONTH,
    "note": CalendarSize.NOTE + Space.S,
    "quick": 2 * CalendarSize.QUICK,
}
"""The parts from top to bottom, with the space below each."""


@dataclass(frozen=True, slots=True)
class CalendarTarget:
    """A clickable part of the calendar: a day to select, or a month to show."""

    area: QRect
    day: date
    take: bool


class Calendar(EditorPopup):
    """A month with the fiscal year below. It only displays; input is in the field."""

    accessible_role = Role.Table
    taken = Signal(object)
    """A day was clicked."""

    def __init__(self, window: QWidget, owner: QWidget, fiscal_year: int, today: date) -> None:
        super().__init__(window, owner)
        self._fiscal_year = fiscal_year
        self._today = today
        self.chosen: date | None = None
        """The selected day."""
        self.month = today.replace(day=1)
        """The first day of the shown month."""
        self._words = ""
        self._wrong = False
        self._hover: QRect | None = None
        self._parts: list[AccessiblePart] = []
        self._parts_key: tuple[date, date | None, QRect, str] | None = None
        """What ``_parts`` were made of."""
        self.setMouseTracking(True)

    def show_day(self, day: date | None, words: str = "", *, wrong: bool = False) -> None:
        """Selects a day and shows its month; ``words`` are shown above, in red if ``wrong``."""
        self.chosen, self._words, self._wrong = day, words, wrong
        self._show_month(day or self.month)

    def _show_month(self, day: date) -> None:
        self.month = day.replace(day=1)
        self.setAccessibleName(month_title(self.month))
        self.update()

    def accessible_parts(self) -> list[AccessiblePart]:
        """The clickable parts: days by date, others by month."""
        shown = (self.month, self.chosen, self.inner(), language.code)
        # A screen reader asks for all parts once for each property of each part.
        if shown != self._parts_key:
            self._parts_key = shown
            self._parts = [
                AccessiblePart(
                    weekday_date(target.day) if target.take else month_title(target.day),
                    target.area,
                    Role.Cell if target.take else Role.Button,
                    selected=target.take and target.day == self.chosen,
                )
                for target in self.targets()
            ]
        return self._parts

    def show_under(self, anchor: QWidget) -> None:
        """Shows the calendar beside its field."""
        size = QSize(CalendarSize.WIDTH, sum(_HEIGHTS.values()) + Space.S)
        self.show_by(anchor_of(anchor), size)

    # -- geometry

    def _tops(self) -> dict[str, int]:
        tops = accumulate(_HEIGHTS.values(), initial=self.inner().top())
        return dict(zip(_HEIGHTS, tops, strict=False))

    def _part(self, top: int, height: int, at: int, of: int) -> QRect:
        """Returns the area of cell ``at``, in rows with ``of`` columns."""
        return column(self._row(top + at // of * height, height), at % of, of)

    def _days(self) -> list[tuple[date, QRect]]:
        weeks = self._row(self._tops()["weeks"], WEEKS * CalendarSize.WEEK)
        return day_cells(self.month, weeks)

    def _arrows(self, top: int) -> tuple[QRect, QRect]:
        """Returns the areas of the arrows to the month before and to the next one."""
        inner, side = self.inner(), CalendarSize.TITLE
        right = inner.right() - Space.S - side
        return QRect(inner.left() + Space.S, top, side, side), QRect(right, top, side, side)

    def targets(self) -> list[CalendarTarget]:
        """Returns all clickable parts."""
        tops = self._tops()
        back, on = self._arrows(tops["title"])
        found = [
            CalendarTarget(back, add_months(self.month, -1), False),
            CalendarTarget(on, add_months(self.month, 1), False),
        ]
        found += [CalendarTarget(area, day, True) for day, area in self._days()]
        for at, month in enumerate(months_of(self._fiscal_year)):
            area = self._part(tops["months"], CalendarSize.MONTH, at, _MONTHS_IN_ROW)
            found.append(CalendarTarget(area, month, False))
        for at, (_name, day) in enumerate(quick_picks(self._fiscal_year, self._today)):
            area = self._part(tops["quick"], CalendarSize.QUICK, at, 2)
            found.append(CalendarTarget(area, day, True))
        return found

    def _target_at(self, event: QMouseEvent) -> CalendarTarget | None:
        place = event.position().toPoint()
        return next((target for target in self.targets() if target.area.contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        target = self._target_at(event)
        if target is not None and target.take:
            self.taken.emit(target.day)
        elif target is not None:
            self._show_month(target.day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        target = self._target_at(event)
        hover = target.area if target is not None else None
        if hover != self._hover:
            self._hover = hover
            self.update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self._hover is not None:
            self._fill(painter, self._hover, tokens().hover)
        tops = self._tops()
        self._paint_head(painter, tops)
        self._paint_days(painter)
        self._paint_months(painter, tops)
        self._paint_quick(painter, tops["quick"])

    def _fill(self, painter: QPainter, area: QRect, ground: QColor) -> None:
        paint_plate(painter, area.adjusted(1, 1, -1, -1), Radius.CHECK, ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_text(
        self, painter: QPainter, text: str, style: Text, tone: Tone, area: QRect
    ) -> None:
        """Paints centred text."""
        wide = metrics(style).horizontalAdvance(text)
        painter.setPen(tone.colour)
        x = area.left() + (area.width() - wide) / 2
        draw_text(painter, style, x, baseline(style, area.top(), area.height()), text)

    def _row(self, top: int, height: int) -> QRect:
        inner = self.inner()
        return QRect(inner.left() + _SIDE, top, inner.width() - 2 * _SIDE, height)

    def _paint_head(self, painter: QPainter, tops: dict[str, int]) -> None:
        theme = tokens()
        row = self._row(tops["reading"] + Space.XS, CalendarSize.READING - Space.XS)
        tone = Tone.LATE if self._wrong else Tone.TEXT2
        self._paint_text(painter, elide(self._words, Text.NOTE, row.width()), Text.NOTE, tone, row)
        title = self._row(tops["title"], CalendarSize.TITLE)
        self._paint_text(painter, month_title(self.month), Text.BODY_STRONG, Tone.TEXT, title)
        edge = (CalendarSize.TITLE - IconSize.BUTTON) / 2
        names = ("chevron-left", "chevron-right")
        for name, area in zip(names, self._arrows(tops["title"]), strict=True):
            paint_icon(painter, name, theme.text2, QPointF(area.topLeft()) + QPointF(edge, edge))
        for name, area in weekday_cells(self._row(tops["weekdays"], CalendarSize.WEEKDAYS)):
            self._paint_text(painter, name, Text.NOTE, Tone.TEXT2, area)

    def _paint_days(self, painter: QPainter) -> None:
        theme = tokens()
        for day, area in self._days():
            square = QRectF(0, 0, CalendarSize.DAY, CalendarSize.DAY)
            square.moveCenter(QRectF(area).center())
            grey = day.month != self.month.month or not in_year(day, self._fiscal_year)
            tone, style = Tone.TEXT3 if grey else Tone.TEXT, Text.BODY
            if day == self.chosen:
                paint_plate(painter, square, Radius.CHECK, theme.fill)
                tone, style = Tone.ON_ACCENT, Text.BODY_STRONG
            elif day == self._today:
                ring = Stroke.STATE_RING
                paint_plate(painter, square, Radius.CHECK, None, theme.accent, ring)
                tone, style = Tone.ACCENT, Text.BODY_STRONG
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            self._paint_text(painter, str(day.day), style, tone, area)

    def _paint_months(self, painter: QPainter, tops: dict[str, int]) -> None:
        theme = tokens()
        row = self._row(tops["months"] - Space.XS, Stroke.HAIR)
        hairline(painter, row.x(), row.y(), row.width(), row.height(), theme.line2)
        for at, month in enumerate(months_of(self._fiscal_year)):
            area = self._part(tops["months"], CalendarSize.MONTH, at, _MONTHS_IN_ROW)
            here = month == self.month
            if here:
                self._fill(painter, area, theme.tint)
            style, tone = (Text.LABEL_STRONG, Tone.ACCENT) if here else (Text.LABEL, Tone.TEXT2)
            self._paint_text(painter, month_name(month.month), style, tone, area)
        described = year_title(self._fiscal_year)
        if self.chosen is not None:
            described = place_in_year(self.chosen, self._fiscal_year)
        outside = self.chosen is not None and not in_year(self.chosen, self._fiscal_year)
        tone = Tone.DOING if outside else Tone.TEXT2
        self._paint_text(
            painter, described, Text.NOTE, tone, self._row(tops["note"], CalendarSize.NOTE)
        )

    def _paint_quick(self, painter: QPainter, top: int) -> None:
        row = self._row(top - Space.XS, Stroke.HAIR)
        hairline(painter, row.x(), row.y(), row.width(), row.height(), tokens().line)
        for at, (name, day) in enumerate(quick_picks(self._fiscal_year, self._today)):
            area = self._part(top, CalendarSize.QUICK, at, 2)
            y = baseline(Text.LABEL, area.top(), area.height())
            painter.setPen(tokens().accent)
            draw_text(painter, Text.LABEL, area.left() + Space.XS, y, name)
            text = short_date(day).rsplit(" ", 1)[0]
            painter.setPen(tokens().text2)
            wide = metrics(Text.LABEL).horizontalAdvance(text)
            draw_text(painter, Text.LABEL, area.right() + 1 - wide - Space.S, y, text)


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
        self.popup = self.calendar = Calendar(parent.window(), self, fiscal_year, today)
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
