"""Selection as in a spreadsheet: a current cell, blocks extended from it, where Enter, Tab and the
arrows lead, and the occurrence within a schedule cell.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple, Protocol, cast

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QRectF,
    SignalInstance,
)

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import announce
from ita_desktop.ui.table.column import Column, ColumnKind, Row, RowGroup, SheetLine
from ita_desktop.ui.table.grid import CellRange, EditableGrid, Grid
from ita_desktop.ui.table.schedule import due_of, mark_at, step_word
from ita_desktop.ui.table.texts import bare
from ita_desktop.ui.table.values import ScheduledTime

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


class ChosenGrid(Grid, Protocol):
    """A grid with a current cell."""

    selecting: SelectionController


class CellSteps:
    """Computes navigation targets; keeps the column in which a series of Tabs began."""

    def __init__(self, view: ChosenGrid) -> None:
        self._view = view
        self._tab_from: int | None = None

    def forget_tab(self) -> None:
        """Forgets the column in which Tabs began, because the clerk moved elsewhere."""
        self._tab_from = None

    def visuals(self) -> list[int]:
        """Returns the visual indexes of the shown columns."""
        header = self._view.header
        return [header.visualIndex(span.logical) for span in header.spans()]

    def near(self, line: int, visual: int, down: int, right: int) -> tuple[int, int]:
        """Returns the neighbouring cell, or the same one at the table's edge."""
        line = min(max(line + down, 0), len(self._view.sheet.lines) - 1)
        visuals = self.visuals()
        at = visuals.index(visual) if visual in visuals else 0
        return line, visuals[min(max(at + right, 0), len(visuals) - 1)]

    def edge(self, line: int, visual: int, down: int, right: int) -> tuple[int, int]:
        """Returns the end of the filled cells in a direction, for Ctrl+arrow."""

        def empty(place: tuple[int, int]) -> bool:
            return self._view.sheet.is_empty(place[0], self._view.header.logicalIndex(place[1]))

        here = line, visual
        following = self.near(*here, down, right)
        run = not empty(here) and not empty(following)
        while following != here:
            if run and empty(following):
                return here
            here = following
            if not run and not empty(here):
                return here
            following = self.near(*here, down, right)
        return here

    def after(self, down: int, right: int) -> None:
        """Moves after Enter or Tab: within the selected block, else to the next cell."""
        if self._view.selecting.walk(down, right):
            return
        target = self._next_cell(down, right)
        if target is not None:
            self._view.selecting.go(*target)

    def goal(self, down: int, right: int) -> tuple[str, str] | None:
        """Returns the target of Enter or Tab after an edit, as row id and column key."""
        target = self._next_cell(down, right)
        if target is None:
            return None
        sheet, header = self._view.sheet, self._view.header
        return sheet.lines[target[0]].id, sheet.columns[header.logicalIndex(target[1])].key

    def _next_cell(self, down: int, right: int) -> tuple[int, int] | None:
        current = self._view.selecting.current
        if current is None:
            return None
        line, visual = current
        if right:
            self._tab_from = visual if self._tab_from is None else self._tab_from
            return self._tab(line, visual, right)
        visual = self._tab_from if self._tab_from is not None else visual
        self._tab_from = None
        key = self._view.sheet.columns[self._view.header.logicalIndex(visual)].key
        return self._next_editable_line(line, down, {key}), visual

    def _next_editable_line(self, line: int, way: int, keys: Collection[str]) -> int:
        """Returns the next line up (-1) or down (1) with editable cells, or the same one if there
        is none: groups without values in these columns are skipped."""
        lines = self._view.sheet.lines
        at = line + way
        while 0 <= at < len(lines):
            group = lines[at].group
            if group is None or not group.editable.isdisjoint(keys):
                return at
            at += way
        return line

    def _tab(self, line: int, visual: int, right: int) -> tuple[int, int]:
        """Returns the next cell in reading order."""
        visuals = self.visuals()
        target = self.near(line, visual, 0, right)
        if target != (line, visual):
            return target
        keys = {span.column.key for span in self._view.header.spans()}
        below = self._next_editable_line(line, right, keys)
        if below == line:
            return target
        self._tab_from = visuals[0]
        return below, visuals[0 if right > 0 else -1]


class MarkedGrid(EditableGrid, Protocol):
    """A grid that notifies its page when an occurrence is opened or finished."""

    mark_requested: SignalInstance
    due_done: SignalInstance

    def selected_ids(self) -> tuple[str, ...]: ...
    def ask_to_choose(self, text: str) -> None: ...


class OccurrenceController:
    """Keeps the selected occurrence of the current schedule cell."""

    def __init__(self, view: MarkedGrid) -> None:
        self._view = view
        self._cell = ""
        self._chosen = ""

    def times(self, line: SheetLine, column: Column[Any]) -> tuple[ScheduledTime, ...]:
        """Returns the occurrences of a row."""
        value = bare(column.value(line.row)) if line.group is None else ()
        if not isinstance(value, tuple):
            return ()
        return tuple(time for time in value if isinstance(time, ScheduledTime))

    def chosen(self, line: SheetLine, column: Column[Any]) -> ScheduledTime | None:
        """Returns the selected occurrence of a row."""
        if line.id != self._cell:
            return None
        return next((time for time in self.times(line, column) if time.id == self._chosen), None)

    def walk(self, step: int) -> bool:
        """Selects the next occurrence to the left or right; returns False at the ends."""
        cell = self._view.current_cell()
        if cell is None:
            return False
        times = self.times(*cell)
        now = self.chosen(*cell) or due_of(times)
        at = 0 if now is None else times.index(now)
        if now is not None and self._cell == cell[0].id:
            at += step
        if not 0 <= at < len(times):
            return False
        self._cell, self._chosen = cell[0].id, times[at].id
        self._view.viewport().update()
        self._announce(times[at])
        return True

    def _announce(self, time: ScheduledTime) -> None:
        """Announces the selected occurrence to a screen reader."""
        table = self._view.viewport().parentWidget()
        if table is not None:
            announce(table, f"{time.label} {step_word(time.step)}")

    def open_chosen(self) -> None:
        """Requests the page to open the selected occurrence, or else the due one."""
        cell = self._view.current_cell()
        if cell is not None:
            times = self.times(*cell)
            time = self.chosen(*cell) or due_of(times) or next(iter(times), None)
            if time is not None:
                self._view.mark_requested.emit(cell[0].id, cell[1].key, time)

    def finish_due(self, line: SheetLine, column: Column[Any]) -> None:
        """Finishes the selected occurrence, or else the due one, on Space."""
        time = self.chosen(line, column) or due_of(self.times(line, column))
        if self._view.sheet.read_only:
            self._view.show_locked()
        elif time is None and len(self._view.selected_ids()) < 2:
            self._view.ask_to_choose(tr("แถวนี้ไม่มีครั้งที่ถึงกำหนดให้บันทึก · เลือกแถวอื่น หรือแก้กำหนดการ"))
        else:
            self._view.due_done.emit(line.id, column.key, time)

    def click(self, line: SheetLine, column: Column[Any], area: QRectF, x: float) -> bool:
        """Opens the occurrence at ``x``; returns False if there is none."""
        if column.kind is not ColumnKind.SCHEDULE:
            return False
        time = mark_at(area, x, self.times(line, column))
        if time is None:
            return False
        self._cell, self._chosen = line.id, time.id
        self._view.mark_requested.emit(line.id, column.key, time)
        return True
