"""The life of an open workspace file, from its opening to its end.

Every edit is stored in the working file on this machine at once, and carried from there into the
clerk's file: a thread writes a verified snapshot beside it and puts it in its place, so that
whoever copies the file gets a whole workspace. What stood there at that very moment is taken out
and looked at (:mod:`ita_desktop.storage.files.known`): only the version that was read or written
last is deleted; any other one goes back, and the file has ``PARTED``. A :class:`FileLife` owns both
files and is the only one that moves between these states:

============  =====================================================================================
``IN_FILE``   the file in its place is the one that was read or written last, and has every edit
``HERE``      the working file has edits that the file lacks; they will be carried
``CARRYING``  a snapshot is being written beside the file
``REFUSED``   the last carrying failed and will be tried again; :attr:`Saved.problem` says why
``PARTED``    somebody moved, deleted or replaced the file, be it in the moment in which it was
              saved: nothing is written over it, no edit is taken, and the working file has all that
              was ever stored
``CLOSED``    the file in its place was read anew and proved to have everything; there is no
              working file any more
``LEFT``      that could not be proved: the working file stays, with a note of what it belongs to
              (:mod:`ita_desktop.storage.files.remembered`)
============  =====================================================================================

The medium is busy a tenth of the time at most: a large file is carried seldom, but within ten
minutes of an edit, and when it is closed.
"""

import contextlib
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop import error_log
from ita_desktop.domain.errors import IN_USE, WorkspaceError
from ita_desktop.home import give_rights
from ita_desktop.storage import sqlite_engines
from ita_desktop.storage.edits import lineage
from ita_desktop.storage.edits.lineage import EditPoint
from ita_desktop.storage.files import remembered
from ita_desktop.storage.files.known import (
    KnownFile,
    ReplacedError,
    copy_rights,
    digest_of,
    identity_of,
    is_taken_out,
    look_at,
)
from ita_desktop.storage.files.lock import WriterLock
from ita_desktop.storage.files.working import Base, WorkingFile
from ita_desktop.storage.reasons import DAMAGED, TROUBLE, why

IDLE: Final = 0.5
"""Seconds without further edits before carrying."""
AT_LATEST: Final = 3.0
"""Maximum seconds from the first edit to carrying a small file."""
LONGEST: Final = 600.0
"""Maximum seconds from the first edit until a file of any size has it."""
_REST: Final = 9
"""Times as long as it took to write the file, the medium is left alone."""
_RETRIES: Final = (0.5, 1.0, 2.0, 5.0)
"""Seconds until a failed carrying is tried again, the last one for ever: who reads or backs up the
file at that moment is mostly done at once."""


class FileState(Enum):
    """Where the edits of an open file are; see the module."""

    IN_FILE = "in file"
    HERE = "here"
    CARRYING = "carrying"
    REFUSED = "refused"
    PARTED = "parted"
    CLOSED = "closed"
    LEFT = "left"


class Saved(NamedTuple):
    """Whether all edits are in the clerk's file, when that was last written (local time), why the
    rest could not be carried, when the first edit was made that it lacks, and whether the rest is
    carried only after the medium has rested (``is_later``, of a large file)."""

    is_all: bool
    at: datetime | None
    problem: WorkspaceError | None = None
    since: datetime | None = None
    is_later: bool = False


class FileLife:
    """An open file and its working file. Methods may be called in any thread."""

    def __init__(
        self,
        lock: WriterLock,
        working: WorkingFile,
        known: KnownFile,
        workspace: str,
        *,
        is_behind: bool,
    ) -> None:
        """``workspace`` is the key of the workspace; ``is_behind``: the working file already
        has edits that the clerk's file lacks."""
        self.working = working
        self._lock = lock
        self._known = known
        self._workspace = workspace
        self._edits = int(is_behind)
        self._carried = 0
        self._is_storing = self._is_carrying = self._is_parted = False
        self._first: float | None = time.monotonic() if is_behind else None
        """Time of the first edit that the file lacks."""
        self._since = _now() if is_behind else None
        """The same as date and time."""
        self._last = 0.0
        self._hurried = False
        self._took = self._ended_at = 0.0
        """Seconds of the last carrying, and its end."""
        self._problem: WorkspaceError | None = None
        self._failed = 0.0
        self._failures = 0
        """Time of the last failed carrying, and number of those since it last succeeded."""
        self._at = _written_at(known.path)
        self._changed = threading.Condition()
        self._one_at_a_time = threading.Lock()
        self._thread: threading.Thread | None = None
        self._end: FileState | None = None
        self._is_ending = False
        self.successes = 0
        """Number of successful carryings."""

    # -- where it stands

    @property
    def state(self) -> FileState:
        """The present state."""
        with self._changed:
            if self._end is not None:
                return self._end
            if self._is_parted:
                return FileState.PARTED
            if self._is_carrying:
                return FileState.CARRYING
            if self._is_complete:
                return FileState.IN_FILE
            return FileState.HERE if self._problem is None else FileState.REFUSED

    @property
    def saved(self) -> Saved:
        """The present state of saving."""
        with self._changed:
            since = None if self._is_complete else self._since
            is_all = self._is_complete and not self._is_parted
            return Saved(is_all, self._at, self._problem, since, self._is_later)

    @property
    def _is_later(self) -> bool:
        is_well = self._problem is None and not self._is_carrying and not self._is_parted
        return is_well and (self._delay() or 0) > AT_LATEST

    @property
    def _is_complete(self) -> bool:
        return self._carried == self._edits and not self._is_storing

    def must_be_in_place(self, *, by_content: bool = False) -> None:
        """Raise WorkspaceError if the clerk's file is missing or was replaced; ``by_content``:
        also by one of the same size and time."""
        is_parted = not self._known.is_unchanged(by_content=by_content)
        with self._changed:
            self._is_parted = is_parted
        if is_parted:
            raise _gone(self._known.path)

    def wait(self, seconds: float) -> bool:
        """Wait until everything is in the file; return whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._is_complete, seconds)

    # -- edits

    @contextlib.contextmanager
    def storing(self) -> Iterator[None]:
        """Enclose a write to the working file: it counts as missing in the file from the moment it
        is visible."""
        with self._changed:
            self._is_storing = True
        try:
            yield
        finally:
            with self._changed:
                self._is_storing = False
                self._changed.notify_all()

    def note_edit(self) -> None:
        """Note a write to the working file."""
        with self._changed:
            self._edits += 1
            self._last = time.monotonic()
            if self._first is None:
                self._first, self._since = self._last, _now()
            self._wake()

    # -- carrying

    def hurry(self) -> None:
        """Carry what the file lacks immediately, in a thread of its own; if it lacks nothing and
        was not in its place, look whether it is there again."""
        with self._changed:
            if self._carried != self._edits or self._is_parted:
                self._hurried = True
                self._wake()

    def carry(self, *, anew: bool = False) -> None:
        """Write everything stored up to now into the file; if that is nothing, look whether the
        file is still in its place. Raises WorkspaceError; the clerk's file is not changed then.
        ``anew``: create the file if it is missing."""
        with self._one_at_a_time:
            self._carry(anew=anew)

    def _wake(self) -> None:
        if self._thread is None and not self._is_ending:
            self._thread = threading.Thread(target=self._run, name="saving", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._is_ending and (rest := self._delay()) != 0:
                    self._changed.wait(rest)
                self._hurried = False
                if self._is_ending:
                    return
            # Errors do not end the thread: they are reported, and carrying is tried again.
            with contextlib.suppress(Exception), self._one_at_a_time:
                if not self._is_ending:  # it may have waited for the last carrying of all
                    self._carry()

    def _delay(self) -> float | None:
        """Return the seconds until the next carrying; None if nothing is to be carried."""
        if self._hurried:
            return 0
        if self._carried == self._edits or self._first is None:
            return None
        due = min(self._last + IDLE, self._first + AT_LATEST)
        rested = self._ended_at + _REST * self._took
        due = max(due, min(rested, self._first + LONGEST - self._took))
        if self._problem is not None:
            due = max(due, self._failed + _RETRIES[min(self._failures, len(_RETRIES)) - 1])
        return max(0.0, due - time.monotonic())

    def _fail(self, problem: WorkspaceError) -> None:
        with self._changed:
            self._problem, self._failed = problem, time.monotonic()
            self._failures += 1

    def _carry(self, *, anew: bool = False) -> None:
        """:meth:`carry`, for the holder of the lock."""
        edits, begun, day = self._edits, time.monotonic(), _now()
        if edits == self._carried and not anew:
            self.must_be_in_place(by_content=True)
            return
        self._is_carrying = True
        try:
            point = self._replace_file(anew=anew and not self._known.path.exists())
        except WorkspaceError as error:
            self._fail(error)
            raise
        except (OSError, *TROUBLE) as error:
            problem = _cannot_save(self._known.path, why(error))
            self._fail(problem)
            raise problem from error
        except Exception as error:
            error_log.note(error)
            self._fail(_cannot_save(self._known.path, type(error).__name__))
            raise
        finally:
            self._is_carrying = False
        with self._changed:
            self._carried, self._problem, self._is_parted = edits, None, False
            self._failures = 0
            self.successes += 1
            is_more = edits != self._edits
            self._first, self._since = (begun, day) if is_more else (None, None)
            self._ended_at = time.monotonic()
            self._took = self._ended_at - begun
            self._at = _written_at(self._known.path)
            self._changed.notify_all()
        remembered.note_saved(self._workspace, point, self._known.path)

    def _replace_file(self, *, anew: bool) -> EditPoint:
        """Replace the clerk's file by a verified snapshot, or create it (``anew``); return its
        newest unit of work. Raises WorkspaceError, OSError, and database errors."""
        target = self._known.path
        remembered.settle(self.working)
        if not anew:
            self.must_be_in_place()
        # Only the lock's holder writes a file of this name, so an existing one is a leftover.
        fresh = target.with_name(f".{target.name}.part")
        try:
            fresh.unlink(missing_ok=True)
            if not sqlite_engines.copy_content(self.working.path, fresh):
                raise _cannot_save(target, DAMAGED)
            if anew:
                give_rights(fresh, target)
            else:
                copy_rights(fresh, target)
            digest, point = digest_of(fresh), _newest_in(fresh)
            former = self.working.base()
            digests = former.digests | {digest}
            identities = former.identities | {identity_of(fresh)}
            self.working.note(former._replace(digests=digests, identities=identities))
            if anew:
                self._known.create_by(fresh, digest)
            elif sqlite_engines.is_in_use(target):
                raise _cannot_save(target, IN_USE)
            else:
                self._known.replace_by(fresh, digest)
            # Of one that could not be deleted yet, it is still told that it was replaced.
            known = digests if is_taken_out(target) else frozenset({digest})
            identities = frozenset({identity_of(target)})
            self.working.note(Base(known, point, self._workspace, identities), lasting=False)
        except ReplacedError as error:
            if error.is_same:
                raise _cannot_save(target, IN_USE) from error
            with self._changed:
                self._is_parted = True
            raise _gone(target, error.kept) from error
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
        return point

    # -- the end

    def end(self) -> None:
        """Carry the rest, and end the thread. What cannot be carried stays in the working file."""
        with self._changed:
            is_over = self._is_ending and self._is_complete
            self._is_ending = True
            self._changed.notify_all()
        if is_over:
            return  # the file would be read once more, which takes long on a stick
        with contextlib.suppress(WorkspaceError):
            self.carry()

    def close(self, held_by: Path | None = None) -> None:
        """Let go of both files, with nobody writing any more. The working file is deleted only if
        the clerk's file, read anew, is proved to have everything (or the file ``held_by``, to which
        the clerk has copied it); else it is left for the next opening."""
        try:
            self.end()
        finally:
            self._let_go(held_by)

    def _let_go(self, held_by: Path | None) -> None:
        try:
            if self._is_proved(held_by):
                self._end = FileState.CLOSED
                self.working.discard()
            else:
                self._end = FileState.LEFT
                self.working.leave()
        finally:
            self._lock.release()

    def _is_proved(self, held_by: Path | None) -> bool:
        known = self._known
        if self._is_complete and self.successes and known.is_unchanged(by_content=True):
            return True
        try:
            newest = _newest_in(self.working.path)
        except (OSError, *TROUBLE):
            return False
        places = (known.path, held_by) if held_by is not None else (known.path,)
        return any(remembered.is_in(path, self._workspace, newest) for path in places)


def _newest_in(path: Path) -> EditPoint:
    with contextlib.closing(sqlite_engines.connect(path, read_only=True)) as raw:
        return lineage.newest_point(raw)


def _now() -> datetime:
    return datetime.now().astimezone()


def _written_at(path: Path) -> datetime | None:
    look = look_at(path)
    if look is None:
        return None
    try:
        return datetime.fromtimestamp(look.written / 1e9, UTC).astimezone()
    except (OSError, OverflowError, ValueError):
        return None  # file times may be arbitrary, and Windows has none before 1970


def _cannot_save(path: Path, reason: str) -> WorkspaceError:
    return WorkspaceError(
        "บันทึกลงแฟ้มไม่ได้ ({reason}) งานที่ทำยังอยู่ครบในเครื่องนี้ โปรแกรมจะลองใหม่เอง",
        where=str(path),
        remedy="ตรวจว่าดิสก์มีเนื้อที่ว่าง แฟลชไดรฟ์ยังเสียบอยู่ และไม่มีโปรแกรมอื่นใช้แฟ้ม หรือทำสำเนาไว้ที่อื่นจากเมนูแฟ้ม",
        reason=reason,
    )


def _gone(path: Path, kept: Path | None = None) -> WorkspaceError:
    if kept is not None:
        return WorkspaceError(
            "แฟ้มถูกแทนที่สองครั้งขณะบันทึก จึงยังไม่บันทึก งานที่ทำแล้วยังอยู่ครบในเครื่องนี้ และอีกฉบับเก็บไว้ชื่อ {name}",
            where=str(path),
            remedy="ดูว่าใครแก้แฟ้มนี้อยู่ แล้วรวมแฟ้มเหล่านี้จากเมนูแฟ้ม หรือทำสำเนางานนี้ไว้ที่อื่น",
            name=kept.name,
        )
    return WorkspaceError(
        "แฟ้มถูกย้าย ลบ หรือแทนที่ขณะเปิดอยู่ จึงยังไม่บันทึก งานที่ทำแล้วยังอยู่ครบในเครื่องนี้",
        where=str(path),
        remedy="ย้ายแฟ้มกลับมาที่เดิม ต่อแฟลชไดรฟ์ใหม่ หรือทำสำเนางานนี้ไว้ที่อื่นจากเมนูแฟ้ม",
    )
