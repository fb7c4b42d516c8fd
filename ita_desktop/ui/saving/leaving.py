"""The question before a file is left that does not have everything, as a word processor asks it."""

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.storage.files.life import FileState
from ita_desktop.ui.language.dates import day_and_time
from ita_desktop.ui.saving.file_look import FileLook, what_failed
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.button import ButtonKind
from ita_desktop.ui.widgets.sheet import Question

if TYPE_CHECKING:
    from ita_desktop.storage.workspace import Workspace

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
