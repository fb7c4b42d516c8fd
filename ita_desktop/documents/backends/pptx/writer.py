"""Writes slides with python-pptx: the same bytes for the same slides."""

from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from ita_desktop.documents.backends.pptx import charts, text, tiles
from ita_desktop.documents.backends.pptx.base import FOOT, POINT, BasePresentation
from ita_desktop.documents.content import Align
from ita_desktop.documents.layout.slides import (
    CELL_ABOVE,
    CELL_SIDE,
    Box,
    PlacedChart,
    PlacedSlide,
    PlacedTable,
    PlacedText,
    PlacedTiles,
    line_size,
    placed,
)
from ita_desktop.documents.slides import Deck, SlideLine, SlideText, with_texts
from ita_desktop.documents.text.printable import in_digits
from ita_desktop.domain.text import clean
from ita_desktop.filing.fixed_zip import MOMENT, zipped
from ita_desktop.typography.words import WordBreaker, breaker_with

_FOOT_SIZE: Final = 11.0
_NUMBER_WIDTH: Final = 60.0
_PROGRAM: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>ITA Desktop</Application></Properties>"
)
_SAYS_PROGRAM: Final = "docProps/app.xml"


def render(deck: Deck, breaker: WordBreaker | None = None, own: bytes | None = None) -> bytes:
    """Returns the slides as a file; ``own`` is the office's template, whose masters and layouts
    they take. Raises InputError if it is unusable."""
    shown = with_texts(deck, partial(in_digits, digits=deck.digits))
    writer = _Writer(shown, BasePresentation(own), breaker or breaker_with())
    return writer.file()


class _Writer:
    def __init__(self, deck: Deck, base: BasePresentation, breaker: WordBreaker) -> None:
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
                    charts.add(slide, part, _emu(part.box), deck.language, deck.digits)
                case PlacedTiles():
                    tiles.add(slide, part, self._deck.language)
        if not placed_slide.slide.opens:
            self._foot(slide)
        self._notes(slide, placed_slide.slide.notes)

    def _title(self, title: Any, placed_slide: PlacedSlide) -> None:
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

        title.left, title.top, title.width, title.height = _emu(placed_slide.title)
        frame = title.text_frame
        text.bare(frame)
        text.put(
            frame.paragraphs[0],
            self._breaker.bound(placed_slide.slide.title),
            placed_slide.title_size,
            self._deck.language,
            bold=True,
        )
        text.space(frame.paragraphs[0], placed_slide.title_size)
        if self._base.is_ours:
            frame.paragraphs[0].alignment = PP_ALIGN.LEFT
            bottom = MSO_ANCHOR.BOTTOM if placed_slide.slide.opens else MSO_ANCHOR.MIDDLE
            frame.vertical_anchor = bottom

    def _text(self, slide: Any, part: PlacedText) -> None:
        shape = slide.shapes.add_textbox(*_emu(part.box))
        text.bare(shape.text_frame)
        lines = [replace(line, text=self._breaker.bound(line.text)) for line in part.text.lines]
        bound = SlideText(tuple(lines))
        text.fill(shape.text_frame, bound, part.size, self._deck.language)

    def _table(self, slide: Any, part: PlacedTable) -> None:
        of = part.table
        box = part.box._replace(height=sum(part.heights))
        frame = slide.shapes.add_table(len(of.rows) + 1, len(of.columns), *_emu(box))
        frame._element.nvGraphicFramePr.cNvPr.set("descr", of.alt)  # noqa: SLF001
        table = frame.table
        table.last_row = of.total
        for column, width in zip(table.columns, part.widths, strict=True):
            column.width = round(width * POINT)
        heads = tuple(column.title for column in of.columns)
        for number, (row, texts) in enumerate(zip(table.rows, (heads, *of.rows), strict=True)):
            row.height = round(part.heights[number] * POINT)
            bold = number == 0 or (of.total and number == len(of.rows))
            for cell, column, words in zip(row.cells, of.columns, texts, strict=True):
                self._cell(cell, words, column.align, part.size, bold=bold)

    def _cell(self, cell: Any, words: str, align: Align, size: float, *, bold: bool) -> None:
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

        sides = {Align.LEFT: PP_ALIGN.LEFT, Align.CENTER: PP_ALIGN.CENTER}
        cell.margin_left = cell.margin_right = round(CELL_SIDE * POINT)
        cell.margin_top = cell.margin_bottom = round(CELL_ABOVE * POINT)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = sides.get(align, PP_ALIGN.RIGHT)
        words = self._breaker.bound(words)
        text.put(paragraph, words, size, self._deck.language, bold=bold)
        text.space(paragraph, size)

    def _foot(self, slide: Any) -> None:
        """Adds the deck's line at the left, and the slide's number at the right."""
        from pptx.enum.text import PP_ALIGN

        body = self._base.rooms.content.body
        top = self._base.height - FOOT + 4
        wide = body.width - _NUMBER_WIDTH
        size = line_size(self._deck.foot, wide, _FOOT_SIZE)
        line = slide.shapes.add_textbox(*_emu(Box(body.left, top, wide, FOOT - 10)))
        text.bare(line.text_frame)
        text.fill(line.text_frame, SlideText((SlideLine(self._deck.foot),)), size,
                  self._deck.language)  # fmt: skip
        right = body.left + body.width - _NUMBER_WIDTH
        number = slide.shapes.add_textbox(*_emu(Box(right, top, _NUMBER_WIDTH, FOOT - 10)))
        text.bare(number.text_frame)
        paragraph = number.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        _count(paragraph, len(self._base.presentation.slides), self._deck.language)

    def _notes(self, slide: Any, notes: tuple[str, ...]) -> None:
        if not notes:
            return
        frame = slide.notes_slide.notes_text_frame
        for number, note in enumerate(notes):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            text.put(paragraph, clean(note), _FOOT_SIZE + 1, self._deck.language)


def _count(paragraph: Any, number: int, language: str) -> None:
    """Adds the number of the slide as a field, which PowerPoint keeps up to date."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    field = parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f"<a:rPr/><a:t>{number}</a:t></a:fld>"
    )
    text.dress(field.find(qn("a:rPr")), _FOOT_SIZE, language)
    paragraph._p.append(field)  # noqa: SLF001


def _emu(box: Box) -> tuple[int, int, int, int]:
    left, top, width, height = (round(length * POINT) for length in box)
    return left, top, width, height


def _fixed(made: BytesIO) -> bytes:
    """Returns the file with constant times."""
    with ZipFile(made) as given:
        parts = {name: given.read(name) for name in given.namelist() if name != _SAYS_PROGRAM}
        return zipped({name: parts.get(name, _PROGRAM) for name in given.namelist()})
