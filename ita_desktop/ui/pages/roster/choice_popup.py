"""A popup with a question and a line for each answer."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Space, Text
from ita_desktop.ui.widgets.boxes import nest, vbox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import Linked, LinkList
from ita_desktop.ui.widgets.popup import Popup


class ChoicePopup(Popup):
    """A click or Enter takes an answer, ↑ and ↓ move."""

    span = FloatSize.NAME

    picked = Signal(str)
    """An answer was taken; carries its key."""

    def __init__(self, title: str, lines: Sequence[Linked], parent: QWidget, *, about: str) -> None:
        super().__init__(parent)
        self.about = about
        self.setAccessibleName(title)
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
