"""The context menu of a table's cells."""

from typing import Protocol

from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from ita_desktop.i18n import tr
from ita_desktop.ui.table.editing.acting import ActionController
from ita_desktop.ui.table.editing.editor import EditController
from ita_desktop.ui.table.editing.filling import FillController
from ita_desktop.ui.table.grid import EditableGrid


class MenuGrid(EditableGrid, Protocol):
    """A grid whose page adds actions to the menu."""

    acting: ActionController
    editing: EditController
    filling: FillController
    menu_requested: SignalInstance
    takes_new: bool


class CellMenu:
    """Creates the menu each time it is opened."""

    def __init__(self, view: MenuGrid) -> None:
        self._view = view

    def open(self) -> None:
        """Opens it below the current cell, on Shift+F10 or the menu key."""
        view = self._view
        index = view.currentIndex()
        place = QPoint()
        if index.isValid():
            view.scrollTo(index)
            place = view.visualRect(index).bottomLeft()
        self.pop_up(view.viewport().mapToGlobal(place))

    def pop_up(self, place: QPoint) -> None:
        """Opens it at a global position."""
        if self._view.editing.finish():
            menu = self.make()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    def make(self) -> QMenu:
        """Returns a menu with the actions of the page, those of all tables that can do something
        with the selected cells, and those of the column."""
        view, acting = self._view, self._view.acting
        menu = QMenu(view.viewport().parentWidget())
        view.menu_requested.emit(menu)
        if not menu.isEmpty():
            menu.addSeparator()
        standard = QKeySequence.StandardKey
        possible = acting.possible()
        if acting.paste in possible:
            possible |= view.filling.possible()
        for words, keys, act in (
            (tr("ตัด"), QKeySequence(standard.Cut), acting.cut),
            (tr("คัดลอก"), QKeySequence(standard.Copy), acting.copy),
            (tr("วาง"), QKeySequence(standard.Paste), acting.paste),
            (tr("เติมลงล่าง"), QKeySequence("Ctrl+D"), view.filling.down),
            (tr("เติมไปทางขวา"), QKeySequence("Ctrl+R"), view.filling.right),
            (tr("ล้างค่า"), QKeySequence(standard.Delete), acting.clear),
        ):
            if act in possible:
                menu.addAction(words, keys, act)
        self._add_column(menu)
        return menu

    def _add_column(self, menu: QMenu) -> None:
        """Adds the actions of the header's context menu, for keyboard users."""
        from ita_desktop.ui.table.header.menu import column_menu

        view, cell = self._view, self._view.current_cell()
        at = view.currentIndex().column() if cell is not None else None
        columns = column_menu(view.header, view.sheet, at, menu)
        columns.setTitle(
            tr("คอลัมน์ {title}", title=cell[1].title) if cell is not None else tr("คอลัมน์")
        )
        menu.addSeparator()
        menu.addMenu(columns)
