"""Cells of book tables, and their painting."""

from collections.abc import Hashable
from datetime import date
from functools import cache
from math import ceil, floor
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ita_desktop.domain.dates import buddhist_year
from ita_desktop.domain.frozen import dataclass
from ita_desktop.i18n import language
from ita_desktop.ui.language.dates import month_name, month_names, short_date
from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.tokens import IconSize, Space, Text, Tone, tokens
from ita_desktop.ui.widgets.lists.blocks import paint_blocks
from ita_desktop.ui.widgets.marks import Mark, paint_mark
from ita_desktop.ui.widgets.status.bar import paint_bar

_DAY_DOWN: Final = 2
"""By how much a day is moved down towards the month below it, in px."""


@dataclass(frozen=True)
class BookCell:
    """The content of a cell: icon, text, date, bar or blocks; one of them, or icon and text. In
    rows of double height, text may have a line ``below`` it, and a day is above its month."""

    text: str = ""
    style: Text = Text.BODY
    tone: Tone = Tone.TEXT
    mark: Mark | None = None
    day: date | None = None
    short: bool = False
    """Whether a date is painted without year; its accessible text is complete."""
    fraction: float | None = None
    """Filled share of a bar, 0 to 1."""
    tick: float | None = None
    """Position of the target on the bar, 0 to 1."""
    blocks: tuple[Mark, ...] = ()
    scale: int = 0
    """Greatest number of blocks in any row, so that all rows have the same scale."""
    note: str = ""
    """Small grey text after ``text``."""
    below: str = ""
    """Small grey text below ``text``."""
    shorter: str = ""
    """Shown instead of ``text`` if that has a line below it and does not fit."""
    tip: str = ""
    """Tool tip with details not shown in the cell."""
    accessible_text: str = ""
    """Accessible text instead of ``text``, and the tool tip of a bar or blocks."""

    def words(self) -> str:
        """The accessible text of the cell."""
        if self.accessible_text:
            return self.accessible_text
        if self.day is not None:
            return short_date(self.day)
        text = self.text or (self.mark.word if self.mark is not None else "")
        return ", ".join(filter(None, (text, self.note, self.below)))

    @property
    def asked(self) -> int:
        """Returns the width of icon and text, in px."""
        mark = IconSize.TEXT + Space.ICON_TO_WORD if self.mark is not None else 0
        return mark + ceil(metrics(self.style).horizontalAdvance(self.text))

    def whole(self, width: float) -> str:
        """Returns the tool tip of the cell if not all is visible in ``width`` px."""
        if self.tip:
            return self.tip
        if self.blocks or self.fraction is not None:
            return self.accessible_text
        if self.mark is not None:
            width -= IconSize.TEXT + Space.ICON_TO_WORD
        cut = elide(self.text, self.style, width) != self.text
        cut = cut or elide(self.below, Text.NOTE, width) != self.below
        return "\n".join(filter(None, (self.text, self.below))) if cut else ""


@dataclass(frozen=True)
class BookRow:
    """A row, and the key of the item it represents."""

    cells: tuple[BookCell, ...]
    key: Hashable = None

    def words(self) -> str:
        return ", ".join(text for cell in self.cells if (text := cell.words()))


def paint_date(
    painter: QPainter, style: Text, day: date, left: float, at: float, *, year: bool = True
) -> None:
    """Paints a date on baseline ``at`` with aligned day, month, and optionally year."""
    measured = metrics(style)
    figure = measured.horizontalAdvance("0")
    gap = measured.horizontalAdvance(" ")
    number = str(day.day)
    draw_text(painter, style, left + (2 - len(number)) * figure, at, number)
    x = left + 2 * figure + gap
    draw_text(painter, style, round(x), at, month_name(day.month))
    if not year:
        return
    x += _longest_month(style, language.code) + gap
    draw_text(painter, style, round(x), at, f"{buddhist_year(day) % 100:02d}")


def paint_day_over_month(painter: QPainter, day: date, place: QRectF, tone: Tone) -> None:
    """Paints a day above its month, both centred in ``place``."""
    half = place.height() / 2
    lines = (
        (str(day.day), Text.FIGURE, tone, place.top() + _DAY_DOWN),
        (month_name(day.month), Text.NOTE, Tone.TEXT2, place.top() + half),
    )
    for text, style, colour, top in lines:
        painter.setPen(colour.colour)
        left = place.center().x() - metrics(style).horizontalAdvance(text) / 2
        draw_text(painter, style, round(left), baseline(style, top, half), text)


@cache
def _longest_month(style: Text, _language: str) -> float:
    return max(metrics(style).horizontalAdvance(month) for month in month_names())


def paint_cell(
    painter: QPainter, cell: BookCell, place: QRectF, *, right: bool, over: bool
) -> None:
    if cell.fraction is not None:
        full = Tone.ACCENT if cell.tone is Tone.TEXT else cell.tone
        paint_bar(painter, place, cell.fraction, full, cell.tick)
        return
    if cell.blocks:
        paint_blocks(painter, place, cell.blocks, cell.scale)
        return
    if cell.below:
        _paint_two_lines(painter, cell, place)
        return
    left = place.left()
    if cell.mark is not None:
        # Half a px is rounded down, towards the middle of the text.
        top = floor(place.center().y() - IconSize.TEXT / 2 + 0.5)
        paint_mark(painter, cell.mark, QPointF(left, top))
        left += IconSize.TEXT + Space.ICON_TO_WORD
    # text3 has less than 4.5:1 contrast on a hovered row.
    tone = Tone.TEXT2 if over and cell.tone is Tone.TEXT3 else cell.tone
    painter.setPen(tone.colour)
    at = baseline(cell.style, place.top(), place.height())
    if cell.day is not None:
        if cell.style is Text.FIGURE:
            paint_day_over_month(painter, cell.day, place, cell.tone)
        else:
            paint_date(painter, cell.style, cell.day, left, at, year=not cell.short)
        return
    text = elide(cell.text, cell.style, place.right() - left)
    if right:
        left = place.right() - metrics(cell.style).horizontalAdvance(text)
    draw_text(painter, cell.style, round(left), at, text)
    if cell.note:
        left += metrics(cell.style).horizontalAdvance(text) + Space.ICON_TO_WORD
        painter.setPen(tokens().text2)
        note = elide(cell.note, Text.NOTE, place.right() - left)
        draw_text(painter, Text.NOTE, round(left), at, note)


def _paint_two_lines(painter: QPainter, cell: BookCell, place: QRectF) -> None:
    half = place.height() / 2
    fits = metrics(cell.style).horizontalAdvance(cell.text) <= place.width()
    message = cell.text if fits or not cell.shorter else cell.shorter
    lines = ((message, cell.style, cell.tone), (cell.below, Text.NOTE, Tone.TEXT2))
    for number, (text, style, tone) in enumerate(lines):
        painter.setPen(tone.colour)
        at = baseline(style, place.top() + number * half + (1 - number), half)
        draw_text(painter, style, place.left(), at, elide(text, style, place.width()))
