"""Which chips of states stand over a table: those that its year can have, and what there is."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from ita_desktop.ui.widgets.chip import Chip

_S = TypeVar("_S")


def show_for_year(chips: Mapping[_S, Chip], rare: Collection[_S], done: _S, *, over: bool) -> None:
    """Shows the chip of what is ``done``, of each state that there is or that is filtered by, and
    while the year is not ``over`` of all states but the ``rare`` ones."""
    for state, chip in chips.items():
        usual = state == done or (state not in rare and not over)
        chip.setVisible(usual or bool(chip.count) or chip.isChecked())
