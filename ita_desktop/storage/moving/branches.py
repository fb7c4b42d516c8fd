"""A branch: a copy of a database that is edited elsewhere, and merged later by its history."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import new_id
from ita_desktop.storage.edits import history
from ita_desktop.storage.edits.changes import EditGroup, EditKind, RowChange
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.tables import history_group, meta

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
