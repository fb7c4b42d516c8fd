"""A page with several sections, selected by chips below its header."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from PySide6.QtWidgets import QStackedWidget, QWidget

from ita_desktop.ui.pages.page import Page
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.chip import Tabs
from ita_desktop.ui.widgets.page.header import PageHeader


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
