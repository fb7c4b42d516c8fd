"""Leaving a workspace: what is checked before (work in the sample or outside its file, running
jobs), and the questions asked: when the file does not have everything, as a word processor asks;
while files are being written; and while edits of shared work are under way, or were refused.

The clerk's file is looked at in a thread of its own: its medium may hang.
"""

import threading
import time
import weakref
from collections.abc import Callable, Sequence
from copy import copy
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.i18n import sentence, tr
from ita_desktop.services import workspaces
from ita_desktop.storage.files.life import FileState
from ita_desktop.ui.background import deliver_posted
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.language import day_and_time
from ita_desktop.ui.session import Session
from ita_desktop.ui.storing import storing
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.button import ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Question
from ita_desktop.ui.widgets.status import Bar, FollowedJob

if TYPE_CHECKING:
    from ita_desktop.storage.workspace import Workspace

_UNSENT_SHOWN_AFTER: Final = 0.5
"""Seconds until the window shows that it waits."""
_AT_ONCE: Final = 0.1
"""Seconds that the window's thread waits for the file, most are written by then, or for the answers
of a server."""
_SHOWN_AFTER: Final = 1.0
"""Seconds until the window shows that it waits."""
_LIMIT: Final = 10.0
"""Seconds until a file that is still being written is asked about."""
_EVERY: Final = 50
"""Interval in ms between looks at how far it is."""
_STEP: Final = 0.005
"""Seconds between such looks in the window's thread."""


class LeaveGuard(QObject):
    """Asks in the window, one question at a time, and only if something would be lost."""

    def __init__(
        self,
        frame: MainFrame,
        session: Callable[[], Session | None],
        keep_sample: Callable[[Callable[[], object]], None],
        save_elsewhere: Callable[[Callable[[], object]], None],
    ) -> None:
        """``session`` returns the open session; ``keep_sample`` saves the sample and continues,
        ``save_elsewhere`` a file whose own place cannot be written."""
        super().__init__(frame)
        self._frame = frame
        self._session = session
        self._keep_sample = keep_sample
        self._save_elsewhere = save_elsewhere
        self._asked: QDialog | None = None
        self._left_unsent: Session | None = None
        """The shared work that the clerk leaves without what is still under way."""
        self._focus: list[QWidget] = []
        """The focus widget when the question was asked, and its parents."""
        self._answered: tuple[weakref.ref[Workspace], int] | None = None
        """The workspace that the clerk decided about, and its last edit at that time."""

    def may_leave(self, go_on: Callable[[], object], *, closing: bool = False) -> bool:
        """Returns whether the workspace can be left, or the window closed (``closing``), at once.
        If not, asks the clerk; ``go_on`` is called if and when the answer allows it."""
        if self._asked is not None:
            return False
        session, self._focus = self._session(), _with_parents(self._frame.focusWidget())
        if session is not None:
            self._take_work(session.workspace, closing=closing)
        if session is not None and not self._is_all_typed(session, go_on):
            return False
        if session is not None:
            session.leaving.emit()
        is_shared = session is not None and session.workspace.shared is not None
        if session is not None and is_shared and not self._is_sent(session, go_on):
            return False
        writing = self._frame.work.keeping_open(None if closing else session)
        if writing:
            self._ask(StillWriting(writing, self._frame), {QDialog.DialogCode.Accepted: go_on})
            return False
        if session is not None and not self.is_spent(session.workspace):
            self._ask_about(session.workspace, go_on)
            return False
        return session is None or self._is_in_file(session, go_on, closing=closing)

    def _is_sent(self, session: Session, go_on: Callable[[], object]) -> bool:
        """Returns whether a server has everything, or the clerk has decided about it; else asks."""
        if is_all_sent(session):
            return True
        if session.workspace.wait_saved(_AT_ONCE) and is_all_sent(session):
            return True

        def leave() -> None:
            session.under_way.give_up()
            if session.workspace.outbox is not None:
                session.workspace.outbox.give_up_all()
            self._left_unsent = session
            go_on()

        answers = {QDialog.DialogCode.Accepted: leave, UnsentQuestion.SENT: go_on}
        if self._left_unsent is session:
            return True
        self._ask(UnsentQuestion(session, self._frame), answers)
        return False

    def _is_in_file(self, session: Session, go_on: Callable[[], object], *, closing: bool) -> bool:
        """Returns whether the clerk's file has everything, or she has decided about it; else
        asks."""
        workspace = session.workspace
        if not _is_own_file(workspace) or workspaces.is_sample(workspace.path):
            return True

        if self._is_answered(workspace) or (tried := LastTry(workspace)).is_in_file():
            return True
        edit = workspace.edits.last_edit

        def leave() -> None:
            self.note_answer(workspace, edit)
            go_on()

        self._ask(
            UnsavedQuestion(session, tried, self._frame, closing=closing),
            {
                QDialog.DialogCode.Accepted: leave,
                UnsavedQuestion.CARRIED: go_on,
                UnsavedQuestion.SAVE: lambda: self._save_elsewhere(go_on),
            },
        )
        return False

    def _take_work(self, workspace: "Workspace", *, closing: bool) -> None:
        """Stores what is being typed in a file: it has to be kept, too."""
        if workspaces.is_sample(workspace.path) or (_is_own_file(workspace) and closing):
            self._frame.finish_typing()
        elif _is_own_file(workspace):
            self._frame.take_typing()

    def _takes_typing(self) -> bool:
        """Stores what is being typed; returns whether that could be done. Else it stays in its
        editor, which says why, and Esc gives it up."""
        with storing() as refusal:
            taken = self._frame.take_typing()
        return taken and not refusal

    def is_spent(self, workspace: "Workspace") -> bool:
        """Returns whether nothing would be lost by deleting the workspace, if it is the sample."""
        return self._is_answered(workspace) or not workspaces.sample_has_work(workspace)

    def _is_answered(self, workspace: "Workspace") -> bool:
        answered, edit = self._answered, workspace.edits.last_edit
        return answered is not None and (answered[0](), answered[1]) == (workspace, edit)

    def note_answer(self, workspace: "Workspace", edit: int) -> None:
        """Records that the clerk decided on the workspace as of ``edit``."""
        self._answered = weakref.ref(workspace), edit

    def _ask_about(self, workspace: "Workspace", go_on: Callable[[], object]) -> None:
        def throw_away() -> None:
            self.note_answer(workspace, workspace.edits.last_edit)
            go_on()

        question = Question(
            tr("เก็บสิ่งที่แก้ในแฟ้มตัวอย่างไว้หรือไม่"),
            tr("ถ้าทิ้ง สิ่งที่แก้จะหายไป และแฟ้มตัวอย่างเริ่มใหม่เมื่อเปิดครั้งหน้า"),
            keep=tr("ทำต่อ"),
            lose=tr("ทิ้ง"),
            save=tr("เก็บเป็นแฟ้มของฉัน…"),
            parent=self._frame,
        )
        self._ask(
            question,
            {
                QDialog.DialogCode.Accepted: throw_away,
                Question.SAVE: lambda: self._keep_sample(go_on),
            },
        )

    def _is_all_typed(self, session: Session, go_on: Callable[[], object]) -> bool:
        """Returns whether nothing is kept that was typed in forms and left, and what is being
        typed can be stored; else asks about the former, which is kept as long as the workspace is
        open."""
        if not any(is_kept() for is_kept in session.kept):
            return session.workspace.shared is None or self._takes_typing()

        def throw_away() -> None:
            session.kept.clear()
            go_on()

        question = Question(
            tr("ยังมีสิ่งที่พิมพ์ค้างไว้ ซึ่งยังไม่ได้บันทึก"),
            tr("ถ้าปิดแฟ้มนี้ สิ่งที่พิมพ์ค้างไว้จะหายไป เปิดที่เดิมอีกครั้งเพื่อทำต่อและบันทึก"),
            keep=tr("กลับไปทำต่อ"),
            lose=tr("ทิ้งสิ่งที่พิมพ์ค้างไว้"),
            parent=self._frame,
        )
        self._ask(question, {QDialog.DialogCode.Accepted: throw_away})
        return False

    def _ask(self, question: Question, answers: dict[int, Callable[[], object]]) -> None:
        self._asked = question

        def end(answer: int) -> None:
            self._asked = None
            question.deleteLater()
            if answer in answers:
                answers[answer]()
            else:
                self._give_back_the_keyboard()

        question.finished.connect(end)
        self._frame.come_forward()
        question.open()

    def _give_back_the_keyboard(self) -> None:
        for widget in self._focus:
            if (
                isValid(widget)
                and widget.isVisible()
                and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            ):
                widget.setFocus()
                return


def _is_own_file(workspace: "Workspace") -> bool:
    return workspace.path is not None and not workspace.read_only


def _with_parents(widget: QWidget | None) -> list[QWidget]:
    return [widget, *_with_parents(widget.parentWidget())] if widget is not None else []


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
