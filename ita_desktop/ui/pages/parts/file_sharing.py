"""Something of the workspace as a file, and beside one: read and written in another thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.session import Session

LOCKED = "แฟ้มนี้เปิดอ่านได้อย่างเดียว"


class FileSharing(QObject):
    """Asks for files and shows differences over a part of the page."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._over = over

    def _work(
        self,
        what: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        *,
        finishes: bool = False,
    ) -> None:
        """Reads or writes in another thread; what came of it is wanted while the year is shown."""
        session, year = self._session, self._session.year
        job = Job(work, session, finishes=finishes)

        def end(result: object) -> None:
            is_asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
            if finishes or (session.year == year and self._over.isVisible() and is_asked is None):
                done(result)

        job.done.connect(end)
        for signal in (job.done, job.failed, job.stopped):
            signal.connect(job.deleteLater)
        session.working.emit(job, what)
        job.start()
