"""Columns are given their fields by hand in the preview of an import."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ita_desktop.domain.answers import AnswerAbout, ImportAnswer
from ita_desktop.ui.dialogs.previews.found import import_files
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.pages.fields import read_owners
from ita_desktop.ui.pages.settings.backup import ImportAnswers
from ita_desktop.ui.table.grid import Act, CellChange, Edit
from ita_desktop.ui.window import Window
from tests.ui.support.keyboard import press, type_text

UNKNOWN = "งานที่,ใครทำ,สี\nO1,ฝ่ายปกครอง,แดง\nO2,ฝ่ายโยธา,เขียว\n"
KNOWN = "ข้อ,ผู้รับผิดชอบ,จดไว้\nO1,ฝ่ายปกครอง,เร่ง\nO2,ฝ่ายโยธา,\n"


@pytest.fixture
def read(window: Window, tmp_path: Path, qtbot: QtBot):
    def opened(text: str) -> ImportDialog:
        path = tmp_path / "งาน.csv"
        path.write_text(text, encoding="utf-8")
        dialog = import_files(window.session, window, [path], "assignments")
        qtbot.waitUntil(lambda: not dialog.work.is_going and dialog.source is not None)
        qtbot.waitUntil(lambda: dialog.plan is not None or dialog.mapped.isVisible())
        return dialog

    return opened


def give(dialog: ImportDialog, row: int, field: str, qtbot: QtBot) -> None:
    """Chooses a field for a column."""
    column = dialog.mapped.sheet.all_rows()[row]
    dialog.mapped.on_edit(Edit(Act.TYPE, (CellChange(column.id, "field", field),)))
    qtbot.waitUntil(lambda: not dialog.work.is_going)


@pytest.mark.in_turn
def test_a_table_without_known_headings_is_no_dead_end(read, qtbot: QtBot) -> None:
    dialog = read(UNKNOWN)
    assert dialog.trouble.isVisible()
    assert "ข้อ · ผู้รับผิดชอบ" in dialog._note.message.sentence
    give(dialog, 0, "item", qtbot)
    assert dialog.mapped.isVisible()
    give(dialog, 1, "owners", qtbot)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert dialog.plan.rows == 2
    assert dialog.plan.ignored_columns == ("สี",)


@pytest.mark.in_turn
def test_a_column_that_is_not_read_can_be(read, qtbot: QtBot) -> None:
    dialog = read(KNOWN)
    assert dialog.plan.ignored_columns == ("จดไว้",)
    dialog.chips["mapped"].click()
    qtbot.waitUntil(dialog.mapped.isVisible)
    give(dialog, 2, "note", qtbot)
    assert dialog.plan.ignored_columns == ()
    texts = [cell.new for change in dialog.plan.changes for cell in change.cells]
    assert "เร่ง" in texts


@pytest.mark.in_turn
def test_what_was_decided_is_used_for_the_next_file_told_and_changed(
    read, window: Window, qtbot: QtBot
) -> None:
    dialog = read(UNKNOWN)
    give(dialog, 0, "item", qtbot)
    give(dialog, 1, "owners", qtbot)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    label = window.session.workspace.edits.undo_label
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.workspace.edits.undo_label != label)
    dialog = read(UNKNOWN.replace("O1", "O5"))
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert "ใช้คำตอบที่จำไว้: อ่านคอลัมน์ “งานที่” เป็น ข้อ" in dialog._note.message.sentence
    dialog.chips["mapped"].click()
    notes = {row.heading: row.note for row in dialog.mapped.sheet.all_rows()}
    assert notes == {"งานที่": "ใช้คำตอบที่จำไว้", "ใครทำ": "ใช้คำตอบที่จำไว้", "สี": ""}
    give(dialog, 1, "", qtbot)
    assert dialog.trouble.isVisible() or "ใครทำ" in dialog.plan.ignored_columns


def accept(dialog: ImportDialog, window: Window, qtbot: QtBot) -> None:
    label = window.session.workspace.edits.undo_label
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.workspace.edits.undo_label != label)


@pytest.mark.in_turn
def test_a_column_is_still_known_after_its_import_was_undone(
    read, window: Window, qtbot: QtBot
) -> None:
    session = window.session
    dialog = read(UNKNOWN)
    give(dialog, 0, "item", qtbot)
    give(dialog, 1, "owners", qtbot)
    accept(dialog, window, qtbot)
    remembered = {answer.text: answer.answer for answer in session.data.import_answers}
    assert remembered == {"งานที่": "item", "ใครทำ": "owners"}
    session.undo()
    assert session.data.import_answers == ()
    dialog = read(UNKNOWN)
    assert dialog._note.message.sentence == "ใช้คำตอบที่ให้ไว้ก่อนหน้านี้: งานที่ · ใครทำ"
    accept(dialog, window, qtbot)
    again = {answer.text: answer.answer for answer in session.data.import_answers}
    assert again == remembered
    page = ImportAnswers(session)
    qtbot.addWidget(page)
    page.refresh(flash=False)
    page.table.selectAll()
    page.forget_rows()
    assert session.data.import_answers == ()
    assert read(UNKNOWN).plan is None


def test_pasted_cells_find_who_an_import_was_told_of(window: Window) -> None:
    unit = next(unit for unit in window.session.data.units if unit.name == "ฝ่ายปกครอง")
    answer = ImportAnswer(
        id="a",
        about=AnswerAbout.UNIT,
        text="ฝ่ายปกคอง",
        unit_id=unit.id,
        decided=date(2025, 1, 1),
    )
    with window.session.workspace.change("-") as change:
        change.insert(answer)
    (owner,) = read_owners(window.session.data, "ฝ่ายปกคอง")
    assert owner.label == unit.label


def choose(dialog: ImportDialog, heading: str, field: str, qtbot: QtBot) -> None:
    """Chooses the field of a column by keys: its list is opened, typed in and left by Enter."""
    table = dialog.mapped
    (row,) = (row for row in table.sheet.all_rows() if row.heading == heading)
    table.setFocus()
    assert table.go_to(row.id, "field")
    press(Qt.Key.Key_Return)
    type_text(field)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.work.is_going)


@pytest.mark.in_turn
def test_a_table_of_results_with_other_headings_of_two_rows_is_mapped_by_keys(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    book = openpyxl.Workbook()
    for row in (
        ("ผลการประเมิน ปีงบประมาณ 2567",),
        ("ที่", "เรื่องที่วัด", "ผล", ""),
        ("", "", "ที่ได้", "ที่หวัง"),
        ("I1", "เต็มใจให้บริการ", "91.50", "95.00"),
        ("I2", "อำนวยความสะดวก", "92.25", "95.00"),
    ):
        book.active.append(row)
    for cells in ("A2:A3", "B2:B3", "C2:D2"):
        book.active.merge_cells(cells)
    path = tmp_path / "ผล.xlsx"
    book.save(path)
    dialog = import_files(window.session, window, [path], "results")
    qtbot.waitUntil(lambda: not dialog.work.is_going and dialog.source is not None)
    qtbot.waitUntil(lambda: dialog.plan is not None or dialog.mapped.isVisible())
    if dialog.plan is not None:
        qtbot.mouseClick(dialog.chips["mapped"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.mapped.isVisible)
    headings = [row.heading for row in dialog.mapped.sheet.all_rows()]
    assert headings == ["ที่", "เรื่องที่วัด", "ที่ได้", "ที่หวัง"]
    choose(dialog, "ที่", "รหัส", qtbot)
    choose(dialog, "ที่ได้", "คะแนนทางการ", qtbot)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    texts = [cell.new for change in dialog.plan.changes for cell in change.cells]
    assert {"91.50", "92.25"} <= set(texts)
    assert "95.00" not in texts
    assert set(dialog.plan.ignored_columns) >= {"ที่หวัง"}
