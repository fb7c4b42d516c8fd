"""The timeline of a schedule column: twelve months from October with marks for occurrences."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ita_desktop.domain.dates import FISCAL_MONTHS, fiscal_year_bounds
from ita_desktop.domain.tracking.standing import RECORDED_NEXT, TimeState
from ita_desktop.i18n import tr
from ita_desktop.ui.table.sizes import MONTHS
from ita_desktop.ui.table.values import ScheduledTime, YearAxis
from ita_desktop.ui.theme.tokens import Stroke, tokens
from ita_desktop.ui.widgets.marks import Mark, paint_mark

_MARKS: Final = {
    TimeState.DONE: Mark.DONE,
    TimeState.LATE: Mark.LATE,
    TimeState.TOLD: Mark.TOLD,
}
_DOTTED: Final = (TimeState.UNKNOWN, TimeState.EXCLUDED)
"""States without an entry in the past; an excluded one has only the dot."""


class ScheduleSize:
    YEAR_MARK: Final = 16
    """Diameter of a finished or late occurrence in a schedule."""
    YEAR_RING: Final = 10
    """Diameter of a future occurrence."""
    YEAR_DUE: Final = 13
    """Diameter of the due occurrence."""
    YEAR_GAP: Final = 3
    """Space between a line and the ring at its end."""


_SIZES: Final = {
    TimeState.COMING: ScheduleSize.YEAR_RING,
    TimeState.UNKNOWN: ScheduleSize.YEAR_RING,
    TimeState.EXCLUDED: ScheduleSize.YEAR_RING,
    TimeState.TOLD: ScheduleSize.YEAR_DUE,
    TimeState.MISSED: ScheduleSize.YEAR_DUE,
    TimeState.DUE: ScheduleSize.YEAR_DUE,
    TimeState.SKIPPED: ScheduleSize.YEAR_DUE,
}
"""Sizes of marks that are no discs, in px."""


def month_of(day: date) -> int:
    """Returns the index of a day's month in the fiscal year, 0 for October."""
    return FISCAL_MONTHS.index(day.month)


def middle_of(left: float, width: float, month: int) -> float:
    """Returns the centre x of a month."""
    return left + (month + 0.5) * width / MONTHS


def mark_x(left: float, width: float, time: ScheduledTime) -> float:
    """Returns the centre x of a mark."""
    return left + (time.month + time.within) * width / MONTHS


def today_at(left: float, width: float, axis: YearAxis) -> int | None:
    """Returns the x of today's line; None outside the year."""
    first, last = fiscal_year_bounds(axis.fiscal_year)
    if not first <= axis.today <= last:
        return None
    share = (axis.today - first).days / ((last - first).days + 1)
    return round(left + share * width)


def paint_year(
    painter: QPainter,
    left: float,
    width: float,
    middle: float,
    times: Iterable[ScheduledTime],
    axis: YearAxis,
    ground: QColor,
) -> None:
    """Paints the marks on the base line; the elapsed part of a period is darker."""
    theme = tokens()
    now = _elapsed_end(left, width, axis)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    y = round(middle)
    times = tuple(times)
    for time in times:
        start = time.month if time.start is None else time.start
        mark = mark_x(left, width, time)
        begin = round(left + start * width / MONTHS if start != time.month else mark)
        end = round(mark)
        if end > begin:
            passed = min(max(now, begin), end)
            painter.setPen(QPen(theme.control, Stroke.STATE_RING))
            painter.drawLine(begin, y, round(passed), y)
            painter.setPen(QPen(theme.line2, Stroke.STATE_RING))
            painter.drawLine(round(passed), y, end, y)
    for time in times:
        _paint_mark(painter, QPointF(mark_x(left, width, time), middle), time.step, ground)


def _elapsed_end(left: float, width: float, axis: YearAxis) -> float:
    first, last = fiscal_year_bounds(axis.fiscal_year)
    if axis.today < first:
        return left
    return today_at(left, width, axis) or left + width if axis.today <= last else left + width


def _paint_mark(painter: QPainter, at: QPointF, step: TimeState, ground: QColor) -> None:
    """Paints an occurrence with a margin in the background colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = _SIZES.get(step, ScheduleSize.YEAR_MARK)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(at, size / 2 + ScheduleSize.YEAR_GAP, size / 2 + ScheduleSize.YEAR_GAP)
    if step in _MARKS:
        paint_mark(painter, _MARKS[step], at - QPointF(size / 2, size / 2), size)
    else:
        due = step is TimeState.DUE
        pen = Stroke.FOCUS if due else Stroke.STATE_RING
        painter.setPen(QPen(tokens().accent if due else tokens().control, pen))
        inset = (size - pen) / 2
        if step is not TimeState.EXCLUDED:
            painter.drawEllipse(at, inset, inset)
        if step is TimeState.SKIPPED:
            dash = QPointF(inset / 2, 0)
            painter.drawLine(at - dash, at + dash)
        elif step is TimeState.MISSED:
            arm = inset / 2
            painter.drawLine(at - QPointF(arm, arm), at + QPointF(arm, arm))
            painter.drawLine(at - QPointF(arm, -arm), at + QPointF(arm, -arm))
        elif step in _DOTTED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens().control)
            painter.drawEllipse(at, inset / 2, inset / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def mark_at(area: QRectF, x: float, times: Iterable[ScheduledTime]) -> ScheduledTime | None:
    """Returns the occurrence nearest to ``x`` in its month."""
    at = (x - area.left()) * MONTHS / area.width() if area.width() > 0 else -1.0
    there = [time for time in times if time.month == int(at) and at >= 0]
    return min(there, key=lambda time: abs(time.month + time.within - at), default=None)


def due_of(times: Iterable[ScheduledTime]) -> ScheduledTime | None:
    """Returns the occurrence that Space finishes: the first late one, else the due one, else the
    first past one without an entry."""
    ordered = tuple(times)
    for step in RECORDED_NEXT:
        for time in ordered:
            if time.step is step:
                return time
    return None


def step_word(step: TimeState) -> str:
    """Returns the state of an occurrence in words."""
    return {
        TimeState.DONE: tr("ทำแล้ว"),
        TimeState.SKIPPED: tr("ไม่ต้องทำ"),
        TimeState.LATE: tr("เลยกำหนด"),
        TimeState.DUE: tr("อยู่ในกำหนด"),
        TimeState.COMING: tr("ยังไม่ถึงกำหนด"),
        TimeState.UNKNOWN: tr("ไม่ทราบ"),
        TimeState.EXCLUDED: tr("ไม่นับ"),
        TimeState.TOLD: tr("ถือว่าครบ ไม่มีบันทึก"),
        TimeState.MISSED: tr("ไม่มีบันทึก"),
    }[step]


def accessible_times(times: Iterable[ScheduledTime]) -> str:
    """Returns the occurrences that are late, due, or past without a record in words, for the tool
    tip."""
    pressing = (TimeState.LATE, TimeState.DUE, TimeState.UNKNOWN)
    return "\n".join(
        f"{step_word(time.step)} {time.label}" for time in times if time.step in pressing
    )
