"""The lists that a column of a kind may be filled in from."""

from collections.abc import Sequence

from ita_desktop.domain.records import UNIT_KINDS, UnitKind
from ita_desktop.domain.schedule import FREQUENCY_WORDS
from ita_desktop.domain.surveys import SURVEYS, name_of_group
from ita_desktop.domain.tracking.worksheet import STATE_WORDS
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kind import ChoiceList
from ita_desktop.exchange.kinds.book import CHAPTER_WORDS
from ita_desktop.exchange.kinds.measures import STATUS_WORDS
from ita_desktop.exchange.kinds.oit import FORMAT_WORDS
from ita_desktop.exchange.kinds.results import STATE_WORDS as REMARK_STATE_WORDS
from ita_desktop.exchange.kinds.roster import BODIES, ROLES

PREFIXES = ("นาย", "นาง", "นางสาว", "ว่าที่ร้อยตรี", "ว่าที่ร้อยตรีหญิง", "ดร.")
CLOSED = frozenset(
    (
        ChoiceList.ITEMS,
        ChoiceList.OIT_ITEMS,
        ChoiceList.STATUSES,
        ChoiceList.ENTRY_STATES,
        ChoiceList.UNIT_KINDS,
        ChoiceList.CHAPTERS,
        ChoiceList.SURVEYS,
        ChoiceList.REMARK_STATES,
    )
)
"""Lists with all valid values."""

_FIXED = {
    ChoiceList.ROLES: ROLES,
    ChoiceList.FREQUENCIES: tuple(FREQUENCY_WORDS.values()),
    ChoiceList.STATUSES: tuple(STATUS_WORDS.values()),
    ChoiceList.ENTRY_STATES: tuple(STATE_WORDS.values()),
    ChoiceList.UNIT_KINDS: tuple(UNIT_KINDS.values()),
    ChoiceList.PREFIXES: PREFIXES,
    ChoiceList.FORMATS: FORMAT_WORDS,
    ChoiceList.BODIES: BODIES,
    ChoiceList.CHAPTERS: tuple(CHAPTER_WORDS.values()),
    ChoiceList.SURVEYS: SURVEYS,
    ChoiceList.REMARK_STATES: tuple(REMARK_STATE_WORDS.values()),
}


def entries(choice: ChoiceList, year: YearData | None) -> Sequence[str]:
    """Return the entries of a list; empty if there are none."""
    if choice in _FIXED:
        own = [body.name for body in year.bodies] if year and choice is ChoiceList.BODIES else []
        return own or _FIXED[choice]
    if year is None or choice is ChoiceList.NONE:
        return ()
    if choice is ChoiceList.UNITS:
        units = sorted(year.units, key=lambda unit: unit.kind is UnitKind.SCHOOL)
        return [unit.name for unit in units]
    if choice is ChoiceList.SURVEY_GROUPS:
        return [name_of_group(year, group) for group in year.survey_groups]
    if choice is ChoiceList.INDICATORS:
        return [indicator.code for indicator in year.framework.indicators]
    return item_codes(year, oit=choice is ChoiceList.OIT_ITEMS)


def item_codes(year: YearData, *, oit: bool) -> list[str]:
    """Return the item codes of the year's framework, in printed order."""
    framework = year.framework
    return [
        item.code
        for item in framework.items
        if not oit or framework.instrument_of(item.code) == "OIT"
    ]
