"""A list with its buttons: rows are added, typed, pasted and taken out."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.ui.pages.keys import add_key, add_page_key
from ita_desktop.ui.pages.writing import EditWriter, changed_rows
from ita_desktop.ui.session import Session
from ita_desktop.ui.shortcuts import PASTE, REMOVE_ROWS
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.edits import Edit
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState


class ListTable(QWidget):
    """A table whose rows come and go. Subclasses say how rows are written and removed, and what
    a new row begins with."""

    first = "name"
    """The column that is typed in a new row."""

    def __init__(
        self,
        session: Session,
        columns: Sequence[Column[Any]],
        words: tuple[str, str],
        without: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """``words``: the word on the button that adds a row, and what the list is for;
        ``without``: what is said while there are no rows, and what belongs here."""
        super().__init__(parent)
        self.session = session
        self.table = SheetView(columns)
        self.table.takes_new = True
        self.add_button = Button(words[0], icon_name="plus")
        self.remove_button = Button(tr("เอาออก"), icon_name="minus")
        note = ThaiLabel(words[1], style=Text.LABEL, tone=Tone.TEXT2)
        row = hbox((note, 1), margins=(Space.PAGE_EDGE, Space.XS), gap=Space.S)
        self._beside = row
        add(row, self.remove_button, self.add_button)
        self.empty = EmptyPlace(EmptyState())
        self.empty.state.set_texts(*without, words[0], tr("หรือวางตารางจาก Excel ด้วย Ctrl+V"))
        vbox(row, (self.table, 1), (self.empty, 1), on=self)
        self.setFocusProxy(self.table)
        title = tr("ตรวจก่อนวางลงในตาราง")
        self._writing = EditWriter(self.session, self.table, title, self._store, changed_rows)
        self.table.menu_wanted.connect(self._add_to_menu)
        self.add_button.clicked.connect(self.add_row)
        self.empty.state.acted.connect(self.add_row)
        add_key(self.empty, PASTE, self.table.paste, with_children=True)
        self.remove_button.clicked.connect(self.remove_rows)
        add_page_key(self.table, REMOVE_ROWS, self.remove_rows)

    def add_beside(self, button: Button) -> None:
        """Puts a button of the subclass before the others."""
        self._beside.insertWidget(1, button)

    # -- what a subclass does

    def write(self, new: Sequence[Mapping[str, Any]], edits: Sequence[CellEdit]) -> list[str]:
        """Adds rows and writes edits in one unit of work; gives the ids of the new rows."""
        raise NotImplementedError

    def remove(self, ids: Sequence[str]) -> None:
        """Takes rows out in one unit of work."""
        raise NotImplementedError

    def blank(self) -> Mapping[str, Any]:
        """What a new row has where nothing was typed or pasted."""
        raise NotImplementedError

    # -- what the clerk does

    def show_rows(self, rows: Sequence[Any], *, flash: bool) -> None:
        """Shows the rows as they are now; ``flash`` marks what changed since."""
        read_only = self.session.workspace.read_only
        self.table.set_read_only(read_only)
        for button in (self.add_button, self.remove_button, self.empty.state.button):
            button.block(self.session.locked)
        self.table.sheet.set_rows(rows, flash=flash)
        for button in (self.add_button, self.remove_button):
            button.setVisible(bool(rows))
        self.empty.stand_for(self.table, empty=not rows)
        self.setFocusProxy(self.table if rows else self.empty.state.button)

    def add_row(self) -> None:
        """Adds a row; what is typed next stands in its first cell."""
        made = self.session.attempt(lambda: self.write([self.blank()], ()))
        if made:
            self.table.sheet.clear_filters()
            self.table.go_to(made[0], self.first)
            self.table.setFocus()

    def remove_rows(self) -> None:
        """Takes the chosen rows out; it can be undone."""
        session, chosen = self.session, self.table.selected_ids()
        if session.refuses():
            return
        if not chosen:
            self.table.ask_to_choose(tr("ยังไม่ได้เลือกแถว คลิกแถวในตารางก่อน"))
            return
        before = len(self.table.sheet.all_rows())
        session.attempt(lambda: self.remove(chosen))
        if len(self.table.sheet.all_rows()) != before:
            session.notified.emit(tr("เอา {count} แถวออกแล้ว", count=len(chosen)), True)

    def _store(self, _data: YearData, edit: Edit) -> None:
        cells = [CellEdit(change.row, change.key, change.value) for change in edit.changes]
        self.write([{**self.blank(), **row} for row in edit.new], cells)

    def _add_to_menu(self, menu: QMenu) -> None:
        if not self.session.workspace.read_only:
            menu.addAction(self.add_button.text(), self.add_row)
            menu.addAction(tr("เอาแถวออก"), self.remove_rows)
