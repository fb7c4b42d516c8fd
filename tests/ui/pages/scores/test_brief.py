"""สรุปสำหรับผู้บริหาร in the real window: one action makes the files, and choices are kept."""

import pytest
from PySide6.QtWidgets import QFileDialog, QMenu

from ita_desktop.documents.kinds import Format
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.pages.documents.saving import brief_formats
from ita_desktop.ui.pages.page import PageKey


@pytest.mark.in_turn
def test_one_action_makes_the_files_in_the_formats_chosen_last(
    window, qtbot, monkeypatch, tmp_path
) -> None:
    folder = tmp_path / "สรุป"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    window.go(PageKey.SCORES)
    page = window.page(PageKey.SCORES)
    page.brief_button.click()
    menu = page.brief_button.findChild(QMenu)
    ticks = {action.text(): action for action in menu.actions() if action.isCheckable()}
    assert {words: tick.isChecked() for words, tick in ticks.items()} == {
        "Word": True, "PDF": True, "PowerPoint": True,
    }  # fmt: skip
    ticks["Word"].trigger()
    menu.close()
    assert brief_formats(window.session) == (Format.PDF, Format.PPTX)

    with qtbot.waitSignal(window.session.saved, timeout=20_000):
        window.commands.run(Command.BRIEF)
    assert sorted(path.suffix for path in folder.iterdir()) == [".pdf", ".pptx"]


def test_without_a_folder_nothing_is_made(window, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    window.commands.run(Command.BRIEF)
    assert list(tmp_path.glob("*.pptx")) == []
