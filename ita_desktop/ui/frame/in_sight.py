"""Where the window stands: whole on the free part of its screen, with the frame around it."""

from typing import Final

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.ui.theme.measures import SystemFrame
from ita_desktop.ui.theme.tokens import Width
from ita_desktop.ui.widgets.memory import Memory


class FirstSize:
    """The window when it is opened for the first time."""

    WIDTH: Final = 1366
    HEIGHT: Final = 768


_FARTHEST: Final = 1 << 20
FRAME: Final = QMargins(SystemFrame.SIDE, SystemFrame.TITLE, SystemFrame.SIDE, SystemFrame.SIDE)
"""The frame around a window that the system has not framed yet."""


def in_sight(place: QRect, free: QRect, frame: QMargins) -> QRect:
    """``place``, the inside of a window, moved and made smaller no more than is needed for it and
    its ``frame`` to lie in ``free``."""
    room = free.marginsRemoved(frame)
    size = place.size().boundedTo(room.size())
    x = min(max(place.x(), room.x()), room.x() + room.width() - size.width())
    y = min(max(place.y(), room.y()), room.y() + room.height() - size.height())
    return QRect(x, y, size.width(), size.height())


class WindowPlace:
    """Where a window stands and how large it is, kept in ``memory``."""

    def __init__(self, window: QWidget, memory: Memory) -> None:
        self._window = window
        self._memory = memory

    def restore(self) -> None:
        """The place of the last time, else the middle of the screen; whole on one that is there."""
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
        if self._memory.get("frame.maximised", False):
            self._window.setWindowState(Qt.WindowState.WindowMaximized)

    def keep(self) -> None:
        """Remembers the place for the next time."""
        place = self._window.normalGeometry()
        if place.isValid():
            sizes = [place.x(), place.y(), place.width(), place.height()]
            self._memory.set("frame.geometry", sizes)
        self._memory.set("frame.maximised", self._window.isMaximized())

    def stay_in_sight(self) -> None:
        """Makes room for the frame that the system has made."""
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
        if not free.contains(outside):
            window.setGeometry(in_sight(inside, free, frame))

    def _limit(self, free: QRect, frame: QMargins) -> None:
        """How small the window may become: a small screen has no room for the usual least."""
        least = QSize(Width.WINDOW_MIN, Width.WINDOW_MIN_HEIGHT)
        self._window.setMinimumSize(least.boundedTo(free.marginsRemoved(frame).size()))


def _is_pixels(kept: object) -> bool:
    """Whether it is a number that a place on a screen can have."""
    return isinstance(kept, int) and abs(kept) <= _FARTHEST


def _free_about(place: QRect) -> QRect:
    """The free part of the screen on which most of ``place`` lies, or of the first one."""

    def shared(free: QRect) -> int:
        common = free.intersected(place)
        return common.width() * common.height()

    return max((screen.availableGeometry() for screen in QApplication.screens()), key=shared)
