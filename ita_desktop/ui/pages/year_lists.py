"""Caches lists derived from years."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, ParamSpec, TypeVar
from weakref import ref

from ita_desktop.i18n import language

_P = ParamSpec("_P")
_T = TypeVar("_T")


class _CachedList(Generic[_P, _T]):
    """The last result with its arguments; refers to years weakly."""

    def __init__(self, find: Callable[_P, _T]) -> None:
        self._find = find
        self._last: tuple[list[object], str, _T] | None = None
        update_wrapper(self, find)

    def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        # Read and written at once, because tables may be read in another thread.
        last = self._last
        asked = [*args, *kwargs.values()]
        if last is not None and last[1] == language.code and _are_same(last[0], asked):
            return last[2]
        found = self._find(*args, **kwargs)
        cached: list[object] = [value if value is None else ref(value) for value in asked]
        self._last = (cached, language.code, found)
        return found


def _are_same(cached: list[object], asked: list[object]) -> bool:
    return [value() if isinstance(value, ref) else value for value in cached] == asked


def for_same_year(find: Callable[_P, _T]) -> Callable[_P, _T]:
    """Returns ``find`` with its last result cached; its arguments are years."""
    return _CachedList(find)
