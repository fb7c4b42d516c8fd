"""What a paper can be about: the year's orders, meetings and letters, the newest first; a unit."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ita_desktop.documents.kinds import Subject
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.shares import shares_of_all
from ita_desktop.domain.year import YearData
from ita_desktop.services import letters, meetings, orders
from ita_desktop.services.places import PageKey, Place, letter_place


class Named(NamedTuple):
    """An order, meeting, letter or unit: its key, what it is called, and where it is filled in."""

    key: str
    words: str
    place: Place


def subjects(data: YearData, of: Subject) -> Sequence[Named]:
    """What documents of a kind can be about; nothing for those of the whole year. The first is
    what a document is about where none is named."""
    if of is Subject.ORDER:
        newest = sorted(data.orders, key=lambda one: -one.position)
        return [
            Named(
                one.id, _dated(orders.called(data, one), one.signed), Place(PageKey.ROSTER, one.id)
            )
            for one in newest
        ]
    if of is Subject.MEETING:
        return [
            Named(
                one.id, _dated(meetings.called(data, one), one.day), Place(PageKey.MEETINGS, one.id)
            )
            for one in reversed(data.meetings)
        ]
    if of is Subject.LETTER:
        written = sorted(data.letters, key=lambda one: -one.position)
        return [
            Named(one.id, _dated(letters.called(data, one), one.day), letter_place(one.id))
            for one in written
        ]
    if of is Subject.UNIT:
        everyone = Named("", Phrase("ทุกหน่วย"), Place(PageKey.OIT))
        each = (share.unit for share in shares_of_all(data))
        return [everyone, *(Named(one.id, one.label, Place(PageKey.OIT, one.id)) for one in each)]
    return ()


def chosen(data: YearData, of: Subject, wanted: Mapping[Subject, str]) -> Named | None:
    """What documents of a kind are about: the one that is wanted, the newest where that has gone
    or none is; None where there is none."""
    known = subjects(data, of)
    named = (one for one in known if one.key == wanted.get(of))
    return next(named, known[0] if known else None)


def _dated(words: str, day: date | None) -> str:
    if day is None:
        return words
    return Phrase("{what} · {day}", what=words, day=short_date(day))
