"""What a file of any schema holds of some rows, now and at any time that its history tells of.

A row may have been another's before or later: a place in a body is given on. So it is asked of each
change whose the row was before and after it. What is told here is only read; ``take_out`` writes.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from ita_desktop.domain.personal_marks import FILES, Personal
from ita_desktop.storage.tables import CONTENT

Row = tuple[str, str]
"""Table and key."""
PERSON: Final = "person"
ABOUT: Final = {("attendance", "person_id"): ("name", "post", "reason")}
"""References of rows that stay without the person whom they are about, and their columns that say
something of that person."""
_MARKS: Final = {
    (table.name, column.name): column.info.get("personal", Personal.NONE)
    for table in CONTENT
    for column in table.columns
}
_GO_WITH: Final = frozenset(
    (table.name, column.name)
    for table in CONTENT
    for column in table.columns
    if column.info.get("on_delete") == "delete"
)


class Reference(NamedTuple):
    """A foreign key: rows of ``table`` refer to rows of ``parent`` by ``column``, and ``go`` with
    them."""

    table: str
    column: str
    parent: str
    go: bool


class Value(NamedTuple):
    """A text that a row has or had, with its kind and place."""

    table: str
    key: str
    column: str
    mark: Personal
    text: str


class OwnChange(NamedTuple):
    """An entry of the history, and whether the row was theirs before and after it."""

    id: int
    group: int
    before: bool
    after: bool


class Belongings(NamedTuple):
    """What a file holds of some rows: rows that go with them, their changes by row, all texts that
    they ever had, the columns of rows that stay and were about them, and their files."""

    rows: frozenset[Row]
    changes: dict[Row, tuple[OwnChange, ...]]
    values: frozenset[Value]
    emptied: frozenset[tuple[str, str, str]]
    media: frozenset[str]

    @property
    def groups(self) -> frozenset[int]:
        """The units of work that changed them."""
        return frozenset(change.group for some in self.changes.values() for change in some)


def columns_of(raw: sqlite3.Connection, table: str) -> set[str]:
    """Return the columns of a table; none if the file has no such table."""
    return {name for (name,) in raw.execute("SELECT name FROM pragma_table_info(?)", [table])}


def mark_of(table: str, column: str) -> Personal:
    """Return the kind of a column; a text of an older schema may hold anything."""
    usual = Personal.NONE if column == "id" or column.endswith("_id") else Personal.FREE
    mark: Personal = _MARKS.get((table, column), usual)
    return mark


@cache
def _known_references() -> dict[tuple[str, ...], list[Reference]]:
    """Return references by what made the tables: a file and all its copies have mostly the same."""
    return {}


def references(raw: sqlite3.Connection) -> list[Reference]:
    """Return all foreign keys of a file."""
    made = raw.execute("SELECT sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
    schema = tuple(sql for (sql,) in made)
    known = _known_references()
    if schema not in known:
        known[schema] = _references(raw)
    return known[schema]


def _references(raw: sqlite3.Connection) -> list[Reference]:
    found = raw.execute(
        'SELECT t.name, f."from", f."table", c."notnull" FROM sqlite_master t,'
        " pragma_foreign_key_list(t.name) f, pragma_table_info(t.name) c"
        " WHERE t.type = 'table' AND c.name = f.\"from\""
    )
    return [
        Reference(table, column, parent, bool(needed) or (table, column) in _GO_WITH)
        for table, column, parent, needed in found
    ]


def belongings(raw: sqlite3.Connection, roots: Collection[Row]) -> Belongings:
    """Return what the file holds of the ``roots`` and of the rows that went with them."""
    return _Search(raw).of(roots)


class _Noted(NamedTuple):
    """An entry of the history, read."""

    id: int
    group: int
    old: dict[str, Any] | None
    new: dict[str, Any] | None


class _Search:
    """Follows the references to rows through the tables and the history of a file."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self._columns: dict[str, set[str]] = {}
        self._references = [one for one in references(raw) if one.go or _is_about(one)]
        self._now: dict[str, dict[str, dict[str, Any]]] = {}
        self._noted: dict[str, dict[str, list[_Noted]]] = {}
        self._children: dict[Reference, dict[str, set[str]]] = {}
        self._rows: set[Row] = set()
        self._changes: dict[Row, dict[int, OwnChange]] = defaultdict(dict)
        self._values: set[Value] = set()
        self._emptied: set[tuple[str, str, str]] = set()

    def of(self, roots: Collection[Row]) -> Belongings:
        left = list(roots)
        for table, key in roots:
            self._take_root(table, key)
        while left:
            table, key = left.pop()
            if (table, key) in self._rows:
                continue
            self._rows.add((table, key))
            for one in self._references:
                if one.parent == table:
                    left += self._follow(one, key)
        for table, key in self._rows:
            row = self._now_of(table).get(key)
            self._values.update(_values(table, key, row))
        media = {value.text for value in self._values if value.mark in FILES}
        emptied = {place for place in self._emptied if place[:2] not in self._rows}
        changes = {row: tuple(some.values()) for row, some in self._changes.items()}
        texts = frozenset(value for value in self._values if value.mark not in FILES)
        rows = frozenset(self._rows)
        return Belongings(rows, changes, texts, frozenset(emptied), frozenset(media))

    def _take_root(self, table: str, key: str) -> None:
        for noted in self._noted_of(table).get(key, ()):
            self._take(table, key, noted, before=True, after=True)

    def _take(self, table: str, key: str, noted: _Noted, *, before: bool, after: bool) -> None:
        """Add an entry, and what the row had while it was theirs."""
        known = self._changes[table, key].get(noted.id)
        if known is not None:
            before, after = before or known.before, after or known.after
        self._changes[table, key][noted.id] = OwnChange(noted.id, noted.group, before, after)
        for theirs, side in ((before, noted.old), (after, noted.new)):
            if theirs:
                self._values.update(_values(table, key, side))

    def _follow(self, one: Reference, key: str) -> Iterator[Row]:
        """Yield the rows that refer to a row and go with it; note those that did before."""
        for child in self._children_by(one).get(key, ()):
            noted = self._noted_of(one.table).get(child, [])
            row = self._now_of(one.table).get(child)
            sides = _sides(noted, None if row is None else row.get(one.column), one.column)
            for change, (before, after) in zip(noted, sides, strict=True):
                if key in (before, after):
                    self._take(one.table, child, change, before=before == key, after=after == key)
            if one.go:
                if _last(row, sides, one.column) == key:
                    yield one.table, child
            elif _last(row, sides, one.column, until_cleared=False) == key and row is not None:
                self._empty(one, child, row, is_theirs=row[one.column] == key)

    def _empty(self, one: Reference, key: str, row: dict[str, Any], *, is_theirs: bool) -> None:
        """Note the columns of a row that stays which are about them: after the reference was
        cleared only what is still as it was."""
        had = {(value.column, value.text) for value in self._values if value.key == key}
        for column in ABOUT[one.table, one.column]:
            text = row.get(column)
            if text and (is_theirs or (column, text) in had):
                self._emptied.add((one.table, key, column))
                mark = mark_of(one.table, column)
                self._values.add(Value(one.table, key, column, mark, text))

    def _now_of(self, table: str) -> dict[str, dict[str, Any]]:
        if table not in self._now:
            self._now[table] = {}
            if columns_of(self._raw, table):
                found = self._raw.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                names = [column[0] for column in found.description]
                rows = (dict(zip(names, row, strict=True)) for row in found)
                self._now[table] = {row["id"]: row for row in rows}
        return self._now[table]

    def _noted_of(self, table: str) -> dict[str, list[_Noted]]:
        if table not in self._noted:
            noted: dict[str, list[_Noted]] = defaultdict(list)
            found = self._raw.execute(
                "SELECT row_id, id, group_id, old, new FROM history_change"
                " WHERE table_name = ? ORDER BY id",
                [table],
            )
            for key, number, group, old, new in found:
                noted[key].append(_Noted(number, group, read(old), read(new)))
            self._noted[table] = dict(noted)
        return self._noted[table]

    def _children_by(self, one: Reference) -> dict[str, set[str]]:
        """Return which rows refer, or referred, to which by a column."""
        if one not in self._children:
            found: dict[str, set[str]] = defaultdict(set)
            for key, row in self._now_of(one.table).items():
                if row.get(one.column):
                    found[row[one.column]].add(key)
            for key, some in self._noted_of(one.table).items():
                for noted in some:
                    for side in (noted.old, noted.new):
                        if side and side.get(one.column):
                            found[side[one.column]].add(key)
            self._children[one] = dict(found)
        return self._children[one]


def _is_about(one: Reference) -> bool:
    return one.parent == PERSON and (one.table, one.column) in ABOUT


def read(noted: str | None) -> dict[str, Any] | None:
    """Return one side of an entry of the history; None if there is none, or it is not readable."""
    try:
        columns = json.loads(noted) if noted else None
    except ValueError:
        return None
    return columns if isinstance(columns, dict) else None


def _values(table: str, key: str, columns: dict[str, Any] | None) -> Iterator[Value]:
    for name, text in (columns or {}).items():
        mark = mark_of(table, name)
        if mark is not Personal.NONE and isinstance(text, str) and text.strip():
            yield Value(table, key, name, mark, text)


def _sides(
    noted: Iterable[_Noted], now: str | None, column: str
) -> list[tuple[str | None, str | None]]:
    """Return what a column referred to before and after each entry."""
    noted = list(noted)
    told = (one.old[column] for one in noted if one.old is not None and column in one.old)
    held: str | None = next(told, now)
    sides = []
    for one in noted:
        before = None if one.old is None else one.old.get(column, held)
        after = None if one.new is None else one.new.get(column, before)
        sides.append((before, after))
        held = after if one.new is not None else before
    return sides


def _last(
    row: dict[str, Any] | None,
    sides: list[tuple[str | None, str | None]],
    column: str,
    *,
    until_cleared: bool = True,
) -> str | None:
    """Return whose a row is; of one that was deleted, whose it was; with ``until_cleared`` false
    also of one whose reference was cleared."""
    if row is not None and (row.get(column) or until_cleared):
        return row.get(column)
    known = [key for side in sides for key in side if key]
    return known[-1] if known else None
