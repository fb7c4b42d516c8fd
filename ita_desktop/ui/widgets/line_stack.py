"""Lines of one kind under each other, as the detail pane shows them."""

from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

_W = TypeVar("_W", bound=QWidget)


class LineStack(QWidget):
    """Lines of one kind under each other; widgets are used again when the lines change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def fit(self, lines: list[_W], wanted: int) -> list[_W]:
        """Drop the lines that are too many; returns those that are left."""
        for line in lines[wanted:]:
            self.column.removeWidget(line)
            line.hide()
            line.deleteLater()
        return lines[:wanted]
