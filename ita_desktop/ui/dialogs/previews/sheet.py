"""The base class of previews: chips, rows with check boxes, one button."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.dialogs.previews.rows import (
    ADD,
    CHANGE,
    REMOVE,
    TICK,
    Offers,
    PreviewRow,
    are_cramped,
    grouped,
    preview_columns,
    records_of,
)
from ita_desktop.ui.forms.ui_import_preview import Ui_ImportPreview
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.texts import value_text
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import WrapLayout, nest
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.sheet import Sheet
from ita_desktop.ui.widgets.status import Message, MessageLine

ALL = "all"


class ChipRowSize:
    BETWEEN: Final = 6


@dataclass(frozen=True)
class ChangeFilter:
    """A filter chip: all differences, changed, added, removed, unchanged."""

    key: str
    text: str
    count: int


class PreviewTable(SheetView):
    """A table without filters in which Enter accepts the preview."""

    accept_requested = Signal()

    def __init__(self, columns: Sequence[Column[Any]]) -> None:
        super().__init__(columns, filters=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()):
            self.accept_requested.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class AnswerTable(PreviewTable):
    """A table in which Enter and a click open the cell to fill in."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()) and self._to_fill_in():
            self.edit_current()
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        under = self.indexAt(event.position().toPoint())
        chosen = event.button() == Qt.MouseButton.LeftButton and under == self.currentIndex()
        if chosen and self._to_fill_in() and not self.selecting.several:
            self.edit_current()

    def _to_fill_in(self) -> bool:
        at = self.currentIndex()
        return at.isValid() and self.sheet.may_edit(at.row(), at.column())


class PreviewSheet(Sheet):
    """Shows :class:`PreviewRow` rows, and keeps which are checked."""

    about = "import"
    says_action: ClassVar[bool] = True
    """Whether a column says of each row what is done with it."""

    row_requested = Signal(str)
    """The action of a message (ไปที่แถว) was clicked; carries the message's key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.form = Ui_ImportPreview()
        body = QWidget(self)
        self.form.setupUi(body)
        self.body.addWidget(body)
        self._row = WrapLayout(ChipRowSize.BETWEEN, ChipRowSize.BETWEEN)
        self._row.setContentsMargins(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, ChipRowSize.BETWEEN)
        nest(self.form.column, self._row, at=0)
        self.chips: dict[str, Chip] = {}
        """The chips by key."""
        self._note = MessageLine(self)
        self._note.acted.connect(self.row_requested)
        self.notes.addWidget(self._note)
        self.set_remark(tr("เลิกทำได้ภายหลัง"))
        self._rows: list[PreviewRow] = []
        self._shown = ALL
        self._group_by = ""
        self._warned: list[str] = []
        self.table = PreviewTable([])
        self.table.on_edit = self._toggle
        self.table.accept_requested.connect(self.ui.accept.click)
        self.table.setAccessibleName(tr("รายการที่จะเปลี่ยน"))
        self.form.table.addWidget(self.table, 1)
        self.form.column.setStretchFactor(self.form.table, 1)
        self.table.setFocus()
        self._refusal: Callable[[], InputError | None] = lambda: None
        self.typed: Callable[[Mapping[str, object]], None] | None = None
        """Called with corrections of unreadable cells, by cell key."""

    @property
    def rows(self) -> tuple[PreviewRow, ...]:
        """All rows with their check states."""
        return tuple(self._rows)

    @property
    def ticked(self) -> frozenset[str]:
        """The ids of the checked rows."""
        return frozenset(row.id for row in self._rows if row.ticked)

    @property
    def unticked(self) -> frozenset[str]:
        """The ids of the rows that the clerk left out."""
        return frozenset(row.id for row in self._rows if not row.ticked and not row.held)

    @property
    def ticked_records(self) -> int:
        """How many records the checked rows are."""
        return records_of(row for row in self._rows if row.ticked)

    def show_rows(
        self,
        headings: Sequence[str],
        rows: Sequence[PreviewRow],
        *,
        group_by: str = "",
        offers: Mapping[str, Offers] | None = None,
        readable: bool = False,
        main: str = "",
    ) -> None:
        """Sets the rows under ``headings``, grouped by ``group_by`` if its cells say it, which is
        a column, too, where it is changed; ``offers`` are suggestions by heading, ``readable``
        keeps columns from becoming narrow, those beside a ``main`` one leave it the room."""
        self._rows = list(rows)
        says = any(value_text(row.cells.get(group_by)) for row in rows)
        self._group_by = group_by if says else ""
        is_changed = any(group_by in row.changed for row in rows)
        others = [name for name in headings if name != group_by or is_changed]
        if readable:
            self.widen()

        def made() -> list[Column[PreviewRow]]:
            return preview_columns(
                others,
                rows,
                self.width(),
                offers,
                readable=readable,
                says_action=self.says_action,
                main=main,
            )

        columns = made()
        if are_cramped(columns, rows):
            self.widen()
            columns = made()
        self.table.sheet.set_columns(columns)
        self._refresh()
        if rows:
            self.table.go_to(rows[0].id)

    def note(self, message: Message) -> None:
        """Shows a message above the buttons; the newest is visible, others are queued."""
        self._warned.append(message.key)
        self._note.display(message)

    def withdraw_notes(self) -> None:
        """Removes the messages, because other rows are shown."""
        for key in self._warned:
            self._note.withdraw(key)
        self._warned.clear()

    def set_filters(self, filters: Sequence[ChangeFilter], chosen: str) -> None:
        """Sets the chips and the selected one; of others, nothing is shown for none."""
        for chip in self.chips.values():
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for filter_ in filters:
            if not filter_.count and filter_.key not in {ALL, chosen}:
                continue
            chip = Chip(filter_.text, self, count=filter_.count)
            chip.setChecked(filter_.key == chosen)
            chip.clicked.connect(lambda _=False, key=filter_.key: self._choose(key))
            self._row.addWidget(chip)
            self.chips[filter_.key] = chip

    def _choose(self, key: str) -> None:
        for name, chip in self.chips.items():
            chip.setChecked(name == key)
        self.show_only(key)

    def check_by(self, refusal: Callable[[], InputError | None]) -> None:
        """Asks ``refusal`` whenever other rows are checked why these would be refused together: the
        button says so, and is blocked. What a preview shows clean, accepting it takes."""
        self._refusal = refusal
        self.set_count(self.ticked_records)

    def set_accept(self, text: str, *, blocked: str = "") -> None:
        refusal = self._refusal() if not blocked and self.ticked else None
        super().set_accept(text, blocked=sentence(refusal) if refusal is not None else blocked)

    def set_count(self, count: int) -> None:
        """Sets the number of checked records, shown on the primary button."""
        blocked = "" if count else tr("ยังไม่ได้เลือกแถวใด")
        if self._rows and all(row.held for row in self._rows):
            blocked = tr("แก้ช่องสีแดงก่อน จึงจะรับได้")
        self.set_accept(tr("รับ {count} รายการ", count=count), blocked=blocked)

    def filters(self) -> list[ChangeFilter]:
        """Returns the chips: all differences, then each kind."""
        count = {
            action: records_of(row for row in self._rows if row.action == action)
            for action in (CHANGE, ADD, REMOVE)
        }
        return [
            ChangeFilter(ALL, tr("ทั้งหมดที่ต่าง"), records_of(self._rows)),
            ChangeFilter(CHANGE, tr("เปลี่ยน"), count[CHANGE]),
            ChangeFilter(ADD, tr("เพิ่ม"), count[ADD]),
            ChangeFilter(REMOVE, tr("เอาออก"), count[REMOVE]),
        ]

    def show_only(self, key: str) -> None:
        """Shows the rows of a chip."""
        self._shown = key
        self._refresh()

    def is_shown(self, row: PreviewRow) -> bool:
        """Returns whether a row is one of the chosen chip."""
        return self._shown in (ALL, row.action)

    def go_to_row(self, row_id: str) -> None:
        """Shows all rows and makes one current."""
        self.show_only(ALL)
        self.set_filters(self.filters(), ALL)
        self.table.go_to(row_id)
        self.table.setFocus()

    def _refresh(self) -> None:
        shown = [row for row in self._rows if self.is_shown(row)]
        self.table.sheet.set_rows(
            grouped(shown, self._group_by) if self._group_by else shown, flash=False
        )
        self.table.sheet.changed_cells = frozenset(
            (row.id, name) for row in shown for name in row.changed
        )
        self.set_count(self.ticked_records)

    def _toggle(self, edit: Edit) -> None:
        unread = {row.id: row.unread for row in self._rows}
        typed = {
            unread[change.row][change.key]: change.value
            for change in edit.changes
            if change.key in unread[change.row]
        }
        if typed and self.typed is not None:
            self.typed(typed)
            return
        ticks = {change.row: bool(change.value) for change in edit.changes if change.key == TICK}
        self._set_ticks(ticks)

    def tick(self, ids: Iterable[str]) -> None:
        """Checks the rows of these ids."""
        self._set_ticks(dict.fromkeys(ids, True))

    def _set_ticks(self, ticks: Mapping[str, bool]) -> None:
        self._rows = [
            replace(row, ticked=ticks[row.id] and not row.held) if row.id in ticks else row
            for row in self._rows
        ]
        self._refresh()
