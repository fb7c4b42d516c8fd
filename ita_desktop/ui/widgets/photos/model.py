"""The photographs of an entry, or of a file that is imported, and their thumbnails, which are
created in another thread and cached.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ita_desktop.domain.errors import ItaError
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.rich import plain, tidy
from ita_desktop.domain.text import one_line
from ita_desktop.i18n import tr
from ita_desktop.pictures.photographs import Pixels, thumbnail
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.table.values import PictureCell
from ita_desktop.ui.theme.lines import tip_lines

if TYPE_CHECKING:
    from ita_desktop.exchange.blocks import Picture


Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
CACHE_BYTES: Final = 48 * 1024 * 1024
"""Size of the cache in bytes."""
_AT_ONCE: Final = 6
"""Number of thumbnails created before the requests are checked again."""
Load = Callable[[str], bytes | None]
"""Returns the file of a photograph by its key; called in another thread."""


@dataclass(frozen=True)
class PhotoItem:
    """A photograph: its id, the key of its stored file, its crop, its caption (rich text), and its
    original file name."""

    key: str
    media: str
    crop: str = ""
    caption: str = ""
    file_name: str = ""
    original: str = ""
    """The key of the unedited file, if it is stored."""

    @property
    def words(self) -> str:
        """Its name on one line: the plain caption, else the file name."""
        return one_line(plain(self.caption)) or self.file_name

    @property
    def title(self) -> str:
        """Its short name: the first line of its caption, else the file name."""
        lines = (one_line(part) for part in plain(self.caption).split("\n"))
        return next(filter(None, lines), self.file_name)

    @property
    def title_says_all(self) -> bool:
        """Whether its short name is complete."""
        return self.words == self.title


class PhotoModel(QAbstractListModel):
    """A list model of photographs."""

    captioned = Signal(str, str)
    """A caption was entered; the model shows it once :meth:`set_items` returns it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[PhotoItem, ...] = ()
        self.locked = False

    def set_items(self, items: Sequence[PhotoItem]) -> bool:
        """Sets the photographs; returns True if rows were added, removed or moved."""
        former = self.items
        if [item.key for item in former] == [item.key for item in items]:
            self.items = tuple(items)
            for at, (photo, before) in enumerate(zip(items, former, strict=True)):
                if photo != before:
                    self.dataChanged.emit(self.index(at), self.index(at))
            return False
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if self.locked else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one_line(plain(item.caption))
            case Qt.ItemDataRole.EditRole:
                return item.caption
            case Qt.ItemDataRole.ToolTipRole:
                return tip_lines("\n".join(filter(None, (plain(item.caption), item.file_name))))
            case Qt.ItemDataRole.AccessibleTextRole:
                return tr(
                    "ภาพที่ {number} จาก {count} {words}",
                    number=index.row() + 1,
                    count=len(self.items),
                    words=item.words,
                )
        return item if role == ITEM else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self.items[index.row()]
        words = tidy(str(value))
        if role != Qt.ItemDataRole.EditRole or item.caption in {words, value}:
            return False
        self.captioned.emit(item.key, words)
        return True


class ThumbnailRequest(NamedTuple):
    """A thumbnail request: the key of the file, its crop, and the longer side in device pixels."""

    media: str
    crop: str
    longest: int


class Thumbnails(QObject):
    """A cache of recently used thumbnails. Newer requests are handled first."""

    drawn = Signal()
    """New thumbnails are available."""

    def __init__(self, load: Load, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._cache: OrderedDict[ThumbnailRequest, QPixmap] = OrderedDict()
        self._size = 0
        self._broken: set[ThumbnailRequest] = set()
        self._wishes: list[ThumbnailRequest] = []
        self._making: list[ThumbnailRequest] = []
        self._job: Job | None = None

    def find(self, wish: ThumbnailRequest) -> QPixmap | None:
        """Returns the thumbnail if it is cached."""
        found = self._cache.get(wish)
        if found is not None:
            self._cache.move_to_end(wish)
        return found

    def is_broken(self, wish: ThumbnailRequest) -> bool:
        """Returns whether the picture could not be decoded."""
        return wish in self._broken

    def want(self, wishes: Sequence[ThumbnailRequest]) -> None:
        """Requests thumbnails in this order; earlier requests are dropped."""
        made = {*self._cache, *self._broken, *self._making}
        self._wishes = [wish for wish in wishes if wish not in made]
        self._go_on()

    def _go_on(self) -> None:
        if self._job is not None or not self._wishes:
            return
        now, self._wishes = self._wishes[:_AT_ONCE], self._wishes[_AT_ONCE:]
        self._making, load = now, self._load

        def make(_progress: Progress) -> list[tuple[ThumbnailRequest, Pixels | None]]:
            return [(wish, _made(load, wish)) for wish in now]

        self._job = Job(make)
        self._job.done.connect(self._keep)
        self._job.failed.connect(self._clear)
        self._job.start()

    def _keep(self, made: list[tuple[ThumbnailRequest, Pixels | None]]) -> None:
        self._job, self._making = None, []
        for wish, pixels in made:
            if pixels is None:
                self._broken.add(wish)
            else:
                self._store(wish, pixels)
        self.drawn.emit()
        self._go_on()

    def _store(self, wish: ThumbnailRequest, pixels: Pixels) -> None:
        width, height, rgb = pixels
        image = QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888)
        self._cache[wish] = QPixmap.fromImage(image)
        self._size += _bytes_of(self._cache[wish])
        while self._size > CACHE_BYTES and len(self._cache) > 1:
            _, gone = self._cache.popitem(last=False)
            self._size -= _bytes_of(gone)

    def _clear(self, _sentence: str) -> None:
        """Clears the requests after the workspace could not be read; the next request retries."""
        self._job, self._making, self._wishes = None, [], []


def _made(load: Load, wish: ThumbnailRequest) -> Pixels | None:
    data = load(wish.media)
    try:
        return thumbnail(data, wish.longest, wish.crop) if data is not None else None
    except ItaError:
        return None


def _bytes_of(picture: QPixmap) -> int:
    return picture.width() * picture.height() * (picture.depth() // 8)


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
