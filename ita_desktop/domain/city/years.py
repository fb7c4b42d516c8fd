"""Fiscal years side by side: of the city as a whole, and of one district through the crosswalk."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.city.districts import City, District, DistrictYear
from ita_desktop.domain.city.figures import ScoreRanking, Spread
from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.domain.scores.crosswalk import Crosswalk, Relation


class CityYear(NamedTuple):
    """One fiscal year of the city."""

    fiscal_year: int
    districts: int
    """Number of districts with the year."""
    total: Spread | None
    """Of the totals that are fully known."""
    instruments: Mapping[str, Spread]
    levels: Mapping[str, int]
    """Number of districts by level name; an empty name: no certain level."""


class LinkedScore(NamedTuple):
    """A node in another year. ``relation`` is None in its own year; a score of a merged or split
    item, or of which a part is unknown, is shown and not compared."""

    code: str
    score: Decimal | None
    relation: Relation | None
    is_whole: bool = True
    """Whether nothing of the score is unknown."""

    @property
    def is_regrouped(self) -> bool:
        """Whether it is an item that was merged or split."""
        return self.relation in {Relation.MERGED, Relation.SPLIT}

    @property
    def is_comparable(self) -> bool:
        """Whether the score may be compared with that of the row's own year."""
        return self.is_whole and not self.is_regrouped


class AcrossRow(NamedTuple):
    """An instrument, indicator or item of the newest year with its counterparts in the others."""

    code: str
    name: str
    kind: NodeKind
    by_year: Mapping[int, tuple[LinkedScore, ...]]
    """The counterparts by fiscal year, several of a merged item; empty if the year has none."""

    def change(self, before: int, now: int) -> Decimal | None:
        """Return the difference in points of two fiscal years; None if either is missing or they
        cannot be compared."""
        first, second = self._single(before), self._single(now)
        return None if first is None or second is None else second - first

    def _single(self, year: int) -> Decimal | None:
        found = self.by_year.get(year, ())
        return found[0].score if len(found) == 1 and found[0].is_comparable else None


def city_years(city: City) -> tuple[CityYear, ...]:
    """Return the fiscal years of the city, oldest first."""
    return tuple(_city_year(city, number) for number in city.fiscal_years)


def across_years(
    district: District, crosswalk: Crosswalk, fiscal_years: Sequence[int] = ()
) -> tuple[AcrossRow, ...]:
    """Return a district's ``fiscal_years`` (all that it has, if none is given) side by side, by the
    nodes of the newest of them, the total first. Items are linked by the ``crosswalk``, instruments
    and indicators by their codes."""
    years = [
        year for year in district.years if not fiscal_years or year.fiscal_year in fiscal_years
    ]
    if not years:
        return ()
    newest = years[-1]
    links = {year.fiscal_year: _links(year, newest, crosswalk) for year in years}
    total = {
        year.fiscal_year: (LinkedScore(TOTAL, year.total, None, year.is_complete),)
        for year in years
    }
    rows = [AcrossRow(TOTAL, "", NodeKind.TOTAL, total)]
    for node in newest.outline.nodes:
        by_year = {
            year.fiscal_year: _linked_scores(
                year, newest, node.code, node.kind, links[year.fiscal_year]
            )
            for year in years
        }
        rows.append(AcrossRow(node.code, node.name, node.kind, by_year))
    return tuple(rows)


def _city_year(city: City, fiscal_year: int) -> CityYear:
    years = [year for _, year in city.in_year(fiscal_year)]
    codes = dict.fromkeys(node.code for year in years for node in year.outline.instruments)
    spreads = {code: ScoreRanking(year.whole(code) for year in years).spread for code in codes}
    return CityYear(
        fiscal_year,
        len(years),
        ScoreRanking(year.total for year in years if year.is_complete).spread,
        {code: spread for code, spread in spreads.items() if spread is not None},
        dict(Counter(year.level for year in years)),
    )


def _links(
    year: DistrictYear, newest: DistrictYear, crosswalk: Crosswalk
) -> dict[str, list[tuple[str, Relation]]]:
    """Return the items of ``year`` that each item of ``newest`` comes from, with the relation."""
    found: dict[str, list[tuple[str, Relation]]] = {}
    codes = [node.code for node in year.outline.items]
    for link in crosswalk.between(year.outline.code, newest.outline.code, codes):
        found.setdefault(link.new, []).append((link.old, link.relation))
    return found


def _linked_scores(
    year: DistrictYear,
    newest: DistrictYear,
    code: str,
    kind: NodeKind,
    links: Mapping[str, list[tuple[str, Relation]]],
) -> tuple[LinkedScore, ...]:
    if kind is NodeKind.ITEM and year is not newest:
        return tuple(LinkedScore(old, year.score(old), how) for old, how in links.get(code, ()))
    if code in year.outline.place:
        how = None if year is newest else Relation.SAME
        return (LinkedScore(code, year.score(code), how, code not in year.partial),)
    return ()
