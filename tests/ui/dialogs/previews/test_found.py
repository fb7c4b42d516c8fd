"""What is in files is shown as a list of parts, decided on, and taken in with one click."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QTableView
from pytestqt.qtbot import QtBot

from ita_desktop.domain.collection_rounds import RowFate
from ita_desktop.services import tracking
from ita_desktop.services.sending import RoundRequest, asked_units, send
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.dialogs.previews.found import (
    FoundDialog,
    PartDialog,
    import_files,
    import_pasted,
)
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.dialogs.previews.lists import KIND, TICK, YEAR
from ita_desktop.ui.dialogs.previews.missing import MISSING
from ita_desktop.ui.opening.dropped_files import DroppedFiles
from ita_desktop.ui.table.editing.clipboard import CopiedCells
from ita_desktop.ui.table.grid import Act, CellChange, Edit
from ita_desktop.ui.window import Window
from tests.services.imports.found.books import CONTACTS, MEASURES, ROSTER, Rows, titled
from tests.support.places import FIXTURES
from tests.ui.support.keyboard import press

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Found = Callable[..., FoundDialog]


def write(path: Path, **sheets: Rows) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(tmp_path / "เล่ม.xlsx", แผน=MEASURES, คณะ=ROSTER, ห้อง=CONTACTS)


@pytest.fixture
def found(window: Window, qtbot: QtBot) -> Found:
    """Opens the list of parts, and waits until they are planned."""

    def opened(*paths: Path) -> FoundDialog:
        import_files(window.session, window, paths)
        qtbot.waitUntil(lambda: bool(shown(window)))
        (dialog,) = shown(window)
        planned(dialog, qtbot)
        return dialog

    return opened


def shown(window: Window) -> list[FoundDialog]:
    return [dialog for dialog in window.findChildren(FoundDialog) if dialog.isVisible()]


def planned(dialog: FoundDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.series is not None and not dialog.work.is_going)


def decide(dialog: FoundDialog, row: int, key: str, value: object, qtbot: QtBot) -> None:
    """A choice in a cell of the list."""
    lines = dialog.table.sheet.all_rows()
    before = lines[row]
    dialog.table.on_edit(Edit(Act.TYPE, (CellChange(before.id, key, value),)))
    planned(dialog, qtbot)


def rows(dialog: FoundDialog) -> list[tuple[str, int | None, str, bool | None]]:
    return [(row.kind, row.year, row.new, row.ticked) for row in dialog.table.sheet.all_rows()]


def spoken(table: QTableView, row: int) -> str:
    """What a row is called to who does not see it."""
    role = Qt.ItemDataRole.AccessibleTextRole
    return str(table.model().headerData(row, Qt.Orientation.Vertical, role))


@pytest.mark.in_turn
def test_a_book_is_taken_in_with_one_click_and_undone_with_one_key(
    window: Window, found: Found, book: Path, qtbot: QtBot
) -> None:
    before = window.session.workspace.dump()
    dialog = found(book)
    assert dialog.windowTitle() == "พบ 3 อย่างในไฟล์นี้"
    assert dialog.ui.remark.text() == "เลิกทำได้ในครั้งเดียว", "nothing is to be removed"
    assert rows(dialog) == [
        ("measures", 2568, "2", True),
        ("roster", 2568, "1", True),
        ("", None, "", None),
    ]
    assert "ห้อง · เบอร์ภายใน" in dialog.table.sheet.all_rows()[2].check
    assert spoken(dialog.table, 0).startswith("มาตรการ")
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not shown(window) and window.isActiveWindow())
    assert window.session.workspace.dump() != before
    assert "2 อย่าง" in str(window.session.workspace.edits.undo_label)
    press(Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: window.session.workspace.dump() == before)


@pytest.mark.in_turn
def test_a_part_is_left_out_goes_to_another_year_or_is_another_list(
    window: Window, found: Found, book: Path, qtbot: QtBot
) -> None:
    dialog = found(book)
    decide(dialog, 1, TICK, False, qtbot)
    decide(dialog, 0, YEAR, 2567, qtbot)
    assert rows(dialog)[:2] == [("measures", 2567, "2", True), ("roster", 2568, "1", False)]
    assert dialog.accept_button.text() == "รับทั้งหมด 1 อย่าง"
    decide(dialog, 2, KIND, "units", qtbot)
    assert "ไม่พบหัวตาราง" in dialog.table.sheet.all_rows()[2].check
    members = len(window.session.workspace.year(2568).members)
    dialog.accept()
    qtbot.waitUntil(lambda: not shown(window))
    methods = [each.method for each in window.session.workspace.year(2567).measures]
    assert "1. ทำคู่มือ" in methods
    assert len(window.session.workspace.year(2568).members) == members


@pytest.mark.in_turn
def test_the_yes_for_a_list_that_is_not_sure_takes_nothing_out(
    found: Found, tmp_path: Path, qtbot: QtBot
) -> None:
    """Its rows are ticked together; what it lacks of the year stays, unless a person ticks it."""
    rows = [("O1", "ข้อมูลไม่ครบ"), ("O2", "ไม่เป็นปัจจุบัน"), ("O3", "เปิดไม่ได้")]
    table = [("ข้อ", "ประเด็น", "ผู้รับผิดชอบ"), *((*row, "ฝ่ายโยธา") for row in rows)]
    dialog = found(write(tmp_path / "มอบหมาย.xlsx", มอบหมาย=table))
    dialog.open_current()
    part = dialog.findChild(PartDialog)
    qtbot.waitUntil(lambda: part.plan is not None and not part.work.is_going)
    assert part.ticked_records == 0
    assert part._note.action.text() == "เลือก 3 รายการ"
    qtbot.mouseClick(part._note.action, Qt.MouseButton.LeftButton)
    assert "remove" not in {row.action for row in part.rows if row.ticked}


@pytest.mark.in_turn
def test_a_list_whose_rows_all_wait_is_not_ticked_and_its_tick_asks_for_the_yes(
    found: Found, tmp_path: Path, qtbot: QtBot
) -> None:
    untitled = [("คณะทำงาน ITA",), ("สมมติ หนึ่ง", "ประธานคณะทำงาน"), ("สมมติ สอง", "คณะทำงาน")]
    dialog = found(write(tmp_path / "เล่ม.xlsx", คณะ=untitled, แผน=MEASURES))
    row = next(each for each in dialog.table.sheet.all_rows() if each.kind == "roster")
    assert row.ticked is False
    dialog.table.go_to(row.id)
    dialog.table.on_edit(Edit(Act.TOGGLE, (CellChange(row.id, TICK, value=True),)))
    part = dialog.findChild(PartDialog)
    qtbot.waitUntil(lambda: part.plan is not None and not part.work.is_going)
    qtbot.mouseClick(part._note.action, Qt.MouseButton.LeftButton)
    part.accept()
    planned(dialog, qtbot)
    assert next(each for each in dialog.table.sheet.all_rows() if each.kind == "roster").ticked


@pytest.mark.in_turn
def test_what_cannot_be_taken_has_no_tick(found: Found, book: Path) -> None:
    report = (FIXTURES / "report_2567.txt").read_text(encoding="utf-8")
    both = book.with_name("สองปี.txt")
    both.write_text(f"{report}\nผลการประเมิน ปี 2566 อยู่ในเล่มก่อน\n", encoding="utf-8")
    dialog = found(book, both)
    (left,) = [row for row in dialog.table.sheet.all_rows() if row.kind == "results"]
    assert left.ticked is None
    assert "แยกเป็นไฟล์ละปี" in left.check


@pytest.mark.in_turn
def test_the_preview_of_a_part_is_kept_when_it_is_closed(
    window: Window, found: Found, book: Path, qtbot: QtBot
) -> None:
    dialog = found(book)
    dialog.table.go_to(dialog.table.sheet.all_rows()[0].id)
    qtbot.mouseClick(dialog.look, Qt.MouseButton.LeftButton)
    part = dialog.findChild(PartDialog)
    qtbot.waitUntil(lambda: part.plan is not None and not part.work.is_going)
    first = part.rows[0]
    assert spoken(part.table, 0) == f"{first.cells['ข้อ']} {first.cells['วิธีการปฏิบัติ']}"
    part.table.on_edit(Edit(Act.TOGGLE, (CellChange(first.id, "tick", value=False),)))
    assert part.accept_button.text() == "ใช้ 1 รายการนี้"
    other = part.rows[1].id
    part.table.on_edit(Edit(Act.TOGGLE, (CellChange(other, "tick", value=False),)))
    assert part.accept_button.text() == "ไม่ใช้รายการใด"
    part.table.on_edit(Edit(Act.TOGGLE, (CellChange(other, "tick", value=True),)))
    part.accept()
    qtbot.waitUntil(lambda: dialog.series.parts[0].plan.added == 1)
    assert rows(dialog)[0] == ("measures", 2568, "1", True)


@pytest.mark.in_turn
def test_the_preview_of_a_part_calls_nothing_lost_that_another_part_takes(
    found: Found, tmp_path: Path, qtbot: QtBot
) -> None:
    made = Document()
    for line in (
        "คำสั่งสำนักงานเขตตัวอย่าง ที่ 12/2568",
        "เรื่อง แต่งตั้งคณะทำงานขับเคลื่อนการประเมินคุณธรรมและความโปร่งใส (ITA)",
        "1. คณะทำงาน ITA ประกอบด้วย",
        "1.1 หัวหน้าฝ่ายโยธา ประธานคณะทำงาน",
        "1.2 หัวหน้าฝ่ายรายได้ คณะทำงานและเลขานุการ",
        "ให้คณะทำงานมีหน้าที่",
        "1) รายงานผลต่อผู้บริหารทุกเดือน",
        "ห้องประชุมเปิดทุกวันพุธ ยกเว้นสัปดาห์ที่สี่",
        "สั่ง ณ วันที่ 15 พฤศจิกายน พ.ศ. 2567",
    ):
        made.add_paragraph(line)
    made.save(str(tmp_path / "คำสั่ง.docx"))
    dialog = found(tmp_path / "คำสั่ง.docx")
    assert len(dialog.series.parts) > 1
    dialog.table.go_to(dialog.table.sheet.all_rows()[0].id)
    dialog.open_current()
    part = dialog.findChild(PartDialog)
    qtbot.waitUntil(lambda: part.plan is not None and not part.work.is_going)
    part.show_only(MISSING)
    lost = [row.content for row in part.missing.sheet.all_rows()]
    assert lost == [left.text for left in dialog.series.left if not left.why]
    assert "ห้องประชุมเปิดทุกวันพุธ ยกเว้นสัปดาห์ที่สี่" in lost
    (chip,) = (chip for chip in part.filters() if chip.key == MISSING)
    assert chip.count == len(lost)


@pytest.mark.in_turn
def test_the_preview_of_a_part_that_is_not_believed_says_why_first_and_ticks_nothing(
    found: Found, tmp_path: Path, qtbot: QtBot
) -> None:
    scores = (("เครื่องมือ", "คะแนน"), ("IIT", "88.25"), ("EIT", "90.10"), ("OIT", "77.50"))
    title = ("ผลการประเมิน ITA โรงเรียนวัดจำลอง ปีงบประมาณ 2568",)
    dialog = found(write(tmp_path / "ผล.xlsx", ผล=(title, *scores)))
    dialog.table.go_to(dialog.table.sheet.all_rows()[0].id)
    dialog.open_current()
    part = dialog.findChild(PartDialog)
    qtbot.waitUntil(lambda: part.plan is not None and not part.work.is_going)
    assert not any(row.ticked for row in part.rows)
    message = part._note.message
    assert "เป็นของโรงเรียนวัดจำลอง" in message.sentence
    part._note.acted.emit(message.key)
    assert all(row.ticked for row in part.rows)


def test_one_list_opens_its_own_preview_as_ever(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write(tmp_path / "แผน.xlsx", แผน=MEASURES)
    import_files(window.session, window, [path])
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert shown(window) == []
    assert dialog.kind == "measures"


@pytest.mark.in_turn
def test_a_list_of_a_year_that_the_file_lacks_adds_that_year(
    found: Found, tmp_path: Path, window: Window, qtbot: QtBot
) -> None:
    said: list[str] = []
    window.session.imported.connect(lambda text, _place: said.append(text))
    tables = [write(tmp_path / "แผน.xlsx", แผน=titled("มาตรการ ปีงบประมาณ 2569", MEASURES))]
    tables.append(write(tmp_path / "คณะ.xlsx", คณะ=titled("คณะทำงาน ปีงบประมาณ 2567", ROSTER)))
    dialog = found(*tables)
    first, second = dialog.table.sheet.all_rows()
    assert [(row.year, row.ticked) for row in (first, second)] == [(2569, False), (2567, True)]
    assert "แฟ้มนี้ยังไม่มีปีงบประมาณ 2569 · ถ้าเลือก" in first.check
    decide(dialog, 0, TICK, True, qtbot)
    assert "จะเพิ่มปีนี้ให้พร้อมกัน" in dialog.table.sheet.all_rows()[0].check
    dialog.accept()
    qtbot.waitUntil(lambda: not shown(window))
    assert window.session.years == (2566, 2567, 2568, 2569)
    assert len(window.session.workspace.year(2569).measures) == 2
    # A man with the name of a woman of the register waits.
    assert said[0].startswith("นำเข้า 2 อย่างแล้ว · เพิ่ม 3 เปลี่ยน 0 · ลงในปี 2567 2569")


def test_a_folder_that_is_dropped_is_read(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "รวม"
    folder.mkdir()
    write(folder / "ก.xlsx", แผน=MEASURES)
    write(folder / "ข.xlsx", คณะ=ROSTER)
    (folder / "ภาพ.png").write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    either = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    DroppedFiles(window, lambda: window.session)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), either, data, left, shift))
    dropped = QDropEvent(QPointF(5, 5), either, data, left, shift)
    assert dropped.proposedAction() is Qt.DropAction.MoveAction
    QApplication.sendEvent(window, dropped)
    assert dropped.dropAction() is Qt.DropAction.CopyAction, "a file manager would delete it"
    qtbot.waitUntil(lambda: bool(shown(window)))
    (dialog,) = shown(window)
    planned(dialog, qtbot)
    assert dialog.windowTitle() == "พบ 2 อย่างใน 2 ไฟล์"
    assert [row[0] for row in rows(dialog)] == ["measures", "roster", ""]
    assert "ภาพ.png" in dialog.table.sheet.all_rows()[2].check


@pytest.mark.in_turn
def test_several_files_are_chosen_by_keyboard(
    window: Window, book: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write(tmp_path / "อีก.xlsx", แผน=titled("มาตรการ ปีงบประมาณ 2567", MEASURES))
    names = [str(book), str(other)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    window.commands.import_file("")
    qtbot.waitUntil(lambda: bool(shown(window)))
    (dialog,) = shown(window)
    planned(dialog, qtbot)
    qtbot.waitUntil(dialog.table.hasFocus)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not shown(window))
    assert len(window.session.workspace.year(2567).measures) >= 2


def test_a_folder_is_chosen_from_the_menu_and_another_in_the_list(
    window: Window, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, rows_ in (("หนึ่ง", MEASURES), ("สอง", ROSTER)):
        (tmp_path / name).mkdir()
        write(tmp_path / name / f"{name}.xlsx", แผน=rows_, ห้อง=CONTACTS)
    chosen = [str(tmp_path / "หนึ่ง"), "", str(tmp_path / "สอง")]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen.pop(0))
    window.commands.run(Command.IMPORT_FOLDER)
    qtbot.waitUntil(lambda: bool(shown(window)))
    (dialog,) = shown(window)
    planned(dialog, qtbot)
    assert [row[0] for row in rows(dialog)] == ["measures", ""]
    dialog.more.menu_now().actions()[0].trigger()
    assert [row[0] for row in rows(dialog)] == ["measures", ""]
    before = dialog.series
    dialog.more.menu_now().actions()[0].trigger()
    qtbot.waitUntil(lambda: dialog.series is not before and not dialog.work.is_going)
    assert [row[0] for row in rows(dialog)] == ["roster", ""]


@pytest.mark.in_turn
def test_esc_leaves_without_a_change(
    window: Window, found: Found, book: Path, qtbot: QtBot
) -> None:
    before = window.session.workspace.dump()
    dialog = found(book)
    qtbot.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: not shown(window))
    assert window.session.workspace.dump() == before


@pytest.mark.in_turn
def test_a_word_file_is_taken_in_like_a_book(
    window: Window, found: Found, tmp_path: Path, qtbot: QtBot
) -> None:
    document = Document()
    for lines in (MEASURES, ROSTER):
        wide = max(map(len, lines))
        table = document.add_table(0, wide)
        for line in lines:
            for cell, text in zip(table.add_row().cells, line, strict=False):
                cell.text = str(text or "")
        document.add_paragraph("ข้อความคั่น")
    path = tmp_path / "เล่ม.docx"
    document.save(str(path))
    dialog = found(path)
    assert ("measures", 2568, "2", True) in rows(dialog)
    assert ("roster", 2568, "1", True) in rows(dialog)
    before = len(window.session.workspace.year(2568).measures)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not shown(window) and window.isActiveWindow())
    assert len(window.session.workspace.year(2568).measures) == before + 2


@pytest.mark.in_turn
def test_what_was_found_in_pasted_cells_is_not_said_to_be_in_a_file(
    window: Window, qtbot: QtBot
) -> None:
    head = ["ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"]
    title = ["ตารางมอบหมายผู้รับผิดชอบ OIT สำนักงานเขตบางนา ปีงบประมาณ พ.ศ. 2568", "", ""]
    items = window.session.data.framework.items_of("OIT")
    cells = [title, head, *([item.code, item.title, "ฝ่ายปกครอง"] for item in items)]
    import_pasted(window.session, "assignments", CopiedCells(cells), window)
    qtbot.waitUntil(lambda: bool(shown(window)))
    (dialog,) = shown(window)
    planned(dialog, qtbot)
    assert dialog.windowTitle() == "พบ 1 อย่างในสิ่งที่วาง"


def returned_forms(window: Window, folder: Path) -> list[Path]:
    """What two units filled in; of the first one's row somebody typed something else meanwhile."""
    session = window.session
    units = tuple(unit.id for unit in asked_units(session.data)[:2])
    made = send(
        session.workspace, session.year, RoundRequest(unit_ids=units), folder, today=session.today
    )
    row = next(row for row in made.units[0].rows if row.key.startswith("M") and row.occurrence)
    tracking.record(session.workspace, session.year, row.measure.id, unit_id=row.unit_id,
                    occurrence=row.occurrence.last, text="ของสำนักงาน")  # fmt: skip
    for path in made.files:
        book = openpyxl.load_workbook(path)
        sheet = book["มาตรการ"]
        head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "ข้อ")
        at = {cell.value: cell.column for cell in sheet[head]}
        sheet.cell(head + 1, at["สิ่งที่ทำ"], "ทำแล้วที่ฝ่าย")
        book.save(path)
    return list(made.files)


@pytest.mark.in_turn
def test_a_returned_form_is_ticked_as_it_is_counted_and_can_be_left_out(
    window: Window, qtbot: QtBot, found: Found, tmp_path: Path
) -> None:
    """That none of its rows can be taken as it is does not mean that it is not kept."""
    dialog = found(*returned_forms(window, tmp_path))
    forms = dialog.table.sheet.all_rows()
    assert [row.ticked for row in forms] == [True, True]
    assert dialog.accept_button.text() == "รับทั้งหมด 2 อย่าง"
    held = next(number for number, row in enumerate(forms) if row.new == "–")
    for ticked, count in ((False, 1), (True, 2), (False, 1)):
        decide(dialog, held, TICK, ticked, qtbot)
        assert dialog.table.sheet.all_rows()[held].ticked is ticked
        assert dialog.accept_button.text() == f"รับทั้งหมด {count} อย่าง"
    (kept,) = (each.part.source.form for each in dialog.series.taken)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not shown(window))
    assert {row.form_id for row in window.session.data.returned_rows} == {kept}
    fates = {row.fate for row in window.session.data.returned_rows}
    assert fates == {RowFate.TAKEN}
