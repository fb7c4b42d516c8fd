"""What an import of files stores nowhere is listed whole, copied, saved as Excel, and printed."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ita_desktop.ui.dialogs.previews.found import FoundDialog, LeftDialog, import_files
from ita_desktop.ui.pages.documents import printing as document_printing
from ita_desktop.ui.table.editing.clipboard import from_tsv
from ita_desktop.ui.table.grid import Act, CellChange, Edit
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.window import Window
from tests.support.places import FIXTURES
from tests.ui.support.keyboard import press

CTRL = Qt.KeyboardModifier.ControlModifier
HEADINGS = ["ที่ในไฟล์", "ข้อความที่ไม่ได้เก็บ", "อยู่ในข้อความ", "เหตุผล"]
MEETING = 'การประชุมครั้งที่ 1/2568 "ด่วน"'
TABLE = "ข้อ,ผู้รับผิดชอบ,จดไว้\nO1,ฝ่ายปกครอง,007\nO2,ฝ่ายโยธา,=ตรวจซ้ำ\n"
OFFICE = FIXTURES / "cover_and_eight_sheets.xlsx"
"""A cover and eight sheets, two of which are lists of the program."""
Opened = Callable[[Path], FoundDialog]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The workbook of an office with notes in a column that no list has."""
    path = tmp_path / "เล่มของฝ่าย.xlsx"
    book = openpyxl.load_workbook(OFFICE)
    book["ปก"].append([MEETING])
    book["รายชื่อ"]["B3"] = "นายตัวอย่าง เก้า"  # who has no other role in the sample
    book["OIT"]["D1"], book["OIT"]["D2"], book["OIT"]["D3"] = "จดไว้", "ติดตามทุกสัปดาห์", "007"
    book.save(path)
    return path


@pytest.fixture
def opened(window: Window, qtbot: QtBot) -> Opened:
    """Opens the list of parts of a file."""

    def found(path: Path) -> FoundDialog:
        import_files(window.session, window, [path])
        qtbot.waitUntil(lambda: bool(window.findChildren(FoundDialog)))
        (dialog,) = window.findChildren(FoundDialog)
        qtbot.waitUntil(lambda: dialog.series is not None and not dialog.work.is_going)
        return dialog

    return found


def entries(dialog: LeftDialog) -> list[list[str]]:
    return [[row.place, row.content, row.of, row.why] for row in dialog.table.sheet.all_rows()]


def copied() -> list[list[str]]:
    return from_tsv(QApplication.clipboard().text())


def listed(dialog: FoundDialog, qtbot: QtBot, button: Button | None = None) -> LeftDialog:
    opener = button or dialog._note.action
    assert opener.isVisible()
    qtbot.mouseClick(opener, Qt.MouseButton.LeftButton)
    shown = [each for each in dialog.findChildren(LeftDialog) if each.isVisible()]
    assert len(shown) == 1
    qtbot.waitUntil(shown[0].isActiveWindow)
    return shown[0]


@pytest.mark.in_turn
def test_the_number_in_the_list_of_parts_opens_the_list_of_the_whole_file(
    opened: Opened, book: Path, qtbot: QtBot
) -> None:
    dialog = opened(book)
    shown = listed(dialog, qtbot)
    rows = entries(shown)
    assert len(rows) == len(dialog.series.left)
    unknown = [each.text for each in dialog.series.left if not each.why]
    assert unknown
    assert f"มี {len(unknown)} แห่ง" in dialog._note.message.sentence
    firsts = [row[1] for row in rows[: len(unknown)]]
    assert firsts == unknown, "those that nothing took stand first"
    assert all(row[3] for row in rows), "each says why"
    assert all(place for place, *_rest in rows)
    assert MEETING in "\n".join(row[1] for row in rows)
    (note,) = (row for row in shown.table.sheet.all_rows() if row.content == "ติดตามทุกสัปดาห์")
    assert "มอบหมาย" in note.into
    others = [row.id for row in shown.table.sheet.all_rows() if row is not note]
    shown.table.on_edit(Edit(Act.TYPE, (CellChange(note.id, "put", "note"),)))
    qtbot.waitUntil(lambda: not dialog.work.is_going)
    left = [row.id for row in shown.table.sheet.all_rows()]
    assert left == others, "the cursor stays on the next one"
    rows.remove([note.place, note.content, note.of, note.why])
    assert entries(shown) == rows
    shown.reject()
    part = dialog.table.sheet.all_rows()[0]
    dialog.table.on_edit(Edit(Act.TYPE, (CellChange(part.id, "tick", value=False),)))
    qtbot.waitUntil(lambda: not dialog.work.is_going)
    again = entries(listed(dialog, qtbot))
    assert any("ไม่ได้เลือกไว้" in row[3] for row in again if row not in rows)


@pytest.mark.in_turn
def test_where_all_that_is_left_has_a_reason_a_button_opens_the_list(
    opened: Opened, qtbot: QtBot
) -> None:
    dialog = opened(OFFICE)
    assert dialog._note.message is None
    rows = entries(listed(dialog, qtbot, dialog.left_button))
    assert len(rows) == len(dialog.series.left) > 5
    assert any("กระดาษ A4" in row[1] for row in rows)
    assert all(row[3] != "ไม่ได้เก็บไว้ที่ใด" for row in rows)


@pytest.mark.in_turn
def test_entries_are_copied_whole_by_keyboard_and_all_of_them_by_the_button(
    opened: Opened, book: Path, qtbot: QtBot
) -> None:
    shown = listed(opened(book), qtbot)
    rows = entries(shown)
    press(Qt.Key.Key_C, CTRL)
    assert copied() == rows[:1]
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_C, CTRL)
    assert copied() == rows[:2]
    qtbot.mouseClick(shown.bar.copy_button, Qt.MouseButton.LeftButton)
    assert copied() == [HEADINGS, *rows]
    assert f"คัดลอก {len(rows)} แห่งแล้ว" in shown.note.message.sentence


@pytest.mark.in_turn
def test_the_list_is_saved_as_an_excel_file_as_it_stands(
    opened: Opened, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = listed(opened(book), qtbot)
    proposed: list[Path] = []
    place = book.with_name("รายการ 1.5")

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(name))
        return str(place), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    shown.bar.more.menu_now().actions()[0].trigger()
    made = book.with_name("รายการ 1.5.xlsx")
    qtbot.waitUntil(lambda: shown.note.message is not None)
    assert shown.note.message.sentence.endswith("เป็น รายการ 1.5.xlsx แล้ว")
    assert proposed[0].name == "สิ่งที่ไม่ได้เก็บจากไฟล์ เล่มของฝ่าย.xlsx.xlsx"
    cells = [[cell or "" for cell in row] for row in sheet_of(made)]
    at = cells.index(HEADINGS)
    assert cells[at + 1 : at + 1 + len(entries(shown))] == entries(shown)
    before = made.read_bytes()
    shown.bar.more.menu_now().actions()[0].trigger()
    qtbot.waitUntil(lambda: "ไม่เขียนทับ" in shown.note.message.sentence)
    assert made.read_bytes() == before, "the dialog has asked about another name"


@pytest.mark.in_turn
def test_the_list_is_printed_whole(
    opened: Opened, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = listed(opened(book), qtbot)
    target = book.with_name("พิมพ์.pdf")

    def ask(_pages: object, _title: str, _parent: object) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFileName(str(target))
        return printer

    monkeypatch.setattr(document_printing, "ask", ask)
    shown.bar.more.menu_now().actions()[1].trigger()
    qtbot.waitUntil(lambda: shown.note.message is not None, timeout=30_000)
    assert "พิมพ์.pdf" in shown.note.message.sentence
    with closing(pypdfium2.PdfDocument(target)) as pages:
        words = "".join(page.get_textpage().get_text_range() for page in pages)
    assert all(row[0].split()[0] in words for row in entries(shown))

    def none(*_: object) -> None:
        raise document_printing.NoPrinterError

    monkeypatch.setattr(document_printing, "ask", none)
    shown.bar.more.menu_now().actions()[1].trigger()
    qtbot.waitUntil(lambda: "ไม่พบเครื่องพิมพ์" in shown.note.message.sentence, timeout=30_000)


def sheet_of(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path).active
    return [[cell.value for cell in row[: len(HEADINGS)]] for row in sheet.iter_rows()]


@pytest.mark.in_turn
def test_the_list_of_a_single_table_is_copied_too(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "งาน.csv"
    path.write_text(TABLE, encoding="utf-8")
    dialog = import_files(window.session, window, [path], "assignments")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert not dialog.bar.isVisible()
    dialog.chips["missing"].click()
    assert dialog.bar.isVisible()
    qtbot.mouseClick(dialog.bar.copy_button, Qt.MouseButton.LeftButton)
    head, *rows = copied()
    assert head == HEADINGS[:3]
    assert [row[1] for row in rows] == ["จดไว้", "007", "=ตรวจซ้ำ"]
    dialog.missing.go_to(dialog.missing.sheet.all_rows()[1].id)
    dialog.missing.setFocus()
    press(Qt.Key.Key_C, CTRL)
    assert copied() == rows[1:2]
    dialog.chips["all"].click()
    assert not dialog.bar.isVisible()


@pytest.mark.in_turn
def test_what_several_files_left_stands_below_their_names(
    opened: Opened, window: Window, book: Path, qtbot: QtBot
) -> None:
    other = book.with_name("แบบรายงานผลการดำเนินการของฝ่าย ฉบับแก้ไขครั้งที่ 3.xlsx")
    other.write_bytes(book.read_bytes())
    import_files(window.session, window, [book, other])
    qtbot.waitUntil(lambda: bool(window.findChildren(FoundDialog)))
    (dialog,) = window.findChildren(FoundDialog)
    qtbot.waitUntil(lambda: dialog.series is not None and not dialog.work.is_going)
    shown = listed(dialog, qtbot)
    names = [line.group.title for line in shown.table.sheet.lines if line.group is not None]
    rows = shown.table.sheet.all_rows()
    assert names == list(dict.fromkeys(row.left.source for row in rows))
    assert len(names) == 2
    assert not any(name in row.place for row in rows for name in names)
    shown.bar.copy()
    _head, *texts = copied()
    assert [text[0] for text in texts] == [f"{row.left.source} · {row.place}" for row in rows]
