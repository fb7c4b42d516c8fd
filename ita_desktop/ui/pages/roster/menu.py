"""Menu actions on bodies, and on members that are groups, whose positions a popup shows."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.records import Member
from ita_desktop.i18n import tr
from ita_desktop.services.roster import roster
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.pages.roster.editing import RosterController
from ita_desktop.ui.pages.roster.orders import RosterOrders
from ita_desktop.ui.pages.roster.rows import RosterTableRow
from ita_desktop.ui.saving.lists import offer_lists
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import RowGroup
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Height, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import RoomScroll
from ita_desktop.ui.widgets.popup import Popup

ROWS_SHOWN = 10
"""Number of visible rows: a district office has that many sections."""


class _Posts(RoomScroll):
    """The scroll area of positions, with arrow keys."""

    accessible_role = Role.List


class GroupPopup(Popup):
    """The list of positions, and a button to split the group into rows."""

    about = "group"
    span = FloatSize.GROUP

    split_requested = Signal()

    def __init__(self, post: str, stands_for: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        title = ThaiLabel(post, self, style=Text.LABEL_STRONG, most=2)
        note = ThaiLabel(
            tr("แทน {count} ตำแหน่ง", count=len(stands_for)), self, style=Text.NOTE, tone=Tone.TEXT2
        )
        rows = QWidget()
        column = vbox(on=rows)
        for stand in stands_for:
            line = ThaiLabel(stand, rows)
            line.setFixedHeight(Height.CHECK_LINE)
            column.addWidget(line)
        column.addStretch(1)
        scroll = _Posts.around(rows, self, across=False)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(title.text())
        scroll.setFixedHeight(min(len(stands_for), ROWS_SHOWN) * Height.CHECK_LINE)
        self.split = self.start = Button(
            tr("แยกเป็น {count} แถว", count=len(stands_for)), self, kind=ButtonKind.PRIMARY
        )
        self.split.clicked.connect(self._split)
        nest(
            self.column,
            vbox(
                vbox(title, note),
                scroll,
                hbox(None, self.split, gap=None),
                margins=(Space.M, Space.S),
                gap=Space.S,
            ),
        )

    def _split(self) -> None:
        self.close()
        self.split_requested.emit()


class RosterMenu(QObject):
    """Adds actions for the current row and its body to the menu of ``table``."""

    detail_requested = Signal()
    """The details of the current member should be shown."""
    duties_requested = Signal(str)
    """The duties of a body should be shown."""

    def __init__(
        self,
        session: Session,
        table: SheetView,
        editing: RosterController,
        orders: RosterOrders,
    ) -> None:
        super().__init__(table)
        self._session = session
        self._table = table
        self._editing = editing
        self._orders = orders
        table.menu_requested.connect(self._add_to_menu)
        offer_lists(session, table, "roster")

    def _add_to_menu(self, menu: QMenu) -> None:
        current = self._table.current_row()
        menu.addSeparator()
        if isinstance(current, RosterTableRow):
            menu.addAction(tr("รายละเอียด"), "F4", self.detail_requested.emit)
        if self._session.is_locked:
            return
        menu.addAction(tr("เพิ่มแถวด้านล่าง"), "Ins", self._editing.add_row)
        menu.addAction(tr("เอาแถวออก"), "Ctrl+-", self._editing.remove_rows)
        if isinstance(current, RosterTableRow) and current.stands_for:
            menu.addAction(tr("ดูว่าแทนใครบ้าง…"), self._table.open_detail)
            menu.addAction(
                tr("แยกเป็น {count} แถว", count=len(current.stands_for)),
                lambda: self._split(current),
            )
        if isinstance(current, RosterTableRow | RowGroup):
            body = current.body_id if isinstance(current, RosterTableRow) else current.id
            known = self._session.data.member_by_id
            members = [known[id_] for id_ in self._table.selected_ids() if id_ in known]
            self._offer_bodies(menu, members)
            self._orders.add_to_menu(menu, members, body, self._below_current())
        menu.addSeparator()
        menu.addAction(tr("เพิ่มคณะ…"), self.add_body)
        if isinstance(current, RowGroup):
            menu.addAction(tr("หน้าที่ของคณะ"), lambda: self.duties_requested.emit(current.id))
            menu.addAction(tr("เปลี่ยนชื่อคณะ…"), lambda: self._rename_body(current))
            menu.addAction(tr("เอาทั้งคณะออก"), lambda: self._remove_body(current))

    def _offer_bodies(self, menu: QMenu, members: Sequence[Member]) -> None:
        """Adds the other bodies, to which the selected members can be moved."""
        if self._orders.day is not None:
            return
        own = {member.body_id for member in members}
        others = [body for body in self._session.data.bodies if {body.id} != own]
        if not members or not others:
            return
        ids = [member.id for member in members]
        if len(others) == 1:
            (only,) = others
            move = partial(self._editing.move_to, ids, only.id)
            menu.addAction(tr("ย้ายไป{body}", body=only.name), move)
            return
        bodies = menu.addMenu(tr("ย้ายไปคณะ"))
        for body in others:
            bodies.addAction(body.name, partial(self._editing.move_to, ids, body.id))

    # -- bodies

    def add_body(self) -> None:
        """Asks for the name of a new body."""
        session = self._session
        self._ask_name("", tr("เพิ่มคณะ"), lambda name: session.write(roster.add_body, name))

    def _rename_body(self, body: RowGroup) -> None:
        session = self._session
        self._ask_name(
            body.title,
            tr("เปลี่ยนชื่อ"),
            lambda name: session.write(roster.rename_body, body.id, name),
        )

    def _ask_name(self, name: str, action: str, done: Callable[[str], object]) -> None:
        from ita_desktop.ui.pages.parts.popups import NamePopup

        popup = NamePopup(tr("ชื่อคณะ"), name, action, self._table)
        popup.named.connect(done)
        popup.open_below(self._below_current(), self._table.window())

    def _remove_body(self, body: RowGroup) -> None:
        session = self._session
        if session.could_write(roster.remove_body, body.id):
            session.notified.emit(tr("เอา{name}ออกแล้ว", name=body.title), True)

    # -- groups

    def show_group(self, row_id: str) -> None:
        """Shows the positions that a group stands for."""
        row = next((row for row in self._table.sheet.all_rows() if row.id == row_id), None)
        if isinstance(row, RosterTableRow) and row.stands_for:
            popup = GroupPopup(row.post, row.stands_for, self._table)
            popup.split_requested.connect(lambda: self._split(row))
            popup.open_below(self._below_current(), self._table.window())

    def split_current(self) -> None:
        """Replaces the current group by its positions."""
        row = self._table.current_row()
        if isinstance(row, RosterTableRow) and row.stands_for:
            self._split(row)

    def _split(self, row: RosterTableRow) -> None:
        session = self._session
        made = session.write(roster.split_group, row.id)
        if made:
            text = tr("แยก{post} เป็น {count} แถวแล้ว", post=row.post, count=len(made))
            session.notified.emit(text, True)
            self._table.go_to(made[0], "post")
            self._table.setFocus()

    def _below_current(self) -> QPoint:
        """Returns where a popup on the current row opens."""
        rect = self._table.visualRect(self._table.currentIndex())
        return self._table.viewport().mapToGlobal(rect.bottomLeft())
