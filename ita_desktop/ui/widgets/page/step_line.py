"""The next step (ต่อไป): a tinted line with a sentence and a link."""

from enum import StrEnum

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel


class StepKind(StrEnum):
    """The kind of a step."""

    LATE = "late"
    PLAIN = "plain"
    QUIET = "quiet"
    """Nothing is due now, although not everything may be done."""
    DONE = "done"

    @property
    def look(self) -> tuple[str, Tone]:
        """Returns the name of the Lucide icon, and its colour."""
        return {
            StepKind.LATE: ("circle-alert", Tone.LATE),
            StepKind.PLAIN: ("flag", Tone.ACCENT),
            StepKind.QUIET: ("calendar-days", Tone.TEXT2),
            StepKind.DONE: ("circle-check", Tone.DONE),
        }[self]


def step_word(manner: StepKind) -> str:
    """Returns the word before a step in the current language."""
    match manner:
        case StepKind.DONE:
            return tr("เรียบร้อย")
        case StepKind.QUIET:
            return tr("ตอนนี้")
        case _:
            return tr("ต่อไป")


class StepLine(QWidget):
    """The next step with its reason and due date in one line. ``acted`` is emitted when the link is
    clicked, ``folded`` when the line is closed (× or Esc)."""

    acted = Signal()
    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.manner = StepKind.PLAIN
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
            self._word,
            Space.XS,
            (words, 1),
            self.action,
            self.fold_button,
            on=self,
            margins=(Space.M + IconSize.BUTTON + Space.S, 0, Space.XS, 0),
            gap=Space.S,
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_low(False)
        self._fill()

    def set_low(self, low: bool) -> None:
        """Reduces the height to that of the buttons, for a low window."""
        around = Space.XS if low else Space.ICON_TO_WORD
        self._words.setContentsMargins(0, around, 0, around)
        self.setFixedHeight(Height.STEP_LOW if low else Height.MESSAGE)

    @property
    def texts(self) -> tuple[str, str]:
        """Returns the sentence and the text of the link."""
        return self._label.text(), self.action.text() if not self.action.isHidden() else ""

    def set_step(self, sentence: str, action: str = "", manner: StepKind = StepKind.PLAIN) -> None:
        """Sets the sentence and the text of the link; without a text there is no link."""
        shown = self._label.text(), self.action.text(), self.manner
        if sentence and shown == (sentence, action, manner):
            return
        self.manner = manner
        _, tone = manner.look
        self._label.setText(sentence)
        self._word.set_tone(tone)
        self.action.setText(action)
        self.action.set_tone(Tone.LATE if manner is StepKind.LATE else Tone.ACCENT)
        self.action.setVisible(bool(action))
        self.action.setAccessibleDescription(sentence)
        self._fill()
        self.updateGeometry()
        self.update()

    def _fill(self) -> None:
        self._word.setText(step_word(self.manner))
        fold = tr("ซ่อนไว้วันนี้") if self.manner is StepKind.LATE else tr("พับเก็บ")
        self.fold_button.setToolTip(fold)
        self.fold_button.setAccessibleName(fold)
        self.setAccessibleName(f"{self._word.text()}: {self._label.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.folded.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        grounds = {StepKind.LATE: theme.late_tint, StepKind.QUIET: theme.hover}
        paint_plate(painter, self.rect(), Radius.POPUP, grounds.get(self.manner, theme.tint))
        name, tone = self.manner.look
        middle = (self._word.geometry().center().y() * 2 + 1 - IconSize.BUTTON) / 2
        paint_icon(painter, name, tone.colour, QPointF(Space.M, round(middle)))
