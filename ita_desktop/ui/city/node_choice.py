"""Chooses an instrument, indicator or item."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.city.districts import OutlineNode
from ita_desktop.ui.theme.tokens import Width
from ita_desktop.ui.widgets.fields.choice import Choice


class NodeChoice(Choice):
    """A list of codes with their names, after ``first`` entries of other keys; ``picked`` is
    emitted with the key when another one is chosen."""

    picked = Signal(str)

    def __init__(self, first: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._first = tuple(first)
        self.setFixedWidth(Width.SEARCH)
        self.currentIndexChanged.connect(lambda _at: self.picked.emit(self.key))
        self.show_entries(self._first)

    @property
    def key(self) -> str:
        """The chosen key; empty if there is nothing to choose."""
        return self.currentData() or ""

    def show_nodes(self, nodes: Sequence[OutlineNode]) -> None:
        """Sets the nodes; the choice stays if it is still among them."""
        named = [(node.code, f"{node.code} {node.name}") for node in nodes]
        self.show_entries([*self._first, *named])

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Sets keys and texts; the choice stays if it is still among them."""
        kept = self.key
        self.blockSignals(True)
        self.clear()
        for key, words in entries:
            self.addItem(words, key)
            self.setItemData(self.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(max(self.findData(kept), 0) if entries else -1)
        self.blockSignals(False)

    def pick(self, key: str) -> None:
        """Chooses an entry, if there is one of that key."""
        at = self.findData(key)
        if at >= 0:
            self.setCurrentIndex(at)
