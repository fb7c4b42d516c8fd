"""The meeting of การประชุม: its header with date, place, chair and bodies, edited in place; and its
pane with documents, attendance and tasks.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ita_desktop.documents.wordings.values import clock
from ita_desktop.domain import agenda
from ita_desktop.domain.meetings import ActionItem, Meeting
from ita_desktop.domain.records import Member
from ita_desktop.domain.roster.holders import holder_of, reviewer
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import caption, in_language, tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import meetings
from ita_desktop.services.meetings.meetings import MeetingPart
from ita_desktop.services.meetings.papers import MEMO, papers_of
from ita_desktop.services.meetings.state import MeetingState, standing, turnout
from ita_desktop.services.places import Place
from ita_desktop.ui.editors.dates import typed_form
from ita_desktop.ui.language import short_date, weekday_date
from ita_desktop.ui.pages.fields import Kind, a_day, a_line, a_number, a_person, a_time
from ita_desktop.ui.pages.meetings.rows import standing_words
from ita_desktop.ui.pages.roster.order_pane import signatory_choices
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.values import ListChoice
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, at_once, nest, vbox
from ita_desktop.ui.widgets.button import take_out
from ita_desktop.ui.widgets.chip import Chip, total_words
from ita_desktop.ui.widgets.fields.cell import FieldCell
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import PaperLine, PaperLines
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.pane import DetailPane

_SHOWN_MARKS = {
    MeetingState.UNSET: Mark.NONE,
    MeetingState.COMING: Mark.DOING,
    MeetingState.TODAY: Mark.DOING,
    MeetingState.HELD: Mark.DOING,
    MeetingState.CLOSED: Mark.DONE,
}
_PARTS: Final = {
    "chair_id": MeetingPart.CHAIR,
    "secretary_id": MeetingPart.RECORDER,
    "reviewer_id": MeetingPart.REVIEWER,
}
"""Names of the functions at a meeting, by field."""
_TIMES: Final = ("day", "begins", "ends")
_ORDER: Final = (*_TIMES, "place", *_PARTS)
"""The fields as they stand."""
_LATER: Final = frozenset({"ends", "reviewer_id"})
"""What is known after the meeting alone."""


class MeetingHeadSize:
    LABEL: Final = 62
    """Width of labels at the beginning of a line."""
    DAY: Final = 132
    TIME: Final = 84
    NUMBER: Final = 64


class MeetingHead(QWidget):
    """Title, bodies and fields of a meeting. Enter moves to the next empty field; after the last
    one ``finished`` is emitted."""

    finished = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._meeting_id = ""
        self._is_edited = False
        """Whether the clerk is filling it: its fields stay where they are then."""
        self.title = ThaiLabel("", self, style=Text.PANE_TITLE)
        self.bodies = Chip("", self)
        self.bodies.setCheckable(False)
        self._menu = QMenu(self.bodies)
        self._menu.aboutToShow.connect(self._fill_bodies)
        self.bodies.setMenu(self._menu)
        self.cells = {
            "day": self._cell("day", tr("วันที่"), a_day(session), "calendar"),
            "begins": self._cell("begins", tr("เวลา"), a_time()),
            "ends": self._cell("ends", tr("เลิก"), a_time()),
            "place": self._cell("place", tr("สถานที่"), a_line()),
            "chair_id": self._cell("chair_id", tr("ประธาน"), a_person(self._all_people)),
            "secretary_id": self._cell("secretary_id", tr("ผู้จดรายงาน"), a_person(self._all_people)),
            "reviewer_id": self._cell("reviewer_id", tr("ผู้ตรวจรายงาน"), a_person(self._people)),
            "number": self._cell("number", tr("ครั้งที่"), a_number()),
        }
        self.labels = {key: self._label(key) for key in self.cells}
        self._shown: list[list[tuple[str, int]]] = []
        """The fields by row, with their widths."""
        self._lay_out()

    def _cell(self, field: str, name: str, kind: Kind, icon: str = "") -> FieldCell:
        cell = FieldCell(name, *kind, self, icon=icon)
        cell.entered.connect(lambda value: self._write(field, value))
        cell.go_on = lambda: self._go_on(field)
        cell.problem.connect(self._session.failed)
        cell.problem_over.connect(self._session.failure_over)
        return cell

    def _lay_out(self) -> None:
        cells = self.cells
        cells["day"].setFixedWidth(MeetingHeadSize.DAY)
        for key in ("begins", "ends"):
            cells[key].setFixedWidth(MeetingHeadSize.TIME)
        cells["number"].setFixedWidth(MeetingHeadSize.NUMBER)
        self._top = top = QHBoxLayout()
        top.setSpacing(Space.M)
        add(top, (self.title, 1), self.labels["number"], cells["number"], self.bodies)
        column = vbox(top, on=self, margins=(0, Space.S), gap=Space.S)
        # The greatest number of rows is created once; fields move between them.
        self._rows = [QHBoxLayout() for _ in ("times", "place", *_PARTS)]
        for row in self._rows:
            row.setSpacing(Space.S)
            nest(column, row)
        self._rows[0].addStretch()
        self._arrange()
        self.setFocusProxy(cells["day"])

    def _arrange(self) -> None:
        """Arranges the fields on as many rows as needed at the current width."""
        wanted = [[(key, self.cells[key].needed()) for key in keys] for keys in self._lines()]
        if wanted == self._shown:
            return
        for row, before in zip(self._rows, self._shown, strict=False):
            for key, _ in before:
                row.removeWidget(self.labels[key])
                row.removeWidget(self.cells[key])
        self._shown = wanted
        for row, fields in zip(self._rows, wanted, strict=False):
            for place, (key, need) in enumerate(fields):
                label = self.labels[key]
                label.setMinimumWidth(0 if place else MeetingHeadSize.LABEL)
                label.setContentsMargins(Space.XS if place else 0, 0, 0, 0)
                # Fields share the remaining width, except in a row with only the times.
                row.insertWidget(2 * place, label)
                row.insertWidget(2 * place + 1, self.cells[key], 0 if key in _TIMES else need)

    def _lines(self) -> list[list[str]]:
        """Returns the fields by row: the times together, followed by others that fit."""
        lines = [list(_TIMES)]
        left = self.width() - sum(self._needed(key, begins=key == "day") for key in _TIMES)
        for key in ("place", *_PARTS):
            behind_place = key == "chair_id" and len(lines) == 1
            if behind_place or self._needed(key, begins=False) > left:
                lines.append([])
                left = self.width()
            left -= self._needed(key, begins=not lines[-1])
            lines[-1].append(key)
        return lines

    def _needed(self, key: str, *, begins: bool) -> int:
        """Returns the width of a field with its label and spacing."""
        label = self.labels[key]
        words = label.sizeHint().width() - label.contentsMargins().left()
        around = MeetingHeadSize.LABEL if begins else words + Space.S + Space.XS
        return around + Space.S + self.cells[key].needed()

    def _label(self, key: str) -> ThaiLabel:
        short = {"secretary_id": tr("ผู้จด"), "reviewer_id": tr("ผู้ตรวจ")}
        words = short.get(key, self.cells[key].accessibleName())
        return ThaiLabel(words, self, style=Text.LABEL, tone=Tone.TEXT2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._name_bodies()

    def take_choice(self, choice: QWidget) -> None:
        """Takes the drop-down of meetings, which can replace the title."""
        self._top.insertWidget(0, choice, 1)

    # -- content

    def show_meeting(self, meeting: Meeting) -> None:
        """Shows a meeting."""
        data = self._session.data
        locked = self._session.is_locked
        if meeting.id != self._meeting_id:
            self._is_edited = False
        self._meeting_id = meeting.id
        number = agenda.number_of(meeting, data.year)
        title = f"{meeting.title} {tr('ครั้งที่ {number}', number=number)}"
        self.title.setText(title if meeting.title else tr("ประชุม ครั้งที่ {number}", number=number))
        self._name_bodies()
        self.bodies.setEnabled(not locked and bool(data.bodies))
        cells = self.cells
        day = meeting.day
        cells["day"].set_value(
            short_date(day) if day else "",
            locked=locked,
            thing=meeting.id,
            typed=typed_form(day) if day else "",
        )
        for key, kept in (("begins", meeting.begins), ("ends", meeting.ends)):
            typed = kept.replace(":", ".")
            cells[key].set_value(clock(kept), locked=locked, thing=meeting.id, typed=typed)
        cells["place"].set_value(meeting.place, locked=locked, thing=meeting.id)
        for key, person_id, member_id in (
            ("chair_id", meeting.chair_person_id, meeting.chair_id),
            ("secretary_id", meeting.recorder_id, meeting.secretary_id),
            ("reviewer_id", meeting.reviewer_id, None),
        ):
            text = part_words(data, meeting, person_id, member_id)
            cells[key].set_value(text, locked=locked, thing=meeting.id)
        cells["reviewer_id"].set_example(reviewer(data, meeting))
        cells["number"].set_value(str(meeting.number), locked=locked, thing=meeting.id)
        if not self._is_edited:
            self._arrange()

    def _name_bodies(self) -> None:
        """Names the bodies; says how many they are where the title would give way to them."""
        bodies = self._session.data.bodies_of_meeting(self._meeting_id)
        words = agenda.bodies_named(bodies)
        self.bodies.setText(words)
        top = (self.title, self.labels["number"], self.cells["number"], self.bodies)
        needed = sum(part.sizeHint().width() + Space.M for part in top if not part.isHidden())
        if len(bodies) > 1 and needed - Space.M > self.width():
            self.bodies.setText(tr("{count} คณะ", count=len(bodies)))
        named = tr("คณะที่ประชุม: {bodies}", bodies=words)
        self.bodies.setToolTip(named)
        self.bodies.setAccessibleName(named)

    def begin(self, key: str) -> None:
        """Gives the focus to a field."""
        self.cells[key].setFocus()

    # -- storing

    def _write(self, field: str, value: object) -> None:
        session, meeting_id = self._session, self._meeting_id
        meeting = session.data.meeting_by_id.get(meeting_id)
        if meeting is None:
            return
        self._is_edited = True
        if field in _PARTS:
            who = value if isinstance(value, str) else None
            session.write(meetings.entrust, meeting_id, _PARTS[field], who)
            return
        if getattr(meeting, field) == value:
            return
        session.write(meetings.edit, [CellEdit(meeting_id, field, value)])

    def _go_on(self, field: str) -> None:
        """Moves to the next empty field; after the last one to the agenda. What is known after the
        meeting alone is passed over, but not by the field before it."""
        behind = _ORDER[_ORDER.index(field) + 1 :] if field in _ORDER else []
        for key in behind:
            if self.cells[key].is_empty and (key not in _LATER or key == behind[0]):
                self.cells[key].setFocus()
                return
        self.finished.emit()

    # -- choices

    def _members(self) -> list[Member]:
        data = self._session.data
        bodies = data.bodies_of_meeting(self._meeting_id)
        return [member for body in bodies for member in data.members_of(body.id)]

    def _all_people(self) -> list[ListChoice]:
        data = self._session.data
        meeting = data.meeting_by_id.get(self._meeting_id)
        day = meeting.day if meeting is not None else None
        return [*member_choices(data, self._members(), day), *self._people()]

    def _people(self) -> list[ListChoice]:
        return signatory_choices(self._session.data)

    def _fill_bodies(self) -> None:
        data = self._session.data
        present = {body.id for body in data.bodies_of_meeting(self._meeting_id)}
        take_out(self._menu)
        for body in data.bodies:
            entry = QAction(body.name, self._menu)
            entry.setCheckable(True)
            entry.setChecked(body.id in present)
            entry.triggered.connect(lambda on, body_id=body.id: self._turn_body(body_id, on))
            self._menu.addAction(entry)

    def _turn_body(self, body_id: str, on: bool) -> None:
        session, meeting_id = self._session, self._meeting_id
        present = {body.id for body in session.data.bodies_of_meeting(meeting_id)}
        wanted = present | {body_id} if on else present - {body_id}
        session.write(meetings.set_bodies, meeting_id, [*wanted])


def part_words(
    data: YearData, meeting: Meeting, person_id: str | None, member_id: str | None
) -> str:
    """Returns the person or member with a function at a meeting, as text."""
    person = data.person_by_id.get(person_id or "")
    if person is not None:
        return person.full_name
    member = data.member_by_id.get(member_id or "")
    return member_words(data, member, meeting.day) if member is not None else ""


def member_words(data: YearData, member: Member, day: date | None) -> str:
    """The holder of a member's position on ``day`` with the position, or the position only."""
    holder = holder_of(data, member, day)
    if holder is None:
        return member.post
    return " · ".join(filter(None, (holder.person.full_name, member.post)))


def member_choices(data: YearData, members: Sequence[Member], day: date | None) -> list[ListChoice]:
    """Returns members by name or position, with their roles."""
    return [
        ListChoice(member.id, member_words(data, member, day), member.role) for member in members
    ]


class MeetingPane(DetailPane):
    """Shows a meeting; its lines link to documents, lists and tasks."""

    about = "meeting-papers"
    place_requested = Signal(object)
    """A :class:`Place` should be shown."""
    invitation_requested = Signal()
    """The invitation memo should be written."""
    attendance_requested = Signal()
    actions_requested = Signal(str)
    """The tasks should be shown: this one, or (empty) a new one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._places: dict[str, Place | None] = {}
        self._waiting = ""
        self._meeting_id = ""
        self.papers = PaperLines(self)
        self.papers.opened.connect(self._open_paper)
        self.approved = CheckBox("", self)
        self.approved.clicked.connect(self._approve)
        self.add_section(tr("เอกสารของครั้งนี้"), self.papers, self.approved)
        self.counts = PaneCounts(self)
        self._came = self.add_section(tr("ผู้เข้าประชุม"), self.counts, action=tr("เปิดรายชื่อ"))
        self._came.acted.connect(self.attendance_requested)
        self.tasks = PaperLines(self)
        self.tasks.opened.connect(self.actions_requested)
        self._tasks = self.add_section(tr("งานที่มอบหมาย"), self.tasks, action=tr("+ เพิ่มงาน"))
        self._tasks.acted.connect(lambda: self.actions_requested.emit(""))
        self.owed = PaperLines(self)
        self.owed.opened.connect(self.actions_requested)
        self._pending_section = self.add_section(tr("ค้างจากครั้งก่อน"), self.owed)

    def show_meeting(self, meeting: Meeting) -> None:
        """Shows a meeting."""
        self._meeting_id = meeting.id
        with at_once(self.ui.column):
            self._fill(meeting)

    def _fill(self, meeting: Meeting) -> None:
        session = self._session
        data, today = session.data, session.today
        stands = standing(meeting, today)
        number = agenda.number_of(meeting, data.year)
        day = weekday_date(meeting.day) if meeting.day else tr("ยังไม่กำหนดวัน")
        words, _tone = standing_words(meeting, today)
        self.set_head(number, _SHOWN_MARKS[stands], day, word=words, of=meeting.id)
        self._fill_papers(meeting)
        count = turnout(data, meeting.id)
        of, whole = tr("ผู้เข้าประชุม"), tr("ประชุมครั้งที่ {number}", number=number)
        counted = total_words(of, whole, count.listed, today)
        self._came.set_count(tr("{count} คน", count=count.listed), counted)
        self.counts.set_counts(
            (tr("มา"), count.present),
            (tr("ยังไม่แจ้ง"), count.unknown),
            (caption("มอบผู้แทน"), count.substitutes),
            (caption("ไม่มา"), count.absent),
            (tr("ผู้เข้าร่วมอื่น"), count.guests),
        )
        locked = session.is_locked
        self._tasks.set_action("" if locked else tr("+ เพิ่มงาน"))
        tasks = data.actions_of(meeting.id)
        self.tasks.set_lines([self._action(task) for task in tasks])
        owed = agenda.open_actions(data, meeting)
        self._pending_section.setVisible(bool(owed))
        self.owed.set_lines([self._action(item) for item in owed])

    def _fill_papers(self, meeting: Meeting) -> None:
        session = self._session
        papers = session.cached_today(
            f"meeting.papers.{meeting.id}", lambda: papers_of(session.step_context(), meeting)
        )
        self._places = {paper.name: paper.place for paper in papers}
        self.papers.set_lines(
            [
                PaperLine(paper.name, in_language(paper.title), in_language(paper.words),
                          Mark.of(paper.state))
                for paper in papers
            ]
        )  # fmt: skip
        data = session.data
        before = meetings.minutes_before(data, meeting)
        self.approved.setVisible(before is not None)
        if before is not None:
            self._waiting = before.id
            number = agenda.number_of(before, data.year)
            self.approved.setText(tr("รับรองรายงานครั้งที่ {number} แล้ว", number=number))
            self.approved.setChecked(before.approved_in_id is not None)
            self.approved.setEnabled(not session.is_locked)

    def _action(self, action: ActionItem) -> PaperLine:
        data, today = self._session.data, self._session.today
        owner = agenda.owner_words(data, action)
        title = f"{owner} {action.text}".strip()
        late = agenda.days_late(data, action, today)
        if action.done is not None:
            text = tr("เสร็จ {day}", day=short_date(action.done))
            return PaperLine(action.id, title, text, Mark.DONE)
        if late:
            text = tr("เลยกำหนด {days} วัน", days=late)
            return PaperLine(action.id, title, text, Mark.LATE, Tone.LATE)
        if data.is_over(today):
            return PaperLine(action.id, title, tr("ไม่มีบันทึกว่าเสร็จ"), Mark.MISSED)
        complete = agenda.complete_items(data, action)
        if complete:
            text = tr("{codes} ครบแล้ว รอบันทึกว่าเสร็จ", codes=" ".join(complete))
            return PaperLine(action.id, title, text, Mark.DOING)
        text = tr("ภายใน {day}", day=short_date(action.due)) if action.due else tr("ไม่มีกำหนด")
        return PaperLine(action.id, title, text, Mark.NONE)

    # -- actions

    def _open_paper(self, name: str) -> None:
        place = self._places.get(name)
        if place is not None:
            self.place_requested.emit(place)
        elif name == MEMO and not self._session.is_locked:
            self.invitation_requested.emit()

    def _approve(self) -> None:
        before = self._waiting
        into = self._meeting_id if self.approved.isChecked() else None
        self._session.write(meetings.approve_minutes, before, into)


class PaneCounts(QWidget):
    """Labels with numbers of people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        from PySide6.QtWidgets import QGridLayout

        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._lines: list[tuple[ThaiLabel, ThaiLabel]] = []

    def set_counts(self, *counts: tuple[str, int]) -> None:
        """Sets labels and counts; counts of 0 are omitted, except the first."""
        shown = [counted for at, counted in enumerate(counts) if counted[1] or at == 0]
        while len(self._lines) < len(shown):
            row = len(self._lines)
            pair = ThaiLabel("", self), ThaiLabel("", self, style=Text.BODY, tone=Tone.TEXT2)
            pair[1].setAlignment(Qt.AlignmentFlag.AlignRight)
            for column, label in enumerate(pair):
                self._grid.addWidget(label, row, column)
            self._lines.append(pair)
        for at, (word, count) in enumerate(self._lines):
            described = shown[at] if at < len(shown) else None
            for label in (word, count):
                label.setVisible(described is not None)
            if described is not None:
                word.setText(described[0])
                count.setText(tr("{count} คน", count=described[1]))
