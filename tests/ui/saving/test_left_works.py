"""The welcome page lists what earlier sessions left on this PC."""

import shutil
from pathlib import Path

import pytest

from ita_desktop.storage.files.remembered import left_works
from ita_desktop.ui.saving.list_sheet import ListSheet
from ita_desktop.ui.widgets.sheet import Question
from tests.support import known_files
from tests.ui.saving.conftest import SOON, YEAR, left_behind, office_in, rename_office
from tests.ui.support.modal import in_dialog

MINE = "ของฉัน"


def lines(window, qtbot, count: int = 1):
    """The lines below the welcome page."""

    def are_there() -> bool:
        found = window._home.left_works.lines
        return found is not None and len(found.lines) == count

    qtbot.waitUntil(are_there, timeout=SOON)
    return window._home.left_works.lines.lines


def wait_until_none(window, qtbot) -> None:
    qtbot.waitUntil(lambda: window._home.left_works.lines is None, timeout=SOON)


def test_nothing_is_listed_where_nothing_was_left(window, qtbot) -> None:
    window.opener.show_welcome()
    home = window._home
    qtbot.waitUntil(lambda: all(event.is_set() for event in window.opener.former), timeout=SOON)
    assert home.left_works.lines is None


@pytest.mark.in_turn
def test_what_was_left_is_told_and_opened_where_it_belonged(
    window, qtbot, path: Path, full
) -> None:
    left_behind(path, full, "หนึ่ง", MINE)
    window.opener.show_welcome()
    (line,) = lines(window, qtbot)
    assert path.name in line.text.title
    assert "2" in line.text.title
    assert str(path) in line.text.about
    line.button("เปิด").click()
    qtbot.waitUntil(lambda: window.session is not None, timeout=SOON)
    assert window.session.data.organisation.name == MINE
    assert not window.at_home
    assert window.session.workspace.wait_saved(10)
    assert office_in(path) == MINE
    window.opener.show_welcome()
    wait_until_none(window, qtbot)


@pytest.mark.in_turn
def test_what_is_left_now_is_listed_at_once(desktop, qtbot, path: Path, full) -> None:
    rename_office(desktop.session.workspace, MINE)
    desktop.opener.close_file()
    desktop.opener.parting._asked.lose_button.click()
    (line,) = lines(desktop, qtbot)
    assert path.name in line.text.title
    assert "1 รายการ" in line.text.title


@pytest.mark.in_turn
def test_what_was_left_is_saved_as_a_file_and_opened(
    window, qtbot, path: Path, full, elsewhere: Path
) -> None:
    left_behind(path, full, MINE)
    shutil.rmtree(path.parent)
    window.opener.show_welcome()
    (line,) = lines(window, qtbot)
    assert [button.text() for button in line.buttons] == ["บันทึกเป็นแฟ้ม…", "ทิ้ง…"]
    line.button("บันทึกเป็นแฟ้ม…").click()
    qtbot.waitUntil(lambda: window.session is not None, timeout=SOON)
    assert window.session.workspace.path == elsewhere
    assert office_in(elsewhere) == MINE
    assert left_works() == []


def test_what_was_left_goes_only_when_she_agrees(window, qtbot, path: Path, full) -> None:
    left_behind(path, full, "หนึ่ง", MINE)
    window.opener.show_welcome()
    (line,) = lines(window, qtbot)
    in_dialog(Question, lambda question: question.keep_button.click())
    line.button("ทิ้ง…").click()
    assert len(left_works()) == 1
    asked: list[str] = []

    def agree(question) -> None:
        asked.append(question.accessibleDescription())
        question.lose_button.click()

    in_dialog(Question, agree)
    line.button("ทิ้ง…").click()
    assert "2 รายการ" in asked[0]
    wait_until_none(window, qtbot)
    assert left_works() == []


@pytest.mark.in_turn
def test_many_are_listed_in_a_sheet(window, qtbot, path: Path, full, monkeypatch) -> None:
    others = []
    for number in range(3):
        other = path.with_name(f"งาน {number}.ita")
        other.write_bytes(known_files.begun_workspace(YEAR + number - 2))
        others.append(other)
    for other in others[:-1]:
        left_behind(other, lambda: None, MINE)
    left_behind(others[-1], full, MINE)
    window.opener.show_welcome()
    (line,) = lines(window, qtbot)
    assert "3" in line.text.title
    line.button("ดูทั้งหมด…").click()
    sheet = window.findChild(ListSheet)
    qtbot.waitUntil(sheet.isVisible)
    told = "".join(block.accessibleName() for block in sheet.blocks)
    assert len(sheet.blocks) == 3
    assert all(other.name in told for other in others)
    sheet.reject()
