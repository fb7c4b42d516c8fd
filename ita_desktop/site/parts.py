"""What a page is made of: files of the site, and what a folder of it tells; colours, a few accents,
each with enough contrast in light and dark; addresses: which typed ones become links, which readers
cannot open, and the names of the page's own files.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlsplit

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.oit.judging import INTERNAL, LINK_WORDS, last_check_of
from ita_desktop.domain.oit.proofs import LinkState, is_internal, without_user
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.year import YearData

_SCHEMES: Final = frozenset(("http", "https", "mailto"))
_LONGEST: Final = 2_000
"""Maximum number of characters of a link: browsers and servers cut longer ones."""
_NOT_IN_LINK: Final = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp", "Cs", "Co", "Cn"))
"""Categories of characters that no link has: spaces, control, and those that turn text around."""
_PLAIN: Final = lazy_re(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_UNSAFE: Final = lazy_re(r"[^a-z0-9]+")
_NAME: Final = lazy_re(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")
_LONGEST_NAME: Final = 40
_RESERVED: Final = lazy_re(r"(?:con|prn|aux|nul|com\d|lpt\d)")
_CLOSED: Final = frozenset({
    LinkState.DEAD, LinkState.SOFT_DEAD, LinkState.LOGIN, LinkState.PRIVATE,
})  # fmt: skip
"""What a check found of addresses that readers cannot open."""
LOCAL: Final = Phrase("เป็นชื่อไฟล์ในเครื่อง คนนอกเปิดไม่ได้")


def link_of(text: str) -> str:
    """Return the link that a typed address is, without a user's name and password; empty if it is
    none of http, https or mailto."""
    address = text.strip()
    if not address or len(address) > _LONGEST:
        return ""
    if any(unicodedata.category(letter) in _NOT_IN_LINK for letter in address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES:
        return ""
    has_place = parts.path if parts.scheme.lower() == "mailto" else parts.netloc
    return without_user(address) if has_place else ""


def why_closed(data: YearData, address: str, code: str | None, since: str = "") -> str:
    """Return as a phrase why readers cannot open an address: it leads into the office's own
    network, or its last check for the item ``code`` (None: for any), not before ``since`` (ISO),
    says so. Empty if nothing does."""
    if not address:
        return ""
    if is_internal(address):
        return INTERNAL
    check = last_check_of(data, address, code)
    if check is None or check.checked_at < since or check.state not in _CLOSED:
        return ""
    return LINK_WORDS[check.state]


def slug(text: str) -> str:
    """Return a name for files of ``text`` in small Latin letters, digits and hyphens, the same for
    the same text; texts that such letters do not tell apart get a digest."""
    plain = _UNSAFE.sub("-", text.casefold()).strip("-")[:_LONGEST_NAME].strip("-")
    same = plain.replace("-", "") == text.casefold() or plain == text.casefold()
    if same and _PLAIN.fullmatch(plain) and not _RESERVED.fullmatch(plain):
        return plain
    return "-".join(filter(None, (plain, sha256(text.encode(errors="replace")).hexdigest()[:8])))


def is_safe_name(name: str) -> bool:
    """Return whether a name is one that this program gives its files: relative, in small Latin
    letters, without a way out of the folder."""
    return len(name) <= 200 and _NAME.fullmatch(name) is not None and ".." not in name


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
