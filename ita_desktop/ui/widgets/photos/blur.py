"""A brush to blur faces on a photograph."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
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

from ita_desktop.domain.tracking.entries import PATCHES, SIZES, WHOLE, BrushTouch
from ita_desktop.i18n import tr
from ita_desktop.ui.theme.tokens import Space, Stroke, tokens
from ita_desktop.ui.widgets.boxes import hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.check import CheckBox
from ita_desktop.ui.widgets.photos.model import Load, PhotoItem
from ita_desktop.ui.widgets.photos.view import ARROWS, LargePhoto
from ita_desktop.ui.widgets.sheet import Sheet, ask

_STEP: Final = 10
"""Brush movement per arrow key in thousandths; five times as much with Shift."""


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
