"""The city's overview in the JSON format of the command line."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ita_desktop.documents.reports.city.words import by_group, group_name, group_of
from ita_desktop.domain.city.districts import City, District, DistrictYear, Practice
from ita_desktop.domain.city.figures import Spread
from ita_desktop.domain.city.handed_in import HandedIn, handed_in
from ita_desktop.domain.city.items import ItemOver
from ita_desktop.domain.city.tables import (
    DistrictRow,
    ItemStanding,
    Moves,
    Standing,
    Summary,
    YearTable,
    summary_of,
    table_of_year,
    usual_target,
)
from ita_desktop.domain.errors import ItaError
from ita_desktop.services.scores.scores import two_decimals

Translate = Callable[[ItaError], str]
"""Gives an error's sentence in the shown language."""


def as_json(
    city: City,
    today: date,
    translate: Translate,
    fiscal_year: int | None = None,
    target: Decimal | None = None,
) -> dict[str, Any]:
    """Return the city, of one fiscal year if given; ``target`` is a total (0-100) instead of that
    of the year."""
    numbers = city.fiscal_years if fiscal_year is None else (fiscal_year,)
    rows: dict[int, list[DistrictRow]] = {}
    tables = {number: table_of_year(city, number, today) for number in numbers}
    for table in tables.values():
        for row in table.rows:
            if row.year is not None:
                rows.setdefault(id(row.district), []).append(row)
    return {
        "districts": [
            _district_json(district, rows.get(id(district), ()), numbers, translate)
            for district in city.districts
        ],
        "years": [
            _year_summary(table, target or usual_target(table.fiscal_year))
            for table in tables.values()
        ],
        "handed_in": [
            {"fiscal_year": number, "districts": _handed_in_json(city, number)}
            for number in numbers
        ],
        "notes": [translate(note) for note in city.notes],
    }


def _year_summary(table: YearTable, target: Decimal | None) -> dict[str, Any]:
    number = table.fiscal_year
    return {
        "fiscal_year": number,
        **_summary_json(summary_of(table.rows, number, target)),
        "groups": [
            {
                "group": group or None,
                "name": group_name(group),
                **_summary_json(summary_of(rows, number, target)),
            }
            for group, rows in by_group(table.rows).items()
        ],
    }


def _summary_json(found: Summary) -> dict[str, Any]:
    return {
        "districts": found.present,
        "ranked": found.ranked,
        "total": _spread_json(found.total),
        "total_before": _spread_json(found.before),
        "instruments": {code: _spread_json(spread) for code, spread in found.instruments.items()},
        "levels": _levels_json(found.levels),
        "levels_before": _levels_json(found.levels_before),
        "target": two_decimals(found.target),
        "reached": found.reached if found.target is not None else None,
        "moved": _moves_json(found.points),
        "moved_level": _moves_json(found.level_moves),
    }


def _levels_json(levels: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"level": level or None, "districts": count} for level, count in levels.items()]


def _moves_json(moves: Moves) -> dict[str, int]:
    return {"up": moves.up, "down": moves.down, "same": moves.same, "unknown": moves.unknown}


def _spread_json(spread: Spread | None) -> dict[str, Any] | None:
    if spread is None:
        return None
    return {
        "known": spread.known,
        "mean": two_decimals(spread.mean),
        "median": two_decimals(spread.median),
        "least": two_decimals(spread.least),
        "most": two_decimals(spread.most),
        "lower_quartile": two_decimals(spread.lower),
        "upper_quartile": two_decimals(spread.upper),
        "full": spread.full,
    }


def _handed_in_json(city: City, fiscal_year: int) -> list[dict[str, Any]]:
    return [
        {"name": row.name, "sources": [_source_json(source) for source in row.sources]}
        for row in handed_in(city, fiscal_year)
    ]


def _source_json(source: HandedIn) -> dict[str, Any]:
    return {
        "kind": source.kind.value,
        "file": source.year.place,
        "day": source.day.isoformat() if source.day is not None else None,
        "counted": source.counts,
        "gives_measures": source.gives_work,
        "total": two_decimals(source.year.total),
        "scored_items": source.scores,
        "measures": source.measures,
        "differs": [
            {"code": one.code, "used": two_decimals(one.used), "other": two_decimals(one.other)}
            for one in source.differs
        ],
    }


def standing_json(standing: Standing) -> dict[str, Any]:
    """Return the place of a district among all, with each score beside the median of all."""
    return {
        "name": standing.district.name,
        "fiscal_year": standing.year.fiscal_year,
        "total": two_decimals(standing.year.total),
        "rank": standing.rank,
        "of": standing.of,
        "percentile": two_decimals(standing.percentile),
        "all": _spread_json(standing.total),
        "compared": standing.compared,
        "parts": [_part_json(part) for part in standing.parts],
    }


def _part_json(part: ItemStanding) -> dict[str, Any]:
    return {
        "code": part.code,
        "kind": part.kind.value,
        "name": part.name,
        "score": two_decimals(part.score),
        "rank": part.rank,
        "all": _spread_json(part.spread),
        "below_median": part.is_below_median,
    }


def _district_json(
    district: District, rows: Sequence[DistrictRow], numbers: Sequence[int], translate: Translate
) -> dict[str, Any]:
    counted = [_year_json(row.year, row) for row in rows if row.year is not None]
    also = [_year_json(year, None) for year in district.also if year.fiscal_year in numbers]
    return {
        "name": district.name,
        "group": group_of(district.short_name) or None,
        "source": district.source,
        "problem": None if district.problem is None else translate(district.problem),
        "doubts": [translate(doubt) for doubt in district.doubts],
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
