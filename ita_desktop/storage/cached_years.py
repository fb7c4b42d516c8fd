"""The years of a workspace that were read: as they are stored, and as they are shown while edits
are under way to a server."""

import threading
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Table

from ita_desktop.domain.records import FiscalYear, Record
from ita_desktop.domain.year import YearData
from ita_desktop.storage.codec import Plain
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.mapping import from_row, with_changes
from ita_desktop.storage.tables import ORDER, metadata, table_of
from ita_desktop.storage.year_cache import FIELD_OF_TABLE, YearCache, parent_of

_FISCAL_YEAR = table_of(FiscalYear)


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
        for cache in tuple(self._shown.values()):
            if (row := cache.row(table, key)) is not None:
                return row
        return None

    def rows_by(self, table: Table, column: str, key: str) -> Iterator[Record]:
        """Yield the shown rows of a table of which a column is ``key``."""
        seen: set[str] = set()
        for cache in tuple(self._shown.values()):
            for row in cache.rows(table.name):
                if getattr(row, column) == key and row.id not in seen:
                    seen.add(row.id)
                    yield row

    def now(self, *, stored: bool = False) -> tuple[YearData, ...]:
        """Return the years that were read, as they are shown or ``stored`` now."""
        caches = self._stored if stored else self._shown
        return tuple(cache.data for cache in tuple(caches.values()))

    # -- following

    def keep(self, cache: YearCache) -> None:
        """Take in a year that was read."""
        with self.guard:
            self._stored.setdefault(cache.data.year, cache)
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
                self._shown = {year: cache.copy() for year, cache in self._stored.items()}
            self._under_way[work] = rows
            for cache in self._shown.values():
                cache.apply(rows)
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
        for cache in self._stored.values():
            cache.apply(rows)
        if any(row.table == _FISCAL_YEAR.name for row in rows):
            self._known = None if self._known is None else _followed(self._known, rows)
            self._stored = _existing(self._stored)

    def _show_anew(self) -> None:
        if not self._under_way:
            self._shown = self._stored
            return
        self._shown = {year: cache.copy() for year, cache in self._stored.items()}
        for rows in self._under_way.values():
            for cache in self._shown.values():
                cache.apply(rows)
        self._leave_out_gone()

    def _leave_out_gone(self) -> None:
        if not all(cache.exists for cache in self._shown.values()):
            self._shown = _existing(self._shown)


def neighbours(years: Iterable[YearData], table: str, row: Plain) -> dict[str, int]:
    """Return the places of the rows that share a list with ``row``, by their ids: those of the same
    parent."""
    found = parent_of(metadata.tables[table])
    parent, field = found[0] if found is not None else "", FIELD_OF_TABLE.get(table)
    return {
        other.id: getattr(other, ORDER)
        for year in years
        if field is not None
        for other in getattr(year, field)
        if not parent or getattr(other, parent) == row[parent]
    }


def _existing(caches: dict[int, YearCache]) -> dict[int, YearCache]:
    return {cache.data.year: cache for cache in caches.values() if cache.exists}


def _followed(known: Iterable[FiscalYear], rows: Iterable[RowChange]) -> tuple[FiscalYear, ...]:
    """Return the fiscal years after row changes."""
    years = {year.id: year for year in known}
    for row in rows:
        if row.table != _FISCAL_YEAR.name:
            continue
        if row.new is None:
            years.pop(row.key, None)
        elif row.old is None:
            years[row.key] = from_row(FiscalYear, row.new)
        elif row.key in years:
            years[row.key] = with_changes(years[row.key], row.new)
    return tuple(sorted(years.values(), key=lambda year: year.sort_key))
