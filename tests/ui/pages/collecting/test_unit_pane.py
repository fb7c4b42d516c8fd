"""The pane of a unit: what came, what was taken, what not and why, and the choice between both."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.drawing.image import Image
from PIL import Image as Pillow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from ita_desktop.domain.collection_rounds import RowFate
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.services import tracking
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import plan_parts
from ita_desktop.services.sending import RoundRequest, asked_units, send
from ita_desktop.services.settling import take_back
from ita_desktop.ui.dialogs.previews.found import FoundDialog, import_files
from ita_desktop.ui.dialogs.previews.lists import found_rows
from ita_desktop.ui.dialogs.previews.rows import FirstWidth, preview_columns, rows_of_plan
from ita_desktop.ui.pages.collecting.page import CollectingPage
from ita_desktop.ui.pages.collecting.pane import ReturnedPhotos
from ita_desktop.ui.pages.page import PageKey, Place
from ita_desktop.ui.table.header import shared_widths
from ita_desktop.ui.theme.measures import PhotoSize
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.photos.painter import PhotoView
from tests.ui.support.arriving import arrives
from tests.ui.support.modal import in_dialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def returned(window, tmp_path) -> Path:
    """A unit has answered two measures and an item; of one somebody had typed something else
    meanwhile."""
    session = window.session
    unit = asked_units(session.data)[0]
    asked = RoundRequest(unit_ids=(unit.id,))
    made = send(session.workspace, session.year, asked, tmp_path, today=session.today)
    of = next(one for one in made.units)
    first = next(row for row in of.rows if row.key.startswith("M") and row.occurrence)
    tracking.record(session.workspace, session.year, first.measure.id, unit_id=first.unit_id,
                    occurrence=first.occurrence.last, text="ของสำนักงาน")  # fmt: skip
    path = Path(made.files[0])
    book = load_workbook(path)
    sheet = book["มาตรการ"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "ข้อ")
    at = {cell.value: cell.column for cell in sheet[head]}
    for row in (head + 1, head + 2):
        sheet.cell(row, at["สิ่งที่ทำ"], "ทำแล้วที่ฝ่าย")
    items = book["ข้อมูล OIT"]
    first = next(row[0].row for row in items.iter_rows() if row[0].value == "ข้อ") + 1
    items.cell(first, 4, "รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2568 รอบหกเดือน")
    items.cell(first, 5, "https://district.example/page/sub/12345/report-of-half-a-year-2568")
    book.save(path)
    return path


@pytest.fixture
def page(window, returned) -> CollectingPage:
    session = window.session
    take_back(session.workspace, session.year, [returned])
    returned.unlink()
    window.go(PageKey.COLLECTING)
    return window.page(PageKey.COLLECTING)


def texts(page: CollectingPage) -> list[str]:
    shown = page.pane.findChildren(ThaiLabel)
    return [label.text() for label in shown if not label.isHidden()]


@pytest.mark.in_turn
def test_the_pane_shows_both_texts_and_takes_either_on_the_spot(page, window, qtbot) -> None:
    fates = [view.row.fate for view in page.pane.views]
    assert fates == [RowFate.LEFT, RowFate.TAKEN, RowFate.TAKEN]
    shown = texts(page)
    assert "สิ่งที่ทำ ของหน่วย: ทำแล้วที่ฝ่าย" in shown
    assert "สิ่งที่ทำ ของเรา: ของสำนักงาน" in shown
    [why] = [text for text in shown if "มีคนแก้" in text]
    assert "เลือกแถว" not in why, "there is no row to tick"
    left = page.pane.views[0]
    qtbot.mouseClick(left.ours, LEFT)
    assert window.message.message.sentence.startswith("ใช้ของเราแล้ว")
    assert window.message.message.action == "เลิกทำ"
    (row,) = page.table.sheet.all_rows()
    assert row.state.form.untaken == 0
    settled = next(view for view in page.pane.views if view.row.fate is RowFate.OURS)
    assert "สิ่งที่ทำ ของหน่วย: ทำแล้วที่ฝ่าย" in texts(page)
    qtbot.mouseClick(settled.theirs, LEFT)
    assert [entry.text for entry in window.session.data.entries].count("ทำแล้วที่ฝ่าย") == 2
    assert window.message.message.sentence == "ใช้ของหน่วยแล้ว"
    assert window.message.message.action == "เลิกทำ"
    window.session.undo()
    window.session.undo()
    assert page.pane.views[0].row.fate is RowFate.LEFT


@pytest.mark.in_turn
def test_a_faulty_cell_is_mended_in_the_pane_and_a_faulty_row_is_opened(
    window, returned, qtbot
) -> None:
    book = load_workbook(returned)
    sheet = book["มาตรการ"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "ข้อ")
    at = {cell.value: cell.column for cell in sheet[head]}
    sheet.cell(head + 2, at["วันที่ทำ"], "31/2/68")
    sheet.cell(head + 3, at["สถานะ"], "ไม่ต้องทำ")
    book.save(returned)
    session = window.session
    take_back(session.workspace, session.year, [returned])
    window.go(PageKey.COLLECTING)
    page = window.page(PageKey.COLLECTING)
    view = next(view for view in page.pane.views if view.field is not None)
    assert view.field.text() == "31/2/68"
    assert view.theirs.isHidden()
    view.field.setFocus()
    view.field.setText("29/2/68")
    qtbot.keyClick(view.field, Qt.Key.Key_Return)
    assert "29" in window.message.message.sentence
    assert view.field.text() == "29/2/68", "what was typed stays"
    view.field.setText("28/2/68")
    qtbot.keyClick(view.field, Qt.Key.Key_Return)
    assert window.message.message.sentence == "ใช้ค่าที่แก้แล้ว"
    assert page.pane.isAncestorOf(QApplication.focusWidget()), "the next row has the keyboard"
    assert "2025-02-28" in {str(entry.day) for entry in session.data.entries}
    buttons = (button for view in page.pane.views for button in view.findChildren(Button))
    [link] = [button for button in buttons if "เพื่อพิมพ์เอง" in button.text()]
    qtbot.mouseClick(link, LEFT)
    assert arrives(window, PageKey.MEASURES)


@pytest.mark.in_turn
def test_words_that_no_field_took_are_chosen_in_the_pane(window, returned, qtbot) -> None:
    book = load_workbook(returned)
    sheet = book["มาตรการ"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "ข้อ")
    at = {cell.value: cell.column for cell in sheet[head]}
    sheet.cell(head + 2, at["สถานะ"], "เสร็จเรียบร้อยดี")
    sheet.cell(head + 3, at["สถานะ"], "รอผู้บริหารดู")
    sheet.cell(head + 3, at["สิ่งที่ทำ"], "อบรม 30 คน")
    sheet.cell(head + 2, at["รหัสแถว (ห้ามแก้)"] + 2, "ยังขาดภาพ")
    sheet.cell(head + 4, at["รหัสแถว (ห้ามแก้)"] + 2, "ฝากถามเรื่องงบ")
    book.save(returned)
    session = window.session
    take_back(session.workspace, session.year, [returned])
    window.go(PageKey.COLLECTING)
    page = window.page(PageKey.COLLECTING)
    left = {view.row.came: view for view in page.pane.views if view.row.fate is RowFate.LEFT}
    (row,) = page.table.sheet.all_rows()
    assert row.state.form.untaken == len(left) == 4
    assert "หน่วยพิมพ์ ฝากถามเรื่องงบ" in texts(page)
    assert not left["ฝากถามเรื่องงบ"].ours.isHidden()
    # A state that nobody knows is not counted as done, and mended where it is shown.
    [entry] = [one for one in session.data.entries if one.text == "อบรม 30 คน"]
    assert entry.state is EntryState.UNKNOWN
    unknown = left["สถานะ: รอผู้บริหารดู"]
    unknown.field.setText("กำลังทำ")
    qtbot.keyClick(unknown.field, Qt.Key.Key_Return)
    [entry] = [one for one in session.data.entries if one.text == "อบรม 30 คน"]
    assert entry.state is EntryState.DOING
    # A state in other words is taken as what it says; words beside a row go below what was done.
    [entry] = [one for one in session.data.entries if one.text == "ทำแล้วที่ฝ่าย"]
    assert entry.state is EntryState.DONE
    more = next(view for view in page.pane.views if view.row.came == "ยังขาดภาพ")
    assert "สิ่งที่ทำ ของหน่วย: ทำแล้วที่ฝ่าย\nยังขาดภาพ" in texts(page)
    qtbot.mouseClick(more.theirs, LEFT)
    assert "ทำแล้วที่ฝ่าย\nยังขาดภาพ" in [one.text for one in session.data.entries]


@pytest.mark.in_turn
def test_the_preview_shows_title_link_and_both_texts_at_readable_widths(window, returned) -> None:
    session = window.session
    found = find_in([returned], session.data)
    (part,) = plan_parts(session.workspace, found.parts, shown=session.year).parts
    plan = part.plan
    rows = rows_of_plan(plan, plan.accepted, {})
    columns = preview_columns(plan.headings, rows, 900, None, readable=True)
    widths = {column.key: column.width for column in columns}
    for heading in ("ชื่อเอกสาร", "ลิงก์หรือชื่อไฟล์", "วิธีการปฏิบัติ"):
        assert widths[heading] >= FirstWidth.READABLE
    # In a table, which shares its width among them.
    firm = dict(enumerate(columns))
    shown = shared_widths(firm, {}, (), 900)
    for at, column in firm.items():
        if widths[column.key] >= FirstWidth.READABLE:
            assert shown[at] >= FirstWidth.READABLE, column.title
    assert "สิ่งที่ทำ" in widths
    (line,) = found_rows([part], [], [session.year])
    assert all(len(text) <= 61 for text in line.check.split("\n"))
    assert any("มีคนแก้" in text for text in line.check.split("\n"))


@pytest.mark.in_turn
def test_what_was_not_taken_is_told_and_leads_to_it(window, returned, tmp_path, qtbot) -> None:
    session = window.session
    other = asked_units(session.data)[1]
    asked = RoundRequest(unit_ids=(other.id,))
    made = send(session.workspace, session.year, asked, tmp_path, today=session.today)
    told: list[tuple[str, object]] = []
    session.imported.connect(lambda words, place: told.append((words, place)))
    import_files(session, window, [returned, Path(made.files[0])])
    qtbot.waitUntil(lambda: bool(window.findChildren(FoundDialog)))
    (dialog,) = window.findChildren(FoundDialog)
    qtbot.waitUntil(lambda: dialog.series is not None)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(told))
    [(words, place)] = told
    assert "ยังไม่รับ 1 รายการ" in words
    assert place == Place(PageKey.COLLECTING)


@pytest.mark.in_turn
def test_of_returned_forms_those_with_something_to_look_at_come_first(
    window, returned, tmp_path
) -> None:
    session = window.session
    asked = RoundRequest(unit_ids=(asked_units(session.data)[1].id,))
    made = send(session.workspace, session.year, asked, tmp_path / "อีกหน่วย", today=session.today)
    found = find_in([Path(made.files[0]), returned], session.data)
    series = plan_parts(session.workspace, found.parts, shown=session.year)
    first, second = found_rows(series.parts, [], [session.year])
    assert (bool(first.check), bool(second.check)) == (True, False)
    assert returned.name in first.place


@pytest.mark.in_turn
def test_what_was_not_taken_leads_to_the_pane(page) -> None:
    (row,) = page.table.sheet.all_rows()
    page.split.fold(True)
    page.table.go_to(row.id, "unit")
    assert page.split.is_folded
    page.table.go_to(row.id, "untaken")
    assert not page.split.is_folded


@pytest.mark.in_turn
def test_the_boards_menu_has_nothing_that_types(page) -> None:
    page.table.go_to(page.table.sheet.all_rows()[0].id, "state")
    words = [action.text() for action in page.table.menu.make().actions()]
    assert "คัดลอก" in words
    assert not {"ตัด", "วาง", "เติมลงล่าง", "เติมไปทางขวา", "ล้างค่า"} & set(words)


@pytest.mark.in_turn
def test_photographs_that_were_not_taken_are_seen_and_saved(
    window, returned, qtbot, tmp_path, monkeypatch
) -> None:
    book = load_workbook(returned)
    sheet = book["มาตรการ"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "ข้อ")
    taken = tmp_path / "red.png"
    Pillow.new("RGB", (320, 240), "red").save(taken)
    sheet.add_image(Image(str(taken)), f"K{head + 1}")
    book.save(returned)
    session = window.session
    take_back(session.workspace, session.year, [returned])
    returned.unlink()
    window.go(PageKey.COLLECTING)
    page = window.page(PageKey.COLLECTING)
    (photos,) = page.pane.findChildren(ReturnedPhotos)
    (photo,) = photos.photos.items
    assert "ภาพถ่าย" not in " ".join(one for one in texts(page) if "ยังอยู่ในไฟล์" in one)
    assert photos.height() >= PhotoSize.CELL_HEIGHT
    seen: list[str] = []
    in_dialog(PhotoView, lambda view: (seen.append(view.key), view.reject()))
    photos.opened.emit(photo.key)
    assert seen == [photo.key]
    saved = tmp_path / "saved.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    photos.customContextMenuRequested.emit(photos.visualRect(photos.photos.index(0)).center())
    (menu,) = photos.findChildren(QMenu)
    menu.actions()[-1].trigger()
    menu.close()
    qtbot.waitUntil(saved.exists)
    before = len(session.data.photos)
    qtbot.mouseClick(page.pane.views[0].theirs, LEFT)
    assert len(session.data.photos) == before + 1


@pytest.mark.in_turn
def test_what_is_not_kept_of_a_row_that_is_taken_is_told_without_the_file(window, returned) -> None:
    book = load_workbook(returned)
    sheet = book["มาตรการ"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "ข้อ")
    at = {cell.value: cell.column for cell in sheet[head]}
    sheet.cell(head + 2, at["สถานะ"], "เสร็จเรียบร้อยจ้า")
    sheet.cell(head + 2, at["วันที่ทำ"], "20 มี.ค. 2569")
    book.save(returned)
    session = window.session
    take_back(session.workspace, session.year, [returned])
    window.go(PageKey.COLLECTING)
    shown = "\n".join(texts(window.page(PageKey.COLLECTING)))
    assert "ไม่ได้เก็บ “เสร็จเรียบร้อยจ้า”" in shown
    assert "ยังไม่ถึง" in shown


@pytest.mark.in_turn
def test_a_form_that_came_back_blank_is_counted_by_itself(window, tmp_path) -> None:
    session = window.session
    units = [unit.id for unit in asked_units(session.data)[:2]]
    made = send(session.workspace, session.year, RoundRequest(unit_ids=tuple(units)), tmp_path,
                today=session.today)  # fmt: skip
    take_back(session.workspace, session.year, [Path(made.files[0])])
    window.go(PageKey.COLLECTING)
    page = window.page(PageKey.COLLECTING)
    assert page.status_text == "รับกลับแล้ว 0 จาก 2 หน่วย · คืนแบบเปล่า 1 หน่วย"
