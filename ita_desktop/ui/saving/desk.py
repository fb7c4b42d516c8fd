"""What the window shows of the life of its file: that edits do not reach it, that it parted from
them, and what else there is of the same work: left here, saved elsewhere, beside it, or at another
PC.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ita_desktop.i18n import capital, in_language, sentence, tr
from ita_desktop.services import workspaces
from ita_desktop.storage.files.life import FileState, Saved
from ita_desktop.storage.files.remembered import FileFinding, FileFindingKind
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.language import day_and_time
from ita_desktop.ui.loading.asked import later, load
from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener
from ita_desktop.ui.saving.standing_line import (
    LineAction,
    StandingLine,
    StandingLines,
    StandingText,
)
from ita_desktop.ui.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ita_desktop.storage.files.remembered import LeftWork
    from ita_desktop.storage.workspace import Workspace
    from ita_desktop.ui.saving.leaving import FileLook


class ToldFinding(NamedTuple):
    """A finding, and the work that was left which it tells of."""

    finding: FileFinding
    left: "LeftWork | None"


class FileFindings(QObject):
    """Looks for them in another thread; ``changed`` is emitted when :meth:`text` may be another."""

    changed = Signal()

    def __init__(self, opener: WorkspaceOpener, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._opener = opener
        self._session = session
        self.found: list[ToldFinding] = []

    def begin(self) -> None:
        """Looks for them, once the workspaces that were open before are closed: their work may be
        of this one."""
        workspace, former = self._session.workspace, tuple(self._opener.former)

        def look(progress: Progress) -> list[ToldFinding]:
            return _find(workspace, former, progress)

        job = Job(look, self._session)
        job.done.connect(self._show)
        # Why the file cannot be read is told by what reads it.
        job.start()

    def _show(self, found: list[ToldFinding]) -> None:
        self.found = found
        self.changed.emit()

    def text(self) -> StandingText | None:
        """Returns what the line below the pages says; None if there is nothing."""
        if not self.found:
            return None
        close = LineAction(tr("ปิด"), lambda: self._show([]))
        if len(self.found) == 1:
            text = self._text(self.found[0])
            return text._replace(actions=(*text.actions, close))
        title = tr("มี {count} เรื่องของงานนี้ที่ควรดูก่อนทำต่อ", count=len(self.found))
        show_all = LineAction(tr("ดูทั้งหมด…"), self._show_all)
        first = capital(in_language(self.found[0].finding.text))
        return StandingText(title, first, (show_all, close))

    def _show_all(self) -> None:
        load("ita_desktop.ui.saving.list_sheet")
        from ita_desktop.ui.saving.list_sheet import open_list

        texts = [self._text(found) for found in self.found]
        open_list(tr("เรื่องของงานนี้ที่ควรดูก่อนทำต่อ"), texts, self._opener.frame)

    def _text(self, found: ToldFinding) -> StandingText:
        finding = found.finding
        title, about = (capital(in_language(text)) for text in (finding.text, finding.remedy))
        return StandingText(title, about, self._actions(found), f"{title} · {about}")

    def _actions(self, found: ToldFinding) -> tuple[LineAction, ...]:
        finding, session = found.finding, self._session
        match finding.kind:
            case FileFindingKind.LEFT:
                return (*self._join(finding.path), *self._left_actions(found))
            case FileFindingKind.SAVED:
                return (
                    *self._join(finding.path),
                    self._compare(finding.path),
                    *self._open(finding.path),
                )
            case FileFindingKind.COPY:
                return (*self._join(finding.path), self._compare(finding.path))
            case FileFindingKind.HELD:
                return () if session.workspace.read_only else (self._read_only(),)

    def _join(self, path: "Path | None") -> tuple[LineAction, ...]:
        return join_actions(self._session, self._opener.frame, path, self.begin)

    def _left_actions(self, found: ToldFinding) -> tuple[LineAction, ...]:
        left, opener = found.left, self._opener
        if left is None:
            return ()
        from ita_desktop.ui.saving.left_works import drop_left, save_left

        own, told = self._session.workspace.path, capital(in_language(found.finding.text))

        def tell(path: "Path") -> None:
            from ita_desktop.ui.outside import saved

            words = tr("บันทึกงานค้างเป็นแฟ้ม {path} แล้ว", path=path.name)
            opener.frame.message.display(saved(words, path.parent))
            self.begin()

        return (
            LineAction(tr("บันทึกเป็นแฟ้มแยก…"), lambda: save_left(opener, left, own, tell)),
            LineAction(tr("ทิ้ง…"), lambda: drop_left(opener.frame, left, told, self.begin)),
        )

    def _compare(self, path: "Path | None") -> LineAction:
        def compare() -> None:
            load("ita_desktop.ui.dialogs.restore")
            from ita_desktop.ui.dialogs.restore import compare_with

            compare_with(self._opener, path)

        return LineAction(tr("เทียบ…"), compare)

    def _open(self, path: "Path | None") -> tuple[LineAction, ...]:
        if path is None:
            return ()
        return (LineAction(tr("เปิดแฟ้มนั้น"), lambda: self._opener.begin(path)),)

    def _read_only(self) -> LineAction:
        def read() -> None:
            path = self._session.workspace.path
            if path is not None:
                self._opener.close_and_open(path, read_only=True)

        return LineAction(tr("เปิดอ่านอย่างเดียว"), read)


def _find(
    workspace: "Workspace", former: Sequence[threading.Event], progress: Progress
) -> list[ToldFinding]:
    if former:
        from ita_desktop.ui.saving.left_works import wait_until_closed

        wait_until_closed(former, progress)
    findings = workspace.findings()
    if not findings:  # as at most starts, which load nothing for it
        return []
    from ita_desktop.services.settings import safety_copies

    works = safety_copies.left_works()
    return [
        ToldFinding(finding, next((left for left in works if left.path == finding.path), None))
        for finding in findings
    ]


# รวม: the way from the window to joining the work of another file with the open one.


def join_actions(
    session: Session, over: "QWidget", path: Path | None, joined: Callable[[], object]
) -> tuple[LineAction, ...]:
    """Returns the action that joins with the file at ``path`` and then calls ``joined``; none where
    that is not possible."""
    if path is None or session.workspace.read_only:
        return ()

    def join() -> None:
        load("ita_desktop.ui.dialogs.join")
        from ita_desktop.ui.dialogs.join import ask

        if ask(session, over, path) is not None:
            joined()

    return (LineAction(tr("รวม…"), join),)


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
        self._below: StandingLines | None = None
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
        is_followed = workspace.path is not None and not workspaces.is_sample(workspace.path)
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
        if self._below is not None:
            self._frame.show_below(None)
            self._below = self.trouble = self.found = None

    # -- looking

    def look(self) -> None:
        """Looks at the file now, unless a look has not ended yet."""
        from ita_desktop.ui.saving.leaving import FileLook

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
        from ita_desktop.ui.saving.leaving import what_failed

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

    # -- the place below the pages: what comes late moves nothing under the mouse

    def _put(self, line: StandingLine, *, first: bool) -> None:
        if self._below is None:
            self._below = StandingLines()
            self._frame.show_below(self._below)
        self._below.add(line, 0 if first else -1)

    def _take_away(self, line: StandingLine) -> None:
        if self._below is None:
            return
        focus = self._frame.focusWidget()
        if focus is not None and line.isAncestorOf(focus):
            self._frame.return_keyboard()
        self._below.remove(line)
        if not self._below.lines:
            self._frame.show_below(None)
            self._below = None
