"""The only module that writes content rows. Everything it writes can be undone.

A :class:`Change` is one unit of work in one transaction. It records old and new values of each row;
:mod:`ita_desktop.storage.edits.history` stores them in the same transaction.
"""

import contextlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from ita_desktop.domain.errors import ConflictError, ItaError, Phrase
from ita_desktop.domain.records import Record
from ita_desktop.storage import Step, tables
from ita_desktop.storage.codec import Plain, encode
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.edits.history import stale_row
from ita_desktop.storage.reasons import not_allowed

_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")
_ROWS_PER_CALL = 50
"""Number of rows written between two progress calls."""
_ROWS_AT_ONCE = 500
"""Number of new rows sent to a server together."""


class Batch:
    """New rows that are sent to a server together: each answer takes its time. They are sent
    before anything else is asked of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table: Table | None = None
        self._rows: list[Plain] = []

    def add(self, table: Table, row: Plain) -> None:
        """Insert a row with the next :meth:`flush`, or before. Raises as that."""
        is_alike = table is self._table and row.keys() == self._rows[0].keys()
        if not is_alike or len(self._rows) >= _ROWS_AT_ONCE:
            self.flush()
        self._table = table
        self._rows.append(row)

    def flush(self) -> None:
        """Insert the rows. Raises ConflictError if a key or code exists."""
        table, rows = self._table, self._rows
        self._table, self._rows = None, []
        if table is not None:
            with no_double():
                self._connection.execute(_insert(table), rows if len(rows) > 1 else rows[0])


class Change:
    """One unit of work: insert, update and delete records in one transaction."""

    def __init__(
        self,
        connection: Connection | None,
        step: Step | None = None,
        unannounced: Collection[tuple[str, str, str]] = (),
        *,
        batch: Batch | None = None,
    ) -> None:
        """``step`` is called for rows of :meth:`each`, and may raise to cancel. ``unannounced`` are
        values (table, key, column) that others have written and the window does not show yet.
        ``batch`` gathers new rows for a server; whoever gives one empties it at the end."""
        self._database = connection
        self._batch = batch
        self._step = step
        self._unannounced = unannounced
        self._done = self._of = 0
        self.rows: list[RowChange] = []
        self.label: Phrase | None = None
        """What the unit of work is called, if that is known only when it is done."""

    def each(self, rows: Collection[_T]) -> Iterator[_T]:
        """Yield ``rows``, calling ``step`` with their number."""
        self._of = len(rows)
        for self._done, row in enumerate(rows):
            yield row
        self._done = self._of

    def insert(self, record: _R) -> _R:
        """Insert a record; return it. Raises ConflictError if its key or code exists."""
        row = tables.to_row(record)
        self._insert(tables.table_of(type(record)), row)
        return record

    def update(self, record: _R, **changes: Any) -> _R:
        """Change fields of a record and return the new record.

        Writes nothing if no value differs. Other fields that somebody has changed since ``record``
        was read stay as they are. Raises ConflictError if one of these fields has been changed
        or the row deleted since, or a unique value exists.
        """
        changed = replace(record, **changes)
        names = [name for name in changes if getattr(record, name) != getattr(changed, name)]
        if not names:
            return record
        table = tables.table_of(type(record))
        old = {name: encode(getattr(record, name)) for name in names}
        new = {name: encode(getattr(changed, name)) for name in names}
        self._refuse_unseen(table, record.id, old, new)
        version = record.row_version
        if self._try_update(table, record.id, old, new, version):
            return replace(changed, row_version=version + 1)
        return tables.from_row(type(record), self._merge(table, record.id, old, new))

    def _merge(self, table: Table, key: str, old: Plain, new: Plain) -> Plain:
        """Write the fields that still have their ``old`` values; return the row with both edits.
        Raises ConflictError if one has another value, or the row is gone."""
        row = self._read(table, key)
        if row is None:
            raise self._stale(table, key)
        for name, value in new.items():
            if name != tables.ORDER and row[name] not in (old[name], value):
                raise self._stale(table, key, name, theirs=row[name], mine=value)
        old = {name: row[name] for name in new if row[name] != new[name]}
        new = {name: new[name] for name in old}
        if not new:
            return row
        self._update(table, key, old, new, row["row_version"])
        return row | new | {"row_version": row["row_version"] + 1}

    def _refuse_unseen(self, table: Table, key: str, old: Plain, new: Plain) -> None:
        """Raise ConflictError if somebody has just changed one of these values and the window
        cannot have shown that yet."""
        for name in new:
            if name != tables.ORDER and (table.name, key, name) in self._unannounced:
                raise self._stale(table, key, name, theirs=old[name], mine=new[name])

    def delete(self, record: Record) -> None:
        """Delete a record with its dependent rows, and clear other references to it.

        Raises ConflictError if the row changed since ``record`` was read or does not exist.
        """
        table = tables.table_of(type(record))
        row = self._read(table, record.id)
        if row is None or row["row_version"] != record.row_version:
            raise self._stale(table, record.id)
        self._delete(table, row)

    def bring_back(self, table: str, row: Plain) -> None:
        """Restore a row to the values in ``row``, inserting it if necessary. Raises ConflictError
        if another row has its unique values."""
        of, key = tables.metadata.tables[table], row["id"]
        now = self._read(of, key)
        if now is None:
            self._insert(of, {**row, "row_version": 1})
            return
        version = now["row_version"]
        names = [name for name, value in without_version(row).items() if now[name] != value]
        old = {name: now[name] for name in names}
        self._update(of, key, old, {name: row[name] for name in names}, version)

    def keep(self, data: bytes) -> str:
        """Store the bytes of a file; return the key by which records refer to it.

        They are kept if the unit of work is undone, without references.
        """
        key = media_key(data)
        is_this = tables.media.c.key == key
        known = self._execute(select(tables.media.c.data).where(is_this)).first()
        if known is None:
            self._execute(insert(tables.media), {"key": key, "data": data})
        elif known.data != data:  # the disk has changed them
            self._execute(update(tables.media).where(is_this).values(data=data))
        return key

    def replay(self, change: RowChange) -> None:
        """Write a recorded change again; raises ConflictError unless the row is as recorded."""
        table = tables.metadata.tables[change.table]
        if change.old is None:
            self._insert(table, dict(change.new or {}))
        elif change.new is None:
            self._delete_row(table, self._as_recorded(table, change.key, change.old))
        else:
            row = self._as_recorded(table, change.key, change.old)
            old, new = without_version(change.old), without_version(change.new)
            self._update(table, change.key, old, new, row["row_version"])

    def send(self, change: RowChange) -> None:
        """Write a change that was decided on by rows that may have changed since: as
        :meth:`insert`, :meth:`update` and :meth:`delete` do. Raises as these."""
        table = tables.metadata.tables[change.table]
        if change.old is None:
            self._insert(table, dict(change.new or {}))
        elif change.new is None:
            self._delete(table, self._as_recorded(table, change.key, change.old))
        else:
            old, new = without_version(change.old), without_version(change.new)
            if not self._try_update(table, change.key, old, new, change.old["row_version"]):
                self._merge(table, change.key, old, new)

    def _as_recorded(self, table: Table, key: str, recorded: Plain) -> Plain:
        """Return the row as it is stored; raise ConflictError unless that is as ``recorded``."""
        row = self._read(table, key)
        if row is None or (other := _differing(row, recorded)):
            raise self._stale(table, key, other if row is not None else "")
        return row

    def flush(self) -> None:
        """Send what was gathered for a server. Raises ConflictError."""
        if self._batch is not None:
            self._batch.flush()

    @property
    def _connection(self) -> Connection:
        assert self._database is not None, "not yet at the database"
        return self._database

    def _read(self, table: Table, key: str) -> Plain | None:
        found = self._execute(_select_one(table), {"key": key}).mappings().first()
        return dict(found) if found is not None else None

    def _children(self, table: Table, column: str, key: str) -> list[Plain]:
        """Return the rows of a table that refer to a row."""
        found = self._execute(_select_by(table, column), {"key": key}).mappings().all()
        return [dict(row) for row in found]

    def _execute(self, statement: Any, values: Any = None) -> Any:
        self.flush()
        return self._connection.execute(statement, values)

    def _insert(self, table: Table, row: Plain) -> None:
        if self._batch is not None:
            self._batch.add(table, row)
        else:
            self._guarded(lambda: self._execute(_insert(table), row))
        self._note(RowChange(table.name, row["id"], None, row))

    def _update(self, table: Table, key: str, old: Plain, new: Plain, version: int) -> None:
        if not self._try_update(table, key, old, new, version):
            raise self._unwritten(table, key, version)

    def _try_update(self, table: Table, key: str, old: Plain, new: Plain, version: int) -> bool:
        """Write the columns ``new``; return False if the row no longer has this version."""
        statement, values = update_of(table.name, key, new, version)
        result = self._guarded(lambda: self._execute(statement, values))
        if result.rowcount != 1:
            return False
        old, new = old | {"row_version": version}, new | {"row_version": version + 1}
        self._note(RowChange(table.name, key, old, new))
        return True

    def _stale(
        self,
        table: Table,
        key: str,
        column: str = "",
        *,
        theirs: object = None,
        mine: object = None,
    ) -> ConflictError:
        return stale_row(self._connection, table.name, key, column, theirs=theirs, mine=mine)

    def _unwritten(self, table: Table, key: str, version: int) -> ItaError:
        """Return why a row that was just read with this version could not be written: a server
        passes over rows that are not the user's without an error."""
        row = self._read(table, key)
        if row is not None and row["row_version"] == version:
            return not_allowed()
        return self._stale(table, key)

    def _delete(self, table: Table, row: Plain) -> None:
        for child, column, on_delete in references_to(table):
            for found in self._children(child, column, row["id"]):
                child_row: Plain | None = found
                if refers_to_itself(child):
                    # It may have been deleted or cleared together with a row of its own table.
                    child_row = self._read(child, found["id"])
                if child_row is None or child_row[column] != row["id"]:
                    continue
                if on_delete == "delete":
                    self._delete(child, child_row)
                else:
                    old, new = {column: row["id"]}, {column: None}
                    self._update(child, child_row["id"], old, new, child_row["row_version"])
        self._delete_row(table, row)

    def _delete_row(self, table: Table, row: Plain) -> None:
        gone = self._guarded(lambda: self._execute(_delete(table), {"key": row["id"]}))
        if gone.rowcount != 1:
            raise self._unwritten(table, row["id"], row["row_version"])
        self._note(RowChange(table.name, row["id"], row, None))

    def _note(self, row: RowChange) -> None:
        self.rows.append(row)
        if self._step is not None and len(self.rows) % _ROWS_PER_CALL == 0:
            self._step(self._done, self._of, "")

    def _guarded(self, write: Callable[[], Any]) -> Any:
        with no_double():
            return write()


@contextlib.contextmanager
def no_double() -> Iterator[None]:
    """Raise ConflictError if the block writes a row that exists, or without what it refers to."""
    try:
        yield
    except IntegrityError as error:
        raise ConflictError(
            "บันทึกไม่ได้ เพราะมีข้อมูลเดียวกันอยู่แล้ว หรือข้อมูลที่อ้างถึงถูกเอาออกไป",
            remedy="ดูข้อมูลล่าสุดแล้วแก้ใหม่",
        ) from error


def _differing(row: Plain, noted: Plain) -> str:
    """Return a column that has another value than noted, or an empty text."""
    expected = without_version(noted).items()
    return next((name for name, value in expected if row[name] != value), "")


def without_version(row: Plain) -> Plain:
    """Return a row as it is compared and written: what numbers its writes is no content."""
    return {name: value for name, value in row.items() if name != "row_version"}


@cache
def references_to(table: Table) -> tuple[tuple[Table, str, str], ...]:
    """Return the columns that refer to rows of ``table``: (table, column, on_delete)."""
    return tuple(
        (child, column.name, column.info["on_delete"])
        for child in tables.CONTENT
        for column in child.columns
        for key in column.foreign_keys
        if key.column.table is table
    )


@cache
def references_of(table: str) -> tuple[tuple[str, str, bool], ...]:
    """Return a table's foreign keys: (column, table, whether the row is deleted with it)."""
    return tuple(
        (column.name, key.column.table.name, column.info["on_delete"] == "delete")
        for column in tables.metadata.tables[table].columns
        for key in column.foreign_keys
    )


@cache
def unique_columns(table: str) -> tuple[str, ...]:
    """Return the columns whose values together only one row of a table has; empty for none."""
    record = tables.TABLE_RECORDS.get(table)
    return tuple(getattr(record, "unique", ()))


@cache
def refers_to_itself(table: Table) -> bool:
    """Return whether rows of ``table`` can refer to others of it."""
    return any(key.column.table is table for key in table.foreign_keys)


# Statements are built once: building one costs more than running it.
@cache
def _insert(table: Table) -> Any:
    return insert(table)


@cache
def _select_one(table: Table) -> Any:
    return select(table).where(table.c.id == bindparam("key"))


@cache
def _select_by(table: Table, column: str) -> Any:
    return select(table).where(table.c[column] == bindparam("key")).order_by(table.c.id)


@cache
def _delete(table: Table) -> Any:
    return delete(table).where(table.c.id == bindparam("key"))


def update_of(table: str, key: str, new: Plain, version: int) -> tuple[Any, Plain]:
    """Return the statement that writes columns of a row of this version, and its values."""
    names = tuple(sorted(new))
    values = {f"new_{name}": new[name] for name in names}
    values |= {"old_version": version, "new_version": version + 1, "key": key}
    return _update(tables.metadata.tables[table], names), values


@cache
def _update(table: Table, columns: tuple[str, ...]) -> Any:
    return (
        update(table)
        .where(table.c.id == bindparam("key"), table.c.row_version == bindparam("old_version"))
        .values({name: bindparam(f"new_{name}") for name in columns})
        .values(row_version=bindparam("new_version"))
    )


def media_key(data: bytes) -> str:
    """Return the key of bytes (their digest), which also verifies them later."""
    return sha256(data).hexdigest()
