"""The library of measures: what districts did, and taking a measure over into an open year."""

from collections.abc import Iterator, Sequence

from ita_desktop.domain.city.districts import City
from ita_desktop.domain.city.measures_library import LibraryRow
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.scores.crosswalk import Crosswalk
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import last_position, names, short
from ita_desktop.services.measures import measures
from ita_desktop.storage.workspace import Workspace

_MANY = "{count} มาตรการ"


def crosswalk_of(city: City) -> Crosswalk:
    """Return the crosswalk with the own links of the districts' frameworks."""
    from ita_desktop.frameworks.crosswalk_file import crosswalk

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
