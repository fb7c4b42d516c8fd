"""What the window has written and the server has not answered yet, in the order in which it was
written: units of work that are decided on by the rows that are shown, and sent later."""

import contextlib
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import count
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from sqlalchemy import Connection, Table

from ita_desktop import error_log
from ita_desktop.domain.errors import ConflictError, InputError, ItaError, Phrase, WorkspaceError
from ita_desktop.domain.records import FiscalYear
from ita_desktop.domain.year import YearData
from ita_desktop.storage import Step
from ita_desktop.storage.codec import Plain
from ita_desktop.storage.edits.changes import Changed, EditKind, RowChange
from ita_desktop.storage.edits.history import inverse, noted_on_server, stale
from ita_desktop.storage.gateway import Batch, Change, media_key
from ita_desktop.storage.reasons import TurnTakenError
from ita_desktop.storage.server.connecting import LostError
from ita_desktop.storage.server.live.turns import WholeEdit
from ita_desktop.storage.server.live.unsent_notes import NotedEdit, UnsentNotes, is_stored
from ita_desktop.storage.tables import ORDER, table_of, to_row
from ita_desktop.storage.year_cache import CachedYears, neighbours

if TYPE_CHECKING:
    from ita_desktop.storage.connections import Connections
    from ita_desktop.storage.edits.edit_history import EditHistory
    from ita_desktop.storage.server.live.sharing import Sharing


_T = TypeVar("_T")
_WINDOW: Final = 0.05
"""Seconds that the window's thread waits for the answers to what it wrote before."""
_PATIENCE: Final = 60.0
"""Seconds for which an edit waits while others write large works."""
_AT_THE_END: Final = 2.0
"""Seconds that closing waits for the answer to what is under way."""


_FISCAL_YEAR: Final = table_of(FiscalYear)
Take = Callable[[Connection, Batch | None], Change]
"""Takes the connection of a unit of work that is written at once, and what gathers its new rows."""


class SentChange(Change):
    """Asks nothing of the server, and writes nothing: :attr:`rows` are what is to be written.

    Where it needs a row that was not read, it becomes one that is written at once.
    """

    def __init__(
        self,
        years: CachedYears,
        begin: Callable[[Take], Change],
        author: Callable[[str, str, str], str],
        step: Step | None,
        unannounced: Collection[tuple[str, str, str]],
    ) -> None:
        """``begin`` begins a unit of work on the server, and passes its connection on; ``author``
        returns the name of who wrote a value (table, key, column) that the window does not show
        yet, empty if nobody did."""
        super().__init__(None, step, unannounced)
        self._years = years
        self._begin = begin
        self._author = author
        self._written: dict[tuple[str, str], Plain | None] = {}
        """The rows as they are by this unit of work."""
        self.media: dict[str, bytes] = {}
        """The files to be stored, by key."""

    @property
    def is_at_once(self) -> bool:
        """Whether it is written at once."""
        return self._database is not None

    def _begin_at_once(self) -> None:
        self._begin(self._take)
        for data in self.media.values():
            super().keep(data)
        rows, self.rows = self.rows, []
        for row in rows:
            self.send(row)

    def _take(self, connection: Connection, batch: Batch | None) -> Change:
        self._database, self._batch = connection, batch
        return self

    def keep(self, data: bytes) -> str:
        if self.is_at_once:
            return super().keep(data)
        key = media_key(data)
        self.media[key] = data
        return key

    def _read(self, table: Table, key: str) -> Plain | None:
        if self.is_at_once:
            return super()._read(table, key)
        if (table.name, key) in self._written:
            return self._written[table.name, key]
        if (row := self._years.row(table.name, key)) is not None:
            return to_row(row)
        self._begin_at_once()
        return super()._read(table, key)

    def _children(self, table: Table, column: str, key: str) -> list[Plain]:
        if self.is_at_once:
            return super()._children(table, column, key)
        # The server looks for more, in years that were not read, when it deletes.
        found = {row.id: to_row(row) for row in self._years.rows_by(table, column, key)}
        for (name, own), row in self._written.items():
            if name == table.name:
                found.pop(own, None)
                if row is not None and row[column] == key:
                    found[own] = row
        return [found[own] for own in sorted(found)]

    def _insert(self, table: Table, row: Plain) -> None:
        if table is _FISCAL_YEAR and not self.is_at_once:
            self._begin_at_once()  # it is read as a whole when it is shown
        if self.is_at_once:
            super()._insert(table, row)
        else:
            self._write(RowChange(table.name, row["id"], None, row), row)

    def _try_update(self, table: Table, key: str, old: Plain, new: Plain, version: int) -> bool:
        row = None if self.is_at_once else self._read(table, key)
        if self.is_at_once:
            return super()._try_update(table, key, old, new, version)
        if row is None or row["row_version"] != version:
            return False
        new = new | {"row_version": version + 1}
        self._write(RowChange(table.name, key, old | {"row_version": version}, new), row | new)
        return True

    def _delete_row(self, table: Table, row: Plain) -> None:
        if table is _FISCAL_YEAR and not self.is_at_once:
            self._begin_at_once()
        if self.is_at_once:
            super()._delete_row(table, row)
        else:
            self._write(RowChange(table.name, row["id"], row, None), None)

    def _write(self, change: RowChange, row: Plain | None) -> None:
        self._written[change.table, change.key] = row
        self._note(change)

    def _stale(
        self,
        table: Table,
        key: str,
        column: str = "",
        *,
        theirs: object = None,
        mine: object = None,
    ) -> ConflictError:
        if self.is_at_once:
            return super()._stale(table, key, column, theirs=theirs, mine=mine)
        who = self._author(table.name, key, column)
        at = datetime.now().astimezone() if who else None
        return stale(table.name, key, column, theirs=theirs, mine=mine, who=who, at=at)

    def _execute(self, statement: Any, values: Any = None) -> Any:
        if not self.is_at_once:
            self._begin_at_once()
        return super()._execute(statement, values)


class ShownWorkspace(NamedTuple):
    """What a workspace shows of its database, and whom it tells."""

    years: CachedYears
    announce: Callable[[Changed], None]
    unknown: Callable[[], frozenset[tuple[str, str, str]]]
    author: Callable[[str, str, str], str]
    read: Callable[[int], YearData]


@dataclass(slots=True)
class _Sent:
    """An edit that is under way."""

    number: int
    label: Phrase
    rows: tuple[RowChange, ...]
    media: dict[str, bytes]
    near: dict[str, dict[str, int]]
    """The places of the rows among which each new one, by its id, was given its own."""
    is_shown: bool = False
    """Whether the window has heard of it: what it shows then it takes for what was typed, so that
    no answer may come before."""
    at: datetime = field(default_factory=lambda: datetime.now().astimezone())


@dataclass(slots=True)
class _Replayed:
    """An undo or redo that waits for its turn: ``of`` is the last edit when it was asked for, as
    ``last_edit`` numbers it. ``done`` is called with its label, None or an error."""

    kind: EditKind
    of: int
    done: Callable[[str | None, ItaError | None], object]
    at: datetime = field(default_factory=lambda: datetime.now().astimezone())


class Outbox:
    """Sends edits one after the other in a thread of its own. Methods may be called in any thread;
    :meth:`change` and :meth:`replay` are for the window's."""

    def __init__(
        self,
        connections: "Connections",
        sharing: "Sharing",
        edits: "EditHistory",
        workspace_id: str,
        shown: ShownWorkspace,
        at_once: Callable[[Phrase, Take], contextlib.AbstractContextManager[Change]],
    ) -> None:
        """``at_once`` is a unit of work that is written in the calling thread."""
        self._connections, self._sharing, self._edits = connections, sharing, edits
        self._shown = shown
        self._at_once = at_once
        self._numbers = count(1)
        self._waiting: list[_Sent | _Replayed] = []
        """The first one is being sent."""
        self._refused: dict[int, dict[str, bytes]] = {}
        """The edits that could not be stored, and the files of those that may be sent again."""
        self._moved = threading.Condition()
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self.stored_at: datetime | None = None
        """When the last edit was answered with yes."""
        self._notes = UnsentNotes(workspace_id, sharing.me.login)
        self.left: tuple[Changed, ...] = tuple(self._found_here())
        """What a window that is gone had sent and not stored, for the next one."""
        self.reordered: set[int] = set()
        """The numbers of stored edits that put rows elsewhere than somebody else just had."""
        self.watcher: Callable[[int, ItaError | None], object] | None = None
        """Called in the sending thread with the number of an edit that was answered, and why it
        could not be stored; after the subscribers of the workspace. 0 for an undo."""

    # -- the state

    @property
    def since(self) -> datetime | None:
        """The local time of the oldest edit that is under way; None if there is none."""
        waiting = tuple(self._waiting)
        return waiting[0].at if waiting else None

    def media(self, key: str) -> bytes | None:
        """Return a file that is under way, or was refused."""
        sent = [one.media for one in tuple(self._waiting) if isinstance(one, _Sent)]
        return next(
            (files[key] for files in (*sent, *self._refused.values()) if key in files), None
        )

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until all was answered; return whether it was."""
        with self._moved:
            return self._moved.wait_for(lambda: not self._waiting, seconds)

    def wait_in_turn(self) -> bool:
        """Wait for what was written before; return whether the calling thread may write now. The
        window's waits for a moment only, others as long as it takes."""
        if threading.current_thread() is self._thread:
            return True
        return self.wait(_WINDOW if self._connections.is_hurried else None)

    # -- writing

    @contextlib.contextmanager
    def change(self, label: Phrase, step: Step | None, *, is_tried: bool) -> Iterator[Change]:
        """One unit of work, which is shown at once and stored later; one that is only tried is
        neither. Raises LostError without a connection, ConflictError for a value that somebody else
        has changed and the window does not show."""
        self._sharing.must_be_connected()
        with contextlib.ExitStack() as stack:
            shown = self._shown
            seen = shown.years.now()
            change = SentChange(
                shown.years,
                lambda take: stack.enter_context(self._at_once(label, take)),
                shown.author,
                step,
                shown.unknown(),
            )
            yield change
        if not change.is_at_once and change.rows and not is_tried:
            self._send(change.label or label, change, seen)

    def _send(self, label: Phrase, change: SentChange, seen: tuple[YearData, ...]) -> None:
        years, rows = self._shown.years, tuple(change.rows)
        near = {
            row.key: neighbours(seen, row.table, row.new)
            for row in rows
            if row.old is None and row.new is not None and ORDER in row.new
        }
        sent = _Sent(-next(self._numbers), label, rows, change.media, near)
        self._edits.sent(sent.number, label)
        self._notes.keep(sent.number, NotedEdit(label, rows, change.media))
        years.show(sent.number, rows)
        self._put(sent)
        try:
            self._shown.announce(Changed(EditKind.DO, label, rows, work=sent.number))
        finally:
            with self._moved:
                sent.is_shown = True
                self._moved.notify_all()

    def replay(self, kind: EditKind, done: Callable[[str | None, ItaError | None], object]) -> None:
        """Undo or redo the last edit when all before it was answered: not where that was refused.
        ``done`` is called in the sending thread."""
        self._put(_Replayed(kind, self._edits.last_edit, done))

    def give_up(self, number: int) -> None:
        """Forget a refused edit: it was sent again, written over, or thrown away."""
        if number in self._refused:
            self._refused[number] = {}
        self._notes.forget(number)

    def give_up_all(self) -> None:
        """Forget what is not stored when this program ends."""
        self._notes.clear()

    def close(self) -> bool:
        """Wait a moment for what is under way; the rest is not sent any more, and offered at the
        next opening. Return whether there is none."""
        is_sent = self.wait(_AT_THE_END)
        with self._moved:
            self._is_closed = True
            self._moved.notify_all()
        self._notes.close()
        return is_sent

    def _found_here(self) -> Iterator[Changed]:
        """Yield what a program that is gone was sending, unless it was stored."""
        found = self._notes.take(lambda: -next(self._numbers))
        if not found:
            return
        try:
            with self._connections.read() as connection:
                stored = [key for key, edit in found.items() if is_stored(connection, edit.rows)]
        except BaseException:
            self._notes.close()
            raise
        for number in stored:
            self._notes.forget(number)
            del found[number]
        for number, edit in found.items():
            self._refused[number] = edit.media
            why = WorkspaceError(
                "โปรแกรมปิดไปก่อนที่เครื่องแม่ข่ายจะตอบว่าเก็บแล้ว",
                remedy="ส่งอีกครั้ง หรือทิ้งถ้าไม่ต้องการแล้ว",
            )
            yield Changed(EditKind.DO, edit.label, edit.rows, work=number, refusal=why)

    # -- the sending thread

    def _put(self, sent: _Sent | _Replayed) -> None:
        with self._moved:
            self._waiting.append(sent)
            self._moved.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            with self._moved:
                self._moved.wait_for(lambda: self._next() is not None or self._is_closed)
                sent = self._next()
                if sent is None or self._is_closed:
                    return
            if isinstance(sent, _Replayed):
                self._replay(sent)
            else:
                self._store(sent)

    def _next(self) -> _Sent | _Replayed | None:
        """Return what is to be sent now."""
        first = self._waiting[0] if self._waiting else None
        return None if isinstance(first, _Sent) and not first.is_shown else first

    def _in_turn(self, write: Callable[[], _T]) -> _T:
        """Write, as often as somebody else keeps the turn for a large work."""
        until = monotonic() + _PATIENCE
        while True:
            try:
                return write()
            except TurnTakenError:
                if monotonic() > until or self._is_closed:
                    raise

    def _store(self, sent: _Sent) -> None:
        try:
            self._in_turn(partial(self._write, sent))
        except ItaError as error:
            self._refuse(sent, error)
        except Exception as error:  # noqa: BLE001 - whatever it was, the window is told
            error_log.note(error)
            self._refuse(sent, _unforeseen(error))
        else:
            self.stored_at = datetime.now().astimezone()
            self._notes.forget(sent.number)
            self._answered(sent)
            self._tell(sent.number, None)

    def _write(self, sent: _Sent) -> None:
        connections, whole = self._connections, self._whole(sent)
        with connections.alone():
            with connections.transaction(whole) as connection:
                rows: Sequence[RowChange] = sent.rows
                number = whole.number if whole is not None else 0
                if not number:
                    rows = self._write_rows(sent, connection)
                if rows and not number:
                    number = self._edits.record(connection, sent.label, list(rows))
            if number:
                self._edits.done(number, sent.label, sent_as=sent.number)
            else:  # somebody else has written the same
                self._edits.refused(sent.number)
            self._shown.years.settle(sent.number, rows)
            if _turns_order(sent.rows, rows):
                self.reordered.add(sent.number)

    def _whole(self, sent: _Sent) -> WholeEdit | None:
        """Return an edit as one call; None if what it writes has to be decided on in its turn."""
        if sent.media or not WholeEdit.is_possible(sent.rows):
            return None
        return WholeEdit(sent.rows, *noted_on_server(sent.label, self._edits.who, sent.rows))

    def _write_rows(self, sent: _Sent, connection: Connection) -> Sequence[RowChange]:
        """Write an edit row by row; return what was written."""
        change = Change(connection, batch=self._connections.batch(connection))
        for data in sent.media.values():
            change.keep(data)
        for row in self._placed(sent):
            change.send(row)
        change.flush()
        return change.rows

    def _placed(self, sent: _Sent) -> Iterator[RowChange]:
        """Yield the rows of an edit; a new one whose place somebody else's has taken meanwhile
        comes behind all."""
        last: dict[tuple[str, int], int] = {}
        for row in sent.rows:
            if row.key not in sent.near or row.new is None:
                yield row
                continue
            places = neighbours(self._shown.years.now(stored=True), row.table, row.new)
            near = sent.near[row.key]
            since = {place for key, place in places.items() if near.get(key) != place}
            if row.new[ORDER] in since:
                end = max(places.values())
                taken = last[row.table, end] = last.get((row.table, end), end) + 1
                yield row._replace(new=row.new | {ORDER: taken})
            else:
                yield row

    def _refuse(self, sent: _Sent, error: ItaError) -> None:
        """Take back an edit; where the connection is lost, all that wait behind it, too: what is
        stored later is what the clerk sends again."""
        refused: list[_Sent | _Replayed] = [sent]
        if isinstance(error, LostError):
            with self._moved:
                refused = list(self._waiting)
        for each in reversed(refused):
            if isinstance(each, _Sent):
                self._refused[each.number] = each.media
                self._edits.refused(each.number)
                self._shown.years.settle(each.number, None)
        self._read_again()
        for each in refused:
            self._answered(each)
            if isinstance(each, _Replayed):
                each.done(None, error)
                self._tell(0, error)
                continue
            rows = tuple(inverse(each.rows))
            told = Changed(EditKind.UNDO, each.label, rows, work=each.number, refusal=error)
            with _noted():
                self._shown.announce(told)
            self._tell(each.number, error)

    def _read_again(self) -> None:
        """Read the years that a conflict has put in doubt, which the window must not wait for."""
        for year in self._shown.years.forgotten:
            with contextlib.suppress(InputError, WorkspaceError):
                self._shown.read(year)

    def _replay(self, sent: _Replayed) -> None:
        label: str | None = None
        error: ItaError | None = None
        try:
            if sent.of not in self._refused:
                edits, is_undo = self._edits, sent.kind is EditKind.UNDO
                label = self._in_turn(edits.undo if is_undo else edits.redo)
        except ItaError as raised:
            error = raised
        except Exception as raised:  # noqa: BLE001 - as above
            error_log.note(raised)
            error = _unforeseen(raised)
        self._answered(sent)
        with _noted():
            sent.done(label, error)
        self._tell(0, error)

    def _answered(self, sent: _Sent | _Replayed) -> None:
        with self._moved:
            self._waiting = [other for other in self._waiting if other is not sent]
            self._moved.notify_all()

    def _tell(self, number: int, error: ItaError | None) -> None:
        if self.watcher is not None:
            with _noted():
                self.watcher(number, error)


@contextlib.contextmanager
def _noted() -> Iterator[None]:
    """Note an error of whoever is told: it keeps nobody from the answers."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - as said
        error_log.note(error)


def _turns_order(sent: Sequence[RowChange], written: Sequence[RowChange]) -> bool:
    """Return whether rows were at another place in their list than the edit had seen."""
    seen = {(row.table, row.key): row.old.get(ORDER) for row in sent if row.old}
    return any(
        row.old.get(ORDER) != seen.get((row.table, row.key))
        for row in written
        if row.old is not None and row.new is not None and ORDER in row.old
    )


def _unforeseen(error: Exception) -> WorkspaceError:
    return WorkspaceError(
        "บันทึกไม่ได้ ({reason}) ข้อมูลยังเป็นอย่างเดิม",
        remedy="ลองบันทึกอีกครั้ง ถ้ายังไม่ได้ให้แจ้งผู้ดูแลงานร่วม",
        reason=type(error).__name__,
    )
