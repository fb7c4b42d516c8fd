"""The pane of คณะกรรมการ: the current member, the year's orders, or a body with its duties."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from ita_desktop.domain.records import Body
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import capital, tr
from ita_desktop.services import history
from ita_desktop.services.roster import orders
from ita_desktop.ui.keyboard import ADD_ROW, REMOVE_ROWS
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages import writing
from ita_desktop.ui.pages.page import add_key
from ita_desktop.ui.pages.parts.following_pane import FollowingPane
from ita_desktop.ui.pages.parts.list_table import PaneTable, RowButtons
from ita_desktop.ui.pages.parts.pane_sections import LinkSection, PastSection
from ita_desktop.ui.pages.roster.rows import RosterTableRow, shown_name
from ita_desktop.ui.pages.writing import EditWriter
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, RowGroup
from ita_desktop.ui.table.editing.clipboard import ClipboardContent, CopiedCells
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.sizes import WHOLE
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import PaneSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, at_once, hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind, take_out
from ita_desktop.ui.widgets.chip import Chip, Tabs
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import Linked, LinkList
from ita_desktop.ui.widgets.page.pane import DetailPane, Leavable

if TYPE_CHECKING:
    from ita_desktop.ui.pages.roster.order_pane import OrderPane


class DutyListSize:
    DUTIES: Final = 2000
    """Greatest height of a list of duties, practically unlimited."""


class _Width:
    """The duties of a body, in the roster's pane."""

    NUMBER: Final = 44
    TEXT: Final = 200


KIND = "duties"
"""The kind of list that a pasted block with headings is imported as."""


@dataclass(frozen=True, slots=True)
class DutyTableRow:
    """A row: a duty with its number."""

    id: str
    number: str
    text: str


def duty_columns() -> list[Column[DutyTableRow]]:
    """Returns the columns: number and text."""
    return [
        Column("number", tr("ข้อ"), lambda row: row.number, _Width.NUMBER, hideable=False,
               wrap=False, tone=Tone.TEXT2),
        Column("text", tr("หน้าที่และอำนาจ"), lambda row: row.text, _Width.TEXT, stretch=True,
               editable=True, required=True, hideable=False, empty=""),
    ]  # fmt: skip


class DutyTable(PaneTable):
    """The duties of a body. A pasted list with names of bodies is emitted as a whole."""

    most = DutyListSize.DUTIES

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(duty_columns(), tr("หน้าที่ของคณะ"), parent, density=WHOLE)

    def is_list(self, clip: ClipboardContent, block: CopiedCells) -> bool:
        return writing.is_list(KIND, clip, block)


class DutyPane(DetailPane):
    """Shows the duties of a body, numbered as in orders; the chip selects the body."""

    about = "order"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.body_id = ""
        self.chip = Chip("", self.ui.body)
        self.chip.setCheckable(False)
        self._menu = QMenu(self.chip)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.chip.setMenu(self._menu)
        self.table = DutyTable(self.ui.body)
        self.add = Button(tr("เพิ่มหน้าที่"), self.ui.body, icon_name="plus")
        self.buttons = RowButtons(self.table, self.remove_duties)
        self.usual = Button(tr("ใช้หน้าที่ตามแบบ"), kind=ButtonKind.QUIET, icon_name="undo-2")
        self.note = ThaiLabel("", self.ui.body, style=Text.NOTE, tone=Tone.TEXT2, most=3)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.usual.setToolTip(tr("แทนหน้าที่ทั้งหมดของคณะนี้ด้วยถ้อยคำตามแบบของสำนักงาน"))
        add(
            self.ui.rows,
            hbox(self.chip, None, margins=(0, 0, 0, Space.S), gap=None),
            self.table,
            hbox(self.add, self.buttons, None, margins=(0, Space.S, 0, 0), gap=Space.XS),
            self.usual,
            self.note,
        )

    def _connect(self) -> None:
        table, session = self.table, self._session
        title = tr("ตรวจก่อนวางลงในหน้าที่")
        self._writing = EditWriter(session, table, title, self._store)
        table.list_pasted.connect(self._import_pasted)
        table.move_requested.connect(self._move)
        table.menu_requested.connect(self._add_to_menu)
        add_key(table, ADD_ROW, self.add_duty)
        add_key(table, REMOVE_ROWS, self.remove_duties)
        self.add.clicked.connect(self.add_duty)
        self.usual.clicked.connect(self.use_usual)

    # -- content

    @property
    def body(self) -> Body | None:
        """The body whose duties are shown."""
        return self._session.data.body_by_id.get(self.body_id)

    def show_body(self, body_id: str) -> None:
        """Shows the duties of a body."""
        data = self._session.data
        same = body_id == self.body_id
        self.body_id = body_id
        body = self.body
        locked = self._session.is_locked
        duties = data.duties_of(body_id)
        rows = [DutyTableRow(duty.id, str(at), duty.text) for at, duty in enumerate(duties, 1)]
        name = body.name if body is not None else ""
        self.set_head("", None, tr("หน้าที่ของ{body}", body=name), of=body_id)
        self.chip.setText(name)
        self.chip.setToolTip(tr("เลือกคณะ"))
        self.chip.setVisible(len(data.bodies) > 1)
        self.table.set_read_only(locked)
        self.table.sheet.set_rows(rows, flash=same)
        self.table.setVisible(bool(rows))
        self.table.fit()
        self.buttons.setVisible(bool(rows) and not locked)
        self.add.setVisible(not locked)
        self._offer_usual(body, [duty.text for duty in duties], locked=locked)

    def _offer_usual(self, body: Body | None, texts: Sequence[str], *, locked: bool) -> None:
        usual = orders.usual_duties(self._session.data, body) if body is not None else []
        self.usual.setVisible(bool(usual) and list(texts) != usual and not locked)
        text = "" if texts else tr("ยังไม่มีหน้าที่ คำสั่งแต่งตั้งพิมพ์หน้าที่ของทุกคณะ")
        self.note.setText(text or tr("วางหลายบรรทัดจาก Word หรือ Excel ได้ด้วย Ctrl+V"))

    def _fill_menu(self) -> None:
        take_out(self._menu)
        for body in self._session.data.bodies:
            act = self._menu.addAction(body.name, partial(self.show_body, body.id))
            act.setCheckable(True)
            act.setChecked(body.id == self.body_id)

    # -- editing

    def _texts(self) -> dict[str, str]:
        return {duty.id: duty.text for duty in self._session.data.duties_of(self.body_id)}

    def _put(self, texts: Sequence[str]) -> bool:
        return self._session.could_write(orders.set_duties, self.body_id, texts)

    def add_duty(self) -> None:
        """Adds a duty below the current one and edits it."""
        if self._session.refuses():
            return
        texts = self._texts()
        new, number = tr("หน้าที่ใหม่"), 1
        while key(new) in map(key, texts.values()):
            number += 1
            new = tr("หน้าที่ใหม่ {number}", number=number)
        current = self.table.current_row()
        listed = list(texts.values())
        at = list(texts).index(current.id) + 1 if current and current.id in texts else len(listed)
        if self._put([*listed[:at], new, *listed[at:]]):
            made = self._session.data.duties_of(self.body_id)[at]
            self.table.go_to(made.id, "text")
            self.table.setFocus()

    def remove_duties(self) -> None:
        """Removes the selected duties; this can be undone."""
        session, chosen = self._session, self.table.selected_ids()
        if session.is_locked:
            self.table.show_locked()
        elif not chosen:
            self.table.ask_to_choose(tr("ยังไม่ได้เลือกแถว ให้เลือกแถวในตารางก่อน"))
        elif self._put([text for duty, text in self._texts().items() if duty not in chosen]):
            session.notified.emit(tr("เอา {count} แถวออกแล้ว", count=len(chosen)), True)

    def use_usual(self) -> None:
        """Sets the body's duties to the office's defaults; this can be undone."""
        session, body = self._session, self.body
        if body is None:
            return
        if self._put(orders.usual_duties(session.data, body)):
            session.notified.emit(tr("ใช้หน้าที่ตามแบบของ{body}แล้ว", body=body.name), True)

    def _move(self, ids: tuple[str, ...], step: int) -> None:
        texts = self._texts()
        order = list(texts)
        places = [at for at, duty in enumerate(order) if duty in ids]
        if not places or places[0] + step < 0 or places[-1] + step >= len(order):
            return
        for at in places if step < 0 else reversed(places):
            order[at], order[at + step] = order[at + step], order[at]
        self._put([texts[text] for text in order])

    def _import_pasted(self, block: CopiedCells) -> None:
        load("ita_desktop.ui.dialogs.previews.found")
        from ita_desktop.ui.dialogs.previews.found import import_pasted

        import_pasted(self._session, KIND, block, self.window())

    def _store(self, data: YearData, edit: Edit) -> None:
        body = self.body_id
        texts = {duty.id: duty.text for duty in data.duties_of(body)}
        for change in edit.changes:
            if change.key == "text" and change.row in texts:
                texts[change.row] = str(change.value)
        new = [str(row.get("text", "")) for row in edit.new]
        orders.set_duties(self._session.workspace, data.year, body, [*texts.values(), *new])

    def _add_to_menu(self, menu: QMenu) -> None:
        if not self._session.is_locked:
            menu.addAction(tr("เพิ่มหน้าที่"), self.add_duty)
            menu.addAction(tr("เอาแถวออก"), self.remove_duties)


class PanePart(StrEnum):
    """The parts of the pane."""

    MEMBER = "member"
    ORDERS = "orders"
    DUTIES = "duties"


TITLES: Final = {PanePart.MEMBER: "รายละเอียด", PanePart.ORDERS: "คำสั่ง", PanePart.DUTIES: "หน้าที่"}


class RosterPane(Leavable):
    """Shows one part at a time; orders and duties are created when first shown."""

    turned = Signal()
    """Another part was selected and needs content."""
    made = Signal(str)
    """A part was created; carries its name."""
    fold_requested = Signal()

    def __init__(self, session: Session, table: SheetView) -> None:
        super().__init__()
        self._session = session
        self.member = MemberPane(session)
        self.body = BodyPane(session)
        for shown in (self.member, self.body):
            shown.exited.connect(self.exited)
            shown.ui.fold.hide()
        self.body.duties_requested.connect(lambda: self.show_part(PanePart.DUTIES))
        self.members = FollowingPane(
            table,
            self.member,
            lambda count: tr("{count} ลำดับ", count=count),
            of_group=self.body,
            foldable=False,
        )
        self.orders: OrderPane | None = None
        self.duties: DutyPane | None = None
        self.part = PanePart.MEMBER
        self.chips = Tabs({part: tr(words) for part, words in TITLES.items()}, self.show_part)
        self._stack = QStackedWidget()
        self.fold_button = Button("", kind=ButtonKind.QUIET, icon_name="panel-right-close")
        self.fold_button.setToolTip(tr("พับรายละเอียด"))
        self.fold_button.clicked.connect(self.fold_requested)
        margins = (Space.PANE_EDGE, Space.S, Space.M, Space.XS)
        row = hbox(*self.chips.values(), None, self.fold_button, margins=margins, gap=Space.S)
        vbox(row, (self._stack, 1), on=self)
        self.setMinimumWidth(PaneSize.LEAST)
        self._add(PanePart.MEMBER, self.members)
        self.chips.select(self.part)

    def _add(self, part: PanePart, pane: DetailPane | FollowingPane) -> None:
        pane.exited.connect(self.exited)
        self._stack.addWidget(pane)
        self.made.emit(part)

    def show_part(self, part: PanePart) -> None:
        """Shows a part."""
        self.part = part
        pane: QWidget = self.members
        if part is PanePart.ORDERS:
            pane = self.make_orders()
        elif part is PanePart.DUTIES:
            pane = self.make_duties()
        self._stack.setCurrentWidget(pane)
        self.chips.select(self.part)
        self.turned.emit()

    def take_keyboard(self) -> None:
        """Gives the focus to the chip of the shown part."""
        self.chips[self.part].setFocus(Qt.FocusReason.TabFocusReason)

    def make_orders(self) -> "OrderPane":
        """Returns the part with the year's orders."""
        if self.orders is None:
            from ita_desktop.ui.pages.roster.order_pane import OrderPane

            self.orders = OrderPane(self._session)
            self.orders.ui.fold.hide()
            self._add(PanePart.ORDERS, self.orders)
        return self.orders

    def make_duties(self) -> "DutyPane":
        """Returns the part with the duties of a body."""
        if self.duties is None:
            self.duties = DutyPane(self._session)
            self.duties.ui.fold.hide()
            self._add(PanePart.DUTIES, self.duties)
        return self.duties


class BodyPane(DetailPane):
    """Shows a body, when its own row is the current one: what it lacks, its duties and members."""

    about = "members"
    member_requested = Signal(str)
    """A member was clicked in the list."""
    duties_requested = Signal()
    """The duties should be edited."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.missing = ThaiLabel("", self.ui.body, tone=Tone.TEXT2, most=0)
        self.ui.rows.addWidget(self.missing)
        self.duties = ThaiLabel("", self.ui.body, most=0)
        self._duties = self.add_section(tr("หน้าที่"), self.duties, action=tr("แก้หน้าที่"))
        self._duties.acted.connect(self.duties_requested)
        self.list = LinkList(self)
        self.list.opened.connect(self.member_requested)
        self._members = self.add_section(tr("รายชื่อ"), self.list)

    def show_body(self, group: RowGroup) -> None:
        """Shows the body of a group of the table, with the members that the table shows."""
        data = self._session.data
        rows = [row for row in group.leaves() if isinstance(row, RosterTableRow)]
        duties = [f"{at}. {duty.text}" for at, duty in enumerate(data.duties_of(group.id), 1)]
        with at_once(self.ui.column):
            self.set_head("", None, group.title, of=group.id)
            self.missing.setText("\n".join(self._missing(rows, duties)))
            self.missing.setVisible(bool(self.missing.text()))
            self.duties.setText("\n".join(duties))
            self.duties.setVisible(bool(duties))
            self._duties.set_action("" if self._session.is_locked else tr("แก้หน้าที่"))
            self._members.setVisible(bool(rows))
            self._members.set_count(group.note, group.counted)
            self.list.set_links([_linked(row) for row in rows])

    @staticmethod
    def _missing(rows: Sequence[RosterTableRow], duties: Sequence[str]) -> Iterator[str]:
        present = [row for row in rows if not row.left]
        if not present:
            yield capital(tr("ยังไม่มีรายชื่อ"))
        vacant = sum(row.vacant for row in present)
        if vacant:
            yield tr("ว่าง {count}", count=vacant)
        without = [row.number for row in present if not row.role]
        if without:
            yield tr("ลำดับ {items} ยังไม่มีบทบาท", items=" ".join(without))
        if not duties:
            yield tr("ยังไม่มีหน้าที่ คำสั่งแต่งตั้งพิมพ์หน้าที่ของทุกคณะ")


def _linked(row: RosterTableRow) -> Linked:
    name = shown_name(row)
    note = " · ".join(filter(None, (row.post if name else "", row.role)))
    return Linked(row.id, f"{row.number}  {name or row.post}", note, "arrow-right")


# The detail pane of คณะกรรมการ: a member, its positions, references and history.


class MemberPane(DetailPane):
    """Shows a member; its cells are edited in the table."""

    about = "roster-day"
    edit_requested = Signal(str)
    """A cell should be edited in the table; carries its column's key."""
    split_requested = Signal()
    """The shown group should be split into its positions."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.cells = {
            "post": self.add_row(tr("ตำแหน่ง"), editable=True),
            "unit": self.add_row(tr("สังกัด"), editable=True),
            "role": self.add_row(tr("บทบาท"), editable=True),
            "note": self.add_row(tr("หมายเหตุ"), editable=True),
        }
        for field, cell in self.cells.items():
            cell.edit_requested.connect(lambda field=field: self.edit_requested.emit(field))
        self._posts = ThaiLabel("", self.ui.body, most=0)
        self._group = self.add_section(tr("แทนตำแหน่ง"), self._posts, action=tr("แยกเป็นแถว"))
        self._group.acted.connect(self.split_requested)
        self.links = LinkSection(self.ui.body)
        self.ui.sections.addWidget(self.links)
        self.past = PastSection(session, self.ui.body)
        self.ui.sections.addWidget(self.past)

    def show_member(self, row: RosterTableRow) -> None:
        """Shows a member."""
        with at_once(self.ui.column):
            self._fill(row)

    def _fill(self, row: RosterTableRow) -> None:
        session = self._session
        locked = session.is_locked
        self.set_head(row.number, None, shown_name(row) or row.post, of=row.id)
        for field, cell in self.cells.items():
            cell.set_value(getattr(row, field))
            cell.set_editable(not locked and not row.left)
        if row.left:
            self.cells["role"].set_value(row.role, row.left)
        self._group.setVisible(bool(row.stands_for))
        self._group.set_total_of(len(row.stands_for), shown_name(row) or row.post, session.today)
        self._group.set_action("" if locked else tr("แยกเป็นแถว"))
        self._posts.setText("\n".join(row.stands_for))
        self._show_links(row.id)
        workspace, data = session.workspace, session.data
        self.past.show_past(row.id, lambda most: history.of_member(workspace, data, row.id, most))

    def _show_links(self, member_id: str) -> None:
        from ita_desktop.services.links import of_member

        data = self._session.data
        member = data.member_by_id.get(member_id)
        found = self._session.cached(
            ("links", data.year, member_id), lambda: of_member(data, member) if member else ()
        )
        self.links.show_links(member_id, found)
