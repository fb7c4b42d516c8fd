"""Shown instead of the table if a file cannot be imported."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.tokens import Space, Text, Width
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import OVERHANG, ThaiLabel
from ita_desktop.ui.widgets.marks import Mark, MarkLabel


class Trouble(QWidget):
    """The error, and a button to choose another file."""

    other_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = ThaiLabel("", self, most=0)
        self.label.setMaximumWidth(Width.SHEET_SMALL)
        self.other = Button(tr("เลือกไฟล์อื่น…"), self, icon_name="folder-open")
        self.other.clicked.connect(self.other_requested)
        mark = MarkLabel(self, Mark.LATE, height=Text.BODY.line + OVERHANG)
        row = hbox((mark, 0, Qt.AlignmentFlag.AlignTop), (self.label, 1), gap=Space.S)
        row.addStretch(0)
        vbox(
            row,
            self.other,
            None,
            on=self,
            margins=(Space.PAGE_EDGE, Space.XXL, Space.PAGE_EDGE, Space.L),
            gap=Space.L,
        )
        self.hide()

    def show_problem(self, sentence: str, *, other: bool) -> None:
        """Sets the error; ``other`` shows the button."""
        self.label.setText(sentence)
        self.other.setVisible(other)
        self.setAccessibleName(sentence)
        self.show()
