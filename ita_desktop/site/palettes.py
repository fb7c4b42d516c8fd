"""The colours of the page: a few accents, each with enough contrast in light and dark."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Shades:
    """The accent's colours in one light."""

    accent: str
    """Text and lines of the accent."""
    tint: str
    """The ground behind accented text."""


@dataclass(frozen=True, slots=True)
class Palette:
    """An accent in light and dark."""

    name: str
    light: Shades
    dark: Shades


LIGHT: Final = {
    "desk": "#F5F5F2",
    "paper": "#FFFFFF",
    "text": "#1B1F1D",
    "text2": "#565D59",
    "line": "#E6E6E1",
    "line2": "#CFCFC8",
    "control": "#767C78",
    "bar": "#DFE0DB",
}
DARK: Final = {
    "desk": "#171A19",
    "paper": "#1E2220",
    "text": "#E6EAE7",
    "text2": "#A9B1AC",
    "line": "#2E3431",
    "line2": "#454C48",
    "control": "#808884",
    "bar": "#353B38",
}
"""The colours that all palettes share, by name."""

GREEN: Final = Palette("green", Shades("#17573F", "#E9F1EC"), Shades("#6BC399", "#20352B"))
BLUE: Final = Palette("blue", Shades("#1D4E89", "#E8EEF6"), Shades("#8AB6E8", "#1F2F42"))
PLUM: Final = Palette("plum", Shades("#6B2C5E", "#F4EAF1"), Shades("#D9A3CB", "#382433"))
PALETTES: Final = {palette.name: palette for palette in (GREEN, BLUE, PLUM)}
