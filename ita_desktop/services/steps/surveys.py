"""Steps of แบบสำรวจ IIT/EIT: who is asked, where they answer, and who has not."""

from collections.abc import Iterator

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.scores.results import SURVEY_CLOSE
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.step_context import Step, StepContext
from ita_desktop.services.surveys import SurveyState, survey_states

GROUPS, COUNTS, LINKS = "groups", "counts", "links"
"""Targets on the page."""


def steps(step_context: StepContext) -> Iterator[Step]:
    """Yield what is missing, who is behind, and a closing step if nothing is."""
    data = step_context.data
    if not data.survey_groups:
        text = Phrase("ยังไม่มีจำนวนผู้ตอบแบบสำรวจ")
        why = Phrase("ใช้บอกว่าต้องตอบกี่คน และหน่วยใดยังไม่ครบ")
        yield Step.missing(Place(PageKey.SURVEYS, GROUPS), Phrase("ใส่จำนวนผู้ตอบ"), text, why)
    elif not any(link.url for link in data.survey_links):
        text, why = Phrase("ยังไม่มีลิงก์แบบสำรวจ"), Phrase("ใช้พิมพ์โปสเตอร์และบัตร QR")
        yield Step.missing(Place(PageKey.SURVEYS, LINKS), Phrase("ใส่ลิงก์"), text, why)
    states = survey_states(data, step_context.previous)
    behind = [state for state in states if state.missing]
    if behind:
        yield from _closing(step_context, behind)
    if data.survey_groups and any(state.sample.required for state in states) and not behind:
        yield step_context.done(Phrase("ผู้ตอบแบบสำรวจครบตามเกณฑ์แล้ว"))
    else:
        yield step_context.quiet(Phrase("บันทึกยอดตอบของแบบสำรวจทุกสัปดาห์"))


def _closing(step_context: StepContext, behind: list[SurveyState]) -> Iterator[Step]:
    """Yield the day on which the surveys close, if it is near."""
    day = step_context.day_of(SURVEY_CLOSE)
    if day is None or not step_context.is_soon(day):
        return
    text = Phrase("แบบสำรวจปิด {day} {days}", **step_context.when(day))
    missing = [
        Phrase("{code} ขาด {count:,} คน", code=state.instrument, count=state.missing)
        for state in behind
    ]
    place = Place(PageKey.SURVEYS, COUNTS)
    yield Step.upcoming(place, Phrase("ดูยอดตอบ"), day, text, *missing)
