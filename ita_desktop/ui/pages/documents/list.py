"""The list of documents: those needed at this moment of the year, or all; its rows and columns,
and the places where missing data is entered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.documents.kinds import Format, ReportContext, Subject
from ita_desktop.domain.text import Digits
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.documents import paper_subjects
from ita_desktop.services.documents.exporting import ListedDocument, fix_location, missing_phrase
from ita_desktop.services.documents.moments import Moment, listed_for
from ita_desktop.services.documents.paper_subjects import NamedSubject
from ita_desktop.settings import Memory
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.navigation import PAGES
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.values import StatusCell
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import DocumentColumns
from ita_desktop.ui.theme.tokens import Space, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.chip import Tab
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState

ALL = "documents.all"
"""Memory key: whether all documents are shown."""
MISSING = "lacks"
"""The column of missing data; a click opens the place to enter it."""


class _Width:
    TITLE_WIDE: Final = 340
    MISSING: Final = 186
    MISSING_WIDE: Final = 640


@dataclass(frozen=True, slots=True)
class Gap:
    """A piece of missing data, and the place to enter it: a page and an item on it."""

    sentence: str
    page: PageKey
    target: str = ""

    @property
    def place(self) -> str:
        """The page's title; on the documents page itself the list of the book's chapters."""
        if self.page is PageKey.DOCUMENTS:
            return tr("รายการบท")
        return tr(PAGES[self.page].title)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row: a document; ``id`` is its name."""

    id: str
    title: str
    gaps: tuple[Gap, ...]
    formats: tuple[str, ...]
    digits: Digits
    """Its default digits."""
    confidential: bool = False
    """Whether it can be made for the office itself, with more than others may read."""
    internal: bool = False
    """Whether it is for internal use only."""
    of: Subject = Subject.YEAR
    subject: str = ""
    """Key of the order, meeting or letter that it is about."""
    about: str = ""
    """The name of that."""
    is_empty: bool = False
    """Whether it has nothing to say yet."""

    @property
    def usual_format(self) -> str:
        """The format that it is saved in unless another one is selected."""
        pdf = Format.PDF.value
        return pdf if pdf in self.formats else self.formats[0]

    @property
    def status(self) -> StatusCell:
        """Whether it is complete."""
        if self.gaps:
            return StatusCell(Mark.DOING, tr("ยังไม่ครบ"))
        return StatusCell(Mark.DONE, tr("พร้อมพิมพ์"))


def document_columns() -> list[Column[DocumentRow]]:
    """Returns the columns: title, state, and the first piece of missing data."""
    return [
        Column("title", tr("เอกสาร"), lambda row: row.title, DocumentColumns.TITLE,
               wide=_Width.TITLE_WIDE, stretch=True, hideable=False),
        Column("status", tr("ความพร้อม"), lambda row: row.status, DocumentColumns.STATUS,
               kind=ColumnKind.STATE),
        Column(MISSING, tr("สิ่งที่ขาด"), lambda row: row.gaps[0].sentence if row.gaps else "",
               _Width.MISSING, wide=_Width.MISSING_WIDE,
               tone=lambda row: Tone.ACCENT if row.gaps else Tone.TEXT2),
    ]  # fmt: skip


def document_groups(
    listed: Sequence[ListedDocument], about: Mapping[Subject, NamedSubject]
) -> list[RowGroup]:
    """Returns the documents by group, in the order of the registry; ``about`` are the selected
    order, meeting and letter."""
    rows: dict[str, list[DocumentRow]] = {}
    for document in listed:
        rows.setdefault(document.group, []).append(_row(document, about.get(document.of)))
    return [RowGroup(id=name, title=tr(name), rows=tuple(of)) for name, of in rows.items()]


def moment_groups(
    context: ReportContext,
    found: Sequence[Moment],
    listed: Sequence[ListedDocument],
    about: Mapping[Subject, NamedSubject],
    chosen: Mapping[Subject, str],
) -> list[RowGroup]:
    """Returns the documents needed at each moment, about its own meeting or round unless another
    one is in ``chosen``."""
    groups = []
    for moment in found:
        own = {
            of: subject
            for of in moment.subjects.keys() - chosen.keys()
            if (subject := paper_subjects.chosen(context.year, of, moment.subjects)) is not None
        }
        rows = [
            _row(document, {**about, **own}.get(document.of))
            for document in listed_for(moment, listed, chosen, context)
        ]
        groups.append(RowGroup(id=moment.id, title=in_language(moment.words), rows=tuple(rows)))
    return groups


def _row(listed: ListedDocument, about: NamedSubject | None) -> DocumentRow:
    places = ((gap, fix_location(listed.name, gap, about)) for gap in listed.missing)
    gaps = [
        Gap(in_language(missing_phrase(gap)), place.page, place.target) for gap, place in places
    ]
    formats = tuple(form.value for form in listed.formats)
    return DocumentRow(
        listed.name,
        tr(listed.title),
        tuple(gaps),
        formats,
        listed.digits,
        listed.confidential,
        listed.internal,
        listed.of,
        about.key if about is not None else "",
        in_language(about.words) if about is not None else "",
        # Of several meetings, one to come says nothing of the others.
        about is None and any(gap.is_all for gap in listed.missing),
    )


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
