"""All texts, or pictures, of a document, its slides or its form, whatever they are part of."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TypeVar

T = TypeVar("T")


def strings_of(made: object) -> Iterator[str]:
    """Yield every text in a document, a deck or a form."""
    return parts_of(made, str)


def parts_of(made: object, kind: type[T]) -> Iterator[T]:
    """Yield every part of a kind in a document, a deck or a form; not what is part of another."""
    # A document has some ten thousands of parts, deep within each other: generators of generators
    # would hand on each text as often as it is deep.
    left = [made]
    while left:
        part = left.pop()
        if isinstance(part, kind):
            yield part
        elif isinstance(part, (tuple, list)):
            left.extend(reversed(part))
        elif isinstance(part, dict):
            for key, value in reversed(part.items()):
                left += (value, key)
        else:
            names = _names_of(type(part))  # type: ignore[arg-type]  # a class can be hashed
            left.extend(getattr(part, name) for name in names)


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass, the last one first."""
    return tuple(field.name for field in reversed(fields(kind))) if is_dataclass(kind) else ()
