"""Rows of a year by a key. What a lookup needs is made once for each year, when it is first asked
for, and kept with the year: a year never changes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

_R = TypeVar("_R")


class _Kept:
    """What is found by the rows of a year and stands in its place from then on."""

    def __init__(self, rows: str, field: str = "id") -> None:
        self._rows, self._field = rows, field

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def _keep(self, year: Any, made: Callable[[Iterable[Any], str], Any]) -> Any:
        found = year.__dict__[self._name] = made(getattr(year, self._rows), self._field)
        return found


class By(_Kept, Generic[_R]):
    """The row with a key: its own, or what stands in another ``field``."""

    def __get__(self, year: Any, _owner: type | None = None) -> Mapping[str, _R]:
        found: Mapping[str, _R] = self._keep(year, _by)
        return found


class Of(_Kept, Generic[_R]):
    """The rows that belong to a key, in their order: asked for by calling it."""

    def __get__(self, year: Any, _owner: type | None = None) -> Callable[[str], tuple[_R, ...]]:
        found: Callable[[str], tuple[_R, ...]] = self._keep(year, _of)
        return found


def _by(rows: Iterable[_R], field: str) -> dict[str, _R]:
    return {getattr(row, field): row for row in rows}


def _of(rows: Iterable[_R], field: str) -> Callable[[str], tuple[_R, ...]]:
    groups: dict[str, list[_R]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, field)].append(row)
    kept = {key: tuple(group) for key, group in groups.items()}
    return lambda key: kept.get(key, ())
