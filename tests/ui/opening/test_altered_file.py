"""A file that the disk has changed is not opened unasked: a safety copy, or as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from ita_desktop.services import workspaces
from ita_desktop.ui.opening.workspace_opener import AS_IT_IS_KEY, RESTORE_KEY

SOON = 15_000


def _note(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw:
        return str(raw.execute("SELECT note FROM assignment ORDER BY id").fetchone()[0])


@pytest.mark.in_turn
def test_both_ways_on_are_offered_and_done(window, qtbot, monkeypatch, tmp_path: Path) -> None:
    whole = workspaces.copy_sample(tmp_path / "สำเนา.ita")
    altered = workspaces.copy_sample(tmp_path / "เพี้ยน.ita")
    with closing(sqlite3.connect(altered)) as raw, raw:
        raw.execute("UPDATE assignment SET note = 'เพี้ยน'")
    before = altered.read_bytes()
    line = window.message

    def shown() -> Path | None:
        return window.session.workspace.path if window.session is not None else None

    def refused() -> bool:
        return line.message is not None and line.message.key == RESTORE_KEY

    window.opener.begin(altered)
    qtbot.waitUntil(refused, timeout=SOON)
    assert "ไม่ตรงกับที่บันทึกไว้: งานข้อ OIT" in line.message.sentence
    assert (line.message.other, line.message.other_key) == ("ใช้ตามที่เป็นอยู่", AS_IT_IS_KEY)
    assert shown() != altered
    assert altered.read_bytes() == before

    line.acted.emit(AS_IT_IS_KEY)
    qtbot.waitUntil(lambda: shown() == altered, timeout=SOON)
    window.opener.close_file()
    window.opener._await_former()
    with closing(sqlite3.connect(altered)) as raw, raw:
        raw.execute("UPDATE assignment SET note = 'เพี้ยนอีก'")

    window.opener.begin(altered)
    qtbot.waitUntil(refused, timeout=SOON)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(whole), ""))
    line.acted.emit(RESTORE_KEY)
    qtbot.waitUntil(lambda: shown() == altered, timeout=SOON)
    assert _note(altered) == _note(whole)


@pytest.mark.in_turn
def test_a_file_with_what_nobody_knows_is_read_until_it_is_trusted(
    window, qtbot, tmp_path: Path
) -> None:
    strange = workspaces.copy_sample(tmp_path / "แปลก.ita")
    with closing(sqlite3.connect(strange)) as raw, raw:
        raw.execute("CREATE TRIGGER t AFTER UPDATE ON unit BEGIN DELETE FROM person; END")
    before = strange.read_bytes()

    def opened(*, read_only: bool) -> bool:
        session = window.session
        return (
            session is not None
            and session.workspace.path == strange
            and session.workspace.read_only is read_only
        )

    window.opener.begin(strange)
    qtbot.waitUntil(lambda: opened(read_only=True), timeout=SOON)
    message = window.message.message
    assert "ไม่รู้จัก (t)" in message.sentence
    assert (message.other, message.other_key) == ("ใช้ตามที่เป็นอยู่", AS_IT_IS_KEY)
    assert strange.read_bytes() == before
    window.message.acted.emit(AS_IT_IS_KEY)
    qtbot.waitUntil(lambda: opened(read_only=False), timeout=SOON)
    assert window.session.workspace.unknown == ()
