"""One cell edit: written with its history, read back into the year, the score computed again."""

import contextlib
import itertools
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from benchmarks.measure import Ratio, in_turns
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services import workspaces
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.storage import sqlite_engines
from ita_desktop.storage.workspace import Workspace

ROUNDS = 500
YEAR, ITEM = 2567, "E4"


def ratios() -> list[Ratio]:
    """The edit beside a bare sqlite3 commit of the same row with the same journal."""
    with tempfile.TemporaryDirectory() as folder:
        ours = workspaces.copy_sample(Path(folder) / "ours.ita")
        peer = workspaces.copy_sample(Path(folder) / "peer.ita")
        with Workspace.open(ours) as workspace, _bare_commit(peer) as commit:
            return [
                in_turns(
                    "one cell edit, history and new score",
                    _timed(_editor(workspace)),
                    _timed(commit),
                    peer_is=f"bare sqlite3 commit, {sqlite3.sqlite_version}",
                    limit=3,
                    rounds=ROUNDS,
                )
            ]


def _editor(workspace: Workspace) -> Callable[[int], None]:
    tree = tree_of(workspace.year(YEAR))

    def edit(value: int) -> None:
        nonlocal tree
        edits = [ScoreEdit(ITEM, Decimal(value))]
        scores.set_scores(workspace, YEAR, edits, ScoreSource.OFFICIAL)
        tree = tree_of(workspace.year(YEAR), tree)  # as the window does
        if tree.nodes[ITEM].value != value:
            raise RuntimeError("the score did not follow")

    return edit


@contextlib.contextmanager
def _bare_commit(path: Path) -> Iterator[Callable[[int], None]]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # As the working file is written, which has no log where the library damages files by it.
        kind = "WAL" if sqlite_engines.is_log_sound() else "TRUNCATE"
        for pragma in (f"journal_mode={kind}", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        (key,) = connection.execute(
            "SELECT s.id FROM score s JOIN fiscal_year y ON y.id = s.year_id"
            " WHERE y.year = ? AND s.node = ? AND s.source = 'official'",
            (YEAR, ITEM),
        ).fetchone()

        def commit(value: int) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "UPDATE score SET value = ?, row_version = row_version + 1 WHERE id = ?",
                (f"{value}.00", key),
            )
            connection.execute("COMMIT")

        yield commit


def _timed(write: Callable[[int], None]) -> Callable[[], float]:
    values = itertools.cycle(range(100))

    def run() -> float:
        value = next(values)
        started = time.perf_counter()
        write(value)
        return time.perf_counter() - started

    return run
