"""Files as earlier releases of the program left them, which wrote the clerk's file itself."""

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile

from ita_desktop.storage.files import digests


def with_log(path: Path, *statements: str) -> Path:
    """A copy of a workspace beside it, with what the ``statements`` did in a log beside the copy
    only, as after a crash."""
    work, left = path.with_name("ค้าง.part"), path.with_name("ค้าง.ita")
    copyfile(path, work)
    with closing(sqlite3.connect(work, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        for statement in statements:
            connection.execute(statement)
        digests.take(connection)
        copyfile(work, left)
        copyfile(f"{work}-wal", f"{left}-wal")
    work.unlink()
    return left


def copied_while_open(path: Path) -> None:
    """Lets the file be one that was copied without its log while it was open."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
