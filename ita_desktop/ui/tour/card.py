"""The overlays of the tour: a card with text, and a ring around the part it describes."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Radius, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.popup import paint_floating
from ita_desktop.ui.widgets.tab_order import step


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
