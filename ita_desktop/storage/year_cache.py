"""Cache of the years that were read, updated from the row changes of each unit of work.

A year is read once with one query per table. Afterwards a change costs only the tables it touched.
"""

import sqlite3
from collections.abc import Iterable, Sequence
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
from ita_desktop.storage.codec import encode
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.framework_copy import FrameworkNode, framework_of
from ita_desktop.storage.mapping import from_row, from_rows, unreadable, with_changes
from ita_desktop.storage.tables import CONTENT, TABLE_RECORDS, metadata, table_of

FIELD_OF_TABLE = {table_of(record).name: field for record, field in PLACES.items()}
_FISCAL_YEAR = table_of(FiscalYear)
_BY_PLACE = attrgetter("sort_key")


class YearCache:
    """The rows of one fiscal year by table, and the :class:`YearData` made of them."""

    def __init__(self, connection: Connection, year_id: str) -> None:
        self._year_id = year_id
        self._rows: dict[str, dict[str, Any]] = {}
        for table, found in zip(CONTENT, _read(connection, year_id), strict=True):
            names = [column.name for column in table.columns]
            plain = (dict(zip(names, row, strict=True)) for row in found)
            rows: Iterable[Record] = from_rows(TABLE_RECORDS[table.name], plain)
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
            rows[change.key] = from_row(TABLE_RECORDS[change.table], change.new)
            return True
        if change.key not in rows:
            return False
        rows[change.key] = with_changes(rows[change.key], change.new)
        return True

    def _belongs(self, table: str, row: dict[str, Any]) -> bool:
        if table == _FISCAL_YEAR.name:
            return bool(row["id"] == self._year_id)
        found = parent_of(metadata.tables[table])
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
            raise unreadable("framework_node", self._year_id) from error

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
    queries = [_rows_of_year(table, marker) for table in CONTENT]
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
