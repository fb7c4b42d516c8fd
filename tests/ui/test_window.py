"""The window around the pages: opening, years, undo, what is saved, what is refused."""

import os
import re
import shutil
import threading
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import MeasureStatus
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.measures import measures
from ita_desktop.services.oit import assignments
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.tracking.due import late_measures
from ita_desktop.services.years import years
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.frame.saved_state import SaveState
from ita_desktop.ui.frame.year_switch import YearListSize
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.theme.fonts import metrics
from ita_desktop.ui.theme.measures import YearPopupSize
from ita_desktop.ui.theme.tokens import Height, Space, Text
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.window import Window
from tests.support.known_files import begun_workspace
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import press

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def test_the_strip_tells_each_figure_and_where_it_comes_from(window) -> None:
    values = window.score_bar.values
    assert [(figure.label, figure.value, figure.note) for figure in values.figures] == [
        ("IIT", "98.88", "ผลปี 67"),
        ("EIT", "92.38", "ผลปี 67"),
        ("OIT", "40.00", "ครบ 9/22 ข้อ"),
    ]
    assert (values.total.value, values.total.note) == ("73.38", "ต้องปรับปรุง")
    assert (values.outlook.value, values.outlook.note) == ("97.38", "ผ่านดี")
    assert values.sentence == "ขาด คะแนนรวม 11.62 ถึงผ่าน"
    assert values.outlook.source.endswith("เมื่อนั้นยังขาด EIT 2.62 คะแนน ถึงผ่านดีเยี่ยม")


def test_another_year_shows_its_own_scores(window) -> None:
    window.session.choose_year(2567)
    values = window.score_bar.values
    assert values.total.value == "97.38"
    assert [figure.note for figure in values.figures[:2]] == ["", ""]
    assert window.top_bar.year.text() == "ปีงบประมาณ 2567"


@pytest.mark.parametrize("how", ["clock", "activation"])
def test_a_window_left_open_over_night_tells_in_the_morning_what_is_late_now(
    window, qtbot, monkeypatch, how
) -> None:
    session = window.session
    # Only the sample stays on its day.
    monkeypatch.setitem(vars(session.workspace), "shown_day", None)
    window.go(PageKey.OIT)
    page = window.page(PageKey.OIT)
    evening = min(
        row.due
        for row in page.table.sheet.all_rows()
        if row.due is not None and row.due > session.today and row.state is not State.DONE
    )
    late = sum(one.state is State.LATE for one in session.progress.values())
    morning = evening + timedelta(days=1)
    monkeypatch.setenv("ITA_DESKTOP_TODAY", morning.isoformat())
    if how == "clock":
        session._days.timeout.emit()
    else:
        QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    assert window.rail.entries[PageKey.OIT].late > late
    shown = [row.mark for row in page.table.sheet.all_rows()]
    assert shown.count(Mark.LATE) == window.rail.entries[PageKey.OIT].late


def test_the_year_list_tells_every_years_level(window, qtbot) -> None:
    def notes() -> dict[int, str]:
        return {year.year: year.note for year in window.top_bar.year._years}

    qtbot.waitUntil(lambda: notes()[2567] == "97.38 ผ่านดี")
    score_bar = window.session.score_bar
    assert (f"{score_bar.total:.2f}", score_bar.level.level.name) == ("73.38", "ต้องปรับปรุง")
    assert notes()[2568] == "73.38 ต้องปรับปรุง · ใช้ผลปี 67"
    edit = [ScoreEdit("EIT", Decimal("50.00"))]
    scores.set_scores(window.session.workspace, 2567, edit, ScoreSource.OFFICIAL)
    lower = f"{window.session.score_bar.total:.2f} {window.session.score_bar.level.level.name}"
    assert not lower.startswith("73.38")
    qtbot.waitUntil(lambda: notes()[2568] == f"{lower} · ใช้ผลปี 67")


def test_a_year_whose_surveys_nobody_knows_has_no_total_in_the_list(window, qtbot) -> None:
    years.add_year(window.session.workspace, 2570)
    qtbot.waitUntil(
        lambda: (
            {year.year: year.note for year in window.top_bar.year._years}.get(2570)
            == "ยังไม่มีคะแนนรวม"
        )
    )


def test_every_line_of_the_year_list_has_room(window, qtbot) -> None:
    years_of = window.top_bar.year
    qtbot.waitUntil(lambda: all(year.note for year in years_of._years))
    levels = window.session.data.framework.levels.levels
    note = f"73.38 {max((level.name for level in levels), key=len)} · ใช้ผลปี 67"
    needed = metrics(Text.LABEL).horizontalAdvance(note)
    word = metrics(Text.BODY_MEDIUM).horizontalAdvance("ปีงบประมาณ 2568")
    assert YearPopupSize.WORD_LEFT + word + needed + 2 * Space.CELL <= YearListSize.WIDTH


def test_an_edit_anywhere_moves_strip_rail_and_undo_at_once(window) -> None:
    session = window.session
    late = window.rail.entries[PageKey.OIT].late
    scores.set_scores(session.workspace, 2568, [ScoreEdit("O3", Decimal(100))], ScoreSource.SELF)
    assert window.score_bar.values.figures[2].value == "45.00"
    assert window.rail.entries[PageKey.OIT].late == late - 1
    assert "แก้คะแนน O3" in window.top_bar.undo.toolTip()


def test_undo_and_redo_by_keyboard_tell_what_they_did(window) -> None:
    session = window.session
    before = session.data.assignment_by_item["O3"].note
    assignments.edit(session.workspace, 2568, [CellEdit("O3", "note", "โทรตาม")])
    press(Key.Key_Z, CTRL)
    assert session.data.assignment_by_item["O3"].note == before
    assert window.message.message.sentence == "เลิกทำแล้ว: แก้หมายเหตุ O3"
    press(Key.Key_Y, CTRL)
    assert session.data.assignment_by_item["O3"].note == "โทรตาม"


def test_a_broken_file_is_refused_and_what_was_open_stays_open(window, tmp_path: Path) -> None:
    broken = tmp_path / "เสีย.ita"
    broken.write_bytes(b"no database at all" * 20)
    with pytest.raises(WorkspaceError):
        window.open_file(broken)
    assert window.session.data.year == 2568
    window.commands.run("undo")


def test_another_file_opens_while_pages_out_of_sight_wait_for_a_change(window, tmp_path) -> None:
    for key in (PageKey.ROSTER, PageKey.SCORES, PageKey.ROSTER):
        window.go(key)
    session = window.session
    scores.set_scores(
        session.workspace, session.year, [ScoreEdit("O13", Decimal(50))], ScoreSource.SELF
    )
    window.tell_failure("วางไม่ได้")
    window.open_file(workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita"))
    assert window.message.message is None, "what was told of the other file is gone"
    assert window.session.workspace.path.name == "อีกแฟ้ม.ita"
    window.go(PageKey.SCORES)
    assert "O13" not in {score.node for score in window.session.data.scores}


def test_a_figure_of_a_few_answers_says_how_much_it_rests_on(window) -> None:
    session = window.session
    scores.set_scores(
        session.workspace, 2568, [ScoreEdit("I10", Decimal("91.5"))], ScoreSource.OFFICIAL
    )
    figure = window.score_bar.values.figures[0]
    assert figure.value == "91.50"
    assert figure.note == f"รู้แล้ว {session.tree.nodes['IIT'].known:.0f}%"
    assert session.tree.nodes["IIT"].known < 100
    values = window.score_bar.values
    assert (values.total.note, values.outlook.note) == ("ยังไม่ครบ", "ยังไม่ครบ")
    assert values.sentence == "คะแนน IIT ยังไม่ครบ จึงยังบอกระดับไม่ได้"
    assert values.sentence in [
        sentence.text() for sentence in window.page(PageKey.OVERVIEW).sentences
    ]


def test_a_year_that_another_thread_takes_away_stays_until_the_window_is_told(
    window, qtbot
) -> None:
    session = window.session
    years.add_year(session.workspace, 2569)
    session.choose_year(2569)
    taking = Job(lambda _progress: session.workspace.undo())
    taking.start()
    taking.wait()
    assert session.data.year == 2569
    assert window.top_bar.year.text() == "ปีงบประมาณ 2569"
    qtbot.waitUntil(lambda: session.data.year == 2568)
    assert window.top_bar.year.text() == "ปีงบประมาณ 2568"


def test_only_the_last_refusal_stands_in_the_message_line(window) -> None:
    window.session.failed.emit("วางไม่ได้ 1 ช่อง")
    window.session.failed.emit("วางไม่ได้ 2 ช่อง")
    window.message.dismiss()
    assert window.message.message is None


def test_the_message_offers_to_undo_the_last_edit_only(window) -> None:
    session = window.session
    assignments.assign(session.workspace, 2568, ["O3", "O9"], due=date(2025, 4, 30))
    session.notified.emit("มอบหมาย 2 ข้อแล้ว", True)
    assert window.message.message.action == "เลิกทำ"
    assignments.edit(session.workspace, 2568, [CellEdit("O3", "note", "โทรตาม")])
    assert window.message.message is None


def test_nothing_is_offered_to_be_undone_once_the_file_is_closed(window) -> None:
    window.session.notified.emit("มอบหมาย 2 ข้อแล้ว", True)
    window.opener.show_welcome()
    assert window.message.message is None


def test_a_second_window_may_only_read_and_says_who_writes(window, qtbot, tmp_path: Path) -> None:
    from ita_desktop.ui.window import Window

    second = Window(Settings(tmp_path / "other.json"))
    qtbot.addWidget(second)
    second.open_file(window.session.workspace.path)
    with qtbot.waitExposed(second):
        second.show()
    assert second.top_bar.saved.state is SaveState.READ_ONLY
    second.go(PageKey.OIT)
    page = second.page(PageKey.OIT)
    page.session.attempt(
        lambda: assignments.edit(page.session.workspace, 2568, [CellEdit("O3", "note", "x")])
    )
    assert "อ่านได้อย่างเดียว" in second.message.message.sentence
    second.opener.end()


def test_what_cannot_be_done_in_a_file_open_for_reading_is_not_offered(
    window, qtbot, tmp_path: Path
) -> None:
    from ita_desktop.ui.window import Window

    second = Window(Settings(tmp_path / "other.json"))
    qtbot.addWidget(second)
    second.open_file(window.session.workspace.path)
    with qtbot.waitExposed(second):
        second.show()
    second.go(PageKey.OIT)
    page = second.page(PageKey.OIT)
    assert not page.assign_button.isEnabled()
    assert not page.import_button.isEnabled()
    assert page.print_button.isEnabled()
    assert not second.top_bar.undo.isEnabled()
    second.opener.end()


def test_every_page_is_in_the_menu_with_its_key(window) -> None:
    menu = next(one for one in window.findChildren(QMenu) if one.title() == "แสดง")
    entry = next(action for action in menu.actions() if action.text() == "คะแนน")
    assert entry.shortcut().toString() == "Ctrl+5"
    entry.trigger()
    assert arrives(window, PageKey.SCORES)


def test_closing_leaves_one_file_that_holds_everything(window, tmp_path: Path) -> None:
    path = window.session.workspace.path
    assignments.edit(window.session.workspace, 2568, [CellEdit("O3", "note", "ก่อนปิด")])
    window.opener.end()
    assert [path.name for path in tmp_path.iterdir() if "ตัวอย่าง" in path.name] == [path.name]
    with Workspace.open(path) as workspace:
        assert workspace.year(2568).assignment_by_item["O3"].note == "ก่อนปิด"


def test_the_last_page_and_year_are_remembered_for_this_user(window, qtbot, tmp_path) -> None:
    from ita_desktop.ui.window import Window

    path = window.session.workspace.path
    window.go(PageKey.OIT)
    window.session.choose_year(2567)
    window.opener.end()
    again = Window(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(again)
    again.open_file(path)
    assert (again.current_page, again.session.year) == (PageKey.OIT, 2567)
    again.opener.end()


def test_what_is_chosen_is_written_a_moment_later_and_when_the_window_closes(
    window, qtbot, tmp_path
) -> None:
    path = tmp_path / "settings.json"

    def kept() -> int | None:
        return Settings(path).of_workspace(window.session.workspace.workspace_id).get("year")

    window.session.choose_year(2567)
    assert kept() != 2567
    assert window.session.memory.get("year") == 2567
    qtbot.waitUntil(lambda: kept() == 2567)
    window.settings.set("density", "dense")
    window.close()
    assert Settings(path).get("density") == "dense"
    window.settings.set("density", "normal")
    assert Settings(path).get("density") == "normal"


def test_a_year_that_was_shown_before_tells_what_was_written_meanwhile(window) -> None:
    window.go(PageKey.OIT)
    table = window.page(PageKey.OIT).table
    window.session.choose_year(2567)
    window.session.choose_year(2568)
    code = next(line.id for line in table.sheet.lines if line.group is None)
    edit = [CellEdit(code, "note", "เขียนใหม่")]
    window.session.choose_year(2567)
    assignments.edit(window.session.workspace, 2568, edit)
    window.session.choose_year(2568)
    assert table.sheet.lines[table.sheet.place(code)].row.note == "เขียนใหม่"


def test_pages_are_reached_by_number_keys(window, qtbot) -> None:
    press(Key.Key_3, CTRL)
    assert arrives(window, PageKey.OIT)
    press(Key.Key_1, CTRL)
    assert arrives(window, PageKey.OVERVIEW)


def test_a_figure_of_the_overview_opens_its_item(window, qtbot) -> None:
    overview = window.page(PageKey.OVERVIEW)
    rows = overview.todo.list
    first = rows.model().index(0, 0)
    qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(first).center())
    assert arrives(window, PageKey.OIT)
    assert window.page(PageKey.OIT).table.current_row().id == "O3"


def test_the_overview_counts_what_is_late_and_soon(window) -> None:
    overview = window.page(PageKey.OVERVIEW)
    codes = [row.cells[0].text for row in overview.todo.rows]
    assert codes[:4] == ["O3", "O9", "O14", "I5"]
    assert overview.todo.rows[3].key.page == PageKey.MEASURES, "what is late of the measures"
    assert overview.units.rows[0].cells[0].text == "โรงเรียนในสังกัด"
    assert [row.cells[0].text for row in overview.subs.rows] == [
        "9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2",
    ]  # fmt: skip


def test_a_window_that_only_reads_shows_what_the_writer_stores(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ita_desktop.ui.session.LOOK_EVERY", 20)
    path = workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")
    with Workspace.open(path) as writer:
        reading = Window(Settings(tmp_path / "settings.json"))
        qtbot.addWidget(reading)
        reading.open_file(path)
        assert reading.session.workspace.read_only
        assert reading.score_bar.values.figures[2].value == "40.00"
        scores.set_scores(writer, 2568, [ScoreEdit("O3", Decimal(100))], ScoreSource.SELF)
        writer.publish()
        qtbot.waitUntil(lambda: reading.score_bar.values.figures[2].value == "45.00")
        writer.undo()
        writer.publish()
        qtbot.waitUntil(lambda: reading.score_bar.values.figures[2].value == "40.00")
        reading.opener.end()


def test_a_year_without_open_work_says_so_on_the_overview(window) -> None:
    window.session.choose_year(2567)
    page = window.page(PageKey.OVERVIEW)
    assert not page.todo.rows
    assert page.todo.list.accessibleDescription() == "ไม่มีงานเลยกำหนด และไม่มีงานครบกำหนดใน 30 วัน"
    assert page.todo.sizeHint().height() == Height.SECTION + page.todo.row_height


def test_the_bar_says_saved_once_the_edit_is_in_the_one_file(window, qtbot, tmp_path: Path) -> None:
    saved, workspace = window.top_bar.saved, window.session.workspace
    assert re.fullmatch(r"บันทึกแล้ว \d\d:\d\d", saved.text()), "the copy was just made"
    assignments.edit(workspace, 2568, [CellEdit("O3", "note", "โทรตาม")])
    assert saved.text() == "กำลังบันทึก"
    qtbot.waitUntil(lambda: saved.state is SaveState.SAVED, timeout=2_000)
    copy = shutil.copyfile(workspace.path, tmp_path / "สำเนา.ita")
    assert saved.text() == f"บันทึกแล้ว {workspace.saved.at:%H:%M}"
    assert datetime.now().astimezone() - workspace.saved.at < timedelta(minutes=1)
    with Workspace.open(copy) as copied:
        assert copied.year(2568).assignment_by_item["O3"].note == "โทรตาม"


def test_a_file_of_another_day_says_of_which(window, tmp_path: Path) -> None:
    path = workspaces.copy_sample(tmp_path / "เมื่อวาน.ita")
    at = datetime(2025, 11, 3, 16, 20).astimezone().timestamp()
    os.utime(path, (at, at))
    window.open_file(path)
    assert window.top_bar.saved.text() == "บันทึกแล้ว 3 พ.ย. 68"


def test_work_that_a_crash_left_is_told_when_its_file_is_opened(
    window, qtbot, tmp_path: Path
) -> None:
    path = workspaces.copy_sample(tmp_path / "ล่ม.ita")
    left = Workspace.open(path)
    assignments.edit(left, 2568, [CellEdit("O3", "note", "ก่อนล่ม")])
    away = path.rename(tmp_path / "อื่น.ita")
    left.close()
    away.rename(path)
    window.open_file(path)
    assert "นำงานที่ค้างในเครื่องนี้กลับมาแล้ว 1 รายการ" in window.message.message.sentence
    assert window.session.data.assignment_by_item["O3"].note == "ก่อนล่ม"
    qtbot.waitUntil(lambda: window.top_bar.saved.state is SaveState.SAVED, timeout=2_000)


def test_control_s_saves_at_once_and_tells_what_stands_in_the_way(window, qtbot) -> None:
    workspace = window.session.workspace
    assignments.edit(workspace, 2568, [CellEdit("O3", "note", "ก")])
    away = workspace.path.rename(workspace.path.with_name("อื่น.ita"))
    window.commands.run("save")
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=2_000)
    assert "ถูกย้าย" in window.message.message.sentence
    away.rename(workspace.path)
    window.commands.run("save")
    qtbot.waitUntil(lambda: window.message.message.sentence.startswith("บันทึกแล้ว"), timeout=2_000)


def test_what_could_not_be_saved_is_told_in_the_bar_and_below_until_it_can(window, qtbot) -> None:
    session = window.session
    path = session.workspace.path
    away = path.with_name("อื่น.ita")
    path.rename(away)
    session.attempt(
        lambda: assignments.edit(session.workspace, 2568, [CellEdit("O3", "note", "ก")])
    )
    saved = window.top_bar.saved
    assert saved.state is SaveState.FAILED
    assert "ถูกย้าย" in saved.toolTip()
    assert "ถูกย้าย" in window.message.message.sentence
    away.rename(path)
    session.attempt(
        lambda: assignments.edit(session.workspace, 2568, [CellEdit("O3", "note", "ก")])
    )
    qtbot.waitUntil(lambda: saved.state is SaveState.SAVED)


def test_writing_that_takes_long_is_told_while_it_lasts(window, qtbot) -> None:
    session, saved = window.session, window.top_bar.saved
    qtbot.waitUntil(lambda: window.top_bar.year._years[0].note != "")
    go_on = threading.Event()

    def write(_progress: Progress) -> None:
        with session.workspace.change("เขียนนาน") as change:
            go_on.wait(5)
            change.update(session.data.organisation, address="ถนนตัวอย่าง")

    Job(write).start()
    qtbot.waitUntil(lambda: saved.state is SaveState.SAVING)
    go_on.set()
    qtbot.waitUntil(lambda: saved.state is SaveState.SAVED)
    assert session.data.organisation.address == "ถนนตัวอย่าง"


def test_the_rail_counts_late_measures_too(window) -> None:
    session, entry = window.session, window.rail.entries[PageKey.MEASURES]
    late = late_measures(session.data, session.today)
    assert entry.late == len(late) > 0
    edit = CellEdit(late[0].measure.id, "status", MeasureStatus.DONE)
    measures.edit(session.workspace, 2568, [edit])
    assert entry.late == len(late) - 1


def menu_of(window: Window, title: str) -> QMenu:
    return next(menu for menu in window.findChildren(QMenu) if menu.title() == title)


def test_every_document_is_in_the_menu_of_its_group_and_opens_in_its_page(window) -> None:
    menu = menu_of(window, "เอกสาร")
    menu.aboutToShow.emit()
    menu.aboutToShow.emit()
    titles = [action.text() for action in menu.actions() if not action.isSeparator()]
    window.go(PageKey.DOCUMENTS)
    groups = {
        action.text(): [paper.text() for paper in action.menu().actions()]
        for action in menu.actions()
        if action.menu() is not None
    }
    own = ["พิมพ์…", "บันทึกเอกสารหลายฉบับ…", "สรุปสำหรับผู้บริหาร…", "หน้าเว็บ OIT…", "ตรวจเนื้อหาของปี…"]
    assert titles == [*own, *groups]
    lines = window.page(PageKey.DOCUMENTS).table.sheet.lines
    listed = [line.group.title if line.group is not None else line.row.title for line in lines]
    assert listed == [title for group, ones in groups.items() for title in (group, *ones)]
    papers = next(
        action.menu()
        for action in menu.actions()
        if "สรุปผลคะแนน ITA" in groups.get(action.text(), ())
    )
    next(action for action in papers.actions() if action.text() == "สรุปผลคะแนน ITA").trigger()
    assert arrives(window, PageKey.DOCUMENTS)
    assert window.page(PageKey.DOCUMENTS).row.id == "score-summary"


def test_ctrl_p_goes_to_what_the_page_prints(window) -> None:
    window.go(PageKey.ROSTER)
    press(Key.Key_P, CTRL)
    assert arrives(window, PageKey.DOCUMENTS)
    assert window.page(PageKey.DOCUMENTS).row.id == "appointment-order"


def test_printing_before_a_page_has_come_goes_to_the_documents(window) -> None:
    window.opener.frame.forget_pages()
    window.commands.run(Command.PRINT)
    assert arrives(window, PageKey.DOCUMENTS)


def test_a_file_that_is_only_read_says_why_and_offers_a_copy(
    window, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = Window(Settings(tmp_path / "other.json"))
    qtbot.addWidget(second)
    second.open_file(window.session.workspace.path)
    with qtbot.waitExposed(second):
        second.show()
    assert "ของท่านเองที่เครื่องนี้" in second.message.message.sentence
    assert second.top_bar.saved.text().startswith("อ่านได้อย่างเดียว")
    copy = tmp_path / "สำเนา.ita"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    qtbot.mouseClick(second.message.action, LEFT)
    qtbot.waitUntil(lambda: second.session.workspace.path == copy, timeout=15_000)
    assert not second.session.workspace.read_only
    second.opener.end()


def test_what_is_remembered_belongs_to_one_workspace(window, qtbot, tmp_path: Path) -> None:
    first = window.session.workspace.path
    window.go(PageKey.OIT)
    page = window.page(PageKey.OIT)
    page.table.sheet.sort_by("due", descending=True)
    page.table.sheet.fold(["9.1"], shut=True)
    page.table.header.show_column(page.table.sheet.column_index("score"), shown=False)
    page.split._memory.set("oit.pane.width", 444)
    window.fold_rail(True)
    stored = window.session.workspace.dump()
    other = tmp_path / "อีกแฟ้ม.ita"
    other.write_bytes(begun_workspace(2568))
    window.open_file(other)
    assert arrives(window, PageKey.OVERVIEW)
    assert not window.rail.is_folded
    window.go(PageKey.OIT)
    fresh = window.page(PageKey.OIT)
    assert fresh.table.sheet.how.sort is None
    assert "score" not in fresh.table.header.memory()["hidden"]
    window.open_file(first)
    assert arrives(window, PageKey.OIT)
    assert window.rail.is_folded
    again = window.page(PageKey.OIT)
    assert (again.table.sheet.how.sort, again.table.sheet.how.descending) == ("due", True)
    assert again.table.sheet.how.folded == {"9.1"}
    assert "score" in again.table.header.memory()["hidden"]
    assert again.pane.width() == 444
    assert window.session.workspace.dump() == stored, "nothing of it is written into the file"


def test_a_year_that_another_thread_takes_back_meanwhile_is_no_mistake(
    window, qtbot, monkeypatch
) -> None:
    known = window.session.years
    with monkeypatch.context() as patch:
        patch.setattr(type(window.session), "years", property(lambda _session: (2599, *known)))
        window.bars.show_scores()
        qtbot.waitUntil(lambda: not window.bars._later.isActive())
    window.bars.show_year()
    assert window.top_bar.year.text().endswith(str(known[-1]))
