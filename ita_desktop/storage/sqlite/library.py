"""The SQLite library in use, and whether its write-ahead log can be relied on.

SQLite's own notes (its page on the write-ahead log, "the WAL-reset bug", and its release history)
tell of a race in all releases from 3.7.0 to 3.51.2: one connection applies the log to the file
while another one commits and begins the log anew; a part of the log is then never applied, and the
file is damaged. It is mended in 3.51.3 and in the later releases of two older lines.

Here one connection alone commits and applies the log, and others in the same process only read, so
the race takes another program that writes to the working file. Where the library has the fault,
the working file is kept without a log nevertheless
(:func:`ita_desktop.storage.sqlite.engines.begin_journal`).
"""

import sqlite3
from typing import Final

MENDED: Final = "3.51.3"
"""The release from which on all have the mend."""
_MENDED_IN_LINE: Final = {(3, 50): 7, (3, 44): 6}
"""Older lines with the patch release from which on they have the mend."""


def version() -> str:
    """Return the version of the library: ``3.51.3``."""
    return sqlite3.sqlite_version


def is_log_sound() -> bool:
    """Return whether a file with a write-ahead log is safe with this library."""
    major, minor, patch = _numbers(version())
    if (major, minor, patch) >= _numbers(MENDED):
        return True
    return patch >= _MENDED_IN_LINE.get((major, minor), patch + 1)


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(int(number) for number in release.split("."))[:3]
