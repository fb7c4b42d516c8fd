"""Writes slides with python-pptx: the same bytes for the same slides. The letter of their
paragraphs is set also for Thai, which is a complex script."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from ita_desktop.documents.backends.pptx import template
from ita_desktop.documents.content import Align
from ita_desktop.documents.ink import hex_of
from ita_desktop.documents.layout.slides import (
    AFTER,
    CELL_ABOVE,
    CELL_SIDE,
    LARGE,
    MARK,
    Box,
    PlacedChart,
    PlacedSlide,
    PlacedTable,
    PlacedText,
    PlacedTiles,
    line_size,
    pitch,
    placed,
)
from ita_desktop.documents.printable import THAI_FIGURES, in_digits
from ita_desktop.documents.slides import Deck, SlideChart, SlideLine, SlideText, with_texts
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import Digits, clean
from ita_desktop.filing.fixed_zip import MOMENT, zipped
from ita_desktop.pictures.charts import TILE_GAP, Tiles, ground_of, in_words, ink_of
from ita_desktop.pictures.shapes import RAMP, Ink
from ita_desktop.typography.words import WordBreaker, breaker_with

_FOOT_SIZE: Final = 11.0
_NUMBER_WIDTH: Final = 60.0
_PROGRAM: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>ITA Desktop</Application></Properties>"
)
_SAYS_PROGRAM: Final = "docProps/app.xml"
_HUNDREDTHS: Final = 100
_ADDRESS: Final = lazy_re(r"(https?://[^\s\"<>]*[^\s\"<>.,;:)\]])")
"""An address in a text, without the signs of the sentence that it stands in."""


def fill(frame: Any, text: SlideText, size: float, language: str) -> None:
    """Puts paragraphs into a text frame."""
    for number, line in enumerate(text.lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        own = size * (LARGE if line.large else 1)
        put(paragraph, line.text, own, language, bold=line.bold)
        space(paragraph, own, after=own * AFTER)
        _mark(paragraph, line.mark, own)


def put(paragraph: Any, text: str, size: float, language: str, *, bold: bool = False) -> None:
    """Adds runs of text; an address in it can be clicked."""
    parts = _ADDRESS.split(text)
    for number, part in enumerate(parts):
        if not part and len(parts) > 1:
            continue
        run = paragraph.add_run()
        run.text = part
        run.font.bold = bold
        dress(run._r.get_or_add_rPr(), size, language)  # noqa: SLF001 - python-pptx has no such setting
        if number % 2:
            run.hyperlink.address = part


def dress(properties: Any, size: float, language: str) -> None:
    """Sets letter, size and language of run properties."""
    from pptx.oxml.ns import qn

    properties.set("lang", language)
    properties.set("sz", str(round(size * template.letter_scale() * _HUNDREDTHS)))
    for script in ("latin", "ea", "cs"):
        for old in properties.findall(qn(f"a:{script}")):
            properties.remove(old)
        element = properties.makeelement(qn(f"a:{script}"), {"typeface": template.letter()})
        properties.append(element)


def space(paragraph: Any, size: float, after: float = 0.0) -> None:
    """Sets the height of lines, which is that of the letter, and the space below."""
    from pptx.util import Pt

    paragraph.line_spacing = Pt(round(size * pitch(), 1))
    paragraph.space_before = Pt(0)
    paragraph.space_after = Pt(round(after, 1))


def _mark(paragraph: Any, mark: str, size: float) -> None:
    """Makes a point of a list, or text without mark whatever the layout has."""
    from pptx.oxml.ns import qn

    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - as above
    indent = round(size * MARK * template.POINT) if mark else 0
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    name, attributes = ("a:buChar", {"char": mark}) if mark else ("a:buNone", {})
    properties.append(properties.makeelement(qn(name), attributes))


def bare(frame: Any) -> None:
    """Gives a text frame no space around its text, and no size of its own."""
    from pptx.enum.text import MSO_AUTO_SIZE

    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def render(deck: Deck, breaker: WordBreaker | None = None, own: bytes | None = None) -> bytes:
    """Returns the slides as a file; ``own`` is the office's template, whose masters and layouts
    they take. Raises InputError if it is unusable."""
    shown = with_texts(deck, partial(in_digits, digits=deck.digits))
    writer = _Writer(shown, template.BasePresentation(own), breaker or breaker_with())
    return writer.file()


class _Writer:
    def __init__(self, deck: Deck, base: template.BasePresentation, breaker: WordBreaker) -> None:
        self._deck = deck
        self._base = base
        self._breaker = breaker

    def file(self) -> bytes:
        for slide in placed(self._deck, self._base.rooms, self._breaker):
            self._add(slide)
        properties = self._base.presentation.core_properties
        properties.title, properties.author = self._deck.title, self._deck.author
        properties.last_modified_by, properties.language = "", self._deck.language
        if self._base.is_ours:
            properties.comments = ""  # python-pptx names itself there
        properties.created = properties.modified = MOMENT
        properties.revision = 1
        made = BytesIO()
        self._base.presentation.save(made)
        return _fixed(made)

    # Slides.

    def _add(self, placed_slide: PlacedSlide) -> None:
        layout = self._base.opening if placed_slide.slide.opens else self._base.content
        slide = self._base.presentation.slides.add_slide(layout)
        title = slide.shapes.title
        for place in list(slide.placeholders):
            if place.shape_id != title.shape_id:
                place._element.getparent().remove(place._element)  # noqa: SLF001
        self._title(title, placed_slide)
        for part in placed_slide.parts:
            match part:
                case PlacedText():
                    self._text(slide, part)
                case PlacedTable():
                    self._table(slide, part)
                case PlacedChart():
                    deck = self._deck
                    add_chart(slide, part, _emu(part.box), deck.language, deck.digits)
                case PlacedTiles():
                    add_tiles(slide, part, self._deck.language)
        if not placed_slide.slide.opens:
            self._foot(slide)
        self._notes(slide, placed_slide.slide.notes)

    def _title(self, title: Any, placed_slide: PlacedSlide) -> None:
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

        title.left, title.top, title.width, title.height = _emu(placed_slide.title)
        frame = title.text_frame
        bare(frame)
        put(
            frame.paragraphs[0],
            self._breaker.bound(placed_slide.slide.title),
            placed_slide.title_size,
            self._deck.language,
            bold=True,
        )
        space(frame.paragraphs[0], placed_slide.title_size)
        if self._base.is_ours:
            frame.paragraphs[0].alignment = PP_ALIGN.LEFT
            bottom = MSO_ANCHOR.BOTTOM if placed_slide.slide.opens else MSO_ANCHOR.MIDDLE
            frame.vertical_anchor = bottom

    def _text(self, slide: Any, part: PlacedText) -> None:
        shape = slide.shapes.add_textbox(*_emu(part.box))
        bare(shape.text_frame)
        lines = [replace(line, text=self._breaker.bound(line.text)) for line in part.text.lines]
        bound = SlideText(tuple(lines))
        fill(shape.text_frame, bound, part.size, self._deck.language)

    def _table(self, slide: Any, part: PlacedTable) -> None:
        of = part.table
        box = part.box._replace(height=sum(part.heights))
        frame = slide.shapes.add_table(len(of.rows) + 1, len(of.columns), *_emu(box))
        frame._element.nvGraphicFramePr.cNvPr.set("descr", of.alt)  # noqa: SLF001
        table = frame.table
        table.last_row = of.total
        for column, width in zip(table.columns, part.widths, strict=True):
            column.width = round(width * template.POINT)
        heads = tuple(column.title for column in of.columns)
        for number, (row, texts) in enumerate(zip(table.rows, (heads, *of.rows), strict=True)):
            row.height = round(part.heights[number] * template.POINT)
            bold = number == 0 or (of.total and number == len(of.rows))
            for cell, column, words in zip(row.cells, of.columns, texts, strict=True):
                self._cell(cell, words, column.align, part.size, bold=bold)

    def _cell(self, cell: Any, words: str, align: Align, size: float, *, bold: bool) -> None:
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

        sides = {Align.LEFT: PP_ALIGN.LEFT, Align.CENTER: PP_ALIGN.CENTER}
        cell.margin_left = cell.margin_right = round(CELL_SIDE * template.POINT)
        cell.margin_top = cell.margin_bottom = round(CELL_ABOVE * template.POINT)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = sides.get(align, PP_ALIGN.RIGHT)
        words = self._breaker.bound(words)
        put(paragraph, words, size, self._deck.language, bold=bold)
        space(paragraph, size)

    def _foot(self, slide: Any) -> None:
        """Adds the deck's line at the left, and the slide's number at the right."""
        from pptx.enum.text import PP_ALIGN

        body = self._base.rooms.content.body
        top = self._base.height - template.FOOT + 4
        wide = body.width - _NUMBER_WIDTH
        size = line_size(self._deck.foot, wide, _FOOT_SIZE)
        line = slide.shapes.add_textbox(*_emu(Box(body.left, top, wide, template.FOOT - 10)))
        bare(line.text_frame)
        fill(line.text_frame, SlideText((SlideLine(self._deck.foot),)), size,
                  self._deck.language)  # fmt: skip
        right = body.left + body.width - _NUMBER_WIDTH
        number = slide.shapes.add_textbox(*_emu(Box(right, top, _NUMBER_WIDTH, template.FOOT - 10)))
        bare(number.text_frame)
        paragraph = number.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        _count(paragraph, len(self._base.presentation.slides), self._deck.language)

    def _notes(self, slide: Any, notes: tuple[str, ...]) -> None:
        if not notes:
            return
        frame = slide.notes_slide.notes_text_frame
        for number, note in enumerate(notes):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            put(paragraph, clean(note), _FOOT_SIZE + 1, self._deck.language)


def _count(paragraph: Any, number: int, language: str) -> None:
    """Adds the number of the slide as a field, which PowerPoint keeps up to date."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    field = parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f"<a:rPr/><a:t>{number}</a:t></a:fld>"
    )
    dress(field.find(qn("a:rPr")), _FOOT_SIZE, language)
    paragraph._p.append(field)  # noqa: SLF001


def _emu(box: Box) -> tuple[int, int, int, int]:
    left, top, width, height = (round(length * template.POINT) for length in box)
    return left, top, width, height


def _fixed(made: BytesIO) -> bytes:
    """Returns the file with constant times."""
    with ZipFile(made) as given:
        parts = {name: given.read(name) for name in given.namelist() if name != _SAYS_PROGRAM}
        return zipped({name: parts.get(name, _PROGRAM) for name in given.namelist()})


# Native charts of slides: a bar for each figure; an unknown figure has none.

_LARGEST: Final = 14.0
_GAP_WIDTH: Final = 60
"""Distance between groups of bars, in per cent of a bar; between groups of two, half of it, so that
each bar is as wide as the figure on it."""
_MOMENTS: Final = lazy_re(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FULL: Final = 100


def add_chart(
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
    book.update_from_xlsx_blob(_fixed_in_chart(book.xlsx_part.blob))


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


def _fixed_in_chart(book: bytes) -> bytes:
    """Returns the embedded sheet with constant times, so that the same data gives the same file."""
    moment = f"{MOMENT.isoformat()}Z".encode()
    with ZipFile(BytesIO(book)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    fixed = {name: _MOMENTS.sub(rb"\g<1>" + moment, part) for name, part in parts.items()}
    return zipped(fixed)


# Tiles of slides as native shapes, one group for all.

_LEGEND: Final = 24.0
"""Height of the legend in points."""
_SAMPLE: Final = 14.0


def add_tiles(slide: Any, placed: PlacedTiles, language: str) -> None:
    """Adds tiles with a legend below them."""
    of, box = placed.tiles.chart, placed.box
    group = slide.shapes.add_group_shape()
    group._element.nvGrpSpPr.cNvPr.set("descr", in_words(of))  # noqa: SLF001
    group.name = of.title
    drawer = _Drawer(group, language)
    wide, high = box.width / of.columns, (box.height - _LEGEND) / of.rows
    for tile in of.tiles:
        place = Box(
            box.left + tile.column * wide,
            box.top + tile.row * high,
            wide - TILE_GAP,
            high - TILE_GAP,
        )
        shape = drawer.box(place, ground_of(tile))
        drawer.write(shape, (tile.label, tile.words), place, ink_of(tile))
    _legend(drawer, of, box)


def _legend(drawer: "_Drawer", of: Tiles, box: Box) -> None:
    names = (*of.steps, of.without)
    wide, top = box.width / len(names), box.top + box.height - _SAMPLE
    for number, name in enumerate(names):
        left = box.left + number * wide
        drawer.box(
            Box(left, top, _SAMPLE, _SAMPLE),
            RAMP[number] if number < len(of.steps) else Ink.GROUND,
        )
        drawer.name(name, Box(left + _SAMPLE + 4, top - 3, wide - _SAMPLE - 4, _SAMPLE + 6))


class _Drawer:
    def __init__(self, group: Any, language: str) -> None:
        self._group, self._language = group, language

    def box(self, place: Box, ground: Ink) -> Any:
        """Adds a filled rectangle."""
        from pptx.enum.shapes import MSO_SHAPE
        from pptx.util import Pt

        lengths = (round(length * template.POINT) for length in place)
        shape = self._group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *lengths)
        shape.shadow.inherit = False
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(ground)
        shape.line.color.rgb = _colour(Ink.MUTED)
        shape.line.width = Pt(0.5)
        return shape

    def write(self, shape: Any, lines: tuple[str, str], place: Box, ink: Ink) -> None:
        """Writes the name of a tile and its value, as large as they fit."""
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

        frame = shape.text_frame
        bare(frame)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        high = place.height / (len(lines) * pitch())
        for number, words in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            size = line_size(words, place.width - 2 * TILE_GAP, min(high, _LARGEST))
            put(paragraph, words, size, self._language, bold=number > 0)
            space(paragraph, size)
            paragraph.alignment = PP_ALIGN.CENTER
            for run in paragraph.runs:
                run.font.color.rgb = _colour(ink)

    def name(self, words: str, place: Box) -> None:
        """Adds a line of the legend."""
        from pptx.enum.text import MSO_ANCHOR

        shape = self._group.shapes.add_textbox(
            *(round(length * template.POINT) for length in place)
        )
        frame = shape.text_frame
        bare(frame)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = frame.paragraphs[0]
        put(paragraph, words, line_size(words, place.width, 12.0), self._language)


def _colour(ink: Ink) -> Any:
    from pptx.dml.color import RGBColor

    make: Any = RGBColor.from_string
    return make(hex_of(ink))
