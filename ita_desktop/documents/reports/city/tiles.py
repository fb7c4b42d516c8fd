"""Bangkok's districts as tiles of equal size about where they lie, shaded by the score."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from ita_desktop.documents.reports.city.context import CityContext
from ita_desktop.documents.reports.results.figures import NONE
from ita_desktop.domain.city.districts import DistrictYear, name_key
from ita_desktop.domain.framework import TOTAL
from ita_desktop.paths import resource
from ita_desktop.pictures.charts import Tile, Tiles

_BOUNDS: Final = (95, 90, 85, 80, 70)
"""The least scores of the classes but the last, the best first."""
WITHOUT: Final = "ไม่มีคะแนน"


class _Place(NamedTuple):
    name: str
    label: str
    column: int
    row: int


class _Plan(NamedTuple):
    columns: int
    rows: int
    places: tuple[_Place, ...]


@cache
def _plan() -> _Plan:
    plan = json.loads(resource("city", "bangkok_tiles.json").read_text(encoding="utf-8"))
    places = tuple(
        _Place(tile["name"], tile.get("short") or tile["name"], tile["column"], tile["row"])
        for tile in plan["tiles"]
    )
    return _Plan(plan["columns"], plan["rows"], places)


def step_of(value: Decimal) -> int:
    """Returns the class of a score, 0 the best.

    >>> step_of(Decimal("95")), step_of(Decimal("94.99")), step_of(Decimal(0))
    (0, 1, 5)
    """
    return next((step for step, least in enumerate(_BOUNDS) if value >= least), len(_BOUNDS))


def tiles(context: CityContext, title: str, code: str = TOTAL, framework: str = "") -> Tiles | None:
    """Returns the districts of Bangkok with their score of the year for a node, those with the
    ``framework`` if one is given; None if none of them was read."""
    plan = _plan()
    years = context.city.in_year(context.fiscal_year)
    present = {district.key: year for district, year in years}
    if not any(name_key(place.name) in present for place in plan.places):
        return None
    alike = {key: year for key, year in present.items() if framework in {"", year.outline.code}}
    made = tuple(_tile(place, alike, code) for place in plan.places)
    return Tiles(title, plan.columns, plan.rows, made, tuple(_steps()), WITHOUT)


def _tile(place: _Place, years: Mapping[str, DistrictYear], code: str) -> Tile:
    """Returns a tile; a score of which a part is unknown is written, and has no shade."""
    year = years.get(name_key(place.name))
    score = year.score_or_total(code) if year is not None else None
    whole = year.whole(code) if year is not None else None
    words = NONE if score is None else f"{score:.2f}"
    step = None if whole is None else step_of(whole)
    return Tile(place.column, place.row, place.label, words, step)


def _steps() -> Iterator[str]:
    for least in _BOUNDS:
        yield f"{least} ขึ้นไป"
    yield f"ต่ำกว่า {_BOUNDS[-1]}"
