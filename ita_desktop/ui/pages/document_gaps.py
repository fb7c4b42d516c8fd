"""What a document still lacks, over its preview: a sentence a line, each with the way there."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.pages.document_rows import Gap
from ita_desktop.ui.theme.tokens import IconSize, Radius, Space, Text, tokens
from ita_desktop.ui.widgets.button import Button, Kind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark, paint_mark

MOST = 3
"""Lines that are shown; of more, the number is told."""


class GapLine(QWidget):
    """One sentence on a tinted ground, and the button that goes to where it is mended."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap: Gap | None = None
        self._label = ThaiLabel("", self, style=Text.LABEL, most=2)
        self.action = Button("", self, kind=Kind.QUIET)
        self.action.set_icon_after("arrow-right")
        self.action.clicked.connect(lambda: self.opened.emit(self._gap))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S + IconSize.TEXT + Space.S, 0, Space.XS, 0)
        row.setSpacing(Space.S)
        row.addWidget(self._label, 1)
        row.addWidget(self.action)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_gap(self, gap: Gap | None, sentence: str = "") -> None:
        """What lacks; without a ``gap`` only a ``sentence``."""
        self._gap = gap
        self._label.setText(gap.sentence if gap is not None else sentence)
        self.action.setVisible(gap is not None and bool(gap.page))
        if gap is not None and gap.page:
            self.action.setText(tr("ไปที่{place}", place=gap.place))
        self.setAccessibleName(self._label.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().doing_tint)
        painter.drawRoundedRect(self.rect(), Radius.CONTROL, Radius.CONTROL)
        middle = round((self.height() - IconSize.TEXT) / 2)
        paint_mark(painter, Mark.DOING, QPointF(Space.S, middle))


class GapList(QWidget):
    """``opened`` carries the :class:`Gap` whose button was clicked. Empty, it takes no room."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.S, 0, 0)
        self._column.setSpacing(Space.XS)
        self.lines = tuple(GapLine(self) for _ in range(MOST + 1))
        for line in self.lines:
            line.opened.connect(self.opened)
            self._column.addWidget(line)
        self.show_gaps(())

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """The first few, and how many more there are."""
        for number, line in enumerate(self.lines):
            line.setVisible(number < min(len(gaps), MOST + 1))
            if number < MOST and number < len(gaps):
                line.show_gap(gaps[number])
        more = len(gaps) - MOST
        if more > 0:
            self.lines[MOST].show_gap(None, tr("และอีก {count} อย่าง", count=more))
        self.setVisible(bool(gaps))
