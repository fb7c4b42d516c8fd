"""Reads what districts did and published for items, from their files when it is asked for.

Nothing of it is kept: texts of measures and evidence are in the districts' files alone. Addresses
are shown as links only, people and notes not at all.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from ita_desktop.domain.city.districts import DistrictYear
from ita_desktop.domain.city.measures import Practice, PublicEvidence, PublicMeasure
from ita_desktop.domain.measures.schedule import time_said
from ita_desktop.domain.year import YearData
from ita_desktop.storage.city.looking import read_office
from ita_desktop.storage.city.rows import FrameworkCache, OfficeYears
from ita_desktop.storage.server.address import is_address


def practice_of(year: DistrictYear, code: str) -> Practice:
    """Return the measures and evidence of an item in a district's year. A result file has none.
    Raises WorkspaceError if the file cannot be read any more."""
    found = practices((year,), (code,))
    return next(found, Practice(year.fiscal_year, code, year.place, (), ()))


def practices(years: Iterable[DistrictYear], codes: Collection[str] = ()) -> Iterator[Practice]:
    """Yield the measures and evidence of years by item, of all items with any if no ``codes`` are
    given; each file is read once. Raises WorkspaceError for a file that cannot be read any more."""
    by_place: dict[str, set[int]] = {}
    for year in years:
        if year.measures is not None:
            place = year.work_place or year.place
            by_place.setdefault(place, set()).add(year.fiscal_year)
    for place, numbers in by_place.items():
        yield from practices_at(place, numbers, codes)


def practices_at(
    place: str, fiscal_years: Collection[int], codes: Collection[str] = ()
) -> Iterator[Practice]:
    """Yield the measures and evidence of some years of one file or address: :func:`practices`."""
    for data in _office(place).years:
        if data.year not in fiscal_years:
            continue
        measures, evidence = _measures(data), _evidence(data)
        for item in data.framework.items:
            some = (measures.get(item.code, ()), evidence.get(item.code, ()))
            if (item.code in codes) if codes else any(some):
                yield Practice(data.year, item.code, place, *some)


def _office(place: str) -> OfficeYears:
    if is_address(place):
        from ita_desktop.storage.city.servers import read_shared

        return read_shared(place, FrameworkCache())
    return read_office(Path(place), FrameworkCache())


def _measures(data: YearData) -> Mapping[str, tuple[PublicMeasure, ...]]:
    from ita_desktop.site.items import unit_labels

    found: dict[str, tuple[PublicMeasure, ...]] = {}
    for measure in data.measures:
        codes = tuple(link.item_code for link in data.items_of_measure(measure.id))
        units = unit_labels(data, data.owners_of_measure(measure.id))
        made = PublicMeasure(codes, measure.method, time_said(measure), units)
        for code in dict.fromkeys(codes):
            found[code] = (*found.get(code, ()), made)
    return found


def _evidence(data: YearData) -> Mapping[str, tuple[PublicEvidence, ...]]:
    from ita_desktop.site.items import item_groups

    return {
        item.code: tuple(
            PublicEvidence(
                link.title, link.link, link.published, link.as_of, link.unit, link.nothing
            )
            for link in item.links
            if link.link or link.nothing
        )
        for group in item_groups(data, lambda _evidence, _name: "")
        for item in group.items
    }
