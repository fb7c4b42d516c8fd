"""Chooses the state chips shown above a table."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from ita_desktop.ui.widgets.chip import Chip

_S = TypeVar("_S")


def show_for_year(chips: Mapping[_S, Chip], rare: Collection[_S], done: _S, *, over: bool) -> None:
    """Shows the chips of ``done``, of states that occur or are checked, and, unless the year is
    ``over``, of all states but the ``rare`` ones."""
    for state, chip in chips.items():
        usual = state == done or (state not in rare and not over)
        chip.setVisible(usual or bool(chip.count) or chip.isChecked())
