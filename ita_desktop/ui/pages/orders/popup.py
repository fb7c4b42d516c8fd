"""A popup to choose the order by which members are added or removed, or a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Space, Text
from ita_desktop.ui.widgets.boxes import nest, vbox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lists.links import Linked, LinkList
from ita_desktop.ui.widgets.popup import Popup


class OrderPopup(Popup):
    """A line per order; a click or Enter selects one, ↑ and ↓ move."""

    about = "order-change"
    span = FloatSize.NAME

    picked = Signal(str)
    """An order was selected; carries its id, empty for a new one."""

    def __init__(self, title: str, lines: Sequence[Linked], parent: QWidget) -> None:
        super().__init__(parent)
        self.list = LinkList(self)
        self.list.set_links(lines)
        self.start = self.list.lines[0]
        self.list.opened.connect(self._pick)
        nest(
            self.column,
            vbox(
                ThaiLabel(title, self, style=Text.LABEL_STRONG, most=2),
                self.list,
                margins=Space.S,
                gap=Space.XS,
            ),
        )

    def _pick(self, key: str) -> None:
        self.close()
        self.picked.emit(key)
