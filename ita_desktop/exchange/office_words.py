"""The office's own wordings in printed tables, so that imports can read them back.

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


SHIPPED_WORDS: Final = OfficeWords()
