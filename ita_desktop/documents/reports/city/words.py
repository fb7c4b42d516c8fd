"""What the papers of the city share: what they are made from, words and cells, the tables of where
figures come from, of which day, and of what could not be read; and the chart of the districts as
tiles of equal size about where they lie, shaded by the score, with the groups (กลุ่มเขต) that they
belong to."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import PurePosixPath, PureWindowsPath
from types import MappingProxyType
from typing import Final, NamedTuple

from ita_desktop.documents.content import (
    Block,
    Cell,
    Document,
    Orientation,
    Paragraph,
    Table,
    TableColumn,
    TableRow,
    cell,
    heading_row,
    paragraph,
)
from ita_desktop.documents.reports.results.figures import NONE, change, score
from ita_desktop.documents.reports.shared import TABLE_MARGINS, foot, titles
from ita_desktop.domain.city.districts import Blocked, City, District, DistrictYear, name_key
from ita_desktop.domain.city.figures import Spread
from ita_desktop.domain.city.tables import DistrictRow
from ita_desktop.domain.dates import long_date, short_date
from ita_desktop.domain.errors import ItaError, Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.scores.crosswalk import Crosswalk
from ita_desktop.domain.text import Digits
from ita_desktop.paths import resource
from ita_desktop.pictures.charts import Tile, Tiles

_BOUNDS: Final = (95, 90, 85, 80, 70)
"""The least scores of the classes but the last, the best first."""
WITHOUT: Final = "ไม่มีคะแนน"
GROUPS: Final = {
    "central": Phrase("กรุงเทพกลาง"),
    "south": Phrase("กรุงเทพใต้"),
    "north": Phrase("กรุงเทพเหนือ"),
    "east": Phrase("กรุงเทพตะวันออก"),
    "thon_north": Phrase("กรุงธนเหนือ"),
    "thon_south": Phrase("กรุงธนใต้"),
}
"""The groups of districts."""
OUTSIDE: Final = Phrase("นอกกรุงเทพมหานคร")
"""Offices that are no district of Bangkok."""
SOURCES = "ที่มาและวันที่ของข้อมูล"
PROBLEMS = "แหล่งข้อมูลที่อ่านไม่ได้ จึงไม่มีในเอกสารนี้"
NOTES = "ข้อสังเกตของข้อมูล"
UNUSED = "ไม่ได้ใช้ เพราะมีแหล่งอื่นของปีเดียวกัน"
ONLY_WORK = "ใช้มาตรการและกำหนดส่ง ไม่ได้ใช้คะแนน"
_COLUMNS = tuple(map(TableColumn, (28, 16, 30, 14, 12)))
_HEADS = ("สำนักงานเขต", "ปี", "แหล่งข้อมูล", "ที่มาของคะแนน", "ข้อมูล ณ วันที่")
_PROBLEM_COLUMNS = tuple(map(TableColumn, (30, 70)))
_PROBLEM_HEADS = ("แหล่งข้อมูล", "สาเหตุและวิธีแก้")
_ADDRESS = "://"
ASSESSMENT: Final = "ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)"
CITY: Final = "สำนักงานเขต กรุงเทพมหานคร"
TOTAL_NAME: Final = "คะแนนรวม"
NO_YEAR: Final = "ไม่มีข้อมูลของปีนี้"
NO_LEVEL: Final = "ยังไม่มีระดับ"
OFFICIAL: Final = "ทางการ"
COMPUTED: Final = "คำนวณ"
MIXED: Final = "คำนวณบางส่วน"
DRAFT: Final = "กรอบร่าง"
_SOURCES: Final[Mapping[str | None, str]] = {
    "official": OFFICIAL,
    "computed": COMPUTED,
    "mixed": MIXED,
}
_MOST_CODES: Final = 6


@dataclass(frozen=True)
class CityContext:
    """The districts, a fiscal year of them, and what one paper is about."""

    city: City
    fiscal_year: int
    """Buddhist fiscal year."""
    day: date
    """The day of the paper, which decides what is late."""
    crosswalk: Crosswalk
    district: str = ""
    """The name of the district that a paper is about."""
    item: str = ""
    """The code of the item that a paper is about."""
    official_only: bool = False
    """Whether only official totals are ranked."""
    target: Decimal | None = None
    """The total (0-100) that the districts are held beside; None without one."""


def document(
    context: CityContext, title: str, about: str, blocks: Iterable[Block], digits: Digits
) -> Document:
    """Returns a paper of the city with its head lines; ``title`` is its name and footer, ``about``
    the second line."""
    heads = titles(ASSESSMENT, about, f"ข้อมูล ณ วันที่ {as_of(context)}")
    return Document(
        title,
        (*heads, paragraph("", "line"), *blocks),
        CITY,
        Orientation.LANDSCAPE,
        TABLE_MARGINS,
        digits,
        footer=foot(title),
        as_list=True,
    )


def as_of(context: CityContext) -> str:
    """Returns the day of the paper in words."""
    return str(long_date(context.day))


def heading(text: str) -> Paragraph:
    return paragraph(text, "heading")


def line(text: str) -> Paragraph:
    return paragraph(str(text), "line")


def figure(value: Decimal | None) -> str:
    """Returns a score with two decimals; a hyphen if it is missing."""
    return NONE if value is None else f"{value:.2f}"


def count_cell(value: int | None) -> Cell:
    """Returns a number; a hyphen if there is none."""
    known = None if value is None else Decimal(value)
    text = NONE if value is None else f"{value:,}"
    return Cell((paragraph(text, "cell-number"),), value=known)


def score_cell(value: Decimal | None) -> Cell:
    return score(value)


def change_cell(value: Decimal | None) -> Cell:
    return change(value)


def plain_row(*cells: Cell | str) -> TableRow:
    """Returns a row of cells; texts become plain ones."""
    return TableRow(
        tuple(value if isinstance(value, Cell) else cell(str(value)) for value in cells)
    )


def level_of(year: DistrictYear | None) -> str:
    """Returns the level's name; a hyphen while it is not certain."""
    return (year.level if year is not None else "") or NONE


def source_of(year: DistrictYear) -> str:
    """Returns where the total comes from: official, computed, from how much, on a draft
    framework."""
    words = _SOURCES.get(year.source, NONE)
    if year.total is not None and not year.is_complete:
        words += f" รู้แล้ว {int(year.known)}%"
    return f"{words} ({DRAFT})" if year.is_draft else words


def blocked_words(blocked: Iterable[Blocked]) -> str:
    """Returns what the next better level lacks; a hyphen if nothing is known to."""
    return "\n".join(map(_blocked, blocked)) or NONE


def _blocked(condition: Blocked) -> str:
    subject = TOTAL_NAME if condition.subject == TOTAL else condition.subject
    if condition.missing is None:
        return f"{subject} ยังไม่มีคะแนน (ต้องได้ {condition.needs:.2f})"
    return f"{subject} ขาด {condition.missing:.2f} (ต้องได้ {condition.needs:.2f})"


def missing_words(blocked: Iterable[Blocked]) -> str:
    """Returns the points that the next better level lacks, in few words."""
    return " · ".join(map(_missing, blocked)) or NONE


def _missing(condition: Blocked) -> str:
    subject = TOTAL_NAME if condition.subject == TOTAL else condition.subject
    points = "ยังไม่มีคะแนน" if condition.missing is None else f"{condition.missing:.2f}"
    return f"{subject} {points}"


def late_words(row: DistrictRow) -> str:
    """Returns the late items; a hyphen without any."""
    if not row.late:
        return NONE
    named = " ".join(row.late[:_MOST_CODES])
    rest = len(row.late) - _MOST_CODES
    return f"{len(row.late)} ข้อ: {named}" + (f" และอีก {rest} ข้อ" if rest > 0 else "")


def ranked(rows: Iterable[DistrictRow]) -> list[DistrictRow]:
    """Returns the districts by rank, those without one after them by name, those without the year
    last."""
    present = (row for row in rows if row.district.problem is None)
    return sorted(present, key=lambda row: (row.year is None, row.rank is None, row.rank or 0))


def spread_words(spread: Spread | None) -> str:
    """Returns a spread as a sentence; empty if no score is known."""
    if spread is None:
        return ""
    return (
        f"เฉลี่ย {spread.mean:.2f} มัธยฐาน {spread.median:.2f} "
        f"ต่ำสุด {spread.least:.2f} สูงสุด {spread.most:.2f}"
    )


def levels_words(levels: Mapping[str, int]) -> str:
    """Returns the number of districts by level, in the given order; levels of none are left out."""
    found = ((name, count) for name, count in levels.items() if count)
    return " · ".join(f"{name or NO_LEVEL} {count} เขต" for name, count in found)


def source_blocks(context: CityContext, *years: int, only: District | None = None) -> list[Block]:
    """Returns the sources of the figures of these fiscal years (of ``only`` one district), and what
    could not be read."""
    districts = (only,) if only is not None else context.city.readable
    rows = tuple(row for district in districts for row in _rows(context, district, years))
    found: list[Block] = []
    if rows:
        found += [heading(SOURCES), Table(_COLUMNS, rows, (heading_row(_HEADS),))]
    return [*found, *problem_blocks(context)]


def problem_blocks(context: CityContext) -> Iterator[Block]:
    """Yields what could not be read, and what else is told of the reading."""
    problems = tuple(_problems(context))
    if problems:
        yield heading(PROBLEMS)
        yield Table(_PROBLEM_COLUMNS, problems, (heading_row(_PROBLEM_HEADS),))
    if context.city.notes:
        yield heading(NOTES)
        for note in context.city.notes:
            yield line(f"• {shown_error(note)}")


def _problems(context: CityContext) -> Iterator[TableRow]:
    for name, sentence in problems_of(context):
        yield plain_row(name, sentence)


def problems_of(context: CityContext) -> Iterator[tuple[str, str]]:
    """Yields the sources that could not be read, with the reason."""
    for district in context.city.problems:
        if district.problem is not None:
            yield file_name(district.source), shown_error(district.problem)


def shown_error(error: ItaError) -> str:
    """Returns an error's sentence with files named, not the folders that they are in."""
    sentence, where = str(error), str(error.where)
    if _is_path(where):  # a folder's name may have spaces
        sentence = file_name(where) + sentence.removeprefix(where)
    words = sentence.split(" ")
    return " ".join(file_name(word) if _is_path(word) else word for word in words)


def _is_path(word: str) -> bool:
    return _ADDRESS not in word and (word.startswith("/") or word[1:3] == ":\\")


def file_name(source: str) -> str:
    """Returns the name of a file without its folders, which may name a person; an address whole."""
    if _ADDRESS in source:
        return source
    return PurePosixPath(PureWindowsPath(source).as_posix()).name or source


def _unused(district: District, year: DistrictYear) -> str:
    counted = district.year(year.fiscal_year)
    is_work = counted is not None and counted.work_place == year.place
    return ONLY_WORK if is_work else UNUSED


def _rows(context: CityContext, district: District, years: tuple[int, ...]) -> Iterator[TableRow]:
    """Yields a row for each source of a district, with the years that are from it."""
    by_source: dict[tuple[str, str, str], list[int]] = {}
    for year in sorted((*district.years, *district.also), key=lambda year: year.fiscal_year):
        if year.fiscal_year in years:
            words = _unused(district, year) if year in district.also else source_of(year)
            day = str(short_date(year.shown_day or year.written or context.day))
            source = (file_name(year.place or district.source), words, day)
            by_source.setdefault(source, []).append(year.fiscal_year)
    for (name, words, day), numbers in by_source.items():
        yield plain_row(district.name, ", ".join(map(str, numbers)), name, words, day)


class CityPlace(NamedTuple):
    """A district's place: column from the west, row from the north."""

    name: str
    """The official name, without เขต."""
    column: int
    row: int
    group: str
    """A key of :data:`GROUPS`."""
    short: str = ""
    """How a narrow tile names it."""


class CityPlan(NamedTuple):
    """The grid, and the places by name in reading order."""

    columns: int
    rows: int
    places: Mapping[str, CityPlace]


@cache
def city_plan() -> CityPlan:
    """Returns the grid of Bangkok's districts."""
    plan = json.loads(resource("city", "bangkok_tiles.json").read_text(encoding="utf-8"))
    places = (CityPlace(**tile) for tile in plan["tiles"])
    by_name = {place.name: place for place in places}
    return CityPlan(plan["columns"], plan["rows"], MappingProxyType(by_name))


def group_of(name: str) -> str:
    """Returns the group of a district by its short name; empty for another office."""
    place = city_plan().places.get(name)
    return place.group if place is not None else ""


def group_name(group: str) -> Phrase:
    """Returns the name of a group, also of the offices in none."""
    return GROUPS.get(group, OUTSIDE)


def by_group(rows: Iterable[DistrictRow]) -> dict[str, list[DistrictRow]]:
    """Returns the districts with the year by group, in the order of :data:`GROUPS`, those outside
    last; groups without any are left out."""
    found: dict[str, list[DistrictRow]] = {group: [] for group in (*GROUPS, "")}
    for row in rows:
        if row.year is not None:
            found[group_of(row.district.short_name)].append(row)
    return {group: some for group, some in found.items() if some}


def step_of(value: Decimal) -> int:
    """Returns the class of a score, 0 the best.

    >>> step_of(Decimal("95")), step_of(Decimal("94.99")), step_of(Decimal(0))
    (0, 1, 5)
    """
    return next((step for step, least in enumerate(_BOUNDS) if value >= least), len(_BOUNDS))


def tiles(context: CityContext, title: str, code: str = TOTAL, framework: str = "") -> Tiles | None:
    """Returns the districts of Bangkok with their score of the year for a node, those with the
    ``framework`` if one is given; None if none of them was read."""
    plan = city_plan()
    years = context.city.in_year(context.fiscal_year)
    present = {district.key: year for district, year in years}
    if not any(name_key(place.name) in present for place in plan.places.values()):
        return None
    alike = {key: year for key, year in present.items() if framework in {"", year.outline.code}}
    made = tuple(_tile(place, alike, code) for place in plan.places.values())
    return Tiles(title, plan.columns, plan.rows, made, tuple(_steps()), WITHOUT)


def _tile(place: CityPlace, years: Mapping[str, DistrictYear], code: str) -> Tile:
    """Returns a tile; a score of which a part is unknown is written, and has no shade."""
    year = years.get(name_key(place.name))
    score = year.score_or_total(code) if year is not None else None
    whole = year.whole(code) if year is not None else None
    words = NONE if score is None else f"{score:.2f}"
    step = None if whole is None else step_of(whole)
    return Tile(place.column, place.row, place.short or place.name, words, step)


def _steps() -> Iterator[str]:
    for least in _BOUNDS:
        yield f"{least} ขึ้นไป"
    yield f"ต่ำกว่า {_BOUNDS[-1]}"
