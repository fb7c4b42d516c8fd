"""What is to be done in การประชุม: late actions, minutes to approve, a meeting not yet prepared."""

from collections.abc import Iterator

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.meetings.agenda import invitation_of, meeting_before, number_of
from ita_desktop.domain.meetings.meetings import ActionItem, AgendaKind, Meeting
from ita_desktop.services.beginning import Stage
from ita_desktop.services.edits import short
from ita_desktop.services.meetings.papers import letter_lacks
from ita_desktop.services.meetings.state import Standing, action_owner, days_late, standing
from ita_desktop.services.moment import Moment, Step, Urgency, in_days, joined
from ita_desktop.services.places import PageKey, Place, letter_place, paper_place

_OVER = frozenset({Standing.HELD, Standing.CLOSED})


def steps(moment: Moment) -> Iterator[Step]:
    """Late before missing before upcoming, and what to say when nothing is open."""
    data = moment.data
    if not data.meetings:
        yield _none(moment)
        return
    yield from _late_actions(moment)
    for meeting in sorted(data.meetings, key=lambda one: (one.day is None, one.day)):
        yield from _of_meeting(moment, meeting)
    held = sum(standing(one, moment.today) in _OVER for one in data.meetings)
    said = Phrase("ประชุมแล้ว {held} จาก {count} ครั้ง", held=held, count=len(data.meetings))
    yield moment.quiet(said)


def _none(moment: Moment) -> Step:
    said = Phrase("ยังไม่มีการประชุมของปีนี้")
    if moment.does_without(Stage.MEETING):
        return moment.quiet(said)
    day = moment.day_of("first_meeting")
    urgency = moment.urgency_by(day)
    why = ""
    if day is not None:
        template = "ประชุมครั้งแรกควรมีภายใน {day}" if day < moment.today else "ประชุมครั้งแรก {day}"
        why = Phrase(template, day=short_date(day))
    return Step(urgency, joined(said, why), "", None, day)


def _named(moment: Moment, meeting: Meeting) -> Phrase:
    return Phrase("ประชุมครั้งที่ {number}", number=number_of(meeting, moment.data.year))


def _late_actions(moment: Moment) -> Iterator[Step]:
    late = [one for one in moment.data.action_items if days_late(moment.data, one, moment.today)]
    if not late:
        return
    first = max(late, key=lambda one: days_late(moment.data, one, moment.today))
    where = Place(PageKey.MEETINGS, f"actions:{first.meeting_id}")
    said = Phrase(
        "{what} เลยกำหนด {days} วัน",
        what=_what(moment, first),
        days=days_late(moment.data, first, moment.today),
    )
    more = Phrase("งานที่มอบหมายเลยกำหนดอีก {count} งาน", count=len(late) - 1) if len(late) > 1 else ""
    yield Step(Urgency.LATE, joined(said, more), Phrase("ดูงานที่มอบหมาย"), where, first.due)


def _what(moment: Moment, action: ActionItem) -> str:
    owner = action_owner(moment.data, action)
    words = short(action.text)
    return f"{owner} {words}" if owner else words


def _of_meeting(moment: Moment, meeting: Meeting) -> Iterator[Step]:
    stands = standing(meeting, moment.today)
    if stands in {Standing.UNSET, Standing.COMING, Standing.TODAY}:
        yield from _to_come(moment, meeting)
    elif stands is Standing.HELD:
        yield from _held(moment, meeting)


def _to_come(moment: Moment, meeting: Meeting) -> Iterator[Step]:
    """A meeting that comes up must have its place, agenda and invitation."""
    data, named = moment.data, _named(moment, meeting)
    to = Place(PageKey.MEETINGS, meeting.id)
    if meeting.day is None:
        said = Phrase("{meeting} ยังไม่กำหนดวัน", meeting=named)
        yield Step(Urgency.MISSING, said, Phrase("ใส่วันที่"), to)
        return
    if not moment.is_soon(meeting.day):
        return
    when = Phrase(
        "{meeting} {day} {days}",
        meeting=named,
        day=short_date(meeting.day),
        days=in_days(moment, meeting.day),
    )
    if not meeting.place:
        yield _missing(joined(when, Phrase("ยังไม่ระบุสถานที่")), Phrase("ใส่สถานที่"), to, meeting)
    if not any(one.kind is AgendaKind.MATTER for one in data.agenda_of(meeting.id)):
        yield _missing(joined(when, Phrase("ยังไม่มีวาระ")), Phrase("ใส่วาระ"), to, meeting)
    letter = invitation_of(data, meeting)
    if letter is None:
        yield _missing(joined(when, Phrase("ยังไม่ได้ทำบันทึกเชิญ")), Phrase("ดูการประชุม"), to, meeting)
    elif lacks := letter_lacks(data, letter):
        told = joined(when, Phrase("บันทึกเชิญ{lack}", lack=lacks[0]))
        yield _missing(told, Phrase("เปิดบันทึกเชิญ"), letter_place(letter.id), meeting)
    agenda = paper_place("agenda", meeting.id)
    yield Step(
        Urgency.UPCOMING,
        joined(when, Phrase("พิมพ์ระเบียบวาระ")),
        Phrase("ดูเอกสาร"),
        agenda,
        meeting.day,
    )


def _missing(said: str, action: str, to: Place, meeting: Meeting) -> Step:
    return Step(Urgency.MISSING, said, action, to, meeting.day)


def _held(moment: Moment, meeting: Meeting) -> Iterator[Step]:
    """Minutes are written, and approved by the next meeting once there was one."""
    data, named = moment.data, _named(moment, meeting)
    later = next(
        (
            one
            for one in data.meetings
            if meeting_before(data, one) == meeting
            and standing(one, moment.today) in {Standing.HELD, Standing.CLOSED}
        ),
        None,
    )
    if later is not None:
        said = Phrase(
            "รายงาน{meeting}ยังไม่ได้รับรอง ทั้งที่ครั้งที่ {number} ประชุมแล้ว",
            meeting=named,
            number=number_of(later, data.year),
        )
        to = Place(PageKey.MEETINGS, later.id)
        yield Step(Urgency.LATE, said, Phrase("บันทึกการรับรอง"), to, later.day)
    elif not any(one.minutes or one.resolution for one in data.agenda_of(meeting.id)):
        said = Phrase("{meeting} ประชุมแล้ว ยังไม่ได้บันทึกรายงาน", meeting=named)
        to = Place(PageKey.MEETINGS, f"minutes:{meeting.id}")
        yield Step(Urgency.MISSING, said, Phrase("บันทึกมติ"), to, meeting.day)
