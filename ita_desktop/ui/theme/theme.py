"""Applies the theme: the system's, or the one the user selected."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.theme.motion import Motion
from ita_desktop.ui.theme.motion import shown as moving
from ita_desktop.ui.theme.tokens import Text, Tokens, of_theme, shown, tokens


class ColourMode(StrEnum):
    """The colour schemes in ตั้งค่า."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Contrast(StrEnum):
    """The contrast settings in ตั้งค่า."""

    SYSTEM = "system"
    NORMAL = "normal"
    HIGH = "high"


class Theme(QObject):
    """Applies the theme, and follows the system as far as the settings are ``system``.

    One instance is created right after QApplication. ``changed`` is for parts that a palette change
    does not repaint, such as icons in menus.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        choice: ColourMode = ColourMode.SYSTEM,
        contrast: Contrast = Contrast.SYSTEM,
        motion: Motion | None = Motion.SYSTEM,
        *,
        dress: bool = True,
    ) -> None:
        """``motion`` None: determined by :meth:`choose_motion`, because querying the system takes
        time. Without ``dress`` only the colours are determined."""
        super().__init__(app)
        self._app = app
        self.choice = choice
        self.contrast = contrast
        self._hints = app.styleHints()
        # Referenced, because PySide would otherwise delete it.
        self._access = self._hints.accessibility()
        self._scheme = self._hints.colorScheme()
        self._system_wants = self._access.contrastPreference()
        self._ask_system(choice)
        shown.tokens = self._wanted()
        if motion is not None:
            moving.choose(app, motion)
        if dress:
            self.dress()

    def dress(self) -> None:
        """Applies fonts, palette and style sheet, and follows the system from now on."""
        from PySide6.QtWidgets import QToolTip

        from ita_desktop.ui.theme import fonts, style
        from ita_desktop.ui.theme.focus import FocusRing

        app = self._app
        fonts.load()
        app.setFont(fonts.font(Text.BODY))
        QToolTip.setFont(fonts.font(Text.NOTE))
        style.apply(app, self._wanted())
        self._hints.colorSchemeChanged.connect(self._follow_scheme)
        self._access.contrastPreferenceChanged.connect(self._follow_contrast)
        FocusRing(app)

    @property
    def motion(self) -> Motion:
        return moving.choice

    @property
    def tokens(self) -> Tokens:
        return tokens()

    def choose(self, choice: ColourMode) -> None:
        """Sets the colour scheme."""
        self.choice = choice
        self._ask_system(choice)
        self._follow()

    def choose_contrast(self, contrast: Contrast) -> None:
        """Sets the contrast."""
        self.contrast = contrast
        self._follow()

    def choose_motion(self, motion: Motion) -> None:
        """Sets whether animations are enabled."""
        moving.choose(self._app, motion)

    def _ask_system(self, choice: ColourMode) -> None:
        """Makes the platform use the colour scheme for title bars and native dialogs."""
        if choice is ColourMode.SYSTEM:
            self._hints.unsetColorScheme()
            self._scheme = self._hints.colorScheme()
        elif choice is ColourMode.DARK:
            self._hints.setColorScheme(Qt.ColorScheme.Dark)
        else:
            self._hints.setColorScheme(Qt.ColorScheme.Light)

    def _wanted(self) -> Tokens:
        dark = self.choice is ColourMode.DARK
        if self.choice is ColourMode.SYSTEM:
            dark = self._scheme == Qt.ColorScheme.Dark
        high = self.contrast is Contrast.HIGH
        if self.contrast is Contrast.SYSTEM:
            high = self._system_wants == Qt.ContrastPreference.HighContrast
        return of_theme(dark=dark, high=high)

    def _follow_scheme(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme
        self._follow()

    def _follow_contrast(self, wants: Qt.ContrastPreference) -> None:
        self._system_wants = wants
        self._follow()

    def _follow(self) -> None:
        from ita_desktop.ui.theme import style

        wanted = self._wanted()
        if wanted is not tokens():
            style.apply(self._app, wanted)
            self.changed.emit()
