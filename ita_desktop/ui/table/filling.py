"""Filling cells from their neighbours: Ctrl+D, and the handle at a block's corner."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

from ita_desktop.ui.table.edits import Act, Change, Edit
from ita_desktop.ui.table.painter import Block, handle_rect
from ita_desktop.ui.table.texts import bare
from ita_desktop.ui.theme.measures import TableSize

if TYPE_CHECKING:
    from ita_desktop.ui.table.view import SheetView


class Filling:
    """Fills downwards or upwards; values are repeated, never counted on."""

    def __init__(self, view: "SheetView") -> None:
        self._view = view
        self._to: int | None = None
        self.dragging = False

    def handle(self) -> QRect | None:
        """Where the fill handle is; None when the block cannot be filled from."""
        view = self._view
        block = view.selecting.block()
        if block is None or view.editing.open or len(view.selecting.blocks()) > 1:
            return None
        columns = self._columns(block)
        lines = range(block.top, block.bottom + 1)
        if not any(self._editable(at, column) for at in lines for column in columns):
            return None
        return handle_rect(self._rect(block))

    def grabs(self, place: QPoint) -> bool:
        """Whether the pointer is on the handle."""
        handle = self.handle()
        reach = TableSize.HANDLE_REACH
        return handle is not None and handle.adjusted(-reach, -reach, reach, reach).contains(place)

    def preview(self) -> QRect | None:
        """The block that a drag would leave."""
        block = self._view.selecting.block()
        if not self.dragging or block is None or self._to is None:
            return None
        top, bottom = min(block.top, self._to), max(block.bottom, self._to)
        return self._rect(block._replace(top=top, bottom=bottom))

    # -- the handle

    def begin(self) -> None:
        """The handle is taken."""
        self.dragging = True
        self._to = None

    def drag(self, place: QPoint) -> None:
        """The handle is over another place."""
        at = self._view.rowAt(place.y())
        self._to = at if at >= 0 else self._to
        self._view.viewport().update()

    def drop(self) -> None:
        """The handle is let go: fill what lies between."""
        block, to = self._view.selecting.block(), self._to
        self.stop()
        if block is None or to is None or block.top <= to <= block.bottom:
            return
        if to > block.bottom:
            self._fill(block, range(block.bottom + 1, to + 1))
            self._view.selecting.go(block.top, block.left)
            self._view.selecting.extend(to, block.right)
        else:
            self._fill(block, range(to, block.top))
            self._view.selecting.go(to, block.left)
            self._view.selecting.extend(block.bottom, block.right)

    def stop(self) -> None:
        """Let the handle go without filling."""
        self.dragging = False
        self._to = None
        self._view.viewport().update()

    def to_end(self) -> None:
        """Fill down to the last row of the group (double click on the handle)."""
        block = self._view.selecting.block()
        if block is None:
            return
        lines = self._view.sheet.lines
        last = block.bottom
        while last + 1 < len(lines) and lines[last + 1].group is None:
            last += 1
        if last > block.bottom:
            self.begin()
            self._to = last
            self.drop()

    # -- Ctrl+D

    def down(self) -> None:
        """Fill a block from its first row; a single cell from the one above it."""
        block = self._view.selecting.block()
        if block is None:
            return
        first = block.top
        if block.top == block.bottom:
            above = [at for at in range(block.top) if self._view.sheet.lines[at].group is None]
            if not above:
                return
            first = above[-1]
        source = block._replace(top=first, bottom=first)
        self._fill(source, range(first + 1, block.bottom + 1))

    # -- helpers

    def _fill(self, source: Block, targets: Sequence[int]) -> None:
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
            # Upwards the values repeat from the source's end, as they would downwards.
            of = number if at > source.bottom else number - len(lines)
            row = rows[of % len(rows)]
            for column in self._columns(source):
                described = sheet.columns[column]
                value = bare(described.value(row))
                if self._editable(at, column) and value != bare(
                    described.value(sheet.lines[at].row)
                ):
                    changes.append(Change(sheet.lines[at].id, described.key, value))
        if changes:
            self._view.deliver(Edit(Act.FILL, tuple(changes)))

    def _editable(self, line: int, column: int) -> bool:
        sheet = self._view.sheet
        return sheet.lines[line].group is None and sheet.may_edit(line, column)

    def _columns(self, block: Block) -> list[int]:
        header = self._view.header
        logicals = (header.logicalIndex(at) for at in range(block.left, block.right + 1))
        return [at for at in logicals if not header.isSectionHidden(at)]

    def _rect(self, block: Block) -> QRect:
        sheet, columns = self._view.sheet, self._columns(block)
        first = self._view.visualRect(sheet.index(block.top, columns[0]))
        last = self._view.visualRect(sheet.index(block.bottom, columns[-1]))
        return first.united(last)
