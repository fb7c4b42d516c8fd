"""Photographs of a file that is imported, as small pictures in the cells of a table."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractScrollArea

from ita_desktop.ui.table.values import PictureCell
from ita_desktop.ui.widgets.photos.model import ThumbnailRequest, Thumbnails

if TYPE_CHECKING:
    from ita_desktop.exchange.blocks import Picture


class PhotoCells:
    """Makes the pictures of a file small in another thread, as they come into sight in ``view``."""

    def __init__(self, pictures: "Sequence[Picture]", view: QAbstractScrollArea) -> None:
        by_name: Mapping[str, Picture] = {picture.part: picture for picture in pictures}
        self._thumbnails = Thumbnails(lambda name: by_name[name].content() or None, view)
        self._thumbnails.drawn.connect(view.viewport().update)
        self._wanted: dict[ThumbnailRequest, None] = {}
        self._later = QTimer(view)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._ask)

    def cell(self, part: str, name: str) -> PictureCell:
        """Returns the cell of the picture ``part``, which is called ``name``."""
        return PictureCell(name, lambda longest: self._find(part, longest))

    def _find(self, part: str, longest: int) -> QPixmap | None:
        wish = ThumbnailRequest(part, "", longest)
        found = self._thumbnails.find(wish)
        if found is None and not self._thumbnails.is_broken(wish):
            self._wanted[wish] = None
            self._later.start(0)
        return found

    def _ask(self) -> None:
        self._thumbnails.want(list(self._wanted))
        self._wanted.clear()
