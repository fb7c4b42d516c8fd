"""Chips with the units that something is recorded for."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.tokens import Height, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import WrapLayout, vbox
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.section import RoomScroll


class UnitChipSize:
    UNIT_LINES: Final = 4
    """Number of lines of units beyond which they scroll."""


class ChipUnit(NamedTuple):
    """A unit with its state."""

    id: str
    label: str
    mark: Mark = Mark.NONE


class UnitChips(QWidget):
    """One chip for each unit, and one for all of them; at least one is checked. ``alone``: a stored
    entry is of one unit, or of all."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.alone = False
        self.everybody = Chip(tr("ทุกหน่วย"), self)
        self.everybody.clicked.connect(lambda: self.choose(()))
        self.chips: dict[str, Chip] = {}
        self._label = ThaiLabel(tr("หน่วยที่ทำ"), self, style=Text.LABEL, tone=Tone.TEXT2)
        self._place = QWidget(self)
        self._wrap = WrapLayout(Space.ICON_TO_WORD, Space.XS, self._place)
        self._wrap.addWidget(self.everybody)
        self._scroll = RoomScroll.around(self._place, self, across=False)
        vbox(self._label, self._scroll, on=self, gap=Space.XS)

    def set_units(self, units: Sequence[ChipUnit]) -> None:
        """Shows the units; hidden without any."""
        for unit in units:
            chip = Chip(unit.label, self._place, mark=unit.mark)
            chip.clicked.connect(lambda _=False, key=unit.id: self._choose(key))
            self._wrap.addWidget(chip)
            self.chips[unit.id] = chip
        self.setVisible(bool(units))

    def fit(self, width: int, over: int = 0) -> None:
        """Adapts the height to the chips; many of them scroll, and more so where ``over`` px are
        missing."""
        line = Height.CHIP + Space.XS
        whole = min(self._wrap.heightForWidth(width), UnitChipSize.UNIT_LINES * line)
        height = max(line, whole - over)
        self._scroll.setFixedHeight(height)
        self.setFixedHeight(self._label.sizeHint().height() + Space.XS + height)

    def choose(self, unit_ids: Iterable[str]) -> None:
        """Checks the chips of these units, or the one for all."""
        chosen = set(unit_ids) & self.chips.keys()
        self.everybody.setChecked(not chosen)
        for key, chip in self.chips.items():
            chip.setChecked(key in chosen)

    def chosen(self) -> tuple[str, ...]:
        """Returns the checked units; none if it is for all."""
        return tuple(key for key, chip in self.chips.items() if chip.isChecked())

    def _choose(self, key: str) -> None:
        checked = self.chips[key].isChecked()
        self.choose([key] if self.alone and checked else self.chosen())
