"""A detail pane that follows the table's selection: the page's own pane for one row, a common one
for several."""

from collections.abc import Callable, Collection
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ita_desktop.ui.pages.parts.chosen_pane import ChosenPane
from ita_desktop.ui.table.column import Row
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Duration

_AT_ONCE: Final = 200
"""Number of selected rows up to which the pane is updated at once; for more, when the selection is
stable."""


class FollowingPane(QStackedWidget):
    """Replaces the page's ``own`` pane, which the page fills itself.

    If the current row is a group, it shows the group (unless ``groups`` is False), if several rows
    are selected, their common values. If not ``foldable`` it has no fold button, because its
    container has one.
    """

    fold_requested = Signal()
    exited = Signal()
    edit_requested = Signal(str)
    """A value of all selected rows should be edited; carries a column's key, one of
    ``editable``."""

    def __init__(
        self,
        table: SheetView,
        own: QWidget,
        count: Callable[[int], str],
        *,
        groups: bool = True,
        foldable: bool = True,
        editable: Collection[str] = (),
    ) -> None:
        super().__init__()
        self._table = table
        self._own = own
        self._count = count
        self._groups = groups
        self._foldable = foldable
        self._editable = editable
        self.chosen: ChosenPane | None = None
        """Created when first needed."""
        self._shown: object = None
        """The selection that the common pane shows."""
        self._following = QTimer(self, singleShot=True, interval=Duration.SETTLED)
        self._following.timeout.connect(self._show_chosen)
        self.addWidget(own)
        self.setMinimumWidth(own.minimumWidth())
        table.current_changed.connect(lambda _row: self.refresh())
        table.selection_changed.connect(self.refresh)

    @property
    def is_one(self) -> bool:
        """Whether a single row is selected, so that the page's own pane is shown."""
        rows, group = self._chosen()
        return group is None and len(rows) <= 1

    @property
    def hides_own(self) -> bool:
        """Returns whether the page's own pane is hidden."""
        return self.isHidden() or self._own.isHidden()

    def _chosen(self) -> tuple[tuple[Row, ...], RowGroup | None]:
        """Returns the selected rows, and the group if they are selected by its row."""
        rows, current = self._table.selecting.rows(), self._table.current_row()
        if not isinstance(current, RowGroup):
            return rows, None
        below = {row.id for row in current.leaves()}
        return rows, current if all(row.id in below for row in rows) else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Updates the pane; delayed if many rows are selected."""
        if len(self._table.selecting.lines()) > _AT_ONCE:
            self._following.start()
        else:
            self._show_chosen()

    def _show_chosen(self) -> None:
        self._following.stop()
        if self.isHidden():
            return
        rows, group = self._chosen()
        if not self._groups if group is not None else len(rows) <= 1:
            self.setCurrentWidget(self._own)
            return
        pane, sheet = self._make(), self._table.sheet
        # Called for the current row, the selection, and often a refresh of the page.
        shown = (sheet.columns, rows, group, sheet.read_only)
        if shown != self._shown:
            self._shown = shown
            # What is in sight is laid out before it is painted.
            self.setCurrentWidget(pane)
            pane.show_rows(sheet.columns, rows, group, locked=sheet.read_only)
        self.setCurrentWidget(pane)

    def _make(self) -> ChosenPane:
        if self.chosen is None:
            self.chosen = ChosenPane(self._count, self._editable)
            self.chosen.ui.fold.setVisible(self._foldable)
            self.chosen.fold_requested.connect(self.fold_requested)
            self.chosen.exited.connect(self.exited)
            self.chosen.edit_requested.connect(self.edit_requested)
            self.chosen.row_opened.connect(self._go_to)
            self.addWidget(self.chosen)
        return self.chosen

    def _go_to(self, row_id: str) -> None:
        row = self._table.current_row()
        if isinstance(row, RowGroup):
            self._table.sheet.fold([row.id], shut=False)
        self._table.go_to(row_id)
        self._table.take_focus()
