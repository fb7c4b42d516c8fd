"""A workspace in which services can be tried: what they write is noted, and nothing is stored."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import FiscalYear, Organisation, Record, Unit, table_name
from ita_desktop.domain.year import YearData
from ita_desktop.services.imports.found.planned_years import year_after
from ita_desktop.services.imports.plan import Delete, Insert, RecordUpdate, Write
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.mapping import to_row
from ita_desktop.storage.workspace import Workspace

_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")


class _Noted(Change):
    """A unit of work that notes its writes, one a record."""

    def __init__(self) -> None:
        self.rows: list[RowChange] = []
        self.label = None
        self._writes: dict[str, Write] = {}

    @property
    def writes(self) -> tuple[Write, ...]:
        return tuple(self._writes.values())

    def each(self, rows: Collection[_T]) -> Iterator[_T]:
        yield from rows

    def insert(self, record: _R) -> _R:
        self._writes[record.id] = Insert(record)
        self.rows.append(RowChange(table_name(type(record)), record.id, None, to_row(record)))
        return record

    def update(self, record: _R, **changes: Any) -> _R:
        changed = replace(record, **changes)
        differing = {
            name: value for name, value in changes.items() if getattr(record, name) != value
        }
        known = self._writes.get(record.id)
        if not differing:
            return record
        if isinstance(known, Insert):
            self._writes[record.id] = Insert(changed, known.content)
        elif isinstance(known, RecordUpdate):
            self._writes[record.id] = replace(known, fields={**known.fields, **differing})
        else:
            self._writes[record.id] = RecordUpdate(record, differing)
        return changed

    def delete(self, record: Record) -> None:
        if isinstance(self._writes.pop(record.id, None), Insert):
            return
        self._writes[record.id] = Delete(record)


class _Nobody:
    """The history of a workspace in which nobody writes."""

    who = ""


class Rehearsal(Workspace):
    """A workspace with the years of another one. ``others`` are its other years; the writes of each
    call of :meth:`tried` are gone with the next one."""

    def __init__(self, year: YearData, others: Sequence[YearData]) -> None:
        self._data = {each.year: each for each in (*others, year)}
        self._now = dict(self._data)
        self._writes: list[Write] = []
        self.label = Phrase("")
        """What the last unit of work is called."""
        self.path = None
        self.shared = None
        self.edits = _Nobody()  # type: ignore[assignment]

    def tried(self, write: Callable[[], object], shared: Sequence[Write] = ()) -> tuple[Write, ...]:
        """Return what ``write`` would write, with ``shared`` written before. Raises what it
        raises."""
        self._writes = list(shared)
        self._now = {}
        write()
        return tuple(self._writes[len(shared) :])

    @contextmanager
    def change(self, template: str, **fields: object) -> Iterator[Change]:
        noted = _Noted()
        yield noted
        if noted.writes:
            self.label = Phrase(template, **fields)
        self._writes += noted.writes
        self._now = {}

    def year(self, year: int) -> YearData:
        if year not in self._now:
            self._now[year] = year_after(self._data[year], self._writes)
        return self._now[year]

    def years(self) -> tuple[FiscalYear, ...]:
        return tuple(self._data[number].fiscal_year for number in sorted(self._data))

    def organisation(self) -> Organisation | None:
        return next(iter(self._data.values())).organisation

    def units(self) -> tuple[Unit, ...]:
        return self.year(max(self._data)).units
