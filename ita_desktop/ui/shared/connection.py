"""The window and its server: the edits that it has not answered yet, and those that it has refused;
what is shown while it cannot be read; what a role is called, and what it allows.
"""

from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from copy import copy
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ita_desktop.domain.errors import InputError, ItaError, WorkspaceError
from ita_desktop.i18n import sentence, tr
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.storage.server.shared import Role
from ita_desktop.ui.background import Job, Progress, post_to_window
from ita_desktop.ui.storing import SentEdit, sent

if TYPE_CHECKING:
    from ita_desktop.storage.workspace import Workspace

_WORDS: Final = {
    Role.CLERK: "บทบาทเจ้าหน้าที่",
    Role.UNIT: "บทบาทหน่วย",
    Role.READER: "บทบาทผู้อ่าน",
    Role.CITY: "บทบาทส่วนกลาง",
}


_T = TypeVar("_T")
AGAIN_EVERY: Final = 1_000
"""Interval in ms between attempts to read what could not be read."""


class UnderWay(QObject):
    """Follows the edits of a session; without a server there are none."""

    moved = Signal()
    """An edit was sent, answered, or given up."""
    forgotten = Signal(int)
    """The number of a refused edit that was given up."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._edits: dict[int, SentEdit] = {}

    @property
    def refused(self) -> tuple[SentEdit, ...]:
        """The refused edits that were not given up, oldest first."""
        return tuple(edit for edit in self._edits.values() if edit.why)

    def left(self) -> tuple[Changed, ...]:
        """Returns what another window on the same workspace has to know."""
        return tuple(edit.changed for edit in self._edits.values())

    def take(self, left: Iterable[Changed]) -> None:
        """Goes on with what a window before has :meth:`left`."""
        edits = tuple(left)
        for changed in edits:
            self.begin(changed)
        for changed in edits:  # two may write the same value, one after the other
            if changed.refusal is not None:
                self.end(changed.work, changed.refusal)

    def begin(self, changed: Changed) -> None:
        """Follows an edit that was just sent. Refused ones whose values it writes are given up."""
        edit = self._edits[changed.work] = SentEdit(changed, self)
        edit.given_up.connect(partial(self._forget, edit))
        for former in self.refused:
            if former.places & edit.places:
                former.give_up()
        sent(edit)
        self.moved.emit()

    def end(self, number: int, error: ItaError | None) -> None:
        """Takes in the answer to an edit."""
        edit = self._edits.get(number)
        if edit is None:
            return
        if error is None:
            del self._edits[number]
            edit.answered.emit("")
            edit.deleteLater()
        else:
            shown = copy(error)
            shown.where = ""  # that of the only server
            edit.changed = edit.changed._replace(refusal=error)
            edit.why = sentence(shown)
            edit.answered.emit(edit.why)
        self.moved.emit()

    def give_up(self) -> None:
        """Throws away what was refused."""
        for edit in self.refused:
            edit.give_up()

    def send_again(self, send: Callable[[SentEdit], bool]) -> None:
        """Calls ``send`` for each refused edit; those that it could send are given up."""
        for edit in self.refused:
            if send(edit) and edit.number in self._edits:
                edit.give_up()

    def _forget(self, edit: SentEdit) -> None:
        if self._edits.pop(edit.number, None) is not None:
            edit.deleteLater()
            self.forgotten.emit(edit.number)
            self.moved.emit()


class ReadingAgain(QObject):
    """Keeps what was read last. While something of it cannot be read, :attr:`since` says from when
    on it may be old, and another thread tries again."""

    changed = Signal()
    """:attr:`since` has changed."""
    renewed = Signal()
    """All was read again, and has to be shown anew."""

    def __init__(self, workspace: "Workspace", year: Callable[[], int], parent: QObject) -> None:
        """``year`` returns the Buddhist fiscal year that is shown."""
        super().__init__(parent)
        self._workspace = workspace
        self._year = year
        self._known: dict[Hashable, Any] = {}
        self._post = post_to_window()
        self.since: datetime | None = None
        """The local time since when what is shown may be old; None if it is not."""
        self.why = ""
        self._is_over = False
        self._again = QTimer(self, singleShot=True, interval=AGAIN_EVERY)
        self._again.timeout.connect(self._read_again)

    def latest(self, what: Hashable, read: Callable[[], _T]) -> _T:
        """Returns what ``read`` does, or where it cannot be read now, what that was the last time.
        Raises WorkspaceError if it was never read."""
        try:
            self._known[what] = found = read()
        except WorkspaceError as error:
            if what not in self._known:
                raise
            why = sentence(error)
            self._post(self, lambda: self._note(why))
            found = self._known[what]
        return found

    def stop(self) -> None:
        """Ends it with the session."""
        self._is_over = True
        self._again.stop()

    def _note(self, why: str) -> None:
        if self.since is None and not self._is_over:
            self.since, self.why = datetime.now().astimezone(), why
            self._again.start()
            self.changed.emit()

    def _read_again(self) -> None:
        workspace, year = self._workspace, self._year()

        def work(_progress: Progress) -> None:
            workspace.years()
            with suppress(InputError):  # the year is gone, which the window is told
                workspace.year(year)
            workspace.year_before(year)

        job = Job(work, self.parent())
        job.done.connect(self._show)
        job.failed.connect(self._wait)
        job.start()

    def _wait(self, _why: str) -> None:
        if not self._is_over:
            self._again.start()

    def _show(self, _none: object) -> None:
        if self._is_over:
            return
        self.since, self.why = None, ""
        self.renewed.emit()
        self.changed.emit()


def role_words(role: Role) -> str:
    """Returns the name of a role."""
    return tr(_WORDS[role])


def allowed(role: Role, unit: str = "") -> str:
    """Returns a sentence on what a role may write; ``unit`` is the name of its unit."""
    if role is Role.READER:
        return tr("บทบาทผู้อ่าน: อ่านได้ทุกอย่าง แก้ไม่ได้ · ถ้าต้องแก้ ให้ผู้ดูแลงานร่วมเปลี่ยนบทบาท")
    if role is Role.UNIT:
        return tr(
            "บทบาทหน่วย: ส่งหลักฐาน ทำเครื่องหมาย บันทึกผลและภาพถ่ายของ{unit} · เรื่องอื่นให้เจ้าหน้าที่แก้",
            unit=unit or tr("หน่วยของตน"),
        )
    if role is Role.CITY:
        return tr("บทบาทส่วนกลาง: อ่านเฉพาะสิ่งที่สำนักงานเขตเผยแพร่ ทางภาพรวมเมือง")
    return tr("บทบาทเจ้าหน้าที่: แก้ได้ทุกอย่าง")
