"""The heading of a schedule column: months from October, calendar years, today's label."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ita_desktop.domain.dates import FISCAL_MONTHS
from ita_desktop.i18n import tr
from ita_desktop.ui.language.dates import month_name
from ita_desktop.ui.table.schedule import middle_of, month_of, today_at
from ita_desktop.ui.table.sizes import MONTHS
from ita_desktop.ui.table.values import YearAxis
from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.hairline import hairline
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Height, Radius, Space, Stroke, Text, tokens


class YearHeaderSize:
    FLAG: Final = 20
    FLAG_BASELINE: Final = 16
    """Leaves space for the tone mark of วันนี้."""


_FIRST_OF_JANUARY: Final = 3
_QUARTER: Final = MONTHS // 4
_YEAR_AT: Final = 0.5


def paint_year_head(
    painter: QPainter, left: float, width: float, axis: YearAxis, filters: bool
) -> None:
    """Paints the heading of a schedule column, ``width`` px from ``left``."""
    today = today_at(left, width, axis)
    _paint_months(painter, left, width, None if today is None else month_of(axis.today))
    if not filters:
        return
    _paint_years(painter, left, width, axis, today)
    if today is not None:
        _paint_flag(painter, today, axis)


def _paint_months(painter: QPainter, left: float, width: float, now: int | None) -> None:
    theme = tokens()
    measure = metrics(Text.TINY_STRONG).horizontalAdvance
    widest = max(measure(month_name(month)) for month in FISCAL_MONTHS)
    # If not all months fit, only the first of each quarter is labelled.
    every = 1 if widest + Space.XS <= width / MONTHS else _QUARTER
    for at, month in enumerate(FISCAL_MONTHS):
        if at % every:
            continue
        style = Text.TINY_STRONG if at == now else Text.TINY
        text = month_name(month)
        x = round(middle_of(left, width, at) - metrics(style).horizontalAdvance(text) / 2)
        painter.setPen(theme.accent if at == now else theme.text2)
        draw_text(painter, style, x, baseline(style, 0, Height.TABLE_HEADER), text)


def _paint_years(
    painter: QPainter, left: float, width: float, axis: YearAxis, today: int | None
) -> None:
    """Paints the calendar years on both sides of 1 January, except one covered by today's label."""
    theme = tokens()
    turn = round(left + _FIRST_OF_JANUARY * width / MONTHS)
    top = Height.TABLE_HEADER
    hairline(
        painter, turn, top + Space.XS, Stroke.HAIR, Height.FILTER_ROW - 3 * Space.XS, theme.line2
    )
    painter.setPen(theme.text2)
    flag = _flag_width(axis) / 2 + Space.XS
    for year, begin, end in (
        (axis.fiscal_year - 1, left, turn),
        (axis.fiscal_year, turn, left + width),
    ):
        text = str(year)
        wide = metrics(Text.TINY).horizontalAdvance(text)
        x = round(begin + (min(end, begin + 3 * width / MONTHS) - begin - wide) * _YEAR_AT)
        if today is not None and today - flag < x + wide and x < today + flag:
            x = round(today + flag + Space.S)
            if x + wide > end:
                continue
        draw_text(
            painter, Text.TINY, x, baseline(Text.TINY, top, Height.FILTER_ROW - Space.XS), text
        )


def _flag_text(axis: YearAxis) -> str:
    return tr("วันนี้ {day}", day=axis.today.day)


def _flag_width(axis: YearAxis) -> float:
    return metrics(Text.TINY).horizontalAdvance(_flag_text(axis)) + 2 * Space.ICON_TO_WORD


def _paint_flag(painter: QPainter, today: int, axis: YearAxis) -> None:
    theme = tokens()
    wide = _flag_width(axis)
    bottom = Height.TABLE_HEADER + Height.FILTER_ROW
    area = QRectF(
        round(today - wide / 2),
        bottom - YearHeaderSize.FLAG - 2 * Stroke.HAIR,
        wide,
        YearHeaderSize.FLAG,
    )
    hairline(painter, today, area.bottom(), Stroke.HAIR, bottom - area.bottom(), theme.accent)
    paint_plate(painter, area, Radius.CHECK, theme.fill)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(theme.on_accent)
    x = area.left() + Space.ICON_TO_WORD
    draw_text(painter, Text.TINY, x, area.top() + YearHeaderSize.FLAG_BASELINE, _flag_text(axis))
