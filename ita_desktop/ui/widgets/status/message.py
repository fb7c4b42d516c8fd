"""The line under the table that says what happened, takes room and covers nothing."""

from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.hairline import hairline
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import (
    Duration,
    Height,
    IconSize,
    Radius,
    Space,
    Stroke,
    Tone,
    tokens,
)
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.help_button import HelpButton


class MessageKind(StrEnum):
    """What kind of news a message is."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    INFO = "info"

    @property
    def ground(self) -> QColor:
        theme = tokens()
        return {
            MessageKind.GOOD: theme.tint,
            MessageKind.WARNING: theme.doing_tint,
            MessageKind.BAD: theme.late_tint,
            MessageKind.INFO: theme.chrome,
        }[self]

    @property
    def icon(self) -> tuple[str, Tone]:
        """Lucide name and colour."""
        return {
            MessageKind.GOOD: ("check", Tone.DONE),
            MessageKind.WARNING: ("triangle-alert", Tone.DOING),
            MessageKind.BAD: ("circle-alert", Tone.LATE),
            MessageKind.INFO: ("info", Tone.TEXT2),
        }[self]


_WITH_HELP: Final = frozenset({MessageKind.WARNING, MessageKind.BAD})
HERE: Final = "here"
"""The place of a message that belongs to the page which is shown once what tells it is done."""


class Message(NamedTuple):
    """One message: the sentence, and the one thing that can be done about it; where there are two,
    the ``other`` one has a key of its own, and the message stays for both.

    ``key`` tells messages apart: a new one takes the place of an older one of the same key, and
    :attr:`MessageLine.acted` gives it back. ``place`` is the page that it is about, on which alone
    it stands; empty: it is about the whole file. ``about`` is the chapter of the manual that a
    refusal or a warning leads to; empty: that of the page.
    """

    kind: MessageKind
    sentence: str
    action: str = ""
    shortcut: str = ""
    key: str = ""
    place: str = ""
    other: str = ""
    other_key: str = ""
    about: str = ""


class _Icon(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown = ("info", Tone.TEXT2)
        self.setFixedSize(IconSize.BUTTON, Height.MESSAGE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        name, tone = self.shown
        at = QPointF(0, (Height.MESSAGE - IconSize.BUTTON) / 2)
        paint_icon(QPainter(self), name, tone.colour, at)


class MessageLine(QWidget):
    """Shows the newest message; good news leaves after 8 s, what is wrong stays until closed.

    When the newest goes, an older one that still stays comes back. The keyboard reaches it with
    F6; Esc closes it.
    """

    accessible_role = Role.AlertMessage
    acted = Signal(str)
    """An action was taken; carries the message's key, or that of the other action."""
    closed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, rounded: bool = False) -> None:
        super().__init__(parent)
        self._rounded = rounded
        self._messages: list[Message] = []
        self._icon = _Icon(self)
        self._label = ThaiLabel("", self, most=3)
        self.action = Button("", self, kind=ButtonKind.QUIET)
        self.action.clicked.connect(self._act)
        self.other = Button("", self, kind=ButtonKind.QUIET)
        self.other.clicked.connect(self._act_otherwise)
        self.help_button = HelpButton(self)
        for button in (self.action, self.other, self.help_button):
            button.hide()
        self.close_button = Button("", self, kind=ButtonKind.QUIET, icon_name="x")
        self.close_button.clicked.connect(self.dismiss)
        edge = Space.M if rounded else Space.PAGE_EDGE
        hbox(
            (self._icon, 0, Qt.AlignmentFlag.AlignTop),
            (vbox(self._label, margins=(0, Space.ICON_TO_WORD), gap=None), 1),
            self.action,
            self.other,
            self.help_button,
            self.close_button,
            on=self,
            margins=(edge, 0, Space.M if rounded else Space.XL, 0),
            gap=Space.S,
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(Duration.GOOD_NEWS)
        self._timer.timeout.connect(self.dismiss)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(Height.MESSAGE)
        self.retranslate()
        self.hide()

    @property
    def message(self) -> Message | None:
        """The message that is shown."""
        return self._messages[-1] if self._messages else None

    def say(self, message: Message) -> None:
        """Show a message until it leaves, is closed or is withdrawn."""
        self._messages = [
            one
            for one in self._messages
            if one.kind is not MessageKind.GOOD and not (message.key and one.key == message.key)
        ]
        self._messages.append(message)
        self._show()
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, message.sentence)
            QAccessible.updateAccessibility(event)

    def withdraw(self, key: str) -> None:
        """Take the messages of ``key`` away: what they told is no longer so."""
        self._messages = [message for message in self._messages if message.key != key]
        self._show()

    def keep_for(self, place: str) -> None:
        """What was said :data:`HERE` belongs to this page from now on."""
        self._messages = [
            message._replace(place=place) if message.place == HERE else message
            for message in self._messages
        ]

    def leave(self, place: str = "") -> None:
        """Take the messages about other pages away: this page is shown. Without one those about
        any page go: another year is shown."""
        self._messages = [
            message for message in self._messages if message.place in {"", HERE, place}
        ]
        self._show()

    def clear(self) -> None:
        """Take all messages away: another file is open."""
        self._messages.clear()
        self._show()

    def dismiss(self) -> None:
        """Close the message that is shown."""
        if self._messages:
            gone = self._messages.pop()
            self._show()
            self.closed.emit(gone.key)

    def _act(self) -> None:
        message = self.message
        if message is not None:
            if not message.other:
                self.dismiss()
            self.acted.emit(message.key)

    def _act_otherwise(self) -> None:
        if self.message is not None:
            self.acted.emit(self.message.other_key)

    def _show(self) -> None:
        message = self.message
        self._timer.stop()
        self.setVisible(message is not None)
        if message is None:
            return
        self._icon.shown = message.kind.icon
        self._label.setText(message.sentence)
        self.action.setText(message.action)
        self.action.setProperty("hint", message.shortcut)
        self.action.set_tone(Tone.LATE if message.kind is MessageKind.BAD else Tone.ACCENT)
        self.action.setVisible(bool(message.action))
        self.other.setText(message.other)
        self.other.setVisible(bool(message.other))
        self.help_button.about = message.about
        self.help_button.setVisible(message.kind in _WITH_HELP)
        self.setAccessibleName(message.sentence)
        self.update()
        if message.kind is MessageKind.GOOD:
            self._timer.start()

    def retranslate(self) -> None:
        self.close_button.setToolTip(tr("ปิดข้อความ"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        message = self.message
        if message is not None and message.kind is MessageKind.GOOD:
            self._timer.start()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        message = self.message
        if message is None:
            return
        painter = QPainter(self)
        if self._rounded:
            paint_plate(painter, self.rect(), Radius.CONTROL, message.kind.ground)
        else:
            painter.fillRect(self.rect(), message.kind.ground)
            hairline(painter, 0, 0, self.width(), Stroke.HAIR, tokens().line, near=True)
