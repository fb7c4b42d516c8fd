"""Carrying what is stored in a working file into the clerk's file: only then is it saved.

A short moment after the last edit a thread of its own writes a proven copy of one moment beside the
clerk's file and puts it in the place of that, so that whoever copies the file, however slowly,
copies one whole workspace. Work goes on meanwhile. Nothing of anybody else's is ever written over.
"""

import contextlib
import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop import error_log
from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.reasons import IN_USE
from ita_desktop.home import give_rights
from ita_desktop.storage.files import sqlite_file
from ita_desktop.storage.files.known_file import KnownFile, digest_of, look_at
from ita_desktop.storage.files.working_file import Base, WorkingFile
from ita_desktop.storage.reasons import DAMAGED, TROUBLE, why

IDLE: Final = 0.5
"""Seconds after the last edit in which another one may still come."""
AT_LATEST: Final = 3.0
"""Seconds after the first edit from which on it is carried over, whatever else comes."""
_LONGEST_DELAY: Final = 5.0
"""Seconds of rest at most where carrying over takes long itself."""
_TRY_AGAIN: Final = 5.0
"""Seconds until what could not be carried over is tried again."""
_HELD: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds to wait in turn for a program of Windows that looks into the file for a moment."""


class Saved(NamedTuple):
    """What became of the edits: whether all are in the clerk's file, when that was written last
    (local time), and why the rest could not be carried over."""

    is_all: bool
    at: datetime | None
    problem: WorkspaceError | None = None


class Publisher:
    """Keeps the clerk's file up with a working file. Its methods may be called in any thread."""

    def __init__(self, working: WorkingFile, known: KnownFile, *, is_behind: bool) -> None:
        """``is_behind``: the working file holds edits already that the clerk's does not."""
        self._working = working
        self._known = known
        self._edits = int(is_behind)
        self._published = 0
        self._is_storing = False
        self._since: float | None = None
        """When the first edit came that is not carried over; None where there is none."""
        self._last = 0.0
        self._hurried = False
        self._took = 0.0
        self._problem: WorkspaceError | None = None
        self._failed = 0.0
        self._at = _written_at(known.path)
        self._changed = threading.Condition()
        self._publishing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_ended = False
        self.successes = 0
        """How often it was carried over."""

    @property
    def saved(self) -> Saved:
        """What became of the edits up to now."""
        with self._changed:
            return Saved(self._is_all, self._at, self._problem)

    @property
    def _is_all(self) -> bool:
        return self._published == self._edits and not self._is_storing

    @contextlib.contextmanager
    def storing(self) -> Iterator[None]:
        """Around what stores something in the working file: from the moment in which others may see
        it, it counts as not carried over."""
        with self._changed:
            self._is_storing = True
        try:
            yield
        finally:
            with self._changed:
                self._is_storing = False
                self._changed.notify_all()

    def note_edit(self) -> None:
        """Something was stored in the working file."""
        with self._changed:
            self._edits += 1
            self._last = time.monotonic()
            self._wake()

    def hurry(self) -> None:
        """What is not carried over is, at once, in the other thread."""
        with self._changed:
            if self._published != self._edits:
                self._hurried = True
                self._wake()

    def publish(self, *, anew: bool = False) -> None:
        """Carries over what is stored up to now. Raises WorkspaceError; then the clerk's file is
        as it was. ``anew``: where that has gone, there is one again."""
        with self._publishing:
            edits, begun = self._edits, time.monotonic()
            if edits == self._published and not anew:
                return
            try:
                self._carry_over(anew=anew and not self._known.path.exists())
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
            with self._changed:
                self._published, self._problem = edits, None
                self.successes += 1
                self._since = begun if edits != self._edits else None
                self._took = time.monotonic() - begun
                self._at = _written_at(self._known.path)
                self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Waits until all is carried over; whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._is_all, seconds)

    def must_be_in_place(self) -> None:
        """Raises WorkspaceError where the clerk's file has gone, or is another one by now."""
        if not self._known.is_unchanged():
            raise _gone(self._known.path)

    def end(self) -> bool:
        """Carries over the rest and ends the thread; whether all is in the clerk's file."""
        with self._changed:
            self._is_ended = True
            self._changed.notify_all()
        with contextlib.suppress(WorkspaceError):
            self.publish()
        return self.saved.is_all

    # -- the thread

    def _wake(self) -> None:
        if self._since is None:
            self._since = time.monotonic()
        if self._thread is None and not self._is_ended:
            self._thread = threading.Thread(target=self._run, name="saving", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._is_ended and (rest := self._delay()) != 0:
                    self._changed.wait(rest)
                self._hurried = False
                if self._is_ended:
                    return
            # Nothing ends the saving: what went wrong is told, and it is tried again.
            with contextlib.suppress(Exception):
                self.publish()

    def _delay(self) -> float | None:
        """Seconds until it is time to carry over; None where nothing waits for that."""
        if self._published == self._edits or self._since is None:
            return None
        if self._hurried:
            return 0
        idle = min(max(IDLE, self._took), _LONGEST_DELAY)
        due = min(self._last + idle, self._since + max(AT_LATEST, 2 * idle))
        if self._problem is not None:
            due = max(due, self._failed + _TRY_AGAIN)
        return max(0.0, due - time.monotonic())

    def _fail(self, problem: WorkspaceError) -> None:
        with self._changed:
            self._problem, self._failed = problem, time.monotonic()

    # -- the work itself

    def _carry_over(self, *, anew: bool) -> None:
        """Puts a proven copy of this moment in the place of the clerk's file, or ``anew`` where
        none is. Raises WorkspaceError, OSError, and what the database raises."""
        target = self._known.path
        if not anew:
            self.must_be_in_place()
        # Only who has the lock writes a file of this name, so one that is there was left.
        fresh = target.with_name(f".{target.name}.part")
        try:
            fresh.unlink(missing_ok=True)
            if not sqlite_file.copy_content(self._working.path, fresh):
                raise _cannot_save(target, DAMAGED)
            if anew:
                give_rights(fresh, target)
            else:
                _take_rights(fresh, target)
            digest, newest = digest_of(fresh), sqlite_file.newest_edit(fresh)
            former = self._working.base()
            both = Base(former.digests | {digest}, former.newest)
            self._working.note(both)
            if not anew:
                if sqlite_file.is_in_use(target):
                    raise _cannot_save(target, IN_USE)
                self.must_be_in_place()
            self._replace(fresh, digest)
            self._working.note(Base(frozenset({digest}), newest), lasting=False)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)

    def _replace(self, fresh: Path, digest: str) -> None:
        for rest in (*(_HELD if sys.platform == "win32" else ()), 0):
            try:
                self._known.replace_by(fresh, digest)
                break
            except PermissionError:
                if not rest:
                    raise
                time.sleep(rest)
        _make_lasting(self._known.path.parent)


def _take_rights(fresh: Path, target: Path) -> None:
    """Who may read and write the one file may do so with the other, as far as the system lets."""
    found = target.stat()
    with contextlib.suppress(OSError):
        shutil.copymode(target, fresh)
    if sys.platform != "win32" and (found.st_uid, found.st_gid) != (os.geteuid(), os.getegid()):
        for user in (found.st_uid, -1):
            with contextlib.suppress(OSError):
                os.chown(fresh, user, found.st_gid)
                return


def _make_lasting(folder: Path) -> None:
    """A power cut may come from now on. Where a disk cannot promise that, nobody can."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _written_at(path: Path) -> datetime | None:
    look = look_at(path)
    if look is None:
        return None
    try:
        return datetime.fromtimestamp(look.written / 1e9, UTC).astimezone()
    except (OSError, OverflowError, ValueError):
        return None  # a stick may tell any time, and Windows knows none before 1970


def _cannot_save(path: Path, reason: str) -> WorkspaceError:
    return WorkspaceError(
        "บันทึกลงแฟ้มไม่ได้ ({reason}) งานที่ทำยังอยู่ครบในเครื่องนี้ โปรแกรมจะลองใหม่เอง",
        where=str(path),
        remedy="ตรวจว่าดิสก์มีเนื้อที่ว่าง แฟลชไดรฟ์ยังเสียบอยู่ และไม่มีโปรแกรมอื่นใช้แฟ้ม หรือทำสำเนาไว้ที่อื่นจากเมนูแฟ้ม",
        reason=reason,
    )


def _gone(path: Path) -> WorkspaceError:
    return WorkspaceError(
        "แฟ้มถูกย้าย ลบ หรือแทนที่ขณะเปิดอยู่ จึงยังไม่บันทึก งานที่ทำแล้วยังอยู่ครบในเครื่องนี้",
        where=str(path),
        remedy="ย้ายแฟ้มกลับมาที่เดิม ต่อแฟลชไดรฟ์ใหม่ หรือทำสำเนางานนี้ไว้ที่อื่นจากเมนูแฟ้ม",
    )
