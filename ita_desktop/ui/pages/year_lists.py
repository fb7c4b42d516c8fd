"""Lists that follow from a year, made once for as long as the year stays as it is."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, ParamSpec, TypeVar
from weakref import ref

from ita_desktop.i18n import language

_P = ParamSpec("_P")
_T = TypeVar("_T")


class _CachedList(Generic[_P, _T]):
    """What was found last, and of which years in which language; the years may go meanwhile."""

    def __init__(self, find: Callable[_P, _T]) -> None:
        self._find = find
        self._last: tuple[list[object], str, _T] | None = None
        update_wrapper(self, find)

    def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        # One look and one assignment: a table may be read in another thread meanwhile.
        last = self._last
        asked = [*args, *kwargs.values()]
        if last is not None and last[1] == language.code and _are(last[0], asked):
            return last[2]
        found = self._find(*args, **kwargs)
        kept: list[object] = [value if value is None else ref(value) for value in asked]
        self._last = (kept, language.code, found)
        return found


def _are(kept: list[object], asked: list[object]) -> bool:
    return [value() if isinstance(value, ref) else value for value in kept] == asked


def for_same_year(find: Callable[_P, _T]) -> Callable[_P, _T]:
    """``find``, whose arguments are years, is not asked again for the same ones."""
    return _CachedList(find)
