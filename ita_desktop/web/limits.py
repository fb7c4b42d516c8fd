"""How long and how much a link check may take."""

from dataclasses import dataclass
from typing import Final

from ita_desktop.exchange.files.limits import MEBIBYTE


@dataclass(frozen=True)
class WebLimits:
    """Times in seconds, sizes in bytes."""

    connect: float = 8.0
    read: float = 12.0
    total: float = 40.0
    """Of one link, with all redirects."""
    size: int = 30 * MEBIBYTE
    redirects: int = 8
    pause: float = 0.15
    """Between the beginnings of two requests to one host."""
    per_host: int = 3
    """Requests to one host at the same time."""
    workers: int = 8
    """Links at the same time."""


ROBOTS_SIZE: Final = 512 * 1024
MOST_TEXT: Final = 600_000
"""Characters of a page or file that are judged."""
MOST_COPY: Final = MEBIBYTE // 2
"""Bytes of a page or file of which a copy is kept."""
