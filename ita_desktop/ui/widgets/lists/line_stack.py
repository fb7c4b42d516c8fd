"""Lines of one kind under each other, as the detail pane shows them."""

from typing import TypeVar, cast

from PySide6.QtWidgets import QWidget

from ita_desktop.ui.widgets.at_once import at_once
from ita_desktop.ui.widgets.boxes import vbox

_W = TypeVar("_W", bound=QWidget)


class LineStack(QWidget):
    """Lines of one kind under each other; widgets are used again when the lines change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = vbox(on=self)
        self._spare: list[QWidget] = []

    def fit(self, lines: list[_W], wanted: int) -> list[_W]:
        """Put the lines that are too many out of sight, or bring such ones back; returns those
        that are shown. What they lack is to be made anew."""
        for line in lines[wanted:]:
            line.hide()
        # They stay behind the others in the layout, in their order.
        self._spare[:0] = lines[wanted:]
        back = self._spare[: max(wanted - len(lines), 0)]
        del self._spare[: len(back)]
        with at_once(self.column):
            for spare in back:
                spare.show()
        return [*lines[:wanted], *cast(list[_W], back)]
