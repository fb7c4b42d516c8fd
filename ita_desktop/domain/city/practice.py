"""What a district did and published for an item, as its public page would show it."""

from datetime import date
from typing import NamedTuple


class PublicMeasure(NamedTuple):
    """A measure without people: what is done, when, and by which units."""

    codes: tuple[str, ...]
    """The items that it is for."""
    method: str
    schedule: str
    units: tuple[str, ...]


class PublicEvidence(NamedTuple):
    """Where something is published, or the statement that there is none (``nothing``)."""

    title: str
    link: str
    """An address that browsers open, without a user's name and password; empty if it has none."""
    published: date | None
    as_of: date | None
    unit: str
    nothing: bool


class Practice(NamedTuple):
    """The measures and evidence of one item in one fiscal year of a district."""

    fiscal_year: int
    code: str
    place: str
    """The file or address that they were read from."""
    measures: tuple[PublicMeasure, ...]
    evidence: tuple[PublicEvidence, ...]
