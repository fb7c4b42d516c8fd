"""The state of a collection round, unit by unit."""

from collections.abc import Container, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ita_desktop.domain.collecting.collections import (
    RECORDED,
    AskedSubject,
    Collection,
    CollectionUnit,
    Digests,
    SentRows,
    digest,
)
from ita_desktop.domain.collecting.open_rows import (
    AskedDays,
    OpenItem,
    OpenMeasure,
    OpenQuestion,
    OpenRow,
    open_rows,
    people_of,
    recorded,
)
from ita_desktop.domain.records import Unit
from ita_desktop.domain.tracking.worksheet import QUESTION_KEY, asks_people
from ita_desktop.domain.year import YearData


class FormState(StrEnum):
    """The state of a unit's form."""

    SENT = "sent"
    EMPTY = "empty"
    """Returned with nothing filled in."""
    PART = "part"
    """Returned, and not complete."""
    RETURNED = "returned"
    LATE = "late"
    """Past the day it was due, and not complete."""
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
    if asks_people(rows) and not people_are_back(data, collection, unit.id):
        left.insert(0, people_of(data, unit))
    if QUESTION_KEY in rows and not form.answer:
        left.insert(0, OpenQuestion(collection.question))
    is_open = bool(left or form.untaken)
    touched = bool(form.answer) or (
        not _is_whole(rows, waited) or bool(form.untaken or unfinished)
        if form.filled is None
        else form.filled > 0 or asks_people(rows)
    )
    is_filled = form.returned is not None and (touched or not is_open)
    if form.returned is not None and not is_open:
        state = FormState.RETURNED
    elif collection.due is not None and collection.due < today and is_open:
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
        and asks_people(SentRows.read(form.rows).rows)
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
    return all(key in left or key == QUESTION_KEY for key in rows)


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
