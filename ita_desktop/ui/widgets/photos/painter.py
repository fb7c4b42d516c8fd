"""A photograph as it is shown: painted in the grid with its caption below, and large, in a
viewer."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final, Protocol

from PySide6.QtCore import QAbstractItemModel, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ita_desktop.domain.rich import parse
from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.editors.base import CloseReason, EditorPlace, TypedText
from ita_desktop.ui.editors.rich_text import RichText
from ita_desktop.ui.editors.text import RichEditor
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.shared.editor_events import KeptEvent, tell
from ita_desktop.ui.storing import UnstoredTexts
from ita_desktop.ui.table.cells.richlines import STRONG, bold_of, fill, paint_runs, shown, stretches
from ita_desktop.ui.theme.lines import baseline, enough, wrap
from ita_desktop.ui.theme.measures import CheckSize, PhotoSize
from ita_desktop.ui.theme.shapes import paint_icon
from ita_desktop.ui.theme.tokens import (
    Height,
    IconSize,
    Radius,
    Space,
    Stroke,
    Text,
    Tokens,
    tokens,
)
from ita_desktop.ui.widgets.boxes import hbox, nest
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.choices import paint_box
from ita_desktop.ui.widgets.photos.model import (
    ITEM,
    Index,
    Load,
    PhotoItem,
    ThumbnailRequest,
    Thumbnails,
)
from ita_desktop.ui.widgets.sheet import Sheet

_Hint = QStyledItemDelegate.EndEditHint
_NEXT = {CloseReason.RIGHT: _Hint.EditNextItem, CloseReason.LEFT: _Hint.EditPreviousItem}
ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Direction of each arrow key: to the right, and down."""
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
STYLE = Text.LABEL
_ABOVE = (Height.FIELD - STYLE.line) // 2
_NEW_LINE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
Placed = tuple[float, Sequence[tuple[str, Text]]]
"""Indent of a line in px, and its runs of one text style."""


class LargePhotoSize:
    LINES_LARGE: Final = 8
    """Number of caption lines in the viewer before it scrolls."""


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


class PhotoArea(Enum):
    """The clickable parts of a photograph's cell."""

    BOX = auto()
    PICTURE = auto()
    CAPTION = auto()


class PhotoStates(Protocol):
    """The states of photographs that Qt does not know."""

    @property
    def locked(self) -> bool: ...

    @property
    def is_typing(self) -> bool: ...

    def is_edited(self, index: Index) -> bool: ...

    def wish_of(self, item: PhotoItem) -> ThumbnailRequest: ...


# Captions of photographs in the grid: their first lines, and their editor.


class CaptionSize:
    FIELD: Final = 2 * PhotoSize.CELL
    """Width of the caption editor."""


def first_lines(caption: str, width: float, most: int) -> list[Placed]:
    """The first lines of a caption ``width`` px wide; the last ends with … if there are more."""
    paragraphs = [line for line in parse(caption) if line.mark or line.text.strip()]
    lines: list[Placed] = []
    for number, paragraph in enumerate(paragraphs, 1):
        words, bold = shown(paragraph)[: enough(width)], bold_of(paragraph)
        starts, first, hang = fill(words, bold, width, STYLE)
        for at, start in enumerate(starts):
            x = hang if at else first
            end = starts[at + 1] if at + 1 < len(starts) else len(words)
            line = words[start:end].rstrip(" ")
            ends_here = end == len(words)
            is_full = len(lines) == most - 1 and not (ends_here and number == len(paragraphs))
            if is_full:
                rest = f"{words[start:]} …" if ends_here else words[start:]
                [line] = wrap(rest, STRONG[STYLE] if bold else STYLE, width - x, 1)
            parts = [(max(begin - start, 0), stop - start) for begin, stop in bold if stop > start]
            lines.append((x, stretches(line, 0, len(line), parts, STYLE)))
            if is_full:
                return lines
    return lines


def paint_first_lines(painter: QPainter, lines: Sequence[Placed], at: QPointF) -> None:
    """Draws lines with the painter's pen; ``at`` is the top left corner of the first one."""
    for number, (left, runs) in enumerate(lines):
        y = baseline(STYLE, at.y() + number * STYLE.line, STYLE.line)
        paint_runs(painter, runs, QPointF(at.x() + left, y))


class CaptionEditor(RichEditor):
    """A caption editor. The grid handles Enter, Tab and Esc; Shift+Enter, Alt+Enter break the
    line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(EditorPlace(_ABOVE, Height.FIELD), parent, STYLE)
        self.area.document().setModified(False)

    @property
    def is_modified(self) -> bool:
        """Whether the text was edited."""
        return self.area.document().isModified()

    def text(self) -> str:
        """The caption in stored form."""
        result = self.result()
        assert isinstance(result, TypedText)
        return result.text

    def go_on(self, text: str) -> None:
        """Starts with text that was typed earlier but not stored."""
        self.start(text, None)
        self.area.document().setModified(True)

    def cover(self, first_line: QPointF, room: QSize, *, in_sight: bool) -> None:
        """Covers the caption whose first line begins at ``first_line``; if ``in_sight``, stays
        within the ``room`` of the grid."""
        width = min(CaptionSize.FIELD, room.width())
        frame = _ABOVE + Space.ABOVE_LINE + Space.BELOW_LINE + Space.XS
        self.area.set_lines(1, max((room.height() - frame) // STYLE.line, 1))
        height = self.room(QRect(0, 0, width, Height.FIELD)).height()
        left = max(min(round(first_line.x()) - Space.CELL, room.width() - width), 0)
        top = round(first_line.y()) - _ABOVE
        if in_sight:
            top = max(min(top, room.height() - height), 0)
        self.setGeometry(left, top, width, height)

    def press(self, event: QKeyEvent) -> bool:
        if is_enter(event.key()) and event.modifiers() & _NEW_LINE:
            self.area.begin_line()
            return True
        return super().press(event)


class PhotoPainter(QStyledItemDelegate):
    """Paints photographs, and creates the caption editor."""

    def __init__(self, view: QListView, states: PhotoStates, thumbnails: Thumbnails) -> None:
        super().__init__(view)
        self._view = view
        self._states = states
        self._thumbnails = thumbnails
        self.editor: CaptionEditor | None = None
        """The editor created last; it may be deleted."""
        self._unstored = UnstoredTexts()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = tokens()
        item: PhotoItem = index.data(ITEM)
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        current = index == self._view.currentIndex() and self._view.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if chosen or over or current:
            ground = theme.tint if chosen else theme.hover if over else theme.surface
            painter.setBrush(ground)
            painter.setPen(QPen(theme.accent, Stroke.FOCUS) if current else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)
        self._paint_picture(painter, theme, item, place_of_picture(area))
        if chosen or over or current:
            state = Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
            paint_box(painter, place_of_box(area).topLeft(), state)
        if not self._states.is_edited(index):
            self._paint_caption(painter, theme, item, place_of_caption(area), over or current)
        if (over or current) and not self._states.locked and not self._states.is_edited(index):
            at = place_of_picture(area).bottomRight() - QPointF(IconSize.TEXT, -Space.XS)
            paint_icon(painter, "pencil", theme.text2, at, IconSize.TEXT)
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, theme: Tokens, item: PhotoItem, place: QRectF
    ) -> None:
        wish = self._states.wish_of(item)
        picture = self._thumbnails.find(wish)
        if picture is not None:
            ratio = wish.longest / PhotoSize.WIDTH
            shown = QRectF(0, 0, picture.width() / ratio, picture.height() / ratio)
            share = min(1, PhotoSize.HEIGHT / shown.height())
            shown.setSize(shown.size() * share)
            shown.moveCenter(place.center())
            painter.drawPixmap(shown, picture, QRectF(picture.rect()))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.sunken)
        painter.drawRect(place)
        broken = self._thumbnails.is_broken(wish)
        middle = place.center() - QPointF(IconSize.RAIL / 2, IconSize.RAIL / 2)
        name = "triangle-alert" if broken else "image"
        colour = theme.late if broken else theme.control
        paint_icon(painter, name, colour, middle, IconSize.RAIL)

    def _paint_caption(
        self, painter: QPainter, theme: Tokens, item: PhotoItem, place: QRectF, active: bool
    ) -> None:
        if item.caption:
            painter.setPen(theme.text)
            lines = first_lines(item.caption, place.width(), PhotoSize.LINES)
            paint_first_lines(painter, lines, place.topLeft())
        elif active and not self._states.locked:
            painter.setPen(theme.text2)
            lines = first_lines(tr("เพิ่มคำบรรยาย"), place.width(), PhotoSize.LINES)
            paint_first_lines(painter, lines, place.topLeft())

    # -- caption editor

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> CaptionEditor:
        item: PhotoItem = index.data(ITEM)
        editor = self.editor = CaptionEditor(parent)
        editor.setAccessibleName(tr("คำบรรยายของ {file}", file=item.file_name))
        editor.exited.connect(lambda leave: self._leave(editor, item, leave))
        editor.grown.connect(self._view.updateEditorGeometries)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, CaptionEditor)
        if not editor.is_modified:
            item: PhotoItem = index.data(ITEM)
            self._unstored.thing = item.key
            kept = self._unstored.take()
            if kept is None:
                editor.start(index.data(Qt.ItemDataRole.EditRole), None)
            else:
                editor.go_on(kept)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, CaptionEditor)
        model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        # Keeps the text at its position as far as the editor fits there.
        assert isinstance(editor, CaptionEditor)
        room = self._view.viewport().rect()
        first_line = place_of_caption(QRectF(option.rect)).topLeft()
        editor.cover(first_line, room.size(), in_sight=room.intersects(option.rect))

    def _leave(self, editor: CaptionEditor, item: PhotoItem, leave: CloseReason) -> None:
        """Closes the editor. Esc leaves the caption as it was and keeps what was typed for the next
        time, anything else stores it. Also called for an editor that the view removes, when that
        loses the focus."""
        if not self._states.is_typing:
            return
        if leave is CloseReason.CANCEL:
            if (typed := editor.text()) != item.caption:
                key = item.key
                self._unstored.keep(key, typed)
                tell(self._view, KeptEvent(lambda: self._unstored.has(key)))
            self.closeEditor.emit(editor, _Hint.RevertModelCache)
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, _NEXT.get(leave, _Hint.NoHint))


def place_of_picture(area: QRectF) -> QRectF:
    """Returns the area of the photograph in its cell."""
    place = QRectF(0, area.top() + Space.S, PhotoSize.WIDTH, PhotoSize.HEIGHT)
    place.moveLeft(area.left() + (area.width() - PhotoSize.WIDTH) // 2)
    return place


def place_of_caption(area: QRectF) -> QRectF:
    """Returns the area of the caption."""
    picture = place_of_picture(area)
    top = area.top() + PhotoSize.CAPTION
    return QRectF(picture.left(), top, PhotoSize.WIDTH, PhotoSize.LINES * Text.LABEL.line)


def place_of_box(area: QRectF) -> QRectF:
    """Returns the area of the checkbox."""
    corner = place_of_picture(area).topLeft() + QPointF(Space.XS, Space.XS)
    return QRectF(corner.x(), corner.y(), CheckSize.BOX, CheckSize.BOX)


def part_at(at: QPointF, area: QRectF) -> PhotoArea:
    """Returns the part of the cell at ``at``; the checkbox has a slightly larger hit area."""
    reach = float(Space.XS)
    if place_of_box(area).adjusted(-reach, -reach, reach, reach).contains(at):
        return PhotoArea.BOX
    return PhotoArea.PICTURE if at.y() < area.top() + PhotoSize.CAPTION else PhotoArea.CAPTION
