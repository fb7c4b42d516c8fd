"""ตั้งค่า, ถ้อยคำในเอกสาร: the office's own words and files for its papers."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from shiboken6 import delete

from ita_desktop.documents.wordings.catalogue import template
from ita_desktop.services.documents import wordings
from ita_desktop.services.places import PageKey
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.pages.settings import wording_editor
from ita_desktop.ui.pages.settings.wording_editor import WordingEditor
from tests.ui.support.gate import Gate
from tests.ui.support.keyboard import press, type_text

NAME = "order-effective-now"
SHIPPED = "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"


@pytest.fixture
def editor(window, qtbot) -> WordingEditor:
    window.go(PageKey.SETTINGS, f"wordings#{NAME}")
    made = window.page(PageKey.SETTINGS).wordings
    qtbot.waitUntil(made.isVisible)
    return made


def used(editor, name: str = NAME) -> str:
    return template(name).words(editor._session.data)


def state(editor, name: str = NAME) -> str:
    return next(row.state for row in editor.table.sheet.all_rows() if row.id == name)


def retype(editor, text: str) -> None:
    editor.words.area.setFocus()
    editor.words.area.selectAll()
    type_text(text)


@pytest.mark.in_turn
def test_typed_words_are_kept_when_the_text_is_left_and_marked_as_the_offices(editor) -> None:
    assert editor.words.area.toPlainText() == SHIPPED
    retype(editor, "ตั้งแต่วันนี้")
    assert used(editor) == SHIPPED
    press(Qt.Key.Key_Tab)
    assert used(editor) == "ตั้งแต่วันนี้"
    assert state(editor) == "ของสำนักงาน"


@pytest.mark.in_turn
def test_the_preview_follows_each_letter_with_the_data_of_the_year(editor) -> None:
    editor.show_wording("order-title")
    retype(editor, "แต่งตั้ง{คณะ} ปี {ปีงบประมาณ}")
    assert editor.words.reads.text() == "แต่งตั้งคณะกรรมการอำนวยการและคณะทำงาน ปี 2568"


def test_a_field_is_put_in_where_one_types(editor) -> None:
    editor.show_wording("order-title")
    retype(editor, "เรื่องของ")
    line = next(line for line in editor.words.fields.lines if "สำนักงานเขต" in line.linked.text)
    line.click()
    assert editor.words.area.toPlainText() == "เรื่องของ{สำนักงานเขต}"
    assert editor.words.area.hasFocus()


def test_an_unknown_field_is_told_and_the_words_stay_as_typed(editor) -> None:
    retype(editor, "ตั้งแต่ {ไม่มีช่องนี้}")
    assert "{ไม่มีช่องนี้}" in editor.words._wrong.text()
    editor.table.setFocus()
    assert used(editor) == SHIPPED
    assert editor.words.area.toPlainText() == "ตั้งแต่ {ไม่มีช่องนี้}"


def test_the_shipped_words_can_be_had_back(editor) -> None:
    retype(editor, "ของเรา")
    editor.table.setFocus()
    editor.words._reads.action.click()
    assert used(editor) == SHIPPED
    assert editor.words.area.toPlainText() == SHIPPED
    assert state(editor) == "ตามแบบ"


def test_what_is_typed_is_kept_when_another_page_is_shown(editor, window) -> None:
    retype(editor, "ก่อนไป")
    window.go(PageKey.ROSTER)
    assert used(editor) == "ก่อนไป"


def test_a_garuda_is_chosen_shown_and_taken_out(editor, qtbot, tmp_path: Path) -> None:
    path = tmp_path / "ครุฑ.png"
    Image.new("RGB", (90, 100), "brown").save(path)
    editor.show_wording(wordings.GARUDA)
    editor.file.take(path)
    qtbot.waitUntil(lambda: not editor.file.picture.pixmap().isNull())
    assert state(editor, wordings.GARUDA) == "ครุฑ.png"
    editor.file.out_button.click()
    assert editor._session.data.office_files == ()
    assert not editor.file.picture.isVisible()


def test_a_picture_that_is_drawn_too_late_is_nobodys(editor, window, monkeypatch) -> None:
    session, gate, media = editor._session, Gate(), BytesIO()
    monkeypatch.setattr(wording_editor, "thumbnail", lambda *_: gate.wait() or b"")
    Image.new("RGB", (90, 100), "brown").save(media, "PNG")
    editor.show_wording(wordings.GARUDA)
    wordings.put_file(session.workspace, session.year, wordings.GARUDA, "ครุฑ.png", media.getvalue())
    gate.begun.wait()
    editor.file.setParent(None)
    delete(editor.file)
    gate.open()
    wait_for_all()


def test_a_file_of_another_kind_is_refused_with_a_sentence(
    window, editor, qtbot, tmp_path: Path
) -> None:
    path = tmp_path / "แบบ.docx"
    path.write_bytes(b"not a Word file")
    editor.show_wording(wordings.REFERENCE_DOCX)
    editor.file.take(path)
    qtbot.waitUntil(lambda: window.message.message is not None)
    assert "ไม่ใช่ไฟล์ Word" in window.message.message.sentence
    assert editor._session.data.office_files == ()


def test_what_is_made_of_the_data_is_shown_as_text_and_can_be_had_back(editor, qtbot) -> None:
    name = "framework-summary.criteria-list"
    editor.show_wording(name)
    qtbot.waitUntil(lambda: not editor.words.made_text.is_going)
    made = editor.words.area.toPlainText()
    assert "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่" in made
    retype(editor, "เกณฑ์ของเรา")
    editor.table.setFocus()
    assert used(editor, name) == "เกณฑ์ของเรา"
    editor.words._reads.action.click()
    assert used(editor, name) == ""
    qtbot.waitUntil(lambda: editor.words.area.toPlainText() == made)


@pytest.mark.in_turn
def test_nothing_is_typed_into_a_text_that_is_still_being_made(editor, qtbot, monkeypatch) -> None:
    gate, make = Gate(), wordings.shipped_text

    def held(context, one):
        gate.wait()
        return make(context, one)

    monkeypatch.setattr(wordings, "shipped_text", held)
    editor.show_wording("framework-summary.criteria-list")
    area = editor.words.area
    assert (area.isReadOnly(), area.toPlainText()) == (True, "")
    other = "framework-summary.importance"
    editor.show_wording(other)
    assert not area.isReadOnly()
    gate.open()
    qtbot.wait(50)
    assert area.toPlainText() == "1. ความสำคัญของ ITA"
    editor.show_wording("framework-summary.criteria-list")
    qtbot.waitUntil(lambda: "ตัวชี้วัดที่ 1" in area.toPlainText())
    assert not area.isReadOnly()
