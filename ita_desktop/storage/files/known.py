"""The clerk's file in its place: whether it is still the known one, and what it is replaced by."""

import contextlib
import hashlib
import os
import shutil
import sys
import threading
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.storage.files.exchange import (
    Exchanged,
    exchange,
    give_back,
    is_taken_out,
    keep_beside,
    place,
)

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
