"""A line above the pages that stays as long as what it says is so."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.ui.accessible import Role, announce
from ita_desktop.ui.theme.tokens import Height, Space, Text, Tone
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
        super().__init__(
            ground=Tone.LATE_TINT if is_bad else Tone.DOING_TINT, edge=Qt.Edge.BottomEdge
        )
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
