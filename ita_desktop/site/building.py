"""Puts the page of a year together: all of its files, in a fixed order."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Final

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.carried import is_carried
from ita_desktop.domain.records import Evidence
from ita_desktop.domain.rich import plain
from ita_desktop.domain.tracking.crop import Crop
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.domain.year import YearData
from ita_desktop.paths import resource
from ita_desktop.site.items import OPEN, item_groups
from ita_desktop.site.measures import ShownPhoto, measure_sections
from ita_desktop.site.open_data import FORMATS, file_of, open_tables
from ita_desktop.site.pages import (
    SCRIPT,
    STYLES,
    PageData,
    landing_pages,
    plain_line,
    year_pages,
)
from ita_desktop.site.palettes import DARK, LIGHT, Palette, Shades
from ita_desktop.site.parts import Site, SitePart, SiteSource, YearSummary
from ita_desktop.site.search_index import search_index
from ita_desktop.site.snippet import snippet_page

LONGEST_SIDE: Final = 960
"""Pixels of the longer side of a picture."""
_FONTS: Final = ("Sarabun-Regular.ttf", "Sarabun-SemiBold.ttf", "OFL.txt")
_PNG: Final = b"\x89PNG"


def build(source: SiteSource) -> Site:
    """Return the page of a year. Nothing is drawn before a file is made; the same source gives the
    same bytes."""
    data, choices = source.year, source.choices
    updated = source.day or newest_day(data)
    pictures = _Pictures(source)
    groups = item_groups(data, _no_file)
    sections = measure_sections(data, updated or fiscal_year_bounds(data.year)[0], pictures.show)
    logo, logo_parts = _logo(source.logo)
    page = PageData(
        data, choices.languages, logo, groups, sections, open_tables(groups, sections), updated
    )
    summary = YearSummary(
        data.year,
        len(page.items),
        sum(item.state != OPEN for item in page.items),
        updated.isoformat() if updated else "",
    )

    def landing(years: Sequence[YearSummary]) -> Sequence[SitePart]:
        shared = [*_assets(choices.palette), *logo_parts]
        return [*landing_pages(data, choices.languages, logo, years), *shared]

    told = [
        Phrase(
            "{item} {what}: ไม่มีลิงก์หรือวันที่เผยแพร่ จึงยังไม่นับว่าเผยแพร่",
            item=item.code,
            what=link.title or link.address,
        )
        for item in page.items
        for link in item.links
        if not link.is_given
    ]
    parts = [*year_pages(page), *_beside(page, choices.palette), *pictures.parts]
    return Site(summary, parts, landing, (*told, *pictures.told))


def newest_day(data: YearData) -> date | None:
    """Return the newest day on which something was published or done; None if there is none."""
    days = [row.published for row in data.evidence if not is_carried(row)]
    days += [entry.day for entry in data.entries]
    return max((day for day in days if day is not None), default=None)


def _no_file(_row: Evidence, _item: Item, _at: int) -> str:
    return ""


def _beside(page: PageData, palette: Palette) -> Iterator[SitePart]:
    """Yield what stands beside the pages of a year: open data, the index, the table to paste."""
    folder = f"{page.data.year}"
    for table in page.tables:
        for form in FORMATS:
            yield SitePart(f"{folder}/data/{table.name}.{form}", partial(file_of, table, form))
    index = partial(search_index, page.groups, page.sections, "")
    yield SitePart(f"{folder}/search-index.js", index)
    snippet = partial(snippet_page, page.groups, palette, page.languages[0])
    yield SitePart(f"{folder}/cms-table.html", snippet)


def _logo(content: bytes) -> tuple[str, list[SitePart]]:
    if not content:
        return "", []
    path = f"assets/logo.{'png' if content.startswith(_PNG) else 'jpg'}"
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


class _Pictures:
    """The photographs of a year as files of the page, each once."""

    def __init__(self, source: SiteSource) -> None:
        self._source = source
        self._known: dict[str, SitePart] = {}
        self.told: list[Phrase] = []

    @property
    def parts(self) -> list[SitePart]:
        return list(self._known.values())

    def show(self, photo: Photo) -> ShownPhoto | None:
        """Return a photograph as a picture of the page; None, and told, if its bytes are lost."""
        key = sha256(f"{photo.media} {photo.crop} {LONGEST_SIDE}".encode()).hexdigest()[:16]
        path = f"{self._source.year.year}/img/{key}.jpg"
        if path not in self._known:
            if self._source.media(photo.media) is None:
                what = plain_line(photo.caption) or photo.file_name
                self.told.append(Phrase("ภาพหายไป: {what}", what=what))
                return None
            self._known[path] = SitePart(path, partial(self._drawn, photo), settled=True)
        width, height = _size(photo)
        return ShownPhoto(path, width, height, plain(photo.caption))

    def _drawn(self, photo: Photo) -> bytes:
        from ita_desktop.pictures.photographs import picture_for_page

        kept = self._source.media(photo.media) or b""
        try:
            return picture_for_page(kept, photo.crop, LONGEST_SIDE)
        except InputError:
            return b""


def _size(photo: Photo) -> tuple[int, int]:
    """Return width and height of the picture on the page in px; 4 to 3 if they are unknown."""
    if not (photo.width and photo.height):
        return LONGEST_SIDE, LONGEST_SIDE * 3 // 4
    width, height = Crop.of(photo.crop).size(photo.width, photo.height)
    share = min(1.0, LONGEST_SIDE / max(width, height, 1))
    return max(1, round(width * share)), max(1, round(height * share))
