"""The model of an entry's photographs."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.rich import plain, tidy
from ita_desktop.domain.text import one_line
from ita_desktop.i18n import tr
from ita_desktop.ui.theme.lines import tip_lines

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


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
