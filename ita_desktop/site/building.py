"""Puts the page of a year together: all of its files, in a fixed order."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.oit.carried import is_carried
from ita_desktop.domain.rich import first_words, plain
from ita_desktop.domain.year import YearData
from ita_desktop.paths import resource
from ita_desktop.site.addresses import LOCAL
from ita_desktop.site.items import (
    NOTHING,
    PUBLISHED,
    ItemGroup,
    PublishedItem,
    PublishedLink,
    item_groups,
)
from ita_desktop.site.measures import MeasureSection, measure_sections
from ita_desktop.site.media_files import KeptFiles, PhotoFiles
from ita_desktop.site.open_data import FORMATS, file_of, open_tables
from ita_desktop.site.pages import (
    SCRIPT,
    STYLES,
    PageData,
    landing_pages,
    year_pages,
)
from ita_desktop.site.palettes import DARK, LIGHT, Palette, Shades
from ita_desktop.site.parts import LOGO_FILES, Site, SitePart, SiteSource, YearSummary
from ita_desktop.site.snippet import snippet_page

_FONTS: Final = ("Sarabun-Regular.ttf", "Sarabun-SemiBold.ttf", "OFL.txt")
_PNG: Final = b"\x89PNG"


def build(source: SiteSource) -> Site:
    """Return the page of a year. Nothing is drawn before a file is made; the same source gives the
    same bytes."""
    data, choices = source.year, source.choices
    updated = source.day or newest_day(data, source.today)
    pictures, files = PhotoFiles(source), KeptFiles(source)
    groups = item_groups(data, files.place, source.today)
    sections = measure_sections(
        data, updated or fiscal_year_bounds(data.year)[0], pictures.show, source.today
    )
    logo, logo_parts = _logo(source.logo)
    page = PageData(
        data, choices.languages, logo, groups, sections, open_tables(groups, sections), updated
    )
    summary = YearSummary(
        data.year,
        len(page.items),
        sum(item.state in {PUBLISHED, NOTHING} for item in page.items),
        updated.isoformat() if updated else "",
        choices.languages,
    )

    def landing(years: Sequence[YearSummary]) -> Sequence[SitePart]:
        shared = [*_assets(choices.palette), *logo_parts]
        return [*landing_pages(data, logo, years), *shared]

    unpublished = [_held(item, link) for item in page.items for link in item.held]
    unpublished += _partly_shown(page.items)
    unpublished += _of_measures(sections)
    parts = [
        *year_pages(page),
        *_files_of_year(page, choices.palette),
        *pictures.parts,
        *files.parts,
    ]
    notes = (*unpublished, *files.notes, *pictures.notes)
    return Site(data.organisation.name, summary, parts, landing, notes)


def _held(item: PublishedItem, link: PublishedLink) -> Phrase:
    """Return the sentence on what is not on the page."""
    what = link.title or link.address
    if why := link.closed or (LOCAL if link.local else ""):
        return Phrase("{item} {what}: {why} จึงไม่นำขึ้นหน้าเว็บ", item=item.code, what=what, why=why)
    return Phrase("{item} {what}: ไม่มีลิงก์หรือวันที่เผยแพร่ จึงยังไม่นับว่าเผยแพร่", item=item.code, what=what)


def _partly_shown(items: Iterable[PublishedItem]) -> Iterator[Phrase]:
    """Yield what of links is not on the page, though they are: days to come, what to open."""
    for item in items:
        for link in (*item.links, *item.held):
            named = {"item": item.code, "what": link.title or link.address}
            if link.later:
                yield Phrase("{item} {what}: วันที่อยู่หลังวันนี้ จึงไม่แสดงวันที่", **named)
            if link.local and link.is_given:
                yield Phrase("{item} {what}: {why} หน้าเว็บจะบอกว่ายังไม่มีลิงก์", **named, why=LOCAL)


def _of_measures(sections: Iterable[MeasureSection]) -> Iterator[Phrase]:
    """Yield what of results of measures is not on the page."""
    for section in sections:
        for measure in section.measures:
            which = " ".join(measure.codes) or section.code
            for entry in measure.entries:
                if entry.later:
                    yield Phrase("มาตรการ {which}: วันที่ทำอยู่หลังวันนี้ จึงไม่แสดงวันที่", which=which)
                for text, why in entry.held:
                    yield Phrase(
                        "มาตรการ {which} {what}: {why} จึงไม่นำขึ้นหน้าเว็บ",
                        which=which,
                        what=text,
                        why=why,
                    )


def newest_day(data: YearData, today: date | None = None) -> date | None:
    """Return the newest day, ``today`` at the latest, on which something was published or done;
    None if there is none."""
    days = [row.published for row in data.evidence if not is_carried(row)]
    days += [entry.day for entry in data.entries]
    last = today or date.max
    return max((day for day in days if day is not None and day <= last), default=None)


def _files_of_year(page: PageData, palette: Palette) -> Iterator[SitePart]:
    """Yield what stands beside the pages of a year: open data, the index, the table to paste."""
    folder = f"{page.data.year}"
    for table in page.tables:
        for form in FORMATS:
            yield SitePart(f"{folder}/data/{table.name}.{form}", partial(file_of, table, form))
    index = partial(search_index, page.groups, page.sections)
    yield SitePart(f"{folder}/search-index.js", index)
    snippet = partial(snippet_page, page.groups, palette, page.languages[0])
    yield SitePart(f"{folder}/cms-table.html", snippet)


def _logo(content: bytes) -> tuple[str, list[SitePart]]:
    if not content:
        return "", []
    path = f"{LOGO_FILES}{'png' if content.startswith(_PNG) else 'jpg'}"
    return path, [SitePart(path, lambda: content)]


def _assets(palette: Palette) -> Iterator[SitePart]:
    yield SitePart(STYLES, partial(_styles, palette))
    yield SitePart(SCRIPT, resource("site", "search.js").read_bytes)
    for name in _FONTS:
        yield SitePart(f"assets/{name.lower()}", resource("fonts", name).read_bytes)


def _styles(palette: Palette) -> bytes:
    """Return the style sheet with the colours of the palette in light and dark."""
    light, dark = _colours(LIGHT, palette.light), _colours(DARK, palette.dark)
    text = resource("site", "site.css").read_text(encoding="utf-8")
    colours = (
        f":root {{\n{light}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{dark}}}\n}}\n"
    )
    return (colours + text).encode()


def _colours(shared: Mapping[str, str], shades: Shades) -> str:
    colours = {**shared, "accent": shades.accent}
    return "".join(f"  --{name}: {colour};\n" for name, colour in colours.items())


# The index of the search: a script that only sets a list, so that it loads from a disk, too.

_LONGEST = 600
"""Maximum number of characters of a text that is searched, beside the titles."""


def search_index(groups: Sequence[ItemGroup], sections: Sequence[MeasureSection]) -> bytes:
    """Return the script that sets the list: code, title, page, further words, and which entries
    are measures."""
    rows = [*_items(groups), *_measures(sections)]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    # A page must not be able to end the script, whatever was typed.
    safe = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.SITE_INDEX={safe};\n".encode(errors="replace")


def _items(groups: Sequence[ItemGroup]) -> Iterator[Mapping[str, str]]:
    for group in groups:
        for item in group.items:
            words = [link.title for link in item.links]
            words += [point.text for point in item.requirements]
            yield {
                "c": item.code,
                "t": item.title[:_LONGEST],
                "u": f"{item.name}.html",
                "x": " ".join((group.name, *words))[:_LONGEST],
            }


def _measures(sections: Sequence[MeasureSection]) -> Iterator[Mapping[str, str]]:
    for section in sections:
        for at, measure in enumerate(section.measures, 1):
            yield {
                "c": ", ".join(measure.codes) or section.code,
                "t": first_words(measure.method)[:_LONGEST] or section.name,
                "u": f"{section.file}.html#m{at}",
                "x": " ".join((section.name, plain(measure.method)))[:_LONGEST],
                "k": "measure",
            }
