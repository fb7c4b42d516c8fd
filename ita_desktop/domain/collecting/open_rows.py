"""What a unit still has to report: occurrences of its measures, data of its OIT items, an answer,
corrections of its people.

These are the rows of its form, and what a reminder names.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from ita_desktop.domain.collecting.collections import AskedSubject, digest
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.framework import Item
from ita_desktop.domain.measures.occurrences import Occurrence
from ita_desktop.domain.oit.carried import is_carried
from ita_desktop.domain.records import Evidence, Measure, Person, Unit
from ita_desktop.domain.tracking.deliveries import Delivery, Kind, deliveries, of_unit
from ita_desktop.domain.tracking.entries import Entry
from ita_desktop.domain.tracking.said_state import OPEN as OPEN_ENTRIES
from ita_desktop.domain.tracking.worksheet import QUESTION_KEY, item_key, measure_key, person_key
from ita_desktop.domain.year import YearData


class AskedDays(NamedTuple):
    """The days that measures are asked for, first and last included."""

    first: date
    last: date


class OpenMeasure(NamedTuple):
    """An occurrence of a measure that is not done; a measure without dates has none."""

    measure: Measure
    occurrence: Occurrence | None
    unit_id: str
    """The unit, if it answers for itself alone; empty if the measure is done as a whole."""
    entry: Entry | None = None
    """What is recorded of it already that does not finish it; None if nothing is."""

    @property
    def key(self) -> str:
        """The key of its row."""
        return self._key(self.entry.id if self.entry else "")

    @property
    def bare_key(self) -> str:
        """The key of its row before anything was recorded."""
        return self._key("")

    def _key(self, entry_id: str) -> str:
        last = self.occurrence.last if self.occurrence else None
        return measure_key(self.measure.id, last, entry_id, self.unit_id)

    @property
    def due(self) -> date:
        """The last day on which it can be done."""
        return self.occurrence.last if self.occurrence else date.max


class OpenItem(NamedTuple):
    """Data of an OIT item that is not complete, or a link of an earlier year to look at."""

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
    data: YearData, unit: Unit, subjects: Iterable[AskedSubject], period: AskedDays, today: date
) -> list[OpenRow]:
    """Return what a unit has to deliver of the subjects and has not as of the day ``today``
    (:mod:`ita_desktop.domain.tracking.deliveries`), the most urgent first."""
    asked = set(subjects)
    own = of_unit(deliveries(data, today), unit.id)
    found: list[OpenMeasure | OpenItem | OpenPeople] = []
    for delivery in own:
        if not is_asked(delivery, period):
            continue
        if delivery.kind is Kind.MEASURE and AskedSubject.MEASURES in asked:
            found.append(_measure(delivery))
        elif delivery.kind is Kind.ITEM and AskedSubject.OIT in asked:
            found += _item(data, delivery)
    if AskedSubject.PEOPLE in asked:
        found.append(people_of(data, unit))
    found.sort(key=lambda row: row.due)
    return [*found]


def is_asked(delivery: Delivery, period: AskedDays) -> bool:
    """Return whether something is asked for: it is open, and its time lies in the period. Data of
    items that was not delivered is asked for later, too."""
    if not delivery.is_open:
        return False
    if delivery.first is not None and delivery.first > period.last:
        return False
    is_dated = delivery.kind is Kind.MEASURE and delivery.due is not None
    return not is_dated or (delivery.due or date.max) >= period.first


def recorded(data: YearData, row: OpenRow) -> str:
    """Return what is recorded of a row that is not done, as a text to compare: a unit has answered
    it when that has changed."""
    found: list[object] = []
    if isinstance(row, OpenMeasure):
        entry = row.entry
        found += (entry.id, entry.state, entry.text, entry.result) if entry is not None else ()
    elif isinstance(row, OpenItem):
        found += (
            (evidence.id, evidence.title, evidence.location, evidence.published, evidence.media)
            for evidence in data.evidence_of(row.item.code)
            if not is_carried(evidence)
            and (not row.unit_id or evidence.unit_id in {None, row.unit_id})
            and (not row.part or evidence.part in {"", row.part})
        )
    return " ".join(map(str, found))


def people_of(data: YearData, unit: Unit) -> OpenPeople:
    """Return the people of a unit."""
    return OpenPeople(tuple(person for person in data.people if person.unit_id == unit.id))


def _measure(delivery: Delivery) -> OpenMeasure:
    assert isinstance(delivery.of, Measure)
    time, own = delivery.time, delivery.unit.id if delivery.unit else ""
    begun = [
        entry
        for entry in (time.entries if time is not None else ())
        if entry.state in OPEN_ENTRIES and (not own or entry.unit_id in {None, own})
    ]
    occurrence = time.occurrence if time is not None else None
    return OpenMeasure(delivery.of, occurrence, own, begun[-1] if begun else None)


def _item(data: YearData, delivery: Delivery) -> Iterator[OpenItem]:
    """Yield the rows of a part of an item: of one that is delivered as a whole, each link that was
    carried over, to look at, and an empty one."""
    assert isinstance(delivery.of, Item)
    own = delivery.unit.id if delivery.unit else ""
    carried: list[Evidence] = []
    if not own and not delivery.part:
        carried = [row for row in data.evidence_of(delivery.key) if is_carried(row)]
    for evidence in (*carried, None):
        due = delivery.due or date.max
        yield OpenItem(delivery.of, delivery.part, evidence, due, data.year, own)
