"""เปิดงานร่วม: the dialog, on a real server."""

import socket
from urllib.parse import parse_qsl, urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ita_desktop.settings import SharedPlace
from ita_desktop.storage.server import address
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.shared.login import ConnectSheet
from tests.ui.support.modal import in_dialog


@pytest.fixture
def sheet(qtbot, bare_window):
    made = ConnectSheet(bare_window.settings, bare_window)
    qtbot.addWidget(made)
    made.open()
    yield made
    made.reject()
    if made.workspace is not None:
        made.workspace.close()


def fill(sheet: ConnectSheet, address: str, database: str = "") -> None:
    split = urlsplit(address)
    folder = dict(parse_qsl(split.query))["host"]
    sheet.host.setText(folder)
    sheet.database.setText(database or split.path.lstrip("/"))
    sheet.user.setText(split.username or "postgres")


def wait(qtbot, sheet: ConnectSheet) -> str:
    qtbot.waitUntil(lambda: not sheet.work.is_going, timeout=20_000)
    return sheet.answer.text()


def test_it_asks_for_what_is_missing(sheet) -> None:
    assert not sheet.accept_button.isEnabled()
    assert "เครื่องแม่ข่าย" in sheet.accept_button.toolTip()
    assert sheet.password.echoMode() is QLineEdit.EchoMode.Password


def test_a_whole_address_is_taken_apart(sheet) -> None:
    sheet.host.setText("postgresql://kanda:ลับ@ita.example:5433/khet_2568?sslmode=require")
    assert (sheet.host.text(), sheet.database.text()) == ("ita.example:5433", "khet_2568")
    assert (sheet.user.text(), sheet.password.text()) == ("kanda", "ลับ")
    place = sheet.place()
    assert place.address == "postgresql://kanda@ita.example:5433/khet_2568?sslmode=require"
    assert place.password == "ลับ"
    assert "ลับ" not in repr(place)


def test_an_address_that_is_typed_is_taken_apart_once_it_is_whole(qtbot, sheet) -> None:
    sheet.host.setFocus()
    qtbot.keyClicks(sheet.host, "postgresql://kanda@ita.example/khet")
    assert sheet.host.text() == "postgresql://kanda@ita.example/khet"
    qtbot.keyClick(sheet.host, Qt.Key.Key_Tab)
    assert [field.text() for field in (sheet.host, sheet.database, sheet.user)] == [
        "ita.example",
        "khet",
        "kanda",
    ]


def test_a_port_that_is_no_number_is_told_and_stays(qtbot, sheet) -> None:
    for field, text in ((sheet.host, "ita:หนึ่ง"), (sheet.database, "a"), (sheet.user, "b")):
        field.setText(text)
    sheet.accept_button.click()
    assert "พอร์ต" in sheet.answer.text()
    assert sheet.host.text() == "ita:หนึ่ง"


def test_a_system_without_a_keyring_says_so(qtbot, sheet, monkeypatch) -> None:
    monkeypatch.setattr(address, "can_keep_passwords", lambda: False)
    sheet._look_for_keyring()
    qtbot.waitUntil(lambda: bool(sheet.kept_note.text()))
    assert ".pgpass" in sheet.kept_note.text()
    monkeypatch.setattr(address, "can_keep_passwords", lambda: True)
    sheet._look_for_keyring()
    qtbot.waitUntil(lambda: not sheet.kept_note.text())
    sheet.keeps.click()
    assert sheet.keeps.isChecked()


@pytest.mark.in_turn
def test_a_wrong_database_is_a_sentence_and_what_was_typed_stays(
    qtbot, sheet, sample_database
) -> None:
    fill(sheet, sample_database, "ไม่มี")
    sheet.accept_button.click()
    assert "ไม่มีฐานข้อมูล" in wait(qtbot, sheet)
    assert sheet.isVisible()
    assert sheet.database.text() == "ไม่มี"
    assert sheet.accept_button.isEnabled()


@pytest.mark.in_turn
def test_an_attempt_says_what_is_there_and_opens_nothing(qtbot, sheet, sample_database) -> None:
    fill(sheet, sample_database)
    sheet.try_button.click()
    words = wait(qtbot, sheet)
    assert "2568" in words
    assert sheet.workspace is None
    assert sheet.isVisible()


@pytest.mark.in_turn
def test_it_opens_and_the_password_is_remembered_nowhere(
    qtbot, bare_window, sample_database
) -> None:
    def act(sheet: ConnectSheet) -> None:
        fill(sheet, sample_database)
        sheet.password.setText("ลับมาก")
        qtbot.keyClick(sheet.user, Qt.Key.Key_Return)

    in_dialog(ConnectSheet, act)
    bare_window.commands.run(Command.OPEN_SHARED)
    session = bare_window.session
    assert session is not None
    assert session.workspace.path is None
    assert session.year == 2568
    bare_window.settings.write()
    kept = bare_window.settings._path.read_text(encoding="utf-8")
    assert "postgresql://" in kept
    assert "ลับมาก" not in kept
    name = urlsplit(sample_database).path.lstrip("/")
    assert name in bare_window.windowTitle()
    bare_window.opener.show_welcome()
    (line,) = [each for each in bare_window._home.recent_lines if name in each.accessibleName()]
    line.click()
    qtbot.waitUntil(lambda: bare_window.session is not None, timeout=20_000)


@pytest.mark.in_turn
def test_it_opens_at_the_start(qtbot, bare_window, sample_database) -> None:
    from ita_desktop import app

    app._announce_first(bare_window, bare_window.settings, sample_database, sample=False)
    bare_window.opener.begin_first()
    qtbot.waitUntil(lambda: bare_window.session is not None, timeout=20_000)
    assert bare_window.settings.recent()[0].startswith("postgresql://")


def test_a_server_that_does_not_answer_can_be_stopped(qtbot, sheet) -> None:
    """The window's events go on meanwhile, and the connection is closed when it comes."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(1)
        sheet.host.setText(f"127.0.0.1:{silent.getsockname()[1]}")
        sheet.database.setText("a")
        sheet.user.setText("b")
        sheet.accept_button.click()
        assert sheet.work.is_going
        sheet.work.line.stop_button.click()
        assert "หยุดแล้ว" in sheet.answer.text()
        assert sheet.accept_button.isEnabled()
        assert sheet.workspace is None


def test_a_password_that_the_server_refuses_brings_the_dialog_back(qtbot, bare_window) -> None:
    seen: list[str] = []

    def act(sheet: ConnectSheet) -> None:
        seen.append(sheet.answer.text())
        seen.append(sheet.database.text())
        sheet.reject()

    in_dialog(ConnectSheet, act)
    bare_window.opener.ask_for_shared(SharedPlace("postgresql://a@b/c"), "รหัสผ่านไม่ถูกต้อง")
    assert seen == ["รหัสผ่านไม่ถูกต้อง", "c"]
