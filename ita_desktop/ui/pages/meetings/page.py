"""การประชุม: the year's meetings with agenda, attendance and tasks, and the letters."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from ita_desktop.domain.agenda import number_of, open_actions
from ita_desktop.domain.meetings import Meeting
from ita_desktop.i18n import tr
from ita_desktop.services import letters
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import meetings
from ita_desktop.services.meetings.papers import AGENDA, MINUTES, open_minutes
from ita_desktop.services.meetings.state import MeetingState, current, standing
from ita_desktop.services.places import Place, paper_place
from ita_desktop.ui.keyboard import ADD_MEETING, TURN_PANE
from ita_desktop.ui.language import short_date
from ita_desktop.ui.loading.pages import lay_out
from ita_desktop.ui.pages.meetings.letters import LettersPart
from ita_desktop.ui.pages.meetings.rows import meeting_entries
from ita_desktop.ui.pages.meetings.view import MeetingSide, MeetingView
from ita_desktop.ui.pages.page import Page, add_key, add_page_key
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Breakpoint
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.chip import Tabs
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState
from ita_desktop.ui.widgets.page.header import PageHeader

CHOSEN = "meetings.chosen"


class MeetingsTab(StrEnum):
    """The parts of the page."""

    MEETINGS = "meetings"
    LETTERS = "letters"


TITLES = {MeetingsTab.MEETINGS: "การประชุม", MeetingsTab.LETTERS: "หนังสือ"}


class MeetingsPage(Page):
    """Shows one part at a time: the meetings, or the letters, which are created when idle or
    first shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._letters: LettersPart | None = None
        self._paper = AGENDA
        """The document that is printed next."""
        self.header = PageHeader(tr("การประชุม"))
        self.tabs = Tabs({tab: tr(words) for tab, words in TITLES.items()}, self.show_tab)
        self.header.set_tabs([*self.tabs.values()])
        self.add_button = self.header.add_button(Button(tr("เพิ่มการประชุม"), icon_name="plus"))
        self.record_button = self.header.add_button(Button(tr("บันทึกมติ"), icon_name="pencil"))
        self.print_button = self.header.add_button(
            Button(tr("พิมพ์ระเบียบวาระ"), kind=ButtonKind.PRIMARY, icon_name="printer")
        )
        self.stack = QStackedWidget()
        vbox(self.header, (self.stack, 1), on=self)
        self._meetings = QWidget()
        self.stack.addWidget(self._meetings)
        self.view = MeetingView(session, self._meetings)
        self.empty = EmptyPlace(EmptyState())
        vbox((self.view, 1), (self.empty, 1), on=self._meetings, gap=None)
        self._connect()
        self.show_tab(MeetingsTab.MEETINGS)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._add)
        self.record_button.clicked.connect(self._record)
        self.print_button.clicked.connect(self._print)
        self.empty.state.acted.connect(self.add_meeting)
        view = self.view
        view.chosen.connect(self._choose)
        view.place_requested.connect(self._follow_place)
        view.invitation_requested.connect(self._invite)
        view.menu_requested.connect(self._fill_menu)
        view.removed.connect(self.remove_meeting)
        view.side_changed.connect(self._update_status)
        view.side_changed.connect(lambda: self._show_next(self.meeting))
        view.side_changed.connect(self.take_density)  # tables are made when they are first shown
        add_page_key(self, TURN_PANE, self._turn_pane)
        add_key(self.view, ADD_MEETING, self.add_meeting, with_children=True)

    # -- parts

    @property
    def tab(self) -> MeetingsTab:
        """The shown part."""
        return (
            MeetingsTab.MEETINGS
            if self.stack.currentWidget() is self._meetings
            else MeetingsTab.LETTERS
        )

    @property
    def letters(self) -> LettersPart:
        """The letters, created on first access."""
        if self._letters is None:
            self._letters = LettersPart(self.session, self.stack)
            self._letters.place_requested.connect(self._follow_place)
            self.stack.addWidget(self._letters)
            self.take_density()
        return self._letters

    def build_hidden_parts(self) -> Iterator[None]:
        part = self.letters
        yield
        for piece in (partial(lay_out, part), part.refresh, partial(lay_out, part)):
            if self.tab is MeetingsTab.LETTERS:
                return
            part.resize(self.stack.size())
            piece()
            yield

    def show_tab(self, tab: MeetingsTab) -> None:
        """Shows a part; initially the meetings."""
        self.stack.setCurrentWidget(self._meetings if tab is MeetingsTab.MEETINGS else self.letters)
        self.tabs.select(tab)
        if self.isVisible():
            self.refresh()
            if not self.tabs[tab].hasFocus():
                self.focus_parts()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_parts(self) -> Sequence[QWidget]:
        """Returns the stops of F6: list, meeting and pane, or the letters; then the tabs."""
        chip = self.tabs[self.tab]
        if self.tab is MeetingsTab.LETTERS:
            return (*self.letters.parts, chip)
        if self.is_empty:
            return (self.empty.state.button, chip)
        return (*self.view.parts, chip)

    @property
    def is_empty(self) -> bool:
        return self.tab is MeetingsTab.MEETINGS and not self.session.data.meetings

    # -- content

    @property
    def meeting(self) -> Meeting | None:
        """The selected meeting: the stored one, else the current one."""
        data = self.session.data
        kept = self.session.memory.get(CHOSEN)
        found = data.meeting_by_id.get(kept) if isinstance(kept, str) else None
        return found or current(data, self.session.today)

    def refresh(self) -> None:
        data = self.session.data
        self.tabs[MeetingsTab.MEETINGS].set_total(len(data.meetings), data.year, self.session.today)
        self.tabs[MeetingsTab.LETTERS].set_total(len(data.letters), data.year, self.session.today)
        on_meetings = self.tab is MeetingsTab.MEETINGS
        meeting = self.meeting
        self.add_button.setText(tr("เพิ่มการประชุม") if on_meetings else tr("เพิ่มหนังสือ"))
        for button in (self.add_button, self.record_button, self.empty.state.button):
            button.block(self.session.locked)
        self.add_button.setVisible(not self.is_empty)
        for button in (self.record_button, self.print_button):
            button.setVisible(on_meetings and meeting is not None)
        if on_meetings:
            self._show_next(meeting)
            self._show_meeting(meeting)
        else:
            self.letters.refresh()
        self._update_status()

    def _show_next(self, meeting: Meeting | None) -> None:
        """Makes what comes next of a meeting the primary button: its agenda, after its day its
        resolutions, then its minutes. An empty list of tasks has its own."""
        if meeting is None:
            return
        data = self.session.data
        held = standing(meeting, self.session.today) in {MeetingState.HELD, MeetingState.CLOSED}
        records = held and bool(open_minutes(data, meeting))
        self._paper = MINUTES if held and not records else AGENDA
        words = tr("พิมพ์ระเบียบวาระ") if self._paper == AGENDA else tr("พิมพ์รายงานการประชุม")
        tasks = data.actions_of(meeting.id) or open_actions(data, meeting)
        begins = self.view.side is MeetingSide.ACTIONS and not tasks
        self.print_button.setText(words)
        self.print_button.make_primary(not (records or begins))
        self.record_button.make_primary(records and not begins)

    def _show_meeting(self, meeting: Meeting | None) -> None:
        data = self.session.data
        self.empty.replace(self.view, empty=meeting is None)
        if meeting is None:
            self.empty.state.set_texts(
                tr("ยังไม่มีการประชุมของปีนี้"),
                tr(
                    "หน้านี้เก็บการประชุมของคณะกรรมการและคณะทำงาน โปรแกรมร่างระเบียบวาระและรายชื่อให้ "
                    "แล้วทำบันทึกเชิญ ใบลงชื่อ และรายงานการประชุมจากที่นี่"
                ),
                tr("เพิ่มการประชุมครั้งแรก"),
            )
            return
        entries = self.session.cached_today(
            "meetings.list", lambda: meeting_entries(data, self.session.today)
        )
        self.view.show_meeting(meeting, entries)

    def _update_status(self) -> None:
        data = self.session.data
        if self.tab is MeetingsTab.LETTERS:
            told = {"year": data.year, "count": len(data.letters)}
            words = tr("หนังสือปีงบประมาณ {year} · {count} ฉบับ", **told)
            self.set_status(words, counts=True)
        elif data.meetings and self.view.side is not MeetingSide.AGENDA:
            self.set_status(tr("F2 แก้ไข · Enter ลง · Tab ขวา · Ctrl+V วางจาก Excel"))
        elif data.meetings:
            self.set_status(
                tr("Enter เพิ่มเรื่อง · F2 แก้ไข · Tab ย่อยเข้า · Alt+↑↓ ย้าย · Ctrl+; แนบ · Del เอาออก")
            )
        else:
            self.set_status("")

    def show_target(self, target: str) -> None:
        """Handles targets: the id of a meeting or agenda item; ``letter:KEY``, ``actions:KEY``,
        ``minutes:KEY`` and ``attendance:KEY`` refer to a letter or a part of a meeting;
        ``meetings`` and ``letters`` are the parts of the page."""
        kind, _, key = target.rpartition(":")
        if target in set(MeetingsTab):
            self.show_tab(MeetingsTab(target))
            return
        if kind == "letter":
            self.show_tab(MeetingsTab.LETTERS)
            self.letters.show_letter(key)
            return
        data = self.session.data
        agenda_item = data.agenda_item_by_id.get(key)
        meeting_id = agenda_item.meeting_id if agenda_item is not None else key
        if meeting_id not in data.meeting_by_id:
            return
        self._choose(meeting_id)
        self.show_tab(MeetingsTab.MEETINGS)
        self.view.show_side(MeetingSide(kind) if kind in set(MeetingSide) else MeetingSide.AGENDA)
        if agenda_item is not None:
            self.view.agenda.outline.go_to(agenda_item.id)
        elif kind == "minutes":
            self._record()

    def hidden_part(self, target: str) -> str:
        named = MeetingsTab(target)
        return "" if named is self.tab else tr(TITLES[named])

    def _choose(self, meeting_id: str) -> None:
        self.session.memory.set(CHOSEN, meeting_id)
        if self.isVisible() and self.tab is MeetingsTab.MEETINGS:
            self.refresh()

    def _follow_place(self, place: Place) -> None:
        if place.page == self.key:
            self.show_target(place.target)
        else:
            self.go.emit(place.page, place.target)

    def _turn_pane(self) -> None:
        if self.tab is MeetingsTab.LETTERS:
            self.letters.split.turn()
        else:
            self.view.split.turn()

    # -- actions

    def _add(self) -> None:
        if self.tab is MeetingsTab.LETTERS:
            self.letters.offer_wordings(self.add_button)
        else:
            self.add_meeting()

    def add_meeting(self) -> None:
        """Adds a meeting of the bodies that met last, on the day that the calendar has for it, and
        gives the focus to its date."""
        session = self.session
        if session.refuses():
            return
        last = self.meeting
        bodies = [body.id for body in session.data.bodies_of_meeting(last.id)] if last else []
        planned = meetings.planned(session.data, bodies, session.today)
        day = planned.day if planned is not None else None
        made = session.write(meetings.add, bodies=bodies, day=day)
        if made:
            self._choose(made)
            self.view.show_side(MeetingSide.AGENDA)
            self.view.begin("day")
        if made and planned is not None:
            told = {"day": short_date(planned.day), "title": planned.title}
            words = tr("เสนอวันประชุมตามปฏิทินของปี {day} ({title}) · พิมพ์ทับได้ถ้าเป็นวันอื่น", **told)
            session.notified.emit(words, True)

    def remove_meeting(self, meeting_id: str) -> None:
        """Removes a meeting with everything that belongs to it."""
        session = self.session
        meeting = session.data.meeting_by_id.get(meeting_id)
        if meeting is None:
            return
        if session.refuses():
            return
        number = number_of(meeting, session.data.year)

        if session.could_write(meetings.remove, [meeting_id]):
            session.notified.emit(tr("เอาการประชุมครั้งที่ {number} ออกแล้ว", number=number), True)

    def _fill_menu(self, menu: QMenu) -> None:
        meeting = self.meeting
        if meeting is None:
            return
        menu.addAction(tr("ไฟล์ปฏิทินของการประชุม (.ics)…"), lambda: self._save_calendar(meeting))
        if self.session.is_locked:
            return
        menu.addAction(tr("เพิ่มการประชุม"), self.add_meeting)
        menu.addAction(tr("ตั้งชื่อการประชุม…"), lambda: self._ask_title(meeting))
        menu.addAction(tr("เอาการประชุมออก"), lambda: self.remove_meeting(meeting.id))

    def _save_calendar(self, meeting: Meeting) -> None:
        from ita_desktop.ui.pages.parts.calendar_actions import save_calendar

        save_calendar(self.session, self, meeting=meeting)

    def _ask_title(self, meeting: Meeting) -> None:
        """Asks for the kind of meeting; an ordinary one has none."""
        from ita_desktop.ui.pages.parts.popups import NamePopup

        head = self.view.head

        def rename(title: str) -> None:
            self.session.write(meetings.edit, [CellEdit(meeting.id, "title", title)])

        popup = NamePopup(tr("ชื่อการประชุม"), meeting.title, tr("ตั้งชื่อ"), head)
        popup.field.set_example(tr("เช่น ประชุมพิจารณามาตรการ"))
        popup.named.connect(rename)
        below = self.view.stack if head.isHidden() else head
        place = QPoint() if head.isHidden() else head.title.geometry().bottomLeft()
        popup.open_below(below.mapToGlobal(place), self.window())

    def _record(self) -> None:
        self.view.show_side(MeetingSide.AGENDA)
        self.view.agenda.record()

    def _print(self) -> None:
        meeting = self.meeting
        if meeting is not None:
            place = paper_place(self._paper, meeting.id)
            self.go.emit(place.page, place.target)

    def _invite(self) -> None:
        """Adds the invitation memo of the meeting with its wording."""
        meeting = self.meeting
        if meeting is not None:
            self.show_tab(MeetingsTab.LETTERS)
            self.letters.add(letters.invitation_to(meeting), meeting.id)

    def set_low(self, low: bool) -> None:
        super().set_low(low)
        self.view.set_low(low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view.set_narrow(self.window().width() < Breakpoint.FOLDED)
