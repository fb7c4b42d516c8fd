"""Turns a copy of the sample into an ordinary workspace."""

import contextlib
import sqlite3
from pathlib import Path

from ita_desktop.domain.ids import new_id
from ita_desktop.storage.files import digests


def make_own(path: Path) -> None:
    """Give a copy its own key and the present date. Raises sqlite3.Error."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA secure_delete=ON")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE meta SET value=? WHERE key='workspace_id'", [new_id()])
        # Where a file was taken from on a server, and by which login, is not the copy's.
        raw.execute("DELETE FROM meta WHERE key='shown_day' OR key GLOB 'branch_*'")
        digests.retake(raw, "meta")
        raw.execute("COMMIT")
