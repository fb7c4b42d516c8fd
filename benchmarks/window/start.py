"""From the start of the process to the first painted window, to all of its frame, to the sample's
data in it, and to the end of the process."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Ratio, in_turns
from ita_desktop.services import workspaces

ROUNDS = 15
FLOOR = ("-m", "benchmarks.window.floor_window")
PAINTED = ("-m", "benchmarks.window.painted_window")


def ratios() -> list[Ratio]:
    """The window beside an empty one: first its areas, then all of the frame, which is only shown,
    because the empty window has none. Its first page and its end beside an empty window that read a
    row of the same file."""
    with tempfile.TemporaryDirectory() as folder:
        file = str(workspaces.copy_sample(Path(folder) / "sample.ita"))
        environment = os.environ | {"ITA_DESKTOP_HOME": folder}
        # An installed program has its compiled modules beside it.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        page = ("-m", "ita_desktop", file, "--exit-when-shown")

        def compared(
            what: str,
            ours: tuple[str, ...],
            peer: tuple[str, ...],
            limit: float | None,
            *,
            to_end: bool = False,
        ) -> Ratio:
            return in_turns(
                what,
                lambda: _seconds(ours, environment, to_end=to_end),
                lambda: _seconds(peer, environment, to_end=to_end),
                peer_is="empty window, same file" if file in peer else "empty window",
                limit=limit,
                rounds=ROUNDS,
            )

        return [
            compared("start to the first painted window", (*PAINTED, file), FLOOR, 1.3),
            compared("start to the frame with its words", (*PAINTED, file, "--whole"), FLOOR, None),
            compared("start to the first page", page, (*FLOOR, file), 1.8),
            compared("start, first page and end", page, (*FLOOR, file), 1.5, to_end=True),
        ]


def _seconds(words: tuple[str, ...], environment: dict[str, str], *, to_end: bool) -> float:
    """Seconds until the process tells that it has painted, or ``to_end`` until it is gone."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        told = time.perf_counter()
        process.stdout.read()  # the frame is told of once more when its page comes
    if not line or process.returncode:
        raise RuntimeError(f"{words} did not show a window")
    return (time.perf_counter() if to_end else told) - started
