"""Where the window stands: whole on the free part of its screen, with the frame around it."""

from typing import Final

from PySide6.QtCore import QMargins, QRect

FRAME: Final = QMargins(8, 32, 8, 8)
"""What a system's frame takes of the screen in logical px, until it has made one and can be asked:
Windows' own, of which the sides and the foot cannot be seen; others take less or a little more."""


def in_sight(place: QRect, free: QRect, frame: QMargins) -> QRect:
    """``place``, the inside of a window, moved and made smaller no more than is needed for it and
    its ``frame`` to lie in ``free``."""
    room = free.marginsRemoved(frame)
    size = place.size().boundedTo(room.size())
    x = min(max(place.x(), room.x()), room.x() + room.width() - size.width())
    y = min(max(place.y(), room.y()), room.y() + room.height() - size.height())
    return QRect(x, y, size.width(), size.height())
