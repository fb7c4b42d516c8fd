"""หน้าเว็บ OIT: chosen, compared, written, opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.dialogs.public_page import PublicPageSheet

SOON = 30


def rows(sheet: PublicPageSheet) -> dict[str, str]:
    return {row.text: row.action for row in sheet.table.sheet.all_rows() if row.action}


def told(sheet: PublicPageSheet) -> list[str]:
    return [row.text for row in sheet.table.sheet.all_rows() if not row.action]


@pytest.mark.in_turn
def test_the_page_is_written_from_the_menu_and_what_was_chosen_is_remembered(
    window, qtbot, tmp_path: Path, monkeypatch
) -> None:
    folder, opened = tmp_path / "เว็บ", []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    sheets: list[PublicPageSheet] = []

    def work(sheet: PublicPageSheet) -> int:
        sheets.append(sheet)
        qtbot.addWidget(sheet)
        sheet.show()
        qtbot.mouseClick(sheet.folder, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(sheet.palettes["plum"], Qt.MouseButton.LeftButton)
        qtbot.mouseClick(sheet.english, Qt.MouseButton.LeftButton)
        sheet.work.wait_and_report(SOON)
        assert set(rows(sheet).values()) == {"ใหม่"}
        assert len(told(sheet)) > 3, "all that is not published yet, before it is written"
        assert any(text.startswith("O10 ") for text in told(sheet))
        assert not folder.exists(), "nothing is written before she says so"
        sheet.table.setFocus()
        qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
        sheet.work.wait_and_report(SOON)
        return 1

    monkeypatch.setattr(PublicPageSheet, "exec", work)
    window.commands.run(Command.PUBLIC_PAGE)
    page = folder / "2568" / "index.html"
    assert page.is_file()
    assert [url.toLocalFile() for url in opened] == [str(page)]
    assert "#6B2C5E" in (folder / "assets" / "site.css").read_text(encoding="utf-8")
    assert not (folder / "en").exists()
    again = PublicPageSheet(window.session, window)
    qtbot.addWidget(again)
    again.work.wait_and_report(SOON)
    assert (again.palette_name, again.english.isChecked()) == ("plum", False)
    assert rows(again) == {}
    assert again.accept_button.isEnabled()
    again.copy_button.click()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.html().startswith("<table")
    assert copied.text().splitlines()[0].startswith("O1\t")
    (folder / "site-manifest.json").write_text("{", encoding="utf-8")
    again.compare()
    again.work.wait_and_report(SOON)
    assert not again.accept_button.isEnabled()
    assert "อ่านรายการไฟล์ของหน้าเว็บไม่ได้" in again.outcome.text()
    again.reject()
