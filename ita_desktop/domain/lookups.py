"""Descriptors that look up rows of a year by key. The index is built on first access and cached in
the year, which is immutable."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

_R = TypeVar("_R")


class _Lookup:
    """Base of the descriptors: builds the index and caches it in the instance's ``__dict__``."""

    def __init__(self, rows: str, field: str = "id") -> None:
        self._rows, self._field = rows, field

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def _cache(self, year: Any, made: Callable[[Iterable[Any], str], Any]) -> Any:
        found = year.__dict__[self._name] = made(getattr(year, self._rows), self._field)
        return found


class RowBy(_Lookup, Generic[_R]):
    """Mapping from the ``id``, or the value of another ``field``, to the row."""

    def __get__(self, year: Any, _owner: type | None = None) -> Mapping[str, _R]:
        found: Mapping[str, _R] = self._cache(year, _by)
        return found


class RowsBy(_Lookup, Generic[_R]):
    """Callable that returns the rows with the given value of ``field``, in order."""

    def __get__(self, year: Any, _owner: type | None = None) -> Callable[[str], tuple[_R, ...]]:
        found: Callable[[str], tuple[_R, ...]] = self._cache(year, _of)
        return found


def _by(rows: Iterable[_R], field: str) -> dict[str, _R]:
    return {getattr(row, field): row for row in rows}


def _of(rows: Iterable[_R], field: str) -> Callable[[str], tuple[_R, ...]]:
    groups: dict[str, list[_R]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, field)].append(row)
    kept = {key: tuple(group) for key, group in groups.items()}
    return lambda key: kept.get(key, ())
