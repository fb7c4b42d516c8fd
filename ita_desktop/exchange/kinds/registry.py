"""The lists that can be imported, one module per kind. A new kind is a module and a line here."""

from collections.abc import Mapping
from functools import cache

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.analysis import ANALYSIS
from ita_desktop.exchange.kinds.book import CHAPTERS, COMMUNICATIONS, PHOTOS, TEXTS
from ita_desktop.exchange.kinds.calendar import CALENDAR
from ita_desktop.exchange.kinds.measures import MEASURES
from ita_desktop.exchange.kinds.oit import ASSIGNMENTS, EVIDENCE, FILING
from ita_desktop.exchange.kinds.papers import LETTERS, MEETINGS
from ita_desktop.exchange.kinds.people import PEOPLE, UNITS
from ita_desktop.exchange.kinds.progress import PROGRESS
from ita_desktop.exchange.kinds.results import REMARKS, RESULTS
from ita_desktop.exchange.kinds.roster import DUTIES, ORDERS, ROSTER
from ita_desktop.exchange.kinds.surveys import ANSWERED, RESPONDENTS
from ita_desktop.exchange.kinds.worksheet import WORKSHEET

KINDS: tuple[ImportKind[object], ...] = (
    UNITS,
    PEOPLE,
    ROSTER,
    DUTIES,
    ORDERS,
    ASSIGNMENTS,
    ANALYSIS,
    MEASURES,
    PROGRESS,
    COMMUNICATIONS,
    TEXTS,
    RESULTS,
    REMARKS,
    EVIDENCE,
    FILING,
    MEETINGS,
    LETTERS,
    CALENDAR,
    RESPONDENTS,
    ANSWERED,
    CHAPTERS,
    PHOTOS,
    WORKSHEET,
)
KIND_NAMES = tuple(kind.name for kind in KINDS)
KIND_TITLES = {kind.name: kind.title for kind in KINDS}
"""Thai names of the kinds of lists, by kind."""


@cache
def finders() -> Mapping[str, HeadingFinder]:
    """Return what finds the headings of each kind, by its name, in the words of everybody."""
    return {kind.name: HeadingFinder(kind) for kind in KINDS}


def kind_named(name: str) -> ImportKind[object]:
    """Return the kind of this name; raises InputError that lists the names."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise InputError(
        "ไม่รู้จักรายการชนิด “{name}”",
        remedy="ใช้ชื่อใดชื่อหนึ่ง: {known}",
        name=name,
        known=" ".join(KIND_NAMES),
    )
