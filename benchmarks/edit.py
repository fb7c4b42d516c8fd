"""One cell edit: written with its history, read back into the year, the score computed again."""

import contextlib
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import Ratio, in_turns
from ita_desktop.domain.progress import tree_of
from ita_desktop.services import assignments, workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.storage.workspace import Workspace

ROUNDS = 500
YEAR, ITEM = 2568, "O12"


def ratios() -> list[Ratio]:
    """The edit beside a bare sqlite3 commit of the same row with the same pragmas."""
    with tempfile.TemporaryDirectory() as folder:
        ours = workspaces.copy_sample(Path(folder) / "ours.ita")
        peer = workspaces.copy_sample(Path(folder) / "peer.ita")
        with Workspace.open(ours) as workspace, _bare_commit(peer) as commit:
            return [
                in_turns(
                    "one cell edit, history and new score",
                    _timed(lambda text: _edit(workspace, text)),
                    _timed(commit),
                    peer_is="bare sqlite3 commit",
                    limit=3,
                    rounds=ROUNDS,
                )
            ]


def _edit(workspace: Workspace, text: str) -> None:
    assignments.edit(workspace, YEAR, [CellEdit(ITEM, "note", text)])
    if tree_of(workspace.year(YEAR)).total.value is None:
        raise RuntimeError("no score")


@contextlib.contextmanager
def _bare_commit(path: Path) -> Iterator[Callable[[str], None]]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        (key,) = connection.execute(
            "SELECT a.id FROM assignment a JOIN fiscal_year y ON y.id = a.year_id"
            " WHERE y.year = ? AND a.item_code = ?",
            (YEAR, ITEM),
        ).fetchone()

        def commit(text: str) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "UPDATE assignment SET note = ?, row_version = row_version + 1 WHERE id = ?",
                (text, key),
            )
            connection.execute("COMMIT")

        yield commit


def _timed(write: Callable[[str], None]) -> Callable[[], float]:
    texts = (f"ครั้งที่ {number}" for number in range(ROUNDS + 1))

    def run() -> float:
        text = next(texts)
        started = time.perf_counter()
        write(text)
        return time.perf_counter() - started

    return run
