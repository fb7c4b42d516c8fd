"""The library of measures: what districts did and published for items, read from their files when
it is asked for, and taking a measure over into an open year; items over all districts through the
crosswalk of frameworks.

Nothing of it is kept: texts of measures and evidence are in the districts' files alone. Addresses
are shown as links only, people and notes not at all.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ita_desktop.domain.city import districts, items
from ita_desktop.domain.city.items import ItemOver, LibraryRow
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.schedule import time_said
from ita_desktop.domain.scores.crosswalk import Crosswalk
from ita_desktop.domain.year import YearData
from ita_desktop.services import measures
from ita_desktop.services.edits import last_position, names, short
from ita_desktop.storage.city_figures import FrameworkCache, OfficeYears
from ita_desktop.storage.city_looking import read_office
from ita_desktop.storage.server.address import is_address
from ita_desktop.storage.workspace import Workspace

_MANY = "{count} มาตรการ"


def crosswalk_of(city: districts.City) -> Crosswalk:
    """Return the crosswalk with the own links of the districts' frameworks."""
    from ita_desktop.frameworks.resource_files import crosswalk

    outlines = {
        year.outline.code: year.outline
        for district in city.readable
        for year in district.years
        if year.outline.links
    }
    return crosswalk(*outlines.values())


def source_of(row: LibraryRow) -> str:
    """Return the source that a measure names when it is taken over: office, year and items."""
    items = " ".join(row.measure.items)
    return f"{row.district.name} ปีงบประมาณ พ.ศ. {row.fiscal_year} ข้อ {items}"


def _name(row: LibraryRow) -> str:
    """Return what tells a measure from others of its source."""
    return f"{source_of(row)} {short(first_words(row.measure.method))}"


def take_over(
    workspace: Workspace, year: int, rows: Sequence[LibraryRow], crosswalk: Crosswalk
) -> list[str]:
    """Add the measures of ``rows`` to a Buddhist fiscal year as measures of its own items, each
    with its source, in one unit of work; return the new ids. Owners and times are left to be set.

    Raises InputError for a measure none of whose items goes on in the year's framework, and for one
    that was taken over before; nothing is written then.
    """
    data = workspace.year(year)
    chosen = tuple({(row.district.key, row.fiscal_year, row.measure): row for row in rows}.values())
    known = {(measure.source, measure.method) for measure in data.measures}
    new = [_fields(data, row, crosswalk, known) for row in chosen]
    which = names([_name(row) for row in chosen], _MANY)
    position = last_position(data.measures)
    with workspace.change("นำมาตรการของ {which} มาใช้", which=which) as change:
        return [
            measures.insert(change, data, fields, position=position + number).id
            for number, fields in enumerate(new)
        ]


def _fields(
    data: YearData, row: LibraryRow, crosswalk: Crosswalk, known: set[tuple[str, str]]
) -> dict[str, object]:
    source, method = source_of(row), row.measure.method
    if (source, method) in known:
        raise InputError(
            "ปี {year} มีมาตรการนี้ของ {source} อยู่แล้ว",
            remedy="ดูที่หน้ามาตรการ",
            year=data.year,
            source=source,
        )
    items = tuple(dict.fromkeys(_items(data, row, crosswalk)))
    if not items:
        raise InputError(
            "ข้อ {items} ของปี {then} ไม่มีข้อที่ต่อเนื่องในกรอบปี {year}",
            remedy="เลือกมาตรการของข้ออื่น หรือคัดลอกข้อความไปใส่ที่หน้ามาตรการ",
            items=" ".join(row.measure.items),
            then=row.fiscal_year,
            year=data.year,
        )
    return {"items": items, "method": method, "source": source}


def _items(data: YearData, row: LibraryRow, crosswalk: Crosswalk) -> Iterator[str]:
    """Yield the items of the year that those of the measure go on as."""
    known = data.framework.item_by_code
    codes = row.measure.items
    for link in crosswalk.between(row.outline.code, data.framework.code, codes):
        if link.new in known:
            yield link.new


def practice_of(year: districts.DistrictYear, code: str) -> districts.Practice:
    """Return the measures and evidence of an item in a district's year. A result file has none.
    Raises WorkspaceError if the file cannot be read any more."""
    found = practices((year,), (code,))
    return next(found, districts.Practice(year.fiscal_year, code, year.place, (), ()))


def practices(
    years: Iterable[districts.DistrictYear], codes: Collection[str] = ()
) -> Iterator[districts.Practice]:
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
) -> Iterator[districts.Practice]:
    """Yield the measures and evidence of some years of one file or address: :func:`practices`."""
    for data in _office(place).years:
        if data.year not in fiscal_years:
            continue
        measures, evidence = _measures(data), _evidence(data)
        for item in data.framework.items:
            some = (measures.get(item.code, ()), evidence.get(item.code, ()))
            if (item.code in codes) if codes else any(some):
                yield districts.Practice(data.year, item.code, place, *some)


def _office(place: str) -> OfficeYears:
    if is_address(place):
        from ita_desktop.storage.city_looking import read_shared

        return read_shared(place, FrameworkCache())
    return read_office(Path(place), FrameworkCache())


def _measures(data: YearData) -> Mapping[str, tuple[districts.PublicMeasure, ...]]:
    from ita_desktop.site.published import unit_labels

    found: dict[str, tuple[districts.PublicMeasure, ...]] = {}
    for measure in data.measures:
        codes = tuple(link.item_code for link in data.items_of_measure(measure.id))
        units = unit_labels(data, data.owners_of_measure(measure.id))
        made = districts.PublicMeasure(codes, measure.method, time_said(measure), units)
        for code in dict.fromkeys(codes):
            found[code] = (*found.get(code, ()), made)
    return found


def _evidence(data: YearData) -> Mapping[str, tuple[districts.PublicEvidence, ...]]:
    from ita_desktop.site.published import item_groups

    return {
        item.code: tuple(
            districts.PublicEvidence(
                link.title, link.link, link.published, link.as_of, link.unit, link.nothing
            )
            for link in item.links
            if link.link or link.nothing
        )
        for group in item_groups(data, lambda _evidence, _name: "")
        for item in group.items
    }


def item_over(city: districts.City, fiscal_year: int, code: str, framework: str = "") -> ItemOver:
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


def usual_year(city: districts.City) -> int | None:
    """Return the newest fiscal year in which a district has a total, else the newest; None if no
    district has any year."""
    with_total = (
        number
        for number in reversed(city.fiscal_years)
        if any(year.total is not None for _, year in city.in_year(number))
    )
    return next(with_total, max(city.fiscal_years, default=None))
