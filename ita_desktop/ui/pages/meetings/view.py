"""A meeting on its page: the list at the left, its parts, and the pane at the right.

Below 1200 px the pane is folded, beside a table below 1600 px, and the list is a drop-down. The
header stands below the line with the parts, which stay where they are, and is folded into that line
in a low window, and over a table in one that is not tall.

The tables of a meeting: attendance, and tasks.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from ita_desktop.domain.agenda import number_of
from ita_desktop.domain.meetings import Meeting
from ita_desktop.i18n import tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import agenda, meetings
from ita_desktop.services.meetings.state import turnout
from ita_desktop.ui.pages.fields import refs_of_cell
from ita_desktop.ui.pages.meetings.agenda_part import AgendaPart
from ita_desktop.ui.pages.meetings.pane import MeetingHead, MeetingPane
from ita_desktop.ui.pages.meetings.rows import (
    MeetingEntry,
    MeetingList,
    action_columns,
    action_groups,
    attendance_columns,
    attendance_groups,
    presence_of,
)
from ita_desktop.ui.pages.parts.list_table import ListTable
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Breakpoint, Space
from ita_desktop.ui.widgets.boxes import add, hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.chip import Tabs
from ita_desktop.ui.widgets.fields.choices import Choice
from ita_desktop.ui.widgets.page.section import HairLine
from ita_desktop.ui.widgets.page.side import SideSplit


class AttendanceTable(ListTable):
    """The attendance list: members as of the meeting's date, substitutes, and guests."""

    about = "attendance"

    def __init__(self, session: Session) -> None:
        note = tr("พิมพ์ผู้มาแทนในแถวของผู้มอบ")
        without = (
            tr("ยังไม่มีรายชื่อผู้เข้าประชุม"),
            tr("รายชื่อมาจากหน้าคณะกรรมการ เพิ่มรายชื่อที่นั่นแล้วกดปรับตามรายชื่อ หรือเพิ่มผู้เข้าร่วมที่นี่"),
        )
        words = (tr("ผู้เข้าประชุม"), tr("เพิ่มผู้เข้าร่วม"), note)
        columns = attendance_columns(lambda: session.data)
        super().__init__(session, columns, words, without)
        self.table.takes_new = False
        self.meeting: Meeting | None = None
        self.follow_button = Button(tr("ปรับตามรายชื่อ"), icon_name="users")
        self.follow_button.setToolTip(tr("เพิ่มผู้ที่อยู่ในคำสั่ง ณ วันประชุม และเอาผู้ที่พ้นแล้วออก"))
        self.follow_button.clicked.connect(self.follow_roster)
        self.add_leading(self.follow_button)
        self.remaining_button = Button(tr("ที่เหลือมาครบ"), icon_name="check")
        self.remaining_button.setToolTip(tr("แจ้งว่าผู้ที่ยังไม่แจ้งมาประชุมทุกคน"))
        self.remaining_button.clicked.connect(self.mark_remaining_present)
        self.add_leading(self.remaining_button)

    def show_meeting(self, meeting: Meeting, *, flash: bool) -> None:
        """Shows the list of a meeting."""
        self.meeting = meeting
        self.show_rows(attendance_groups(self.session.data, meeting), flash=flash)
        self.remaining_button.setVisible(turnout(self.session.data, meeting.id).unknown > 0)
        for button in (self.follow_button, self.remaining_button):
            button.block(self.session.locked)

    def follow_roster(self) -> None:
        """Updates the list to the members as of the meeting's date."""
        session, meeting = self.session, self.meeting
        if meeting is None:
            return
        changed = session.write(meetings.refresh_attendance, meeting.id)
        if changed is None:
            return
        new, old = changed
        if new or old:
            text = tr("ปรับตามรายชื่อแล้ว เพิ่ม {new} คน เอาออก {old} คน", new=new, old=old)
            session.notified.emit(text, True)
        else:
            session.notified.emit(tr("รายชื่อตรงกับคำสั่งอยู่แล้ว"), False)

    def mark_remaining_present(self) -> None:
        """Marks everyone without a record as present."""
        session, meeting = self.session, self.meeting
        if meeting is None:
            return
        count = session.write(meetings.mark_remaining_present, meeting.id)
        if count:
            session.notified.emit(tr("แจ้งว่ามา {count} คนแล้ว", count=count), True)

    def write(self, new: Sequence[Mapping[str, Any]], edits: Sequence[CellEdit]) -> list[str]:
        session, meeting = self.session, self.meeting
        workspace, year = session.workspace, session.year
        if new and meeting is not None:
            return meetings.add_guests(workspace, year, meeting.id, new)
        if edits:
            cells = [
                CellEdit(row, field, presence_of(value) if field == "presence" else value)
                for row, field, value in edits
            ]
            meetings.edit_attendance(workspace, year, cells)
        return []

    def remove(self, ids: Sequence[str]) -> None:
        meetings.remove_attendance(self.session.workspace, self.session.year, ids)

    def blank(self) -> Mapping[str, Any]:
        """Returns a guest with a placeholder name."""
        return {"name": tr("ผู้เข้าร่วมประชุม")}


class ActionTable(ListTable):
    """The tasks assigned in the meeting, and open ones of earlier meetings."""

    about = "tasks"

    first = "text"

    def __init__(self, session: Session) -> None:
        note = tr("งานที่ยังไม่เสร็จจะอยู่ในวาระติดตามของครั้งต่อไป")
        without = (
            tr("ยังไม่มีงานที่มอบหมายในครั้งนี้"),
            tr("งานที่ที่ประชุมมอบหมาย มีผู้รับผิดชอบและกำหนด อยู่ที่นี่ และขึ้นในวาระของครั้งต่อไปจนกว่าจะเสร็จ"),
        )
        columns = action_columns(lambda: session.data, session.year, lambda: session.today)
        super().__init__(session, columns, (tr("งานที่มอบหมาย"), tr("เพิ่มงาน"), note), without)
        self.meeting: Meeting | None = None

    def show_meeting(self, meeting: Meeting, *, flash: bool) -> None:
        """Shows the tasks of a meeting."""
        session = self.session
        self.meeting = meeting
        if not flash:
            columns = action_columns(lambda: session.data, session.year, lambda: session.today)
            self.table.sheet.set_columns(columns)
        self.show_rows(action_groups(session.data, meeting, session.today), flash=flash)

    def write(self, new: Sequence[Mapping[str, Any]], edits: Sequence[CellEdit]) -> list[str]:
        session, meeting = self.session, self.meeting
        workspace, year = session.workspace, session.year
        cells: list[CellEdit] = []
        for row, field, value in edits:
            if field == "owner":
                cells.append(CellEdit(row, "owners", refs_of_cell(value)))
            else:
                cells.append(CellEdit(row, field, value))
        if new and meeting is not None:
            rows = [_fields(fields) for fields in new]
            return agenda.add_actions(workspace, year, meeting.id, rows, edits=cells)
        if cells:
            agenda.edit_actions(workspace, year, cells)
        return []

    def remove(self, ids: Sequence[str]) -> None:
        agenda.remove_actions(self.session.workspace, self.session.year, ids)

    def blank(self) -> Mapping[str, Any]:
        """Returns a task with a placeholder text."""
        return {"text": tr("งานใหม่")}


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """Converts a typed or pasted row to the fields of a task."""
    fields = {name: row[name] for name in ("text", "due", "done", "note") if name in row}
    return fields | ({"owners": refs_of_cell(row["owner"])} if "owner" in row else {})


class MeetingViewSize:
    LIST: Final = 212
    """Width of the list of meetings."""


class MeetingSide(StrEnum):
    """The parts of a meeting below its header."""

    AGENDA = "agenda"
    ATTENDANCE = "attendance"
    ACTIONS = "actions"


TITLES = {
    MeetingSide.AGENDA: "ระเบียบวาระ",
    MeetingSide.ATTENDANCE: "ผู้เข้าประชุม",
    MeetingSide.ACTIONS: "งานที่มอบหมาย",
}


class MeetingView(QWidget):
    """Shows a meeting of the year."""

    chosen = Signal(str)
    removed = Signal(str)
    place_requested = Signal(object)
    invitation_requested = Signal()
    menu_requested = Signal(QMenu)
    side_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._meeting: Meeting | None = None
        self._attendance: AttendanceTable | None = None
        self._actions: ActionTable | None = None
        self._entries: Sequence[MeetingEntry] = ()
        self._covered = 0
        self._low = False
        self._folds = False
        """Whether the header is folded unless it is wanted."""
        self._shown: dict[MeetingSide, tuple[str, int]] = {}
        """The meeting, and its year, that each table shows."""
        self.list = MeetingList()
        self.choice = Choice()
        self.choice.set_name(tr("การประชุมของปี"))
        self.head = MeetingHead(session)
        self.choice.hide()
        self.head_button = Button(kind=ButtonKind.QUIET)
        self.head_button.hide()
        self.agenda = AgendaPart(session)
        self.sides = Tabs({side: tr(words) for side, words in TITLES.items()}, self._choose_side)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.agenda)
        self.pane_button = Button(kind=ButtonKind.QUIET, icon_name="panel-right-open")
        self.pane_button.setToolTip(tr("แสดงเอกสารและผู้เข้าประชุม (F4)"))
        self.pane = MeetingPane(session)
        self._lay_out()
        self._connect()
        self.show_side(MeetingSide.AGENDA)

    def _lay_out(self) -> None:
        middle = QWidget()
        column = vbox(on=middle, margins=(Space.PAGE_EDGE, 0, Space.PANE_EDGE, 0))
        self._tabs = tabs = hbox(*self.sides.values(), margins=(0, Space.XS), gap=Space.S)
        tabs.addStretch(0)
        add(tabs, self.head_button, self.pane_button)
        add(column, tabs, HairLine(), self.head, (self.stack, 1))
        self._left = QWidget(self)
        self._left.setFixedWidth(MeetingViewSize.LIST + Space.M)
        vbox((self.list, 1), on=self._left, margins=(Space.M, Space.S, 0, 0), gap=None)
        self.split = SideSplit(middle, self.pane, self._session.memory, "meetings.pane", self)
        hbox(self._left, (self.split, 1), on=self)
        self._fold_head(False)

    def _connect(self) -> None:
        self.list.chosen.connect(self.chosen)
        self.list.entered.connect(self._enter)
        self.list.removed.connect(self.removed)
        self.list.customContextMenuRequested.connect(partial(self._show_menu, self.list.viewport()))
        self.choice.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.choice.customContextMenuRequested.connect(partial(self._show_menu, self.choice))
        self.choice.activated.connect(lambda at: self.chosen.emit(str(self.choice.itemData(at))))
        self.head.finished.connect(self._enter)
        self.head.finished.connect(lambda: self._fold_head(self._folds))
        self.head_button.clicked.connect(lambda: self._fold_head(not self.head.isHidden()))
        self.agenda.place_requested.connect(self.place_requested)
        pane = self.pane
        pane.place_requested.connect(self.place_requested)
        pane.invitation_requested.connect(self.invitation_requested)
        pane.attendance_requested.connect(lambda: self._enter_side(MeetingSide.ATTENDANCE))
        pane.actions_requested.connect(self._show_action)
        pane.fold_requested.connect(self.split.turn)
        pane.exited.connect(self._enter)
        self.pane_button.clicked.connect(self.split.turn)
        self.split.folded.connect(lambda _folded: self._offer_pane())
        self.split.covered.connect(self._spare)

    # -- content

    @property
    def parts(self) -> Sequence[QWidget]:
        """The stops of F6."""
        first: QWidget = self.choice if self._left.isHidden() else self.list
        head = () if self.head.isHidden() else (self.head,)
        return (first, *head, self.stack.currentWidget() or self.agenda, self.pane)

    @property
    def side(self) -> MeetingSide:
        """The part shown below the header."""
        return next(side for side, chip in self.sides.items() if chip.isChecked())

    @property
    def attendance(self) -> AttendanceTable:
        """The attendance list, created on first access."""
        if self._attendance is None:
            self._attendance = AttendanceTable(self._session)
            self._attendance.spare(self._covered)
            self.stack.addWidget(self._attendance)
        return self._attendance

    @property
    def tasks(self) -> ActionTable:
        """The tasks, created on first access."""
        if self._actions is None:
            self._actions = ActionTable(self._session)
            self._actions.spare(self._covered)
            self.stack.addWidget(self._actions)
        return self._actions

    def show_meeting(self, meeting: Meeting, entries: Sequence[MeetingEntry]) -> None:
        """Shows a meeting, and the list of all."""
        data = self._session.data
        self._meeting = meeting
        self.list.show_entries(entries, meeting.id)
        self._entries = entries
        self._fill_choice()
        self.head.show_meeting(meeting)
        whole = tr("ประชุมครั้งที่ {number}", number=number_of(meeting, data.year))
        for side, count in (
            (MeetingSide.ATTENDANCE, turnout(data, meeting.id).listed),
            (MeetingSide.ACTIONS, len(data.actions_of(meeting.id))),
        ):
            self.sides[side].set_total_of(count, whole, self._session.today)
        self._fill_side()
        self._offer_pane()

    def _fill_choice(self) -> None:
        """Fills the drop-down if it replaces the list."""
        if self.choice.isHidden() or self._meeting is None:
            return
        self.choice.clear()
        for entry in self._entries:
            words = " · ".join(filter(None, (entry.title, entry.day, entry.standing)))
            self.choice.addItem(words, entry.id)
        self.choice.setCurrentIndex(max(self.choice.findData(self._meeting.id), 0))

    def show_side(self, side: MeetingSide) -> None:
        """Shows the agenda, the attendance list or the tasks."""
        self.sides.select(side)
        widget: QWidget = self.agenda
        if side is MeetingSide.ATTENDANCE:
            widget = self.attendance
        elif side is MeetingSide.ACTIONS:
            widget = self.tasks
        if side is not MeetingSide.AGENDA:
            self.agenda.stop_recording()
        self.stack.setCurrentWidget(widget)
        self.split.set_crowded(side is not MeetingSide.AGENDA)
        self._fit_head()
        self._fill_side()
        self.side_changed.emit()

    def _choose_side(self, side: MeetingSide) -> None:
        """Shows a part; the focus goes into it, unless the keyboard is on the tabs."""
        self.show_side(side)
        if not any(tab.hasFocus() for tab in self.sides.values()):
            self._enter()

    def _fill_side(self) -> None:
        meeting, side = self._meeting, self.side
        if meeting is None:
            return
        if side is MeetingSide.AGENDA:
            self.agenda.show_meeting(meeting)
            return
        shown = (meeting.id, self._session.year)
        same = self._shown.get(side) == shown
        self._shown[side] = shown
        if side is MeetingSide.ATTENDANCE:
            self.attendance.show_meeting(meeting, flash=same)
        else:
            self.tasks.show_meeting(meeting, flash=same)

    def begin(self, key: str) -> None:
        """Gives the focus to a field of the header."""
        self._fold_head(False)
        self.head.begin(key)

    def _enter_side(self, side: MeetingSide) -> None:
        self.show_side(side)
        self._enter()

    def _enter(self) -> None:
        """Gives the focus to the part below the header."""
        widget = self.stack.currentWidget()
        if widget is not None:
            (widget.focusProxy() or widget).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_action(self, action_id: str) -> None:
        self.show_side(MeetingSide.ACTIONS)
        if action_id:
            self.tasks.table.go_to(action_id, "text")
            self.tasks.table.setFocus()
        else:
            self.tasks.add_row()

    def _show_menu(self, over: QWidget, at: QPoint) -> None:
        menu = QMenu(over)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_requested.emit(menu)
        if menu.actions():
            menu.popup(over.mapToGlobal(at))
        else:
            menu.deleteLater()

    # -- sizes

    def _offer_pane(self) -> None:
        self.pane_button.setVisible(self.split.is_folded)
        if self._meeting is not None and not self.split.is_folded:
            self.pane.show_meeting(self._meeting)

    def _spare(self, covered: int) -> None:
        self._covered = max(0, covered - Space.PANE_EDGE)
        for part in (self._attendance, self._actions):
            if part is not None:
                part.spare(self._covered)

    def set_low(self, low: bool) -> None:
        """Folds the header in a low window, or always shows it."""
        self._low = low
        self._fit_head()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        """Folds the header where the part below needs its room."""
        over_table = self.side is not MeetingSide.AGENDA
        folds = self._low or (over_table and self.window().height() < Breakpoint.TALL)
        self.head_button.setVisible(folds)
        if folds is not self._folds:
            self._folds = folds
            self._fold_head(folds)

    def _fold_head(self, folded: bool) -> None:
        """Hides or shows the header, with the drop-down in it or else beside the parts."""
        if folded:
            self._tabs.insertWidget(len(self.sides), self.choice, 1)
        else:
            self.head.take_choice(self.choice)
        self.head.setHidden(folded)
        self.choice.setVisible(self._left.isHidden())
        self.head_button.set_icon_name("chevron-right" if folded else "chevron-down")
        words = tr("แสดงวัน เวลา สถานที่ และผู้ทำหน้าที่") if folded else tr("ซ่อนวัน เวลา สถานที่ และผู้ทำหน้าที่")
        self.head_button.setToolTip(words)

    def set_narrow(self, narrow: bool) -> None:
        """Shows the drop-down instead of the list, or the list."""
        gone, shown = (self.list, self.choice) if narrow else (self.choice, self.list)
        held = gone.hasFocus()
        self._left.setVisible(not narrow)
        self.choice.setVisible(narrow)
        if held:
            shown.setFocus()
        self.head.title.setVisible(not narrow)
        self._fill_choice()
