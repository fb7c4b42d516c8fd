"""A pin of the timeline, and the popup it opens."""

from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ita_desktop.i18n import in_language, tr
from ita_desktop.services.years.line import DayFact, Pin, PinState
from ita_desktop.ui.language import short_date
from ita_desktop.ui.theme.measures import YearSize
from ita_desktop.ui.theme.tokens import IconSize, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import add, hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark, MarkLabel, paint_mark
from ita_desktop.ui.widgets.popup import Popup

TITLE_LINES, NOTE_LINES = 4, 3
_SOLID = {PinState.DONE: Mark.DONE, PinState.LATE: Mark.LATE}


class PinSize:
    PIN_RING: Final = 2.5
    PIN_PASSED: Final = 7
    FACT: Final = 24


def state_word(state: PinState) -> str:
    """Returns the state of a pin in the current language."""
    match state:
        case PinState.DONE:
            return tr("ครบแล้ว")
        case PinState.LATE:
            return tr("เลยกำหนด")
        case PinState.NEXT:
            return tr("ถัดไป")
        case PinState.LATER:
            return tr("ยังไม่ถึง")
        case PinState.PASSED:
            return tr("ผ่านมาแล้ว")


def days_away(days: int) -> str:
    """Returns ``อีก 17 วัน``, ``วันนี้`` or ``14 วันก่อน``."""
    if days == 0:
        return tr("วันนี้")
    return tr("อีก {days} วัน", days=days) if days > 0 else tr("{days} วันก่อน", days=-days)


def pin_tip(pin: Pin, today: date) -> str:
    """Returns what is counted on a day of the timeline, as of when, and what a click does."""
    day = f"{short_date(pin.day)} · {days_away(pin.days_left)}"
    facts = [in_language(fact.text) for fact in pin.facts] or [in_language(pin.missing)]
    as_of = tr("นับ ณ {day} คลิกเพื่อดูและเปิด", day=short_date(today))
    lines = (in_language(pin.title), day, *facts, as_of if any(facts) else "")
    return "\n".join(filter(None, lines))


class PinButton(QAbstractButton):
    """The button of a day. Arrow keys emit ``walked`` with the number of pins to move."""

    walked = Signal(int)
    to_end = Signal(bool)
    """Home (False) or End (True) was pressed."""
    menu_asked = Signal(QPoint)
    """Its menu was asked for, by mouse or keyboard; carries the place on the screen."""

    def __init__(self, pin: Pin, parent: QWidget) -> None:
        super().__init__(parent)
        self.pin = pin
        self.resize(YearSize.PIN_REACH, YearSize.PIN_REACH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_pin(pin)

    def show_pin(self, pin: Pin) -> None:
        """Sets the day it represents."""
        self.pin = pin
        title, missing = in_language(pin.title), in_language(pin.missing)
        day, away = short_date(pin.day), days_away(pin.days_left)
        texts = (title, state_word(pin.state), day, away, missing)
        self.setAccessibleName(", ".join(filter(None, texts)))
        self.setAccessibleDescription(in_language(pin.note))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.walked.emit(-1)
            case Qt.Key.Key_Right:
                self.walked.emit(1)
            case Qt.Key.Key_Home | Qt.Key.Key_End as key:
                self.to_end.emit(key == Qt.Key.Key_End)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Menu:
                self._ask_menu()
            case Qt.Key.Key_F10 if event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
                self._ask_menu()
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_asked.emit(event.globalPos())
        elif QApplication.activePopupWidget() is None:
            self._ask_menu()

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.mapToGlobal(self.rect().center()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.hover if self.underMouse() else theme.surface)
        _disc(painter, middle, YearSize.PIN_HALO)
        state = self.pin.state
        if state in _SOLID:
            corner = middle - QPointF(YearSize.PIN, YearSize.PIN) / 2
            paint_mark(painter, _SOLID[state], corner, IconSize.TEXT)
        elif state is PinState.PASSED:
            painter.setBrush(theme.control)
            _disc(painter, middle, PinSize.PIN_PASSED)
        else:
            wide = PinSize.PIN_RING if state is PinState.NEXT else Stroke.STATE_RING
            painter.setPen(QPen(theme.accent if state is PinState.NEXT else theme.control, wide))
            painter.setBrush(theme.surface)
            _disc(painter, middle, YearSize.PIN - wide)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, Stroke.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            _disc(painter, middle, YearSize.PIN_REACH - Stroke.FOCUS)


def _disc(painter: QPainter, middle: QPointF, across: float) -> None:
    painter.drawEllipse(middle, across / 2, across / 2)


class _FactLine(QWidget):
    """A line with an icon for something ready or missing."""

    def __init__(self, fact: DayFact, parent: QWidget) -> None:
        super().__init__(parent)
        mark = Mark.of(fact.state)
        label = ThaiLabel(in_language(fact.text), self, style=Text.LABEL)
        hbox(MarkLabel(self, mark), (label, 1), on=self, gap=Space.S)
        self.setFixedHeight(PinSize.FACT)
        self.setAccessibleName(f"{mark.word}: {label.text()}")


class PinPopover(Popup):
    """What is ready and what is missing on a day, with a link; Esc closes it."""

    about = "pin"

    def __init__(self, pin: Pin, parent: QWidget) -> None:
        super().__init__(parent)
        self.facts = tuple(in_language(fact.text) for fact in pin.facts)
        column = vbox(margins=(Space.M, Space.S))
        # The entries of the day, one per line.
        titles = in_language(pin.title).replace(" · ", "\n")
        title = ThaiLabel(titles, self, style=Text.LABEL_STRONG, most=TITLE_LINES)
        day = f"{short_date(pin.day)} · {days_away(pin.days_left)}"
        if pin.state is PinState.LATE:
            day = f"{day} · {state_word(pin.state)}"
        tone = Tone.LATE if pin.state is PinState.LATE else Tone.TEXT2
        add(column, title, ThaiLabel(day, self, style=Text.NOTE, tone=tone))
        if pin.note:
            note = ThaiLabel(
                in_language(pin.note), self, style=Text.LABEL, tone=Tone.TEXT2, most=NOTE_LINES
            )
            column.addWidget(note)
        column.addSpacing(Space.XS)
        for fact in pin.facts:
            column.addWidget(_FactLine(fact, self))
        self.link = Button(in_language(pin.action), self, kind=ButtonKind.QUIET)
        self.link.set_icon_after("arrow-right")
        add(column, Space.XS, hbox(None, self.link, gap=None))
        nest(self.column, column)
        self.setAccessibleName(in_language(pin.title))
        self.setAccessibleDescription(", ".join(self.facts))
