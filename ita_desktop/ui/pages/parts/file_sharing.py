"""Imports and exports of parts of the workspace, in another thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.ui.background import Progress
from ita_desktop.ui.session import Session

LOCKED = "แฟ้มนี้เปิดอ่านได้อย่างเดียว"


class FileSharing(QObject):
    """Opens file dialogs and previews above a part of the page."""

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
        """Works in another thread; the result is used if the same year is still shown."""
        session, year = self._session, self._session.year

        def end(result: object) -> None:
            is_asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
            if finishes or (session.year == year and self._over.isVisible() and is_asked is None):
                done(result)

        session.run(work, end, what, finishes=finishes)
