"""The year's papers are read in the window, and each thing found leads to its place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.records import Person, new_id
from ita_desktop.services import measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.dialogs.checked_papers import ContentCheck
from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.keyboard import press
from tests.ui.support.modal import in_dialog


@pytest.mark.in_turn
def test_a_year_left_over_is_found_and_enter_goes_to_its_measure(window, qtbot) -> None:
    session = window.session
    measure = session.data.measures[7]
    left_over = f"{measure.method}\nเผยแพร่แผนปีงบประมาณ พ.ศ. 2565"
    measures.edit(session.workspace, session.year, [CellEdit(measure.id, "method", left_over)])

    def find(sheet: ContentCheck) -> None:
        sheet.work.wait_and_report(30)
        first = sheet.table.sheet.all_rows()[0]
        assert "ระบุปี 2565" in first.issue.message
        assert sheet.table.hasFocus()
        press(Qt.Key.Key_Return)

    in_dialog(ContentCheck, find)
    window.commands.run(Command.CHECK_CONTENT)
    qtbot.waitUntil(lambda: window.current_page == PageKey.MEASURES)
    page = window.page(PageKey.MEASURES)
    assert page.measures.table.current_row().id == measure.id


def test_a_year_with_nothing_to_find_says_so(window, monkeypatch) -> None:
    from ita_desktop.ui.dialogs import checked_papers

    monkeypatch.setattr(checked_papers, "content_issues", lambda *_: iter(()))

    def look(sheet: ContentCheck) -> None:
        sheet.work.wait_and_report(30)
        assert sheet.nothing.isVisible()
        # Right below the title, which is at the top, and nothing speaks of a text to go to.
        QApplication.processEvents()
        title, said = sheet.ui.title, sheet.nothing
        assert title.mapTo(sheet, title.rect().topLeft()).y() < title.height()
        assert said.mapTo(sheet, said.rect().topLeft()).y() < 3 * title.height()
        assert not sheet.ui.source.isVisible()
        assert not sheet.table.isVisible()
        assert not sheet.accept_button.isVisible()
        assert sheet.cancel_button.text() == "ปิด"
        sheet.reject()

    in_dialog(ContentCheck, look)
    window.commands.run(Command.CHECK_CONTENT)


@pytest.mark.in_turn
def test_what_an_import_brought_without_evidence_is_taken_out(window, monkeypatch) -> None:
    from ita_desktop.ui.dialogs import checked_papers

    monkeypatch.setattr(checked_papers, "content_issues", lambda *_: iter(()))
    session = window.session
    before = session.workspace.dump()
    new = Person(id=new_id(), prefix="นาย", name="ตัวอย่าง ร้องเรียน")
    with session.workspace.change("นำเข้า{title}", title="ทะเบียน") as change:
        change.insert(new)

    def take_out(sheet: ContentCheck) -> None:
        sheet.work.wait_and_report(30)
        assert sheet.take_out.isVisible()
        sheet.take_out.click()
        sheet.work.wait_and_report(30)
        assert sheet.nothing.isVisible()
        assert not sheet.take_out.isVisible()
        sheet.reject()

    in_dialog(ContentCheck, take_out)
    window.commands.run(Command.CHECK_CONTENT)
    assert session.workspace.dump() == before
