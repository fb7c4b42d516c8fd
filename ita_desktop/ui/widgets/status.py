"""What the window says below its work, taking space instead of covering content: the message line,
and after one second of long work, in place of messages, a sentence, a count, a bar and a stop
button, then its result. Over it: what a drop would do."""

from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QProgressBar, QSizePolicy, QWidget
from shiboken6 import isValid

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role, announce
from ita_desktop.ui.background import Job
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.shared.editor_events import HiddenLineEvent
from ita_desktop.ui.theme.lines import metrics, paint_lines, wrap
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import (
    Duration,
    Height,
    IconSize,
    Radius,
    Space,
    Stroke,
    Text,
    Tone,
    tokens,
)
from ita_desktop.ui.widgets.boxes import hbox, set_height_for_width, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind, HelpButton
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import MarkLabel
from ita_desktop.ui.widgets.page.section import Plate

HERE: Final = "here"
"""The place of a message that belongs to the page shown when the current event is handled."""
STEPS = 10_000


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


def _is_over(widget: QWidget, window: QWidget) -> bool:
    """Returns whether a dialog or popup stands above a window, directly or above others."""
    above = widget.parentWidget()
    while above is not None and above.window() is not window:
        above = above.window().parentWidget()
    return above is not None


class _Echo(Plate):
    """What a message line says that a dialog or popup hides, in that one."""

    hidden = Signal()
    """What it is in was closed."""

    def __init__(self, message: Message) -> None:
        super().__init__(edge=Qt.Edge.TopEdge)
        self.message = message
        icon = MarkLabel(self, size=IconSize.BUTTON, height=Height.MESSAGE)
        label = ThaiLabel(message.sentence, self, most=3)
        words = vbox(label, margins=(0, Space.ICON_TO_WORD), gap=None)
        edges = (Space.PAGE_EDGE, 0, Space.L, 0)
        hbox((icon, 0, Qt.AlignmentFlag.AlignTop), (words, 1), on=self, margins=edges, gap=Space.S)
        self.set_ground(message.kind.ground)
        icon.show_sign(message.kind.icon)
        set_height_for_width(self, QSizePolicy.Policy.Expanding)

    def says(self, message: Message) -> bool:
        """Returns whether it says ``message``, which may have got a place meanwhile."""
        return message[:2] == self.message[:2]

    def hideEvent(self, _event: QHideEvent) -> None:
        self.hidden.emit()


class MessageLine(Plate):
    """Shows the newest message; success messages disappear after 8 s, others stay until closed.

    When a message disappears, an older one that is still open reappears. F6 moves the focus to it;
    Esc closes it. What went wrong is said in the dialog or popup above the window, too.
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
        self._echo: _Echo | None = None
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
        if message.kind in _WITH_HELP:
            self._say_above(message)
        announce(self, message.sentence)

    def _say_above(self, message: Message) -> None:
        """Says it in the popup or dialog above the window, which may hide it, and there alone."""
        self._take_back_echo()
        for above in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            asked = HiddenLineEvent()
            if above is not None and _is_over(above, self.window()):
                QApplication.sendEvent(above, asked)
            if asked.place is not None:
                self._echo = _Echo(message)
                asked.place.insertWidget(0, self._echo)
                self._echo.hidden.connect(self._echo_hidden)
                return

    def _echo_hidden(self) -> None:
        if self.sender() is self._echo:
            later(self, 0, self._say_below)  # it is closed, and no longer above, only then

    def _say_below(self) -> None:
        """Says what was said in a popup or dialog that was closed in the one below it."""
        if self._echo is not None:
            self._say_above(self._echo.message)

    def _take_back_echo(self) -> None:
        echo, self._echo = self._echo, None
        if echo is not None and isValid(echo):
            echo.hide()
            QApplication.sendEvent(echo.window(), HiddenLineEvent())  # it needs no room any more
            echo.deleteLater()

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
        if self._echo is not None and not any(map(self._echo.says, self._messages)):
            self._take_back_echo()
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


class BarSize:
    """Sizes of progress bars."""

    WIDTH: Final = 96
    LEAST: Final = 24
    TICK: Final = 16
    """Height of the target marker."""


def paint_bar(
    painter: QPainter,
    area: QRectF,
    fraction: float,
    tone: Tone = Tone.ACCENT,
    tick: float | None = None,
) -> None:
    """Paints a bar centred in ``area``; ``fraction`` and the target ``tick`` are 0 to 1."""
    theme = tokens()
    top = round(area.center().y() - Height.BAR / 2)
    whole = QRectF(area.left(), top, area.width(), Height.BAR)
    paint_plate(painter, whole, Height.BAR / 2, theme.bar)
    if fraction > 0:
        part = QRectF(whole)
        part.setWidth(max(Height.BAR, whole.width() * min(fraction, 1.0)))
        paint_plate(painter, part, Height.BAR / 2, tone.colour)
    if tick is not None:
        x = round(whole.left() + whole.width() * tick)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(theme.text, 2))
        middle = whole.center().y()
        painter.drawLine(x, round(middle - BarSize.TICK / 2), x, round(middle + BarSize.TICK / 2))


class Bar(QProgressBar):
    """A progress bar without text. ``tick`` is a target marker, 0 to 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.ACCENT
        self._tick: float | None = None
        self.setRange(0, STEPS)
        self.setTextVisible(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_fraction(self, fraction: float, tone: Tone = Tone.ACCENT) -> None:
        """Sets the filled share, 0 to 1."""
        self._tone = tone
        self.setValue(round(min(max(fraction, 0.0), 1.0) * STEPS))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(BarSize.WIDTH, Height.BAR if self._tick is None else BarSize.TICK + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(BarSize.LEAST, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        fraction = self.value() / STEPS
        paint_bar(QPainter(self), QRectF(self.rect()), fraction, self._tone, self._tick)


class ProgressLine(Plate):
    """Replaces the message line during long work. ``stopped`` is emitted by the stop button."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, ground=Tone.SURFACE, edge=Qt.Edge.TopEdge)
        self._sentence = ""
        self._total = 0
        self._label = ThaiLabel("", self)
        self.stop_button = Button(tr("หยุด"), self, kind=ButtonKind.QUIET, hint="Esc")
        self.stop_button.set_flush()
        self.stop_button.clicked.connect(self._stop)
        self._bar = Bar(self)
        vbox(
            hbox((self._label, 1), self.stop_button, gap=Space.M),
            self._bar,
            on=self,
            margins=(Space.PAGE_EDGE, Space.XS, Space.PAGE_EDGE, Space.S),
            gap=Space.XS,
        )
        self._wait = QTimer(self, singleShot=True, interval=Duration.BEFORE_PROGRESS)
        self._wait.timeout.connect(self.show)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.activated.connect(self._stop)
        self.hide()

    def minimumSizeHint(self) -> QSize:
        # A fixed minimum height would be used even if the text needs more.
        return super().minimumSizeHint().expandedTo(QSize(0, Height.MESSAGE))

    def start(self, sentence: str, total: int = 0) -> None:
        """Starts; ``sentence`` describes the work, ``total`` is its number of steps (0:
        unknown)."""
        self._sentence = sentence
        self._total = total
        self.stop_button.setEnabled(True)
        self._bar.setAccessibleName(sentence)
        self.advance(0)
        self._wait.start()

    def advance(self, done: int, total: int | None = None) -> None:
        """Updates the number of finished steps, and the ``total`` if it is known only now."""
        if total is not None:
            self._total = total
        if self._total:
            count = tr("{done} จาก {total}", done=done, total=self._total)
            self._label.setText(f"{self._sentence} {count}")
            self._bar.set_fraction(done / self._total)
        else:
            self._label.setText(self._sentence)
        self._bar.setVisible(bool(self._total))
        self.setAccessibleName(self._label.text())

    def finish(self) -> None:
        """Hides the line at the end of the work."""
        self._wait.stop()
        self.hide()

    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        self.stopped.emit()


class DropVeil(QWidget):
    """Covers ``part`` during a drag over it."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        part.installEventFilter(self)
        self.hide()

    def show_words(self, words: str) -> None:
        """Shows the overlay with the given text."""
        self._words = words
        part = self.parentWidget()
        if part is not None:
            self.setGeometry(part.rect())
        self.raise_()
        self.show()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        part = self.parentWidget()
        if watched is part and event.type() == QEvent.Type.Resize and part is not None:
            self.setGeometry(part.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        # Hides the content below the round corners.
        painter.fillRect(self.rect(), theme.surface)
        # Inset of the centre of the border line.
        within = Space.S - Stroke.FOCUS // 2
        area = self.rect().adjusted(within, within, -within, -within)
        paint_plate(painter, area, Radius.CONTROL, theme.tint, theme.accent, Stroke.FOCUS)
        painter.setPen(theme.text)
        style = Text.BODY_STRONG
        lines = wrap(self._words, style, self.width() - 2 * Space.XXXL)
        top = (self.height() - len(lines) * style.line) / 2
        for line in lines:
            left = (self.width() - metrics(style).horizontalAdvance(line)) / 2
            paint_lines(painter, (line,), style, QPointF(left, top))
            top += style.line


def failure(work: str, why: str) -> Message:
    """Return the message that ``work``, described as while it is done, failed; it goes once the
    same is done."""
    return Message(MessageKind.BAD, why, key=f"failed {work}")


class FollowedJob:
    """A followed job: its description, and its latest progress."""

    def __init__(self, job: Job, sentence: str, stopped_text: str) -> None:
        self.job = job
        self.sentence = sentence
        self.stopped_text = stopped_text
        self.done = self.of = 0


class WorkLine(QObject):
    """Shows the most recent of the running jobs; results go to whoever started it."""

    def __init__(self, line: ProgressLine, message: MessageLine) -> None:
        super().__init__(line)
        self._line = line
        self._message = message
        self._watched: list[FollowedJob] = []
        line.stopped.connect(self._stop)

    def watch(self, job: Job, sentence: str, *, stopped: str = "") -> None:
        """Follows ``job``, which is about to start, until it ends; ``stopped`` is shown if it was
        stopped."""
        described = stopped or tr("หยุดแล้ว สิ่งที่ทำเสร็จก่อนหน้ายังอยู่")
        self._watched.append(FollowedJob(job, sentence, described))
        job.progressed.connect(self._advance)
        job.done.connect(self._finish)
        job.failed.connect(self._fail)
        job.stopped.connect(self._show_stopped)
        job.told.connect(self._message.display)
        self._line.start(sentence)

    def leave(self, job: Job) -> None:
        """Stops following ``job``."""
        self._forget(job)

    def keeping_open(self, parent: QObject | None = None) -> list[FollowedJob]:
        """The jobs that keep the window open, latest last; only those of ``parent`` if given."""
        kept = [watched for watched in self._watched if watched.job.keeps_open]
        return [watched for watched in kept if parent is None or watched.job.parent() is parent]

    def _stop(self) -> None:
        if self._watched:
            self._watched[-1].job.stop()

    def _advance(self, done: int, of: int, _what: str) -> None:
        for watched in self._watched:
            if watched.job is self.sender():
                watched.done, watched.of = done, of
                if watched is self._watched[-1]:
                    self._line.advance(done, of)

    def _finish(self) -> None:
        if (found := self._forget(self.sender())) is not None:
            self._message.withdraw(failure(found.sentence, "").key)

    def _fail(self, sentence: str) -> None:
        if (found := self._forget(self.sender())) is not None:
            self._message.display(failure(found.sentence, sentence))

    def _show_stopped(self) -> None:
        found = self._forget(self.sender())
        if found is not None:
            self._message.display(Message(MessageKind.INFO, found.stopped_text))

    def _forget(self, job: object) -> FollowedJob | None:
        """Removes a job that has ended; shows the one started before it."""
        found = next((watched for watched in self._watched if watched.job is job), None)
        if found is None:
            return None
        is_shown = found is self._watched[-1]
        self._watched.remove(found)
        if is_shown and self._watched:
            last = self._watched[-1]
            self._line.start(last.sentence, last.of)
            self._line.advance(last.done)
        elif is_shown:
            self._line.finish()
        return found
