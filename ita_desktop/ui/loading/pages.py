"""Makes pages in pieces, each in a turn of its own of the event loop, between which the window
answers: the page that somebody waits for, then out of sight those that nobody has seen yet."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.loading.later import is_amid_something, later
from ita_desktop.ui.loading.turns import lay_out
from ita_desktop.ui.loading.typed_meanwhile import TypedMeanwhile
from ita_desktop.ui.pages.page import Page

_EVERY: Final = 50
"""Milliseconds between two pieces that nobody waits for."""
_HIDDEN_PARTS = "+"
"""Behind a page's key: what of the page is not seen at first."""


class PagePreloader(QObject):
    """The pages of one window that are still to be made, and the one that is waited for."""

    def __init__(self, frame: MainFrame, is_loading: Callable[[str], bool]) -> None:
        """``is_loading`` tells whether what a page is made by is still to be loaded."""
        super().__init__(frame)
        self._frame = frame
        self._is_loading = is_loading
        self._pieces: dict[str, Iterator[None]] = {}
        """By page what is left to be done."""
        self.requested = ""
        """The page that somebody waits for; empty where nobody does."""
        self._show: Callable[[], None] | None = None
        self._after_shown: Callable[[], None] | None = None
        self._keys = TypedMeanwhile(self)
        self._keys.typed.connect(self.finish_now)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    @property
    def done(self) -> bool:
        """Whether nothing is left to be made."""
        return not self._pieces and not self.requested

    def request(
        self, key: str, show: Callable[[], None], then: Callable[[], None] | None = None
    ) -> None:
        """Makes one page before all others, and calls ``show`` for it. Who wanted another one
        before does not wait for that any more. ``then`` is called when any page is shown."""
        self.requested, self._show = key, show
        self._after_shown = then or self._after_shown
        self._pieces.setdefault(key, _pieces(self._frame, key))
        self._keys.watch(self._frame)
        self._timer.start(0)

    def finish_now(self) -> None:
        """Makes the page that is waited for to its end and shows it, at once; not under a dialog or
        a list, which has the keyboard itself."""
        key = self.requested
        if not key or is_amid_something():
            return
        while self._step(key):
            pass
        self._arrive()

    def preload(self, keys: Iterable[str]) -> None:
        """Makes these pages when nothing else is to be done."""
        for key in keys:
            self._pieces.setdefault(key, _pieces(self._frame, key))
        if not self._timer.isActive():
            self._timer.start(_EVERY)

    def cancel_request(self) -> None:
        """Nobody waits for a page any more: one is shown now."""
        self.requested, self._show = "", None
        self._keys.leave()
        owed, self._after_shown = self._after_shown, None
        if owed is not None:
            later(self, 0, owed)

    def stop(self) -> None:
        """Makes nothing more: the workspace is left."""
        self.requested, self._show, self._after_shown = "", None, None
        self._pieces.clear()
        self._keys.leave()
        self._timer.stop()

    def _turn(self) -> None:
        key = self.requested or next(iter(self._pieces), "")
        if not key:
            self._timer.stop()
        elif not self.requested:
            self._timer.setInterval(_EVERY)
            self._step(key)
        elif self._is_loading(key):
            self._timer.setInterval(_EVERY // 10)
        elif not self._step(key):
            self._arrive()

    def _step(self, key: str) -> bool:
        """Does one piece of a page; whether there was one."""
        pieces = self._pieces.get(key)
        if pieces is None:
            return False
        self._timer.setInterval(0 if self.requested else _EVERY)
        if next(pieces, self) is self:
            self._pieces.pop(key, None)
            page = self._frame.made_pages().get(key)
            if isinstance(page, Page):
                self._pieces[f"{key}{_HIDDEN_PARTS}"] = page.build_hidden_parts()
            return False
        return True

    def _arrive(self) -> None:
        """Shows what was waited for; not under a dialog or a list that was opened meanwhile."""
        if is_amid_something():
            self._timer.setInterval(_EVERY)
            return
        show = self._show
        self.cancel_request()
        if show is not None:
            show()


def _pieces(frame: MainFrame, key: str) -> Iterator[None]:
    """Makes a page, lays it out as large as it will be, fills it, and lays that out."""
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
