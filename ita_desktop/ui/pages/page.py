"""What every page is: a part of the paper that follows the session while it is on the screen."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.services.places import PageKey, Place
from ita_desktop.storage.edit_history import Changed
from ita_desktop.ui.pages.step_place import SHOW, StepPlace
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Breakpoint
from ita_desktop.ui.widgets.page.header import PageHeader

if TYPE_CHECKING:
    from ita_desktop.services.step_context import Step

__all__ = ["DENSE_ROWS", "DENSITY", "Page", "PageKey"]

DENSITY, DENSE_ROWS = "density", "dense"
"""The setting of how high rows are, and its value for the lower ones."""


class Page(QWidget):
    """A page. Subclasses fill themselves in :meth:`refresh`, which is called when the page is
    shown and after each change while it stays on the screen. Under its ``header`` a page says
    what is to be done next; one with a line of its own (``says_step``) does so there."""

    header: PageHeader
    says_step: ClassVar[bool] = False
    one_line_when_low: ClassVar[bool] = False
    """Whether rows have one line in a low window, so that more of them are seen."""

    go = Signal(str, str)
    """Another page is wanted: its :class:`PageKey` and what to show there (an item, a unit)."""
    wanted = Signal(str, str)
    """A command of the window is wanted (import, new year): its name and an argument."""
    status = Signal(str)
    """What the status bar says of the page: the selection, or how to work here."""
    notified = Signal(object)
    """A :class:`Message` for the message line; its key comes back to :meth:`message_acted`."""
    working = Signal(object, str)
    """Long work was begun: the :class:`Job`, and the sentence that says what it does."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.key = ""
        """The page's :class:`PageKey`, given by the window that shows it."""
        self.status_text = ""
        self._was_painted = False
        self._steps: StepPlace | None = None
        self._stale = True
        self._low = self._was_low = False
        session.changed.connect(self._on_changed)
        session.year_changed.connect(self._on_year)
        session.day_changed.connect(self._forget)

    def refresh(self) -> None:
        """Shows the session as it is now."""
        raise NotImplementedError

    def show_target(self, target: str) -> None:
        """Shows one thing of the page, named as in :attr:`go`; pages without one ignore it."""

    def message_acted(self, key: str) -> None:
        """The action of a message was taken; ``key`` is the message's. Pages know their own."""
        if key == SHOW and self._steps is not None and self.isVisible():
            self._steps.offer_again()

    @property
    def is_empty(self) -> bool:
        """Whether the page shows nothing but what belongs on it."""
        return False

    @property
    def leads(self) -> bool:
        """Whether the page says itself what is next, step by step."""
        return False

    def after_first_paint(self) -> None:
        """The window has painted: from now on the page says what is to be done next."""
        self._was_painted = True
        if self.isVisible():
            self._say_step()

    def show_step(self, step: "Step") -> None:
        """Shows the next step in the page's own line; see :attr:`says_step`."""

    @property
    def step_line(self) -> QWidget | None:
        """The line that says what is to be done next."""
        return self._steps.line if self._steps is not None else None

    @property
    def step_part(self) -> QWidget | None:
        """Where F6 goes after the page's parts: the line of the next step, or what opens it."""
        line, opener = self.step_line, self.step_opener
        return line if line is not None and line.isVisible() else opener

    @property
    def step_opener(self) -> QWidget | None:
        """The button in the head that opens the line of a folded step."""
        return self._steps.opener if self._steps is not None else None

    def follow(self, place: Place) -> None:
        """Goes where a step is done, or runs its command."""
        if place.command:
            self.wanted.emit(place.command, "")
        else:
            self.go.emit(place.page, place.target)

    def take_keyboard(self) -> None:
        """Lets the keyboard go where it goes when the page is shown."""
        self.setFocus()
        self.focusNextChild()

    def _say_step(self) -> None:
        if not self.key:
            return
        if self._steps is None and not self.says_step:
            self._steps = StepPlace(self)
            self._steps.set_low(self._low)
        if not self._was_painted:
            return
        step = None if self.is_empty or self.leads else self._next_step()
        if self._steps is not None:
            self._steps.say(step)
        elif step is not None:
            self.show_step(step)

    def _next_step(self) -> "Step":
        from ita_desktop.services.steps.next_step import next_step

        session = self.session
        return session.cached_today(
            f"{self.key}.step", lambda: next_step(PageKey(self.key), session.step_context())
        )

    def say(self, text: str) -> None:
        """Puts a text into the status bar while the page is shown."""
        self.status_text = text
        self.status.emit(text)

    def concerned(self, changed: Changed) -> bool:
        """Whether the page shows anything that the change touches; all pages show scores."""
        return bool(changed.rows)

    def take_density(self) -> None:
        """Gives the page's tables rows as high as the clerk wants them, once she has said so."""
        wanted = self.session.settings.get(DENSITY)
        if wanted is None and not self._low and not self._was_low:
            return
        from ita_desktop.ui.table.sizes import DENSE, LOW, LOW_LINE, NORMAL
        from ita_desktop.ui.table.view import SheetView

        given = DENSE if wanted == DENSE_ROWS else NORMAL
        if self._low:
            given = LOW_LINE if self.one_line_when_low else LOW
        for table in self.findChildren(SheetView):
            if table.density in {DENSE, NORMAL, LOW, LOW_LINE}:
                table.set_density(given)

    def set_low(self, low: bool) -> None:
        """Lays the page out for a window under 600 px high: its parts take less room."""
        self._low = low
        self._was_low = self._was_low or low
        self.header.set_low(low)
        if self._steps is not None:
            self._steps.set_low(low)
        self.take_density()

    def prepare(self) -> None:
        """Shows the session as it is now, also while the page is out of sight: then there is less
        to do when it comes."""
        self.take_density()
        self._refresh_if_stale()
        self._say_step()

    def build_hidden_parts(self) -> Iterator[None]:
        """Makes, piece by piece, what of the page is seen only when it is asked for; so that
        nobody waits for it then."""
        yield from ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.window().height() < Breakpoint.LOW
        if low is not self._low:
            self.set_low(low)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        try:
            self.prepare()
        except Exception as error:  # noqa: BLE001 - told; Qt would go on with it in its hands, and fall
            sys.excepthook(type(error), error, error.__traceback__)

    def _on_changed(self, changed: Changed) -> None:
        if self.concerned(changed):
            self._stale = True
            if self.isVisible():
                self._refresh_if_stale()
                self._say_step()

    def _on_year(self, _year: int) -> None:
        self._forget()

    def _forget(self) -> None:
        """Nothing that is shown holds any more: another year, or another day."""
        self._stale = True
        if self.isVisible():
            self._refresh_if_stale()
            self._say_step()

    def _refresh_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()
