"""A chip that filters a table by one value of a list."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.widgets.button import take_out
from ita_desktop.ui.widgets.chip import Chip


class MenuChip(Chip):
    """A chip with a menu created when it opens; ``chosen`` is emitted with the choice."""

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        all_words: str,
        choices: Callable[[], Sequence[tuple[str, str]]],
        parent: QWidget,
    ) -> None:
        """``name`` says what is chosen, before the choice: two chips of a page may both say ทุกหน่วย.
        ``choices`` returns keys and texts; the key of the entry for all is empty."""
        super().__init__(all_words, parent, name=name)
        self._all, self._choices = all_words, choices
        self.key = ""
        self.setCheckable(False)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def _fill(self) -> None:
        menu = self.menu()
        take_out(menu)
        menu.addAction(self._all, partial(self.choose, ""))
        menu.addSeparator()
        for key, words in self._choices():
            menu.addAction(words, partial(self.choose, key))

    def choose(self, key: str, words: str = "") -> None:
        """Selects an entry by key, one missing in the list by key and text, or all."""
        words = words or dict(self._choices()).get(key, "") if key else ""
        self.key = key if words else ""
        self.setText(words or self._all)
        self.set_lit(bool(words))
        self.chosen.emit(self.key)

    def narrow(
        self, sheet: SheetModel, name: str, passes: Callable[[Any], bool], note: str = ""
    ) -> None:
        """Filters a sheet by ``passes`` while an entry is selected, as quick filter ``name``;
        ``note`` is said of the rows."""
        text = " · ".join(filter(None, (self.text(), note))) if self.key else ""
        sheet.quick_filter(name, passes if self.key else None, text)

    def narrow_to_unit(self, sheet: SheetModel, note: str = "") -> None:
        """Filters rows whose ``unit_ids`` contain the selected unit; ``note`` is said of them."""
        key = self.key
        self.narrow(sheet, "unit", lambda row: key in row.unit_ids, note)
