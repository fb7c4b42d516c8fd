"""The page การประชุม in the real window: a meeting is begun, its agenda typed and recorded."""

from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ita_desktop.domain.agenda import lines, owner_words
from ita_desktop.domain.letters import LetterMerge, numbers_of
from ita_desktop.domain.meetings import AgendaKind, Presence
from ita_desktop.domain.records import GroupOf, UnitKind
from ita_desktop.i18n import language
from ita_desktop.services import letters
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.meetings import agenda, meetings
from ita_desktop.services.roster import orders
from ita_desktop.services.years import calendar
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.pages.meetings.page import MeetingsTab
from ita_desktop.ui.pages.meetings.view import MeetingSide
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.parts.popups import NamePopup
from ita_desktop.ui.table.cells.layout import drawn_cell
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.tokens import Space, Text
from ita_desktop.ui.widgets.button import ButtonKind
from ita_desktop.ui.widgets.outline_row import DropLine
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import focused, press, type_text
from tests.ui.support.previews import accept_preview, open_preview

YEAR = 2568
Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
NO_KEYS = Qt.KeyboardModifier.NoModifier


def without_meetings(workspace: Workspace) -> None:
    """Takes the sample's own meetings and letters out."""
    data = workspace.year(YEAR)
    meetings.remove(workspace, YEAR, [meeting.id for meeting in data.meetings])
    letters.remove(workspace, YEAR, [one.id for one in data.letters])


def with_a_meeting(workspace: Workspace) -> None:
    without_meetings(workspace)
    meeting = meetings.add(workspace, YEAR, day=date(2024, 11, 20))
    meetings.edit(workspace, YEAR, [CellEdit(meeting, "place", "ห้องประชุมชั้น 5")])


@pytest.fixture
def prepare(request):
    return with_a_meeting if "first" in request.fixturenames else without_meetings


@pytest.fixture
def office(window) -> Workspace:
    return window.session.workspace


@pytest.fixture
def first(office) -> str:
    [meeting] = office.year(YEAR).meetings
    return meeting.id


@pytest.fixture
def page(window, first):
    window.go(PageKey.MEETINGS, first)
    QTest.qWait(30)
    return window.page(PageKey.MEETINGS)


@pytest.fixture
def outline(page):
    page.view.agenda.outline.setFocus()
    return page.view.agenda.outline


def shown(outline) -> list[str]:
    return [f"{line.number} {line.title}" for line in outline.items]


def at(outline, number: str) -> None:
    assert outline.go_to(next(line.id for line in outline.items if line.number == number))


@pytest.mark.in_turn
def test_an_empty_year_says_what_belongs_here_and_begins_the_first_meeting(window, office) -> None:
    # The office moved it: the day that the criteria have has passed.
    planned = next(one for one in office.year(YEAR).calendar if one.code == "first_meeting")
    calendar.edit(office, YEAR, [CellEdit(planned.id, "day", date(2024, 11, 15))])
    window.go(PageKey.MEETINGS)
    page = window.page(PageKey.MEETINGS)
    assert page.empty.isVisible()
    assert not page.view.isVisible()
    assert page.empty.state.button.text() == "เพิ่มการประชุมครั้งแรก"
    told: list[str] = []
    window.session.notified.connect(lambda words, _: told.append(words))
    page.empty.state.button.click()
    assert page.view.isVisible()
    assert focused() is page.view.head.cells["day"]
    assert [entry.title for entry in page.view.list.entries] == ["ครั้งที่ 1/2568"]
    assert page.meeting.day == date(2024, 11, 15)
    assert told[0].startswith("เสนอวันประชุมตามปฏิทินของปี 15 พ.ย. 67")


@pytest.mark.in_turn
def test_enter_in_the_head_goes_on_to_what_is_still_empty(window, office) -> None:
    window.go(PageKey.MEETINGS)
    page = window.page(PageKey.MEETINGS)
    page.empty.state.button.click()
    head = page.view.head
    type_text("8/11/67")
    press(Key.Key_Return)
    assert focused() is head.cells["place"]
    type_text("ห้องประชุม 1")
    press(Key.Key_Return)
    (meeting,) = window.session.data.meetings
    assert (meeting.day, meeting.place) == (date(2024, 11, 8), "ห้องประชุม 1")
    assert focused() is page.view.agenda.outline


@pytest.mark.in_turn
def test_a_field_of_the_head_takes_a_copied_text_and_can_be_copied(window, office) -> None:
    """With the keyboard alone, without opening its editor first."""
    window.go(PageKey.MEETINGS)
    page = window.page(PageKey.MEETINGS)
    page.empty.state.button.click()
    head = page.view.head
    head.cells["place"].setFocus()
    QApplication.clipboard().setText("ห้องประชุม 1\n")
    press(Key.Key_V, CTRL)
    press(Key.Key_Return)
    (meeting,) = window.session.data.meetings
    assert meeting.place == "ห้องประชุม 1"
    QApplication.clipboard().setText("อื่น")
    head.cells["place"].setFocus()
    press(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "ห้องประชุม 1"
    head.cells["day"].setFocus()
    QApplication.clipboard().setText("8/11/67")
    press(Key.Key_V, CTRL)
    press(Key.Key_Tab)
    assert window.session.data.meetings[0].day == date(2024, 11, 8)


@pytest.mark.in_turn
def test_the_list_tells_the_weekday_and_how_a_meeting_stands(window, page, office, first) -> None:
    second = meetings.add(office, YEAR, day=date(2025, 3, 20))
    entries = page.view.list.entries
    assert [(entry.title, entry.day, entry.standing) for entry in entries] == [
        ("ครั้งที่ 2/2568", "พฤ. 20 มี.ค. 68", "อีก 6 วัน"),
        ("ครั้งที่ 1/2568", "พ. 20 พ.ย. 67", "ยังไม่ปิด"),
    ]
    window.resize(1366, 768)
    wide = page.view.list.viewport().width() - 2 * Space.M
    for entry in entries:
        texts = (entry.day, entry.standing)
        told = sum(metrics(Text.LABEL).horizontalAdvance(text) for text in texts)
        assert told + Space.S <= wide, "the day is whole"
    meetings.approve_minutes(office, YEAR, first, second)
    assert page.view.list.entries[1].standing == "ปิดแล้ว"


@pytest.mark.in_turn
def test_what_cannot_be_read_stays_in_its_field(window, page) -> None:
    cell = page.view.head.cells["begins"]
    cell.setFocus()
    type_text("25.70")
    press(Key.Key_Return)
    assert cell.editor is not None
    assert cell.editor.invalid
    assert "ไม่ใช่เวลา" in window.message.message.sentence
    press(Key.Key_Escape)
    assert cell.editor is None
    assert cell.text == "09.00 น."
    assert "พิมพ์ค้างไว้" in window.message.message.sentence
    press(Key.Key_F2)
    assert cell.editor.words() == "25.70"
    press(Key.Key_Escape)


@pytest.mark.in_turn
@pytest.mark.parametrize("size", [(1366, 768), (1093, 614), (911, 512), (1920, 1080)])
def test_whoever_has_a_part_is_read_whole_in_the_head(window, page, first, size, qtbot) -> None:
    people = window.session.data.people
    longest = sorted(people, key=lambda one: -len(one.full_name))
    for part, person in zip(meetings.MeetingPart, longest, strict=False):
        meetings.entrust(window.session.workspace, YEAR, first, part, person.id)
    window.resize(*size)
    head = page.view.head
    if head.isHidden():
        qtbot.mouseClick(page.view.head_button, LEFT)

    def stands(key: str) -> bool:
        cell, label = head.cells[key], head.labels[key]
        area, before = cell.geometry(), label.geometry()
        whole = cell.width() >= cell.needed() and label.width() >= label.sizeHint().width()
        in_line = abs(before.center().y() - area.center().y()) <= 1
        return whole and in_line and head.rect().contains(area) and before.right() < area.left()

    qtbot.waitUntil(lambda: all(map(stands, head.cells)))
    assert all(label.isVisible() for label in head.labels.values())


@pytest.mark.in_turn
@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080)])
def test_the_title_of_a_meeting_never_gives_way(window, page, first, size, qtbot) -> None:
    window.resize(*size)
    head = page.view.head
    qtbot.waitUntil(lambda: head.title.width() >= head.title.sizeHint().width())
    assert "คณะกรรมการอำนวยการและคณะทำงาน" in head.bodies.toolTip()
    assert head.bodies.text() in {"2 คณะ", "คณะกรรมการอำนวยการและคณะทำงาน"}
    assert head.rect().contains(head.bodies.geometry())


@pytest.mark.in_turn
def test_enter_and_tab_go_on_to_one_field_and_nothing_moves(window, office) -> None:
    window.go(PageKey.MEETINGS)
    page = window.page(PageKey.MEETINGS)
    page.empty.state.button.click()
    head = page.view.head
    QApplication.processEvents()
    places = {key: cell.geometry() for key, cell in head.cells.items()}
    for key, typed in (
        ("day", "20/11/67"),
        ("begins", "13.30"),
        ("place", "ห้องประชุมใหญ่ ชั้น 5 อาคารสำนักงานเขตหลังใหม่ ถนนยาวมาก"),
    ):
        followed = []
        for go_on in (Key.Key_Return, Key.Key_Tab):
            head.cells[key].setFocus()
            head.cells[key].begin("")
            type_text(typed)
            press(go_on)
            QApplication.processEvents()
            followed.append(focused())
            assert {name: cell.geometry() for name, cell in head.cells.items()} == places
            if go_on is Key.Key_Return:
                window.session.undo()
        assert followed[0] is followed[1] is not head.cells[key], key
        if key == "begins":
            assert followed[0] is head.cells["ends"], "it is empty, and stands beside it"


@pytest.mark.in_turn
def test_a_meeting_is_named_from_the_menu_of_the_list(window, page, first) -> None:
    menu = QMenu()
    page.view.menu_requested.emit(menu)
    next(action for action in menu.actions() if action.text() == "ตั้งชื่อการประชุม…").trigger()
    type_text("ประชุมพิจารณามาตรการ")
    press(Key.Key_Return)
    assert window.session.data.meeting_by_id[first].title == "ประชุมพิจารณามาตรการ"
    assert page.view.head.title.text() == "ประชุมพิจารณามาตรการ ครั้งที่ 1/2568"


@pytest.mark.in_turn
@pytest.mark.parametrize(("code", "named"), [("th", "ประชุม ครั้งที่ 1/2568"), ("en", "Meeting 1/2568")])
def test_a_meeting_that_waits_for_its_minutes_is_called_in_full(
    window, page, first, monkeypatch, code, named
) -> None:
    window.resize(1366, 768)
    monkeypatch.setattr(language, "code", code)
    page.refresh()
    QApplication.processEvents()
    assert page.view.head.title.text() == named
    assert page.view.pane.ui.state.text() in {"ประชุมแล้ว ยังไม่ปิด", "Held, not closed"}
    assert page.view.pane.ui.code.lines() == ("1/2568",)


@pytest.mark.in_turn
def test_the_chair_is_chosen_from_those_who_meet(window, page, first) -> None:
    cell = page.view.head.cells["chair_id"]
    cell.setFocus()
    type_text("ผู้ช่วยผู้อำนวยการ")
    press(Key.Key_Return)
    data = window.session.data
    chair = data.member_by_id[data.meeting_by_id[first].chair_id]
    assert chair.post.startswith("ผู้ช่วยผู้อำนวยการเขต")


def test_bodies_are_turned_on_and_off_but_one_stays(window, page, office, first) -> None:
    head = page.view.head
    for body in window.session.data.bodies:
        head._turn_body(body.id, False)
    assert len(window.session.data.bodies_of_meeting(first)) == 1
    assert "อย่างน้อยหนึ่งคณะ" in window.message.message.sentence


# -- the agenda


@pytest.mark.in_turn
def test_enter_adds_matters_one_after_the_other(outline) -> None:
    at(outline, "3.1")
    press(Key.Key_Return)
    type_text("ปฏิทินการประเมิน")
    press(Key.Key_Return)
    type_text("การสื่อสาร")
    press(Key.Key_Return)
    press(Key.Key_Escape)
    assert shown(outline)[5:8] == ["3.2 ปฏิทินการประเมิน", "3.3 การสื่อสาร", shown(outline)[7]]
    assert outline.current.title == "การสื่อสาร"


@pytest.mark.in_turn
def test_enter_at_a_heading_adds_its_last_matter(outline) -> None:
    at(outline, "5")
    press(Key.Key_Return)
    type_text("นัดประชุมครั้งต่อไป")
    press(Key.Key_Return)
    press(Key.Key_Escape)
    assert shown(outline)[-1] == "5.1 นัดประชุมครั้งต่อไป"


@pytest.mark.in_turn
def test_tab_nests_and_alt_arrows_move(outline) -> None:
    at(outline, "3.2")
    title = outline.current.title
    press(Key.Key_Tab)
    assert f"3.1.1 {title}" in shown(outline)
    press(Key.Key_Backtab, SHIFT)
    assert f"3.2 {title}" in shown(outline)
    press(Key.Key_Up, ALT)
    assert f"3.1 {title}" in shown(outline)
    assert outline.current.title == title
    press(Key.Key_Down, ALT)
    assert f"3.2 {title}" in shown(outline)


def drag(outline, number: str, to: str, *, below: bool, release: bool = True) -> None:
    """The mouse takes a line by its words to the upper or lower part of another one."""
    rows = {row.line.number: row for row in outline.lines}
    row, target = rows[number], rows[to]
    held = Qt.MouseButton.LeftButton
    begin = row.title_area().center()
    QTest.mousePress(row, held, pos=begin)
    outline.layout_now()  # what belongs to the current line came here
    end = row.mapFrom(outline, target.pos() + QPoint(200, target.height() - 3 if below else 3))
    way = [row.mapToGlobal(at) for at in (begin + (end - begin) / 2, end)]
    for at in way:
        moved = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(row.mapFromGlobal(at)), at, held, held, NO_KEYS
        )
        QApplication.sendEvent(row, moved)
    if release:
        QTest.mouseRelease(row, held, pos=end)


@pytest.mark.in_turn
def test_a_matter_is_dragged_with_a_line_that_shows_where_it_goes(window, outline) -> None:
    before = shown(outline)
    title = next(line.title for line in outline.items if line.number == "3.2")
    drag(outline, "3.2", "3.1", below=False, release=False)
    mark = outline.findChild(DropLine)
    rows = {row.line.number: row for row in outline.lines}
    assert mark.isVisible()
    assert abs(mark.geometry().center().y() - rows["3.1"].y()) <= 1
    QTest.mouseRelease(rows["3.2"], Qt.MouseButton.LeftButton)
    assert not mark.isVisible()
    assert f"3.1 {title}" in shown(outline)
    assert outline.current.title == title
    drag(outline, "3.1", "5", below=True)
    assert shown(outline)[-1] == f"5.1 {title}"
    press(Key.Key_Z, CTRL)
    press(Key.Key_Z, CTRL)
    assert shown(outline) == before


def test_a_drag_ends_with_esc_and_at_its_own_place_and_headings_stay(outline) -> None:
    before = shown(outline)
    drag(outline, "3.2", "1", below=True, release=False)
    press(Key.Key_Escape)
    mark = outline.findChild(DropLine)
    assert not mark.isVisible()
    row = outline.row_of(outline.current.id)
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton)
    drag(outline, "3.2", "3.1", below=True)
    drag(outline, "3", "1", below=False)
    assert shown(outline) == before


def test_nothing_is_dragged_in_a_file_that_is_only_read(outline) -> None:
    before = shown(outline)
    outline._locked = True
    texts = []
    outline.locked_line_tried.connect(lambda: texts.append(1))
    drag(outline, "3.2", "3.1", below=False)
    assert shown(outline) == before
    assert texts == [1]


@pytest.mark.in_turn
def test_tab_nests_a_matter_while_it_is_typed(outline) -> None:
    at(outline, "3.1")
    press(Key.Key_Return)
    type_text("รายเครื่องมือ")
    press(Key.Key_Tab)
    assert outline.editor is not None
    press(Key.Key_Return)
    press(Key.Key_Escape)
    assert "3.1.1 รายเครื่องมือ" in shown(outline)


@pytest.mark.in_turn
def test_f2_edits_a_title_and_fields_without_a_value_stay_fields(
    window, outline, office, first
) -> None:
    orders.remove(office, YEAR, [order.id for order in window.session.data.orders])
    at(outline, "1.1")
    press(Key.Key_F2)
    assert "{เลขที่คำสั่ง}" in outline.editor.area.toPlainText()
    assert "สำนักงานเขตตัวอย่าง" in outline.editor.area.toPlainText()
    press(Key.Key_Escape)
    at(outline, "3.1")
    press(Key.Key_F2)
    assert outline.editor.area.toPlainText() == outline.current.title
    press(Key.Key_A, CTRL)
    type_text("ผลปีก่อน")
    press(Key.Key_Return)
    assert "3.1 ผลปีก่อน" in shown(outline)


@pytest.mark.in_turn
def test_what_esc_leaves_of_a_title_is_there_when_it_is_opened_again(window, outline) -> None:
    before = shown(outline)
    for number, opening in (("3.1", Key.Key_F2), ("3.2", Key.Key_Return)):
        at(outline, number)
        press(opening)
        press(Key.Key_A, CTRL)
        type_text(f"ค้าง {number}")
        press(Key.Key_Escape)
        assert "พิมพ์ค้างไว้" in window.message.message.sentence
    assert shown(outline) == before
    at(outline, "4")
    press(Key.Key_Return)
    assert not outline.editor.area.toPlainText(), "it is typed below another heading"
    press(Key.Key_Escape)
    at(outline, "3.1")
    press(Key.Key_F2)
    assert outline.editor.area.toPlainText() == "ค้าง 3.1"
    press(Key.Key_Return)
    at(outline, "3")
    press(Key.Key_Return)
    assert outline.editor.area.toPlainText() == "ค้าง 3.2"
    press(Key.Key_Return)
    assert not outline.editor.area.toPlainText(), "it is typed once"
    press(Key.Key_Escape)
    assert {"3.1 ค้าง 3.1"} <= set(shown(outline))
    assert any(line.endswith("ค้าง 3.2") for line in shown(outline))


@pytest.mark.in_turn
def test_delete_takes_a_matter_out_and_undo_brings_it_back(window, outline) -> None:
    at(outline, "3.1")
    before = shown(outline)
    press(Key.Key_Delete)
    assert len(shown(outline)) == len(before) - 1
    assert window.message.message.action == "เลิกทำ"
    window.session.undo()
    assert shown(outline) == before


@pytest.mark.in_turn
def test_a_heading_goes_with_its_matters_and_the_last_one_stays(window, outline) -> None:
    at(outline, "4")
    before = shown(outline)
    press(Key.Key_Delete)
    assert len(shown(outline)) == len(before) - 2
    window.session.undo()
    assert shown(outline) == before
    for _ in range(5):
        at(outline, "1")
        press(Key.Key_Delete)
    assert len([line for line in outline.items if line.depth == 0]) == 1
    assert "อย่างน้อยหนึ่งหัวข้อ" in window.message.message.sentence


@pytest.mark.in_turn
def test_a_fact_follows_the_page_that_it_is_drawn_from(window, outline, office) -> None:
    fact = next(line.fact for line in outline.items if line.number == "4.1")
    assert fact.startswith("ดึงจากงาน OIT: มอบหมาย 22/22 ข้อ")
    from ita_desktop.services.oit import assignments

    assignments.edit(office, YEAR, [CellEdit("O7", "owners", ())])
    assert "มอบหมาย 21/22 ข้อ" in next(line.fact for line in outline.items if line.number == "4.1")


@pytest.mark.in_turn
def test_a_click_on_a_fact_opens_its_page(window, outline, qtbot) -> None:
    row = outline.row_of(next(line.id for line in outline.items if line.number == "3.1"))
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row._fact_area().center())
    assert arrives(window, PageKey.SCORES)


@pytest.mark.in_turn
def test_a_document_is_attached_from_the_list(window, outline, first) -> None:
    at(outline, "4.1")
    press(Key.Key_Semicolon, CTRL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = next(action for action in menu.actions() if action.text() == "ตารางมอบหมายผู้รับผิดชอบ OIT")
    entry.trigger()
    menu.close()
    assert outline.current.attached == "ตารางมอบหมายผู้รับผิดชอบ OIT"


@pytest.mark.in_turn
def test_details_are_typed_below_the_matter(window, page, outline) -> None:
    at(outline, "3.2")
    press(Key.Key_Return, CTRL)
    form = page.view.agenda.form
    assert form.isVisible()
    form.texts["presenter"].setFocus()
    press(Key.Key_Return)
    type_text("ฝ่ายปกครอง")
    press(Key.Key_Return)
    assert outline.current.note == "ผู้เสนอ ฝ่ายปกครอง"
    press(Key.Key_Escape)
    assert focused() is outline


@pytest.mark.in_turn
def test_a_proposed_resolution_is_recorded_only_when_it_is_taken(window, page, first) -> None:
    page.record_button.click()
    part = page.view.agenda
    assert part.form.texts["resolution"].editor is not None
    press(Key.Key_Escape)
    assert not any(item.resolution for item in window.session.data.agenda_items)


@pytest.mark.in_turn
def test_what_comes_next_of_a_meeting_is_the_primary_button(window, page, office, first) -> None:
    record, printing = page.record_button, page.print_button

    def at(day: date) -> None:
        meetings.edit(office, YEAR, [CellEdit(first, "day", day)])
        window.go(PageKey.MEETINGS, first)

    today = window.session.today
    at(today + timedelta(1))
    assert (printing.kind, printing.text()) == (ButtonKind.PRIMARY, "พิมพ์ระเบียบวาระ")
    assert record.kind == ButtonKind.SECONDARY
    at(today - timedelta(1))
    assert (record.kind, printing.kind) == (ButtonKind.PRIMARY, ButtonKind.SECONDARY)
    assert printing.text() == "พิมพ์ระเบียบวาระ"
    record.click()
    while page.view.agenda.recording:
        press(Key.Key_Return)
    assert (printing.kind, printing.text()) == (ButtonKind.PRIMARY, "พิมพ์รายงานการประชุม")
    assert record.kind == ButtonKind.SECONDARY
    page.view.show_side(MeetingSide.ACTIONS)
    assert printing.kind == ButtonKind.SECONDARY, "the empty list of tasks has its own"


@pytest.mark.in_turn
@pytest.mark.parametrize("heading", ["กำหนด", "กำหนดเสร็จ", "ภายในวันที่", "กำหนดส่ง"])
def test_tasks_are_pasted_by_the_headings_that_offices_give_them(
    window, page, first, qtbot, heading: str
) -> None:
    page.view.show_side(MeetingSide.ACTIONS)
    page.view.tasks.empty.state.button.setFocus()
    rows = (
        ("เรื่องที่มอบหมาย", "หน่วยงานที่รับผิดชอบ", heading),
        ("เผยแพร่แผน", "ฝ่ายการคลัง", "20 ม.ค. 68"),
        ("ตรวจป้าย", "พี่แดง", "21 ม.ค. 68"),
    )
    QApplication.clipboard().setText("\n".join(map("\t".join, rows)))
    press(Key.Key_V, CTRL)
    sheet = open_preview(window, qtbot)
    told = window.message.message
    assert told is None or "วางไม่ได้" not in told.sentence, "the preview tells what is red"
    assert "ไม่ได้วางคอลัมน์" not in sheet._note.message.sentence
    assert all("กำหนด" in row.cells for row in sheet.table.sheet.all_rows())
    press(Key.Key_Escape)


@pytest.mark.in_turn
def test_a_heading_is_added_below_the_current_one_and_numbered_freely(
    window, page, outline, first
) -> None:
    at(outline, "2")
    outline.heading_button.click()
    type_text("เรื่องสืบเนื่อง")
    press(Key.Key_Return)
    press(Key.Key_Escape)
    heads = [line for line in outline.items if line.depth == 0]
    assert [head.number for head in heads] == list("123456")
    assert heads[2].title == "เรื่องสืบเนื่อง"
    at(outline, "3")
    press(Key.Key_Up, ALT)
    assert [line.title for line in outline.items if line.depth == 0][1] == "เรื่องสืบเนื่อง"
    outline.menu_requested.emit(outline.current.id, QPoint())
    menu = next(one for one in outline.findChildren(QMenu) if one.isVisible())
    next(action for action in menu.actions() if action.text() == "ตั้งเลขวาระ…").trigger()
    menu.close()
    type_text("7")
    press(Key.Key_Return)
    heads = [line.number for line in outline.items if line.depth == 0]
    assert heads == ["1", "7", "8", "9", "10", "11"]
    outline.setFocus()
    press(Key.Key_Delete)
    assert "เรื่องสืบเนื่อง" not in [line.title for line in outline.items]


@pytest.mark.in_turn
def test_recording_leads_through_the_matters(window, page, office, first) -> None:
    page.record_button.click()
    part = page.view.agenda
    agenda_items = [line.item for line in lines(window.session.data.agenda_of(first)) if line.depth]
    for place, agenda_item in enumerate(agenda_items):
        assert part.outline.current.id == agenda_item.id
        assert part.form.texts["resolution"].editor is not None
        if place == 0:
            type_text("รับทราบ และให้แจ้งทุกฝ่าย")
        press(Key.Key_Return)
    assert not part.recording
    kept = next(item for item in window.session.data.agenda_items if item.id == agenda_items[0].id)
    assert kept.resolution == "รับทราบ และให้แจ้งทุกฝ่าย"
    shown = {
        item.title: item.resolution for item in window.session.data.agenda_items if item.parent_id
    }
    assert shown[agenda_items[1].title] == "รับทราบ"
    assert part.outline.row_of(agenda_items[0].id).line.under() == ("มติ รับทราบ และให้แจ้งทุกฝ่าย",)
    assert "บันทึกมติครบ" in window.message.message.sentence


def test_a_proposed_resolution_that_nobody_took_is_not_stored(window, page, office, first) -> None:
    page.record_button.click()
    form = page.view.agenda.form
    for leave in (partial(press, Key.Key_S, CTRL), partial(press, Key.Key_Tab), form.end.click):
        form.begin("resolution")
        assert form.texts["resolution"].editor.result().text
        leave()
        QApplication.processEvents()
        assert not any(item.resolution for item in window.session.data.agenda_items)
    page.record_button.click()
    proposed = form.texts["resolution"].editor.result().text
    page.view.agenda.outline.setFocus()
    form.forward.click()
    kept = [item.resolution for item in window.session.data.agenda_items if item.resolution]
    assert kept == [proposed], "the button does what Enter does"


@pytest.mark.in_turn
def test_recording_goes_on_behind_the_approval_of_minutes_that_is_a_heading_alone(
    window, page, office, first
) -> None:
    second = meetings.add(office, YEAR, day=date(2025, 1, 20))
    data = office.year(YEAR)
    (approval,) = (item for item in data.agenda_of(second) if item.kind is AgendaKind.MINUTES)
    below = [item.id for item in data.agenda_of(second) if item.parent_id == approval.id]
    agenda.remove_agenda_items(office, YEAR, below)
    window.go(PageKey.MEETINGS, second)
    page.record_button.click()
    part = page.view.agenda
    for _matter in lines(window.session.data.agenda_of(second)):
        if not part.recording:
            break
        type_text("รับทราบ")
        press(Key.Key_Return)
    assert not part.recording
    kept = {item.id: item.resolution for item in window.session.data.agenda_items}
    assert kept[approval.id] == "รับทราบ"
    assert "บันทึกมติครบ" in window.message.message.sentence


# -- the right side


def test_the_papers_tell_what_they_lack(window, page, office, first) -> None:
    shown = {line.key: line.words for line in page.view.pane.papers.papers}
    assert shown["memo"] == "ยังไม่ได้ทำ"
    assert shown["attendance"] == "พร้อมพิมพ์"
    meetings.edit(office, YEAR, [CellEdit(first, "place", "")])
    shown = {line.key: line.words for line in page.view.pane.papers.papers}
    assert shown["agenda"] == "ขาดสถานที่"


@pytest.mark.in_turn
def test_a_click_on_the_invitation_writes_it_in_the_letters(window, page, first) -> None:
    page.view.pane.papers.button("memo").click()
    assert page.tab is MeetingsTab.LETTERS
    (letter,) = window.session.data.letters
    assert (letter.wording, letter.meeting_id) == ("memo-invitation", first)
    assert page.letters.letter == letter


@pytest.mark.in_turn
def test_the_keys_in_the_status_bar_are_those_of_the_shown_part(window, page, first, qtbot) -> None:
    assert "เพิ่มเรื่อง" in page.status_text
    for side in (MeetingSide.ATTENDANCE, MeetingSide.ACTIONS):
        qtbot.mouseClick(page.view.sides[side], Qt.MouseButton.LeftButton)
        assert "F2 แก้ไข" in page.status_text
        assert "เรื่อง" not in page.status_text
    qtbot.mouseClick(page.view.sides[MeetingSide.AGENDA], Qt.MouseButton.LeftButton)
    assert "เพิ่มเรื่อง" in page.status_text


@pytest.mark.in_turn
def test_a_double_click_on_a_locked_cell_opens_who_came(window, page, first) -> None:
    page.view.show_side(MeetingSide.ATTENDANCE)
    table = page.view.attendance.table
    failed: list[str] = []
    window.session.failed.connect(failed.append)
    (person, *_) = (line for line in table.sheet.lines if line.group is None and line.row.post)
    table.go_to(person.id, "number")
    QTest.mouseDClick(table.viewport(), LEFT, pos=table.visualRect(table.currentIndex()).center())
    assert table.editing.open
    assert table.currentIndex().column() == table.sheet.column_index("presence")
    press(Key.Key_Escape)
    assert not failed


@pytest.mark.in_turn
def test_a_double_click_on_the_state_of_a_task_opens_when_it_was_done(window, page, first) -> None:
    agenda.add_actions(window.session.workspace, YEAR, first, [{"text": "ทำแผน"}])
    page.view.show_side(MeetingSide.ACTIONS)
    table = page.view.tasks.table
    failed: list[str] = []
    window.session.failed.connect(failed.append)
    (row,) = table.sheet.all_rows()
    table.go_to(row.id, "status")
    QTest.mouseDClick(table.viewport(), LEFT, pos=table.visualRect(table.currentIndex()).center())
    assert table.editing.open
    assert table.currentIndex().column() == table.sheet.column_index("done")
    assert not failed
    press(Key.Key_Escape)


@pytest.mark.in_turn
def test_the_attendance_list_opens_as_a_table_and_takes_a_substitute(window, page, first) -> None:
    page.view.pane._came.action.click()
    assert page.view.side is MeetingSide.ATTENDANCE
    table = page.view.attendance.table
    row = next(row for row in table.sheet.all_rows())
    table.go_to(row.id, "substitute")
    table.setFocus()
    type_text("นายตัวอย่าง แทนแล้ว")
    press(Key.Key_Return)
    kept = next(
        attendance for attendance in window.session.data.attendances if attendance.id == row.id
    )
    assert (kept.presence, kept.substitute) == (Presence.SUBSTITUTE, "นายตัวอย่าง แทนแล้ว")
    page.view.split.fold(False)
    counts = [(word.text(), count.text()) for word, count in page.view.pane.counts._lines]
    assert ("มอบผู้แทน", "1 คน") in counts
    assert kept.substitute not in {person.full_name for person in window.session.data.people}


@pytest.mark.in_turn
def test_a_substitute_whom_nobody_knows_can_be_put_into_the_register(window, page, first) -> None:
    page.view.pane._came.action.click()
    table = page.view.attendance.table
    row = next(row for row in table.sheet.all_rows())
    table.go_to(row.id, "substitute")
    table.setFocus()
    type_text("นายตัวอย่าง แทนแล้ว")
    press(Key.Key_Down)
    press(Key.Key_Return)
    kept = next(
        attendance for attendance in window.session.data.attendances if attendance.id == row.id
    )
    assert (kept.presence, kept.substitute) == (Presence.SUBSTITUTE, "นายตัวอย่าง แทนแล้ว")
    assert "นายตัวอย่าง แทนแล้ว" in {person.full_name for person in window.session.data.people}


@pytest.mark.in_turn
def test_the_list_follows_the_roster(window, page, office, first) -> None:
    from ita_desktop.services.roster import roster

    page.view.show_side(MeetingSide.ATTENDANCE)
    before = len(window.session.data.attendance_of(first))
    body = window.session.data.bodies[1].id
    roster.add(office, YEAR, body, [{"name": "นายตัวอย่าง มาใหม่", "post": "นิติกร"}])
    page.view.attendance.follow_button.click()
    assert len(window.session.data.attendance_of(first)) == before + 1
    assert "เพิ่ม 1 คน" in window.message.message.sentence


@pytest.mark.in_turn
def test_pasted_tasks_of_several_units_are_taken_as_the_preview_shows_them(
    window, page, office, first, qtbot
) -> None:
    page.view.show_side(MeetingSide.ACTIONS)
    table = page.view.tasks.table
    rows = (
        "แจ้งกำหนดส่ง\tฝ่ายโยธา, ฝ่ายรายได้\t28/2/68",
        "ก" * 20_001 + "\tฝ่ายทะเบียน\t28/2/68",
        "ตรวจเว็บไซต์\tฝ่ายพัสดุกลาง\t28/2/68",
    )
    QApplication.clipboard().setText("\n".join(rows))
    table.paste()
    sheet = open_preview(window, qtbot)
    several, long, unknown = sheet.table.sheet.all_rows()
    assert (several.unread, several.held) == ({}, False)
    assert (list(long.unread), long.held, long.ticked) == (["งาน"], True, False)
    assert "ยาว 20,001 ตัวอักษร" in long.cells["งาน"].old
    assert list(unknown.unread) == ["ผู้รับผิดชอบ"], "an unknown owner is asked"
    assert "2" in sheet.ui.accept.text()
    sheet.tick([long.id])
    assert sheet.ticked == {several.id, unknown.id}
    sheet.table.go_to(long.id, "งาน")
    type_text("สรุปผล")
    press(Key.Key_Return)
    assert not any(row.held for row in sheet.table.sheet.all_rows())
    assert "3" in sheet.ui.accept.text()
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    data = window.session.data
    taken = [(task.text, owner_words(data, task)) for task in data.actions_of(first)]
    assert taken == [
        ("แจ้งกำหนดส่ง", "ฝ่ายโยธา, ฝ่ายรายได้"), ("สรุปผล", "ฝ่ายทะเบียน"), ("ตรวจเว็บไซต์", ""),
    ]  # fmt: skip
    assert table.sheet.all_rows()[0].owner[1].label == "ฝ่ายรายได้"
    assert "ไม่ได้วาง 1 ช่อง" in window.message.message.sentence


@pytest.mark.in_turn
def test_a_row_that_was_added_and_left_empty_goes_again(window, page, office, first, qtbot) -> None:
    page.view.show_side(MeetingSide.ACTIONS)
    tasks = page.view.tasks
    label = window.session.undo_label

    def texts() -> list[str]:
        return [task.text for task in window.session.data.actions_of(first)]

    tasks.add_row()
    assert texts() == ["งานใหม่"]
    page.view.show_side(MeetingSide.ATTENDANCE)
    qtbot.waitUntil(lambda: texts() == [])
    assert window.session.undo_label == label
    page.view.show_side(MeetingSide.ACTIONS)
    tasks.add_row()
    type_text("แจ้งหน่วย")
    press(Key.Key_Return)
    tasks.add_row()
    tasks.add_row()
    tasks.table.go_to(tasks.table.sheet.all_rows()[0].id, "due")
    qtbot.waitUntil(lambda: texts() == ["แจ้งหน่วย"])
    page.view.show_side(MeetingSide.ATTENDANCE)
    QTest.qWait(10)
    assert texts() == ["แจ้งหน่วย"], "what was typed stays"
    page.view.show_side(MeetingSide.ACTIONS)
    tasks.add_row()
    assert window.may_close()
    assert texts() == ["แจ้งหน่วย"], "closing the window leaves it, too"


@pytest.mark.in_turn
def test_a_table_pasted_into_a_resolution_stays_one(window, page, office, first) -> None:
    page.view.agenda.record()
    text = page.view.agenda.form.texts["resolution"]
    QApplication.clipboard().setText('ดังนี้\nข้อ\tฝ่าย\nO1\t"ฝ่ายโยธา\nและทะเบียน"\n')
    text.editor.area.selectAll()
    text.editor.area.paste()
    press(Key.Key_Return)
    assert "ดังนี้\n| ข้อ | ฝ่าย |\n| O1 | ฝ่ายโยธา<br>และทะเบียน |" in {
        item.resolution for item in window.session.data.agenda_of(first)
    }
    page.view.agenda.record()
    area = page.view.agenda.form.texts["resolution"].editor.area
    QApplication.clipboard().setText("มอบหมายดังนี้")
    area.selectAll()
    area.paste()
    QApplication.clipboard().setText("ข้อ\tฝ่าย\nO1\tฝ่ายโยธา\n")
    area.paste()
    assert area.toPlainText() == "มอบหมายดังนี้\n| ข้อ | ฝ่าย |\n| O1 | ฝ่ายโยธา |", "behind words, too"


PAGE = """<p>ดังนี้<del>เดิม</del></p><table><tr><td colspan=2>ข้อ</td><td>ฝ่าย</td></tr>
<tr><td>O1</td><td><p>ก</p><p>ข</p></td><td>ฝ่ายโยธา</td></tr></table>"""


@pytest.mark.in_turn
@pytest.mark.parametrize("beside", [None, "ดังนี้\nข้อ\nฝ่าย\nO1\nก\nข\nฝ่ายโยธา"])
def test_a_table_of_a_page_without_tabs_beside_it_stays_one(window, page, office, beside) -> None:
    """As browsers and Writer copy it."""
    page.view.agenda.record()
    area = page.view.agenda.form.texts["resolution"].editor.area
    copied = QMimeData()
    copied.setHtml(PAGE)
    if beside is not None:
        copied.setText(beside)
    QApplication.clipboard().setMimeData(copied)
    area.selectAll()
    area.paste()
    assert area.toPlainText() == "ดังนี้\n| ข้อ | << | ฝ่าย |\n| O1 | ก<br>ข | ฝ่ายโยธา |"


@pytest.mark.in_turn
def test_what_is_owed_is_marked_late_and_stays_beside_what_is_pasted(
    window, page, office, first, qtbot
) -> None:
    made = agenda.add_actions(
        office, YEAR, first, [{"text": "ส่งสถิติภาษี", "due": date(2025, 2, 28)}]
    )[0]
    second = meetings.add(office, YEAR, day=date(2025, 3, 20))
    window.go(PageKey.MEETINGS, second)
    (owed,) = page.view.pane.owed.papers
    assert (owed.key, owed.words) == (made, "เลยกำหนด 14 วัน")
    page.view.pane.owed.button(made).click()
    assert page.view.side is MeetingSide.ACTIONS
    table = page.view.tasks.table
    assert table.current_row().id == made
    assert [(group.id, len(group.rows)) for group in table.sheet.rows] == [(second, 0), ("owed", 1)]
    table.go_to(second)
    QApplication.clipboard().setText("ทำป้าย\t\t31/3/68\nสรุปผล\t\t31/3/68\n")
    table.paste()
    accept_preview(window, qtbot)
    tasks = window.session.data.actions_of
    assert [task.text for task in tasks(second)] == ["ทำป้าย", "สรุปผล"]
    assert [task.text for task in tasks(first)] == ["ส่งสถิติภาษี"], "no earlier task gave way"


@pytest.mark.in_turn
def test_minutes_are_approved_in_the_next_meeting(window, page, office, first) -> None:
    second = meetings.add(office, YEAR, day=date(2025, 3, 20))
    window.go(PageKey.MEETINGS, second)
    page.view.pane.approved.click()
    assert window.session.data.meeting_by_id[first].approved_in_id == second
    page.view.pane.approved.click()
    assert window.session.data.meeting_by_id[first].approved_in_id is None


# -- sizes, reading only


def test_a_narrow_window_folds_the_pane_then_lists_the_meetings_in_a_drop_down(
    window, page
) -> None:
    window.resize(1200, 768)
    QTest.qWait(20)
    assert page.view.list.isVisible()
    window.resize(1199, 768)
    QTest.qWait(20)
    assert not page.view.pane.isVisible()
    assert not page.view.list.isVisible()
    assert page.view.choice.isVisible()
    assert page.view.choice.currentText().startswith("ครั้งที่ 1/2568")
    menus = []
    page.view.menu_requested.connect(lambda menu: menus.append(menu.parent()))
    page.view.choice.customContextMenuRequested.emit(QPoint())
    page.view.findChild(QMenu).close()
    assert menus == [page.view.choice], "what is done with a meeting stays within reach"


def test_the_keyboard_goes_on_from_the_list_to_the_drop_down_and_back(
    window, page, first, qtbot
) -> None:
    view = page.view
    view.list.setFocus()
    qtbot.waitUntil(view.list.hasFocus)
    window.resize(960, 700)
    qtbot.waitUntil(lambda: focused() is view.choice)
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: focused() is view.list)
    qtbot.mouseClick(view.sides[MeetingSide.ATTENDANCE], LEFT)
    assert view.attendance.isAncestorOf(focused()), "a click on a tab goes into the part"
    view.sides[MeetingSide.ACTIONS].setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_Space)
    assert view.side is MeetingSide.ACTIONS
    assert focused() is view.sides[MeetingSide.ACTIONS]


def people_seen(table) -> int:
    """How many people of the attendance are seen whole."""
    area = table.viewport().rect()
    indexes = [table.model().index(line, 0) for line in range(table.model().rowCount())]
    return sum(
        area.contains(table.visualRect(at)) and table.sheet.lines[at.row()].group is None
        for at in indexes
    )


def test_eight_people_are_seen_at_125_per_cent(window, page, first, qtbot) -> None:
    window.resize(1085, 576)
    page.view.show_side(MeetingSide.ATTENDANCE)
    qtbot.waitUntil(lambda: people_seen(page.view.attendance.table) >= 8)


@pytest.mark.in_turn
def test_the_parts_stay_under_the_mouse_and_eight_people_are_seen(
    window, page, first, qtbot
) -> None:
    view = page.view
    window.resize(1366, 768)
    view.list.setFocus()
    qtbot.waitUntil(lambda: view.list.hasFocus() and view.pane.isVisible())

    def places() -> list[QPoint]:
        QTest.qWait(1)
        return [chip.mapTo(window, QPoint()) for chip in view.sides.values()]

    before = places()
    qtbot.mouseClick(view.sides[MeetingSide.ATTENDANCE], LEFT)
    assert places() == before
    assert view.list.isVisible()
    assert not view.head.isVisible()
    assert not view.pane.isVisible()
    assert people_seen(view.attendance.table) >= 8
    qtbot.mouseClick(view.head_button, LEFT)
    assert places() == before
    assert view.head.isVisible()
    qtbot.mouseClick(view.sides[MeetingSide.ACTIONS], LEFT)
    qtbot.mouseClick(view.sides[MeetingSide.AGENDA], LEFT)
    assert places() == before
    assert view.head.isVisible()
    assert view.pane.isVisible()
    window.resize(1700, 1010)
    view.show_side(MeetingSide.ATTENDANCE)
    qtbot.waitUntil(lambda: view.head.isVisible() and view.pane.isVisible())


@pytest.mark.in_turn
def test_a_locked_cell_says_what_decides_it(window, page, first, qtbot) -> None:
    window.resize(1366, 768)
    page.view.show_side(MeetingSide.ATTENDANCE)
    table = page.view.attendance.table
    absent, row = [row for row in table.sheet.all_rows() if not row.own_name][:2]

    def shown() -> set[str]:
        return {span.column.key for span in table.header.spans()}

    assert not {"reason", "substitute_post"} & shown(), "nobody is absent or sends somebody"
    workspace = window.session.workspace
    meetings.edit_attendance(workspace, YEAR, [CellEdit(absent.id, "presence", Presence.ABSENT)])
    qtbot.waitUntil(lambda: "reason" in shown())
    for key, told in (
        ("name", "มาจากหน้าคณะกรรมการ"), ("reason", "เลือก “ไม่มา” ในช่อง การเข้าประชุม ก่อน"),
    ):  # fmt: skip
        table.go_to(row.id, key)
        table.edit_current()
        assert told in window.message.message.sentence


@pytest.mark.in_turn
def test_a_low_window_folds_the_header_until_it_is_wanted(window, page, first, qtbot) -> None:
    view, head = page.view, page.view.head
    assert not view.head_button.isVisible()
    window.setMinimumSize(1, 1)  # else that of its layout
    window.resize(853, 480)
    qtbot.waitUntil(lambda: not head.isVisible())

    qtbot.waitUntil(view.choice.isVisible)
    assert view.choice.currentText().startswith("ครั้งที่ 1/2568")
    assert head not in page.focus_parts()
    chips = [chip for chip in view.sides.values() if chip.width() >= chip.sizeHint().width()]
    assert len(chips) == len(view.sides)
    qtbot.mouseClick(view.head_button, LEFT)
    qtbot.waitUntil(head.cells["place"].isVisible)
    assert head.isAncestorOf(view.choice)
    qtbot.mouseClick(view.head_button, LEFT)
    qtbot.waitUntil(lambda: not head.isVisible())
    window.resize(1366, 768)
    qtbot.waitUntil(head.isVisible)
    assert not view.choice.isVisible()
    assert not view.head_button.isVisible()


@pytest.mark.in_turn
def test_a_new_meeting_is_dated_in_a_low_window(window, page, first, qtbot) -> None:
    window.resize(1000, 500)
    qtbot.waitUntil(lambda: not page.view.head.isVisible())
    qtbot.mouseClick(page.add_button, LEFT)
    assert focused() is page.view.head.cells["day"]
    type_text("20/5/68")
    press(Key.Key_Return)
    while page.view.head.isAncestorOf(focused()):
        press(Key.Key_Return)
    assert not page.view.head.isVisible()
    meeting = next(each for each in window.session.data.meetings if each.id != first)
    assert meeting.day == date(2025, 5, 20)


def test_a_meeting_is_named_in_a_low_window(window, page, first, qtbot) -> None:
    window.resize(1000, 500)
    qtbot.waitUntil(lambda: not page.view.head.isVisible())
    menu = QMenu()
    page.view.menu_requested.emit(menu)
    next(action for action in menu.actions() if action.text() == "ตั้งชื่อการประชุม…").trigger()
    popup = page.window().findChild(NamePopup)
    assert window.geometry().contains(popup.geometry())
    type_text("ประชุมพิเศษ")
    press(Key.Key_Return)
    assert window.session.data.meeting_by_id[first].title == "ประชุมพิเศษ"


@pytest.mark.in_turn
def test_a_meeting_is_taken_out_of_the_list_and_comes_back(window, page, office, first) -> None:
    page.view.list.setFocus()
    press(Key.Key_Delete)
    assert not window.session.data.meetings
    assert page.empty.isVisible()
    window.session.undo()
    assert [meeting.id for meeting in window.session.data.meetings] == [first]
    assert page.view.isVisible()


def test_nothing_is_edited_in_a_file_that_is_only_read(window, outline, page) -> None:
    window.session.workspace.connections._is_read_only = True
    page.refresh()
    before = shown(outline)
    assert not page.add_button.isEnabled()
    at(outline, "3.1")
    for keys in ((Key.Key_Return,), (Key.Key_F2,), (Key.Key_Delete,), (Key.Key_Up, ALT)):
        press(*keys)
        assert outline.editor is None
    assert shown(outline) == before
    cell = page.view.head.cells["place"]
    cell.setFocus()
    press(Key.Key_F2)
    assert cell.editor is None


# -- letters


@pytest.fixture
def letter(office) -> str:
    return letters.add(office, YEAR, "memo-evidence")


@pytest.mark.in_turn
def test_letters_tell_subject_recipients_and_what_they_lack(window, page, letter) -> None:
    window.go(PageKey.MEETINGS, f"letter:{letter}")
    assert page.tab is MeetingsTab.LETTERS
    row = page.letters.table.current_row()
    assert row.subject.startswith("ขอให้จัดส่งข้อมูลและหลักฐาน")
    assert row.status.word == "ขาดเลขที่หนังสือ"
    pane = page.letters.pane
    lacks = pane.gaps.text().splitlines()
    assert lacks[:2] == ["ขาดเลขที่หนังสือ", "ขาดวันที่"]
    assert pane.ui.state.text() == "ยังไม่ครบ", "what has no room there stands below"
    table = page.letters.table
    table.go_to(letter, "number")
    table.setFocus()
    type_text("กท 5001/123")
    press(Key.Key_Tab)
    type_text("1/11/67")
    press(Key.Key_Return)
    one = window.session.data.letter_by_id[letter]
    assert (one.number, one.day) == ("กท 5001/123", date(2024, 11, 1))


@pytest.mark.in_turn
def test_a_merged_letter_tells_its_units_with_their_items(window, page, letter) -> None:
    window.go(PageKey.MEETINGS, f"letter:{letter}")
    pane = page.letters.pane
    assert pane.merge.isChecked()
    shares = letters.shares(window.session.data, window.session.data.letter_by_id[letter])
    assert pane._units._count.text() == f"{len(shares)} ฉบับ"
    counted = f"หนังสือ {len(shares)} ฉบับ จากผู้รับ {len(shares)} หน่วย ณ "
    assert pane._units._count.toolTip().startswith(counted)
    assert pane.number_button.isHidden(), "none has a number of its own yet"
    pane._write("number", "กท 5301/120")
    window.resize(1366, 768)
    QApplication.processEvents()
    table = page.letters.table
    row = next(line for line in table.sheet.lines if line.row and line.row.id == letter)
    column = next(span for span in table.header.spans() if span.column.key == "number")
    assert drawn_cell(row, column, table.density).texts == (f"กท 5301/120-{119 + len(shares)}",)
    pane.number_button.click()
    menu = QApplication.activePopupWidget()
    menu.actions()[1].trigger()
    menu.close()
    type_text("กท 5301/500")
    press(Key.Key_Return)
    numbers = numbers_of(window.session.data.letter_by_id[letter])
    assert list(numbers.values())[:3] == ["กท 5301/120", "กท 5301/500", "กท 5301/122"]
    told = pane.units.texts[:2]
    for share, number, text in zip(shares, ("120", "500"), told, strict=False):
        assert text.startswith(f"{number}: {share.unit.label} · "), (
            "the name is no label that is cut"
        )
    pane.merge.click()
    assert window.session.data.letter_by_id[letter].merge is LetterMerge.ONE


@pytest.mark.in_turn
def test_a_reminder_tells_of_each_unit_what_its_letter_asks_for(window, page, office) -> None:
    """Items that are complete stand neither in the letter nor beside the unit."""
    letter = letters.add(office, YEAR, "memo-reminder")
    window.go(PageKey.MEETINGS, f"letter:{letter}")
    data = window.session.data
    one = data.letter_by_id[letter]
    asked = {share.unit.id: share.codes for share in letters.written(data, one)}
    shares = letters.shares(data, one)
    assert any(asked.get(share.unit.id, ()) != share.codes for share in shares)
    told = [text.partition(" · ")[2] for text in page.letters.pane.units.texts]
    assert told[: len(shares)] == [
        " ".join(asked[share.unit.id]) if share.unit.id in asked else "ไม่มีข้อที่จะขอ"
        for share in shares
    ]


@pytest.mark.in_turn
def test_a_letter_to_every_unit_names_the_sender_that_gets_none(window, page, letter) -> None:
    session = window.session
    every = next(unit for unit in session.data.units if unit.group_of is GroupOf.SECTIONS)
    sender = next(unit for unit in session.data.units if unit.kind is UnitKind.SECTION)
    session.write(letters.send_to, letter, [OwnerRef(unit_id=every.id)])
    session.write(letters.edit, [CellEdit(letter, "sender_id", sender.id)])
    window.go(PageKey.MEETINGS, f"letter:{letter}")
    told = [text for text in page.letters.pane.units.texts if sender.label in text]
    assert len(told) == 1
    assert "ผู้ส่ง ไม่มีหนังสือถึงตนเอง" in told[0]


@pytest.mark.in_turn
def test_the_text_of_a_letter_is_its_wording_until_it_is_typed_over(window, page, letter) -> None:
    window.go(PageKey.MEETINGS, f"letter:{letter}")
    pane = page.letters.pane
    assert "{หน่วยงาน}" in pane.text.accessible_value()
    pane.text.edited.emit("ขอให้ส่งข้อมูล")
    assert window.session.data.letter_by_id[letter].body == "ขอให้ส่งข้อมูล"
    pane.text.edited.emit("")
    assert "{หน่วยงาน}" in pane.text.accessible_value()


@pytest.mark.in_turn
def test_fields_of_a_letter_are_edited_in_place(window, page, letter) -> None:
    window.go(PageKey.MEETINGS, f"letter:{letter}")
    pane = page.letters.pane
    cell = pane.cells["urgency"]
    cell.setFocus()
    type_text("ด่วนที่สุด")
    press(Key.Key_Return)
    assert window.session.data.letter_by_id[letter].urgency == "most_urgent"
    assert cell.text == "ด่วนที่สุด"


@pytest.mark.in_turn
def test_endorsements_are_switched_on_filled_in_and_taken_off(window, page, office, first) -> None:
    memo = letters.add(office, YEAR, "memo-invitation", meeting_id=first)
    window.go(PageKey.MEETINGS, f"letter:{memo}")
    blocks = page.letters.pane.endorsements
    menu = blocks.offer()
    next(action for action in menu.actions() if action.text() == "แจ้งโรงเรียน").trigger()
    menu.close()
    (row,) = window.session.data.endorsements_of(memo)
    assert window.session.data.unit_name(row.unit_id) == "ฝ่ายการศึกษา"
    form = blocks.forms[row.id]
    assert "สถานศึกษา" in form.texts["addressee"]._label.text().replace("\u200b", "")
    form.cells["number"].setFocus()
    type_text("กท 5009/77")
    press(Key.Key_Return)
    form.cells["day"].setFocus()
    type_text("8/11/67")
    press(Key.Key_Return)
    (row,) = window.session.data.endorsements_of(memo)
    assert (row.number, row.day) == ("กท 5009/77", date(2024, 11, 8))
    blocks.forms[row.id].remove_button.click()
    assert window.session.data.endorsements_of(memo) == ()
    window.session.undo()
    assert list(blocks.forms) == [row.id]


@pytest.mark.in_turn
def test_a_letter_is_begun_from_a_wording_and_taken_out(window, page) -> None:
    page.show_tab(MeetingsTab.LETTERS)
    page.letters.add("memo-general")
    assert [one.wording for one in window.session.data.letters] == ["memo-general"]
    page.letters.table.setFocus()
    press(Key.Key_Minus, CTRL)
    assert not window.session.data.letters
    assert page.letters.empty.isVisible()


@pytest.mark.in_turn
def test_a_matter_is_found_and_shown_by_its_key(window, page, office, first) -> None:
    agenda_item = next(
        line.item.id for line in lines(window.session.data.agenda_of(first)) if line.number == "3.2"
    )
    window.go(PageKey.OVERVIEW)
    window.go(PageKey.MEETINGS, agenda_item)
    assert page.view.agenda.outline.current.id == agenda_item
    agenda.edit_agenda(office, YEAR, [CellEdit(agenda_item, "title", "เปลี่ยนแล้ว")])
    assert page.view.agenda.outline.current.title == "เปลี่ยนแล้ว"
