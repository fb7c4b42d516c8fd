"""Lays out tiles of equal size on a grid, shaded by a value, with a legend below."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.pictures.charts import Tile, Tiles
from ita_desktop.pictures.shapes import RAMP, Anchor, FilledRect, Ink, Shape, TextLabel

GAP: Final = 3.0
"""Distance between tiles in points."""
_HEIGHT: Final = 38.0
_SIZE: Final = 11.0
"""Font size of names in points."""
_SIDE: Final = 2.0
_LEGEND: Final = 26.0
_SAMPLE: Final = 12.0
_DARK_STEPS: Final = 3
"""Number of dark steps of the ramp, which need light text."""


def ground_of(tile: Tile) -> Ink:
    """Returns the ink of a tile's ground: the darker, the better its step."""
    return Ink.GROUND if tile.step is None else RAMP[tile.step]


def ink_of(tile: Tile) -> Ink:
    """Returns the ink of a tile's text."""
    dark = tile.step is not None and tile.step < _DARK_STEPS
    return Ink.ON_DARK if dark else Ink.TEXT


def tile_shapes(chart: Tiles, width: float) -> tuple[list[Shape], float]:
    """Returns the shapes of the tiles and their height, for a width in points."""
    pitch = width / chart.columns
    shapes: list[Shape] = []
    for tile in chart.tiles:
        shapes += _tile(tile, tile.column * pitch, tile.row * _HEIGHT, pitch - GAP)
    top = chart.rows * _HEIGHT
    shapes += _legend(chart, top, width)
    return shapes, top + _LEGEND


def _tile(tile: Tile, x: float, y: float, width: float) -> Iterator[Shape]:
    height, ink, room = _HEIGHT - GAP, ink_of(tile), width - 2 * _SIDE
    yield FilledRect(x, y, width, height, ground_of(tile), Ink.MUTED)
    middle = x + width / 2
    yield TextLabel(middle, y + 14, tile.label, _SIZE, ink, Anchor.MIDDLE, room=room)
    yield TextLabel(middle, y + 28, tile.words, _SIZE + 1, ink, Anchor.MIDDLE, bold=True, room=room)


def _legend(chart: Tiles, top: float, width: float) -> Iterator[Shape]:
    names = (*chart.steps, chart.without)
    room = width / len(names)
    for number, name in enumerate(names):
        x, y = number * room, top + (_LEGEND - _SAMPLE) / 2
        ground = RAMP[number] if number < len(chart.steps) else Ink.GROUND
        yield FilledRect(x, y, _SAMPLE, _SAMPLE, ground, Ink.MUTED)
        yield TextLabel(
            x + _SAMPLE + 4, y + _SAMPLE - 2, name, _SIZE, room=room - _SAMPLE - 4 - GAP
        )
