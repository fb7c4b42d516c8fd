"""ตรวจแฟ้ม on the settings page: true answers, off the window's thread; and the second place."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from ita_desktop.services.settings import safety_copies
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.dialogs.backups import FileHealthDialog
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.settings.page import SettingsSection
from tests.support.known_files import begun_workspace

SOON = 15_000


@pytest.mark.in_turn
def test_a_second_place_gets_copies_and_all_is_checked(
    window, qtbot, monkeypatch, tmp_path: Path
) -> None:
    path = tmp_path / "งาน.ita"
    path.write_bytes(begun_workspace(2568))
    window.opener.begin(path)
    qtbot.waitUntil(lambda: window.session.workspace.path == path, timeout=SOON)
    window.go(PageKey.SETTINGS, SettingsSection.BACKUP)
    section = window.page(PageKey.SETTINGS).backup
    assert section.second.text().startswith("ยังไม่เลือก")
    assert section.forget_button.isHidden()
    stick = tmp_path / "แฟลชไดรฟ์"
    stick.mkdir()
    wait_for_all()  # a safety copy that is still made would go there, too
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(stick))
    section.choose_button.click()
    qtbot.waitUntil(lambda: "ล่าสุด" in section.second.text(), timeout=SOON)
    (copy,) = stick.rglob("*.ita")
    assert str(stick) in section.second.text()

    wait_for_all()
    sheet = FileHealthDialog(window.session, window)
    qtbot.waitUntil(sheet.accept_button.isEnabled, timeout=SOON)
    rows = {name: row.value for name, row in sheet.rows.items()}
    assert rows["second"].startswith("1 ฉบับ")
    assert rows["checked"] == "ยังไม่เคย"
    sheet.accept()
    qtbot.waitUntil(lambda: sheet.rows["checked"].value != "ยังไม่เคย", timeout=SOON)
    assert "ตรงกับที่บันทึกไว้ทุกแถว" in sheet.ui.remark.text()
    with closing(sqlite3.connect(copy)) as raw, raw:
        raw.execute("DELETE FROM calendar_date")
    sheet.accept()
    qtbot.waitUntil(lambda: not sheet.problem.isHidden(), timeout=SOON)
    assert copy.name in sheet.problem.text()
    assert "ปฏิทิน" in sheet.problem.text()
    sheet.reject()

    # It is told once no copy went there for a week.
    settings, memory = window.settings, window.session.memory
    memory.set("second", "2020-01-01T00:00:00")
    stick.rename(stick.with_name("ถอดแล้ว"))
    section.back_up_button.click()
    qtbot.waitUntil(
        lambda: window.message.message is not None and window.message.message.key == "second-place",
        timeout=SOON,
    )
    assert str(stick) in window.message.message.sentence
    section.forget_button.click()
    assert safety_copies.chosen_place(settings) is None
    assert section.forget_button.isHidden()
