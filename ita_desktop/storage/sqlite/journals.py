"""The journal files that SQLite keeps beside a workspace file."""

from pathlib import Path

_WAL = 2
"""Value of both header format bytes of a file with a write-ahead log."""
_LOGS = ("-wal", "-shm", "-journal")
"""Suffixes of SQLite's journal files."""


def with_logs(path: Path) -> list[Path]:
    """Return the file and the paths of its possible journals."""
    return [path, *(companion(path, ending) for ending in _LOGS)]


def has_log_file(path: Path) -> bool:
    """Return whether a journal exists, without which the file may be incomplete."""
    return companion(path, "-wal").exists() or companion(path, "-journal").exists()


def asks_for_log(path: Path) -> bool:
    """Return whether the header of a file asks for a write-ahead log."""
    try:
        with path.open("rb") as file:
            return file.read(20)[18:20] == bytes((_WAL, _WAL))
    except OSError:
        return False


def companion(path: Path, ending: str) -> Path:
    """Return the path of the journal with this suffix."""
    return path.with_name(path.name + ending)
