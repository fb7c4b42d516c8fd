"""Lists that are dropped on the window as files, or pasted into a page, to be looked at."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ita_desktop.ui.session import Session

SUFFIXES: Final = frozenset({".xlsx", ".xlsm", ".csv", ".txt", ".tsv", ".pdf", ".json"})
"""Of files that can hold a list, as the dialog that asks for one offers them."""


def list_in(data: QMimeData | None) -> Path | None:
    """The one file that was dragged or copied, where it can hold a list."""
    urls = data.urls() if data is not None and data.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in SUFFIXES else None


def import_copied(session: "Session", window: QWidget) -> bool:
    """Shows what the file on the clipboard would change; False where there is none."""
    path = list_in(QGuiApplication.clipboard().mimeData())
    if path is None or session.workspace.read_only:
        return False
    _look(session, path, window)
    return True


def _look(session: "Session", path: Path, window: QWidget) -> None:
    from ita_desktop.ui.dialogs.previews.imports import import_from_file

    import_from_file(session, "", window, path)


class DroppedFiles(QObject):
    """Lets a list be dropped anywhere on the window where nothing else takes it."""

    def __init__(self, window: QWidget, session: Callable[[], "Session | None"]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):
            return False
        session, path = self._session(), list_in(event.mimeData())
        if session is None or path is None or session.workspace.read_only:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            _look(session, path, self._window)
        return True
