"""Window geometry: keeps the window with its frame inside the available screen area."""

from typing import Final

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.settings import Memory
from ita_desktop.ui.theme.tokens import Breakpoint, Width

_FARTHEST: Final = 1 << 20


class FrameSize:
    """The assumed size of a window frame before the system has created one: that of Windows, whose
    sides and bottom are invisible; others are similar."""

    SIDE: Final = 8
    """Width at the sides and the bottom."""
    TITLE: Final = 32
    """Height of the title bar with the edge above."""


class FirstSize:
    """Window size at the first start."""

    WIDTH: Final = 1366
    HEIGHT: Final = 768


FRAME: Final = QMargins(FrameSize.SIDE, FrameSize.TITLE, FrameSize.SIDE, FrameSize.SIDE)
"""Margins of the system's frame, assumed while the window has none."""


def is_low(window: QWidget) -> bool:
    """Returns whether the window is so low that its bars are."""
    return window.height() < Breakpoint.LOW


def in_sight(place: QRect, free: QRect, frame: QMargins) -> QRect:
    """Returns ``place``, a window's client area, moved and shrunk as little as necessary for it and
    its ``frame`` to lie in ``free``."""
    room = free.marginsRemoved(frame)
    size = place.size().boundedTo(room.size())
    x = min(max(place.x(), room.x()), room.x() + room.width() - size.width())
    y = min(max(place.y(), room.y()), room.y() + room.height() - size.height())
    return QRect(x, y, size.width(), size.height())


class WindowPlace:
    """The geometry of a window, stored in ``memory``."""

    def __init__(self, window: QWidget, memory: Memory) -> None:
        self._window = window
        self._memory = memory

    def restore(self) -> None:
        """Restores the stored geometry, or centres the window; always on an existing screen."""
        kept = self._memory.get("frame.geometry")
        if isinstance(kept, list) and len(kept) == 4 and all(map(_is_pixels, kept)):
            place = QRect(*kept)
            free = _free_about(place)
            if not free.contains(place):
                place = in_sight(place, free, FRAME)
        else:
            free = self._window.screen().availableGeometry()
            place = QRect(0, 0, FirstSize.WIDTH, FirstSize.HEIGHT)
            place.moveCenter(free.center())
            place = in_sight(place, free, FRAME)
        self._limit(free, FRAME)
        self._window.setGeometry(place)

    def restore_state(self) -> None:
        """Restores whether the window, which is not shown yet, is maximised."""
        from PySide6.QtCore import Qt

        if self._was_maximised():
            self._window.setWindowState(Qt.WindowState.WindowMaximized)

    def show(self) -> None:
        """Shows the window, maximised if it was."""
        if self._was_maximised():
            self._window.showMaximized()
        else:
            self._window.show()

    def _was_maximised(self) -> bool:
        return bool(self._memory.get("frame.maximised", False))

    def keep(self) -> None:
        """Stores the geometry."""
        place = self._window.normalGeometry()
        if place.isValid():
            sizes = [place.x(), place.y(), place.width(), place.height()]
            self._memory.set("frame.geometry", sizes)
        self._memory.set("frame.maximised", self._window.isMaximized())

    def stay_in_sight(self) -> None:
        """Adjusts the geometry to the actual frame of the window."""
        window = self._window
        if window.isMaximized() or window.isFullScreen():
            return
        inside, outside = window.geometry(), window.frameGeometry()
        frame = QMargins(
            inside.left() - outside.left(),
            inside.top() - outside.top(),
            outside.right() - inside.right(),
            outside.bottom() - inside.bottom(),
        )
        free = window.screen().availableGeometry()
        self._limit(free, frame)
        # A frame that is thinner than the assumed one allows a larger minimum: it may have grown.
        inside = window.geometry()
        if not free.contains(inside.marginsAdded(frame)):
            window.setGeometry(in_sight(inside, free, frame))

    def _limit(self, free: QRect, frame: QMargins) -> None:
        """Sets the minimum size, reduced on a small screen."""
        least = QSize(Width.WINDOW_MIN, Width.WINDOW_MIN_HEIGHT)
        self._window.setMinimumSize(least.boundedTo(free.marginsRemoved(frame).size()))


def _is_pixels(kept: object) -> bool:
    """Returns whether a stored value is a valid coordinate."""
    return isinstance(kept, int) and abs(kept) <= _FARTHEST


def _free_about(place: QRect) -> QRect:
    """The available area of the screen that contains most of ``place``, or of the first one."""

    def shared(free: QRect) -> int:
        common = free.intersected(place)
        return common.width() * common.height()

    return max((screen.availableGeometry() for screen in QApplication.screens()), key=shared)
