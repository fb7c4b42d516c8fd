"""Whether somebody changed, between comparing a file and storing it, what the import is about."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Final

from ita_desktop.domain.errors import ConflictError
from ita_desktop.domain.records import Record
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.services.imports.plan import Delete, Insert, Write
from ita_desktop.storage.workspace import Workspace

_OWN: Final = frozenset(("id", "row_version", "position"))
"""Fields that say nothing of whether two rows are the same."""


def must_be_unchanged(
    workspace: Workspace, years: Iterable[YearData], writes: Sequence[Write]
) -> None:
    """Raise ConflictError if the rows that the ``writes`` are about have changed since the plan has
    read the ``years``: rows that they change, delete or refer to, new rows of what they delete, and
    others' new rows that are the same as their own. What else is typed meanwhile stays."""
    for year in years:
        now = workspace.year(year.year)
        if now != year and any(_conflicts(year, now, writes)):
            raise ConflictError(
                "ข้อมูลในแฟ้มเปลี่ยนไปแล้วหลังจากที่ตรวจไฟล์นำเข้า จึงยังไม่ได้นำเข้า",
                remedy="ตรวจไฟล์อีกครั้ง แล้วรับใหม่",
            )


def _conflicts(year: YearData, now: YearData, writes: Sequence[Write]) -> Iterator[bool]:
    made = [write.record for write in writes if isinstance(write, Insert)]
    touched = {write.record.id for write in writes if not isinstance(write, Insert)}
    deleted = {write.record.id for write in writes if isinstance(write, Delete)}
    referred = {text for record in made for text in _texts(record)}
    yield now.framework != year.framework
    yield year.fiscal_year.id in touched and now.fiscal_year != year.fiscal_year
    for name in dict.fromkeys(PLACES.values()):
        before, after = _rows(year, name), _rows(now, name)
        if before == after:
            continue
        yield any(after.get(key) != before[key] for key in before.keys() & touched)
        yield not after.keys() >= before.keys() & referred
        for key in after.keys() - before.keys():
            yield not deleted.isdisjoint(_texts(after[key]))
            yield any(_is_same(after[key], record) for record in made)


def _rows(year: YearData, name: str) -> dict[str, Record]:
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
