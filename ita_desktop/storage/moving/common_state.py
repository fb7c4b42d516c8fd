"""The newest state that two files of one workspace have in common, as far as their histories and
what earlier joins have noted tell.

Without a join that is the newest unit of work of both. Each join adds a state to choose from: this
file has all of the other one up to a unit of work of that (a), or the other way round (b). If one
of them was joined with the other in it, that one is newer; if both were joined at the same time, a
value is common that neither side has changed alone.

A file notes each join in its history. A note is a group of its own, because the label of the edit
goes if it holds the name of somebody who is erased for good. A join that was undone has noted
nothing.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.storage.edits import history, lineage
from ita_desktop.storage.edits.changes import EditGroup, EditKind
from ita_desktop.storage.edits.history import EarlierRows, RowPlace
from ita_desktop.storage.edits.lineage import EditPoint, Lineage
from ita_desktop.storage.moving.merging import JOIN, OwnEdit, Place
from ita_desktop.storage.tables import history_group, kind_of, listed

Row = Mapping[str, Any]
Rows = Mapping[str, Mapping[str, Row]]
"""Records by table and key."""


_KNOWN: Final = "known"


class Known(NamedTuple):
    """What a file has of another one: all up to a unit of work of that file, but for the places
    where both texts still stand; and its own keys of that file's rows, where they differ."""

    point: EditPoint
    left: frozenset[Place] = frozenset()
    keys: Mapping[str, str] = {}


class JoinNote(NamedTuple):
    """What a join noted, about the file that was joined and those that this one knew."""

    number: int
    """Of the group with the note; the edit is behind it."""
    known: tuple[Known, ...]
    is_undone: bool


def notes_of(connection: Connection) -> list[JoinNote]:
    """Return the notes of a file, oldest first."""
    found = connection.execute(
        select(history_group)
        .where(history_group.c.phrase.contains(f'"{JOIN}":"', autoescape=True))
        .order_by(history_group.c.id)
    ).mappings()
    groups = [group for group in map(history.group_of, found) if key_of(group.label)]
    undone = {
        key_of(group.label) for group in groups if group.kind is EditKind.DO and not group.stands
    }
    return [
        JoinNote(group.id, _known(group), key_of(group.label) in undone)
        for group in groups
        if group.kind is EditKind.NOTE and _KNOWN in _fields(group.label)
    ]


def joined_points(connection: Connection) -> list[EditPoint]:
    """Return the units of work of other files up to which a file was joined with these."""
    return [
        known.point for note in notes_of(connection) if not note.is_undone for known in note.known
    ]


def key_of(label: str) -> str:
    """Return the key of the join that wrote a label; empty if none did."""
    return str(_fields(label).get(JOIN, ""))


def _fields(label: str) -> Mapping[str, object]:
    return label.fields if isinstance(label, Phrase) else {}


def _known(group: EditGroup) -> tuple[Known, ...]:
    noted = json.loads(str(_fields(group.label)[_KNOWN]))
    return tuple(
        Known(
            EditPoint(*point), frozenset((table, key, column) for table, key, column in left), keys
        )
        for point, left, keys in noted
    )


def note_join(
    connection: Connection, join: str, who: str, known: Iterable[Known], left: int
) -> None:
    """Note what the file knows of others now; ``join`` is the key of the join, ``left`` the number
    of places where both texts still stand."""
    noted = [(one.point, sorted(one.left), dict(one.keys)) for one in known]
    fields = {JOIN: join, _KNOWN: json.dumps(noted)}
    label = Phrase("รวมแฟ้มครบทุกแห่ง", **fields)
    if left:
        label = Phrase("รวมแฟ้ม เว้นไว้ {count} แห่ง", count=left, **fields)
    history.note(connection, label, who)


def note_edits(connection: Connection, join: str, name: str, edits: Iterable[OwnEdit]) -> None:
    """Note the single edits of the other file that come with the join, each by its author."""
    for edit in edits:
        at = "" if edit.at is None else f"{short_date(edit.at.date())} {edit.at:%H:%M}"
        label = Phrase("จากแฟ้ม {name} {at}: {label}", name=name, at=at, label=edit.label, join=join)
        history.note(connection, label, edit.who)


def note_left(connection: Connection, join: str, who: str, name: str, words: Iterable[str]) -> None:
    """Note the texts of the other file that were left there."""
    for text in words:
        label = Phrase("ไม่ได้รับจากแฟ้ม {name}: {text}", name=name, text=text, join=join)
        history.note(connection, label, who)


def label_of(join: str, name: str, tables: Iterable[str]) -> Phrase:
    """Return what the edit is called that writes rows of the file ``name``, by their ``tables``."""
    kinds = Counter(map(kind_of, tables)).most_common()
    what = listed(Phrase("{kind} {count} แถว", kind=kind, count=count) for kind, count in kinds)
    return Phrase("รวมแฟ้ม {name}: {what}", name=name, what=what, join=join)


class _Reached(NamedTuple):
    """How far one file has another one: by which of its notes, and up to which unit of work."""

    note: int
    point: int
    known: Known


class Side(NamedTuple):
    """One of the two files: its connection and its records now."""

    connection: Connection
    rows: Rows

    @property
    def raw(self) -> sqlite3.Connection:
        """The connection below SQLAlchemy."""
        below = self.connection.connection.driver_connection
        assert isinstance(below, sqlite3.Connection)
        return below


class CommonState:
    """What this file (``here``) and another one (``there``) have in common."""

    def __init__(self, here: Side, there: Side, name: str) -> None:
        """``name`` of the other file is for errors. Raises InputError if it is of another
        workspace, or nothing is known of a common state."""
        compared = lineage.compare(here.raw, there.raw)
        if compared.relation is Lineage.FOREIGN:
            raise InputError(
                "เป็นแฟ้มของคนละงาน จึงรวมกันไม่ได้",
                where=name,
                remedy="เลือกแฟ้มที่คัดลอกหรือสำรองมาจากงานเดียวกัน หรือนำข้อมูลจากแฟ้มนั้นมาด้วยการนำเข้า",
            )
        if not compared.common and (compared.mine or compared.theirs):
            raise InputError(
                "ประวัติการแก้ไขของสองแฟ้มไม่มีจุดร่วมกัน จึงไม่รู้ว่าฝ่ายใดแก้อะไร",
                where=name,
                remedy="เทียบเองทีละรายการ หรือใช้สำเนาที่มีประวัติการแก้ไขอยู่ด้วย",
            )
        self.base = compared.common
        self._here, self._there = here, there
        mine, theirs = notes_of(here.connection), notes_of(there.connection)
        self._a = _reached(mine, theirs, there.raw, here.raw, self.base)
        self._b = _reached(theirs, mine, here.raw, there.raw, self.base)
        self.through = self._a.point if self._a is not None else self.base
        """The unit of work of the other file up to which this one has it."""
        self.seen_there = self._b.point if self._b is not None else self.base
        """The unit of work of this file up to which the other one has it."""
        self.keys = self._known_keys()
        """This file's keys of rows of the other one, where they differ."""
        self.left_before = self._a.known.left if self._a is not None else frozenset()
        """Places where both texts still stand, as this file has noted."""
        self.disputed = self.left_before | self._left_there()
        """Places where both texts still stand, as either file has noted."""
        self.changed = EarlierRows.after(there.connection, self.through)
        """Rows that the other file has changed since."""
        self.common_of = self._chosen()
        """Returns a row of the other file, by its place there, as it was in the common state, with
        the keys of this file; None if there was none."""

    def _known_keys(self) -> dict[str, str]:
        found = {}
        if self._b is not None:
            found = {there: here for here, there in self._b.known.keys.items()}
        return found | dict(self._a.known.keys if self._a is not None else {})

    def _left_there(self) -> frozenset[Place]:
        if self._b is None:
            return frozenset()
        theirs = {here: there for there, here in self.keys.items()}
        return frozenset(
            (table, theirs.get(key, key), column) for table, key, column in self._b.known.left
        )

    def _chosen(self) -> Callable[[RowPlace], Row | None]:
        a, b = self._a, self._b
        if b is None:
            return self._at_a
        here = EarlierRows.after(self._here.connection, b.point)

        def at_b(place: RowPlace) -> Row | None:
            table, key = place
            mine = (table, self.keys.get(key, key))
            return here.at(mine, self._here.rows[table].get(mine[1]))

        if a is None or a.note <= b.point:
            return at_b
        if b.note <= a.point:
            return self._at_a
        since = EarlierRows.after(self._there.connection, self.base)

        def of_both(place: RowPlace) -> Row | None:
            first, second = self._at_a(place), at_b(place)
            begun = self.mapped(since.at(place, self._row(place)))
            if first is None or second is None or begun is None:
                return second if first == begun else first
            return {
                name: second.get(name) if value == begun.get(name) else value
                for name, value in first.items()
            }

        return of_both

    def _at_a(self, place: RowPlace) -> Row | None:
        return self.mapped(self.changed.at(place, self._row(place)))

    def _row(self, place: RowPlace) -> Row | None:
        return self._there.rows[place[0]].get(place[1])

    def mapped(self, row: Row | None) -> Row | None:
        """Return a row of the other file with the keys of this one."""
        if row is None or not self.keys:
            return row
        return {
            name: self.keys.get(value, value) if isinstance(value, str) else value
            for name, value in row.items()
        }

    def known_now(self, left: frozenset[Place], keys: Mapping[str, str]) -> Iterator[Known]:
        """Yield what this file knows after a join: all of the other file, and what that knows of
        others."""
        yield Known(lineage.newest_point(self._there.raw), left, keys)
        for note in notes_of(self._there.connection):
            for known in () if note.is_undone else note.known:
                if not lineage.has(self._here.raw, known.point):
                    there = known.keys.items()
                    yield known._replace(keys={key: keys.get(to, to) for key, to in there})


def _reached(
    notes: Sequence[JoinNote],
    others: Sequence[JoinNote],
    raw: sqlite3.Connection,
    own: sqlite3.Connection,
    base: int,
) -> _Reached | None:
    """Return how far the file with the ``notes`` has the one that ``raw`` reads, whose notes are
    ``others``; ``own`` reads the file itself. What that one has undone of a join with this file it
    has not given up of its own: it counts as if it had never been joined."""
    undone = [
        note.number
        for note in others
        if note.is_undone and any(lineage.has(own, known.point) for known in note.known)
    ]
    found = [
        _Reached(note.number, _limited(known.point.number, undone), known)
        for note in notes
        if not note.is_undone
        for known in note.known
        if lineage.has(raw, known.point)
    ]
    newest = max(found, key=lambda reached: (reached.point, reached.note), default=None)
    return newest if newest is not None and newest.point > base else None


def _limited(point: int, undone: Sequence[int]) -> int:
    return min((number - 1 for number in undone if number <= point), default=point)
