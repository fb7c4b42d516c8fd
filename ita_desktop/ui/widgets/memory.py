"""What widgets remember between two starts: sizes, folds, the last page."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

_T = TypeVar("_T")


class Memory(Protocol):
    """Keeps JSON-ready values by key for this user."""

    def get(self, key: str, default: Any = None) -> Any:
        """The kept value."""

    def set(self, key: str, value: Any) -> None:
        """Keep a value."""


def kept_texts(kept: object) -> list[str]:
    """The texts of a kept list; none where it is no list. Anybody may have edited the file."""
    return [text for text in kept if isinstance(text, str)] if isinstance(kept, list) else []


def kept_entries(kept: object) -> Mapping[str, Any]:
    """What is kept by name; nothing where it is not kept so."""
    return kept if isinstance(kept, dict) else {}


def kept_choice(kept: object, choices: Iterable[_T]) -> _T | None:
    """The one of ``choices`` that is kept; None where it is none of them."""
    return next((choice for choice in choices if choice == kept), None)
