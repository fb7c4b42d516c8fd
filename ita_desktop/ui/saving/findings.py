"""What else there is of the open file's work: left here, saved elsewhere, beside it, or at another
PC."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from ita_desktop.i18n import capital, in_language, tr
from ita_desktop.storage.files.remembered import FileFinding, FileFindingKind
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener
from ita_desktop.ui.saving.left_works import drop_left, save_left, wait_until_closed
from ita_desktop.ui.saving.standing_line import LineAction, StandingText
from ita_desktop.ui.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ita_desktop.storage.files.remembered import LeftWork
    from ita_desktop.storage.workspace import Workspace


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
        """Returns what the line above the pages says; None if there is nothing."""
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
        own, told = self._session.workspace.path, capital(in_language(found.finding.text))

        def tell(path: "Path") -> None:
            from ita_desktop.ui.opening.saved_files import saved

            words = tr("บันทึกงานค้างเป็นแฟ้ม {path} แล้ว", path=path.name)
            opener.frame.message.display(saved(words, path.parent))
            self.begin()

        return (
            LineAction(tr("บันทึกเป็นแฟ้มแยก…"), lambda: save_left(opener, left, own, tell)),
            LineAction(tr("ทิ้ง…"), lambda: drop_left(opener.frame, left, told, self.begin)),
        )

    def _compare(self, path: "Path | None") -> LineAction:
        def compare() -> None:
            load("ita_desktop.ui.dialogs.backups.restore")
            from ita_desktop.ui.dialogs.backups.restore import compare_with

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
    from ita_desktop.services import left_work

    wait_until_closed(former, progress)
    findings = workspace.findings()
    works = left_work.listed() if findings else []
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
        load("ita_desktop.ui.dialogs.backups.join")
        from ita_desktop.ui.dialogs.backups.join import ask

        if ask(session, over, path) is not None:
            joined()

    return (LineAction(tr("รวม…"), join),)
