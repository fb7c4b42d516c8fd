"""One item over all districts: who has 100, and from where it came."""

from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.city.districts import City, District, DistrictYear
from ita_desktop.domain.city.figures import Spread
from ita_desktop.domain.scores.crosswalk import Crosswalk

_FULL = Decimal(100)


class DistrictItemRow(NamedTuple):
    """The score of an item (0-100) in one district."""

    district: District
    year: DistrictYear
    score: Decimal | None
    official: bool
    rank: int | None
    """From the highest score, 1; equal scores share it. None for a missing score, and for one of
    which a part is unknown."""
    before: Decimal | None
    """The whole score of the fiscal year before, if the item goes on from one of then."""
    measures: int | None
    """Number of measures for it; None if the source has no measures."""

    @property
    def has_full(self) -> bool:
        """Whether the score is 100, and nothing of it unknown."""
        return self.rank is not None and self.score == _FULL

    @property
    def change(self) -> Decimal | None:
        """Points above the fiscal year before; None if either is missing or partly unknown."""
        if self.rank is None or self.score is None or self.before is None:
            return None
        return self.score - self.before


class ItemOver(NamedTuple):
    """An instrument, indicator or item over all districts with the same framework."""

    fiscal_year: int
    framework: str
    code: str
    name: str
    rows: tuple[DistrictItemRow, ...]
    """The districts whose framework has it, by name."""
    spread: Spread | None
    apart: tuple[District, ...]
    """Districts with the year, but another framework."""

    @property
    def full(self) -> tuple[DistrictItemRow, ...]:
        """The districts with a score of 100."""
        return tuple(row for row in self.rows if row.has_full)


def item_over(
    city: City, fiscal_year: int, code: str, crosswalk: Crosswalk, framework: str = ""
) -> ItemOver | None:
    """Return an item (or instrument or indicator) over the districts with the ``framework`` code,
    if not given that of most districts in the year; None if no district has it."""
    present = city.in_year(fiscal_year)
    framework = framework or framework_of_most(city, fiscal_year)
    alike = [
        (district, year)
        for district, year in present
        if year.outline.code == framework and code in year.outline.place
    ]
    if not alike:
        return None
    scale = city.scale(fiscal_year, framework, code)
    before = _Before(crosswalk)
    rows = [
        DistrictItemRow(
            district,
            year,
            year.score(code),
            code in year.official,
            scale.rank(year.whole(code)),
            before.score(district, year, code),
            None if year.measures is None else year.measures.get(code, 0),
        )
        for district, year in alike
    ]
    outline = alike[0][1].outline
    apart = tuple(district for district, year in present if year.outline.code != framework)
    name = outline.nodes[outline.place[code]].name
    return ItemOver(fiscal_year, framework, code, name, tuple(rows), scale.spread, apart)


def framework_of_most(city: City, fiscal_year: int) -> str:
    """Return the framework code of most districts in a fiscal year; empty if none has it."""
    counts = Counter(year.outline.code for _, year in city.in_year(fiscal_year))
    return max(counts, key=lambda code: (counts[code], code), default="")


class _Before:
    """Finds what an item goes on from in the fiscal year before, once for each two frameworks."""

    def __init__(self, crosswalk: Crosswalk) -> None:
        self._crosswalk = crosswalk
        self._links: dict[tuple[str, str], dict[str, str]] = {}

    def score(self, district: District, year: DistrictYear, code: str) -> Decimal | None:
        before = district.year(year.fiscal_year - 1)
        if before is None:
            return None
        was = code if _is_above_items(year, code) else self._was(before, year).get(code)
        return None if was is None else before.whole(was)

    def _was(self, before: DistrictYear, year: DistrictYear) -> dict[str, str]:
        pair = (before.outline.code, year.outline.code)
        if pair not in self._links:
            codes = [node.code for node in before.outline.items]
            found = self._crosswalk.between(*pair, codes)
            self._links[pair] = {link.new: link.old for link in found if link.goes_on}
        return self._links[pair]


def _is_above_items(year: DistrictYear, code: str) -> bool:
    """Return whether it is an instrument or indicator, which keep code and meaning."""
    return all(node.code != code for node in year.outline.items)
