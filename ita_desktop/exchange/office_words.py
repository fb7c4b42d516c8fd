"""The office's own wordings in printed tables, so that imports can read them back, and what it has
said of the headings of other tables.

The default headings and marks are always recognised, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """The office's own wordings; unchanged ones are not included."""

    continued: str = ""
    """The mark of a continued row, instead of ``(ต่อ)``."""
    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Own column headings, each with the default ones that it replaces."""
    read_as: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Answers about headings of files: by import kind and heading key the name of the field; empty
    if the column is not used."""


SHIPPED_WORDS: Final = OfficeWords()
