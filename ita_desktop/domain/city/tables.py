"""The districts in one fiscal year: the table with ranks, the place of one among all, and many in a
few figures: levels, spread, who reaches the target, who rose or fell. These may be all of the city,
or those of one group.

Fiscal years side by side: of the city as a whole, and of one district through the crosswalk.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from ita_desktop.domain.city.districts import Blocked, City, District, DistrictYear
from ita_desktop.domain.city.figures import ScoreRanking, Spread
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.domain.scores.crosswalk import Crosswalk, Relation
from ita_desktop.domain.text import short_number

MASTER_PLAN: Final = Decimal(85)
"""The total that the master plan under the national strategy (issue 21) asks of every office."""
_PLANNED: Final = range(2566, 2571)
"""The Buddhist fiscal years of that target."""


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


class Moves(NamedTuple):
    """How many districts rose and fell against the fiscal year before."""

    up: int = 0
    down: int = 0
    same: int = 0
    unknown: int = 0
    """Without a figure in either year that can be compared."""

    @property
    def are_known(self) -> bool:
        """Return whether any district could be compared: else nobody rose is no figure."""
        return bool(self.up or self.down or self.same)


class Summary(NamedTuple):
    """Some districts in one fiscal year. Totals are per cent; only those that are ranked count."""

    present: int
    """Districts that have the year."""
    total: Spread | None
    """Of the ranked totals; None if there is none."""
    before: Spread | None
    """Of all totals of the fiscal year before that are fully known."""
    instruments: Mapping[str, Spread]
    """By instrument code; without instruments of which no score is known."""
    levels: Mapping[str, int]
    """Districts by level name, best first, also levels that none has; those without a certain
    level last, under an empty name, if there are any."""
    levels_before: Mapping[str, int]
    """The same of the fiscal year before."""
    points: Moves
    """By the total."""
    level_moves: Moves
    """By the level; unknown where the two years name their levels otherwise."""
    target: Decimal | None
    reached: int
    """Districts with a ranked total of at least the target."""

    @property
    def ranked(self) -> int:
        """Number of ranked totals."""
        return self.total.known if self.total is not None else 0


def usual_target(fiscal_year: int) -> Decimal | None:
    """Return the target of a fiscal year that is set for all offices; None if there is none."""
    return MASTER_PLAN if fiscal_year in _PLANNED else None


def summary_of(
    rows: Iterable[DistrictRow], fiscal_year: int, target: Decimal | None = None
) -> Summary:
    """Return the figures of some ``rows`` of the table of a fiscal year."""
    present = [row for row in rows if row.year is not None]
    years = [row.year for row in present if row.year is not None]
    before = [row.district.year(fiscal_year - 1) for row in present]
    known = [year for year in before if year is not None]
    totals = [row.total for row in present if row.rank is not None]
    codes = dict.fromkeys(node.code for year in years for node in year.outline.instruments)
    spreads = {code: ScoreRanking(year.whole(code) for year in years).spread for code in codes}
    return Summary(
        present=len(present),
        total=ScoreRanking(totals).spread,
        before=ScoreRanking(year.total for year in known if year.is_complete).spread,
        instruments={code: spread for code, spread in spreads.items() if spread is not None},
        levels=_counted(years),
        levels_before=_counted(known),
        points=_moves([row.change for row in present]),
        level_moves=_moves([level_change(row.district, fiscal_year) for row in present]),
        target=target,
        reached=sum(1 for total in totals if target is not None and total and total >= target),
    )


def level_change(district: District, fiscal_year: int) -> int | None:
    """Return by how many levels a district is better than in the fiscal year before; None if either
    level is not certain, or the two years have other levels."""
    now, before = district.year(fiscal_year), district.year(fiscal_year - 1)
    if now is None or before is None or now.outline.levels != before.outline.levels:
        return None
    levels = now.outline.levels
    if now.level not in levels or before.level not in levels:
        return None
    return levels.index(before.level) - levels.index(now.level)


def level_names(years: Sequence[DistrictYear]) -> tuple[str, ...]:
    """Return the names of the levels that years have or could have, best first."""
    found = dict.fromkeys(name for year in years for name in year.outline.levels)
    return tuple(found | dict.fromkeys(year.level for year in years if year.level))


def _counted(years: Sequence[DistrictYear]) -> dict[str, int]:
    counts = dict.fromkeys(level_names(years), 0)
    for year in years:
        counts[year.level] = counts.get(year.level, 0) + 1
    if (uncertain := counts.pop("", 0)) > 0:
        counts[""] = uncertain
    return counts


def _moves(changes: Sequence[Decimal | int | None]) -> Moves:
    known = [change for change in changes if change is not None]
    up, down = sum(change > 0 for change in known), sum(change < 0 for change in known)
    return Moves(up, down, len(known) - up - down, len(changes) - len(known))


# -- in words


def spread_phrase(summary: Summary) -> str:
    """Return how the ranked totals are spread; empty if there are none."""
    total = summary.total
    if total is None:
        return ""
    return Phrase(
        "คะแนนรวมครบ {count} จาก {of} เขตที่มีข้อมูลปีนี้: "
        "เฉลี่ย {mean} มัธยฐาน {median} ต่ำสุด {least} สูงสุด {most}",
        count=total.known,
        of=summary.present,
        mean=f"{total.mean:.2f}",
        median=f"{total.median:.2f}",
        least=f"{total.least:.2f}",
        most=f"{total.most:.2f}",
    )


def target_phrase(summary: Summary) -> str:
    """Return how many districts reach the target; empty without a target or totals."""
    if summary.target is None or summary.total is None:
        return ""
    return Phrase(
        "เป้าหมาย {target}: ถึง {reached} เขต ยังไม่ถึง {below} เขต",
        target=short_number(summary.target),
        reached=summary.reached,
        below=summary.ranked - summary.reached,
    )


def levels_phrase(summary: Summary) -> str:
    """Return how many of the districts that have the year have each level, best first; empty if
    none has it."""
    found = [
        Phrase("{level} {count} เขต", level=level or Phrase("ยังไม่มีระดับ"), count=count)
        for level, count in summary.levels.items()
        if count
    ]
    count = sum(summary.levels.values())
    return (
        Phrase("ระดับของ {count} เขต: {levels}", count=count, levels=joined(*found)) if found else ""
    )


def moves_phrases(summary: Summary, fiscal_year: int) -> tuple[str, ...]:
    """Return how many districts rose and fell against the fiscal year before, by total and by
    level; what cannot be compared in any is left out."""
    what = (
        (Phrase("คะแนนรวม"), summary.points),
        (Phrase("ระดับ"), summary.level_moves),
    )
    return tuple(
        Phrase(
            "{what}เทียบปี {year}: ขึ้น {up} ลง {down} เท่าเดิม {same} เทียบไม่ได้ {unknown}",
            what=name,
            year=fiscal_year - 1,
            **moves._asdict(),
        )
        for name, moves in what
        if moves.are_known
    )
