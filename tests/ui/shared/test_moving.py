"""A file goes up, work comes home and is merged: by the menu, on a real server."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtWidgets import QFileDialog

from ita_desktop.domain.records import Unit, UnitKind, new_id
from ita_desktop.services import server, workspaces
from ita_desktop.storage.server import address
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.shared.moving import MergeSheet, PutSheet, TakeSheet
from tests.ui.shared.test_connect_sheet import fill
from tests.ui.support.modal import in_dialog


def _wait(qtbot, sheet) -> None:
    qtbot.waitUntil(lambda: not sheet.work.is_going, timeout=20_000)


def _enabled(window) -> set[str]:
    return {command for command, _, _ in window.menus.entries()}


@pytest.mark.in_turn
def test_the_open_file_goes_up_and_is_opened_there(
    qtbot, bare_window, empty_database, tmp_path, monkeypatch
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(
        address, "keep_password", lambda _address, password: kept.append(password) or True
    )
    path = tmp_path / "เขต.ita"
    workspaces.create(path, "สำนักงานเขตตัวอย่าง", 2568).close()
    bare_window.opener.begin(path)
    qtbot.waitUntil(lambda: bare_window.session is not None, timeout=20_000)
    assert Command.PUT_UP in _enabled(bare_window)
    assert not {Command.TAKE_HOME, Command.MERGE_HOME} & _enabled(bare_window)

    def act(sheet: PutSheet) -> None:
        fill(sheet, empty_database)
        sheet.password.setText("ลับ")
        sheet.keeps.set_locked(False)
        sheet.keeps.setChecked(True)
        sheet.accept_button.click()
        assert sheet.work.is_going, "the window goes on meanwhile"
        qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=20_000)

    in_dialog(PutSheet, act)
    bare_window.commands.run(Command.PUT_UP)
    qtbot.waitUntil(lambda: bool(bare_window.session.workspace.address), timeout=20_000)
    name = urlsplit(empty_database).path.lstrip("/")
    assert name in bare_window.session.workspace.address
    assert kept == ["ลับ"]
    assert Command.PUT_UP not in _enabled(bare_window)
    assert {Command.TAKE_HOME, Command.MERGE_HOME} <= _enabled(bare_window)


@pytest.mark.in_turn
def test_a_database_that_is_not_empty_is_told(
    qtbot, bare_window, sample_database, tmp_path
) -> None:
    path = tmp_path / "เขต.ita"
    workspaces.create(path, "สำนักงานเขตตัวอย่าง", 2568).close()
    bare_window.opener.begin(path)
    qtbot.waitUntil(lambda: bare_window.session is not None, timeout=20_000)

    def act(sheet: PutSheet) -> None:
        fill(sheet, sample_database)
        sheet.accept_button.click()
        _wait(qtbot, sheet)
        assert "มีงานอยู่แล้ว" in sheet.answer.text()
        assert sheet.isVisible()

    in_dialog(PutSheet, act)
    bare_window.commands.run(Command.PUT_UP)
    assert bare_window.session.workspace.path == path


@pytest.mark.in_turn
@pytest.mark.parametrize("is_branch", [True, False])
def test_work_comes_home(
    is_branch, qtbot, shared_window, sample_database, tmp_path, monkeypatch
) -> None:
    window = shared_window("overview")
    home = tmp_path / "บ้าน.ita"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(home), ""))

    def act(sheet: TakeSheet) -> None:
        sheet.branch.setChecked(is_branch)
        sheet.accept_button.click()

    in_dialog(TakeSheet, act)
    window.commands.run(Command.TAKE_HOME)
    qtbot.waitUntil(home.exists, timeout=20_000)
    with Workspace.open(home, read_only=True) as taken:
        assert taken.dump() == window.session.workspace.dump()
        assert bool(taken._fact("branch_id")) is is_branch


def _taken_home(address: str, path: Path) -> Path:
    """A branch with one edit of its own, and one of a row that was changed meanwhile."""
    server.take(address, path, as_branch=True)
    with Workspace.open(path) as home, home.change("แก้ที่บ้าน") as change:
        change.insert(Unit(id=new_id(), name="ฝ่ายใหม่", kind=UnitKind.SECTION, position=99))
        change.update(home.units()[0], short_name="ของเรา")
    return path


@pytest.mark.in_turn
def test_what_was_done_at_home_is_seen_and_merged(
    qtbot, shared_window, colleague, sample_database, tmp_path, monkeypatch
) -> None:
    window = shared_window("overview")
    home = _taken_home(sample_database, tmp_path / "บ้าน.ita")
    with colleague.change("แก้ที่สำนักงาน") as change:
        change.update(colleague.units()[0], short_name="ของเขา")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(home), ""))

    def act(sheet: MergeSheet) -> None:
        _wait(qtbot, sheet)
        assert "แก้ที่บ้าน" in sheet.list.text()
        assert "ของเรา" in sheet.list.text()
        assert "ของเขา" in sheet.list.text()
        assert "ฝ่ายใหม่" not in {unit.name for unit in colleague.units()}, "a preview only"
        sheet.mine.click()
        _wait(qtbot, sheet)
        assert "ของเขา" not in sheet.list.text()
        sheet.mine.click()
        _wait(qtbot, sheet)
        sheet.accept_button.click()
        qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=20_000)

    in_dialog(MergeSheet, act)
    window.commands.run(Command.MERGE_HOME)
    qtbot.waitUntil(
        lambda: "ฝ่ายใหม่" in {unit.name for unit in window.session.workspace.units()},
        timeout=20_000,
    )
    with Workspace.connect(sample_database) as now:
        assert now.units()[0].short_name == "ของเขา"


@pytest.mark.in_turn
def test_a_file_that_is_no_branch_is_told(
    qtbot, shared_window, sample_database, tmp_path, monkeypatch
) -> None:
    window = shared_window("overview")
    plain = tmp_path / "สำเนา.ita"
    server.take(sample_database, plain)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(plain), ""))

    def act(sheet: MergeSheet) -> None:
        _wait(qtbot, sheet)
        assert "ไม่ใช่แฟ้มที่นำกลับบ้าน" in sheet.problem.text()
        assert not sheet.accept_button.isEnabled()

    in_dialog(MergeSheet, act)
    window.commands.run(Command.MERGE_HOME)
