"""Cache of the years that were read, updated from the row changes of each unit of work.

A year is read once with one query per table. Afterwards a change costs only the tables it touched.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from decimal import InvalidOperation
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Table

from ita_desktop.domain import records
from ita_desktop.domain.errors import ConflictError
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.records import FiscalYear, Record
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.storage import tables
from ita_desktop.storage.codec import Plain, encode
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.framework_copy import FrameworkNode, framework_of

FIELD_OF_TABLE = {tables.table_of(record).name: field for record, field in PLACES.items()}
_FISCAL_YEAR = tables.table_of(FiscalYear)
_BY_PLACE = attrgetter("sort_key")


class YearCache:
    """The rows of one fiscal year by table, and the :class:`YearData` made of them."""

    def __init__(self, connection: Connection, year_id: str) -> None:
        self._year_id = year_id
        self._rows: dict[str, dict[str, Any]] = {}
        for table, found in zip(tables.CONTENT, _read(connection, year_id), strict=True):
            names = [column.name for column in table.columns]
            plain = (dict(zip(names, row, strict=True)) for row in found)
            rows: Iterable[Record] = tables.from_rows(tables.TABLE_RECORDS[table.name], plain)
            self._rows[table.name] = {row.id: row for row in rows}
        self._framework = self._read_framework()
        self._fields = {field: self._sorted(table) for table, field in FIELD_OF_TABLE.items()}
        self.data = self._build()

    def copy(self) -> "YearCache":
        """Return a cache with the same rows, which changes by itself."""
        made = copy(self)
        made.part()
        return made

    def part(self) -> None:
        """Hold the rows in places of its own."""
        self._rows = {table: dict(rows) for table, rows in self._rows.items()}
        self._fields = dict(self._fields)

    def row(self, table: str, key: str) -> Record | None:
        """Return a row of the year; None if it has none."""
        found: Record | None = self._rows[table].get(key)
        return found

    def rows(self, table: str) -> tuple[Record, ...]:
        """Return the rows of a table, in any order."""
        return tuple(self._rows[table].values())

    @property
    def exists(self) -> bool:
        """Whether the year is still in the workspace."""
        return self._year_id in self._rows[_FISCAL_YEAR.name]

    def differs(self, conflict: ConflictError) -> bool:
        """Return whether the row of a conflict is held with another value than is stored."""
        row = self._rows.get(conflict.table, {}).get(conflict.key)
        if row is None:
            return False
        column = conflict.column
        return not column or encode(getattr(row, column)) != conflict.theirs

    def apply(self, changes: Iterable[RowChange]) -> bool:
        """Apply row changes; return whether they concern the year."""
        touched = {change.table for change in changes if self._apply_one(change)}
        if not touched:
            return False
        if touched & {"framework_node", "fiscal_year"} and self.exists:
            self._framework = self._read_framework()
        for table in touched & FIELD_OF_TABLE.keys():
            field = FIELD_OF_TABLE[table]
            self._fields[field] = self._in_place(table, self._fields[field])
        if self.exists:
            self.data = self._build()
        return True

    def _apply_one(self, change: RowChange) -> bool:
        rows = self._rows[change.table]
        if change.new is None:
            return rows.pop(change.key, None) is not None
        if change.old is None:
            if not self._belongs(change.table, change.new):
                return False
            rows[change.key] = tables.from_row(tables.TABLE_RECORDS[change.table], change.new)
            return True
        if change.key not in rows:
            return False
        rows[change.key] = tables.with_changes(rows[change.key], change.new)
        return True

    def _belongs(self, table: str, row: dict[str, Any]) -> bool:
        if table == _FISCAL_YEAR.name:
            return bool(row["id"] == self._year_id)
        found = parent_of(tables.metadata.tables[table])
        return found is None or row[found[0]] in self._rows[found[1].name]

    def _in_place(self, table: str, before: tuple[Record, ...]) -> tuple[Record, ...]:
        """Return a table's records in order, reusing ``before`` if no position can have changed."""
        rows = self._rows[table]
        now = tuple([rows.get(record.id) for record in before])
        places_hold = len(now) == len(rows) and all(
            new is old or (new is not None and new.sort_key == old.sort_key)
            for new, old in zip(now, before, strict=True)
        )
        return now if places_hold else self._sorted(table)  # type: ignore[return-value]

    def _sorted(self, table: str) -> tuple[Record, ...]:
        return tuple(sorted(self._rows[table].values(), key=_BY_PLACE))

    def _read_framework(self) -> Framework:
        nodes: list[FrameworkNode] = sorted(self._rows["framework_node"].values(), key=_BY_PLACE)
        try:
            return framework_of(self._fiscal_year(), nodes)
        except (TypeError, ValueError, InvalidOperation) as error:
            raise tables.unreadable("framework_node", self._year_id) from error

    def _fiscal_year(self) -> FiscalYear:
        year: FiscalYear = self._rows["fiscal_year"][self._year_id]
        return year

    def _build(self) -> YearData:
        organisation = next(iter(self._rows["organisation"].values()), None)
        return YearData(
            organisation=organisation or records.Organisation(id="", name=""),
            fiscal_year=self._fiscal_year(),
            framework=self._framework,
            **self._fields,  # type: ignore[arg-type]
        )


def _read(connection: Connection, year_id: str) -> list[Iterable[Sequence[Any]]]:
    """Return the rows of a year of each content table. A file is asked without SQLAlchemy, which
    takes longer than SQLite. A server is asked for all tables at once: each answer takes its time.
    """
    marker = _marker(connection)
    queries = [_rows_of_year(table, marker) for table in tables.CONTENT]
    of_year = {"year": year_id}
    below = connection.connection.driver_connection
    if isinstance(below, sqlite3.Connection):
        return [below.execute(query, of_year if marker in query else {}) for query in queries]
    from ita_desktop.storage.server.live.noting import driver

    with driver(connection) as raw, raw.pipeline():
        return [raw.execute(query, of_year if marker in query else None) for query in queries]


@cache
def _rows_of_year(table: Table, marker: str) -> str:
    """Return the driver's SQL for a table's rows of one year, the parameter being ``marker``:
    SQLAlchemy takes longer to compile sixteen queries than SQLite to execute them, which delays the
    start."""
    names = ", ".join(column.name for column in table.columns)
    of_year = _of_year(table, marker)
    where = f" WHERE {of_year}" if of_year else ""
    return f"SELECT {names} FROM {table.name}{where}"  # noqa: S608 - names of our own


def _marker(connection: Connection) -> str:
    """Return the driver's placeholder of the parameter ``year``."""
    return "%(year)s" if connection.dialect.paramstyle == "pyformat" else ":year"


def _of_year(table: Table, marker: str) -> str:
    """Return the SQL condition on the year; empty for a table that all years share."""
    if table is _FISCAL_YEAR:
        return f"id = {marker}"
    if (found := parent_of(table)) is None:
        return ""
    column, parent = found
    if parent is _FISCAL_YEAR:
        return f"{column} = {marker}"
    inner = _of_year(parent, marker)
    return inner and f"{column} IN (SELECT id FROM {parent.name} WHERE {inner})"  # noqa: S608 - as above


@cache
def parent_of(table: Table) -> tuple[str, Table] | None:
    """Return the column that refers to a table's parent row, and the parent's table."""
    for column in table.columns:
        if column.info.get("on_delete") == "delete" and not column.nullable:
            (key,) = column.foreign_keys
            return column.name, key.column.table
    return None


# The years of a workspace that were read: as they are stored, and as they are shown while edits
# are under way to a server.


class CachedYears:
    """Threads may share it. What is shown is what is stored, with the rows of edits that are under
    way written over it in their order; without any it is the same."""

    def __init__(self) -> None:
        self.guard = threading.RLock()
        """Held while row changes are applied."""
        self.applied = 0
        """Counts these updates, so that a reader notices one that happened while it read."""
        self._stored: dict[int, YearCache] = {}
        self._shown: dict[int, YearCache] = {}
        self._forgotten: frozenset[int] = frozenset()
        self._known: tuple[FiscalYear, ...] | None = None
        self._under_way: dict[int, Sequence[RowChange]] = {}
        """The rows of edits that are under way, by their numbers."""

    # -- reading

    def year(self, year: int, *, stored: bool = False) -> YearData | None:
        """Return a year as it is shown, or with ``stored`` as it is stored; None if it was not
        read."""
        found = (self._stored if stored else self._shown).get(year)
        return found.data if found is not None else None

    def known(self, *, stored: bool = False) -> tuple[FiscalYear, ...] | None:
        """Return all fiscal years in order; None if they were not read."""
        known, under_way = self._known, tuple(self._under_way.values())
        if known is None or stored:
            return known
        for rows in under_way:
            known = _followed(known, rows)
        return known

    @property
    def any(self) -> YearData | None:
        """One of the years that were read: each has what all years share."""
        found = next(iter(tuple(self._shown.values())), None)
        return found.data if found is not None else None

    @property
    def forgotten(self) -> tuple[int, ...]:
        """The years that were read once, and have to be read again."""
        return tuple(self._forgotten - self._stored.keys())

    def stored_caches(self) -> tuple[YearCache, ...]:
        return tuple(self._stored.values())

    def row(self, table: str, key: str) -> Record | None:
        """Return a row as it is shown; None where no year that was read has it."""
        for held in tuple(self._shown.values()):
            if (row := held.row(table, key)) is not None:
                return row
        return None

    def rows_by(self, table: Table, column: str, key: str) -> Iterator[Record]:
        """Yield the shown rows of a table of which a column is ``key``."""
        seen: set[str] = set()
        for held in tuple(self._shown.values()):
            for row in held.rows(table.name):
                if getattr(row, column) == key and row.id not in seen:
                    seen.add(row.id)
                    yield row

    def now(self, *, stored: bool = False) -> tuple[YearData, ...]:
        """Return the years that were read, as they are shown or ``stored`` now."""
        caches = self._stored if stored else self._shown
        return tuple(held.data for held in tuple(caches.values()))

    # -- following

    def keep(self, held: YearCache) -> None:
        """Take in a year that was read."""
        with self.guard:
            self._stored.setdefault(held.data.year, held)
            self._show_anew()

    def keep_known(self, years: tuple[FiscalYear, ...], state: int) -> None:
        """Take in the list of years, unless something was applied since it was ``state``."""
        with self.guard:
            if state == self.applied:
                self._known = years

    def apply(self, rows: Sequence[RowChange]) -> None:
        """Take in what was stored."""
        with self.guard:
            self._store(rows)
            self._show_anew()

    def forget(self) -> None:
        """Forget what was read, because somebody wrote past the history."""
        with self.guard:
            self.applied += 1
            self._forgotten = frozenset(self._stored)
            self._stored, self._known = {}, None
            self._show_anew()

    # -- edits that are under way

    def show(self, work: int, rows: Sequence[RowChange]) -> None:
        """Show an edit that is under way."""
        with self.guard:
            self.applied += 1
            if not self._under_way:
                self._shown = {year: held.copy() for year, held in self._stored.items()}
            self._under_way[work] = rows
            for held in self._shown.values():
                held.apply(rows)
            self._leave_out_gone()

    def settle(self, work: int, rows: Sequence[RowChange] | None) -> None:
        """Take in how an edit ended: what was stored, or None if it was refused."""
        with self.guard:
            sent = self._under_way.pop(work, ())
            is_as_shown = rows is not None and list(rows) == list(sent)
            if rows is not None:
                self._store(rows)
            else:
                self.applied += 1
            if not is_as_shown:
                self._show_anew()
            elif not self._under_way:
                # What is shown is what is stored by now: pages keep the records that they have.
                self._stored = self._shown

    def _store(self, rows: Sequence[RowChange]) -> None:
        self.applied += 1
        for held in self._stored.values():
            held.apply(rows)
        if any(row.table == _FISCAL_YEAR.name for row in rows):
            self._known = None if self._known is None else _followed(self._known, rows)
            self._stored = _existing(self._stored)

    def _show_anew(self) -> None:
        if not self._under_way:
            self._shown = self._stored
            return
        self._shown = {year: held.copy() for year, held in self._stored.items()}
        for rows in self._under_way.values():
            for held in self._shown.values():
                held.apply(rows)
        self._leave_out_gone()

    def _leave_out_gone(self) -> None:
        if not all(held.exists for held in self._shown.values()):
            self._shown = _existing(self._shown)


def neighbours(years: Iterable[YearData], table: str, row: Plain) -> dict[str, int]:
    """Return the places of the rows that share a list with ``row``, by their ids: those of the same
    parent."""
    found = parent_of(tables.metadata.tables[table])
    parent, field = found[0] if found is not None else "", FIELD_OF_TABLE.get(table)
    return {
        other.id: getattr(other, tables.ORDER)
        for year in years
        if field is not None
        for other in getattr(year, field)
        if not parent or getattr(other, parent) == row[parent]
    }


def _existing(caches: dict[int, YearCache]) -> dict[int, YearCache]:
    return {held.data.year: held for held in caches.values() if held.exists}


def _followed(known: Iterable[FiscalYear], rows: Iterable[RowChange]) -> tuple[FiscalYear, ...]:
    """Return the fiscal years after row changes."""
    years = {year.id: year for year in known}
    for row in rows:
        if row.table != _FISCAL_YEAR.name:
            continue
        if row.new is None:
            years.pop(row.key, None)
        elif row.old is None:
            years[row.key] = tables.from_row(FiscalYear, row.new)
        elif row.key in years:
            years[row.key] = tables.with_changes(years[row.key], row.new)
    return tuple(sorted(years.values(), key=lambda year: year.sort_key))
