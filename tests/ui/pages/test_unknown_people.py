"""A person whom nobody knows, named wherever a person is asked for: added on the spot, and never by
a part of a name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.services import letters
from ita_desktop.services.meetings import meetings
from ita_desktop.services.roster import people, roster
from ita_desktop.ui.editors.listing import ListEditor
from ita_desktop.ui.pages.meetings.letters import LettersPart
from ita_desktop.ui.pages.meetings.page import MeetingsTab
from ita_desktop.ui.pages.meetings.view import MeetingSide
from ita_desktop.ui.pages.oit.assign_popup import AssignPopup
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.roster.page import RosterTab
from tests.ui.support.keyboard import press, type_text
from tests.ui.support.previews import open_preview

Key = Qt.Key
NAME = "นายทดลอง มาใหม่"
OFFER = f"เพิ่ม “{NAME}” ในทะเบียนบุคลากร"
YEAR = 2568


def known(window) -> list[str]:
    return [person.full_name for person in window.session.data.people]


def take_offer() -> None:
    """Types the name into the cell that has the keyboard, and walks to the last offer."""
    type_text(NAME)
    press(Key.Key_Down)
    press(Key.Key_Return)


@pytest.fixture
def before(window) -> list[str]:
    return known(window)


@pytest.mark.in_turn
def test_an_owner_of_an_item_may_be_a_new_person(window, before, qtbot):
    window.go(PageKey.OIT)
    table = window.page(PageKey.OIT).table
    qtbot.waitUntil(table.hasFocus)
    table.go_to("O9", "owners")
    type_text(NAME)
    press(Key.Key_Return)
    assert table.editing.editor is not None
    assert "ทะเบียนบุคลากร" in window.message.message.sentence
    assert known(window) == before
    press(Key.Key_Down)
    press(Key.Key_Return)
    data = window.session.data
    assert [data.owner_label(owner) for owner in data.owners_of_item("O9")] == [NAME]
    assert known(window) == [*before, NAME]
    window.session.undo()
    assert known(window) == before


@pytest.mark.in_turn
def test_a_new_person_is_ticked_where_items_are_given_out(window, before, qtbot):
    window.go(PageKey.OIT)
    page = window.page(PageKey.OIT)
    qtbot.waitUntil(page.table.hasFocus)
    page.table.go_to("O9", "owners")
    page.assign()
    popup = next(one for one in window.findChildren(AssignPopup) if one.isVisible())
    qtbot.waitUntil(popup.names.hasFocus)
    type_text(NAME)
    assert popup.new.text() == OFFER
    press(Key.Key_Down)
    press(Key.Key_Space)
    press(Key.Key_Return)
    data = window.session.data
    assert [data.owner_label(owner) for owner in data.owners_of_item("O9")] == [NAME]
    assert known(window) == [*before, NAME]


@pytest.mark.in_turn
def test_one_new_person_of_several_items_is_added_once(window, before, qtbot):
    window.go(PageKey.OIT)
    table = window.page(PageKey.OIT).table
    qtbot.waitUntil(table.hasFocus)
    table.go_to("O9", "owners")
    QApplication.clipboard().setText(f"{NAME}\n{NAME}\n")
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    sheet = open_preview(window, qtbot)
    at = sheet.table.sheet.column_index("ผู้รับผิดชอบ")
    for row in sheet.table.sheet.all_rows():
        assert sheet.table.sheet.columns[at].choices(row)[-2].text == OFFER
        sheet.table.go_to(row.id, "ผู้รับผิดชอบ")
        press(Key.Key_F2)
        press(Key.Key_Down)
        press(Key.Key_Return)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    data = window.session.data
    for code in ("O9", "O10"):
        assert [data.owner_label(owner) for owner in data.owners_of_item(code)] == [NAME]
    assert known(window) == [*before, NAME]


@pytest.mark.in_turn
def test_a_task_may_be_given_to_a_new_person(window, before, qtbot):
    meeting = window.session.data.meetings[0].id
    window.go(PageKey.MEETINGS, meeting)
    page = window.page(PageKey.MEETINGS)
    page.view.show_side(MeetingSide.ACTIONS)
    made = page.view.tasks.write([{"text": "จัดทำแผน"}], ())
    table = page.view.tasks.table
    table.setFocus()
    assert table.go_to(made[0], "owner")
    take_offer()
    [task] = [item for item in window.session.data.action_items if item.id == made[0]]
    assert window.session.data.person_by_id[task.person_id].full_name == NAME
    assert known(window) == [*before, NAME]


@pytest.mark.in_turn
def test_a_letter_may_go_to_a_new_person(window, before, qtbot):
    session = window.session
    letter = letters.add(session.workspace, YEAR)
    window.go(PageKey.MEETINGS)
    page = window.page(PageKey.MEETINGS)
    page.show_tab(MeetingsTab.LETTERS)
    table = page.findChild(LettersPart).table
    table.setFocus()
    assert table.go_to(letter, "to")
    take_offer()
    [to] = session.data.recipients_of(letter)
    assert session.data.person_by_id[to.person_id].full_name == NAME


@pytest.mark.in_turn
@pytest.mark.parametrize("field", ["chair_id", "secretary_id", "reviewer_id"])
def test_a_part_of_a_meeting_may_be_a_new_persons(window, before, qtbot, field):
    meeting = window.session.data.meetings[0].id
    window.go(PageKey.MEETINGS, meeting)
    cell = window.page(PageKey.MEETINGS).view.head.cells[field]
    cell.setFocus()
    type_text(NAME)
    entries = cell.editor.popup.list.entry_model.rows
    assert [entry.text for entry in entries] == [OFFER]
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert known(window) == [*before, NAME]
    assert cell.text.startswith(NAME)


def test_a_part_of_a_name_offers_nobody_new(window, before):
    meeting = window.session.data.meetings[0].id
    window.go(PageKey.MEETINGS, meeting)
    cell = window.page(PageKey.MEETINGS).view.head.cells["chair_id"]
    cell.setFocus()
    type_text("มาใหม่")
    assert cell.editor.popup.list.entry_model.rows == ()
    press(Key.Key_Return)
    assert cell.editor is not None
    assert known(window) == before


def test_a_member_may_be_a_new_person(window, before, qtbot):
    window.go(PageKey.ROSTER)
    page = window.page(PageKey.ROSTER)
    qtbot.waitUntil(page.table.hasFocus)
    row = next(row for _, some in roster.rows(window.session.data) for row in some)
    page.table.go_to(row.id, "name")
    type_text(NAME)
    editor = page.table.editing.editor
    assert isinstance(editor, ListEditor)
    assert [row.text for row in editor.popup.list.entry_model.rows] == [OFFER]
    press(Key.Key_Return)
    assert known(window) == [*before, NAME]


@pytest.mark.in_turn
def test_who_holds_a_post_may_be_a_new_person(window, before, qtbot):
    post = {"person": before[0], "post": "หัวหน้าฝ่ายปกครอง"}
    [made] = people.add_tenure(window.session.workspace, YEAR, [post])
    window.go(PageKey.ROSTER)
    page = window.page(PageKey.ROSTER)
    page.show_tab(RosterTab.POSTS)
    table = page.posts.table
    table.setFocus()
    assert table.go_to(made, "person")
    take_offer()
    assert known(window) == [*before, NAME]


def test_who_came_may_be_a_new_person(window, before, qtbot):
    session = window.session
    meeting = meetings.add(session.workspace, YEAR)
    window.go(PageKey.MEETINGS, meeting)
    page = window.page(PageKey.MEETINGS)
    page.view.show_side(MeetingSide.ATTENDANCE)
    table = page.view.attendance.table
    table.setFocus()
    row = next(row for row in table.sheet.all_rows() if row.own_name and not row.attendee.name)
    assert table.go_to(row.id, "name")
    take_offer()
    assert known(window) == [*before, NAME]
