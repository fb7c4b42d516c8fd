"""Whether what a field hands over is stored: who tries to store it tells the field that it could
not, so that what was typed stays in its editor."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_TOLD: Final[ContextVar[list[str] | None]] = ContextVar("told", default=None)
"""What the field that is just handing something over was told."""


@contextmanager
def storing() -> Iterator[list[str]]:
    """Around a field's signal; what it gives holds a sentence then where that was refused."""
    told: list[str] = []
    before = _TOLD.set(told)
    try:
        yield told
    finally:
        _TOLD.reset(before)


def refused(why: str) -> None:
    """What is just being handed over, if anything is, could not be stored."""
    told = _TOLD.get()
    if told is not None:
        told.append(why)
