"""The documents needed at this time of the year, by start-of-year steps, meetings, reporting rounds
and calendar dates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ita_desktop.documents.kinds import ReportContext, Subject
from ita_desktop.domain.agenda import invitation_of, number_of
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework_draft import is_draft
from ita_desktop.domain.meetings import Meeting
from ita_desktop.domain.tracking.state import rounds_of
from ita_desktop.services.beginning import Stage, beginning, leads
from ita_desktop.services.documents.exporting import ListedDocument, missing
from ita_desktop.services.meetings.papers import (
    AGENDA,
    ATTENDANCE,
    MEMO,
    MINUTES,
    PACK,
    UNIT_LETTERS,
    open_minutes,
)
from ita_desktop.services.meetings.state import MeetingState, standing
from ita_desktop.services.roster.orders import display_name
from ita_desktop.services.step_context import StepContext
from ita_desktop.services.steps.documents import WANTED, waits_for
from ita_desktop.services.years.line import SOON

_ORDER: Final = "appointment-order"
_OF_STAGES: Final[Mapping[Stage, Sequence[str]]] = {
    Stage.PEOPLE: ("committee-roster", "roster-contacts"),
    Stage.ORDER: (_ORDER, "committee-roster"),
    Stage.ASSIGNMENT: ("oit-assignments", UNIT_LETTERS),
    Stage.MEASURES: (
        "analysis-by-indicator",
        "analysis-by-item",
        "measures-by-item",
        "measures-by-indicator",
    ),
    Stage.MEETING: (AGENDA, ATTENDANCE, PACK),
}
_OF_DRAFT: Final = ("carry-over", "framework-summary")
_OF_ROUND: Final = ("progress-report", "monitoring-summary", "unit-matrix", "unit-worksheet")
_OF_RESULT: Final = ("score-summary", "result-report", "result-analysis", "score-comparison")
_OF_DATES: Final[Mapping[str, Sequence[str]]] = {
    "order_signed": (_ORDER,),
    "first_meeting": (AGENDA, ATTENDANCE, PACK),
    "measures_decided": (*_OF_STAGES[Stage.MEASURES], "communication-plan", "measures-book"),
    "half_year_report": _OF_ROUND,
    "oit_close": ("oit-filing", "oit-dossier", "oit-assignments", UNIT_LETTERS, "unit-worksheet"),
    "fiscal_year_end": _OF_RESULT,
}
"""Documents needed by a calendar date, in addition to those that are wanted on it."""


class Moment(NamedTuple):
    """An upcoming or unfinished event, and the documents that it needs, about ``subjects``."""

    id: str
    words: Phrase
    documents: Sequence[str]
    subjects: Mapping[Subject, str] = {}


def moments(step_context: StepContext, listed: Sequence[ListedDocument]) -> list[Moment]:
    """Return today's moments, late ones first; each document is in the first that needs it."""
    taken: set[str] = set()
    found = []
    for moment in _moments(step_context, listed):
        known = [document.name for document in listed if document.name in moment.documents]
        own = [name for name in known if name not in taken]
        taken.update(own)
        if own:
            found.append(moment._replace(documents=own))
    return found


def listed_for(
    moment: Moment,
    listed: Sequence[ListedDocument],
    chosen: Mapping[Subject, str],
    bare: ReportContext,
) -> list[ListedDocument]:
    """Return the documents of a moment with their missing data, about its own subjects unless the
    clerk has ``chosen`` others."""
    found = []
    for document in listed:
        if document.name in moment.documents:
            subject = "" if document.of in chosen else moment.subjects.get(document.of, "")
            about = replace(bare, subject=subject)
            found.append(
                replace(document, missing=missing(about, document.name)) if subject else document
            )
    return found


def _moments(step_context: StepContext, listed: Sequence[ListedDocument]) -> Iterator[Moment]:
    data, today = step_context.data, step_context.today
    if step_context.ended:
        yield Moment("result", Phrase("ผลการประเมินของปี"), _OF_RESULT)
        return
    late = [
        document.name
        for document in listed
        if document.missing
        and waits_for(step_context, document.name)
        and _passed(step_context, document.name)
    ]
    yield Moment("late", Phrase("เลยวันที่ต้องใช้แล้ว"), late)
    begun = beginning(data, today, progress=step_context.progress)
    if leads(data, begun, today):
        open_ = [name for step in begun if not step.is_finished for name in _OF_STAGES[step.stage]]
        open_ += _OF_DRAFT if is_draft(data) else ()
        yield Moment("beginning", Phrase("เริ่มปี"), open_)
    bare = ReportContext(data, step_context.previous, day=today)
    for order in data.orders:
        if missing(replace(bare, subject=order.id), _ORDER):
            about = {Subject.ORDER: order.id}
            words = Phrase("{order} ยังไม่ครบ", order=display_name(data, order))
            yield Moment(f"order:{order.id}", words, (_ORDER,), about)
    for meeting in sorted(data.meetings, key=lambda meeting: (meeting.day is None, meeting.day)):
        yield from _of_meeting(step_context, meeting)
    for round_ in rounds_of(data):
        if abs(round_.last - today) <= SOON:
            words = Phrase("รายงาน{round}", round=round_.title)
            yield Moment(f"round:{round_.id}", words, _OF_ROUND, {Subject.ROUND: round_.id})
    for date in sorted(data.calendar, key=lambda date: date.day):
        if step_context.is_soon(date.day):
            wanted = [name for name, code in WANTED.items() if code == date.code]
            words = step_context.words_of(date)
            yield Moment(f"date:{date.id}", words, [*wanted, *_OF_DATES.get(date.code, ())])


def _passed(step_context: StepContext, name: str) -> bool:
    day = step_context.day_of(WANTED[name])
    return day is not None and day < step_context.today


def _of_meeting(step_context: StepContext, meeting: Meeting) -> Iterator[Moment]:
    data, stands = step_context.data, standing(meeting, step_context.today)
    day = meeting.day
    if day is None:
        return
    number = number_of(meeting, data.year)
    about = {Subject.MEETING: meeting.id}
    if step_context.is_soon(day):
        letter = invitation_of(data, meeting)
        when = step_context.when(day)
        words = Phrase("ประชุมครั้งที่ {number} · {day} {days}", number=number, **when)
        papers = [AGENDA, ATTENDANCE, PACK]
        if letter is not None:
            papers.append(MEMO)
            about = about | {Subject.LETTER: letter.id}
        yield Moment(f"meeting:{meeting.id}", words, papers, about)
    elif stands is MeetingState.HELD and (
        open_minutes(data, meeting) or step_context.today - day <= SOON
    ):
        words = Phrase("หลังประชุมครั้งที่ {number}", number=number)
        yield Moment(f"minutes:{meeting.id}", words, (MINUTES, "attendance-recorded"), about)
