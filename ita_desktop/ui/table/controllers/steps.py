"""Cell navigation: neighbours, the end of filled cells, targets of Enter and Tab."""

from collections.abc import Collection
from typing import Protocol

from ita_desktop.ui.table.controllers.selecting import SelectionController
from ita_desktop.ui.table.grid import Grid


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
