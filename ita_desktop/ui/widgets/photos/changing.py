"""Dialogs to change a photograph: cropped with mouse or keyboard, faces blurred with a brush."""

from math import hypot
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleValueChangeEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.tracking.entries import LEAST, PATCHES, SIZES, WHOLE, BrushTouch, Crop
from ita_desktop.i18n import tr
from ita_desktop.ui.theme.tokens import Space, Stroke, tokens
from ita_desktop.ui.widgets.boxes import hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.photos.model import Load, PhotoItem
from ita_desktop.ui.widgets.photos.painter import ARROWS, LargePhoto
from ita_desktop.ui.widgets.sheet import Sheet, ask

_STEP: Final = 10
"""Movement per arrow key in thousandths: of a crop frame one with Ctrl, of a brush five times as
much with Shift."""


class CropSize:
    HANDLE: Final = 8
    """Side of the handles of the crop frame."""
    REACH: Final = 12
    """Distance at which the pointer grabs a handle."""


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


class BlurArea(LargePhoto):
    """The uncropped photograph with a brush: the mouse draws; arrow keys move the brush, Space
    blurs. Plus, minus and the wheel change its size, Ctrl+Z undoes the last stroke."""

    changed = Signal()

    def __init__(self, load: Load, parent: QWidget) -> None:
        super().__init__(load, parent)
        self.strokes: list[list[BrushTouch]] = []
        self._size = len(SIZES) // 2
        self._at = (WHOLE // 2, WHOLE // 2)
        self._is_drawing = False
        self._shown: QPixmap | None = None
        """The blurred picture, and the number of dabs in it."""
        self._drawn = 0
        self._of: QPixmap | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def dabs(self) -> tuple[BrushTouch, ...]:
        """All dabs."""
        return tuple(dab for stroke in self.strokes for dab in stroke)

    def accessible_value(self) -> str:
        """Position of the brush and number of dabs, for screen readers."""
        x, y = (f"{number / 10:g}" for number in self._at)
        return tr(
            "แปรงห่างซ้าย {x} % ห่างบน {y} % · เบลอแล้ว {count} จุด", x=x, y=y, count=len(self.strokes)
        )

    def take_back(self) -> None:
        """Undoes the last stroke."""
        if self.strokes:
            self.strokes.pop()
            self._of = None
            self._emit_change()

    def resize_brush(self, by: int) -> None:
        """Changes the size of the brush by ``by`` steps."""
        self._size = min(max(self._size + by, 0), len(SIZES) - 1)
        self.update()

    def dab(self) -> None:
        """Adds a dab at the brush to the current stroke."""
        last = self.strokes[-1] if self.strokes else []
        made = BrushTouch(*self._at, SIZES[self._size])
        if not last or last[-1] != made:
            last.append(made)
            self._emit_change()

    def begin(self) -> None:
        """Begins a stroke."""
        self.strokes.append([])

    def _emit_change(self) -> None:
        self.changed.emit()
        self.update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frame, picture = self.frame(), self.picture
        if picture is None or frame.isEmpty():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.strokes:
            shown = self._with_dabs(picture)
            painter.drawPixmap(frame, shown, QRectF(shown.rect()))
        radius = SIZES[self._size] * max(frame.width(), frame.height()) / WHOLE
        middle = QPointF(
            frame.left() + frame.width() * self._at[0] / WHOLE,
            frame.top() + frame.height() * self._at[1] / WHOLE,
        )
        theme = tokens()
        # A light and a dark line, visible on any photograph.
        for colour, width in ((theme.paper, 2 * Stroke.FOCUS), (theme.ink, Stroke.HAIR)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(middle, radius, radius)

    def _with_dabs(self, picture: QPixmap) -> QPixmap:
        dabs = self.dabs
        if self._of is not picture or self._shown is None:
            self._of, self._shown, self._drawn = picture, picture.copy(), 0
            self._shown.setDevicePixelRatio(1)
        shown = self._shown
        for dab in dabs[self._drawn :]:
            left, top, right, bottom = dab.box(shown.width(), shown.height())
            area = QRectF(left, top, right - left, bottom - top)
            part = shown.copy(area.toRect().intersected(shown.rect()))
            if part.isNull():
                continue
            few = part.scaled(PATCHES, PATCHES, mode=Qt.TransformationMode.SmoothTransformation)
            painter = QPainter(shown)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            path = QPainterPath()
            path.addEllipse(area)
            painter.setClipPath(path)
            inside = area.toRect().intersected(shown.rect())
            painter.drawPixmap(QRectF(inside), few, QRectF(few.rect()))
            painter.end()
        self._drawn = len(dabs)
        return shown

    # -- mouse

    def _move_to(self, at: QPointF) -> None:
        frame = self.frame()
        if frame.isEmpty():
            return
        x = round((at.x() - frame.left()) * WHOLE / frame.width())
        y = round((at.y() - frame.top()) * WHOLE / frame.height())
        self._at = min(max(x, 0), WHOLE), min(max(y, 0), WHOLE)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton and not self.frame().isEmpty():
            self._move_to(event.position())
            self._is_drawing = True
            self.begin()
            self.dab()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        before = self._at
        self._move_to(event.position())
        if self._is_drawing and before != self._at:
            self.dab()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._is_drawing = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.resize_brush(1 if event.angleDelta().y() > 0 else -1)

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = ARROWS.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Undo):
            self.take_back()
        elif arrow is not None:
            far = 5 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            x, y = (self._at[axis] + arrow[axis] * _STEP * far for axis in (0, 1))
            self._at = min(max(x, 0), WHOLE), min(max(y, 0), WHOLE)
            self._emit_change()
        elif event.key() == Qt.Key.Key_Space:
            self.begin()
            self.dab()
        elif event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}:
            self.resize_brush(-1 if event.key() == Qt.Key.Key_Minus else 1)
        else:
            super().keyPressEvent(event)


class PhotoBlur(Sheet):
    """A dialog for blurring a photograph; :attr:`dabs` is the result, :attr:`keep` whether the
    original stays in the workspace."""

    about = "blur"

    def __init__(self, load: Load, item: PhotoItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_title(
            tr("เบลอใบหน้า"), tr("ลากแปรงทับใบหน้า · ล้อเมาส์เปลี่ยนขนาด · ปุ่มลูกศรกับ Space ใช้แทนเมาส์ได้")
        )
        self.area = BlurArea(load, self)
        self.area.show_item(PhotoItem(item.key, item.media, "", item.caption, item.file_name))
        self.area.changed.connect(self._emit_change)
        self.larger = Button(tr("แปรงใหญ่ขึ้น (+)"), self)
        self.smaller = Button(tr("แปรงเล็กลง (-)"), self)
        self.back = Button(tr("เลิกทำ (Ctrl+Z)"), self)
        self.larger.clicked.connect(lambda: self.area.resize_brush(1))
        self.smaller.clicked.connect(lambda: self.area.resize_brush(-1))
        self.back.clicked.connect(self.area.take_back)
        self.keep = CheckBox(tr("เก็บภาพเดิมไว้ในแฟ้ม"), self)
        tools = vbox(self.larger, self.smaller, self.back, None, gap=Space.S)
        margins = (Space.XXL, Space.S, Space.XXL, 0)
        nest(self.body, hbox((self.area, 1), tools, margins=margins, gap=Space.L), 1)
        nest(self.notes, hbox(self.keep, None, margins=(Space.XXL, Space.S, Space.XXL, 0)))
        self._emit_change()
        self.area.setFocus()

    @property
    def dabs(self) -> tuple[BrushTouch, ...]:
        """The areas to blur."""
        return self.area.dabs

    def accept(self) -> None:
        """Asks for confirmation if the original will be deleted."""
        if not self.dabs:
            return
        loss = tr(
            "ภาพเดิมจะถูกลบ เรียกคืนไม่ได้ และการแก้ไขทั้งหมดก่อนหน้านี้จะเลิกทำไม่ได้อีก "
            "แฟ้มสำรองที่มีอยู่ และที่อื่นในแฟ้มนี้ที่ใช้ภาพเดียวกัน ยังมีภาพเดิม"
        )
        words = {"keep": tr("ไม่เบลอ"), "lose": tr("เบลอและลบภาพเดิม")}
        title = tr("เบลอโดยไม่เก็บภาพเดิมหรือไม่")
        if self.keep.isChecked() or ask(title, loss, **words, parent=self):
            super().accept()

    def _emit_change(self) -> None:
        self.set_remark(self.area.accessible_value())
        self.back.setEnabled(bool(self.area.strokes))
        blocked = "" if self.dabs else tr("ยังไม่ได้เบลอส่วนใด")
        self.set_accept(tr("ใช้ภาพที่เบลอ"), blocked=blocked)
