"""Joins a file with another one of the same workspace: what the other one has changed since their
common state comes in as one unit of work, field by field. The other file is only read. What a join
takes from there must not bring back, without a word, the names of people whom this file has erased.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import select

from ita_desktop.domain.records import new_id
from ita_desktop.storage.edits.changes import EditKind, RowChange
from ita_desktop.storage.edits.history import EarlierRows, RowPlace
from ita_desktop.storage.gateway import references_of
from ita_desktop.storage.moving import common_state
from ita_desktop.storage.moving.common_state import CommonState, Row, Rows, Side
from ita_desktop.storage.moving.merging import Left, Merger, OwnEdit, Place, own_edits
from ita_desktop.storage.personal.belongings import PERSON, belongings
from ita_desktop.storage.personal.words import Words, goes_by_itself, others_of
from ita_desktop.storage.tables import CONTENT, history_change, history_group
from ita_desktop.storage.workspace import Workspace

_ORDER: Final = {table.name: place for place, table in enumerate(CONTENT)}
_NOTHING: Final = ("", None)
_LEFT: Final = "…"


@dataclass(frozen=True)
class ErasedPeople:
    """Their words, and the rows of the other file that are theirs."""

    words: Words
    rows: frozenset[RowPlace] = frozenset()

    def without_whole(self, change: RowChange) -> RowChange:
        """Return a change without values that mean one of them and nobody else, as erasing takes
        them out of other rows."""
        if change.new is None or not self.words.names:
            return change
        new = {
            column: ""
            if isinstance(value, str) and goes_by_itself(self.words, change.table, column, value)
            else value
            for column, value in change.new.items()
        }
        return change._replace(new=new)

    def named_in(self, change: RowChange) -> list[Place]:
        """Return the texts of a change that may mean one of them."""
        return [
            (change.table, change.key, column)
            for column, value in (change.new or {}).items()
            if isinstance(value, str)
            and column != "id"
            and not column.endswith("_id")
            and self.words.spans(value, parts=False)
        ]

    def unnamed(self, edit: OwnEdit) -> OwnEdit:
        """Return an edit with a label that does not name them; one of their own rows not by first
        name either."""
        is_theirs = any((change.table, change.key) in self.rows for change in edit.changes)
        label = self.without_names(edit.label, parts=is_theirs)
        return edit if label == edit.label else edit._replace(label=label)

    def without_names(self, text: str, *, parts: bool = False) -> str:
        """Return a text with a sign in place of their names and contacts."""
        left, at = "", 0
        for begin, end in self.words.spans(str(text), parts=parts):
            left, at = f"{left}{text[at:begin]}{_LEFT}", end
        return f"{left}{text[at:]}" if left else text


NOBODY: Final = ErasedPeople(Words())


def erased_people(there: Side, is_erased: Callable[[RowPlace], bool]) -> ErasedPeople:
    """Return the people of the other file, now or before, whom this one has erased."""
    known = dict.fromkeys(key for key, _ in others_of(there.raw, ()))
    gone = frozenset((PERSON, key) for key in known if is_erased((PERSON, key)))
    if not gone:
        return NOBODY
    own = belongings(there.raw, gone)
    others = {other for _, other in others_of(there.raw, gone)}
    return ErasedPeople(Words(own.values, others), own.rows)


class Joined(NamedTuple):
    """What a join wrote: rows, values that both files have, rows whose order stays; and what is
    left, with both texts."""

    rows: int
    same: int
    moved: int
    left: tuple[Left, ...]
    edits: tuple[OwnEdit, ...]
    """Edits of the other file that came with it."""
    own: tuple[OwnEdit, ...]
    """Edits of this file that the other one lacks."""
    outside: tuple[OwnEdit, ...]
    """What the other file did outside its history, which no join can bring."""
    named: tuple[Place, ...] = ()
    """Texts that came in and may mean somebody whom this file has erased for good."""


class JoinChoices(NamedTuple):
    """What was decided about places that an earlier look at the join has left: whose value is
    taken from the other file, and whose stays here for good."""

    theirs: frozenset[Place] = frozenset()
    mine: frozenset[Place] = frozenset()


UNDECIDED: Final = JoinChoices()
SaidOfLeft = Callable[[Sequence[Left], Rows, Rows], Iterable[str]]
"""Returns what was left in words; given what it is, and the records of the other file and here."""


def join(
    here: Workspace,
    there: Workspace,
    name: str,
    words: SaidOfLeft,
    choices: JoinChoices = UNDECIDED,
) -> Joined:
    """Join ``there``, a copy of the file ``name``, into ``here``, as one unit of work.

    A value is taken where this file still has the common one; otherwise it stays, unless it was
    chosen; ``words`` are noted of it. Raises InputError if the files have no common state,
    WorkspaceError and ConflictError as :meth:`Workspace.change`.
    """
    key = new_id()
    with (
        here.change("รวมแฟ้ม {name}: {what}", name=name, what="") as change,
        here.connections.read() as mine,
        there.connections.read() as theirs,
    ):
        joining = _Joining(Side(mine, rows_of(here)), Side(theirs, rows_of(there)), name, choices)
        merger = Merger(
            mine,
            there.media,
            joining.common.keys,
            takes=choices.theirs.__contains__,
            disputed=joining.common.disputed,
            shared=joining.shared,
        )
        changes = tuple(joining.changes())
        if changes:
            merger.take(change, OwnEdit(0, "", "", changes))
        left = tuple(one for one in merger.left if one.place not in choices.mine)
        joined = joining.result(len(change.rows), merger, left)
        change.label = common_state.label_of(key, name, (row.table for row in change.rows))
        places = frozenset(one.place for one in left)
        if changes and (change.rows or joining.is_new(places)):
            if change.rows:
                common_state.note_edits(mine, key, name, joined.edits)
            joining.note(key, name, here.edits.who, merger, places, words)
    return joined


def rows_of(workspace: Workspace) -> dict[str, dict[str, Row]]:
    """Return all records by table and key."""
    return {
        table: {str(row["id"]): row for row in rows} for table, rows in workspace.dump().items()
    }


class _Joining:
    """What comes from the other file, as row changes from the common state."""

    def __init__(self, here: Side, there: Side, name: str, choices: JoinChoices) -> None:
        self._here, self._there, self._choices = here, there, choices
        self.common = CommonState(here, there, name)
        since = EarlierRows.after(here.connection, self.common.base)
        self._deleted_here, self._changed_here = since.deleted, since.rows
        self._has_erased = _has_erased(here, self.common.base)
        self._erased = erased_people(there, self._is_erased) if self._has_erased else NOBODY
        self._named: dict[Place, None] = {}
        """Texts that come in and may mean them."""
        self._brought: dict[RowPlace, Row] = {}
        """Rows that this file has deleted and that are to come back."""

    @property
    def shared(self) -> frozenset[str]:
        """Keys of rows that both files know."""
        known = {key for rows in self._there.rows.values() for key in rows}
        return frozenset(known | {key for _, key in self.common.changed.rows})

    def result(self, rows: int, merger: Merger, left: tuple[Left, ...]) -> Joined:
        common = self.common
        edits = list(own_edits(self._there.connection, common.base, common.through))
        own = own_edits(self._here.connection, common.base, common.seen_there)
        return Joined(
            rows,
            merger.same,
            merger.moved,
            left,
            tuple(
                self._erased.unnamed(edit)
                for edit in edits
                if edit.changes and not common_state.key_of(edit.label)
            ),
            tuple(edit for edit in own if edit.changes and not common_state.key_of(edit.label)),
            tuple(edit for edit in edits if not edit.changes),
            tuple(place for place in self._named if place not in {one.place for one in left}),
        )

    def note(
        self,
        key: str,
        name: str,
        who: str,
        merger: Merger,
        left: frozenset[Place],
        words: SaidOfLeft,
    ) -> None:
        """Note what this file has of the other one now, and the texts that it did not take."""
        connection, before = self._here.connection, self.common.left_before
        refused = [one for one in merger.left if one.place not in before and not one.goes_with]
        told = map(self._erased.without_names, words(refused, self._there.rows, self._here.rows))
        common_state.note_left(connection, key, who, name, told)
        known = self.common.known_now(left, merger.keys)
        common_state.note_join(connection, key, who, known, len(left))

    def is_new(self, left: frozenset[Place]) -> bool:
        """Return whether a join that wrote nothing has found anything that is not noted yet."""
        return bool(self.common.changed.rows) or left != self.common.left_before

    def changes(self) -> Iterator[RowChange]:
        """Yield what the other file has changed: new rows, changed ones, deleted ones."""
        for place in self._choices.theirs:
            self._bring(place[:2])
        places = {*self.common.changed.rows, *(place[:2] for place in self.common.disputed)}
        found = [
            change
            for place in places
            if place[0] in _ORDER
            and place not in self._brought
            and (change := self._change_of(place)) is not None
        ]
        found += [RowChange(*place, None, dict(row)) for place, row in self._brought.items()]
        found = [self._erased.without_whole(change) for change in found]
        for change in found:
            self._named |= dict.fromkeys(self._erased.named_in(change))
        found.sort(key=lambda change: (_ORDER[change.table], change.key))
        yield from (change for change in found if change.old is None)
        yield from (change for change in found if change.old is not None and change.new is not None)
        yield from (change for change in reversed(found) if change.new is None)

    def _change_of(self, place: RowPlace) -> RowChange | None:
        table, key = place
        theirs = self.common.mapped(self._there.rows[table].get(key))
        before, mine = self.common.common_of(place), self._mine(place)
        is_disputed = (table, key, "") in self.common.disputed
        if theirs is None:
            if mine is None or (before is None and not is_disputed):
                return None
            return RowChange(table, key, dict(before or {}), None)
        if self._is_erased(place) and (before is not None or is_disputed):
            return None
        if before is None and not is_disputed:
            new = self._without_erased(table, theirs)
            return None if new is None else RowChange(table, key, None, new | {"id": key})
        names = self._changed(place, before or {}, theirs, mine)
        if mine is None and is_disputed:
            names = [name for name in theirs if name != "id"]
        if not names:
            return None
        old = {name: (before or {}).get(name) for name in names}
        return RowChange(table, key, old, {name: theirs[name] for name in names})

    def _changed(self, place: RowPlace, before: Row, theirs: Row, mine: Row | None) -> list[str]:
        """Return the columns of a row that the other file has changed, or are in dispute."""
        disputed = {name for table, key, name in self.common.disputed if (table, key) == place}
        return [
            name
            for name, value in theirs.items()
            if name != "id"
            and (
                (name in before and before[name] != value)
                or (name in disputed and mine is not None and mine[name] != value)
            )
            and not self._is_cleared(place, name, before, mine)
        ]

    def _mine(self, place: RowPlace) -> Row | None:
        return self._here.rows[place[0]].get(self._key(place[1]))

    def _key(self, key: str) -> str:
        return self.common.keys.get(key, key)

    # -- what this file has erased for good does not come back

    def _is_erased(self, place: RowPlace) -> bool:
        """Return whether a row that this file had is not there, and its history does not say that
        it was deleted."""
        mine = (place[0], self._key(place[1]))
        if not self._has_erased or self._mine(place) is not None:
            return False
        return mine not in self._deleted_here

    def _is_cleared(self, place: RowPlace, name: str, before: Row, mine: Row | None) -> bool:
        """Return whether a value was erased: it is empty without any edit that emptied it."""
        if not self._has_erased or mine is None or mine[name] not in _NOTHING:
            return False
        noted = self._changed_here.get((place[0], self._key(place[1])), {})
        return noted is not None and name not in noted and before.get(name) not in _NOTHING

    def _without_erased(self, table: str, row: Row) -> dict[str, object] | None:
        """Return a new row without references to erased ones; None if it is part of one."""
        new = dict(row)
        for column, parent, is_part in references_of(table):
            place = (parent, str(row[column]))
            is_new = place in self.common.changed.rows and self.common.common_of(place) is None
            if row[column] is None or is_new or not self._is_erased(place):
                continue
            if is_part:
                return None
            new[column] = None
        return new

    # -- what this file has deleted comes back where that was chosen

    def _bring(self, place: RowPlace) -> None:
        """Bring back a row with its parts, and what it is a part of."""
        table, key = place
        row = self._there.rows[table].get(key)
        if row is None or place in self._brought or self._mine(place) is not None:
            return
        if self._is_erased(place):
            return
        self._brought[place] = self.common.mapped(row) or row
        for column, parent, is_part in references_of(table):
            if is_part and row[column] is not None:
                self._bring((parent, row[column]))
        for child, rows in self._there.rows.items():
            columns = [column for column, of, part in references_of(child) if part and of == table]
            for part, part_row in rows.items():
                if any(part_row[column] == key for column in columns):
                    self._bring((child, part))


def _has_erased(side: Side, base: int) -> bool:
    """Return whether a file has an edit after ``base`` of which its history has no rows."""
    noted = select(history_change.c.group_id)
    of = select(history_group.c.id).where(
        history_group.c.id > base,
        history_group.c.kind == EditKind.DO.value,
        history_group.c.id.not_in(noted),
    )
    return side.connection.execute(of.limit(1)).first() is not None


def chosen(left: Collection[Left], theirs: Collection[Place]) -> JoinChoices:
    """Return the choices about all that was left: ``theirs`` are taken, the others stay."""
    return JoinChoices(
        frozenset(theirs),
        frozenset(one.place for one in left if one.place not in theirs),
    )
