"""What a check found of a link."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from ita_desktop.domain.oit.proofs import LinkFinding, LinkState


class Found(NamedTuple):
    """One thing that a rule found. ``state`` is None for what is no fault."""

    state: LinkState | None
    finding: LinkFinding | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Judgement:
    """What is to be said of an answer."""

    state: LinkState
    findings: tuple[LinkFinding, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    """What the sentences name: ``cause``, ``months``, ``years``, ``day``, ``to``, ``kind``."""


@dataclass(frozen=True)
class LinkReport:
    """A judged link with what is kept of it."""

    url: str
    item: str
    checked_at: datetime
    judgement: Judgement
    status: int | None = None
    final_url: str = ""
    """Empty if it is the address that was asked for."""
    title: str = ""
    size: int | None = None
    content_type: str = ""
    last_modified: str = ""
    """ISO date."""
    sha256: str = ""
    """Empty if not all of the content came."""
    excerpt: str = ""
    copy: bytes = b""
    file_name: str = ""
