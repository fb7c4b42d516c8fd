"""How fast the program is beside a peer that does the same, as ratios measured in one run.

They are painted without a display, on a screen that the window fits on: Qt's own is 800 px wide,
where panes are folded and cost nothing.
"""

import os
from pathlib import Path

from ita_desktop.app import plain_imports

_SCREEN = Path(__file__).resolve().parents[1] / "tests" / "screen.json"
if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_SCREEN}"

# As in the program: what is imported afterwards takes less.
with plain_imports():
    import PySide6.QtWidgets  # noqa: F401
