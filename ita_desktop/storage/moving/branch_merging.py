"""Merges the own edits of a branch into a database on a server, each as a unit of work of its own,
in transactions that let the others have their turn."""

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import new_id
from ita_desktop.storage import Step
from ita_desktop.storage.edits import history
from ita_desktop.storage.edits.changes import EditKind
from ita_desktop.storage.files.lock import user_name
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.moving.merging import Branch, Left, Merger, OwnEdit, Place
from ita_desktop.storage.server.live import noting
from ita_desktop.storage.server.live.noting import Deadlines, Work
from ita_desktop.storage.server.live.turns import LIMITS, TURN
from ita_desktop.storage.tables import history_group

_MAY_WRITE: Final = "SELECT has_table_privilege('server.turn', 'UPDATE')"
_PATIENCE: Final = "20s"
_PATIENCE_OF_TRIAL: Final = "500ms"
_AT_ONCE: Final = 1.5
"""Seconds of merging in one transaction: other clerks wait less than four for their turn."""


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
            found.setdefault(conflict.number, set()).add(conflict.place)
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

    def takes(_place: Place) -> bool:
        return mine

    merger = Merger(connection, file, earlier.keys, takes=takes, refusal=_refusal)
    labels: list[str] = []
    rows, through, until = 0, earlier.through, monotonic() + _AT_ONCE
    for done, edit in enumerate(edits):
        if progress is not None:
            progress(done, len(edits), edit.label)
        change = Change(connection)
        if edit.number > earlier.through:
            if monotonic() > until and labels and not is_trial:
                break
            merger.take(change, edit, None, earlier.left_of(edit.reverses))
            through = edit.number
        elif left := earlier.left.get(edit.number):
            merger.take(change, edit, left)
        if change.rows:
            _record(connection, edit, change)
            labels.append(edit.label)
            rows += len(change.rows)
    is_all = not edits or through >= edits[-1].number
    merged = Merged(tuple(labels), rows, merger.same, merger.moved, merger.left, is_all)
    if labels or through > earlier.through:
        now = Earlier(through, merged.places, merger.keys)
        note_merge(connection, branch, now, len(labels))
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


def _record(connection: Connection, edit: OwnEdit, change: Change) -> None:
    """Write a merged edit to the history. The database notes who merges; the label keeps who did
    the work."""
    label = Phrase("{label} · ทำที่บ้านโดย {who}", label=edit.label, who=edit.who)
    with noted_as_own(connection):
        history.record(connection, label, edit.who, change.rows, redo_open=True)


def _refusal(error: DBAPIError) -> str:
    """Return why the login may not write a row; empty if an error is about something else."""
    is_right = getattr(error.orig, "sqlstate", "") == NO_RIGHT
    return Phrase("ผู้ใช้นี้ไม่มีสิทธิ์แก้ข้อมูลนี้") if is_right else ""


def must_belong(branch: Branch, workspace_id: str, name: str) -> None:
    """Raise InputError if the branch was taken from another workspace."""
    if branch.workspace_id != workspace_id:
        raise InputError(
            "แฟ้มนี้นำมาจากงานร่วมอื่น ({address}) จึงรวมที่นี่ไม่ได้",
            where=name,
            remedy="ตรวจที่อยู่ของงานร่วม ถ้าตรงกันแล้ว งานร่วมถูกแทนที่ด้วยแฟ้มอื่น รวมด้วยมือแทน",
            address=branch.address,
        )


# What a database notes of each merge of a branch, in its history: a second merge reads it.

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
    fields: dict[str, Any] = {
        "branch": branch.id,
        "through": now.through,
        "time": branch.times.get(now.through, ""),
        "left": json.dumps(left),
        "keys": json.dumps(now.keys),
    }
    label = Phrase("รวมงานที่ทำที่บ้าน {edits} ครั้ง ครบทุกค่า", edits=edits, **fields)
    if left:
        fields |= {"edits": edits, "count": len(left)}
        label = Phrase("รวมงานที่ทำที่บ้าน {edits} ครั้ง เว้นไว้ {count} ค่า", **fields)
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
