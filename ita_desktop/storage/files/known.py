"""Detects whether the clerk's file was changed since it was last read or written here."""

import hashlib
from pathlib import Path
from typing import Final, NamedTuple

_CHUNK: Final = 1 << 20


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

    def is_unchanged(self) -> bool:
        """Return whether the file exists with the known content. It is read only if its properties
        differ: USB sticks round file times, and network disks report them late."""
        look = look_at(self.path)
        if look is None:
            return False
        if look in self._looks:
            return True
        try:
            is_known = digest_of(self.path) in self._digests
        except OSError:
            return False
        if is_known:
            self._looks |= {look}
        return is_known

    def replace_by(self, fresh: Path, digest: str) -> None:
        """Atomically replace this file by a complete new one. Raises OSError; nothing is changed
        then."""
        former = self._looks, self._digests
        look = look_at(fresh)
        looks = frozenset({look} if look is not None else ())
        self._looks, self._digests = former[0] | looks, former[1] | {digest}
        try:
            fresh.replace(self.path)
        except BaseException:
            self._looks, self._digests = former
            raise
        self._looks, self._digests = looks, frozenset({digest})
