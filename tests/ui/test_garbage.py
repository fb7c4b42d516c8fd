"""Widgets that are garbage go in the thread of the window, whoever makes Python collect."""

import gc
import threading

from PySide6.QtWidgets import QWidget, QWidgetItem

from ita_desktop.ui.background import Job
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


def test_garbage_goes_by_itself_while_the_window_waits(qtbot, collector) -> None:
    gone: list[int] = []
    for _ in range(1_000):
        Part(gone).setParent(None)
    qtbot.waitUntil(lambda: len(gone) == 1_000, timeout=20_000)


def test_python_itself_collects_nothing_while_a_collector_is_there(collector) -> None:
    assert not gc.isenabled()


def _items_of_layouts() -> int:
    return sum(type(one) is QWidgetItem for one in gc.get_objects())


def test_the_way_of_tab_keeps_nothing_of_a_layout_that_qt_may_free(window) -> None:
    before = _items_of_layouts()
    assert list(tab_order.stops(window))
    assert _items_of_layouts() == before
