"""What widgets remember between two starts: sizes, folds, the last page."""

from typing import Any, Protocol


class Memory(Protocol):
    """Keeps JSON-ready values by key for this user."""

    def get(self, key: str, default: Any = None) -> Any:
        """The kept value."""

    def set(self, key: str, value: Any) -> None:
        """Keep a value."""
