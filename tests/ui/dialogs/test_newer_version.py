"""Looking for a newer version of the program, and what is said after it was installed."""

import pytest
from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from ita_desktop import __version__
from ita_desktop.settings import Settings
from ita_desktop.ui.commands.help import HelpWindow
from ita_desktop.ui.dialogs.about import PLACE, NewerVersionDialog
from ita_desktop.ui.window import Window
from tests.services.program.test_newer_versions import SET_UP
from tests.ui.widgets.fields.test_fields import copied

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """What was opened outside the program."""
    seen: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not seen.append(url.toString()))
    return seen


@pytest.fixture
def sheet(window, settings, qtbot) -> NewerVersionDialog:
    made = NewerVersionDialog(settings, window)
    qtbot.addWidget(made)
    made.show()
    return made


def look(sheet: NewerVersionDialog, qtbot, place: str) -> str:
    sheet.place.setText(place)
    qtbot.mouseClick(sheet.accept_button, LEFT)
    qtbot.waitUntil(lambda: bool(sheet.answer.text()))
    return sheet.answer.text()


def test_nothing_is_looked_for_before_a_place_is_given(sheet, opened) -> None:
    assert not sheet.accept_button.isEnabled()
    assert opened == []


def test_a_folder_is_looked_into_when_asked_and_remembered(
    sheet, settings, qtbot, tmp_path, opened
) -> None:
    folder = tmp_path / "รุ่นใหม่"
    folder.mkdir()
    assert "ไม่มีไฟล์ติดตั้ง" in look(sheet, qtbot, str(folder))
    (folder / SET_UP.format(__version__)).touch()
    assert "ใช้รุ่นใหม่สุดแล้ว" in look(sheet, qtbot, str(folder))
    assert not sheet.open_button.isVisible()
    (folder / SET_UP.format("99.1.0")).touch()
    assert "มีรุ่น 99.1.0" in look(sheet, qtbot, str(folder))
    qtbot.mouseClick(sheet.open_button, LEFT)
    assert opened == [folder.as_uri()] or opened == [f"file://{folder}"]
    assert settings.get(PLACE) == str(folder)


@pytest.mark.in_turn
def test_a_copied_folder_is_its_path_and_several_are_none(sheet, window, qtbot, tmp_path) -> None:
    sheet.place.setFocus()
    QApplication.clipboard().setMimeData(copied(tmp_path))
    qtbot.keyClick(sheet.place, Qt.Key.Key_V, CTRL)
    assert sheet.place.text() == QDir.toNativeSeparators(str(tmp_path))
    QApplication.clipboard().setMimeData(copied(tmp_path / "ก.xlsx", tmp_path / "ข.xlsx"))
    with qtbot.waitSignal(window.session.failed) as told:
        qtbot.keyClick(sheet.place, Qt.Key.Key_V, CTRL)
    assert "วางเป็นข้อความไม่ได้" in told.args[0]
    assert sheet.place.text() == QDir.toNativeSeparators(str(tmp_path))


def test_a_folder_that_is_not_there_is_told(sheet, qtbot, tmp_path) -> None:
    assert "ไม่พบแฟ้มหรือโฟลเดอร์" in look(sheet, qtbot, str(tmp_path / "ไม่มี"))


def test_an_address_is_opened_in_the_browser_alone(sheet, qtbot, opened) -> None:
    assert look(sheet, qtbot, "https://office.example/ita") == "เปิดหน้าเว็บแล้ว"
    assert opened == ["https://office.example/ita"]


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("former", "is_told"), [("", False), (__version__, False), ("0.0.9", True)]
)
def test_another_version_is_told_once_with_what_is_new(settings, qtbot, former, is_told) -> None:
    if former:
        settings.set("version", former)
    for told in (is_told, False):
        window = Window(settings)
        qtbot.addWidget(window)
        window.opener.show_welcome()
        with qtbot.waitSignal(window.idle):
            window.show()
        qtbot.waitUntil(lambda: settings.get("version") == __version__)
        qtbot.wait(0)
        shown = window.message.message
        assert (shown is not None and __version__ in shown.sentence) is told
        if told:
            qtbot.mouseClick(window.message.action, LEFT)
            (manual,) = window.findChildren(HelpWindow)
            assert manual.title == "มีอะไรใหม่"
            manual.close()
        window.close()
