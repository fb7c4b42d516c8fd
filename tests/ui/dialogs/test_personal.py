"""A file is handed on, and somebody is erased for good, in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ita_desktop.domain.records import Measure, Person
from ita_desktop.services.personal_removal import Erasable, LeftOut
from ita_desktop.services.roster import people
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.dialogs.personal import EraseSheet, HandOnSheet, MentionsSheet
from ita_desktop.ui.widgets import sheet as sheets
from tests.ui.support.keyboard import press
from tests.ui.support.modal import in_dialog


@pytest.mark.in_turn
def test_a_file_is_handed_on_without_what_is_ticked(window, tmp_path, monkeypatch) -> None:
    target = tmp_path / "ส่งต่อ.ita"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    comment = window.session.workspace.year(2567).comments[0].text[:20].encode()

    def choose(sheet: HandOnSheet) -> None:
        boxes = sheet.boxes
        assert sheet.parts == frozenset(LeftOut)
        assert "มาตรการ (" in sheet.not_covered.text()
        assert not boxes[LeftOut.HISTORY].isEnabled()
        for part in (LeftOut.COMMENTS, LeftOut.CONTACTS, LeftOut.ORIGINALS):
            boxes[part].setChecked(False)
        assert boxes[LeftOut.HISTORY].isEnabled()
        boxes[LeftOut.HISTORY].setChecked(False)
        assert not sheet.accept_button.isEnabled()
        boxes[LeftOut.COMMENTS].setChecked(True)
        assert sheet.parts == {LeftOut.COMMENTS, LeftOut.HISTORY}
        sheet.accept()

    in_dialog(HandOnSheet, choose)
    window.commands.run(Command.HAND_ON)
    wait_for_all()
    assert target.name in window.message.message.sentence
    assert "ข้อความที่พิมพ์เอง" in window.message.message.sentence
    assert comment not in target.read_bytes()
    assert comment in Path(window.session.workspace.path).read_bytes()


@pytest.mark.in_turn
def test_a_person_is_erased_once_that_is_confirmed(window, monkeypatch) -> None:
    session = window.session
    asked = []

    def answer(title: str, loss: str, **_words) -> bool:
        asked.append(loss)
        return len(asked) > 1

    monkeypatch.setattr(sheets, "ask", answer)
    people = len(session.data.people)

    def erase(sheet: EraseSheet) -> None:
        sheet.show_kind(Erasable.COMMENT)
        sheet.show_kind(Erasable.PERSON)
        assert len(sheet.table.sheet.all_rows()) == people
        chosen = sheet._chosen()
        for times in (1, 2):
            sheet.accept()
            sheet.work.wait_and_report(60)
            listed = sheet.findChildren(MentionsSheet)
            assert listed
            assert not listed[-1].ticked
            assert len(asked) == times - 1
            listed[-1].accept()
            assert len(asked) == times
            assert chosen == sheet._chosen()
            assert len(session.data.people) == people
        sheet.work.wait_and_report(60)
        assert "ลบถาวรแล้ว: บุคคล 1 รายการ" in sheet._result.text()
        assert len(sheet.table.sheet.all_rows()) == people - 1

    in_dialog(EraseSheet, erase)
    window.commands.run(Command.ERASE)
    assert len(asked) == 2
    assert "เรียกคืนไม่ได้" in asked[0]
    assert len(session.data.people) == people - 1
    assert session.workspace.undo() is None


@pytest.mark.in_turn
def test_a_removed_person_is_erased_with_the_text_that_is_ticked(
    window, qtbot, monkeypatch
) -> None:
    session = window.session
    monkeypatch.setattr(sheets, "ask", lambda *_, **_words: True)
    year = session.data.fiscal_year.id
    with session.workspace.change("เพิ่ม") as change:
        change.insert(Person(id="p", prefix="นาง", name="พิกุลหอม ทดสอบลบ", phone="0819994321"))
        for key in ("m", "n"):
            change.insert(Measure(id=key, year_id=year, indicator="1", method="ทำ",
                                  note="ถามคุณพิกุลหอม ทดสอบลบ"))  # fmt: skip
    people.remove(session.workspace, session.data.year, ["p"])

    def erase(sheet: EraseSheet) -> None:
        row = sheet.table.sheet.all_rows()[-1]
        assert (row.id, row.name, row.more) == ("p", "นางพิกุลหอม ทดสอบลบ", "เอาออกจากทะเบียนแล้ว")
        sheet.table.go_to("p")
        sheet.accept()
        sheet.work.wait_and_report(60)
        listed = sheet.findChild(MentionsSheet)
        assert [row.id for row in listed.rows] == ["measure/m/note", "measure/n/note"]
        assert "ไม่เปลี่ยน" in listed.accept_button.text()
        qtbot.waitUntil(listed.table.hasFocus)
        listed.table.go_to("measure/n/note")
        press(Qt.Key.Key_Space)
        assert listed.ticked == {"measure/n/note"}
        assert "1" in listed.accept_button.text()
        listed.accept()
        sheet.work.wait_and_report(60)
        assert "ลบถาวรแล้ว" in sheet._result.text()
        assert "มาตรการ" in sheet._result.text()
        assert "p" not in {row.id for row in sheet.table.sheet.all_rows()}

    in_dialog(EraseSheet, erase)
    window.commands.run(Command.ERASE)
    notes = {row.id: row.note for row in session.data.measures}
    assert (notes["m"], notes["n"]) == ("ถามคุณพิกุลหอม ทดสอบลบ", "ถาม…")
    session.workspace.publish()
    assert b"0819994321" not in session.workspace.path.read_bytes()
