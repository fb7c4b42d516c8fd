"""Who has done what: the units against all measures and OIT items, of the year or a month, or
against the times of one measure or the parts of one item."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.parts import month_title
from ita_desktop.domain.records import Unit
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.domain.tracking.worksheet import (
    Matrix,
    MatrixRow,
    item_matrix,
    measure_matrices,
    months_of,
    units_of_all,
)
from ita_desktop.i18n import tr
from ita_desktop.services.measure_names import code_of, label_of
from ita_desktop.services.tracking import TimeKey
from ita_desktop.ui.keyboard import RECORD_TIME
from ita_desktop.ui.pages.page import add_key
from ita_desktop.ui.pages.parts.chips import MenuChip
from ita_desktop.ui.pages.tracking.recording import TIME_MARKS
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.schedule import step_word
from ita_desktop.ui.table.values import StatusCell
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.measures import TimeColumns as Width
from ita_desktop.ui.theme.tokens import IconSize, Space, Text
from ita_desktop.ui.widgets.boxes import hbox, nest
from ita_desktop.ui.widgets.sheet import Sheet

_UNIT = "unit"


class _Line(NamedTuple):
    """A row of the table: a unit, with its times or parts of one measure or item."""

    id: str
    unit: Unit
    row: MatrixRow | None = None
    """None among all measures and items."""


class MatrixSheet(Sheet):
    """All measures and items, or one of them; Enter opens what is in the current cell."""

    about = "matrix"

    time_requested = Signal(object)
    """The record of a unit should be opened; carries its TimeKey."""
    item_requested = Signal(str)
    print_requested = Signal(str)
    """What is shown should be printed: the id of the measure or code of the item; empty for all."""

    def __init__(self, session: Session, shown: str, parent: QWidget) -> None:
        """``shown`` is the id of the measure, or the code of the item, to begin with; empty for
        all of them."""
        super().__init__(parent)
        self._session = session
        self._matrices = {matrix.key: matrix for matrix in _matrices(session)}
        self._titles = [(key, _title(session, matrix)) for key, matrix in self._matrices.items()]
        self.set_title(tr("ตารางรายหน่วย"), tr("Enter เปิดบันทึกของช่องนั้น"))
        self.which = MenuChip(tr("เรื่อง"), tr("ทุกมาตรการและข้อ OIT"), lambda: self._titles, self)
        self.which.chosen.connect(self._show)
        self.month = MenuChip(tr("เดือน"), tr("ทั้งปี"), self._months, self)
        self.month.chosen.connect(lambda _month: self._show(self.which.key))
        self.table = SheetView(_columns(None), self, filters=False)
        self.table.setAccessibleName(tr("ตารางรายหน่วย"))
        self.table.detail_requested.connect(lambda _row: self.open_current())
        add_key(self.table, RECORD_TIME, self.open_current)
        nest(
            self.body,
            hbox(
                self.which,
                self.month,
                None,
                gap=Space.S,
                margins=(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S),
            ),
        )
        self.body.addWidget(self.table, 1)
        self.ui.accept.setText(tr("พิมพ์…"))
        self.accepted.connect(lambda: self.print_requested.emit(self.which.key))
        self.which.choose(shown if shown in self._matrices else "")

    def _months(self) -> list[tuple[str, str]]:
        return [(month, month_title(month)) for month in months_of(self._matrices.values())]

    def _show(self, key: str) -> None:
        matrix = self._matrices.get(key)
        self.month.setVisible(matrix is None)
        if matrix is not None:
            rows = [_Line(row.unit.id, row.unit, row) for row in matrix.rows]
            self.table.sheet.show_other(rows, _columns(matrix))
        else:
            rows = [_Line(unit.id, unit) for unit in units_of_all(self._matrices.values())]
            self.table.sheet.show_other(rows, self._all_columns())
        if rows:
            self.table.go_to(rows[0].id)

    def _all_columns(self) -> Sequence[Column[_Line]]:
        """Returns the column of the unit, and one for each measure and item that has anything in
        the chosen month."""
        month = self.month.key
        shown = [
            (title, matrix)
            for (_, title), matrix in zip(self._titles, self._matrices.values(), strict=True)
            if not month or any(column.month == month for column in matrix.columns)
        ]
        return [_unit_column(), *(_sum_column(self._session, *column, month) for column in shown)]

    def open_current(self) -> None:
        """Opens the record of the current cell, or the item."""
        matrix, cell = self._matrices.get(self.which.key), self.table.current_cell()
        if cell is None:
            return
        line, column = cell
        if matrix is None:
            if column.key in self._matrices:
                self.which.choose(column.key)
                self.table.go_to(line.id)
            return
        if isinstance(matrix.of, Item):
            self.reject()
            self.item_requested.emit(matrix.of.code)
        elif column.key != _UNIT:
            self.reject()
            day = date.fromisoformat(column.key)
            self.time_requested.emit(TimeKey(matrix.of.id, day, line.id))


def _title(session: Session, matrix: Matrix) -> str:
    if isinstance(matrix.of, Item):
        return f"{matrix.of.code} {matrix.of.title}"
    return f"{code_of(session.data, matrix.of)} {first_words(matrix.of.method)}".strip()


def _matrices(session: Session) -> list[Matrix]:
    data, today = session.data, session.today
    states = session.cached_today("tracked", lambda: tracked(data, today))
    items = (item_matrix(progress) for progress in session.progress.values())
    return [*measure_matrices(states), *(matrix for matrix in items if matrix is not None)]


def _unit_column() -> Column[_Line]:
    # Beside many times it becomes narrower, but not so that a name takes three lines.
    width = Width.METHOD * 3 // 2
    return Column(_UNIT, tr("หน่วย"), lambda line: line.unit.name, width, stretch=True,
                  hideable=False)  # fmt: skip


def _columns(matrix: Matrix | None) -> Sequence[Column[_Line]]:
    """Returns the column of the unit, and one for each time or part."""
    if matrix is None:
        return [_unit_column()]
    return [
        _unit_column(),
        *(
            Column(
                part.key or "given",
                part.title or tr("หลักฐาน"),
                partial(_cell, at),
                _width(_cell(at, _Line(row.unit.id, row.unit, row)) for row in matrix.rows),
                kind=ColumnKind.STATE,
            )
            for at, part in enumerate(matrix.columns)
        ),
    ]


def _width(cells: Iterable[StatusCell | None]) -> int:
    """Returns how wide a column is that shows these states whole."""
    measure = metrics(Text.BODY_MEDIUM).horizontalAdvance
    widest = max((measure(word) for word in {cell.word for cell in cells if cell}), default=0)
    return max(Width.STATE, ceil(widest) + IconSize.TEXT + Space.ICON_TO_WORD + 2 * Space.CELL)


def _sum_column(session: Session, title: str, matrix: Matrix, month: str) -> Column[_Line]:
    """Returns the column of a measure or item among all of them."""
    short = matrix.of.code if isinstance(matrix.of, Item) else label_of(session.data, matrix.of)
    width = _width(_sum_cell(matrix, row.unit.id, month) for row in matrix.rows)
    return Column(matrix.key, short, lambda line: _sum_cell(matrix, line.id, month), width,
                  kind=ColumnKind.STATE, tip=lambda _line: title)  # fmt: skip


def _sum_cell(matrix: Matrix, unit_id: str, month: str) -> StatusCell | None:
    """Returns how much of a measure or item a unit has done, in words only if it is once."""
    cell = matrix.cell(unit_id, month)
    if cell is None:
        return None
    words = f"{cell.done}/{cell.of}" if cell.of > 1 else step_word(cell.state)
    return StatusCell(
        TIME_MARKS[cell.state], tr("{state} (รวม)", state=words) if cell.for_all else words
    )


def _cell(at: int, line: _Line) -> StatusCell | None:
    row = line.row
    state: TimeState | None = row.states[at] if row is not None else None
    if row is None:
        return None
    if state is None:
        return None
    words = step_word(state)
    if row.for_all[at] and state is TimeState.DONE:
        words = tr("{state} (รวม)", state=words)
    return StatusCell(TIME_MARKS[state], words)


def open_matrix(session: Session, shown: str, over: QWidget) -> MatrixSheet:
    """Opens the table over a page."""
    sheet = MatrixSheet(session, shown, over.window())
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()
    sheet.table.setFocus()
    return sheet
