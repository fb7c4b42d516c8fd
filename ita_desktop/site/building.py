"""Puts the page of a year together: all of its files, in a fixed order.

Photographs and files of the office as files of the page, each once.

The table for an office that has but an editor: one table with inline styles, to be pasted.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from html import escape
from pathlib import PurePosixPath
from typing import Final

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.framework_draft import is_draft
from ita_desktop.domain.records import Evidence
from ita_desktop.domain.rich import first_words, plain
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.entries import Crop, Photo
from ita_desktop.domain.year import YearData
from ita_desktop.paths import resource
from ita_desktop.site.pages import (
    FORMATS,
    SCRIPT,
    STYLES,
    PageData,
    day_words,
    draft_words,
    file_of,
    frame_texts,
    landing_pages,
    open_tables,
    year_pages,
)
from ita_desktop.site.parts import (
    DARK,
    LIGHT,
    LOCAL,
    LOGO_FILES,
    Palette,
    Shades,
    Site,
    SitePart,
    SiteSource,
    YearSummary,
)
from ita_desktop.site.published import (
    NOTHING,
    PUBLISHED,
    ItemGroup,
    MeasureSection,
    PublishedItem,
    PublishedLink,
    ShownPhoto,
    item_groups,
    measure_sections,
)

LONGEST_SIDE: Final = 960
"""Pixels of the longer side of a picture."""
_LONGEST_EVIDENCE: Final = 2_000
"""The same of a photograph that is itself what is published, so that papers on it can be read."""
_GLANCE: Final = 64
"""The same to see whether a picture can be read: a JPEG of that size is decoded much faster."""
_PICTURES: Final = frozenset((".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".gif"))
_DOCUMENTS: Final = frozenset(
    (".pdf", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".csv",
     ".txt", ".json")
)  # fmt: skip
"""Files that a browser shows or saves. Others may run in it when they lie on the office's site."""


class _MediaParts:
    """Files of the page that are made of what a year keeps, each once; ``notes`` is what cannot be
    one, and why."""

    def __init__(self, source: SiteSource) -> None:
        self._source = source
        self._known: dict[str, SitePart] = {}
        self.notes: list[Phrase] = []

    @property
    def parts(self) -> list[SitePart]:
        return list(self._known.values())


def goes_out(row: Evidence) -> bool:
    """Return whether the page has the kept file of an evidence: one with a day of publication."""
    ending = PurePosixPath(row.file_name.lower()).suffix
    return bool(row.media) and row.published is not None and ending in _PICTURES | _DOCUMENTS


def is_picture(row: Evidence) -> bool:
    """Return whether the kept file of an evidence is a picture."""
    return PurePosixPath(row.file_name.lower()).suffix in _PICTURES


class KeptFiles(_MediaParts):
    """The kept files of a year's evidence. A file goes out only with the day of its publication:
    what was kept as a draft or a proof is the office's own."""

    def place(self, row: Evidence, name: str) -> str:
        """Return the place of an evidence's file on the page, for the item whose pages have
        ``name``; empty if it has none, told where it cannot be one."""
        if not row.media or row.published is None:
            return ""
        ending = PurePosixPath(row.file_name.lower()).suffix
        picture = is_picture(row)
        if not goes_out(row):
            self._note("{item} {what}: ไฟล์ชนิดนี้ไม่นำขึ้นหน้าเว็บ ใช้ PDF หรือไฟล์ Office แทน", row)
            return ""
        folder = self._source.year.year
        path = f"{folder}/files/{name}-{row.media[:8].lower()}{'.jpg' if picture else ending}"
        if path not in self._known:
            content = self._source.media(row.media)
            if content is None:
                self._note("{item} {what}: ไฟล์ที่เก็บไว้หายไป แนบไฟล์อีกครั้ง", row)
                return ""
            if picture and not _drawn(content, "", _GLANCE):
                self._note("{item} {what}: อ่านภาพไม่ได้ แนบภาพอีกครั้ง", row)
                return ""
            self._known[path] = SitePart(
                path, partial(self._made, row.media, picture), named_by_content=True
            )
        return path

    def _made(self, media: str, picture: bool) -> bytes:
        content = self._source.media(media) or b""
        return _as_picture(content) if picture else content

    def _note(self, template: str, row: Evidence) -> None:
        what = one_line(row.title) or one_line(row.file_name)
        self.notes.append(Phrase(template, item=row.item_code, what=what))


def _as_picture(content: bytes) -> bytes:
    """Return a photograph as a new JPEG, without what the camera noted; empty if it cannot be
    read."""
    return _drawn(content, "", _LONGEST_EVIDENCE)


def _drawn(content: bytes, crop: str, longest: int) -> bytes:
    from ita_desktop.pictures.photographs import picture_for_page

    try:
        return picture_for_page(content, crop, longest)
    except InputError:
        return b""


class PhotoFiles(_MediaParts):
    """The photographs of a year as files of the page, each once."""

    def show(self, photo: Photo) -> ShownPhoto | None:
        """Return a photograph as a picture of the page; None, and reported, if its bytes are
        lost."""
        key = sha256(f"{photo.media} {photo.crop} {LONGEST_SIDE}".encode()).hexdigest()[:16]
        path = f"{self._source.year.year}/img/{key}.jpg"
        if path not in self._known:
            if self._source.media(photo.media) is None:
                what = one_line(plain(photo.caption)) or photo.file_name
                self.notes.append(Phrase("ภาพหายไป: {what}", what=what))
                return None
            self._known[path] = SitePart(path, partial(self._drawn, photo), named_by_content=True)
        width, height = _size(photo)
        return ShownPhoto(path, width, height, plain(photo.caption))

    def _drawn(self, photo: Photo) -> bytes:
        return _drawn(self._source.media(photo.media) or b"", photo.crop, LONGEST_SIDE)


def _size(photo: Photo) -> tuple[int, int]:
    """Return width and height of the picture on the page in px; 4 to 3 if they are unknown."""
    if not (photo.width and photo.height):
        return LONGEST_SIDE, LONGEST_SIDE * 3 // 4
    width, height = Crop.of(photo.crop).size(photo.width, photo.height)
    share = min(1.0, LONGEST_SIDE / max(width, height, 1))
    return max(1, round(width * share)), max(1, round(height * share))


_CELL = "padding:8px 10px;border-bottom:1px solid {line};text-align:left;vertical-align:top"


def snippet_table(groups: Sequence[ItemGroup], palette: Palette, language: str, draft: str) -> str:
    """Return the items and their links as one HTML table. Files that only the folder of the page
    holds are named without a link: the table stands elsewhere. ``draft`` is what is said of a draft
    framework."""
    t = frame_texts(language)
    cell = _CELL.format(line=LIGHT["line2"])
    head = f"{cell};background:{palette.light.tint};color:{palette.light.accent}"
    heads = "".join(
        f'<th scope="col" style="{head}">{escape(t[name])}</th>'
        for name in ("code", "title", "links")
    )
    rows = [_row(item, cell, palette, language) for group in groups for item in group.items]
    said = " · ".join(filter(None, (t["snippet_caption"], draft)))
    caption = f'<caption style="text-align:left">{escape(said)}</caption>'
    style = f"width:100%;border-collapse:collapse;color:{LIGHT['text']};background:{LIGHT['paper']}"
    body = "\n".join(rows)
    return (
        f'<table style="{style}">\n{caption}\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table>\n"
    )


def snippet_text(groups: Sequence[ItemGroup]) -> str:
    """Return the same as plain text: a row an item, cells parted by tabs."""
    rows = []
    for group in groups:
        for item in group.items:
            links = "; ".join(filter(None, (link.link or link.address for link in item.links)))
            rows.append("\t".join((item.code, " ".join(item.title.split()), links)))
    return "\n".join(rows)


def snippet_page(groups: Sequence[ItemGroup], palette: Palette, language: str, draft: str) -> bytes:
    """Return the table as a file that browsers and editors open."""
    title = escape(frame_texts(language)["snippet_caption"])
    made = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n</head>\n"
        '<body style="font-family:Sarabun,sans-serif;overflow-wrap:anywhere">\n<main>\n'
        f"{snippet_table(groups, palette, language, draft)}</main>\n</body>\n</html>\n"
    )
    return made.encode(errors="replace")


def _row(item: PublishedItem, cell: str, palette: Palette, language: str) -> str:
    links = "<br>".join(_link(link, palette, language) for link in item.links)
    if not links:
        links = escape(frame_texts(language)["open"])
    return (
        f'<tr><th scope="row" style="{cell};white-space:nowrap">{escape(item.code)}</th>'
        f'<td style="{cell}">{escape(item.title)}</td><td style="{cell}">{links}</td></tr>'
    )


def _link(link: PublishedLink, palette: Palette, language: str) -> str:
    t = frame_texts(language)
    if link.nothing and not link.link:
        words = " ".join(filter(None, (link.part, link.title or t[NOTHING])))
        return escape(words)
    title = escape(link.title or link.link or link.address or t["untitled"])
    day = day_words(link.published, language)
    behind = f" ({escape(day)})" if day else ""
    if not link.link:
        return f"{title}{behind}"
    href = escape(link.link, quote=True)
    return f'<a href="{href}" style="color:{palette.light.accent}">{title}</a>{behind}'


_FONTS: Final = ("Sarabun-Regular.ttf", "Sarabun-SemiBold.ttf", "OFL.txt")
_PNG: Final = b"\x89PNG"


def build(source: SiteSource) -> Site:
    """Return the page of a year. Nothing is drawn before a file is made; the same source gives the
    same bytes."""
    data, choices = source.year, source.choices
    pictures, files = PhotoFiles(source), KeptFiles(source)
    groups = item_groups(data, files.place, source.today)
    updated = source.day or newest_day(data, groups, source.today)
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
    notes = (*_of_draft(data), *unpublished, *files.notes, *pictures.notes)
    return Site(data.organisation.name, summary, parts, landing, notes)


def _of_draft(data: YearData) -> Iterator[Phrase]:
    """Yield that the page calls the year a draft, and until when."""
    if is_draft(data):
        yield Phrase(
            "กรอบปี {year} ยังเป็นร่าง ทุกหน้ามีคำว่าร่างจนกว่าจะยืนยันที่ปฏิทินและกรอบของปี", year=data.year
        )


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
            elif link.address and link.is_given and not link.nothing:
                text = "{item} {what}: ไม่มีลิงก์ให้เปิด ผู้อ่านจะเห็นข้อความ “{address}” แทน"
                yield Phrase(text, **named, address=link.address)


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


def newest_day(
    data: YearData, groups: Iterable[ItemGroup], today: date | None = None
) -> date | None:
    """Return the newest day, ``today`` at the latest, on which something that the page shows was
    published or done; None if there is none."""
    days = [item.updated for group in groups for item in group.items]
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
    first = page.languages[0]
    said = draft_words(page.data, first)
    snippet = partial(snippet_page, page.groups, palette, first, said)
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
