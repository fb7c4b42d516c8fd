"""Personal data in texts is asked about before anything public is written, by keyboard alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from ita_desktop.services import measures, workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.dialogs.public_page import PublicPageSheet, PublicTextsSheet
from ita_desktop.ui.pages.documents import printing as document_printing
from ita_desktop.ui.pages.page import PageKey
from tests.ui.support.collecting import delete_now
from tests.ui.support.keyboard import press
from tests.ui.support.modal import in_dialog

PHONE = "081-234-5678"
SOON = 30_000


def typed(window, *places: int) -> list[str]:
    """Types a telephone number into measures; returns their keys."""
    session = window.session
    rows = [session.data.measures[at] for at in places]
    edits = [CellEdit(row.id, "method", f"{row.method}\nโทร {PHONE}") for row in rows]
    measures.edit(session.workspace, session.year, edits)
    return [row.id for row in rows]


@pytest.fixture
def page(window, qtbot):
    window.go(PageKey.DOCUMENTS, "measures-by-item")
    shown = window.page(PageKey.DOCUMENTS)
    qtbot.waitUntil(lambda: shown.pane.pages is not None, timeout=SOON)
    return shown


def saving(page, monkeypatch, path: Path) -> Callable[[], None]:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    return lambda: page.save_document("docx")


@pytest.mark.in_turn
def test_each_place_is_published_on_purpose_by_space_and_not_asked_about_again(
    window, page, qtbot, tmp_path: Path, monkeypatch
) -> None:
    typed(window, 3, 5)
    path = tmp_path / "มาตรการ.docx"
    save = saving(page, monkeypatch, path)

    def decide(sheet: PublicTextsSheet) -> None:
        assert [row.kind for row in sheet.table.sheet.all_rows()] == ["เบอร์โทรศัพท์"] * 2
        assert sheet.table.hasFocus()
        assert not path.exists()
        press(Qt.Key.Key_Space)
        assert len(sheet.table.sheet.all_rows()) == 1
        press(Qt.Key.Key_Space)

    in_dialog(PublicTextsSheet, decide)
    save()
    qtbot.waitUntil(path.exists, timeout=SOON)
    assert len(window.session.data.public_texts) == 2
    path.unlink()
    save()  # a sheet that is asked for now would never be answered
    qtbot.waitUntil(path.exists, timeout=SOON)
    window.session.undo()
    assert len(window.session.data.public_texts) == 1


@pytest.mark.in_turn
def test_enter_leads_to_the_text_and_nothing_is_written(
    window, page, qtbot, tmp_path: Path, monkeypatch
) -> None:
    (measure,) = typed(window, 3)
    path = tmp_path / "มาตรการ.docx"
    in_dialog(PublicTextsSheet, lambda _sheet: press(Qt.Key.Key_Return))
    saving(page, monkeypatch, path)()
    qtbot.waitUntil(lambda: window.current_page == PageKey.MEASURES, timeout=SOON)
    assert window.page(PageKey.MEASURES).measures.table.current_row().id == measure
    assert not path.exists()


@pytest.mark.in_turn
def test_all_are_published_as_typed_by_the_button_and_asked_about_again(
    window, page, qtbot, tmp_path: Path, monkeypatch
) -> None:
    typed(window, 3, 5)
    path = tmp_path / "มาตรการ.docx"

    def publish(sheet: PublicTextsSheet) -> None:
        assert sheet.accept_button.text() == "เผยแพร่ตามที่พิมพ์"
        while sheet.focusWidget() is not sheet.accept_button:
            press(Qt.Key.Key_F6)
        press(Qt.Key.Key_Return)

    in_dialog(PublicTextsSheet, publish)
    saving(page, monkeypatch, path)()
    qtbot.waitUntil(path.exists, timeout=SOON)
    assert window.session.data.public_texts == ()


@pytest.mark.in_turn
def test_printing_asks_first_and_the_internal_profile_does_not(
    window, page, qtbot, monkeypatch
) -> None:
    typed(window, 3)
    qtbot.waitUntil(lambda: page.pane.pages is not None, timeout=SOON)
    asked: list[str] = []
    monkeypatch.setattr(document_printing, "ask", lambda _pages, title, _over: asked.append(title))
    seen: list[bool] = []

    def leave(sheet: PublicTextsSheet) -> None:
        seen.append(bool(asked))
        sheet.reject()

    in_dialog(PublicTextsSheet, leave)
    page.print_document()
    qtbot.waitUntil(lambda: bool(seen), timeout=SOON)
    in_dialog(PublicTextsSheet, lambda sheet: sheet.accept_button.click())
    page.print_document()
    qtbot.waitUntil(lambda: bool(asked), timeout=SOON)
    assert seen == [False]


@pytest.mark.in_turn
def test_the_public_page_is_not_written_before(window, qtbot, tmp_path: Path, monkeypatch) -> None:
    (measure,) = typed(window, 3)
    folder, opened = tmp_path / "เว็บ", []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    asked: list[str] = []

    def publish(sheet: PublicTextsSheet) -> None:
        asked.extend(row.found.key for row in sheet.table.sheet.all_rows())
        assert not folder.exists()
        press(Qt.Key.Key_Space)

    def write(sheet: PublicPageSheet) -> None:
        sheet.folder.click()
        sheet.work.wait_and_report(SOON / 1000)
        in_dialog(PublicTextsSheet, publish)
        sheet.accept_button.click()
        sheet.work.wait_and_report(SOON / 1000)

    in_dialog(PublicPageSheet, write)
    window.commands.run(Command.PUBLIC_PAGE)
    assert asked == [measure]
    assert opened
    assert (folder / str(window.session.year) / "index.html").is_file()


@pytest.mark.in_turn
@pytest.mark.parametrize("has_personal", [False, True])
def test_the_end_of_a_document_is_told_also_after_its_file_was_left(
    window, page, qtbot, tmp_path: Path, monkeypatch, has_personal: bool
) -> None:
    if has_personal:
        typed(window, 3)
    path = tmp_path / "มาตรการ.docx"
    saving(page, monkeypatch, path)()
    window.open_file(workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita"), remember=False)
    delete_now()
    assert not isValid(page)
    qtbot.waitUntil(lambda: not window.work.keeping_open(), timeout=SOON)
    told = window.message.message.sentence
    assert path.exists() is not has_personal
    assert told.startswith("ยังไม่บันทึก" if has_personal else f"บันทึก {path.name} แล้ว")


@pytest.mark.in_turn
def test_what_was_to_be_printed_when_its_file_was_left_is_told(
    window, page, qtbot, tmp_path: Path
) -> None:
    page.print_document()
    window.open_file(workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita"), remember=False)
    delete_now()
    assert not isValid(page)
    qtbot.waitUntil(lambda: not window.work.keeping_open(), timeout=SOON)
    assert window.message.message.sentence.startswith("ยังไม่ได้พิมพ์")


def test_the_file_of_dates_is_asked_about_too(window, qtbot, tmp_path: Path, monkeypatch) -> None:
    session = window.session
    with session.workspace.change("พิมพ์") as change:
        day = session.data.calendar[0]
        change.update(day, title=f"{day.title} {PHONE}")
    path = tmp_path / "วัน.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    window.go(PageKey.YEAR)
    in_dialog(PublicTextsSheet, lambda _sheet: press(Qt.Key.Key_Space))
    window.page(PageKey.YEAR).calendar_button.click()
    qtbot.waitUntil(path.exists, timeout=SOON)
    assert len(session.data.public_texts) == 1
