"""ตั้งค่า, หน้าต่าง: colours, contrast, animations, row height, language."""

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
from ita_desktop.ui.widgets.page.fold import FoldButton

LANGUAGES = (("th", "ไทย"), ("en", "English"))
"""Codes and names of the languages."""


class LookSection(QWidget):
    """Appearance settings, applied at once and at each start."""

    density_chosen = Signal()
    language_chosen = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.theme, self.language = Choice(), Choice()
        self.contrast, self.motion, self.density = Choice(), Choice(), Choice()
        for choice, words in (
            (ColourMode.SYSTEM, tr("ตามระบบ")),
            (ColourMode.LIGHT, tr("สว่าง")),
            (ColourMode.DARK, tr("มืด")),
        ):
            self.theme.addItem(words, choice.value)
        for contrast, words in (
            (Contrast.SYSTEM, tr("ตามระบบ")),
            (Contrast.NORMAL, tr("ปกติ")),
            (Contrast.HIGH, tr("สูง เห็นเส้นและตัวอักษรชัดขึ้น")),
        ):
            self.contrast.addItem(words, contrast.value)
        for motion, words in (
            (Motion.SYSTEM, tr("ตามระบบ")),
            (Motion.LESS, tr("ลดการเคลื่อนไหว")),
        ):
            self.motion.addItem(words, motion.value)
        for value, words in (("", tr("ปกติ")), (DENSE_ROWS, tr("แน่น เห็นแถวได้มากขึ้น"))):
            self.density.addItem(words, value)
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        self._lay_out()
        self.theme.activated.connect(self._choose_theme)
        self.contrast.activated.connect(self._choose_contrast)
        self.motion.activated.connect(self._choose_motion)
        self.density.activated.connect(self._choose_density)
        self.language.activated.connect(self._choose_language)
        self.refresh()
        # Shown if any of them differs from its default.
        chosen = {choice.currentData() for choice in (self.contrast, self.motion, self.density)}
        self.more.fold(chosen.isdisjoint({Contrast.HIGH, Motion.LESS, DENSE_ROWS}))

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
        theme = _theme()
        if theme is not None:
            self.theme.setCurrentIndex(self.theme.findData(theme.choice.value))
            self.contrast.setCurrentIndex(self.contrast.findData(theme.contrast.value))
            self.motion.setCurrentIndex(self.motion.findData(theme.motion.value))
        kept = self._settings.get(DENSITY, "")
        self.density.setCurrentIndex(max(self.density.findData(kept), 0))
        self.language.setCurrentIndex(self.language.findData(language.code))

    def _choose_theme(self) -> None:
        choice = ColourMode(self.theme.currentData())
        self._settings.set("theme", choice.value)
        theme = _theme()
        if theme is not None:
            theme.choose(choice)

    def _choose_contrast(self) -> None:
        contrast = Contrast(self.contrast.currentData())
        self._settings.set("contrast", contrast.value)
        theme = _theme()
        if theme is not None:
            theme.choose_contrast(contrast)

    def _choose_motion(self) -> None:
        motion = Motion(self.motion.currentData())
        self._settings.set("motion", motion.value)
        theme = _theme()
        if theme is not None:
            theme.choose_motion(motion)

    def _choose_density(self) -> None:
        self._settings.set(DENSITY, self.density.currentData())
        self.density_chosen.emit()

    def _choose_language(self) -> None:
        code = str(self.language.currentData())
        if code != language.code:
            self._settings.set("language", code)
            language.choose(code)
            self.language_chosen.emit()


def _theme() -> Theme | None:
    """Returns the application's theme, created right after the application."""
    application = QApplication.instance()
    return application.findChild(Theme) if application is not None else None
