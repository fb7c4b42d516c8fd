"""A table in a detail pane that is as high as its rows, so that the pane scrolls instead."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.sizes import DENSE, Density
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Height, Space
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class PaneTableSize:
    POINTS: Final = 460
    """Greatest height of an editable checklist."""


class PaneTable(SheetView):
    """A table whose rows can be edited, added and moved; it scrolls beyond a maximum height."""

    most = PaneTableSize.POINTS

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        name: str,
        parent: QWidget | None = None,
        *,
        density: Density = DENSE,
    ) -> None:
        super().__init__(columns, parent, density=density, filters=False)
        self.takes_new = True
        self.moves_rows = True
        self.setAccessibleName(name)

    def fit(self) -> None:
        """Sets the height to that of the rows."""
        rows = max(self.verticalHeader().length(), Height.ROW_DENSE)
        height = min(rows + self.header.height(), self.most) + 1
        if height != self.height():
            self.setFixedHeight(height)

    def rows_resized(self, grown: int, *, at_end: bool, seen: bool) -> None:
        super().rows_resized(grown, at_end=at_end, seen=seen)
        self.fit()

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())


class RowButtons(QWidget):
    """The buttons below a table that move its selected rows, and remove them by ``remove``."""

    def __init__(self, table: SheetView, remove: Callable[[], None]) -> None:
        super().__init__()
        self.up = Button(kind=ButtonKind.QUIET, icon_name="arrow-up")
        self.down = Button(kind=ButtonKind.QUIET, icon_name="arrow-down")
        self.out = Button(tr("เอาออก"), kind=ButtonKind.QUIET, icon_name="minus")
        self.up.setToolTip(tr("เลื่อนขึ้น (Alt+↑)"))
        self.down.setToolTip(tr("เลื่อนลง (Alt+↓)"))
        self.up.clicked.connect(lambda: table.move_requested.emit(table.selected_ids(), -1))
        self.down.clicked.connect(lambda: table.move_requested.emit(table.selected_ids(), 1))
        self.out.clicked.connect(remove)
        hbox(self.up, self.down, self.out, None, on=self, gap=Space.XS)
