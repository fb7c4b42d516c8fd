"""The parts that a page is made of: a file of the site, and what a folder of it tells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.year import YearData
from ita_desktop.site.palettes import GREEN, Palette

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
