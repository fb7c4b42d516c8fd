"""The base class of previews of differences, opened from a part of a page."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.dialogs.previews.sheet import PreviewSheet


class DifferencePreview(PreviewSheet):
    """Rows to select; read-only for the reason ``locked``, if not empty."""

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
        """Opens with title and source; ``accept`` is called on acceptance. The focus returns to
        ``over``."""
        self.set_title(*texts)
        self.accepted.connect(accept)

        def leave(_result: int) -> None:
            self.deleteLater()
            over.activateWindow()
            over.setFocus()

        self.finished.connect(leave)
        self.open()
