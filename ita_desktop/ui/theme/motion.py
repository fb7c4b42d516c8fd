"""Whether parts of the window may move: folding, fading, blinking."""

import sys
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

EFFECTS: Final = (
    Qt.UIEffect.UI_General,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)
"""Qt's own movements: menus that roll, lists that slide, tips that fade."""


class Motion(StrEnum):
    """What the user asked for in ตั้งค่า."""

    SYSTEM = "system"
    LESS = "less"


class MotionState:
    """Whether parts move now. Only the theme changes it."""

    def __init__(self) -> None:
        self.choice = Motion.SYSTEM
        self.less = False
        self._caret = 0
        self._effects: list[Qt.UIEffect] = []

    def choose(self, app: QApplication, choice: Motion) -> None:
        """Move as ``choice`` says from now on; with less motion the caret stands still too."""
        self.choice = choice
        less = choice is Motion.LESS or system_wants_less(app)
        if less == self.less:
            return
        self.less = less
        if less:
            self._caret = app.cursorFlashTime()
            self._effects = [effect for effect in EFFECTS if app.isEffectEnabled(effect)]
        for effect in self._effects:
            app.setEffectEnabled(effect, not less)
        app.setCursorFlashTime(0 if less else self._caret)


shown: Final = MotionState()


def duration(milliseconds: int) -> int:
    """How long a movement of so many milliseconds takes now: none at all with less motion."""
    return 0 if shown.less else milliseconds


def system_wants_less(app: QApplication) -> bool:
    """Whether the system asks for less motion: its own answer on Windows, else the style's."""
    if sys.platform == "win32":
        return not _windows_animates()
    from PySide6.QtWidgets import QStyle

    return not app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)


def _windows_animates() -> bool:
    """Windows' "Animation effects", which Qt 6.11 does not pass on."""
    import ctypes

    get_client_area_animation = 0x1042
    answer = ctypes.c_int(1)
    windows = getattr(ctypes, "windll")  # noqa: B009 - known to mypy on Windows only
    windows.user32.SystemParametersInfoW(get_client_area_animation, 0, ctypes.byref(answer), 0)
    return bool(answer.value)
