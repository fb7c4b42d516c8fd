"""Imports in their turns: what others have stored since a plan was made stays, and what the plan is
about is as it was."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final

from ita_desktop.domain.errors import ConflictError
from ita_desktop.domain.records import Record, Unit
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.services.imports.plan import Delete, Insert, RecordUpdate, Write
from ita_desktop.storage.workspace import Workspace

_OWN: Final = frozenset(("id", "row_version", "position"))
"""Fields that say nothing of whether two rows are the same."""
_OF_UNIT: Final = frozenset(field.name for field in fields(Unit)) - _OWN


def as_of_now(
    workspace: Workspace, years: Iterable[YearData], writes: Sequence[Write]
) -> Sequence[Write]:
    """Return the ``writes`` with the units that others have made since the plan has read the
    ``years`` in the place of new ones that are the same. Raise ConflictError if the rows that they
    are about have changed: rows that they change, delete or refer to, new rows of what they delete,
    and others' new rows that are the same as their own. What else is typed meanwhile stays."""
    for year in years:
        now = workspace.year(year.year)
        writes = writes if now == year else _with_units_of(year, now, writes)
        if now != year and any(_conflicts(year, now, writes)):
            raise ConflictError(
                "ข้อมูลในแฟ้มเปลี่ยนไปแล้วหลังจากที่ตรวจไฟล์นำเข้า จึงยังไม่ได้นำเข้า",
                remedy="ตรวจไฟล์อีกครั้ง แล้วรับใหม่",
            )
    return writes


def _with_units_of(year: YearData, now: YearData, writes: Sequence[Write]) -> Sequence[Write]:
    known = set(year.units)
    theirs = {unit.name: unit for unit in now.units if unit not in known}
    same: dict[object, str] = {
        made.id: unit.id
        for made in (write.record for write in writes if isinstance(write, Insert))
        if isinstance(made, Unit) and (unit := theirs.get(made.name)) is not None
        if all(getattr(made, name) in {None, "", getattr(unit, name)} for name in _OF_UNIT)
    }
    if not same:
        return writes
    return [_renamed(write, same) for write in writes if write.record.id not in same]


def _renamed(write: Write, same: Mapping[object, str]) -> Write:
    """Return a write that refers to the ids of others' rows instead of its own."""
    if isinstance(write, RecordUpdate):
        return replace(write, fields=_as_same(write.fields, same))
    row = write.record
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return replace(write, record=replace(row, **_as_same(values, same)))


def _as_same(values: Mapping[str, Any], same: Mapping[object, str]) -> dict[str, Any]:
    return {
        name: same.get(value, value) if isinstance(value, str) else value
        for name, value in values.items()
    }


def _conflicts(year: YearData, now: YearData, writes: Sequence[Write]) -> Iterator[bool]:
    made = [write.record for write in writes if isinstance(write, Insert)]
    touched = {write.record.id for write in writes if not isinstance(write, Insert)}
    deleted = {write.record.id for write in writes if isinstance(write, Delete)}
    referred = {text for record in made for text in _texts(record)}
    yield now.framework != year.framework
    yield year.fiscal_year.id in touched and now.fiscal_year != year.fiscal_year
    for name in dict.fromkeys(PLACES.values()):
        before, after = _rows_of(year, name), _rows_of(now, name)
        if before == after:
            continue
        yield any(after.get(key) != before[key] for key in before.keys() & touched)
        yield not after.keys() >= before.keys() & referred
        for key in after.keys() - before.keys():
            yield not deleted.isdisjoint(_texts(after[key]))
            yield any(_is_same(after[key], record) for record in made)


def _rows_of(year: YearData, name: str) -> dict[str, Record]:
    rows: Collection[Record] = getattr(year, name)
    return {row.id: row for row in rows}


def _texts(record: Record) -> Iterator[str]:
    """Yield the texts of a row: its keys of other rows are among them."""
    values = (getattr(record, field.name) for field in fields(record) if field.name != "id")
    yield from (value for value in values if isinstance(value, str))


def _is_same(row: Record, made: Record) -> bool:
    """Return whether two rows may not both be there, or say the same as far as both say it."""
    if type(row) is not type(made):
        return False
    if row.unique and all(getattr(row, name) == getattr(made, name) for name in row.unique):
        return True
    names = [field.name for field in fields(row) if field.name not in _OWN]
    pairs = [(getattr(row, name), getattr(made, name)) for name in names]
    return all(own == other for own, other in pairs if own and other)
