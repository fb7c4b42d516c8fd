"""Whose edit is being shown: set while pages follow a change of the workspace."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_AUTHOR: Final[ContextVar[str]] = ContextVar("author", default="")


@contextmanager
def edited_by(who: str) -> Iterator[None]:
    """Shows an edit of ``who`` in the block; empty for one's own."""
    before = _AUTHOR.set(who)
    try:
        yield
    finally:
        _AUTHOR.reset(before)


def author() -> str:
    """Returns the name of somebody else whose edit is being shown; empty for one's own."""
    return _AUTHOR.get()
