"""What a workspace file holds, read by SQLite alone."""

import hashlib
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

TOKEN: Final = re.compile(r"t\d{3,}[nf]")
"""A word that one edit writes: ``n`` into a new row, ``f`` into a field of one that is there."""


class Content(NamedTuple):
    """The key of a workspace, the edits in it, and what is wrong with it."""

    key: str = ""
    tokens: frozenset[str] = frozenset()
    wrong: str = ""


def tokens_in(texts: Iterable[str]) -> list[str]:
    """Return the words of edits in texts."""
    return [found for text in texts for found in TOKEN.findall(text)]


def digest_of(path: Path) -> str:
    """Return the digest of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


_ENDINGS = ("", "-wal", "-journal")
"""The file and what belongs to it: a library whose log is not sound writes a journal instead."""


class Reader:
    """Reads files, each once as long as it stays as it is. ``scratch`` is a folder of its own."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._known: dict[Path, tuple[object, Content]] = {}

    def read(self, path: Path) -> Content:
        """Return what a file and its log or journal hold; a file that is gone holds nothing."""
        parts = [Path(f"{path}{ending}") for ending in _ENDINGS]
        for _ in range(5):
            look = [_look(part) for part in parts]
            if look[0] is None:
                return Content()
            known = self._known.get(path)
            if known is not None and known[0] == look:
                return known[1]
            try:
                content = self._read(
                    [part for part, seen in zip(parts, look, strict=True) if seen is not None]
                )
            except (FileNotFoundError, OSError):
                continue  # it was replaced meanwhile
            if look == [_look(part) for part in parts]:
                self._known[path] = look, content
                return content
        return self._read(parts[:1]) if path.exists() else Content()

    def _read(self, parts: list[Path]) -> Content:
        place = parts[0]
        if len(parts) > 1:
            place = self._scratch / "read.ita"
            for ending in (*_ENDINGS, "-shm"):
                Path(f"{place}{ending}").unlink(missing_ok=True)
            for part in parts:
                shutil.copyfile(part, f"{place}{part.name.removeprefix(parts[0].name)}")
            where = f"file:{place}"
        else:
            where = f"{place.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            with closing(sqlite3.connect(where, uri=True)) as raw:
                return content_of(raw)
        except sqlite3.Error as error:
            return Content(wrong=f"unreadable: {error}")


def content_of(raw: sqlite3.Connection) -> Content:
    """Return what an open file holds."""
    (key,) = raw.execute("SELECT value FROM meta WHERE key='workspace_id'").fetchone()
    labels = tokens_in(text for (text,) in raw.execute("SELECT label FROM history_group"))
    rows = tokens_in(text for (text,) in raw.execute("SELECT name FROM unit"))
    wrong = [f"{token} twice" for token, count in Counter(labels).items() if count > 1]
    wrong += [f"{token} in two rows" for token, count in Counter(rows).items() if count > 1]
    if {token for token in labels if token.endswith("n")} != set(rows):
        wrong.append("half an edit: history and rows differ")
    return Content(str(key), frozenset(labels), ", ".join(wrong))


def is_whole(path: Path) -> str:
    """Return what SQLite finds wrong with a file; empty if nothing."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
            (said,) = raw.execute("PRAGMA integrity_check").fetchone()
            return "" if said == "ok" else str(said)
    except sqlite3.Error as error:
        return str(error)


def _look(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
