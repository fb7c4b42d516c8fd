"""The clerk's file in its place: whether it is still the known one, and what it is replaced by."""

import contextlib
import hashlib
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Final, NamedTuple

_CHUNK: Final = 1 << 20
_RETRY_DELAYS: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds to wait in turn while a program on Windows has the file open briefly."""


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


class KnownFile:
    """A file with known content. May be queried in one thread while another replaces it."""

    def __init__(self, path: Path, digest: str, look: FileStamp | None) -> None:
        self.path = path
        self._digests = frozenset({digest})
        self._looks = frozenset({look} if look is not None else ())

    @property
    def digest(self) -> str:
        """The digest of the known content; of either content during replacement."""
        return next(iter(self._digests))

    def is_unchanged(self, *, by_content: bool = False) -> bool:
        """Return whether the file exists with the known content. It is read only if its properties
        differ, since USB sticks round file times and network disks report them late; always
        ``by_content``, because a program may give another content the same properties."""
        look = look_at(self.path)
        if look is None:
            return False
        if look in self._looks and not (by_content and self.digest):
            return True
        try:
            is_known = digest_of(self.path) in self._digests
        except OSError:
            return False
        if is_known:
            self._looks |= {look}
        return is_known

    def replace_by(self, fresh: Path, digest: str) -> None:
        """Atomically replace this file by a complete new one, and flush that to disk. Raises
        OSError; nothing is changed then."""
        former = self._looks, self._digests
        look = look_at(fresh)
        looks = frozenset({look} if look is not None else ())
        self._looks, self._digests = former[0] | looks, former[1] | {digest}
        try:
            _replace(fresh, self.path)
        except BaseException:
            self._looks, self._digests = former
            raise
        self._looks, self._digests = looks, frozenset({digest})
        _make_lasting(self.path.parent)


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


def _replace(fresh: Path, target: Path) -> None:
    for rest in (*(_RETRY_DELAYS if sys.platform == "win32" else ()), 0):
        try:
            fresh.replace(target)
            break
        except PermissionError:
            if not rest:
                raise
            time.sleep(rest)


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
