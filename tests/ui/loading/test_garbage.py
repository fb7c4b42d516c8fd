"""Widgets that are garbage go in the thread of the window, whoever makes Python collect."""

import gc
import sys
import threading
from collections.abc import Iterator
from types import ModuleType

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget, QWidgetItem
from shiboken6 import delete

from ita_desktop.ui.background import Job
from ita_desktop.ui.loading import idle
from ita_desktop.ui.loading.idle import LIBRARY, Collector, tracked
from ita_desktop.ui.widgets import tab_order


class Part(QWidget):
    """Tells in which thread it went; it knows itself, so that only a collection frees it."""

    def __init__(self, gone: list[int]) -> None:
        super().__init__()
        self.myself = self
        self._gone = gone

    def __del__(self) -> None:
        self._gone.append(threading.get_ident())


def much_work(_progress: object) -> None:
    """Makes as many objects as an export does, each of which knows itself."""
    for _ in range(200_000):
        one: list[object] = []
        one.append(one)


def test_a_widget_is_never_collected_by_work_in_another_thread(qtbot, collector) -> None:
    gone: list[int] = []
    Part(gone)
    job = Job(much_work)
    with qtbot.waitSignal(job.done):
        job.start()
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [threading.get_ident()]


def make_tuples(_progress: object) -> int:
    """Makes tuples of generators, as documents are made of; gives how many."""
    return sum(len(tuple(number for number in range(50))) for _ in range(60_000))


@pytest.mark.in_turn
def test_counting_what_there_is_disturbs_no_work_in_another_thread(qtbot, collector) -> None:
    many = [[] for _ in range(500_000)]
    job, made, failed = Job(make_tuples), [], []
    job.done.connect(made.append)
    job.failed.connect(failed.append)
    job.start()
    while not made and not failed:
        assert tracked() > len(many)
        qtbot.wait(1)
    assert (made, failed) == ([3_000_000], [])


def test_garbage_goes_by_itself_while_the_window_waits(qtbot, collector) -> None:
    gone: list[int] = []
    for _ in range(1_000):
        Part(gone).setParent(None)
    qtbot.waitUntil(lambda: len(gone) == 1_000, timeout=20_000)


def test_python_itself_collects_nothing_while_a_collector_is_there(collector) -> None:
    assert not gc.isenabled()


def _collections_of_all() -> int:
    return gc.get_stats()[2]["collections"]


def _wait_for_a_look(qtbot) -> None:
    qtbot.waitUntil(lambda: gc.get_count()[0] < 700, timeout=20_000)


@pytest.fixture
def all_ages_due() -> Iterator[None]:
    """Python's thresholds would have all looked through every time."""
    former = gc.get_threshold()
    gc.set_threshold(700, 0, 0)
    yield
    gc.set_threshold(*former)


def test_what_stays_is_looked_through_again_only_when_much_has_come(
    qtbot, collector, all_ages_due
) -> None:
    kept: list[list[object]] = [[] for _ in range(100_000)]

    def rounds(count: int) -> int:
        for _ in range(4):
            kept.extend([] for _ in range(count))
            _wait_for_a_look(qtbot)
        return _collections_of_all()

    before = rounds(1_000)
    assert rounds(1_000) == before, "little has come"
    assert rounds(20_000) > before


@pytest.mark.in_turn
def test_what_a_library_has_made_is_not_looked_through_again(
    qtbot, collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    spared = gc.get_freeze_count()
    for at in range(LIBRARY):
        monkeypatch.setitem(sys.modules, f"library.{at}", ModuleType(f"library.{at}"))
    qtbot.waitUntil(lambda: gc.get_freeze_count() >= spared + LIBRARY, timeout=20_000)


def test_what_stays_is_counted_in_another_turn_than_it_is_looked_through(
    qapp, collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    monkeypatch.setattr(idle, "tracked", lambda: counted.append(1) or 1_000)
    looking = Collector(qapp)
    before = _collections_of_all()
    looking._collect(100_000, 2)
    assert (_collections_of_all(), counted) == (before + 1, [])
    looking._check()
    assert (_collections_of_all(), counted) == (before + 1, [1])
    delete(looking)


def test_what_is_made_fast_is_looked_through_in_small_parts(qtbot, collector) -> None:
    kept: list[list[object]] = []
    largest = 0

    def make() -> None:
        nonlocal largest
        largest = max(largest, gc.get_count()[0])
        kept.extend([] for _ in range(1_000))

    timer = QTimer(interval=5)
    timer.timeout.connect(make)
    timer.start()
    qtbot.waitUntil(lambda: len(kept) > 120_000, timeout=20_000)
    largest = 0
    qtbot.waitUntil(lambda: len(kept) > 300_000, timeout=20_000)
    assert largest < 50_000


def _items_of_layouts() -> int:
    return sum(type(object_) is QWidgetItem for object_ in gc.get_objects())


def test_the_way_of_tab_keeps_nothing_of_a_layout_that_qt_may_free(window) -> None:
    before = _items_of_layouts()
    assert list(tab_order.stops(window))
    assert _items_of_layouts() == before
