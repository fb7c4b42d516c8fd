"""Which theme is shown: the system's, or the one the user chose."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.theme import fonts, style
from ita_desktop.ui.theme.focus import FocusRing
from ita_desktop.ui.theme.tokens import DARK, LIGHT, Text, Tokens, tokens


class Choice(StrEnum):
    """What the user asked for in ตั้งค่า."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Applies the theme and follows the system while the choice is ``system``.

    One exists per application, made right after QApplication. ``changed`` is for the few parts
    that are not repainted by a palette change, such as icons in menus.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: Choice = Choice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        fonts.load()
        if app.style().name().lower() != "fusion":
            app.setStyle("Fusion")
        app.setFont(fonts.font(Text.BODY))
        self._ask_system(choice)
        style.apply(app, self._wanted())
        app.styleHints().colorSchemeChanged.connect(self._follow)
        FocusRing(app)

    @property
    def choice(self) -> Choice:
        return self._choice

    @property
    def tokens(self) -> Tokens:
        return tokens()

    def choose(self, choice: Choice) -> None:
        """Show another theme from now on."""
        self._choice = choice
        self._ask_system(choice)
        self._follow()

    def _ask_system(self, choice: Choice) -> None:
        """Let the platform draw title bars and native dialogs in the chosen theme too."""
        hints = self._app.styleHints()
        if choice is Choice.SYSTEM:
            hints.unsetColorScheme()
        elif choice is Choice.DARK:
            hints.setColorScheme(Qt.ColorScheme.Dark)
        else:
            hints.setColorScheme(Qt.ColorScheme.Light)

    def _wanted(self) -> Tokens:
        if self._choice is Choice.SYSTEM:
            dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self._choice is Choice.DARK
        return DARK if dark else LIGHT

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is not tokens():
            style.apply(self._app, wanted)
            self.changed.emit()
