"""Everything the window can show: the scenes of the pictures."""

from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.ui.window import Window
from tools.scenes import pages as scenes
from tools.scenes.elsewhere import ELSEWHERE
from tools.scenes.newcomers import NEWCOMERS
from tools.scenes.pages import SCENES as PAGES
from tools.scenes.pages import Scene
from tools.scenes.passing import PASSING
from tools.scenes.saving import SAVING
from tools.scenes.shared import SHARED
from tools.scenes.together import TOGETHER
from tools.scenes.within import WITHIN, table_of

__all__ = ["EVERYWHERE", "OWN_WORDS", "SCENES", "shown", "table_of"]

# A picture waits until nothing moves; a test looks at what stands there. Jobs are waited for.
scenes.SETTLING_MS = 5
scenes.WAITS = 6_000

SCENES: Final[dict[str, Scene]] = PAGES | WITHIN
EVERYWHERE: Final[dict[str, Scene]] = (
    SCENES | ELSEWHERE | NEWCOMERS | PASSING | SAVING | SHARED | TOGETHER
)
"""With what other files, first days and passing moments show."""
OWN_WORDS: Final = (
    "message", "progress", "paste", "search", "erase-mentions", "public-texts", "compare-paper"
)  # fmt: skip
"""How the names of scenes begin that bring words of their own."""


def shown(window: Window) -> list[QWidget]:
    """The window and what floats above it."""
    floating = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    return [window, *(widget for widget in floating if widget is not window)]
