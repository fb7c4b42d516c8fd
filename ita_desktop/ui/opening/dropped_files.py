"""Imports of files dropped on the window or pasted into a page."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from ita_desktop.exchange.files.suffixes import REPORTS, TABLES

if TYPE_CHECKING:
    from ita_desktop.ui.session import Session

SUFFIXES: Final = (*TABLES, *REPORTS)
"""Suffixes of files that can contain a list, as in the file dialog."""


def list_in(data: QMimeData | None) -> Path | None:
    """Returns the path if exactly one file that can contain a list was dragged or copied."""
    urls = data.urls() if data is not None and data.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in SUFFIXES else None


def import_copied(session: "Session", window: QWidget) -> bool:
    """Opens the import preview of the file on the clipboard; returns False if there is none."""
    path = list_in(QGuiApplication.clipboard().mimeData())
    if path is None or session.workspace.read_only:
        return False
    _open_import(session, path, window)
    return True


def _open_import(session: "Session", path: Path, window: QWidget) -> None:
    from ita_desktop.ui.dialogs.previews.imports import import_from_file

    import_from_file(session, "", window, path)


class DroppedFiles(QObject):
    """Accepts dropped lists anywhere in the window where no widget handles them."""

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
            _open_import(session, path, self._window)
        return True
