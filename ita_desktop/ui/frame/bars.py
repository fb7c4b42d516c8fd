"""Fills the frame's bars from the open workspace: years, scores, undo, saved state, backups."""

import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication

from ita_desktop.domain.agenda import days_late
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.framework_draft import scores_are_draft
from ita_desktop.domain.scores.comparing import with_last_year
from ita_desktop.domain.scores.progress import State, tree_of
from ita_desktop.domain.tracking.state import late_measures
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, sentence, tr, translated
from ita_desktop.services.places import several_place
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.storage.files.life import FileState
from ita_desktop.storage.server.shared import Link
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.frame.top_bar import SaveState, YearChoice
from ita_desktop.ui.language import time_or_day
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.score_bar_words import marked_level, score_bar_values
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.lines import words
from ita_desktop.ui.widgets.button import TROUBLE
from ita_desktop.ui.widgets.status import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.ui.frame.main_frame import MainFrame

LATER: Final = 300
"""Delay in ms before the levels of other years are computed, to speed up the start."""
SLOW: Final = 150
"""Duration of saving in ms from which the window shows that it is saving."""


_SAVED_KEY = "saved"
_KIND_OF_SAVED: Final = {
    SaveState.SAVED: MessageKind.GOOD,
    SaveState.SAVING: MessageKind.INFO,
    SaveState.SENDING: MessageKind.INFO,
    SaveState.HERE: MessageKind.INFO,
    SaveState.FAILED: MessageKind.BAD,
    SaveState.READ_ONLY: MessageKind.INFO,
    SaveState.LOST: MessageKind.BAD,
    SaveState.OLD: MessageKind.BAD,
}


class WindowBars:
    """Updates the bars of a window from a session."""

    def __init__(
        self,
        frame: "MainFrame",
        set_undo: Callable[[str | None, str | None], None],
        session: Session,
    ) -> None:
        """``set_undo`` is called with the labels of undo and redo."""
        self._frame = frame
        self._set_undo = set_undo
        self._session = session
        self._later = QTimer(session, singleShot=True, interval=LATER)
        self._later.timeout.connect(self._show_later)
        self._saving = QTimer(session, singleShot=True, interval=SLOW)
        self._saving.timeout.connect(self._show_saving)
        self._notes: dict[int, tuple[YearData, YearData | None, str]] = {}
        """The year list's notes by year, with the data (also of the previous year) they were made
        from."""
        self._began = 0.0
        self._slow = session.workspace.shared is not None
        """Whether writing is reported at once: it took long the last time, or goes to a server."""
        self._is_busy = False
        """Whether the pointer says that the window waits."""
        self._is_save_asked = False
        """Whether the clerk asked to be notified when everything is saved."""
        self._known_problem: WorkspaceError | None = None
        """Why nothing could be saved before that."""
        self._connections = (
            (session.writing, self._on_writing),
            (session.saving, self._on_saving),
            (session.stepped, self.show_undo),
            (session.copied, self.show_backup),
            (session.changed, self._on_changed),
            (session.year_changed, lambda _year: self.show_year()),
            (session.day_changed, self._on_day),
            (session.reading.renewed, self.show_year),
            (session.reading.changed, self.show_saved),
        )
        for signal, follow in self._connections:
            signal.connect(follow)
        self.show_year()
        self.show_saved()
        self.show_backup()

    def stop(self) -> None:
        """Stops all updates at the end of the session."""
        self._later.stop()
        self._saving.stop()
        self._set_busy(on=False)
        for signal, follow in self._connections:
            signal.disconnect(follow)

    def save_now(self) -> None:
        """Saves at once, as otherwise happens shortly after each edit, and shows a message when it
        is done or has failed."""
        self._is_save_asked = True
        workspace = self._session.workspace
        self._known_problem = workspace.saved.problem
        if workspace.shared is not None:
            self._on_saving()
        elif workspace.saved.is_all or workspace.saved.since is None:
            # Nothing is to be carried: saved is said of the file as it is now. Its medium may hang.
            self._session.run(
                lambda _progress: workspace.look_at_file(by_content=True), self._after_look
            )
        else:
            workspace.publish_soon()

    def _after_look(self, _is_there: bool) -> None:
        self._session.follow_saving()
        self._on_saving()

    def _on_saving(self) -> None:
        """Shows the saved state, and a message if the clerk asked for one."""
        failed = self._frame.top_bar.saved.state is SaveState.FAILED
        self.show_saved()
        what = self._session.workspace.saved
        if failed and self._frame.top_bar.saved.state is SaveState.SAVED:
            self._session.failure_over.emit()
        has_failed = what.problem is not None and what.problem is not self._known_problem
        if self._is_save_asked and (what.is_all or what.since is None or has_failed):
            self._is_save_asked = False
            saved = self._frame.top_bar.saved
            self._frame.message.display(
                Message(_KIND_OF_SAVED[saved.state], saved.answer, key=_SAVED_KEY, about=TROUBLE)
            )

    def _on_changed(self, changed: Changed) -> None:
        if changed.tables & {"organisation", "unit", "fiscal_year"}:
            self.show_year()
        else:
            self.show_scores()
            self.show_undo()
        self.show_saved()

    def _on_day(self) -> None:
        self.show_scores()
        self.show_saved()

    def _show_later(self) -> None:
        self.show_backup()
        session = self._session
        if session.workspace.shared is None and self._notes.keys() >= set(session.years):
            self._show_years(levels=True)
        else:
            self._read_years()

    def _read_years(self) -> None:
        """Reads all years in another thread, then shows their levels."""
        workspace, years = self._session.workspace, self._session.years

        def read(progress: Progress) -> None:
            for done, year in enumerate(years):
                progress(done, len(years))
                workspace.year(year)

        job = Job(read, self._session)
        job.done.connect(lambda _none: self._show_years(levels=True))
        job.start()

    def show_year(self) -> None:
        """Updates everything that depends on the selected year."""
        session = self._session
        self._show_years(levels=False)
        office, year = session.data.organisation.name, tr("ปี {year}", year=session.year)
        self._frame.top_bar.office.setText(office)
        self._frame.show_title(f"{office} {year}".strip())
        words.know(_names(session.data))
        self.show_scores()
        self.show_undo()

    def _show_years(self, *, levels: bool) -> None:
        """Updates the list of years; computes unknown levels only if ``levels``."""
        session = self._session
        if levels:
            for year in session.years:
                try:
                    data, before = session.workspace.year(year), session.workspace.year_before(year)
                except (InputError, WorkspaceError):
                    # A change in another thread is being applied, after which the years are
                    # updated; or the connection is lost.
                    return
                known = self._notes.get(year)
                if known is None or known[0] is not data or known[1] is not before:
                    self._notes[year] = data, before, _level_note(data, before)
        notes = {year: note for year, (_data, _before, note) in self._notes.items()}
        choices = [YearChoice(year, notes.get(year, "")) for year in reversed(session.years)]
        switch = self._frame.top_bar.year
        switch.may_add = not session.is_locked
        switch.set_years(choices, session.year)

    def show_scores(self) -> None:
        """Updates the score bar, and the number of late items."""
        session = self._session
        values = session.cached_today(
            "strip",
            lambda: score_bar_values(
                session.year, session.score_bar, _days_to_close(session), session.today
            ),
        )
        self._frame.score_bar.set_values(values)
        codes = [one for one, of in session.progress.items() if of.state is State.LATE]
        late = len(codes)
        data, day = session.data, short_date(session.today)
        words = tr("ข้อ OIT ที่เลยกำหนดส่งและยังไม่ครบ {late} จาก {of} ข้อ ณ {day}",
                   late=late, of=len(session.progress), day=day)  # fmt: skip
        rail = self._frame.rail
        rail.set_late(PageKey.OIT, late, words, several_place(PageKey.OIT, codes).target)
        keys = session.cached_today(
            "measures.late", lambda: [one.measure.id for one in late_measures(data, session.today)]
        )
        measures = len(keys)
        words = tr("มาตรการที่มีครั้งเลยกำหนดและยังไม่ทำ {late} จาก {of} มาตรการ ณ {day}",
                   late=measures, of=len(data.measures), day=day)  # fmt: skip
        place = several_place(PageKey.MEASURES, keys)
        rail.set_late(PageKey.MEASURES, measures, words, place.target)
        given = [item for item in data.action_items if days_late(data, item, session.today) > 0]
        tasks = len(given)
        words = tr("งานที่ประชุมมอบหมายที่เลยกำหนด {late} จาก {of} งาน ณ {day}",
                   late=tasks, of=len(data.action_items), day=day)  # fmt: skip
        first = next((f"actions:{item.meeting_id}" for item in given), "")
        rail.set_late(PageKey.MEETINGS, tasks, words, first)
        # An import creates a backup, and the levels of other years may depend on this one.
        self._later.start()

    def show_undo(self) -> None:
        """Updates the labels of undo and redo."""
        session = self._session
        undo, redo = (
            text and translated(text) for text in (session.undo_label, session.redo_label)
        )
        self._frame.top_bar.set_undo(undo, redo)
        self._set_undo(undo, redo)

    def show_saved(self) -> None:
        """Shows when the workspace was saved, that saving runs or failed, or who has it open."""
        saved, session = self._frame.top_bar.saved, self._session
        workspace = session.workspace
        shared = workspace.shared
        if shared is not None and shared.state.link is not Link.CONNECTED:
            saved.set_state(SaveState.LOST, why=in_language(shared.state.reason))
            return
        reading = session.reading
        if reading.since is not None:
            saved.set_state(SaveState.OLD, f"{reading.since:%H:%M}", reading.why)
            return
        if workspace.read_only:
            holder = workspace.holder
            by_file = sentence(workspace.connections.why_read_only())
            why = session.locked if shared is not None else by_file
            saved.set_state(SaveState.READ_ONLY, holder.user if holder else "", why)
            return
        # Asking for the problem looks whether a file that was gone is there again.
        refused = session.under_way.refused
        problem = workspace.connections.write_problem or workspace.saved.problem
        what = workspace.saved
        at = time_or_day(what.at, session.today) if what.at is not None else ""
        if refused:
            saved.set_state(
                SaveState.FAILED, why=tr("ยังไม่ได้เก็บ {count} รายการ", count=len(refused))
            )
        elif problem is not None:
            saved.set_state(SaveState.FAILED, why=sentence(problem))
        elif workspace.file_state is FileState.PARTED:
            saved.set_state(
                SaveState.FAILED, why=tr("แฟ้มถูกย้าย ลบ หรือแทนที่ขณะเปิดอยู่ งานอยู่ครบในเครื่องนี้")
            )
        elif what.is_later:
            why = tr("แฟ้มใหญ่จึงเขียนห่างขึ้น Ctrl+S เขียนลงแฟ้มทันที และปิดแล้วอยู่ในแฟ้มครบ")
            saved.set_state(SaveState.HERE, at, why)
        elif not what.is_all:
            saved.set_state(SaveState.SENDING if shared is not None else SaveState.SAVING)
        else:
            saved.set_state(SaveState.SAVED, at)

    def _on_writing(self, begun: bool) -> None:
        """Shows that saving is in progress if it takes long; at once if it did so the last time."""
        outbox = self._session.workspace.outbox
        if outbox is not None and outbox.since is not None and not self._session.holds_window:
            self.show_saved()
        elif begun:
            self._began = time.perf_counter()
            self._saving.start()
            if self._slow:
                self._show_saving()
                self._frame.top_bar.saved.repaint()
                self._set_busy(on=self._session.holds_window)
        else:
            self._saving.stop()
            self._set_busy(on=False)
            self._slow = time.perf_counter() - self._began > SLOW / 1000
            self.show_saved()

    def _set_busy(self, *, on: bool) -> None:
        if on and not self._is_busy:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        elif self._is_busy and not on:
            QGuiApplication.restoreOverrideCursor()
        self._is_busy = on

    def _show_saving(self) -> None:
        self._frame.top_bar.saved.set_state(SaveState.SAVING)

    def show_backup(self) -> None:
        """Shows when the last backup was made, or permanently that it failed."""
        status, workspace = self._frame.status, self._session.workspace
        last = workspace.copies.last()
        if workspace.copies.problem is not None:
            status.set_backup(tr("สำรองแฟ้มไม่สำเร็จ"), failed=True)
        elif last is None:
            status.set_backup("")
        elif last.made.date() == date.today():  # noqa: DTZ011 - the clerk's own clock
            status.set_backup(tr("สำรองล่าสุดวันนี้ {time}", time=f"{last.made:%H:%M}"))
        else:
            status.set_backup(tr("สำรองล่าสุด {day}", day=short_date(last.made.date())))


def _days_to_close(session: Session) -> int | None:
    """Returns the days until OIT publication closes; None if the calendar does not say."""
    days = [
        calendar_date.day
        for calendar_date in session.data.calendar
        if calendar_date.code == "oit_close"
    ]
    return (min(days) - session.today).days if days else None


def _level_note(data: YearData, before: YearData | None) -> str:
    """Total and level of a year as in its score bar, and the year of borrowed survey scores."""
    tree, _, from_year = with_last_year(data, before, tree_of(data))
    level = tree.level.level
    if tree.total.value is None:
        return tr("ยังไม่มีคะแนนรวม")
    name = tr("ยังไม่ครบ")
    if level is not None:
        name = marked_level(level.name, drafted=scores_are_draft(data))
    text = f"{tree.total.value:.2f} {name}"
    if from_year is None:
        return text
    return tr("{total} · ใช้ผลปี {year}", total=text, year=f"{from_year % 100:02d}")


def _names(data: YearData) -> list[str]:
    """Returns names that are never broken across lines."""
    names = [data.organisation.name]
    for unit in data.units:
        names += [unit.name, unit.short_name]
    return [name for name in names if name]
