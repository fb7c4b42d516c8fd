"""Draws native Excel charts from figures on a hidden sheet, so that they can be edited."""

from decimal import Decimal
from typing import Any, NamedTuple

from ita_desktop.documents.content import Document
from ita_desktop.documents.names import sheet_name
from ita_desktop.documents.printable import THAI_FIGURES, in_digits
from ita_desktop.documents.styles import OFFICIAL_LETTER, STYLES
from ita_desktop.documents.wordings.paper_words import PaperWords
from ita_desktop.domain.text import Digits, short_number
from ita_desktop.pictures import charts

_POINTS_PER_CM = 72 / 2.54
_HEIGHT = 8.0
"""Chart height in cm; Excel's charts need more room than the program's for the same rows."""
_PER_ROW = 0.55
_GOOD, _WEAK, _LINE, _GRID = "17573F", "CC9433", "404040", "D0D0D0"
_RING = "A6A6A6"
"""Filling of rings: LibreOffice draws their filling alone, which is on the ground or on a bar."""
_THIN = 9525
"""Line width, 0.75 points in EMU."""
_NO_LABEL = {"showVal": False, "showCatName": False, "showLegendKey": False, "showPercent": False}
_RAMP = ("0D402E", "246B4F", "5C8573", "B3CCBD", "DEDECC", "F7F5ED")


class ChartSheet:
    """The hidden sheet with the figures of all charts, created with the first chart."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._sheet: Any = None
        self._next = 1

    def add(self, chart: charts.Graph, sheet: Any, place: str, document: Document) -> float:
        """Adds a chart at cell ``place`` of ``sheet``, as wide as the text of ``document`` and in
        its digits; returns its height in points."""
        digits = document.digits
        heads, rows = _figures(chart, document.words)
        heads = tuple(in_digits(head, digits) for head in heads)
        rows = [(in_digits(str(label), digits), *figures) for label, *figures in rows]
        title = in_digits(chart.title, digits)
        first = self._write(document.words.chart_sheet, title, heads, rows, _format("0.00", digits))
        table = _Table(self._sheet, first, len(rows), heads, digits)
        made: Any
        if isinstance(chart, charts.GroupedBars | charts.Thermometer):
            made = _columns_with_lines(chart, table)
            made.height = _HEIGHT  # the names of neighbouring limits would overlap on a lower one
        else:
            made = _horizontal_bars(chart, table)
            made.height = max(_HEIGHT / 2, len(rows) * _PER_ROW + _HEIGHT / 4)
        made.title = None
        for written in (made.x_axis, made.y_axis, *[made.legend] * (made.legend is not None)):
            written.txPr = _letter()
        made.visible_cells_only = False  # its figures are on a hidden sheet
        made.described = in_digits(charts.in_words(chart), digits)
        made.width = document.text_width / 10
        sheet.add_chart(made, place)
        return float(made.height * _POINTS_PER_CM)

    def _write(
        self,
        sheet: str,
        title: str,
        heads: tuple[str, ...],
        rows: list[tuple[str | Decimal | None, ...]],
        number_format: str,
    ) -> int:
        """Writes the figures below the previous ones; returns the row of the column names."""
        if self._sheet is None:
            self._sheet = self._book.create_sheet(sheet_name(sheet) or "Sheet")
            self._sheet.sheet_state = "hidden"
        self._sheet.cell(self._next, 1, title)
        first = self._next + 1
        for number, row in enumerate([heads, *rows], first):
            for column, value in enumerate(row, 1):
                cell = self._sheet.cell(number, column, value)
                if isinstance(value, Decimal):
                    cell.number_format = number_format
        self._next = first + len(rows) + 2
        return first


class _Table(NamedTuple):
    """The cells of a chart's figures: labels in the first column, a series in each further one."""

    sheet: Any
    first: int
    rows: int
    heads: tuple[str, ...]
    digits: Digits

    def fill(self, chart: Any, columns: range) -> None:
        """Adds the series in ``columns``, with their names, to ``chart``."""
        from openpyxl.chart import Reference

        last = self.first + self.rows
        data = Reference(
            self.sheet,
            min_col=columns.start,
            max_col=columns.stop - 1,
            min_row=self.first,
            max_row=last,
        )
        chart.add_data(data, titles_from_data=True)
        names = Reference(self.sheet, min_col=1, min_row=self.first + 1, max_row=last)
        chart.set_categories(names)


def _horizontal_bars(chart: charts.Stacks | charts.Waterfall, table: _Table) -> Any:
    """Returns a horizontal stacked bar chart."""
    made = _bars(chart, table, "bar", range(2, 2 + len(table.heads) - 1))
    made.x_axis.scaling.orientation = "maxMin"
    made.grouping, made.overlap = "stacked", 100
    if isinstance(chart, charts.Stacks):
        for series, colour in zip(made.series, _RAMP, strict=False):
            series.graphicalProperties.solidFill = colour
        made.legend.position = "b"
        return made
    _hide(made.series[0])
    made.series[1].graphicalProperties.solidFill = _WEAK
    made.series[1].dLbls = _values(table.digits)
    made.legend = None
    return made


def _columns_with_lines(chart: charts.GroupedBars | charts.Thermometer, table: _Table) -> Any:
    """Returns a column chart with lines for last year, target and level limits. Columns, because
    programs draw no lines across horizontal bars."""
    made = _bars(chart, table, "col", range(2, 3))
    (series,) = made.series
    series.graphicalProperties.solidFill = _GOOD
    series.dLbls = _values(table.digits)
    if isinstance(chart, charts.GroupedBars):
        _mark_weak(series, chart)
    names = table.heads[2:]
    if names:
        made += _line_overlay(chart, table, range(3, 3 + len(names)))
    made.legend.position = "b"
    if isinstance(chart, charts.Thermometer):
        made.legend, made.gapWidth = None, 150
    return made


def _bars(chart: charts.Graph, table: _Table, way: str, columns: range) -> Any:
    from openpyxl.chart import BarChart
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    made: Any = BarChart()
    made.type, made.gapWidth = way, 60
    table.fill(made, columns)
    made.y_axis.scaling.max = 100
    made.y_axis.scaling.min = float(_least(chart))
    made.y_axis.title = in_digits(charts.axis_note(chart, _least(chart)), table.digits) or None
    made.y_axis.number_format = _format("0", table.digits)
    made.y_axis.delete = made.x_axis.delete = False
    made.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    return made


def _line_overlay(
    chart: charts.GroupedBars | charts.Thermometer, table: _Table, columns: range
) -> Any:
    """Returns rings for last year's scores, and dashed lines for constants."""
    from openpyxl.chart import LineChart
    from openpyxl.chart.label import DataLabel, DataLabelList
    from openpyxl.chart.marker import Marker
    from openpyxl.chart.shapes import GraphicalProperties

    lines: Any = LineChart()
    table.fill(lines, columns)
    before = isinstance(chart, charts.GroupedBars) and _has_before(chart)
    for series in lines.series[1:] if before else lines.series:
        series.graphicalProperties.line.solidFill = _LINE
        series.graphicalProperties.line.prstDash = "dash"
        series.graphicalProperties.line.width = _THIN
        series.marker = Marker(symbol="none")
        if isinstance(chart, charts.Thermometer):
            name = DataLabel(idx=table.rows - 1, dLblPos="t", showSerName=True, **_NO_LABEL)
            name.txPr = _letter()
            series.dLbls = DataLabelList(dLbl=[name], showSerName=False, **_NO_LABEL)
    if before:
        ring = GraphicalProperties(solidFill=_RING)
        ring.line.solidFill = _LINE
        lines.series[0].marker = Marker(symbol="circle", size=7, spPr=ring)
        lines.series[0].graphicalProperties.line.noFill = True
    return lines


def _format(form: str, digits: Digits) -> str:
    """Returns a number format in the given digits."""
    return form if digits is Digits.ARABIC else f"{THAI_FIGURES}{form}"


def _letter() -> Any:
    """Returns the look of words in a chart: as small as in a table, in the official letter."""
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties

    face = Font(typeface=OFFICIAL_LETTER)
    looks = CharacterProperties(sz=round(100 * STYLES["cell"].size), latin=face, cs=face)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=looks), endParaRPr=looks)])


def _values(digits: Digits) -> Any:
    """Returns data labels with two decimals."""
    from openpyxl.chart.label import DataLabelList

    labels = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = False
    labels.numFmt, labels.txPr = _format("0.00", digits), _letter()
    return labels


def _mark_weak(series: Any, chart: charts.GroupedBars) -> None:
    """Colours the bars below the target, lighter when printed in black and white."""
    from openpyxl.chart.marker import DataPoint

    for place, bar in enumerate(chart.bars):
        if chart.target is not None and bar.value is not None and bar.value < chart.target:
            point = DataPoint(idx=place)
            point.graphicalProperties.solidFill = _WEAK
            series.dPt.append(point)


def _has_before(chart: charts.GroupedBars) -> bool:
    return any(bar.before is not None for bar in chart.bars)


def _hide(series: Any) -> None:
    """Makes the lower part of a waterfall's bars invisible."""
    series.graphicalProperties.noFill = True
    series.graphicalProperties.solidFill = None


def _least(chart: charts.Graph) -> Decimal:
    """Returns the start of the axis: lost points alone are too small to see on an axis from 0."""
    return charts.axis_low([chart.total]) if isinstance(chart, charts.Waterfall) else Decimal(0)


def _figures(
    chart: charts.Graph, words: PaperWords
) -> tuple[tuple[str, ...], list[tuple[str | Decimal | None, ...]]]:
    """Returns column names and one row per bar."""
    score, aimed, left_over, lost = words.chart()
    match chart:
        case charts.GroupedBars():
            before, target = _has_before(chart), chart.target
            heads = ("", chart.now_name or score, *([chart.before_name] if before else []))
            aim = () if target is None else (target,)
            return (*heads, *(f"{aimed} {figure:.2f}" for figure in aim)), [
                (bar.label, bar.value, *([bar.before] if before else []), *aim)
                for bar in chart.bars
            ]
        case charts.Stacks():
            return ("", *chart.parts), [(stack.label, *stack.shares) for stack in chart.stacks]
        case charts.Waterfall():
            left = Decimal(100)
            rows: list[tuple[str | Decimal | None, ...]] = []
            for loss in chart.losses:
                left -= loss.points
                rows.append((loss.label, left, loss.points))
            rows.append((chart.total_name, Decimal(0), chart.total))
            return ("", left_over, lost), rows
        case charts.Thermometer():
            # Of several levels with the same limit the first, best one is named.
            levels = {level.least: level.name for level in reversed(chart.levels)}
            starts = [level for level in sorted(levels) if level > _least(chart)]
            names = tuple(f"{levels[start]} {short_number(start)}" for start in starts)
            marks = [(mark.label, mark.value, *starts) for mark in chart.marks]
            # An empty bar leaves room for the names of the lines.
            return ("", score, *names), [*marks, (" ", None, *starts)]
