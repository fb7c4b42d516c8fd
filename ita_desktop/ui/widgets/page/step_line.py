"""The next step (ต่อไป): a tinted line with a sentence and a link."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ita_desktop.i18n import tr
from ita_desktop.services.step_context import StepUrgency
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, set_height_for_width
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import MarkLabel
from ita_desktop.ui.widgets.page.section import Plate

_LOOKS: Final = {
    StepUrgency.LATE: ("circle-alert", Tone.LATE),
    StepUrgency.QUIET: ("calendar-days", Tone.TEXT2),
    StepUrgency.DONE: ("circle-check", Tone.DONE),
}
_GROUNDS: Final = {StepUrgency.LATE: Tone.LATE_TINT, StepUrgency.QUIET: Tone.HOVER}


def step_word(urgency: StepUrgency) -> str:
    """Returns the word before a step in the current language."""
    match urgency:
        case StepUrgency.DONE:
            return tr("เรียบร้อย")
        case StepUrgency.QUIET:
            return tr("ตอนนี้")
        case _:
            return tr("ต่อไป")


class StepLine(Plate):
    """The next step with its reason and due date in one line, or in two where it is narrow, unless
    the window is low. ``acted`` is emitted when the link is clicked, ``folded`` when the line is
    closed (× or Esc)."""

    acted = Signal()
    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, radius=Radius.POPUP)
        self.urgency = StepUrgency.UPCOMING
        self._icon = MarkLabel(self, size=IconSize.BUTTON)
        self._word = ThaiLabel("", self, style=Text.LABEL_STRONG, tone=Tone.ACCENT)
        self._word.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._label = ThaiLabel("", self)
        self.action = Button("", self, kind=ButtonKind.QUIET)
        self.action.set_icon_after("arrow-right")
        self.action.clicked.connect(self.acted)
        self.fold_button = Button("", self, kind=ButtonKind.QUIET, icon_name="x")
        self.fold_button.clicked.connect(self.folded)
        self._words = words = QVBoxLayout()
        words.addWidget(self._label)
        hbox(
            self._icon,
            self._word,
            Space.XS,
            (words, 1),
            self.action,
            self.fold_button,
            on=self,
            margins=(Space.M, 0, Space.XS, 0),
            gap=Space.S,
        )
        set_height_for_width(self, QSizePolicy.Policy.Expanding)
        self.set_low(False)
        self._fill()

    def set_low(self, low: bool) -> None:
        """Reduces the height to that of the buttons and one line, for a low window."""
        around = 0 if low else Space.ICON_TO_WORD
        self._words.setContentsMargins(0, around, 0, around)
        self._label.set_most(1 if low else 2)
        self.setMinimumHeight(Height.STEP_LOW if low else Height.MESSAGE)

    @property
    def texts(self) -> tuple[str, str]:
        """Returns the sentence and the text of the link."""
        return self._label.text(), self.action.text() if not self.action.isHidden() else ""

    @property
    def look(self) -> tuple[str, Tone]:
        """Returns the name of the Lucide icon, and its colour."""
        return _LOOKS.get(self.urgency, ("flag", Tone.ACCENT))

    def set_step(
        self, sentence: str, action: str = "", urgency: StepUrgency = StepUrgency.UPCOMING
    ) -> None:
        """Sets the sentence and the text of the link; without a text there is no link."""
        shown = self._label.text(), self.action.text(), self.urgency
        if sentence and shown == (sentence, action, urgency):
            return
        self.urgency = urgency
        self._label.setText(sentence)
        self.action.setText(action)
        self.action.set_tone(Tone.LATE if urgency is StepUrgency.LATE else Tone.ACCENT)
        self.action.setVisible(bool(action))
        self.action.setAccessibleDescription(sentence)
        self._fill()
        self.updateGeometry()

    def _fill(self) -> None:
        self.set_ground(_GROUNDS.get(self.urgency, Tone.TINT))
        self._icon.show_sign(self.look)
        self._word.set_tone(self.look[1])
        self._word.setText(step_word(self.urgency))
        fold = tr("ซ่อนไว้วันนี้") if self.urgency is StepUrgency.LATE else tr("พับเก็บ")
        self.fold_button.setToolTip(fold)
        self.fold_button.setAccessibleName(fold)
        self.setAccessibleName(f"{self._word.text()}: {self._label.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.folded.emit()
        else:
            super().keyPressEvent(event)
