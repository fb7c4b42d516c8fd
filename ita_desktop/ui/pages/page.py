"""The base class of pages, which follows the session while it is visible; the place of the next
step below its header; and the shortcuts that are active on a page or in a part of it.
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ita_desktop.domain.scores.progress import State
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.places import PageKey, Place
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.ui.keyboard import PASTE, Shortcut, in_both_layouts
from ita_desktop.ui.language import short_date
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Breakpoint, Height, Space, Tone
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.status import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.services.step_context import Step
    from ita_desktop.ui.widgets.page.empty import EmptyPlace
    from ita_desktop.ui.widgets.page.step_line import StepLine

__all__ = ["DENSE_ROWS", "DENSITY", "Page", "PageKey"]

DENSITY, DENSE_ROWS = "density", "dense"
"""The setting of the row height, and its value for low rows."""
CLOSED: Final = "step.folded"
"""Memory key by page: the step that was closed, with day and year."""
OPENED: Final = "step.opened"
"""Memory key by page: the open step if nothing of it is late."""
SHOWN: Final = "step.shown"
"""Memory key by page: whether the line was shown last."""
SHOW: Final = "step.show"
"""The key of the message that offers to show the step again."""
_Context = Qt.ShortcutContext


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
        return f"{CLOSED}.{self._page_key}"

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


class Page(QWidget):
    """A page. Subclasses override :meth:`refresh`, which is called when the page is shown and after
    each change while it is visible. Below its ``header`` it shows the next step, unless it has a
    line of its own for that (``says_step``)."""

    header: PageHeader
    says_step: ClassVar[bool] = False
    one_line_when_low: ClassVar[bool] = False
    """Whether rows have a single line in a low window, so that more of them are visible; in the
    lowest windows those of every page have."""

    go = Signal(str, str)
    """Another page is requested: its :class:`PageKey`, and the item to show (an item, a unit)."""
    requested = Signal(str, str)
    """A command of the window is requested (import, new year): its name and an argument."""
    status = Signal(str)
    """The page's text in the status bar: the selection, or a hint."""
    notified = Signal(object)
    """A :class:`Message` for the message line; its key is passed to :meth:`message_acted`."""
    working = Signal(object, str)
    """Long work was started: the :class:`Job`, and a sentence that describes it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.key = ""
        """The page's :class:`PageKey`, set by the window."""
        self.status_text = self.status_tip = ""
        self._was_painted = False
        self._steps: StepPlace | None = None
        self._stale = True
        self._low = self._was_low = self._lowest = False
        session.changed.connect(self._on_changed)
        session.year_changed.connect(self._forget)
        session.day_changed.connect(self._forget)
        session.reading.renewed.connect(self._forget)

    def refresh(self) -> None:
        """Updates the page from the session."""
        raise NotImplementedError

    def show_target(self, target: str) -> None:
        """Shows an item of the page, named as in :attr:`go`; ignored by default."""

    def hidden_part(self, _target: str) -> str:
        """Returns the title of the part of the page that a target names, empty if that is the part
        shown; by default a page is all of one part."""
        return ""

    def message_acted(self, key: str) -> None:
        """Handles the action of the message with ``key``."""
        if key == SHOW and self._steps is not None and self.isVisible():
            self._steps.offer_again()

    @property
    def about(self) -> str:
        """The manual's topic of the part that is shown, which its chip is about, too; empty: that
        of the page."""
        stack = getattr(self, "stack", None)
        about = getattr(stack.currentWidget(), "about", "") if stack is not None else ""
        return about if isinstance(about, str) else ""

    @property
    def is_empty(self) -> bool:
        """Whether the page shows its empty state."""
        return False

    @property
    def leads(self) -> bool:
        """Whether the page itself guides through the steps."""
        return False

    def after_first_paint(self) -> None:
        """Called after the window's first painting; shows the next step from now on."""
        self._was_painted = True
        if self.isVisible():
            self._show_next_step()

    def show_step(self, step: "Step") -> None:
        """Shows the next step in the page's own line; see :attr:`says_step`."""

    @property
    def step_line(self) -> QWidget | None:
        """The line with the next step."""
        return self._steps.line if self._steps is not None else None

    @property
    def step_part(self) -> QWidget | None:
        """The last stop of F6: the line with the next step, or the button that opens it."""
        line, opener = self.step_line, self.step_opener
        return line if line is not None and line.isVisible() else opener

    @property
    def step_opener(self) -> QWidget | None:
        """The button in the header that opens a folded step."""
        return self._steps.opener if self._steps is not None else None

    def follow(self, place: Place) -> None:
        """Navigates to the place of a step, or runs its command."""
        if place.command:
            self.requested.emit(place.command, "")
        else:
            self.go.emit(place.page, place.target)

    def take_keyboard(self) -> None:
        """Gives the focus to the page's initial focus widget."""
        self.setFocus()
        self.focusNextChild()

    def _show_next_step(self) -> None:
        if not self.key:
            return
        if self._steps is None and not self.says_step:
            self._steps = self._make_steps()
        if not self._was_painted:
            return
        step = None if self.is_empty or self.leads else self._next_step()
        if self._steps is not None:
            self._steps.show_step(step)
        elif step is not None:
            self.show_step(step)

    def _make_steps(self) -> StepPlace:
        steps = StepPlace(self.header, self.session, self.key, self)
        steps.set_low(self._low)
        steps.followed.connect(self.follow)
        steps.notified.connect(self.notified)
        steps.keyboard_left.connect(self.take_keyboard)
        return steps

    def _next_step(self) -> "Step | None":
        from ita_desktop.services.steps.overview import next_step

        session = self.session
        return session.cached_today(
            f"{self.key}.step", lambda: next_step(PageKey(self.key), session.step_context())
        )

    def set_status(self, text: str, *, counts: bool = False) -> None:
        """Sets the text in the status bar; where it ``counts``, its tip says as of when."""
        self.status_text = text
        day = tr("ณ {day}", day=short_date(self.session.today))
        self.status_tip = f"{text} {day}" if counts else ""
        self.status.emit(text)

    def show_counts(self, counts: str) -> None:
        """Sets the counts beside the title; their tip says of which year and as of when."""
        told = {"year": self.session.year, "day": short_date(self.session.today)}
        counted = tr("{counts} ของปี {year} ณ {day}", counts=counts, **told)
        self.header.set_counts(counts, counted if counts else "")

    def take_density(self) -> None:
        """Applies the setting of the row height, if it was ever changed, to the page's tables."""
        wanted = self.session.settings.get(DENSITY)
        if wanted is None and not self._low and not self._was_low:
            return
        from ita_desktop.ui.table.sizes import DENSE, LOW, LOW_LINE, NORMAL
        from ita_desktop.ui.table.view import SheetView

        given = DENSE if wanted == DENSE_ROWS else NORMAL
        if self._low:
            given = LOW_LINE if self.one_line_when_low or self._lowest else LOW
        for table in self.findChildren(SheetView):
            if table.density in {DENSE, NORMAL, LOW, LOW_LINE}:
                table.set_density(given)

    def set_low(self, low: bool) -> None:
        """Adapts the page to a window less than 600 px high."""
        self._low = low
        self._was_low = self._was_low or low
        self.header.set_low(low)
        if self._steps is not None:
            self._steps.set_low(low)
        self.take_density()

    def prepare(self) -> None:
        """Updates the page even while it is hidden, to speed up showing it."""
        self.take_density()
        self._refresh_if_stale()
        self._show_next_step()

    def build_hidden_parts(self) -> Iterator[None]:
        """Creates the initially hidden parts of the page in steps."""
        yield from ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = self.window().height()
        low, lowest = height < Breakpoint.LOW, height < Breakpoint.LOWEST
        if (low, lowest) != (self._low, self._lowest):
            self._lowest = lowest
            self.set_low(low)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        try:
            self.prepare()
        except Exception as error:  # noqa: BLE001 - told; Qt would go on with it in its hands, and fall
            sys.excepthook(type(error), error, error.__traceback__)

    def _on_changed(self, changed: Changed) -> None:
        # What others have written past the history, as erasing, comes without rows.
        if changed.rows or changed.who:
            self._forget()

    def _forget(self, _year: int = 0) -> None:
        """Marks the content as outdated: any change affects it, as all pages show scores."""
        self._stale = True
        if self.isVisible():
            self._refresh_if_stale()
            self._show_next_step()

    def _refresh_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()


def add_key(
    part: QWidget, shortcut: Shortcut, act: Callable[[], object], *, with_children: bool = False
) -> None:
    """Connects a shortcut that is active while ``part``, or optionally one of its children, has the
    focus."""
    context = _Context.WidgetWithChildrenShortcut if with_children else _Context.WidgetShortcut
    _add(part, shortcut, act, context)


def add_page_key(page: QWidget, shortcut: Shortcut, act: Callable[[], object]) -> None:
    """Connects a shortcut that is active while ``page`` is visible."""
    _add(page, shortcut, act, _Context.WindowShortcut)


def add_pasting(empty: "EmptyPlace", paste: Callable[[], object]) -> None:
    """Offers to paste rows on an empty page, by key and by button."""
    add_key(empty, PASTE, paste, with_children=True)
    empty.state.paste_button.clicked.connect(partial(paste))
    empty.state.paste_button.show()


def _add(
    part: QWidget, shortcut: Shortcut, act: Callable[[], object], context: Qt.ShortcutContext
) -> None:
    def act_alone() -> None:
        # A popup over the part would cover what the shortcut opens; it keeps what was typed.
        popup = QApplication.activePopupWidget()
        if popup is not None and not popup.isAncestorOf(part):
            popup.close()
        act()

    action = QAction(part)
    action.setText(tr(shortcut.phrase))
    action.setShortcuts(in_both_layouts(shortcut.keys))
    action.setShortcutContext(context)
    action.triggered.connect(lambda _checked=False: act_alone())
    part.addAction(action)
