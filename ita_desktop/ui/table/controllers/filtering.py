"""Handles the filters of a table: editing, removing, and the message on empty results.

The message shown in a table if no row passes the filters.
"""

from typing import TYPE_CHECKING, Protocol

from ita_desktop.ui.table.editing.editor import EditController
from ita_desktop.ui.table.grid import Grid
from ita_desktop.ui.table.header.filters import ANYWHERE, test_of

if TYPE_CHECKING:
    from ita_desktop.ui.table.header.filterbox import FilterBox
    from ita_desktop.ui.widgets.button import Button
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import add, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel


class NothingFound(QWidget):
    """Covers the empty table: says that rows exist, which filters exclude them, and offers a button
    to remove the filters."""

    def __init__(
        self,
        rows: QWidget,
        sheet: SheetModel,
        lift: Callable[[], None],
        give_focus: Callable[[], None],
    ) -> None:
        super().__init__(rows)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._rows = rows
        self._sheet = sheet
        self._give_focus = give_focus
        title = ThaiLabel(tr("ไม่มีแถวที่ตรงกับตัวกรอง"), self, style=Text.SECTION, most=2)
        self.setAccessibleName(title.text())
        self._why = ThaiLabel("", self, tone=Tone.TEXT2, most=3)
        self.lift = Button(tr("แสดงทุกแถว"), self)
        self.lift.clicked.connect(lift)
        column = vbox(
            on=self, margins=(Space.PAGE_EDGE, Space.XXL, Space.PAGE_EDGE, 0), gap=Space.XS
        )
        for part in (title, self._why):
            part.setMaximumWidth(Width.EMPTY)
            column.addWidget(part)
        add(column, Space.S, self.lift)
        column.setAlignment(self.lift, column.alignment())
        column.addStretch(1)
        rows.installEventFilter(self)

    def refresh(self) -> None:
        """Shows itself if there are rows and none passes the filters."""
        sheet = self._sheet
        nothing = sheet.how.filtered and not sheet.passed and sheet.total > 0
        if nothing:
            count = tr("มีทั้งหมด {count} แถว แต่ไม่มีแถวใดผ่านตัวกรองที่เลือกไว้", count=sheet.total)
            self._why.setText(count)
            self.setAccessibleDescription(count)
            self.setGeometry(self._rows.rect())
            self.raise_()
        had = self.lift.hasFocus()
        self.setVisible(nothing)
        if had and not nothing:
            self._give_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._rows.rect())
        return super().eventFilter(watched, event)


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
            viewport = self._view.viewport()
            self.nothing = NothingFound(viewport, sheet, self.lift, self._view.take_focus)
        if self.nothing is not None:
            self.nothing.refresh()
