"""Merges edits made elsewhere into a database, field by field: the mechanism alone. And what a
branch is: a copy of a database that is edited elsewhere, and merged later by its history.

What is merged is given as row changes (:class:`~ita_desktop.storage.moving.merging.OwnEdit`): what
a row was when the two sides parted, and what it has become on the other side. Whoever uses it
decides on transactions, writes the history, and says where the given value is to win.
"""

import contextlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from enum import Enum
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Table, func, select, true
from sqlalchemy.exc import DataError, DBAPIError

from ita_desktop.domain.errors import ConflictError, InputError, ItaError, Phrase, WorkspaceError
from ita_desktop.domain.records import Record, new_id
from ita_desktop.storage.codec import Plain
from ita_desktop.storage.edits import history
from ita_desktop.storage.edits.changes import EditGroup, EditKind, RowChange
from ita_desktop.storage.gateway import Change, references_of, references_to
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.tables import (
    CONTENT,
    TABLE_RECORDS,
    from_row,
    history_group,
    media,
    meta,
    metadata,
)
from ita_desktop.storage.year_cache import parent_of

_PLACE: Final = "position"
_VERSION: Final = "row_version"
_NAMES: Final = frozenset(table.name for table in CONTENT)
_NOTHING: Final = ("", None)
_FILES: Final = ("media", "original")
"""Columns with keys of stored files."""
_WAITS: Final = "waits"

Place = tuple[str, str, str]
"""Table, key of the row on the other side, and column; an empty one for the whole row."""
JOIN: Final = "join"
"""The field of all labels that a join of files writes: its key."""
_ID: Final = "branch_id"
_ADDRESS: Final = "branch_of"
_BASE: Final = "branch_base"
_WORKSPACE: Final = "workspace_id"
_AGAIN: Final = {
    EditKind.UNDO: Phrase("เลิกทำ: {label}").template,
    EditKind.REDO: Phrase("ทำซ้ำ: {label}").template,
}


class Branch(NamedTuple):
    """What a file notes of the database that it was taken from. ``base`` is the number of the
    newest edit at that time: later ones are the file's own."""

    id: str
    address: str
    base: int
    workspace_id: str
    times: Mapping[int, str]
    """When the edits after it were made, by number: two copies of a branch differ in them."""


class OwnEdit(NamedTuple):
    """An edit of a branch that is in effect."""

    number: int
    label: str
    who: str
    changes: tuple[RowChange, ...]
    reverses: tuple[int, ...] = ()
    """Numbers of the edits that an undo or redo takes back."""
    at: datetime | None = None


def notes_of(connection: Connection, address: Address) -> dict[str, str]:
    """Return what a branch notes, which is taken from ``connection`` now."""
    newest = connection.execute(select(func.max(history_group.c.id))).scalar_one_or_none() or 0
    return {_ID: new_id(), _ADDRESS: address.without_password().text, _BASE: str(newest)}


def branch_of(connection: Connection, name: str) -> Branch:
    """Return what the file notes; raises InputError if it is no branch."""
    noted = {row.key: row.value for row in connection.execute(select(meta))}
    if not {_ID, _ADDRESS, _BASE} <= noted.keys() or not noted[_BASE].isdecimal():
        raise InputError(
            "แฟ้มนี้ไม่ใช่แฟ้มที่นำกลับบ้านไปทำต่อ จึงรวมไม่ได้",
            where=name,
            remedy="นำงานร่วมลงมาด้วย server take --branch แล้วแก้ในแฟ้มนั้น",
        )
    base = int(noted[_BASE])
    of = select(history_group.c.id, history_group.c.at).where(history_group.c.id > base)
    times = {row.id: row.at for row in connection.execute(of)}
    return Branch(noted[_ID], noted[_ADDRESS], base, noted.get(_WORKSPACE, ""), times)


def own_edits(
    connection: Connection, base: int, through: int = 0, left: Collection[int] = ()
) -> Iterator[OwnEdit]:
    """Yield the edits of a file after number ``base`` that are in effect and to merge, oldest
    first: those after ``through`` (also an undo of an edit up to it), and those that are ``left``.
    An edit without rows changed the file outside its history."""
    through = max(through, base)
    newest = connection.execute(select(func.max(history_group.c.id))).scalar_one_or_none() or 0
    later = history.latest(connection, max(newest - base, 1))
    groups = [group for group in reversed(later) if group.id > base and not _is_note_of_join(group)]
    replays: dict[int, list[EditGroup]] = {}
    for group in groups:
        if group.target is not None:
            replays.setdefault(group.target, []).append(group)
    for group in groups:
        of = replays.get(group.target or 0, [])
        if not (_is_new(group, of, through) if group.id > through else _is_left(group, of, left)):
            continue
        label = Phrase(_AGAIN[group.kind], label=group.label) if of else group.label
        merged = [group.target or 0, *(replay.id for replay in of if replay.id <= through)]
        changes = tuple(history.changes_of(connection, group.id))
        yield OwnEdit(group.id, label, group.who, changes, tuple(merged), group.at)


def _is_note_of_join(group: EditGroup) -> bool:
    """Return whether a group only says what came from which file: its edit is a group, too."""
    label = group.label
    is_phrase = isinstance(label, Phrase) and JOIN in label.fields
    return is_phrase and group.kind is EditKind.NOTE


def _is_new(group: EditGroup, replays: list[EditGroup], through: int) -> bool:
    """Return whether a group after ``through`` is in effect. An undo of a later one is not, nor
    one that was redone, or the other way round: it has changed nothing."""
    if group.target is None:
        return group.kind is EditKind.NOTE or group.stands
    if group.target > through:
        return False
    since = [replay for replay in replays if replay.id > through]
    return group is since[-1] and since[0].kind is group.kind


def _is_left(group: EditGroup, replays: list[EditGroup], left: Collection[int]) -> bool:
    """Return whether a group, part of which an earlier merge has left, is still in effect."""
    if group.id not in left:
        return False
    if group.target is not None:
        return group is replays[-1]
    return group.kind is EditKind.NOTE or group.stands


class Why(Enum):
    """Why something was left, if it is not that both sides changed the same value."""

    BOTH = "both"
    GONE = "gone"
    """This side has deleted the row."""
    PARENT_GONE = "parent gone"
    """This side has deleted the row that it is a part of."""
    BUILT_ON = "built on"
    """This side has changed, or refers to, what the other one has deleted."""
    OUTSIDE = "outside"
    """It was done outside the history."""
    REFUSED = "refused"
    """The database does not take it; :attr:`Left.reason` says why."""


class Left(NamedTuple):
    """What was not merged, with both texts. ``column`` is empty for a whole row."""

    number: int
    label: str
    table: str
    key: str
    column: str
    given: Any
    held: Any
    why: Why = Why.BOTH
    reason: str = ""
    who: str = ""
    """Who wrote what is held."""
    goes_with: bool = False
    """Whether it is left because the row that it is a part of is."""

    @property
    def place(self) -> Place:
        """Where it is."""
        return (self.table, self.key, self.column)


class Merger:
    """One merge. Rows that both sides added under different keys are one row."""

    def __init__(
        self,
        connection: Connection,
        file: Callable[[str], bytes | None],
        keys: dict[str, str],
        *,
        takes: Callable[[Place], bool],
        disputed: Collection[Place] = (),
        shared: AbstractSet[str] = frozenset(),
        refusal: Callable[[DBAPIError], str] = lambda _error: "",
    ) -> None:
        """``file`` returns the bytes of a stored file. ``takes`` says where the given value wins;
        ``disputed`` are places that it never wins otherwise. ``shared`` are keys of rows that are
        no twin of another, because both sides know them. ``refusal`` says why the database refuses
        a row, or nothing if an error is not about that."""
        self._connection = connection
        self._file = file
        self._takes = takes
        self._disputed = disputed
        self._shared = shared
        self._refusal = refusal
        self.keys = keys
        """The key here of a row of the other side, where they differ."""
        self._left: dict[tuple[int, str, str, str], Left] = {}
        self.same = 0
        """Values that both sides have."""
        self.moved = 0
        """Rows whose place in their list stays, because both sides changed the order."""
        self._edit = OwnEdit(0, "", "", ())
        self._twins = set(keys.values())
        self._only: AbstractSet[tuple[str, ...]] | None = None
        self._without: AbstractSet[tuple[str, ...]] = frozenset()
        self._is_last_try = True

    @property
    def left(self) -> tuple[Left, ...]:
        """What was left so far."""
        return tuple(self._left.values())

    def take(
        self,
        change: Change,
        edit: OwnEdit,
        only: AbstractSet[tuple[str, ...]] | None = None,
        without: AbstractSet[tuple[str, ...]] = frozenset(),
    ) -> None:
        """Merge an edit by ``change``; with ``only``, the places of it that an earlier merge has
        left, and ``without`` those that were never merged, which it takes back."""
        self._edit, self._only, self._without = edit, only, without
        if not edit.changes:
            self._leave("", "", "", None, None, Why.OUTSIDE)
        held = self._built_on(
            [row for row in edit.changes if row.new is None and self._is_wanted(row, "")]
        )
        for row, goes_with in held.values():
            self._leave_row(row, Why.BUILT_ON, goes_with=goes_with)
        waiting = [row for row in edit.changes if not self._is_of_held(row, held)]
        # What refers to a row that is still to come, or has the unique values of one that is still
        # to go, is tried again behind the others.
        self._is_last_try = False
        while waiting:
            left = [row for row in waiting if not self._is_written(change, row)]
            self._is_last_try = len(left) == len(waiting)
            waiting = left
            if self._is_last_try:
                break
        for row in waiting:
            self._is_written(change, row)

    def _is_written(self, change: Change, row: RowChange) -> bool:
        """Merge a row; return whether that is done. What the database refuses is left, and nothing
        of the row written."""
        written = len(change.rows)
        same, moved, left = self.same, self.moved, dict(self._left)
        point = self._connection.begin_nested()
        try:
            self._merge_row(change, row)
            point.commit()
        except (_WaitsError, ConflictError, WorkspaceError, DBAPIError) as error:
            why = self._why(error)
            if not why:
                raise
            point.rollback()
            del change.rows[written:]
            self.same, self.moved, self._left = same, moved, left
            if not self._is_last_try:
                return False
            self._leave_row(row, Why.REFUSED, why)
        return True

    def _why(self, error: Exception) -> str:
        if isinstance(error, ItaError):
            return Phrase(error.template, **error.fields)
        if isinstance(error, DataError):
            return Phrase("มีค่าที่ฐานข้อมูลเก็บไม่ได้")
        return self._refusal(error) if isinstance(error, DBAPIError) else _WAITS

    def _merge_row(self, change: Change, row: RowChange) -> None:
        if row.table not in _NAMES:
            return
        table, key = metadata.tables[row.table], self.keys.get(row.key, row.key)
        now = self._read(table, key)
        if row.new is None:
            if now is not None and self._is_wanted(row, ""):
                self._delete(change, row, now)
        elif row.old is None:
            self._insert(change, table, row, now)
        elif now is None:
            self._leave_row(row, Why.GONE)
        else:
            self._update(change, row, now, row.old)

    def _delete(self, change: Change, row: RowChange, now: Plain) -> None:
        if not self._takes((row.table, row.key, "")) and self._is_referred_to(row, frozenset()):
            # What the edit moves elsewhere, or deletes, too, goes first.
            if not self._is_last_try:
                raise _WaitsError
            self._leave_row(row, Why.BUILT_ON)
            return
        change.delete(from_row(TABLE_RECORDS[row.table], now))

    def _insert(self, change: Change, table: Table, row: RowChange, now: Plain | None) -> None:
        new = self._fitted(table, row)
        now = now or self._twin(table, new)
        if now is not None:
            if now["id"] != row.key:
                self.keys[row.key] = now["id"]
                self._twins.add(now["id"])
            self._update(change, row, now, None)
            return
        if not self._is_wanted(row, ""):
            return
        for column, _, is_part in references_of(table.name):
            if not self._is_parent_missing(table.name, column, new[column]):
                continue
            if is_part:
                self._leave_row(row, Why.PARENT_GONE)
                return
            self._leave(table.name, row.key, column, new[column], None)
            new[column] = None
        self._keep_files(change, new)
        change.bring_back(table.name, self._placed(table, new))

    def _update(self, change: Change, row: RowChange, now: Plain, old: Plain | None) -> None:
        """Write the fields of ``row`` that may be written over; ``old`` None: each of them was
        empty before."""
        table = metadata.tables[row.table]
        new = self._fitted(table, row)
        write: Plain = {}
        for column, given in new.items():
            if column in {"id", _VERSION} or not self._is_wanted(row, column):
                continue
            place, held = (row.table, row.key, column), now[column]
            if held == given:
                self.same += 1
                self._drop_left(row.table, row.key, column)
            elif self._is_parent_missing(row.table, column, given):
                self._leave(row.table, row.key, column, given, held)
            elif self._takes(place) or self._is_as_it_was(place, held, old):
                write[column] = given
                self._drop_left(row.table, row.key, column)
            elif column == _PLACE:
                self.moved += 1
            elif old is None and given in _NOTHING:
                continue
            else:
                self._leave(row.table, row.key, column, given, held)
        if write:
            self._keep_files(change, write)
            change.bring_back(table.name, {"id": now["id"], **write})

    def _is_as_it_was(self, place: Place, held: Any, old: Plain | None) -> bool:
        if place in self._disputed:
            return False
        return held in _NOTHING if old is None else bool(held == self._mapped(old.get(place[2])))

    def _is_parent_missing(self, table: str, column: str, key: Any) -> bool:
        """Return whether a column refers to a row that is not here. Raises _WaitsError if it may
        come yet."""
        parent = next((of for name, of, _ in references_of(table) if name == column), None)
        if not parent or not key or self._read(metadata.tables[parent], key) is not None:
            return False
        if not self._is_last_try:
            raise _WaitsError
        return True

    def _fitted(self, table: Table, row: RowChange) -> Plain:
        """Return the new columns that the table has, with the keys of here."""
        given = row.new or {}
        names = table.columns.keys()
        return {name: self._mapped(value) for name, value in given.items() if name in names}

    def _mapped(self, value: Any) -> Any:
        return self.keys.get(value, value) if isinstance(value, str) else value

    def _twin(self, table: Table, new: Plain) -> Plain | None:
        """Return the row that this side added for the same: by its unique columns, or below such a
        row (a year that both began) with the same values."""
        record: type[Record] = TABLE_RECORDS[table.name]
        names: Sequence[str] = record.unique
        if not names:
            if self._twins.isdisjoint(new.get(of) for of, _, _ in references_of(table.name)):
                return None
            names = [name for name in new if name not in {"id", _VERSION, _PLACE}]
        query = select(table).where(*(table.c[name] == new[name] for name in names))
        found = self._connection.execute(query.order_by(table.c.id)).mappings()
        taken = self._shared if record.unique else {*self._shared, *self._twins}
        return next(
            (dict(row) for row in found if row["id"] not in taken),
            None,
        )

    def _placed(self, table: Table, new: Plain) -> Plain:
        """Return a new row behind the others of its list if its place is taken by a row that the
        same edit does not move."""
        if _PLACE not in new:
            return new
        place = table.c[_PLACE]
        moved = [
            self.keys.get(row.key, row.key)
            for row in self._edit.changes
            if _PLACE in (row.old or {})
        ]
        found = parent_of(table)
        of_list = table.c[found[0]] == new[found[0]] if found is not None else true()
        there = select(table.c.id).where(of_list, place == new[_PLACE], table.c.id.not_in(moved))
        # Rows that both sides know stood there beside it on the other side, too.
        if self._shared >= set(self._connection.execute(there).scalars()):
            return new
        last = self._connection.execute(select(func.max(place)).where(of_list)).scalar_one()
        return {**new, _PLACE: last + 1}

    def _keep_files(self, change: Change, new: Plain) -> None:
        for column in _FILES:
            key = new.get(column)
            if key and not self._has_file(key) and (data := self._file(key)) is not None:
                change.keep(data)

    def _has_file(self, key: str) -> bool:
        known = self._connection.execute(select(media.c.key).where(media.c.key == key)).first()
        return known is not None

    # -- deletions that this side has built on

    def _built_on(self, deleted: Sequence[RowChange]) -> "_Held":
        """Return the deletions that are held: of a row that was changed here or is referred to, of
        what refers to such a row or is referred to by it, up to the rows that they are parts of,
        with all their parts."""
        by_key = {self.keys.get(row.key, row.key): row for row in deleted}
        rows = {key: now for key, row in by_key.items() if (now := self._now(row)) is not None}
        parents = {
            key: [
                (now[column], is_part)
                for column, _, is_part in references_of(by_key[key].table)
                if now[column] in rows
            ]
            for key, now in rows.items()
        }
        known = {self.keys.get(change.key, change.key) for change in self._edit.changes}
        held: dict[str, tuple[RowChange, bool]] = {}
        waiting = [
            key
            for key, now in rows.items()
            if not self._is_taken(key, by_key, parents)
            and (self._is_changed(by_key[key], now) or self._is_referred_to(by_key[key], known))
        ]
        while waiting:
            key = waiting.pop()
            if key not in held:
                held[key] = by_key[key], False
                waiting += [parent for parent, _ in parents[key]]
                waiting += [part for part, of in parents.items() if (key, True) in of]
        return {
            key: (row, any(is_part and parent in held for parent, is_part in parents[key]))
            for key, (row, _) in held.items()
        }

    def _is_taken(
        self,
        key: str,
        by_key: dict[str, RowChange],
        parents: dict[str, list[tuple[str, bool]]],
    ) -> bool:
        """Return whether the deletion of a row, or of what it is a part of, is to win."""
        row = by_key[key]
        return self._takes((row.table, row.key, "")) or any(
            is_part and parent != key and self._is_taken(parent, by_key, parents)
            for parent, is_part in parents[key]
        )

    def _is_changed(self, row: RowChange, now: Plain) -> bool:
        return (row.table, row.key, "") in self._disputed or any(
            name not in {_VERSION, _PLACE} and now.get(name, value) != self._mapped(value)
            for name, value in (row.old or {}).items()
        )

    def _is_referred_to(self, row: RowChange, known: AbstractSet[str]) -> bool:
        """Return whether a row that the edit does not touch refers to one."""
        key = self.keys.get(row.key, row.key)
        return any(
            set(
                self._connection.execute(select(child.c.id).where(child.c[column] == key)).scalars()
            )
            - known
            for child, column, _ in references_to(metadata.tables[row.table])
        )

    def _is_of_held(self, row: RowChange, held: "_Held") -> bool:
        """Return whether a change is a held deletion, or clears a reference to such a row."""
        if self.keys.get(row.key, row.key) in held:
            return row.new is None
        if row.new is None or row.old is None:
            return False
        cleared = [
            column
            for column, _, is_part in references_of(row.table)
            if not is_part
            and column in row.new
            and row.new[column] is None
            and self._mapped(row.old.get(column)) in held
        ]
        for column in cleared:
            del row.new[column], row.old[column]
        return bool(cleared) and not row.new.keys() - {_VERSION}

    def _now(self, row: RowChange) -> Plain | None:
        return self._read(metadata.tables[row.table], self.keys.get(row.key, row.key))

    def _read(self, table: Table, key: str) -> Plain | None:
        found = self._connection.execute(select(table).where(table.c.id == key)).mappings().first()
        return dict(found) if found is not None else None

    # -- what is left

    def _is_wanted(self, row: RowChange, column: str) -> bool:
        places = {(row.table, row.key, ""), (row.table, row.key, column)}
        if not self._without.isdisjoint(places):
            return False
        return self._only is None or not self._only.isdisjoint(places)

    def _leave_row(
        self, row: RowChange, why: Why, reason: str = "", *, goes_with: bool = False
    ) -> None:
        """Note that a row was left whole, or what an earlier merge left of it."""
        if self._is_wanted(row, ""):
            self._leave(row.table, row.key, "", row.new, row.old, why, reason, goes_with=goes_with)
            return
        for column, given in (row.new or {}).items():
            if self._is_wanted(row, column):
                self._leave(row.table, row.key, column, given, None, why, reason)

    def _leave(
        self,
        table: str,
        key: str,
        column: str,
        given: Any,
        held: Any,
        why: Why = Why.BOTH,
        reason: str = "",
        *,
        goes_with: bool = False,
    ) -> None:
        number, label = self._edit.number, self._edit.label
        who = self._who(table, key, column) if column else ""
        if column:
            self._drop_left(table, key, column)
        self._left[number, table, key, column] = Left(
            number, label, table, key, column, given, held, why, reason, who, goes_with
        )

    def _drop_left(self, table: str, key: str, column: str) -> None:
        """A later edit of the other side has what was left of an earlier one."""
        for place in [place for place in self._left if place[1:] == (table, key, column)]:
            del self._left[place]

    def _who(self, table: str, key: str, column: str) -> str:
        entries = history.of_rows(self._connection, [self.keys.get(key, key)], (), 50)
        return next(
            (
                entry.group.who
                for entry in entries
                if entry.change.table == table and column in (entry.change.new or {})
            ),
            "",
        )


_Held = dict[str, tuple[RowChange, bool]]
"""Held deletions by key, and whether each goes with the row that it is a part of."""


class _WaitsError(Exception):
    """A row refers to one that may come yet."""


@contextlib.contextmanager
def only_tried(connection: Connection) -> Iterator[None]:
    """Whatever is written in the block is taken back at its end."""
    point = connection.begin_nested()
    try:
        yield
    finally:
        point.rollback()
