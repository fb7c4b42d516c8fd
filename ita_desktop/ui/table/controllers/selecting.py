"""Which cells are chosen: a current cell, and a block that grows from it as in a spreadsheet."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex

from ita_desktop.ui.table.column import Row
from ita_desktop.ui.table.grid import CellRange, Grid
from ita_desktop.ui.table.rows import RowGroup

_Flag = QItemSelectionModel.SelectionFlag


class SavedSelection(NamedTuple):
    """What is chosen, by row ids and column keys; it outlives a refresh."""

    row: str
    key: str
    line: int
    above: tuple[str, ...]
    """The groups that the current row stands in, innermost first."""
    ids: tuple[str, ...]
    keys: tuple[str, ...]
    whole: bool
    held: bool
    """Whether the current cell was walked to inside the block."""


class SelectionController:
    """Moves the current cell and grows blocks.

    The current cell is where typing goes and stays where a block began; ``far`` is the block's
    other corner. Columns are counted as they stand on the screen.
    """

    def __init__(self, view: Grid) -> None:
        self._view = view
        self._far: tuple[int, int] | None = None
        self._before_edit: list[int] = []
        self._whole = False
        """Whether a group was chosen: its row and all below it."""
        self._held: CellRange | None = None
        """The block that Enter and Tab walk in."""

    # -- reading

    @property
    def current(self) -> tuple[int, int] | None:
        """Line and visual column of the current cell."""
        index = self._view.currentIndex()
        if not index.isValid():
            return None
        return index.row(), self._view.header.visualIndex(index.column())

    @property
    def far(self) -> tuple[int, int] | None:
        """The corner of the block that moves when it grows."""
        return self._far or self.current

    def ranges(self) -> list[QItemSelectionRange]:
        """The chosen cells as Qt keeps them, by line and column of the model."""
        return list(cast(Iterable[QItemSelectionRange], self._view.selectionModel().selection()))

    def blocks(self) -> list[CellRange]:
        """The selected blocks, each no larger than what is shown; none for a single cell."""
        header = self._view.header
        found = []
        for part in self.ranges():
            visuals = [header.visualIndex(at) for at in range(part.left(), part.right() + 1)]
            if part.isValid():
                found += [
                    CellRange(part.top(), part.bottom(), first, last)
                    for first, last in _runs(visuals)
                ]
        if len(found) == 1 and found[0].top == found[0].bottom and found[0].left == found[0].right:
            return []
        return found

    def block(self) -> CellRange | None:
        """The block that holds the current cell; a single cell is a block too."""
        if self._held is not None:
            return self._held
        current, far = self.current, self.far
        if current is None or far is None:
            return None
        rows, columns = sorted((current[0], far[0])), sorted((current[1], far[1]))
        return CellRange(rows[0], rows[1], columns[0], columns[1])

    def lines(self) -> list[int]:
        """The numbers of all lines that have a selected cell, in order."""
        found = {at for part in self.ranges() for at in range(part.top(), part.bottom() + 1)}
        return sorted(found)

    def lines_before_edit(self) -> list[int]:
        """The lines that Ctrl+Enter fills: those chosen when the editor opened."""
        return self._before_edit or self.lines()

    def remember_for_edit(self) -> None:
        """An editor opens over the current cell; what else is chosen stays so."""
        self._before_edit = self.lines()

    def ids(self) -> tuple[str, ...]:
        """The ids of the chosen rows in order; see :meth:`rows`."""
        return tuple(row.id for row in self.rows())

    def rows(self) -> tuple[Row, ...]:
        """The chosen rows in order. A chosen group stands for its rows that pass, unless a block
        only leads across it to some of them."""
        lines = [self._view.sheet.lines[at] for at in self.lines()]
        crossed = {group.id for line in lines if line.group is None for group in line.groups()} - {
            line.id for line in lines if self._whole
        }
        found: dict[str, Row] = {}
        for line in lines:
            if line.group is None:
                found[line.id] = line.row
            elif line.id not in crossed:
                found.update((row.id, row) for row in self._below(line.group))
        return tuple(found.values())

    def _below(self, group: RowGroup) -> Iterator[Row]:
        return self._view.sheet.passing(group)

    def tints(self, at: int, *, current_too: bool) -> bool:
        """Whether a whole line is tinted: rows of a chosen group, or ``current_too`` the one
        current row."""
        if self._whole:
            return any(part.top() <= at <= part.bottom() for part in self.ranges())
        current = self.current
        return current_too and current is not None and current[0] == at and self._far is None

    # -- moving

    def go(self, line: int, visual: int, *, show: bool = True) -> None:
        """Make one cell current and chosen, and bring it into sight."""
        index = self._index(line, visual)
        if not index.isValid():
            return
        self._far, self._whole, self._held = None, False, None
        self._view.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        if show:
            self._view.scrollTo(index)

    def leave_hidden(self) -> None:
        """The current cell's column may have been hidden: then the next one is current."""
        view, current = self._view, self.current
        spans = view.header.spans()
        if current is None or not spans or view.header.span(view.currentIndex().column()):
            return
        shown = [view.header.visualIndex(span.logical) for span in spans]
        beyond = [visual for visual in shown if visual > current[1]]
        self.go(current[0], beyond[0] if beyond else shown[-1], show=False)

    def extend(self, line: int, visual: int) -> None:
        """Grow the block from the current cell to this one."""
        current = self.current
        if current is None:
            self.go(line, visual)
            return
        self._whole, self._held = False, None
        self._far = (line, visual) if (line, visual) != current else None
        self._select([self.block()], _Flag.ClearAndSelect)
        self._view.scrollTo(self._index(line, visual))

    def add(self, line: int, visual: int) -> None:
        """Choose a cell beside those that are chosen, or (again) no longer."""
        index = self._index(line, visual)
        if not index.isValid():
            return
        self._far, self._whole, self._held = None, False, None
        model = self._view.selectionModel()
        model.setCurrentIndex(index, _Flag.NoUpdate)
        model.select(index, _Flag.Toggle)

    def choose_lines(self, first: int, last: int, *, show: bool = True) -> None:
        """Choose whole rows from ``first`` to ``last``; the current cell keeps its column."""
        current = self.current
        columns = self._columns()
        visual = current[1] if current is not None else columns[0]
        self.go(first, visual, show=show)
        self._select([CellRange(first, last, columns[0], columns[-1])], _Flag.ClearAndSelect)
        self._far = (last, visual) if last != first else None

    def choose_rows(self) -> None:
        """Choose the chosen rows whole."""
        block = self.block()
        if block is not None:
            self.choose_lines(block.top, block.bottom)

    def choose_column(self) -> None:
        """Choose the current cell's whole column."""
        current, count = self.current, len(self._view.sheet.lines)
        if current is not None and count:
            self._held = None
            self._far = (count - 1, current[1])
            self._select([CellRange(0, count - 1, current[1], current[1])], _Flag.ClearAndSelect)

    def choose_group(self, line: int, *, show: bool = True) -> None:
        """Choose a group: its row and every row below it."""
        lines = self._view.sheet.lines
        last = line
        while last + 1 < len(lines) and lines[last + 1].depth > lines[line].depth:
            last += 1
        self.choose_lines(line, last, show=show)
        self._far = None
        self._whole = True
        self._view.viewport().update()

    def choose_all(self) -> None:
        """Choose everything that is shown; the current cell stays."""
        count, columns = len(self._view.sheet.lines), self._columns()
        if count and columns:
            if self.current is None:
                self.go(0, columns[0])
            self._whole, self._held = False, None
            self._far = (count - 1, columns[-1])
            self._select([CellRange(0, count - 1, columns[0], columns[-1])], _Flag.ClearAndSelect)

    @property
    def several(self) -> bool:
        """Whether a block of more than one cell is chosen, for Enter and Tab to walk in."""
        return not self._whole and (self._far is not None or self._held is not None)

    def walk(self, down: int, right: int) -> bool:
        """Enter and Tab go round in a chosen block, which stays; False without one."""
        block, current = self.block(), self.current
        if not self.several or block is None or current is None:
            return False
        lines = self._view.sheet.lines
        rows = [at for at in range(block.top, block.bottom + 1) if lines[at].group is None]
        columns = [at for at in self._columns() if block.left <= at <= block.right]
        if not rows or not columns:
            return False
        cells = [(row, column) for row in rows for column in columns]
        if down:
            cells = [(row, column) for column in columns for row in rows]
        at = cells.index(current) if current in cells else -1
        self._held = block
        index = self._index(*cells[(at + down + right) % len(cells)])
        self._view.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        self._view.scrollTo(index)
        return True

    def collapse(self) -> bool:
        """Choose the current cell alone; whether there was more."""
        more = bool(self.blocks()) or self._whole
        current = self.current
        if more and current is not None:
            self.go(*current)
        return more

    # -- across a refresh

    def save(self) -> SavedSelection | None:
        """Current cell and chosen cells by ids and keys; None without a current cell."""
        sheet, index = self._view.sheet, self._view.currentIndex()
        if not index.isValid() or index.row() >= len(sheet.lines):
            return None
        line = sheet.lines[index.row()]
        above = []
        while line.parent is not None:
            line = line.parent
            above.append(line.id)
        ids: tuple[str, ...] = ()
        keys: tuple[str, ...] = ()
        block = self.block()
        if block is not None and (self._far is not None or self._whole or self._held is not None):
            ids = tuple(sheet.lines[at].id for at in range(block.top, block.bottom + 1))
            keys = self._key(block.left), self._key(block.right)
        row = sheet.lines[index.row()].id
        key = sheet.columns[index.column()].key
        held = self._held is not None
        return SavedSelection(row, key, index.row(), tuple(above), ids, keys, self._whole, held)

    def forget(self) -> None:
        """No block is chosen: the rows that it was chosen in are others now."""
        self._far, self._whole, self._held = None, False, None

    def load(self, saved: SavedSelection) -> None:
        """Choose the same cells again. For a row that is gone its folded group is taken, or the
        row that took its place."""
        sheet, columns = self._view.sheet, self._columns()
        self.forget()
        if not sheet.lines or not columns:
            return
        line, column = sheet.place(saved.row), sheet.column_index(saved.key)
        shown = column is not None and self._view.header.span(column) is not None
        visual = self._view.header.visualIndex(column or 0) if shown else columns[0]
        gone = line is None
        if line is None:
            line = next(filter(self._is_folded, map(sheet.place, saved.above)), None)
        if line is None:
            line = min(saved.line, len(sheet.lines) - 1)
        index = self._index(line, visual)
        self._view.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        if gone:
            return
        if saved.whole and sheet.lines[line].group is not None:
            self.choose_group(line, show=False)
        elif saved.ids:
            self._load_block(saved, line)

    def _is_folded(self, line: int | None) -> bool:
        return line is not None and self._view.sheet.is_folded(self._view.sheet.lines[line])

    def _load_block(self, saved: SavedSelection, current_line: int) -> None:
        places = [at for at in map(self._view.sheet.place, saved.ids) if at is not None]
        ends = [at for at in map(self._view.sheet.column_index, saved.keys) if at is not None]
        current = self.current
        if len(places) != len(saved.ids) or len(ends) != 2 or current is None:
            return
        if max(places) - min(places) + 1 != len(places):
            return
        visuals = [self._view.header.visualIndex(at) for at in ends]
        if saved.held:
            self._held = CellRange(min(places), max(places), min(visuals), max(visuals))
            self._select([self._held], _Flag.ClearAndSelect)
            return
        far_line = max(places) if current_line == min(places) else min(places)
        far_visual = max(visuals) if current[1] == min(visuals) else min(visuals)
        self.extend_silently(far_line, far_visual)

    def extend_silently(self, line: int, visual: int) -> None:
        """Grow the block without moving the view."""
        self._held = None
        self._far = (line, visual) if (line, visual) != self.current else None
        self._select([self.block()], _Flag.ClearAndSelect)

    # -- helpers

    def _columns(self) -> list[int]:
        header = self._view.header
        return [header.visualIndex(span.logical) for span in header.spans()]

    def _key(self, visual: int) -> str:
        return self._view.sheet.columns[self._view.header.logicalIndex(visual)].key

    def _index(self, line: int, visual: int) -> QModelIndex:
        return self._view.sheet.index(line, self._view.header.logicalIndex(visual))

    def _select(
        self, blocks: list[CellRange | None], flags: QItemSelectionModel.SelectionFlag
    ) -> None:
        header, sheet = self._view.header, self._view.sheet
        selection = QItemSelection()
        for block in filter(None, blocks):
            logicals = sorted(
                at
                for at in map(header.logicalIndex, range(block.left, block.right + 1))
                if not header.isSectionHidden(at)
            )
            for first, last in _runs(logicals):
                selection.select(sheet.index(block.top, first), sheet.index(block.bottom, last))
        self._view.selectionModel().select(selection, flags)
        self._view.viewport().update()


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Numbers as runs without gaps, first and last of each."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs
