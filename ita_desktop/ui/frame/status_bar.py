"""The status bar: the selection, and the time of the last backup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.tokens import Height, Space, Stroke, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import Plate


class StatusBar(Plate):
    """Two texts; the left one is aligned with the page's text."""

    accessible_role = Role.StatusBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, edge=Qt.Edge.TopEdge)
        self._left = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self._right = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self._people: QWidget | None = None
        self._row = hbox((self._left, 1), self._right, on=self, margins=None, gap=Space.XXL)
        self.setFixedHeight(Height.STATUS_BAR)
        self.set_indent(Width.RAIL)

    @property
    def note(self) -> str:
        return self._left.text()

    @property
    def backup(self) -> str:
        return self._right.text()

    def set_note(self, note: str, tip: str = "") -> None:
        """Sets the text on the selection, or on the page's keys; ``tip`` says what it counts."""
        self._left.setToolTip(tip)
        self._left.setText(note)

    def set_backup(self, words: str, *, failed: bool = False) -> None:
        """Sets the time of the last backup; red if it failed."""
        self._right.set_tone(Tone.LATE if failed else Tone.TEXT2)
        self._right.setText(words)

    def set_people(self, people: QWidget | None) -> None:
        """Shows who else has the workspace open; None: nobody can have."""
        if self._people is not None:
            self._people.hide()
            self._people.deleteLater()
        self._people = people
        if people is not None:
            self._row.insertWidget(1, people)

    def set_indent(self, rail: int) -> None:
        left = rail + Space.PAGE_EDGE if rail else Space.XL
        self._row.setContentsMargins(left, Stroke.HAIR, Space.L, 0)
