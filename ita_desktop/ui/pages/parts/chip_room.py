"""Which chips of a row are shown where not all have room."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from ita_desktop.ui.pages.parts.menu_chip import MenuChip
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.chip import Chip


def is_covered(row: QWidget) -> bool:
    """Returns whether a pane lies over the end of a row of chips, which is soon folded again."""
    return row.contentsRect().width() < row.width()


def width_of(chips: Iterable[Chip]) -> int:
    """Returns the width in px of chips beside one another."""
    return sum(chip.sizeHint().width() + Space.ICON_TO_WORD for chip in chips)


def give_way(chips: Sequence[Chip], spared: Iterable[Chip], room: int) -> None:
    """Shows of the ``spared`` chips those that are used, or for which there is room in px beside
    the others that are shown; the first ones give way first."""
    spared = tuple(spared)
    shown = [chip for chip in chips if chip in spared or not chip.isHidden()]
    for chip in spared:
        is_used = bool(chip.key) if isinstance(chip, MenuChip) else chip.isChecked()
        is_shown = is_used or width_of(shown) <= room
        chip.setVisible(is_shown)
        if not is_shown:
            shown.remove(chip)
