"""What is wrong with the year's framework: a sentence a line, each with the way there."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ita_desktop.frameworks import Fault
from ita_desktop.i18n import language, tr
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.tokens import IconSize, Radius, Space, Text, Tone, tokens
from ita_desktop.ui.widgets.button import Button, Kind
from ita_desktop.ui.widgets.label import ThaiLabel

MOST = 3
"""Lines that are shown; of more, the number is told."""


class FaultLine(QWidget):
    """One sentence on a tinted ground, and the button that goes to its place."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fault: Fault | None = None
        self.label = ThaiLabel("", self, style=Text.LABEL, most=2)
        self.action = Button("", self, kind=Kind.QUIET)
        self.action.set_icon_after("arrow-right")
        self.action.clicked.connect(lambda: self.opened.emit(self._fault))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S + IconSize.TEXT + Space.S, 0, Space.XS, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.label, 1)
        row.addWidget(self.action)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_fault(self, fault: Fault | None, sentence: str = "") -> None:
        """What is wrong; without a ``fault`` only a ``sentence``."""
        self._fault = fault
        self.label.setText(fault.sentence(language.translate) if fault is not None else sentence)
        self.action.setVisible(fault is not None)
        if fault is not None:
            code = fault.code
            self.action.setText(tr("ไปที่ {code}", code=code) if code else tr("ไปที่เครื่องมือ"))
        self.setAccessibleName(self.label.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().doing_tint)
        painter.drawRoundedRect(self.rect(), Radius.CONTROL, Radius.CONTROL)
        top = round((self.height() - IconSize.TEXT) / 2)
        at = QPointF(Space.S, top)
        paint_icon(painter, "triangle-alert", Tone.DOING.colour, at, IconSize.TEXT)


class FaultList(QWidget):
    """``opened`` carries the fault whose button was clicked. Empty, it takes no room."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.XS)
        column.setSpacing(Space.XS)
        self.lines = tuple(FaultLine(self) for _ in range(MOST + 1))
        for line in self.lines:
            line.opened.connect(self.opened)
            column.addWidget(line)
        self.show_faults(())

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """The first few, and how many more there are."""
        for line, fault in zip(self.lines, faults[:MOST], strict=False):
            line.show_fault(fault)
        more = len(faults) - MOST
        if more > 0:
            self.lines[MOST].show_fault(None, tr("และอีก {count} จุด", count=more))
        for number, line in enumerate(self.lines):
            line.setVisible(number < min(len(faults), MOST + 1))
        self.setVisible(bool(faults))
