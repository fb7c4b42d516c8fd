"""What a file notes of each join with another one, in its history: a later join reads it.

A note is a group of its own, because the label of the edit goes if it holds the name of somebody
who is erased for good. A join that was undone has noted nothing.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from sqlalchemy import Connection, select

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.storage.edits import history
from ita_desktop.storage.edits.changes import EditGroup, EditKind
from ita_desktop.storage.edits.lineage import EditPoint
from ita_desktop.storage.moving.branches import JOIN, OwnEdit
from ita_desktop.storage.moving.merging import Place
from ita_desktop.storage.tables import history_group

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
    label = Phrase("รวมแฟ้ม เว้นไว้ {count} แห่ง", count=left, join=join, known=json.dumps(noted))
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


def label_of(join: str, name: str, count: int) -> Phrase:
    """Return what the edit is called that writes ``count`` rows of the file ``name``."""
    return Phrase("รวมแฟ้ม {name}: {count} รายการ", name=name, count=count, join=join)
