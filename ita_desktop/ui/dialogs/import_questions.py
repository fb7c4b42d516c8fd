"""What an import asks: which unit a name means that nobody knows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ita_desktop.i18n import tr
from ita_desktop.ui.dialogs.import_left import place_of
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.values import Choice, Toned
from ita_desktop.ui.theme.columns import QuestionColumns as Width
from ita_desktop.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from ita_desktop.domain.records import Unit
    from ita_desktop.services.import_plan import ImportPlan
    from ita_desktop.services.unit_questions import Answer, UnitQuestion

ANSWER: Final = "answer"
_NEW, _LEFT_OUT, _UNIT = "new", "left out", "unit:"
_MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """An unknown name with the rows that have it, the nearest units, and what it is taken for."""

    id: str
    name: str
    rows: str
    near: str
    answer: str
    said: str
    question: "UnitQuestion"
    units: "tuple[Unit, ...]"
    """All that the name may be."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What is offered for the answer."""
        return _choices(self.question, self.units)


def question_columns() -> list[Column[QuestionRow]]:
    """The name, its rows, the nearest units, and the answer, which is chosen in its cell."""
    return [
        Column(key="name", title=tr("ชื่อในไฟล์"), width=Width.NAME, stretch=True,
               value=lambda row: row.name),
        Column(key="rows", title=tr("แถวในไฟล์"), width=Width.ROWS, value=lambda row: row.rows,
               tone=lambda _row: Tone.TEXT2),
        Column(key="near", title=tr("ชื่อที่ใกล้เคียง"), width=Width.NEAR, value=lambda row: row.near,
               tone=lambda _row: Tone.TEXT2),
        Column(key=ANSWER, title=tr("หน่วยใหม่?"), width=Width.ANSWER, editable=True,
               only_choices=True, required=True, hideable=False,
               value=_shown_answer,
               choices=lambda row: row.choices),
    ]  # fmt: skip


def _shown_answer(row: QuestionRow) -> Toned:
    return Toned(row.said, Tone.TEXT if row.answer else Tone.LATE, strong=True)


def question_rows(plan: "ImportPlan") -> list[QuestionRow]:
    """The names that nobody knows, those that wait for an answer first."""
    known = {unit.id: unit for unit in plan.base.units}
    units = tuple(known.values())
    rows = [_row(one, plan, known, units) for one in plan.questions]
    return sorted(rows, key=lambda row: bool(row.answer))


def answer_of(value: object) -> "Answer":
    """What is chosen in the cell of an answer."""
    from ita_desktop.services.unit_questions import LEFT_OUT, NEW_UNIT, Answer

    text = str(value)
    if text.startswith(_UNIT):
        return Answer(text.removeprefix(_UNIT))
    return NEW_UNIT if text == _NEW else LEFT_OUT


def waiting(questions: Iterable["UnitQuestion"]) -> int:
    """How many names wait for an answer."""
    return sum(one.answer is None for one in questions)


def _row(
    question: "UnitQuestion",
    plan: "ImportPlan",
    known: Mapping[str, "Unit"],
    units: "tuple[Unit, ...]",
) -> QuestionRow:
    origins = list(dict.fromkeys(plan.asked_by.get(question.key, ())))
    rows = [place_of(one) for one in origins[:_MOST_ROWS]]
    if len(origins) > _MOST_ROWS:
        rows.append(tr("และอีก {count}", count=len(origins) - _MOST_ROWS))
    value = _value(question.answer)
    near = "\n".join(unit.name for unit in question.near)
    return QuestionRow(
        question.key,
        question.name,
        " · ".join(rows),
        near,
        value,
        _said(value, known),
        question,
        units,
    )


def _said(value: str, units: Mapping[str, "Unit"]) -> str:
    """An answer in words."""
    unit = units.get(value.removeprefix(_UNIT))
    if unit is not None:
        return unit.name
    words = {one.value: one.text for one in (_new(""), _left_out())}
    return words.get(value) or tr("เลือก: หน่วยใดหรือหน่วยใหม่")


def _value(answer: "Answer | None") -> str:
    if answer is None:
        return ""
    if answer.new:
        return _NEW
    return f"{_UNIT}{answer.unit_id}" if answer.unit_id else _LEFT_OUT


def _choices(question: "UnitQuestion", units: Sequence["Unit"]) -> tuple[Choice, ...]:
    """The nearest units, then what else a name may be, then all other units."""
    near = [_choice(unit, tr("ใกล้เคียง")) for unit in question.near]
    others = [_choice(unit, "") for unit in units if unit not in question.near]
    return (*near, _new(question.name), _left_out(), *others)


def _choice(unit: "Unit", note: str) -> Choice:
    also = tuple(filter(None, (unit.short_name, *unit.aliases.split(";"))))
    return Choice(f"{_UNIT}{unit.id}", unit.name, note, also)


def _new(name: str) -> Choice:
    return Choice(_NEW, tr("เพิ่มเป็นหน่วยใหม่"), name)


def _left_out() -> Choice:
    return Choice(_LEFT_OUT, tr("เว้นไว้ ไม่ใส่หน่วยนี้"))
