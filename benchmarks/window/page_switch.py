"""Going to another page and to another year, beside bare tables with the same cells in a stack.

The peer is a QStackedWidget of plain QTableViews that stand where ours do: the same cells in the
same columns and row heights, wrapped at the same words. For another year it gets the other cells
from a list; nothing of them was laid out beforehand, and QTableView lays a text out whenever it
paints it. How high a row has to be it finds as Qt does, from its wrapped cells, but only for the
rows in sight: ``resizeRowsToContents`` would do so for all. Then the row gets the height that ours
has, so that both paint the same rows. The peer computes nothing of what stands in its cells, and it
has nothing beside its tables: no scores, no details, no next step. Garbage is collected as in the
program.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QTableView, QWidget

from benchmarks.measure import Ratio, in_turns
from benchmarks.window.table_scroll import application
from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.lines import words
from ita_desktop.ui.theme.tokens import Height
from ita_desktop.ui.widgets.book_table import BookTable
from ita_desktop.ui.window import Window
from tests.ui.support.collecting import in_the_windows_thread

SIZE = QSize(1366, 768)
YEARS = (2566, 2568)
ROUNDS = 40
ROUNDS_OF_EVENTS = 4
SETTLED = 1.0
"""Seconds after which a window that has made its pages has done the rest, too."""
_MAY_BREAK = "\u200b"
"""Zero width space."""
Cells = list[list[str]]
"""The texts of a table, row by row."""


class Given(NamedTuple):
    """A table as it stands on a page: its place there, and what it shows."""

    place: QRect
    cells: Cells
    captions: list[str]
    widths: list[int]
    heights: list[int]
    wraps: bool


class Texts(QAbstractTableModel):
    """A bare model over texts, which may be others from now on."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: Cells = []
        self._captions: list[str] = []

    def show(self, given: Given) -> None:
        self.beginResetModel()
        self._cells, self._captions = given.cells, given.captions
        self.endResetModel()

    def rowCount(self, _parent=QModelIndex()) -> int:  # noqa: B008
        return len(self._cells)

    def columnCount(self, _parent=QModelIndex()) -> int:  # noqa: B008
        return len(self._captions)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._cells[index.row()][index.column()]

    def headerData(
        self, section: int, _way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        return self._captions[section] if role == Qt.ItemDataRole.DisplayRole else None


class BareTable(QTableView):
    """A plain table of texts."""

    def __init__(self, given: Given, parent: QWidget) -> None:
        super().__init__(parent)
        self.texts = Texts()
        self.setModel(self.texts)
        self.setGeometry(given.place)
        self.setWordWrap(given.wraps)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(Height.ROW)
        self.horizontalHeader().setVisible(any(given.captions))
        self.show_given(given)

    def show_given(self, given: Given) -> None:
        """Shows these cells. Rows in sight are measured, and all get the heights that are given."""
        self.texts.show(given)
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        for at, width in enumerate(given.widths):
            if columns.sectionSize(at) != width:
                columns.resizeSection(at, width)
        y, bottom = 0, self.viewport().height()
        for at, height in enumerate(given.heights):
            if given.wraps and y < bottom:
                self.sizeHintForRow(at)
            if rows.sectionSize(at) != height:
                rows.resizeSection(at, height)
            y += height


class Bare:
    """A stack with as many bare tables on each page as ours has, in the same places."""

    def __init__(self, pages: dict[str, list[Given]]) -> None:
        self.stack = QStackedWidget()
        self.pages: dict[str, QWidget] = {}
        self.tables: dict[str, list[BareTable]] = {}
        for key, tables in pages.items():
            page = QWidget()
            self.tables[key] = [BareTable(given, page) for given in tables]
            self.pages[key] = page
            self.stack.addWidget(page)
        self.stack.resize(SIZE)
        self.stack.show()

    def go(self, key: str) -> None:
        self.stack.setCurrentWidget(self.pages[key])

    def show(self, key: str, tables: list[Given]) -> None:
        for table, given in zip(self.tables[key], tables, strict=True):
            table.show_given(given)


def tables_of(page: QWidget) -> list[Given]:
    """The tables that a page shows, as they are read; one that is empty too."""
    sheets = [_of_sheet(view, page) for view in page.findChildren(SheetView) if view.isVisible()]
    return sheets + [
        _of_book(table, page) for table in page.findChildren(BookTable) if table.isVisible()
    ]


def _of_sheet(view: SheetView, page: QWidget) -> Given:
    spans, sheet = view.header.spans(), view.sheet
    cells = [
        [_broken(sheet.data(sheet.index(row, span.logical)) or "") for span in spans]
        for row in range(sheet.rowCount())
    ]
    return Given(
        _place(view, page),
        cells,
        [span.column.title or " " for span in spans],
        [view.columnWidth(span.logical) for span in spans],
        [view.rowHeight(row) for row in range(sheet.rowCount())],
        wraps=True,
    )


def _of_book(book: BookTable, page: QWidget) -> Given:
    return Given(
        _place(book.list, page),
        [[cell.words() for cell in row.cells] for row in book.rows],
        [""] * len(book.columns),
        [width for _left, width in book.edges()],
        [book.row_height] * len(book.rows),
        wraps=False,
    )


def _place(part: QWidget, page: QWidget) -> QRect:
    return QRect(part.mapTo(page, QPoint(0, 0)), part.size())


def _broken(text: str) -> str:
    """Thai that Qt may wrap where we do: with a mark at the ends of its words."""
    return _MAY_BREAK.join(words.breaker.parts(text))


def _wait_until_idle(app: QApplication, window: Window) -> None:
    """What waits until after the first painting is not a part of what is measured, however long a
    busy machine takes for it."""
    end = time.perf_counter() + SETTLED
    while time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.01)
        if set(window.made_pages()) != set(PageKey) or not window.navigation.preloader.done:
            end = time.perf_counter() + SETTLED


def _timed(app: QApplication, act: Callable[[], None]) -> float:
    """Seconds of an action with everything that it lets wait, painting included.

    What it lets wait may let more wait: Qt's own table paints itself a second time, which would
    count for whoever is measured next.
    """
    begin = time.perf_counter()
    act()
    for _ in range(ROUNDS_OF_EVENTS):
        app.processEvents()
    return time.perf_counter() - begin


def _switch_pages(app: QApplication, go: Callable[[str], None]) -> float:
    return sum(_timed(app, lambda key=key: go(key)) for key in PageKey) / len(PageKey)


def ratios() -> Iterator[Ratio]:
    """A page after the other, then a year after the other on each page with a table."""
    app = application()
    words.breaker.warm()
    with tempfile.TemporaryDirectory() as folder, in_the_windows_thread():
        os.environ["ITA_DESKTOP_HOME"] = folder
        window = Window(Settings(Path(folder) / "settings.json"))
        window.open_file(workspaces.copy_sample(Path(folder) / "sample.ita"), remember=False)
        window.resize(SIZE)
        window.show()
        _wait_until_idle(app, window)
        tables: dict[int, dict[str, list[Given]]] = {}
        for year in YEARS:
            window.session.choose_year(year)
            tables[year] = {}
            for key in PageKey:
                window.go(key)
                app.processEvents()
                tables[year][key] = tables_of(window.page(key))
        bare = Bare(tables[YEARS[-1]])
        for key in PageKey:
            bare.go(key)
            app.processEvents()
        yield in_turns(
            "another page, each in turn",
            lambda: _switch_pages(app, window.go),
            lambda: _switch_pages(app, bare.go),
            peer_is="bare tables in a stack",
            limit=1.7,
            rounds=ROUNDS,
        )
        filled = [key for key in PageKey if all(_full(tables[year][key]) for year in YEARS)]
        by_page = [_switch_years(app, window, bare, key, tables) for key in filled]
        ours, theirs = (sum(getattr(ratio, of) for ratio in by_page) for of in ("ours", "peer"))
        every = len(by_page)
        what = f"another year, mean of {every} pages with tables"
        yield Ratio(what, "other cells in bare tables", ours / every, theirs / every, 1.7)
        yield from by_page
        window.opener.end()
        window.close()


def _full(tables: list[Given]) -> bool:
    return any(given.cells for given in tables)


def _switch_years(
    app: QApplication,
    window: Window,
    bare: Bare,
    key: str,
    tables: dict[int, dict[str, list[Given]]],
) -> Ratio:
    window.go(key)
    bare.go(key)
    app.processEvents()
    ours, theirs = cycle(YEARS), cycle(YEARS)

    def choose() -> None:
        window.session.choose_year(next(ours))

    def swap() -> None:
        bare.show(key, tables[next(theirs)][key])

    return in_turns(
        f"another year on {key}",
        lambda: _timed(app, choose),
        lambda: _timed(app, swap),
        peer_is="other cells in bare tables",
        limit=1.7,
        rounds=ROUNDS,
    )
