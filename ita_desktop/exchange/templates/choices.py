"""What the lists of a template offer, from the year's own data where it is given."""

from collections.abc import Sequence

from ita_desktop.domain.measures.schedule import FREQUENCY_WORDS
from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.tracking.worksheet import STATE_WORDS
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kind import Choice
from ita_desktop.exchange.kinds.measures.measures import STATUS_WORDS
from ita_desktop.exchange.kinds.measures.texts import CHAPTER_WORDS
from ita_desktop.exchange.kinds.oit.evidence import FORMAT_WORDS
from ita_desktop.exchange.kinds.roster.roster import BODIES, ROLES
from ita_desktop.exchange.kinds.roster.units import UNIT_KIND_WORDS

PREFIXES = ("นาย", "นาง", "นางสาว", "ว่าที่ร้อยตรี", "ว่าที่ร้อยตรีหญิง", "ดร.")
CLOSED = frozenset(
    (
        Choice.ITEMS,
        Choice.OIT_ITEMS,
        Choice.STATUSES,
        Choice.ENTRY_STATES,
        Choice.UNIT_KINDS,
        Choice.CHAPTERS,
    )
)
"""Lists that hold everything that may be typed."""

_FIXED = {
    Choice.ROLES: ROLES,
    Choice.FREQUENCIES: tuple(FREQUENCY_WORDS.values()),
    Choice.STATUSES: tuple(STATUS_WORDS.values()),
    Choice.ENTRY_STATES: tuple(STATE_WORDS.values()),
    Choice.UNIT_KINDS: tuple(UNIT_KIND_WORDS.values()),
    Choice.PREFIXES: PREFIXES,
    Choice.FORMATS: FORMAT_WORDS,
    Choice.BODIES: BODIES,
    Choice.CHAPTERS: tuple(CHAPTER_WORDS.values()),
}


def entries(choice: Choice, year: YearData | None) -> Sequence[str]:
    """The entries of a list; empty where there is nothing to offer."""
    if choice in _FIXED:
        own = [body.name for body in year.bodies] if year and choice is Choice.BODIES else []
        return own or _FIXED[choice]
    if year is None or choice is Choice.NONE:
        return ()
    if choice is Choice.UNITS:
        units = sorted(year.units, key=lambda unit: unit.kind is UnitKind.SCHOOL)
        return [unit.name for unit in units]
    if choice is Choice.INDICATORS:
        return [indicator.code for indicator in year.framework.indicators]
    return item_codes(year, oit=choice is Choice.OIT_ITEMS)


def item_codes(year: YearData, *, oit: bool) -> list[str]:
    """The item codes of the year's framework, in printed order."""
    framework = year.framework
    return [
        item.code
        for item in framework.items
        if not oit or framework.instrument_of(item.code) == "OIT"
    ]
