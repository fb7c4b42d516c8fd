"""Bangkok's districts as tiles of equal size about where they lie, shaded by the score."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from ita_desktop.documents.reports.city.context import CityContext
from ita_desktop.documents.reports.city.plan import CityPlace, city_plan
from ita_desktop.documents.reports.results.figures import NONE
from ita_desktop.domain.city.districts import DistrictYear, name_key
from ita_desktop.domain.framework import TOTAL
from ita_desktop.pictures.charts import Tile, Tiles

_BOUNDS: Final = (95, 90, 85, 80, 70)
"""The least scores of the classes but the last, the best first."""
WITHOUT: Final = "ไม่มีคะแนน"


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
