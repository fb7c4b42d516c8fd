"""The pane of คณะกรรมการ: the current member, the year's orders, or a body's duties."""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ita_desktop.i18n import tr
from ita_desktop.services import history
from ita_desktop.ui.pages.parts.following_pane import FollowingPane
from ita_desktop.ui.pages.parts.link_section import LinkSection
from ita_desktop.ui.pages.parts.past_section import PastSection
from ita_desktop.ui.pages.roster.rows import RosterTableRow, shown_name
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import PaneSize
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import at_once, hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.chip import Tabs
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.pane import DetailPane, Leavable

if TYPE_CHECKING:
    from ita_desktop.ui.pages.orders import OrderPane
    from ita_desktop.ui.pages.roster.duty_pane import DutyPane


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
        self.member.exited.connect(self.exited)
        self.members = FollowingPane(
            table, self.member, lambda count: tr("{count} ลำดับ", count=count), foldable=False
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
        self.member.ui.fold.hide()
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
            from ita_desktop.ui.pages.orders import OrderPane

            self.orders = OrderPane(self._session)
            self.orders.ui.fold.hide()
            self._add(PanePart.ORDERS, self.orders)
        return self.orders

    def make_duties(self) -> "DutyPane":
        """Returns the part with the duties of a body."""
        if self.duties is None:
            from ita_desktop.ui.pages.roster.duty_pane import DutyPane

            self.duties = DutyPane(self._session)
            self.duties.ui.fold.hide()
            self._add(PanePart.DUTIES, self.duties)
        return self.duties


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
        for key, cell in self.cells.items():
            cell.edit_requested.connect(lambda key=key: self.edit_requested.emit(key))
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
        for key, cell in self.cells.items():
            cell.set_value(getattr(row, key))
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
