"""What the window shows of the life of its file: that edits do not reach it, that it parted from
them, and what else there is of the same work."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer

from ita_desktop.i18n import sentence, tr
from ita_desktop.services import sample
from ita_desktop.storage.files.life import FileState, Saved
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.language.dates import day_and_time
from ita_desktop.ui.loading.delayed import later
from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener
from ita_desktop.ui.saving.findings import FileFindings
from ita_desktop.ui.saving.leaving import what_failed
from ita_desktop.ui.saving.looking import FileLook
from ita_desktop.ui.saving.standing_line import (
    LineAction,
    StandingLine,
    StandingLines,
    StandingText,
)
from ita_desktop.ui.session import Session

if TYPE_CHECKING:
    from pathlib import Path

LOOK_EVERY: Final = 3_000
"""Interval in ms between looks whether the clerk's file is still in its place."""
_IS_OVER_EVERY: Final = 100
"""Interval in ms between checks whether a look is over."""
FINDINGS_AFTER: Final = 800
"""Delay in ms after which what else there is of a file is looked for, when its page is there."""


class FileDesk(QObject):
    """Shows it for an ordinary file. Of the sample and of shared work there is nothing to show."""

    def __init__(self, opener: WorkspaceOpener, session: Session) -> None:
        super().__init__(session)
        self._opener = opener
        self._frame = opener.frame
        self._session = session
        self._above: StandingLines | None = None
        self.trouble: StandingLine | None = None
        """The line that tells what is not in the file; None while everything is."""
        self.found: StandingLine | None = None
        """The line that tells what else there is of this work."""
        self._look: FileLook | None = None
        self._is_there = False
        """Whether something stood in the place of a file that parted."""
        self._parted_since: datetime | None = None
        self._looking = QTimer(self, interval=LOOK_EVERY, timerType=Qt.TimerType.VeryCoarseTimer)
        self._looking.timeout.connect(self.look)
        self._ending = QTimer(self, interval=_IS_OVER_EVERY)
        self._ending.timeout.connect(self._end_look)
        workspace = session.workspace
        self.findings = FileFindings(opener, session, self)
        self.findings.changed.connect(self._show_found)
        is_followed = workspace.path is not None and not sample.is_sample(workspace.path)
        self._is_written = is_followed and not workspace.read_only
        if is_followed:
            later(self, FINDINGS_AFTER, self.findings.begin)
        if self._is_written:
            session.saving.connect(self._show)
            self._looking.start()
            self._show()

    def stop(self) -> None:
        """Ends it with the session."""
        self._looking.stop()
        self._ending.stop()
        if self._is_written:
            self._session.saving.disconnect(self._show)
        if self._above is not None:
            self._frame.show_above(None)
            self._above = self.trouble = self.found = None

    # -- looking

    def look(self) -> None:
        """Looks at the file now, unless a look has not ended yet."""
        if self._look is None and self._looking.isActive():
            self._look = FileLook(self._session.workspace)
            self._ending.start()

    def _end_look(self) -> None:
        look = self._look
        if look is None or not look.is_over:
            return
        self._ending.stop()
        self._look = None
        self._is_there = look.is_there
        was_parted = self._parted_since is not None
        self._session.follow_saving()
        workspace = self._session.workspace
        if was_parted and workspace.file_state is not FileState.PARTED:
            # It is there again: what is missing in it need not wait for the next try.
            workspace.publish_soon()
            self._session.saving.emit()
        elif was_parted:
            self._show()

    # -- the line of what is not in the file

    def _show(self) -> None:
        """Shows or removes the line by the present state."""
        workspace = self._session.workspace
        saved, is_parted = workspace.saved, workspace.file_state is FileState.PARTED
        if not is_parted:
            self._parted_since = None
        elif self._parted_since is None:
            self._parted_since = datetime.now().astimezone()
            self._is_there = False
            self.look()
        if is_parted and workspace.path is not None:
            text = self._parted(workspace.path)
        elif saved.problem is not None and not saved.is_all:
            text = self._refused(saved)
        else:
            self._remove_trouble()
            return
        if self.trouble is None:
            self.trouble = StandingLine(is_bad=True)
            self._put(self.trouble, first=True)
        self.trouble.show_text(text)

    def _refused(self, saved: Saved) -> StandingText:
        assert saved.problem is not None
        since = self._since(saved.since)
        return StandingText(
            tr("ยังไม่อยู่ในแฟ้มตั้งแต่ {since}", since=since),
            what_failed(saved.problem),
            (LineAction(tr("ลองใหม่"), self._retry), self._elsewhere()),
            sentence(saved.problem),
        )

    def _parted(self, path: "Path") -> StandingText:
        saved = self._session.workspace.saved
        since = self._since(saved.since or self._parted_since)
        if self._is_there:
            title = tr("แฟ้มอื่นมาแทนที่แฟ้มนี้ จึงยังไม่บันทึก ตั้งแต่ {since}", since=since)
            # What is left here is found by the file that is opened then, and can be joined with it.
            rest = [LineAction(tr("เปิดแฟ้มที่อยู่ที่นั่น"), lambda: self._opener.close_and_open(path))]
            tip = ""
        else:
            title = tr("แฟ้มไม่อยู่ที่เดิม จึงยังไม่บันทึก ตั้งแต่ {since}", since=since)
            rest = []
            tip = tr("เขียนแฟ้มนี้ที่เดิมอีกครั้ง ถ้ายังไม่กลับมา")
        about = tr("{path} · งานที่ทำแล้วอยู่ครบในเครื่องนี้ แก้ต่อได้เมื่อบันทึกได้", path=path)
        retry = LineAction(tr("ลองใหม่"), self._retry, tip)
        return StandingText(title, about, (retry, self._elsewhere(), *rest), about)

    def _since(self, at: datetime | None) -> str:
        return day_and_time(at, self._session.today) if at is not None else "–"

    def _elsewhere(self) -> LineAction:
        def save() -> None:
            from ita_desktop.ui.saving.elsewhere import save_elsewhere

            save_elsewhere(self._opener)

        return LineAction(tr("บันทึกไว้ที่อื่น…"), save)

    def _retry(self) -> None:
        """Tries again; a file that is missing is written anew in its place."""
        session, workspace = self._session, self._session.workspace
        if self.trouble is not None:
            self.trouble.button(tr("ลองใหม่")).setEnabled(False)
        if workspace.file_state is not FileState.PARTED:
            workspace.publish_soon()
            return

        def write(_progress: Progress) -> None:
            if workspace.look_at_file():
                workspace.publish()
            else:
                workspace.put_back()

        def show(*_end: object) -> None:
            session.follow_saving()
            self.look()
            self._show()

        job = Job(write, session)
        self._frame.work.watch(job, tr("กำลังบันทึกลงแฟ้ม"))
        for end in (job.done, job.failed, job.stopped):
            end.connect(show)
        job.start()

    def _remove_trouble(self) -> None:
        if self.trouble is not None:
            self._take_away(self.trouble)
            self.trouble = None

    # -- the line of what else there is

    def _show_found(self) -> None:
        text = self.findings.text()
        if text is None:
            if self.found is not None:
                self._take_away(self.found)
                self.found = None
            return
        if self.found is None:
            self.found = StandingLine(is_bad=False)
            self._put(self.found, first=False)
        self.found.show_text(text)

    # -- the place above the pages

    def _put(self, line: StandingLine, *, first: bool) -> None:
        if self._above is None:
            self._above = StandingLines()
            self._frame.show_above(self._above)
        self._above.add(line, 0 if first else -1)

    def _take_away(self, line: StandingLine) -> None:
        if self._above is None:
            return
        focus = self._frame.focusWidget()
        if focus is not None and line.isAncestorOf(focus):
            self._frame.return_keyboard()
        self._above.remove(line)
        if not self._above.lines:
            self._frame.show_above(None)
            self._above = None
