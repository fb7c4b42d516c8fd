"""A fiscal year is added with what stays as it was."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ita_desktop import frameworks
from ita_desktop.domain.errors import InputError
from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.services.roster import roster
from ita_desktop.services.years.carrying import YearParts, carry_year
from ita_desktop.services.years.carrying_entries import carried_fates, confirm
from ita_desktop.services.years.years import add_year
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.dialogs.beginning import NewYearChoice, NewYearDialog
from ita_desktop.ui.dialogs.frameworks import OWN, shipped, year_before, years_to_begin
from ita_desktop.ui.dialogs.replacing import ReplacementSheet
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.year.page import YearSection, fate_rows
from tests.support.known_files import begun_workspace
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import press
from tests.ui.support.modal import in_dialog


def begin(dialog: NewYearDialog, qtbot) -> None:
    """Presses the button, and waits until the year is there."""
    with qtbot.waitSignal(dialog.accepted, timeout=15_000):
        dialog.accept_button.click()


def choose_file(dialog: NewYearDialog, qtbot) -> None:
    """Presses the button for a file, and waits until that is read."""
    dialog.framework.file_button.click()
    qtbot.waitUntil(lambda: not dialog.work.is_going, timeout=15_000)


@pytest.fixture
def dialog(window, qtbot) -> NewYearDialog:
    made = NewYearDialog(window.session, shipped(), window)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_next_year_comes_first_and_missing_ones_follow() -> None:
    assert years_to_begin([2566, 2568], 2566, 2568) == (2569, 2567)


def test_from_an_old_file_the_present_year_comes_first_and_all_between_can_be_chosen() -> None:
    assert years_to_begin([2566], 2566, 2569) == (2569, 2570, 2568, 2567)
    assert years_to_begin([2569], 2566, 2568) == (2570, 2568, 2567, 2566)


def test_a_year_takes_over_all_but_the_work_of_the_one_before_unless_told_otherwise(
    dialog,
) -> None:
    assert dialog.accept_button.text() == "เริ่มปี 2569"
    code = dialog.values().framework
    assert dialog.values() == NewYearChoice(2569, code, True, True, True, True, extras=False)
    dialog.form.owners.click()
    assert not dialog.form.due.isEnabled()
    assert dialog.values() == NewYearChoice(2569, code, True, False, False, True, extras=False)
    dialog.form.extras.click()
    assert dialog.values().extras


def test_a_year_goes_on_from_the_newest_before_it() -> None:
    assert year_before([2566, 2568], 2569) == 2568
    assert year_before([2566, 2568], 2567) == 2566
    assert year_before([2566, 2568], 2565) == 2566


@pytest.fixture
def old_file(window, tmp_path, monkeypatch):
    """The window with a file whose newest year is 2566, in the fiscal year 2569."""
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2026-01-15")
    path = tmp_path / "เก่า.ita"
    path.write_bytes(begun_workspace(2566))
    window.open_file(path)
    session = window.session
    roster.add(session.workspace, 2566, session.data.bodies[0].id, [{"name": "ประธาน"}])
    return window


@pytest.mark.in_turn
def test_a_file_that_ends_years_ago_begins_the_present_year_with_what_it_has(
    old_file, qtbot
) -> None:
    before = len(old_file.session.data.members)
    in_dialog(NewYearDialog, lambda _sheet: press(Qt.Key.Key_Return))
    old_file.commands.new_year()
    assert old_file.session.year == 2569
    assert len(old_file.session.data.members) == before > 0
    assert old_file.session.years == (2566, 2569)


@pytest.mark.in_turn
def test_a_year_between_goes_on_from_the_one_before_it_whichever_is_shown(old_file, qtbot) -> None:
    in_dialog(NewYearDialog, lambda _sheet: press(Qt.Key.Key_Return))
    old_file.commands.new_year()
    made = NewYearDialog(old_file.session, shipped(), old_file)
    qtbot.addWidget(made)
    made.show()
    assert made.values().year == 2570
    assert made.source.year == 2569
    made.form.year.setCurrentIndex(made.form.year.findData(2567))
    assert made.source.year == 2566
    assert "2566" in made.form.carryTitle._title
    begin(made, qtbot)
    assert len(old_file.session.workspace.year(2567).members) == 1


@pytest.mark.in_turn
def test_a_year_that_is_still_empty_starts_from_the_one_before_it(old_file, qtbot) -> None:
    session = old_file.session
    add_year(session.workspace, 2570)
    session.choose_year(2570)
    own = session.data.framework
    made = NewYearDialog(session, shipped(), old_file)
    qtbot.addWidget(made)
    made.show()
    assert made.values().year == 2570
    assert not made.form.framework.isEnabled()
    assert "มีอยู่แล้วและยังว่าง" in made.form.framework.toolTip()
    begin(made, qtbot)
    year = session.workspace.year(2570)
    assert len(year.members) == 1
    assert year.framework == own
    with pytest.raises(InputError, match="มีปีงบประมาณ 2570 อยู่แล้ว"):
        carry_year(session.workspace, 2570, 2566, YearParts())
    session.workspace.undo()
    assert session.workspace.year(2570).members == ()


@pytest.mark.in_turn
def test_next_year_takes_over_roster_and_owners_with_one_enter(window, qtbot) -> None:
    before = window.session.data
    in_dialog(NewYearDialog, lambda _sheet: press(Qt.Key.Key_Return))
    window.commands.new_year()
    data = window.session.data
    assert data.year == 2569
    assert len(data.members) == len(before.members)
    assert [data.owner_label(owner) for owner in data.owners_of_item("O12")] == [
        before.owner_label(owner) for owner in before.owners_of_item("O12")
    ]
    assert len(data.measures) == len(before.measures)
    assert "2569" in window.top_bar.year.text()


@pytest.mark.in_turn
def test_owners_go_to_the_items_of_another_framework_that_continue(dialog, qtbot) -> None:
    other = dialog.form.framework.findData("2566")
    dialog.form.framework.setCurrentIndex(other)
    form = dialog.form
    enabled = [box.isEnabled() for box in (form.roster, form.owners, form.due, form.measures)]
    assert enabled == [True, True, True, True]
    assert "ข้อที่ต่อกัน" in form.owners.toolTip()
    assert "ยกเฉพาะมาตรการที่กรอบใหม่ยังมี" in form.measures.toolTip()
    assert not form.extras.isChecked()
    begin(dialog, qtbot)
    data = dialog._session.workspace.year(2569)
    assert data.assignments
    assert data.measures
    assert {item.item_code for item in data.measure_items} <= set(data.framework.item_by_code)
    assert data.evidence == ()


@pytest.mark.in_turn
def test_links_notes_and_findings_go_along_when_they_are_ticked(dialog, qtbot) -> None:
    dialog.form.extras.setChecked(True)
    begin(dialog, qtbot)
    data = dialog._session.workspace.year(2569)
    assert data.evidence
    assert data.findings


@pytest.mark.in_turn
def test_a_year_without_a_framework_of_its_own_is_called_a_draft(old_file, qtbot) -> None:
    made = NewYearDialog(old_file.session, shipped(), old_file)
    qtbot.addWidget(made)
    texts = [made.form.year.itemText(at) for at in range(made.form.year.count())]
    assert texts == ["2569 (กรอบร่าง)", "2570 (กรอบร่าง)", "2568", "2567", "2565", "2564"]
    assert made.values().year == 2569
    assert made.accept_button.text() == "เริ่มปี 2569"


@pytest.mark.in_turn
def test_after_a_year_of_another_framework_the_list_is_shown_and_worked_through(
    window, qtbot, tmp_path
) -> None:
    with Workspace.open(workspaces.copy_sample(tmp_path / "ข้าม.ita")) as workspace:
        carry_year(workspace, 2570, 2566, YearParts())
        fates = carried_fates(workspace.year(2566), workspace.year(2570))
        rows = {row.new: row for row in fate_rows(workspace.year(2570), fates)}
        assert (rows["O15"].old, rows["O15"].settled) == ("O11 O12", False)
        confirm(workspace, 2570, ["O15"])
        rows = {row.new: row for row in fate_rows(workspace.year(2570), fates)}
        assert rows["O15"].settled is True
        assert workspace.year(2570).assignment_by_item["O15"].note == ""
        workspace.undo()
        assert workspace.year(2570).assignment_by_item["O15"].note
        gone = [row for row in fate_rows(workspace.year(2570), fates) if row.old == "O17"]
        assert [(row.new, row.settled) for row in gone] == [("", None)]


@pytest.mark.in_turn
def test_the_list_follows_the_new_year_in_the_window(window, qtbot) -> None:
    session = window.session

    def choose(sheet: NewYearDialog) -> None:
        sheet.form.framework.setCurrentIndex(sheet.form.framework.findData("2566"))
        press(Qt.Key.Key_Return)

    in_dialog(NewYearDialog, choose)
    window.commands.new_year()
    assert arrives(window, PageKey.YEAR)
    page = window.page(PageKey.YEAR)
    assert page.section is YearSection.CARRIED
    qtbot.waitUntil(lambda: window.findChild(ReplacementSheet) is not None)
    window.findChild(ReplacementSheet).reject()
    rows = page.carried.table.sheet.all_rows()
    assert rows
    named = next(row for row in rows if row.new)
    page.carried.table.go_to(named.id, "new")
    page.carried.item_button.click()
    assert arrives(window, PageKey.OIT)
    assert window.page(PageKey.OIT).table.current_row().id == named.new.split()[0]
    assert session.year == 2569


def test_it_says_by_how_many_years_dates_move(dialog) -> None:
    assert dialog.values().year == 2569
    assert dialog.form.due.text() == "กำหนดส่ง โดยเลื่อนไปหนึ่งปี"


@pytest.mark.in_turn
def test_due_dates_move_by_the_years_without_work_as_well(old_file, qtbot) -> None:
    made = NewYearDialog(old_file.session, shipped(), old_file)
    qtbot.addWidget(made)
    assert (made.source.year, made.values().year) == (2566, 2569)
    assert made.form.due.text() == "กำหนดส่ง โดยเลื่อนไป 3 ปี"


def test_due_dates_of_a_later_year_move_back(window, qtbot, tmp_path) -> None:
    path = tmp_path / "ใหม่.ita"
    path.write_bytes(begun_workspace(2568))
    window.open_file(path)
    made = NewYearDialog(window.session, shipped(), window)
    qtbot.addWidget(made)
    made.form.year.setCurrentIndex(made.form.year.findData(2566))
    assert (made.source.year, made.values().year) == (2568, 2566)
    assert made.form.due.text() == "กำหนดส่ง โดยเลื่อนกลับ 2 ปี"
    boxes = (made.form.roster, made.form.owners, made.form.due, made.form.measures)
    assert not any(box.isChecked() for box in boxes), "a year that is over had its own"
    made.form.year.setCurrentIndex(made.form.year.findData(2569))
    assert all(box.isChecked() for box in boxes)


def test_due_dates_come_only_with_their_owners(dialog, qtbot) -> None:
    dialog.form.owners.setChecked(False)
    assert not dialog.form.due.isEnabled()
    begin(dialog, qtbot)
    assert dialog._session.workspace.year(2569).assignments == ()


@pytest.mark.in_turn
def test_undo_takes_the_new_year_back_and_shows_the_one_before(window, dialog, qtbot) -> None:
    begin(dialog, qtbot)
    window.session.choose_year(2569)
    window.session.undo()
    qtbot.waitUntil(lambda: window.session.year == 2568)
    assert 2569 not in window.session.years


# -- frameworks that are not the program's


@pytest.fixture
def edited(window, qtbot) -> NewYearDialog:
    session = window.session
    framework_editing.edit(
        session.workspace, 2568, [CellEdit("O12", "title", "ชื่อปีงบประมาณ พ.ศ. 2568")]
    )
    made = NewYearDialog(session, shipped(), window)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.in_turn
def test_next_year_goes_on_with_the_framework_as_it_was_edited(edited, window, qtbot) -> None:
    assert edited.form.framework.currentText() == "กรอบของปี 2568 ตามที่แก้ไว้"
    assert edited.form.owners.isEnabled()
    begin(edited, qtbot)
    data = window.session.workspace.year(2569)
    assert data.framework.item_by_code["O12"].title == "ชื่อปีงบประมาณ พ.ศ. 2569"
    assert len(data.measures) == len(window.session.data.measures)


@pytest.mark.in_turn
def test_the_shipped_framework_can_be_chosen_instead_of_the_edited_one(
    edited, window, qtbot
) -> None:
    edited.form.framework.setCurrentIndex(edited.form.framework.findData("2567"))
    begin(edited, qtbot)
    title = window.session.workspace.year(2569).framework.item_by_code["O12"].title
    assert title != "ชื่อปีงบประมาณ พ.ศ. 2569"


def test_a_framework_that_nobody_edited_is_offered_once(dialog) -> None:
    assert dialog.form.framework.findData(OWN) < 0


@pytest.mark.in_turn
def test_a_framework_from_a_file_is_used(window, dialog, qtbot, tmp_path, monkeypatch) -> None:
    data = window.session.data
    changed = replace(data.framework, code="เขต", title="กรอบของเขต")
    file = tmp_path / "กรอบ.yaml"
    file.write_text(frameworks.write_text(changed, 2568), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    choose_file(dialog, qtbot)
    assert dialog.form.framework.currentText() == "จากไฟล์ กรอบ.yaml"
    assert dialog.form.owners.isEnabled()
    begin(dialog, qtbot)
    assert window.session.workspace.year(2569).framework.title == "กรอบของเขต"


def test_a_file_that_is_no_framework_is_told_and_the_choice_stays(
    dialog, qtbot, tmp_path, monkeypatch
) -> None:
    before = dialog.form.framework.currentText()
    file = tmp_path / "x.yaml"
    file.write_text("schema: nothing\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    choose_file(dialog, qtbot)
    assert "x.yaml" in dialog.form.problem.text()
    assert dialog.form.framework.currentText() == before
