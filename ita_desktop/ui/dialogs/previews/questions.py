"""The questions of an import on unknown names of units and people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ita_desktop.domain.imports.answers import AnswerAbout
from ita_desktop.i18n import tr
from ita_desktop.ui.dialogs.previews.left import place_of
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.values import ListChoice, StyledValue
from ita_desktop.ui.theme.columns import QuestionColumns as Width
from ita_desktop.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from ita_desktop.domain.records import Person, Unit
    from ita_desktop.domain.year import YearData
    from ita_desktop.services.imports.name_questions import NameAnswer, NameQuestion
    from ita_desktop.services.imports.plan import ImportPlan

ANSWER: Final = "answer"
_NEW, _LEFT_OUT, _UNIT, _PERSON = "new", "left out", "unit:", "person:"
_MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """An unknown name with its rows, similar names or that the answer is remembered, and the
    answer."""

    id: str
    name: str
    rows: str
    near: str
    answer: str
    answer_text: str
    question: "NameQuestion"
    data: "YearData"

    @property
    def choices(self) -> tuple[ListChoice, ...]:
        """Returns the possible answers: similar names, new or omitted, then all."""
        asked, data = self.question, self.data
        near = [_choice(owner, data, tr("ใกล้เคียง")) for owner in asked.near]
        of_person = asked.about is AnswerAbout.PERSON
        known: Sequence[Unit | Person] = data.people if of_person else data.units
        others = [_choice(owner, data) for owner in known if owner not in asked.near]
        return (*near, _new(asked), _left_out(asked), *others)


def question_columns() -> list[Column[QuestionRow]]:
    """Returns the columns: name, rows, similar names, answer."""
    return [
        Column(key="name", title=tr("ชื่อในไฟล์"), width=Width.NAME, stretch=True,
               value=lambda row: row.name),
        Column(key="rows", title=tr("แถวในไฟล์"), width=Width.ROWS, value=lambda row: row.rows,
               tone=lambda _row: Tone.TEXT2),
        Column(key="near", title=tr("ชื่อที่ใกล้เคียง"), width=Width.NEAR, value=lambda row: row.near,
               tone=lambda _row: Tone.TEXT2),
        Column(key=ANSWER, title=tr("คือใคร"), width=Width.ANSWER, editable=True,
               only_choices=True, required=True, hideable=False,
               value=_shown_answer,
               choices=lambda row: row.choices),
    ]  # fmt: skip


def _shown_answer(row: QuestionRow) -> StyledValue:
    return StyledValue(row.answer_text, Tone.TEXT if row.answer else Tone.LATE, strong=True)


def question_rows(plan: "ImportPlan") -> list[QuestionRow]:
    """Returns the unknown names, unanswered ones first."""
    rows = [_row(question, plan) for question in plan.questions]
    return sorted(rows, key=lambda row: bool(row.answer))


def answer_of(value: object) -> "NameAnswer":
    """Returns the answer selected in a cell."""
    from ita_desktop.services.imports.name_questions import LEFT_OUT, NEW, NameAnswer

    text = str(value)
    if text.startswith(_UNIT):
        return NameAnswer(unit_id=text.removeprefix(_UNIT))
    if text.startswith(_PERSON):
        return NameAnswer(person_id=text.removeprefix(_PERSON))
    return NEW if text == _NEW else LEFT_OUT


def waiting(questions: Iterable["NameQuestion"], about: AnswerAbout) -> int:
    """Returns the number of unanswered names of this kind."""
    return sum(question.answer is None and question.about is about for question in questions)


def _row(question: "NameQuestion", plan: "ImportPlan") -> QuestionRow:
    origins = list(dict.fromkeys(plan.asked_by.get(question.key, ())))
    rows = [place_of(origin) for origin in origins[:_MOST_ROWS]]
    if len(origins) > _MOST_ROWS:
        rows.append(tr("และอีก {count}", count=len(origins) - _MOST_ROWS))
    near = "\n".join(question.near_names)
    if question.is_remembered:
        near = tr("ใช้คำตอบที่จำไว้")
    value = _value(question.answer)
    text = _answer_text(question, value, plan.base)
    return QuestionRow(
        question.key, question.name, " · ".join(rows), near, value, text, question, plan.base
    )


def _answer_text(question: "NameQuestion", value: str, data: "YearData") -> str:
    """Returns an answer in words."""
    unit = data.unit_by_id.get(value.removeprefix(_UNIT))
    person = data.person_by_id.get(value.removeprefix(_PERSON))
    if unit is not None:
        return unit.name
    if person is not None:
        return person.full_name
    words = {choice.value: choice.text for choice in (_new(question), _left_out(question))}
    if question.about is AnswerAbout.PERSON:
        return words.get(value) or tr("เลือก: คนใดหรือคนใหม่")
    return words.get(value) or tr("เลือก: หน่วยใดหรือหน่วยใหม่")


def _value(answer: "NameAnswer | None") -> str:
    if answer is None:
        return ""
    if answer.new:
        return _NEW
    if answer.person_id:
        return f"{_PERSON}{answer.person_id}"
    return f"{_UNIT}{answer.unit_id}" if answer.unit_id else _LEFT_OUT


def _choice(unit: "Unit | Person", data: "YearData", note: str = "") -> ListChoice:
    from ita_desktop.domain.records import Unit

    if isinstance(unit, Unit):
        also = tuple(filter(None, (unit.short_name, *unit.aliases.split(";"))))
        return ListChoice(f"{_UNIT}{unit.id}", unit.name, note, also)
    where = " · ".join(filter(None, (note, data.unit_name(unit.unit_id))))
    return ListChoice(f"{_PERSON}{unit.id}", unit.full_name, where, (unit.name,))


def _new(question: "NameQuestion") -> ListChoice:
    if question.about is AnswerAbout.PERSON:
        return ListChoice(_NEW, tr("เพิ่มในทะเบียนบุคลากร"), question.name)
    return ListChoice(_NEW, tr("เพิ่มเป็นหน่วยใหม่"), question.name)


def _left_out(question: "NameQuestion") -> ListChoice:
    if question.about is AnswerAbout.PERSON:
        return ListChoice(_LEFT_OUT, tr("เว้นไว้ ไม่ใส่คนนี้"))
    return ListChoice(_LEFT_OUT, tr("เว้นไว้ ไม่ใส่หน่วยนี้"))
