"""The state of a collection round, unit by unit, and what a unit still has to report: occurrences
of its measures, data of its OIT items, an answer, corrections of its people.

These are the rows of its form, and what a reminder names.
"""

from calendar import monthrange
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from ita_desktop.domain.collection_rounds import (
    RECORDED,
    AskedSubject,
    Collection,
    CollectionUnit,
    Digests,
    SentRows,
    digest,
)
from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.proofs import is_carried
from ita_desktop.domain.records import Evidence, Measure, Person, Unit
from ita_desktop.domain.schedule import Occurrence
from ita_desktop.domain.tracking import worksheet
from ita_desktop.domain.tracking.deliveries import Delivery, Kind, deliveries, of_unit
from ita_desktop.domain.tracking.entries import OPEN as OPEN_ENTRIES
from ita_desktop.domain.tracking.entries import Entry
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
        return worksheet.measure_key(self.measure.id, last, entry_id, self.unit_id)

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
        return worksheet.item_key(self.year, self.item.code, evidence_id, self.unit_id, self.part)


class OpenQuestion(NamedTuple):
    """The question of a collection round, without an answer."""

    question: str

    @property
    def key(self) -> str:
        """The key of its row."""
        return worksheet.QUESTION_KEY


PERSON_FIELDS: Final = ("full_name", "job_title", "phone", "email")
"""The fields of a person that units correct."""


class OpenPeople(NamedTuple):
    """The people of a unit, to be corrected."""

    people: tuple[Person, ...]

    @property
    def key(self) -> str:
        """The key of the list."""
        return worksheet.person_key("")

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its rows without what they contain; that of the list if there is nobody."""
        return tuple(worksheet.person_key(person.id) for person in self.people) or (self.key,)

    @property
    def due(self) -> date:
        """It stands whole before what may be left for the next round."""
        return date.min

    def key_in_form(self, person: Person) -> str:
        """Return the key of a person's row, with what it contains."""
        sent = (digest(getattr(person, name)) for name in PERSON_FIELDS)
        return worksheet.person_key(person.id, sent)


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


class FormState(StrEnum):
    """The state of a unit's form."""

    SENT = "sent"
    EMPTY = "empty"
    """Returned with nothing filled in."""
    PART = "part"
    """Returned, and not complete."""
    RETURNED = "returned"
    LATE = "late"
    """Past the day it was due, and something is waited for. What came and is not taken is ours to
    decide, and makes no unit late."""
    MISSED = "missed"
    """Past the day it was due, and not complete, in a year that has ended."""


class UnitState(NamedTuple):
    """A unit in a collection round."""

    unit: Unit
    form: CollectionUnit
    """Its newest form."""
    state: FormState
    open: tuple[OpenRow, ...]
    """The rows that were sent and are not answered."""
    asked: int
    """Number of rows that were sent."""
    unfinished: tuple[OpenRow, ...] = ()
    """The rows that were answered, and are not done."""
    is_filled: bool = False
    """Whether the form came back with anything filled in."""


def newest_forms(data: YearData, collection: Collection) -> dict[str, CollectionUnit]:
    """Return the newest form of each unit of a round, by unit."""
    forms = sorted(data.forms_of(collection.id), key=lambda form: form.version)
    return {form.unit_id: form for form in forms}


def board(data: YearData, collection: Collection, today: date) -> list[UnitState]:
    """Return the units of a round in the order of the register."""
    forms = newest_forms(data, collection)
    return [
        _state(data, collection, unit, forms[unit.id], today)
        for unit in data.units
        if unit.id in forms
    ]


def _state(
    data: YearData, collection: Collection, unit: Unit, form: CollectionUnit, today: date
) -> UnitState:
    rows = SentRows.read(form.rows).rows
    waited = asked_still(data, collection, unit, rows, today)
    each: dict[object, OpenRow] = {}
    for row in waited:
        each.setdefault(_each(row), row)
    asked = list(each.values())
    left = [row for row in asked if not is_answered(data, row, _sent(rows, row))]
    unfinished = tuple(row for row in asked if row not in left)
    if worksheet.asks_people(rows) and not people_are_back(data, collection, unit.id):
        left.insert(0, people_of(data, unit))
    if worksheet.QUESTION_KEY in rows and not form.answer:
        left.insert(0, OpenQuestion(collection.question))
    is_open = bool(left or form.untaken)
    touched = bool(form.answer) or (
        not _is_whole(rows, waited) or bool(form.untaken or unfinished)
        if form.filled is None
        else form.filled > 0 or worksheet.asks_people(rows)
    )
    is_filled = form.returned is not None and (touched or not is_open)
    if form.returned is not None and not is_open:
        state = FormState.RETURNED
    elif collection.due is not None and collection.due < today and left:
        state = FormState.MISSED if data.is_over(today) else FormState.LATE
    elif form.returned is not None:
        state = FormState.PART if touched else FormState.EMPTY
    else:
        state = FormState.SENT
    return UnitState(unit, form, state, tuple(left), len(rows), unfinished, is_filled)


def people_are_back(data: YearData, collection: Collection, unit_id: str) -> bool:
    """Return whether a unit has returned a form of a round with its people."""
    return any(
        form.unit_id == unit_id
        and form.returned is not None
        and worksheet.asks_people(SentRows.read(form.rows).rows)
        for form in data.forms_of(collection.id)
    )


def bare_key(row: OpenRow) -> str:
    """Return the key with which a row was sent before anything was recorded of it."""
    return row.bare_key if isinstance(row, OpenMeasure) else row.key


def _sent(rows: Mapping[str, Digests], row: OpenRow) -> Digests:
    return rows[row.key] if row.key in rows else rows.get(bare_key(row), {})


def is_answered(data: YearData, row: OpenRow, sent: Digests) -> bool:
    """Return whether something was recorded of a row since it was sent, such as that it is being
    worked on: the unit is not waited for, though it is not done."""
    return digest(recorded(data, row)) not in {"", sent.get(RECORDED, "")}


def _is_whole(rows: Mapping[str, Digests], waited: Iterable[OpenRow]) -> bool:
    """Return whether all that was asked is waited for, so that a form of which nobody noted what
    came in it was blank. A list of people says something by coming back as it was."""
    left = {key for row in waited for key in (row.key, bare_key(row))}
    return all(key in left or key == worksheet.QUESTION_KEY for key in rows)


def asked_still(
    data: YearData, collection: Collection, unit: Unit, keys: Container[str], today: date
) -> list[OpenRow]:
    """Return the rows of measures and items with these keys that are not done."""
    period = AskedDays(collection.first or date.min, collection.last or date.max)
    about = set(collection.subjects) - {AskedSubject.PEOPLE}
    rows = open_rows(data, unit, about, period, today)
    return [row for row in rows if row.key in keys or bare_key(row) in keys]


def _each(row: OpenRow) -> object:
    """Return what tells rows apart: those of an item are one."""
    return (row.item.code, row.part) if isinstance(row, OpenItem) else row.key
