"""Edits that are under way to a slow, silent or lost server: nobody waits, nothing is lost."""

import contextlib
import threading
import traceback
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import QPoint, QTimer

from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Measure
from ita_desktop.settings import SharedPlace
from ita_desktop.storage.edits.changes import RowChange
from ita_desktop.storage.server.limited_connection import LimitedConnection
from ita_desktop.storage.server.live import follower, noting, turns
from ita_desktop.storage.server.live.unsent_notes import NotedEdit, UnsentNotes
from ita_desktop.storage.server.shared import Link
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.editors.base import CloseReason
from ita_desktop.ui.frame.top_bar import SaveState
from ita_desktop.ui.pages.parts.pane_sections import QUIET, PastSection
from ita_desktop.ui.saving.leaving import UnsentQuestion
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.view import SheetView
from tests.support.tcp_proxy import Proxy, proxy_to

pytestmark = pytest.mark.needs_postgresql
WAIT = 30_000
YEAR = 2568
LONGEST = 0.1
"""Seconds that the window's loop may stand still."""
TRIES = 12


@pytest.fixture
def proxy(sample_database: str) -> Iterator[Proxy]:
    folder = parse_qs(urlsplit(sample_database).query)["host"][0]
    with proxy_to(Path(folder) / ".s.PGSQL.5432") as made:
        yield made


@pytest.fixture
def window(qtbot, bare_window, sample_database, proxy):
    """A window whose way to the server is the proxy."""
    database = urlsplit(sample_database).path
    address = f"postgresql://postgres@127.0.0.1:{proxy.port}{database}"
    bare_window.opener.begin(SharedPlace(address))
    qtbot.waitUntil(lambda: bare_window.session is not None, timeout=WAIT)
    bare_window.go(PageKey.MEASURES)
    qtbot.wait(600)
    return bare_window


@pytest.fixture
def table(window) -> SheetView:
    return window.page(PageKey.MEASURES).findChild(SheetView)


@pytest.fixture
def keys(table) -> list[str]:
    return [line.id for line in table.sheet.lines if line.group is None]


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A silent server is given up after a second."""
    monkeypatch.setattr(noting, "STATEMENT", 1.0)
    monkeypatch.setattr(turns, "_LOOKING_UP", 1.0)
    monkeypatch.setattr(follower, "_ANSWER", 1.0)


def measure(workspace: Workspace, key: str) -> Measure:
    return next(one for one in workspace.year(YEAR).measures if one.id == key)


def type_in(table: SheetView, key: str, text: str) -> None:
    table.setFocus()
    table.go_to(key, "method")
    table.editing.begin(text)
    table.editing.editor.exited.emit(CloseReason.DOWN)


def shown(table: SheetView, key: str) -> str:
    line = table.sheet.lines[table.sheet.place(key)]
    return (
        table.sheet.data(
            table.sheet.index(table.sheet.place(key), table.sheet.column_index("method"))
        )
        if not line.kept
        else line.kept["method"].measure.method
    )


@contextlib.contextmanager
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The window's thread asks the server nothing in the block."""
    own, wait = threading.get_ident(), LimitedConnection.wait
    asked: list[str] = []

    def noted(self, *given, **named):
        if threading.get_ident() == own:
            asked.append("".join(traceback.format_stack(limit=25)))
        return wait(self, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(LimitedConnection, "wait", noted)
        yield
    assert not asked, asked[0]


def clock() -> float:
    """Returns the time without that in which this thread could have gone on, and other programs had
    the processor: waiting for locks, answers and disks is in it."""
    try:
        others = int(Path("/proc/thread-self/schedstat").read_text().split()[1])
    except OSError:  # no Linux
        others = 0
    return perf_counter() - others / 1e9


def longest_block(qtbot, act: Callable[[], object], milliseconds: int) -> float:
    """Returns for how many seconds the loop stood still at most, while and after ``act``."""
    ticks = [clock()]
    timer = QTimer(interval=2)
    timer.timeout.connect(lambda: ticks.append(clock()))
    timer.start()
    QTimer.singleShot(20, act)
    qtbot.wait(milliseconds)
    timer.stop()
    ticks.append(clock())
    return max(after - before for before, after in pairwise(ticks))


@pytest.mark.in_turn
@pytest.mark.parametrize("is_silent", [False, True])
def test_the_window_never_waits_for_the_answer(
    window, table, keys, proxy, qtbot, monkeypatch, is_silent
) -> None:
    """200 ms there and back; or a black hole, which swallows everything."""
    proxy.delay, proxy.swallows = 0.1, is_silent
    blocks = [9.0]
    with no_waiting(monkeypatch):
        # A machine that does much else stops the window, too, but not each time.
        while min(blocks) > LONGEST and len(blocks) < TRIES:
            key, text = keys[len(blocks) % 4], f"ช้า {len(blocks)}"
            blocks.append(longest_block(qtbot, lambda k=key, t=text: type_in(table, k, t), 600))
    assert min(blocks) < LONGEST, blocks
    key = keys[(len(blocks) - 1) % 4]
    if is_silent:
        assert table.sheet.sent.is_sending(key, "method")
        assert window.top_bar.saved.state is SaveState.SENDING
    else:
        qtbot.waitUntil(lambda: window.top_bar.saved.state is SaveState.SAVED, timeout=WAIT)


@pytest.mark.in_turn
def test_answers_come_in_order(window, table, keys, proxy, colleague, qtbot) -> None:
    proxy.delay = 0.1
    for number in range(5):
        type_in(table, keys[0], f"ที่ {number}")
        assert shown(table, keys[0]) == f"ที่ {number}"
    assert window.top_bar.saved.state is SaveState.SENDING
    qtbot.waitUntil(lambda: window.top_bar.saved.state is SaveState.SAVED, timeout=WAIT)
    assert measure(colleague, keys[0]).method == "ที่ 4"
    labels = [group.label for group in colleague.edits.latest(5)]
    assert len(labels) == 5
    assert table.sheet.sent.is_empty


@pytest.mark.in_turn
def test_undo_waits_its_turn(window, table, keys, proxy, colleague, qtbot) -> None:
    before = measure(colleague, keys[0]).method
    proxy.delay = 0.1
    type_in(table, keys[0], "หนึ่ง")
    type_in(table, keys[0], "สอง")
    window.session.undo()
    qtbot.waitUntil(lambda: shown(table, keys[0]) == "หนึ่ง", timeout=WAIT)
    qtbot.waitUntil(lambda: measure(colleague, keys[0]).method == "หนึ่ง", timeout=WAIT)
    window.session.undo()
    qtbot.waitUntil(lambda: measure(colleague, keys[0]).method == before, timeout=WAIT)
    window.session.redo()
    qtbot.waitUntil(lambda: measure(colleague, keys[0]).method == "หนึ่ง", timeout=WAIT)


@pytest.mark.in_turn
def test_the_author_of_the_later_of_two_orders_is_told(
    window, keys, proxy, colleague, qtbot
) -> None:
    proxy.delay = 0.2
    for workspace, place in ((window.session.workspace, 99), (colleague, 50)):
        with workspace.change("จัดลำดับ") as change:
            change.update(measure(workspace, keys[0]), position=place)
    message = window.message
    qtbot.waitUntil(
        lambda: message.message is not None and "จัดลำดับรายการเดียวกัน" in message.message.sentence,
        timeout=WAIT,
    )
    qtbot.waitUntil(lambda: measure(colleague, keys[0]).position == 99, timeout=WAIT)


@pytest.mark.in_turn
def test_what_a_silent_server_did_not_take_comes_back_to_its_cell(
    window, table, keys, proxy, colleague, qtbot, hasty
) -> None:
    stored = [measure(colleague, key).method for key in keys[:2]]
    proxy.swallows = True
    type_in(table, keys[0], "ค่าแรก")
    type_in(table, keys[1], "ค่าที่สอง")
    qtbot.waitUntil(lambda: len(table.sheet.sent.kept) == 2, timeout=WAIT)
    assert [shown(table, key) for key in keys[:2]] == ["ค่าแรก", "ค่าที่สอง"]
    assert [measure(window.session.workspace, key).method for key in keys[:2]] == stored
    assert window.top_bar.saved.state in {SaveState.FAILED, SaveState.LOST}
    proxy.swallows = False
    shared = window.session.workspace.shared
    qtbot.waitUntil(lambda: shared.state.link is Link.CONNECTED, timeout=WAIT)
    qtbot.waitUntil(lambda: window.message.action.text() == "ส่งอีกครั้ง", timeout=WAIT)
    assert window.top_bar.saved.state is SaveState.FAILED
    assert [measure(colleague, key).method for key in keys[:2]] == stored
    window.message.action.click()
    qtbot.waitUntil(lambda: window.top_bar.saved.state is SaveState.SAVED, timeout=WAIT)
    assert table.sheet.sent.is_empty
    qtbot.waitUntil(
        lambda: [measure(colleague, key).method for key in keys[:2]] == ["ค่าแรก", "ค่าที่สอง"],
        timeout=WAIT,
    )


@pytest.mark.in_turn
def test_closing_waits_for_what_is_under_way(window, table, keys, proxy, colleague, qtbot) -> None:
    proxy.delay = 0.3
    type_in(table, keys[0], "ก่อนปิด")
    assert not window.may_close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    qtbot.waitUntil(lambda: measure(colleague, keys[0]).method == "ก่อนปิด", timeout=WAIT)


@pytest.mark.in_turn
def test_the_past_is_not_asked_for_once_the_file_is_closed(window, qtbot) -> None:
    asked: list[int] = []
    section = PastSection(window.session, window)
    section.show_past("one", lambda most: asked.append(most) or ())
    window.opener.close_file()
    qtbot.wait(2 * QUIET)
    assert not asked


@pytest.mark.in_turn
def test_closing_asks_about_what_was_refused(window, table, keys, proxy, qtbot, hasty) -> None:
    proxy.swallows = True
    type_in(table, keys[0], "ไม่ถึง")
    qtbot.waitUntil(lambda: bool(table.sheet.sent.kept), timeout=WAIT)
    assert not window.may_close()
    question = window.findChild(UnsentQuestion)
    qtbot.waitUntil(question.isVisible, timeout=WAIT)
    question.keep_button.click()
    assert window.isVisible()
    assert shown(table, keys[0]) == "ไม่ถึง"
    assert not window.may_close()
    window.findChild(UnsentQuestion).lose_button.click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)


@pytest.mark.in_turn
def test_a_refused_value_is_given_up_by_esc(window, table, keys, proxy, qtbot, hasty) -> None:
    stored = shown(table, keys[0])
    proxy.swallows = True
    type_in(table, keys[0], "ไม่ถึง")
    qtbot.waitUntil(lambda: bool(table.sheet.sent.kept), timeout=WAIT)
    table.go_to(keys[0], "method")
    table.editing.begin()
    assert table.editing.editor.words() == "ไม่ถึง"
    table.editing.editor.exited.emit(CloseReason.CANCEL)
    assert shown(table, keys[0]) == stored
    assert not window.session.under_way.refused


@pytest.mark.in_turn
def test_red_and_corner_agree_when_the_connection_is_back(
    window, table, keys, proxy, qtbot, hasty
) -> None:
    """While the connection is lost, what was typed stays in its editor; then it is only typed."""
    proxy.go_away()
    shared = window.session.workspace.shared
    qtbot.waitUntil(lambda: window.top_bar.saved.state is SaveState.LOST, timeout=WAIT)
    type_in(table, keys[0], "ระหว่างขาด")
    editor = table.editing.editor
    assert editor.invalid
    proxy.come_back()
    qtbot.waitUntil(lambda: shared.state.link is Link.CONNECTED, timeout=WAIT)
    qtbot.waitUntil(lambda: window.top_bar.saved.state is SaveState.SAVED, timeout=WAIT)
    assert editor.words() == "ระหว่างขาด"
    assert not editor.invalid
    assert window.message.message is None


@pytest.mark.in_turn
def test_the_page_stays_where_it_is_while_the_connection_is_lost(
    window, table, proxy, qtbot, hasty
) -> None:
    before = table.mapTo(window, QPoint())
    proxy.go_away()
    qtbot.waitUntil(lambda: window.desk._line is not None, timeout=WAIT)
    qtbot.wait(200)
    assert window.desk._line.isVisible()
    assert table.mapTo(window, QPoint()) == before
    proxy.come_back()
    qtbot.waitUntil(lambda: window.desk._line is None, timeout=WAIT)


@pytest.mark.in_turn
def test_what_a_killed_program_left_is_offered_when_the_work_is_opened_again(
    bare_window, sample_database, colleague, qtbot
) -> None:
    """Two edits of one value, one after the other: both are sent, in order."""
    one = colleague.year(YEAR).measures[0]
    notes = UnsentNotes(colleague.workspace_id, "postgres")
    values = (one.method, "หนึ่ง", "สอง")
    for number, (old, new) in enumerate(pairwise(values)):
        version = one.row_version + number
        before, after = ({"method": old}, {"method": new})
        before["row_version"], after["row_version"] = version, version + 1
        rows = (RowChange("measure", one.id, before, after),)
        notes.keep(-1 - number, NotedEdit(f"แก้เป็น {new}", rows, {}))
    notes.close()
    bare_window.opener.begin(SharedPlace(sample_database))
    qtbot.waitUntil(lambda: bare_window.session is not None, timeout=WAIT)
    message = bare_window.message
    qtbot.waitUntil(lambda: message.action.text() == "ส่งอีกครั้ง", timeout=WAIT)
    assert "ยังไม่ได้เก็บ 2 รายการ ได้แก่ แก้เป็น หนึ่ง · แก้เป็น สอง" in message.message.sentence
    message.action.click()
    saved = bare_window.top_bar.saved
    qtbot.waitUntil(lambda: saved.state is SaveState.SAVED, timeout=WAIT)
    qtbot.waitUntil(lambda: measure(colleague, one.id).method == "สอง", timeout=WAIT)
    assert not bare_window.session.under_way.refused
    assert message.message is None or message.action.text() != "ส่งอีกครั้ง"


@pytest.mark.in_turn
def test_a_window_is_told_at_once_that_the_tables_are_of_a_newer_program(
    window, table, keys, sample_database, qtbot, monkeypatch
) -> None:
    """What she types then stays in its cell, and the server is not asked."""
    monkeypatch.setattr(follower, "_LOOKS", 0.2)
    with Workspace.connect(sample_database) as manager, manager.connections.transaction() as raw:
        raw.exec_driver_sql("UPDATE meta SET value = '999' WHERE key = 'schema_version'")
    qtbot.waitUntil(lambda: window.top_bar.saved.state is SaveState.READ_ONLY, timeout=WAIT)
    assert "ใหม่กว่าโปรแกรมนี้" in window.message.message.sentence
    before = measure(window.session.workspace, keys[0]).method
    with no_waiting(monkeypatch):
        type_in(table, keys[0], "ช้าไป")
    assert measure(window.session.workspace, keys[0]).method == before
    assert window.session.workspace.saved.is_all


@pytest.mark.in_turn
def test_another_window_on_the_same_work_knows_what_was_refused(
    window, table, keys, proxy, qtbot, hasty
) -> None:
    """As after another language is chosen."""
    proxy.swallows = True
    type_in(table, keys[0], "ไม่ถึง")
    qtbot.waitUntil(lambda: bool(table.sheet.sent.kept), timeout=WAIT)
    type_in(table, keys[1], "ไม่ถึง")
    workspace = window.opener.detach()
    session = Session(workspace, window.settings)
    assert [edit.label for edit in session.under_way.refused]
    session.detach()
    workspace.close()
