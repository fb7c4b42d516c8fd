"""The rows of an OIT item: what each unit has to deliver for each month or process.

An item has a row for each unit that has to deliver it (:mod:`ita_desktop.domain.tracking.units`),
for each month if its period asks for every month, and for each process that its framework gives to
a unit. Evidence without a unit is given for all units, evidence without a part for all parts, as
all evidence of years before. The rows count as soon as anything was given for one of them alone.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ita_desktop.domain.dates import MONTHS, MONTHS_SHORT, buddhist_year, fiscal_year_bounds
from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.proofs import is_carried
from ita_desktop.domain.records import Evidence, Unit
from ita_desktop.domain.tracking.units import of_several, units_of_item
from ita_desktop.domain.year import YearData


class ItemPart(NamedTuple):
    """A month or process of an item. ``code`` is the month (``2022-10``) or the code of the
    requirement (``O15.2``)."""

    code: str
    title: str
    unit: str = ""
    """The name of the unit that has to deliver a process; empty for a month."""


class ItemRow(NamedTuple):
    """What one unit has to deliver for one part of an item."""

    unit: Unit | None
    """None if the item is delivered as a whole, and not by several units."""
    part: str
    """The code of the part; empty if the item has none."""
    given: tuple[Evidence, ...]
    """The evidence for it, also that given for all."""
    unmet: tuple[str, ...] = ()
    """The requirements that the unit does not meet, where units meet them one by one."""
    ticked: bool = False
    """Whether the requirements alone decide: units meet them one by one, none has evidence."""

    @property
    def is_given(self) -> bool:
        """Whether there is evidence, or the statement that there is nothing, and no requirement is
        open."""
        return not self.unmet and (self.ticked or bool(self.given))

    @property
    def for_all(self) -> bool:
        """Whether it was given for all units alone, and not for this one."""
        alone = self.ticked or any(evidence.unit_id is not None for evidence in self.given)
        return self.unit is not None and not alone

    @property
    def of_whole(self) -> bool:
        """Whether nothing was given for it but evidence of the item as a whole."""
        given = self.given if not self.ticked else ()
        return bool(given) and all(each.unit_id is None and not each.part for each in given)


def parts_of(item: Item) -> tuple[ItemPart, ...]:
    """Return the months and processes that an item asks for, in order; empty if none."""
    return (*_months(item), *_processes(item))


def _months(item: Item) -> Iterator[ItemPart]:
    period = item.period
    if period is None or not (period.every_month and period.start and period.end):
        return
    year, month = map(int, period.start.split("-"))
    while (code := f"{year:04d}-{month:02d}") <= period.end:
        yield ItemPart(code, month_title(code))
        year, month = (year + 1, 1) if month == len(MONTHS_SHORT) else (year, month + 1)


def month_title(code: str) -> str:
    """Return a month in words: ``ต.ค. 65`` for ``2022-10``."""
    year, month = map(int, code.split("-"))
    return f"{MONTHS_SHORT[month - 1]} {buddhist_year(date(year, month, 1)) % 100:02d}"


def span_of(part: str) -> tuple[date | None, date | None]:
    """Return the first and last day of a month by its code; None twice of a process."""
    if not part[:4].isdecimal():
        return None, None
    year, month = map(int, part.split("-"))
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def month_code(text: str, fiscal_year: int) -> str:
    """Return the code of the month that a text names in a Buddhist fiscal year (``ตุลาคม 2565``);
    empty if it names none."""
    plain = text.replace(" ", "").replace(".", "")
    for number, (short, long) in enumerate(zip(MONTHS_SHORT, MONTHS, strict=True), 1):
        if plain.startswith((short.replace(".", ""), long)):
            first, last = fiscal_year_bounds(fiscal_year)
            year = first.year if number >= first.month else last.year
            return f"{year:04d}-{number:02d}"
    return ""


def moved_month(code: str, years: int) -> str:
    """Return the code of a month, some years later; another part stays."""
    year, dash, month = code.partition("-")
    return f"{int(year) + years:04d}-{month}" if dash and year.isdecimal() else code


def _processes(item: Item) -> Iterator[ItemPart]:
    units = {process.requirement: process.unit for process in item.processes}
    for point in item.requirements:
        if point.code in units:
            yield ItemPart(point.code, point.text, units[point.code])


def part_title(item: Item, code: str) -> str:
    """Return the name of a part; its code if the item has no such part any more."""
    return next((part.title for part in parts_of(item) if part.code == code), code)


def units_of_rows(data: YearData, item: Item) -> tuple[Unit, ...]:
    """Return the units that deliver an item each by itself: its owners, and those of its
    processes; empty if it is delivered as a whole."""
    units = units_of_item(data, item.code)
    if item.processes:
        wanted = {unit.id for unit in (*units, *_process_units(data, item).values())}
        units = tuple(unit for unit in data.units if unit.id in wanted)
    return units if of_several(units) else ()


def _process_units(data: YearData, item: Item) -> dict[str, Unit]:
    """Return the units of processes, by code."""
    found = {}
    for part in _processes(item):
        unit = data.unit_finder.find(part.unit)
        if unit is not None:
            found[part.code] = unit
    return found


def rows_of(data: YearData, item: Item) -> tuple[ItemRow, ...]:
    """Return the rows of an item: units in the order of the register, and the parts of each. Empty
    if it has neither several units nor parts."""
    units, parts = units_of_rows(data, item), parts_of(item)
    if not units and not parts:
        return ()
    given = [row for row in data.evidence_of(item.code) if not is_carried(row)]
    by_process = _process_units(data, item) if units else {}
    whole = [part.code for part in parts if part.unit and part.code not in by_process]
    places: list[tuple[Unit | None, str]] = [
        (unit, code) for unit in units for code in _codes(parts, unit, by_process)
    ]
    places += [(None, code) for code in (whole if units else [part.code for part in parts])]
    unmet = _unmet(data, item) if data.ticks_of(item.code) else None
    ticked = unmet is not None and not _gives_by_row(data, item)
    open_points = unmet or {}
    return tuple(
        ItemRow(
            unit,
            code,
            _given(given, unit, code),
            open_points.get(unit.id, ()) if unit is not None else (),
            ticked,
        )
        for unit, code in places
    )


def _unmet(data: YearData, item: Item) -> dict[str, tuple[str, ...]]:
    """Return the required points that a unit does not meet, by the unit's id."""
    own = {(row.unit_id, row.part) for row in data.ticks_of(item.code)}
    required = [
        point.code
        for point in item.requirements
        if not point.optional and point.code not in data.met_requirements
    ]
    return {
        unit.id: tuple(code for code in required if (unit.id, code) not in own)
        for unit in units_of_rows(data, item)
    }


def met_by_units(data: YearData, item: Item) -> frozenset[str]:
    """Return the requirements of an item that all its units meet, one by one; of an item that is
    delivered as a whole, those that any unit does."""
    wanted = {unit.id for unit in units_of_rows(data, item)}
    ticks: dict[str, set[str | None]] = {}
    for row in data.ticks_of(item.code):
        ticks.setdefault(row.part, set()).add(row.unit_id)
    return frozenset(code for code, units in ticks.items() if wanted <= units)


def _codes(parts: Sequence[ItemPart], unit: Unit, by_process: Mapping[str, Unit]) -> Sequence[str]:
    """Return the parts of a unit: all months, and its own processes; the empty one if none."""
    own = [part.code for part in parts if not part.unit or by_process.get(part.code) is unit]
    return own or [""]


def _given(given: Iterable[Evidence], unit: Unit | None, code: str) -> tuple[Evidence, ...]:
    return tuple(
        row
        for row in given
        if (unit is None or row.unit_id is None or row.unit_id == unit.id)
        and (not row.part or not code or row.part == code)
    )


def counts_by_row(data: YearData, item: Item) -> bool:
    """Return whether the rows of an item decide if it is complete: something was given for one
    unit or part alone. Before that, its checklist says so for all, as in years before."""
    return _gives_by_row(data, item) or bool(data.ticks_of(item.code))


def _gives_by_row(data: YearData, item: Item) -> bool:
    return any(
        (row.unit_id is not None or row.part) and not is_carried(row)
        for row in data.evidence_of(item.code)
    )


def open_units(rows: Iterable[ItemRow]) -> tuple[Unit, ...]:
    """Return the units of rows without evidence, each once."""
    found = {row.unit.id: row.unit for row in rows if row.unit is not None and not row.is_given}
    return tuple(found.values())


def open_words(item: Item, rows: Iterable[ItemRow]) -> str:
    """Return who and what is missing: ``ฝ่ายโยธา (ต.ค. 65, พ.ย. 65), ฝ่ายรายได้``; empty if none."""
    titles = {part.code: part.title for part in parts_of(item)}
    missing: dict[str, list[str]] = {}
    for row in rows:
        if not row.is_given:
            own = missing.setdefault(row.unit.label if row.unit else "", [])
            own += [titles.get(row.part, row.part)] if row.part else []
    return ", ".join(_open(name, own) for name, own in missing.items())


def _open(name: str, parts: Sequence[str]) -> str:
    if not name or not parts:
        return name or ", ".join(parts)
    return f"{name} ({', '.join(parts)})"
