"""How fast the program is beside a peer that does the same, as ratios measured in one run.

They are painted without a display, on a screen that the window fits on: Qt's own is 800 px wide.
"""

import os
from pathlib import Path

_SCREEN = Path(__file__).resolve().parents[1] / "tests" / "screen.json"
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_SCREEN}")
