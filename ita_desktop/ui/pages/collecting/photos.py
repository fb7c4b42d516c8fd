"""The photographs of a row of a returned form that were not taken."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.collection_rounds import ReturnedPhoto
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.outside import offer_kept
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.measures import PhotoSize
from ita_desktop.ui.widgets.photos.list import PhotoList
from ita_desktop.ui.widgets.photos.model import PhotoItem


class ReturnedPhotos(PhotoList):
    """All photographs of a row, at their full height. A click shows one large, its menu opens it or
    saves it elsewhere."""

    def __init__(self, session: Session, kept: Sequence[ReturnedPhoto], parent: QWidget) -> None:
        super().__init__(session.workspace.media, parent)
        self._session = session
        self.set_photos(
            [
                PhotoItem(photo.id, photo.media, "", photo.caption, photo.file_name)
                for photo in kept
            ],
            locked=True,
        )
        self.opened.connect(self._show_large)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(PhotoSize.CELL, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = -(-len(self.photos.items) // self.columns)
        self.setFixedHeight(lines * PhotoSize.CELL_HEIGHT)

    def _show_large(self, key: str) -> None:
        load("ita_desktop.ui.widgets.photos.view")
        from ita_desktop.ui.widgets.photos.view import PhotoView

        PhotoView(self._session.workspace.media, self.photos.items, key, self).exec()

    def _open_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            return
        item = self.photos.items[index.row()]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offer_kept(menu, self._session, item.media, item.file_name)
        menu.popup(self.viewport().mapToGlobal(at))
