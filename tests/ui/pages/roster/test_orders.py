"""Orders and duties in คณะกรรมการ: drafted, filled in, and members who come and go by them."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu

from ita_desktop.documents.reports import appointment_order
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.places import PageKey
from ita_desktop.services.roster import orders, roster
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.language import short_date
from ita_desktop.ui.pages.parts.popups import ChoicePopup
from ita_desktop.ui.pages.roster.order_pane import order_lines
from ita_desktop.ui.pages.roster.page import RosterPage
from ita_desktop.ui.pages.roster.pane import PanePart
from ita_desktop.ui.widgets.button import ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import press, type_text

Key = Qt.Key
NOVEMBER, FEBRUARY = date(2024, 11, 1), date(2025, 2, 1)


YEAR = 2568


def without_orders(workspace: Workspace) -> None:
    orders.remove(workspace, YEAR, [one.id for one in workspace.year(YEAR).orders])


@pytest.fixture
def prepare():
    return without_orders


@pytest.fixture
def page(window, qtbot) -> RosterPage:
    """The page of a year without an order."""
    window.go(PageKey.ROSTER)
    shown = window.page(PageKey.ROSTER)
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


@pytest.fixture
def order(page) -> str:
    """An order of 1 November that appoints both bodies."""
    session = page.session
    made = orders.add(session.workspace, session.year)
    edits = [CellEdit(made, "number", "12"), CellEdit(made, "signed", NOVEMBER)]
    orders.edit(session.workspace, session.year, edits)
    return made


def working(page) -> str:
    return page.session.data.bodies[1].id


def listed(page) -> list[tuple[str, str]]:
    """Number and name of the working group's rows, as the table shows them."""
    return [(row.number, row.name) for row in page.table.sheet.rows[1].rows]


def choose(page, *numbers: str) -> None:
    known = {row.number: row.id for _, some in roster.rows(page.session.data) for row in some}
    page.table.go_to(known[numbers[0]], "name")
    page.table.setFocus()
    for _ in numbers[1:]:
        press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def offered(page) -> QMenu:
    menu = QMenu(page)
    page.table.menu_requested.emit(menu)
    return menu


def entries(page) -> list[str]:
    return [act.text() for act in offered(page).actions()]


def trigger(page, words: str) -> None:
    menu = offered(page)
    next(act for act in menu.actions() if act.text() == words).trigger()


def pick(page, words: str, line: int) -> None:
    """Takes an entry of the menu, and then a line of the popup that asks by which order."""
    trigger(page, words)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, ChoicePopup)
    popup.list.lines[line].click()


@pytest.mark.in_turn
def test_the_primary_button_drafts_an_order_and_lets_its_number_be_typed(page) -> None:
    page.order_button.click()
    (made,) = page.session.data.orders
    assert page.pane.part is PanePart.ORDERS
    assert page.pane.orders.order_id == made.id
    assert page.pane.orders.cells["number"].hasFocus()
    type_text("12")
    press(Key.Key_Return)
    press(Key.Key_1)
    type_text("/11/67")
    press(Key.Key_Return)
    (made,) = page.session.data.orders
    assert (made.number, made.signed) == ("12", NOVEMBER)
    page.order_button.click()
    assert len(page.session.data.orders) == 1


@pytest.mark.in_turn
def test_a_signed_order_is_looked_at_and_no_longer_the_next_thing_to_do(page) -> None:
    session, button = page.session, page.order_button
    made = session.write(orders.add)
    assert (button.kind, button.text()) == (ButtonKind.PRIMARY, "จัดทำคำสั่งแต่งตั้ง")
    cells = [CellEdit(made, "number", "12"), CellEdit(made, "signed", session.today)]
    session.write(orders.edit, cells)
    assert (button.kind, button.text()) == (ButtonKind.SECONDARY, "ดูคำสั่งแต่งตั้ง")
    button.click()
    assert page.pane.orders.order_id == made
    session.write(orders.amend, made)
    assert button.kind == ButtonKind.PRIMARY, "an amendment waits to be signed"


@pytest.mark.in_turn
def test_an_order_is_done_when_its_day_has_come(page, order) -> None:
    session = page.session

    def shown(day: date) -> tuple[Mark, str]:
        orders.edit(session.workspace, YEAR, [CellEdit(order, "signed", day)])
        (line,) = order_lines(session.data, order, session.today)
        return line.sign, line.note

    assert shown(session.today) == (Mark.DONE, f"ลงนาม {short_date(session.today)} · แต่งตั้ง 2 คณะ")
    tomorrow = session.today + timedelta(1)
    said = f"ลงวันที่ {short_date(tomorrow)} ยังไม่ถึงวัน · แต่งตั้ง 2 คณะ"
    assert shown(tomorrow) == (Mark.DOING, said)


@pytest.mark.in_turn
def test_a_new_name_signs_and_stands_in_the_register_and_part_of_one_does_not(
    page, order, window
) -> None:
    page.show_target(f"{order}#signatory_id")
    pane = page.pane.orders
    type_text("ทดสอบ")
    press(Key.Key_Return)
    assert "คำนำหน้า" in window.message.message.sentence
    press(Key.Key_Escape)
    pane.edit("signatory_id")
    type_text("นางสาวลงนาม ทดสอบ")
    press(Key.Key_Return)
    data = page.session.data
    made = next(one for one in data.orders if one.id == pane.order_id)
    person = data.person_by_id[made.signatory_id]
    assert (person.prefix, person.name) == ("นางสาว", "ลงนาม ทดสอบ")
    page.session.undo()
    assert person.id not in page.session.data.person_by_id


@pytest.mark.in_turn
def test_a_signatory_of_the_register_brings_the_post(page, order) -> None:
    page.show_target(order)
    person = next(person for person in page.session.data.people if person.job_title)
    page.pane.orders._write("signatory_id", person.id)
    (made,) = page.session.data.orders
    assert (made.signatory_id, made.signatory_post) == (person.id, person.job_title)


def test_the_post_that_is_printed_where_none_is_typed_is_seen(page, order) -> None:
    page.session.write(orders.edit, [CellEdit(order, "signatory_post", "")])
    page.show_target(order)
    person = next(person for person in page.session.data.people if person.job_title)
    page.session.write(orders.edit, [CellEdit(order, "signatory_id", person.id)])
    page.session.write(orders.edit, [CellEdit(order, "signatory_post", "")])
    (made,) = page.session.data.orders
    post = appointment_order.post_of(page.session.data, made)
    assert post.startswith("ผู้อำนวยการเขต")
    assert page.pane.orders.cells["signatory_post"]._example == post


@pytest.mark.in_turn
def test_a_text_is_told_once(page, order) -> None:
    page.session.write(orders.edit, [CellEdit(order, "title", "แต่งตั้งคณะทำงานใหม่")])
    page.show_target(order)
    title = page.pane.orders.texts["title"]
    face = QAccessible.queryAccessibleInterface(title)
    assert face.text(QAccessible.Text.Value) == "แต่งตั้งคณะทำงานใหม่"
    assert "ใหม่" not in face.text(QAccessible.Text.Description)
    inside = [face.child(at) for at in range(face.childCount())]
    assert not any("ใหม่" in one.text(QAccessible.Text.Name) for one in inside)
    at = title.mapToGlobal(title.rect().center())
    assert face.childAt(at.x(), at.y()) is None
    (label,) = title.findChildren(ThaiLabel)
    assert face.indexOfChild(QAccessible.queryAccessibleInterface(label)) == -1


@pytest.mark.in_turn
def test_the_texts_say_what_the_wording_says_until_they_are_typed_over(page, order) -> None:
    page.show_target(order)
    pane = page.pane.orders
    title = pane.texts["title"]
    assert title.accessible_value() == ""
    assert "ปีงบประมาณ พ.ศ. 2568" in title.accessibleDescription()
    title.setFocus()
    press(Key.Key_Return)
    press(Key.Key_Return)
    assert page.session.data.orders[0].title == "", "the wording's own words are not kept"
    title.begin()
    title.editor.area.selectAll()
    type_text("แต่งตั้งคณะทำงานเฉพาะกิจ")
    press(Key.Key_Return)
    assert page.session.data.orders[0].title == "แต่งตั้งคณะทำงานเฉพาะกิจ"
    pane._sections["title"].action.click()
    assert page.session.data.orders[0].title == ""


@pytest.mark.in_turn
def test_an_order_appoints_the_bodies_that_are_ticked(page, order) -> None:
    page.show_target(order)
    page.pane.orders.bodies.boxes[0].click()
    named = [body.name for body in page.session.data.bodies_of_order(order)]
    assert named == ["คณะทำงาน"]


@pytest.mark.in_turn
def test_a_member_is_replaced_by_an_order_and_the_new_name_typed(page, order) -> None:
    choose(page, "2.4")
    before = dict(listed(page))["2.4"]
    pick(page, "แทนที่ด้วยคำสั่ง…", 0)
    type_text("นายมาใหม่ ทดลอง")
    press(Key.Key_Return)
    assert dict(listed(page))["2.4"] == "นายมาใหม่ ทดลอง"
    assert before not in dict(listed(page)).values()
    change = page.session.data.orders[1]
    assert change.amends_id == order
    page.show_target(change.id)
    line = page.pane.orders.changes.lines[0].linked
    assert (line.text, before in line.note) == ("นายมาใหม่ ทดลอง", True)


def test_members_leave_by_an_order_and_come_back_when_that_is_taken_back(page, order) -> None:
    choose(page, "2.4", "2.5")
    names = [name for number, name in listed(page) if number in {"2.4", "2.5"}]
    pick(page, "พ้นจากคำสั่ง…", 0)
    assert not set(names) & {name for _, name in listed(page)}
    page.orders.show_left(True)
    left = [row for row in page.table.sheet.rows[1].rows if row.left]
    assert [row.name for row in left] == names
    assert left[0].left == "พ้นตามคำสั่งแก้ไขรายชื่อ (ร่าง)"
    assert not page.table.sheet.columns[1].may_edit(left[0])
    page.table.go_to(left[0].id, "name")
    trigger(page, "ถอนการเปลี่ยนตามคำสั่ง")
    assert names[0] in dict(listed(page)).values()


def test_bodies_without_an_order_offer_no_changes_by_one(page) -> None:
    choose(page, "2.4")
    assert "แทนที่ด้วยคำสั่ง…" not in entries(page)


def test_the_roster_of_a_day_follows_from_the_orders(page, order) -> None:
    session = page.session
    change = orders.amend(session.workspace, session.year, order)
    orders.edit(session.workspace, session.year, [CellEdit(change, "signed", FEBRUARY)])
    gone = session.data.members_of(working(page))[3]
    name = dict(listed(page))["2.4"]
    orders.take_out(session.workspace, session.year, change, [gone.id])
    assert name not in dict(listed(page)).values()
    page.orders.show_day(date(2025, 1, 31))
    assert dict(listed(page))["2.4"] == name
    assert page.orders.button.text() == "ณ 31 ม.ค. 68"
    page.orders.show_day(date(2024, 10, 31))
    assert listed(page) == []
    page.editing.add_row()
    assert len(session.data.members) == 42, "no row is added to a roster of the past"


def test_the_days_of_the_orders_can_be_chosen_from_the_header(page, order) -> None:
    page.orders._fill_menu()
    days = [act.text() for act in page.orders._menu.actions()]
    assert days[:3] == ["รายชื่อล่าสุด", "วันนี้ 14 มี.ค. 68", "1 พ.ย. 67 · คำสั่งที่ 12/2567"]


@pytest.mark.in_turn
def test_duties_are_typed_added_moved_taken_out_and_usual_again(page, order) -> None:
    body = working(page)
    page.show_target(f"duties#{body}")
    pane = page.pane.duties

    def texts() -> list[str]:
        return [duty.text for duty in page.session.data.duties_of(body)]

    usual = texts()
    pane.add.click()
    type_text("รายงานผลทุกเดือน")
    press(Key.Key_Return)
    assert texts() == [*usual, "รายงานผลทุกเดือน"]
    pane.table.go_to(page.session.data.duties_of(body)[-1].id, "text")
    pane.buttons.up.click()
    assert texts()[-2] == "รายงานผลทุกเดือน"
    pane.remove_duties()
    assert texts() == usual
    pane.table.go_to(page.session.data.duties_of(body)[0].id, "text")
    pane.remove_duties()
    assert not pane.usual.isHidden()
    pane.usual.click()
    assert texts() == usual
    assert pane.usual.isHidden()


@pytest.mark.in_turn
def test_a_member_leads_to_its_order_and_the_order_to_its_paper(page, order, window) -> None:
    choose(page, "2.4")
    page._open_pane()
    line = page.pane.member.links.list.lines[0]
    assert line.linked.text == "คำสั่งที่ 12/2567"
    line.click()
    assert page.pane.part is PanePart.ORDERS
    went = []
    page.go.connect(lambda key, target: went.append((key, target)))
    page.pane.orders.document_requested.emit(order)
    assert went == [(PageKey.DOCUMENTS, f"appointment-order#{order}")]


@pytest.mark.in_turn
def test_an_order_that_is_taken_out_can_be_had_back(page, order) -> None:
    page.show_target(order)
    page.pane.orders.out.click()
    assert page.session.data.orders == ()
    assert (
        page.pane.orders.cells["number"].isHidden()
        or not page.pane.orders.cells["number"].isVisible()
    )
    page.session.undo()
    assert len(page.session.data.orders) == 1


@pytest.mark.in_turn
def test_the_first_order_asks_for_the_garuda_once_and_leads_to_where_it_is_chosen(window, page):
    from ita_desktop.services.roster import orders as service

    session = window.session
    with session.workspace.change("เอาครุฑออก") as change:
        for file in session.data.office_files:
            change.delete(file)
    service.remove(session.workspace, session.year, [one.id for one in session.data.orders])
    page._open_part(PanePart.ORDERS)
    page.pane.make_orders().draft()
    assert "ครุฑ" in window.message.message.sentence
    window.message.action.click()
    assert arrives(window, PageKey.SETTINGS)
    assert window.page(PageKey.SETTINGS).isVisible()
    window.go(PageKey.ROSTER)
    window.message.dismiss()
    page.pane.make_orders().draft()
    assert window.message.message is None or "ครุฑ" not in window.message.message.sentence
