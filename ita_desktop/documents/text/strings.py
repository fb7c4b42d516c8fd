"""All texts of a document, its slides or its form, whatever they are part of."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass


def strings_of(made: object) -> Iterator[str]:
    """Yield every text in a document, a deck or a form."""
    if isinstance(made, str):
        yield made
    elif isinstance(made, (tuple, list)):
        for part in made:
            yield from strings_of(part)
    elif isinstance(made, dict):
        for key, value in made.items():
            yield from strings_of(key)
            yield from strings_of(value)
    elif is_dataclass(made) and not isinstance(made, type):
        for field in fields(made):
            yield from strings_of(getattr(made, field.name))
