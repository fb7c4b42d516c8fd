"""A table of the year with the pane of its current row, as a part of a page."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.ui.pages import pasting
from ita_desktop.ui.pages.parts.following_pane import FollowingPane
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.rows import Rows
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState
from ita_desktop.ui.widgets.page.pane import DetailPane
from ita_desktop.ui.widgets.page.side import SideSplit

_T = TypeVar("_T", bound=SheetView)


class TableWithPane(QWidget, Generic[_T]):
    """The table, or without rows the empty state; beside it a pane, which subclasses fill."""

    go = Signal(str, str)
    requested = Signal(str, str)
    notified = Signal(str)
    """The text of the status bar."""

    def __init__(self, session: Session, table: _T, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.session = session
        self.table: _T = table
        table.tints_row = True
        table.setAccessibleName(name)
        self.empty = EmptyPlace(EmptyState())
        self._shown_for: object = None
        """What the columns were made for."""

    def lay_out(
        self,
        memory: str,
        pane: DetailPane,
        side: DetailPane | FollowingPane,
        *above: QWidget,
        shown: QWidget | None = None,
        begins_folded: bool = False,
    ) -> None:
        """Lays the part out, with ``above`` over the table, which is within ``shown`` if that is
        given, and with the ``pane``, or ``side`` that has it; ``memory`` keeps its width. Connects
        what all parts have in common."""
        table, session, main = self.table, self.session, QWidget()
        top = 0 if above else Space.XS
        vbox(*above, (shown or table, 1), (self.empty, 1), on=main, margins=(0, top, 0, 0))
        self.split = SideSplit(
            main, side, session.memory, memory, self, begins_folded=begins_folded
        )
        vbox(self.split, on=self)
        for each in dict.fromkeys((pane, side)):
            each.fold_requested.connect(self.split.turn)
            each.exited.connect(table.take_focus)
        table.menu_requested.connect(self._add_to_menu)
        if isinstance(table, pasting.PasteTable):
            table.list_pasted.connect(lambda cells: pasting.import_list(session, table, cells))

    @property
    def parts(self) -> Sequence[QWidget]:
        """The stops of F6: table and pane, or the button of the empty state."""
        return (self.empty.state.button,) if self.is_empty else (self.table, self.split.pane)

    @property
    def is_empty(self) -> bool:
        return self.table.isHidden()

    def refresh(self) -> None:
        """Updates the part from the session."""
        raise NotImplementedError

    def show_rows(
        self, rows: Rows, made_for: object, columns: Callable[[], list[Column[Any]]], **how: bool
    ) -> None:
        """Shows the rows, with columns made anew if they are made for something else."""
        if self._shown_for == made_for:
            self.table.sheet.set_rows(rows, **how)
        else:
            self._shown_for = made_for
            self.table.sheet.show_other(rows, columns())

    def show_empty(self, *shown: QWidget, empty: bool) -> None:
        """Shows the empty state, or what is ``shown`` otherwise, by default the table."""
        self.empty.replace(*(shown or (self.table,)), empty=empty)
        self.split.pane.setVisible(not empty and not self.split.is_folded)

    def _add_to_menu(self, menu: QMenu) -> None:
        """Adds what a row offers to the menu of the table."""
        raise NotImplementedError
