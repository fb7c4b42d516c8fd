"""The pane of การประชุม: a meeting's documents, attendance and tasks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.agenda import (
    complete_items,
    days_late,
    number_of,
    open_actions,
    owner_words,
)
from ita_desktop.domain.meetings import ActionItem, Meeting
from ita_desktop.i18n import caption, in_language, tr
from ita_desktop.services.meetings import meetings
from ita_desktop.services.meetings.papers import MEMO, papers_of
from ita_desktop.services.meetings.state import MeetingState, standing, turnout
from ita_desktop.services.places import Place
from ita_desktop.ui.language import short_date, weekday_date
from ita_desktop.ui.pages.meetings.rows import standing_words
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Text, Tone
from ita_desktop.ui.widgets.boxes import at_once
from ita_desktop.ui.widgets.chip import total_words
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
        number = number_of(meeting, data.year)
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
        owed = open_actions(data, meeting)
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
            number = number_of(before, data.year)
            self.approved.setText(tr("รับรองรายงานครั้งที่ {number} แล้ว", number=number))
            self.approved.setChecked(before.approved_in_id is not None)
            self.approved.setEnabled(not session.is_locked)

    def _action(self, action: ActionItem) -> PaperLine:
        data, today = self._session.data, self._session.today
        owner = owner_words(data, action)
        title = f"{owner} {action.text}".strip()
        late = days_late(data, action, today)
        if action.done is not None:
            text = tr("เสร็จ {day}", day=short_date(action.done))
            return PaperLine(action.id, title, text, Mark.DONE)
        if late:
            text = tr("เลยกำหนด {days} วัน", days=late)
            return PaperLine(action.id, title, text, Mark.LATE, Tone.LATE)
        if data.is_over(today):
            return PaperLine(action.id, title, tr("ไม่มีบันทึกว่าเสร็จ"), Mark.MISSED)
        complete = complete_items(data, action)
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
