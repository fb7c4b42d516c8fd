"""Tells a field whether its text could be stored, so that its editor keeps a rejected text."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_TOLD: Final[ContextVar[list[str] | None]] = ContextVar("told", default=None)
"""The reasons reported for the text being stored."""


@contextmanager
def storing() -> Iterator[list[str]]:
    """Yields a list around a field's signal, which contains a sentence if the text was rejected."""
    told: list[str] = []
    before = _TOLD.set(told)
    try:
        yield told
    finally:
        _TOLD.reset(before)


def refused(why: str) -> None:
    """Reports that the text being stored, if any, was rejected."""
    told = _TOLD.get()
    if told is not None:
        told.append(why)
