"""Chips of a page: above a table, by state, by a value of a list, and which have room; and below
its header, to choose one of its sections."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, Final, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.language import short_date
from ita_desktop.ui.pages.page import Page
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.arrange import NamedFilter
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.lines import set_tip
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import take_out
from ita_desktop.ui.widgets.chip import Chip, Tabs
from ita_desktop.ui.widgets.page.header import PageHeader

_S = TypeVar("_S")
_STATE: Final = "state"
"""The name of its own filter."""


class SectionEditor(QWidget):
    """A section with a table and a pane, created when first shown."""

    table: SheetView
    pane: QWidget

    def refresh(self) -> None:
        """Updates the section from the session."""
        raise NotImplementedError


class SectionsPage(Page):
    """A page that shows one section at a time and remembers it."""

    def __init__(
        self,
        session: Session,
        titles: Mapping[StrEnum, str],
        memory: str,
        parent: QWidget | None = None,
    ) -> None:
        """``titles``: the sections in the order of their chips; the shown one is stored under
        ``memory``."""
        super().__init__(session, parent)
        self._memory = memory
        self._year = 0
        self.header = PageHeader()
        self.chips = Tabs(titles, self.show_section)
        self.stack = QStackedWidget()
        margins = (Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S)
        chips = hbox(*self.chips.values(), None, margins=margins, gap=Space.ICON_TO_WORD)
        vbox(self.header, chips, (self.stack, 1), on=self)
        self._parts: dict[StrEnum, QWidget] = {}
        self._first: dict[StrEnum, QWidget] = {}
        """The initial focus widget of each section."""
        self._makers: dict[StrEnum, Callable[[Session], SectionEditor]] = {}
        """Factories of sections not created yet."""

    def add_section(self, section: StrEnum, part: QWidget, first: QWidget | None = None) -> None:
        """Appends a section; ``first`` is its initial focus widget."""
        self.stack.addWidget(part)
        self._parts[section], self._first[section] = part, first or part

    def add_later(self, section: StrEnum, make: Callable[[Session], SectionEditor]) -> None:
        """Appends a section that ``make`` creates when it is first shown."""
        self.add_section(section, QWidget())
        self._makers[section] = make

    def made(self, section: StrEnum) -> QWidget:
        """Returns a section, created now if necessary."""
        make = self._makers.pop(section, None)
        if make is not None:
            editor, empty = make(self.session), self._first[section]
            self.stack.insertWidget(self.stack.indexOf(empty), editor)
            self.stack.removeWidget(empty)
            empty.deleteLater()
            self._parts[section] = self._first[section] = editor
            self.take_density()
            if self._year:
                editor.refresh()
        return self._parts[section]

    def refresh_made(self) -> None:
        """Updates the sections that were created on demand."""
        for part in self._parts.values():
            if isinstance(part, SectionEditor):
                part.refresh()

    def show_kept(self) -> None:
        """Shows the stored section, after all have been added."""
        kept = self.session.memory.get(self._memory)
        sections = tuple(self.chips)
        self.show_section(next((known for known in sections if known == kept), sections[0]))

    @property
    def section(self) -> StrEnum:
        """The shown section."""
        return tuple(self.chips)[self.stack.currentIndex()]

    def show_section(self, section: StrEnum) -> None:
        """Shows a section and stores it."""
        self.stack.setCurrentWidget(self.made(section))
        self.chips.select(section)
        self.session.memory.set(self._memory, section.value)
        if self.isVisible() and not self.chips[section].hasFocus():
            self._first[section].setFocus()

    def show_target(self, target: str) -> None:
        """Shows a section by name, optionally followed by ``#`` and an item."""
        name = target.partition("#")[0]
        for section in self.chips:
            if section == name:
                self.show_section(section)

    def hidden_part(self, target: str) -> str:
        others = ((key, chip) for key, chip in self.chips.items() if key is not self.section)
        return next((chip.text() for key, chip in others if key == target), "")

    def focus_parts(self) -> Sequence[QWidget]:
        """Returns the stops of F6: the section, then the chips."""
        first, chip = self._first[self.section], self.chips[self.section]
        if isinstance(first, SectionEditor):
            return (first.table, first.pane, chip)
        return (first, chip)


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
        return tuple(quick for name, quick in self._sheet.how.quick.items() if name != _STATE)

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
        self._sheet.quick_filter(_STATE, passes, words)


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
