"""All texts, or pictures, of a value, whatever they are part of: of a document, its slides or its
form, of an item of a framework."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def strings_of(made: object) -> Iterator[str]:
    """Yield every text in a value."""
    return parts_of(made, str)


def parts_of(made: object, kind: type[T]) -> Iterator[T]:
    """Yield every part of a kind in a value; not what is part of another."""
    # A document has some ten thousands of parts, deep within each other: generators of generators
    # would hand on each text as often as it is deep.
    left = [made]
    while left:
        part = left.pop()
        if isinstance(part, kind):
            yield part
        else:
            within = _within(type(part))  # type: ignore[arg-type]  # a class can be hashed
            left.extend(within(part) if within is not None else ())


@cache
def _within(kind: type) -> Callable[[Any], Sequence[object]] | None:
    """Return what gives the parts of a value, the last one first; None for one that has none."""
    if issubclass(kind, (tuple, list)):
        return lambda part: part[::-1]
    if issubclass(kind, dict):
        return lambda part: [one for pair in reversed(part.items()) for one in pair[::-1]]
    names = [field.name for field in reversed(fields(kind))] if is_dataclass(kind) else []
    if len(names) == 1:
        return lambda part: [getattr(part, names[0])]
    return attrgetter(*names) if names else None
