"""What else there is of a file's work is told after its opening, with what can be done about it."""

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from ita_desktop.domain.records import Unit, UnitKind, new_id
from ita_desktop.storage.files.lock import LockHolder
from ita_desktop.storage.files.remembered import left_works
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.dialogs.join import JoinSheet
from ita_desktop.ui.dialogs.restore import RestoreDialog
from ita_desktop.ui.saving import desk as file_desk
from ita_desktop.ui.saving.list_sheet import ListSheet
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.sheet import Question
from tests.ui.saving.conftest import SOON, edited, left_behind, office_in
from tests.ui.support.modal import in_dialog

MINE = "ของฉัน"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_desk, "FINDINGS_AFTER", 0)


def told(window, qtbot):
    """The line that tells them."""
    qtbot.waitUntil(
        lambda: window.file_desk is not None and window.file_desk.found is not None, timeout=SOON
    )
    return window.file_desk.found


def wait_for_another(window, former, qtbot) -> None:
    qtbot.waitUntil(
        lambda: window.session is not None and window.session is not former, timeout=SOON
    )


def texts(line) -> list[str]:
    return [button.text() for button in line.buttons]


@pytest.fixture
def left(path: Path, tmp_path: Path, full) -> Path:
    """A file that went on without what was left here."""
    other = tmp_path / "ที่ทำงาน"
    other.mkdir()
    copy = Path(shutil.copy(path, other / "งาน.ita"))
    edited(copy, "ของคนอื่น")
    left_behind(path, full, "หนึ่ง", MINE)
    path.unlink()
    return copy


@pytest.mark.in_turn
def test_work_left_here_is_told_and_saved_as_a_file(
    window, qtbot, left: Path, elsewhere: Path
) -> None:
    window.open_file(left)
    line = told(window, qtbot)
    assert "2" in line.text.title
    assert texts(line) == ["รวม…", "บันทึกเป็นแฟ้มแยก…", "ทิ้ง…", "ปิด"]
    line.button("บันทึกเป็นแฟ้มแยก…").click()
    qtbot.waitUntil(elsewhere.exists, timeout=SOON)
    qtbot.waitUntil(lambda: window.file_desk.found is None, timeout=SOON)
    assert office_in(elsewhere) == MINE
    assert left_works() == []


@pytest.mark.in_turn
def test_work_left_here_is_never_saved_over_the_open_file(
    window, qtbot, left: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(left), ""))
    window.open_file(left)
    told(window, qtbot).button("บันทึกเป็นแฟ้มแยก…").click()
    assert "มีแฟ้มชื่อนี้อยู่แล้ว" in window.message.message.sentence
    assert len(left_works()) == 1


@pytest.mark.in_turn
def test_work_left_here_goes_only_when_she_agrees(window, qtbot, left: Path) -> None:
    window.open_file(left)
    in_dialog(Question, lambda question: question.keep_button.click())
    told(window, qtbot).button("ทิ้ง…").click()
    assert len(left_works()) == 1
    asked: list[str] = []

    def agree(question: QDialog) -> None:
        asked.append(question.accessibleDescription())
        question.lose_button.click()

    in_dialog(Question, agree)
    told(window, qtbot).button("ทิ้ง…").click()
    assert "2" in asked[0]
    qtbot.waitUntil(lambda: window.file_desk.found is None, timeout=SOON)
    assert left_works() == []


@pytest.mark.in_turn
def test_an_older_file_says_so_and_is_compared(window, qtbot, path: Path, tmp_path: Path) -> None:
    older = Path(shutil.copy(path, tmp_path / "เก่า.ita"))
    edited(path, MINE)
    window.open_file(older)
    line = told(window, qtbot)
    assert str(path) in line.text.title
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        qtbot.waitUntil(lambda: "ตั้งแต่สำเนานี้" in dialog.since.text(), timeout=SOON)
        seen.append(dialog.table.current_row().reason)

    in_dialog(RestoreDialog, look)
    line.button("เทียบ…").click()
    assert seen == [f"แฟ้ม {path.name}"]
    former = window.session
    line.button("เปิดแฟ้มนั้น").click()
    wait_for_another(window, former, qtbot)
    assert window.session.workspace.path == path
    assert window.session.data.organisation.name == MINE


@pytest.mark.in_turn
def test_an_older_file_is_compared_with_the_backups_where_the_newer_one_is_gone(
    window, qtbot, path: Path, tmp_path: Path
) -> None:
    older = Path(shutil.copy(path, tmp_path / "เก่า.ita"))
    edited(path, MINE)
    path.unlink()
    window.open_file(older)
    line = told(window, qtbot)
    assert texts(line) == ["เทียบ…", "ปิด"]
    in_dialog(RestoreDialog, lambda dialog: dialog.reject())
    line.button("เทียบ…").click()
    line.button("ปิด").click()
    assert window.file_desk.found is None


@pytest.mark.in_turn
def test_a_conflict_copy_beside_the_file_is_named(window, qtbot, path: Path) -> None:
    copy = path.with_name("งาน (ขัดแย้ง).ita")
    shutil.copy(path, copy)
    edited(copy, "อีกเครื่อง")
    edited(path, MINE)
    window.open_file(path)
    line = told(window, qtbot)
    assert copy.name in line.text.title
    assert texts(line) == ["รวม…", "เทียบ…", "ปิด"]


def test_what_is_found_late_moves_nothing_under_the_mouse(window, qtbot, path: Path) -> None:
    copy = Path(shutil.copy(path, path.with_name("งาน (ขัดแย้ง).ita")))
    edited(copy, "อีกเครื่อง")
    edited(path, MINE)
    window.open_file(path)
    page = window.page(window.current_page)
    before = page.mapTo(window, page.rect().topLeft())
    line = told(window, qtbot)
    qtbot.waitUntil(lambda: line.height() > 0 and line.isVisible())
    assert page.mapTo(window, page.rect().topLeft()) == before
    assert line.mapTo(window, line.rect().topLeft()).y() >= before.y() + page.height()


@pytest.mark.in_turn
def test_a_copy_with_more_is_joined_from_the_line(window, qtbot, path: Path) -> None:
    copy = Path(shutil.copy(path, path.with_name("งาน (ขัดแย้ง).ita")))
    edited(copy, "อีกเครื่อง")
    with Workspace.open(path) as workspace, workspace.change("เพิ่ม") as change:
        change.insert(Unit(id=new_id(), name="ฝ่ายใหม่", kind=UnitKind.SECTION))
    window.open_file(path)
    line = told(window, qtbot)

    def confirm(sheet: JoinSheet) -> None:
        qtbot.waitUntil(sheet.accept_button.isEnabled, timeout=SOON)
        sheet.accept_button.click()
        qtbot.waitUntil(lambda: sheet.joined is not None, timeout=SOON)

    in_dialog(JoinSheet, confirm)
    line.button("รวม…").click()
    assert window.session.data.organisation.name == "อีกเครื่อง"
    assert "ฝ่ายใหม่" in [unit.name for unit in window.session.data.units]
    qtbot.waitUntil(lambda: window.file_desk.found is None, timeout=SOON)


def hold_elsewhere(path: Path) -> None:
    """Leaves the lock of another machine beside a file, as a synced folder brings it."""
    holder = LockHolder("กานดา", "PC-HOME", "2025-03-13T16:20:00+07:00")
    lock = path.with_name(f".{path.name}.lock")
    lock.write_text(json.dumps(holder._asdict()), encoding="utf-8")


@pytest.mark.in_turn
def test_a_file_held_at_another_pc_can_be_opened_for_reading(window, qtbot, path: Path) -> None:
    hold_elsewhere(path)
    window.open_file(path)
    assert not window.session.workspace.read_only
    line = told(window, qtbot)
    assert "PC-HOME" in line.text.title
    former = window.session
    line.button("เปิดอ่านอย่างเดียว").click()
    wait_for_another(window, former, qtbot)
    assert window.session.workspace.read_only
    assert window.session.workspace.path == path


@pytest.mark.in_turn
def test_several_are_told_in_one_line_that_lists_them(
    window, qtbot, left: Path, elsewhere: Path
) -> None:
    copy = Path(shutil.copy(left, left.with_name("งาน (ขัดแย้ง).ita")))
    edited(copy, "อีกเครื่อง")
    edited(left, "ต่อ")
    window.open_file(left)
    line = told(window, qtbot)
    assert "2" in line.text.title
    line.button("ดูทั้งหมด…").click()
    sheet = window.findChild(ListSheet)
    qtbot.waitUntil(sheet.isVisible)
    assert len(sheet.blocks) == 2
    save = next(button for button in buttons_of(sheet) if button.text() == "บันทึกเป็นแฟ้มแยก…")
    save.click()
    qtbot.waitUntil(elsewhere.exists, timeout=SOON)
    qtbot.waitUntil(lambda: copy.name in window.file_desk.found.text.title, timeout=SOON)


def buttons_of(sheet: ListSheet):
    return [button for block in sheet.blocks for button in block.findChildren(Button)]
