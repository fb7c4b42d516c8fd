"""Keyboard and mouse handling of occurrences in a schedule cell."""

from typing import Any, Protocol

from PySide6.QtCore import QRectF, SignalInstance

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import announce
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.grid import EditableGrid
from ita_desktop.ui.table.rows import SheetLine
from ita_desktop.ui.table.schedule import due_of, mark_at, step_word
from ita_desktop.ui.table.texts import bare
from ita_desktop.ui.table.values import ScheduledTime


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
