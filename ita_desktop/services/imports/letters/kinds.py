"""Which of the program's letters a paper is, and which meeting and order it is about: known by its
subject and by the numbers in its text."""

import re
from typing import Final, TypedDict, TypeVar

from ita_desktop.documents.wordings.named_texts import words
from ita_desktop.documents.wordings.templates import of_year
from ita_desktop.domain.documents.wordings import fill_known
from ita_desktop.domain.meetings.agenda import number_of
from ita_desktop.domain.records import Record
from ita_desktop.domain.roster.committee import numbered
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.letters.letters import OF_MEETINGS, WORDINGS

GENERAL: Final = "memo-general"
_FIELD: Final = re.compile(r"\{[^{}]*\}")
RecordT = TypeVar("RecordT", bound=Record)


class Recognised(TypedDict):
    """What a letter is by its texts; empty or None where they do not say."""

    wording: str
    meeting_id: str | None
    order_id: str | None


def recognised(year: YearData, subject: str, body: str) -> Recognised:
    """Return which wording a letter has, and which of the year's meetings and orders it names."""
    wording = _wording(year, subject)
    meeting = order = None
    if wording in OF_MEETINGS:
        meetings = {
            f"ครั้งที่{key(number_of(meeting, year.year))}": meeting for meeting in year.meetings
        }
        meeting = _named(meetings, subject) or _named(meetings, body)
    if wording != GENERAL:
        orders = {
            f"ที่{key(numbered(order, year.year))}": order for order in year.orders if order.number
        }
        order = _named(orders, body)
    return Recognised(wording=wording, meeting_id=meeting, order_id=order)


def _wording(year: YearData, subject: str) -> str:
    """Return the only wording whose subject this is, whatever stands in its fields."""
    known = of_year(year)
    found = [
        wording
        for wording in WORDINGS
        if wording != GENERAL
        and _pattern(fill_known(words(year, f"{wording}-subject"), known)).fullmatch(key(subject))
    ]
    return found[0] if len(found) == 1 else GENERAL


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".+".join(re.escape(key(part)) for part in _FIELD.split(text)))


def _named(records: dict[str, RecordT], text: str) -> str | None:
    """Return the id of the only record whose number a text has."""
    plain = key(text)
    found = [
        record_id.id
        for words_, record_id in records.items()
        if re.search(rf"{words_}(?!\d)", plain)
    ]
    return found[0] if len(found) == 1 else None
