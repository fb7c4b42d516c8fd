"""Imports of files dropped on the window or pasted into a page."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from ita_desktop.exchange.files.formats import GIVEN
from ita_desktop.pictures.photographs import SUFFIXES
from ita_desktop.ui.loading.asked import is_amid_something, later, load

if TYPE_CHECKING:
    from ita_desktop.ui.session import Session


def lists_in(data: QMimeData | None) -> tuple[Path, ...]:
    """Returns the files and folders that were dragged or copied, if each can contain a list or be
    told what to save it as."""
    urls = data.urls() if data is not None and data.hasUrls() else []
    paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    fits = all(path.suffix.lower() in GIVEN or path.is_dir() for path in paths)
    return paths if fits and len(paths) == len(urls) else ()


def are_photos(data: QMimeData | None) -> bool:
    """Returns whether nothing but photographs was dragged or copied: files, or one picture."""
    if data is None or not data.hasUrls():
        return data is not None and data.hasImage() and not data.hasText()
    names = [url.toLocalFile() if url.isLocalFile() else "" for url in data.urls()]
    return all(Path(name).suffix.lower().removeprefix(".") in SUFFIXES for name in names)


def take_copies(event: QDropEvent) -> None:
    """Accepts what is dragged or dropped as copies: a file manager that is told that its files were
    moved, as it may propose, deletes them."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def import_copied(session: "Session", window: QWidget) -> bool:
    """Opens the import preview of the files on the clipboard; returns False if there are none."""
    paths = lists_in(QGuiApplication.clipboard().mimeData())
    if not paths or session.is_locked:
        return False
    open_import(session, paths, window)
    return True


def open_import(session: "Session", paths: Sequence[Path], window: QWidget) -> None:
    """Opens the import preview of files that were given outside a dialog."""
    load("ita_desktop.ui.dialogs.previews.found")
    from ita_desktop.ui.dialogs.previews.found import import_files

    import_files(session, window, paths)


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
        session, paths = self._session(), lists_in(event.mimeData())
        if session is None or not paths or session.is_locked or is_amid_something():
            return False
        take_copies(event)
        if event.type() == QEvent.Type.Drop:
            # The program that it was dragged from waits until this returns.
            later(self, 0, lambda: self._import(paths))
        return True

    def _import(self, paths: Sequence[Path]) -> None:
        session = self._session()
        if session is not None:
            open_import(session, paths, self._window)
