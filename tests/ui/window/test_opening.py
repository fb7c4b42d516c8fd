"""Opening: what is refused, who else has the file, what is remembered of it."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services import workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.frame.top_bar import SaveState
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.support.known_files import begun_workspace
from tests.ui.support.arriving import arrives

LEFT = Qt.MouseButton.LeftButton


def test_a_broken_file_is_refused_and_what_was_open_stays_open(window, tmp_path: Path) -> None:
    broken = tmp_path / "เสีย.ita"
    broken.write_bytes(b"no database at all" * 20)
    with pytest.raises(WorkspaceError):
        window.open_file(broken)
    assert window.session.data.year == 2568
    window.commands.run("undo")


@pytest.mark.in_turn
def test_another_file_opens_while_pages_out_of_sight_wait_for_a_change(window, tmp_path) -> None:
    for key in (PageKey.ROSTER, PageKey.SCORES, PageKey.ROSTER):
        window.go(key)
    session = window.session
    scores.set_scores(
        session.workspace, session.year, [ScoreEdit("O13", Decimal(50))], ScoreSource.SELF
    )
    window.show_failure("วางไม่ได้")
    window.open_file(workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita"))
    assert window.message.message is None, "what was told of the other file is gone"
    assert window.session.workspace.path.name == "อีกแฟ้ม.ita"
    window.go(PageKey.SCORES)
    assert "O13" not in {score.node for score in window.session.data.scores}


@pytest.mark.in_turn
def test_a_second_window_may_only_read_and_says_who_writes(window, qtbot, tmp_path: Path) -> None:
    from ita_desktop.ui.window import Window

    second = Window(Settings(tmp_path / "other.json"))
    qtbot.addWidget(second)
    second.open_file(window.session.workspace.path)
    with qtbot.waitExposed(second):
        second.show()
    assert second.top_bar.saved.state is SaveState.READ_ONLY
    second.go(PageKey.OIT)
    page = second.page(PageKey.OIT)
    page.session.attempt(
        lambda: assignments.edit(page.session.workspace, 2568, [CellEdit("O3", "note", "x")])
    )
    assert "อ่านได้อย่างเดียว" in second.message.message.sentence
    second.opener.end()


@pytest.mark.in_turn
def test_what_cannot_be_done_in_a_file_open_for_reading_is_not_offered(
    window, qtbot, tmp_path: Path
) -> None:
    from ita_desktop.ui.window import Window

    second = Window(Settings(tmp_path / "other.json"))
    qtbot.addWidget(second)
    second.open_file(window.session.workspace.path)
    with qtbot.waitExposed(second):
        second.show()
    second.go(PageKey.OIT)
    page = second.page(PageKey.OIT)
    assert not page.assign_button.isEnabled()
    assert not page.import_button.isEnabled()
    assert page.print_button.isEnabled()
    assert not second.top_bar.undo.isEnabled()
    second.opener.end()


def test_what_is_of_the_sample_alone_is_in_no_menu_of_another_file(window) -> None:
    """Greyed, it would not say why."""
    (keep,) = (
        action
        for action in window.findChildren(QAction)
        if action.text().startswith("เก็บตัวอย่างเป็นแฟ้มของฉัน")
    )
    assert not keep.isVisible()
    window.menus.set_open(writable=True, is_sample=True)
    assert keep.isVisible()
    assert keep.isEnabled()


@pytest.mark.in_turn
def test_the_last_page_and_year_are_remembered_for_this_user(window, qtbot, tmp_path) -> None:
    from ita_desktop.ui.window import Window

    path = window.session.workspace.path
    window.go(PageKey.OIT)
    window.session.choose_year(2567)
    window.opener.end()
    again = Window(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(again)
    again.open_file(path)
    assert (again.current_page, again.session.year) == (PageKey.OIT, 2567)
    again.opener.end()


@pytest.mark.in_turn
def test_what_is_chosen_is_written_a_moment_later_and_when_the_window_closes(
    window, qtbot, tmp_path
) -> None:
    path = tmp_path / "settings.json"

    def kept() -> int | None:
        return Settings(path).of_workspace(window.session.workspace.workspace_id).get("year")

    window.session.choose_year(2567)
    assert kept() != 2567
    assert window.session.memory.get("year") == 2567
    qtbot.waitUntil(lambda: kept() == 2567)
    window.settings.set("density", "dense")
    window.close()
    assert Settings(path).get("density") == "dense"
    window.settings.set("density", "normal")
    assert Settings(path).get("density") == "normal"


@pytest.mark.in_turn
def test_a_window_that_only_reads_shows_what_the_writer_stores(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ita_desktop.ui.session.LOOK_EVERY", 20)
    path = workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")
    with Workspace.open(path) as writer:
        reading = Window(Settings(tmp_path / "settings.json"))
        qtbot.addWidget(reading)
        reading.open_file(path)
        assert reading.session.workspace.read_only
        assert reading.score_bar.values.figures[2].value == "40.00"
        scores.set_scores(writer, 2568, [ScoreEdit("O3", Decimal(100))], ScoreSource.SELF)
        writer.publish()
        qtbot.waitUntil(lambda: reading.score_bar.values.figures[2].value == "45.00")
        writer.undo()
        writer.publish()
        qtbot.waitUntil(lambda: reading.score_bar.values.figures[2].value == "40.00")
        reading.opener.end()


@pytest.mark.in_turn
def test_work_that_a_crash_left_is_told_when_its_file_is_opened(
    window, qtbot, tmp_path: Path
) -> None:
    path = workspaces.copy_sample(tmp_path / "ล่ม.ita")
    left = Workspace.open(path)
    assignments.edit(left, 2568, [CellEdit("O3", "note", "ก่อนล่ม")])
    away = path.rename(tmp_path / "อื่น.ita")
    left.close()
    away.rename(path)
    window.open_file(path)
    assert "นำงานที่ค้างในเครื่องนี้กลับมาแล้ว 1 รายการ" in window.message.message.sentence
    assert window.session.data.assignment_by_item["O3"].note == "ก่อนล่ม"
    qtbot.waitUntil(lambda: window.top_bar.saved.state is SaveState.SAVED)


@pytest.mark.in_turn
def test_a_file_that_is_only_read_says_why_and_offers_a_copy(
    window, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = Window(Settings(tmp_path / "other.json"))
    qtbot.addWidget(second)
    second.open_file(window.session.workspace.path)
    with qtbot.waitExposed(second):
        second.show()
    assert "ของท่านเองที่เครื่องนี้" in second.message.message.sentence
    assert second.top_bar.saved.text().startswith("อ่านได้อย่างเดียว")
    copy = tmp_path / "สำเนา.ita"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    qtbot.mouseClick(second.message.action, LEFT)
    qtbot.waitUntil(lambda: second.session.workspace.path == copy, timeout=15_000)
    assert not second.session.workspace.read_only
    second.opener.end()


@pytest.mark.in_turn
def test_what_is_remembered_belongs_to_one_workspace(window, qtbot, tmp_path: Path) -> None:
    first = window.session.workspace.path
    window.go(PageKey.OIT)
    page = window.page(PageKey.OIT)
    page.table.sheet.sort_by("due", descending=True)
    page.table.sheet.fold(["9.1"], shut=True)
    page.table.header.show_column(page.table.sheet.column_index("score"), shown=False)
    page.split._memory.set("oit.pane.width", 444)
    window.fold_rail(True)
    stored = window.session.workspace.dump()
    other = tmp_path / "อีกแฟ้ม.ita"
    other.write_bytes(begun_workspace(2568))
    window.open_file(other)
    assert arrives(window, PageKey.OVERVIEW)
    assert not window.rail.is_folded
    window.go(PageKey.OIT)
    fresh = window.page(PageKey.OIT)
    assert fresh.table.sheet.how.sort is None
    assert "score" not in fresh.table.header.memory()["hidden"]
    window.open_file(first)
    assert arrives(window, PageKey.OIT)
    assert window.rail.is_folded
    again = window.page(PageKey.OIT)
    assert (again.table.sheet.how.sort, again.table.sheet.how.descending) == ("due", True)
    assert again.table.sheet.how.folded == {"9.1"}
    assert "score" in again.table.header.memory()["hidden"]
    assert again.pane.width() == 444
    assert window.session.workspace.dump() == stored, "nothing of it is written into the file"
