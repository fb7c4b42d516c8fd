"""The chips above a table that filter it by state."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from ita_desktop.i18n import tr
from ita_desktop.ui.language import short_date
from ita_desktop.ui.table.arrange import NamedFilter
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.theme.tips import set_tip
from ita_desktop.ui.widgets.chip import Chip

_S = TypeVar("_S")
_NAME: Final = "state"
"""The name of its own filter."""


class StateChips(dict[_S, Chip]):
    """A chip for each state. While any is checked, only rows of which ``state_of`` is a checked one
    are shown. The counts are those of the rows that pass the other chips."""

    def __init__(
        self,
        chips: Mapping[_S, Chip],
        sheet: SheetModel,
        state_of: Callable[[Any], _S],
        *,
        done: _S,
        rare: Collection[_S],
    ) -> None:
        super().__init__(chips)
        self._sheet, self._state_of = sheet, state_of
        self._done, self._rare = done, rare
        self._rows: Sequence[Any] = ()
        self._today, self._over = date.min, False
        self._narrowed: tuple[NamedFilter, ...] = ()
        sheet.rearranged.connect(self._follow)
        for chip in self.values():
            chip.toggled.connect(lambda _on: self._filter())

    def refresh(self, rows: Sequence[Any], today: date, *, over: bool) -> None:
        """Updates the counts, which are those of the day ``today``. Shows the chips of ``done``, of
        states that occur or are checked, and, unless the year is ``over``, of all states but the
        ``rare`` ones."""
        self._rows, self._today, self._over = rows, today, over
        self._narrowed = self._others()
        rows = [row for row in rows if all(other.test(row) for other in self._narrowed)]
        states = [self._state_of(row) for row in rows]
        which = " · ".join(filter(None, (other.words for other in self._narrowed)))
        words = "{state} {count} จาก {of} แถวของปี ณ {day} · คลิกเพื่อดูเฉพาะแถวเหล่านี้"
        if which:
            words = "{state} {count} จาก {of} แถวของ {which} ณ {day} · คลิกเพื่อดูเฉพาะแถวเหล่านี้"
        for state, chip in self.items():
            count = states.count(state)
            chip.set_count(count)
            shown = {"state": chip.text(), "count": count, "of": len(rows), "which": which}
            set_tip(chip, tr(words, **shown, day=short_date(today)))
            usual = state == self._done or (state not in self._rare and not over)
            chip.setVisible(usual or bool(chip.count) or chip.isChecked())

    def _others(self) -> tuple[NamedFilter, ...]:
        return tuple(quick for name, quick in self._sheet.how.quick.items() if name != _NAME)

    def _follow(self) -> None:
        """Counts anew once another chip narrows the table to other rows."""
        if self._rows and self._others() != self._narrowed:
            self.refresh(self._rows, self._today, over=self._over)

    def passes(self, row: Any) -> bool:
        """Returns whether a row is shown."""
        return not self._checked or self._state_of(row) in self._checked

    def uncheck(self) -> None:
        """Unchecks all chips."""
        for chip in self.values():
            chip.setChecked(False)

    @property
    def _checked(self) -> frozenset[_S]:
        return frozenset(state for state, chip in self.items() if chip.isChecked())

    def _filter(self) -> None:
        checked, state_of = self._checked, self._state_of
        words = " ".join(self[state].text() for state in self if state in checked)
        passes = (lambda row: state_of(row) in checked) if checked else None
        self._sheet.quick_filter(_NAME, passes, words)
