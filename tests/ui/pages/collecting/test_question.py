"""A question in the sheet that sends a round, and its answers on the board."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.collection_rounds import AskedSubject
from ita_desktop.domain.records import Unit, UnitKind, new_id
from ita_desktop.domain.text import MAX_TEXT
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.oit import assignments
from ita_desktop.services.sending import asked_units, send
from ita_desktop.ui.pages.collecting.sending import SendSheet
from ita_desktop.ui.pages.page import PageKey

QUESTION = "ปีนี้จัดอบรมกี่ครั้ง\nนับถึงวันนี้"


@pytest.mark.in_turn
def test_a_question_alone_is_asked_of_all_and_its_answers_are_on_the_board(
    window, qtbot, tmp_path: Path
) -> None:
    session = window.session
    sheet = SendSheet(session, window)
    qtbot.addWidget(sheet)
    for chip in sheet.subjects.values():
        if chip.isChecked():
            chip.click()
    assert not sheet.asked.unit_ids
    sheet.question.insertPlainText(QUESTION)
    asked = sheet.asked
    assert (asked.about, asked.question) == ((), QUESTION)
    assert asked.unit_ids == tuple(unit.id for unit in asked_units(session.data))
    assert sheet.ui.accept.isEnabled()
    send(session.workspace, session.year, asked, tmp_path, today=session.today)
    form, *_ = session.workspace.year(session.year).collection_units
    with session.workspace.change("รับแบบ") as change:
        change.update(form, answer="สองครั้ง", returned=session.today)
    window.go(PageKey.COLLECTING)
    rows = window.page(PageKey.COLLECTING).table.sheet.all_rows()
    one = next(row for row in rows if row.id == form.unit_id)
    assert (one.status.word, one.missing) == ("คืนครบแล้ว", "")
    assert {row.missing for row in rows} == {"", QUESTION.replace("\n", " ")}
    assert "กี่ครั้ง นับถึง" in window.page(PageKey.COLLECTING).header.accessibleName()
    (column,) = [
        each for each in window.page(PageKey.COLLECTING).table.sheet.columns if each.key == "answer"
    ]
    assert column.value(one) == "สองครั้ง"
    other = next(row for row in rows if row.id != form.unit_id)
    table = window.page(PageKey.COLLECTING).table
    table.go_to(other.id, "answer")
    table.setFocus()
    qtbot.keyClicks(table, "3")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    typed = next(row for row in table.sheet.all_rows() if row.id == other.id)
    assert (typed.state.form.answer, typed.status.word) == ("3", "คืนครบแล้ว")
    session.undo()
    assert not next(row for row in table.sheet.all_rows() if row.id == other.id).state.form.answer


def test_a_question_that_is_too_long_is_told_and_kept_to_be_cut(window, qtbot) -> None:
    sheet = SendSheet(window.session, window)
    qtbot.addWidget(sheet)
    pasted = "กี่ครั้ง " * (MAX_TEXT // 8)
    QApplication.clipboard().setText(pasted)
    sheet.question.paste()
    assert not sheet.ui.accept.isEnabled()
    assert "20,000" in sheet.ui.accept.toolTip()
    assert sheet.question.toPlainText() == pasted
    sheet.question.setPlainText("กี่ครั้ง")
    assert sheet.ui.accept.isEnabled()


def test_where_no_unit_has_anything_open_the_sheet_says_how_to_ask(window, qtbot) -> None:
    sheet = SendSheet(window.session, window)
    qtbot.addWidget(sheet)
    usual = sheet.ui.remark.text()
    for chip in sheet.subjects.values():
        if chip.isChecked():
            chip.click()
    assert "พิมพ์คำถาม" in sheet.ui.remark.text()
    sheet.question.insertPlainText(QUESTION)
    assert sheet.ui.remark.text() == usual


def test_what_no_form_asks_for_is_told(window, qtbot) -> None:
    """A group may have no units yet; forms go to units."""
    session = window.session
    sheet = SendSheet(session, window)
    qtbot.addWidget(sheet)
    assert sheet.ui.remark.text() == "โปรแกรมเขียนไฟล์ไว้ให้ ไม่ได้ส่งเอง · เลิกทำได้"
    group = Unit(id=new_id(), name="กลุ่มว่าง", kind=UnitKind.GROUP, position=99)
    with session.workspace.change("เพิ่มหน่วย") as change:
        change.insert(group)
    owner = OwnerRef(unit_id=group.id)
    assignments.assign(session.workspace, session.year, ["O3"], [owner], None)
    sheet._refresh()
    said = f"O3 ไม่อยู่ในแบบใด เพราะ{group.name}ไม่ใช่หน่วยในแฟ้มนี้"
    assert sheet.ui.remark.text().replace("\u200b", "").replace("\u2060", "") == said
    sheet.subjects[AskedSubject.OIT].click()
    assert "O3" not in sheet.ui.remark.text(), "nothing is asked of items"
