"""Fills cells from their neighbours: Ctrl+D, Ctrl+R, and the fill handle."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

from PySide6.QtCore import QPoint, QRect

from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.table.column import Column, ColumnKind, SheetLine, read
from ita_desktop.ui.table.controllers.selecting import SelectionController
from ita_desktop.ui.table.editing.editor import EditController
from ita_desktop.ui.table.grid import Act, CellChange, CellRange, Edit, EditableGrid, Refused
from ita_desktop.ui.table.texts import bare, cell_text

_AS_THEY_ARE = frozenset({ColumnKind.DATE, ColumnKind.OWNERS, ColumnKind.CHECK})
"""Kinds whose values are valid in any column; others are parsed anew, as if pasted."""


class FillSize:
    HANDLE: Final = 6
    """Side of the fill handle."""
    HANDLE_REACH: Final = 6
    """Distance at which the pointer grabs the fill handle."""


class FillableGrid(EditableGrid, Protocol):
    """A grid with a selected block and no open editor."""

    selecting: SelectionController
    editing: EditController


class FillController:
    """Fills in all four directions; values are repeated, not continued as a series."""

    def __init__(self, view: FillableGrid) -> None:
        self._view = view
        self._target: CellRange | None = None
        """The block that the current drag would produce."""
        self.dragging = False

    def handle(self) -> QRect | None:
        """Returns the area of the fill handle; None if the selection cannot be filled from."""
        view = self._view
        block = view.selecting.block()
        if block is None or view.editing.open or len(view.selecting.blocks()) > 1:
            return None
        if not self._any_editable(block):
            return None
        corner, size = self._rect(block).bottomRight(), FillSize.HANDLE
        return QRect(corner.x() + 1 - size, corner.y() + 1 - size, size, size)

    def grabs(self, place: QPoint) -> bool:
        """Returns whether a point is on the handle."""
        handle = self.handle()
        reach = FillSize.HANDLE_REACH
        return handle is not None and handle.adjusted(-reach, -reach, reach, reach).contains(place)

    def preview(self) -> QRect | None:
        """Returns the area of the block that the current drag would produce."""
        return self._rect(self._target) if self.dragging and self._target is not None else None

    # -- fill handle

    def begin(self) -> None:
        """Starts dragging the handle."""
        self.dragging = True
        self._target = None

    def drag(self, place: QPoint, visual: int) -> None:
        """Updates the target block; it grows in the direction of the larger movement."""
        view, block = self._view, self._view.selecting.block()
        at = view.rowAt(place.y())
        if block is None or at < 0:
            return
        area = self._rect(block)
        down = max(area.top() - place.y(), place.y() - area.bottom(), 0)
        aside = max(area.left() - place.x(), place.x() - area.right(), 0)
        if down >= aside:
            self._target = block._replace(top=min(block.top, at), bottom=max(block.bottom, at))
        else:
            self._target = block._replace(
                left=min(block.left, visual), right=max(block.right, visual)
            )
        view.viewport().update()

    def drop(self) -> None:
        """Ends the drag and fills the target block."""
        block, to = self._view.selecting.block(), self._target
        self.stop()
        if block is None or to is None or to == block:
            return
        if (to.left, to.right) == (block.left, block.right):
            self._fill(block, [*range(to.top, block.top), *range(block.bottom + 1, to.bottom + 1)])
        elif not self._fill_across(block, to):
            return
        self._view.selecting.go(to.top, to.left)
        self._view.selecting.extend(to.bottom, to.right)

    def stop(self) -> None:
        """Cancels the drag."""
        self.dragging = False
        self._target = None
        self._view.viewport().update()

    def to_end(self) -> None:
        """Fills down to the last row of the group (double click on the handle)."""
        block = self._view.selecting.block()
        if block is None:
            return
        lines = self._view.sheet.lines
        last = block.bottom
        while last + 1 < len(lines) and lines[last + 1].group is None:
            last += 1
        if last > block.bottom:
            self.begin()
            self._target = block._replace(bottom=last)
            self.drop()

    # -- Ctrl+D, Ctrl+R

    def down(self) -> None:
        """Fills a block from its first row, or a single cell from the one above."""
        block, first = self._view.selecting.block(), self._first_row()
        if block is not None and first is not None:
            source = block._replace(top=first, bottom=first)
            self._fill(source, range(first + 1, block.bottom + 1))

    def right(self) -> None:
        """Fills a block from its first column, or a single cell from the one on its left."""
        block, first = self._view.selecting.block(), self._first_column()
        if block is not None and first is not None:
            self._fill_across(block._replace(left=first, right=first), block)

    def possible(self) -> set[Callable[[], None]]:
        """Returns those of the two that have a source, and a cell that takes its value."""
        block = self._view.selecting.block()
        if block is None:
            return set()
        row, column = self._first_row(), self._first_column()
        found: set[Callable[[], None]] = set()
        if row is not None and self._any_editable(block._replace(top=max(row + 1, block.top))):
            found.add(self.down)
        if column is not None and self._any_editable(
            block._replace(left=max(column + 1, block.left))
        ):
            found.add(self.right)
        return found

    def _first_row(self) -> int | None:
        """Returns the line that a block is filled down from; None if there is none."""
        block = self._view.selecting.block()
        if block is None or block.top < block.bottom:
            return block and block.top
        above = (at for at in range(block.top) if self._view.sheet.lines[at].group is None)
        return max(above, default=None)

    def _first_column(self) -> int | None:
        """Returns the visual column that a block is filled across from; None if there is none."""
        block, header = self._view.selecting.block(), self._view.header
        columns = self._columns(block) if block is not None else []
        if len(columns) > 1:
            return header.visualIndex(columns[0])
        before = [span.logical for span in header.spans()]
        at = before.index(columns[0]) if columns and columns[0] in before else 0
        return header.visualIndex(before[at - 1]) if at else None

    # -- helpers

    def _fill_across(self, source: CellRange, to: CellRange) -> bool:
        """Fills the columns of ``to`` from those of ``source``; if their kinds differ, shows a
        message and returns False."""
        view, sheet = self._view, self._view.sheet
        given = [sheet.columns[at] for at in self._columns(source)]
        taking = [
            sheet.columns[at]
            for at in self._columns(to)
            if not source.left <= view.header.visualIndex(at) <= source.right
        ]
        # To the left, values repeat backwards from the end of the source.
        back = len(taking) if to.left < source.left else 0
        pairs = [
            (given[(number - back) % len(given)], column) for number, column in enumerate(taking)
        ]
        strange = next((pair for pair in pairs if pair[0].kind is not pair[1].kind), None)
        if strange is not None:
            view.problem.emit(
                tr(
                    "เติมจากช่อง {source} ไปช่อง {target} ไม่ได้ เพราะเก็บข้อมูลคนละชนิด · เลือกช่องชนิดเดียวกัน",
                    source=strange[0].title,
                    target=strange[1].title,
                )
            )
            return False
        lines = [sheet.lines[at] for at in range(source.top, source.bottom + 1)]
        edit = self._copy_across([line for line in lines if line.group is None], pairs)
        if edit.changes and not view.deliver(edit):
            return False
        if edit.refused:
            from ita_desktop.ui.table.editing.paste import refused_message

            view.problem.emit(refused_message(edit))
        return True

    def _copy_across(
        self, rows: list[SheetLine], pairs: list[tuple[Column[Any], Column[Any]]]
    ) -> Edit:
        """Returns an edit that copies, in each row, the first column of each pair to the second."""
        from ita_desktop.ui.table.editing.paste import row_name

        sheet = self._view.sheet
        shown = [span.column for span in self._view.header.spans()]
        changes, refused = [], []
        for line in rows:
            for source, target in pairs:
                try:
                    value = _converted(source, target, line, locked=sheet.read_only)
                except ValueError as problem:
                    name = row_name(shown, line.row)
                    refused.append(Refused(name, target.title, sentence(problem)))
                    continue
                if value != bare(target.value(line.row)):
                    changes.append(CellChange(line.id, target.key, value))
        return Edit(Act.FILL, tuple(changes), refused=tuple(refused))

    def _fill(self, source: CellRange, targets: Sequence[int]) -> None:
        sheet = self._view.sheet
        rows = [
            sheet.lines[at].row
            for at in range(source.top, source.bottom + 1)
            if sheet.lines[at].group is None
        ]
        if not rows:
            return
        changes = []
        lines = [at for at in targets if sheet.lines[at].group is None]
        for number, at in enumerate(lines):
            # Upwards, values repeat backwards from the end of the source.
            of = number if at > source.bottom else number - len(lines)
            row = rows[of % len(rows)]
            for column in self._columns(source):
                described = sheet.columns[column]
                value = bare(described.value(row))
                if self._editable(at, column) and value != bare(
                    described.value(sheet.lines[at].row)
                ):
                    changes.append(CellChange(sheet.lines[at].id, described.key, value))
        if changes:
            self._view.deliver(Edit(Act.FILL, tuple(changes)))

    def _editable(self, line: int, column: int) -> bool:
        sheet = self._view.sheet
        return sheet.lines[line].group is None and sheet.may_edit(line, column)

    def _any_editable(self, block: CellRange) -> bool:
        lines, columns = range(block.top, block.bottom + 1), self._columns(block)
        return any(self._editable(at, column) for at in lines for column in columns)

    def _columns(self, block: CellRange) -> list[int]:
        header = self._view.header
        logicals = (header.logicalIndex(at) for at in range(block.left, block.right + 1))
        return [at for at in logicals if not header.isSectionHidden(at)]

    def _rect(self, block: CellRange) -> QRect:
        sheet, columns = self._view.sheet, self._columns(block)
        first = self._view.visualRect(sheet.index(block.top, columns[0]))
        last = self._view.visualRect(sheet.index(block.bottom, columns[-1]))
        return first.united(last)


def _converted(
    source: Column[Any], target: Column[Any], line: SheetLine, *, locked: bool
) -> object:
    """Converts a row's value from one column to another; raises ValueError with a sentence."""
    if locked or not target.may_edit(line.row):
        raise ValueError(tr("ช่องนี้แก้ไม่ได้"))
    value = bare(source.value(line.row))
    if target.kind in _AS_THEY_ARE and value not in (None, "", ()):
        return value
    return read(target, line.row, cell_text(source, line.row))
