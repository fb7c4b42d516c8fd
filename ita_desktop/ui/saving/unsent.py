"""The question before shared work is left while edits are under way, or were refused."""

import time
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.background import deliver_posted
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.sheet import Question

_SHOWN_AFTER: Final = 0.5
"""Seconds until the window shows that it waits."""
_EVERY: Final = 50
"""Interval in ms between looks whether all was answered."""


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
        if self._session.under_way.refused or time.monotonic() - self._began > _SHOWN_AFTER:
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
