"""Whether animations are enabled: folding, fading, blinking."""

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
"""Qt's own animations: rolling menus, sliding lists, fading tips."""


class Motion(StrEnum):
    """The settings in ตั้งค่า."""

    SYSTEM = "system"
    LESS = "less"


class MotionState:
    """The current state. Only the theme changes it."""

    def __init__(self) -> None:
        self.choice = Motion.SYSTEM
        self.less = False
        self._caret = 0
        self._effects: list[Qt.UIEffect] = []

    def choose(self, app: QApplication, choice: Motion) -> None:
        """Applies ``choice``; with reduced motion the cursor does not blink either."""
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
    """Returns the duration of an animation: 0 with reduced motion."""
    return 0 if shown.less else milliseconds


def system_wants_less(app: QApplication) -> bool:
    """Whether the system asks for reduced motion: Windows' setting, else that of the style."""
    if sys.platform == "win32":
        return not _windows_animates()
    from PySide6.QtWidgets import QStyle

    return not app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)


def _windows_animates() -> bool:
    """Returns Windows' setting "Animation effects", which Qt 6.11 does not report."""
    import ctypes

    get_client_area_animation = 0x1042
    answer = ctypes.c_int(1)
    windows = getattr(ctypes, "windll")  # noqa: B009 - known to mypy on Windows only
    windows.user32.SystemParametersInfoW(get_client_area_animation, 0, ctypes.byref(answer), 0)
    return bool(answer.value)
