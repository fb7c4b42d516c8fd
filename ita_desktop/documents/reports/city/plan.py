"""The districts of Bangkok on a grid of tiles, and the groups (กลุ่มเขต) that they belong to."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from ita_desktop.domain.city.tables import DistrictRow
from ita_desktop.domain.errors import Phrase
from ita_desktop.paths import resource

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
