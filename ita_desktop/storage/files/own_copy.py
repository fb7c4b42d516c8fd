"""A copy of the sample that is a workspace of its own."""

import contextlib
import sqlite3
from pathlib import Path

from ita_desktop.domain.ids import new_id
from ita_desktop.storage.files import digests


def make_own(path: Path) -> None:
    """Gives a copy a key of its own and lets it show today: it is the sample no longer. Raises
    sqlite3.Error."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA secure_delete=ON")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE meta SET value=? WHERE key='workspace_id'", [new_id()])
        raw.execute("DELETE FROM meta WHERE key='shown_day'")
        digests.retake(raw, "meta")
        raw.execute("COMMIT")
