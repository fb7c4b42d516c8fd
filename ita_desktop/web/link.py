"""A link that is checked: what is asked of it, and what the check found."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NamedTuple

from ita_desktop.domain.oit.proofs import LinkFinding, LinkState


@dataclass(frozen=True)
class Asked:
    """What an item asks of the page or file behind a link; empty fields ask for nothing."""

    years: frozenset[int] = frozenset()
    """Buddhist fiscal years, of which its text has to name one if it names any."""
    months: tuple[str, ...] = ()
    """Months that it has to have (``2022-10``)."""
    formats: Collection[str] = ()
    """The kinds of file that are accepted: ``pdf word excel csv json xml html``."""
    languages: tuple[str, ...] = ()
    """``th`` or ``en``; one of them is enough."""
    not_before: date | None = None
    """The first day of the period; a file that was last changed before has nothing of it."""


class LinkRequest(NamedTuple):
    """A link to check."""

    url: str
    asked: Asked = Asked()
    item: str = ""
    """The code of the item that it is evidence of."""


# What a check found of a link.

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
