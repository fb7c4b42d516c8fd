"""What the window does by itself while nothing else happens: it imports the program's modules in
steps, and collects Python's garbage.

A page or dialog would otherwise import up to sixty modules when first opened. The libraries for
Word, Excel and PDF are not included: they are imported by the threads that use them.

By default garbage is collected in any thread that allocates objects, for instance during an export.
A widget among it would be destroyed in that thread, which Qt forbids: the program may crash,
immediately or much later. So it is collected in the window's thread only.
"""

import gc
import importlib
import importlib.util
import pkgutil
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from importlib.abc import InspectLoader
from importlib.machinery import PathFinder
from types import CodeType
from typing import Final

from PySide6.QtCore import QObject, QTimer, QTimerEvent, Signal

_PACKAGES: Final = (
    "ui.pages",
    "ui.dialogs",
    "ui",
    "services",
    "exchange",
    "documents",
    "domain",
    "frameworks",
    "pictures",
)
"""In the order in which a user comes to need them."""
_LIBRARIES: Final = (
    "ita_desktop.documents.backends",
    "ita_desktop.documents.ink",
    "ita_desktop.documents.layout",
    "ita_desktop.web.connecting",
    "ita_desktop.storage.server.limited_connection",
)
"""Modules that load a large library, or are used only with one."""
_STEP_EVERY: Final = 5
"""Delay between steps, in ms."""
_STEP_SECONDS: Final = 0.004
"""Duration of a step in seconds after which no further module is imported."""
EVERY: Final = 500
"""Interval between checks, in ms."""
SOON: Final = 50
"""Interval while many objects are created: new ones are collected in small steps."""
MUCH: Final = 5_000
"""Number of new objects per :data:`EVERY` that counts as many; examining 1,000 takes 0.5 ms."""
SHARE: Final = 0.25
"""Relative growth of the old generation that triggers a full collection, as in CPython."""
LIBRARY: Final = 40
"""Number of newly imported modules whose objects are no longer examined."""
_FEW: Final = 20_000
"""Number of new objects that do not trigger a full collection yet."""
_MIDDLE, _ALL = 1, 2
"""Generations: objects examined once, and all objects."""


def spare() -> None:
    """Excludes the current objects from collection, because most of them stay."""
    gc.freeze()


def tracked() -> int:
    """Returns the number of objects tracked by the collector.

    Their list is created and released in a single call, during which no other thread runs: a thread
    that is building a tuple would fail with SystemError ("bad argument to internal function") while
    the list refers to it.
    """
    return next(map(len, map(gc.get_objects, (None,))))


class Collector(QObject):
    """Collects by CPython's thresholds, but between the window's events, and new objects in small
    steps.

    There is one instance, created in the window's thread and living as long as the application.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        spare()
        self._known: int | None = 0
        """Number of objects at the last full collection; None until they are counted."""
        self._grown = self._new = 0
        """Number of objects added since, and of those among them that were examined only once."""
        self._modules = len(sys.modules)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._check)
        self._timer.start()

    def _check(self) -> None:
        if self._known is None:
            # Counting takes a third of the time of collecting, so it has a turn of its own.
            self._known = tracked()
            return
        if len(sys.modules) >= self._modules + LIBRARY:
            self._spare_modules()
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in range(len(counts)) if counts[age] > thresholds[age]]
        if due:
            self._collect(counts[0], max(due))
        is_much = counts[0] * EVERY > MUCH * self._timer.interval()
        self._timer.setInterval(SOON if is_much else EVERY)

    def _spare_modules(self) -> None:
        """Excludes what imports have made, and with it all that exists now: a library is imported
        once, and has more objects than a workspace."""
        gc.collect(_MIDDLE)
        spare()
        self._modules = len(sys.modules)
        self._known = self._grown = self._new = 0

    def _collect(self, made: int, oldest: int) -> None:
        """Collects generations up to ``oldest``; ``made`` objects are new."""
        if oldest == _ALL and self._grown + made < max(SHARE * (self._known or 0), _FEW):
            oldest = _MIDDLE
        if oldest < _MIDDLE and self._new + made > MUCH:
            oldest = _MIDDLE
        found = gc.collect(oldest)
        self._grown += max(made - found, 0)
        self._new = self._new + made if oldest < _MIDDLE else 0
        if oldest == _ALL:
            self._known, self._grown = None, 0


class ModuleLoader(QObject):
    """Starts when created, rests while a page or dialog is awaited, deletes itself at the end."""

    ended = Signal()

    def __init__(self, parent: QObject, is_someone_waiting: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._names = _modules()
        self._is_someone_waiting = is_someone_waiting
        self.startTimer(_STEP_EVERY)

    def timerEvent(self, event: QTimerEvent) -> None:
        if self._is_someone_waiting():
            return
        end = time.perf_counter() + _STEP_SECONDS
        for name in self._names:
            if name not in sys.modules:
                importlib.import_module(name)
            if time.perf_counter() > end:
                return
        self.killTimer(event.timerId())
        self.ended.emit()
        self.deleteLater()


def pieces(*names: str) -> Iterator[None]:
    """Imports modules for a waiting caller, after those they depend on; yields after each."""
    for name in names:
        for text in _needed(name, set()):
            if text not in sys.modules:
                importlib.import_module(text)
                yield


def _modules() -> Iterator[str]:
    """Yields all modules, each after those that it needs, so that none brings many others."""
    known: set[str] = set()
    for package in _PACKAGES:
        for name in _modules_in(f"ita_desktop.{package}"):
            yield from _needed(name, known)


def _modules_in(package: str) -> Iterator[str]:
    importlib.import_module(package)
    for module in _listed(package):
        name = f"{package}.{module.name}"
        if name in _LIBRARIES:
            continue
        if module.ispkg:
            yield from _modules_in(name)
        else:
            yield name


@cache
def _listed(package: str) -> tuple[pkgutil.ModuleInfo, ...]:
    """Returns the modules of an imported package; none if it is a module."""
    path = getattr(sys.modules.get(package), "__path__", ())
    return tuple(pkgutil.iter_modules(path)) if path else ()


@cache
def _module_names(package: str) -> frozenset[str]:
    """Returns the names of a package's modules; empty if it is no package."""
    return frozenset(module.name for module in _listed(package))


def _needed(name: str, known: set[str]) -> Iterator[str]:
    """Yields the program's modules that a module imports at import time, dependencies first, then
    the module. They are found in its code without running it."""
    if name in sys.modules or name in known or name in _LIBRARIES:
        return
    known.add(name)
    package = name.rpartition(".")[0]
    if package:
        yield from _needed(package, known)
    code = _code(name)
    names = code.co_names if code is not None else ()
    for source in names:
        # Only imported names contain dots.
        if source.startswith("ita_desktop."):
            yield from _needed(source, known)
            for part in _module_names(source).intersection(names):
                yield from _needed(f"{source}.{part}", known)
    if package in sys.modules or not package:
        # Otherwise its package imports it, after its other dependencies.
        yield name


def _code(name: str) -> CodeType | None:
    """Returns the code of a module without importing its package, as Python would."""
    found, path = None, None
    parts = name.split(".")
    for at in range(len(parts)):
        found = PathFinder.find_spec(".".join(parts[: at + 1]), path)
        path = found.submodule_search_locations if found is not None else None
        if found is None:
            break
    spec = found or importlib.util.find_spec(name)
    loader = spec.loader if spec is not None else None
    return loader.get_code(name) if isinstance(loader, InspectLoader) else None
