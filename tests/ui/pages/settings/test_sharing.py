"""ตั้งค่า, แฟ้มและสำเนา: the settings go into a file, and a file is looked at before it is taken."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from ita_desktop.services import workspaces
from ita_desktop.services.documents import wordings
from ita_desktop.services.settings import file as settings_file
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.settings.page import SettingsSection
from tests.ui.support.previews import accept_preview, open_preview


@pytest.fixture
def section(window):
    window.go(PageKey.SETTINGS, SettingsSection.BACKUP)
    return window.page(PageKey.SETTINGS).backup


def told(window) -> str:
    message = window.message.message
    return message.sentence if message is not None else ""


def test_the_settings_are_written_where_the_clerk_says(
    section, window, qtbot, monkeypatch, tmp_path: Path
) -> None:
    target = tmp_path / "ของเขต.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    section.export_button.click()
    qtbot.waitUntil(lambda: "ของเขต.json" in told(window))
    assert "ไม่มีรายชื่อบุคคล" in told(window)
    office = window.session.data.organisation
    assert settings_file.read(target).office["name"] == office.name


@pytest.mark.in_turn
def test_a_file_is_shown_then_taken_over_in_one_step(
    section, window, qtbot, monkeypatch, tmp_path: Path
) -> None:
    with Workspace.open(workspaces.copy_sample(tmp_path / "อื่น.ita")) as other:
        year = window.session.year
        wordings.put(other, year, "all.continued", "(ยังมีต่อ)")
        wordings.put(other, year, "all.no-score", "ไม่มีภาพ")
        source = settings_file.export(other.year(year), tmp_path / "ค่า.json", other.media).path
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(source), ""))
    section.import_button.click()
    sheet = open_preview(window, qtbot)
    assert [row.id for row in sheet.rows] == ["wording/all.continued", "wording/all.no-score"]
    assert window.session.data.own_words == {}
    accept_preview(window, qtbot)
    assert set(window.session.data.own_words) == {"all.continued", "all.no-score"}
    window.session.undo()
    assert window.session.data.own_words == {}


def test_a_file_of_something_else_is_refused_in_the_page(
    section, window, qtbot, monkeypatch, tmp_path: Path
) -> None:
    source = tmp_path / "x.json"
    source.write_text("[]")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(source), ""))
    section.import_button.click()
    qtbot.waitUntil(lambda: "ไม่ใช่ไฟล์การตั้งค่า" in told(window))
    wait_for_all()
