"""Tiles of slides as native shapes, one group for all."""

from typing import Any, Final

from ita_desktop.documents.backends.pptx import text
from ita_desktop.documents.backends.pptx.base import POINT
from ita_desktop.documents.ink.drawing import hex_of
from ita_desktop.documents.layout.slides import Box, PlacedTiles, line_size
from ita_desktop.pictures.charts import Tiles, in_words
from ita_desktop.pictures.shapes import RAMP, Ink
from ita_desktop.pictures.tiles import GAP, ground_of, ink_of

_LEGEND: Final = 24.0
"""Height of the legend in points."""
_SAMPLE: Final = 14.0
_LARGEST: Final = 14.0
_PITCH: Final = 1.3


def add(slide: Any, placed: PlacedTiles, language: str) -> None:
    """Adds tiles with a legend below them."""
    of, box = placed.tiles.chart, placed.box
    group = slide.shapes.add_group_shape()
    group._element.nvGrpSpPr.cNvPr.set("descr", in_words(of))  # noqa: SLF001
    group.name = of.title
    drawer = _Drawer(group, language)
    pitch, high = box.width / of.columns, (box.height - _LEGEND) / of.rows
    for tile in of.tiles:
        place = Box(
            box.left + tile.column * pitch, box.top + tile.row * high, pitch - GAP, high - GAP
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

        lengths = (round(length * POINT) for length in place)
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
        text.bare(frame)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        high = place.height / (len(lines) * _PITCH)
        for number, words in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            size = line_size(words, place.width - 2 * GAP, min(high, _LARGEST))
            text.put(paragraph, words, size, self._language, bold=number > 0)
            text.space(paragraph, size)
            paragraph.alignment = PP_ALIGN.CENTER
            for run in paragraph.runs:
                run.font.color.rgb = _colour(ink)

    def name(self, words: str, place: Box) -> None:
        """Adds a line of the legend."""
        from pptx.enum.text import MSO_ANCHOR

        shape = self._group.shapes.add_textbox(*(round(length * POINT) for length in place))
        frame = shape.text_frame
        text.bare(frame)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = frame.paragraphs[0]
        text.put(paragraph, words, line_size(words, place.width, 12.0), self._language)


def _colour(ink: Ink) -> Any:
    from pptx.dml.color import RGBColor

    make: Any = RGBColor.from_string
    return make(hex_of(ink))
