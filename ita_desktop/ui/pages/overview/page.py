"""ภาพรวม: urgent tasks, progress of units, the next level, upcoming dates."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import fiscal_year_bounds
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.framework_draft import used_meanwhile
from ita_desktop.domain.letters import REMINDER
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.beginning import DRAFT, BeginningState, beginning, leads
from ita_desktop.services.overview import Overview, over_kept, overview
from ita_desktop.services.places import Place, letter_place
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.forms.ui_overview_page import Ui_OverviewPage
from ita_desktop.ui.keyboard import SEND_FORM
from ita_desktop.ui.language import short_date, weekday_date
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages.overview import rows
from ita_desktop.ui.pages.page import Page, PageKey, add_key
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.lines import set_tip
from ita_desktop.ui.theme.measures import OverviewSize, YearSize
from ita_desktop.ui.theme.tokens import Breakpoint, Height, Space
from ita_desktop.ui.widgets.boxes import at_once
from ita_desktop.ui.widgets.button import Button, ButtonKind

if TYPE_CHECKING:
    from ita_desktop.services.years.line import Pin
    from ita_desktop.ui.pages.overview.beginning import BeginningPart

COLUMNS = 3
FIRST, LAST = 2, 11
"""Grid rows: that of the first part below the timeline, with spacing rows between parts, and the
last one, which takes the remaining space."""
LEAST_TODO: Final = 5
MOST_TODO: Final = 15
LEAST_LIFTS: Final = 3
MOST_LIFTS: Final = 9
LEAST_DATES: Final = 4
MOST_DATES: Final = 7
SENTENCES: Final = 2


class OverviewPageSize:
    ONE_COLUMN: Final = 1100
    """Window width below which there is a single column."""
    WIDE: Final = 1760
    """Window width from which two columns have space for all texts."""
    EDGE: Final = Space.PAGE_EDGE - OverviewSize.BLEED
    UNDER_YEAR: Final = Space.S
    """Distance between the timeline and the first titles, which have space above."""
    BOTTOM: Final = Space.XS
    BETWEEN: Final = Space.SECTIONS
    """Distance of two columns; their texts are 16 px further apart."""
    ROW_LOW: Final = 23
    """Row height of book tables if the window is too low for 26 px."""
    GAP_LOW: Final = Space.M
    """Distance between rows of sections in a low window."""
    SHARES: Final = (352, 255, 470)
    """Widths of units, dates and the right-hand column in proportion, as designed at 1366 px."""


# How the height of the window is distributed among the parts.


class OverviewSizes(NamedTuple):
    """Row height (a date takes two), spacing between sections, and the numbers of tasks (below them
    is a line for the others), items that raise the level, dates and sentences shown."""

    row: int
    gap: int
    todo: int
    lifts: int
    dates: int
    sentences: int


def one_column(shown: Overview) -> OverviewSizes:
    """Returns the sizes for a single column, which scrolls: each part is complete."""
    return OverviewSizes(
        Height.COMPACT_ROW,
        Space.SECTIONS,
        _tasks(shown, LEAST_TODO + 2),
        LEAST_LIFTS + 2,
        LEAST_DATES,
        SENTENCES,
    )


def two_columns(shown: Overview, height: int, *, tall: bool) -> OverviewSizes:
    """Returns sizes so that everything fits into ``height`` px if possible; tasks take the rest.

    In a ``tall`` window rows are higher.
    """
    tried = [
        (Height.COMPACT_ROW_TALL, Space.SECTIONS_TALL),
        (Height.COMPACT_ROW, Space.SECTIONS),
        (Height.COMPACT_ROW, OverviewPageSize.GAP_LOW),
        (OverviewPageSize.ROW_LOW, OverviewPageSize.GAP_LOW),
    ]
    least_todo = Height.SECTION + max(min(len(shown.todo), LEAST_TODO), 1) * Height.ROW
    # A row for the total replaces one of the items.
    least_lifts = LEAST_LIFTS - sum(bar.code == TOTAL for bar in shown.path.bars)
    for row, gap in tried if tall else tried[1:]:
        top = height - YearSize.HEIGHT - OverviewPageSize.UNDER_YEAR - gap
        top -= _below(shown, row) + OverviewPageSize.BOTTOM
        if top >= max(least_todo, _level(shown, row, least_lifts)):
            break
    fits = (top - Height.SECTION) // Height.ROW
    lines = min(max(LEAST_TODO, min(fits, MOST_TODO)), len(shown.todo))
    beside = max(Height.SECTION + lines * Height.ROW, _level(shown, row, least_lifts), 0)
    lifts = (beside - _level(shown, row, 0)) // row
    lifts = min(max(least_lifts, lifts), MOST_LIFTS, len(shown.path.lifts))
    sentences = SENTENCES if beside - _level(shown, row, lifts) >= row else 1
    return OverviewSizes(row, gap, _tasks(shown, lines), lifts, _dates(shown), sentences)


def _tasks(shown: Overview, lines: int) -> int:
    """Returns the number of tasks for so many lines: the last one is that of the others."""
    return lines if len(shown.todo) <= lines else lines - 1


def _level(shown: Overview, row: int, lifts: int) -> int:
    """Returns the height of the part on the next level with one sentence and ``lifts`` items."""
    lines = len(shown.path.bars) + 1 + min(lifts, len(shown.path.lifts))
    return Height.SECTION + lines * row


def _dates(shown: Overview) -> int:
    """Returns the number of dates that match the height of the adjacent tables."""
    beside = max(len(shown.units), len(shown.sub_indicators)) // 2
    return max(LEAST_DATES, min(beside, MOST_DATES))


def _below(shown: Overview, row: int) -> int:
    """Returns the height of the lower row of tables."""
    dates = min(_dates(shown), len(shown.dates))
    most = max(len(shown.units), len(shown.sub_indicators), 2 * dates, 1)
    return Height.SECTION + most * row


class OverviewPage(Page):
    """The timeline of the year, and five book tables."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.ui = Ui_OverviewPage()
        self.ui.setupUi(self)
        self._has_keys = False
        self.ui.body.setAutoFillBackground(False)
        self.header = self.ui.header
        self.check_button = self.header.add_button(Button(tr("ตรวจเนื้อหา")))
        self.check_button.setToolTip(tr("หาปี เขต และวันที่ที่ค้างในข้อความของปี ก่อนพิมพ์"))
        self.print_button = self.header.add_button(Button(tr("พิมพ์สรุป"), icon_name="printer"))
        self.year = self.ui.year
        self.todo, self.units, self.dates = self.ui.todo, self.ui.units, self.ui.dates
        self.level, self.lifts, self.subs = self.ui.level, self.ui.lifts, self.ui.subs
        self.todo.about, self.level.about, self.lifts.about = "todo", "next-level", "next-level"
        self.units.about, self.subs.about, self.dates.about = "progress", "progress", "pin"
        # Single-line labels: wrapping text would load the word breaker at start.
        self.sentences = (self.ui.outlook, self.ui.further)
        for label in self.sentences:
            label.setContentsMargins(OverviewSize.BLEED, 0, OverviewSize.BLEED, 0)
        self.try_button = Button(tr("ลองปรับคะแนน"), kind=ButtonKind.QUIET)
        self.try_button.set_icon_after("arrow-right")
        self.try_button.set_flush()
        self.level.set_corner(self.try_button)
        self._overview: Overview | None = None
        self._two_columns: bool | None = None
        self._arranged: tuple[bool, bool] | None = None
        self._widths: tuple[bool, bool, bool] | None = None
        self._fitting = False
        self._all_shown = False
        """Whether all tasks are shown, however few have room."""
        self._filled: object = None
        """The data that the page was last filled with."""
        self.beginning: BeginningPart | None = None
        """The setup steps, created when the page guides through them."""
        self._steps_shown: tuple[BeginningState, ...] = ()
        self._set_words()
        self._connect()

    def _set_words(self) -> None:
        self.todo.set_row_height(Height.ROW)
        self.todo.set_without(tr("ไม่มีงานเลยกำหนด และไม่มีงานครบกำหนดใน 30 วัน"))
        self.units.set_title(tr("รายหน่วย"))
        self.units.set_without(tr("ยังไม่ได้มอบหมายข้อใดให้หน่วย"))
        self.lifts.list.setAccessibleName(tr("ข้อที่ยกระดับได้"))
        self.lifts.set_columns(rows.lift_columns())
        self.subs.set_title(tr("รายตัวชี้วัดย่อย"), OIT)
        self.dates.set_title(tr("วันสำคัญถัดไป"))
        self.dates.set_columns(rows.date_columns())
        self.dates.set_without(tr("ไม่มีวันสำคัญข้างหน้าในปีนี้"))

    def _connect(self) -> None:
        check = Place(PageKey.OVERVIEW, command=Command.CHECK_CONTENT)
        self.check_button.clicked.connect(lambda: self.follow(check))
        self.print_button.clicked.connect(lambda: self.go.emit(PageKey.DOCUMENTS, "score-summary"))
        self.todo.opened.connect(self._open_task)
        self.dates.opened.connect(self.follow)
        self.year.opened.connect(self.follow)
        self.year.menu_requested.connect(self._open_day_menu)
        self.units.opened.connect(lambda unit: self.go.emit(PageKey.OIT, f"unit:{unit}"))
        self.subs.opened.connect(lambda code: self.go.emit(PageKey.OIT, f"group:{code}"))
        self.level.opened.connect(lambda code: self.go.emit(PageKey.SCORES, code))
        self.lifts.opened.connect(self._open_lift)
        self.try_button.clicked.connect(lambda: self.go.emit(PageKey.SCORES, "try"))
        self.ui.scroll.resized.connect(self._fit)

    def after_first_paint(self) -> None:
        super().after_first_paint()
        if self._has_keys:
            return
        self._has_keys = True

        units = self.units.list
        units.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        units.customContextMenuRequested.connect(self._open_unit_menu)
        add_key(units, SEND_FORM, lambda: self._send_worksheet(self.units.current))

    def _open_unit_menu(self, at: QPoint) -> None:
        from PySide6.QtWidgets import QMenu

        index = self.units.list.indexAt(at)
        if not index.isValid():
            return
        unit = self.units.rows[index.row()].key
        menu = QMenu(self.units)
        menu.addAction(tr("เปิดงาน OIT ของหน่วยนี้"), lambda: self.go.emit(PageKey.OIT, f"unit:{unit}"))
        menu.addAction(
            tr("ส่งแบบบันทึกให้หน่วยนี้…"), SEND_FORM.sequence, lambda: self._send_worksheet(unit)
        )
        menu.addAction(tr("ไฟล์ปฏิทินของหน่วยนี้ (.ics)…"), lambda: self._save_calendar(unit))
        if not self.session.is_locked:
            menu.addAction(tr("หนังสือเตือนงานที่ค้างของหน่วยนี้"), lambda: self._remind(unit))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.units.list.ground.mapToGlobal(at))

    def _open_day_menu(self, pin: "Pin", at: QPoint) -> None:
        from PySide6.QtWidgets import QMenu

        from ita_desktop.ui.pages.parts.calendar_actions import add_reminders

        menu = QMenu(self.year)
        menu.addAction(in_language(pin.action), lambda: self.follow(pin.place))
        add_reminders(menu, self.session, pin.day, self.follow)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _send_worksheet(self, unit: object) -> None:
        """Exports the worksheet of a unit."""
        load("ita_desktop.ui.pages.collecting.sending")
        from ita_desktop.ui.pages.collecting.sending import send_worksheet

        if isinstance(unit, str):
            send_worksheet(self.session, unit, self)

    def _remind(self, unit_id: object) -> None:
        """Adds a letter that reminds the unit of its open items, and shows it."""
        from ita_desktop.services import letters

        made = self.session.write(letters.add, REMINDER, to=[str(unit_id)])
        if made:
            self.follow(letter_place(made))

    def _save_calendar(self, unit_id: object) -> None:
        from ita_desktop.ui.pages.parts.calendar_actions import save_calendar

        save_calendar(self.session, self, unit=self.session.data.unit_by_id.get(str(unit_id)))

    def _open_lift(self, code: str) -> None:
        """Shows an OIT item on its page, other items on the scores page."""
        framework = self.session.data.framework
        of_oit = code in framework.item_by_code and framework.instrument_of(code) == OIT
        self.go.emit(PageKey.OIT if of_oit else PageKey.SCORES, code)

    def focus_parts(self) -> Sequence[QWidget]:
        """Returns the stops of F6; the first gets the initial focus."""
        first = () if self.beginning is None else (self.beginning,)
        return (
            *first,
            self.todo,
            self.level,
            self.lifts,
            self.units,
            self.dates,
            self.subs,
            self.year,
        )

    # -- layout

    def _arrange(self) -> None:
        """Arranges the timeline, two and three columns; in a narrow window a single column."""
        two = self.window().width() >= OverviewPageSize.ONE_COLUMN
        if (two, self._bare) == self._arranged:
            return
        self._arranged = two, self._bare
        self._two_columns = two
        ui, grid, top = self.ui, self.ui.grid, Qt.AlignmentFlag.AlignTop
        grid.setHorizontalSpacing(OverviewPageSize.BETWEEN if two else 0)
        for column, share in enumerate(OverviewPageSize.SHARES if two else (1, 0, 0)):
            grid.setColumnStretch(column, share)
        if self._bare:
            grid.addWidget(self.dates, FIRST, 0, 1, COLUMNS, top)
        elif two:
            grid.addWidget(self.todo, FIRST, 0, 1, 2, top)
            grid.addWidget(ui.levelPart, FIRST, 2, top)
            below: tuple[QWidget, ...] = (self.units, self.dates, self.subs)
            for column, part in enumerate(below):
                grid.addWidget(part, FIRST + 2, column, top)
        else:
            parts: tuple[QWidget, ...] = (
                self.todo,
                ui.levelPart,
                self.units,
                self.subs,
                self.dates,
            )
            for number, widget in enumerate(parts):
                grid.addWidget(widget, FIRST + 2 * number, 0, 1, COLUMNS, top)
        grid.setRowStretch(LAST, 1)

    def _set_gaps(self, gap: int) -> None:
        """Sets the spacing rows, and the right margin, so that the text ends at the same x with and
        without a scroll bar."""
        grid = self.ui.grid
        bar = self.ui.scroll.bar
        right = OverviewPageSize.EDGE - (bar.width() if bar.isVisible() else 0)
        grid.setContentsMargins(OverviewPageSize.EDGE, 0, right, OverviewPageSize.BOTTOM)
        grid.setRowMinimumHeight(FIRST - 1, OverviewPageSize.UNDER_YEAR)
        for row in range(FIRST + 1, LAST, 2):
            used = row == FIRST + 1 or not self._two_columns
            grid.setRowMinimumHeight(row, gap if used else 0)

    def _set_columns(self) -> None:
        """Shows more columns if there is space: in a wide window, and in a single column."""
        whole = self.window().width() >= OverviewPageSize.WIDE
        wide = whole or not self._two_columns
        roomy = wide or self.window().width() >= Breakpoint.WIDE
        if (whole, wide, roomy) == self._widths:
            return
        self._widths = whole, wide, roomy
        self.todo.set_columns(rows.todo_columns(wide=wide, whole=whole))
        self.units.set_columns(rows.unit_columns(wide=wide))
        self.subs.set_columns(rows.sub_columns(wide=roomy))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- content

    def refresh(self) -> None:
        session = self.session
        shown = session.cached_today("overview", self._found)
        self._overview, self._filled = shown, None
        self.header.set_title(tr("ภาพรวม"), self._day(shown))
        with at_once(self.ui.levelColumn, self.ui.grid):
            self._show_beginning()
            self._make_room_for_step()
            self._show_tables(shown)
        self.set_status(tr("ข้อมูล ณ วันที่ {day}", day=short_date(session.today)))

    def _show_tables(self, shown: Overview) -> None:
        session = self.session
        late, soon = shown.late, shown.soon
        note = tr("เลยกำหนด {late} · ใน 30 วัน {soon}", late=late, soon=soon)
        self.todo.set_title(tr("ต้องทำก่อน"), note)
        set_tip(self.todo, "\n".join(rows.counted(shown, short_date(session.today))))
        self.year.set_line(shown.line)
        self.units.set_legend(rows.legend(over=session.data.is_over(session.today)))
        units, subs = session.cached_today(
            "overview.rows",
            lambda: (rows.unit_rows(shown.units), rows.sub_rows(shown.sub_indicators)),
        )
        self.units.set_rows(units)
        self.subs.set_rows(subs)
        from_previous_year = any(bar.from_year is not None for bar in shown.path.bars)
        self.level.set_columns(rows.level_columns(from_previous_year=from_previous_year))
        self.level.set_title(*rows.level_title(shown))
        drafted = bool(shown.score_bar.drafted_from)
        of_level = [rows.level_row(bar, session.today, drafted=drafted) for bar in shown.path.bars]
        self.level.set_rows(of_level)
        self._fit()

    def _make_room_for_step(self) -> None:
        """Shows the next step now: its line takes height from the tables, which would be filled
        for another height and then once more."""
        self._fitting = True
        try:
            self._show_next_step()
            if (layout := self.layout()) is not None:
                layout.activate()
        finally:
            self._fitting = False

    @property
    def leads(self) -> bool:
        return bool(self._steps_shown)

    @property
    def _bare(self) -> bool:
        """Whether the year has only begun, so that there is no progress to show."""
        shown = self._overview
        if not self.leads or shown is None:
            return False
        return not shown.todo and not shown.units and shown.score_bar.total is None

    def _show_beginning(self) -> None:
        """Shows the setup steps below the timeline until they are done."""
        session = self.session
        steps = session.cached_today(
            "beginning",
            lambda: beginning(session.data, session.today, session.previous, session.progress),
        )
        self._steps_shown = steps if leads(session.data, steps, session.today) else ()
        if self.leads and self.beginning is None:
            self.beginning = self._make_beginning()
        if self.beginning is not None:
            self.beginning.setVisible(self.leads)
            if self.leads:
                locked = session.is_locked
                draft = in_language(used_meanwhile(session.data))
                self.beginning.show_steps(session.year, steps, locked=locked, draft=draft)
        focus = self.window().focusWidget()
        for part in (self.todo, self.ui.levelPart, self.units, self.subs):
            if self._bare and focus is not None and part.isAncestorOf(focus):
                # Gives the focus to the first step instead of the next widget.
                self.focus_parts()[0].setFocus()
            part.setVisible(not self._bare)

    def _make_beginning(self) -> "BeginningPart":
        from ita_desktop.services.years import years
        from ita_desktop.ui.pages.overview.beginning import BeginningPart

        part = BeginningPart(self.ui.body)
        self.ui.grid.addWidget(part, FIRST - 1, 0, 1, COLUMNS)
        part.opened.connect(self.follow)
        part.compare_requested.connect(lambda: self.go.emit(PageKey.YEAR, DRAFT))
        part.left_out.connect(
            lambda stage, out: self.session.write(years.leave_out, stage, left_out=out)
        )
        return part

    def _found(self) -> Overview:
        session = self.session
        return overview(
            session.data,
            session.previous,
            session.tree,
            session.today,
            progress=session.progress,
            score_bar=session.score_bar,
            over_kept=over_kept(session.workspace, session.data, session.today),
        )

    def _day(self, shown: Overview) -> str:
        """Returns the date, and the phase of the year."""
        session = self.session
        day = weekday_date(session.today)
        if session.workspace.shown_day is not None:
            day = tr("{day} (วันของแฟ้มตัวอย่าง)", day=day)
        phase = shown.line.phase
        if phase is None:
            return " · ".join(filter(None, (day, self._outside())))
        return tr(
            "{day} · ช่วง{phase} ถึง {last}",
            day=day,
            phase=in_language(phase.name),
            last=short_date(phase.last),
        )

    def _outside(self) -> str:
        """Says that the shown year is over, or has not begun; empty within it."""
        session = self.session
        year, (first, last) = session.year, fiscal_year_bounds(session.year)
        if session.data.is_over(session.today):
            return tr("ปี {year} สิ้นสุดแล้ว {last}", year=year, last=short_date(last))
        days = (first - session.today).days
        if days <= 0:
            return ""
        return tr(
            "ปี {year} เริ่ม {first} อีก {days} วัน", year=year, first=short_date(first), days=days
        )

    def _fit(self) -> None:
        """Adapts the layout to the size, and the numbers of rows to the space."""
        shown = self._overview
        self._arrange()
        self._set_columns()
        if shown is None or self._fitting:
            return
        self._fitting = True
        try:
            self._fill(shown)
        finally:
            self._fitting = False

    def _fill(self, shown: Overview) -> None:
        room = self._room(shown)
        filled = room, self._widths, self.ui.scroll.bar.isVisible(), self._all_shown
        if filled == self._filled:
            return
        self._filled = filled
        for book in (self.units, self.subs, self.level, self.lifts):
            if book.row_height != room.row:
                book.set_row_height(room.row)
        if self.dates.row_height != 2 * room.row:
            self.dates.set_row_height(2 * room.row)
        self._set_gaps(room.gap)
        whole, wide, _ = self._widths or (False, False, False)
        todo = shown.todo if self._all_shown else shown.todo[: room.todo]
        tasks = [rows.todo_row(task, wide=wide, whole=whole) for task in todo]
        if len(shown.todo) > room.todo:
            tasks.append(rows.others_row(shown.todo[len(todo) :], whole=whole))
        self.todo.set_rows(tasks)
        pins, today = shown.dates[: room.dates], shown.line.today
        self.dates.set_rows([rows.date_row(pin, today) for pin in pins])
        self.lifts.set_rows([rows.lift_row(lift) for lift in shown.path.lifts[: room.lifts]])
        text = rows.level_sentences(shown, self.session.year)[: room.sentences]
        for number, label in enumerate(self.sentences):
            label.setText(text[number] if number < len(text) else "")
            label.setFixedHeight(room.row)
            label.setVisible(number < len(text))
        self.lifts.setVisible(bool(self.lifts.rows))

    def _open_task(self, place: Place | str) -> None:
        """Opens the place of a task, or shows all tasks or those again that have room."""
        if isinstance(place, Place):
            self.follow(place)
        else:
            self._all_shown = not self._all_shown
            self._fit()

    def _room(self, shown: Overview) -> OverviewSizes:
        """Returns the numbers of rows of each part, and the row height."""
        tall = self.window().height() >= Breakpoint.TALL
        if not self._two_columns:
            return one_column(shown)
        return two_columns(shown, self.ui.scroll.ground.height(), tall=tall)
