"""The clerk's file as this program last read or wrote it: whether it is still that one."""

import hashlib
from pathlib import Path
from typing import Final, NamedTuple

_CHUNK: Final = 1 << 20


class FileStamp(NamedTuple):
    """What a file looks like without being read. Its number is not among it: network disks number
    their files as they please."""

    size: int
    written: int
    """When it was written last, in nanoseconds."""


def look_at(path: Path) -> FileStamp | None:
    """How the file at ``path`` looks now; None where there is none to be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return FileStamp(found.st_size, found.st_mtime_ns)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_CHUNK):
            digest.update(part)
    return digest.hexdigest()


def copied(source: Path, target: Path) -> str:
    """Copies a file byte by byte to a new one, and gives the digest of what was copied. Raises
    OSError."""
    digest = hashlib.sha256()
    with source.open("rb") as file, target.open("wb") as copy:
        while part := file.read(_CHUNK):
            digest.update(part)
            copy.write(part)
    return digest.hexdigest()


class KnownFile:
    """One file whose content is known. A thread may ask for it while another one replaces it."""

    def __init__(self, path: Path, digest: str, look: FileStamp | None) -> None:
        self.path = path
        self._digests = frozenset({digest})
        self._looks = frozenset({look} if look is not None else ())

    @property
    def digest(self) -> str:
        """The digest of the known content; of either where it is just being replaced."""
        return next(iter(self._digests))

    def is_unchanged(self) -> bool:
        """Whether the file is there with the known content. It is read only where it looks
        different: sticks round the times of files, and network disks tell them late."""
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
        """Puts a finished file in the place of this one: whoever reads sees the one or the other,
        whole. Raises OSError; then nothing has changed."""
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
