"""The import's dialog in the real window: reading, looking through, taking, undoing."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog
from shiboken6 import isValid

from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.exchange.sheets import Origin
from ita_desktop.exchange.source import read_file
from ita_desktop.services.checks.believed import doubted
from ita_desktop.services.imports import importing
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.plan import Action, PlannedChange
from ita_desktop.services.roster import roster
from ita_desktop.storage.gateway import Change
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.dialogs.previews.found import import_files
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.dialogs.previews.rows import rows_of_plan
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.cells.layout import drawn_cell
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.tokens import Text
from ita_desktop.ui.widgets.page.empty import EmptyState
from tests.support.places import FIXTURES, ROOT
from tests.support.taken_in import plan_source
from tests.ui.support.gate import Gate
from tests.ui.support.keyboard import press

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SAMPLE_ROSTER = ROOT / "resources" / "sample" / "roster_2568.csv"


@pytest.fixture
def roster_file(tmp_path):
    """The sample's own roster as a file, with what a test changes in it."""

    def write(change=lambda rows: rows) -> Path:
        with SAMPLE_ROSTER.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        path = tmp_path / "รายชื่อคณะทำงาน 2568.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(change(rows))
        return path

    return write


@pytest.fixture
def read(window, qtbot):
    """Opens the dialog on a file and waits until it shows what would change."""

    def opened(path: Path, kind: str = "roster") -> ImportDialog:
        dialog = import_files(window.session, window, [path], kind)
        qtbot.waitUntil(lambda: dialog.plan is not None or dialog.trouble.isVisible())
        return dialog

    return opened


def chips(dialog: ImportDialog) -> dict[str, int | None]:
    return {chip.text(): chip.count for chip in dialog.chips.values()}


def choose(box: QComboBox, value: object) -> None:
    """Choose an entry as a person does."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def accept(dialog: ImportDialog, window, qtbot) -> None:
    """Enter, and the wait for the writing in the other thread."""
    label = window.session.workspace.edits.undo_label
    qtbot.waitUntil(dialog.table.hasFocus)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.workspace.edits.undo_label != label)
    qtbot.waitUntil(window.isActiveWindow)


def changed_rows(rows):
    """One row with another unit and position, one new, one gone."""
    at = next(number for number, row in enumerate(rows) if row[1] == "2.7")
    rows[at][3] = "ผู้อำนวยการสถานศึกษา"
    rows[at][4] = "ฝ่ายการศึกษา"
    gone = next(number for number, row in enumerate(rows) if row[1] == "2.20")
    del rows[gone]
    new = ["คณะทำงาน", "2.37", "นายตัวอย่าง สี่สิบสอง", "นักวิชาการ", "ฝ่ายโยธา", "คณะทำงาน"]
    return [*rows, new]


@pytest.mark.parametrize(("row", "place"), [(7, "7"), (-2, "")])
def test_what_stands_above_a_table_has_no_row(read, roster_file, row: int, place: str) -> None:
    plan = read(roster_file()).plan
    change = PlannedChange(1, Action.CHANGE, (Origin("", row),), (), ())
    (shown,) = rows_of_plan(replace(plan, changes=(change,)), frozenset(), {})
    assert shown.place == place


@pytest.mark.in_turn
def test_only_what_differs_is_shown_with_old_values_and_the_row_in_the_file(read, roster_file):
    dialog = read(roster_file(changed_rows))
    assert chips(dialog) == {
        "ทั้งหมดที่ต่าง": 3,
        "เปลี่ยน": 1,
        "เพิ่ม": 1,
        "เอาออก": 1,
        "เหมือนเดิม": 40,
    }
    rows = dialog.table.sheet.all_rows()
    assert [(row.action, row.ticked, row.place) for row in rows] == [
        ("change", True, "14"),
        ("add", True, "43"),
        ("remove", False, ""),
    ]
    assert set(rows[0].changed) == {"ตำแหน่ง", "สังกัด"}
    assert rows[0].cells["สังกัด"].old == "เดิม โรงเรียนบ้านตัวอย่าง (สุขบูรณะ)"
    assert dialog.ui.source.text() == "รายชื่อคณะทำงาน 2568.csv · อ่านได้ 42 แถว"
    assert "“เอาออก”" in dialog.ui.remark.text()


@pytest.mark.in_turn
def test_what_is_ticked_is_taken_in_one_step_that_undo_takes_back(read, roster_file, window, qtbot):
    before = window.session.workspace.dump()
    dialog = read(roster_file(changed_rows))
    assert dialog.accept_button.text() == "รับ 2 รายการ"
    accept(dialog, window, qtbot)
    data = window.session.data
    names = [person.full_name for person in data.people]
    assert "นายตัวอย่าง สี่สิบสอง" in names
    assert len(data.members) == 43
    assert window.message.message.sentence.endswith("แล้ว · เพิ่ม 1 รายการ เปลี่ยน 1 รายการ")
    window.message.action.click()
    assert window.session.workspace.dump() == before


@pytest.mark.in_turn
def test_a_removal_is_done_only_when_it_is_ticked(read, roster_file, window, qtbot):
    dialog = read(roster_file(changed_rows))
    qtbot.waitUntil(dialog.table.hasFocus)
    removal = next(row for row in dialog.table.sheet.all_rows() if row.action == "remove")
    dialog.table.go_to(removal.id)
    press(Key.Key_Space)
    assert dialog.accept_button.text() == "รับ 3 รายการ"
    accept(dialog, window, qtbot)
    assert len(window.session.data.members) == 42


@pytest.mark.in_turn
def test_chips_show_one_kind_of_difference_or_the_rows_that_are_the_same(read, roster_file, qtbot):
    dialog = read(roster_file(changed_rows))
    qtbot.mouseClick(dialog.chips["add"], LEFT)
    assert [row.action for row in dialog.table.sheet.all_rows()] == ["add"]
    qtbot.mouseClick(dialog.chips["same"], LEFT)
    assert dialog.left.isVisible()
    assert len(dialog.left.sheet.all_rows()) == 40
    qtbot.mouseClick(dialog.chips["all"], LEFT)
    assert dialog.table.isVisible()
    assert len(dialog.table.sheet.all_rows()) == 3


@pytest.mark.in_turn
def test_skipped_rows_are_listed_with_their_reason(read, roster_file, qtbot):
    dialog = read(roster_file(lambda rows: [*rows, ["คณะทำงาน", "2.37", "", "", "", "คณะทำงาน"]]))
    qtbot.mouseClick(dialog.chips["skipped"], LEFT)
    (row,) = dialog.left.sheet.all_rows()
    assert row.place == "แถว 44"
    assert "ไม่มีทั้งชื่อและตำแหน่ง" in row.why
    assert "2.37" in row.content
    assert dialog.ui.remark.text() == "เลิกทำได้ภายหลัง", "nothing is to be removed"


def test_where_nothing_can_be_taken_the_reasons_stand_there_at_once(read, roster_file):
    dialog = read(roster_file(lambda rows: [rows[0], ["คณะทำงาน", "2.37", "", "", "", "คณะทำงาน"]]))
    assert dialog.left.isVisible()
    assert dialog.chips["skipped"].isChecked()
    assert "ไม่มีทั้งชื่อและตำแหน่ง" in dialog.left.sheet.all_rows()[0].why


@pytest.mark.in_turn
def test_a_warning_leads_to_its_row(read, roster_file, window, qtbot):
    def rename(rows):
        row = next(row for row in rows if row[1] == "2.7")
        row[2] = row[2].replace("นาย", "นาง")
        return rows

    dialog = read(roster_file(rename))
    note = dialog._note
    assert "คำนำหน้า" in note.message.sentence
    assert note.message.sentence.startswith("แถว 14")
    qtbot.mouseClick(note.action, LEFT)
    assert dialog.table.current_row().place == "14"


def test_what_is_to_be_looked_at_has_a_chip_beneath_other_messages(read, tmp_path) -> None:
    path = tmp_path / "มอบหมาย.csv"
    path.write_text("ข้อ,ผู้รับผิดชอบ,กำหนดส่ง\nO1,ฝ่ายโยทา,31/1/69\n", encoding="utf-8-sig")
    dialog = read(path, "assignments")
    assert "ไม่รู้จักหน่วย" in dialog._note.message.sentence
    assert chips(dialog)["โปรดตรวจ"] == 1


@pytest.mark.in_turn
def test_a_file_that_says_nothing_new_has_nothing_to_accept(read, roster_file):
    dialog = read(roster_file())
    assert chips(dialog)["ทั้งหมดที่ต่าง"] == 0
    assert not dialog.accept_button.isEnabled()
    assert "ไม่มีอะไรต้องนำเข้า" in dialog._note.message.sentence


@pytest.mark.in_turn
def test_a_table_whose_scores_alone_were_mended_takes_its_doubts_back(
    read, window, qtbot, tmp_path
) -> None:
    """Its rows are those that are there already."""
    workspace = window.session.workspace
    item, score = next(
        (score.node, score.value)
        for score in workspace.year(2567).scores
        if score.source is ScoreSource.OFFICIAL and score.node.startswith("I")
    )
    path = tmp_path / "การวิเคราะห์ผลการประเมิน ปี 2568.csv"

    def typed(text: str) -> Path:
        row = f"{item},{text},ตอบช้ามาก,1. จัดทำคู่มือตอบคำถาม"
        path.write_text(f"ข้อ,คะแนน,ประเด็นที่ต้องปรับปรุง,มาตรการ\n{row}\n", encoding="utf-8-sig")
        return path

    apply_import(workspace, plan_source(workspace, 2568, "analysis", read_file(typed("12.34"))))
    (doubt,) = doubted(workspace.year(2567))
    assert "12.34" in doubt.text
    dialog = read(typed(str(score)), "analysis")
    assert not dialog.ticked
    assert "กด “รับ”" in dialog._note.message.sentence
    accept(dialog, window, qtbot)
    assert doubted(workspace.year(2567)) == ()


@pytest.mark.in_turn
def test_a_file_without_the_headings_is_told_in_the_dialog_and_may_be_another_kind(
    read, window, qtbot
):
    dialog = read(FIXTURES / "measures_2568.csv", "roster")
    assert dialog.plan.kind == "measures", "as if it was dropped"
    choose(dialog.to.kinds, "roster")
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert "ไม่พบหัวตาราง" in dialog.trouble.label.text()
    assert not dialog.accept_button.isEnabled()
    choose(dialog.to.kinds, "measures")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert dialog.plan.kind == "measures"
    assert not dialog.trouble.isVisible()


MEASURES_OF = "{title}\nข้อ,วิธีการปฏิบัติ\nI1,อบรม\nI2,ตรวจสอบ\n"


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", ["measures", "", "roster"])
def test_by_button_and_dropped_a_list_goes_into_the_year_that_it_states(read, tmp_path, kind):
    path = tmp_path / "แผน.csv"
    path.write_text(
        MEASURES_OF.format(title="มาตรการยกระดับคุณธรรมและความโปร่งใส ปีงบประมาณ 2567,"),
        encoding="utf-8-sig",
    )
    dialog = read(path, kind)
    assert (dialog.plan.kind, dialog.plan.base.year) == ("measures", 2567)
    assert dialog.to.years.currentData() == 2567
    assert len(dialog.ticked) == 2


@pytest.mark.in_turn
def test_the_year_is_chosen_in_the_preview(read, tmp_path, window, qtbot):
    path = tmp_path / "แผน.csv"
    path.write_text(
        MEASURES_OF.format(title="มาตรการยกระดับคุณธรรมและความโปร่งใส ปีงบประมาณ 2567,"),
        encoding="utf-8-sig",
    )
    dialog = read(path, "measures")
    before = dialog.plan
    choose(dialog.to.years, 2568)
    qtbot.waitUntil(lambda: dialog.plan is not before and not dialog.work.is_going)
    assert dialog.plan.base.year == 2568
    assert len(dialog.ticked) == 2, "a person has named the year"
    measures = len(window.session.workspace.year(2568).measures)
    accept(dialog, window, qtbot)
    assert len(window.session.workspace.year(2568).measures) == measures + 2


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", ["measures", ""])
def test_a_missing_year_is_offered_to_be_made(read, tmp_path, window, qtbot, kind):
    path = tmp_path / "แผน.csv"
    path.write_text(
        MEASURES_OF.format(title="มาตรการยกระดับคุณธรรมและความโปร่งใส ปีงบประมาณ 2569,"),
        encoding="utf-8-sig",
    )
    dialog = read(path, kind)
    assert dialog.to.years.currentText() == "2569 (เพิ่มปีนี้)"
    assert "ยังไม่มีปีงบประมาณ 2569" in dialog._note.message.sentence
    assert not dialog.ticked, "nobody has asked for the year"
    qtbot.mouseClick(dialog._note.action, LEFT)
    dialog.table.setFocus()
    accept(dialog, window, qtbot)
    assert window.session.years[-1] == 2569
    assert len(window.session.workspace.year(2569).measures) == 2


@pytest.fixture
def moved(qtbot) -> Callable[[ImportDialog, QComboBox, object], None]:
    """Chooses another destination, and waits until the file is compared with it."""

    def choose_and_wait(dialog: ImportDialog, box: QComboBox, value: object) -> None:
        before = dialog.plan
        choose(box, value)
        qtbot.waitUntil(
            lambda: not dialog.work.is_going and (dialog.plan is not before or dialog.plan is None)
        )

    return choose_and_wait


@pytest.mark.in_turn
def test_what_is_not_ticked_for_a_reason_is_where_that_does_not_hold(read, tmp_path, moved):
    path = tmp_path / "แผน.csv"
    path.write_text(
        MEASURES_OF.format(title="มาตรการยกระดับคุณธรรมและความโปร่งใส ปีงบประมาณ 2569,"),
        encoding="utf-8-sig",
    )
    dialog = read(path)
    assert not dialog.ticked, "the year is missing"
    moved(dialog, dialog.to.years, 2568)
    assert len(dialog.ticked) == 2
    assert "บอกว่าเป็นของปี 2569 แต่จะลงในปี 2568" in dialog._note.message.sentence
    moved(dialog, dialog.to.years, 2569)
    assert len(dialog.ticked) == 2, "a person has asked for the year"


@pytest.mark.in_turn
def test_what_a_person_left_out_stays_out_and_a_yes_is_one_for_its_place(read, tmp_path, moved):
    path = tmp_path / "คน.csv"
    path.write_text(
        "ชื่อ - นามสกุล,ตำแหน่ง,บทบาท\n"
        "นายทดลอง หนึ่ง,หัวหน้าฝ่ายโยธา,หัวหน้าคณะทำงาน\n"
        "นายทดลอง สอง,หัวหน้าฝ่ายรายได้,คณะทำงาน\n",
        encoding="utf-8-sig",
    )
    dialog = read(path)
    head, other = (row.id for row in dialog.rows if row.action == "add")
    assert dialog.ticked == {other}, "there is a head already"
    dialog._set_ticks({head: True, other: False})
    moved(dialog, dialog.to.years, 2566)
    assert not dialog.ticked, "it would be beside another head"
    moved(dialog, dialog.to.years, 2567)
    assert [row.place for row in dialog.rows if row.ticked] == ["2"], "nobody is there"
    moved(dialog, dialog.to.years, 2568)
    assert [row.place for row in dialog.rows if row.ticked] == ["2"]


@pytest.mark.in_turn
def test_a_result_of_another_year_is_refused_there_and_no_column_is_asked_for(
    read, tmp_path, moved
):
    path = tmp_path / "ผล.csv"
    path.write_text(
        "ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ปีงบประมาณ 2569,\nแบบวัด,คะแนน\n"
        "IIT,90.11\nEIT,91.22\nOIT,88\n",
        encoding="utf-8-sig",
    )
    dialog = read(path, "results")
    for year in (2567, 2566):
        moved(dialog, dialog.to.years, year)
        assert f"ไม่ใช่ปี {year} · เลือกปี 2569" in dialog.trouble.label.text()
        assert not dialog.mapped.isVisible()
        assert dialog._note.message is None
    moved(dialog, dialog.to.years, 2569)
    assert len(dialog.rows) == 3


@pytest.mark.in_turn
def test_the_body_of_a_roster_is_chosen_in_the_preview(read, tmp_path, window, qtbot):
    path = tmp_path / "คน.csv"
    path.write_text("คณะ,ชื่อ - นามสกุล,บทบาท\nคณะทำงาน,นายทดลอง หนึ่ง,คณะทำงาน\n", encoding="utf-8-sig")
    dialog = read(path)
    before, data = dialog.plan, window.session.data
    other = next(body for body in data.bodies if body.name != "คณะทำงาน")
    assert dialog.to.bodies.currentText() == "ตามไฟล์"
    choose(dialog.to.bodies, other.name)
    qtbot.waitUntil(lambda: dialog.plan is not before and not dialog.work.is_going)
    assert dialog.table.sheet.lines[0].group.title == other.name, (
        "a single body is named above its rows"
    )
    members = len(data.members_of(other.id))
    accept(dialog, window, qtbot)
    assert len(window.session.data.members_of(other.id)) == members + 1


@pytest.mark.in_turn
@pytest.mark.parametrize("is_new", [False, True])
def test_the_body_that_was_chosen_stays_when_another_year_is_chosen(
    read, tmp_path, window, qtbot, is_new
):
    workspace = window.session.workspace
    former = workspace.year(2566)
    chosen = next(body for body in window.session.data.bodies if body.name != "คณะทำงาน")
    if is_new:
        with workspace.change("ลบ") as change:
            change.delete(next(body for body in former.bodies if body.name == chosen.name))
    path = tmp_path / "คน.csv"
    path.write_text("คณะ,ชื่อ - นามสกุล,บทบาท\nคณะทำงาน,นายทดลอง หนึ่ง,คณะทำงาน\n", encoding="utf-8-sig")
    dialog = read(path)
    for choice, value in ((dialog.to.bodies, chosen.name), (dialog.to.years, 2566)):
        before = dialog.plan
        choose(choice, value)
        qtbot.waitUntil(lambda was=before: dialog.plan is not was and not dialog.work.is_going)
    shown = f"{chosen.name} (เพิ่มคณะนี้)" if is_new else chosen.name
    assert dialog.to.bodies.currentText() == shown
    assert not dialog.has_typed(), "a destination is no typing"
    accept(dialog, window, qtbot)
    year = workspace.year(2566)
    people = {person.id: person.name for person in year.people}
    (body,) = (each for each in year.bodies if each.name == chosen.name)
    assert "ทดลอง หนึ่ง" in [people.get(each.person_id) for each in year.members_of(body.id)]


@pytest.mark.in_turn
def test_the_unit_of_people_is_chosen_in_the_preview(read, tmp_path, window, qtbot):
    path = tmp_path / "ทะเบียนบุคลากร.csv"
    rows = "ชื่อ - นามสกุล,ตำแหน่ง,โทรศัพท์ภายใน\nนายทดลอง หนึ่ง,นักวิชาการ,1234\n"
    path.write_text(rows, encoding="utf-8-sig")
    dialog = read(path, "people")
    before, unit = dialog.plan, window.session.data.units[0]
    choose(dialog.to.units, unit.id)
    qtbot.waitUntil(lambda: dialog.plan is not before and not dialog.work.is_going)
    accept(dialog, window, qtbot)
    (made,) = (each for each in window.session.data.people if each.name == "ทดลอง หนึ่ง")
    assert made.unit_id == unit.id


@pytest.mark.in_turn
def test_without_a_kind_the_headings_tell_it(read):
    assert read(FIXTURES / "roster_2568.csv", "").plan.kind == "roster"
    assert read(FIXTURES / "measures_2568.csv", "").plan.kind == "measures"
    assert read(FIXTURES / "assignments_2566.csv", "").plan.kind == "assignments"


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "ว่าง"),
        (b"%PDF-1.7 ...", "อ่าน PDF นี้ไม่ได้"),
        (b"PK\x03\x04broken", "เสีย"),
        (b"a,b\n1,2\n", "หัวตาราง"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_another_can_be_chosen(
    read, tmp_path, content, words
):
    path = tmp_path / "ไฟล์.xlsx"
    path.write_bytes(content)
    dialog = read(path)
    assert words in dialog.trouble.label.text()
    assert dialog.trouble.other.isVisible()


@pytest.mark.in_turn
def test_a_file_that_is_not_there_is_told(read, tmp_path):
    assert "ไม่พบไฟล์" in read(tmp_path / "ไม่มี.csv").trouble.label.text()


@pytest.mark.in_turn
def test_esc_leaves_everything_as_it_was(read, roster_file, window, qtbot):
    before = window.session.workspace.dump()
    dialog = read(roster_file(changed_rows))
    qtbot.waitUntil(dialog.table.hasFocus)
    press(Key.Key_Escape)
    assert window.session.workspace.dump() == before
    assert not dialog.isVisible()


@pytest.mark.in_turn
def test_reading_can_be_stopped_and_nothing_is_imported(window, qtbot, tmp_path):
    path = tmp_path / "ใหญ่.csv"
    row = "คณะทำงาน,นายทดลอง ที่{0},นักวิชาการ,ฝ่ายโยธา,คณะทำงาน\n"
    head = "คณะ,ชื่อ - นามสกุล,ตำแหน่ง,สังกัด,บทบาท\n"
    path.write_text(head + "".join(row.format(at) for at in range(20000)), encoding="utf-8")
    before = window.session.workspace.dump()
    dialog = import_files(window.session, window, [path], "roster")
    dialog.work.line.stopped.emit()
    assert "หยุดแล้ว" in dialog.trouble.label.text()
    assert dialog.trouble.other.isVisible()
    qtbot.wait(300)
    assert dialog.plan is None
    assert window.session.workspace.dump() == before


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Holds an import in the midst of its rows."""
    gate, look = Gate(), 2
    monkeypatch.setattr(importing, "_ROWS_PER_CALL", look)
    insert = Change.insert

    def held(change: Change, record: object) -> object:
        if len(change.rows) == look:
            gate.wait()
        return insert(change, record)

    monkeypatch.setattr(Change, "insert", held)
    yield gate
    gate.open()
    wait_for_all()


def many(tmp_path: Path) -> Path:
    path = tmp_path / "หลายแถว.csv"
    row = "คณะทำงาน,นายทดลอง ที่{0},นักวิชาการ,ฝ่ายโยธา,คณะทำงาน\n"
    head = "คณะ,ชื่อ - นามสกุล,ตำแหน่ง,สังกัด,บทบาท\n"
    path.write_text(head + "".join(row.format(at) for at in range(30)), encoding="utf-8")
    return path


@pytest.mark.in_turn
def test_writing_can_be_stopped_and_begun_again(read, writing: Gate, window, qtbot, tmp_path):
    session = window.session
    before = session.workspace.dump()
    dialog = read(many(tmp_path))
    dialog.accept()
    assert writing.begun.wait(15)
    session.choose_year(2567)
    assert session.data.year == 2567, "what is stored can be read meanwhile"
    session.choose_year(2568)
    dialog.work.line.stopped.emit()
    writing.open()
    qtbot.waitUntil(lambda: dialog._note.message is not None, timeout=15_000)
    assert dialog._note.message.sentence == "หยุดแล้ว ยังไม่ได้นำเข้าอะไร"
    assert session.workspace.dump() == before
    dialog.accept()
    qtbot.waitUntil(lambda: not (isValid(dialog) and dialog.isVisible()), timeout=15_000)
    assert sum("ทดลอง ที่" in person.name for person in session.data.people) == 30
    window.session.undo()
    assert session.workspace.dump() == before


@pytest.mark.long
def test_five_thousand_rows_are_read_shown_and_taken(window, qtbot, tmp_path, read):
    path = tmp_path / "มาก.csv"
    row = "คณะทำงาน,นายทดลอง ที่{0},นักวิชาการ,ฝ่ายโยธา,คณะทำงาน\n"
    head = "คณะ,ชื่อ - นามสกุล,ตำแหน่ง,สังกัด,บทบาท\n"
    path.write_text(head + "".join(row.format(at) for at in range(5000)), encoding="utf-8")
    dialog = import_files(window.session, window, [path], "roster")
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=120_000)
    assert dialog.accept_button.text() == "รับ 5000 รายการ"
    qtbot.waitUntil(dialog.table.hasFocus)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=120_000)
    assert len(window.session.data.members) == 5042


@pytest.mark.in_turn
def test_an_edit_made_meanwhile_is_told_and_nothing_is_written(read, roster_file, window, qtbot):
    dialog = read(roster_file(changed_rows))
    session = window.session
    plan = dialog.plan
    (changed,) = (each for each in plan.changes if each.action == "change")
    first, *_ = (*changed.writes, *(plan.shared[key].write for key in changed.needs))
    with session.workspace.change("ลบ") as change:
        change.delete(first.record)
    before = session.workspace.dump()
    qtbot.waitUntil(dialog.table.hasFocus)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._note.message is not None)
    assert "เปลี่ยนไปแล้ว" in dialog._note.message.sentence
    assert session.workspace.dump() == before
    assert dialog.isVisible()


@pytest.mark.in_turn
def test_the_page_asks_for_a_file_and_imports_it(window, qtbot, monkeypatch, tmp_path):
    window.session.choose_year(2567)
    window.go(PageKey.ROSTER)
    page = window.page(PageKey.ROSTER)
    file = str(tmp_path / "รายชื่อ.csv")
    Path(file).write_bytes((FIXTURES / "roster_2566.csv").read_bytes())
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([file], ""))
    qtbot.mouseClick(page.import_button, LEFT)
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert dialog.accept_button.text() == "รับ 20 รายการ"
    accept(dialog, window, qtbot)
    qtbot.waitUntil(page.table.isVisible)
    assert len(page.session.data.members) == 20
    press(Key.Key_Z, CTRL)
    assert page.session.data.members == ()


def test_no_file_chosen_means_no_dialog(window, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    assert import_files(window.session, window, None, "roster") is None


@pytest.mark.in_turn
def test_no_short_word_is_cut_beside_a_long_remark(read, roster_file) -> None:
    """The roles are short and the remarks long: the remarks give the room."""

    def with_remarks(rows):
        remark = "หมายเหตุที่ยาวกว่าช่องอื่นทั้งหมดในแถวนี้ เพื่อให้คอลัมน์ต้องแบ่งที่กัน " * 2
        return [[*rows[0], "หมายเหตุ"], *([*row, remark] for row in rows[1:])]

    dialog = read(roster_file(with_remarks))
    spans = {span.column.key: span for span in dialog.table.header.spans()}
    wide = metrics(Text.BODY).horizontalAdvance("ประธานกรรมการ")
    assert spans["บทบาท"].inner_width >= wide


@pytest.mark.in_turn
def test_the_keyboard_goes_into_the_table_that_an_import_fills(window, read, roster_file, qtbot):
    window.go(PageKey.ROSTER)
    page = window.page(PageKey.ROSTER)
    session = window.session
    roster.remove(session.workspace, session.year, [member.id for member in session.data.members])
    empty = page.findChild(EmptyState)
    qtbot.waitUntil(empty.button.hasFocus)
    accept(read(roster_file()), window, qtbot)
    qtbot.waitUntil(page.table.hasFocus)


LONG = (
    "ข้อ,ข้อมูล,ผู้รับผิดชอบ,กำหนดส่ง,หมายเหตุ\n"
    "O1,โครงสร้าง,ฝ่ายปกครอง,31/1/68,\n"
    "O1,โครงสร้าง อำนาจหน้าที่,ฝ่ายการคลัง,28/2/68,ส่งใหม่\n"
    "O99,ข้อมูลที่ไม่มีในกรอบการประเมินของปีนี้แน่นอน,ฝ่ายโยธา,31/1/68,\n"
    "เรื่องร้องเรียนการทุจริตและประพฤติมิชอบของเจ้าหน้าที่ของรัฐในสำนักงานเขต,,ฝ่ายโยธา,31/1/68,เร่ง\n"
    "O5,ข่าว,ฝ่ายเทคนิคและวิชาการ; นางสาวไม่มี ในทะเบียน,30 ก.พ. 68,\n"
    "รวม,22,,,\n"
)


@pytest.mark.in_turn
@pytest.mark.parametrize("size", [(1024, 700), (1366, 768), (910, 512)])
def test_every_chip_and_reason_is_read_to_its_end(window, read, tmp_path, qtbot, size):
    """The last size is that of a screen of 1366x768 at 150 %."""
    table = tmp_path / "มอบหมาย.csv"
    table.write_text(LONG, encoding="utf-8-sig")
    window.resize(*size)
    dialog = read(table, "assignments")
    assert {"skipped", "unread", "asked", "check"} <= dialog.chips.keys()
    chips = dialog.chips.values()
    inside = [lambda one=chip: one.mapTo(dialog, one.rect().bottomRight()) for chip in chips]
    qtbot.waitUntil(lambda: all(dialog.rect().contains(at()) for at in inside))
    qtbot.waitUntil(lambda: all(chip.width() >= chip.minimumSizeHint().width() for chip in chips))
    assert len({(chip.x(), chip.y()) for chip in chips}) == len(chips)
    view = dialog.left
    for key in ("skipped", "unread", "check", "aside"):
        dialog.chips[key].click()
        qtbot.waitUntil(view.isVisible)
        view.heights.measure()
        why = next(span for span in view.header.spans() if span.column.key == "why")
        assert why.x + why.width <= view.viewport().width(), key
        for line in view.sheet.lines:
            drawn = drawn_cell(line, why, view.density)
            assert not drawn.fade, key
            assert line.height >= view.density.height(drawn.lines), key


@pytest.mark.in_turn
def test_findings_that_are_taken_together_are_counted_one_by_one(read, tmp_path):
    path = tmp_path / "วิเคราะห์.csv"
    rows = (
        ("ประเด็นการประเมิน", "ประเด็นที่ต้องปรับปรุง", "มาตรการ", "ผู้รับผิดชอบ", "การกำกับติดตาม"),
        ("I1 เต็มใจให้บริการ", "ก ทดลอง", "1. ม", "ทุกฝ่าย", "เดือนละ 1 ครั้ง"),
        ("I2 อำนวยความสะดวก", "ข ทดลอง", "2. น", "", ""),
    )
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    dialog = read(path, "analysis")
    (row,) = (row for row in dialog.rows if row.action == "add")
    assert row.place == "2–3"
    assert chips(dialog)["เพิ่ม"] == 2
    assert dialog.accept_button.text() == "รับ 2 รายการ"
