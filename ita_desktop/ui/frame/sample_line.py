"""The line above the pages while the sample is open."""

from PySide6.QtCore import Qt, Signal

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.tokens import Height, Space, Stroke, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import Plate


class SampleLine(Plate):
    """Says that the sample is open; ``keep_requested`` is emitted to save it as a file,
    ``tour_requested`` to start the tour."""

    keep_requested = Signal()
    tour_requested = Signal()

    def __init__(self) -> None:
        super().__init__(edge=Qt.Edge.BottomEdge)
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
