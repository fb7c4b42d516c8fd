"""A popup to choose the order by which members are added or removed, or a new one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Space, Text
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lists.links import Linked, LinkList
from ita_desktop.ui.widgets.popup import Popup


class OrderPopup(Popup):
    """A line per order; a click or Enter selects one, ↑ and ↓ move."""

    about = "roster"

    picked = Signal(str)
    """An order was selected; carries its id, empty for a new one."""

    def __init__(self, title: str, lines: Sequence[Linked], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = LinkList(self)
        self.list.set_links(lines)
        self.list.opened.connect(self._pick)
        self.column.addLayout(
            vbox(
                ThaiLabel(title, self, style=Text.LABEL_STRONG, most=2),
                self.list,
                margins=Space.S,
                gap=Space.XS,
            )
        )

    def open_below(self, place: QPoint, window: QWidget) -> None:
        """Opens with its corner at the global position ``place``, inside the window."""
        self.setFixedWidth(FloatSize.NAME)
        self.adjustSize()
        lowest = window.mapToGlobal(QPoint(0, window.height() - self.height())).y()
        self.open_at(QPoint(place.x(), min(place.y(), lowest)), window)
        self.list.lines[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _pick(self, key: str) -> None:
        self.close()
        self.picked.emit(key)
