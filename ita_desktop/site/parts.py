"""The parts that a page is made of: a file of the site, and what a folder of it tells.

The colours of the page: a few accents, each with enough contrast in light and dark.

How the public page may look.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.year import YearData

__all__ = ["PALETTES", "SiteChoices", "choices_of"]


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


LANGUAGES = ("th", "en")
"""Languages of the frame; what was typed stays as it is."""
LOGO_FILES = "assets/logo."
"""How the names of the office's picture begin."""


@dataclass(frozen=True, slots=True)
class SitePart:
    """A file of the site: its place below the folder, and how its bytes are made."""

    path: str
    make: Callable[[], bytes]
    named_by_content: bool = False
    """Whether the name tells the content, so that a file that is there needs not be made again."""


@dataclass(frozen=True, slots=True)
class SiteChoices:
    """How the page looks."""

    languages: tuple[str, ...] = LANGUAGES
    """Thai, whose pages lie at the top, and those that lie in a folder of their own."""
    palette: Palette = GREEN


@dataclass(frozen=True, slots=True)
class SiteSource:
    """What the page of a year is made of."""

    year: YearData
    choices: SiteChoices = field(default_factory=SiteChoices)
    media: Callable[[str], bytes | None] = lambda _key: None
    """Returns the stored bytes of a file by their key."""
    logo: bytes = b""
    """The office's picture for the head, PNG or JPEG, ready to be shown; empty if it has none."""
    day: date | None = None
    """The day that the page gives as its last update; None: the newest day in the data."""
    today: date | None = None
    """No later day is shown; None: any day of the data is."""


@dataclass(frozen=True, slots=True)
class YearSummary:
    """A year in the list of years; its form in the manifest is JSON."""

    year: int
    items: int
    published: int
    updated: str
    """The day of the last update, ISO; empty if unknown."""
    languages: tuple[str, ...] = LANGUAGES[:1]
    """Languages in which it has pages."""

    def as_json(self) -> dict[str, Any]:
        """Return the summary for the manifest."""
        return {"items": self.items, "published": self.published, "updated": self.updated}


@dataclass(frozen=True, slots=True)
class Site:
    """The page of one year: its files, and how the list of all years in the folder is made."""

    office: str
    summary: YearSummary
    parts: Sequence[SitePart]
    landing: Callable[[Sequence[YearSummary]], Sequence[SitePart]]
    """Makes the files at the top of the folder, for the years that it will hold."""
    notes: Sequence[Phrase] = ()
    """What the clerk should know: what is not published yet, pictures that are lost."""


def choices_of(palette: str = "", *, english: bool = True) -> SiteChoices:
    """Return choices: a palette by its name, the default for an unknown one, and whether the pages
    are there in an English frame, too."""
    return SiteChoices(LANGUAGES if english else LANGUAGES[:1], PALETTES.get(palette, GREEN))
