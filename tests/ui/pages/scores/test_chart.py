"""The chart of the indicators: where its axis begins, and that it says so."""

from decimal import Decimal

import pytest
from PySide6.QtGui import QImage

from ita_desktop.ui.pages.scores.chart import Dumbbell, Dumbbells, PlotSize
from ita_desktop.ui.theme.tokens import Space

MARK = Decimal(85)


def chart_of(qtbot, *values: str) -> Dumbbells:
    chart = Dumbbells()
    qtbot.addWidget(chart)
    bells = [Dumbbell(f"{at}", "ตัวชี้วัด", Decimal(one), None) for at, one in enumerate(values)]
    chart.set_bells(bells, MARK, 2568, None)
    chart.resize(chart.sizeHint())
    chart.show()
    return chart


def painted(chart: Dumbbells) -> QImage:
    return chart.grab().toImage()


@pytest.mark.parametrize(("lowest", "start"), [("95.5", 80), ("62", 60)])
def test_an_axis_that_does_not_begin_at_zero_is_cut_and_says_where_it_begins(
    qtbot, lowest: str, start: int
) -> None:
    chart = chart_of(qtbot, lowest, "99")
    assert chart.scale.is_cut
    assert chart.axis_note() == f"แกนเริ่มที่ {start} ไม่ใช่ 0"
    assert chart.accessibleDescription().endswith(chart.axis_note())
    top = Space.XS + 2 * PlotSize.ROW + PlotSize.AXIS + PlotSize.LEGEND
    assert chart.sizeHint().height() == top + PlotSize.LEGEND
    image = painted(chart)
    scale = image.devicePixelRatio()
    below = image.copy(0, round(top * scale), image.width(), round(PlotSize.LEGEND * scale))
    assert colours(below) > 1, "the words are painted"


def test_an_axis_from_zero_says_nothing(qtbot) -> None:
    chart = chart_of(qtbot, "0", "99")
    assert chart.scale.start == 0
    assert not chart.scale.is_cut
    assert "แกน" not in chart.accessibleDescription()
    height = Space.XS + 2 * PlotSize.ROW + PlotSize.AXIS + PlotSize.LEGEND
    assert chart.sizeHint().height() == height


def colours(image: QImage) -> int:
    """How many colours there are in a picture."""
    found = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    return len(found)
