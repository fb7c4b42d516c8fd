"""The history section of a detail pane."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ita_desktop.i18n import tr, translated
from ita_desktop.storage.edits.changes import EditGroup, EditKind
from ita_desktop.ui.background import Job
from ita_desktop.ui.language import today_or_day
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.lines import ValueLine, ValueLines
from ita_desktop.ui.widgets.page.pane import PaneSection

SHORT, LONG = 5, 50
"""Number of changes shown at first, and after the request for all."""
QUIET: Final = 200
"""Time in ms after which a server is asked: edits of others come in quick succession."""

Read = Callable[[int], Sequence[EditGroup]]
"""Returns the given number of latest changes of an item."""


class PastSection(PaneSection):
    """The latest changes of an item; the section's action shows older ones. Hidden if there are
    none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("ประวัติการแก้ไข"), parent, action=tr("ดูทั้งหมด"))
        self._session = session
        self._subject = ""
        self._read: Read = lambda _most: ()
        self._most = SHORT
        self._asked = 0
        """Counts the questions to a server; only the last answer is shown."""
        # The session's: a file is closed before its pages are deleted.
        self._asking = QTimer(session, singleShot=True, interval=QUIET)
        self._asking.timeout.connect(self._ask)
        self.list = ValueLines(self)
        self.column.addWidget(self.list)
        self.acted.connect(self._show_all)

    def show_past(self, thing: str, read: Read) -> None:
        """Shows the changes of ``thing``, an identifier, as returned by ``read``."""
        if thing != self._subject:
            self._subject = thing
            self._most = SHORT
            if self._is_shared:
                self._asked += 1
                self._show_lines(())
        self._read = read
        self._show()

    @property
    def _is_shared(self) -> bool:
        return self._session.workspace.shared is not None

    def _show_all(self) -> None:
        self._most = LONG
        self._show()

    def _show(self) -> None:
        if self._is_shared:
            self._asking.start()
        else:
            self._show_lines(self._lines())

    def _ask(self) -> None:
        """Reads the changes from a server in another thread; if that fails, the shown ones stay."""
        read, most = self._read, self._most
        self._asked += 1
        job = Job(lambda _progress: read(most), self._session)
        job.done.connect(partial(self._answer, self._asked))
        job.start()

    def _answer(self, asked: int, lines: Sequence[EditGroup]) -> None:
        if asked == self._asked and isValid(self):
            self._show_lines(lines)

    def _show_lines(self, lines: Sequence[EditGroup]) -> None:
        self.setVisible(bool(lines))
        self.list.set_lines([self._line(line) for line in lines])
        self.set_action(tr("ดูทั้งหมด") if len(lines) >= SHORT and self._most == SHORT else "")

    def _lines(self) -> Sequence[EditGroup]:
        read, most = self._read, self._most
        return self._session.cached((id(self), self._subject, most), lambda: read(most))

    def _line(self, line: EditGroup) -> ValueLine:
        what = translated(line.label)
        if line.kind is EditKind.UNDO:
            what = tr("เลิกทำ: {label}", label=what)
        elif line.kind is EditKind.REDO:
            what = tr("ทำซ้ำ: {label}", label=what)
        # One's own name is omitted.
        who = line.who if line.who != self._session.workspace.edits.who else ""
        return ValueLine(today_or_day(line.at, self._session.today), what, who)
