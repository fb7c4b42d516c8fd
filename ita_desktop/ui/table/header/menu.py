"""The context menu of a column heading."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.table.header.paint import ColumnSpan
from ita_desktop.ui.table.model import SheetModel


class ShownColumns(Protocol):
    """What the menu asks of a header and tells it."""

    whole: Callable[[QMenu], None] | None
    """Adds what is done with the whole table."""

    def spans(self) -> Sequence[ColumnSpan]:
        """Returns the visible columns."""

    def isSectionHidden(self, logical: int, /) -> bool:
        """Returns whether a column is hidden."""

    def show_column(self, logical: int, *, shown: bool) -> None:
        """Shows or hides a column."""

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Restores order, widths and hidden columns; the original ones from an empty memory."""

    def lift(self) -> None:
        """Requests the removal of all filters."""


def column_menu(
    header: ShownColumns, sheet: SheetModel, logical: int | None, parent: QWidget
) -> QMenu:
    """Returns a menu to sort and hide the column at ``logical`` (None: no column), to choose the
    visible columns, and for what is done with the whole table."""
    menu = QMenu(parent)
    if logical is not None:
        chosen = sheet.columns[logical]
        menu.addAction(tr("เรียงจากน้อยไปมาก"), partial(sheet.sort_by, chosen.key))
        down = partial(sheet.sort_by, chosen.key, descending=True)
        menu.addAction(tr("เรียงจากมากไปน้อย"), down)
        menu.addAction(tr("ไม่เรียง"), partial(sheet.sort_by, None))
        if chosen.hideable and len(header.spans()) > 1:
            menu.addSeparator()
            hiding = partial(header.show_column, logical, shown=False)
            menu.addAction(tr("ซ่อนคอลัมน์ {title}", title=chosen.title), hiding)
    hideable = [at for at, column in enumerate(sheet.columns) if column.hideable]
    shown = menu.addMenu(tr("แสดงคอลัมน์")) if hideable else menu
    for at in hideable:
        tick = shown.addAction(sheet.columns[at].title)
        tick.setCheckable(True)
        tick.setChecked(not header.isSectionHidden(at))
        tick.toggled.connect(partial(_show, header, at))
    menu.addAction(tr("จัดคอลัมน์ตามเดิม"), partial(header.recall, {}))
    if sheet.how.filtered:
        menu.addSeparator()
        menu.addAction(tr("แสดงทุกแถว"), QKeySequence("Ctrl+Shift+L"), header.lift)
    if header.whole is not None:
        menu.addSeparator()
        header.whole(menu)
    return menu


def _show(header: ShownColumns, at: int, shown: bool) -> None:
    header.show_column(at, shown=shown)
