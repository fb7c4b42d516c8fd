"""The chips above a table that filter it by state."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from ita_desktop.i18n import tr
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.theme.tips import set_tip
from ita_desktop.ui.widgets.chip import Chip

_S = TypeVar("_S")


class StateChips(dict[_S, Chip]):
    """A chip for each state. While any is checked, only rows of which ``state_of`` is a checked one
    are shown."""

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
        for chip in self.values():
            chip.toggled.connect(lambda _on: self._filter())

    def refresh(self, rows: Sequence[Any], today: date, *, over: bool) -> None:
        """Updates the counts, which are those of the day ``today``. Shows the chips of ``done``, of
        states that occur or are checked, and, unless the year is ``over``, of all states but the
        ``rare`` ones."""
        states = [self._state_of(row) for row in rows]
        for state, chip in self.items():
            count = states.count(state)
            chip.set_count(count)
            words = "{state} {count} จาก {of} แถวของปี ณ {day} · คลิกเพื่อดูเฉพาะแถวเหล่านี้"
            shown = {"state": chip.text(), "count": count, "of": len(rows)}
            set_tip(chip, tr(words, **shown, day=short_date(today)))
            usual = state == self._done or (state not in self._rare and not over)
            chip.setVisible(usual or bool(chip.count) or chip.isChecked())

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
        self._sheet.quick_filter("state", passes, words)
