"""A file is handed on, and somebody is erased for good, in the window."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ita_desktop.services.personal.erasing import Erasable
from ita_desktop.services.personal.handing_on import LeftOut
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.dialogs.personal.erase import EraseSheet
from ita_desktop.ui.dialogs.personal.hand_on import HandOnSheet
from ita_desktop.ui.widgets import sheet as sheets
from tests.ui.support.modal import in_dialog


def test_a_file_is_handed_on_without_what_is_ticked(window, tmp_path, monkeypatch) -> None:
    target = tmp_path / "ส่งต่อ.ita"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    comment = window.session.workspace.year(2567).comments[0].text[:20].encode()

    def choose(sheet: HandOnSheet) -> None:
        boxes = sheet.boxes
        assert sheet.parts == frozenset(LeftOut)
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
    assert comment not in target.read_bytes()
    assert comment in Path(window.session.workspace.path).read_bytes()


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
        sheet.accept()
        assert len(session.data.people) == people
        sheet.accept()
        sheet.work.wait_and_report(60)
        assert "ลบถาวรแล้ว: บุคคล 1 รายการ" in sheet._result.text()
        assert len(sheet.table.sheet.all_rows()) == people - 1

    in_dialog(EraseSheet, erase)
    window.commands.run(Command.ERASE)
    assert len(asked) == 2
    assert "เรียกคืนไม่ได้" in asked[0]
    assert len(session.data.people) == people - 1
    assert session.workspace.undo() is None
