"""A paste of thousands of rows, also damaged ones: the window answers all the while, the paste can
be stopped, is one step to undo, and costs no more for a row of many than for a row of few."""

import itertools
import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ita_desktop.services.roster import roster as roster_services
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.dialogs.previews.paste import PastePreview
from ita_desktop.ui.dialogs.previews.rows import rows_of_edit
from ita_desktop.ui.dialogs.previews.sheet import PreviewSheet
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.editing.paste import BlockPaste
from ita_desktop.ui.table.view import SheetView
from tests.support.cost import growth
from tests.ui.random_user.words import TYPED
from tests.ui.support.keyboard import press
from tests.ui.tasks.excel import copy_from_excel

CTRL = Qt.KeyboardModifier.ControlModifier
ROWS = 5_000
ENOUGH = 2_000
"""Rows that are read and written long enough to be stopped meanwhile."""
LONG = 120_000
"""Milliseconds that a paste may take on a busy machine: nobody measures it here."""


def damaged(width: int, count: int = ROWS, first: int = 0) -> list[list[str]]:
    """Rows of anything that people type, no two the same; some are the names of sections.
    ``first`` is the number of the first."""
    draw = random.Random(count)
    rows = []
    for number in range(first, first + count):
        if draw.random() < 0.1:
            rows.append(["9.3 การบริหารเงินงบประมาณ", *[""] * (width - 1)])
        else:
            rows.append([f"{draw.choice(TYPED)} {number}" for _ in range(width)])
    return rows


@pytest.fixture
def roster(window) -> SheetView:
    window.go(PageKey.ROSTER)
    table = window.page(PageKey.ROSTER).table
    table.take_focus()
    return table


class Beats:
    """Counts how often the event loop can turn, at most every other millisecond: one that turns all
    the while takes the processor from what it waits for."""

    def __init__(self) -> None:
        self.count = 0
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        self.count += 1


def preview(window, qtbot, kind: type[PreviewSheet] = PastePreview) -> PreviewSheet:
    qtbot.waitUntil(lambda: window.findChild(kind) is not None, timeout=LONG)
    return window.findChild(kind)


def shown(window, qtbot) -> PreviewSheet:
    sheet = preview(window, qtbot)
    qtbot.waitUntil(lambda: bool(sheet.rows) and not sheet.work.is_going, timeout=LONG)
    return sheet


@pytest.mark.in_turn
def test_the_window_answers_while_a_long_paste_is_read_and_written(roster, window, qtbot) -> None:
    before = window.session.workspace.dump()
    members = len(window.session.data.members)
    copy_from_excel(damaged(3))
    beats = Beats()
    press(Qt.Key.Key_V, CTRL)
    sheet = shown(window, qtbot)
    assert beats.count > 20, "the event loop turned while the block was read"
    read = beats.count
    press(Qt.Key.Key_Return)
    assert sheet.work.is_going, "the window does not wait for what is written"
    qtbot.waitUntil(lambda: window.findChild(PastePreview) is None, timeout=LONG)
    assert beats.count - read > 20, "the event loop turned while it was written"
    assert len(window.session.data.members) > members + 4_000
    undo_all(window, qtbot)
    assert window.session.workspace.dump() == before


def undo_all(window, qtbot) -> None:
    label = window.session.undo_label
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: window.session.undo_label != label, timeout=LONG)


@pytest.mark.in_turn
def test_a_paste_ends_with_the_file_that_it_was_meant_for(roster, window, qtbot) -> None:
    copy_from_excel(damaged(3, ENOUGH))
    press(Qt.Key.Key_V, CTRL)
    sheet = shown(window, qtbot)
    # As Ctrl+W does when the file has everything, before the preview was opened over it.
    window.opener.show_welcome()
    qtbot.waitUntil(lambda: not isValid(sheet), timeout=LONG)
    assert window.at_home


@pytest.mark.in_turn
def test_a_long_paste_is_stopped_while_it_is_read(roster, window, qtbot) -> None:
    before = window.session.workspace.dump()
    copy_from_excel(damaged(3, ENOUGH))
    press(Qt.Key.Key_V, CTRL)
    sheet = preview(window, qtbot)
    assert sheet.work.is_going
    qtbot.waitUntil(sheet.isActiveWindow)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(PastePreview) is None)
    wait_for_all()
    assert window.session.workspace.dump() == before
    assert roster.hasFocus()
    press(Qt.Key.Key_V, CTRL)
    assert shown(window, qtbot).rows, "what was stopped can be begun again"


@pytest.mark.in_turn
def test_a_long_paste_is_stopped_while_it_is_written(roster, window, qtbot) -> None:
    before = window.session.workspace.dump()
    copy_from_excel(damaged(3, ENOUGH))
    press(Qt.Key.Key_V, CTRL)
    sheet = shown(window, qtbot)
    sheet.accept_button.click()
    press(Qt.Key.Key_Escape)
    assert sheet.isVisible(), "what came of it has to be told"
    sheet.work.line.stop_button.click()
    qtbot.waitUntil(lambda: not sheet.work.is_going, timeout=LONG)
    assert sheet.isVisible()
    assert sheet.rows
    assert window.session.workspace.dump() == before


@pytest.mark.in_turn
@pytest.mark.parametrize("when", ["read", "written"])
def test_closing_ends_a_long_paste(roster, window, qtbot, when: str) -> None:
    members = len(window.session.data.members)
    path = window.session.workspace.path
    copy_from_excel(damaged(3, 1_000))
    press(Qt.Key.Key_V, CTRL)
    if when == "written":
        shown(window, qtbot)
        press(Qt.Key.Key_Return)
    assert preview(window, qtbot).work.is_going
    window.close()
    with Workspace.open(path, read_only=True) as workspace:
        found = len(workspace.year(2568).members)
    # What was decided on is written to its end; what was only read is gone.
    assert found > members + 700 if when == "written" else found == members


@pytest.mark.long
def test_a_long_list_with_headings_becomes_an_import(roster, window, qtbot) -> None:
    head = ["ลำดับ", "ชื่อ - นามสกุล", "ตำแหน่ง", "สังกัด", "บทบาท", "คณะ"]
    copy_from_excel([head, *([str(at), *row] for at, row in enumerate(damaged(5, 600), 1))])
    beats = Beats()
    press(Qt.Key.Key_V, CTRL)
    dialog = preview(window, qtbot, ImportDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=LONG)
    assert beats.count > 20
    assert window.findChild(PastePreview) is None
    assert dialog.plan.kind == "roster"


@pytest.mark.in_turn
def test_a_short_paste_is_shown_at_once(roster, window) -> None:
    copy_from_excel(damaged(3, 20))
    press(Qt.Key.Key_V, CTRL)
    sheet = window.findChild(PastePreview)
    assert sheet.rows
    assert not sheet.work.is_going


@pytest.mark.in_turn
def test_many_copied_rows_of_the_program_are_written_at_once(roster, window, qtbot) -> None:
    members = len(window.session.data.members)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_C, CTRL)
    data = QMimeData()
    clip = QApplication.clipboard().mimeData()
    data.setText(clip.text() * 6)
    data.setData("application/x-ita-desktop-cells", b"1")
    QApplication.clipboard().setMimeData(data)
    last = roster.sheet.lines[-1].id
    roster.go_to(last)
    press(Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: len(window.session.data.members) > 5 * members, timeout=LONG)
    qtbot.waitUntil(lambda: window.findChild(PastePreview) is None, timeout=LONG)


# -- what it costs


def reading(table: SheetView, width: int, *, looks: bool) -> Callable[[int], Callable[[], object]]:
    """What reads a damaged block over a table, and what is shown of it."""
    first = itertools.count(step=10_000)

    def ready(count: int) -> Callable[[], object]:
        paste = BlockPaste(table, mends=True)
        # Others each time: names that were looked for are known.
        cells = damaged(width, count, next(first))

        def read() -> None:
            paste.take(cells)
            paste.aim()
            edit = paste.edit()
            assert edit is not None
            if looks:
                rows_of_edit(paste.table, edit, frozenset())

        return read

    return ready


@pytest.mark.in_turn
@pytest.mark.parametrize("where", ["over", "below"])
def test_a_row_costs_the_same_among_many_as_among_few(roster, where: str) -> None:
    lines = roster.sheet.lines
    roster.go_to(lines[-1 if where == "below" else 1].id)
    work = reading(roster, 3, looks=True)
    work(200)()
    assert growth(work, 200, 1_600) < 1.5


@pytest.mark.in_turn
def test_measures_cost_the_same_among_many_as_among_few(window) -> None:
    window.go(PageKey.MEASURES, "measures:")
    table = window.page(PageKey.MEASURES).measures.table
    table.take_focus()
    table.go_to(table.sheet.lines[-1].id)
    work = reading(table, 5, looks=True)
    work(200)()
    assert growth(work, 200, 1_600) < 1.5


@pytest.mark.in_turn
def test_members_are_written_at_the_same_cost_among_many_as_among_few(window) -> None:
    session = window.session
    body = session.data.bodies[0].id
    names = iter(range(100_000))

    def work(count: int) -> Callable[[], object]:
        rows = [{"name": f"นายคน ที่{next(names)}", "post": "นักวิชาการ"} for _ in range(count)]
        return lambda: roster_services.add(session.workspace, session.year, body, rows)

    work(50)()
    assert growth(work, 50, 800) < 1.5
