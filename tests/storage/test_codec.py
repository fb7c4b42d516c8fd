"""Rows and history speak plain JSON; records come back as they went."""

import importlib
import pkgutil
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import DefaultClause, Table

from ita_desktop import domain
from ita_desktop.domain import letters, records
from ita_desktop.domain.framework import Item, Level, Requirement
from ita_desktop.domain.records import Record
from ita_desktop.storage.codec import decode, encode
from ita_desktop.storage.framework_copy import FrameworkNode
from ita_desktop.storage.tables import RECORD_TABLES

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_HINTS = {
    str: _TEXT,
    date: st.dates(date(1950, 1, 1), date(2150, 1, 1)),
    Decimal: st.decimals(0, 100, places=2),
    int: st.integers(0, 10**6),
}
for _kind, _strategy in _HINTS.items():
    st.register_type_strategy(_kind, _strategy)


@given(st.data())
def test_every_record_comes_back_as_it_went(data: st.DataObject) -> None:
    cls = data.draw(st.sampled_from(sorted(RECORD_TABLES, key=lambda kind: kind.__name__)))
    record = data.draw(st.builds(cls))
    row = encode(record)
    assert set(row) == set(RECORD_TABLES[cls].columns.keys())
    assert all(value is None or type(value) in {str, int} for value in row.values())
    assert decode(cls, row) == record


def test_every_kind_of_record_has_its_table() -> None:
    modules = [
        importlib.import_module(package.name)
        for package in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}.")
    ]
    kinds = {
        var
        for module in modules
        for var in vars(module).values()
        if isinstance(var, type) and issubclass(var, Record)
    }
    bases = {Record, records.Owner, records.Named, letters.Attachment}
    assert kinds - bases == set(RECORD_TABLES) - {FrameworkNode}


def test_what_a_record_was_not_given_is_what_the_database_has_for_it() -> None:
    """Rows that older files lack a column for thus say the same as new records, and a record
    without a place stands first."""
    usual = {
        f"{cls.__name__}.{field.name}": field.default
        for cls, table in RECORD_TABLES.items()
        for field in fields(cls)
        if field.default is not MISSING and str(field.default) != _of_database(table, field.name)
    }
    # These begin as something, which the program always writes.
    assert usual == {
        "ActionItemOwner.role": "lead",
        "AgendaItem.kind": "matter",
        "AssignmentOwner.role": "lead",
        "Attendance.presence": "unknown",
        "CollectionUnit.version": 1,
        "Entry.state": "done",
        "Letter.kind": "memo",
        "LetterRecipient.role": "lead",
        "Measure.status": "not_started",
        "MeasureOwner.role": "lead",
        "ReturnedRow.fate": "left",
        "SurveyLink.languages": "th",
    }


def _of_database(table: Table, name: str) -> str:
    default = table.c[name].server_default
    return str(default.arg) if isinstance(default, DefaultClause) else str(None)


@given(st.builds(Item, requirements=st.lists(st.builds(Requirement), max_size=3).map(tuple)))
def test_nested_parts_come_back_as_they_went(item: Item) -> None:
    assert decode(Item, encode(item)) == item


def test_absent_fields_take_their_defaults() -> None:
    level = decode(Level, {"code": "A", "name": "A", "total_min": "85"})
    assert level == Level("A", "A", Decimal(85))


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no plain form for float"):
        encode({"x": 1.5}["x"])


@pytest.mark.parametrize(
    ("cls", "row", "error"),
    [
        (records.Unit, {"id": "u", "name": "ก", "kind": "ward"}, ValueError),
        (records.Unit, {"id": "u", "kind": "office"}, TypeError),
        (Level, {"code": "A", "name": "A", "total_min": "many"}, ArithmeticError),
    ],
)
def test_rows_that_do_not_fit_are_refused(
    cls: type, row: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        decode(cls, row)
