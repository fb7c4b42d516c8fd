"""The list of documents: those needed at this moment of the year, or all."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.settings import Memory
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.pages.documents.rows import MISSING, DocumentRow, Gap, document_columns
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.chip import Tab
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState

ALL = "documents.all"
"""Memory key: whether all documents are shown."""


class DocumentList(QWidget):
    """The table with the chips ตอนนี้ and ทั้งหมด above."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self._now: Sequence[RowGroup] = ()
        self._all: Sequence[RowGroup] = ()
        self.now_chip, self.all_chip = Tab(tr("ตอนนี้")), Tab(tr("ทั้งหมด"))
        self.table = DocumentTable()
        self.empty = EmptyPlace(EmptyState())
        self.empty.state.set_texts(
            tr("ตอนนี้ไม่มีเอกสารที่ต้องใช้"),
            tr("เอกสารขึ้นที่นี่เมื่อใกล้วันประชุม รอบรายงาน และวันสำคัญของปี"),
            tr("ดูเอกสารทั้งหมด"),
        )
        margins = (Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S)
        chips = hbox(self.now_chip, self.all_chip, None, margins=margins, gap=Space.ICON_TO_WORD)
        self._column = vbox(chips, (self.table, 1), (self.empty, 1), on=self)
        self.empty.hide()
        self.now_chip.clicked.connect(lambda: self._choose(False))
        self.all_chip.clicked.connect(lambda: self._choose(True))
        self.empty.state.acted.connect(lambda: self._choose(True))
        self._check(bool(memory.get(ALL, True)))

    def spare(self, covered: int) -> None:
        """Ends before the preview that lies over so many px at its right."""
        self._column.setContentsMargins(0, 0, covered, 0)
        self.table.header.leave_out([MISSING] if covered else [])

    @property
    def shows_all(self) -> bool:
        return self.all_chip.isChecked()

    @property
    def groups(self) -> Sequence[RowGroup]:
        """The shown groups."""
        return self._all if self.shows_all else self._now

    def show_groups(
        self, now: Sequence[RowGroup], all_: Sequence[RowGroup], today: date, *, other: bool
    ) -> None:
        """Sets the documents as of ``today``; ``other``: those of another year."""
        self._now, self._all = now, all_
        for chip, groups in ((self.now_chip, now), (self.all_chip, all_)):
            chip.set_total_of(sum(len(group.rows) for group in groups), tr("เอกสาร"), today)
        self._fill(other=other)

    def _fill(self, *, other: bool) -> None:
        if other:
            self.table.sheet.show_other(self.groups)
        else:
            self.table.sheet.set_rows(self.groups)
        self.empty.replace(self.table, empty=not self.groups)

    def go_to(self, name: str) -> bool:
        """Selects a document, showing all documents if it is not needed now."""
        needed = any(row.id == name for group in self._now for row in group.rows)
        known = any(row.id == name for group in self._all for row in group.rows)
        if known and not needed and not self.shows_all:
            self._show(True)
        return self.table.go_to(name)

    def _choose(self, all_: bool) -> None:
        self._memory.set(ALL, all_)
        self._show(all_)

    def _show(self, all_: bool) -> None:
        row = self.table.current_row()
        self._check(all_)
        self._fill(other=True)
        if row is None or not self.table.go_to(row.id):
            first = next((row for group in self.groups for row in group.rows), None)
            if first is not None:
                self.table.go_to(first.id)

    def _check(self, all_: bool) -> None:
        self.all_chip.setChecked(all_)
        self.now_chip.setChecked(not all_)


# The list of documents, with links to missing data.


class DocumentTable(SheetView):
    """A read-only table: Enter on missing data opens its place, elsewhere shows the document."""

    gap_opened = Signal(object)
    """A :class:`Gap` was clicked."""

    def __init__(self) -> None:
        super().__init__(document_columns(), filters=False)
        self.setAccessibleName(tr("เอกสาร"))
        self.tints_row = True
        self._pressed: Gap | None = None

    def gap_at(self, place: QPoint) -> Gap | None:
        """Returns the missing data at a point of the viewport, if it is a link."""
        index, span = self.indexAt(place), self.header.span_at(place.x())
        if not index.isValid() or span is None or span.column.key != MISSING:
            return None
        return _open_gap(self.sheet.lines[index.row()].row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.gap_at(event.position().toPoint()) if left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self.gap_at(event.position().toPoint()) == pressed:
            self.gap_opened.emit(pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self.gap_at(event.position().toPoint()) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cell = self.current_cell()
        enter = is_enter(event.key()) and not event.modifiers()
        if not enter or cell is None or cell[0].group is not None:
            super().keyPressEvent(event)
            return
        gap = _open_gap(cell[0].row) if cell[1].key == MISSING else None
        if gap is not None:
            self.gap_opened.emit(gap)
        else:
            self.open_detail()


def _open_gap(row: object) -> Gap | None:
    """Returns the first piece of missing data of a document."""
    if not isinstance(row, DocumentRow):
        return None
    return next(iter(row.gaps), None)
