"""What a form contained when it was sent, as digests of its fields.

A returned field with the digest of the sent one was not touched by the unit. If the field in the
workspace has another digest than the sent one, somebody changed it meanwhile.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2s
from typing import Final

from ita_desktop.domain.rich import plain
from ita_desktop.domain.text import key

Value = str | int | date | None
Digests = Mapping[str, str]
"""Digests of a row's fields by name; empty fields are left out."""

RECORDED: Final = "recorded"
"""The digest of what was recorded of a row when it was sent."""
_SIZE: Final = 4
"""Bytes of a digest: it compares one field with two others, not with all there are. Rounds that are
out hold digests of this size."""


def digest(value: Value) -> str:
    """Return the digest of a field; empty for an empty one. Spaces, Thai digits and the marks of
    rich text, which programs change, do not matter."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        text = value.isoformat()
    elif isinstance(value, StrEnum | int):
        text = str(value)
    else:
        text = key(plain(value))
    return blake2s(text.encode(), digest_size=_SIZE).hexdigest() if text else ""


@dataclass(frozen=True)
class SentRows:
    """The rows of a form by row key."""

    rows: Mapping[str, Digests]

    @classmethod
    def read(cls, text: str) -> "SentRows":
        """Return the rows that are stored as ``text``."""
        return cls(json.loads(text) if text else {})

    def written(self) -> str:
        """Return the rows as a text to store."""
        return json.dumps(self.rows, ensure_ascii=False, separators=(",", ":"))

    def row(self, row_key: str) -> Digests | None:
        """Return a row's digests; None if no such row was sent."""
        return self.rows.get(row_key)


def digests(fields: Mapping[str, Value]) -> dict[str, str]:
    """Return the digests of a row's fields."""
    found = {name: digest(value) for name, value in fields.items()}
    return {name: text for name, text in found.items() if text}


def untouched(sent: Digests, returned: Mapping[str, Value]) -> frozenset[str]:
    """Return the names of the returned fields that are as they were sent."""
    return frozenset(
        name for name, value in returned.items() if digest(value) == sent.get(name, "")
    )


def in_conflict(
    sent: Digests, returned: Mapping[str, Value], current: Mapping[str, Value]
) -> tuple[str, ...]:
    """Return the names of the fields that the unit and somebody else changed to different values;
    an empty returned field says nothing."""
    return tuple(_conflicts(sent, returned, current))


def _conflicts(
    sent: Digests, returned: Mapping[str, Value], current: Mapping[str, Value]
) -> Iterable[str]:
    for name, value in returned.items():
        came, was, now = digest(value), sent.get(name, ""), digest(current.get(name))
        if came and came != was and now not in {was, came}:
            yield name
