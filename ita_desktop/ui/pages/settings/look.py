"""ตั้งค่า, หน้าต่าง: colours, contrast, animations, row height, language."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.i18n import language, tr
from ita_desktop.settings import Settings
from ita_desktop.ui.pages.page import DENSE_ROWS, DENSITY
from ita_desktop.ui.theme.motion import Motion
from ita_desktop.ui.theme.theme import ColourMode, Contrast, Theme
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.fields.choice import Choice
from ita_desktop.ui.widgets.fields.form import labelled, limit
from ita_desktop.ui.widgets.page.buttons import FoldButton

LANGUAGES = (("th", "ไทย"), ("en", "English"))
"""Codes and names of the languages."""


class LookSection(QWidget):
    """Appearance settings, applied at once and at each start."""

    density_chosen = Signal()
    language_chosen = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._shown: dict[Choice, Callable[[], str]] = {}
        """The setting that each of them shows."""
        self.theme = self._choice(
            "theme",
            (
                (ColourMode.SYSTEM, tr("ตามระบบ")),
                (ColourMode.LIGHT, tr("สว่าง")),
                (ColourMode.DARK, tr("มืด")),
            ),
            lambda: _theme().choice,
            lambda value: _theme().choose(ColourMode(value)),
        )
        self.contrast = self._choice(
            "contrast",
            (
                (Contrast.SYSTEM, tr("ตามระบบ")),
                (Contrast.NORMAL, tr("ปกติ")),
                (Contrast.HIGH, tr("สูง เห็นเส้นและตัวอักษรชัดขึ้น")),
            ),
            lambda: _theme().contrast,
            lambda value: _theme().choose_contrast(Contrast(value)),
        )
        self.motion = self._choice(
            "motion",
            ((Motion.SYSTEM, tr("ตามระบบ")), (Motion.LESS, tr("ลดการเคลื่อนไหว"))),
            lambda: _theme().motion,
            lambda value: _theme().choose_motion(Motion(value)),
        )
        self.density = self._choice(
            DENSITY,
            (("", tr("ปกติ")), (DENSE_ROWS, tr("แน่น เห็นแถวได้มากขึ้น"))),
            lambda: settings.get(DENSITY, ""),
            lambda _value: self.density_chosen.emit(),
        )
        self.language = self._choice(
            "language", LANGUAGES, lambda: language.code, self._choose_language
        )
        self._lay_out()
        self.refresh()
        # Shown if any of them differs from its default.
        chosen = {choice.currentData() for choice in (self.contrast, self.motion, self.density)}
        self.more.fold(chosen.isdisjoint({Contrast.HIGH, Motion.LESS, DENSE_ROWS}))

    def _choice(
        self,
        key: str,
        options: Sequence[tuple[str, str]],
        shown: Callable[[], str],
        apply: Callable[[str], None],
    ) -> Choice:
        """Returns a list of a setting's values and their names; a chosen one is stored as ``key``
        and applied."""
        choice = Choice()
        for value, words in options:
            choice.addItem(words, str(value))

        def choose() -> None:
            value = str(choice.currentData())
            if value != shown():
                self._settings.set(key, value)
                apply(value)

        choice.activated.connect(choose)
        self._shown[choice] = shown
        return choice

    def _lay_out(self) -> None:
        choices = (self.theme, self.language, self.contrast, self.motion, self.density)
        limit(choices)
        widest = max(choice.sizeHint().width() for choice in choices)
        for choice in choices:
            choice.setMinimumWidth(widest)
        rare = QWidget()
        vbox(
            labelled(tr("ความต่างของสี"), self.contrast),
            labelled(tr("การเคลื่อนไหว"), self.motion),
            labelled(tr("ความสูงของแถว"), self.density),
            on=rare,
            gap=Space.S,
        )
        self.more = FoldButton(tr("เพิ่มเติม"), rare)
        vbox(
            labelled(tr("สีของหน้าต่าง"), self.theme),
            labelled(tr("ภาษา"), self.language),
            self.more,
            rare,
            None,
            on=self,
            margins=(Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.PAGE_EDGE),
            gap=Space.S,
        )

    def refresh(self) -> None:
        """Updates the section."""
        for choice, shown in self._shown.items():
            choice.setCurrentIndex(max(choice.findData(str(shown())), 0))

    def _choose_language(self, code: str) -> None:
        language.choose(code)
        self.language_chosen.emit()


def _theme() -> Theme:
    """Returns the application's theme, created right after the application."""
    application = QApplication.instance()
    theme = application.findChild(Theme) if application is not None else None
    assert theme is not None
    return theme
