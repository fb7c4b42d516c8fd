"""The window until its parts exist: the areas of its bars, and the keys typed meanwhile."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.ui.frame.window_geometry import is_low
from ita_desktop.ui.theme.tokens import Height

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ita_desktop.ui.frame.main_frame import MainFrame

_UNPAINTED: Final = 300
"""Time in ms after which the parts are due of a window that is not painted, as if minimised."""


class Skeleton(QObject):
    """Stands for the parts of a window that is not populated yet. It shows the areas that the
    opening page leaves to the bars, so that nothing jumps when they come; and does what they would:
    keys are held for them, and the window can be closed.

    ``due`` is emitted once, when the window has painted and its parts can be made; not if it was
    closed before.
    """

    due = Signal()

    def __init__(self, window: "MainFrame") -> None:
        super().__init__(window)
        self._window = window
        # A widget, because the first use of a painter or a brush makes PySide initialize all of
        # Qt's enumerations.
        self._paper = QWidget(window)
        self._paper.setBackgroundRole(QPalette.ColorRole.Base)
        self._paper.setAutoFillBackground(True)
        self._held: list[QKeyEvent] = []
        self._timer = QTimer(self, singleShot=True, interval=_UNPAINTED)
        self._timer.timeout.connect(self.due)
        window.installEventFilter(self)

    def show(self) -> None:
        """Shows the window."""
        self._timer.start()
        self._window.show_bare()

    def end(self) -> None:
        """Leaves the window to its parts. The held keys are delivered, in order, to the focus."""
        self._timer.stop()
        self._window.removeEventFilter(self)
        self._paper.hide()
        self._paper.deleteLater()
        held, self._held = self._held, []
        for key in held:
            QApplication.sendEvent(QApplication.focusWidget() or self._window, key)
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()
        elif kind == QEvent.Type.KeyPress:
            self._held.append(event.clone())  # type: ignore[arg-type]
        elif kind == QEvent.Type.Close:
            self._timer.stop()
            self._window.keep_place()
        elif kind == QEvent.Type.Resize:
            self._fit()
        elif kind == QEvent.Type.Paint:
            if self._timer.isActive():
                # When everything has been painted.
                self._timer.start(0)
        else:
            # The release of a key would be the window's.
            return kind == QEvent.Type.KeyRelease
        return True

    def _fit(self) -> None:
        low = is_low(self._window)
        top = Height.TOP_BAR_LOW if low else Height.TOP_BAR
        status = Height.STATUS_BAR_LOW if low else Height.STATUS_BAR
        width, height = self._window.width(), self._window.height()
        self._paper.setGeometry(0, top, width, height - top - status)
