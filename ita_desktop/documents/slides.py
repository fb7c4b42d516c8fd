"""The content of a file of slides, independent of its format.

A report builds a :class:`Deck`; ``layout/slides.py`` finds the sizes and places, and a back-end
writes them. Text is stored with Arabic digits, as in :mod:`ita_desktop.documents.content`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from ita_desktop.documents.content import Align
from ita_desktop.documents.wordings.paper_words import SHIPPED, PaperWords
from ita_desktop.domain.text import Digits, clean
from ita_desktop.pictures.charts import ChartBar, GroupedBars, Tiles


@dataclass(frozen=True, slots=True)
class SlideLine:
    """A paragraph; ``mark`` precedes it, ``large`` sets it twice as large as others."""

    text: str
    mark: str = ""
    bold: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class SlideText:
    """Paragraphs below each other."""

    lines: tuple[SlideLine, ...]


@dataclass(frozen=True, slots=True)
class SlideColumn:
    """A column of a table; ``share`` is its width in proportion to the others' shares."""

    title: str
    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table; the last row is bold if it is a ``total``. ``alt`` is its alternative text."""

    columns: tuple[SlideColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    alt: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class SlideChart:
    """A native chart of bars with figures of ``decimals`` places; of per cent unless ``count``."""

    chart: GroupedBars
    decimals: int = 2
    count: bool = False
    lying: bool = False
    """Whether the bars lie, so that long names have room beside them."""


@dataclass(frozen=True, slots=True)
class SlideTiles:
    """Tiles as native shapes."""

    chart: Tiles


SlidePart: TypeAlias = SlideText | SlideTable | SlideChart | SlideTiles


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide: parts below each other, and ``beside`` them others at the right, which take the
    ``side_share`` of the width. ``notes`` are the speaker's, a paragraph each."""

    title: str
    parts: tuple[SlidePart, ...]
    notes: tuple[str, ...]
    beside: tuple[SlidePart, ...] = ()
    side_share: float = 0.5
    opens: bool = False
    """Whether it is the title slide."""


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides with a line at the foot of each."""

    title: str
    slides: tuple[Slide, ...]
    author: str = ""
    foot: str = ""
    digits: Digits = Digits.ARABIC
    language: str = "th-TH"
    words: PaperWords = SHIPPED


def with_texts(deck: Deck, changed: Callable[[str], str]) -> Deck:
    """Returns the deck with all its texts ``changed`` and clean."""

    def text(given: str) -> str:
        return changed(clean(given))

    def part(given: SlidePart) -> SlidePart:
        match given:
            case SlideText():
                return SlideText(tuple(replace(line, text=text(line.text)) for line in given.lines))
            case SlideTable():
                return replace(
                    given,
                    columns=tuple(
                        replace(column, title=text(column.title)) for column in given.columns
                    ),
                    rows=tuple(tuple(map(text, row)) for row in given.rows),
                    alt=text(given.alt),
                )
            case SlideChart():
                return replace(given, chart=_chart(given.chart, text))
            case SlideTiles():
                return SlideTiles(_tiles(given.chart, text))

    return replace(
        deck,
        title=text(deck.title),
        author=clean(deck.author),
        foot=text(deck.foot),
        slides=tuple(
            replace(
                slide,
                title=text(slide.title),
                parts=tuple(map(part, slide.parts)),
                beside=tuple(map(part, slide.beside)),
                notes=tuple(map(text, slide.notes)),
            )
            for slide in deck.slides
        ),
    )


def _chart(chart: GroupedBars, text: Callable[[str], str]) -> GroupedBars:
    bars = tuple(ChartBar(text(bar.label), bar.value, bar.before) for bar in chart.bars)
    return replace(
        chart,
        title=text(chart.title),
        bars=bars,
        now_name=text(chart.now_name),
        before_name=text(chart.before_name),
    )


def _tiles(chart: Tiles, text: Callable[[str], str]) -> Tiles:
    return replace(
        chart,
        title=text(chart.title),
        tiles=tuple(
            replace(tile, label=text(tile.label), words=text(tile.words)) for tile in chart.tiles
        ),
        steps=tuple(map(text, chart.steps)),
        without=text(chart.without),
    )
