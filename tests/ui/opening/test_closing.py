"""Closing loses nothing, whatever is being done at that moment, and asks only while files are
being written that the clerk has asked for."""

import threading
from collections.abc import Callable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from shiboken6 import delete, isValid

from ita_desktop.documents import export as documents_export
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.filing import cups
from ita_desktop.services import workspaces
from ita_desktop.services.documents import exporting
from ita_desktop.services.imports import importing
from ita_desktop.services.imports.found import reading
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import Job, Progress, wait_for_all
from ita_desktop.ui.dialogs.previews.found import import_files
from ita_desktop.ui.dialogs.save_documents import SaveSheet
from ita_desktop.ui.pages.documents import printing as document_printing
from ita_desktop.ui.pages.documents.preview import PreviewPages
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.tracking.record_popup import RecordPopup
from ita_desktop.ui.saving.leaving import StillWriting
from ita_desktop.ui.widgets.status import MessageKind
from tests.support.places import FIXTURES
from tests.ui.support.keyboard import press, type_text

ROSTER = FIXTURES / "roster_2568.csv"
SOON = 15_000


class Gate:
    """Holds work in its midst until it is opened."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._opened = threading.Event()

    def hold(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def held(*given: Any, **named: Any) -> Any:
            self.reached.set()
            assert self._opened.wait(SOON / 1000)
            return work(*given, **named)

        return held

    def open(self) -> None:
        self._opened.set()


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.open()
    wait_for_all()


@pytest.fixture
def documents(window, qtbot):
    """The page of documents with its first one shown."""
    window.go(PageKey.DOCUMENTS, "oit-assignments")
    page = window.page(PageKey.DOCUMENTS)
    qtbot.waitUntil(lambda: page.pane.pages is not None, timeout=SOON)
    return page


def members(path: Path) -> int:
    with Workspace.open(path, read_only=True) as workspace:
        return len(workspace.year(2566).members)


def posts(path: Path) -> set[str]:
    with Workspace.open(path, read_only=True) as workspace:
        return {member.post for member in workspace.year(2568).members}


@pytest.mark.in_turn
@pytest.mark.parametrize("way", ["close", "opener.show_welcome", "open_file"])
def test_what_is_being_typed_into_a_cell_is_kept(window, qtbot, tmp_path: Path, way: str) -> None:
    path = window.session.workspace.path
    window.go(PageKey.ROSTER)
    table = window.page(PageKey.ROSTER).table
    row = next(line.id for line in table.sheet.lines if line.group is None)
    table.setFocus()
    assert table.go_to(row, "post")
    qtbot.waitUntil(table.hasFocus)
    type_text("นักจัดการงานทั่วไปผู้พิมพ์ค้าง")
    assert table.editing.open
    given = [workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita")] if way == "open_file" else []
    attrgetter(way)(window)(*given)
    window.opener.end()
    assert "นักจัดการงานทั่วไปผู้พิมพ์ค้าง" in posts(path)


@pytest.mark.in_turn
@pytest.mark.parametrize("way", ["close", "opener.show_welcome", "open_file"])
def test_what_is_being_typed_of_a_measure_is_kept(window, qtbot, tmp_path: Path, way: str) -> None:
    path = window.session.workspace.path
    window.go(PageKey.MEASURES, "O10")
    window.page(PageKey.MEASURES).record()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, RecordPopup)
    type_text("ประชุมค้าง")
    given = [workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita")] if way == "open_file" else []
    attrgetter(way)(window)(*given)
    window.opener.end()
    with Workspace.open(path, read_only=True) as workspace:
        assert "ประชุมค้าง" in {entry.text for entry in workspace.year(2568).entries}


def test_a_popup_that_is_typed_into_goes_with_its_page(window, qtbot) -> None:
    window.go(PageKey.MEASURES, "O10")
    page = window.page(PageKey.MEASURES)
    page.record()
    popup = QApplication.activePopupWidget()
    type_text("ประชุมค้าง")
    with qtbot.captureExceptions() as problems:
        delete(popup)
    assert not problems


@pytest.mark.in_turn
def test_an_import_that_is_being_written_is_written_whole(
    window, qtbot, gate: Gate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = window.session.workspace.path
    window.session.choose_year(2566)
    before = members(path)
    monkeypatch.setattr(importing, "apply_import", gate.hold(importing.apply_import))
    unnamed = tmp_path / "รายชื่อ.csv"
    unnamed.write_bytes(ROSTER.read_bytes())
    dialog = import_files(window.session, window, [unnamed], "roster")
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=SOON)
    added = dialog.plan.added
    assert added
    dialog.accept()
    assert gate.reached.wait(SOON / 1000)
    threading.Timer(0.2, gate.open).start()
    window.close()
    assert members(path) == before + added


def test_a_file_that_is_being_read_is_read_no_further(
    window, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, stopped = threading.Event(), threading.Event()

    def read_for_ever(_path: Path, _kind: str, work_progress: WorkProgress) -> None:
        begun.set()
        try:
            while True:
                work_progress.at(0)
                threading.Event().wait(0.001)
        finally:
            stopped.set()

    monkeypatch.setattr(reading, "read_file", read_for_ever)
    path, before = window.session.workspace.path, members(window.session.workspace.path)
    import_files(window.session, window, [ROSTER], "roster")
    assert begun.wait(SOON / 1000)
    window.close()
    assert stopped.is_set()
    assert members(path) == before


def test_work_goes_on_where_nobody_is_left_to_be_told(qtbot) -> None:
    described, done = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        assert described.wait(SOON / 1000)
        for at in range(3):
            progress(at, 3)
        done.set()

    session = QObject()
    job = Job(work, session)
    job.start()
    delete(session)
    described.set()
    wait_for_all()
    assert done.is_set()


@pytest.fixture
def saving(documents, window, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a document is just being saved when the window is closed."""
    target = tmp_path / "ตาราง.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(exporting, "render", gate.hold(exporting.render))
    documents.save_document("pdf")
    assert gate.reached.wait(SOON / 1000)
    assert not window.close()
    assert window.isVisible()
    return target


def asked(qtbot) -> StillWriting:
    def is_asked() -> bool:
        shown = QApplication.activeModalWidget()
        return isinstance(shown, StillWriting) and shown.isActiveWindow()

    qtbot.waitUntil(is_asked, timeout=SOON)
    return QApplication.activeModalWidget()


@pytest.mark.in_turn
def test_closing_waits_in_sight_for_a_document_that_is_being_saved(
    documents, window, qtbot, gate: Gate, saving: Path
) -> None:
    assert asked(qtbot).label.text().startswith("กำลังบันทึก")
    gate.open()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=SOON)
    assert len(PreviewPages(saving.read_bytes())) == len(documents.pane.pages)
    assert window.session is None


@pytest.mark.in_turn
def test_a_document_that_is_stopped_on_closing_leaves_no_file(
    window, qtbot, gate: Gate, saving: Path
) -> None:
    before = set(saving.parent.iterdir())
    question = asked(qtbot)
    qtbot.mouseClick(question.lose_button, Qt.MouseButton.LeftButton)
    assert window.isVisible()
    assert not question.lose_button.isEnabled()
    gate.open()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=SOON)
    assert set(saving.parent.iterdir()) - before <= {saving.parent / "settings.json"}


@pytest.mark.in_turn
def test_whoever_stays_finds_the_document_saved(window, qtbot, gate: Gate, saving: Path) -> None:
    asked(qtbot)
    press(Qt.Key.Key_Escape)
    gate.open()
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    assert "ตาราง.pdf" in window.message.message.sentence
    assert saving.exists()
    assert window.isVisible()
    assert window.close()


@pytest.mark.in_turn
def test_whoever_stays_stays_also_where_the_last_file_is_there_at_that_moment(
    window, qtbot, gate: Gate, saving: Path
) -> None:
    question = asked(qtbot)
    gate.open()
    question.reject()
    # Qt deletes what was asked only between two events of its own loop; this is within one.
    QTest.qWait(SOON // 30)
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    assert saving.exists()
    assert window.isVisible()
    assert window.close()


@pytest.mark.in_turn
def test_a_document_is_saved_though_another_file_has_taken_the_place_of_its_page(
    documents, window, qtbot, gate: Gate, saving: Path, tmp_path: Path
) -> None:
    window.open_file(workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita"))
    qtbot.waitUntil(lambda: not isValid(documents), timeout=SOON)
    with qtbot.captureExceptions() as problems:
        gate.open()
        wait_for_all()
    assert not problems
    assert saving.exists()


def test_a_document_that_cannot_be_saved_keeps_the_window_open_and_is_told(
    window, qtbot, gate: Gate, saving: Path
) -> None:
    asked(qtbot)
    saving.mkdir()
    gate.open()
    qtbot.waitUntil(lambda: window.message.message is not None, timeout=SOON)
    assert window.message.message.kind is MessageKind.BAD
    assert window.isVisible()


@pytest.mark.in_turn
def test_closing_tells_how_far_the_saving_of_all_documents_is(
    documents, window, qtbot, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ทั้งหมด"
    folder.mkdir()
    second = Gate()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    made = iter((lambda work: work, second.hold))
    export = documents_export.export

    def one_after_another(*given: Any, **named: Any) -> Any:
        return next(made, lambda work: work)(export)(*given, **named)

    monkeypatch.setattr(documents_export, "export", one_after_another)
    documents.save_all()
    sheet = documents.window().findChild(SaveSheet)
    sheet.accept()
    assert second.reached.wait(SOON / 1000)
    assert not window.close()
    question = asked(qtbot)
    label, bar = question.label, question.bar
    qtbot.waitUntil(lambda: label.text().startswith("กำลังบันทึกเอกสาร 2 จาก "), timeout=SOON)
    assert bar.value() > 0
    question.lose_button.click()
    second.open()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=SOON)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert all(file.suffix in {".pdf", ".docx", ".xlsx"} for file in files)


def test_what_is_being_printed_is_printed_to_the_last_page(
    documents, window, qtbot, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, pages = tmp_path / "พิมพ์.pdf", documents.pane.pages

    def ask(_pages: PreviewPages, _title: str, _parent: object) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return printer

    monkeypatch.setattr(document_printing, "ask", ask)
    monkeypatch.setattr(cups, "arranged", gate.hold(cups.arranged))
    documents.print_document()
    qtbot.waitUntil(gate.reached.is_set, timeout=SOON)
    window.close()
    gate.open()
    wait_for_all()
    assert len(PreviewPages(target.read_bytes())) == len(pages)


def test_a_preview_that_is_being_made_holds_nothing_up(
    window, qtbot, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents_export, "previewed", gate.hold(documents_export.previewed))
    window.go(PageKey.DOCUMENTS)
    qtbot.waitUntil(gate.reached.is_set, timeout=SOON)
    window.close()
    assert window.session is None
    gate.open()
    wait_for_all()
    QApplication.processEvents()


def test_the_search_may_still_be_gathering_when_the_window_closes(window) -> None:
    from ita_desktop.ui.commands.search import Search

    search = window.findChild(Search) or Search(
        window.navigation, window.menus.entries, window.commands.run
    )
    search.find("แผน")
    window.close()
    QApplication.processEvents()
    assert window.session is None


def test_the_year_looks_for_no_corrected_framework_any_more(window, qtbot) -> None:
    window.go(PageKey.YEAR)
    page = window.page(PageKey.YEAR)
    page.after_first_paint()
    assert page._looking.isActive()
    window.close()
    assert not page._looking.isActive()


def test_the_file_that_is_open_can_be_opened_again_and_stays_writable(window) -> None:
    session = window.session
    window.open_file(session.workspace.path)
    assert window.session is session
    assert not window.session.workspace.read_only
