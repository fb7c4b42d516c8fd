"""The date of the shown roster, and changes of members by orders."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from ita_desktop.domain.records import Member
from ita_desktop.domain.roster.committee import appointing_order, changes_to, changing_order
from ita_desktop.domain.roster.orders import AppointmentOrder, OrderChangeKind
from ita_desktop.i18n import tr
from ita_desktop.services.roster import orders
from ita_desktop.services.roster.orders import Placement
from ita_desktop.ui.language import short_date
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.button import Button, take_out
from ita_desktop.ui.widgets.lines import Linked

if TYPE_CHECKING:
    from ita_desktop.ui.pages.parts.popups import ChoicePopup

LEFT: Final = "roster.left"
"""Memory key: whether former members are shown."""


class RosterOrders(QObject):
    """Holds the date of the shown roster, and stores changes of members by orders."""

    changed = Signal()
    """The date, or the display of former members, has changed."""
    begun = Signal(str)
    """A member was added by an order, whose name should be edited."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.day: date | None = None
        """The date of the shown roster; None: as of the newest order."""
        self.button = Button("", icon_name="calendar-days")
        self.button.set_icon_after("chevron-down")
        self.button.setToolTip(tr("รายชื่อ ณ วันที่ ตามที่คำสั่งแต่งตั้งและแก้ไข"))
        self._menu = QMenu(self.button)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.button.clicked.connect(self._open_menu)

    # -- the shown roster

    @property
    def shows_left(self) -> bool:
        """Whether former members are shown."""
        return bool(self._session.memory.get(LEFT, False))

    def refresh(self) -> None:
        """Shows the button if there are orders."""
        self.button.setVisible(bool(self._session.data.orders))
        self.button.setText(self.words or tr("รายชื่อล่าสุด"))

    @property
    def words(self) -> str:
        """The selected date in words; empty for the newest roster."""
        return tr("ณ {day}", day=short_date(self.day)) if self.day is not None else ""

    def show_day(self, day: date | None) -> None:
        """Shows the roster of another date."""
        if day != self.day:
            self.day = day
            self.changed.emit()

    def show_left(self, wanted: bool) -> None:
        """Shows or hides former members."""
        self._session.memory.set(LEFT, wanted)
        self.changed.emit()

    def _open_menu(self) -> None:
        self._menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _fill_menu(self) -> None:
        menu, session = self._menu, self._session
        take_out(menu)
        self._add_day(tr("รายชื่อล่าสุด"), None)
        self._add_day(tr("วันนี้ {day}", day=short_date(session.today)), session.today)
        known = [(order.begins, order) for order in session.data.orders if order.begins is not None]
        for day, order in sorted(known, key=lambda pair: pair[0]):
            self._add_day(f"{short_date(day)} · {self.display_name(order)}", day)
        menu.addAction(tr("วันอื่น…"), self._ask_day)
        menu.addSeparator()
        left = menu.addAction(tr("แสดงผู้ที่พ้นแล้ว"))
        left.setCheckable(True)
        left.setChecked(self.shows_left)
        left.toggled.connect(self.show_left)

    def _add_day(self, words: str, day: date | None) -> None:
        act = self._menu.addAction(words, lambda: self.show_day(day))
        act.setCheckable(True)
        act.setChecked(day == self.day)

    def _ask_day(self) -> None:
        from ita_desktop.ui.pages.parts.popups import DayPopup

        session = self._session
        popup = DayPopup(tr("ดูรายชื่อ ณ วันที่"), tr("ดู"), session.year, session.today, self.button)
        popup.chosen.connect(self.show_day)
        popup.open_by(self.button)

    def refuses(self) -> bool:
        """Returns whether rows cannot be moved or added, because the roster of a day is shown;
        shows a message."""
        if self.day is None:
            return False
        self._session.failed.emit(
            tr("กำลังดูรายชื่อ{day} เลือก “รายชื่อล่าสุด” ก่อน แล้วจึงเพิ่มหรือเลื่อนแถว", day=self.words)
        )
        return True

    def display_name(self, order: AppointmentOrder) -> str:
        """Returns the name of an order in the current language."""
        from ita_desktop.ui.pages.roster.order_pane import order_words

        return order_words(self._session.data, order)

    # -- changes of members

    def add_to_menu(
        self, menu: QMenu, members: Sequence[Member], body_id: str, place: QPoint
    ) -> None:
        """Adds the order actions for the selected members, or for the body."""
        data = self._session.data
        if appointing_order(data, body_id) is None:
            return
        standing = [member for member in members if not self._removed(member)]
        menu.addSeparator()
        if standing:
            self._offer(menu, tr("แทนที่ด้วยคำสั่ง…"), standing, place, self.replace)
            self._offer(menu, tr("พ้นจากคำสั่ง…"), standing, place, self.take_out)
        new = menu.addAction(tr("เพิ่มด้วยคำสั่ง…"))
        new.triggered.connect(
            lambda: self._ask(
                tr("เพิ่มรายชื่อด้วยคำสั่งใด"),
                body_id,
                place,
                lambda order: self._place(order, [Placement(body_id, {})]),
            )
        )
        changes = [
            row.id
            for row in data.order_changes
            if row.member_id in {member.id for member in members}
        ]
        if changes:
            menu.addAction(
                tr("ถอนการเปลี่ยนตามคำสั่ง"), lambda: self._session.write(orders.take_back, changes)
            )

    def _removed(self, member: Member) -> bool:
        return changing_order(self._session.data, member, OrderChangeKind.REMOVED) is not None

    def _offer(
        self,
        menu: QMenu,
        words: str,
        members: Sequence[Member],
        place: QPoint,
        done: Callable[[str, Sequence[Member]], None],
    ) -> None:
        title = f"{words.rstrip('…')} · {tr('{count} แถว', count=len(members))}"
        body = members[0].body_id
        menu.addAction(
            words, lambda: self._ask(title, body, place, lambda order: done(order, members))
        )

    def _ask(
        self, title: str, body_id: str, place: QPoint, done: Callable[[str], None]
    ) -> "ChoicePopup":
        """Opens the popup to choose an order, or to add one."""
        from ita_desktop.ui.pages.parts.popups import ChoicePopup
        from ita_desktop.ui.pages.roster.order_pane import order_lines

        data = self._session.data
        first = appointing_order(data, body_id)
        later = {change.id for change in changes_to(data, first.id)} if first is not None else set()
        lines = [line for line in order_lines(data, "", self._session.today) if line.key in later]
        lines.append(Linked("", tr("ร่างคำสั่งแก้ไขฉบับใหม่"), "", "plus"))
        popup = ChoicePopup(title, lines, self.button.window(), about="order-change")
        popup.picked.connect(lambda key: self._with_order(key, body_id, done))
        popup.open_below(place, self.button.window())
        return popup

    def _with_order(self, key: str, body_id: str, done: Callable[[str], None]) -> None:
        session = self._session
        first = appointing_order(session.data, body_id)
        if not key and first is not None:
            made = session.write(orders.amend, first.id)
            key = made or ""
        if key:
            self.show_day(None)
            done(key)

    def replace(self, order_id: str, members: Sequence[Member]) -> None:
        """Replaces members by an order; their names are edited next."""
        placings = [Placement(member.body_id, {}, replaces=member.id) for member in members]
        self._place(order_id, placings)

    def _place(self, order_id: str, placings: Sequence[Placement]) -> None:
        """Adds members to bodies by an order; the first name is edited next."""
        session = self._session
        made = session.write(orders.put_in, order_id, placings)
        if made:
            session.notified.emit(
                tr(
                    "เพิ่มแถวตาม{order} {count} แถวแล้ว พิมพ์ชื่อได้เลย",
                    order=self._order_words(order_id),
                    count=len(made),
                ),
                True,
            )
            self.begun.emit(made[0])

    def take_out(self, order_id: str, members: Sequence[Member]) -> None:
        """Removes members from their bodies by an order."""
        session = self._session
        ids = [member.id for member in members]

        if session.could_write(orders.take_out, order_id, ids):
            text = tr(
                "{count} แถวพ้นตาม{order}แล้ว", count=len(ids), order=self._order_words(order_id)
            )
            session.notified.emit(text, True)

    def _order_words(self, order_id: str) -> str:
        return self.display_name(self._session.data.order_by_id[order_id])
