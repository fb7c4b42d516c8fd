"""Handles the filters of a table: editing, removing, and the message on empty results."""

from typing import TYPE_CHECKING, Protocol

from ita_desktop.ui.table.editing.editor import EditController
from ita_desktop.ui.table.grid import Grid
from ita_desktop.ui.table.header.filters import ANYWHERE, test_of

if TYPE_CHECKING:
    from ita_desktop.ui.table.controllers.no_match import NothingFound
    from ita_desktop.ui.table.header.filterbox import FilterBox
    from ita_desktop.ui.widgets.button import Button


class FilteredGrid(Grid, Protocol):
    """A grid that takes the focus back from its filters."""

    editing: EditController

    def take_focus(self) -> None: ...

    def go_to(self, row_id: str, key: str | None = None) -> bool: ...


class FilterController:
    """Opens the filter field of a column, which is created when first used."""

    def __init__(self, view: FilteredGrid) -> None:
        self._view = view
        self.box: FilterBox | None = None
        self.nothing: NothingFound | None = None

    def anywhere(self) -> None:
        """Opens the filter of all columns, on Ctrl+F."""
        view = self._view
        if view.header.has_filters and view.editing.finish():
            self._box().open(None)

    def open(self, logical: int, *, listed: bool = False) -> None:
        """Opens the filter of a column; ``listed`` also opens its value list."""
        view = self._view
        span = view.header.span(logical)
        if span is None or not view.editing.finish():
            return
        self._box().open(span, listed=listed)

    def _box(self) -> "FilterBox":
        if self.box is None:
            from ita_desktop.ui.table.header.filterbox import FilterBox

            self.box = FilterBox(self._view.header, self._view.sheet, self._leave)
        return self.box

    def _leave(self, *, onwards: bool) -> None:
        """Moves the focus from the filters to the button that removes them, or back to the
        cells."""
        line = self._view.header.filter_line
        if onwards and line is not None and line.isVisible():
            line.lift.setFocus()
            return
        searched = self.box is not None and self.box.is_anywhere
        self._view.take_focus()
        if searched:
            self._go_to_found()

    def _go_to_found(self) -> None:
        """Makes the first cell current that has what was searched for in all columns."""
        view = self._view
        wanted = view.sheet.filter_of(ANYWHERE)
        spans = view.header.spans() if wanted else ()
        tests = [(span.column, test_of(span.column, wanted)) for span in spans]
        for line in view.sheet.lines:
            if line.group is not None:
                continue
            column = next((column for column, test in tests if test(line.row)), None)
            if column is not None:
                view.go_to(line.id, column.key)
                return

    def lift(self) -> None:
        """Removes all filters, on Ctrl+Shift+L."""
        self._view.sheet.lift_filters()
        self._view.take_focus()

    @property
    def way_out(self) -> "Button | None":
        """The button that removes the filters, over a table of which no row passes them."""
        nothing = self.nothing
        return nothing.lift if nothing is not None and nothing.isVisible() else None

    def show_no_match(self) -> None:
        """Shows a message if no row passes the filters."""
        sheet = self._view.sheet
        if self.nothing is None and sheet.how.filtered and not sheet.passed:
            from ita_desktop.ui.table.controllers.no_match import NothingFound

            viewport = self._view.viewport()
            self.nothing = NothingFound(viewport, sheet, self.lift, self._view.take_focus)
        if self.nothing is not None:
            self.nothing.refresh()
