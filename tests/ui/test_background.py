"""Work in another thread holds nothing of the window's for longer than the window itself does."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from ita_desktop import error_log
from ita_desktop.domain.errors import InputError
from ita_desktop.ui.background import Job, Progress, post_to_window, wait_for_all


class Part(QObject):
    """Tells in which thread it went."""

    def __init__(self, gone: list[int]) -> None:
        super().__init__()
        self._gone = gone

    def __del__(self) -> None:
        self._gone.append(threading.get_ident())


def test_what_the_work_needs_goes_in_the_windows_thread(qtbot: QtBot) -> None:
    gone: list[int] = []
    held = threading.Event()

    def begin() -> None:
        """Nobody but the work knows the part, nor the job."""
        part = Part(gone)

        def work(_progress: Progress) -> str:
            held.wait()
            return part.objectName()

        Job(work).start()

    begin()
    held.set()
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [threading.get_ident()]


def test_what_the_work_gives_back_goes_in_the_windows_thread(qtbot: QtBot) -> None:
    gone: list[int] = []
    Job(lambda _progress: Part(gone)).start()
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [threading.get_ident()]


def test_a_job_that_nobody_keeps_lives_until_its_end_is_told(qtbot: QtBot) -> None:
    texts: list[object] = []

    def begin() -> None:
        job = Job(lambda _progress: "ผล")
        job.done.connect(texts.append)
        job.start()

    begin()
    qtbot.waitUntil(lambda: texts == ["ผล"])


def test_a_job_that_was_deleted_with_its_page_tells_nothing(qtbot: QtBot) -> None:
    texts: list[object] = []
    page, held = QWidget(), threading.Event()
    job = Job(lambda _progress: held.wait(), page)
    job.done.connect(texts.append)
    job.start()
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(job))
    held.set()
    wait_for_all()
    assert texts == []


def test_work_goes_on_and_is_told_while_a_dialog_is_open_that_other_work_opened(
    qtbot: QtBot,
) -> None:
    texts: list[str] = []
    second = Job(lambda _progress: "ที่สอง")
    box = QMessageBox()
    qtbot.addWidget(box)

    def open_dialog(_result: object) -> None:
        second.start()
        box.exec()

    def close(result: str) -> None:
        texts.append(result)
        box.reject()

    first = Job(lambda _progress: "ที่หนึ่ง")
    first.done.connect(open_dialog)
    second.done.connect(close)
    first.start()
    qtbot.waitUntil(lambda: texts == ["ที่สอง"])


def _fails(_progress: Progress) -> None:
    raise InputError("อ่านแฟ้มไม่ได้")


def _breaks(_progress: Progress) -> None:
    raise ZeroDivisionError


def _stops(progress: Progress) -> None:
    progress.stop()
    progress(1, 2)


@pytest.mark.parametrize(
    ("work", "end"),
    [
        (lambda _progress: 3, ("done", 3)),
        (_fails, ("failed", "อ่านแฟ้มไม่ได้")),
        (_breaks, ("failed", "ทำงานนี้ไม่สำเร็จ (ZeroDivisionError) ข้อมูลยังเป็นอย่างเดิม")),
        (_stops, ("stopped",)),
    ],
)
def test_work_has_one_end(
    qtbot: QtBot, work: Callable[[Progress], object], end: tuple[object, ...]
) -> None:
    texts: list[tuple[object, ...]] = []
    job = Job(work)
    job.done.connect(lambda result: texts.append(("done", result)))
    job.failed.connect(lambda sentence: texts.append(("failed", sentence)))
    job.stopped.connect(lambda: texts.append(("stopped",)))
    job.start()
    wait_for_all()
    qtbot.wait(50)
    assert texts == [end]


def test_work_that_survives_any_error_can_be_stopped_and_notes_nothing(qtbot: QtBot) -> None:
    ends: list[str] = []

    def work(progress: Progress) -> str:
        for place in range(3):
            try:
                if place == 1:
                    progress.stop()
                progress(place, 3)
            except Exception as error:  # noqa: BLE001 - as a reader of files does
                error_log.note(error)
        return "done"

    job = Job(work)
    job.done.connect(ends.append)
    job.stopped.connect(lambda: ends.append("stopped"))
    job.start()
    wait_for_all()
    assert ends == ["stopped"]
    assert not error_log.error_log().exists()


def test_the_last_progress_is_told_before_the_end(qtbot: QtBot) -> None:
    texts: list[object] = []

    def work(progress: Progress) -> str:
        for at in range(1_000):
            progress(at, 1_000, "หน้า")
        return "เสร็จ"

    job = Job(work)
    job.progressed.connect(lambda *news: texts.append(news))
    job.done.connect(texts.append)
    job.start()
    wait_for_all()
    assert texts[-2:] == [(999, 1_000, "หน้า"), "เสร็จ"]


def test_what_work_posts_is_done_in_the_windows_thread_before_its_end_is_told(
    qtbot: QtBot,
) -> None:
    done: list[tuple[str, int]] = []
    owner, post = QObject(), post_to_window()

    def note(what: str) -> None:
        done.append((what, threading.get_ident()))

    def work(_progress: Progress) -> None:
        post(owner, lambda: note("เขียนแล้ว"))

    job = Job(work)
    job.done.connect(lambda _result: note("จบ"))
    job.start()
    wait_for_all()
    here = threading.get_ident()
    assert done == [("เขียนแล้ว", here), ("จบ", here)]


def test_what_is_posted_for_something_that_is_gone_is_dropped(qtbot: QtBot) -> None:
    done: list[str] = []
    owner, post, held = QObject(), post_to_window(), threading.Event()

    def work(_progress: Progress) -> None:
        held.wait()
        post(owner, lambda: done.append("เขียนแล้ว"))

    Job(work).start()
    delete(owner)
    held.set()
    wait_for_all()
    assert done == []


def test_what_the_window_posts_itself_is_done_at_once(qtbot: QtBot) -> None:
    done: list[str] = []
    post_to_window()(QObject(), lambda: done.append("ทันที"))
    assert done == ["ทันที"]
