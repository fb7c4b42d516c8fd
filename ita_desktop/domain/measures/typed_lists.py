"""Values of cells that name several things, with the text that they were typed as."""

from collections.abc import Iterable
from typing import Final, Self, TypeVar

_T_co = TypeVar("_T_co", covariant=True)


class Typed(tuple[_T_co, ...]):  # noqa: SLOT001 - it has a text
    """What a cell means; equal to the tuple whatever its ``text``."""

    text: str = ""

    @classmethod
    def of(cls, meant: Iterable[_T_co], text: str) -> Self:
        """Return what a text means."""
        made = cls(meant)
        made.text = text
        return made


NOTHING_TYPED: Final = Typed[str]()


def text_of(value: object) -> str:
    """Return the text that a value was typed as; empty if it has none of its own."""
    return value.text if isinstance(value, Typed) else ""
