"""The history of a workspace: what was changed, by whom, when, and what can be undone; what the
rows of a file were at an earlier unit of work; and refusals of an edit whose row somebody else has
changed, with who did it and what it holds.

Each unit of work is a group with its row changes. Undo and redo replay a group as a new group;
nothing is deleted. An undone group that a new edit follows cannot be redone and is marked
``dropped``. Groups of the workspace's creation, up to one noted in ``meta``, are listed but not
undone.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    true,
    update,
)

from ita_desktop.domain.dates import moment_text
from ita_desktop.domain.errors import ConflictError, Phrase
from ita_desktop.storage.codec import Plain
from ita_desktop.storage.edits.changes import (
    EditGroup,
    EditKind,
    EditStatus,
    HistoryEntry,
    RowChange,
)
from ita_desktop.storage.files import digests
from ita_desktop.storage.tables import history_change, history_group, meta, metadata, unreadable

_ENTRIES = 50
"""How many changes of a row are searched for the last one of a column."""


_BEGINS_AFTER = "history_begins_after"
"""Key in ``meta`` of the last group of the creation."""


def _insert(table: Table) -> str:
    """Return the driver's SQL for a new row, numbered by SQLite: each edit writes two, for which
    SQLAlchemy takes longer than SQLite."""
    names = [column.name for column in table.columns if not column.primary_key]
    values = ", ".join(f":{name}" for name in names)
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({values})"  # noqa: S608 - names of our own


_BEGIN = select(meta.c.value).where(meta.c.key == _BEGINS_AFTER)
_GROUP = _insert(history_group)
_CHANGE = _insert(history_change)
_STATUS = (
    update(history_group)
    .where(history_group.c.id == bindparam("group"))
    .values(status=bindparam("new_status"))
)
_UNDONE = select(history_group.c.id).where(history_group.c.status == EditStatus.UNDONE.value)
_DROP = (
    update(history_group)
    .where(history_group.c.status == EditStatus.UNDONE.value)
    .values(status=EditStatus.DROPPED.value)
)


def record(
    connection: Connection,
    label: str,
    who: str,
    rows: Sequence[RowChange],
    *,
    redo_open: bool,
    is_last: bool = False,
) -> int:
    """Write a new edit to the history; return its group number.

    ``redo_open`` says that undone groups exist, which this edit drops. A server commits the
    transaction at once if nothing follows (``is_last``).
    """
    if is_on_server(connection):
        return _note(connection, label, who, rows, EditKind.DO, None, is_last=is_last)
    if redo_open:
        undone = connection.execute(_UNDONE).scalars().all()
        with digests.following(connection, history_group.name, undone):
            connection.execute(_DROP)
    return _write(connection, label, who, rows, EditKind.DO, None)


def record_replay(
    connection: Connection,
    target: EditGroup,
    who: str,
    rows: Sequence[RowChange],
    kind: EditKind,
    *,
    is_last: bool = False,
) -> int:
    """Write the undo or redo of ``target`` to the history; return the new group's number."""
    if is_on_server(connection):
        return _note(connection, target.label, who, rows, kind, target.id, is_last=is_last)
    status = EditStatus.UNDONE if kind is EditKind.UNDO else EditStatus.DONE
    with digests.following(connection, history_group.name, [target.id]):
        connection.execute(_STATUS, {"group": target.id, "new_status": status.value})
    return _write(connection, target.label, who, rows, kind, target.id)


def note(connection: Connection, label: str, who: str) -> None:
    """Write a note about the file to the history."""
    if is_on_server(connection):
        _note(connection, label, who, (), EditKind.NOTE, None, is_last=False)
        return
    _write(connection, label, who, (), EditKind.NOTE, None)


def _write(
    connection: Connection,
    label: str,
    who: str,
    rows: Sequence[RowChange],
    kind: EditKind,
    target: int | None,
) -> int:
    raw = cast(sqlite3.Connection, connection.connection.driver_connection)
    group = {
        "label": label,
        "who": who,
        "at": moment_text(datetime.now(UTC)),
        "kind": kind.value,
        "target": target,
        "status": EditStatus.DONE.value,
        "phrase": _json(_parts(label)) if isinstance(label, Phrase) else "",
    }
    number = raw.execute(_GROUP, group).lastrowid or 0
    changes = (
        {
            "group_id": number,
            "table_name": row.table,
            "row_id": row.key,
            "old": _json(row.old),
            "new": _json(row.new),
        }
        for row in rows
    )
    raw.executemany(_CHANGE, changes)
    digests.add(connection, history_group.name, "id", number)
    digests.add(connection, history_change.name, "group_id", number)
    digests.follow(connection, rows)
    return number


def is_on_server(connection: Connection) -> bool:
    """Return whether the workspace is a database on a server."""
    return connection.dialect.name != "sqlite"


def _note(
    connection: Connection,
    label: str,
    who: str,
    rows: Sequence[RowChange],
    kind: EditKind,
    target: int | None,
    *,
    is_last: bool,
) -> int:
    """Write a group on a server, which drops what its own login has undone and marks the target."""
    from ita_desktop.storage.server.live import noting

    values, noted = noted_on_server(label, who, rows, kind, target)
    return noting.note(connection, values, noted, is_last=is_last)


def noted_on_server(
    label: str,
    who: str,
    rows: Sequence[RowChange],
    kind: EditKind = EditKind.DO,
    target: int | None = None,
) -> tuple[dict[str, Any], list[tuple[str, str, str | None, str | None]]]:
    """Return what a server notes of a group, and of its rows."""
    values = {
        "label": label,
        "who": who,
        "kind": kind.value,
        "target": target,
        "phrase": _json(_parts(label)) if isinstance(label, Phrase) else "",
    }
    return values, [(row.table, row.key, _json(row.old), _json(row.new)) for row in rows]


def _json(row: Plain | None) -> str | None:
    if row is None:
        return None
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _parts(phrase: Phrase) -> dict[str, Any]:
    """Return template and fields of a phrase, recursively; other values as text."""
    fields = {
        name: _parts(value) if isinstance(value, Phrase) else str(value)
        for name, value in phrase.fields.items()
    }
    return {"template": phrase.template, "fields": fields}


def _phrase(parts: Any) -> Phrase:
    fields = {
        name: _phrase(value) if isinstance(value, dict) else str(value)
        for name, value in parts["fields"].items()
    }
    return Phrase(parts["template"], **fields)


def next_undo(connection: Connection, begin: int) -> EditGroup | None:
    """Return the last edit in effect after the group ``begin``."""
    return _one(connection, history_group.c.id.desc(), EditStatus.DONE, begin)


def next_redo(connection: Connection, begin: int) -> EditGroup | None:
    """Return the first undone edit after the group ``begin``."""
    return _one(connection, history_group.c.id, EditStatus.UNDONE, begin)


def _own(connection: Connection) -> ColumnElement[bool]:
    """Return the condition on edits that may be undone here: on a server those of one's login."""
    if is_on_server(connection):
        return literal_column("login") == literal_column("session_user")
    return true()


def _one(
    connection: Connection, order: ColumnElement[Any], status: EditStatus, begin: int
) -> EditGroup | None:
    found = connection.execute(
        select(history_group)
        .where(
            history_group.c.kind == EditKind.DO.value,
            history_group.c.status == status.value,
            history_group.c.id > begin,
            _own(connection),
        )
        .order_by(order)
        .limit(1)
    ).mappings()
    return next(map(group_of, found), None)


def begin_of(connection: Connection) -> int:
    """Return the last group of the creation, which is not undone; 0 if there is none."""
    noted = connection.execute(_BEGIN).scalar_one_or_none()
    return int(noted) if noted is not None and noted.isdecimal() else 0


def begin_here(connection: Connection) -> None:
    """Make the newest group the last one of the creation."""
    newest = connection.execute(select(func.max(history_group.c.id))).scalar_one_or_none() or 0
    connection.execute(delete(meta).where(meta.c.key == _BEGINS_AFTER))
    connection.execute(insert(meta), {"key": _BEGINS_AFTER, "value": str(newest)})
    digests.retake(connection, meta.name)


def begin_in(raw: sqlite3.Connection) -> None:
    """Like :func:`begin_here`, in a copy of any schema."""
    newest = raw.execute("SELECT coalesce(max(id), 0) FROM history_group").fetchone()[0]
    raw.execute("DELETE FROM meta WHERE key = ?", [_BEGINS_AFTER])
    raw.execute("INSERT INTO meta (key, value) VALUES (?, ?)", [_BEGINS_AFTER, str(newest)])


def edits(connection: Connection, limit: int) -> list[EditGroup]:
    """Return the newest edits, including undone ones, but not undos; newest first."""
    found = connection.execute(
        select(history_group)
        .where(history_group.c.kind == EditKind.DO.value)
        .order_by(history_group.c.id.desc())
        .limit(limit)
    ).mappings()
    return [group_of(row) for row in found]


def edit(connection: Connection, number: int) -> EditGroup | None:
    """Return the edit with this number."""
    wanted = (history_group.c.id == number) & (history_group.c.kind == EditKind.DO.value)
    found = connection.execute(select(history_group).where(wanted)).mappings().first()
    return group_of(found) if found is not None else None


def way_to(connection: Connection, point: int, begin: int) -> list[tuple[EditKind, EditGroup]]:
    """Return what to undo or redo, in order, until ``point`` is the last edit in effect. Edits up
    to ``begin`` are not changed."""
    found = connection.execute(
        select(history_group)
        .where(
            history_group.c.kind == EditKind.DO.value,
            history_group.c.id > begin,
            _own(connection),
        )
        .order_by(history_group.c.id)
    ).mappings()
    known = [group_of(row) for row in found]
    back = [group for group in known if group.status is EditStatus.DONE and group.id > point]
    forth = [group for group in known if group.status is EditStatus.UNDONE and group.id <= point]
    return [
        *((EditKind.UNDO, group) for group in reversed(back)),
        *((EditKind.REDO, group) for group in forth),
    ]


def changes_of(connection: Connection, group: int) -> list[RowChange]:
    """Return the row changes of a group, in the order they were written."""
    found = connection.execute(
        select(history_change)
        .where(history_change.c.group_id == group)
        .order_by(history_change.c.id)
    ).mappings()
    return [change_of(row) for row in found]


def size_of(connection: Connection, group: int) -> int:
    """Return the number of row changes of a group."""
    counted = select(func.count()).where(history_change.c.group_id == group)
    return int(connection.execute(counted).scalar_one())


def latest(connection: Connection, limit: int) -> list[EditGroup]:
    """Return the newest ``limit`` groups, newest first."""
    found = connection.execute(
        select(history_group).order_by(history_group.c.id.desc()).limit(limit)
    ).mappings()
    return [group_of(row) for row in found]


def of_rows(
    connection: Connection,
    keys: Sequence[str],
    fragments: Sequence[tuple[str, str]],
    limit: int,
) -> list[HistoryEntry]:
    """Return the newest changes of the rows with these keys, and of rows, existing or deleted, of a
    table whose content contains a JSON fragment, given in pairs; newest first."""
    found_in: list[ColumnElement[bool]] = [history_change.c.row_id.in_(keys)] if keys else []
    for table, fragment in fragments:
        # Restricting the table first avoids searching long texts of other tables.
        found_in += [
            and_(
                history_change.c.table_name == table,
                func.coalesce(column, "").contains(fragment, autoescape=True),
            )
            for column in (history_change.c.old, history_change.c.new)
        ]
    if not found_in:
        return []
    joined = history_change.join(history_group)
    found = connection.execute(
        select(
            history_group,
            history_change.c.table_name,
            history_change.c.row_id,
            history_change.c.old,
            history_change.c.new,
        )
        .select_from(joined)
        .where(or_(*found_in))
        .order_by(history_change.c.id.desc())
        .limit(limit)
    ).mappings()
    return [HistoryEntry(group_of(row), change_of(row)) for row in found]


def group_of(row: Any) -> EditGroup:
    """Return the unit of work in a row. Raises WorkspaceError if it cannot be read."""
    try:
        return EditGroup(
            id=row["id"],
            label=phrase_of(row),
            who=row["who"],
            at=datetime.fromisoformat(row["at"]).astimezone(),
            kind=EditKind(row["kind"]),
            status=EditStatus(row["status"]),
            target=row["target"],
        )
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise unreadable(history_group.name, str(row["id"])) from error


def phrase_of(row: Any) -> str:
    """Return the label in a row: a phrase, or text if an older program wrote it. Raises ValueError,
    LookupError, TypeError, AttributeError for another one."""
    return _phrase(json.loads(row["phrase"])) if row["phrase"] else str(row["label"])


def change_of(row: Any) -> RowChange:
    """Return the row change in a row. Raises WorkspaceError if it cannot be read."""
    try:
        return RowChange(
            table=row["table_name"],
            key=row["row_id"],
            old=None if row["old"] is None else json.loads(row["old"]),
            new=None if row["new"] is None else json.loads(row["new"]),
        )
    except ValueError as error:
        raise unreadable(history_change.name, str(row["row_id"])) from error


def inverse(changes: Sequence[RowChange]) -> list[RowChange]:
    """Return the changes that undo ``changes``, in the order in which to write them."""
    return [
        RowChange(change.table, change.key, change.new, change.old) for change in reversed(changes)
    ]


RowPlace = tuple[str, str]
"""Table and key."""


class EarlierRows(NamedTuple):
    """The rows that were changed after a unit of work, as they were then: their columns that have
    been changed since, all of those that were deleted; None if there was no such row."""

    rows: Mapping[RowPlace, Plain | None]
    deleted: frozenset[RowPlace]
    """Those that were deleted since, also if they came back."""

    @classmethod
    def after(cls, connection: Connection, point: int) -> "EarlierRows":
        """Return the rows changed after the unit of work with the number ``point``."""
        rows: dict[RowPlace, Plain | None] = {}
        deleted = set()
        later = select(history_change).where(history_change.c.group_id > point)
        for found in connection.execute(later.order_by(history_change.c.id)).mappings():
            change = change_of(found)
            place = (change.table, change.key)
            if change.new is None:
                deleted.add(place)
            if place not in rows:
                rows[place] = None if change.old is None else _columns(change.table, change.old)
            elif (known := rows[place]) is not None and change.old is not None:
                rows[place] = _columns(change.table, change.old) | known
        return cls(rows, frozenset(deleted))

    def at(self, place: RowPlace, now: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        """Return a row as it was then; ``now`` is what it is."""
        if place not in self.rows:
            return now
        known = self.rows[place]
        return None if known is None else {**(now or {}), **known}


def _columns(table: str, row: Plain) -> Plain:
    """Return the columns of a noted row that its table still has, without the row version."""
    if table not in metadata.tables:
        return {}
    names = metadata.tables[table].columns.keys()
    return {name: value for name, value in row.items() if name in names and name != "row_version"}


def stale_row(
    connection: Connection,
    table: str,
    key: str,
    column: str = "",
    *,
    theirs: object = None,
    mine: object = None,
) -> ConflictError:
    """Return the error for a value that somebody has changed since it was read, or for a row of
    which a value or everything has (no ``column``)."""
    last = next(
        (
            entry.group
            for entry in of_rows(connection, [key], (), _ENTRIES)
            if entry.change.table == table
            and (not column or column in (entry.change.new or entry.change.old or {}))
        ),
        None,
    )
    who, at = (last.who, last.at) if last is not None else ("", None)
    return stale(table, key, column, theirs=theirs, mine=mine, who=who, at=at)


def stale(
    table: str,
    key: str,
    column: str,
    *,
    theirs: object = None,
    mine: object = None,
    who: str = "",
    at: datetime | None = None,
) -> ConflictError:
    """Return that error where it is known ``who`` changed it ``at`` a local time, or nobody is."""
    if at is None:
        return ConflictError(
            "ข้อมูลนี้ถูกแก้ไปแล้วหลังจากที่อ่านมา จึงไม่ได้เขียนทับ",
            remedy="ดูค่าล่าสุดแล้วแก้ใหม่",
            table=table, key=key, column=column, theirs=theirs, mine=mine,
        )  # fmt: skip
    return ConflictError(
        "ข้อมูลนี้ถูกแก้ไปแล้วหลังจากที่อ่านมา (โดย {who} เวลา {time} น.) จึงไม่ได้เขียนทับ",
        remedy="ดูค่าล่าสุดแล้วแก้ใหม่",
        table=table, key=key, column=column, who=who, at=at, time=f"{at:%H:%M}",
        theirs=theirs, mine=mine,
    )  # fmt: skip
