"""What is asked of a link, and the check that is wanted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


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
