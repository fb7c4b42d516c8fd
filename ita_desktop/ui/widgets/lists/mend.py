"""A list of problems on a tinted background, each a sentence with a button."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.ui.theme.tokens import Radius, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import Margins, hbox, set_height_for_width, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import MarkLabel, Sign
from ita_desktop.ui.widgets.page.plate import Plate

MOST = 3
"""Greatest number of lines; if there are more, their number is shown."""


class Mend(NamedTuple):
    """A problem: its sentence, the text of its button, and the place it links to. Without a text
    there is no button."""

    sentence: str
    action: str = ""
    place: object = None


class MendLine(Plate):
    """A sentence with its button."""

    opened = Signal(object)

    def __init__(self, sign: Sign, parent: QWidget | None = None) -> None:
        super().__init__(parent, ground=Tone.DOING_TINT, radius=Radius.CONTROL)
        self._place: object = None
        self.label = ThaiLabel("", self, style=Text.LABEL, most=2)
        self.action = Button("", self, kind=ButtonKind.QUIET)
        self.action.set_icon_after("arrow-right")
        self.action.clicked.connect(lambda: self.opened.emit(self._place))
        hbox(
            MarkLabel(self, sign, gap=Space.S),
            (hbox((self.label, 1), self.action, gap=Space.S), 1),
            on=self,
            margins=(Space.S, 0, Space.XS, 0),
        )
        set_height_for_width(self, QSizePolicy.Policy.Expanding)

    def show_mend(self, mend: Mend) -> None:
        self._place = mend.place
        self.label.setText(mend.sentence)
        self.action.setVisible(bool(mend.action))
        if mend.action:
            self.action.setText(mend.action)
        self.setAccessibleName(self.label.text())


class MendList(QWidget):
    """The first problems, and the number of the others. Takes no space if empty."""

    opened = Signal(object)
    """A button was clicked; carries the line's place."""

    def __init__(self, sign: Sign, more_words: Callable[[int], str], margins: Margins) -> None:
        super().__init__()
        self._more_words = more_words
        self.lines = tuple(MendLine(sign, self) for _ in range(MOST + 1))
        for line in self.lines:
            line.opened.connect(self.opened)
        vbox(*self.lines, on=self, margins=margins, gap=Space.XS)
        self.show_mends(())

    def show_mends(self, mends: Sequence[Mend]) -> None:
        shown = list(mends[:MOST])
        if len(mends) > MOST:
            shown.append(Mend(self._more_words(len(mends) - MOST)))
        for number, line in enumerate(self.lines):
            if number < len(shown):
                line.show_mend(shown[number])
            line.setVisible(number < len(shown))
        self.setVisible(bool(mends))
