"""Selection as in a spreadsheet: a current cell, and blocks extended from it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex

from ita_desktop.ui.table.column import Row
from ita_desktop.ui.table.grid import CellRange, Grid
from ita_desktop.ui.table.rows import RowGroup

_Flag = QItemSelectionModel.SelectionFlag


class SavedSelection(NamedTuple):
    """A selection by row ids and column keys, which can be restored after a refresh."""

    row: str
    key: str
    line: int
    above: tuple[str, ...]
    """The groups of the current row, innermost first."""
    ids: tuple[str, ...]
    keys: tuple[str, ...]
    whole: bool
    held: bool
    """Whether the current cell was moved within the block."""


class SelectionController:
    """Moves the current cell and extends blocks.

    The current cell receives input, and remains where a block began; ``far`` is the opposite corner
    of the block. Columns are counted by visual index.
    """

    def __init__(self, view: Grid) -> None:
        self._view = view
        self._far: tuple[int, int] | None = None
        self._before_edit: list[int] = []
        self._whole = False
        """Whether a group is selected with all its rows."""
        self._held: CellRange | None = None
        """The block within which Enter and Tab move."""

    # -- queries

    @property
    def current(self) -> tuple[int, int] | None:
        """The line and visual column of the current cell."""
        index = self._view.currentIndex()
        if not index.isValid():
            return None
        return index.row(), self._view.header.visualIndex(index.column())

    @property
    def far(self) -> tuple[int, int] | None:
        """The corner of the block that moves when it is extended."""
        return self._far or self.current

    def ranges(self) -> list[QItemSelectionRange]:
        """Returns the selection as Qt's ranges, by line and logical column."""
        return list(cast(Iterable[QItemSelectionRange], self._view.selectionModel().selection()))

    def blocks(self) -> list[CellRange]:
        """Returns the selected blocks, limited to shown columns; none for a single cell."""
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
        """Returns the block with the current cell, which may be a single cell."""
        if self._held is not None:
            return self._held
        current, far = self.current, self.far
        if current is None or far is None:
            return None
        rows, columns = sorted((current[0], far[0])), sorted((current[1], far[1]))
        return CellRange(rows[0], rows[1], columns[0], columns[1])

    def lines(self) -> list[int]:
        """Returns the numbers of all lines with selected cells, in order."""
        found = {at for part in self.ranges() for at in range(part.top(), part.bottom() + 1)}
        return sorted(found)

    @property
    def is_whole(self) -> bool:
        """Whether whole rows are selected, and not cells of them."""
        columns, blocks = self._columns(), self.blocks()
        return bool(blocks) and all(
            (block.left, block.right) == (columns[0], columns[-1]) for block in blocks
        )

    def lines_before_edit(self) -> list[int]:
        """Returns the lines that Ctrl+Enter fills: those selected when the editor was opened."""
        return self._before_edit or self.lines()

    def remember_for_edit(self) -> None:
        """Stores the selected lines before an editor is opened."""
        self._before_edit = self.lines()

    def ids(self) -> tuple[str, ...]:
        """Returns the ids of the selected rows in order; see :meth:`rows`."""
        return tuple(row.id for row in self.rows())

    def rows(self) -> tuple[Row, ...]:
        """Returns the selected rows in order. A selected group contributes its rows that pass the
        filters, unless a block only extends across it to some of them."""
        lines = [self._view.sheet.lines[at] for at in self.lines()]
        crossed = {group.id for line in lines if line.group is None for group in line.groups()} - {
            line.id for line in lines if self._whole
        }
        found: dict[str, Row] = {}
        for line in lines:
            if line.group is None:
                found[line.id] = line.row
            elif line.id not in crossed:
                found.update((row.id, row) for row in self._rows_of(line.group))
        return tuple(found.values())

    def _rows_of(self, group: RowGroup) -> Iterator[Row]:
        return self._view.sheet.passing(group)

    def tints(self, at: int, *, current_too: bool) -> bool:
        """Returns whether a whole line is highlighted: rows of a selected group, or, if
        ``current_too``, the single current row."""
        if self._whole:
            return any(part.top() <= at <= part.bottom() for part in self.ranges())
        current = self.current
        return current_too and current is not None and current[0] == at and self._far is None

    # -- moving

    def go(self, line: int, visual: int, *, show: bool = True) -> None:
        """Makes a cell the current and only selected one, and scrolls to it."""
        index = self._index(line, visual)
        if not index.isValid():
            return
        self._far, self._whole, self._held = None, False, None
        self._view.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        if show:
            self._view.scrollTo(index)

    def leave_hidden(self) -> None:
        """Moves on from a column that was hidden."""
        view, current = self._view, self.current
        spans = view.header.spans()
        if current is None or not spans or view.header.span(view.currentIndex().column()):
            return
        shown = [view.header.visualIndex(span.logical) for span in spans]
        beyond = [visual for visual in shown if visual > current[1]]
        self.go(current[0], beyond[0] if beyond else shown[-1], show=False)

    def extend(self, line: int, visual: int) -> None:
        """Extends the block from the current cell to this one; whole rows by whole rows."""
        current = self.current
        if current is None:
            self.go(line, visual)
            return
        of_rows = self.is_whole and visual == current[1]
        self._whole, self._held = False, None
        self._far = (line, visual) if (line, visual) != current else None
        block = self._of_rows() if of_rows else self.block()
        self._select([block], _Flag.ClearAndSelect)
        self._view.scrollTo(self._index(line, visual))

    def add(self, line: int, visual: int) -> None:
        """Toggles a cell in the selection."""
        index = self._index(line, visual)
        if not index.isValid():
            return
        self._far, self._whole, self._held = None, False, None
        model = self._view.selectionModel()
        model.setCurrentIndex(index, _Flag.NoUpdate)
        model.select(index, _Flag.Toggle)

    def choose_lines(self, first: int, last: int, *, show: bool = True) -> None:
        """Selects the rows from ``first`` to ``last``; the current cell keeps its column."""
        current = self.current
        columns = self._columns()
        visual = current[1] if current is not None else columns[0]
        self.go(first, visual, show=show)
        self._select([CellRange(first, last, columns[0], columns[-1])], _Flag.ClearAndSelect)
        self._far = (last, visual) if last != first else None

    def choose_rows(self) -> None:
        """Extends the selection to whole rows."""
        block = self.block()
        if block is not None:
            self.choose_lines(block.top, block.bottom)

    def choose_column(self) -> None:
        """Selects the column of the current cell."""
        current, count = self.current, len(self._view.sheet.lines)
        if current is not None and count:
            self._held = None
            self._far = (count - 1, current[1])
            self._select([CellRange(0, count - 1, current[1], current[1])], _Flag.ClearAndSelect)

    def choose_group(self, line: int, *, show: bool = True) -> None:
        """Selects a group with all its rows."""
        lines = self._view.sheet.lines
        last = line
        while last + 1 < len(lines) and lines[last + 1].depth > lines[line].depth:
            last += 1
        self.choose_lines(line, last, show=show)
        self._far = None
        self._whole = True
        self._view.viewport().update()

    def choose_all(self) -> None:
        """Selects everything shown; the current cell stays."""
        count, columns = len(self._view.sheet.lines), self._columns()
        if count and columns:
            if self.current is None:
                self.go(0, columns[0])
            self._whole, self._held = False, None
            self._far = (count - 1, columns[-1])
            self._select([CellRange(0, count - 1, columns[0], columns[-1])], _Flag.ClearAndSelect)

    @property
    def several(self) -> bool:
        """Whether a block of several cells is selected, in which Enter and Tab move."""
        return not self._whole and (self._far is not None or self._held is not None)

    def walk(self, down: int, right: int) -> bool:
        """Moves the current cell within the selected block, wrapping around; returns False without
        one."""
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
        """Reduces the selection to the current cell; returns whether there was more."""
        more = bool(self.blocks()) or self._whole
        current = self.current
        if more and current is not None:
            self.go(*current)
        return more

    # -- saving and restoring

    def save(self) -> SavedSelection | None:
        """Returns current and selected cells by ids and keys; None without a current cell."""
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
        """Clears the block, because its rows were replaced."""
        self._far, self._whole, self._held = None, False, None

    def load(self, saved: SavedSelection) -> None:
        """Restores a selection. A missing row is replaced by its folded group, or by the row now in
        its place."""
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
        """Extends the block without scrolling."""
        self._held = None
        self._far = (line, visual) if (line, visual) != self.current else None
        self._select([self.block()], _Flag.ClearAndSelect)

    # -- helpers

    def _of_rows(self) -> CellRange | None:
        """Returns the whole rows of the block with the current cell."""
        block, columns = self.block(), self._columns()
        return block._replace(left=columns[0], right=columns[-1]) if block is not None else None

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
    """Returns first and last of each run of consecutive numbers."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs
