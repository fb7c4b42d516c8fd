"""Task 1: first start -> sample open, overview read; one action."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ita_desktop.settings import Settings
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import Hand, Task, button

AT_MOST = 1


@pytest.fixture
def first_start(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The window as it comes up where the program never ran before."""
    made = Window(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.opener.show_welcome()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.opener.end()


def overview_is_read(window: Window) -> bool:
    """The year, the scores and what is to be done first stand on the screen."""
    if window.session is None or window.current_page != PageKey.OVERVIEW:
        return False
    page = window.page(PageKey.OVERVIEW)
    return page.isVisible() and bool(page.todo.rows)


def check(window: Window) -> None:
    assert window.session is not None
    assert window.session.year == 2568
    assert window.score_bar.isVisible()
    assert window.score_bar.values.total.value == "73.38"
    overview = window.page(PageKey.OVERVIEW)
    assert [row.cells[0].text for row in overview.todo.rows][:3] == ["O3", "O9", "O14"]
    assert not window.message.message


@pytest.mark.in_turn
def test_the_sample_opens_with_one_click(first_start: Window, mouse: Hand) -> None:
    def task() -> Task:
        yield mouse.clicks(button("เปิดตัวอย่าง"))
        yield mouse.sees(lambda: overview_is_read(first_start))

    mouse.does(task(), at_most=AT_MOST)
    check(first_start)


@pytest.mark.in_turn
def test_the_sample_opens_with_one_key(first_start: Window, keys: Hand) -> None:
    def task() -> Task:
        yield keys.presses("Enter")
        yield keys.sees(lambda: overview_is_read(first_start))

    keys.does(task(), at_most=AT_MOST)
    check(first_start)
