"""The questions before a file is left: when it does not have everything, as a word processor asks;
while files are being written; and while edits of shared work are under way, or were refused.

The clerk's file is looked at in a thread of its own: its medium may hang.
"""

import threading
import time
from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.i18n import sentence, tr
from ita_desktop.storage.files.life import FileState
from ita_desktop.ui.background import deliver_posted
from ita_desktop.ui.language import day_and_time
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.button import ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Question
from ita_desktop.ui.widgets.status import Bar
from ita_desktop.ui.work_line import FollowedJob

if TYPE_CHECKING:
    from ita_desktop.storage.workspace import Workspace

_UNSENT_SHOWN_AFTER: Final = 0.5
"""Seconds until the window shows that it waits."""
"""Interval in ms between looks whether all was answered."""


_AT_ONCE: Final = 0.1
"""Seconds that the window's thread waits for the file: most are written by then."""
_SHOWN_AFTER: Final = 1.0
"""Seconds until the window shows that it waits."""
_LIMIT: Final = 10.0
"""Seconds until a file that is still being written is asked about."""
_EVERY: Final = 50
"""Interval in ms between looks at how far it is."""
_STEP: Final = 0.005
"""Seconds between such looks in the window's thread."""


class FileLook:
    """A look that has begun; afterwards ``workspace.file_state`` is true of that moment."""

    def __init__(self, workspace: "Workspace") -> None:
        self.is_there = False
        """Whether there was a file in its place, be it another one."""
        self._over = threading.Event()

        def look() -> None:
            try:
                self.is_there = workspace.look_at_file()
            finally:
                self._over.set()

        threading.Thread(target=look, name="looking", daemon=True).start()

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    def wait(self, seconds: float) -> bool:
        """Waits at most ``seconds``; returns whether it is over."""
        return self._over.wait(seconds)


def what_failed(problem: WorkspaceError) -> str:
    """Returns the sentence of a problem without its remedy, where buttons are the remedy."""
    bare = copy(problem)
    bare.remedy = ""
    return sentence(bare)


class LastTry:
    """One more try to carry what the clerk's file lacks, and a look at that, in other threads."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._look, self._before = FileLook(workspace), workspace.saved
        if self._before.since is not None:
            workspace.publish_soon()

    @property
    def result(self) -> bool | None:
        """Whether the file is in its place and has everything that was stored; None while that is
        not known. What is being written just now ends with the workspace."""
        if not self._look.is_over:
            return None
        if self._workspace.file_state is FileState.PARTED:
            return False
        saved = self._workspace.saved
        if saved.is_all or saved.since is None:
            return True
        has_failed = saved.problem is not None and saved.problem is not self._before.problem
        return False if has_failed else None

    def is_in_file(self) -> bool:
        """Returns whether that is known to be so after a moment."""
        end = time.monotonic() + _AT_ONCE
        while (result := self.result) is None and time.monotonic() < end:
            if self._look.wait(_STEP):
                self._workspace.wait_saved(_STEP)
        return bool(result)


class UnsavedQuestion(Question):
    """Asks what becomes of work that its file lacks: it stays on this PC (accepted), goes elsewhere
    (``SAVE``), or the clerk stays (rejected). While the file is still being written, it waits, out
    of sight at first; as soon as the file has everything, it ends with ``CARRIED``."""

    CARRIED = 3
    about = "unsaved"

    def __init__(self, session: Session, tried: LastTry, parent: QWidget, *, closing: bool) -> None:
        """``closing``: the window is to be closed; else another file is to be opened."""
        super().__init__(
            "",
            "",
            keep=tr("อยู่ต่อ"),
            lose=tr("เก็บไว้ในเครื่องนี้"),
            save=tr("บันทึกไว้ที่อื่น…"),
            parent=parent,
        )
        self._session = session
        self._closing = closing
        self._began = time.monotonic()
        # Nothing is lost by it.
        self.lose_button.setProperty("kind", ButtonKind.SECONDARY)
        self._tried = tried
        self._is_waiting = tried.result is None
        self._show()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        # What happens to the file later is no answer any more.
        self.finished.connect(lambda _result: self._timer.stop())

    def open(self) -> None:
        """Shows it; where it only waits, after a while."""
        if not self._is_waiting or time.monotonic() - self._began > _SHOWN_AFTER:
            super().open()

    def _look(self) -> None:
        result, took = self._tried.result, time.monotonic() - self._began
        if result:
            self.done(self.CARRIED)
        elif self._is_waiting and (result is not None or took > _LIMIT):
            self._is_waiting = False
            self._show()
        if not self.isVisible() and not result:
            self.open()

    def _show(self) -> None:
        workspace = self._session.workspace
        path, saved = str(workspace.path), workspace.saved
        if self._is_waiting:
            then = tr("เมื่อเสร็จจะปิดให้เอง") if self._closing else tr("เมื่อเสร็จจะไปยังแฟ้มที่เลือกให้เอง")
            self.set_texts(tr("กำลังบันทึกลงแฟ้ม"), f"{path} · {then}")
            return
        if workspace.file_state is FileState.PARTED:
            title = tr("แฟ้มถูกย้าย ลบ หรือแทนที่ งานเหลือที่เครื่องนี้แห่งเดียว")
            told = path
        elif saved.problem is not None:
            title, told = tr("ยังบันทึกลงแฟ้มไม่ได้"), what_failed(saved.problem)
        else:
            title, told = tr("ยังบันทึกลงแฟ้มไม่เสร็จ"), path
        if saved.since is not None:
            since = day_and_time(saved.since, self._session.today)
            told += "\n" + tr("แฟ้มนั้นยังไม่มีสิ่งที่แก้ตั้งแต่ {since}", since=since)
        kept = tr(
            "ถ้าเก็บไว้ในเครื่องนี้ ไม่มีอะไรหาย: โปรแกรมบอกในหน้าแรก และเมื่อเปิดแฟ้มของงานนี้ครั้งต่อไปในเครื่องนี้"
        )
        self.set_texts(title, f"{told}\n{kept}")


class StillWriting(Question):
    """Accepted when everything is written, or was stopped by the clerk; rejected if the clerk
    stays, or a file failed, which the window shows."""

    about = "still-writing"

    def __init__(self, writing: Sequence[FollowedJob], parent: QWidget) -> None:
        """``writing``: the jobs, latest last."""
        super().__init__(
            tr("ยังทำงานที่สั่งไว้ไม่เสร็จ"),
            tr("รอได้ เมื่อเสร็จจะปิดให้เอง ถ้าหยุด ไฟล์ที่เสร็จแล้วยังอยู่ และไม่มีไฟล์ที่เขียนค้างไว้ครึ่งเดียว"),
            keep=tr("ไม่ปิด"),
            lose=tr("หยุดแล้วปิด"),
            parent=parent,
        )
        self._left = list(writing)
        self.label = ThaiLabel("", self)
        self.bar = Bar(self)
        self.below.setContentsMargins(0, Space.M, 0, 0)
        self.below.setSpacing(Space.XS)
        self.below.addWidget(self.label)
        self.below.addWidget(self.bar)
        for watched in writing:
            watched.job.progressed.connect(self._show_progress)
            watched.job.done.connect(self._end)
            watched.job.stopped.connect(self._end)
            watched.job.failed.connect(self.reject)
        self._show_progress()
        self.fit()

    def accept(self) -> None:
        """Stops the running jobs (หยุดแล้วปิด); the window closes when they have ended."""
        self.lose_button.block(tr("กำลังหยุด"))
        for watched in self._left:
            watched.job.stop()

    def _show_progress(self) -> None:
        """Updates text and progress; the bar keeps its space if progress is unknown."""
        last = self._left[-1]
        count = tr("{done} จาก {total}", done=last.done, total=last.of) if last.of else ""
        self.label.setText(" ".join(filter(None, (last.sentence, count))))
        self.bar.set_fraction(last.done / last.of if last.of else 0)

    def _end(self) -> None:
        if self.isHidden():
            # The clerk chose to stay before the last file was finished.
            return
        self._left = [watched for watched in self._left if watched.job is not self.sender()]
        if self._left:
            self._show_progress()
        else:
            super().accept()


def is_all_sent(session: Session) -> bool:
    """Returns whether every edit of a shared workspace was stored."""
    deliver_posted()
    return session.workspace.saved.is_all and not session.under_way.refused


class UnsentQuestion(Question):
    """Waits for the answers, out of sight at first, and ends with ``SENT`` when all is stored. Else
    asks whether what is not is given up (accepted), or the clerk stays (rejected)."""

    SENT = 3
    about = "unsaved"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("", "", keep=tr("อยู่ต่อ"), lose=tr("ออกโดยทิ้งสิ่งที่ยังไม่ได้เก็บ"), parent=parent)
        self._session = session
        self._began = time.monotonic()
        self._show()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self.finished.connect(lambda _result: self._timer.stop())

    def open(self) -> None:
        """Shows it; where it only waits, after a while."""
        if self._session.under_way.refused or time.monotonic() - self._began > _UNSENT_SHOWN_AFTER:
            super().open()

    def _look(self) -> None:
        if is_all_sent(self._session):
            self.done(self.SENT)
            return
        self._show()
        if not self.isVisible():
            self.open()

    def _show(self) -> None:
        refused = self._session.under_way.refused
        if not refused:
            self.set_texts(tr("กำลังส่งสิ่งที่แก้ไปเก็บ"), tr("เมื่อเสร็จจะปิดให้เอง"))
            return
        words = [f"{edit.label}: {edit.why}" for edit in refused]
        self.set_texts(tr("ยังไม่ได้เก็บ {count} รายการ", count=len(refused)), "\n".join(words))
