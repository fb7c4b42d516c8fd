"""What the marks in ticked columns mean, and which headings such columns have."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.exchange.cells.owners import OWNERS_COLUMN, SUPPORTERS_COLUMN
from ita_desktop.exchange.headings import HeadingFinder
from ita_desktop.exchange.kind import ImportKind, no_groups
from ita_desktop.exchange.kinds.measures.measures import SCHEDULE_COLUMN, STATUS_COLUMN
from ita_desktop.exchange.kinds.results import CROSSES, RESULTS, TICKS

CHOICES: Final = frozenset({"ผ่าน", "ไม่ผ่าน", "มี", "ไม่มี"})
"""Headings of which one is ticked."""
NAMED: Final = frozenset({"หลัก", "ร่วม", "รอง", "สนับสนุน"})
"""Words of a unit's part, in the place of a tick."""
_TICKS: Final = TICKS | frozenset("üþPRvV")
"""Ticks, also as the letters that Wingdings draws them with."""
_CROSSES: Final = CROSSES | frozenset("û")
_CROSSED: Final = frozenset("xX×✕")
"""Marks that tick where there is no other."""
_FULL: Final = frozenset("●•⚫⬤■▪*◆")
_HOLLOW: Final = frozenset("○◯〇⚪◦")
_BOXES: Final = frozenset("☐□")
"""Boxes that are not ticked."""


def meaning(marks: Iterable[str]) -> Mapping[str, str | None] | None:
    """Return what each of the ``marks`` says: a unit's part, else '' for a tick, None for no. None
    for all if that is unclear; empty if they are no marks at all."""
    said = {mark for mark in marks if mark not in {"-", "–"}}
    if not said <= _TICKS | _CROSSES | _FULL | _HOLLOW | _BOXES | NAMED:
        return {}
    found: dict[str, str | None] = {mark: mark if mark in NAMED else "" for mark in said}
    found |= dict.fromkeys(said & _BOXES, None)
    sorts = [said & (_TICKS | NAMED), said & _FULL, said & _HOLLOW]
    if sorts[0]:
        found |= dict.fromkeys(said & _CROSSES, None)
    elif said & _CROSSES - _CROSSED:
        return {}
    else:
        sorts.append(said & _CROSSED)
    if sum(map(bool, sorts)) > 1:
        return None
    return found if any(each is not None for each in found.values()) else {}


def field_of(text: str) -> str:
    """Return the field of which a heading says that the columns below it are ticked."""
    return next(iter(_finder().partly([text]).columns), "")


@cache
def _finder() -> HeadingFinder:
    columns = (OWNERS_COLUMN, SUPPORTERS_COLUMN, SCHEDULE_COLUMN, STATUS_COLUMN)
    return HeadingFinder(
        ImportKind(
            name="ticks",
            title="",
            columns=(*columns, RESULTS.column("score")),
            required=(),
            read=lambda cells: cells,
            group=no_groups,
            identity=frozenset(),
            place=Place(PageKey.MEASURES),
        )
    )
