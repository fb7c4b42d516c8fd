"""Postpones the import of modules that the database library names at its own import and seldom
uses. With what they import in turn (sockets, encryption, mail) they take a tenth of it.

Python's own ``importlib.util.LazyLoader`` is not safe for several threads before 3.11.9.
"""

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any, Final

SELDOM: Final = {"asyncio": ("iscoroutine",), "importlib.metadata": ()}
"""For asynchronous engines, and for dialects of other packages; with the functions that are bound
at import, and only called for these."""


class _Deferred(ModuleType):
    """Stands for a module until one of its attributes is needed, in whatever thread."""

    def __init__(self, name: str, functions: Sequence[str]) -> None:
        super().__init__(name)
        for function in functions:
            setattr(self, function, _deferred_function(name, function))

    def __getattr__(self, name: str) -> Any:
        return getattr(_imported(self.__name__), name)


def _deferred_function(module: str, name: str) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        return getattr(_imported(module), name)(*given, **named)

    return call


def _imported(name: str) -> ModuleType:
    """Return the module itself, imported now if necessary; the import system lets other threads
    wait until it is complete."""
    if isinstance(sys.modules.get(name), _Deferred):
        sys.modules.pop(name, None)
    return importlib.import_module(name)


def defer(modules: Mapping[str, Sequence[str]]) -> None:
    """Postpone the import of modules that are not imported yet; their functions named here may be
    bound without importing them."""
    for name, functions in modules.items():
        if name not in sys.modules:
            sys.modules[name] = deferred = _Deferred(name, functions)
            package, _, module = name.rpartition(".")
            if package:
                # As an import does: who says ``import a.b`` goes on to ask ``a`` for ``b``.
                setattr(importlib.import_module(package), module, deferred)
