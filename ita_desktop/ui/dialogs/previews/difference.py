"""A preview of what differs from something else, opened over a part of a page."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.dialogs.previews.sheet import PreviewSheet


class DifferencePreview(PreviewSheet):
    """Rows to choose from, which can be looked at only where ``locked`` says why."""

    def __init__(self, parent: QWidget, *, locked: str = "") -> None:
        self._locked = locked
        super().__init__(parent)

    def set_count(self, count: int) -> None:
        if self._locked:
            self.set_accept(tr("รับ {count} รายการ", count=count), blocked=self._locked)
        else:
            super().set_count(count)

    def open_over(
        self, over: QWidget, texts: tuple[str, str], accept: Callable[[], object]
    ) -> None:
        """Opens under a title and a source; ``accept`` is called when it is accepted. The keyboard
        goes back to ``over``."""
        self.set_title(*texts)
        self.accepted.connect(accept)

        def leave(_result: int) -> None:
            self.deleteLater()
            over.activateWindow()
            over.setFocus()

        self.finished.connect(leave)
        self.open()
