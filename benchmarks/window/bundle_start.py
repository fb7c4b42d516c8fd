"""From the start of the frozen program to its first painted window.

A bundle takes minutes to make, so this is measured by name alone: ``dev.py bench bundle_start``.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.measure import Ratio, in_turns
from ita_desktop.services import workspaces

ROOT: Final = Path(__file__).resolve().parents[2]
FLOOR: Final = "benchmarks/window/floor_window.py"
ROUNDS: Final = 15
_PAINTED: Final = b"qt.widgets.painting: Flushing"
"""How Qt tells that a window has reached the screen."""


def _frozen(home: Path) -> Path:
    """Return the folder of a new bundle that has the empty window beside the program."""
    places = ("--workpath", str(home / "work"), "--distpath", str(home / "dist"))
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", *places, "build_installer.spec"],
        cwd=ROOT,
        env=os.environ | {"ITA_DESKTOP_FLOOR": FLOOR},
        check=True,
        capture_output=True,
    )
    return home / "dist" / "ITA Desktop"


def ratios() -> list[Ratio]:
    """The program beside an empty window from the same folder."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        bundle = _frozen(home)
        file = str(workspaces.copy_sample(home / "sample.ita"))
        environment = os.environ | {
            "QT_LOGGING_RULES": "qt.widgets.painting.debug=true",
            "ITA_DESKTOP_HOME": folder,
        }

        def painted_after(name: str, *words: str) -> float:
            started = time.perf_counter()
            with subprocess.Popen(
                [bundle / name, *words],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=environment,
            ) as process:
                told = iter(process.stderr or ())
                if not any(line.startswith(_PAINTED) for line in told):
                    raise RuntimeError(f"{name} did not show a window")
                seconds = time.perf_counter() - started
                # It ends by itself, if somebody reads what it tells meanwhile.
                for _line in told:
                    pass
            return seconds

        return [
            in_turns(
                "frozen: start to the first painted window",
                lambda: painted_after("ita-desktop", file, "--exit-when-shown"),
                lambda: painted_after("floor"),
                peer_is="empty window, same bundle",
                limit=1.5,
                rounds=ROUNDS,
            )
        ]
