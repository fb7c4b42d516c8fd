"""What records are called in lists, and where they are mended in the window."""

from typing import NamedTuple

from ita_desktop.domain.analysis.findings import Finding
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.letters.letters import Letter
from ita_desktop.domain.meetings.agenda import number_of
from ita_desktop.domain.meetings.meetings import Meeting
from ita_desktop.domain.records import CalendarDate, Measure
from ita_desktop.domain.roster.committee import numbered
from ita_desktop.domain.roster.orders import AppointmentOrder
from ita_desktop.domain.year import YearData
from ita_desktop.services.letters.letters import subject_of
from ita_desktop.services.measures.names import label_of
from ita_desktop.services.places import PageKey, Place, letter_place


class Recorded(NamedTuple):
    """A record as a list names it, and its place."""

    where: Phrase
    place: Place


def of_measure(data: YearData, measure: Measure) -> Recorded:
    name = Phrase("มาตรการ {label}", label=label_of(data, measure))
    return Recorded(name, Place(PageKey.MEASURES, measure.id))


def of_finding(data: YearData, finding: Finding) -> Recorded:
    codes = ", ".join(item.item_code for item in data.items_of_finding(finding.id))
    name = Phrase("ผลวิเคราะห์ {label}", label=codes or finding.indicator)
    return Recorded(name, Place(PageKey.MEASURES, f"finding:{finding.id}"))


def of_item(code: str) -> Recorded:
    """Return how an OIT item is named."""
    return Recorded(Phrase("ข้อ {code}", code=code), Place(PageKey.OIT, code))


def of_order(data: YearData, order: AppointmentOrder) -> Recorded:
    name = Phrase("คำสั่ง {number}", number=numbered(order, data.year))
    return Recorded(name, Place(PageKey.ROSTER, order.id))


def of_letter(data: YearData, letter: Letter) -> Recorded:
    name = Phrase("หนังสือ {subject}", subject=subject_of(data, letter))
    return Recorded(name, letter_place(letter.id))


def of_meeting(data: YearData, meeting: Meeting) -> Recorded:
    name = Phrase("ประชุมครั้งที่ {number}", number=number_of(meeting, data.year))
    return Recorded(name, Place(PageKey.MEETINGS, meeting.id))


def of_calendar(day: CalendarDate) -> Recorded:
    """Return how a date of the year's calendar is named."""
    return Recorded(Phrase("ปฏิทิน {title}", title=day.title), Place(PageKey.YEAR, "calendar"))
