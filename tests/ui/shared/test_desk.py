"""A window and a colleague on one database."""

import threading
import time
import traceback
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Measure, UnitKind
from ita_desktop.domain.tracking.units import is_among
from ita_desktop.settings import SharedPlace
from ita_desktop.storage.connections import Connections
from ita_desktop.storage.server import administration
from ita_desktop.storage.server.address import parse_address
from ita_desktop.storage.server.shared import EditedCell, Role
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.pages.settings.page import SettingsSection
from ita_desktop.ui.shared.edit_sheets import ConflictSheet, RowHistorySheet
from ita_desktop.ui.table.view import SheetView
from tests.ui.support.keyboard import press
from tests.ui.support.modal import in_dialog

Key = Qt.Key
WAIT = 30_000
YEAR = 2568
COLUMN = "method"


@pytest.fixture
def window(shared_window):
    return shared_window(PageKey.MEASURES)


@pytest.fixture
def table(window) -> SheetView:
    return window.page(PageKey.MEASURES).findChild(SheetView)


@pytest.fixture
def key(window) -> str:
    """A measure that is shown."""
    lines = window.page(PageKey.MEASURES).findChild(SheetView).sheet.lines
    return next(line.id for line in lines if line.group is None)


@pytest.fixture
def cut(window, monkeypatch, sample_database) -> Callable[[], Callable[[], object]]:
    """Ends the window's connections, and lets no new one in until what it returns is called."""
    import psycopg

    from ita_desktop.storage.server.connecting import Server

    connect, shared = Server.connect, window.session.workspace.shared
    is_down: list[bool] = []

    def refused(self: Server, **words: object) -> object:
        if self is shared._server and is_down:
            raise psycopg.OperationalError("connection refused")
        return connect(self, **words)

    def end() -> Callable[[], object]:
        is_down.append(True)
        with administration.managing(parse_address(sample_database)) as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                f" AND usename = '{shared.me.login}'"
            )
        return is_down.clear

    monkeypatch.setattr(Server, "connect", refused)
    return end


def measure(workspace: Workspace, key: str) -> Measure:
    return next(one for one in workspace.year(YEAR).measures if one.id == key)


def write(workspace: Workspace, key: str, **fields: object) -> None:
    with workspace.change("แก้มาตรการ") as change:
        change.update(measure(workspace, key), **fields)


def begin(table: SheetView, key: str, typed: str) -> None:
    table.setFocus()
    table.go_to(key, COLUMN)
    table.editing.begin(typed)


def shown(table: SheetView, key: str) -> str:
    line = table.sheet.lines[table.sheet.place(key)]
    return line.row.measure.method


@pytest.mark.in_turn
def test_the_edit_of_a_colleague_comes_with_the_name(window, table, key, colleague, qtbot) -> None:
    table.go_to(key, "items")
    before = table.currentIndex(), table.verticalScrollBar().value()
    write(colleague, key, method="ของเพื่อน")
    qtbot.waitUntil(lambda: shown(table, key) == "ของเพื่อน", timeout=WAIT)
    assert table.sheet.marks.authors[key, COLUMN] == "สมศรี"
    assert (table.currentIndex(), table.verticalScrollBar().value()) == before


@pytest.mark.in_turn
def test_what_is_typed_stays_while_colleagues_write(table, key, colleague, qtbot) -> None:
    begin(table, key, "ของฉัน")
    write(colleague, key, target="ของเพื่อน")
    qtbot.waitUntil(
        lambda: table.sheet.lines[table.sheet.place(key)].row.measure.target == "ของเพื่อน",
        timeout=WAIT,
    )
    assert table.editing.editor.words() == "ของฉัน"
    table.editing.finish()
    qtbot.waitUntil(lambda: shown(table, key) == "ของฉัน", timeout=WAIT)
    qtbot.waitUntil(lambda: measure(colleague, key).method == "ของฉัน", timeout=WAIT)
    assert measure(colleague, key).target == "ของเพื่อน"


def join(seen: list[str]) -> Callable[[ConflictSheet], None]:
    def act(sheet: ConflictSheet) -> None:
        seen.extend([sheet.mine.text(), sheet.theirs.text(), sheet.joined.toPlainText()])
        sheet.accept_button.click()

    return act


@pytest.mark.in_turn
def test_both_texts_are_kept_and_asked_about(table, key, colleague, qtbot) -> None:
    begin(table, key, "ของฉัน")
    write(colleague, key, method="ของเพื่อน")
    qtbot.waitUntil(lambda: shown(table, key) == "ของเพื่อน", timeout=WAIT)
    seen: list[str] = []
    in_dialog(ConflictSheet, join(seen))
    table.editing.finish()
    assert seen == ["ของฉัน", "ของเพื่อน", "ของเพื่อน ของฉัน"]
    qtbot.waitUntil(lambda: measure(colleague, key).method == "ของเพื่อน ของฉัน", timeout=WAIT)


@pytest.mark.in_turn
def test_what_a_colleague_was_faster_with_comes_back_to_its_cell(
    table, key, colleague, qtbot
) -> None:
    """Where the colleague's text is not heard of yet, the server's answer brings it."""
    begin(table, key, "ของฉัน")
    with colleague.change("แก้มาตรการ") as change:  # has the turn until its end
        change.update(measure(colleague, key), method="ของเพื่อน")
        table.editing.finish()
    qtbot.waitUntil(lambda: (key, COLUMN) in table.sheet.sent.kept, timeout=WAIT)
    qtbot.waitUntil(lambda: shown(table, key) == "ของเพื่อน", timeout=WAIT)
    assert measure(colleague, key).method == "ของเพื่อน"
    table.editing.begin()
    assert table.editing.editor.words() == "ของฉัน"
    assert table.editing.editor.invalid
    seen: list[str] = []
    in_dialog(ConflictSheet, join(seen))
    table.editing.finish()
    assert seen == ["ของฉัน", "ของเพื่อน", "ของเพื่อน ของฉัน"]
    qtbot.waitUntil(lambda: measure(colleague, key).method == "ของเพื่อน ของฉัน", timeout=WAIT)


@pytest.mark.in_turn
def test_esc_in_the_question_goes_on_typing(table, key, colleague, qtbot) -> None:
    begin(table, key, "ของฉัน")
    write(colleague, key, method="ของเพื่อน")
    qtbot.waitUntil(lambda: shown(table, key) == "ของเพื่อน", timeout=WAIT)
    in_dialog(ConflictSheet, lambda sheet: qtbot.keyClick(sheet, Key.Key_Escape))
    table.editing.finish()
    assert table.editing.open
    assert table.editing.editor.words() == "ของฉัน"
    assert measure(colleague, key).method == "ของเพื่อน"


@pytest.mark.in_turn
def test_enter_pressed_once_too_often_overwrites_nobody(table, key, colleague, qtbot) -> None:
    begin(table, key, "ของฉัน")
    write(colleague, key, method="ของเพื่อน")
    qtbot.waitUntil(lambda: shown(table, key) == "ของเพื่อน", timeout=WAIT)

    def act(sheet: ConflictSheet) -> None:
        assert sheet.cancel_button.hasFocus()
        press(Key.Key_Return)

    in_dialog(ConflictSheet, act)
    table.editing.finish()
    assert table.editing.editor.words() == "ของฉัน"
    assert measure(colleague, key).method == "ของเพื่อน"


@pytest.mark.in_turn
def test_edits_of_a_colleague_that_come_together_are_shown_at_once(
    window, key, colleague, qtbot, monkeypatch
) -> None:
    refreshed: list[str] = []
    page = window.page(PageKey.MEASURES)
    refresh = page.refresh
    monkeypatch.setattr(page, "refresh", lambda: (refreshed.append(""), refresh()))
    session = window.session
    told: list[object] = []
    session.changed.connect(told.append)
    known = len(session.workspace.unshown)
    for number in range(5):
        write(colleague, key, method=f"ครั้งที่ {number}")
    deadline = time.monotonic() + WAIT / 1000
    while len(session.workspace.unshown) < known + 5 and time.monotonic() < deadline:
        time.sleep(0.01)  # the window does not look meanwhile
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    assert len(told) == 1
    assert len(refreshed) == 1
    assert not session.workspace.unshown


@pytest.mark.in_turn
def test_an_edit_that_waits_for_the_server_says_so(window, table, key, qtbot, monkeypatch) -> None:
    """And the window does not wait with it: the pointer is as ever."""
    from ita_desktop.ui.frame.top_bar import SaveState

    may_go = threading.Event()
    work = Connections._unit_of_work

    def slow(self: Connections, whole: object) -> object:
        may_go.wait(WAIT / 1000)
        return work(self, whole)  # type: ignore[arg-type]

    monkeypatch.setattr(Connections, "_unit_of_work", slow)
    begin(table, key, "ของฉัน")
    table.editing.finish()
    assert shown(table, key) == "ของฉัน"
    assert window.top_bar.saved.state is SaveState.SENDING
    assert QApplication.overrideCursor() is None
    qtbot.waitUntil(lambda: table.sheet.sent.is_sending(key, COLUMN), timeout=WAIT)
    at = table.sheet.index(table.sheet.place(key), table.sheet.column_index(COLUMN))
    assert "กำลังส่ง" in table.sheet.data(at, Qt.ItemDataRole.AccessibleTextRole)
    may_go.set()
    qtbot.waitUntil(lambda: table.sheet.sent.is_empty, timeout=WAIT)
    qtbot.waitUntil(lambda: window.top_bar.saved.state is SaveState.SAVED, timeout=WAIT)


@pytest.mark.in_turn
def test_who_is_here_and_what_they_do_is_shown(window, table, key, colleague, qtbot) -> None:
    assert colleague.shared is not None
    colleague.shared.announce(
        page=f"{YEAR} {PageKey.OIT}", typing=EditedCell(str(YEAR), key, COLUMN)
    )
    following = window.desk.following
    qtbot.waitUntil(lambda: bool(table.sheet.typists), timeout=WAIT)
    assert table.sheet.typists[key].key == COLUMN
    people = window.status._people
    assert following.people[0].name in people.text()
    (line, own) = people.lines()
    assert "งาน OIT" in line
    assert "กำลังพิมพ์" in line
    assert "บทบาท" in own
    colleague.shared.announce(typing=None)
    qtbot.waitUntil(lambda: not table.sheet.typists, timeout=WAIT)


@pytest.mark.in_turn
def test_the_others_are_told_of_the_page_and_of_typing(
    window, table, key, colleague, qtbot
) -> None:
    assert colleague.shared is not None
    shared = colleague.shared
    begin(table, key, "ของฉัน")
    qtbot.waitUntil(
        lambda: any(
            person.typing == EditedCell(str(YEAR), key, COLUMN) for person in shared.present()
        ),
        timeout=WAIT,
    )
    assert shared.present()[0].page == f"{YEAR} {PageKey.MEASURES}"
    table.editing.cancel()
    qtbot.waitUntil(lambda: all(not person.typing for person in shared.present()), timeout=WAIT)


@pytest.mark.in_turn
def test_an_undo_that_somebody_built_on_says_who_and_offers_the_history(
    window, table, key, colleague, qtbot
) -> None:
    begin(table, key, "ของฉัน")
    table.editing.finish()
    qtbot.waitUntil(lambda: measure(colleague, key).method == "ของฉัน", timeout=WAIT)
    write(colleague, key, method="ของเพื่อน")
    qtbot.waitUntil(lambda: shown(table, key) == "ของเพื่อน", timeout=WAIT)
    window.session.undo()
    qtbot.waitUntil(lambda: "ดูประวัติ" in window.message.action.text(), timeout=WAIT)
    assert measure(colleague, key).method == "ของเพื่อน"
    told: list[int] = []

    def act(sheet: RowHistorySheet) -> None:
        qtbot.waitUntil(lambda: not sheet.work.is_going, timeout=WAIT)
        told.append(len(sheet.table.sheet.lines))

    in_dialog(RowHistorySheet, act)
    window.message.action.click()
    assert told[0] >= 2


@pytest.mark.in_turn
def test_many_rows_of_a_colleague_are_told_once(window, colleague, qtbot) -> None:
    data = colleague.year(YEAR)
    with colleague.change("แก้หลายแถว") as change:
        for one in data.measures[:30]:
            change.update(one, target="ทั้งหมด")
    qtbot.waitUntil(window.message.isVisible, timeout=WAIT)
    assert "30" in window.message.message.sentence


@pytest.mark.in_turn
def test_a_lost_connection_is_said_and_nothing_typed_is_lost(
    window, table, key, colleague, qtbot, cut
) -> None:
    from ita_desktop.ui.frame.top_bar import SaveState

    begin(table, key, "ของฉัน")
    come_back = cut()
    desk = window.desk
    qtbot.waitUntil(lambda: desk._line is not None, timeout=WAIT)
    assert "ขาดการเชื่อมต่อ" in desk._line.title.text()
    assert window.top_bar.saved.state is SaveState.LOST
    table.editing.finish()
    assert table.editing.open
    assert table.editing.editor.words() == "ของฉัน"
    assert not window.may_close(), "it would be lost"
    assert table.editing.editor.words() == "ของฉัน"
    assert window.status._people.text() != "ไม่มีคนอื่นอยู่", "nobody knows"
    come_back()
    desk._line.retry_button.click()
    qtbot.waitUntil(lambda: desk._line is None, timeout=WAIT)
    qtbot.waitUntil(lambda: window.message.message is None, timeout=WAIT)
    assert window.top_bar.saved.state is SaveState.SAVED
    qtbot.waitUntil(lambda: not colleague.shared.is_lost, timeout=WAIT)
    table.editing.finish()
    qtbot.waitUntil(lambda: measure(colleague, key).method == "ของฉัน", timeout=WAIT)


@pytest.mark.in_turn
def test_what_a_colleague_wrote_while_the_connection_was_lost_is_asked_about_by_name(
    window, table, key, colleague, qtbot, cut
) -> None:
    begin(table, key, "ของฉัน")
    come_back = cut()
    qtbot.waitUntil(lambda: window.desk._line is not None, timeout=WAIT)
    table.editing.finish()
    write(colleague, key, method="ของเพื่อน")
    come_back()
    qtbot.waitUntil(lambda: shown(table, key) == "ของเพื่อน", timeout=WAIT)
    asked: list[str] = []

    def look(sheet: ConflictSheet) -> None:
        asked.append(sheet.theirs_button.text())
        sheet.reject()

    in_dialog(ConflictSheet, look)
    table.editing.finish()
    assert colleague.shared.me.name in asked[0]


@pytest.mark.in_turn
def test_a_reader_changes_nothing_and_is_told_why(
    bare_window, sample_database, add_user, qtbot
) -> None:
    window = bare_window
    window.opener.begin(SharedPlace(add_user("reader", Role.READER, name="มาลี")))
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    window.go(PageKey.MEASURES)
    table = window.page(PageKey.MEASURES).findChild(SheetView)
    line = next(line.id for line in table.sheet.lines if line.group is None)
    table.go_to(line, COLUMN)
    assert not table.editing.begin("ลอง")
    assert "บทบาทผู้อ่าน" in window.message.message.sentence
    assert not window.menus._actions[Command.IMPORT].isEnabled()


@pytest.mark.in_turn
def test_what_is_of_files_alone_is_not_offered_and_says_where_a_copy_is_made(shared_window) -> None:
    window = shared_window(PageKey.SETTINGS)
    window.go(PageKey.SETTINGS, SettingsSection.BACKUP)
    section = window.page(PageKey.SETTINGS).backup
    of_files = (
        section.back_up_button,
        section.restore_button,
        section.health_button,
        section.choose_button,
    )
    assert [button.isEnabled() for button in of_files] == [False] * 4
    assert all("นำงานร่วมกลับบ้าน" in button.toolTip() for button in of_files)
    assert not section.open_file.isVisible()
    assert section.export_button.isEnabled()


@pytest.mark.in_turn
def test_a_unit_is_told_what_it_may_and_other_pages_are_locked(
    bare_window, sample_database, add_user, colleague, qtbot
) -> None:
    window = bare_window
    unit = colleague.units()[0]
    window.opener.begin(SharedPlace(add_user("unit", Role.UNIT, unit.id, name="มาลี")))
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    assert unit.name in window.message.message.sentence
    assert not window.menus._actions[Command.NEW_YEAR].isEnabled()
    window.go(PageKey.ROSTER)
    tables = window.page(PageKey.ROSTER).findChildren(SheetView)
    assert tables
    assert all(table.sheet.read_only for table in tables)
    window.go(PageKey.MEASURES)
    assert not window.page(PageKey.MEASURES).findChild(SheetView).sheet.read_only


@pytest.mark.in_turn
def test_what_is_not_a_units_to_change_is_locked_before_it_is_typed(
    bare_window, sample_database, add_user, colleague, qtbot
) -> None:
    window = bare_window
    data = colleague.year(YEAR)
    unit = next(one for one in data.units if one.kind is UnitKind.SECTION)
    owned = [one.id for one in data.measures
             if is_among(data, unit.id, data.owners_of_measure(one.id))]  # fmt: skip
    other = next(one.id for one in data.measures if one.id not in owned)
    window.opener.begin(SharedPlace(add_user("unit", Role.UNIT, unit.id, name="มาลี")))
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    window.go(PageKey.MEASURES)
    page = window.page(PageKey.MEASURES)
    table, part = page.findChild(SheetView), page.measures
    for row_id, key, may in (
        (owned[0], "status", True), (owned[0], "method", False), (other, "status", False),
    ):  # fmt: skip
        table.go_to(row_id, key)
        window.message.clear()
        table.edit_current()
        assert table.editing.open is may, (row_id, key)
        assert may or unit.name in window.message.message.sentence
        table.editing.cancel()
    count = len(data.measures)
    part.add_measure()
    assert unit.name in window.message.message.sentence
    assert len(colleague.year(YEAR).measures) == count
    assert part.recording.open(other, None, QRect()) is None
    assert part.recording.open(owned[0], None, QRect()) is not None


@pytest.mark.in_turn
def test_a_unit_delivers_for_its_own_items_alone(
    bare_window, sample_database, add_user, colleague, qtbot
) -> None:
    window = bare_window
    data = colleague.year(YEAR)
    unit = next(one for one in data.units if one.kind is UnitKind.SECTION)
    items = {
        may: item.code
        for item in data.framework.items
        if item.requirements
        for may in (is_among(data, unit.id, data.owners_of_item(item.code)),)
    }
    window.opener.begin(SharedPlace(add_user("unit", Role.UNIT, unit.id, name="มาลี")))
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    assert len(items) == 2
    for may, code in items.items():
        window.go(PageKey.OIT, code)
        page = window.page(PageKey.OIT)
        assert page.table.sheet.read_only
        pane = page.pane
        assert pane.acceptDrops() is may
        assert pane._published.action.isVisible() is may
        assert {check.isEnabled() for check in pane.checks.boxes} == {may}


@pytest.mark.in_turn
def test_the_window_asks_the_server_nothing_itself(
    window, table, key, colleague, qtbot, monkeypatch
) -> None:
    """Opening panes, and each edit of a colleague, would wait for the server else."""
    asked: list[str] = []
    read = Connections.read
    own = threading.get_ident()

    def noted(self: Connections) -> object:
        if threading.get_ident() == own and self is window.session.workspace.connections:
            asked.append("".join(traceback.format_stack(limit=12)))
        return read(self)

    monkeypatch.setattr(Connections, "read", noted)
    table.go_to(key, "items")
    window.go(PageKey.OIT, "O9")
    pane = window.page(PageKey.OIT).pane
    write(colleague, key, method="ของเพื่อน")
    with colleague.change("แก้") as change:
        change.update(colleague.year(YEAR).assignments[0], note="ของเพื่อน")
    qtbot.waitUntil(lambda: bool(pane._done.list.lines), timeout=WAIT)
    qtbot.wait(1_000)
    assert not asked, asked[0]


@pytest.mark.in_turn
def test_a_form_that_was_filled_before_a_colleague_wrote_is_refused_once(
    window, colleague, qtbot
) -> None:
    window.go(PageKey.OIT)
    row = next(one for one in colleague.year(YEAR).evidence if one.title)
    window.go(PageKey.OIT, row.item_code)
    pane = window.page(PageKey.OIT).pane
    pane._edit_evidence(row.id)
    pane.form.title.setText("ของฉัน")
    with colleague.change("แก้หลักฐาน") as change:
        change.update(row, title="ของเพื่อน", note="หมายเหตุของเพื่อน")

    def stored(workspace: Workspace) -> tuple[str, str]:
        now = next(one for one in workspace.year(YEAR).evidence if one.id == row.id)
        return now.title, now.note

    qtbot.waitUntil(
        lambda: stored(window.session.workspace) == ("ของเพื่อน", "หมายเหตุของเพื่อน"), timeout=WAIT
    )
    qtbot.wait(300)
    assert pane.form.title.text() == "ของฉัน"
    pane.form._accept()
    assert stored(window.session.workspace)[0] == "ของเพื่อน"
    assert "สมศรี" in window.message.message.sentence
    assert pane.form.isVisible()
    pane.form._accept()
    assert stored(window.session.workspace) == ("ของฉัน", "หมายเหตุของเพื่อน")
