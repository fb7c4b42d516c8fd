"""The chapters of the book of measures are put in order beside its pages, in เอกสาร."""

import io
from pathlib import Path
from threading import current_thread

import pytest
from pypdf import PdfWriter
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from ita_desktop.services.documents import book
from ita_desktop.services.places import chapters_place
from ita_desktop.ui.background import EVERY, wait_for_all
from ita_desktop.ui.pages.documents.book import ChaptersPart
from ita_desktop.ui.pages.documents.page import DocumentsPage
from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.dragging import drag as mouse_drags
from tests.ui.support.keyboard import focused, press, type_text

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SOON = 20_000


@pytest.fixture
def page(window) -> DocumentsPage:
    window.go(PageKey.DOCUMENTS, "measures-book")
    return window.page(PageKey.DOCUMENTS)


@pytest.fixture
def part(page, qtbot) -> ChaptersPart:
    qtbot.mouseClick(page.pane.chapters_button, LEFT)
    assert page.chapters is not None
    return page.chapters


def shown(part: ChaptersPart) -> list[str]:
    return [f"{row.number} {row.title}".removeprefix("0 ") for row in rows(part) if row.shown]


def rows(part: ChaptersPart) -> list:
    return list(part.table.sheet.all_rows())


def row_of(part: ChaptersPart, key: str):
    return next(row for row in rows(part) if row.id == key)


def at(part: ChaptersPart, key: str, column: str = "title") -> None:
    part.table.go_to(key, column)
    part.table.setFocus()


def cell(part: ChaptersPart, key: str, column: str = "title") -> QPoint:
    table = part.table
    line = table.sheet.place(key)
    assert line is not None
    index = table.sheet.index(line, table.sheet.column_index(column))
    table.scrollTo(index)
    return table.visualRect(index).center()


def pdf(path: Path) -> Path:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    target = io.BytesIO()
    writer.write(target)
    path.write_bytes(target.getvalue())
    return path


def drop(part: ChaptersPart, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, place = Qt.DropAction.CopyAction, QPoint(40, 80)
    entered = QDragEnterEvent(place, copy, data, LEFT, NO_KEYS)
    entered.ignore()
    part.dragEnterEvent(entered)
    if entered.isAccepted():
        part.dropEvent(QDropEvent(QPointF(place), copy, data, LEFT, NO_KEYS))
        read()
    return entered.isAccepted()


def read() -> None:
    """Waits for what reads files in another thread."""
    wait_for_all()
    QTest.qWait(4 * EVERY)


def drag(part: ChaptersPart, key: str, to: str, *, below: bool, release: bool = True) -> None:
    """The mouse takes a chapter by its title to the upper or lower part of another one."""
    view = part.table.viewport()
    cell(part, to)
    # Once both are in sight, neither moves for the other.
    begin, target = cell(part, key), cell(part, to)
    end = target + QPoint(0, 10 if below else -10)
    mouse_drags(view, begin, end, release=release)


def undo(window) -> None:
    window.session.undo()


# -- the list


def test_only_the_book_has_chapters_to_put_in_order(page) -> None:
    assert page.pane.chapters_button.isVisible()
    page.show_target("oit-assignments")
    assert not page.pane.chapters_button.isVisible()


@pytest.mark.in_turn
def test_the_chapters_stand_in_the_place_of_the_list_until_esc(page, part) -> None:
    assert part.isVisible()
    assert not page.table.isVisible()
    assert focused() is part.table
    assert "1 ความสำคัญของ ITA" in shown(part)
    press(Key.Key_Escape)
    assert page.table.isVisible()
    assert not part.isVisible()
    assert focused() is page.table


@pytest.mark.in_turn
def test_another_document_brings_the_list_back(window, page, part) -> None:
    window.go(PageKey.DOCUMENTS, "oit-assignments")
    assert page.table.isVisible()
    assert page.row.id == "oit-assignments"
    window.go(*chapters_place()[:2])
    assert part.isVisible()


@pytest.mark.in_turn
def test_space_leaves_chapters_out_and_their_numbers_follow(window, part) -> None:
    before = shown(part)
    at(part, "part:importance")
    press(Key.Key_Space)
    assert "1 เกณฑ์การประเมิน" in shown(part)
    assert part.row.id == "part:importance"
    undo(window)
    assert shown(part) == before


@pytest.mark.in_turn
def test_a_click_on_the_box_takes_a_chapter_in(window, part, qtbot) -> None:
    table = part.table
    place = cell(part, "part:progress", "shown")
    span = next(span for span in table.header.spans() if span.column.key == "shown")
    qtbot.mouseClick(table.viewport(), LEFT, pos=QPoint(round(span.inner_x) + 5, place.y()))
    assert row_of(part, "part:progress").shown
    undo(window)
    assert not row_of(part, "part:progress").shown


@pytest.mark.in_turn
def test_all_chosen_chapters_are_left_out_in_one_step(window, part) -> None:
    before = shown(part)
    at(part, "part:importance")
    press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(Key.Key_Space)
    assert not row_of(part, "part:importance").shown
    assert not row_of(part, "part:criteria").shown
    undo(window)
    assert shown(part) == before


@pytest.mark.in_turn
def test_alt_and_arrows_move_a_chapter_and_the_pages_follow(window, page, part, qtbot) -> None:
    qtbot.waitUntil(lambda: page.pane.pages is not None, timeout=SOON)
    old, before = page.pane.pages, shown(part)
    at(part, "part:criteria")
    press(Key.Key_Up, ALT)
    assert "1 เกณฑ์การประเมิน" in shown(part)
    assert part.row.id == "part:criteria"
    qtbot.waitUntil(lambda: page.pane.pages not in {None, old}, timeout=SOON)
    undo(window)
    assert shown(part) == before


def test_the_first_chapter_stays_the_first(part) -> None:
    before = shown(part)
    at(part, rows(part)[0].id)
    press(Key.Key_Up, ALT)
    assert shown(part) == before


@pytest.mark.in_turn
def test_a_chapter_is_dragged_with_a_line_that_shows_where_it_goes(window, part) -> None:
    before = shown(part)
    drag(part, "part:levels", "part:importance", below=False, release=False)
    table = part.table
    top = table.rowViewportPosition(table.sheet.place("part:importance"))
    assert abs(table.row_drag.indicator().center().y() - top) <= 1
    QTest.mouseRelease(table.viewport(), LEFT)
    assert table.row_drag.indicator() is None
    assert "1 คะแนนและระดับผลการประเมิน" in shown(part)
    assert part.row.id == "part:levels"
    drag(part, "part:levels", "part:criteria", below=True)
    assert shown(part) == before
    undo(window)
    undo(window)
    assert shown(part) == before


@pytest.mark.in_turn
def test_esc_lets_go_of_a_dragged_chapter(page, part) -> None:
    before = shown(part)
    drag(part, "part:levels", "part:importance", below=False, release=False)
    press(Key.Key_Escape)
    assert part.table.row_drag.indicator() is None
    QTest.mouseRelease(part.table.viewport(), LEFT)
    assert shown(part) == before
    assert part.isVisible()
    assert page.shows_chapters


@pytest.mark.in_turn
def test_nothing_is_moved_in_a_list_that_is_sorted(window, part) -> None:
    before = shown(part)
    part.table.sheet.sort_by("title", descending=True)
    drag(part, "part:levels", "part:importance", below=False)
    assert "เรียงตามคอลัมน์" in window.message.message.sentence
    part.table.sheet.sort_by(None)
    assert shown(part) == before


@pytest.mark.in_turn
def test_a_heading_is_typed_over_and_an_empty_one_is_the_usual_one_again(window, part) -> None:
    at(part, "part:result")
    usual = row_of(part, "part:result").title
    type_text("ผลคะแนนปีที่แล้ว")
    press(Key.Key_Return)
    assert "4 ผลคะแนนปีที่แล้ว" in shown(part)
    at(part, "part:result")
    press(Key.Key_Delete)
    assert row_of(part, "part:result").title == usual
    undo(window)
    assert row_of(part, "part:result").title == "ผลคะแนนปีที่แล้ว"


@pytest.mark.in_turn
@pytest.mark.parametrize(("at_preset", "first"), [(0, "ความสำคัญของ ITA"), (1, "ความสำคัญ เกณฑ์")])
def test_the_usual_orders_are_chosen_from_a_list(window, part, at_preset, first) -> None:
    menu = part.preset_chip.menu()
    menu.actions()[at_preset].trigger()
    assert next(text for text in shown(part) if text.startswith("1 ")).startswith(f"1 {first}")
    undo(window)
    assert "1 ความสำคัญของ ITA" in shown(part)


# -- the office's own


@pytest.mark.in_turn
def test_a_chapter_of_ones_own_is_named_and_typed_with_the_keyboard_alone(window, part) -> None:
    at(part, "part:levels")
    part.text_button.setFocus()
    press(Key.Key_Space)
    type_text("สารจากผู้อำนวยการ")
    press(Key.Key_Return)
    own = next(row for row in rows(part) if row.title == "สารจากผู้อำนวยการ")
    assert [row.id for row in rows(part)].index(own.id) == 1 + [row.id for row in rows(part)].index(
        "part:levels"
    )
    assert own.number == 4
    at(part, own.id)
    press(Key.Key_Return, CTRL)
    assert focused() is part.text.text
    type_text("ขอบคุณทุกคน")
    press(Key.Key_Return, CTRL)
    assert row_of(part, own.id).text == "ขอบคุณทุกคน"
    assert focused() is part.table
    undo(window)
    assert row_of(part, own.id).text == ""


@pytest.mark.in_turn
def test_words_that_are_typed_stay_with_their_chapter(part, qtbot) -> None:
    qtbot.mouseClick(part.text_button, LEFT)
    first = part.row.id
    qtbot.mouseClick(part.text.text.viewport(), LEFT)
    type_text("คำแรก")
    qtbot.mouseClick(part.text_button, LEFT)
    assert row_of(part, first).text == "คำแรก"
    assert part.row.id != first
    assert part.row.text == ""


@pytest.mark.in_turn
def test_files_are_chosen_and_bound_in_one_behind_the_other(
    window, part, qtbot, tmp_path, monkeypatch
) -> None:
    files = [str(pdf(tmp_path / name)) for name in ("ภาคผนวก ก.pdf", "ภาคผนวก ข.pdf")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (files, ""))
    at(part, "part:monitoring")
    qtbot.mouseClick(part.file_button, LEFT)
    read()
    titles = [row.title for row in rows(part)]
    place = titles.index("ภาคผนวก ก")
    assert titles[place : place + 2] == ["ภาคผนวก ก", "ภาคผนวก ข"]
    assert rows(part)[place - 1].id == "part:monitoring"
    assert part.row.origin == "ภาคผนวก ข.pdf"
    undo(window)
    assert "ภาคผนวก ก" in shown(part)
    assert "ภาคผนวก ข" not in shown(part)


@pytest.mark.in_turn
def test_a_file_is_dropped_on_the_list(part, tmp_path) -> None:
    assert drop(part, pdf(tmp_path / "คำสั่ง.pdf"))
    assert "คำสั่ง" in shown(part)


def test_what_cannot_be_bound_in_is_told(window, part, tmp_path) -> None:
    before = shown(part)
    wrong = tmp_path / "ปลอม.pdf"
    wrong.write_text("not a pdf")
    drop(part, wrong)
    assert "ปลอม.pdf ไม่ใช่ไฟล์ PDF" in window.message.message.sentence
    assert shown(part) == before


@pytest.mark.in_turn
def test_files_before_one_that_cannot_be_bound_in_are(window, part, tmp_path) -> None:
    wrong = tmp_path / "ปลอม.pdf"
    wrong.write_text("not a pdf")
    drop(part, pdf(tmp_path / "คำสั่ง.pdf"), wrong, pdf(tmp_path / "แผนที่.pdf"))
    assert "คำสั่ง" in shown(part)
    assert "แผนที่" not in shown(part)
    assert "ปลอม.pdf ไม่ใช่ไฟล์ PDF" in window.message.message.sentence


@pytest.mark.in_turn
def test_the_window_goes_on_while_a_file_is_read(window, part, tmp_path, monkeypatch) -> None:
    threads = []
    bind = book.add_file
    monkeypatch.setattr(
        book, "add_file", lambda *a, **b: (threads.append(current_thread()), bind(*a, **b))[1]
    )
    drop(part, pdf(tmp_path / "คำสั่ง.pdf"))
    assert threads
    assert current_thread() not in threads


@pytest.mark.in_turn
def test_a_list_is_left_to_the_window(part, tmp_path) -> None:
    assert not drop(part, tmp_path / "รายชื่อ.xlsx")


@pytest.mark.in_turn
def test_own_chapters_are_taken_away_and_parts_are_left_out(window, part, tmp_path) -> None:
    drop(part, pdf(tmp_path / "คำสั่ง.pdf"))
    own = part.row.id
    press(Key.Key_Minus, CTRL)
    assert own not in {row.id for row in rows(part)}
    assert "เอา 1 บทออกจากเล่มแล้ว" in window.message.message.sentence
    undo(window)
    assert own in {row.id for row in rows(part)}
    at(part, "part:levels")
    press(Key.Key_Minus, CTRL)
    assert not row_of(part, "part:levels").shown


# -- the parts that it must have


def lines(part: ChaptersPart) -> list:
    return [line for list_ in part.lists for line in list_.lines]


@pytest.mark.in_turn
def test_each_of_the_eight_parts_says_what_it_lacks(page, part) -> None:
    texts = [line.accessibleName() for line in lines(part)]
    assert len(texts) == 8
    ready = sum(text.endswith("ครบแล้ว") for text in texts)
    assert part.counts.endswith(f"{ready} จาก 8")
    assert any("ยังไม่มีมาตรการสื่อสาร" in text for text in texts)


@pytest.mark.in_turn
def test_a_part_that_lacks_data_leads_to_the_page_where_it_is_mended(window, part, qtbot) -> None:
    order = lines(part)[0]
    assert "คำสั่งยังไม่มีผู้ลงนาม" in order.accessibleName()
    qtbot.mouseClick(order, LEFT)
    qtbot.waitUntil(lambda: window.page(PageKey.ROSTER).isVisible(), timeout=SOON)


@pytest.mark.in_turn
def test_a_part_that_is_left_out_leads_to_its_chapter(window, page, part, qtbot) -> None:
    at(part, "part:one-stop")
    press(Key.Key_Space)
    at(part, "part:importance")
    line = next(line for line in lines(part) if "เล่มไม่มีส่วน" in line.accessibleName())
    line.setFocus()
    press(Key.Key_Return)
    assert part.row.id == "part:one-stop"
    press(Key.Key_Space)
    assert row_of(part, "part:one-stop").shown
    assert not any("เล่มไม่มีส่วน" in line.accessibleName() for line in lines(part))


@pytest.mark.in_turn
def test_what_the_document_lacks_leads_to_the_chapters(window, page, qtbot) -> None:
    session = window.session
    keys = [entry.key for entry in book.entries(session.data)]
    book.show(session.workspace, session.year, keys, shown=False)
    gap = next(gap for gap in page.row.gaps if gap.page is PageKey.DOCUMENTS)
    assert gap.place == "รายการบท"
    qtbot.mouseClick(page.pane.gaps.lines[0].action, LEFT)
    qtbot.waitUntil(lambda: page.shows_chapters, timeout=SOON)


# -- read-only


@pytest.mark.in_turn
def test_nothing_changes_in_a_file_that_is_only_read(window, part, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(window.session.workspace.connections, "_is_read_only", True)
    part.refresh()
    before = shown(part)
    at(part, "part:levels")
    press(Key.Key_Space)
    press(Key.Key_Up, ALT)
    press(Key.Key_Minus, CTRL)
    drag(part, "part:levels", "part:importance", below=False)
    drop(part, pdf(tmp_path / "คำสั่ง.pdf"))
    assert shown(part) == before
    assert not part.text_button.isEnabled()
    assert not part.preset_chip.isEnabled()
    assert "เปิดอ่านอย่างเดียว" in window.message.message.sentence
    assert not window.session.data.chapters


@pytest.mark.in_turn
def test_a_chapter_of_the_program_can_be_written_by_the_office_and_made_again(part) -> None:
    key = "part:importance"
    at(part, key)
    assert not part.text.isVisible()
    part.write_part()
    assert focused() is part.text.text
    type_text("ความเป็นมาของเรา")
    part.table.setFocus()
    assert row_of(part, key).text == "ความเป็นมาของเรา"
    assert row_of(part, key).origin == "พิมพ์เอง"
    at(part, "part:criteria")
    assert not part.text.isVisible()
    at(part, key)
    assert part.text.isVisible()
    part.use_made()
    assert row_of(part, key).origin == "จากข้อมูล"
    assert not part.text.isVisible()
