"""Whoever sees no colours tells the states apart by their shapes."""

from datetime import date
from itertools import combinations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.ui.table.schedule import paint_year
from ita_desktop.ui.table.values import ScheduledTime, YearAxis
from ita_desktop.ui.theme.theme import ColourMode, Contrast
from ita_desktop.ui.theme.tokens import Tone, tokens
from ita_desktop.ui.widgets.marks import Mark, paint_mark
from ita_desktop.ui.widgets.status import MessageKind

SIDE = 28
"""A picture at twice the size, as on a dense screen."""
CLEARLY = 60
"""How much darker a pixel is, of 255, to be seen as different."""


def drawn(paint) -> QImage:
    """What is drawn, in shades of grey."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(2)
    image.fill(tokens().surface)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def differing(image: QImage, other: QImage) -> int:
    """How many pixels of two pictures are clearly of another grey."""
    return sum(
        abs(QColor(image.pixel(x, y)).lightness() - QColor(other.pixel(x, y)).lightness()) > CLEARLY
        for x in range(SIDE)
        for y in range(SIDE)
    )


@pytest.fixture(params=[(ColourMode.LIGHT, Contrast.NORMAL), (ColourMode.DARK, Contrast.HIGH)])
def look(request, theme):
    choice, contrast = request.param
    theme.choose(choice)
    theme.choose_contrast(contrast)


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize(("one", "other"), list(combinations(Mark, 2)))
def test_two_states_have_marks_of_other_shapes(one, other) -> None:
    def in_one_colour(mark):
        return drawn(lambda painter: paint_mark(painter, mark, QPointF(0, 0), tone=Tone.TEXT))

    assert differing(in_one_colour(one), in_one_colour(other)) >= 25


@pytest.mark.in_turn
@pytest.mark.usefixtures("look")
@pytest.mark.parametrize(("one", "other"), list(combinations(TimeState, 2)))
def test_two_steps_of_a_measure_have_marks_of_other_shapes(one, other, axis) -> None:
    def shown(step):
        time = ScheduledTime("x", 0, step)
        return drawn(
            lambda painter: paint_year(painter, 0, 12 * 14, 7, (time,), axis, tokens().surface)
        )

    assert differing(shown(one), shown(other)) >= 25


@pytest.fixture
def axis() -> YearAxis:
    return YearAxis(2568, date(2025, 8, 1))


@pytest.mark.parametrize(("one", "other"), list(combinations(MessageKind, 2)))
def test_two_kinds_of_news_have_other_icons(one, other) -> None:
    assert one.icon[0] != other.icon[0]
