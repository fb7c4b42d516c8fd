"""Who has done what: the units against the times of a measure, or the parts of an OIT item."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.framework import Item
from ita_desktop.domain.rich import first_words
from ita_desktop.domain.tracking.matrix import Matrix, MatrixRow, item_matrix, measure_matrices
from ita_desktop.domain.tracking.state import TimeState, tracked
from ita_desktop.i18n import tr
from ita_desktop.services.measures.names import label_of
from ita_desktop.services.tracking.tracking import TimeKey
from ita_desktop.ui.pages.keys import add_key
from ita_desktop.ui.pages.parts.menu_chip import MenuChip
from ita_desktop.ui.pages.tracking.recording import TIME_MARKS, time_state_word
from ita_desktop.ui.session import Session
from ita_desktop.ui.shortcuts import RECORD_TIME
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.values import StatusCell
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.columns import TimeColumns as Width
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.sheet import Sheet


class _Line(NamedTuple):
    """A row of the table: a unit."""

    id: str
    row: MatrixRow


class MatrixSheet(Sheet):
    """One measure or item at a time; Enter opens what is in the current cell."""

    about = "measures"

    time_wanted = Signal(object)
    """The record of a unit should be opened; carries its TimeKey."""
    item_wanted = Signal(str)
    print_wanted = Signal()

    def __init__(self, session: Session, shown: str, parent: QWidget) -> None:
        """``shown`` is the id of the measure, or the code of the item, to begin with."""
        super().__init__(parent)
        self._matrices = {_key(matrix): matrix for matrix in _matrices(session)}
        self._titles = [(key, _title(session, one)) for key, one in self._matrices.items()]
        self.set_title(tr("ตารางรายหน่วยงาน"), tr("Enter เปิดบันทึกของช่องนั้น"))
        self.which = MenuChip(tr("เลือกมาตรการหรือข้อ OIT"), lambda: self._titles, self)
        self.which.chosen.connect(self._show)
        self.table = SheetView(_columns(None), self, filters=False)
        self.table.setAccessibleName(tr("ตารางรายหน่วยงาน"))
        self.table.detail_wanted.connect(lambda _row: self.open_current())
        add_key(self.table, RECORD_TIME, self.open_current)
        self.body.addLayout(
            hbox(self.which, None, margins=(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S))
        )
        self.body.addWidget(self.table, 1)
        self.ui.accept.setText(tr("พิมพ์…"))
        self.accepted.connect(self.print_wanted)
        first = next(iter(self._matrices), "")
        self.which.choose(shown if shown in self._matrices else first)

    def _show(self, key: str) -> None:
        matrix = self._matrices.get(key)
        rows = [_Line(row.unit.id, row) for row in matrix.rows] if matrix is not None else []
        self.table.sheet.show_other(rows, _columns(matrix))
        if rows:
            self.table.go_to(rows[0].id)

    def open_current(self) -> None:
        """Opens the record of the current cell, or the item."""
        matrix, cell = self._matrices.get(self.which.key), self.table.current_cell()
        if matrix is None or cell is None:
            return
        line, column = cell
        if isinstance(matrix.of, Item):
            self.reject()
            self.item_wanted.emit(matrix.of.code)
        elif column.key != _UNIT:
            self.reject()
            day = date.fromisoformat(column.key)
            self.time_wanted.emit(TimeKey(matrix.of.id, day, line.id))


_UNIT = "unit"


def _key(matrix: Matrix) -> str:
    return matrix.of.code if isinstance(matrix.of, Item) else matrix.of.id


def _title(session: Session, matrix: Matrix) -> str:
    if isinstance(matrix.of, Item):
        return f"{matrix.of.code} {matrix.of.title}"
    return f"{label_of(session.data, matrix.of)} {first_words(matrix.of.method)}"


def _matrices(session: Session) -> list[Matrix]:
    data, today = session.data, session.today
    states = session.cached_today("tracked", lambda: tracked(data, today))
    items = (item_matrix(data, progress, today) for progress in session.progress.values())
    return [*measure_matrices(states), *(matrix for matrix in items if matrix is not None)]


def _columns(matrix: Matrix | None) -> Sequence[Column[_Line]]:
    """Returns the column of the unit, and one for each time or part."""
    unit: Column[_Line] = Column(
        key=_UNIT, title=tr("หน่วยงาน"), width=Width.METHOD, stretch=True, hideable=False,
        value=lambda line: line.row.unit.name,
    )  # fmt: skip
    parts = matrix.columns if matrix is not None else ()
    return [
        unit,
        *(
            Column(
                key=part.key or "given",
                title=part.title or tr("หลักฐาน"),
                kind=ColumnKind.STATE,
                width=Width.STATE,
                value=lambda line, at=at: _cell(line.row, at),  # type: ignore[misc]
            )
            for at, part in enumerate(parts)
        ),
    ]


def _cell(row: MatrixRow, at: int) -> StatusCell | None:
    state: TimeState | None = row.states[at]
    if state is None:
        return None
    words = time_state_word(state)
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
