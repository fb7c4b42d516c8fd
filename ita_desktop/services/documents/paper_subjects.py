"""Subjects of documents: the year's orders, meetings and letters, newest first; a unit, a form, a
round, a level."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from ita_desktop.documents.kinds import BY_QUESTION, Subject
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.tracking.state import round_on, rounds_of
from ita_desktop.domain.tracking.units import measures_of, shares_of_all
from ita_desktop.domain.year import YearData
from ita_desktop.services import letters
from ita_desktop.services.meetings import meetings
from ita_desktop.services.places import PageKey, Place, letter_place
from ita_desktop.services.roster import orders
from ita_desktop.settings import today

INDICATOR_FORM: Final = "indicator"
"""Name of the default form, whose empty key cannot be typed."""


NEXT_LEVEL: Final = "next"
"""Stands for the level above the one that the year has."""


class NamedSubject(NamedTuple):
    """A subject of documents: its key, its name, and where it is edited."""

    key: str
    words: str
    place: Place


def subjects(
    data: YearData,
    of: Subject,
    day: date | None = None,
) -> Sequence[NamedSubject]:
    """Return the possible subjects of a kind; empty for the whole year. The first one is the
    default on ``day`` (default: today)."""
    if of is Subject.ORDER:
        newest = sorted(data.orders, key=lambda order: -order.position)
        return [
            NamedSubject(
                order.id,
                _dated(orders.display_name(data, order), order.signed),
                Place(PageKey.ROSTER, order.id),
            )
            for order in newest
        ]
    if of is Subject.MEETING:
        return [
            NamedSubject(
                meeting.id,
                _dated(meetings.display_name(data, meeting), meeting.day),
                Place(PageKey.MEETINGS, meeting.id),
            )
            for meeting in reversed(data.meetings)
        ]
    if of is Subject.LETTER:
        written = sorted(data.letters, key=lambda letter: -letter.position)
        return [
            NamedSubject(
                letter.id,
                _dated(letters.display_name(data, letter), letter.day),
                letter_place(letter.id),
            )
            for letter in written
        ]
    return _of_tables(data, of, day or today())


def _of_tables(data: YearData, of: Subject, day: date) -> Sequence[NamedSubject]:
    """Return the subjects of tables: units, forms, or reporting rounds."""
    if of is Subject.UNIT:
        everyone = NamedSubject("", Phrase("ทุกหน่วย"), Place(PageKey.OIT))
        busy = {share.unit.id for share in shares_of_all(data)}
        each = [unit for unit in data.units if unit.id in busy or measures_of(data, unit)]
        return [
            everyone,
            *(NamedSubject(unit.id, unit.label, Place(PageKey.OIT, unit.id)) for unit in each),
        ]
    if of is Subject.FORM:
        measures = Place(PageKey.MEASURES)
        return [
            NamedSubject("", Phrase("รายตัวชี้วัด"), measures),
            NamedSubject(BY_QUESTION, Phrase("รายข้อ"), measures),
        ]
    if of is Subject.LEVEL:
        scores = Place(PageKey.SCORES)
        levels = data.framework.levels.levels[:-1]  # the lowest one asks for nothing
        return [
            NamedSubject(NEXT_LEVEL, Phrase("ระดับถัดไป"), scores),
            *(NamedSubject(level.code, level.name, scores) for level in reversed(levels)),
        ]
    if of is Subject.SURVEY:
        return [
            NamedSubject(
                link.id,
                _dated(f"{link.instrument} {link.audience}".strip(), link.closes),
                Place(PageKey.SURVEYS, "links"),
            )
            for link in data.survey_links
        ]
    if of is Subject.ROUND:
        current = round_on(data, day)
        others = (round_ for round_ in rounds_of(data) if round_.id != current.id)
        return [
            NamedSubject(other.id, other.title, Place(PageKey.MEASURES))
            for other in (current, *others)
        ]
    return ()


def chosen(
    data: YearData, of: Subject, wanted: Mapping[Subject, str], day: date | None = None
) -> NamedSubject | None:
    """Return the subject that is ``wanted``, or the default one if that does not exist or none is;
    None if there is none."""
    known = subjects(data, of, day)
    named = (subject for subject in known if subject.key == wanted.get(of))
    return next(named, known[0] if known else None)


def _dated(words: str, day: date | None) -> str:
    if day is None:
        return words
    return Phrase("{what} · {day}", what=words, day=short_date(day))
