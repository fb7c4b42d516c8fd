"""The message line below the table, which takes space instead of covering content."""

from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role, announce
from ita_desktop.ui.theme.tokens import (
    Duration,
    Height,
    IconSize,
    Space,
    Tone,
)
from ita_desktop.ui.widgets.boxes import hbox, set_height_for_width, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import MarkLabel
from ita_desktop.ui.widgets.page.buttons import HelpButton
from ita_desktop.ui.widgets.page.plate import Plate


class MessageKind(StrEnum):
    """The severity of a message."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    INFO = "info"

    @property
    def ground(self) -> Tone:
        """Returns the colour of the background."""
        return {
            MessageKind.GOOD: Tone.TINT,
            MessageKind.WARNING: Tone.DOING_TINT,
            MessageKind.BAD: Tone.LATE_TINT,
            MessageKind.INFO: Tone.CHROME,
        }[self]

    @property
    def icon(self) -> tuple[str, Tone]:
        """Returns the name of the Lucide icon, and its colour."""
        return {
            MessageKind.GOOD: ("check", Tone.DONE),
            MessageKind.WARNING: ("triangle-alert", Tone.DOING),
            MessageKind.BAD: ("circle-alert", Tone.LATE),
            MessageKind.INFO: ("info", Tone.TEXT2),
        }[self]


_WITH_HELP: Final = frozenset({MessageKind.WARNING, MessageKind.BAD})
HERE: Final = "here"
"""The place of a message that belongs to the page shown when the current event is handled."""


class Message(NamedTuple):
    """A message: a sentence and an action; a second action ``other`` and a ``third`` one have keys
    of their own, and the message stays open for all.

    A new message replaces one with the same ``key``, which :attr:`MessageLine.acted` carries.
    ``place`` is the page on which alone it is shown; empty: all pages. ``about`` is the topic of
    the manual's chapter on an error or warning; empty: that of the page.
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
    third: str = ""
    third_key: str = ""


class MessageLine(Plate):
    """Shows the newest message; success messages disappear after 8 s, others stay until closed.

    When a message disappears, an older one that is still open reappears. F6 moves the focus to it;
    Esc closes it.
    """

    accessible_role = Role.AlertMessage
    acted = Signal(str)
    """An action was clicked; carries the key of the message, or of the second or third action."""
    closed = Signal(str)
    keyboard_left = Signal()
    """It had the focus and is about to be hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, edge=Qt.Edge.TopEdge)
        self._messages: list[Message] = []
        self._icon = MarkLabel(self, size=IconSize.BUTTON, height=Height.MESSAGE)
        self._label = ThaiLabel("", self, most=3)
        self.action = Button("", self, kind=ButtonKind.QUIET)
        self.action.clicked.connect(self._act)
        self.other = Button("", self, kind=ButtonKind.QUIET)
        self.other.clicked.connect(self._act_otherwise)
        self.help_button = HelpButton(self)
        self.third = Button("", self, kind=ButtonKind.QUIET)
        self.third.clicked.connect(self._act_in_third_way)
        for button in (self.action, self.other, self.third, self.help_button):
            button.hide()
        self.close_button = Button("", self, kind=ButtonKind.QUIET, icon_name="x")
        self.close_button.setToolTip(tr("ปิดข้อความ"))
        self.close_button.clicked.connect(self.dismiss)
        hbox(
            (self._icon, 0, Qt.AlignmentFlag.AlignTop),
            (vbox(self._label, margins=(0, Space.ICON_TO_WORD), gap=None), 1),
            self.action,
            self.other,
            self.third,
            self.help_button,
            self.close_button,
            on=self,
            margins=(Space.PAGE_EDGE, 0, Space.XL, 0),
            gap=Space.S,
        )
        self._timer = QTimer(self, singleShot=True, interval=Duration.GOOD_NEWS)
        self._timer.timeout.connect(self._time_out)
        set_height_for_width(self, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(Height.MESSAGE)
        self.hide()

    @property
    def message(self) -> Message | None:
        """The shown message."""
        return self._messages[-1] if self._messages else None

    def display(self, message: Message) -> None:
        """Shows a message until it times out, is closed or withdrawn."""
        self._messages = [
            shown
            for shown in self._messages
            if shown.kind is not MessageKind.GOOD and not (message.key and shown.key == message.key)
        ]
        self._messages.append(message)
        self._show()
        announce(self, message.sentence)

    def withdraw(self, key: str) -> None:
        """Removes the messages with ``key``, which no longer apply."""
        self._messages = [message for message in self._messages if message.key != key]
        self._show()

    def is_here(self, key: str) -> bool:
        """Whether the message with ``key`` was shown by the current event."""
        return any(message.key == key and message.place == HERE for message in self._messages)

    def keep_for(self, place: str) -> None:
        """Assigns the messages with place :data:`HERE` to page ``place``."""
        self._messages = [
            message._replace(place=place) if message.place == HERE else message
            for message in self._messages
        ]

    def leave(self, place: str = "") -> None:
        """Removes the messages of other pages than ``place``; without an argument those of all
        pages, because another year is shown or something was undone."""
        self._messages = [
            message for message in self._messages if message.place in {"", HERE, place}
        ]
        self._show()

    def clear(self) -> None:
        """Removes all messages, because another workspace was opened."""
        self._messages.clear()
        self._show()

    def dismiss(self) -> None:
        """Closes the shown message."""
        if self._messages:
            gone = self._messages.pop()
            self._show()
            self.closed.emit(gone.key)

    def _time_out(self) -> None:
        if self._has_keyboard:
            self._timer.start()
        else:
            self.dismiss()

    @property
    def _has_keyboard(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _act(self) -> None:
        message = self.message
        if message is not None:
            if not message.other:
                self.dismiss()
            self.acted.emit(message.key)

    def _act_otherwise(self) -> None:
        if self.message is not None:
            self.acted.emit(self.message.other_key)

    def _act_in_third_way(self) -> None:
        if self.message is not None:
            self.acted.emit(self.message.third_key)

    def _show(self) -> None:
        message = self.message
        self._timer.stop()
        had_keyboard = self._has_keyboard
        if message is None and had_keyboard:
            self.keyboard_left.emit()
        self.setVisible(message is not None)
        if message is None:
            return
        self.set_ground(message.kind.ground)
        self._icon.show_sign(message.kind.icon)
        self._label.setText(message.sentence)
        if had_keyboard:  # the focused button may go
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.action.setText(message.action)
        self.action.set_hint(message.shortcut)
        self.action.set_tone(Tone.LATE if message.kind is MessageKind.BAD else Tone.ACCENT)
        self.action.setVisible(bool(message.action))
        self.other.setText(message.other)
        self.other.setVisible(bool(message.other))
        self.third.setText(message.third)
        self.third.setVisible(bool(message.third))
        self.help_button.about = message.about
        self.help_button.setVisible(message.kind in _WITH_HELP)
        self.setAccessibleName(message.sentence)
        if message.kind is MessageKind.GOOD:
            self._timer.start()

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
