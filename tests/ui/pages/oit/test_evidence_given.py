"""Evidence in the pane of an item: chosen, dropped and pasted; a click opens, the pencil edits."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.services.oit import evidence
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.pages.oit import evidence_form, evidence_given
from ita_desktop.ui.pages.oit.page import OitPage
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.theme.tokens import tokens
from ita_desktop.ui.widgets.lines import PaneLine
from tests.ui.support.keyboard import focused, press, type_text

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
YEAR, ITEM = 2568, "O10"


def without_evidence(workspace: Workspace) -> None:
    given = workspace.year(YEAR).evidence_of(ITEM)
    evidence.remove(workspace, YEAR, [one.id for one in given])


@pytest.fixture
def prepare():
    return without_evidence


@pytest.fixture
def page(window, qtbot) -> OitPage:
    window.go(PageKey.OIT)
    shown = window.page(PageKey.OIT)
    qtbot.waitUntil(shown.table.hasFocus)
    shown.show_target(ITEM)
    return shown


@pytest.fixture
def announced(monkeypatch) -> list[str]:
    """What a screen reader is told."""
    told: list[str] = []

    def tell(event: QAccessibleAnnouncementEvent) -> None:
        told.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", tell)
    return told


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """What was handed to the system to be opened."""
    urls: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: urls.append(QUrl(url).toString()) or True
    )
    return urls


@pytest.fixture
def file(page: OitPage) -> Path:
    path = page.session.workspace.path.parent / "หลักฐาน" / "คู่มือ O10.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.7")
    return path


@pytest.fixture
def not_kept(monkeypatch) -> None:
    """Files are noted by their names alone."""
    monkeypatch.setattr(evidence, "USUAL", 0)


def _known(page: OitPage) -> list[tuple[str, str, str]]:
    return [(one.title, one.location, one.format) for one in page.session.data.evidence_of(ITEM)]


def _urls(*urls: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(urls)
    return data


def _drag(page: OitPage, data: QMimeData, over: QWidget | None = None) -> None:
    event = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(over or page.pane, event)


def _drop(page: OitPage, data: QMimeData, over: QWidget | None = None) -> None:
    _drag(page, data, over)
    actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(50, 50), actions, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(over or page.pane, event)
    # A file manager that proposes to move its file keeps it.
    assert event.dropAction() is Qt.DropAction.CopyAction
    wait_for_all()


def _click_the_first(page: OitPage, qtbot) -> PaneLine:
    """Clicks on the first piece of evidence as soon as it has its place."""
    line = page.pane.proofs.lines[0]
    qtbot.waitUntil(lambda: line.pencil.x() > 0 and line.height() > 10)
    qtbot.mouseClick(line, LEFT, pos=QPoint(30, 10))
    return line


@pytest.mark.in_turn
def test_files_that_are_dropped_become_evidence_in_one_step(page, file, window) -> None:
    other = file.with_name("แผน.xlsx")
    _drop(page, _urls(QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(other))))
    assert _known(page) == [
        ("คู่มือ O10", "หลักฐาน/คู่มือ O10.pdf", "PDF"),
        ("แผน", "หลักฐาน/แผน.xlsx", "Excel"),
    ]
    kept, named = page.session.data.evidence_of(ITEM)
    assert page.session.workspace.media(kept.media) == file.read_bytes()
    assert (kept.file_name, named.media) == (file.name, "")
    assert "จดไว้แต่ชื่อไฟล์ 1" in window.message.message.sentence
    press(Key.Key_Z, CTRL)
    assert _known(page) == []


@pytest.mark.in_turn
def test_what_has_the_keyboard_after_a_link_was_added_is_in_sight(page, window, qtbot) -> None:
    """The point to be ticked next may stand a screen above the link."""
    window.resize(1366, 600)
    page.show_target("O1")
    points = page.session.data.framework.item_by_code["O1"].requirements
    codes = [point.code for point in points]
    evidence.tick(page.session.workspace, YEAR, codes, met=False)
    press(Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: focused() is page.pane.form.location)
    scrolled = page.pane.ui.scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: scrolled.value() > window.height() / 2)
    type_text("https://district.example/o1")
    press(Key.Key_Return)
    qtbot.waitUntil(page.pane.form.isHidden)
    assert focused() is page.pane.checks.first_unmet()
    qtbot.waitUntil(lambda: not focused().visibleRegion().isEmpty())


@pytest.mark.in_turn
def test_evidence_is_announced_with_the_count_and_the_score(page, qtbot, announced) -> None:
    page.show_target("O3")
    press(Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: focused() is page.pane.form.location)
    type_text("https://district.example/o3")
    press(Key.Key_Return)
    qtbot.waitUntil(page.pane.form.isHidden)
    added, counted, score = announced[-1].split(" · ", 2)
    assert added == "เพิ่มหลักฐานของ O3 แล้ว 1 รายการ"
    assert counted.startswith("ครบ 2 จาก 4 รายการ")
    assert score.startswith("คะแนน: 0.00")
    QApplication.clipboard().setText("https://district.example/another")
    page.pane.paste()
    assert announced[-2:] == ["เพิ่มหลักฐานของ O3 แล้ว 1 รายการ", f"{counted} · {score}"]


@pytest.mark.in_turn
def test_the_form_opens_below_no_popup(page, qapp, qtbot) -> None:
    page.show_target("O7")
    page.assign_button.click()
    qtbot.waitUntil(lambda: qapp.activePopupWidget() is not None)
    type_text("โยธา")
    press(Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: focused() is page.pane.form.location)
    assert qapp.activePopupWidget() is None


@pytest.mark.in_turn
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape])
def test_the_keyboard_leaves_the_form_through_no_other_control(page, qapp, qtbot, key) -> None:
    page.show_target("O7")
    press(Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: focused() is page.pane.form.location)
    type_text("https://example.com")
    passed = []
    told = qapp.focusChanged.connect(lambda _old, new: passed.append(new))
    press(key)
    qapp.focusChanged.disconnect(told)
    assert not page.pane.form.isVisible()
    assert passed == [focused()]
    assert page.pane.isAncestorOf(focused())
    shown = focused().rect().center()
    qtbot.waitUntil(lambda: focused().visibleRegion().contains(shown))


@pytest.mark.in_turn
@pytest.mark.parametrize("is_pasted", [False, True], ids=["dropped", "pasted"])
@pytest.mark.parametrize("name", ["title", "format", "day", "as_of", "placed_by", "note"])
def test_a_file_that_is_given_to_any_field_of_the_form_is_the_evidence(
    page: OitPage, file: Path, qtbot, name: str, is_pasted: bool
) -> None:
    """The form fills most of the pane: a file rarely falls beside its fields, and the cursor is in
    the one that was typed last. File managers and browsers give its address as text, too."""
    qtbot.mouseClick(page.pane._published.action, LEFT)
    form = page.pane.form
    field = getattr(form, name, None) or getattr(form.ui, name)
    data = _urls(QUrl.fromLocalFile(str(file)))
    data.setText(file.as_uri())
    if is_pasted:
        QApplication.clipboard().setMimeData(data)
        field.setFocus()
        press(Key.Key_V, CTRL)
        assert _known(page) == []
    else:
        _drop(page, data, field)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: len(_known(page)) == 1)
    (row,) = page.session.data.evidence_of(ITEM)
    assert (row.title, row.location) == ("คู่มือ O10", "หลักฐาน/คู่มือ O10.pdf")
    assert (row.format, row.note, row.published, row.as_of) == ("PDF", "", None, None)


@pytest.mark.in_turn
def test_another_file_brings_its_own_title_and_format_unless_they_were_typed(
    page: OitPage, file: Path, qtbot
) -> None:
    other = file.with_name("แผน.xlsx")
    other.write_bytes(b"PK")
    form = page.pane.form
    qtbot.mouseClick(page.pane._published.action, LEFT)
    _drop(page, _urls(QUrl.fromLocalFile(str(file))))
    _drop(page, _urls(QUrl.fromLocalFile(str(other))))
    press(Key.Key_Return)
    qtbot.waitUntil(form.isHidden)
    assert _known(page) == [("แผน", "หลักฐาน/แผน.xlsx", "Excel")]
    (row,) = page.session.data.evidence_of(ITEM)
    form.begin(row)
    _drop(page, _urls(QUrl.fromLocalFile(str(file))))
    press(Key.Key_Return)
    qtbot.waitUntil(form.isHidden)
    assert _known(page) == [("คู่มือ O10", "หลักฐาน/คู่มือ O10.pdf", "PDF")]
    (row,) = page.session.data.evidence_of(ITEM)
    form.begin(row)
    form.title.setText("ชื่อที่พิมพ์")
    form.ui.format.setText("เอกสาร")
    _drop(page, _urls(QUrl.fromLocalFile(str(other))))
    press(Key.Key_Return)
    qtbot.waitUntil(form.isHidden)
    assert _known(page) == [("ชื่อที่พิมพ์", "หลักฐาน/แผน.xlsx", "เอกสาร")]


@pytest.mark.in_turn
def test_where_a_file_cannot_be_stored_the_form_keeps_it_and_the_keyboard(
    page: OitPage, file: Path, qtbot, monkeypatch, window
) -> None:
    def full(*_: object) -> None:
        raise InputError("ที่ว่างไม่พอ", remedy="ลบไฟล์ที่ไม่ใช้แล้วลองใหม่")

    form = page.pane.form
    qtbot.mouseClick(page.pane._published.action, LEFT)
    _drop(page, _urls(QUrl.fromLocalFile(str(file))))
    with monkeypatch.context() as patch:
        patch.setattr(evidence, "add", full)
        press(Key.Key_Return)
        qtbot.waitUntil(lambda: window.message.message is not None)
    assert "ที่ว่างไม่พอ" in window.message.message.sentence
    qtbot.waitUntil(form.location.hasFocus)
    press(Key.Key_Return)
    qtbot.waitUntil(form.isHidden)
    assert _known(page) == [("คู่มือ O10", "หลักฐาน/คู่มือ O10.pdf", "PDF")]


@pytest.mark.in_turn
def test_a_large_file_that_is_dropped_is_noted_by_its_name(page, file, not_kept) -> None:
    _drop(page, _urls(QUrl.fromLocalFile(str(file))))
    (row,) = page.session.data.evidence_of(ITEM)
    assert (row.media, row.file_name, row.size) == ("", file.name, file.stat().st_size)


@pytest.mark.in_turn
def test_a_file_that_is_read_for_long_goes_to_the_item_it_was_given_for(
    page, file, qtbot, monkeypatch
) -> None:
    go_on = threading.Event()
    read = evidence_form.read_file
    monkeypatch.setattr(
        evidence_form, "read_file", lambda path, *, keep: go_on.wait(5) and read(path, keep=keep)
    )
    qtbot.mouseClick(page.pane._published.action, LEFT)
    page.pane.form.title.setText("คู่มือ")
    _drop(page, _urls(QUrl.fromLocalFile(str(file))))
    press(Key.Key_Return)
    before = page.session.data.evidence_of("O11")
    page.show_target("O11")
    assert page.pane.item.code == "O11"
    go_on.set()
    qtbot.waitUntil(lambda: [row.title for row in page.session.data.evidence_of(ITEM)] == ["คู่มือ"])
    qtbot.waitUntil(page.pane.form.isEnabled)
    assert page.session.data.evidence_of("O11") == before
    assert focused().isVisible()


@pytest.mark.in_turn
def test_while_dragging_the_pane_says_whose_evidence_it_becomes(page, file) -> None:
    _drag(page, _urls(QUrl.fromLocalFile(str(file))))
    veil = page.pane._veil
    assert veil.isVisible()
    edge = veil.grab().toImage().pixelColor(1, veil.height() // 2)
    assert edge == tokens().surface, "what lies beneath does not look out at its edge"
    QApplication.sendEvent(page.pane, QDragLeaveEvent())
    assert not page.pane._veil.isVisible()


@pytest.mark.in_turn
def test_a_link_of_the_browser_is_pasted_with_its_title(page, window) -> None:
    data = QMimeData()
    data.setText("https://district.example/o10")
    data.setHtml('<a href="https://district.example/o10">สถิติการจัดเก็บ<b> ปี 68</b></a>')
    QApplication.clipboard().setMimeData(data)
    page.pane.checks.boxes[0].setFocus()
    press(Key.Key_V, CTRL)
    assert _known(page) == [("สถิติการจัดเก็บ ปี 68", "https://district.example/o10", "")]
    assert "O10" in window.message.message.sentence


@pytest.mark.parametrize("column", ["code", "owners", "proof"])
def test_a_copied_link_is_pasted_on_the_row_of_its_item(page, window, column) -> None:
    QApplication.clipboard().setText(" https://district.example/o10\n")
    page.table.setFocus()
    page.table.go_to("O10", column)
    press(Key.Key_V, CTRL)
    assert _known(page) == [("https://district.example/o10", "https://district.example/o10", "")]
    assert "O10" in window.message.message.sentence


@pytest.mark.in_turn
@pytest.mark.parametrize("is_dropped", [False, True], ids=["pasted", "dropped"])
def test_what_is_given_to_the_row_is_added_beside_evidence_that_is_edited(
    page, window, qtbot, is_dropped
) -> None:
    """The form may stand below what the pane shows: the keyboard tells who is meant."""
    QApplication.clipboard().setText("https://district.example/old")
    page.pane.paste()
    (old,) = page.session.data.evidence_of(ITEM)
    form = page.pane.form
    qtbot.waitUntil(lambda: page.pane.proofs.lines[0].pencil.x() > 0)
    qtbot.mouseClick(page.pane.proofs.lines[0].pencil, LEFT)
    type_text("er")
    given = "https://district.example/new"
    page.table.setFocus()
    page.table.go_to(ITEM, "code")
    if is_dropped:
        _drop(page, _urls(QUrl(given)))
    else:
        QApplication.clipboard().setText(given)
        press(Key.Key_V, CTRL)
    assert [one.location for one in page.session.data.evidence_of(ITEM)] == [old.location, given]
    assert "เพิ่มหลักฐานของ O10 แล้ว 1" in window.message.message.sentence
    assert form.isVisible()
    assert form.location.text() == f"{old.location}er", "what was typed is kept"
    page.pane.ui.scroll.ensureWidgetVisible(form.ui.note)
    _drop(page, _urls(QUrl("https://district.example/third")), form.title)
    assert form.location.text() == "https://district.example/third"


@pytest.mark.parametrize("is_file", [False, True])
def test_what_is_pasted_on_several_rows_asks_for_one(page, file, window, is_file) -> None:
    picture = file.with_suffix(".jpg")
    picture.write_bytes(file.read_bytes())
    QApplication.clipboard().setText("https://district.example/o10")
    if is_file:
        QApplication.clipboard().setMimeData(_urls(QUrl.fromLocalFile(str(picture))))
    page.table.setFocus()
    page.table.go_to("O10", "code")
    press(Key.Key_Down, SHIFT)
    before = page.session.data.evidence
    press(Key.Key_V, CTRL)
    wait_for_all()
    assert page.session.data.evidence == before
    assert "ให้เลือกข้อเดียว" in window.message.message.sentence


def test_a_copied_link_stays_text_in_a_cell_that_takes_any(page) -> None:
    QApplication.clipboard().setText("https://district.example/o10")
    page.table.setFocus()
    at = next(at for at, one in enumerate(page.table.sheet.columns) if one.key == "note")
    page.table.header.show_column(at, shown=True)
    page.table.go_to("O10", "note")
    press(Key.Key_V, CTRL)
    assert _known(page) == []
    assert page.table.current_row().note == "https://district.example/o10"


def test_what_is_there_already_is_told_and_not_added_again(page, window) -> None:
    QApplication.clipboard().setText("https://district.example/1\nhttps://district.example/2")
    page.pane.paste()
    page.pane.paste()
    assert len(_known(page)) == 2
    assert "มีอยู่แล้ว 2" in window.message.message.sentence


def test_a_clipboard_without_links_is_refused_with_the_way_out(page, window) -> None:
    QApplication.clipboard().setText("ข้อความธรรมดา")
    page.pane.paste()
    assert _known(page) == []
    assert "คัดลอกลิงก์" in window.message.message.sentence


def test_a_file_is_chosen_and_the_form_filled(page, file, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    qtbot.mouseClick(page.pane._published.action, LEFT)
    form = page.pane.form
    qtbot.waitUntil(lambda: not form.ui.browse.visibleRegion().isEmpty())
    qtbot.mouseClick(form.ui.browse, LEFT)
    assert form.title.text() == "คู่มือ O10"
    qtbot.waitUntil(lambda: form.file.keep.isVisible() and form.file.keep.isChecked())
    form.file.keep.click()
    press(Key.Key_Return)
    given = [("คู่มือ O10", "หลักฐาน/คู่มือ O10.pdf", "PDF")]
    qtbot.waitUntil(lambda: _known(page) == given)
    assert page.session.data.evidence_of("O10")[0].media == ""


def test_a_copied_file_is_pasted_into_the_form(page, file, qtbot) -> None:
    QApplication.clipboard().setMimeData(_urls(QUrl.fromLocalFile(str(file))))
    qtbot.mouseClick(page.pane._published.action, LEFT)
    press(Key.Key_V, CTRL)
    assert page.pane.form.location.text() == "หลักฐาน/คู่มือ O10.pdf"


@pytest.mark.in_turn
@pytest.mark.parametrize("folded", [False, True])
def test_a_copied_file_is_pasted_on_the_row_of_its_item(page, file, window, qtbot, folded) -> None:
    page.split.fold(folded)
    QApplication.clipboard().setMimeData(_urls(QUrl.fromLocalFile(str(file))))
    page.table.setFocus()
    press(Key.Key_V, CTRL)
    qtbot.keyClick(QApplication.activePopupWidget(), Key.Key_Return)
    wait_for_all()
    assert _known(page) == [("คู่มือ O10", "หลักฐาน/คู่มือ O10.pdf", "PDF")]
    assert "O10" in window.message.message.sentence


def test_a_title_that_was_typed_stays_when_a_file_is_dropped_on_the_form(page, file, qtbot) -> None:
    qtbot.mouseClick(page.pane._published.action, LEFT)
    page.pane.form.title.setText("คู่มือฉบับปรับปรุง")
    page.pane.form.placed_by.setText("ฝ่ายทะเบียน")
    _drop(page, _urls(QUrl.fromLocalFile(str(file))))
    press(Key.Key_Return)
    press(Key.Key_Return)
    given = [("คู่มือฉบับปรับปรุง", "หลักฐาน/คู่มือ O10.pdf", "PDF")]
    qtbot.waitUntil(lambda: _known(page) == given)
    (row,) = page.session.data.evidence_of("O10")
    assert page.session.workspace.media(row.media) == file.read_bytes()
    assert (row.file_name, row.size) == (file.name, file.stat().st_size)
    assert row.placed_by == "ฝ่ายทะเบียน"
    page.pane.form.begin(row)
    assert page.pane.form.placed_by.text() == "ฝ่ายทะเบียน"


@pytest.mark.in_turn
def test_a_click_opens_the_file_and_the_pencil_edits(page, file, qtbot, opened, not_kept) -> None:
    _drop(page, _urls(QUrl.fromLocalFile(str(file))))
    line = _click_the_first(page, qtbot)
    qtbot.waitUntil(lambda: opened == [QUrl.fromLocalFile(str(file)).toString()])
    assert page.pane.form.isHidden()
    qtbot.mouseClick(line.pencil, LEFT)
    assert page.pane.form.isVisible()
    assert page.pane.form.location.text() == "หลักฐาน/คู่มือ O10.pdf"
    press(Key.Key_Escape)
    line.setFocus()
    press(Key.Key_F2)
    assert page.pane.form.isVisible()


@pytest.mark.in_turn
def test_a_file_that_is_gone_is_told(page, file, qtbot, window, opened, not_kept) -> None:
    _drop(page, _urls(QUrl.fromLocalFile(str(file))))
    file.unlink()
    _click_the_first(page, qtbot)
    qtbot.waitUntil(lambda: window.message.message is not None
                    and "ไม่พบไฟล์" in window.message.message.sentence)  # fmt: skip
    assert opened == []


@pytest.mark.in_turn
def test_a_program_is_shown_in_its_folder_and_not_run(page, file, qtbot, opened) -> None:
    program = file.with_name("ของแถม.exe")
    program.write_bytes(b"MZ")
    _drop(page, _urls(QUrl.fromLocalFile(str(program))))
    _click_the_first(page, qtbot)
    qtbot.waitUntil(lambda: opened == [QUrl.fromLocalFile(str(file.parent)).toString()])


@pytest.mark.in_turn
@pytest.mark.parametrize("typed", ["", "หมายเหตุ"])
def test_error_of_form_goes_with_it(window, page, typed):
    """What is not to be stored any longer, or is kept, is nothing to complain of."""
    form, line = page.pane.form, window.message
    page.pane.add_evidence()
    form.ui.note.setText(typed)
    form.ui.note.setFocus()
    press(Key.Key_Return)
    assert line.message is not None
    assert "ยังไม่มีลิงก์" in line.message.sentence
    press(Key.Key_Escape)
    while line.message is not None:
        assert "ยังไม่มีลิงก์" not in line.message.sentence
        line.dismiss()


def _drop_on_row(page: OitPage, item: str, data: QMimeData) -> None:
    view = page.table
    view.go_to(item)
    index = view.currentIndex()
    view.go_to("O1")
    bar = view.verticalScrollBar()
    # The row is half below the foot.
    bar.setValue(bar.value() + view.visualRect(index).center().y() - view.viewport().height())
    place, scrolled = view.visualRect(index).topLeft() + QPoint(40, 4), bar.value()
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier(0)
    enter = QDragEnterEvent(place, copy, data, LEFT, none)
    QApplication.sendEvent(view.viewport(), enter)
    assert enter.isAccepted()
    assert page.pane.item.code == item
    assert bar.value() == scrolled
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(place), copy, data, LEFT, none))


def _paste_on_row(page: OitPage, item: str, data: QMimeData) -> None:
    page.table.go_to(item)
    QApplication.clipboard().setMimeData(data)
    press(Key.Key_V, CTRL)


@pytest.mark.in_turn
def test_a_link_that_is_dropped_on_a_row_is_evidence_of_its_item(page, qtbot) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://district.example/new")])
    before = len(page.session.data.evidence_of("O11"))
    _drop_on_row(page, "O11", data)
    qtbot.waitUntil(lambda: len(page.session.data.evidence_of("O11")) == before + 1)


@pytest.mark.in_turn
@pytest.mark.parametrize("chosen", [0, 1])
@pytest.mark.parametrize("way", [_drop_on_row, _paste_on_row])
def test_a_file_on_a_row_that_may_hold_a_list_is_asked_about(
    page, qtbot, tmp_path: Path, monkeypatch, way, chosen: int
) -> None:
    path = tmp_path / "ประกาศ.pdf"
    path.write_bytes(b"%PDF-1.4")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    opened: list[Path] = []
    monkeypatch.setattr(
        evidence_given, "open_import", lambda _session, paths, _window: opened.extend(paths)
    )
    before = len(page.session.data.evidence_of("O11"))
    way(page, "O11", data)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert menu.actions()[0].text() == "เพิ่มเป็นหลักฐานของ O11"
    menu.actions()[chosen].trigger()
    menu.close()
    qtbot.waitUntil(lambda: bool(opened) or len(page.session.data.evidence_of("O11")) > before)
    assert opened == [path] * chosen
