"""Believes, or not, that a table is of a kind: asks the kind's own reasons."""

from collections.abc import Mapping
from types import ModuleType
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.services.imports.evidence import items, matters, people, results, units, worksheet
from ita_desktop.services.imports.evidence.offices import other_office
from ita_desktop.services.imports.evidence.seen import (
    NO_BELIEF,
    NOTHING,
    Argument,
    Belief,
    SeenTable,
)

_EVIDENCE: Final[Mapping[str, ModuleType]] = {
    "results": results,
    "people": people,
    "roster": people,
    "units": units,
    **dict.fromkeys(("assignments", "evidence", "remarks"), items),
    **dict.fromkeys(("analysis", "measures", "communications", "progress"), items),
    "worksheet": worksheet,
    **dict.fromkeys(("meetings", "letters", "orders", "calendar", "texts"), matters),
    **dict.fromkeys(("respondents", "answered"), matters),
}
"""The reasons of each kind. Others are made only of what already is one of ours: the chapters and
pictures of a book, the duties of an order, a form that was sent."""
_NEEDED: Final = frozenset({"results", "people", "units"})
"""Kinds that a table is of only if something speaks for it."""


def believe(table: SeenTable) -> Belief:
    """Return how far a table is of the kind that it was read as."""
    evidence = _EVIDENCE.get(table.kind)
    if not table.rows and (not table.below or table.is_template or table.is_paper):
        return NO_BELIEF
    found = tuple(evidence.reasons(table)) if evidence else ()
    other = tuple(evidence.against(table)) if evidence else ()
    if evidence and not found:
        other = (*other, Argument(NOTHING, is_veto=table.kind in _NEEDED))
    if office := other_office(table.lines(), table.known.office):
        other = (Argument(Phrase("เป็นของ{office}", office=office)), *other)
    titled = items.titled(table) if evidence is items else ()
    return Belief(
        found, tuple(sorted(other, key=lambda reason: not reason.is_veto)), titled, office
    )
