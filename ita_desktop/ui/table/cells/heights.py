"""Row heights, measured when a row first comes near the viewport.

QTableView takes row heights from its vertical header, which is always hidden. Heights are set there
with signals blocked and the view is notified once, so that measuring many rows costs a single
layout.
"""

from typing import Protocol

from ita_desktop.ui.table.cells.layout import drawn_cell
from ita_desktop.ui.table.column import ColumnKind, SheetLine
from ita_desktop.ui.table.grid import Grid
from ita_desktop.ui.table.sizes import NEAR

_TALL = frozenset(
    {ColumnKind.TEXT, ColumnKind.CODE, ColumnKind.OWNERS, ColumnKind.NUMBER, ColumnKind.DATE}
)
"""Kinds whose cells may have several lines."""


class MeasuredGrid(Grid, Protocol):
    """A grid that is notified when its row heights have changed."""

    def rows_resized(self, grown: int, *, at_end: bool, seen: bool) -> None: ...


class Heights:
    """Sets the view's row heights to those of its lines."""

    def __init__(self, view: MeasuredGrid) -> None:
        self._view = view
        self._widths: tuple[tuple[str, int], ...] = ()
        """The columns with wrapping text, and their widths."""

    def reset(self) -> None:
        """Resets all rows: cached heights are set at once; other rows keep their height until they
        are visible, which for new rows is that of one line."""
        view = self._view
        header = view.verticalHeader()
        header.blockSignals(True)
        usual = view.density.row
        for at, line in enumerate(view.sheet.lines):
            now = header.sectionSize(at)
            first = self._at_first(line) if now == usual else now
            known = line.height if line.fits == self._widths else 0
            if (height := known or first) != now:
                header.resizeSection(at, height)
        header.blockSignals(False)

    def columns_changed(self) -> None:
        """Measures the rows again if a column with wrapping text was resized."""
        if self.take_widths():
            self.measure()

    def take_widths(self) -> bool:
        """Reads the column widths; returns whether that of a column with wrapping text has
        changed."""
        widths = tuple(
            (span.column.key, span.width)
            for span in self._view.header.spans()
            if span.column.wrap and span.column.kind in _TALL
        )
        if widths == self._widths:
            return False
        self._widths = widths
        return True

    def forget(self) -> None:
        """Discards all measurements, because of another density, language or word list."""
        self._view.sheet.forget_former()
        for line in self._view.sheet.lines:
            line.height = 0
            line.drawn.clear()

    def measure(self) -> None:
        """Measures the rows in and near the viewport."""
        view = self._view
        lines = view.sheet.lines
        if not lines or not view.header.spans():
            return
        first = max(view.rowAt(0), 0)
        bottom = view.viewport().height()
        y = view.rowViewportPosition(first)
        header = view.verticalHeader()
        at_end = view.verticalScrollBar().value() == view.verticalScrollBar().maximum() > 0
        changed = seen = False
        header.blockSignals(True)
        grown = sum(self._fit(at, lines[at]) for at in range(max(first - NEAR, 0), first))
        at, beyond = first, 0
        while at < len(lines) and beyond < NEAR:
            if self._fit(at, lines[at]):
                changed = True
                seen = seen or y <= bottom
            y += header.sectionSize(at)
            beyond += y > bottom
            at += 1
        header.blockSignals(False)
        if changed or grown:
            view.rows_resized(grown, at_end=at_end, seen=seen or grown != 0)

    def _fit(self, at: int, line: SheetLine) -> int:
        """Sets the height of a line's row; returns by how much it grew."""
        if not line.height or line.fits != self._widths:
            line.height = self._needed(line)
            line.fits = self._widths
        header = self._view.verticalHeader()
        delta = line.height - header.sectionSize(at)
        if delta:
            header.resizeSection(at, line.height)
        return delta

    def _at_first(self, line: SheetLine) -> int:
        density = self._view.density
        return density.group if line.group is not None and not line.depth else density.row

    def _needed(self, line: SheetLine) -> int:
        if line.group is not None:
            return self._at_first(line)
        density = self._view.density
        most = 1
        for span in self._view.header.spans():
            if span.column.kind in _TALL:
                most = max(most, drawn_cell(line, span, density).lines)
        return density.height(most)
