"""The place of the next step below a page's header."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ita_desktop.domain.scores.progress import State
from ita_desktop.i18n import in_language, tr
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Height, Space, Tone
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.status import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.services.step_context import Step
    from ita_desktop.ui.widgets.page.step_line import StepLine

FOLDED: Final = "step.folded"
"""Memory key by page: the step that was closed, with day and year."""
OPENED: Final = "step.opened"
"""Memory key by page: the open step if nothing of it is late."""
SHOWN: Final = "step.shown"
"""Memory key by page: whether the line was shown last."""
SHOW: Final = "step.show"
"""The key of the message that offers to show the step again."""


class StepPlace(QWidget):
    """Shows the page's next step in a line below its header if something is late. Otherwise the
    step is folded into a button in the header, which opens the line and names the step in its tool
    tip. Until the window has painted, space for the line is reserved if it is likely to appear.

    A closed step is shown again on the next day, or when the step changes. While a page is in
    sight a line that is there stays, with what comes next, and none comes by itself: a table in
    which somebody types or points must not move.
    """

    followed = Signal(object)
    """The step's :class:`Place` is to be shown, or its command run."""
    notified = Signal(object)
    """A :class:`Message` for the message line."""
    keyboard_left = Signal()
    """The line had the focus and is about to be hidden."""

    def __init__(self, header: PageHeader, session: Session, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._header = header
        self._session = session
        self._page_key = key
        self._step: Step | None = None
        self._low = False
        self._settled = ""
        """Day and year of a step that the page in sight has told: nothing may move any more."""
        self._in_sight = ""
        """Day and year of the line since the page was opened; empty: there is none."""
        self.line: StepLine | None = None
        self.opener: Button | None = None
        """Opens the line of a folded step."""
        self._column = vbox(
            on=self, margins=(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S), gap=None
        )
        header.installEventFilter(self)
        over = header.parentWidget()
        above = over.layout() if over is not None else None
        if isinstance(above, QVBoxLayout):
            above.insertWidget(above.indexOf(header) + 1, self)
        self.setVisible(self._is_likely() and not self._folded_today())
        self.setMinimumHeight(Height.MESSAGE + Space.S)

    def set_low(self, low: bool) -> None:
        """Reduces the margins, for a low window."""
        self._low = low
        below = Space.XS if low else Space.S
        self._column.setContentsMargins(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, below)
        if self.line is not None:
            self.line.set_low(low)
        else:
            self.setMinimumHeight((Height.STEP_LOW if low else Height.MESSAGE) + below)

    def show_step(self, step: "Step | None") -> None:
        """Shows a step; None on an empty page."""
        self._step = step
        shown = step is not None and self._is_open(step)
        if step is not None and shown:
            self._fill(step)
        told = step is not None and self._header.isVisible()
        self._settled = self._today() if told else ""
        self._release_keyboard()
        self.setVisible(shown)
        self._in_sight = self._today() if shown and self.isVisible() else ""
        self._update_opener(step if not shown else None)
        memory, likely = self._session.memory, step is not None and self._opens(step)
        if bool(memory.get(self._shown_key)) is not likely:
            memory.set(self._shown_key, likely)

    def offer_again(self) -> None:
        """Shows a closed step again."""
        self._session.memory.set(self._key, None)
        self._session.memory.set(self._open_key, self._mark())
        self.show_step(self._step)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._in_sight = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide and not event.spontaneous():
            self._settled = ""
        return super().eventFilter(watched, event)

    def _is_open(self, step: "Step") -> bool:
        """Returns whether the line is shown."""
        if self._in_sight == self._today() or self._was_asked_for():
            return True
        return self._settled != self._today() and self._opens(step)

    def _was_asked_for(self) -> bool:
        return bool(self._session.memory.get(self._open_key) == self._mark())

    def _opens(self, step: "Step") -> bool:
        """Returns whether a step opens the line: a late one unless it was closed, another one if it
        was opened."""
        from ita_desktop.services.step_context import StepUrgency

        memory = self._session.memory
        if step.urgency is StepUrgency.LATE:
            return bool(memory.get(self._key) != self._mark())
        return self._was_asked_for()

    def _update_opener(self, step: "Step | None") -> None:
        """Shows the button in the header for a folded step; None hides it."""
        if step is not None and self.opener is None:
            self.opener = self._header.add_first(
                Button(tr("ต่อไป"), kind=ButtonKind.QUIET, icon_name="flag")
            )
            self.opener.clicked.connect(self._open)
        if self.opener is not None:
            if step is not None:
                from ita_desktop.services.step_context import StepUrgency

                late = step.urgency is StepUrgency.LATE
                self.opener.set_tone(Tone.LATE if late else Tone.ACCENT)
                self.opener.set_icon_name("circle-alert" if late else "flag")
                text = in_language(step.sentence)
                self.opener.setToolTip(text)
                self.opener.setAccessibleName(tr("ต่อไป: {step}", step=text))
            self.opener.setVisible(step is not None)

    def _open(self) -> None:
        self.offer_again()
        if self.line is not None:
            (self.line.action if self.line.action.isVisible() else self.line.fold_button).setFocus()

    @property
    def _key(self) -> str:
        return f"{FOLDED}.{self._page_key}"

    @property
    def _open_key(self) -> str:
        return f"{OPENED}.{self._page_key}"

    @property
    def _shown_key(self) -> str:
        return f"{SHOWN}.{self._page_key}"

    def _today(self) -> str:
        session = self._session
        return f"{session.today} {session.year} "

    def _mark(self) -> str:
        """Returns the identity of the step on this day."""
        return self._today() + (self._step.sentence if self._step is not None else "")

    def _is_likely(self) -> bool:
        """Returns whether the line was shown last; if unknown, whether any item is late."""
        known = self._session.memory.get(self._shown_key)
        if known is not None:
            return bool(known)
        return any(progress.state is State.LATE for progress in self._session.progress.values())

    def _folded_today(self) -> bool:
        """Returns whether a line was closed today, so that probably none is shown."""
        return str(self._session.memory.get(self._key)).startswith(self._today())

    def _fill(self, step: "Step") -> None:
        line = self.line or self._make()
        line.set_step(in_language(step.sentence), in_language(step.action), step.urgency)

    def _make(self) -> "StepLine":
        from ita_desktop.ui.widgets.page.step_line import StepLine

        self.line = line = StepLine(self)
        line.set_low(self._low)
        line.acted.connect(self._follow_step)
        line.folded.connect(self._fold)
        self._column.addWidget(line)
        line.show()  # the layout would do so later, and move everything below twice
        self.setMinimumHeight(0)
        return line

    def _follow_step(self) -> None:
        if self._step is not None and self._step.place is not None:
            self.followed.emit(self._step.place)

    def _fold(self) -> None:
        from ita_desktop.services.step_context import StepUrgency

        memory = self._session.memory
        memory.set(self._open_key, None)
        self._in_sight = ""
        late = self._step is not None and self._step.urgency is StepUrgency.LATE
        if late:
            memory.set(self._key, self._mark())
        self.show_step(self._step)
        if late:
            text = tr("ซ่อนคำแนะนำของหน้านี้ไว้วันนี้")
            self.notified.emit(Message(MessageKind.GOOD, text, tr("แสดงอีกครั้ง"), key=SHOW))

    def _release_keyboard(self) -> None:
        """Moves the focus out of a line that is about to be hidden."""
        focus = self.window().focusWidget()
        gone = self._step is None or not self._is_open(self._step)
        if gone and focus is not None and self.isAncestorOf(focus):
            self.keyboard_left.emit()
