"""What a database notes of each merge of a branch, in its history: a second merge reads it."""

import contextlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.ids import new_id
from ita_desktop.storage.edits import history
from ita_desktop.storage.edits.changes import EditKind
from ita_desktop.storage.files.lock import user_name
from ita_desktop.storage.moving.branches import Branch
from ita_desktop.storage.server.live import noting
from ita_desktop.storage.server.live.deadlines import Deadlines
from ita_desktop.storage.server.live.noting import Work
from ita_desktop.storage.tables import history_group

NO_RIGHT: Final = "42501"
"""PostgreSQL's code for a right that the login has not."""


class Earlier(NamedTuple):
    """What earlier merges of the branch have noted: the last edit, what was left of which edits,
    and the database's keys of rows."""

    through: int
    left: dict[int, set[tuple[str, ...]]]
    keys: dict[str, str]

    def left_of(self, numbers: Sequence[int]) -> set[tuple[str, ...]]:
        """Return what was left of these edits."""
        return set().union(*(self.left.get(number, ()) for number in numbers))


def earlier_merges(connection: Connection, branch: Branch) -> Earlier:
    """Return what was merged of the branch. Notes of an edit that the file does not have are of
    another copy of it, or of one that was restored since."""
    found = connection.execute(
        select(history_group.c.phrase)
        .where(
            history_group.c.kind == EditKind.NOTE.value,
            history_group.c.phrase.contains(branch.id, autoescape=True),
        )
        .order_by(history_group.c.id.desc())
    ).scalars()
    for phrase in found:
        fields = json.loads(phrase)["fields"]
        through = int(fields["through"])
        if branch.times.get(through, "") == fields.get("time"):
            return Earlier(through, _left(fields["left"]), json.loads(fields["keys"]))
    return Earlier(branch.base, {}, {})


def _left(noted: str) -> dict[int, set[tuple[str, ...]]]:
    left: dict[int, set[tuple[str, ...]]] = {}
    for number, *place in json.loads(noted):
        left.setdefault(number, set()).add(tuple(place))
    return left


def note_merge(connection: Connection, branch: Branch, now: Earlier, edits: int) -> None:
    """Note how far the branch is merged; a reader may note nothing, and has merged nothing."""
    left: list[list[Any]] = [
        [number, *place] for number, places in now.left.items() for place in sorted(places)
    ]
    label = Phrase(
        "รวมงานที่ทำที่บ้าน {edits} ครั้ง เว้นไว้ {count} ค่า",
        edits=edits,
        count=len(left),
        branch=branch.id,
        through=now.through,
        time=branch.times.get(now.through, ""),
        left=json.dumps(left),
        keys=json.dumps(now.keys),
    )
    try:
        with connection.begin_nested(), noted_as_own(connection):
            history.note(connection, label, user_name())
    except DBAPIError as error:
        if edits or getattr(error.orig, "sqlstate", "") != NO_RIGHT:
            raise


@contextlib.contextmanager
def noted_as_own(connection: Connection) -> Iterator[None]:
    """A unit of work of its own within the transaction, that a server notes under its key."""
    deadlines = Deadlines()
    try:
        noting.begin(connection, Work(new_id(), deadlines, lambda _: None))
        yield
    finally:
        deadlines.close()
