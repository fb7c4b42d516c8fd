"""Lines beside the pages that stay as long as what they say is so: what is not in the file,
that the sample is open, that the server of a shared workspace cannot be reached.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.i18n import in_language, tr
from ita_desktop.storage.server.shared import ConnectionState, Link
from ita_desktop.ui.accessible import Role, announce
from ita_desktop.ui.theme.tokens import Height, Space, Stroke, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, set_height_for_width, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import Plate


class LineAction(NamedTuple):
    """The text of a button, what it does, and its tool tip."""

    text: str
    act: Callable[[], object]
    tip: str = ""


class StandingText(NamedTuple):
    """What is, about what, and what can be done. ``whole`` is the tool tip."""

    title: str
    about: str
    actions: tuple[LineAction, ...] = ()
    whole: str = ""

    @property
    def words(self) -> str:
        """All that it says, for readers of the screen."""
        return " ".join(filter(None, (self.title, self.whole or self.about)))


class StandingLine(Plate):
    """A title, what it is about, and buttons. Tab and F6 reach it; it does not close by itself."""

    accessible_role = Role.AlertMessage

    def __init__(self, *, is_bad: bool) -> None:
        super().__init__(ground=Tone.LATE_TINT if is_bad else Tone.DOING_TINT, edge=Qt.Edge.TopEdge)
        self._tone = Tone.LATE if is_bad else Tone.ACCENT
        self.text = StandingText("", "")
        self.title = ThaiLabel(
            "", self, style=Text.BODY_STRONG, tone=Tone.LATE if is_bad else Tone.TEXT, most=2
        )
        self.about = ThaiLabel("", self, most=3)
        self.buttons: list[Button] = []
        self._row = hbox(gap=0)
        hbox(
            (vbox(self.title, self.about), 1),
            self._row,
            on=self,
            margins=(Space.PAGE_EDGE, Space.XS, Space.M, Space.XS),
            gap=Space.M,
        )
        set_height_for_width(self, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(Height.SECTION)

    def show_text(self, text: StandingText) -> None:
        """Shows a text, and tells it to readers of the screen where it is another one."""
        former, self.text = self.text, text
        self.title.setText(text.title)
        self.about.setText(text.about)
        self.about.setVisible(bool(text.about))
        self.about.setToolTip(text.whole)
        self._set_buttons(text.actions)
        self.setAccessibleName(text.words)
        if text.words != former.words:
            announce(self, text.words)

    def button(self, text: str) -> Button:
        """Returns the button with that text. Raises StopIteration if there is none."""
        return next(button for button in self.buttons if button.text() == text)

    def _set_buttons(self, actions: Sequence[LineAction]) -> None:
        if [button.text() for button in self.buttons] != [action.text for action in actions]:
            for button in self.buttons:
                button.hide()
                button.deleteLater()
            self.buttons = [Button(action.text, self, kind=ButtonKind.QUIET) for action in actions]
            for button in self.buttons:
                button.set_tone(self._tone)
                self._row.addWidget(button)
                button.show()
        else:
            for button in self.buttons:
                button.clicked.disconnect()
        for button, action in zip(self.buttons, actions, strict=True):
            button.clicked.connect(lambda _=False, act=action.act: act())
            button.setToolTip(action.tip)
            button.setAccessibleDescription(self.text.title)
            button.setEnabled(True)


class StandingLines(QWidget):
    """Several of them, the most pressing first."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[StandingLine] = []
        self._column = vbox(on=self)

    def add(self, line: StandingLine, at: int = -1) -> None:
        self.lines.insert(at if at >= 0 else len(self.lines), line)
        self._column.insertWidget(at, line)

    def remove(self, line: StandingLine) -> None:
        self.lines.remove(line)
        line.hide()
        line.deleteLater()


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
