"""Who has handed in what, and when: all districts of the city, with what was read of them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ita_desktop.domain.city.districts import City, District, DistrictYear, name_key
from ita_desktop.domain.district_names import DISTRICTS
from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.domain.text import sort_key

_OFFICE = "สำนักงานเขต"
_ADDRESS = "://"
_WORKSPACE = ".ita"


class HandedInKind(StrEnum):
    """What a source of scores is."""

    WORKSPACE = "workspace"
    REPORT = "report"
    SHEET = "sheet"
    """A table with a row for each district."""
    SERVER = "server"


class OtherScore(NamedTuple):
    """A score that two sources of one year of a district say otherwise; None: it is missing."""

    code: str
    """Of a node, ``ITA`` for the total."""
    used: Decimal | None
    other: Decimal | None


class HandedIn(NamedTuple):
    """A source of a district's fiscal year."""

    year: DistrictYear
    kind: HandedInKind
    counts: bool
    """Whether its scores are used; those of another source are, if not."""
    gives_work: bool
    """Whether measures and due dates are from it."""
    scores: int
    """Number of items with a score."""
    measures: int | None
    """Number of measures; None if the source can have none."""
    differs: tuple[OtherScore, ...]
    """What it says otherwise than the one that counts."""

    @property
    def day(self) -> date | None:
        """The day that its file was written; None: as of now."""
        return self.year.shown_day or self.year.written


class DistrictHandedIn(NamedTuple):
    """What a district has handed in of a fiscal year: the source that counts first."""

    name: str
    """The office's name."""
    district: District | None
    """None if nothing was read of it."""
    sources: tuple[HandedIn, ...]

    @property
    def id(self) -> str:
        """The comparison key of the name."""
        return name_key(self.name)


def handed_in(city: City, fiscal_year: int) -> tuple[DistrictHandedIn, ...]:
    """Return all districts of Bangkok and all other offices that were read, by name, with what they
    have handed in of a fiscal year."""
    read = {district.key: district for district in city.readable}
    names = {name_key(name): f"{_OFFICE}{name}" for name in DISTRICTS}
    names |= {key: district.name for key, district in read.items()}
    sheets = _shared(city)
    rows = (
        DistrictHandedIn(name, read.get(key), tuple(_sources(read.get(key), fiscal_year, sheets)))
        for key, name in names.items()
    )
    return tuple(sorted(rows, key=lambda row: sort_key(row.name)))


def differences(used: DistrictYear, other: DistrictYear) -> tuple[OtherScore, ...]:
    """Return the scores that both years have whole and that differ, the total first. Of another
    framework only the total is compared; what only follows from items is not told beside them."""
    codes = [TOTAL]
    if used.outline.code == other.outline.code:
        stated = set(used.official) & set(other.official)
        nodes = used.outline.nodes
        codes += [node.code for node in nodes if node.kind is NodeKind.ITEM or node.code in stated]
    pairs = ((code, used.whole(code), other.whole(code)) for code in codes)
    return tuple(
        OtherScore(code, ours, theirs)
        for code, ours, theirs in pairs
        if ours is not None and theirs is not None and ours != theirs
    )


def _shared(city: City) -> frozenset[str]:
    """Return the files with several districts."""
    of_files = Counter(
        place
        for district in city.readable
        for place in {year.place for year in _all_years(district)}
    )
    return frozenset(place for place, count in of_files.items() if count > 1)


def _all_years(district: District) -> Iterable[DistrictYear]:
    return (*district.years, *district.also)


def _sources(
    district: District | None, fiscal_year: int, sheets: frozenset[str]
) -> Iterator[HandedIn]:
    counted = district.year(fiscal_year) if district is not None else None
    if district is None or counted is None:
        return
    others = (year for year in district.also if year.fiscal_year == fiscal_year)
    for year in (counted, *others):
        is_counted = year is counted
        work_place = counted.work_place or counted.place
        yield HandedIn(
            year,
            _kind(year.place, sheets),
            is_counted,
            year.measures is not None and year.place == work_place,
            sum(year.score(node.code) is not None for node in year.outline.items),
            _measures(year, counted),
            () if is_counted else differences(counted, year),
        )


def _measures(year: DistrictYear, counted: DistrictYear) -> int | None:
    if year is counted and counted.work_place:
        return None  # they are of another source
    return len(year.done) if year.measures is not None else None


def _kind(place: str, sheets: frozenset[str]) -> HandedInKind:
    if _ADDRESS in place:
        return HandedInKind.SERVER
    if place in sheets:
        return HandedInKind.SHEET
    return HandedInKind.WORKSPACE if place.lower().endswith(_WORKSPACE) else HandedInKind.REPORT
