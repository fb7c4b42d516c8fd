"""A guided tour of the window in five steps, which is not modal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.services.places import PageKey
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.navigation import Navigation
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.shapes import OutlinedArea
from ita_desktop.ui.theme.tokens import Radius, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.popup import paint_floating
from ita_desktop.ui.widgets.tab_order import step

_MOVED = frozenset((QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest))


def begin(navigation: Navigation) -> None:
    """Starts the tour of the open workspace, ending a running one."""
    for former in navigation.findChildren(Tour):
        former.leave()
    Tour(navigation)


class Tour(QObject):
    """The five steps of the tour of a window; deleted when it ends."""

    def __init__(self, navigation: Navigation) -> None:
        super().__init__(navigation)
        self._navigation = navigation
        self._frame = navigation.frame
        self._at = 0
        self._is_left = False
        self.ring = OutlinedArea(self._frame, Radius.CONTROL)
        self.ring.hide()
        self.card = TourCard(self._frame)
        self.card.onward.connect(lambda: self._show_step(self._at + 1))
        self.card.backward.connect(lambda: self._show_step(max(self._at - 1, 0)))
        self.card.exited.connect(self.leave)
        self._frame.page_shown.connect(self._follow_soon)
        navigation.exited.connect(self.leave)
        self._frame.installEventFilter(self)
        self._show_step(0)

    def leave(self) -> None:
        """Removes the tour from the window."""
        self._is_left = True
        self._frame.removeEventFilter(self)
        for part in (self.ring, self.card):
            part.hide()
            part.deleteLater()
        self.deleteLater()

    def _show_step(self, at: int) -> None:
        if at >= len(STEPS):
            self.leave()
            return
        self._at, step = at, STEPS[at]
        self.card.show_step(at + 1, len(STEPS), tr(step.title), tr(step.phrase))
        if self._frame.current_page == step.page:
            self._follow()
        else:
            self._navigation.visit(step.page)

    def _follow_soon(self) -> None:
        # A page is laid out in the next turn of the event loop, and takes the focus first.
        later(self, 0, self._follow)

    def _follow(self) -> None:
        """Moves ring and card to the part."""
        if self._is_left:
            return
        if not self.card.isHidden() and self._frame.current_page != STEPS[self._at].page:
            # On another page the card stays, without a ring.
            self.ring.hide()
            return
        area = self._area()
        self.ring.setGeometry(area)
        self.ring.setHidden(area.isEmpty())
        self.ring.raise_()
        self.card.place_next_to(area if not area.isEmpty() else self._frame.rect())
        self.card.show()
        self.card.raise_()
        self.card.on_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _area(self) -> QRect:
        """Returns the visible area of the part in the window; empty if it is hidden."""
        part = STEPS[self._at].part(self._frame)
        if not part.isVisible():
            return QRect()
        area = QRect(part.mapTo(self._frame, QPoint(0, 0)), part.size())
        return area.intersected(self._frame.rect())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVED and not self.card.isHidden():
            self._follow_soon()
        return False


# The overlays of the tour: a card with text, and a ring around the part it describes.


class CardSize:
    """Sizes of the card."""

    WIDTH: Final = 380


class TourCard(QWidget):
    """The text of a step with buttons; Enter continues, Esc ends the tour."""

    onward = Signal()
    backward = Signal()
    exited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._count = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self._title = ThaiLabel("", self, style=Text.DIALOG_TITLE, most=2)
        self._text = ThaiLabel("", self, most=6)
        self.leave_button = Button(tr("ออกจากการชม"), self, kind=ButtonKind.QUIET, hint="Esc")
        self.leave_button.clicked.connect(self.exited)
        self.back_button = Button(tr("ย้อนกลับ"), self)
        self.back_button.clicked.connect(self.backward)
        self.on_button = Button("", self, kind=ButtonKind.PRIMARY)
        self.on_button.clicked.connect(self.onward)
        buttons = hbox(self.leave_button, None, self.back_button, self.on_button, gap=Space.S)
        vbox(
            self._count,
            Space.XS,
            self._title,
            Space.S,
            self._text,
            Space.L,
            buttons,
            on=self,
            margins=FloatSize.SHADOW + Space.L,
        )
        self.setFixedWidth(CardSize.WIDTH + 2 * FloatSize.SHADOW)

    def show_step(self, number: int, of: int, title: str, text: str) -> None:
        """Sets the text of step ``number``, from 1."""
        self._count.setText(tr("{number} จาก {of}", number=number, of=of))
        self._title.setText(title)
        self._text.setText(text)
        self.back_button.setVisible(number > 1)
        self.on_button.setText(tr("เสร็จ") if number == of else tr("ต่อไป"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def place_next_to(self, part: QRect) -> None:
        """Places the card so that ``part`` (in window coordinates) is visible: below, above or
        beside it, or in its lower corner."""
        window = self.parentWidget()
        if window is None:
            return
        room, size = window.rect(), self.size()
        left = max(room.left(), min(part.left(), room.right() - size.width()))
        top = max(room.top(), min(part.top(), room.bottom() - size.height()))
        places = (
            QPoint(left, part.bottom()),
            QPoint(left, part.top() - size.height()),
            QPoint(part.right(), top),
            QPoint(part.left() - size.width(), top),
        )
        corner = QPoint(part.right() - size.width(), part.bottom() - size.height())
        fitting = (place for place in places if room.contains(QRect(place, size)))
        self.move(next(fitting, corner))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Moves the focus among the buttons; F6 leaves the card."""
        return step(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            Qt.Key.Key_Escape: self.exited,
            Qt.Key.Key_Return: self.onward,
            Qt.Key.Key_Enter: self.onward,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        edge = FloatSize.SHADOW
        inside = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        paint_floating(QPainter(self), inside, Radius.POPUP)


# The steps of the tour.


@dataclass(frozen=True, slots=True)
class TourStep:
    """A step: a page, a part of it or of the window, and its description."""

    page: PageKey
    part: Callable[[MainFrame], QWidget]
    title: str
    phrase: str


def _part_of(page: PageKey, name: str) -> Callable[[MainFrame], QWidget]:
    return lambda frame: cast("QWidget", getattr(frame.page(page), name))


STEPS: Final = (
    TourStep(
        PageKey.OVERVIEW,
        lambda frame: frame.score_bar,
        "คะแนนอยู่ตรงนี้เสมอ",
        "ทุกครั้งที่แก้ คะแนน ระดับ และสิ่งที่ยังขาดก่อนถึงระดับถัดไปจะคิดใหม่ทันที คลิกตัวเลขเพื่อดูที่มา",
    ),
    TourStep(
        PageKey.OVERVIEW,
        _part_of(PageKey.OVERVIEW, "todo"),
        "วันนี้ต้องทำอะไรก่อน",
        "งานที่เลยกำหนดหรือใกล้ครบกำหนดมาอยู่ที่นี่เอง คลิกบรรทัดเพื่อไปที่งานนั้น",
    ),
    TourStep(
        PageKey.OIT,
        _part_of(PageKey.OIT, "table"),
        "พิมพ์ในตารางเหมือน Excel",
        "พิมพ์ในช่อง วางจาก Excel ด้วย Ctrl+V เลิกทำด้วย Ctrl+Z ทุกอย่างบันทึกเอง พิมพ์ครั้งเดียวใช้ได้ทุกเอกสาร",
    ),
    TourStep(
        PageKey.DOCUMENTS,
        _part_of(PageKey.DOCUMENTS, "table"),
        "เอกสารพร้อมพิมพ์",
        "คำสั่ง หนังสือ ตาราง และรายงานทำจากข้อมูลที่พิมพ์ไว้ เป็น Word, Excel หรือ PDF และบอกว่ายังขาดอะไร",
    ),
    TourStep(
        PageKey.DOCUMENTS,
        lambda frame: frame.top_bar.search,
        "หาอะไรไม่เจอ",
        "กด Ctrl+K แล้วพิมพ์ชื่อคน ข้อ มาตรการ หรือคำสั่ง และ F1 เปิดคู่มือตรงหน้าที่ใช้อยู่",
    ),
)
