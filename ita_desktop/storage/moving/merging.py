"""Merges the own edits of a branch into a database, field by field, in one transaction."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from time import monotonic
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import DataError, DBAPIError

from ita_desktop.domain.errors import ConflictError, InputError, ItaError, Phrase, WorkspaceError
from ita_desktop.domain.records import Record
from ita_desktop.storage.codec import Plain
from ita_desktop.storage.edits import history
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.gateway import Change, references_of, references_to
from ita_desktop.storage.mapping import from_row
from ita_desktop.storage.moving.branches import Branch, OwnEdit
from ita_desktop.storage.moving.merge_notes import (
    NO_RIGHT,
    Earlier,
    earlier_merges,
    note_merge,
    noted_as_own,
)
from ita_desktop.storage.server.live.turns import LIMITS, TURN
from ita_desktop.storage.step import Step
from ita_desktop.storage.tables import CONTENT, TABLE_RECORDS, media, metadata
from ita_desktop.storage.year_cache import parent_of

_PLACE: Final = "position"
_MAY_WRITE: Final = "SELECT has_table_privilege('server.turn', 'UPDATE')"
_PATIENCE: Final = "20s"
_PATIENCE_OF_TRIAL: Final = "500ms"
_AT_ONCE: Final = 1.5
"""Seconds of merging in one transaction: other clerks wait less than four for their turn."""
_VERSION: Final = "row_version"
_NAMES: Final = frozenset(table.name for table in CONTENT)
_NOTHING: Final = ("", None)
_FILES: Final = ("media", "original")
"""Columns with keys of stored files."""


class Left(NamedTuple):
    """What was not merged, with both texts. ``column`` is empty for a whole row; ``reason`` says
    why if it is not that somebody else changed the same."""

    number: int
    label: str
    table: str
    key: str
    column: str
    mine: Any
    theirs: Any
    reason: str = ""
    who: str = ""
    """Who wrote theirs."""


class Merged(NamedTuple):
    """What a merge wrote, or would write."""

    labels: tuple[str, ...]
    """Of the edits that were written."""
    rows: int
    same: int
    """Values that the database had already."""
    moved: int
    """Rows whose place in their list is the database's, because both changed the order."""
    left: tuple[Left, ...]
    is_all: bool = True

    @property
    def places(self) -> dict[int, set[tuple[str, ...]]]:
        """What is left, by number of edit."""
        found: dict[int, set[tuple[str, ...]]] = {}
        for conflict in self.left:
            found.setdefault(conflict.number, set()).add(
                (conflict.table, conflict.key, conflict.column)
            )
        return found

    def after(self, earlier: "Merged") -> "Merged":
        """Return the result of two transactions, the later of which has all that is left."""
        return Merged(
            earlier.labels + self.labels,
            earlier.rows + self.rows,
            earlier.same + self.same,
            earlier.moved + self.moved,
            self.left,
            self.is_all,
        )


def merge(
    connection: Connection,
    branch: Branch,
    edits: Sequence[OwnEdit],
    file: Callable[[str], bytes | None],
    *,
    mine: bool,
    is_trial: bool = False,
    progress: Step | None = None,
) -> Merged:
    """Write the own edits of a branch, each as a unit of work of its own, and note how far: all, or
    as many as the others may wait for; then :attr:`Merged.is_all` is false and the rest is for the
    next transaction. A trial goes through all of them; the caller takes back what it writes.

    A field is written where the database still has the value that the branch began with;
    otherwise it is left, unless ``mine``. ``file`` returns the bytes of a stored file. Raises
    database errors, and whatever ``progress`` raises; the caller rolls back then.
    """
    _take_turn(connection, is_trial=is_trial)
    earlier = earlier_merges(connection, branch)
    run = _Run(connection, file, earlier.keys, mine=mine)
    through, until = earlier.through, monotonic() + _AT_ONCE
    for done, edit in enumerate(edits):
        if progress is not None:
            progress(done, len(edits), edit.label)
        if edit.number > earlier.through:
            if monotonic() > until and run.has_written and not is_trial:
                break
            run.take(edit, None, earlier.left_of(edit.reverses))
            through = edit.number
        elif left := earlier.left.get(edit.number):
            run.take(edit, left)
    merged = run.merged(is_all=not edits or through >= edits[-1].number)
    if merged.labels or through > earlier.through:
        now = Earlier(through, merged.places, run.keys)
        note_merge(connection, branch, now, len(merged.labels))
    return merged


def _take_turn(connection: Connection, *, is_trial: bool) -> None:
    """Nobody else writes meanwhile, as for any unit of work (storage/server/live/turns.py). A trial
    takes no turn and gives up where it would have to wait for somebody; only who writes the very
    rows that it has tried waits for its end."""
    patience = _PATIENCE_OF_TRIAL if is_trial else _PATIENCE
    for limit in (*LIMITS, f"SET LOCAL lock_timeout = '{patience}'"):
        connection.execute(text(limit))
    # Whoever may not take it writes nothing either.
    if not is_trial and connection.execute(text(_MAY_WRITE)).scalar_one():
        connection.execute(text(TURN))


class _Run:
    """One merge. Rows that both sides added under different keys are one row."""

    def __init__(
        self,
        connection: Connection,
        file: Callable[[str], bytes | None],
        keys: dict[str, str],
        *,
        mine: bool,
    ) -> None:
        self._connection = connection
        self._file = file
        self._mine = mine
        self.keys = keys
        """The database's key of a row of the branch, where they differ."""
        self._left: dict[tuple[int, str, str, str], Left] = {}
        self._labels: list[str] = []
        self._rows = self._same = self._moved = 0
        self._edit = OwnEdit(0, "", "", ())
        self._twins = set(keys.values())
        self._only: AbstractSet[tuple[str, ...]] | None = None
        self._without: AbstractSet[tuple[str, ...]] = frozenset()

    @property
    def has_written(self) -> bool:
        """Whether an edit was written."""
        return bool(self._labels)

    def merged(self, *, is_all: bool) -> Merged:
        """Return the result so far."""
        left = tuple(self._left.values())
        return Merged(tuple(self._labels), self._rows, self._same, self._moved, left, is_all)

    def take(
        self,
        edit: OwnEdit,
        only: AbstractSet[tuple[str, ...]] | None,
        without: AbstractSet[tuple[str, ...]] = frozenset(),
    ) -> None:
        """Merge an edit; with ``only``, the places of it that an earlier merge has left, and
        ``without`` those that were never merged, which it takes back."""
        self._edit, self._only, self._without = edit, only, without
        change = Change(self._connection)
        if not edit.changes:
            self._leave("", "", "", None, None, Phrase("ทำนอกประวัติการแก้ไข จึงรวมไม่ได้"))
        deleted = [row for row in edit.changes if row.new is None and self._is_wanted(row, "")]
        if not self._mine and any(map(self._is_held, deleted)):
            for row in edit.changes:
                self._leave_row(row, Phrase("ผู้อื่นแก้สิ่งที่แฟ้มนี้เอาออก"))
            return
        for row in edit.changes:
            self._guarded(change, row)
        if change.rows:
            with noted_as_own(self._connection):
                label = _label_with_author(edit)
                history.record(self._connection, label, edit.who, change.rows, redo_open=True)
            self._labels.append(edit.label)
            self._rows += len(change.rows)

    def _guarded(self, change: Change, row: RowChange) -> None:
        """Merge a row; what the database refuses is left, and nothing of the row written."""
        written = len(change.rows)
        point = self._connection.begin_nested()
        try:
            self._merge_row(change, row)
            point.commit()
        except (ConflictError, WorkspaceError, DBAPIError) as error:
            if isinstance(error, DBAPIError) and not _is_of_row(error):
                raise
            point.rollback()
            del change.rows[written:]
            self._leave_row(row, _why(error))

    def _merge_row(self, change: Change, row: RowChange) -> None:
        if row.table not in _NAMES:
            return
        table, key = metadata.tables[row.table], self.keys.get(row.key, row.key)
        now = self._read(table, key)
        if row.new is None:
            if now is not None and self._is_wanted(row, ""):
                change.delete(from_row(TABLE_RECORDS[row.table], now))
        elif row.old is None:
            self._insert(change, table, row, now)
        elif now is None:
            self._leave_row(row, Phrase("ผู้อื่นเอาแถวนี้ออกแล้ว"))
        else:
            self._update(change, row, now, row.old)

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
                self._leave_row(row, Phrase("ผู้อื่นเอาสิ่งที่แถวนี้อยู่ในนั้นออกแล้ว"))
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
        for column, mine in new.items():
            if column in {"id", _VERSION} or not self._is_wanted(row, column):
                continue
            theirs = now[column]
            if theirs == mine:
                self._same += 1
                self._drop_left(row.table, row.key, column)
            elif self._is_parent_missing(row.table, column, mine):
                self._leave(row.table, row.key, column, mine, theirs)
            elif self._mine or self._is_as_it_was(theirs, old, column):
                write[column] = mine
                self._drop_left(row.table, row.key, column)
            elif column == _PLACE:
                self._moved += 1
            elif old is None and mine in _NOTHING:
                continue
            else:
                self._leave(row.table, row.key, column, mine, theirs)
        if write:
            self._keep_files(change, write)
            change.bring_back(table.name, {"id": now["id"], **write})

    def _is_as_it_was(self, theirs: Any, old: Plain | None, column: str) -> bool:
        return theirs in _NOTHING if old is None else bool(theirs == self._mapped(old.get(column)))

    def _is_parent_missing(self, table: str, column: str, key: Any) -> bool:
        """Return whether a column refers to a row that others have taken out."""
        parent = next((of for name, of, _ in references_of(table) if name == column), None)
        return bool(parent and key) and self._read(metadata.tables[parent or ""], key) is None

    def _fitted(self, table: Table, row: RowChange) -> Plain:
        """Return the new columns that the table has, with the database's keys."""
        given = row.new or {}
        names = table.columns.keys()
        return {name: self._mapped(value) for name, value in given.items() if name in names}

    def _mapped(self, value: Any) -> Any:
        return self.keys.get(value, value) if isinstance(value, str) else value

    def _twin(self, table: Table, new: Plain) -> Plain | None:
        """Return the row that others added for the same: by its unique columns, or below such a
        row (a year that both began) with the same values."""
        record: type[Record] = TABLE_RECORDS[table.name]
        names: Sequence[str] = record.unique
        if not names:
            if self._twins.isdisjoint(new.get(of) for of, _, _ in references_of(table.name)):
                return None
            names = [name for name in new if name not in {"id", _VERSION, _PLACE}]
        query = select(table).where(*(table.c[name] == new[name] for name in names))
        found = self._connection.execute(query.order_by(table.c.id)).mappings()
        taken = () if record.unique else self._twins
        return next((dict(row) for row in found if row["id"] not in taken), None)

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
        is_there = (place == new[_PLACE]) & table.c.id.not_in(moved)
        query = select(func.max(place), func.count().filter(is_there))
        found = parent_of(table)
        if found is not None:
            query = query.where(table.c[found[0]] == new[found[0]])
        last, taken = self._connection.execute(query).one()
        return {**new, _PLACE: last + 1} if taken else new

    def _keep_files(self, change: Change, new: Plain) -> None:
        for column in _FILES:
            key = new.get(column)
            if key and not self._has_file(key) and (data := self._file(key)) is not None:
                change.keep(data)

    def _has_file(self, key: str) -> bool:
        known = self._connection.execute(select(media.c.key).where(media.c.key == key)).first()
        return known is not None

    def _is_held(self, row: RowChange) -> bool:
        """Return whether others have changed a row that the edit deletes, or refer to it."""
        key = self.keys.get(row.key, row.key)
        table = metadata.tables[row.table]
        now = self._read(table, key)
        if now is None:
            return False
        for name, value in (row.old or {}).items():
            if name not in {_VERSION, _PLACE} and now.get(name, value) != self._mapped(value):
                return True
        known = {self.keys.get(change.key, change.key) for change in self._edit.changes}
        return any(
            set(
                self._connection.execute(select(child.c.id).where(child.c[column] == key)).scalars()
            )
            - known
            for child, column, _ in references_to(table)
        )

    def _read(self, table: Table, key: str) -> Plain | None:
        found = self._connection.execute(select(table).where(table.c.id == key)).mappings().first()
        return dict(found) if found is not None else None

    def _is_wanted(self, row: RowChange, column: str) -> bool:
        places = {(row.table, row.key, ""), (row.table, row.key, column)}
        if not self._without.isdisjoint(places):
            return False
        return self._only is None or not self._only.isdisjoint(places)

    def _leave_row(self, row: RowChange, reason: str) -> None:
        """Note that a row of the branch was left whole, or what an earlier merge left of it."""
        if self._is_wanted(row, ""):
            self._leave(row.table, row.key, "", row.new, row.old, reason)
            return
        for column, mine in (row.new or {}).items():
            if self._is_wanted(row, column):
                self._leave(row.table, row.key, column, mine, None, reason)

    def _leave(
        self, table: str, key: str, column: str, mine: Any, theirs: Any, reason: str = ""
    ) -> None:
        number, label = self._edit.number, self._edit.label
        who = self._who(table, key, column) if column else ""
        if column:
            self._drop_left(table, key, column)
        self._left[number, table, key, column] = Left(
            number, label, table, key, column, mine, theirs, reason, who
        )

    def _drop_left(self, table: str, key: str, column: str) -> None:
        """A later edit of the branch has what was left of an earlier one."""
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


def _is_of_row(error: DBAPIError) -> bool:
    """Return whether the database refuses just this row: its values, or the login's right."""
    return isinstance(error, DataError) or getattr(error.orig, "sqlstate", "") == NO_RIGHT


def _why(error: ItaError | DBAPIError) -> Phrase:
    if isinstance(error, ItaError):
        return Phrase(error.template, **error.fields)
    if isinstance(error, DataError):
        return Phrase("มีค่าที่ฐานข้อมูลเก็บไม่ได้")
    return Phrase("ผู้ใช้นี้ไม่มีสิทธิ์แก้ข้อมูลนี้")


def _label_with_author(edit: OwnEdit) -> Phrase:
    """The database notes who merges; the label keeps who did the work."""
    return Phrase("{label} · ทำที่บ้านโดย {who}", label=edit.label, who=edit.who)


def must_belong(branch: Branch, workspace_id: str, name: str) -> None:
    """Raise InputError if the branch was taken from another workspace."""
    if branch.workspace_id != workspace_id:
        raise InputError(
            "แฟ้มนี้นำมาจากงานร่วมอื่น ({address}) จึงรวมที่นี่ไม่ได้",
            where=name,
            remedy="ตรวจที่อยู่ของงานร่วม ถ้าตรงกันแล้ว งานร่วมถูกแทนที่ด้วยแฟ้มอื่น รวมด้วยมือแทน",
            address=branch.address,
        )


@contextlib.contextmanager
def only_tried(connection: Connection) -> Iterator[None]:
    """Whatever is written in the block is taken back at its end."""
    point = connection.begin_nested()
    try:
        yield
    finally:
        point.rollback()
