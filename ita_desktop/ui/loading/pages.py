"""Creates pages in steps, one per turn of the event loop, so that the window stays responsive:
first a requested page, then, hidden, those not shown yet.

Keys typed while a requested page is being created are meant for that page. It is therefore
completed before Qt delivers the key; except for a shortcut to another page, which goes to the
window. It is completed in steps, between which the window paints (:func:`let_paint`).
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.loading.asked import is_amid_something, later
from ita_desktop.ui.pages.page import Page

_EVERY: Final = 50
"""Delay between steps that are not urgent, in ms."""
_HIDDEN_PARTS = "+"
"""Suffix of a page's key for its initially hidden parts."""
_PIXEL: Final = QRect(0, 0, 1, 1)


_NOTHING = QRect(-1, -1, 1, 1)
"""An empty area of a widget."""


_MODIFIERS: Final = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
)


class KeyWatch(QObject):
    """Emits ``typed`` for each key before its delivery, from :meth:`watch` to :meth:`leave`."""

    typed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None
        self._watched: list[QWidget] = []

    def watch(self, window: QWidget) -> None:
        """Starts watching the window and its focus widget."""
        self.leave()
        self._window = window
        focus = window.focusWidget()
        self._watched = [widget for widget in (window, focus) if widget is not None]
        for widget in self._watched:
            widget.installEventFilter(self)

    def leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_meant = event.key() not in _MODIFIERS and not self._leads_elsewhere(event)
            if is_meant:
                # An exception here would end the program; whoever handles the signal reports
                # errors.
                self.typed.emit()
        elif isinstance(event, QInputMethodEvent) and event.commitString():
            # No key comes before what an input method composes, which has its receiver already.
            self.typed.emit()
            receiver = QApplication.focusWidget()
            if receiver is not None and receiver is not watched:
                QApplication.sendEvent(receiver, event)
                return True
        # What has gone meanwhile gets no event, and has no other filters to be asked.
        return not isValid(watched)

    def _leads_elsewhere(self, event: QKeyEvent) -> bool:

        if not isinstance(self._window, MainFrame):
            return False
        keys = QKeySequence(event.keyCombination())
        return any(keys in command.shortcuts() for command in self._window.page_commands.values())


def let_paint() -> None:
    """Lets the window paint, and other work go on, between two steps of what a key waits for. Other
    keys and clicks wait, too, and so stay in their order."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


class StepwiseWork(QObject):
    """Performs requested work in steps; a new request replaces the last one. A key typed in the
    window of ``parent`` meanwhile completes it at once, because it is meant for the result."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._keys = KeyWatch(self)
        self._keys.typed.connect(self.hurry)
        self._pieces: Iterator[None] = iter(())
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._run_step)

    def do(self, pieces: Iterator[None], then: Callable[[], None]) -> None:
        """Performs the steps, then calls ``then``."""
        self._pieces, self._then = pieces, then
        self._keys.watch(self._over.window())
        self._timer.start(0)

    def hurry(self) -> None:
        """Performs the remaining steps, unless a dialog or popup is open."""
        if is_amid_something():
            return
        while self._timer.isActive():
            self._run_step()
            let_paint()

    def drop(self) -> None:
        """Cancels the request."""
        self._timer.stop()
        self._keys.leave()
        self._pieces, self._then = iter(()), None

    def _run_step(self) -> None:
        if next(self._pieces, self) is not self:
            return
        then = self._then
        self.drop()
        if then is not None:
            then()


def finish(pieces: Iterator[None]) -> None:
    """Performs the remaining steps at once."""
    deque(pieces, maxlen=0)


def lay_out(widget: QWidget) -> None:
    """Lays out a hidden widget: ``grab`` does so, even of an empty area."""
    widget.grab(_NOTHING)


class PagePreloader(QObject):
    """The pages of a window still to be created, and the requested one."""

    def __init__(self, frame: MainFrame, imports: Callable[[str], Iterator[None]]) -> None:
        """``imports(key)`` imports what a page needs in steps."""
        super().__init__(frame)
        self._frame = frame
        self._imports = imports
        self._pieces: dict[str, Iterator[None]] = {}
        """The remaining steps by page."""
        self.requested = ""
        """The requested page; empty if there is none."""
        self._show: Callable[[], None] | None = None
        self._after_shown: Callable[[], None] | None = None
        self._keys = KeyWatch(self)
        self._keys.typed.connect(self.finish_now)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._run_step)

    @property
    def done(self) -> bool:
        """Whether all pages are created."""
        return not self._pieces and not self.requested

    @property
    def is_awaited(self) -> bool:
        """Whether the requested page still has to be created."""
        return self.requested in self._pieces

    def request(
        self, key: str, show: Callable[[], None], then: Callable[[], None] | None = None
    ) -> None:
        """Creates a page before all others, then calls ``show``. Replaces an earlier request.
        ``then`` is called when any page is shown."""
        self.requested, self._show = key, show
        self._after_shown = then or self._after_shown
        if key not in self._pieces:
            self._pieces[key] = chain(self._imports(key), _pieces(self._frame, key))
        self._keys.watch(self._frame)
        self._take_mouse(False)
        self._timer.start(0)

    def _take_mouse(self, takes: bool) -> None:
        """Lets clicks through to the shown page, or not while another one is on its way: what is
        clicked there is of the page that was left."""
        through = Qt.WidgetAttribute.WA_TransparentForMouseEvents
        self._frame.ui.pages.setAttribute(through, not takes)

    def finish_now(self) -> None:
        """Completes the requested page and shows it, unless a dialog or popup is open."""
        key = self.requested
        if not key or is_amid_something():
            return
        for _ in self._imports(key):
            let_paint()
        if self.requested == key:
            # To show it fills it and lays it out: done out of sight before, that would be done
            # twice.
            self._frame.make_page(key)
            self._pieces[key] = iter(())
            # It is not shown in the same turn.
            self._timer.stop()
            let_paint()
            self._timer.start(0)
        if self.requested == key:
            self._step(key)
            self._show_requested()

    def preload(self, keys: Iterable[str]) -> None:
        """Creates these pages when idle."""
        for key in keys:
            self._pieces.setdefault(key, _pieces(self._frame, key))
        if not self._timer.isActive():
            self._timer.start(_EVERY)

    def cancel_request(self) -> None:
        """Cancels the request because a page is shown now."""
        self.requested, self._show = "", None
        self._keys.leave()
        self._take_mouse(True)
        if self._after_shown is not None:
            later(self, 0, self._follow)

    def _follow(self) -> None:
        """Does what was to follow, unless another workspace was opened meanwhile."""
        owed, self._after_shown = self._after_shown, None
        if owed is not None:
            owed()

    def stop(self) -> None:
        """Stops creating pages because the workspace is closed."""
        self.requested, self._show, self._after_shown = "", None, None
        self._pieces.clear()
        self._keys.leave()
        self._take_mouse(True)
        self._timer.stop()

    def _run_step(self) -> None:
        key = self.requested or next(iter(self._pieces), "")
        if not key:
            self._timer.stop()
        elif not self.requested:
            self._timer.setInterval(_EVERY)
            self._step(key)
        elif not self._step(key):
            self._show_requested()

    def _step(self, key: str) -> bool:
        """Performs a step of a page; returns whether there was one."""
        pieces = self._pieces.get(key)
        if pieces is None:
            return False
        self._timer.setInterval(0 if self.requested else _EVERY)
        if next(pieces, self) is self:
            self._pieces.pop(key, None)
            page = self._frame.made_pages().get(key)
            if isinstance(page, Page):
                parts = chain(page.build_hidden_parts(), _resize_parts(self._frame))
                self._pieces[f"{key}{_HIDDEN_PARTS}"] = parts
            return False
        return True

    def _show_requested(self) -> None:
        """Shows the requested page; not below a dialog or popup opened in the meantime."""
        if is_amid_something():
            self._timer.setInterval(_EVERY)
            return
        show = self._show
        self.cancel_request()
        if show is not None:
            show()


def _pieces(frame: MainFrame, key: str) -> Iterator[None]:
    """Creates a page, lays it out at its final size, fills it, and lays it out again."""
    if key in frame.made_pages():
        return
    frame.make_page(key)
    yield
    page = frame.page(key)
    for piece in (lay_out, _fill, lay_out):
        if page.isVisible():
            return
        page.resize(frame.ui.pages.size())
        piece(page)
        yield


def _fill(page: QWidget) -> None:
    if isinstance(page, Page):
        page.prepare()


def _resize_parts(frame: MainFrame) -> Iterator[None]:
    """Tells the parts of a hidden page their sizes, which Qt puts off until the page is shown or
    anything of the window is grabbed: a dialog, which grabs what is below its corners, would tell
    those of all pages at once."""
    if frame.isVisible():
        frame.grab(_PIXEL)
    yield
