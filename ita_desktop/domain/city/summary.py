"""Many districts in a few figures: levels, spread, who reaches the target, who rose or fell.

The districts may be all of the city, or those of one group.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from ita_desktop.domain.city.districts import District, DistrictYear
from ita_desktop.domain.city.figures import ScoreRanking, Spread
from ita_desktop.domain.city.tables import DistrictRow
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.text import short_number

MASTER_PLAN: Final = Decimal(85)
"""The total that the master plan under the national strategy (issue 21) asks of every office."""
_PLANNED: Final = range(2566, 2571)
"""The Buddhist fiscal years of that target."""


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
        "คะแนนรวม {count} เขต: เฉลี่ย {mean} มัธยฐาน {median} ต่ำสุด {least} สูงสุด {most}",
        count=total.known,
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
    """Return how many districts have each level, best first; empty if none has the year."""
    found = [
        Phrase("{level} {count} เขต", level=level or Phrase("ยังไม่มีระดับ"), count=count)
        for level, count in summary.levels.items()
        if count
    ]
    return Phrase("ระดับ: {levels}", levels=joined(*found)) if found else ""


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
