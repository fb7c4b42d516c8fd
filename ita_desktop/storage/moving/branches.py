"""A branch: a copy of a database that is edited elsewhere, and merged later by its history."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.ids import new_id
from ita_desktop.storage.edits import history
from ita_desktop.storage.edits.changes import EditGroup, EditKind, RowChange
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.tables import history_group, meta

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


class OwnEdit(NamedTuple):
    """An edit of a branch that is in effect."""

    number: int
    label: str
    who: str
    changes: tuple[RowChange, ...]


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
    return Branch(noted[_ID], noted[_ADDRESS], int(noted[_BASE]), noted.get(_WORKSPACE, ""))


def own_edits(connection: Connection, base: int) -> Iterator[OwnEdit]:
    """Yield the edits of a file after number ``base`` that are in effect, oldest first; also an
    undo of an edit before it. An edit without rows changed the file outside its history."""
    newest = connection.execute(select(func.max(history_group.c.id))).scalar_one_or_none() or 0
    later = history.latest(connection, max(newest - base, 1))
    groups = [group for group in reversed(later) if group.id > base]
    replays: dict[int, list[EditGroup]] = {}
    for group in groups:
        if group.target is not None and group.target <= base:
            replays.setdefault(group.target, []).append(group)
    # An undo that was redone, or the other way round, has changed nothing.
    last = {of[-1].id for of in replays.values() if of[0].kind is of[-1].kind}
    for group in groups:
        is_edit = group.kind is EditKind.DO and group.stands
        if not is_edit and group.kind is not EditKind.NOTE and group.id not in last:
            continue
        label = Phrase(_AGAIN[group.kind], label=group.label) if group.id in last else group.label
        changes = tuple(history.changes_of(connection, group.id))
        yield OwnEdit(group.id, label, group.who, changes)
