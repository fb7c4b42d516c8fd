"""What a unit still has to report: occurrences of its measures, data of its OIT items, an answer,
corrections of its people.

These are the rows of its form, and what a reminder names.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from ita_desktop.domain.collecting.collections import AskedSubject
from ita_desktop.domain.collecting.sent_rows import digest
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.framework import Item
from ita_desktop.domain.letters.shares import codes_of, measures_of
from ita_desktop.domain.measures.occurrences import Occurrence, occurrences
from ita_desktop.domain.oit.carried import is_carried
from ita_desktop.domain.oit.parts import rows_of
from ita_desktop.domain.records import Evidence, Measure, MeasureStatus, Person, Unit
from ita_desktop.domain.scores.progress import oit_items
from ita_desktop.domain.tracking.state import time_of
from ita_desktop.domain.tracking.units import of_several, units_of_measure
from ita_desktop.domain.tracking.worksheet import (
    QUESTION_KEY,
    item_key,
    measure_key,
    person_key,
)
from ita_desktop.domain.year import YearData


class AskedDays(NamedTuple):
    """The days that measures are asked for, first and last included."""

    first: date
    last: date


class OpenMeasure(NamedTuple):
    """An occurrence of a measure without an entry; a measure without dates has none."""

    measure: Measure
    occurrence: Occurrence | None
    unit_id: str
    """The unit, if it answers for itself alone; empty if the measure is done as a whole."""

    @property
    def key(self) -> str:
        """The key of its row."""
        last = self.occurrence.last if self.occurrence else None
        return measure_key(self.measure.id, last, "", self.unit_id)

    @property
    def due(self) -> date:
        """The last day on which it can be done."""
        return self.occurrence.last if self.occurrence else date.max


class OpenItem(NamedTuple):
    """Data of an OIT item that is not published, or a link of an earlier year to look at."""

    item: Item
    part: str
    """The code of the month or process; empty if it is asked for as a whole."""
    evidence: Evidence | None
    """A link that was carried over; None for an empty row."""
    due: date
    """``date.max`` if there is none."""
    year: int
    unit_id: str
    """The unit, if it answers for itself alone; empty if the item is delivered as a whole."""

    @property
    def key(self) -> str:
        """The key of its row."""
        evidence_id = self.evidence.id if self.evidence else ""
        return item_key(self.year, self.item.code, evidence_id, self.unit_id, self.part)


class OpenQuestion(NamedTuple):
    """The question of a collection round, without an answer."""

    question: str

    @property
    def key(self) -> str:
        """The key of its row."""
        return QUESTION_KEY


PERSON_FIELDS: Final = ("full_name", "job_title", "phone", "email")
"""The fields of a person that units correct."""


class OpenPeople(NamedTuple):
    """The people of a unit, to be corrected."""

    people: tuple[Person, ...]

    @property
    def key(self) -> str:
        """The key of the list."""
        return person_key("")

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its rows without what they contain; that of the list if there is nobody."""
        return tuple(person_key(person.id) for person in self.people) or (self.key,)

    @property
    def due(self) -> date:
        """It stands whole before what may be left for the next round."""
        return date.min

    def key_in_form(self, person: Person) -> str:
        """Return the key of a person's row, with what it contains."""
        sent = (digest(getattr(person, name)) for name in PERSON_FIELDS)
        return person_key(person.id, sent)


OpenRow = OpenMeasure | OpenItem | OpenQuestion | OpenPeople


def count_of(rows: Iterable[OpenRow]) -> int:
    """Return the number of rows of a form, each person one."""
    return sum(len(row.keys) if isinstance(row, OpenPeople) else 1 for row in rows)


def usual_period(data: YearData, today: date) -> AskedDays:
    """Return the period from the first day that counts to the end of this month, within the
    fiscal year."""
    first, last = fiscal_year_bounds(data.year)
    until = today.replace(day=monthrange(today.year, today.month)[1])
    return AskedDays(data.fiscal_year.counts_from or first, max(first, min(last, until)))


def open_rows(
    data: YearData, unit: Unit, subjects: Iterable[AskedSubject], period: AskedDays
) -> list[OpenRow]:
    """Return what a unit still has to report of the subjects, the most urgent first."""
    asked = set(subjects)
    found: list[OpenMeasure | OpenItem | OpenPeople] = []
    if AskedSubject.MEASURES in asked:
        found += _measures(data, unit, period)
    if AskedSubject.OIT in asked:
        found += _items(data, unit, period)
    if AskedSubject.PEOPLE in asked:
        found.append(people_of(data, unit))
    found.sort(key=lambda row: row.due)
    return [*found]


def people_of(data: YearData, unit: Unit) -> OpenPeople:
    """Return the people of a unit."""
    return OpenPeople(tuple(person for person in data.people if person.unit_id == unit.id))


def _measures(data: YearData, unit: Unit, period: AskedDays) -> Iterator[OpenMeasure]:
    for measure in measures_of(data, unit):
        units = units_of_measure(data, measure.id)
        if measure.status is MeasureStatus.DONE or (units and unit not in units):
            continue
        own = unit.id if of_several(units) else ""
        times = occurrences(measure, data.year)
        entries = [
            entry
            for entry in data.entries_of(measure.id)
            if entry.round_id is None and (not own or entry.unit_id in {None, own})
        ]
        if not times and not entries:
            yield OpenMeasure(measure, None, own)
        given = {time.last for entry in entries if (time := time_of(times, entry)) is not None}
        for time in times:
            is_asked = time.first <= period.last and time.last >= period.first
            if is_asked and time.last not in given:
                yield OpenMeasure(measure, time, own)


def _items(data: YearData, unit: Unit, period: AskedDays) -> Iterator[OpenItem]:
    codes = frozenset(codes_of(data, unit))
    for item in oit_items(data):
        rows = [row for row in rows_of(data, item) if row.unit is None or row.unit.id == unit.id]
        if item.code not in codes and not any(row.unit for row in rows):
            continue
        evidence = data.evidence_of(item.code)
        assignment = data.assignment_by_item.get(item.code)
        due = assignment.due if assignment is not None and assignment.due else date.max
        if rows:
            for row in rows:
                own = row.unit.id if row.unit is not None else ""
                if not row.is_given and not _is_later(row.part, period):
                    yield OpenItem(item, row.part, None, due, data.year, own)
        elif all(map(is_carried, evidence)):
            for each in (*evidence, None):
                yield OpenItem(item, "", each, due, data.year, "")


def _is_later(part: str, period: AskedDays) -> bool:
    """Return whether a part is a month after the period."""
    return part[:1].isdigit() and part > f"{period.last:%Y-%m}"
