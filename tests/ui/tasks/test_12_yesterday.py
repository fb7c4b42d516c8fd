"""Task 12: go back to yesterday's state of the file; four actions."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ita_desktop.services import workspaces
from ita_desktop.services.roster import roster
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.commands.search import Search
from ita_desktop.ui.dialogs.backups import BackupRow
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.window import Window
from tests.support.known_files import begun_workspace
from tests.ui.support.arriving import arrives
from tests.ui.tasks.conftest import at_rest
from tests.ui.tasks.hand import Hand, Task, button, entry, focused, line, words

AT_MOST = 4
YEAR = 2570
NAMES = ["นายเมื่อวาน หนึ่ง", "นายเมื่อวาน สอง"]


@pytest.fixture
def today(qtbot: QtBot, tmp_path: Path, making_ahead: None) -> Iterator[Window]:
    """The window today, on a file whose roster was right yesterday evening and is spoilt now."""
    path = tmp_path / "เขตตัวอย่าง.ita"
    path.write_bytes(begun_workspace(YEAR))
    with workspaces.open_workspace(path) as workspace:
        body = workspace.year(YEAR).bodies[0].id
        roster.add(workspace, YEAR, body, [{"name": name} for name in NAMES])
        made_yesterday(workspace)
    made = Window(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.open_file(path)
    workspace = made.session.workspace
    roster.remove(workspace, YEAR, [member.id for member in made.session.data.members])
    roster.add(workspace, YEAR, body, [{"name": "นายวันนี้ ผิด"}])
    workspace.copies.make("asked")
    made.go(PageKey.ROSTER)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield at_rest(qtbot, made)
    made.opener.end()


def made_yesterday(workspace: Workspace) -> None:
    """The one copy there is, as if it had been made yesterday at ten past four."""
    newest = workspace.copies.make("open")
    for copy in workspace.copies.all():
        if copy.path != newest.path:
            copy.path.unlink()
    newest.path.rename(newest.path.with_name(f"{then():%Y%m%d-%H%M%S}-000-open.ita"))


def then() -> datetime:
    """Yesterday at ten past four."""
    return (datetime.now() - timedelta(days=1)).replace(hour=16, minute=10)  # noqa: DTZ005


def members(window: Window) -> list[str]:
    return [row.name for _, some in roster.rows(window.session.data) for row in some]


def is_back(window: Window) -> bool:
    return window.session is not None and members(window) == NAMES


def gather_what_is_searched(window: Window, qtbot: QtBot) -> None:
    """Else it is gathered between two looks of whoever waits for the dialog: that opens inside the
    first one, and no other follows."""
    search = window.findChild(Search)
    search.prepare()
    qtbot.waitUntil(lambda: search.ready)


def current_copy() -> str:
    """The name of the copy that the keyboard is at; empty while it is elsewhere."""
    table = focused()
    row = table.current_row() if isinstance(table, SheetView) else None
    return row.path.name if isinstance(row, BackupRow) else ""


def is_at_yesterday() -> bool:
    return current_copy().startswith(f"{then():%Y%m%d}")


def check(window: Window) -> None:
    """Yesterday's rows stand in the file and on the same page; today's state is kept too."""
    assert arrives(window, PageKey.ROSTER)
    table = window.page(PageKey.ROSTER).table
    assert table.isVisible()
    name = table.sheet.column_index("name")
    shown = [
        words(table.sheet.index(at, name).data())
        for at, one in enumerate(table.sheet.lines)
        if one.group is None
    ]
    assert shown == NAMES
    assert words(window.message.message.sentence).startswith("กู้คืนแฟ้มแล้ว")
    assert window.session.workspace.copies.all()[0].reason == "restore"


@pytest.mark.in_turn
def test_the_file_menu_leads_back_to_yesterday(today: Window, mouse: Hand) -> None:
    yesterday = partial(line, "แฟ้มสำรอง", "เมื่อวาน 16:10")

    def task() -> Task:
        yield from mouse.opens_menu("แฟ้ม")
        yield mouse.clicks(entry("กู้คืนจากแฟ้มสำรอง"))
        yield mouse.clicks(yesterday())
        yield mouse.clicks(button("กู้คืน"))
        yield mouse.sees(lambda: is_back(today))

    mouse.does(task(), at_most=AT_MOST)
    check(today)


@pytest.mark.in_turn
def test_the_search_leads_back_to_yesterday(today: Window, keys: Hand, qtbot: QtBot) -> None:
    def task() -> Task:
        yield keys.presses("Ctrl+K")
        yield keys.types("กู้คืน", "Enter")
        yield keys.sees(current_copy)
        # Below those of today: the program makes one when it has opened a file, sooner or later.
        yield keys.walks_until("Down", is_at_yesterday)
        yield keys.presses("Enter")
        yield keys.sees(lambda: is_back(today))

    gather_what_is_searched(today, qtbot)
    keys.does(task(), at_most=AT_MOST)
    check(today)
