"""The city's window with 500 districts of 10 years: what a filter and another view cost."""

import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.measure import Ratio, in_turns
from ita_desktop.frameworks.resource_files import crosswalk
from ita_desktop.settings import Settings
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.city.window import CityTab, CityWindow
from tests.ui.support.collecting import in_the_windows_thread
from tools.made_city import made_city

DISTRICTS, YEARS = 500, tuple(range(2559, 2569))
FILTER, VIEW = 0.05, 0.1
"""Seconds that may pass until a filter, or another view of another year, is shown."""
ROUNDS = 5
SIZE = (1366, 768)


def ratios() -> Iterator[Ratio]:
    """Filters in each view, the library's search, and the views of another year."""
    qt = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder, in_the_windows_thread():
        window = CityWindow(Settings(Path(folder) / "settings.json"))
        window.resize(*SIZE)
        window.show()
        window.show_city(made_city(DISTRICTS, YEARS), crosswalk())
        for tab in CityTab:
            window.show_tab(tab)
        _wait_until_idle(qt)
        for what, ask in {**_filters(window), **_search(window)}.items():
            yield _ratio(qt, what, ask, FILTER)
        years = cycle((2567, 2568))
        for tab in CityTab:
            yield _ratio(
                qt, f"another year, {tab}", lambda tab=tab: _turn(window, tab, next(years)), VIEW
            )
        window.close()


def _wait_until_idle(qt: QApplication) -> None:
    while wait_for_all():
        qt.processEvents()


def _ratio(qt: QApplication, what: str, ask: Callable[[], None], allowed: float) -> Ratio:
    def run() -> float:
        begin = time.perf_counter()
        ask()
        qt.processEvents()
        return time.perf_counter() - begin

    return in_turns(what, run, lambda: allowed, peer_is="what is allowed", limit=1, rounds=ROUNDS)


def _filters(window: CityWindow) -> dict[str, Callable[[], None]]:
    bar = window.bar

    def filtered(tab: CityTab, choose: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            window.show_tab(tab)
            bar.lift()
            choose()
            bar.changed.emit(bar.filter)

        return run

    choices: dict[str, Callable[[], None]] = {
        "text": lambda: bar.text.setText("สมมติ 1"),
        "group": lambda: bar.group.choose("north"),
        "level": lambda: bar.level.choose("ผ่านดี"),
    }
    return {
        f"{name} filter, {tab}": filtered(tab, choose)
        for tab in (CityTab.TABLE, CityTab.MAP, CityTab.ITEM, CityTab.YEARS)
        for name, choose in choices.items()
    }


def _search(window: CityWindow) -> dict[str, Callable[[], None]]:
    view = window.view(CityTab.LIBRARY)

    def search(words: str) -> Callable[[], None]:
        def run() -> None:
            window.show_tab(CityTab.LIBRARY)
            view.text.setText(words)
            view._refresh()  # noqa: SLF001 - what the pause of typing ends with

        return run

    return {f"library, {words}": search(words) for words in ("คู่มือ", "แผนผัง", "ไม่มี")}


def _turn(window: CityWindow, tab: CityTab, year: int) -> None:
    window.show_year(year)
    window.show_tab(tab)
