"""How an office words what its own papers print, so that an import reads them back.

The headings and marks that everybody's tables have are known anyway; these are read beside them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """The office's own words; what it left as shipped is not among them."""

    continued: str = ""
    """What its papers print where a row goes on overleaf, in the place of ``(ต่อ)``."""
    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Its headings of columns, each with those as shipped in whose place it stands."""


SHIPPED_WORDS: Final = OfficeWords()
