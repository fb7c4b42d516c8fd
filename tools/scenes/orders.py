"""Orders, duties and the words of papers, as the committee's page and the settings show them."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.roster.orders import ACTING, AppointmentOrder
from ita_desktop.i18n import tr
from ita_desktop.services.documents.wordings import GARUDA
from ita_desktop.services.roster import orders, people
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.roster.page import RosterPage, RosterTab
from ita_desktop.ui.pages.roster.pane import PanePart
from ita_desktop.ui.window import Window
from tools.scenes.pages import Scene, Take, page_scene, wait_until_idle


def _order(page: RosterPage) -> AppointmentOrder:
    """The year's first order; one is drafted where there is none yet."""
    session = page.session
    if not session.data.orders:
        orders.add(session.workspace, session.year)
    return session.data.orders[0]


def _page(window: Window) -> RosterPage:
    window.go(PageKey.ROSTER)
    page: RosterPage = window.page(PageKey.ROSTER)
    _order(page)
    return page


def _leave(page: RosterPage) -> None:
    page.pane.show_part(PanePart.MEMBER)
    page.split.fold(True)


def _show(target: str, window: Window, take: Take) -> None:
    page = _page(window)
    page.show_target(target or f"duties#{page.session.data.bodies[-1].id}")
    take()
    _leave(page)


def _register(tab: RosterTab, window: Window, take: Take) -> None:
    """A table of the register, with a director who goes, and after days without one who acts for
    the next one; the head of a section is there before the one before has left."""
    page = _page(window)
    session = page.session
    post = {"post": "ผู้อำนวยการเขต", "person": "นายตัวอย่าง ผู้อำนวยการ"}
    acting = {"person": session.data.people[0].full_name, "acting": ACTING[0]}
    days = {"last": date(2024, 12, 31)}, {"first": date(2025, 2, 1)}
    head = {"post": "หัวหน้าฝ่ายปกครอง", "person": session.data.people[1].full_name}
    after = {**head, "person": session.data.people[2].full_name, "first": date(2025, 6, 1)}
    rows = [
        {**post, **days[0]},
        {**post, **acting, **days[1]},
        {**head, "last": date(2025, 7, 31)},
        after,
    ]
    people.add_tenure(session.workspace, session.year, rows)
    page.show_tab(tab)
    take()
    session.undo()
    page.show_tab(RosterTab.ROSTER)


def _amending(window: Window, take: Take) -> None:
    """An order that lets members go, with who has left in the table; taken back afterwards."""
    page = _page(window)
    session = page.session
    members = [session.data.members_of(body.id)[2].id for body in session.data.bodies]
    made = orders.amend(session.workspace, session.year, _order(page).id)
    orders.take_out(session.workspace, session.year, made, members)
    page.show_target(made)
    page.orders.show_left(True)
    page.table.go_to(members[0], "name")
    take()
    page.orders.show_left(False)
    session.undo()
    session.undo()
    _leave(page)


def _by_which(window: Window, take: Take) -> None:
    """The popup that asks by which order members come or go."""
    page = _page(window)
    wait_until_idle()  # a popup keeps a picture of what is beneath it
    corner = page.table.viewport().mapToGlobal(QPoint(page.table.width() // 4, 0))
    body = page.session.data.bodies[-1].id
    page.orders._ask(tr("เพิ่มรายชื่อด้วยคำสั่งใด"), body, corner, lambda _order: None)  # noqa: SLF001
    wait_until_idle()
    take()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


ORDERS: Final[dict[str, Scene]] = {
    "orders": partial(_show, "orders"),
    "duties": partial(_show, ""),
    "register-people": partial(_register, RosterTab.PEOPLE),
    "register-posts": partial(_register, RosterTab.POSTS),
    "order-amends": _amending,
    "order-which": _by_which,
    "wording": partial(page_scene, PageKey.SETTINGS, "wordings#order-title"),
    "garuda": partial(page_scene, PageKey.SETTINGS, f"wordings#{GARUDA}"),
}
"""The scenes by name."""
