"""The base class of pages, which follows the session while it is visible."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.services.places import PageKey, Place
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.ui.language import short_date
from ita_desktop.ui.pages.step_place import SHOW, StepPlace
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Breakpoint
from ita_desktop.ui.widgets.page.header import PageHeader

if TYPE_CHECKING:
    from ita_desktop.services.step_context import Step

__all__ = ["DENSE_ROWS", "DENSITY", "Page", "PageKey"]

DENSITY, DENSE_ROWS = "density", "dense"
"""The setting of the row height, and its value for low rows."""


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
        from ita_desktop.services.steps.next_step import next_step

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
