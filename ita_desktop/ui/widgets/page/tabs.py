"""The chips of the parts of a page, of which one is shown."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from PySide6.QtGui import QAccessible

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.widgets.chip import Chip

_K = TypeVar("_K")


def total_words(what: str, whole: str, count: int, today: date) -> str:
    """Returns what a count counts, of what ``whole``, and as of when."""
    told = {"what": what, "whole": whole, "count": count, "day": short_date(today)}
    return tr("{what}ใน{whole} ทั้งหมด {count} รายการ ณ {day}", **told)


class Tab(Chip):
    """The chip of one of several parts."""

    @property
    def accessible_role(self) -> QAccessible.Role:
        return Role.PageTab

    def set_total(self, count: int, year: int, today: date) -> None:
        """Sets the number of rows of its part in a year, and says what is counted."""
        self.set_total_of(count, tr("ปี {year}", year=year), today)

    def set_total_of(self, count: int, whole: str, today: date) -> None:
        """Sets the number of rows of its part, and says what is counted, of what ``whole``, as of
        when."""
        self.set_count(count)
        self.setToolTip(total_words(self.text(), whole, count, today))

    def _describe(self) -> None:
        """It filters nothing: its name says what there is."""


class Tabs(dict[_K, Tab]):
    """The chips by part; ``chosen`` is called with the part whose chip was clicked."""

    def __init__(self, titles: Mapping[_K, str], chosen: Callable[[_K], object]) -> None:
        super().__init__({part: Tab(title) for part, title in titles.items()})
        for part, chip in self.items():
            chip.clicked.connect(lambda _on=False, part=part: chosen(part))

    def select(self, shown: _K) -> None:
        """Checks the chip of the shown part alone."""
        for part, chip in self.items():
            chip.setChecked(part == shown)
