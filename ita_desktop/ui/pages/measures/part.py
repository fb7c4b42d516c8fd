"""The measures of the year with their timeline, and a detail pane: a part of มาตรการ."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.measure_cells import FINDING, MONITORING, OWNERS, SCHEDULE
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services import measures
from ita_desktop.services.overview import members_of
from ita_desktop.services.photos import NewPhoto
from ita_desktop.services.places import SEVERAL
from ita_desktop.services.years import carrying_entries
from ita_desktop.ui.keyboard import ADD_ROW, RECORD, REMOVE_ROWS
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages.measures.pane import MeasurePane
from ita_desktop.ui.pages.measures.rows import (
    HOW_OFTEN,
    STRIP,
    MeasureFilters,
    MeasureTableRow,
    fields_of_group,
    measure_columns,
    measure_groups,
    time_key,
    write_edit,
)
from ita_desktop.ui.pages.page import PageKey, add_key, add_pasting
from ita_desktop.ui.pages.parts.file_sharing import offer_lists
from ita_desktop.ui.pages.parts.following_pane import FollowingPane, TableWithPane
from ita_desktop.ui.pages.tracking.record_parts import PhotoDrops
from ita_desktop.ui.pages.tracking.recording import RecordController
from ita_desktop.ui.pages.writing import EditWriter, PasteTable
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import RowGroup
from ita_desktop.ui.table.grid import Act, CellChange, Edit
from ita_desktop.ui.table.schedule import mark_x
from ita_desktop.ui.table.values import ScheduledTime
from ita_desktop.ui.theme.measures import MeasureColumns as Columns
from ita_desktop.ui.theme.measures import TableSize
from ita_desktop.ui.theme.tokens import Width
from ita_desktop.ui.widgets.marks import Mark

MEMORY, PANE = "table.measures", "measures.pane"
KIND = "measures"
STATES = (Mark.DOING, Mark.NONE, Mark.DONE)
"""The states that a measure can be set to."""


class MeasurePartSize:
    MORE_WORDS: Final = 60
    """Width that texts should gain before another column is shown."""


class MeasuresPart(TableWithPane[PasteTable]):
    """The table of measures; progress is recorded on their occurrences."""

    about = "record"
    finding_opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        table = PasteTable(KIND, measure_columns(lambda: session.data, session.today))
        super().__init__(session, table, tr("มาตรการ"), parent)
        self.filters = MeasureFilters(session, self.table)
        self.recording = RecordController(session, self)
        self.sharing = MeasureSharing(session, self.chosen)
        self.pane = MeasurePane(session, self.recording)
        self.side = FollowingPane(
            self.table, self.pane, lambda count: tr("{count} มาตรการ", count=count)
        )
        self.pane.out_of_sight = lambda: self.side.hides_own
        # The timeline needs the space; the pane is opened on request.
        self.lay_out(PANE, self.pane, self.side, self.filters, begins_folded=True)
        self._connect()

    def _connect(self) -> None:
        table = self.table
        self._writing = EditWriter(
            self.session,
            table,
            tr("ตรวจก่อนวางลงในมาตรการ"),
            partial(write_edit, self.session.workspace),
            lambda count: tr("เปลี่ยน {count} มาตรการแล้ว", count=count),
        )
        table.current_changed.connect(self.pane.show_measure)
        table.selection_changed.connect(self._show_selection)
        table.detail_requested.connect(self._open_pane)
        table.mark_requested.connect(self._open_mark)
        table.due_done.connect(self._finish)
        offer_lists(self.session, table, "measures")
        table.sheet.filters_lifted.connect(self.filters.clear)
        self.filters.unit.chosen.connect(self._narrow)
        self.recording.photos_requested.connect(self._add_photos)
        self.recording.closed.connect(self._back_to_table)
        self.pane.edit_requested.connect(self._edit_in_table)
        self.pane.item_opened.connect(self._open_item)
        self.pane.finding_opened.connect(self.finding_opened)
        self.empty.state.acted.connect(self._begin)
        table.installEventFilter(self)
        add_key(table, ADD_ROW, self.add_measure)
        add_key(self.empty, ADD_ROW, self.add_measure, with_children=True)
        add_key(table, REMOVE_ROWS, self.remove_measures)
        add_pasting(self.empty, self.paste)
        PhotoDrops(self.session, table, self._take_photos)
        table.remember_in(self.session.memory, MEMORY)

    @property
    def is_empty(self) -> bool:
        return not self.session.data.measures

    # -- content

    def refresh(self) -> None:
        session = self.session
        data = session.data
        self.table.set_read_only(session.workspace.read_only)
        # Who only reads has the whole table locked, by the desk of shared work.
        reads = session.is_locked and session.own_unit is None
        self.table.sheet.locks = None if reads else self._locks
        self.table.takes_new = not session.is_locked
        rows = self._groups()
        # The timeline depends on the year.
        columns = partial(measure_columns, lambda: session.data, session.today)
        self.show_rows(rows, (data.year, session.today), columns)
        shown = self.rows()
        self.filters.refresh(shown)
        self._show_parts(bool(shown))
        current = self.table.current_row()
        if current is None and shown:
            self.table.go_to(data.measures[0].id)
        else:
            self._show_pane()
        self._show_selection()

    def _groups(self) -> list[RowGroup]:
        session, unit = self.session, self.filters.unit.key
        return session.cached_today(
            f"measures.rows.{unit}", lambda: measure_groups(session.data, session.today, unit)
        )

    def _narrow(self) -> None:
        """Shows the states of the chosen unit."""
        self.table.sheet.set_rows(self._groups(), flash=False)
        self.refresh()

    def _locks(self, row_id: str, key: str) -> str:
        """Returns why a cell cannot be changed: a unit says how far its own measures are, and the
        state of one of several units follows from what it recorded."""
        if key == "status" and self.recording.units_of(row_id, self._own):
            return tr("สถานะนี้เป็นของหน่วยเดียว ตามผลที่บันทึก · เลือก ทุกหน่วย ก่อนแก้สถานะของทั้งมาตรการ")
        if self.session.own_unit is None:
            return ""
        owners = self.session.data.owners_of_measure(row_id) if key == "status" else ()
        return self.session.locked_to(owners)

    def rows(self) -> list[MeasureTableRow]:
        """Returns all measures, including filtered ones."""
        return [row for row in self.table.sheet.all_rows() if isinstance(row, MeasureTableRow)]

    def _show_parts(self, any_measures: bool) -> None:
        self.show_empty(self.table, self.filters, empty=not any_measures)
        if not any_measures:
            self._show_empty()
        self.empty.state.button.block(self.session.locked)

    def _show_empty(self) -> None:
        action = tr("นำเข้าจาก Word PDF Excel")
        before = self._previous_year()
        if before is not None:
            count = len(before.measures)
            action = tr("ยกมาจากปี {year} ({count} มาตรการ)", year=before.year, count=count)
        self.empty.state.set_texts(
            tr("ยังไม่มีมาตรการของปีนี้"),
            tr("หน้านี้เก็บมาตรการของแต่ละข้อ ผู้รับผิดชอบ และรอบเวลา ตารางมาตรการรายข้อพิมพ์ได้จากที่นี่"),
            action,
            tr("หรือลากไฟล์มาวางในหน้าต่างนี้"),
        )

    def _previous_year(self) -> YearData | None:
        """Returns the previous year if it has measures."""
        before = self.session.previous
        return before if before is not None and before.measures else None

    def choose_carried(self) -> None:
        """Opens the list of last year's measures to carry over."""
        before = self._previous_year()
        if before is not None:
            load("ita_desktop.ui.dialogs.replacing")
            from ita_desktop.ui.dialogs.replacing import open_carrying

            open_carrying(self.session, before.year, self, lambda: self.parts[0])

    @property
    def can_carry(self) -> bool:
        """Whether there are measures to carry over."""
        return self._previous_year() is not None

    def show_measure(self, target: str) -> None:
        """Selects a measure by key or by item, unfolds an indicator's group, or shows several
        measures alone."""
        data = self.session.data
        linked = next(
            (item.measure_id for item in data.measure_items if item.item_code == target), ""
        )
        kind, _, names = target.partition(":")
        keys = names.split() if kind == SEVERAL else []
        self.filters.clear()
        self.table.sheet.show_only(keys)
        self.table.sheet.fold_all(shut=False)
        self.table.go_to(keys[0] if keys else linked or target)

    def _show_pane(self) -> None:
        """Updates the pane."""
        self.side.refresh()
        current, before = self.table.current_row(), self.pane.measure
        keys = [measure.id for measure in self.session.data.measures]
        shown = [current.id] if current is not None else []
        shown += [before.id] if before is not None else []
        key = next((key for key in (*shown, *keys) if key in keys), None)
        if key is not None:
            self.pane.show_measure(key)

    def _open_pane(self, row_id: str) -> None:
        self.pane.show_measure(row_id)
        self.split.fold(False)
        if self.side.is_one:
            self.pane.texts["method"].setFocus()

    def _show_selection(self) -> None:
        chosen = self.table.selected_ids()
        if not self.session.data.measures:
            words = ""
        elif len(chosen) > 1:
            marks = {row.id: row.mark for row in self.rows()}
            done = sum(marks.get(key) is Mark.DONE for key in chosen)
            words = tr("เลือก {count} มาตรการ · ครบแล้ว {done}", count=len(chosen), done=done)
        else:
            words = tr("บนแถบปี: F2 บันทึกผล · Space ทำแล้ว · Ctrl+←→ เลือกครั้ง")
            at = self.table.sheet.column_index(STRIP)
            words = "" if at is None or self.table.header.isSectionHidden(at) else words
        self.notified.emit(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and event.type() == QEvent.Type.Resize:
            self._fit_strip()
        return super().eventFilter(watched, event)

    def _fit_strip(self) -> None:
        """Hides the frequency column, which the timeline shows as well, if texts would be broken
        into short lines; then the timeline, if that is not enough."""
        columns = self.table.sheet.columns
        at = self.table.sheet.column_index(STRIP)
        if at is None:
            return
        header = self.table.header
        if header.isSectionHidden(at) and STRIP not in header.left_out:
            header.leave_out(())  # the clerk has hidden it
            return
        shown = sum(column.width for index, column in enumerate(columns)
                    if index != at and column.key != HOW_OFTEN
                    and not header.isSectionHidden(index))  # fmt: skip
        room = self.table.width() - 2 * TableSize.GUTTER - Width.SCROLL_BAR
        room -= shown + Columns.STRIP
        fits = room >= 0
        tight = fits and room < Columns.SCHEDULE + MeasurePartSize.MORE_WORDS
        header.leave_out((HOW_OFTEN,) if tight else () if fits else (STRIP,))

    # -- editing

    def _edit_in_table(self, key: str) -> None:
        measure = self.pane.measure
        if measure is not None:
            self.table.edit_cell(measure.id, key)

    def _open_item(self, code: str) -> None:
        item = self.session.data.framework.item_by_code[code]
        published = item in self.session.data.framework.items_of(OIT)
        self.go.emit(PageKey.OIT if published else PageKey.SCORES, code)

    def _set_state(self, mark: Mark) -> None:
        """Sets the state of all selected measures."""
        changes = tuple(CellChange(key, "status", mark) for key in self.table.selected_ids())
        self.table.deliver(Edit(Act.FILL, changes))

    # -- recording

    def record(self) -> None:
        """Opens the popup for the next occurrence of the current measure; for several selected
        ones, finishes their due occurrences."""
        chosen = self.chosen()
        if len(chosen) > 1:
            self.finish_chosen()
            return
        current = self.table.current_row()
        key = current.id if isinstance(current, MeasureTableRow) else next(iter(chosen), "")
        self._record(key)

    def _record(self, key: str, photographs: Sequence[NewPhoto] = ()) -> None:
        """Opens the popup for the next occurrence of a measure, with ``photographs`` of it."""
        if not key:
            self.table.ask_to_choose(tr("ยังไม่ได้เลือกมาตรการ ให้เลือกแถวในตารางก่อน"))
            return
        due = next(iter(self.recording.due_of([key], self._own)), None)
        self.recording.open(key, due, self._place_of(key), photographs=photographs)

    def _take_photos(self, photographs: Sequence[NewPhoto]) -> None:
        current = self.table.current_row()
        self._record(current.id if isinstance(current, MeasureTableRow) else "", photographs)

    @property
    def _own(self) -> frozenset[str]:
        """The units that the table is narrowed to."""
        data = self.session.data
        return members_of(data, data.unit_by_id.get(self.filters.unit.key))

    def chosen(self) -> list[str]:
        """Returns the selected measures."""
        known = self.session.data.measure_by_id
        return [key for key in self.table.selected_ids() if key in known]

    def finish_chosen(self) -> None:
        """Finishes the due occurrences of the selected measures."""
        if self.session.workspace.read_only:
            self.table.show_locked()
        else:
            self.recording.finish(self.recording.due_of(self.chosen(), self._own))

    def _open_mark(self, row_id: str, _key: str, time: ScheduledTime) -> None:
        key, *_ = self.recording.keys_of(time_key(time.id), self._own)
        self.recording.open(row_id, key, self._place_of(row_id, time))

    def _finish(self, _row_id: str, _key: str, time: ScheduledTime | None) -> None:
        if len(self.chosen()) > 1:
            self.finish_chosen()
        elif time is not None:
            self.recording.finish(self.recording.keys_of(time_key(time.id), self._own))

    def _place_of(self, row_id: str, time: ScheduledTime | None = None) -> QRect:
        """Returns the global area of a measure or of one of its occurrences."""
        table = self.table
        line, at = table.sheet.place(row_id), table.sheet.column_index(STRIP)
        span = table.header.span(at) if at is not None else None
        if line is None:
            return QRect(table.mapToGlobal(QPoint()), table.size())
        table.scrollTo(table.sheet.index(line, 0))
        row = table.visualRect(table.sheet.index(line, at if span is not None and at else 0))
        if span is not None and time is not None:
            row.setLeft(round(mark_x(span.inner_x, span.inner_width, time)))
            row.setWidth(1)
        return QRect(table.viewport().mapToGlobal(row.topLeft()), row.size())

    def _add_photos(self, entry_id: str) -> None:
        """Shows the entry in the pane, and asks for photographs."""
        entry = self.session.data.entry_by_id.get(entry_id)
        if entry is not None:
            # The pane follows the table: of another row it would be left once they are stored.
            if not self.table.go_to(entry.measure_id):
                self.show_measure(entry.measure_id)
            self._show_pane()
            self.split.fold(False)
            self.pane.add_photos(entry_id)

    def _back_to_table(self) -> None:
        if self.isVisible() and self.window().isActiveWindow() and not self.pane.has_keyboard:
            self.table.take_focus()

    # -- rows

    def add_measure(self) -> None:
        """Adds an empty measure below the current one and edits its item codes."""
        session, current = self.session, self.table.current_row()
        if session.refuses():
            return
        after: str | None = None
        fields: dict[str, Any] = {"indicator": session.data.framework.indicators[0].code}
        if isinstance(current, MeasureTableRow):
            after = current.id
            fields = {name: getattr(current.measure, name) for name in ("indicator", "kind")}
        elif isinstance(current, RowGroup):
            fields = fields_of_group(current.id)
        made = session.write(measures.add, [fields], after=after)
        if made:
            self.show_measure(made[0])
            self.table.go_to(made[0], "items")
            self.table.setFocus()

    def remove_measures(self) -> None:
        """Removes the selected measures."""
        session = self.session
        chosen = self.table.selected_ids()
        if session.refuses():
            return
        if chosen and session.could_write(measures.remove, chosen):
            session.notified.emit(tr("เอา {count} มาตรการออกแล้ว", count=len(chosen)), True)

    def _begin(self) -> None:
        """Handles the button of the empty page: carries over last year's measures, or imports a
        file."""
        session, before = self.session, self._previous_year()
        if before is None:
            self.requested.emit("import", KIND)
            return
        if before.framework.code != session.data.framework.code:
            # Not all can be carried over: the dialog shows which are lost.
            self.choose_carried()
            return
        carried = session.write(carrying_entries.carry, before.year)
        if carried is not None and carried.measures:
            described = tr("ยกมาตรการมา {count} รายการแล้ว", count=carried.measures)
            session.notified.emit(described, True)
            self.table.take_focus()

    def paste(self) -> None:
        """Pastes the clipboard while the page is empty."""
        self._writing.paste_first(self.table)

    def _add_to_menu(self, menu: QMenu) -> None:
        menu.addSeparator()
        menu.addAction(tr("รายละเอียด"), self.table.open_detail)
        session, current = self.session, self.table.current_row()
        owners = session.data.owners_of_measure(current.id) if current is not None else ()
        if session.locked_to(owners):
            return
        menu.addAction(tr("บันทึกผลดำเนินการ…"), RECORD.sequence, self.record)
        menu.addAction(tr("ทำครั้งที่ถึงกำหนดแล้ว"), self.finish_chosen)
        states = menu.addMenu(tr("ตั้งสถานะ"))
        for mark in STATES:
            states.addAction(mark.word, partial(self._set_state, mark))
        if session.is_locked:
            return
        self.sharing.add_to(menu)
        menu.addAction(tr("เพิ่มมาตรการด้านล่าง"), ADD_ROW.sequence, self.add_measure)
        menu.addAction(tr("เอามาตรการออก"), REMOVE_ROWS.sequence, self.remove_measures)


# Merging of cells of several measures in printed tables, and their order.


class MeasureSharing:
    """Menu entries for the measures whose keys ``chosen`` returns."""

    def __init__(self, session: Session, chosen: Callable[[], Sequence[str]]) -> None:
        self._session = session
        self._chosen = chosen

    def add_to(self, menu: QMenu) -> None:
        """Adds the entries to a menu."""
        chosen, known = self._chosen(), self._session.data.measure_by_id
        shared = [key for key in chosen if known[key].shares]
        if len(chosen) > 1 or shared:
            sharing = menu.addMenu(tr("ใช้ช่องร่วมกันในตาราง"))
            for words, columns in _columns() if len(chosen) > 1 else ():
                sharing.addAction(words, partial(self._share, chosen, columns))
            if shared:
                sharing.addSeparator()
                sharing.addAction(tr("แยกช่องที่ใช้ร่วมกัน"), partial(self._part, shared))
        menu.addAction(tr("เรียงมาตรการตามกรอบการประเมิน"), self._order)

    def _share(self, chosen: Sequence[str], columns: tuple[str, ...]) -> None:
        session = self._session
        if session.could_write(measures.share, chosen, columns):
            session.notified.emit(tr("{count} มาตรการใช้ช่องร่วมกันแล้ว", count=len(chosen)), True)

    def _part(self, keys: Sequence[str]) -> None:
        session = self._session
        if session.could_write(measures.part, keys):
            session.notified.emit(tr("แยกช่องของ {count} มาตรการแล้ว", count=len(keys)), True)

    def _order(self) -> None:
        session = self._session
        if session.could_write(measures.order_by_framework):
            session.notified.emit(tr("เรียงมาตรการตามกรอบการประเมินแล้ว"), True)


def _columns() -> list[tuple[str, tuple[str, ...]]]:
    """Returns texts and columns of the values that measures can share."""
    return [
        (tr("ผู้รับผิดชอบ"), (OWNERS,)),
        (tr("ระยะเวลาดำเนินการ"), (SCHEDULE,)),
        (tr("การกำกับติดตาม"), (MONITORING,)),
        (tr("ผู้รับผิดชอบ ระยะเวลา และการกำกับติดตาม"), (OWNERS, SCHEDULE, MONITORING)),
        (tr("ประเด็นที่ต้องปรับปรุง"), (FINDING,)),
    ]
