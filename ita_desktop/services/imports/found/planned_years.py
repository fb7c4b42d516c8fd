"""The years of a workspace as imports that are planned, but not yet written, would leave them; and
those that an import adds because its rows state them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from ita_desktop.domain.records import FiscalYear, Organisation, Record
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.services.imports.found.part import YearSource
from ita_desktop.services.imports.plan import Delete, Insert, Write
from ita_desktop.services.years.years import framework_for, year_record, year_rows
from ita_desktop.settings import today
from ita_desktop.storage.gateway import references_to
from ita_desktop.storage.tables import TABLE_RECORDS, table_of
from ita_desktop.storage.workspace import Workspace
from ita_desktop.storage.year_cache import parent_of


class PlannedYears:
    """A workspace's years with planned writes applied, read as the workspace itself is."""

    def __init__(self, workspace: Workspace, asked: Iterable[int] = ()) -> None:
        self._workspace = workspace
        self.asked = frozenset(asked)
        """The years that a person said yes to."""
        self._years: dict[int, YearData] = {}
        self.before: dict[int, YearData] = {}
        """The years as they are in the workspace, as far as they were read."""
        self._writes: list[Write] = []

    @property
    def day(self) -> date:
        """The day by which a year is over."""
        return self._workspace.shown_day or today()

    def years(self) -> tuple[FiscalYear, ...]:
        """Return the fiscal years, oldest first, with planned ones."""
        stored = {year.year: year for year in self._workspace.years()}
        planned = {number: data.fiscal_year for number, data in self._years.items()}
        return tuple(record for _, record in sorted((stored | planned).items()))

    def year(self, year: int) -> YearData:
        """Return all records of the Buddhist fiscal ``year``. Raises InputError if there is no such
        year."""
        if year not in self._years:
            self.before[year] = data = self._workspace.year(year)
            self._years[year] = year_after(data, self._writes)
        return self._years[year]

    def organisation(self) -> Organisation | None:
        """Return the district office."""
        return self._workspace.organisation()

    def media(self, key: str) -> bytes | None:
        """Return the stored file with that key; None for one that is only planned."""
        return self._workspace.media(key)

    def apply(self, base: YearData, writes: Sequence[Write]) -> None:
        """Apply the writes of a plan on the year ``base``, which may be a new one."""
        if base.year not in self._years:
            self._years[base.year] = self.with_shared(base)
        self._writes += writes
        self._years = {year: year_after(data, writes) for year, data in self._years.items()}

    def with_shared(self, base: YearData) -> YearData:
        """Return a new year with the rows that all years share."""
        known = next((self.year(record.year) for record in self.years()), None)
        if known is None:
            return base
        shared = {
            field: getattr(known, field) for record, field in PLACES.items() if _is_shared(record)
        }
        return replace(base, **shared)


class YearsWith:
    """``years`` with one more, which is to be added."""

    def __init__(self, years: YearSource, added: YearData) -> None:
        self._years = years
        self._added = added
        self.organisation = years.organisation
        self.media = years.media

    def years(self) -> tuple[FiscalYear, ...]:
        """Return the fiscal years, oldest first."""
        known = (*self._years.years(), self._added.fiscal_year)
        return tuple(sorted(known, key=lambda record: record.year))

    def year(self, year: int) -> YearData:
        """Return all records of the Buddhist fiscal ``year``. Raises InputError if there is no such
        year."""
        return self._added if year == self._added.year else self._years.year(year)


def _is_shared(record: type[Record]) -> bool:
    """Return whether all years share the rows of a record class."""
    found = parent_of(table_of(record))
    if found is None:
        return True
    parent = TABLE_RECORDS[found[1].name]
    return parent is not FiscalYear and _is_shared(parent)


def year_after(data: YearData, writes: Sequence[Write]) -> YearData:
    """Return a year as storage would leave it after ``writes``; those on other years change only
    what all years share."""
    if not writes:
        return data
    rows = _Rows(data)
    for write in writes:
        if isinstance(write, Insert):
            rows.insert(write.record)
        elif isinstance(write, Delete):
            rows.delete(write.record)
        else:
            rows.update(write.record, write.fields)
    return rows.data()


class _Rows:
    """The rows of a year by table and key, while writes are applied."""

    def __init__(self, data: YearData) -> None:
        self._data = data
        self._fiscal_year = data.fiscal_year
        self._rows: dict[str, dict[str, Record]] = {}
        self._touched: set[str] = set()

    def insert(self, record: Record) -> None:
        field = PLACES.get(type(record))
        if field is not None and self._belongs(record):
            self._of(field)[record.id] = record
            self._touched.add(field)

    def update(self, record: Record, fields: Mapping[str, Any]) -> None:
        if isinstance(record, FiscalYear):
            if record.id == self._fiscal_year.id:
                self._fiscal_year = _updated(self._fiscal_year, record, fields)
            return
        field = PLACES.get(type(record))
        if field is not None and (known := self._of(field).get(record.id)) is not None:
            self._of(field)[record.id] = _updated(known, record, fields)
            self._touched.add(field)

    def delete(self, record: Record) -> None:
        field = PLACES.get(type(record))
        if field is None or self._of(field).pop(record.id, None) is None:
            return
        self._touched.add(field)
        for child, column, on_delete in references_to(table_of(type(record))):
            of = PLACES.get(TABLE_RECORDS[child.name])
            for row in list(self._of(of).values()) if of is not None else ():
                if getattr(row, column) != record.id:
                    continue
                if on_delete == "delete":
                    self.delete(row)
                else:
                    self.update(row, {column: None})

    def data(self) -> YearData:
        fields: dict[str, Any] = {
            field: tuple(sorted(self._rows[field].values(), key=lambda row: row.sort_key))
            for field in self._touched
        }
        return replace(self._data, fiscal_year=self._fiscal_year, **fields)

    def _of(self, field: str) -> dict[str, Record]:
        if field not in self._rows:
            self._rows[field] = {row.id: row for row in getattr(self._data, field)}
        return self._rows[field]

    def _belongs(self, record: Record) -> bool:
        """Return whether a row is of this year, or of all years."""
        found = parent_of(table_of(type(record)))
        if found is None:
            return True
        column, parent = found
        key = getattr(record, column)
        if TABLE_RECORDS[parent.name] is FiscalYear:
            return bool(key == self._fiscal_year.id)
        of = PLACES.get(TABLE_RECORDS[parent.name])
        return of is not None and key in self._of(of)


def _updated(known: Any, record: Record, fields: Mapping[str, Any]) -> Any:
    """Return a row with the fields that differ from ``record``, as the storage writes it."""
    changed = {name: value for name, value in fields.items() if getattr(record, name) != value}
    return replace(known, **changed, row_version=known.row_version + 1) if changed else known


class NewYear(NamedTuple):
    """A year that is not stored yet, with the rows that store it."""

    data: YearData
    rows: tuple[Record, ...]


def new_year(years: YearSource, year: int) -> NewYear:
    """Return the Buddhist fiscal ``year`` as it begins, without what all years share. Raises
    InputError if no framework fits."""
    framework = framework_for(year)
    office = years.organisation() or Organisation(id="", name="")
    record = year_record(year, framework)
    rows = tuple(year_rows(framework, record))
    data = YearData(office, record, framework)
    return NewYear(year_after(data, [Insert(row) for row in rows]), rows)
