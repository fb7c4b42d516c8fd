"""The sample in the window: it says what it is, and what was done in it is never lost unasked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.saving.standing_line import SampleLine
from ita_desktop.ui.widgets.sheet import Question
from ita_desktop.ui.window import Window
from tests.ui.support.keyboard import press, type_text

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SOON = 15_000


@pytest.fixture
def tried(qtbot, collector: None, tmp_path: Path) -> Iterator[Window]:
    """The shown window with the sample open."""
    made = Window(Settings(tmp_path / "settings.json"))
    made.open_file(workspaces.sample_to_open())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    wait_for_all()
    made.opener.end()
    made.close()
    made.deleteLater()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the clerk wants her own file, when she is asked."""
    path = tmp_path / "ของฉัน.ita"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def note(window: Window, text: str) -> None:
    assignments.edit(window.session.workspace, 2568, [CellEdit("O3", "note", text)])


def note_in(path: Path) -> str:
    with Workspace.open(path, read_only=True) as workspace:
        return workspace.year(2568).assignment_by_item["O3"].note


def note_in_file(window: Window, qtbot) -> str:
    workspace = window.session.workspace
    qtbot.waitUntil(lambda: workspace.saved.is_all, timeout=SOON)
    return note_in(workspace.path)


def question(qtbot) -> Question:
    def is_asked() -> bool:
        shown = QApplication.activeModalWidget()
        return isinstance(shown, Question) and shown.isActiveWindow()

    qtbot.waitUntil(is_asked, timeout=SOON)
    return QApplication.activeModalWidget()


def path_of(window: Window) -> Path | None:
    return window.session.workspace.path if window.session is not None else None


@pytest.mark.in_turn
def test_a_line_stands_over_every_page_as_long_as_the_sample_is_open(
    tried, qtbot, tmp_path
) -> None:
    line = tried.findChild(SampleLine)
    assert line.isVisible()
    assert line.title.text() == "แฟ้มตัวอย่าง"
    tried.go(PageKey.ROSTER)
    assert line.isVisible()
    assert tried.settings.recent_files() == []
    tried.open_file(workspaces.copy_sample(tmp_path / "ของฉัน.ita"))
    assert not line.isVisible()


@pytest.mark.in_turn
def test_the_sample_goes_on_as_a_file_of_one_s_own(tried, qtbot, kept: Path) -> None:
    before = path_of(tried)
    note(tried, "ของฉัน")
    qtbot.mouseClick(tried.findChild(SampleLine).keep_button, LEFT)
    qtbot.waitUntil(lambda: path_of(tried) == kept, timeout=SOON)
    wait_for_all()
    assert tried.windowTitle().endswith(" ปี 2568 – ของฉัน – ITA Desktop")
    assert tried.session.data.assignment_by_item["O3"].note == "ของฉัน"
    assert tried.session.workspace.shown_day is None
    assert tried.settings.recent_files() == [kept]
    assert not before.exists()


def test_a_sample_in_which_nothing_was_done_is_closed_without_a_question(tried) -> None:
    path = path_of(tried)
    assert tried.close()
    assert not path.exists()


@pytest.mark.in_turn
@pytest.mark.parametrize("work", ["", "ของหน้าต่างแรก"])
def test_a_window_that_only_reads_a_sample_neither_asks_about_it_nor_takes_it_away(
    tried, tmp_path, work: str
) -> None:
    """Another one writes it, whose work it is."""
    path = path_of(tried)
    if work:
        note(tried, work)
        tried.session.workspace.publish()
    other = Window(Settings(tmp_path / "other.json"))
    other.open_file(path)
    assert other.session.workspace.read_only
    assert other.close()
    wait_for_all()
    other.deleteLater()
    assert path.exists()
    note(tried, "ต่อ")
    tried.session.workspace.publish()
    assert note_in(path) == "ต่อ"


@pytest.mark.in_turn
def test_what_was_done_in_the_sample_is_kept_when_the_window_closes(tried, qtbot, kept) -> None:
    note(tried, "ก่อนปิด")
    assert not tried.close()
    question(qtbot)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not tried.isVisible(), timeout=SOON)
    assert note_in(kept) == "ก่อนปิด"
    assert tried.settings.recent_files() == [kept]


def test_what_was_done_in_the_sample_can_be_thrown_away(tried, qtbot) -> None:
    path = path_of(tried)
    note(tried, "ลองดู")
    tried.close()
    qtbot.mouseClick(question(qtbot).lose_button, LEFT)
    qtbot.waitUntil(lambda: not tried.isVisible(), timeout=SOON)
    assert not path.exists()


@pytest.mark.in_turn
@pytest.mark.parametrize("way", ["close", "file", "sample", "other"])
def test_esc_stays_in_the_sample_and_the_next_time_it_is_asked_again(
    tried, qtbot, tmp_path: Path, way: str
) -> None:
    other = workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita")
    path = path_of(tried)
    note(tried, "ลองดู")
    leave = {
        "close": tried.close,
        "file": lambda: tried.commands.run(Command.CLOSE),
        "sample": lambda: tried.commands.run(Command.SAMPLE),
        "other": lambda: tried.opener.begin(other),
    }[way]
    for _ in range(2):
        leave()
        question(qtbot)
        press(Key.Key_Escape)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        wait_for_all()
        assert tried.isVisible()
        assert path_of(tried) == path
    assert note_in_file(tried, qtbot) == "ลองดู"


@pytest.mark.in_turn
def test_what_is_being_typed_when_the_window_closes_is_asked_about_too(tried, qtbot) -> None:
    tried.go(PageKey.ROSTER)
    table = tried.page(PageKey.ROSTER).table
    row = next(line.id for line in table.sheet.lines if line.group is None)
    table.setFocus()
    assert table.go_to(row, "post")
    qtbot.waitUntil(table.hasFocus)
    type_text("ค้างอยู่")
    assert not tried.close()
    question(qtbot).keep_button.click()
    assert tried.isVisible()
    assert tried.focusWidget() is table


@pytest.mark.in_turn
def test_another_file_is_opened_once_the_work_in_the_sample_was_thrown_away(
    tried, qtbot, tmp_path: Path
) -> None:
    other = workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita")
    path = path_of(tried)
    note(tried, "ลองดู")
    tried.opener.begin(other)
    question(qtbot).lose_button.click()
    qtbot.waitUntil(lambda: path_of(tried) == other, timeout=SOON)
    wait_for_all()
    assert not path.exists()


@pytest.mark.in_turn
def test_what_is_done_after_the_answer_is_asked_about_again(tried, qtbot, tmp_path: Path) -> None:
    broken = tmp_path / "เสีย.ita"
    broken.write_bytes(b"no database at all" * 20)
    note(tried, "ลองดู")
    tried.opener.begin(broken)
    question(qtbot).lose_button.click()
    qtbot.waitUntil(lambda: tried.message.message is not None, timeout=SOON)
    note(tried, "ทำต่อ")
    assert not tried.close()
    question(qtbot).keep_button.click()
    assert note_in_file(tried, qtbot) == "ทำต่อ"


@pytest.mark.in_turn
def test_where_no_place_is_chosen_the_sample_stays_open(tried, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    note(tried, "ลองดู")
    tried.close()
    question(qtbot).save_button.click()
    qtbot.wait(50)
    assert tried.isVisible()
    assert note_in_file(tried, qtbot) == "ลองดู"
