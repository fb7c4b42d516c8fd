"""The register on the page คณะกรรมการ: people, the posts that they hold, and papers that follow."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.meetings import Presence
from ita_desktop.domain.roster.holders import holder_on
from ita_desktop.domain.roster.orders import ACTING
from ita_desktop.i18n import language
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import meetings
from ita_desktop.services.roster import people as register
from ita_desktop.ui.pages.meetings.view import MeetingSide
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.parts.popups import NamePopup
from ita_desktop.ui.pages.roster.page import RosterPage, RosterTab
from ita_desktop.ui.pages.roster.rows import YEAR as LINE
from ita_desktop.ui.pages.roster.rows import tenure_columns
from ita_desktop.ui.table.values import HoldingKind
from ita_desktop.ui.theme.theme import ColourMode as Theme
from ita_desktop.ui.theme.tokens import tokens
from tests.ui.support.keyboard import press, type_text
from tests.ui.support.previews import accept_preview, open_preview

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
YEAR = 2568


@pytest.fixture
def page(window, qtbot) -> RosterPage:
    window.go(PageKey.ROSTER)
    shown = window.page(PageKey.ROSTER)
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


def open_tab(page: RosterPage, tab: RosterTab):
    QTest.mouseClick(page.tabs[tab], LEFT)
    assert page.tab is tab
    return page.people if tab is RosterTab.PEOPLE else page.posts


def test_the_register_shows_everybody_and_takes_a_new_person(page, window):
    people = open_tab(page, RosterTab.PEOPLE)
    known = len(window.session.data.people)
    assert len(people.table.sheet.all_rows()) == known
    QTest.mouseClick(people.add_button, LEFT)
    type_text("นางสาวตัวอย่าง มาใหม่")
    press(Key.Key_Return)
    assert window.session.data.people[-1].full_name == "นางสาวตัวอย่าง มาใหม่"
    assert len(window.session.data.people) == known + 1


def test_a_cell_of_the_register_is_typed_over_and_the_committee_follows(page, window):
    people = open_tab(page, RosterTab.PEOPLE)
    row = people.table.sheet.all_rows()[0]
    people.table.go_to(row.id, "name")
    people.table.setFocus()
    type_text("นางสาวตัวอย่าง เปลี่ยนสกุล")
    press(Key.Key_Return)
    QTest.mouseClick(page.tabs[RosterTab.ROSTER], LEFT)
    names = {row.name for row in page.table.sheet.all_rows()}
    assert "นางสาวตัวอย่าง เปลี่ยนสกุล" in names


def test_a_person_with_a_place_in_a_body_is_kept_and_it_is_said_why(page, window):
    people = open_tab(page, RosterTab.PEOPLE)
    member = next(member for member in window.session.data.members if member.person_id)
    people.table.go_to(member.person_id, "name")
    QTest.mouseClick(people.remove_button, LEFT)
    assert member.person_id in window.session.data.person_by_id
    assert "อยู่ในรายชื่อคณะกรรมการ" in window.message.message.sentence


def test_a_list_of_people_is_pasted_as_one_step(page, window, qtbot):
    people = open_tab(page, RosterTab.PEOPLE)
    known = len(window.session.data.people)
    last = people.table.sheet.all_rows()[-1]
    people.table.go_to(last.id, "name")
    people.table.setFocus()
    new = "".join(f"นายทดลอง ที่{at}\tนิติกร\tฝ่ายโยธา\r\n" for at in range(1, 4))
    QApplication.clipboard().setText(
        f"{last.person.full_name}\t{last.person.job_title}\t{last.unit}\r\n{new}"
    )
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    open_preview(window, qtbot)
    accept_preview(window, qtbot)
    assert len(window.session.data.people) == known + 3
    window.session.undo()
    assert len(window.session.data.people) == known


def test_a_post_is_given_to_a_person_who_is_added_on_the_spot(page, window, qtbot):
    posts = open_tab(page, RosterTab.POSTS)
    QTest.mouseClick(posts.empty.state.button, LEFT)
    popup = window.findChild(NamePopup)
    popup.field.setText("นายตัวอย่าง ผู้อำนวยการ")
    QTest.keyClick(popup.field, Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.session.data.tenures) == 1)
    type_text("ผู้อำนวยการเขต")
    press(Key.Key_Return)
    holder = holder_on(window.session.data, "ผู้อำนวยการเขต", None, date(2025, 1, 1))
    assert holder is not None
    assert holder.person.full_name == "นายตัวอย่าง ผู้อำนวยการ"
    (group,) = posts.table.sheet.rows
    assert group.title.startswith("ผู้อำนวยการเขต")


def test_two_who_hold_a_post_at_once_are_told_of(page, window):
    rows = [
        {"person": "นายตัวอย่าง ก", "post": "ผู้อำนวยการเขต"},
        {"person": "นายตัวอย่าง ข", "post": "ผู้อำนวยการเขต"},
    ]
    register.add_tenure(window.session.workspace, YEAR, rows)
    posts = open_tab(page, RosterTab.POSTS)
    assert {row.state.word for row in posts.table.sheet.all_rows()} == {"พร้อมกัน 2 คน"}


def test_a_person_outside_the_bodies_and_a_post_are_found_in_the_register(page, window):
    data = window.session.data
    inside = {member.person_id for member in data.members}
    outside = next(person for person in data.people if person.id not in inside)
    page.show_target(outside.id)
    assert page.tab is RosterTab.PEOPLE
    assert page.people.table.current_row().id == outside.id
    row = {"person": outside.full_name, "post": "หัวหน้าฝ่ายโยธา"}
    (made,) = register.add_tenure(window.session.workspace, YEAR, [row])
    page.show_target(made)
    assert page.tab is RosterTab.POSTS
    assert page.posts.table.current_row().id == made


@pytest.mark.parametrize("code", ["th", "en"])
def test_the_official_words_for_acting_are_offered_with_their_meaning(code):
    language.choose(code)
    try:
        columns = tenure_columns(lambda: pytest.fail("not asked"), YEAR, date.today)
        (acting,) = [column for column in columns if column.key == "acting"]
        offered = acting.choices(None)
    finally:
        language.choose("th")
    assert [(choice.value, choice.text) for choice in offered] == [(text, text) for text in ACTING]
    assert all(choice.note.isascii() and bool(choice.note) == (code == "en") for choice in offered)


@pytest.fixture
def meeting(window, page):
    workspace = window.session.workspace
    data = workspace.year(YEAR)
    for one in data.meetings:
        meetings.remove(workspace, YEAR, [one.id])
    made = meetings.add(workspace, YEAR, day=date(2024, 11, 20))
    window.go(PageKey.MEETINGS, made)
    QTest.qWait(30)
    return made


@pytest.mark.in_turn
def test_the_list_names_the_holder_and_nobody_has_come_before_it_was_said(window, meeting):
    row = {"person": "นายตัวอย่าง ผู้อำนวยการ", "post": "ผู้อำนวยการเขต"}
    register.add_tenure(window.session.workspace, YEAR, [row])
    view = window.page(PageKey.MEETINGS).view
    view.show_side(MeetingSide.ATTENDANCE)
    table = view.attendance.table
    first, *rest = table.sheet.all_rows()
    assert first.attendee.name == "นายตัวอย่าง ผู้อำนวยการ"
    assert {one.attendee.presence for one in (first, *rest)} == {Presence.UNKNOWN}
    assert view.attendance.remaining_button.isVisible()
    QTest.mouseClick(view.attendance.remaining_button, LEFT)
    assert {row.attendee.presence for row in table.sheet.all_rows()} == {Presence.PRESENT}
    assert not view.attendance.remaining_button.isVisible()


@pytest.mark.in_turn
def test_who_is_in_both_bodies_is_one_row_with_both_roles(window, meeting):
    view = window.page(PageKey.MEETINGS).view
    view.show_side(MeetingSide.ATTENDANCE)
    rows = [row for row in view.attendance.table.sheet.all_rows() if "\n" in row.roles]
    assert rows
    shown = [row.attendee.name for row in view.attendance.table.sheet.all_rows()]
    names = [name for name in shown if name]
    assert len(names) == len(set(names))


@pytest.mark.in_turn
def test_a_new_name_takes_the_minutes_and_is_in_the_register_then(window, meeting):
    head = window.page(PageKey.MEETINGS).view.head
    for key, name in (
        ("secretary_id", "นายตัวอย่าง ผู้จดใหม่"),
        ("reviewer_id", "นางตัวอย่าง ผู้ตรวจใหม่"),
    ):
        head.cells[key].setFocus()
        type_text(name)
        press(Key.Key_Return)
    data = window.session.data
    one = data.meeting_by_id[meeting]
    assert data.person_by_id[one.recorder_id].full_name == "นายตัวอย่าง ผู้จดใหม่"
    assert data.person_by_id[one.reviewer_id].full_name == "นางตัวอย่าง ผู้ตรวจใหม่"


@pytest.mark.in_turn
def test_part_of_a_name_makes_nobody(window, meeting):
    head = window.page(PageKey.MEETINGS).view.head
    known = len(window.session.data.people)
    head.cells["reviewer_id"].setFocus()
    type_text("ใครก็ไม่รู้")
    press(Key.Key_Return)
    assert len(window.session.data.people) == known
    assert "ทะเบียนบุคลากร" in window.message.message.sentence
    press(Key.Key_Escape)


DIRECTOR = "ผู้อำนวยการเขต"


def with_days(window) -> None:
    """A director to the end of the year and who acts from February; two heads for two months."""
    first, second, third = (person.full_name for person in window.session.data.people[:3])
    head = {"post": "หัวหน้าฝ่ายปกครอง"}
    rows = [
        {"post": DIRECTOR, "person": first, "last": date(2024, 12, 31)},
        {"post": DIRECTOR, "person": second, "acting": ACTING[0], "first": date(2025, 2, 1)},
        {**head, "person": second, "last": date(2025, 7, 31)},
        {**head, "person": third, "first": date(2025, 6, 1)},
    ]
    register.add_tenure(window.session.workspace, YEAR, rows)


def test_the_line_of_a_post_shows_its_days_with_gaps_and_overlaps(page, window):
    with_days(window)
    posts = open_tab(page, RosterTab.POSTS).table.sheet
    director, head = (line.group for line in posts.lines if line.group is not None)
    assert [cell.how for cell in director.cells[LINE]] == [
        HoldingKind.OWN,
        HoldingKind.NOBODY,
        HoldingKind.ACTING,
    ]
    assert [cell.how for cell in head.cells[LINE]] == [
        HoldingKind.OWN,
        HoldingKind.SEVERAL,
        HoldingKind.OWN,
    ]
    assert director.cells[LINE][0].begin == 0
    assert director.cells[LINE][-1].end == 1
    assert director.cells[LINE][1].begin == pytest.approx(92 / 365)
    [own] = posts.all_rows()[0].days
    assert (own.begin, own.end) == (0, pytest.approx(92 / 365))


def test_the_line_of_a_post_is_told_in_words(page, window):
    with_days(window)
    posts = open_tab(page, RosterTab.POSTS).table.sheet
    column = posts.column_index(LINE)
    at = next(at for at, line in enumerate(posts.lines) if line.group is not None)
    role = Qt.ItemDataRole.AccessibleTextRole
    text = posts.data(posts.index(at, column), role)
    names = [person.full_name for person in window.session.data.people[:3]]
    assert f"1 ต.ค. 67 ถึง 31 ธ.ค. 67 {names[0]}" in text
    assert "1 ม.ค. 68 ถึง 31 ม.ค. 68 ว่าง" in text
    assert f"{names[1]} ({ACTING[0]})" in text
    heads = posts.data(posts.index(at + 3, column), role)
    assert f"1 มิ.ย. 68 ถึง 31 ก.ค. 68 พร้อมกัน 2 คน {names[1]}, {names[2]}" in heads
    row = posts.data(posts.index(at + 1, column), role)
    assert names[0] in row
    assert "ว่าง" not in row


@pytest.mark.in_turn
@pytest.mark.parametrize("look", [Theme.LIGHT, Theme.DARK])
def test_a_gap_and_an_overlap_look_other_than_one_who_holds_the_post(page, window, theme, look):
    with_days(window)
    theme.choose(look)
    table = open_tab(page, RosterTab.POSTS).table
    sheet = table.sheet
    column = sheet.column_index(LINE)
    at = next(at for at, line in enumerate(sheet.lines) if line.group is not None)
    QTest.qWait(50)
    picture = table.viewport().grab().toImage()
    scale = picture.devicePixelRatio()
    span = table.header.span(column)

    def column_of_ink(line: int, share: float) -> list[str]:
        rect = table.visualRect(sheet.index(line, column))
        x = round((span.inner_x + share * span.inner_width) * scale)
        middle = round(rect.center().y() * scale)
        return [picture.pixelColor(x, y).name() for y in range(middle - 10, middle + 11)]

    ground = tokens().surface.name()
    held, both = column_of_ink(at, 0.1), column_of_ink(at + 3, 0.75)
    assert tokens().fill.name() in held
    assert tokens().doing.name() in both
    inked = [colour == tokens().doing.name() for colour in both]
    first, last = inked.index(True), len(inked) - inked[::-1].index(True)
    assert ground in both[first:last]  # two bars, one over the other
    assert tokens().fill.name() not in column_of_ink(at, 0.29)


def test_an_edit_makes_the_row_of_its_person_anew_and_keeps_the_others(page, window):
    people = open_tab(page, RosterTab.PEOPLE)
    before = people.table.sheet.all_rows()
    edit = CellEdit(before[3].id, "job_title", "ตำแหน่งใหม่")
    register.edit(window.session.workspace, YEAR, [edit])
    after = people.table.sheet.all_rows()
    assert [new is old for new, old in zip(after, before, strict=True)] == [
        at != 3 for at in range(len(before))
    ]
    assert after[3].person.job_title == "ตำแหน่งใหม่"
    register.add_tenure(
        window.session.workspace, YEAR, [{"post": DIRECTOR, "person": before[5].person.full_name}]
    )
    assert people.table.sheet.all_rows()[5].posts.startswith(DIRECTOR)
