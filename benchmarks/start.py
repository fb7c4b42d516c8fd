"""From the start of the process to the first painted window, and to the sample's data in it."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import OFFSCREEN, Ratio, in_turns
from ita_desktop.services import workspaces

ROUNDS = 15


def ratios() -> list[Ratio]:
    """The window beside an empty one, and its first page beside an empty window that read a row of
    the same file."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        file = workspaces.copy_sample(home / "sample.ita")
        environment = os.environ | {"QT_QPA_PLATFORM": OFFSCREEN, "ITA_DESKTOP_HOME": folder}
        # An installed program has its compiled modules beside it.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def painted_after(*words: str) -> float:
            started = time.perf_counter()
            with subprocess.Popen(
                [sys.executable, *words], stdout=subprocess.PIPE, env=environment
            ) as process:
                line = process.stdout.readline() if process.stdout else b""
                seconds = time.perf_counter() - started
            if not line or process.returncode:
                raise RuntimeError(f"{words} did not show a window")
            return seconds

        floor = ("-m", "benchmarks.floor_window")
        return [
            in_turns(
                "start to the first painted window",
                lambda: painted_after("-m", "benchmarks.painted_window", str(file)),
                lambda: painted_after(*floor),
                peer_is="empty window",
                limit=2.5,
                rounds=ROUNDS,
            ),
            in_turns(
                "start to the first page",
                lambda: painted_after("-m", "ita_desktop", str(file), "--exit-when-shown"),
                lambda: painted_after(*floor, str(file)),
                peer_is="empty window, same file",
                limit=1.8,
                rounds=ROUNDS,
            ),
        ]
