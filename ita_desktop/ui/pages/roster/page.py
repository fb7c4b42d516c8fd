"""คณะกรรมการ: the bodies and their members in the order of the appointment order, and the registers
of people and positions."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ita_desktop.domain.roster.committee import appointing_order, is_ordered
from ita_desktop.i18n import caption, tr
from ita_desktop.services.documents.wordings import GARUDA
from ita_desktop.services.places import paper_place
from ita_desktop.services.roster import roster
from ita_desktop.ui.keyboard import ADD_ROW, REMOVE_ROWS, TURN_PANE
from ita_desktop.ui.pages.page import Page, PageKey, add_key, add_page_key, add_pasting
from ita_desktop.ui.pages.roster.editing import KIND, RESPELL, RosterController, RosterMenu
from ita_desktop.ui.pages.roster.orders import RosterOrders
from ita_desktop.ui.pages.roster.pane import PanePart, RosterPane
from ita_desktop.ui.pages.roster.rows import (
    IMPORT_NAMES,
    PeopleTable,
    RosterTableRow,
    TenureTable,
    roster_columns,
    roster_groups,
)
from ita_desktop.ui.pages.writing import PasteTable
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, RowGroup
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.chip import Tabs
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.page.side import SideSplit
from ita_desktop.ui.widgets.status import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.ui.pages.roster.rows import PeopleTable, TenureTable

MEMORY = "table.roster"
PANE = "roster.pane"
ASKED_GARUDA = "garuda.asked"
"""Memory key: whether the garuda was asked for."""


class RosterTab(StrEnum):
    """The parts of the page."""

    ROSTER = "roster"
    PEOPLE = "people"
    POSTS = "posts"


TITLES: Final = {
    RosterTab.ROSTER: "รายชื่อ",
    RosterTab.PEOPLE: "บุคลากร",
    RosterTab.POSTS: "การดำรงตำแหน่ง",
}


class RosterPage(Page):
    """Shows one part at a time: the roster as a table, or a register, created when first shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._year = 0
        self._shown_year = dict.fromkeys(RosterTab, 0)
        self.header = PageHeader(tr("คณะกรรมการ"))
        self.tabs = Tabs({tab: caption(words) for tab, words in TITLES.items()}, self.show_tab)
        self.header.set_tabs([*self.tabs.values()])
        self.orders = RosterOrders(session, self)
        self.header.add_button(self.orders.button, yields=True)
        self.import_button = self.header.add_button(
            Button(tr("นำเข้า"), icon_name="download"), yields=True
        )
        self.add_button = self.header.add_button(
            Button(tr("เพิ่มแถว"), icon_name="plus"), yields=True
        )
        self.order_button = self.header.add_button(
            Button(tr("จัดทำคำสั่งแต่งตั้ง"), kind=ButtonKind.PRIMARY, icon_name="file-text")
        )
        self.table = PasteTable(KIND, self._columns(), names=IMPORT_NAMES)
        self.table.about = "members"
        self.table.moves_rows = True
        self.table.setAccessibleName(tr("คณะกรรมการ"))
        self.empty = EmptyPlace(EmptyState())
        self.pane = RosterPane(session, self.table)
        self.editing = RosterController(session, self.table, self.orders)
        self.menu = RosterMenu(session, self.table, self.editing, self.orders)
        main = QWidget()
        vbox((self.table, 1), (self.empty, 1), on=main)
        self.stack = QStackedWidget()
        vbox(self.header, (self.stack, 1), on=self)
        # The table shows all of most members; the pane is opened on request.
        self.split = SideSplit(
            main, self.pane, session.memory, PANE, self.stack, begins_folded=True
        )
        self.stack.addWidget(self.split)
        self.people: PeopleTable | None = None
        self.posts: TenureTable | None = None
        self._connect()
        self.show_tab(RosterTab.ROSTER)

    def _columns(self) -> list[Column[RosterTableRow]]:
        return roster_columns(lambda: self.session.data, lambda: self.session.previous)

    def _connect(self) -> None:
        table = self.table
        table.selection_changed.connect(self._show_selection)
        table.current_changed.connect(self._show_current)
        table.detail_requested.connect(self._show_detail)
        self.split.folded.connect(lambda _folded: self._show_pane())
        self.pane.fold_requested.connect(self.split.turn)
        self.pane.exited.connect(table.take_focus)
        self.pane.turned.connect(self._show_current)
        self.pane.made.connect(self._connect_part)
        self.pane.member.edit_requested.connect(self._edit_in_table)
        self.pane.member.split_requested.connect(self.menu.split_current)
        self.pane.member.links.go.connect(self._follow_link)
        self.pane.body.member_requested.connect(self.show_target)
        self.orders.changed.connect(self.refresh)
        self.editing.notified.connect(self.notified)
        self.editing.import_requested.connect(lambda: self.requested.emit("import", KIND))
        self.menu.detail_requested.connect(self._open_pane)
        self.menu.duties_requested.connect(lambda body: self.show_target(f"duties#{body}"))
        self.import_button.clicked.connect(self._import)
        self.add_button.clicked.connect(self.editing.add_row)
        self.order_button.clicked.connect(self.make_order)
        self.empty.state.acted.connect(self.editing.begin)
        self._add_keys()
        table.remember_in(self.session.memory, MEMORY)

    def _add_keys(self) -> None:
        add_key(self.table, ADD_ROW, self.editing.add_row)
        add_key(self.empty, ADD_ROW, self.editing.add_row, with_children=True)
        add_key(self.table, REMOVE_ROWS, self.editing.remove_rows)
        add_page_key(self, TURN_PANE, self.split.turn)
        add_pasting(self.empty, self.paste)

    def focus_parts(self) -> Sequence[QWidget]:
        """Returns the stops of F6: table and pane, or the button of the empty page; or a register;
        then the tabs."""
        chip, register = self.tabs[self.tab], self._register(self.tab)
        if register is not None:
            return (register, chip)
        if self.table.isHidden():
            return (self.empty.state.button, chip)
        return (self.table, self.pane, chip)

    # -- parts

    @property
    def tab(self) -> RosterTab:
        """The shown part."""
        shown = self.stack.currentWidget()
        return next((tab for tab in RosterTab if shown is self._register(tab)), RosterTab.ROSTER)

    def _register(self, tab: RosterTab) -> "PeopleTable | TenureTable | None":
        return {RosterTab.PEOPLE: self.people, RosterTab.POSTS: self.posts}.get(tab)

    def _make(self, tab: RosterTab) -> "PeopleTable | TenureTable":
        """Returns a register table, created on first access."""
        made = self._register(tab)
        if made is None:
            if tab is RosterTab.PEOPLE:
                made = self.people = PeopleTable(self.session)
            else:
                made = self.posts = TenureTable(self.session)
            self.stack.addWidget(made)
            self.take_density()
        return made

    def show_tab(self, tab: RosterTab) -> None:
        """Shows a part; initially the roster."""
        self.stack.setCurrentWidget(self.split if tab is RosterTab.ROSTER else self._make(tab))
        self.tabs.select(tab)
        if self.isVisible():
            self.refresh()
            if not self.tabs[tab].hasFocus():
                self.focus_parts()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def print_button(self) -> QWidget | None:
        """Returns the button for Ctrl+P while orders are shown: that of the order's document."""
        if self.tab is not RosterTab.ROSTER:
            return None
        orders = self.pane.orders if self.pane.part is PanePart.ORDERS else None
        return orders.paper if orders is not None and not self.split.is_folded else None

    @property
    def is_empty(self) -> bool:
        return self.tab is RosterTab.ROSTER and not self.session.data.members

    # -- content

    def refresh(self) -> None:
        data, tab = self.session.data, self.tab
        self.tabs[RosterTab.ROSTER].set_total(len(data.members), data.year, self.session.today)
        self.tabs[RosterTab.PEOPLE].set_total(len(data.people), data.year, self.session.today)
        for button in (self.add_button, self.order_button, self.orders.button):
            button.setVisible(tab is RosterTab.ROSTER)
        register = self._register(tab)
        if register is None:
            self._show_roster()
            return
        register.refresh(flash=self._shown_year[tab] == data.year)
        self._shown_year[tab] = data.year
        self.header.set_counts("")
        self.import_button.setVisible(tab is RosterTab.PEOPLE)
        self._block_buttons()
        keys = tr("F2 แก้ไข · Enter ลง · Tab ขวา · Ctrl+V วางจาก Excel")
        self.set_status(keys if register.table.sheet.all_rows() else "")

    def _show_roster(self) -> None:
        data = self.session.data
        self.import_button.show()
        locked = self.session.is_locked
        if data.year != self._year:
            self.orders.day = None
        self.orders.refresh()
        # The day of a roster that is not the newest is always seen.
        self.header.keep(self.orders.button if self.orders.day is not None else None)
        members = len(data.members)
        self.show_counts(self._counts() if members else "")
        self.table.set_read_only(locked)
        self.table.takes_new = not locked and self.orders.day is None
        day, left = self.orders.day, self.orders.shows_left
        rows = self.session.cached_today(
            f"roster.rows {day} {left}",
            lambda: roster_groups(data, day, self.session.today, left=left),
        )
        if data.year == self._year:
            self.table.sheet.set_rows(rows)
        else:
            self._year = data.year
            self.table.sheet.show_other(rows)
        self._block_buttons()
        self.order_button.setVisible(bool(members))
        done = is_ordered(data, self.session.today)
        self.order_button.setText(tr("ดูคำสั่งแต่งตั้ง") if done else tr("จัดทำคำสั่งแต่งตั้ง"))
        self.order_button.make_primary(not done)
        self.empty.replace(self.table, empty=not members)
        if not members:
            self._show_empty()
        self.split.set_needed(bool(members))
        self._show_pane()
        self._show_selection()

    def _counts(self) -> str:
        """Returns the numbers of members and vacancies in the shown bodies."""
        listed = roster.rows(self.session.data, self.orders.day)
        members = [row.member for _, some in listed for row in some]
        vacant = sum(member.vacant for member in members)
        texts = [tr("{count} ลำดับ", count=len(members))]
        texts += [tr("ว่าง {count}", count=vacant)] if vacant else []
        return " · ".join(texts)

    def _block_buttons(self) -> None:
        for button in (self.import_button, self.add_button, self.empty.state.button):
            button.block(self.session.locked)

    def _show_empty(self) -> None:
        before = self.session.previous
        count = len(before.members) if before is not None else 0
        action = tr("นำเข้าจาก Word PDF Excel")
        if before is not None and count:
            action = tr("ยกมาจากปี {year} ({count} ลำดับ)", year=before.year, count=count)
        self.empty.state.set_texts(
            tr("ยังไม่มีรายชื่อคณะกรรมการของปีนี้"),
            tr(
                "หน้านี้เก็บคณะกรรมการอำนวยการและคณะทำงานตามลำดับในคำสั่งแต่งตั้ง "
                "รายชื่อใช้มอบหมายงาน OIT และพิมพ์ได้จากที่นี่"
            ),
            action,
            tr("หรือลากไฟล์มาวางในหน้าต่างนี้"),
        )

    def _show_selection(self) -> None:
        chosen = self.table.selected_ids()
        if not self.session.data.members:
            self.set_status("")
        elif len(chosen) > 1:
            of = len(self.session.data.members)
            words = tr("เลือก {count} จาก {of} แถว", count=len(chosen), of=of)
            self.set_status(words, counts=True)
        else:
            self.set_status(
                tr("F2 แก้ไข · Enter ลง · Tab ขวา · Ctrl+V วางจาก Excel · Alt+↑↓ หรือลากหน้าแถวเพื่อย้าย")
            )

    def show_target(self, target: str) -> None:
        """Handles targets: the id of a member, a person's first membership, or a body, else a
        person or position of the registers; an order, optionally with a field to edit
        (``KEY#FIELD``); a body's duties (``duties#KEY``); or a part of the page or its pane."""
        data = self.session.data
        part, _, body = target.partition("#")
        if self._show_in_register(target):
            return
        self.show_tab(RosterTab.ROSTER)
        if part == PanePart.ORDERS or part in data.order_by_id:
            self._show_order(part)
            if body:
                self.pane.make_orders().edit(body)
            return
        if part == PanePart.DUTIES:
            self._open_part(PanePart.DUTIES)
            self.pane.make_duties().show_body(body or self.editing.current_body)
            return
        wanted = next((member.id for member in data.members if member.person_id == target), target)
        member = data.member_by_id.get(wanted)
        self.table.sheet.clear_filters()
        if member is not None:
            self.table.sheet.fold([member.body_id], shut=False)
        self.table.go_to(wanted, "name")

    def hidden_part(self, target: str) -> str:
        if target in set(RosterTab):
            return "" if target == self.tab else caption(TITLES[RosterTab(target)])
        part = PanePart(target)
        is_open = self.tab is RosterTab.ROSTER and not self.split.is_folded
        return "" if is_open and self.pane.part is part else self.pane.chips[part].text()

    def _show_in_register(self, key: str) -> bool:
        """Shows a person who is in no body, or a position, in its register."""
        data = self.session.data
        if key in set(RosterTab) - {RosterTab.ROSTER}:
            self.show_tab(RosterTab(key))
            return True
        in_body = any(member.person_id == key for member in data.members)
        if key in data.person_by_id and not in_body:
            self.show_tab(RosterTab.PEOPLE)
        elif any(tenure.id == key for tenure in data.tenures):
            self.show_tab(RosterTab.POSTS)
        else:
            return False
        register = self._make(self.tab)
        register.table.sheet.clear_filters()
        register.table.go_to(key, register.first)
        return True

    def _import(self) -> None:
        self.requested.emit("import", "people" if self.tab is RosterTab.PEOPLE else KIND)

    def paste(self) -> None:
        """Pastes the clipboard while the page is empty; called by the window's menu."""
        self.editing.paste()

    # -- pane

    def _show_current(self, _row_id: str = "") -> None:
        """Updates the pane: the current member, or the duties of its body."""
        if self.pane.part is PanePart.DUTIES and self.pane.duties is not None:
            self.pane.duties.show_body(self.editing.current_body)
        else:
            self._show_pane()

    def _show_pane(self) -> None:
        """Updates the part of the pane, unless it is hidden."""
        if self.split.is_folded:
            return
        row, pane = self.table.current_row(), self.pane
        if pane.part is PanePart.ORDERS and pane.orders is not None:
            pane.orders.refresh()
        elif pane.part is PanePart.DUTIES and pane.duties is not None:
            known = pane.duties.body is not None
            pane.duties.show_body(pane.duties.body_id if known else self.editing.current_body)
        else:
            pane.members.refresh()
            if isinstance(row, RosterTableRow):
                pane.member.show_member(row)
            elif isinstance(row, RowGroup):
                pane.body.show_body(row)

    def _show_detail(self, row_id: str) -> None:
        """Shows the positions of a group, or the pane for other members, on Ctrl+Enter."""
        row = self.table.current_row()
        if isinstance(row, RosterTableRow) and not row.stands_for:
            self._open_pane()
        else:
            self.menu.show_group(row_id)

    def _open_pane(self) -> None:
        self._open_part(PanePart.MEMBER)
        self.pane.take_keyboard()

    def _open_part(self, part: PanePart) -> None:
        self.split.fold(False)
        self.pane.show_part(part)

    def _edit_in_table(self, key: str) -> None:
        row = self.table.current_row()
        if isinstance(row, RosterTableRow):
            self.table.edit_cell(row.id, key)

    def _connect_part(self, part: str) -> None:
        pane = self.pane
        if part == PanePart.ORDERS and pane.orders is not None:
            pane.orders.member_requested.connect(self.show_target)
            pane.orders.document_requested.connect(self._show_paper)
            pane.orders.drafted.connect(self._ask_garuda)
        self.take_density()

    def _ask_garuda(self) -> None:
        """Asks once for the garuda, when the first order is added; until then, documents have a
        blank."""
        session = self.session
        has = any(file.name == GARUDA for file in session.data.office_files)
        if has or session.memory.get(ASKED_GARUDA):
            return
        session.memory.set(ASKED_GARUDA, True)
        text = tr("ยังไม่มีภาพครุฑ คำสั่งและหนังสือเว้นที่ว่างขนาดเดียวกันไว้ เลือกภาพครั้งเดียวใช้ได้ทุกฉบับทุกปี")
        self.notified.emit(
            Message(MessageKind.INFO, text, action=tr("เลือกภาพครุฑ…"), key=ASKED_GARUDA)
        )

    def message_acted(self, key: str) -> None:
        super().message_acted(key)
        if key == RESPELL:
            self.editing.respell()
        if key == ASKED_GARUDA:
            self.go.emit(PageKey.SETTINGS, f"wordings#{GARUDA}")

    def _show_paper(self, order_id: str) -> None:
        place = paper_place("appointment-order", order_id)
        self.go.emit(place.page, place.target)

    def _follow_link(self, page: str, target: str) -> None:
        if page == PageKey.ROSTER:
            self.show_target(target)
        else:
            self.go.emit(page, target)

    # -- orders

    def make_order(self) -> None:
        """Handles the page's primary button: drafts an order for bodies not appointed yet, or shows
        the newest one with the first empty field focused."""
        data = self.session.data
        waiting = any(
            data.members_of(body.id) and appointing_order(data, body.id) is None
            for body in data.bodies
        )
        self._open_part(PanePart.ORDERS)
        pane = self.pane.make_orders()
        if waiting and not self.session.is_locked:
            pane.draft()
        elif pane.order is not None and not is_ordered(data, self.session.today):
            pane.begin()

    def _show_order(self, target: str) -> None:
        self._open_part(PanePart.ORDERS)
        if target in self.session.data.order_by_id:
            self.pane.make_orders().choose(target)
