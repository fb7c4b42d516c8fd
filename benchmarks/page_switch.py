"""Going to another page and to another year, beside bare tables with the same cells in a stack."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSize, Qt
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QTableView, QWidget

from benchmarks.measure import Ratio, in_turns
from benchmarks.table_scroll import application
from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.rows import Line
from ita_desktop.ui.table.texts import cell_text
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.lines import words
from ita_desktop.ui.theme.tokens import Height
from ita_desktop.ui.widgets.book import BookTable
from ita_desktop.ui.window import Window

SIZE = QSize(1366, 768)
YEARS = (2566, 2568)
ROUNDS = 20
Cells = list[list[str]]
"""The texts of a table, row by row."""


class Texts(QAbstractTableModel):
    """A bare model over texts, which may be others from now on."""

    def __init__(self, cells: Cells) -> None:
        super().__init__()
        self._cells = cells

    def show(self, cells: Cells) -> None:
        self.beginResetModel()
        self._cells = cells
        self.endResetModel()

    def rowCount(self, _parent=QModelIndex()) -> int:  # noqa: B008
        return len(self._cells)

    def columnCount(self, _parent=QModelIndex()) -> int:  # noqa: B008
        return max(map(len, self._cells), default=0)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self._cells[index.row()]
        return row[index.column()] if index.column() < len(row) else None


class Bare:
    """A stack with as many bare tables on each page as ours has, of the same sizes."""

    def __init__(self, pages: dict[str, list[Cells]]) -> None:
        self.stack = QStackedWidget()
        self.models = {key: [Texts(cells) for cells in tables] for key, tables in pages.items()}
        self.pages: dict[str, QWidget] = {}
        for key, models in self.models.items():
            page = QSplitter(Qt.Orientation.Vertical)
            for model in models:
                page.addWidget(_view(model))
            self.pages[key] = page
            self.stack.addWidget(page)
        self.stack.resize(SIZE)
        self.stack.show()

    def go(self, key: str) -> None:
        self.stack.setCurrentWidget(self.pages[key])

    def show(self, key: str, tables: list[Cells]) -> None:
        for model, cells in zip(self.models[key], tables, strict=False):
            model.show(cells)


def _view(model: Texts) -> QTableView:
    view = QTableView()
    view.setModel(model)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(Height.ROW)
    return view


def tables_of(page: QWidget) -> list[Cells]:
    """The cells of the tables that a page shows, as they are read."""
    found = [
        [_texts(line, [span.column for span in view.header.spans()]) for line in view.sheet.lines]
        for view in page.findChildren(SheetView)
        if view.isVisible()
    ]
    found += [
        [[cell.text for cell in row.cells] for row in book.rows]
        for book in page.findChildren(BookTable)
        if book.isVisible()
    ]
    return [cells for cells in found if cells]


def _texts(line: Line, columns: Sequence[Column[Any]]) -> list[str]:
    if line.group is not None:
        return [line.group.code, line.group.title]
    return [cell_text(column, line.row).replace("\n", " ") for column in columns]


def _timed(app: QApplication, act: Callable[[], None]) -> float:
    """Seconds of an action with everything that it lets wait, painting included."""
    begin = time.perf_counter()
    act()
    app.processEvents()
    return time.perf_counter() - begin


def _switch_pages(app: QApplication, go: Callable[[str], None]) -> float:
    return sum(_timed(app, lambda key=key: go(key)) for key in PageKey) / len(PageKey)


def ratios() -> Iterator[Ratio]:
    """A page after the other, then a year after the other on each page with a table."""
    app = application()
    words.breaker.warm()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ITA_DESKTOP_HOME"] = folder
        window = Window(Settings(Path(folder) / "settings.json"))
        window.open_file(workspaces.copy_sample(Path(folder) / "sample.ita"), remember=False)
        window.resize(SIZE)
        window.show()
        cells: dict[int, dict[str, list[Cells]]] = {}
        for year in YEARS:
            window.session.choose_year(year)
            cells[year] = {}
            for key in PageKey:
                window.go(key)
                app.processEvents()
                cells[year][key] = tables_of(window.page(key))
        bare = Bare(cells[YEARS[-1]])
        for key in PageKey:
            bare.go(key)
            app.processEvents()
        yield in_turns(
            "another page, each in turn",
            lambda: _switch_pages(app, window.go),
            lambda: _switch_pages(app, bare.go),
            peer_is="bare tables in a stack",
            limit=2,
            rounds=ROUNDS,
        )
        filled = [key for key in PageKey if all(cells[year][key] for year in YEARS)]
        by_page = [_switch_years(app, window, bare, key, cells) for key in filled]
        ours, theirs = (sum(getattr(one, of) for one in by_page) for of in ("ours", "peer"))
        every = len(by_page)
        what = f"another year, mean of {every} pages with tables"
        yield Ratio(what, "other cells in bare tables", ours / every, theirs / every, 2)
        yield from by_page
        window.end()
        window.close()


def _switch_years(
    app: QApplication,
    window: Window,
    bare: Bare,
    key: str,
    cells: dict[int, dict[str, list[Cells]]],
) -> Ratio:
    window.go(key)
    bare.go(key)
    app.processEvents()
    ours, theirs = cycle(YEARS), cycle(YEARS)

    def choose() -> None:
        window.session.choose_year(next(ours))

    def swap() -> None:
        bare.show(key, cells[next(theirs)][key])

    return in_turns(
        f"another year on {key}",
        lambda: _timed(app, choose),
        lambda: _timed(app, swap),
        peer_is="other cells in bare tables",
        limit=None,
        rounds=ROUNDS,
    )
