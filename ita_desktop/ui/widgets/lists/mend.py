"""A list of problems on a tinted background, each a sentence with a button."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.tokens import Radius, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import Margins, hbox, set_height_for_width, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import MarkLabel, Sign
from ita_desktop.ui.widgets.page.plate import Plate

MOST = 3
"""Greatest number of lines; if there are more, their number is shown, and a button with them."""


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
        self._rest: Sequence[Mend] = ()
        self.lines = tuple(MendLine(sign, self) for _ in range(MOST + 1))
        *lines, self.more = self.lines
        for line in lines:
            line.opened.connect(self.opened)
        self.more.opened.connect(self.open_rest)
        vbox(*self.lines, on=self, margins=margins, gap=Space.XS)
        self.show_mends(())

    def show_mends(self, mends: Sequence[Mend]) -> None:
        shown = list(mends[:MOST])
        self._rest = mends[MOST:]
        if self._rest:
            shown.append(Mend(self._more_words(len(self._rest)), tr("ดูทั้งหมด")))
        for number, line in enumerate(self.lines):
            if number < len(shown):
                line.show_mend(shown[number])
            line.setVisible(number < len(shown))
        self.setVisible(bool(mends))

    def open_rest(self) -> None:
        """Opens a menu with the others; one without a place is only read."""
        menu = QMenu(self)
        for mend in self._rest:
            act = menu.addAction(mend.sentence, partial(self.opened.emit, mend.place))
            act.setEnabled(bool(mend.action))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
