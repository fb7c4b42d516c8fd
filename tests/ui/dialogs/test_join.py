"""A clerk joins the open file with a copy that was edited elsewhere."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ita_desktop.domain.records import Unit, UnitKind, new_id
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.dialogs.join import JoinRow, JoinSheet, ask
from tests.ui.support.keyboard import press
from tests.ui.support.modal import in_dialog


def _change(workspace: Workspace, word: str) -> None:
    """Two units get names of this side, and one is new."""
    first, second, *_ = workspace.units()
    with workspace.change("แก้ของ{who}", who=word) as change:
        change.update(first, short_name=f"หนึ่ง{word}")
        change.update(second, short_name=f"สอง{word}")
        change.insert(Unit(id=new_id(), name=f"ฝ่าย{word}", kind=UnitKind.SECTION, position=99))


@pytest.fixture
def parted(window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The window, and a copy of its file: both were edited."""
    workspace = window.session.workspace
    workspace.publish()
    other = Path(shutil.copyfile(workspace.path, tmp_path / "สำเนา.ita"))
    _change(workspace, "เรา")
    with Workspace.open(other) as copy:
        _change(copy, "เขา")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    return window, other


def _units(window) -> dict[str, str]:
    return {unit.name: unit.short_name for unit in window.session.workspace.units()}


def _rows(sheet: JoinSheet) -> list[JoinRow]:
    return [row for group in sheet.table.sheet.rows for row in group.leaves()]


def _wait(qtbot, sheet: JoinSheet) -> None:
    qtbot.waitUntil(lambda: not sheet.work.is_going, timeout=30_000)


@pytest.mark.in_turn
def test_both_texts_are_seen_and_one_is_chosen_by_keyboard(qtbot, parted) -> None:
    window, _ = parted
    before = window.session.workspace.dump()
    first, second, *_ = window.session.workspace.units()

    def act(sheet: JoinSheet) -> None:
        _wait(qtbot, sheet)
        rows = _rows(sheet)
        assert [(row.mine, row.theirs) for row in rows[:2]] == [
            ("หนึ่งเรา", "หนึ่งเขา"),
            ("สองเรา", "สองเขา"),
        ]
        assert [(row.where, row.takes) for row in rows[2:]] == [
            ("แก้ของเขา", None),
            ("แก้ของเรา", None),
        ]
        assert window.session.workspace.dump() == before, "a preview only"
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Space)
        assert [row.takes for row in _rows(sheet)[:2]] == [False, True]
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=30_000)

    in_dialog(JoinSheet, act)
    window.commands.run(Command.JOIN)
    wait_for_all()
    units = _units(window)
    assert (units[first.name], units[second.name]) == ("หนึ่งเรา", "สองเขา")
    assert {"ฝ่ายเรา", "ฝ่ายเขา"} <= units.keys()
    assert window.message.message.sentence == "รวมแฟ้ม สำเนา.ita แล้ว 2 แถว"
    window.commands.run(Command.UNDO)
    wait_for_all()
    assert window.session.workspace.dump() == before


@pytest.mark.in_turn
def test_a_second_time_there_is_nothing_to_join(qtbot, parted) -> None:
    window, other = parted

    def join(sheet: JoinSheet) -> None:
        _wait(qtbot, sheet)
        sheet.accept_button.click()
        qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=30_000)

    in_dialog(JoinSheet, join)
    joined = ask(window.session, window, other)
    assert joined is not None
    assert joined.conflicts == ()

    def look(sheet: JoinSheet) -> None:
        _wait(qtbot, sheet)
        assert not sheet.accept_button.isEnabled()

    in_dialog(JoinSheet, look)
    assert ask(window.session, window, other) is None


@pytest.mark.in_turn
def test_a_file_of_other_work_is_refused(qtbot, parted, tmp_path: Path) -> None:
    window, _ = parted
    Workspace.create(tmp_path / "อื่น.ita").close()

    def look(sheet: JoinSheet) -> None:
        _wait(qtbot, sheet)
        assert "คนละงาน" in sheet.problem.text()
        assert not sheet.accept_button.isEnabled()

    in_dialog(JoinSheet, look)
    assert ask(window.session, window, tmp_path / "อื่น.ita") is None
