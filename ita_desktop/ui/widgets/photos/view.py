"""A viewer for photographs."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.editors.rich_text import RichText
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.tokens import IconSize, Space, tokens
from ita_desktop.ui.widgets.boxes import hbox, nest
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.photos.model import Load, PhotoItem, ThumbnailRequest, Thumbnails
from ita_desktop.ui.widgets.sheet import Sheet


class LargePhotoSize:
    LINES_LARGE: Final = 8
    """Number of caption lines in the viewer before it scrolls."""


ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Direction of each arrow key: to the right, and down."""


class LargePhoto(QWidget):
    """A photograph scaled down to the widget, never enlarged."""

    accessible_role = Role.Graphic
    edge = 0
    """Space around the photograph, in px."""

    def __init__(self, load: Load, parent: QWidget) -> None:
        super().__init__(parent)
        self._item: PhotoItem | None = None
        self._thumbnails = Thumbnails(load, self)
        self._thumbnails.drawn.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_item(self, item: PhotoItem) -> None:
        """Sets the photograph."""
        self._item = item
        self.setAccessibleName(item.words)
        self.update()

    @property
    def picture(self) -> QPixmap | None:
        """The picture at the widget's size, or None until it is made."""
        return self._thumbnails.find(self._wish()) if self._item is not None else None

    def _wish(self) -> ThumbnailRequest:
        assert self._item is not None
        ratio = self.devicePixelRatioF()
        longest = round((max(self.width(), self.height()) - 2 * self.edge) * ratio)
        return ThumbnailRequest(self._item.media, self._item.crop, longest)

    def frame(self) -> QRectF:
        """Returns the area of the photograph; empty if there is none."""
        picture = self.picture
        if picture is None or picture.isNull():
            return QRectF()
        room = QRectF(self.rect()).adjusted(self.edge, self.edge, -self.edge, -self.edge)
        size = QSizeF(picture.size()) / self.devicePixelRatioF()
        size *= min(1, room.width() / size.width(), room.height() / size.height())
        frame = QRectF(QPointF(), size)
        frame.moveCenter(room.center())
        return frame

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._item is None:
            return
        wish = self._wish()
        self._thumbnails.want([wish])
        painter = QPainter(self)
        picture = self.picture
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self.frame(), picture, QRectF(picture.rect()))
            return
        theme = tokens()
        broken = self._thumbnails.is_broken(wish)
        at = QRectF(self.rect()).center() - QPointF(IconSize.RAIL / 2, IconSize.RAIL / 2)
        name, colour = ("triangle-alert", theme.late) if broken else ("image", theme.control)
        paint_icon(painter, name, colour, at, IconSize.RAIL)


class PhotoView(Sheet):
    """A dialog as large as the window; arrow keys move between photographs."""

    about = "photograph"

    def __init__(self, load: Load, items: Sequence[PhotoItem], key: str, parent: QWidget) -> None:
        super().__init__(parent, size=parent.window().size())
        self._items = tuple(items)
        self._at = next((at for at, item in enumerate(items) if item.key == key), 0)
        self.photo = LargePhoto(load, self)
        self.photo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.back = self._arrow("chevron-left", tr("ภาพก่อนหน้า (←)"), -1)
        self.forth = self._arrow("chevron-right", tr("ภาพถัดไป (→)"), 1)
        self.words = RichText("", self)
        self.words.set_lines(1, LargePhotoSize.LINES_LARGE)
        # The focus stays on the photograph, which has these words as accessible name.
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        nest(
            self.body,
            hbox(self.back, (self.photo, 1), self.forth, margins=(Space.M, Space.S), gap=Space.S),
            1,
        )
        nest(self.body, hbox(self.words, margins=(Space.XXL, 0, Space.XXL, Space.S), gap=None))
        self.cancel_button.hide()
        self.set_accept(tr("ปิด"))
        self._show()
        # Buttons would use the arrow keys to move between each other.
        self.photo.setFocus()

    def _arrow(self, icon_name: str, tip: str, by: int) -> Button:
        made = Button("", self, kind=ButtonKind.QUIET, icon_name=icon_name)
        made.setToolTip(tip)
        made.clicked.connect(lambda: self.step(by))
        return made

    @property
    def key(self) -> str:
        """The key of the shown photograph."""
        return self._items[self._at].key

    def step(self, by: int) -> None:
        """Moves by ``by`` photographs, stopping at the ends."""
        self._at = min(max(self._at + by, 0), len(self._items) - 1)
        self._show()

    def _show(self) -> None:
        item, count = self._items[self._at], len(self._items)
        where = tr("ภาพที่ {number} จาก {count}", number=self._at + 1, count=count)
        source = f"{where} · {item.file_name}" if item.caption else where
        self.set_title(item.title, source)
        self.words.setVisible(not item.title_says_all)
        self.words.set_text(item.caption, locked=True)
        self.words.setAccessibleName(tr("คำบรรยายของ {file}", file=item.file_name))
        self.photo.show_item(item)
        self.back.setEnabled(self._at > 0)
        self.forth.setEnabled(self._at < count - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEPS.get(Qt.Key(event.key()))
        if by is not None:
            self.step(by * len(self._items) if event.key() in _ENDS else by)
        elif event.key() == Qt.Key.Key_Space:
            self.accept()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.step(-1 if event.angleDelta().y() > 0 else 1)


_ENDS = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Home: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_End: 1,
}
