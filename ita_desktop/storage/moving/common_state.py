"""The newest state that two files of one workspace have in common, as far as their histories and
what earlier joins have noted tell.

Without a join that is the newest unit of work of both. Each join adds a state to choose from: this
file has all of the other one up to a unit of work of that (a), or the other way round (b). If one
of them was joined with the other in it, that one is newer; if both were joined at the same time,
a value is common that neither side has changed alone.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from ita_desktop.domain.errors import InputError
from ita_desktop.storage.edits import lineage
from ita_desktop.storage.edits.history import EarlierRows, RowPlace
from ita_desktop.storage.edits.lineage import Lineage
from ita_desktop.storage.moving.join_notes import JoinNote, Known, notes_of
from ita_desktop.storage.moving.merging import Place

Row = Mapping[str, Any]
Rows = Mapping[str, Mapping[str, Row]]
"""Records by table and key."""


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
