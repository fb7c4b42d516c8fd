"""A promise without a date: a measure without a schedule, a task of a meeting without a due day."""

from collections.abc import Iterator

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.measures.schedule import has_time, time_said
from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.rich import first_words
from ita_desktop.services.checks.checked_year import CheckedYear
from ita_desktop.services.checks.issues import CheckIssue, Severity
from ita_desktop.services.texts.recorded import of_measure, of_meeting


def without_time(subject: CheckedYear) -> Iterator[CheckIssue]:
    """Yield measures without any schedule, except those by indicator, whose table has no column
    for it, and open tasks without a due day."""
    data = subject.data
    for measure in data.measures:
        if measure.kind is not MeasureKind.INDICATOR and not (
            has_time(measure) or time_said(measure)
        ):
            text = Phrase("มาตรการไม่มีระยะเวลาดำเนินการ")
            fix = Phrase("ใส่รอบหรือช่วงเวลาที่หน้ามาตรการ")
            where, place = of_measure(data, measure)
            yield CheckIssue(Severity.WARNING, "no-time", where, text, fix, place=place)
    for meeting in data.meetings:
        where, place = of_meeting(data, meeting)
        for action in data.actions_of(meeting.id):
            if action.due is None and action.done is None:
                text = Phrase("งานตามมติไม่มีกำหนดส่ง: {text}", text=first_words(action.text))
                fix = Phrase("ใส่กำหนดส่งที่หน้าการประชุม")
                yield CheckIssue(Severity.WARNING, "no-time", where, text, fix, place=place)
