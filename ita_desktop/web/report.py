"""What a check found of a link."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

from ita_desktop.domain.oit.proofs import LinkFinding, LinkState

FAULTS: Final = frozenset((LinkFinding.MONTHS_MISSING, LinkFinding.NOT_THAI))
"""Findings of a page that is there which are to be mended."""


class Found(NamedTuple):
    """One thing that a rule found. ``state`` is None for what is no fault, OK for a fault of a page
    that is there."""

    state: LinkState | None
    finding: LinkFinding | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LinkJudgement:
    """What is to be said of an answer."""

    state: LinkState
    findings: tuple[LinkFinding, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    """What the sentences name: ``cause``, ``months``, ``years``, ``day``, ``old``, ``to``,
    ``kind``."""

    @property
    def is_fault(self) -> bool:
        """Whether there is something to do about the link."""
        return self.state is not LinkState.OK or bool(FAULTS & set(self.findings))


@dataclass(frozen=True)
class LinkReport:
    """A judged link with what is kept of it."""

    url: str
    item: str
    checked_at: datetime
    judgement: LinkJudgement
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
