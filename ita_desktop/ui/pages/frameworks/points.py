"""The checklist of an item of the framework."""

from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.parts import month_title
from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.ui.pages.frameworks.rows import point_columns, point_rows
from ita_desktop.ui.pages.keys import add_key
from ita_desktop.ui.pages.parts.pane_table import PaneTable, RowButtons
from ita_desktop.ui.pages.writing import EditWriter
from ita_desktop.ui.session import Session
from ita_desktop.ui.shortcuts import REMOVE_ROWS
from ita_desktop.ui.table.edits import Edit
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import add
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.page.pane import PaneSection


class PointSection(PaneSection):
    """The section of the pane with the checklist of an item."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("สิ่งที่ต้องเผยแพร่"), parent, action=tr("เพิ่ม"))
        self._session = session
        self._item = ""
        self.table = PaneTable(point_columns(self._units), tr("สิ่งที่ต้องเผยแพร่"))
        self.buttons = RowButtons(self.table, self.remove_points)
        self.buttons.setContentsMargins(0, Space.XS, 0, 0)
        self.monthly = CheckBox("", self)
        self.monthly.clicked.connect(self._set_monthly)
        add(self.column, self.table, self.buttons, self.monthly)
        self.acted.connect(self.add_point)
        table = self.table
        title = tr("ตรวจก่อนวางลงในรายการตรวจ")
        self._writing = EditWriter(session, table, title, self._store)
        table.refuse = self._refuse
        table.move_requested.connect(self._move)
        table.menu_requested.connect(self._add_to_menu)
        add_key(table, REMOVE_ROWS, self.remove_points)

    def _units(self) -> list[str]:
        units = self._session.data.units
        return [unit.name for unit in units if unit.kind is not UnitKind.GROUP]

    def show_item(self, item: Item) -> None:
        """Shows an item's checklist."""
        locked = self._session.is_locked
        same, self._item = self._item == item.code, item.code
        rows = point_rows(item)
        self.table.set_read_only(locked)
        self.table.sheet.set_rows(rows, flash=same)
        self.table.setVisible(bool(rows))
        self.table.fit()
        self.buttons.setVisible(bool(rows) and not locked)
        self._show_monthly(item, locked=locked)
        if rows:
            self.set_total_of(len(rows), item.code, self._session.today)
        else:
            self.set_count("", "")
        self.set_action("" if locked else tr("เพิ่ม"))

    def _show_monthly(self, item: Item, *, locked: bool) -> None:
        """Shows whether an item with a period is asked for month by month."""
        period = item.period
        self.monthly.setVisible(period is not None and bool(period.start and period.end))
        if period is not None and period.start and period.end:
            first, last = month_title(period.start), month_title(period.end)
            words = tr("ต้องมีทุกเดือน ({first} - {last})", first=first, last=last)
            self.monthly.setText(words)
            self.monthly.setChecked(period.every_month)
            self.monthly.setEnabled(not locked)

    def _set_monthly(self) -> None:
        edits = [CellEdit(self._item, "every_month", self.monthly.isChecked())]
        self._session.write(framework_editing.edit, edits)

    def go_to(self, point: str) -> None:
        """Makes a point current."""
        self.table.go_to(point, "text")
        self.table.setFocus()

    def add_point(self) -> None:
        """Adds a point and edits it."""
        item = self._item
        row = {"text": tr("รายการใหม่")}
        made = self._session.write(framework_editing.add_requirements, item, [row])
        if made:
            self.go_to(made[0])

    def remove_points(self) -> None:
        """Removes the selected points; this can be undone."""
        session, chosen = self._session, self.table.selected_ids()
        if session.is_locked:
            self.table.show_locked()
        elif not chosen:
            self.table.ask_to_choose(tr("ยังไม่ได้เลือกแถว ให้เลือกแถวในตารางก่อน"))
        else:
            gone = session.write(framework_editing.remove, chosen)
            if gone is not None:
                session.notified.emit(removed_words(chosen, gone.total), True)

    def _move(self, ids: tuple[str, ...], step: int) -> None:
        if ids:
            self._session.write(framework_editing.move, ids, step)

    def _refuse(self, edit: Edit) -> None:
        framework_editing.refuse(self._session.data, _edits(edit))

    def _store(self, data: YearData, edit: Edit) -> None:
        workspace, year = self._session.workspace, data.year
        if edit.new:
            framework_editing.add_requirements(
                workspace, year, self._item, edit.new, edits=_edits(edit)
            )
        else:
            framework_editing.edit(workspace, year, _edits(edit))

    def _add_to_menu(self, menu: QMenu) -> None:
        if not self._session.is_locked:
            menu.addAction(tr("เพิ่มรายการตรวจ"), self.add_point)
            menu.addAction(tr("เอาแถวออก"), self.remove_points)


def _edits(edit: Edit) -> list[CellEdit]:
    return [CellEdit(change.row, change.key, change.value) for change in edit.changes]


def removed_words(codes: tuple[str, ...], entries: int) -> str:
    """Returns a message on what was removed, including the clerk's data on it."""
    what = codes[0] if len(codes) == 1 else tr("{count} แถว", count=len(codes))
    if not entries:
        return tr("เอา {what} ออกแล้ว", what=what)
    return tr(
        "เอา {what} ออกแล้ว · ข้อมูลที่กรอกไว้ {count} รายการยังอยู่ในแฟ้ม และกลับมาพร้อมกันเมื่อเลิกทำ",
        what=what,
        count=entries,
    )
