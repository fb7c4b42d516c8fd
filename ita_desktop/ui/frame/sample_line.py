"""The line above the pages while the sample is open."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.hairline import hairline
from ita_desktop.ui.theme.tokens import Height, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel


class SampleLine(QWidget):
    """Says that the sample is open; ``keep_requested`` is emitted to save it as a file,
    ``tour_requested`` to start the tour."""

    keep_requested = Signal()
    tour_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ThaiLabel(tr("แฟ้มตัวอย่าง"), self, style=Text.BODY_STRONG)
        self.setAccessibleName(self.title.text())
        about = ThaiLabel(tr("ข้อมูลสมมติ แสดงวันที่ 14 มีนาคม 2568 เสมอ"), self, tone=Tone.TEXT2)
        self.keep_button = Button(
            tr("เก็บเป็นแฟ้มของฉัน…"), self, kind=ButtonKind.QUIET, icon_name="save"
        )
        self.keep_button.clicked.connect(self.keep_requested)
        self.tour_button = Button(tr("พาชมโปรแกรม"), self, kind=ButtonKind.QUIET, icon_name="eye")
        self.tour_button.clicked.connect(self.tour_requested)
        hbox(
            self.title,
            (about, 1),
            self.tour_button,
            self.keep_button,
            on=self,
            margins=(Space.PAGE_EDGE, 0, Space.XL, Stroke.HAIR),
            gap=Space.M,
        )
        self.setFixedHeight(Height.SECTION)

    def paintEvent(self, _event: QPaintEvent) -> None:
        under = self.height() - Stroke.HAIR
        hairline(QPainter(self), 0, under, self.width(), Stroke.HAIR, tokens().line, near=True)
