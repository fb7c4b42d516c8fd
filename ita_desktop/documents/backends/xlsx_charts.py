"""Charts of Excel's own, beside a sheet that holds their figures, so that they can be changed."""

from decimal import Decimal
from typing import Any

from ita_desktop.pictures.charts import Bars, Chart, Stacks, Thermometer, Waterfall
from ita_desktop.pictures.drawn import axis_low

_SHEET = "ข้อมูลภาพ"
_POINTS_PER_CM = 72 / 2.54
_HEIGHT = 8.0
"""Centimetres; Excel's charts need more than ours for the same rows."""
_PER_ROW = 0.55
_PALE, _GOOD, _WEAK = "E0E0DC", "17573F", "CC9433"
_RAMP = ("0D402E", "246B4F", "5C8573", "B3CCBD", "DEDECC", "F7F5ED")


class ChartSheet:
    """The sheet of all charts' figures, made with the first chart."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._sheet: Any = None
        self._next = 1

    def add(self, chart: Chart, width: float, sheet: Any, place: str) -> float:
        """Puts the chart at ``place`` of ``sheet``, ``width`` points wide; gives its height in
        points."""
        heads, rows = _figures(chart)
        first = self._write(chart.title, heads, rows)
        made = self._made(chart, first, len(heads), len(rows))
        made.title = None
        made.width = width / _POINTS_PER_CM
        made.height = max(_HEIGHT / 2, len(rows) * _PER_ROW + _HEIGHT / 4)
        sheet.add_chart(made, place)
        return float(made.height * _POINTS_PER_CM)

    def _write(
        self, title: str, heads: tuple[str, ...], rows: list[tuple[str | Decimal | None, ...]]
    ) -> int:
        """Writes the figures below the last ones; gives the row of the heads."""
        if self._sheet is None:
            self._sheet = self._book.create_sheet(_SHEET)
        self._sheet.cell(self._next, 1, title)
        first = self._next + 1
        for number, row in enumerate([heads, *rows], first):
            for column, value in enumerate(row, 1):
                self._sheet.cell(number, column, value)
        self._next = first + len(rows) + 2
        return first

    def _made(self, chart: Chart, first: int, columns: int, rows: int) -> Any:
        from openpyxl.chart import BarChart, Reference
        from openpyxl.chart.label import DataLabelList

        made: Any = BarChart()
        made.type = "bar"
        data = Reference(
            self._sheet, min_col=2, max_col=columns, min_row=first, max_row=first + rows
        )
        made.add_data(data, titles_from_data=True)
        names = Reference(self._sheet, min_col=1, min_row=first + 1, max_row=first + rows)
        made.set_categories(names)
        made.y_axis.scaling.max = 100
        made.y_axis.scaling.min = float(_least(chart))
        made.y_axis.number_format = "0"
        made.y_axis.delete = made.x_axis.delete = False
        made.x_axis.scaling.orientation = "maxMin"
        made.gapWidth = 60
        colours = _RAMP if isinstance(chart, Stacks) else (_GOOD, _PALE)
        for one, colour in zip(made.series, colours, strict=False):
            one.graphicalProperties.solidFill = colour
        labels = DataLabelList()
        labels.showVal = True
        labels.showSerName = labels.showCatName = labels.showLegendKey = False
        labels.numFmt = "0.00"
        named = made.series[1 if isinstance(chart, Waterfall) else 0]
        if not isinstance(chart, Stacks):
            named.dLbls = labels
        if isinstance(chart, Stacks | Waterfall):
            made.grouping, made.overlap = "stacked", 100
        if isinstance(chart, Waterfall):
            _hide(made.series[0])
            named.graphicalProperties.solidFill = _WEAK
            made.legend = None
        elif columns > 2:
            made.legend.position = "b"
        else:
            made.legend = None
        return made


def _hide(series: Any) -> None:
    """The part below a falling bar is there, but not seen."""
    series.graphicalProperties.noFill = True
    series.graphicalProperties.solidFill = None


def _least(chart: Chart) -> Decimal:
    """Where the axis begins, as in our own drawing."""
    match chart:
        case Bars():
            return axis_low([v for one in chart.bars for v in (one.value, one.before)])
        case Thermometer():
            return axis_low([one.value for one in chart.marks])
        case Waterfall():
            return axis_low([chart.total])
        case Stacks():
            return Decimal(0)


def _figures(chart: Chart) -> tuple[tuple[str, ...], list[tuple[str | Decimal | None, ...]]]:
    """What the chart's cells hold: heads, and a row a bar."""
    match chart:
        case Bars():
            has_before = any(one.before is not None for one in chart.bars)
            heads = ("", chart.now_name or "คะแนน", *([chart.before_name] if has_before else []))
            return heads, [
                (one.label, one.value, *([one.before] if has_before else [])) for one in chart.bars
            ]
        case Stacks():
            return ("", *chart.parts), [(one.label, *one.shares) for one in chart.stacks]
        case Waterfall():
            left = Decimal(100)
            rows: list[tuple[str | Decimal | None, ...]] = []
            for one in chart.losses:
                left -= one.points
                rows.append((one.label, left, one.points))
            rows.append((chart.total_name, Decimal(0), chart.total))
            return ("", "เหลือ", "หายไป"), rows
        case Thermometer():
            return ("", "คะแนน"), [(one.label, one.value) for one in chart.marks]
