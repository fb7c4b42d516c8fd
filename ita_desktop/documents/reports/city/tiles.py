"""The districts of Bangkok on a grid of tiles of equal size about where they lie, the groups
(กลุ่มเขต) that they belong to, and the chart of the tiles, shaded by the score.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from ita_desktop.documents.reports.city.words import CityContext
from ita_desktop.documents.reports.results.figures import NONE
from ita_desktop.domain.city.districts import DistrictYear, name_key
from ita_desktop.domain.city.tables import DistrictRow
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL
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
