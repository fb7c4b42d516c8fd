"""The pages of a year: templates filled in with what a year publishes."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ita_desktop.domain.rich import RichLine, parse
from ita_desktop.domain.year import YearData
from ita_desktop.paths import resource
from ita_desktop.site.addresses import link_of
from ita_desktop.site.frame_texts import day_words, frame_texts, year_words
from ita_desktop.site.items import ItemGroup, PublishedItem
from ita_desktop.site.measures import MeasureSection
from ita_desktop.site.open_data import FORMATS, OpenTable
from ita_desktop.site.parts import LANGUAGES, SitePart, YearSummary
from ita_desktop.typography.clusters import beginning

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_TEXT: Final = 20_000
"""Maximum number of characters of one typed text on a page; all of it is in the open data."""
_TITLE: Final = 300
"""The same of a title, which stands in one line."""
STYLES, SCRIPT = "assets/site.css", "assets/search.js"
LANGUAGE_NAMES: Final = {"th": "ไทย", "en": "English"}


@dataclass(frozen=True, slots=True)
class PageData:
    """What all pages of a year are made of."""

    data: YearData
    languages: tuple[str, ...]
    logo: str
    """Place of the office's picture below the folder; empty if it has none."""
    groups: tuple[ItemGroup, ...]
    sections: tuple[MeasureSection, ...]
    tables: tuple[OpenTable, ...]
    updated: date | None

    @property
    def items(self) -> list[PublishedItem]:
        return [item for group in self.groups for item in group.items]


class _Page(NamedTuple):
    """A page to be written: its template, its place below the folder of a language, its values."""

    template: str
    path: str
    values: Mapping[str, Any]


def year_pages(site: PageData) -> Iterator[SitePart]:
    """Yield the pages of a year in each language; no texts are made before they are asked for."""
    for page in _pages(site):
        for language in site.languages:
            frame = _Frame(site.languages, language, page.path, site.logo)
            values = {**_of_year(site, language), **page.values}
            yield SitePart(frame.place, partial(_rendered, page.template, frame, values))


def landing_pages(data: YearData, logo: str, years: Sequence[YearSummary]) -> Iterator[SitePart]:
    """Yield the list of the years that the folder holds, in each language of any year."""
    languages = tuple(
        language for language in LANGUAGES if any(language in year.languages for year in years)
    )
    for language in languages:
        frame = _Frame(languages, language, "index.html", logo)
        values = {
            "office": data.organisation,
            "years": [_summary(year, frame) for year in years],
            "year": None,
            "updated": "",
        }
        yield SitePart(frame.place, partial(_rendered, "landing.html", frame, values))


def _summary(year: YearSummary, frame: "_Frame") -> dict[str, Any]:
    """Return a year for the list; its link leads to another language if it has but that."""
    day = date.fromisoformat(year.updated) if year.updated else None
    language = frame.language
    there = language if language in year.languages else frame.languages[0]
    return {
        "link": frame.to(frame.in_language(f"{year.year}/index.html", there)),
        "name": year_words(year.year, language),
        "items": year.items,
        "published": year.published,
        "updated": day_words(day, language),
    }


def _of_year(site: PageData, language: str) -> dict[str, Any]:
    return {
        "office": site.data.organisation,
        "year": site.data.year,
        "year_name": year_words(site.data.year, language),
        "updated": day_words(site.updated, language),
        "groups": site.groups,
        "sections": site.sections,
    }


def _pages(site: PageData) -> Iterator[_Page]:
    folder = f"{site.data.year}"
    items, sections = site.items, site.sections
    yield _Page("index.html", f"{folder}/index.html", {})
    for at, item in enumerate(items):
        group = next(group for group in site.groups if item in group.items)
        around = {
            "item": item,
            "group": group,
            "previous": items[at - 1] if at else None,
            "next": items[at + 1] if at + 1 < len(items) else None,
        }
        yield _Page("item.html", f"{folder}/{item.name}.html", around)
    yield _Page("measures.html", f"{folder}/measures.html", {})
    for section in sections:
        yield _Page("section.html", f"{folder}/{section.file}.html", {"section": section})
    tables = [
        {"name": table.name, "rows": len(table.rows), "columns": table.columns}
        for table in site.tables
    ]
    yield _Page("data.html", f"{folder}/data.html", {"tables": tables, "formats": FORMATS})


class _Frame:
    """What a page needs to know of its place: its language, and the way to other files."""

    def __init__(self, languages: tuple[str, ...], language: str, path: str, logo: str) -> None:
        self.languages = languages
        self.language = language
        self.path = path
        self.logo = logo
        self.place = self.in_language(path, language)

    def in_language(self, path: str, language: str) -> str:
        """Return the place of a page in a language: the first one has no folder of its own."""
        return path if language == self.languages[0] else f"{language}/{path}"

    def to(self, path: str) -> str:
        """Return the way to a file that all languages share."""
        return posixpath.relpath(path, posixpath.dirname(self.place) or ".")

    def page(self, path: str) -> str:
        """Return the way to a page in the same language."""
        return self.to(self.in_language(path, self.language))

    @property
    def others(self) -> list[dict[str, str]]:
        """The same page in the other languages."""
        return [
            {
                "language": language,
                "name": LANGUAGE_NAMES[language],
                "link": self.to(self.in_language(self.path, language)),
            }
            for language in self.languages
            if language != self.language
        ]


def _rendered(template: str, frame: _Frame, values: Mapping[str, Any]) -> bytes:
    texts = frame_texts(frame.language)
    page = _environment().get_template(template)
    made = page.render(
        **values,
        frame=frame,
        t=texts,
        language=frame.language,
        to=frame.to,
        page=frame.page,
        day=lambda day: day_words(day, frame.language),
        styles=STYLES,
        script=SCRIPT,
    )
    return f"{made.strip()}\n".encode(errors="replace")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(resource("site", "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"title": _short, "blocks": blocks, "says": str.format, "link": link_of}
    return made


def _short(text: str) -> str:
    """Return a text for one line, cut where it is too long."""
    return beginning(" ".join(text.split()), _TITLE)


class TextBlock(NamedTuple):
    """Paragraphs, or the points of a list with their marks as typed."""

    is_list: bool
    lines: tuple[RichLine, ...]


def blocks(text: str) -> tuple[tuple[TextBlock, ...], bool]:
    """Return the blocks of a short rich text, and whether it was cut."""
    lines = [line for line in parse(text[:MOST_TEXT]) if line.text.strip() or line.mark]
    found = groupby(lines, key=lambda line: bool(line.mark))
    made = tuple(TextBlock(is_list, tuple(some)) for is_list, some in found)
    return made, len(text) > MOST_TEXT
