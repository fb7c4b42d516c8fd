"""Native charts of slides: a bar for each figure; an unknown figure has none."""

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from ita_desktop.documents.backends.pptx.text import dress
from ita_desktop.documents.layout.slides import PlacedChart
from ita_desktop.documents.slides import SlideChart
from ita_desktop.documents.text.printable import THAI_FIGURES
from ita_desktop.domain.digits import Digits
from ita_desktop.filing.fixed_zip import MOMENT, zipped
from ita_desktop.pictures.charts import in_words

_LARGEST: Final = 14.0
_GAP_WIDTH: Final = 60
"""Distance between groups of bars, in per cent of a bar; between groups of two, half of it, so that
each bar is as wide as the figure on it."""
_MOMENTS: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FULL: Final = 100


def add(
    slide: Any,
    placed: PlacedChart,
    box: tuple[int, int, int, int],
    language: str,
    digits: Digits = Digits.ARABIC,
) -> None:
    """Adds a chart with its figures as an embedded sheet."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    of = placed.chart
    maker: Any = CategoryChartData
    plain = "0" if of.decimals == 0 else f"0.{'0' * of.decimals}"
    data = maker(number_format=plain)
    data.categories = [bar.label for bar in of.chart.bars]
    for name, values in _series(of):
        data.add_series(name, [None if value is None else float(value) for value in values])
    kind = XL_CHART_TYPE.BAR_CLUSTERED if of.lying else XL_CHART_TYPE.COLUMN_CLUSTERED
    frame = slide.shapes.add_chart(kind, *box, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", in_words(of.chart))  # noqa: SLF001
    shown = plain if digits is Digits.ARABIC else f"{THAI_FIGURES}{plain}"
    frame.chart.plots[0].has_data_labels = True
    frame.chart.plots[0].data_labels.number_format = shown
    _dress(frame.chart, of, min(placed.size, _LARGEST), language)
    book = frame.chart.part.chart_workbook
    book.update_from_xlsx_blob(_fixed(book.xlsx_part.blob))


def _series(of: SlideChart) -> Iterator[tuple[str, list[Decimal | None]]]:
    """Yields the name and figures of last year's bars, if there are any, and of this year's."""
    bars = of.chart.bars
    before = [bar.before for bar in bars]
    if any(value is not None for value in before):
        yield of.chart.before_name, before
    now = [bar.value for bar in bars]
    if any(value is not None for value in now) or all(value is None for value in before):
        yield of.chart.now_name, now


def _dress(chart: Any, of: SlideChart, size: float, language: str) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    chart.font.size = Pt(size)
    series = list(chart.plots[0].series)
    chart.has_title = False
    chart.has_legend = len(series) > 1 or not of.count
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = _GAP_WIDTH // len(series), 0
    plot.data_labels.show_value = True
    plot.data_labels.number_format_is_linked = False
    chart.value_axis.minimum_scale = 0
    if not of.count:
        chart.value_axis.maximum_scale = _FULL
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    if of.lying:
        chart.category_axis.reverse_order = True
    colours = (MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_1)
    for bar in series:
        now = bar.name == of.chart.now_name
        bar.format.fill.solid()
        bar.format.fill.fore_color.theme_color = colours[now]
        bar.invert_if_negative = False
    # The font of all texts, Thai ones included.
    for properties in chart._chartSpace.iter(qn("a:defRPr")):  # noqa: SLF001
        dress(properties, size, language)


def _fixed(book: bytes) -> bytes:
    """Returns the embedded sheet with constant times, so that the same data gives the same file."""
    moment = f"{MOMENT.isoformat()}Z".encode()
    with ZipFile(BytesIO(book)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    fixed = {name: _MOMENTS.sub(rb"\g<1>" + moment, part) for name, part in parts.items()}
    return zipped(fixed)
