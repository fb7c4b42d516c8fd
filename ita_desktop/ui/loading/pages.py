"""Creates pages in steps, one per turn of the event loop, so that the window stays responsive:
first a requested page, then, hidden, those not shown yet."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.loading.delayed import is_amid_something, later
from ita_desktop.ui.loading.key_watch import KeyWatch, let_paint
from ita_desktop.ui.loading.stepwise import lay_out
from ita_desktop.ui.pages.page import Page

_EVERY: Final = 50
"""Delay between steps that are not urgent, in ms."""
_HIDDEN_PARTS = "+"
"""Suffix of a page's key for its initially hidden parts."""
_PIXEL: Final = QRect(0, 0, 1, 1)


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
