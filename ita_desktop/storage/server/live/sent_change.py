"""A unit of work that is decided on by the rows that are shown, and sent to a server later."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Table

from ita_desktop.domain.errors import ConflictError
from ita_desktop.domain.records import FiscalYear
from ita_desktop.storage.codec import Plain
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.edits.conflicts import stale
from ita_desktop.storage.gateway import Batch, Change, media_key
from ita_desktop.storage.mapping import to_row
from ita_desktop.storage.step import Step
from ita_desktop.storage.tables import table_of
from ita_desktop.storage.year_cache import CachedYears

_FISCAL_YEAR: Final = table_of(FiscalYear)
Take = Callable[[Connection, Batch | None], Change]
"""Takes the connection of a unit of work that is written at once, and what gathers its new rows."""


class SentChange(Change):
    """Asks nothing of the server, and writes nothing: :attr:`rows` are what is to be written.

    Where it needs a row that was not read, it becomes one that is written at once.
    """

    def __init__(
        self,
        years: CachedYears,
        begin: Callable[[Take], Change],
        author: Callable[[str, str, str], str],
        step: Step | None,
        unannounced: Collection[tuple[str, str, str]],
    ) -> None:
        """``begin`` begins a unit of work on the server, and passes its connection on; ``author``
        returns the name of who wrote a value (table, key, column) that the window does not show
        yet, empty if nobody did."""
        super().__init__(None, step, unannounced)
        self._years = years
        self._begin = begin
        self._author = author
        self._written: dict[tuple[str, str], Plain | None] = {}
        """The rows as they are by this unit of work."""
        self.media: dict[str, bytes] = {}
        """The files to be stored, by key."""

    @property
    def is_at_once(self) -> bool:
        """Whether it is written at once."""
        return self._database is not None

    def _begin_at_once(self) -> None:
        self._begin(self._take)
        for data in self.media.values():
            super().keep(data)
        rows, self.rows = self.rows, []
        for row in rows:
            self.send(row)

    def _take(self, connection: Connection, batch: Batch | None) -> Change:
        self._database, self._batch = connection, batch
        return self

    def keep(self, data: bytes) -> str:
        if self.is_at_once:
            return super().keep(data)
        key = media_key(data)
        self.media[key] = data
        return key

    def _read(self, table: Table, key: str) -> Plain | None:
        if self.is_at_once:
            return super()._read(table, key)
        if (table.name, key) in self._written:
            return self._written[table.name, key]
        if (row := self._years.row(table.name, key)) is not None:
            return to_row(row)
        self._begin_at_once()
        return super()._read(table, key)

    def _children(self, table: Table, column: str, key: str) -> list[Plain]:
        if self.is_at_once:
            return super()._children(table, column, key)
        # The server looks for more, in years that were not read, when it deletes.
        found = {row.id: to_row(row) for row in self._years.rows_by(table, column, key)}
        for (name, own), row in self._written.items():
            if name == table.name:
                found.pop(own, None)
                if row is not None and row[column] == key:
                    found[own] = row
        return [found[own] for own in sorted(found)]

    def _insert(self, table: Table, row: Plain) -> None:
        if table is _FISCAL_YEAR and not self.is_at_once:
            self._begin_at_once()  # it is read as a whole when it is shown
        if self.is_at_once:
            super()._insert(table, row)
        else:
            self._write(RowChange(table.name, row["id"], None, row), row)

    def _try_update(self, table: Table, key: str, old: Plain, new: Plain, version: int) -> bool:
        row = None if self.is_at_once else self._read(table, key)
        if self.is_at_once:
            return super()._try_update(table, key, old, new, version)
        if row is None or row["row_version"] != version:
            return False
        new = new | {"row_version": version + 1}
        self._write(RowChange(table.name, key, old | {"row_version": version}, new), row | new)
        return True

    def _delete_row(self, table: Table, row: Plain) -> None:
        if table is _FISCAL_YEAR and not self.is_at_once:
            self._begin_at_once()
        if self.is_at_once:
            super()._delete_row(table, row)
        else:
            self._write(RowChange(table.name, row["id"], row, None), None)

    def _write(self, change: RowChange, row: Plain | None) -> None:
        self._written[change.table, change.key] = row
        self._note(change)

    def _stale(
        self,
        table: Table,
        key: str,
        column: str = "",
        *,
        theirs: object = None,
        mine: object = None,
    ) -> ConflictError:
        if self.is_at_once:
            return super()._stale(table, key, column, theirs=theirs, mine=mine)
        who = self._author(table.name, key, column)
        at = datetime.now().astimezone() if who else None
        return stale(table.name, key, column, theirs=theirs, mine=mine, who=who, at=at)

    def _execute(self, statement: Any, values: Any = None) -> Any:
        if not self.is_at_once:
            self._begin_at_once()
        return super()._execute(statement, values)
