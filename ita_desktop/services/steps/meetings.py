"""Steps of การประชุม: late action items, minutes to approve, meetings to prepare."""

from collections.abc import Iterator

from ita_desktop.domain.agenda import (
    days_late,
    invitation_of,
    meeting_before,
    number_of,
    owner_words,
)
from ita_desktop.domain.dates import day_off, planned_day, short_date
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.meetings import ActionItem, AgendaKind, Meeting
from ita_desktop.services.beginning import ASKED_BY, Stage
from ita_desktop.services.edits import short
from ita_desktop.services.meetings.papers import missing_in_letter
from ita_desktop.services.meetings.state import MeetingState, standing
from ita_desktop.services.places import PageKey, Place, letter_place, paper_place
from ita_desktop.services.step_context import Step, StepContext, StepUrgency

_OVER = frozenset({MeetingState.HELD, MeetingState.CLOSED})


def steps(step_context: StepContext) -> Iterator[Step]:
    """Yield steps: late, missing, upcoming, and a closing one if nothing is open."""
    data = step_context.data
    if not data.meetings:
        yield _none(step_context)
        return
    yield from _late_actions(step_context)
    for meeting in sorted(data.meetings, key=lambda meeting: (meeting.day is None, meeting.day)):
        yield from _of_meeting(step_context, meeting)
    held = sum(standing(meeting, step_context.today) in _OVER for meeting in data.meetings)
    text = Phrase("ประชุมแล้ว {held} จาก {count} ครั้ง", held=held, count=len(data.meetings))
    yield step_context.quiet(text)


def _none(step_context: StepContext) -> Step:
    text = Phrase("ยังไม่มีการประชุมของปีนี้")
    if step_context.does_without(Stage.MEETING):
        return step_context.quiet(text)
    day = step_context.day_of(ASKED_BY[Stage.MEETING])
    urgency = step_context.urgency_by(day)
    why = ""
    if day is not None:
        past = day < step_context.today
        template = "ประชุมครั้งแรกควรมีภายใน {day}" if past else "ประชุมครั้งแรก {day}"
        why = Phrase(template, day=short_date(day) if past else planned_day(day))
    return Step(urgency, joined(text, why), "", None, day)


def _named(step_context: StepContext, meeting: Meeting) -> Phrase:
    return Phrase("ประชุมครั้งที่ {number}", number=number_of(meeting, step_context.data.year))


def _late_actions(step_context: StepContext) -> Iterator[Step]:
    late = [
        item
        for item in step_context.data.action_items
        if days_late(step_context.data, item, step_context.today)
    ]
    if not late:
        return
    first = max(late, key=lambda item: days_late(step_context.data, item, step_context.today))
    where = Place(PageKey.MEETINGS, f"actions:{first.meeting_id}")
    text = Phrase(
        "{what} เลยกำหนด {days} วัน",
        what=_what(step_context, first),
        days=days_late(step_context.data, first, step_context.today),
    )
    more = Phrase("งานที่มอบหมายเลยกำหนดอีก {count} งาน", count=len(late) - 1) if len(late) > 1 else ""
    yield Step(StepUrgency.LATE, joined(text, more), Phrase("ดูงานที่มอบหมาย"), where, first.due)


def _what(step_context: StepContext, action: ActionItem) -> str:
    owner = owner_words(step_context.data, action)
    words = short(action.text)
    return f"{owner} {words}" if owner else words


def _of_meeting(step_context: StepContext, meeting: Meeting) -> Iterator[Step]:
    stands = standing(meeting, step_context.today)
    if stands in {MeetingState.UNSET, MeetingState.COMING, MeetingState.TODAY}:
        yield from _to_come(step_context, meeting)
    elif stands is MeetingState.HELD:
        yield from _held(step_context, meeting)


def _to_come(step_context: StepContext, meeting: Meeting) -> Iterator[Step]:
    """Yield what an upcoming meeting lacks: place, agenda, invitation."""
    data, named = step_context.data, _named(step_context, meeting)
    to = Place(PageKey.MEETINGS, meeting.id)
    if meeting.day is None:
        text = Phrase("{meeting} ยังไม่กำหนดวัน", meeting=named)
        yield Step.missing(to, Phrase("ใส่วันที่"), text)
        return
    if not step_context.is_soon(meeting.day):
        return
    day = meeting.day
    when = Phrase("{meeting} {day} {days}", meeting=named, **step_context.when(day))
    if closed := day_off(day):
        why = Phrase("ตรงกับ{closed}", closed=closed)
        yield Step.missing(to, Phrase("เปลี่ยนวันที่"), when, why, day=day)
    if not meeting.place:
        yield Step.missing(to, Phrase("ใส่สถานที่"), when, Phrase("ยังไม่ระบุสถานที่"), day=day)
    if not any(item.kind is AgendaKind.ITEM for item in data.agenda_of(meeting.id)):
        yield Step.missing(to, Phrase("ใส่วาระ"), when, Phrase("ยังไม่มีวาระ"), day=day)
    letter = invitation_of(data, meeting)
    if letter is None:
        yield Step.missing(to, Phrase("ดูการประชุม"), when, Phrase("ยังไม่ได้ทำบันทึกเชิญ"), day=day)
    elif missing := missing_in_letter(data, letter):
        why = Phrase("บันทึกเชิญ{lack}", lack=missing[0])
        yield Step.missing(letter_place(letter.id), Phrase("เปิดบันทึกเชิญ"), when, why, day=day)
    agenda = paper_place("agenda", meeting.id)
    yield Step.upcoming(agenda, Phrase("ดูเอกสาร"), day, when, Phrase("พิมพ์ระเบียบวาระ"))


def _held(step_context: StepContext, meeting: Meeting) -> Iterator[Step]:
    """Yield steps for minutes: to be written, then to be approved by the next meeting."""
    data, named = step_context.data, _named(step_context, meeting)
    later = next(
        (
            other
            for other in data.meetings
            if meeting_before(data, other) == meeting
            and standing(other, step_context.today) in {MeetingState.HELD, MeetingState.CLOSED}
        ),
        None,
    )
    if later is not None:
        text = Phrase(
            "รายงาน{meeting}ยังไม่ได้รับรอง ทั้งที่ครั้งที่ {number} ประชุมแล้ว",
            meeting=named,
            number=number_of(later, data.year),
        )
        to = Place(PageKey.MEETINGS, later.id)
        yield Step(StepUrgency.LATE, text, Phrase("บันทึกการรับรอง"), to, later.day)
    elif not any(item.minutes or item.resolution for item in data.agenda_of(meeting.id)):
        text = Phrase("{meeting} ประชุมแล้ว ยังไม่ได้บันทึกรายงาน", meeting=named)
        to = Place(PageKey.MEETINGS, f"minutes:{meeting.id}")
        yield Step.missing(to, Phrase("บันทึกมติ"), text, day=meeting.day)
