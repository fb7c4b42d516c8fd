"""The edits of a workspace: listed, undone and redone, also after a restart."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection

from ita_desktop.domain.errors import ConflictError, InputError
from ita_desktop.storage import Step
from ita_desktop.storage.connections import Connections
from ita_desktop.storage.edits import changes, history
from ita_desktop.storage.gateway import Change

_ROWS_PER_CALL = 50
"""How many rows an undo or redo writes between two calls of its progress callback."""


class EditHistory:
    """The history of edits, by ``who`` and others. Undo and redo call ``stored`` with the rows that
    they wrote, right after the commit, and ``announce`` when other threads may write again."""

    def __init__(
        self,
        connections: Connections,
        who: str,
        stored: Callable[[list[changes.RowChange]], None],
        announce: Callable[[changes.Changed], None],
    ) -> None:
        self._connections = connections
        self.who = who
        self._stored = stored
        self._announce = announce
        self._begin = self._done = 0
        self._undo: tuple[int, str] | None = None
        self._redo: tuple[int, str] | None = None
        self._under_way: dict[int, str] = {}
        """The labels of edits that are under way to a server, by their numbers, which are not
        positive."""
        self._sent_as: dict[int, int] = {}
        """The numbers that edits had while they were under way, by those that they got."""
        self._before = 0
        """What :attr:`last_edit` was before the last edit."""
        self._further: set[int] = set()
        """The edits that are undone with the one before them."""
        self.load()

    def record(self, connection: Connection, label: str, rows: list[changes.RowChange]) -> int:
        """Records an edit as the last thing in its own transaction; returns its number."""
        return history.record(
            connection, label, self.who, rows, redo_open=self._redo is not None, is_last=True
        )

    def done(self, number: int, label: str, *, sent_as: int = 0) -> None:
        """Called after an edit was stored: it becomes the next one to undo. ``sent_as`` is the
        number that it had while it was under way, and keeps for :attr:`last_edit`."""
        self._done += 1
        if not sent_as:
            self._before = self.last_edit
        elif sent_as in self._further:
            self._further.add(number)
        self._undo, self._redo = (number, label), None
        if sent_as:
            self._sent_as[number] = sent_as
            self._under_way.pop(sent_as, None)

    def sent(self, number: int, label: str) -> None:
        """Called when an edit is under way: it is the next one to undo."""
        self._before = self.last_edit
        self._under_way[number] = label

    def refused(self, number: int) -> None:
        """Called when one that was under way could not be stored."""
        self._under_way.pop(number, None)

    def groups(self, limit: int = 100) -> list[changes.EditGroup]:
        """The newest units of work, newest first."""
        with self._connections.read() as connection:
            return history.latest(connection, limit)

    def latest(self, limit: int) -> list[changes.EditGroup]:
        """The newest edits, newest first, including undone ones, but not undos and redos."""
        with self._connections.read() as connection:
            return history.edits(connection, limit)

    def of_rows(
        self, keys: Sequence[str], fragments: Sequence[tuple[str, str]] = (), limit: int = 20
    ) -> list[changes.HistoryEntry]:
        """The newest changes of the rows with these keys, and of rows of a table whose stored
        content holds a JSON fragment, given in pairs of table and fragment; newest first."""
        with self._connections.read() as connection:
            return history.of_rows(connection, keys, fragments, limit)

    def changes_of(self, number: int) -> list[changes.RowChange]:
        """The row changes of one unit of work, in the order they were written."""
        with self._connections.read() as connection:
            return history.changes_of(connection, number)

    @property
    def last_edit(self) -> int:
        """The number of the edit that :meth:`undo` would undo; 0 if there is none."""
        if sent := tuple(self._under_way):
            return sent[-1]
        number = self._undo[0] if self._undo is not None else 0
        return self._sent_as.get(number, number)

    @property
    def undo_label(self) -> str | None:
        """The label of the edit that :meth:`undo` would undo; None if there is none."""
        if sent := tuple(self._under_way.values()):
            return sent[-1]
        return self._undo[1] if self._undo is not None else None

    @property
    def redo_label(self) -> str | None:
        """The label of the edit that :meth:`redo` would redo; None if there is none."""
        return self._redo[1] if self._redo is not None and not self._under_way else None

    def go_together(self, first: int) -> None:
        """Let the last edit be undone and redone with the one before it, if that is ``first``: one
        deed of a clerk made both. It holds until the workspace is closed."""
        if self._before == first != self.last_edit:
            self._further.add(self.last_edit)

    def undo(self, progress: Step | None = None) -> str | None:
        """Undo the last edit; return its label, or None if there is nothing to undo.

        ``progress`` is called for its rows. Raises ConflictError if a later edit changed the same
        rows, and whatever ``progress`` raises; nothing is changed then.
        """
        return self._replay(changes.EditKind.UNDO, progress)

    def redo(self, progress: Step | None = None) -> str | None:
        """Redo the last undone edit; return its label, or None. Raises as :meth:`undo`."""
        return self._replay(changes.EditKind.REDO, progress)

    def rows_to_replay(self, kind: changes.EditKind) -> int:
        """Return how many rows :meth:`undo` or :meth:`redo` would write."""
        target = self._undo if kind is changes.EditKind.UNDO else self._redo
        if target is None:
            return 0
        with self._connections.read() as connection:
            return history.size_of(connection, target[0])

    def close(self) -> None:
        """Mark all edits so far as the creation of the workspace: listed, but never undone."""
        with self._connections.alone():
            with self._connections.transaction() as connection:
                history.begin_here(connection)
            self.load()

    @property
    def begin(self) -> int:
        """The number of the last edit of the creation: :meth:`go_to` there undoes all."""
        return self._begin

    def go_to(self, point: int, progress: Step | None = None) -> int:
        """Undo the edits after the one with the number ``point``, or redo undone ones up to it, in
        one transaction; return the number of steps.

        ``progress`` is called with steps and may raise to cancel; nothing is changed then. Raises
        InputError if ``point`` cannot be reached, and ConflictError, with nothing changed, if
        another edit was stored meanwhile.
        """
        with self._connections.alone():
            rows: list[changes.RowChange] = []
            with self._connections.transaction() as connection:
                way = self._way_to(connection, point)
                for at, (kind, group) in enumerate(way):
                    try:
                        replayed = self._replay_one(
                            connection, kind, group, rows, is_last=at + 1 == len(way)
                        )
                        for done in replayed:
                            if progress is not None and done % _ROWS_PER_CALL == 0:
                                progress(at, len(way), group.label)
                    except ConflictError as error:
                        raise _conflict(group, error) from error
            if not way:
                return 0
            self.load()
            self._stored(rows)
        kind, group = way[-1]
        self._announce(changes.Changed(kind, group.label, tuple(rows)))
        return len(way)

    @staticmethod
    def _way_to(
        connection: Connection, point: int
    ) -> list[tuple[changes.EditKind, changes.EditGroup]]:
        begin = history.begin_of(connection)
        group = history.edit(connection, point) if point > begin else None
        if point != begin and (group is None or group.status is changes.EditStatus.DROPPED):
            raise InputError(
                "ไปที่จุดนี้ไม่ได้ เพราะมีการแก้ไขใหม่ทับหลังจากเลิกทำไปแล้ว",
                remedy="เลือกรายการอื่นในประวัติการแก้ไข",
            )
        return history.way_to(connection, point, begin)

    def _replay_one(
        self,
        connection: Connection,
        kind: changes.EditKind,
        group: changes.EditGroup,
        rows: list[changes.RowChange],
        *,
        is_last: bool,
    ) -> Iterator[int]:
        """Undo or redo an edit and record that; yield the number of each row before it is written.
        The row changes are added to ``rows``; ``is_last`` says that nothing else is written."""
        noted = history.changes_of(connection, group.id)
        change = Change(connection)
        for done, row_change in enumerate(
            history.inverse(noted) if kind is changes.EditKind.UNDO else noted
        ):
            yield done
            change.replay(row_change)
        history.record_replay(connection, group, self.who, change.rows, kind, is_last=is_last)
        rows += change.rows

    def _replay(self, kind: changes.EditKind, progress: Step | None) -> str | None:
        with self._connections.alone():
            rows: list[changes.RowChange] = []
            labels: list[str] = []
            with self._connections.transaction() as connection:
                while (group := self._next(connection, kind, is_first=not labels)) is not None:
                    labels.append(group.label)
                    of = history.size_of(connection, group.id) if progress is not None else 0
                    undoes = kind is changes.EditKind.UNDO
                    is_last = group.id not in self._further if undoes else not self._further
                    for done in self._replay_one(connection, kind, group, rows, is_last=is_last):
                        if progress is not None and done % _ROWS_PER_CALL == 0:
                            progress(done, of, group.label)
                    if is_last:
                        break
            if not labels:
                return None
            self.load()
            self._stored(rows)
        label = labels[0 if kind is changes.EditKind.UNDO else -1]
        self._announce(changes.Changed(kind, label, tuple(rows)))
        return label

    def _next(
        self, connection: Connection, kind: changes.EditKind, *, is_first: bool
    ) -> changes.EditGroup | None:
        """Return what is undone or redone next; None where a redone deed has no further edit."""
        pick = history.next_undo if kind is changes.EditKind.UNDO else history.next_redo
        group = pick(connection, history.begin_of(connection))
        if group is None or is_first or kind is changes.EditKind.UNDO or group.id in self._further:
            return group
        return None

    def newest(self) -> int:
        with self._connections.read() as connection:
            return next((group.id for group in history.latest(connection, 1)), 0)

    def load(self) -> None:
        known: int | None = None
        while known != self._done:  # another thread may store an edit meanwhile
            known = self._done
            with self._connections.read() as connection:
                self._begin = history.begin_of(connection)
                undo = history.next_undo(connection, self._begin)
                redo = history.next_redo(connection, self._begin)
        self._undo = (undo.id, undo.label) if undo is not None else None
        self._redo = (redo.id, redo.label) if redo is not None else None


def _conflict(group: changes.EditGroup, cause: ConflictError) -> ConflictError:
    return ConflictError(
        "ติดที่ “{label}” เพราะข้อมูลถูกแก้ไปแล้วนอกประวัตินี้ ทุกอย่างจึงยังอยู่อย่างเดิม",
        remedy="ดูค่าล่าสุดแล้วแก้เอง หรือเลือกจุดที่ใหม่กว่านี้",
        label=group.label,
        table=cause.table, key=cause.key, column=cause.column, who=cause.who, at=cause.at,
    )  # fmt: skip
