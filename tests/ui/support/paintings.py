"""How often widgets are painted."""

from collections import Counter

from PySide6.QtCore import QEvent, QObject


class Paintings(QObject):
    """Counts how often each widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.counted: Counter[QObject] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.counted[watched] += 1
        return False
