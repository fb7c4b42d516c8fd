"""How far the surveys of a year are, and what the number of answers says of the score."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.scores.progress import answers_to, tree_of
from ita_desktop.domain.surveys import (
    SURVEYS,
    Border,
    GroupState,
    Margin,
    Sample,
    curve,
    group_states,
    margin,
    nearest_border,
    sample,
    spread_of,
)
from ita_desktop.domain.year import YearData
from ita_desktop.services.surveys import rules_of

EIT = "EIT"


class SurveyState(NamedTuple):
    """One survey of a year."""

    instrument: str
    sample: Sample
    groups: tuple[GroupState, ...]
    answered: int
    day: date | None
    """The day of the newest number; None without any."""
    margin: Margin | None
    score: Decimal | None
    """The score of the year, else that of the year before."""
    score_year: int
    border: Border | None
    """The border of a level that is nearest to the score."""

    @property
    def behind(self) -> tuple[GroupState, ...]:
        """The groups with too few answers, the most first."""
        late = [state for state in self.groups if state.missing]
        return tuple(sorted(late, key=lambda state: -(state.missing or 0)))

    @property
    def missing(self) -> int:
        """Answers that the survey still needs in all."""
        by_groups = sum(state.missing or 0 for state in self.groups)
        return max(by_groups, (self.sample.least or 0) - self.answered, 0)

    @property
    def surplus(self) -> int:
        """Answers beyond what their own groups need, which stand for no other group."""
        return sum(
            max((state.answered or 0) - (state.requirement.number or 0), 0) for state in self.groups
        )


def survey_states(data: YearData, previous: YearData | None) -> tuple[SurveyState, ...]:
    """Return the state of both surveys."""
    rules = rules_of(data)
    states = group_states(data, rules)
    return tuple(_state(data, previous, survey, states) for survey in SURVEYS)


def _state(
    data: YearData, previous: YearData | None, instrument: str, states: list[GroupState]
) -> SurveyState:
    points = curve(data, instrument)
    needed = sample(data, rules_of(data), instrument)
    answered = points[-1].answered if points else 0
    source, score = _score(data, previous, instrument)
    spread = _spread(data, instrument)
    if spread is None and previous is not None:
        spread = _spread(previous, instrument)
    # Outsiders are never all known, so their number counts as endless.
    population = None if instrument == EIT else needed.population
    return SurveyState(
        instrument,
        needed,
        tuple(state for state in states if state.group.instrument == instrument),
        answered,
        points[-1].day if points else None,
        margin(answered, population, spread),
        score,
        source.year,
        nearest_border(data.framework, score),
    )


def _score(
    data: YearData, previous: YearData | None, instrument: str
) -> tuple[YearData, Decimal | None]:
    for year in (data, previous):
        if year is not None:
            nodes = tree_of(year).instruments
            value = next((node.value for node in nodes if node.code == instrument), None)
            if value is not None:
                return year, value
    return data, None


def _spread(data: YearData, instrument: str) -> float | None:
    items = data.framework.items_of(instrument)
    return spread_of(
        data.framework, instrument, {item.code: answers_to(data, item) for item in items}
    )


def summary(state: SurveyState) -> str:
    """Return one sentence: how many answered, of how many, how many lack in how many groups, and
    why these are more than the difference, where they are: the number is never told without it."""
    if not state.groups:
        return Phrase("{code} ยังไม่มีกลุ่มผู้ตอบ", code=state.instrument)
    required = state.sample.required
    if not required:
        return Phrase("{code} ตอบแล้ว {answered:,} คน ยังไม่มีเกณฑ์", code=state.instrument,
                      answered=state.answered)  # fmt: skip
    head = Phrase(
        "{code} ตอบแล้ว {answered:,} จากที่ต้องการ {required:,} คน",
        code=state.instrument,
        answered=state.answered,
        required=required,
    )
    if not state.missing:
        return joined(head, Phrase("ครบแล้ว"))
    if not state.behind:
        return joined(head, Phrase("ขาด {missing:,} คน", missing=state.missing), _surplus(state))
    return joined(
        head,
        Phrase("ขาด {missing:,} คนใน {count} กลุ่ม", missing=state.missing, count=len(state.behind)),
        _surplus(state),
    )


def _surplus(state: SurveyState) -> str:
    """Return why what is missing is more than required less answered; empty if it is not."""
    if state.missing <= max(state.sample.required - state.answered, 0):
        return ""
    return Phrase("{count:,} คนตอบเกินที่กลุ่มของตนต้องตอบ นับแทนกลุ่มอื่นไม่ได้", count=state.surplus)


def margin_sentences(state: SurveyState) -> tuple[str, ...]:
    """Return in plain words what the number of answers says of the score."""
    found = state.margin
    if found is None:
        return ()
    of = Phrase("{answered:,} คน", answered=found.answered)
    if found.population is not None:
        of = Phrase(
            "{answered:,} จาก {population:,} คน",
            answered=found.answered,
            population=found.population,
        )
    if not found.points:
        return (Phrase("{code} ตอบครบทุกคน คะแนนไม่มีส่วนคลาดเคลื่อนจากการสุ่ม", code=state.instrument),)
    said: list[str] = [
        Phrase(
            "{code} มีผู้ตอบ {of} ถ้าตอบกันทุกคน คะแนนจะต่างไปไม่เกินราว {points} คะแนน (95 ใน 100 ครั้ง)",
            code=state.instrument,
            of=of,
            points=f"{found.points:.2f}",
        )
    ]
    if not found.known_spread:
        said.append(Phrase("คิดจากคำตอบที่ต่างกันที่สุดเท่าที่เป็นได้ เพราะยังไม่มีผลคำตอบรายข้อ"))
    if state.border is not None:
        said.append(_border(state, state.border, found))
    return tuple(said)


def _border(state: SurveyState, border: Border, found: Margin) -> str:
    template = (
        "คะแนน {code} ปี {year} คือ {score} ใกล้เกณฑ์{level} {least} ส่วนคลาดเคลื่อนนี้ข้ามเกณฑ์ได้ "
        "ผู้ตอบที่เพิ่มขึ้นจึงมีผล"
        if border.is_within(found.points)
        else "คะแนน {code} ปี {year} คือ {score} ห่างเกณฑ์{level} {least} เกินส่วนคลาดเคลื่อนนี้ "
        "ระดับจึงไม่เปลี่ยนเพราะจำนวนผู้ตอบ"
    )
    return Phrase(
        template,
        code=state.instrument,
        year=state.score_year,
        score=f"{state.score:.2f}",
        level=border.level,
        least=f"{border.least:.2f}",
    )
