"""Publishes stored edits from the working file to the clerk's file: only then are they saved.

Shortly after the last edit, a thread writes a verified snapshot next to the clerk's file and
replaces that atomically, so that anyone who copies the file gets a complete workspace. Work
continues meanwhile. A file changed by someone else is never overwritten.
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
from ita_desktop.storage.files.known import KnownFile, digest_of, look_at
from ita_desktop.storage.files.working import Base, WorkingFile
from ita_desktop.storage.reasons import DAMAGED, TROUBLE, why
from ita_desktop.storage.sqlite import checks, copying, engines

IDLE: Final = 0.5
"""Seconds without further edits before publishing."""
AT_LATEST: Final = 3.0
"""Maximum seconds from the first edit to publishing."""
_LONGEST_DELAY: Final = 5.0
"""Maximum seconds of pause if publishing itself is slow."""
_RETRY_AFTER: Final = 5.0
"""Seconds until a failed publishing is retried."""
_RETRY_DELAYS: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds to wait in turn while a program on Windows has the file open briefly."""


class Saved(NamedTuple):
    """The state of saving: whether all edits are in the clerk's file, when that was last written
    (local time), and why the rest could not be published."""

    is_all: bool
    at: datetime | None
    problem: WorkspaceError | None = None


class Publisher:
    """Publishes a working file to the clerk's file. Methods may be called in any thread."""

    def __init__(self, working: WorkingFile, known: KnownFile, *, is_behind: bool) -> None:
        """``is_behind``: the working file already contains edits that the clerk's file lacks."""
        self._working = working
        self._known = known
        self._edits = int(is_behind)
        self._published = 0
        self._is_storing = False
        self._since: float | None = None
        """Time of the first unpublished edit; None if there is none."""
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
        """Number of successful publishings."""

    @property
    def saved(self) -> Saved:
        """The present state of saving."""
        with self._changed:
            return Saved(self._is_complete, self._at, self._problem)

    @property
    def _is_complete(self) -> bool:
        return self._published == self._edits and not self._is_storing

    @contextlib.contextmanager
    def storing(self) -> Iterator[None]:
        """Enclose a write to the working file: it counts as unpublished from the moment it is
        visible."""
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
            self._wake()

    def hurry(self) -> None:
        """Publish pending edits immediately, in the publisher's thread."""
        with self._changed:
            if self._published != self._edits:
                self._hurried = True
                self._wake()

    def publish(self, *, anew: bool = False) -> None:
        """Publish everything stored up to now. Raises WorkspaceError; the clerk's file is not
        changed then. ``anew``: create the file if it is missing."""
        with self._publishing:
            self._publish(anew=anew)

    def wait(self, seconds: float) -> bool:
        """Wait until everything is published; return whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._is_complete, seconds)

    def must_be_in_place(self) -> None:
        """Raise WorkspaceError if the clerk's file is missing or was replaced."""
        if not self._known.is_unchanged():
            raise _gone(self._known.path)

    def end(self) -> bool:
        """Publish the rest and end the thread; return whether everything is in the clerk's file."""
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
            # Errors do not end the thread: they are reported, and publishing is retried.
            with contextlib.suppress(Exception), self._publishing:
                if not self._is_ended:  # it may have waited for the last publishing of all
                    self._publish()

    def _delay(self) -> float | None:
        """Return the seconds until publishing; None if nothing is pending."""
        if self._published == self._edits or self._since is None:
            return None
        if self._hurried:
            return 0
        idle = min(max(IDLE, self._took), _LONGEST_DELAY)
        due = min(self._last + idle, self._since + max(AT_LATEST, 2 * idle))
        if self._problem is not None:
            due = max(due, self._failed + _RETRY_AFTER)
        return max(0.0, due - time.monotonic())

    def _fail(self, problem: WorkspaceError) -> None:
        with self._changed:
            self._problem, self._failed = problem, time.monotonic()

    # -- publishing

    def _publish(self, *, anew: bool = False) -> None:
        """:meth:`publish`, for the holder of the lock."""
        edits, begun = self._edits, time.monotonic()
        if edits == self._published and not anew:
            return
        try:
            self._replace_target(anew=anew and not self._known.path.exists())
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

    def _replace_target(self, *, anew: bool) -> None:
        """Replace the clerk's file by a verified snapshot, or create it (``anew``). Raises
        WorkspaceError, OSError, and database errors."""
        target = self._known.path
        if not anew:
            self.must_be_in_place()
        # Only the lock's holder writes a file of this name, so an existing one is a leftover.
        fresh = target.with_name(f".{target.name}.part")
        try:
            fresh.unlink(missing_ok=True)
            if not copying.copy_content(self._working.path, fresh):
                raise _cannot_save(target, DAMAGED)
            if anew:
                give_rights(fresh, target)
            else:
                _copy_rights(fresh, target)
            digest, newest = digest_of(fresh), checks.newest_edit(fresh)
            former = self._working.base()
            both = Base(former.digests | {digest}, former.newest)
            self._working.note(both)
            if not anew:
                if engines.is_in_use(target):
                    raise _cannot_save(target, IN_USE)
                self.must_be_in_place()
            self._replace(fresh, digest)
            self._working.note(Base(frozenset({digest}), newest), lasting=False)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)

    def _replace(self, fresh: Path, digest: str) -> None:
        for rest in (*(_RETRY_DELAYS if sys.platform == "win32" else ()), 0):
            try:
                self._known.replace_by(fresh, digest)
                break
            except PermissionError:
                if not rest:
                    raise
                time.sleep(rest)
        _make_lasting(self._known.path.parent)


def _copy_rights(fresh: Path, target: Path) -> None:
    """Copy the access rights of the former file, as far as the system allows."""
    found = target.stat()
    with contextlib.suppress(OSError):
        shutil.copymode(target, fresh)
    if sys.platform != "win32" and (found.st_uid, found.st_gid) != (os.geteuid(), os.getegid()):
        for user in (found.st_uid, -1):
            with contextlib.suppress(OSError):
                os.chown(fresh, user, found.st_gid)
                return


def _make_lasting(folder: Path) -> None:
    """Flush the folder to disk, so that the file survives a power failure, if supported."""
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
        return None  # file times may be arbitrary, and Windows has none before 1970


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
