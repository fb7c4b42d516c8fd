"""Bangkok's districts as tiles of equal size about where they lie, shaded by the score."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from ita_desktop.documents.reports.city.context import CityContext
from ita_desktop.documents.reports.results.figures import NONE
from ita_desktop.domain.city.districts import DistrictYear, name_key
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
    told = json.loads(resource("city", "bangkok_tiles.json").read_text(encoding="utf-8"))
    places = tuple(
        _Place(one["name"], one.get("short") or one["name"], one["column"], one["row"])
        for one in told["tiles"]
    )
    return _Plan(told["columns"], told["rows"], places)


def step_of(value: Decimal) -> int:
    """Returns the class of a score, 0 the best.

    >>> step_of(Decimal("95")), step_of(Decimal("94.99")), step_of(Decimal(0))
    (0, 1, 5)
    """
    return next((step for step, least in enumerate(_BOUNDS) if value >= least), len(_BOUNDS))


def tiles(
    context: CityContext, title: str, value: Callable[[DistrictYear], Decimal | None]
) -> Tiles | None:
    """Returns the districts of Bangkok with their score of the year; None if none of them was
    read."""
    plan = _plan()
    present = {district.key: year for district, year in context.city.in_year(context.fiscal_year)}
    made = tuple(_tile(place, present.get(name_key(place.name)), value) for place in plan.places)
    if not any(name_key(place.name) in present for place in plan.places):
        return None
    return Tiles(title, plan.columns, plan.rows, made, tuple(_steps()), WITHOUT)


def _tile(
    place: _Place, year: DistrictYear | None, value: Callable[[DistrictYear], Decimal | None]
) -> Tile:
    score = value(year) if year is not None else None
    words = NONE if score is None else f"{score:.2f}"
    step = None if score is None else step_of(score)
    return Tile(place.column, place.row, place.label, words, step)


def _steps() -> Iterator[str]:
    for least in _BOUNDS:
        yield f"{least} ขึ้นไป"
    yield f"ต่ำกว่า {_BOUNDS[-1]}"
