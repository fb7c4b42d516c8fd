"""Where the window stands: whole on the free part of its screen, with the frame around it."""

from typing import Final

from PySide6.QtCore import QMargins, QRect

from ita_desktop.ui.theme.measures import SystemFrame

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
