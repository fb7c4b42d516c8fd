"""The tables of the city's overview through the crosswalk of its frameworks, and as JSON."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from ita_desktop.domain.city import items
from ita_desktop.domain.city.districts import City, District, DistrictYear
from ita_desktop.domain.city.items import ItemOver
from ita_desktop.domain.city.practice import Practice
from ita_desktop.domain.city.tables import DistrictRow, table_of_year
from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.services.city.library import crosswalk_of
from ita_desktop.services.scores.scores import two_decimals

Translate = Callable[[ItaError], str]
"""Gives an error's sentence in the shown language."""


def item_over(city: City, fiscal_year: int, code: str, framework: str = "") -> ItemOver:
    """Return an item over all districts, as :func:`domain.city.items.item_over`. Raises InputError
    if no district has it in that year."""
    found = items.item_over(city, fiscal_year, code, crosswalk_of(city), framework)
    if found is None:
        raise InputError(
            "ไม่มีเขตใดมีข้อ {code} ในปี {year}",
            remedy="ใช้รหัสข้อหรือตัวชี้วัดของปีนั้น เช่น O1",
            code=code,
            year=fiscal_year,
        )
    return found


def usual_year(city: City) -> int | None:
    """Return the newest fiscal year in which a district has a total, else the newest; None if no
    district has any year."""
    with_total = (
        number
        for number in reversed(city.fiscal_years)
        if any(year.total is not None for _, year in city.in_year(number))
    )
    return next(with_total, max(city.fiscal_years, default=None))


# -- the command line's JSON


def as_json(
    city: City, today: date, translate: Translate, fiscal_year: int | None = None
) -> dict[str, Any]:
    """Return the city in the JSON format of the command line, of one fiscal year if given."""
    numbers = city.fiscal_years if fiscal_year is None else (fiscal_year,)
    rows: dict[int, list[DistrictRow]] = {}
    for number in numbers:
        for row in table_of_year(city, number, today).rows:
            if row.year is not None:
                rows.setdefault(id(row.district), []).append(row)
    return {
        "districts": [
            _district_json(district, rows.get(id(district), ()), numbers, translate)
            for district in city.districts
        ],
        "notes": [translate(note) for note in city.notes],
    }


def _district_json(
    district: District, rows: Sequence[DistrictRow], numbers: Sequence[int], translate: Translate
) -> dict[str, Any]:
    counted = [_year_json(row.year, row) for row in rows if row.year is not None]
    also = [_year_json(year, None) for year in district.also if year.fiscal_year in numbers]
    return {
        "name": district.name,
        "source": district.source,
        "problem": None if district.problem is None else translate(district.problem),
        "years": sorted(
            counted + also, key=lambda year: (year["fiscal_year"], not year["counted"])
        ),
    }


def _year_json(year: DistrictYear, row: DistrictRow | None) -> dict[str, Any]:
    """Return one year; without a row it is one that another source says, too."""
    return {
        "fiscal_year": year.fiscal_year,
        "total": two_decimals(year.total),
        "level": year.level or None,
        "rank": row.rank if row is not None else None,
        "counted": row is not None,
        "file": year.place,
        "origin": year.source,
        "known": two_decimals(year.known),
        "framework": year.outline.code,
        "framework_status": year.status.value,
        "change": two_decimals(row.change) if row is not None else None,
        "instruments": _plain(year.instruments),
        "blocked_by": [
            {
                "level": year.next_level,
                "subject": block.subject,
                "needs": two_decimals(block.needs),
                "has": two_decimals(block.has),
                "missing": two_decimals(block.missing),
            }
            for block in year.blocked_by
        ],
        "late": list(row.late) if row is not None else [],
        "items": _plain(year.items),
        "partial": sorted(year.partial),
    }


def item_json(over: ItemOver, found: Mapping[int, Practice]) -> dict[str, Any]:
    """Return an item over all districts; ``found`` are the practices by the place of their row."""
    return {
        "fiscal_year": over.fiscal_year,
        "framework": over.framework,
        "code": over.code,
        "name": over.name,
        "districts": [
            {
                "name": row.district.name,
                "score": two_decimals(row.score),
                "official": row.official,
                "rank": row.rank,
                "before": two_decimals(row.before),
                "change": two_decimals(row.change),
                **_practice_json(found.get(number)),
            }
            for number, row in enumerate(over.rows)
        ],
        "other_framework": [district.name for district in over.apart],
    }


def _practice_json(practice: Practice | None) -> dict[str, Any]:
    if practice is None:
        return {}
    return {
        "measures": [
            {"method": measure.method, "schedule": measure.schedule, "units": list(measure.units)}
            for measure in practice.measures
        ],
        "evidence": [
            {
                "title": evidence.title,
                "link": evidence.link or None,
                "published": evidence.published.isoformat() if evidence.published else None,
                "unit": evidence.unit,
                "nothing": evidence.nothing,
            }
            for evidence in practice.evidence
        ],
    }


def _plain(scores: Mapping[str, Any]) -> dict[str, str | None]:
    return {code: two_decimals(score) for code, score in scores.items()}
