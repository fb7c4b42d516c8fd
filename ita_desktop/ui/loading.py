"""Loads the program's own modules bit by bit after the start, so that nobody waits for them.

A page or a dialog that is opened first would load up to sixty modules at once. The libraries for
Word, Excel and PDF are not among them: they are loaded where work with files is done, in another
thread.
"""

import importlib
import importlib.util
import pkgutil
import sys
import time
from collections.abc import Iterator
from importlib.abc import InspectLoader
from itertools import chain
from typing import Final

from PySide6.QtCore import QObject, QTimerEvent, Signal

from ita_desktop.ui.garbage import spare

_PACKAGES: Final = (
    "domain",
    "frameworks",
    "pictures",
    "exchange",
    "services",
    "documents",
    "ui.widgets",
    "ui.table",
    "ui.editors",
    "ui.forms",
    "ui.frame",
    "ui.pages",
    "ui.dialogs",
    "ui",
)
"""In the order in which they use each other, so that each module brings few others with it."""
_LIBRARIES: Final = ("ita_desktop.documents.backends", "ita_desktop.exchange.templates")
"""What loads a large library, or is used only where one is."""
_EVERY: Final = 5
"""Milliseconds that events have between two bits."""
_BIT: Final = 0.004
"""Seconds after which no other module is begun: events have waited for long enough."""


class Loading(QObject):
    """Begins when it is made, and goes once all is loaded."""

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._hurried = ""
        self._some = False
        self._names = _modules()
        self.startTimer(_EVERY)

    def hurry(self, name: str) -> None:
        """Loads a module next, after those that it needs itself."""
        if name != self._hurried:
            self._hurried = name
            self._names = chain(_needed(name, set()), self._names)

    def timerEvent(self, event: QTimerEvent) -> None:
        end = time.perf_counter() + _BIT
        for name in self._names:
            if name not in sys.modules:
                importlib.import_module(name)
                self._some = True
            if time.perf_counter() > end:
                return
        self.killTimer(event.timerId())
        if self._some:
            spare()
        self.ended.emit()
        self.deleteLater()


def _modules() -> Iterator[str]:
    for package in _PACKAGES:
        yield from _modules_in(f"ita_desktop.{package}")


def _modules_in(package: str) -> Iterator[str]:
    for one in pkgutil.iter_modules(importlib.import_module(package).__path__):
        name = f"{package}.{one.name}"
        if name in _LIBRARIES:
            continue
        if one.ispkg:
            yield from _modules_in(name)
        else:
            yield name


def _needed(name: str, known: set[str]) -> Iterator[str]:
    """The program's own modules that a module imports when it is loaded, each after those that it
    imports itself; then the module. Read from its code, which is not run for that."""
    if name in sys.modules or name in known:
        return
    known.add(name)
    spec = importlib.util.find_spec(name)
    loader = spec.loader if spec is not None else None
    code = loader.get_code(name) if isinstance(loader, InspectLoader) else None
    names = code.co_names if code is not None else ()
    for source in names:
        # Only what is imported has a name with dots.
        if source.startswith("ita_desktop."):
            yield from _needed(source, known)
            package = getattr(sys.modules.get(source), "__path__", ())
            inside = {one.name for one in pkgutil.iter_modules(package)} if package else set()
            for part in inside.intersection(names):
                yield from _needed(f"{source}.{part}", known)
    yield name
