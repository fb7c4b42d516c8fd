"""The list of the year's meetings (number, date, and state), and the rows of their parts: agenda
items, attendance, tasks.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ita_desktop.domain import agenda
from ita_desktop.domain.attendance import Attendee, attendees
from ita_desktop.domain.dates import day_off
from ita_desktop.domain.documents import fill, fill_known
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.meetings import PRESENCES, ActionItem, Meeting, Presence
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.meetings.agenda_facts import fact_of
from ita_desktop.services.meetings.state import MeetingState, standing
from ita_desktop.services.step_context import StepContext
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.language import short_date, weekday_name
from ita_desktop.ui.pages.fields import (
    owner_choices,
    people_of,
    read_owners,
    shown_owners,
    unknown_choices,
)
from ita_desktop.ui.pages.roster.rows import people_choices
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.values import CellOwner, ListChoice, StatusCell
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.outline_row import OutlineLine
from ita_desktop.ui.widgets.painted_list import ROW, Index, PaintedList, RowPainter, Rows


class MeetingEntrySize:
    ENTRY: Final = 58
    """Height of a meeting in the list."""


@dataclass(frozen=True)
class MeetingEntry:
    """A meeting: its title, date, and state."""

    id: str
    title: str
    day: str
    standing: str
    tone: Tone = Tone.TEXT2

    def words(self) -> str:
        """The accessible text."""
        return ", ".join(filter(None, (self.title, self.day, self.standing)))


class _Entries(Rows):
    rows: tuple[MeetingEntry, ...]

    def shown(self, at: int) -> str:
        return self.rows[at].title

    def accessible_text(self, at: int) -> str:
        return self.rows[at].words()


class _Painter(RowPainter):
    height = MeetingEntrySize.ENTRY

    def __init__(self, view: "MeetingList") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = tokens()
        entry: MeetingEntry = index.data(ROW)
        area = QRectF(option.rect).adjusted(0, 0, 0, -Space.XS)
        chosen = index == self._view.currentIndex()
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            ground = theme.tint if chosen else theme.hover
            ring = theme.accent if chosen and self._view.hasFocus() else None
            paint_plate(painter, area, Radius.CONTROL, ground, ring, Stroke.FOCUS)
        left, right = area.left() + Space.M, area.right() - Space.M
        top = area.top() + (area.height() - 2 * Text.BODY.line) / 2
        painter.setPen(theme.text)
        title = elide(entry.title, Text.BODY_STRONG, right - left)
        draw_text(
            painter, Text.BODY_STRONG, left, baseline(Text.BODY_STRONG, top, Text.BODY.line), title
        )
        at = baseline(Text.LABEL, top + Text.BODY.line, Text.LABEL.line)
        painter.setPen(entry.tone.colour)
        wide = metrics(Text.LABEL).horizontalAdvance(entry.standing)
        draw_text(painter, Text.LABEL, right - wide, at, entry.standing)
        painter.setPen(theme.text2)
        day = elide(entry.day, Text.LABEL, right - left - wide - Space.S)
        draw_text(painter, Text.LABEL, left, at, day)
        painter.restore()


class MeetingList(PaintedList):
    """The list; ↑ and ↓ move between meetings, Delete removes one."""

    chosen = Signal(str)
    entered = Signal()
    """Emitted on Enter or a double click, to enter the meeting."""
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__(None, tr("การประชุมของปี"))
        self._showing = False
        self._entries = _Entries(self)
        self.paint_by(self._entries, _Painter(self))
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    @property
    def entries(self) -> tuple[MeetingEntry, ...]:
        """The listed meetings."""
        return self._entries.rows

    @property
    def current(self) -> str:
        """The id of the selected meeting; empty for none."""
        at = self.currentIndex().row()
        return self.entries[at].id if 0 <= at < len(self.entries) else ""

    def show_entries(self, entries: Sequence[MeetingEntry], current: str) -> None:
        """Sets the meetings and the selected one."""
        self._showing = True
        if tuple(entries) != self.entries:
            self._entries.show_rows(entries)
        at = next((at for at, entry in enumerate(entries) if entry.id == current), -1)
        self.setCurrentIndex(self._entries.index(at) if at >= 0 else QModelIndex())
        self._showing = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if not self._showing and current.isValid():
            self.chosen.emit(self.entries[current.row()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete and self.current:
            self.removed.emit(self.current)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.customContextMenuRequested.emit(event.pos())


class AttendanceColumns:
    """The attendance list of a meeting."""

    NUMBER: Final = 54
    NAME: Final = 156
    NAME_WIDE: Final = 240
    POST: Final = 320
    """As much as most posts with their units need."""
    POST_WIDE: Final = 420
    ROLE: Final = 380
    """As much as leaves it out before names are cut."""
    PRESENCE: Final = 118
    SUBSTITUTE: Final = 126
    SUBSTITUTE_POST: Final = 150
    REASON: Final = 120
    UNUSED: Final = 80
    """Of those three while nobody sent a substitute or gave a reason."""
    LINES: Final = 1
    """Lines of what is said of a person, so that a meeting's people are seen at a glance."""
    PERSON_LINES: Final = 2
    """Lines of who it is: people, and schools, are told by the end of their names."""


class ActionColumns:
    """The tasks of a meeting."""

    TEXT: Final = 200
    TEXT_WIDE: Final = 480
    OWNER: Final = 140
    OWNER_WIDE: Final = 200
    DAY: Final = 104
    STATUS: Final = 118
    NOTE: Final = 140


# -- meetings


def standing_words(meeting: Meeting, today: date) -> tuple[str, Tone]:
    """Returns the state of a meeting in a few words, with its colour."""
    stands = standing(meeting, today)
    if stands is MeetingState.UNSET or meeting.day is None:
        return tr("ยังไม่กำหนดวัน"), Tone.DOING
    match stands:
        case MeetingState.TODAY:
            return tr("วันนี้"), Tone.ACCENT
        case MeetingState.COMING:
            words = tr("อีก {days} วัน", days=(meeting.day - today).days)
            return words, Tone.DOING if day_off(meeting.day) else Tone.TEXT2
        case MeetingState.HELD:
            return tr("ประชุมแล้ว ยังไม่ปิด"), Tone.DOING
        case MeetingState.CLOSED:
            return tr("ปิดแล้ว"), Tone.TEXT2


def meeting_entries(data: YearData, today: date) -> tuple[MeetingEntry, ...]:
    """Returns the year's meetings, newest first."""
    found = sorted(
        data.meetings, key=lambda meeting: (meeting.day or date.max, meeting.number), reverse=True
    )
    return tuple(_entry(data, meeting, today) for meeting in found)


def _entry(data: YearData, meeting: Meeting, today: date) -> MeetingEntry:
    words, tone = standing_words(meeting, today)
    title = tr("ครั้งที่ {number}", number=agenda.number_of(meeting, data.year))
    if meeting.day is None:
        return MeetingEntry(meeting.id, title, words, "")
    day = f"{weekday_name(meeting.day.weekday())} {short_date(meeting.day)}"
    if standing(meeting, today) is MeetingState.HELD:
        words = tr("ยังไม่ปิด")  # beside its day, which says that it was held
    return MeetingEntry(meeting.id, title, day, words, tone)


# -- agenda


def outline_lines(step_context: StepContext, meeting: Meeting) -> tuple[OutlineLine, ...]:
    """Returns the agenda of a meeting with its current facts."""
    from ita_desktop.documents.wordings.values import of_meeting

    values = of_meeting(step_context.data, meeting)
    own = agenda.lines(step_context.data.agenda_of(meeting.id))
    return tuple(_line(step_context, meeting, line, values) for line in own)


def _line(
    step_context: StepContext, meeting: Meeting, line: agenda.AgendaLine, values: Mapping[str, str]
) -> OutlineLine:
    item = line.item
    fact = fact_of(step_context, meeting, item.component)
    attached = [
        attachment.title for attachment in step_context.data.attachments_of_agenda_item(item.id)
    ]
    empty = line.depth == 0 and not any(
        agenda_item.parent_id == item.id for agenda_item in step_context.data.agenda_of(meeting.id)
    )
    text = one_line(fill(item.detail, values)) if line.depth == 0 else ""
    note = text or (tr("ไม่มี") if empty and not item.resolution else "")
    if item.presenter:
        note = tr("ผู้เสนอ {who}", who=item.presenter)
    return OutlineLine(
        id=item.id,
        number=line.number,
        depth=line.depth,
        title=fill(item.title, values),
        # Fields with unknown values are kept, to be filled in once they are known.
        edit_text=fill_known(item.title, values),
        attached=", ".join(attached),
        fact=in_language(fact.words) if fact is not None else "",
        note=note,
        resolution=one_line(fill(item.resolution, values)),
    )


# -- attendance


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A row of the attendance list: a person with all roles."""

    id: str
    number: str
    attendee: Attendee
    post: str
    roles: str
    own_name: bool
    """Whether the name is recorded here, because the order names no person."""
    own_post: bool
    """Whether the position is recorded here: of a member of a group, or a guest."""


def attendance_columns(data: Callable[[], YearData]) -> list[Column[AttendanceRow]]:
    """Returns the columns: name, position, attendance, substitute; ``data`` returns the current
    year for the list of people."""

    def people(_row: AttendanceRow) -> list[ListChoice]:
        return people_choices(data())

    from_roster = tr("มาจากหน้าคณะกรรมการ แก้ที่นั่นแล้วกด ปรับตามรายชื่อ")
    guest = tr("เป็นผู้เข้าร่วมอื่น ซึ่งไม่มีผู้มาแทน")

    return [
        Column("number", tr("ลำดับ"), lambda row: row.number, AttendanceColumns.NUMBER,
               hideable=False, wrap=False, tone=Tone.TEXT2, opens="presence",
               decided=tr("ลำดับเป็นไปตามรายชื่อในคำสั่ง")),
        Column("name", tr("ชื่อ - สกุล"), lambda row: row.attendee.name, AttendanceColumns.NAME,
               wide=AttendanceColumns.NAME_WIDE, editable=lambda row: row.own_name, empty="",
               decided=from_roster, opens="presence", lines=AttendanceColumns.PERSON_LINES,
               ghost=lambda _row: tr("โดยตำแหน่ง"), choices=people, named=people_of),
        Column("post", tr("ตำแหน่ง"), lambda row: row.post, AttendanceColumns.POST, stretch=True,
               wide=AttendanceColumns.POST_WIDE, editable=lambda row: row.own_post, empty="",
               decided=from_roster, opens="presence", lines=AttendanceColumns.PERSON_LINES,
               text=lambda row: " · ".join(row.post.splitlines())),
        Column("presence", tr("การเข้าประชุม"), lambda row: presence_status(row.attendee.presence),
               AttendanceColumns.PRESENCE, kind=ColumnKind.STATE, editable=_member,
               only_choices=True, required=True, choices=lambda _row: presence_choices(),
               decided=guest),
        Column("substitute", tr("ผู้มาแทน"), lambda row: row.attendee.substitute,
               AttendanceColumns.SUBSTITUTE, unused=AttendanceColumns.UNUSED, editable=_member,
               decided=guest, empty="", choices=people,
               named=people_of),
        Column("substitute_post", tr("ตำแหน่งผู้มาแทน"), lambda row: row.attendee.substitute_post,
               AttendanceColumns.SUBSTITUTE_POST, unused=AttendanceColumns.UNUSED,
               editable=_member, empty="", decided=guest,
               serves=lambda row: row.attendee.presence is Presence.SUBSTITUTE),
        Column("reason", tr("เหตุที่ไม่มา"), lambda row: row.attendee.reason, AttendanceColumns.REASON,
               unused=AttendanceColumns.UNUSED, serves=_absent, editable=_absent, empty="",
               opens="presence", decided=tr("เลือก “ไม่มา” ในช่อง การเข้าประชุม ก่อน")),
        Column("roles", tr("บทบาท"), lambda row: row.roles, AttendanceColumns.ROLE, empty="",
               tone=Tone.TEXT2, spare=True, decided=from_roster, opens="presence",
               lines=AttendanceColumns.LINES),
    ]  # fmt: skip


def _absent(row: AttendanceRow) -> bool:
    return row.attendee.presence is Presence.ABSENT


def _member(row: AttendanceRow) -> bool:
    return row.attendee.presence is not Presence.GUEST


def presence_status(presence: Presence) -> StatusCell:
    """Returns a kind of attendance with its icon."""
    marks = {
        Presence.UNKNOWN: Mark.NONE,
        Presence.PRESENT: Mark.DONE,
        Presence.SUBSTITUTE: Mark.DOING,
        Presence.ABSENT: Mark.MISSED,
        Presence.GUEST: Mark.DONE,
    }
    return StatusCell(marks[presence], tr(PRESENCES[presence]))


def presence_choices() -> list[ListChoice]:
    """Returns the kinds of attendance of a member."""
    members = (Presence.UNKNOWN, Presence.PRESENT, Presence.SUBSTITUTE, Presence.ABSENT)
    return [ListChoice(presence_status(member), tr(PRESENCES[member])) for member in members]


def presence_of(value: object) -> Presence:
    """Returns the kind of attendance of a selected status."""
    word = value.word if isinstance(value, StatusCell) else ""
    return next(presence for presence, text in PRESENCES.items() if tr(text) == word)


def attendance_groups(data: YearData, meeting: Meeting) -> list[RowGroup]:
    """Returns the attendance list grouped by body, guests last."""
    by_body: dict[str, list[AttendanceRow]] = {}
    for attendee in attendees(data, meeting):
        rows = by_body.setdefault(attendee.body_id, [])
        rows.append(_attendance_row(data, attendee, len(rows) + 1))
    titles = {body.id: body.name for body in data.bodies} | {"": tr("ผู้เข้าร่วมประชุม")}
    return [
        RowGroup(id=home or "guests", title=titles[home], rows=tuple(rows),
              note=tr("{count} คน", count=len(rows)))
        for home, rows in by_body.items()
    ]  # fmt: skip


def _attendance_row(data: YearData, attendee: Attendee, number: int) -> AttendanceRow:
    members = [data.member_by_id.get(row.member_id or "") for row in attendee.rows]
    named = any(member is not None and member.person_id is not None for member in members)
    alone = len(attendee.rows) == 1 and len(attendee.posts) < 2
    return AttendanceRow(
        id=attendee.id,
        number=str(number),
        attendee=attendee,
        post="\n".join(attendee.posts),
        roles="\n".join(attendee.roles),
        own_name=not named,
        own_post=alone and not named,
    )


# -- tasks


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A row: a task."""

    id: str
    action: ActionItem
    owner: tuple[CellOwner, ...]
    status: StatusCell


def _headings(name: str) -> tuple[str, ...]:
    """Returns the headings by which imports know a column of assigned work."""
    from ita_desktop.exchange.kinds.oit import ASSIGNMENTS, TASK_HEADINGS

    if name == "text":
        return TASK_HEADINGS
    known = next(column for column in ASSIGNMENTS.columns if column.name == name)
    return (known.heading, *(heading.rstrip("*") for heading in known.also))


def action_columns(
    data: Callable[[], YearData], year: int, today: Callable[[], date]
) -> list[Column[ActionRow]]:
    """The columns: task, owner, due date, done; typed dates default to the Buddhist ``year``."""
    return [
        Column("text", tr("งาน"), lambda row: row.action.text, ActionColumns.TEXT, stretch=True,
               editable=True, wide=ActionColumns.TEXT_WIDE, required=True, hideable=False,
               empty="", also=partial(_headings, "text")),
        Column("owner", tr("ผู้รับผิดชอบ"), lambda row: row.owner, ActionColumns.OWNER,
               kind=ColumnKind.OWNERS, editable=True, empty=(), wide=ActionColumns.OWNER_WIDE,
               any_choices=lambda: owner_choices(data()), named=unknown_choices,
               parse=lambda text: read_owners(data(), text), also=partial(_headings, "owners")),
        Column("due", tr("กำหนด"), lambda row: row.action.due, ActionColumns.DAY,
               kind=ColumnKind.DATE, editable=True, also=partial(_headings, "due"),
               fiscal_year=year, today=today,
               tone=lambda row: Tone.LATE if row.status.mark is Mark.LATE else Tone.TEXT),
        Column("status", tr("สถานะ"), lambda row: row.status, ActionColumns.STATUS,
               kind=ColumnKind.STATE, opens="done",
               decided=tr("ใส่วันที่ในช่อง เสร็จเมื่อ หรือเลื่อนวันในช่อง กำหนด")),
        Column("done", tr("เสร็จเมื่อ"), lambda row: row.action.done, ActionColumns.DAY,
               kind=ColumnKind.DATE, editable=True, fiscal_year=year, today=today),
        Column("note", tr("หมายเหตุ"), lambda row: row.action.note, ActionColumns.NOTE,
               editable=True, empty=""),
    ]  # fmt: skip


def action_groups(data: YearData, meeting: Meeting, today: date) -> list[RowGroup]:
    """Returns the tasks of the meeting, and open ones of earlier meetings. Beside these the meeting
    has its group also without a task: what is pasted first is its own."""
    own = data.actions_of(meeting.id)
    owed = agenda.open_actions(data, meeting)
    number = tr("ครั้งที่ {number}", number=agenda.number_of(meeting, data.year))
    groups = (
        (meeting.id, tr("มอบหมายใน{meeting}", meeting=number), own),
        ("owed", tr("ค้างจากครั้งก่อน"), owed),
    )
    found = []
    for key, title, rows in groups:
        late, day = sum(agenda.days_late(data, row, today) > 0 for row in rows), short_date(today)
        counted = tr("เลยกำหนด {late} จาก {of} งาน ณ {day}", late=late, of=len(rows), day=day)
        note, shown = (
            tr("{count} งาน", count=len(rows)),
            [_action(data, row, today) for row in rows],
        )
        if rows or (key == meeting.id and owed):
            found.append(
                RowGroup(id=key, title=title, rows=(*shown,), note=note, late=late, counted=counted)
            )
    return found


def _action(data: YearData, action: ActionItem, today: date) -> ActionRow:
    owner = shown_owners(data, agenda.owners_of_task(data, action))
    status = StatusCell(Mark.NONE, tr("ยังไม่เสร็จ"))
    if action.done is not None:
        status = StatusCell(Mark.DONE, tr("เสร็จแล้ว"))
    elif agenda.days_late(data, action, today):
        status = StatusCell(Mark.LATE, Mark.LATE.word)
    elif data.is_over(today):
        status = StatusCell(Mark.MISSED, tr("ไม่มีบันทึกว่าเสร็จ"))
    elif complete := agenda.complete_items(data, action):
        words = tr("{codes} ครบแล้ว รอบันทึกว่าเสร็จ", codes=" ".join(complete))
        status = StatusCell(Mark.DOING, words)
    return ActionRow(action.id, action, owner, status)
