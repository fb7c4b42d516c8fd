"""A calendar popup: Buddhist years, weeks from Sunday, and the months of the fiscal year."""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import language
from ita_desktop.ui.accessible import AccessiblePart, Role
from ita_desktop.ui.editors.dates.fiscal import (
    WEEKS,
    add_months,
    in_year,
    months_of,
    place_in_year,
    quick_picks,
    year_title,
)
from ita_desktop.ui.editors.dates.weeks import column, day_cells, weekday_cells
from ita_desktop.ui.editors.popup import EditorPopup, anchor_of
from ita_desktop.ui.language.dates import (
    month_name,
    month_title,
    short_date,
    weekday_date,
)
from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.shapes import hairline, paint_plate
from ita_desktop.ui.theme.tokens import IconSize, Radius, Space, Stroke, Text, Tone, tokens


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
_SIDE: Final = Space.M
_MONTHS_IN_ROW: Final = 6


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
