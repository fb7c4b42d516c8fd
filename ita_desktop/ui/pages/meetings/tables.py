"""The tables of a meeting: attendance, and tasks."""

from collections.abc import Mapping, Sequence
from typing import Any

from ita_desktop.domain.meetings.meetings import Meeting
from ita_desktop.i18n import tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import actions, attendance
from ita_desktop.services.meetings.state import turnout
from ita_desktop.ui.pages.meetings.rows import (
    action_columns,
    action_groups,
    attendance_columns,
    attendance_groups,
    presence_of,
)
from ita_desktop.ui.pages.owners import refs_of_cell
from ita_desktop.ui.pages.parts.list_table import ListTable
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.button import Button


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
        changed = session.write(attendance.refresh_attendance, meeting.id)
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
        count = session.write(attendance.mark_remaining_present, meeting.id)
        if count:
            session.notified.emit(tr("แจ้งว่ามา {count} คนแล้ว", count=count), True)

    def write(self, new: Sequence[Mapping[str, Any]], edits: Sequence[CellEdit]) -> list[str]:
        session, meeting = self.session, self.meeting
        workspace, year = session.workspace, session.year
        if new and meeting is not None:
            return attendance.add_guests(workspace, year, meeting.id, new)
        if edits:
            cells = [
                CellEdit(row, field, presence_of(value) if field == "presence" else value)
                for row, field, value in edits
            ]
            attendance.edit_attendance(workspace, year, cells)
        return []

    def remove(self, ids: Sequence[str]) -> None:
        attendance.remove_attendance(self.session.workspace, self.session.year, ids)

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
            return actions.add_actions(workspace, year, meeting.id, rows, edits=cells)
        if cells:
            actions.edit_actions(workspace, year, cells)
        return []

    def remove(self, ids: Sequence[str]) -> None:
        actions.remove_actions(self.session.workspace, self.session.year, ids)

    def blank(self) -> Mapping[str, Any]:
        """Returns a task with a placeholder text."""
        return {"text": tr("งานใหม่")}


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """Converts a typed or pasted row to the fields of a task."""
    fields = {name: row[name] for name in ("text", "due", "done", "note") if name in row}
    return fields | ({"owners": refs_of_cell(row["owner"])} if "owner" in row else {})
