"""ติดตามผล, a part of มาตรการ: all occurrences of measures, as a list or in a calendar."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.tracking.entries import EntryState, Round
from ita_desktop.domain.tracking.standing import FINISHED, UNCOUNTED, TimeState
from ita_desktop.domain.tracking.state import TrackedMeasure, rounds_of, tracked
from ita_desktop.i18n import tr
from ita_desktop.services.photos import NewPhoto
from ita_desktop.services.places import matrix_paper
from ita_desktop.services.tracking import TimeKey
from ita_desktop.settings import stored_choice
from ita_desktop.ui.keyboard import FINISH, RECORD_TIME
from ita_desktop.ui.language import month_title
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages.measures.rows import owning_units
from ita_desktop.ui.pages.page import add_key
from ita_desktop.ui.pages.parts.chips import MenuChip, StateChips, give_way, is_covered
from ita_desktop.ui.pages.parts.following_pane import TableWithPane
from ita_desktop.ui.pages.tracking import recording
from ita_desktop.ui.pages.tracking.month_grid import Due, MonthGrid
from ita_desktop.ui.pages.tracking.record_parts import PhotoDrops, add_photos
from ita_desktop.ui.pages.tracking.rounds_pane import (
    BY_WORDS,
    DAY,
    PHOTOS,
    SAID,
    RoundsPane,
    TimeGrouping,
    TimeRow,
    round_rows,
    time_columns,
    time_groups,
    time_rows,
    urgency,
)
from ita_desktop.ui.pages.writing import PasteTable
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.schedule import step_word
from ita_desktop.ui.theme.measures import TableSize
from ita_desktop.ui.theme.measures import TimeColumns as Columns
from ita_desktop.ui.theme.tokens import Space, Text, Width
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.chip import Chip, Tabs
from ita_desktop.ui.widgets.label import ThaiLabel

MEMORY, PANE, GROUPED = "table.times", "times.pane", "times.by"
KIND = "progress"
"""The kind of list that a pasted block with headings is imported as."""
STATES = (
    TimeState.LATE,
    TimeState.DUE,
    TimeState.COMING,
    TimeState.MISSED,
    TimeState.DONE,
    TimeState.EXCLUDED,
)
"""States with a chip; all that is not counted, what need not be done too, is in one."""
_LAID_OUT: Final = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)


def _chip_of(row: TimeRow) -> TimeState:
    """Returns the state with whose chip a row is counted."""
    return TimeState.EXCLUDED if row.state in UNCOUNTED else row.state


class TrackingPart(TableWithPane[PasteTable]):
    """List and calendar of occurrences, with a pane of reporting rounds."""

    about = "tracking"

    measure_opened = Signal(str)
    photos_requested = Signal(str)
    measures_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        table = PasteTable(KIND, time_columns(session.year), takes_new=False)
        super().__init__(session, table, tr("ติดตามผล"), parent)
        self.recording = recording.RecordController(session, self)
        self.month = TrackingMonth()
        self.calendar = self.month.grid
        self.pane = RoundsPane(session)
        self.empty.state.set_texts(
            tr("ยังไม่มีครั้งที่ต้องติดตาม"),
            tr(
                "หน้านี้แสดงทุกครั้งที่ถึงกำหนดของทุกมาตรการ เมื่อมาตรการมีรอบเวลา เช่น ทุกเดือน "
                "หรือ 31 มี.ค. 68 วันกำหนดจะคำนวณให้เอง"
            ),
            tr("ไปที่มาตรการ"),
        )
        self._make_chips()
        self._lay_out()
        self._connect()

    def _make_chips(self) -> None:
        session = self.session
        self.views = Tabs({"list": tr("รายการ"), "month": tr("ปฏิทิน")}, self.show_view)
        self.views.select("list")
        kept = session.memory.get(GROUPED)
        self._grouping = stored_choice(kept, TimeGrouping) or TimeGrouping.MONTH
        self.by = Chip(tr(BY_WORDS[self._grouping]), self, name=tr("จัดกลุ่ม"))
        self.by.setCheckable(False)
        menu = QMenu(self.by)
        for grouping, words in BY_WORDS.items():
            menu.addAction(tr(words), partial(self.group_by, grouping))
        self.by.setMenu(menu)
        self.chips = StateChips(
            {
                state: Chip(step_word(state), self, mark=recording.TIME_MARKS[state])
                for state in STATES
            },
            self.table.sheet,
            _chip_of,
            done=TimeState.DONE,
            rare=(TimeState.MISSED, TimeState.EXCLUDED),
        )
        self.unit = MenuChip(tr("หน่วย"), tr("ทุกหน่วย"), lambda: owning_units(session.data), self)

    def _lay_out(self) -> None:
        row = hbox(
            *self.views.values(),
            Space.M,
            *self.chips.values(),
            self.by,
            self.unit,
            None,
            margins=(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S),
            gap=Space.ICON_TO_WORD,
        )
        self._chip_row = QWidget()
        self._chip_row.setLayout(row)
        # The minimum width is determined by which chips can be hidden.
        self._chip_row.setMinimumWidth(1)
        self._chip_row.installEventFilter(self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.month)
        self.lay_out(PANE, self.pane, self.pane, self._chip_row, shown=self.stack)

    def _connect(self) -> None:
        table, session = self.table, self.session
        table.problem.connect(session.failed)
        table.problem_over.connect(session.failure_over)
        table.detail_requested.connect(lambda _row: self.record())
        table.selection_changed.connect(self._update_status)
        table.current_changed.connect(lambda _row: self._offer_summary())
        table.sheet.filters_lifted.connect(self._lift)
        for chip in self.chips.values():
            chip.toggled.connect(lambda _on: self._show_due())
        self.unit.chosen.connect(self._filter_unit)
        table.installEventFilter(self)
        self.month.opened.connect(
            lambda key, place: self.recording.open(key.measure_id, key, place)
        )
        self.recording.photos_requested.connect(self.photos_requested)
        self.recording.closed.connect(self._back_to_table)
        self.pane.go.connect(self.go)
        self.pane.measure_opened.connect(self.measure_opened)
        self.pane.summary_requested.connect(
            lambda key, round_, by: self.recording.open_round(key, round_, recording.place_of(by))
        )
        self.empty.state.acted.connect(self.measures_requested)
        for keys, act in ((RECORD_TIME, self.record), (FINISH, self.finish_chosen)):
            add_key(table, keys, act)
        PhotoDrops(session, table, self._take_photos)
        table.remember_in(session.memory, MEMORY)

    # -- showing

    @property
    def parts(self) -> Sequence[QWidget]:
        """The stops of F6."""
        if self.is_empty:
            return (self.empty.state.button,)
        shown = self.table if self.stack.currentWidget() is self.table else self.calendar
        return (shown, self.pane)

    @property
    def is_empty(self) -> bool:
        return not self._rows()

    def _tracked(self) -> dict[str, TrackedMeasure]:
        session = self.session
        return session.cached_today("tracked", lambda: tracked(session.data, session.today))

    def _rows(self) -> list[TimeRow]:
        session = self.session
        return session.cached_today("times.rows", lambda: time_rows(session.data, self._tracked()))

    def refresh(self) -> None:
        self._show(flash=True)

    def _show(self, *, flash: bool) -> None:
        session, rows = self.session, self._rows()
        self.table.set_read_only(session.is_locked)
        rows = [self._own(row) for row in rows]
        groups = time_groups(session.data, rows, self._grouping, session.today)
        self.show_rows(groups, session.year, partial(time_columns, session.year), flash=flash)
        self.chips.refresh(rows, session.today, over=session.data.is_over(session.today))
        self._show_due()
        self.show_empty(self.stack, self._chip_row, empty=not rows)
        self.pane.show_rounds(round_rows(session.data, self._tracked(), session.today))
        if rows and self.table.current_row() is None:
            self._choose_first(rows)
        self._offer_summary()
        self._update_status()

    def _show_due(self) -> None:
        """Shows the occurrences that pass the chips in the calendar."""
        unit = self.unit.key
        rows = (self._own(row) for row in self._rows() if not unit or unit in row.unit_ids)
        passing = [row for row in rows if self.chips.passes(row)]
        self.month.show_rows(passing, self.session.today)

    def _offer_summary(self) -> None:
        """Lets the rounds pane summarise the measure of the current occurrence."""
        row = self.table.current_row()
        if isinstance(row, TimeRow):
            self.pane.show_measure(row.measure_id, row.label)
        elif not self._rows():
            self.pane.show_measure("", "")

    def _choose_first(self, rows: Sequence[TimeRow]) -> None:
        """Selects the most urgent occurrence."""
        for state in (TimeState.LATE, TimeState.DUE):
            found = next((row.id for row in rows if row.state is state), None)
            if found is not None:
                self.table.go_to(found)
                return
        self.table.go_to(rows[0].id)

    def show_view(self, key: str) -> None:
        """Shows ``list`` or ``month``."""
        self.stack.setCurrentWidget(self.table if key == "list" else self.month)
        self.views.select(key)
        self.by.setVisible(key == "list")
        self._update_status()

    def show_time(self, key: str) -> None:
        """Selects an occurrence by its row's key; other keys only show the list."""
        self.show_view("list")
        self._lift()
        self.table.sheet.fold_all(shut=False)
        self.table.go_to(key)

    def group_by(self, by: TimeGrouping) -> None:
        """Groups the occurrences by month, unit or state."""
        self._grouping = by
        self.session.memory.set(GROUPED, by.value)
        self.by.setText(tr(BY_WORDS[by]))
        self._show(flash=False)

    def _update_status(self) -> None:
        chosen = self.chosen()
        if self.is_empty:
            words = ""
        elif self.stack.currentWidget() is self.month:
            words = tr("ลูกศร เลือกวัน · PageUp PageDown เปลี่ยนเดือน · Enter เปิดวัน")
        elif len(chosen) > 1:
            words = tr("เลือก {count} ครั้ง · Space ทำแล้วทั้งหมด", count=len(chosen))
        else:
            words = tr("Enter บันทึกผล · Space ทำแล้ว")
        self.notified.emit(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and event.type() == QEvent.Type.Resize:
            self._fit()
        elif watched is self._chip_row and event.type() in _LAID_OUT:
            self._fit_chips()
        return super().eventFilter(watched, event)

    def _fit_chips(self) -> None:
        """Hides the chips of what is not counted and of future occurrences if a chip would be
        elided; others only under a pane that lies over them, which is soon folded again."""
        coming, uncounted = self.chips[TimeState.COMING], self.chips[TimeState.EXCLUDED]
        over = self.session.data.is_over(self.session.today)
        spared: list[Chip] = []
        for chip, may in ((uncounted, bool(uncounted.count)), (coming, not over)):
            if may:
                spared.append(chip)
            else:
                chip.hide()
        others = (self.by, self.chips[TimeState.DONE], self.unit)
        if is_covered(self._chip_row):
            spared += others
        else:
            for chip in others:
                chip.show()
        room = self._chip_row.contentsRect().width() - 2 * Space.PAGE_EDGE - Space.M
        row = (*self.views.values(), *self.chips.values(), self.by, self.unit)
        give_way(row, spared, room)

    def _fit(self) -> None:
        """Hides the results column if texts would be broken into short lines."""
        room = self.table.width() - 2 * TableSize.GUTTER - Width.SCROLL_BAR
        room -= Columns.ITEMS + Columns.DUE + Columns.METHOD + Columns.OWNERS + Columns.STATE
        left_out = []
        for key, width in ((SAID, Columns.RESULT), (DAY, Columns.DAY), (PHOTOS, Columns.PHOTOS)):
            room -= width
            if room < 0:
                left_out.append(key)
        self.table.header.leave_out(tuple(left_out))

    # -- filters

    def _filter_unit(self) -> None:
        self.unit.narrow_to_unit(self.table.sheet)
        self.refresh()

    def _lift(self) -> None:
        self.chips.uncheck()
        self.unit.choose("")
        self.table.sheet.clear_filters()

    # -- recording

    def chosen(self) -> list[TimeRow]:
        """Returns the selected occurrences without duplicates."""
        ids = set(self.table.selected_ids())
        found = {
            row.key: row
            for row in self.table.sheet.all_rows()
            if isinstance(row, TimeRow) and row.id in ids
        }
        return list(found.values())

    def _own(self, row: TimeRow) -> TimeRow:
        """Returns the row of the unit that the list is narrowed to."""
        return row.of_unit(self.unit.key) if self.unit.key and row.unit_id is None else row

    def record(self) -> None:
        """Opens the popup of the current occurrence; finishes several selected ones."""
        if self.stack.currentWidget() is self.month:
            if not self.calendar.open_day():
                self.session.failed.emit(tr("วันที่เลือกไม่มีครั้งที่ถึงกำหนด เลือกวันที่มีก่อน"))
            return
        chosen = self.chosen()
        if len(chosen) > 1:
            self.finish_chosen()
            return
        row = self.table.current_row()
        if isinstance(row, TimeRow):
            self.recording.open(row.measure_id, row.key, self._place_of(row.id))
        else:
            self.table.ask_to_choose(tr("ยังไม่ได้เลือกครั้งที่จะบันทึก ให้เลือกแถวในตารางก่อน"))

    def _take_photos(self, photographs: Sequence[NewPhoto]) -> None:
        """Adds photographs to the entry of the current occurrence; one that is not recorded yet is
        recorded with them."""
        row, session = self.table.current_row(), self.session
        if not isinstance(row, TimeRow):
            self.table.ask_to_choose(tr("ยังไม่ได้เลือกครั้งที่จะเพิ่มภาพ ให้เลือกแถวในตารางก่อน"))
            return
        entries = row.time.entries_for(row.unit_id) if row.unit_id else row.time.entries
        if not entries:
            place = self._place_of(row.id)
            self.recording.open(row.measure_id, row.key, place, photographs=photographs)
        elif len({entry.unit_id for entry in entries}) > 1:
            session.failed.emit(tr("ครั้งนี้มีบันทึกของหลายหน่วย · เลือกหน่วยเหนือตารางก่อน แล้ววางภาพอีกครั้ง"))
        elif entries[-1].state is EntryState.SKIPPED:
            session.failed.emit(recording.no_photos_of_skipped())
        elif not session.refuses(session.data.owners_of_measure(row.measure_id)):
            add_photos(session, entries[-1].id, photographs)

    def skip(self) -> None:
        """Opens the popup of the current occurrence for the reason why it need not be done."""
        row = self.table.current_row()
        if isinstance(row, TimeRow):
            place = self._place_of(row.id)
            self.recording.open(row.measure_id, row.key, place, skipping=True)

    def finish_chosen(self) -> None:
        """Finishes the selected occurrences that are late or due."""
        open_ones = (TimeState.LATE, TimeState.DUE, *UNCOUNTED, TimeState.MISSED)
        self.recording.finish([row.key for row in self.chosen() if row.state in open_ones])

    def _place_of(self, row_id: str) -> QRect:
        table = self.table
        line = table.sheet.place(row_id)
        if line is None:
            return QRect(table.mapToGlobal(QPoint()), table.size())
        at = table.sheet.index(line, table.sheet.column_index("method") or 0)
        table.scrollTo(at)
        row = table.visualRect(at)
        return QRect(table.viewport().mapToGlobal(row.topLeft()), row.size())

    def _back_to_table(self) -> None:
        if self.isVisible() and self.window().isActiveWindow():
            self.parts[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_to_menu(self, menu: QMenu) -> None:
        row = self.table.current_row()
        if not isinstance(row, TimeRow):
            return
        menu.addSeparator()
        menu.addAction(tr("ไปที่มาตรการ"), partial(self.measure_opened.emit, row.measure_id))
        if row.time.units:
            menu.addAction(tr("ตารางรายหน่วย…"), partial(self.open_matrix, row.measure_id))
        owners = self.session.data.owners_of_measure(row.measure_id)
        if not self.session.locked_to(owners):
            menu.addAction(tr("บันทึกผลดำเนินการ…"), self.record)
            menu.addAction(tr("ทำครั้งที่เลือกแล้ว"), self.finish_chosen)
            if row.state not in FINISHED:
                menu.addAction(tr("ไม่ต้องทำครั้งนี้…"), self.skip)
            menu.addSeparator()
            for round_ in rounds_of(self.session.data):
                words = tr("สรุปผล{round}…", round=recording.round_title(round_))
                menu.addAction(words, partial(self._sum_up, row, round_))

    def open_matrix(self, shown: str = "") -> None:
        """Opens the table of units, with a measure or item."""
        load("ita_desktop.ui.pages.tracking.matrix_sheet")
        from ita_desktop.ui.pages.tracking.matrix_sheet import open_matrix

        sheet = open_matrix(self.session, shown, self)
        sheet.time_requested.connect(self._open_of_unit)
        sheet.item_requested.connect(lambda code: self.go.emit(PageKey.OIT, code))
        sheet.print_requested.connect(lambda of: self.go.emit(*matrix_paper(of)[:2]))

    def _open_of_unit(self, key: TimeKey) -> None:
        row_id = f"{key.measure_id}:{key.last.isoformat()}"
        self.show_time(row_id)
        self.recording.open(key.measure_id, key, self._place_of(row_id))

    def _sum_up(self, row: TimeRow, round_: Round) -> None:
        self.recording.open_round(row.measure_id, round_, self._place_of(row.id))


# The calendar of ติดตามผล: occurrences by due day.


class TrackingMonth(QWidget):
    """A month with its name, and buttons for the previous and next month."""

    opened = Signal(object, object)
    """An occurrence was opened: its key, and the global rectangle of its day."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[TimeRow] = ()
        self.grid = MonthGrid()
        self.title = ThaiLabel("", style=Text.SECTION)
        back = Button("", kind=ButtonKind.QUIET, icon_name="chevron-left")
        back.setToolTip(tr("เดือนก่อน (PageUp)"))
        back.clicked.connect(lambda: self.grid.turn(-1))
        on = Button("", kind=ButtonKind.QUIET, icon_name="chevron-right")
        on.setToolTip(tr("เดือนถัดไป (PageDown)"))
        on.clicked.connect(lambda: self.grid.turn(1))
        vbox(
            hbox(back, self.title, on, None, gap=Space.S),
            (self.grid, 1),
            on=self,
            margins=(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S),
            gap=None,
        )
        self.grid.opened.connect(self._open)
        self.grid.turned.connect(self._show_title)
        self.setFocusProxy(self.grid)

    def show_rows(self, rows: Sequence[TimeRow], today: date) -> None:
        """Shows occurrences on their last days, most urgent first."""
        self._rows = sorted(rows, key=urgency)
        due: dict[date, list[Due]] = defaultdict(list)
        for row in self._rows:
            words = f"{row.codes} {row.method}".strip()
            due[row.last].append(Due(recording.TIME_MARKS[row.state], words))
        self.grid.set_due(due, today)
        self._show_title()

    def _show_title(self) -> None:
        self.title.setText(month_title(self.grid.month))

    def _open(self, day: date, place: QRect) -> None:
        """Opens the occurrence of a day, or a menu if there are several."""
        rows = [row for row in self._rows if row.last == day]
        if len(rows) == 1:
            self.opened.emit(rows[0].key, place)
            return
        menu = QMenu(self.grid)
        for row in rows:
            words = f"{row.label} · {step_word(row.state)}"
            menu.addAction(words, partial(self.opened.emit, row.key, place))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QPoint(place.left(), place.bottom()))
