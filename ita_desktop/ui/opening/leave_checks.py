"""Checks before a workspace is left: work in the sample or outside its file, and running jobs."""

import weakref
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from ita_desktop.i18n import tr
from ita_desktop.services import workspaces
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.session import Session
from ita_desktop.ui.storing import storing
from ita_desktop.ui.widgets.sheet import Question

_AT_ONCE: Final = 0.1
"""Seconds that the window's thread waits for the answers of a server."""


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
        is_shared = session is not None and session.workspace.shared is not None
        if session is not None and is_shared and not self._is_sent(session, go_on):
            return False
        writing = self._frame.work.keeping_open(None if closing else session)
        if writing:
            from ita_desktop.ui.saving.leaving import StillWriting

            self._ask(StillWriting(writing, self._frame), {QDialog.DialogCode.Accepted: go_on})
            return False
        if session is not None and not self.is_spent(session.workspace):
            self._ask_about(session.workspace, go_on)
            return False
        return session is None or self._is_in_file(session, go_on, closing=closing)

    def _is_sent(self, session: Session, go_on: Callable[[], object]) -> bool:
        """Returns whether a server has everything, or the clerk has decided about it; else asks."""
        from ita_desktop.ui.saving.leaving import UnsentQuestion, is_all_sent

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
        from ita_desktop.ui.saving.leaving import LastTry, UnsavedQuestion

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

    def _take_work(self, workspace: Workspace, *, closing: bool) -> None:
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

    def is_spent(self, workspace: Workspace) -> bool:
        """Returns whether nothing would be lost by deleting the workspace, if it is the sample."""
        return self._is_answered(workspace) or not workspaces.sample_has_work(workspace)

    def _is_answered(self, workspace: Workspace) -> bool:
        answered, edit = self._answered, workspace.edits.last_edit
        return answered is not None and (answered[0](), answered[1]) == (workspace, edit)

    def note_answer(self, workspace: Workspace, edit: int) -> None:
        """Records that the clerk decided on the workspace as of ``edit``."""
        self._answered = weakref.ref(workspace), edit

    def _ask_about(self, workspace: Workspace, go_on: Callable[[], object]) -> None:
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


def _is_own_file(workspace: Workspace) -> bool:
    return workspace.path is not None and not workspace.read_only


def _with_parents(widget: QWidget | None) -> list[QWidget]:
    return [widget, *_with_parents(widget.parentWidget())] if widget is not None else []
