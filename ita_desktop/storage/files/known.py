"""The clerk's file in its place: whether it is still the known one; and a file put in the place of
another one, with what stood there at that very moment kept.

Whatever is known of a file may be wrong by the time it is replaced: another program can put its own
version there in between. So the file that is replaced is taken out, not destroyed, and looked at
afterwards (:class:`KnownFile`); what is not known goes back.

Linux exchanges two names in one step where the medium can do that (its own file systems, FAT since
6.0). Elsewhere (Windows, and NTFS, exFAT and network disks on Linux) the former file is moved away
and the new one to the free name, so that for a moment nothing is there. What a killed program left
taken out is put in order by :func:`settle`.
"""

import contextlib
import errno
import hashlib
import os
import re
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

_CHUNK: Final = 1 << 20


_RETRY_DELAYS: Final = (0.05, 0.1, 0.2, 0.4, 0.8) if sys.platform == "win32" else ()
"""Seconds to wait in turn while a program on Windows has the file open briefly."""
_LOOKS: Final = 20
_PAUSE: Final = 0.05
"""Number of looks for a file that is just being replaced, and seconds between them."""
_HERE: Final = -100
_NO_REPLACE: Final = 1
_EXCHANGE: Final = 2
_NOT_POSSIBLE: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP})
_SET_SIGNAL: Final = 10
"""Of Linux's ``rename`` and ``fcntl``; Python does not name them."""


class Exchanged(NamedTuple):
    """``out`` is where that is now which stood there; ``is_in_place``: the new file took its place,
    where nothing came in between; ``is_written``: somebody still has the former one open for
    writing, as far as the system tells."""

    out: Path
    is_in_place: bool = True
    is_written: bool = False


def exchange(
    fresh: Path, target: Path, holding: AbstractContextManager[object] | None = None
) -> Exchanged:
    """Put ``fresh`` in the place of ``target``, from the same folder, while ``holding`` something.
    Raises FileNotFoundError if nothing is there, and OSError; nothing is changed then."""
    for rest in (*_RETRY_DELAYS, 0):
        try:
            with holding or contextlib.nullcontext():
                return _exchange(fresh, target)
        except PermissionError:
            if not rest:
                raise
            time.sleep(rest)
    raise AssertionError


def place(fresh: Path, target: Path) -> None:
    """Rename a complete file, without replacing one that is there. Raises FileExistsError, and
    OSError."""
    if sys.platform == "win32":
        fresh.rename(target)  # Windows refuses to replace a file
        return
    if _rename(fresh, target, _NO_REPLACE):
        return
    try:
        os.link(fresh, target)
    except FileExistsError:
        raise
    except OSError:  # neither the one nor hard links: FAT through a driver of its own
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        fresh.rename(target)
    else:
        with contextlib.suppress(OSError):  # it has both names then, and is cleared away later
            fresh.unlink()


def give_back(out: Path, target: Path, is_ours: Callable[[Path], bool]) -> Path | None:
    """Put back what was taken out for another file. If that was replaced, too, what replaced it is
    kept beside it; return where. Raises OSError; what was taken out stays where it is then."""
    try:
        taken = exchange(out, target)
    except FileNotFoundError:
        return _put_back(out, target)
    kept = None if taken.is_in_place else keep_beside(out, target)
    if is_ours(taken.out):
        taken.out.unlink()
        return kept
    return keep_beside(taken.out, target)


def keep_beside(out: Path, target: Path) -> Path:
    """Give what was taken out a name of its own beside ``target``; return it. Raises OSError."""
    for number in count(2):
        path = target.with_name(f"{target.stem} ({number}){target.suffix}")
        with contextlib.suppress(FileExistsError):
            place(out, path)
            return path
    raise AssertionError


def settle(target: Path, is_held: Callable[[Path], bool] | None = None) -> None:
    """Put in order what a killed program left taken out: back in its place if nothing is there;
    deleted if others have all that is in it (``is_held``); else beside the file. Without
    ``is_held`` only the first. Only the holder of the lock may do that. Raises OSError."""
    for out in _taken_out(target):
        if not target.exists():
            _put_back(out, target)
        elif is_held is not None and is_held(out):
            out.unlink()
        elif is_held is not None:
            keep_beside(out, target)


def is_taken_out(target: Path) -> bool:
    """Return whether something that stood at ``target`` lies taken out beside it."""
    return bool(_taken_out(target))


def wait_for(target: Path) -> bool:
    """Wait while a program is just replacing a file; return whether there is one. Raises
    OSError."""
    for _ in range(_LOOKS):
        if target.exists() or not _taken_out(target):
            break
        time.sleep(_PAUSE)
    return target.exists()


def _exchange(fresh: Path, target: Path) -> Exchanged:
    # The name of what is taken out says so, before anything is: a name of half-written files
    # would be cleared away.
    out = _free_name(target)
    fresh.rename(out)
    try:
        if _rename(out, target, _EXCHANGE):
            return Exchanged(out, is_written=_has_writer(out))
    except OSError:
        out.rename(fresh)
        raise
    out.rename(fresh)
    out = _free_name(target)
    target.rename(out)
    try:
        place(fresh, target)
    except FileExistsError:
        return Exchanged(out, is_in_place=False)
    except OSError:
        _put_back(out, target)
        raise
    return Exchanged(out)


def _put_back(out: Path, target: Path) -> Path | None:
    try:
        place(out, target)
    except FileExistsError:
        return keep_beside(out, target)
    return None


def _free_name(target: Path) -> Path:
    """Return a name for what is taken out, no longer than that of a lock."""
    while True:
        path = target.with_name(f".{target.name}.{os.urandom(2).hex()}")
        if not path.exists():
            return path


def _taken_out(target: Path) -> list[Path]:
    """Return what lies taken out, the newest first."""
    name = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{4}}")
    try:
        found = [path for path in target.parent.iterdir() if name.fullmatch(path.name)]
        return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)
    except OSError:
        return []


def _rename(path: Path, other: Path, flags: int) -> bool:
    """Rename as Linux can; return whether this system and medium can. Raises OSError."""
    if sys.platform != "linux":
        return False
    import ctypes

    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(_HERE, os.fsencode(path), _HERE, os.fsencode(other), flags) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_POSSIBLE:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _has_writer(path: Path) -> bool:
    """Return whether a program of this machine has a file open for writing: what it writes would
    be lost with the file. False if the system does not tell."""
    if sys.platform != "linux":
        return False
    import fcntl

    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        # Who opens it at this very moment sends a signal, which would else end the program.
        fcntl.fcntl(handle, _SET_SIGNAL, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        os.close(handle)
    return False


class FileStamp(NamedTuple):
    """A file's properties without its content. The inode number is left out, because network disks
    do not keep it stable."""

    size: int
    written: int
    """Modification time in nanoseconds."""


def look_at(path: Path) -> FileStamp | None:
    """Return the present properties of the file at ``path``; None if it is not accessible."""
    try:
        found = path.stat()
    except OSError:
        return None
    return FileStamp(found.st_size, found.st_mtime_ns)


def identity_of(path: Path) -> str:
    """Return what a file keeps when it is renamed or its folder is moved, and no copy has: its
    number, its file system, and when it was written, because numbers are given anew. Another one
    after a move to another disk; empty if the file is not accessible or has no number."""
    try:
        found = path.stat()
        # Linux numbers its devices anew as they are plugged in.
        volume = found.st_dev if sys.platform == "win32" else os.statvfs(path).f_fsid
    except OSError:
        return ""
    return f"{found.st_ino}@{volume}@{found.st_mtime_ns}" if found.st_ino else ""


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_CHUNK):
            digest.update(part)
    return digest.hexdigest()


def copied(source: Path, target: Path) -> str:
    """Copy a file to a new one, and return the digest of its content. Raises OSError."""
    digest = hashlib.sha256()
    with source.open("rb") as file, target.open("wb") as copy:
        while part := file.read(_CHUNK):
            digest.update(part)
            copy.write(part)
    return digest.hexdigest()


class ReplacedError(Exception):
    """A file was another one, missing or being written (``is_same``) in the moment in which it was
    to be replaced. It is as it was then; ``kept`` is where a further version is that came
    meanwhile."""

    def __init__(self, kept: Path | None = None, *, is_same: bool = False) -> None:
        super().__init__(kept)
        self.kept = kept
        self.is_same = is_same


class _Content(NamedTuple):
    """What a file may hold: digests of its content, and properties that it had with it."""

    digests: frozenset[str]
    looks: frozenset[FileStamp]

    def is_at(self, path: Path) -> bool:
        """Return whether a file has just this content; the properties tell where no digest does,
        of a file too large to be read. Raises OSError."""
        if self.digests == {""}:
            return look_at(path) in self.looks
        return digest_of(path) in self.digests


class KnownFile:
    """A file with known content. May be queried in one thread while another replaces it."""

    def __init__(self, path: Path, digest: str, look: FileStamp | None) -> None:
        self.path = path
        self._content = _Content(frozenset({digest}), _looks(look))
        self._exchanging = threading.Lock()

    @property
    def digest(self) -> str:
        """The digest of the known content; of either content during replacement."""
        return next(iter(self._content.digests))

    def is_unchanged(self, *, by_content: bool = False) -> bool:
        """Return whether the file exists with the known content. It is read only if its properties
        differ, since USB sticks round file times and network disks report them late; always
        ``by_content``, because a program may give another content the same properties."""
        while True:
            with self._exchanging:
                look, content = look_at(self.path), self._content
            if look is None:
                return False
            if look in content.looks and not (by_content and "" not in content.digests):
                return True
            try:
                is_known = digest_of(self.path) in content.digests
            except OSError:
                is_known = False
            with self._exchanging:
                is_same = self._content is content
                if is_known and is_same:
                    self._content = content._replace(looks=content.looks | {look})
            if is_known or is_same:
                return is_known

    def replace_by(self, fresh: Path, digest: str) -> None:
        """Replace this file by a complete new one, and flush that to disk. The former one is taken
        out, and deleted when it has proved to be the known one. Raises ReplacedError if it was
        another one or missing, and OSError; the file is as it was then."""
        former, new = self._content, _Content(frozenset({digest}), _looks(look_at(fresh)))
        # Either, until it is decided which one stays.
        self._content = _Content(former.digests | new.digests, former.looks | new.looks)
        try:
            taken = exchange(fresh, self.path, self._exchanging)
            self._must_be(former, taken, new)
        except (OSError, ReplacedError) as error:
            if not is_taken_out(self.path):
                self._content = former
            if isinstance(error, FileNotFoundError) and not self.path.exists():
                raise ReplacedError from error
            raise
        self._content = new
        make_lasting(self.path.parent)
        with contextlib.suppress(OSError):  # else at the next replacement, or opening
            taken.out.unlink()

    def create_by(self, fresh: Path, digest: str) -> None:
        """Put a complete new file where none is any more. Raises ReplacedError if there is one, and
        OSError."""
        content = _Content(frozenset({digest}), _looks(look_at(fresh)))
        with self._exchanging:
            try:
                place(fresh, self.path)
            except FileExistsError as error:
                raise ReplacedError from error
            self._content = content
        make_lasting(self.path.parent)

    def _must_be(self, former: _Content, taken: Exchanged, new: _Content) -> None:
        """Put back what was taken out if it is not the ``former`` content, or still written."""
        try:
            is_known = not taken.is_written and former.is_at(taken.out)
        except OSError:
            is_known = False
        if taken.is_in_place:
            if not is_known:
                kept = give_back(taken.out, self.path, new.is_at)
                raise ReplacedError(kept, is_same=taken.is_written and former.is_at(self.path))
            return
        if is_known:
            taken.out.unlink()
            raise ReplacedError
        raise ReplacedError(keep_beside(taken.out, self.path))


def _looks(look: FileStamp | None) -> frozenset[FileStamp]:
    return frozenset({look} if look is not None else ())


def copy_rights(fresh: Path, target: Path) -> None:
    """Give a file that will replace ``target`` its access rights, as far as the system allows.
    Raises OSError if ``target`` is missing."""
    found = target.stat()
    with contextlib.suppress(OSError):
        shutil.copymode(target, fresh)
    if sys.platform != "win32" and (found.st_uid, found.st_gid) != (os.geteuid(), os.getegid()):
        for user in (found.st_uid, -1):
            with contextlib.suppress(OSError):
                os.chown(fresh, user, found.st_gid)
                return


def make_lasting(folder: Path) -> None:
    """Flush the folder to disk, so that the file survives a power failure, if supported."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
