"""The line below the pages while the server of a shared workspace cannot be reached."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from ita_desktop.i18n import in_language, tr
from ita_desktop.storage.server.shared import ConnectionState, Link
from ita_desktop.ui.accessible import Role, announce
from ita_desktop.ui.theme.tokens import Height, Space, Stroke, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import Plate


class LostLine(Plate):
    """Says since when nothing is stored, and why; ``retry_requested`` is emitted by its button."""

    accessible_role = Role.AlertMessage
    retry_requested = Signal()

    def __init__(self, state: ConnectionState) -> None:
        super().__init__(ground=Tone.LATE_TINT, edge=Qt.Edge.TopEdge)
        self.title = ThaiLabel("", self, style=Text.BODY_STRONG, tone=Tone.LATE)
        self.about = ThaiLabel("", self, tone=Tone.TEXT)
        self.retry_button = Button(tr("ลองต่อใหม่"), self, kind=ButtonKind.QUIET)
        self.retry_button.clicked.connect(self._retry)
        hbox(
            self.title,
            (self.about, 1),
            self.retry_button,
            on=self,
            margins=(Space.PAGE_EDGE, 0, Space.XL, Stroke.HAIR),
            gap=Space.M,
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(Height.SECTION)
        self.show_state(state)

    def show_state(self, state: ConnectionState) -> None:
        """Shows the state of the connection."""
        since = f"{state.since:%H:%M}"
        if state.link is Link.RETURNING:
            self.title.setText(tr("ต่อได้แล้ว กำลังตามสิ่งที่คนอื่นแก้"))
        else:
            self.title.setText(tr("ขาดการเชื่อมต่อตั้งแต่ {time}", time=since))
        stays = tr("สิ่งที่พิมพ์อยู่ยังอยู่ในช่อง แต่ยังบันทึกไม่ได้")
        self.about.setText(" · ".join(filter(None, (in_language(state.reason), stays))))
        self.retry_button.setEnabled(state.link is Link.LOST)
        words = f"{self.title.text()} {self.about.text()}"
        if words != self.accessibleName():
            announce(self, words)
        self.setAccessibleName(words)

    def _retry(self) -> None:
        self.retry_button.setEnabled(False)
        self.retry_requested.emit()
