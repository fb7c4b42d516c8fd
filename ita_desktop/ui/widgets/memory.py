"""Stores the state of widgets between sessions: sizes, folded parts, the last page."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

_T = TypeVar("_T")


class Memory(Protocol):
    """A store of JSON values by key, for the current user."""

    def get(self, key: str, default: Any = None) -> Any:
        """Returns the stored value."""

    def set(self, key: str, value: Any) -> None:
        """Stores a value."""


def stored_texts(kept: object) -> list[str]:
    """The strings of a stored list; empty if it is no list. The file may have been edited."""
    return [text for text in kept if isinstance(text, str)] if isinstance(kept, list) else []


def stored_entries(kept: object) -> Mapping[str, Any]:
    """Returns a stored mapping; empty if it is none."""
    return kept if isinstance(kept, dict) else {}


def stored_choice(kept: object, choices: Iterable[_T]) -> _T | None:
    """Returns the stored one of ``choices``; None if it is none of them."""
    return next((choice for choice in choices if choice == kept), None)
