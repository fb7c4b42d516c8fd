"""A grid of an entry's photographs, added by drag and drop, clipboard or file dialog."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.pictures.photographs import SUFFIXES
from ita_desktop.services.photos import NewPhoto, given
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.opening.dropped_files import take_copies
from ita_desktop.ui.theme.measures import PhotoSize
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.photos.list import PhotoList
from ita_desktop.ui.widgets.photos.model import Load, PhotoItem
from ita_desktop.ui.widgets.photos.painter import PhotoView

_PASTED = ("image/png", "image/jpeg")
"""Clipboard formats that are stored unchanged; others are converted to PNG."""
_LINES = 2
"""Default number of visible rows."""


class PhotoGrid(QWidget):
    """The photographs with their actions. It does not access the workspace: ``load`` returns a file
    by its key, in another thread, requests are emitted as signals, and :meth:`set_photos` delivers
    their results."""

    given = Signal(object)
    """Photographs to add (a tuple of :class:`NewPhoto`)."""
    removed = Signal(object)
    """Ids of photographs to remove."""
    placed = Signal(object, object)
    """Ids of photographs to move, and the id of the one to insert them before, None for the end."""
    captioned = Signal(str, str)
    cropped = Signal(str, object)
    blurred = Signal(str, object, bool)
    """The id of a photograph, and its new crop (:class:`Crop`)."""
    rotated = Signal(object, int)
    """Ids of photographs, and the number of clockwise quarter turns."""

    def __init__(self, load: Load, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self.offer_original: Callable[[QMenu, PhotoItem], None] = lambda _menu, _item: None
        """Adds actions on the stored original of a photograph to a menu."""
        self._lines = _LINES
        self._locked = False
        self._over = False
        self.list = PhotoList(load, self)
        self.list.removed.connect(self.removed)
        self.list.placed.connect(self.placed)
        self.list.photos.captioned.connect(self.captioned)
        self.list.opened.connect(self.show_large)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.selectionModel().selectionChanged.connect(self._follow_choice)
        self.empty = _Empty(self)
        self.empty.pick.clicked.connect(self.pick)
        self.keep_originals = CheckBox(tr("เก็บไฟล์เดิมจากกล้องไว้ด้วย"), self)
        self.keep_originals.setToolTip(
            tr("ไฟล์เดิมใหญ่ และมีสถานที่กับเวลาที่กล้องบันทึกไว้ ภาพที่ใช้พิมพ์ไม่มีข้อมูลเหล่านี้")
        )
        self._lay_out()
        self.set_photos((), locked=False)

    def _lay_out(self) -> None:
        self.add = Button(tr("เพิ่มภาพ…"), self, icon_name="plus")
        self.add.clicked.connect(self.pick)
        self.crop = self._tool("crop", tr("ครอบตัด…"), self.crop_current)
        self.blur = self._tool("eye", tr("เบลอใบหน้า…"), self.blur_current)
        self.turn = self._tool("rotate-cw", tr("หมุนตามเข็มนาฬิกา"), self.turn_chosen)
        self.out = self._tool("trash-2", tr("เอาออก (Delete)"), self.list.remove_chosen)
        vbox(
            hbox(self.add, None, self.crop, self.blur, self.turn, self.out, gap=Space.XS),
            (self.list, 1),
            self.empty,
            self.keep_originals,
            on=self,
            margins=Stroke.FOCUS,
            gap=Space.XS,
        )

    def _tool(self, icon_name: str, tip: str, act: Callable[[], None]) -> Button:
        made = Button("", self, kind=ButtonKind.QUIET, icon_name=icon_name)
        made.setToolTip(tip)
        made.clicked.connect(lambda _checked: act())
        return made

    # -- content

    def set_photos(self, items: Sequence[PhotoItem], *, locked: bool) -> None:
        """Sets the photographs; ``locked`` ones can only be viewed."""
        had = self.list.hasFocus() or self.empty.pick.hasFocus()
        self._locked = locked
        self.list.set_photos(items, locked=locked)
        self.setAcceptDrops(not locked)
        self.list.setVisible(bool(items))
        self.empty.set_locked(locked)
        self.empty.setVisible(not items)
        for button in (self.add, self.crop, self.blur, self.turn, self.out):
            button.setVisible(bool(items) and not locked)
        self.keep_originals.setVisible(not locked)
        if had:
            target = self.list if items else self.empty.pick
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow_choice()
        self._fit()

    def set_lines(self, lines: int) -> None:
        """Sets the number of visible rows."""
        self._lines = lines
        self._fit()

    def _fit(self) -> None:
        count = len(self.list.photos.items)
        lines = min(-(-count // self.list.columns), self._lines)
        self.list.setMinimumHeight(max(lines, 1) * PhotoSize.CELL_HEIGHT)
        policy = QSizePolicy.Policy.Expanding if count else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _follow_choice(self) -> None:
        count = len(self.list.chosen)
        for button in (self.turn, self.out):
            _allow(button, count > 0, tr("เลือกภาพก่อน"))
        for button in (self.crop, self.blur):
            _allow(button, count == 1, tr("เลือกภาพเดียวก่อน"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._over:
            return
        painter = QPainter(self)
        ground, edge = tokens().tint, tokens().accent
        paint_plate(painter, self.rect(), Radius.CONTROL, ground, edge, Stroke.FOCUS)

    # -- adding

    def pick(self) -> None:
        """Opens a dialog to select files."""
        endings = " ".join(f"*.{suffix} *.{suffix.upper()}" for suffix in SUFFIXES)
        title = tr("เลือกภาพถ่าย")
        chosen, _ = QFileDialog.getOpenFileNames(self, title, "", f"{tr('ภาพ')} ({endings})")
        self._emit_given(given(map(Path, chosen)))

    def paste(self) -> None:
        """Adds the files or the picture on the clipboard."""
        self._emit_given(taken_from(QGuiApplication.clipboard().mimeData()))

    def _emit_given(self, photographs: Sequence[NewPhoto]) -> None:
        if photographs and not self._locked:
            self.given.emit(tuple(photographs))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and not self._locked:
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            take_copies(event)
            self._set_over(over=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._set_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(over=False)
        take_copies(event)
        self._emit_given(taken_from(event.mimeData()))

    def _set_over(self, *, over: bool) -> None:
        self._over = over
        self.update()

    # -- actions

    def show_large(self, key: str) -> None:
        """Opens the viewer at a photograph."""
        load("ita_desktop.ui.widgets.photos.painter")

        view = PhotoView(self._load, self.list.photos.items, key, self)
        view.exec()
        self.list.choose([view.key])

    def crop_current(self) -> None:
        """Opens the crop dialog for the selected photograph."""
        load("ita_desktop.ui.widgets.photos.changing")
        from ita_desktop.ui.widgets.photos.changing import PhotoCrop

        chosen = self.list.chosen
        if len(chosen) != 1 or self._locked:
            return
        dialog = PhotoCrop(self._load, chosen[0], self)
        if dialog.exec() and str(dialog.part) != chosen[0].crop:
            self.cropped.emit(chosen[0].key, dialog.part)

    def blur_current(self) -> None:
        """Opens the blur dialog for the selected photograph."""
        load("ita_desktop.ui.widgets.photos.changing")
        from ita_desktop.ui.widgets.photos.changing import PhotoBlur

        chosen = self.list.chosen
        if len(chosen) != 1 or self._locked:
            return
        dialog = PhotoBlur(self._load, chosen[0], self)
        if dialog.exec() and dialog.dabs:
            self.blurred.emit(chosen[0].key, dialog.dabs, dialog.keep.isChecked())

    def turn_chosen(self, quarters: int = 1) -> None:
        """Emits a request to rotate the selected photographs clockwise."""
        if self.list.chosen and not self._locked:
            self.rotated.emit(tuple(item.key for item in self.list.chosen), quarters)

    def _open_menu(self, at: QPoint) -> None:
        current = self.list.current
        if current is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"{tr('ดูภาพใหญ่')}\tEnter", lambda: self.show_large(current.key))
        if current.original:
            self.offer_original(menu.addMenu(tr("ไฟล์เดิมจากกล้อง")), current)
        if not self._locked:
            index = self.list.currentIndex()
            menu.addAction(f"{tr('แก้คำบรรยาย')}\tF2", lambda: self.list.edit(index))
            crop = menu.addAction(tr("ครอบตัด…"), self.crop_current)
            blur = menu.addAction(tr("เบลอใบหน้า…"), self.blur_current)
            for one_only in (crop, blur):
                one_only.setEnabled(len(self.list.chosen) == 1)
            menu.addAction(tr("หมุนตามเข็มนาฬิกา"), self.turn_chosen)
            menu.addAction(tr("หมุนทวนเข็มนาฬิกา"), lambda: self.turn_chosen(-1))
            menu.addSeparator()
            menu.addAction(f"{tr('เลื่อนไปข้างหน้า')}\tAlt+←", lambda: self.list.move_chosen(-1))
            menu.addAction(f"{tr('เลื่อนไปข้างหลัง')}\tAlt+→", lambda: self.list.move_chosen(1))
            menu.addSeparator()
            menu.addAction(f"{tr('เอาออก')}\tDelete", self.list.remove_chosen)
        menu.popup(self.list.viewport().mapToGlobal(at))


def _allow(button: Button, may: bool, reason: str) -> None:
    button.block("" if may else reason)


def taken_from(data: QMimeData) -> list[NewPhoto]:
    """Returns the photographs in copied or dragged data: files, or one picture."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return given(files)
    for name in _PASTED:
        if data.hasFormat(name):
            return [NewPhoto(_pasted(name), bytes(data.data(name).data()))]
    picture = data.imageData()
    if not isinstance(picture, QImage) or picture.isNull():
        return []
    made = QBuffer()
    made.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(made, QByteArray(b"png")).write(picture)
    return [NewPhoto(_pasted(_PASTED[0]), bytes(made.data().data()))]


def _pasted(kind: str) -> str:
    """Returns the name of a pasted picture."""
    return f"{tr('ภาพที่วาง')}.{kind.rpartition('/')[2]}"


class _Empty(QWidget):
    """Shown without photographs: explains how to add them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = ThaiLabel(tr("ยังไม่มีภาพถ่าย"), self, style=Text.BODY_STRONG)
        self._how = ThaiLabel(
            tr("ลากไฟล์ภาพมาวางที่นี่ วางจากคลิปบอร์ด (Ctrl+V) หรือเลือกหลายภาพพร้อมกัน"),
            self,
            style=Text.LABEL,
            tone=Tone.TEXT2,
            most=0,
        )
        self.pick = Button(tr("เลือกภาพ…"), self, icon_name="image")
        vbox(
            self._title,
            self._how,
            Space.S,
            self.pick,
            on=self,
            margins=(Space.L, Space.M, Space.L, Space.L),
        )
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_locked(self, locked: bool) -> None:
        self._how.setVisible(not locked)
        self.pick.setVisible(not locked)

    def sizeHint(self) -> QSize:
        return QSize(2 * PhotoSize.CELL, self.heightForWidth(2 * PhotoSize.CELL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens().control, Stroke.HAIR, Qt.PenStyle.DashLine))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, Radius.CONTROL, Radius.CONTROL)
