"""A dialog to crop a photograph with mouse or keyboard."""

from math import hypot
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleValueChangeEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.tracking.entries import LEAST, WHOLE, Crop
from ita_desktop.i18n import tr
from ita_desktop.ui.theme.tokens import Space, Stroke, tokens
from ita_desktop.ui.widgets.boxes import hbox, nest
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.photos.model import Load, PhotoItem
from ita_desktop.ui.widgets.photos.view import ARROWS, LargePhoto
from ita_desktop.ui.widgets.sheet import Sheet


class CropSize:
    HANDLE: Final = 8
    """Side of the handles of the crop frame."""
    REACH: Final = 12
    """Distance at which the pointer grabs a handle."""


_STEP: Final = 10
"""Movement per arrow key in thousandths; one with Ctrl."""


class _Grip(NamedTuple):
    """A handle of the frame: -1 for the left or top edge, 1 for the right or bottom one, 0 for
    neither; both 0 for the frame as a whole."""

    across: int
    down: int


_GRIPS: Final = tuple(_Grip(x, y) for y in (-1, 0, 1) for x in (-1, 0, 1) if x or y)
_ALL: Final = _Grip(0, 0)
_SLANTS: Final = {
    _ALL: Qt.CursorShape.SizeAllCursor,
    _Grip(-1, -1): Qt.CursorShape.SizeFDiagCursor,
    _Grip(1, 1): Qt.CursorShape.SizeFDiagCursor,
    _Grip(1, -1): Qt.CursorShape.SizeBDiagCursor,
    _Grip(-1, 1): Qt.CursorShape.SizeBDiagCursor,
    _Grip(-1, 0): Qt.CursorShape.SizeHorCursor,
    _Grip(1, 0): Qt.CursorShape.SizeHorCursor,
    _Grip(0, -1): Qt.CursorShape.SizeVerCursor,
    _Grip(0, 1): Qt.CursorShape.SizeVerCursor,
}


class CropArea(LargePhoto):
    """The uncropped photograph with a crop frame. Arrow keys move the frame, with Shift its right
    or bottom edge, with Ctrl in steps of one thousandth."""

    changed = Signal()
    edge = CropSize.HANDLE

    def __init__(self, load: Load, parent: QWidget) -> None:
        super().__init__(load, parent)
        self.part = Crop()
        """The current crop."""
        self._held: tuple[_Grip, QPointF, Crop] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_part(self, part: Crop) -> None:
        """Sets the crop."""
        if part == self.part:
            return
        self.part = part
        self.changed.emit()
        self.update()
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, self.accessible_value()))

    def accessible_value(self) -> str:
        """The crop in words, for screen readers."""
        left, top, width, height = (f"{number / 10:g}" for number in self.part)
        return tr(
            "กว้าง {width} % สูง {height} % ของภาพ ห่างซ้าย {left} % ห่างบน {top} %",
            width=width,
            height=height,
            left=left,
            top=top,
        )

    def box(self) -> QRectF:
        """Returns the area of the frame."""
        frame, part = self.frame(), self.part
        return QRectF(
            frame.left() + frame.width() * part.left / WHOLE,
            frame.top() + frame.height() * part.top / WHOLE,
            frame.width() * part.width / WHOLE,
            frame.height() * part.height / WHOLE,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        box, frame, theme = self.box(), self.frame(), tokens()
        if frame.isEmpty():
            return
        painter = QPainter(self)
        for left, top, right, bottom in (
            (frame.left(), frame.top(), frame.right(), box.top()),
            (frame.left(), box.bottom(), frame.right(), frame.bottom()),
            (frame.left(), box.top(), box.left(), box.bottom()),
            (box.right(), box.top(), frame.right(), box.bottom()),
        ):
            painter.fillRect(QRectF(left, top, right - left, bottom - top), theme.dim)
        # A light and a dark line, visible on any photograph.
        painter.setPen(QPen(theme.paper, 2 * Stroke.FOCUS if self.hasFocus() else Stroke.FOCUS))
        painter.drawRect(box)
        painter.setPen(QPen(theme.accent if self.hasFocus() else theme.ink, Stroke.HAIR))
        painter.drawRect(box)
        painter.setBrush(theme.paper)
        side = CropSize.HANDLE
        for grip in _GRIPS:
            at = _place(grip, box)
            painter.drawRect(QRectF(at.x() - side / 2, at.y() - side / 2, side, side))

    # -- mouse

    def _grip_at(self, at: QPointF) -> _Grip | None:
        box = self.box()

        def distance(grip: _Grip) -> float:
            off = _place(grip, box) - at
            return hypot(off.x(), off.y())

        nearest = min(_GRIPS, key=distance)
        if distance(nearest) <= CropSize.REACH:
            return nearest
        for grip in (grip for grip in _GRIPS if not (grip.across and grip.down)):
            if _is_on_edge(grip, box, at):
                return grip
        return _ALL if box.contains(at) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        grip = self._grip_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and grip is not None:
            self._held = grip, event.position(), self.part

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        frame = self.frame()
        if self._held is None or frame.isEmpty():
            grip = self._grip_at(event.position())
            self.setCursor(_SLANTS[grip] if grip is not None else Qt.CursorShape.ArrowCursor)
            return
        grip, begun, part = self._held
        off = event.position() - begun
        across = round(off.x() * WHOLE / frame.width())
        down = round(off.y() * WHOLE / frame.height())
        self.set_part(_dragged(part, grip, across, down))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = ARROWS.get(Qt.Key(event.key()))
        if arrow is None:
            super().keyPressEvent(event)
            return
        held = event.modifiers()
        step = 1 if held & Qt.KeyboardModifier.ControlModifier else _STEP
        grip = _Grip(1, 1) if held & Qt.KeyboardModifier.ShiftModifier else _ALL
        self.set_part(_dragged(self.part, grip, arrow[0] * step, arrow[1] * step))


def _place(grip: _Grip, box: QRectF) -> QPointF:
    """Returns the position of a handle."""
    middle = box.center()
    return QPointF(
        middle.x() + grip.across * box.width() / 2, middle.y() + grip.down * box.height() / 2
    )


def _is_on_edge(grip: _Grip, box: QRectF, at: QPointF) -> bool:
    reach, place = CropSize.REACH / 2, _place(grip, box)
    if grip.across:
        return abs(at.x() - place.x()) <= reach and box.top() <= at.y() <= box.bottom()
    return abs(at.y() - place.y()) <= reach and box.left() <= at.x() <= box.right()


def _dragged(part: Crop, grip: _Grip, across: int, down: int) -> Crop:
    """Returns the crop after dragging a handle by ``across`` and ``down`` thousandths."""
    left, width = _side(part.left, part.width, grip.across, across, whole=grip == _ALL)
    top, height = _side(part.top, part.height, grip.down, down, whole=grip == _ALL)
    return Crop(left, top, width, height)


def _side(begin: int, length: int, held: int, by: int, *, whole: bool) -> tuple[int, int]:
    """Returns start and length of the crop in one direction; the opposite edge stays fixed."""
    if whole:
        return min(max(begin + by, 0), WHOLE - length), length
    end = begin + length
    if held < 0:
        begin = min(max(begin + by, 0), end - LEAST)
    elif held > 0:
        end = min(max(end + by, begin + LEAST), WHOLE)
    return begin, end - begin


class PhotoCrop(Sheet):
    """A dialog for cropping a photograph; :attr:`part` is the result."""

    about = "crop"

    def __init__(self, load: Load, item: PhotoItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_title(
            tr("ครอบตัดภาพ"), tr("ลากขอบหรือกดปุ่มลูกศร · Shift กับลูกศรย่อขยาย · ภาพเดิมยังอยู่ครบ")
        )
        self.area = CropArea(load, self)
        self.area.show_item(PhotoItem(item.key, item.media, "", item.caption, item.file_name))
        self.area.set_part(Crop.of(item.crop))
        self.area.changed.connect(self._update_buttons)
        self.whole = Button(tr("ใช้ทั้งภาพ"), self)
        self.whole.clicked.connect(lambda: self.area.set_part(Crop()))
        nest(
            self.body,
            hbox(
                (self.area, 1),
                (self.whole, 0, Qt.AlignmentFlag.AlignTop),
                margins=(Space.XXL, Space.S, Space.XXL, 0),
                gap=None,
            ),
        )
        self.set_accept(tr("ใช้ส่วนนี้"))
        self._update_buttons()
        self.area.setFocus()

    @property
    def part(self) -> Crop:
        """The new crop."""
        return self.area.part

    def _update_buttons(self) -> None:
        self.set_remark(self.area.accessible_value())
        self.whole.setEnabled(not self.part.is_whole)
