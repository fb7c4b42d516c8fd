"""The districts in one fiscal year: the table with ranks, and the place of one among all."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.city.districts import Blocked, City, District, DistrictYear
from ita_desktop.domain.city.figures import ScoreRanking, Spread
from ita_desktop.domain.framework import NodeKind


class DistrictRow(NamedTuple):
    """A district in the table of a year. Scores are per cent (0-100)."""

    district: District
    year: DistrictYear | None
    """None if the district has no such year, or could not be read."""
    rank: int | None
    """From the highest total, 1; equal totals share it. None while anything of the total is
    unknown."""
    change: Decimal | None
    """Points of the total above the fiscal year before; None if either is missing."""
    late: tuple[str, ...]
    """Codes of late items on the day of the table."""
    blocked_by: tuple[Blocked, ...]
    """What the next better level lacks."""

    @property
    def total(self) -> Decimal | None:
        return self.year.total if self.year is not None else None

    @property
    def instruments(self) -> Mapping[str, Decimal | None]:
        """The scores of the instruments by code; empty without the year."""
        return self.year.instruments if self.year is not None else {}


class YearTable(NamedTuple):
    """All districts in one fiscal year, and how their totals and instruments are spread."""

    fiscal_year: int
    rows: tuple[DistrictRow, ...]
    """All districts, by name; those without the year or with a problem, too."""
    total: Spread | None
    instruments: Mapping[str, Spread]
    """Spread by instrument code; without instruments of which no score is known."""
    levels: Mapping[str, int]
    """Number of districts by level name; those without a certain level under an empty name."""


class ItemStanding(NamedTuple):
    """The score of one district for an instrument, indicator or item among those of all districts
    with the same framework."""

    code: str
    name: str
    score: Decimal | None
    rank: int | None
    """None for a missing score, and for one of which a part is unknown."""
    spread: Spread | None
    """None if no district has a score of which nothing is unknown."""
    kind: NodeKind = NodeKind.ITEM

    def above(self, score: Decimal | None) -> Decimal | None:
        """Return the points above a ``score`` of all; None if either cannot be compared."""
        if self.rank is None or self.score is None or score is None:
            return None
        return self.score - score

    @property
    def is_below_median(self) -> bool:
        """Whether the score is fully known and below the median of all."""
        points = self.above(self.spread.median) if self.spread is not None else None
        return points is not None and points < 0


class Standing(NamedTuple):
    """The place of one district among all in a fiscal year."""

    district: District
    year: DistrictYear
    rank: int | None
    of: int
    """Number of districts with a rank."""
    percentile: Decimal | None
    """Per cent of the ranked districts with a lower total, of equal ones a half."""
    total: Spread | None
    parts: tuple[ItemStanding, ...]
    """Instruments, indicators and items in printed order."""
    compared: int
    """Number of districts with the same framework, this one included."""


def table_of_year(
    city: City, fiscal_year: int, today: date, *, official_only: bool = False
) -> YearTable:
    """Return the table of a fiscal year; ``today`` decides what is late. With ``official_only``
    only official totals are ranked."""
    present = city.in_year(fiscal_year)
    scale = _scale(present, official_only=official_only)
    rows = tuple(
        _row(district, fiscal_year, scale, today, official_only=official_only)
        for district in city.districts
    )
    levels: dict[str, int] = {}
    for _district, year in present:
        levels[year.level] = levels.get(year.level, 0) + 1
    codes = dict.fromkeys(node.code for _, year in present for node in year.outline.instruments)
    spreads = {code: ScoreRanking(year.whole(code) for _, year in present).spread for code in codes}
    instruments = {code: spread for code, spread in spreads.items() if spread is not None}
    return YearTable(fiscal_year, rows, scale.spread, instruments, levels)


def standing_of(
    city: City, district: District, fiscal_year: int, *, official_only: bool = False
) -> Standing | None:
    """Return the place of a district in a fiscal year; None if it has no such year."""
    year = district.year(fiscal_year)
    if year is None:
        return None
    present = city.in_year(fiscal_year)
    scale = _scale(present, official_only=official_only)
    ranked = _ranked(year, official_only=official_only)
    framework = year.outline.code
    alike = sum(other.outline.code == framework for _, other in present)
    parts = []
    for node in year.outline.nodes:
        of_node = city.scale(fiscal_year, framework, node.code)
        rank, spread = of_node.rank(year.whole(node.code)), of_node.spread
        own = year.score(node.code)
        parts.append(ItemStanding(node.code, node.name, own, rank, spread, node.kind))
    return Standing(
        district,
        year,
        scale.rank(ranked),
        scale.count,
        scale.percentile(ranked),
        scale.spread,
        tuple(parts),
        alike,
    )


def change_of(district: District, fiscal_year: int) -> Decimal | None:
    """Return the points of the total above the fiscal year before; None if either is missing or
    not fully known."""
    now, before = district.year(fiscal_year), district.year(fiscal_year - 1)
    if now is None or before is None or not (now.is_complete and before.is_complete):
        return None
    return now.total - before.total  # type: ignore[operator]  # complete years have a total


def _row(
    district: District, fiscal_year: int, scale: ScoreRanking, today: date, *, official_only: bool
) -> DistrictRow:
    year = district.year(fiscal_year)
    if year is None:
        return DistrictRow(district, None, None, None, (), ())
    return DistrictRow(
        district,
        year,
        scale.rank(_ranked(year, official_only=official_only)),
        change_of(district, fiscal_year),
        year.late_on(today),
        year.blocked_by,
    )


def _scale(
    present: tuple[tuple[District, DistrictYear], ...], *, official_only: bool
) -> ScoreRanking:
    return ScoreRanking(_ranked(year, official_only=official_only) for _, year in present)


def _ranked(year: DistrictYear, *, official_only: bool) -> Decimal | None:
    """Return the total as it is ranked; None while anything of it is unknown."""
    if not year.is_complete or (official_only and not year.is_official):
        return None
    return year.total
