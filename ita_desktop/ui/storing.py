"""Tells a field whether its text could be stored, so that its editor keeps a rejected text."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_MESSAGES: Final[ContextVar[list[str] | None]] = ContextVar("messages", default=None)
"""The reasons reported for the text being stored."""


@contextmanager
def storing() -> Iterator[list[str]]:
    """Yields a list around a field's signal, which contains a sentence if the text was rejected."""
    messages: list[str] = []
    before = _MESSAGES.set(messages)
    try:
        yield messages
    finally:
        _MESSAGES.reset(before)


def refused(why: str) -> None:
    """Reports that the text being stored, if any, was rejected."""
    messages = _MESSAGES.get()
    if messages is not None:
        messages.append(why)
