"""The pages of a year: templates filled in with what a year publishes.

The tables of the page as open data: CSV, XLSX and JSON with the same rows.

The texts of the page's frame in Thai and English; what was typed is never translated.
"""

import csv
import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from io import BytesIO, StringIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ita_desktop.domain.dates import BUDDHIST_OFFSET, MONTHS, buddhist_year
from ita_desktop.domain.framework_draft import is_draft
from ita_desktop.domain.rich import RichLine, parse, plain
from ita_desktop.domain.year import YearData
from ita_desktop.filing.fixed_zip import MOMENT
from ita_desktop.filing.xlsx_markup import no_markup
from ita_desktop.paths import resource
from ita_desktop.site.parts import LANGUAGES, SitePart, YearSummary, link_of
from ita_desktop.site.published import ItemGroup, MeasureSection, PublishedItem, PublishedLink
from ita_desktop.typography.lines import beginning

if TYPE_CHECKING:
    from jinja2 import Environment


FORMATS: Final = ("csv", "xlsx", "json")
Value = str | int | None
_FORMULA: Final = tuple("=+-@\t\r")
_LONGEST_CELL: Final = 32_767
"""Greatest length of a text in a cell of Excel."""
_WIDEST: Final = 60
_SHEET: Final = 31


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table of open data; ``columns`` are the keys of JSON and the headings of the others."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def open_tables(
    groups: Sequence[ItemGroup], sections: Sequence[MeasureSection]
) -> tuple[OpenTable, ...]:
    """Return the tables of items, of their links, and of measures."""
    return (_items(groups), _links(groups), _measures(sections))


def _items(groups: Sequence[ItemGroup]) -> OpenTable:
    columns = ("indicator", "indicator_name", "item", "title", "state", "links", "updated",
               "as_of", "period", "units", "requirements")  # fmt: skip
    rows = tuple(
        (
            group.code, group.name, item.code, item.title, item.state, len(item.links),
            _day(item.updated), _day(item.as_of), item.period, ", ".join(item.units),
            "\n".join(point.text for point in item.requirements),
        )
        for group in groups
        for item in group.items
    )  # fmt: skip
    return OpenTable("oit-items", columns, rows)


def _links(groups: Sequence[ItemGroup]) -> OpenTable:
    columns = ("item", "title", "address", "format", "published", "as_of", "unit", "part",
               "nothing")  # fmt: skip
    rows = tuple(
        (
            item.code, link.title, link.link or _relative_path(link) or link.address, link.format,
            _day(link.published), _day(link.as_of),
            link.unit, link.part, "1" if link.nothing else "0",
        )
        for group in groups
        for item in group.items
        for link in item.links
    )  # fmt: skip
    return OpenTable("oit-links", columns, rows)


def _relative_path(link: PublishedLink) -> str:
    """Return the way from the folder of the tables to a file of the page."""
    return f"../files/{link.file.rpartition('/')[2]}" if link.file else ""


def _measures(sections: Sequence[MeasureSection]) -> OpenTable:
    columns = ("indicator", "items", "measure", "schedule", "units", "times_done", "times",
               "day", "unit", "skipped", "text", "result", "participants", "links",
               "source")  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for section in sections:
        for measure in section.measures:
            head = (
                section.code, ", ".join(measure.codes), plain(measure.method), measure.schedule,
                ", ".join(measure.units), measure.done, measure.of or None,
            )  # fmt: skip
            entries = [
                (
                    _day(entry.day), entry.unit, "1" if entry.skipped else "0",
                    plain(entry.text), plain(entry.result), entry.participants,
                    "\n".join(address for _link, address in entry.links),
                )
                for entry in measure.entries
            ]  # fmt: skip
            silent = [("", "", "", "", "", None, "")]
            rows += [(*head, *entry, measure.source) for entry in entries or silent]
    return OpenTable("measures", columns, tuple(rows))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def file_of(table: OpenTable, form: str) -> bytes:
    """Return a table as a file of one of :data:`FORMATS`, the same bytes for the same rows."""
    return {"csv": _csv, "xlsx": _xlsx, "json": _json}[form](table)


def _csv(table: OpenTable) -> bytes:
    """Return UTF-8 with a mark, by which Excel reads Thai; what a spreadsheet would compute begins
    with an apostrophe."""
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(table.columns)
    writer.writerows(map(_inert, table.rows))
    return target.getvalue().encode("utf-8-sig", errors="replace")


def _inert(row: Sequence[Value]) -> list[Value]:
    return [
        f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value
        for value in row
    ]


def _json(table: OpenTable) -> bytes:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _xlsx(table: OpenTable) -> bytes:
    from xlsxwriter import Workbook

    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
               "strings_to_urls": False}  # fmt: skip
    book: Any = Workbook(target, options)
    book.set_properties({"title": table.name, "created": MOMENT})
    sheet = book.add_worksheet(table.name[:_SHEET])
    head = book.add_format({"bold": True, "bottom": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    for at, name in enumerate(table.columns):
        sheet.set_column(at, at, _width(table, at))
        sheet.write_string(0, at, name, head)
    for number, row in enumerate(table.rows, 1):
        for at, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, at, value, cell)
            elif value:
                sheet.write_string(number, at, _fitting(value), cell)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    book.close()
    return target.getvalue()


def _fitting(text: str) -> str:
    """Return a text that a cell holds; one that is cut says so."""
    text = no_markup(text)
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def _width(table: OpenTable, at: int) -> int:
    longest = max((len(str(row[at] or "")) for row in table.rows), default=0)
    return min(max(longest, len(table.columns[at])) + 2, _WIDEST)


_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@cache
def frame_texts(language: str) -> Mapping[str, str]:
    """Return the texts of a language (``th``, ``en``) by name."""
    texts: dict[str, str] = json.loads(
        resource("site", f"texts.{language}.json").read_text(encoding="utf-8")
    )
    return texts


def day_words(day: date | None, language: str) -> str:
    """Return a day as it is written in a language; empty if it is None."""
    if day is None:
        return ""
    if language == "en":
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]} {buddhist_year(day)}"


def year_words(year: int, language: str) -> str:
    """Return a fiscal year as it is named in a language: ``2568``, ``2568 (2025)``."""
    return f"{year} ({year - BUDDHIST_OFFSET})" if language == "en" else str(year)


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


def draft_words(data: YearData, language: str) -> str:
    """Return the sentence on a framework that is a draft; empty if the year's is none."""
    if not is_draft(data):
        return ""
    words = {"year": year_words(data.year, language), "former": data.framework.drafted_from}
    return frame_texts(language)["draft"].format(**words)


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
            "draft": "",
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
        "draft": draft_words(site.data, language),
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
