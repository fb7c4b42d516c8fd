"""The parts of a table, each with a small stand-in of the grid that it works in."""

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionRange

from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.controllers.folding import StickyRows
from ita_desktop.ui.table.controllers.selecting import CellSteps
from ita_desktop.ui.table.editing.acting import ActionController
from ita_desktop.ui.table.grid import Act, CellChange, Edit
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.table.sizes import Density
from tests.ui.table.pages import ITEMS, columns, grouped

ROW, GROUP, SEEN = 30, 40, 150
TALL = Density(ROW, GROUP)


class Head:
    """Columns that stand on the screen in the order ``shown``; the others are hidden."""

    def __init__(self, columns: tuple[Column[Any], ...], shown: tuple[int, ...]) -> None:
        self._columns, self._shown = columns, shown

    def spans(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(logical=at, column=self._columns[at]) for at in self._shown]

    def visualIndex(self, logical: int) -> int:
        return self._shown.index(logical)

    def logicalIndex(self, visual: int) -> int:
        return self._shown[visual]


class Choice:
    """One current cell, or the cells of the model's lines and columns ``block``."""

    def __init__(self) -> None:
        self.current: tuple[int, int] | None = None
        self.block: QItemSelectionRange | None = None

    def go(self, line: int, visual: int) -> None:
        self.current = line, visual

    def walk(self, _down: int, _right: int) -> bool:
        return False

    def ranges(self) -> list[QItemSelectionRange]:
        return [self.block] if self.block is not None else []


class StandIn:
    """A grid of lines with their heights, scrolled by so many px, without any window."""

    def __init__(self, shown: tuple[int, ...] = (0, 1, 2)) -> None:
        self.sheet = SheetModel(columns())
        self.sheet.set_rows(grouped(ITEMS))
        self.header = Head(self.sheet.columns, shown)
        self.density = TALL
        self.selecting = Choice()
        self.scrolled = 0
        self.takes = True
        self.edits: list[Edit] = []
        self.locked = 0
        self._tops = [0]
        for line in self.sheet.lines:
            self._tops.append(self._tops[-1] + (ROW if line.group is None else GROUP))

    def deliver(self, edit: Edit) -> bool:
        self.edits.append(edit)
        return self.takes

    def show_locked(self) -> None:
        self.locked += 1

    def viewport(self) -> SimpleNamespace:
        return SimpleNamespace(height=lambda: SEEN, width=lambda: 500)

    def verticalHeader(self) -> SimpleNamespace:
        return SimpleNamespace(
            sectionSize=self.rowHeight,
            sectionPosition=self._tops.__getitem__,
            logicalIndexAt=self.rowAt,
            offset=lambda: self.scrolled,
        )

    def verticalScrollBar(self) -> SimpleNamespace:
        def scroll(to: int) -> None:
            self.scrolled = to

        most = self._tops[-1] - SEEN
        return SimpleNamespace(
            value=lambda: self.scrolled, setValue=scroll, minimum=lambda: 0, maximum=lambda: most
        )

    def rowAt(self, y: int) -> int:
        rows = range(len(self.sheet.lines))
        place = y + self.scrolled
        return next((at for at in rows if self._tops[at] <= place < self._tops[at + 1]), -1)

    def rowHeight(self, row: int) -> int:
        return self._tops[row + 1] - self._tops[row]

    def rowViewportPosition(self, row: int) -> int:
        return self._tops[row] - self.scrolled


def line_of(grid: StandIn, row_id: str) -> int:
    at = grid.sheet.place(row_id)
    assert at is not None
    return at


@pytest.mark.parametrize(("shown", "began"), [((0, 1, 2), 1), ((2, 0, 1), 0)])
def test_enter_goes_below_the_cell_where_tab_began_and_past_a_group(qapp, shown, began) -> None:
    grid = StandIn(shown)
    steps = CellSteps(grid)
    grid.selecting.go(line_of(grid, "O2"), began)
    steps.after(0, 1)
    assert grid.selecting.current == (line_of(grid, "O2"), began + 1)
    steps.after(1, 0)
    assert grid.selecting.current == (line_of(grid, "O5"), began)


def test_enter_stays_in_its_column_once_the_mouse_went_elsewhere(qapp) -> None:
    grid = StandIn()
    steps = CellSteps(grid)
    grid.selecting.go(line_of(grid, "O1"), 0)
    steps.after(0, 1)
    steps.forget_tab()
    assert steps.goal(1, 0) == ("O2", "title")


def test_what_cannot_be_empty_is_left_and_the_rest_is_one_edit(qapp) -> None:
    grid = StandIn()
    top, last = line_of(grid, "O5"), line_of(grid, "O10")
    title, due = map(grid.sheet.column_index, ("title", "due"))
    grid.selecting.block = QItemSelectionRange(
        grid.sheet.index(top, title), grid.sheet.index(last, due)
    )
    ActionController(grid).clear()
    (edit,) = grid.edits
    assert edit.act is Act.CLEAR
    keys = {(change.row, change.key) for change in edit.changes}
    assert keys == {("O5", "owners"), ("O6", "owners"), ("O10", "owners"), ("O5", "due"),
                    ("O6", "due")}  # fmt: skip
    assert CellChange("O5", "owners", ()) in edit.changes
    assert grid.locked == 0


def test_a_locked_table_says_why_nothing_was_cleared(qapp) -> None:
    grid = StandIn()
    grid.sheet.read_only = True
    at, due = line_of(grid, "O5"), grid.sheet.column_index("due")
    grid.selecting.block = QItemSelectionRange(grid.sheet.index(at, due))
    ActionController(grid).clear()
    assert (grid.edits, grid.locked) == ([], 1)


def test_the_group_of_the_first_rows_stays_until_the_next_one_pushes_it_away(qapp) -> None:
    grid = StandIn()
    sticky = StickyRows(grid)
    assert sticky.rows() == []
    grid.scrolled = 10
    assert [(place.line, place.rect.top()) for place in sticky.rows()] == [(0, 0)]
    grid.scrolled = grid._tops[line_of(grid, "g9.2")] - 15
    assert [(place.line, place.rect.top()) for place in sticky.rows()] == [(0, 15 - GROUP)]
    assert sticky.height() == 15


def test_a_row_under_a_group_that_stays_comes_out_whole(qapp) -> None:
    grid = StandIn()
    grid.scrolled = grid._tops[line_of(grid, "O6")]
    StickyRows(grid).bring_out(line_of(grid, "O6"))
    assert grid.rowViewportPosition(line_of(grid, "O6")) == GROUP
