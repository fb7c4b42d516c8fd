"""The questions of an import on unknown names of units, people and bodies, and codes of items;
several of them get the same answer at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias, TypeGuard

from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.answers import AnswerAbout
from ita_desktop.i18n import tr
from ita_desktop.ui.dialogs.previews.left import TYPED, LeftRow, place_of
from ita_desktop.ui.dialogs.previews.sheet import AnswerTable
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.grid import Act, CellChange, Edit
from ita_desktop.ui.table.values import ListChoice, StyledValue
from ita_desktop.ui.theme.tokens import Space, Tone
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button

if TYPE_CHECKING:
    from ita_desktop.domain.framework import Item
    from ita_desktop.domain.records import Body, Person, Unit
    from ita_desktop.domain.year import YearData
    from ita_desktop.services.imports.name_questions import NameAnswer, NameQuestion
    from ita_desktop.services.imports.plan import ImportPlan


class _Width:
    """Unknown names of an import."""

    NAME: Final = 170
    ROWS: Final = 120
    NEAR: Final = 190
    ANSWER: Final = 250


ANSWER: Final = "answer"
_NEW, _LEFT_OUT, _UNIT, _PERSON = "new", "left out", "unit:", "person:"
_BODY, _ITEM = "body:", "item:"


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
        near = [_choice(known, data, tr("ใกล้เคียง")) for known in asked.near]
        others = [_choice(each, data) for each in _known(asked, data) if each not in asked.near]
        cannot_be_new = asked.is_phrase or asked.about is AnswerAbout.ITEM
        new = () if cannot_be_new else (_new(asked),)
        return (*near, *new, _left_out(asked), *others)


def _known(question: "NameQuestion", data: "YearData") -> "Sequence[Unit | Person | Body | Item]":
    """Returns all that a name may be."""
    match question.about:
        case AnswerAbout.PERSON:
            return data.people
        case AnswerAbout.BODY:
            return data.bodies
        case AnswerAbout.ITEM:
            return data.framework.items
    return data.units


def question_columns() -> list[Column[QuestionRow]]:
    """Returns the columns: name, rows, similar names, answer."""
    return [
        Column("name", tr("ชื่อในไฟล์"), lambda row: row.name, _Width.NAME, stretch=True),
        Column("rows", tr("แถวในไฟล์"), lambda row: row.rows, _Width.ROWS, tone=Tone.TEXT2),
        Column("near", tr("ชื่อที่ใกล้เคียง"), lambda row: row.near, _Width.NEAR, tone=Tone.TEXT2),
        Column(ANSWER, tr("คือใคร"), _shown_answer, _Width.ANSWER, editable=True, only_choices=True,
               required=True, hideable=False, choices=lambda row: row.choices),
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
    if text.startswith(_BODY):
        return NameAnswer(body_id=text.removeprefix(_BODY))
    if text.startswith(_ITEM):
        return NameAnswer(item=text.removeprefix(_ITEM))
    return NEW if text == _NEW else LEFT_OUT


def waiting(questions: Iterable["NameQuestion"], about: AnswerAbout) -> int:
    """Returns the number of unanswered names of this kind."""
    return sum(question.answer is None and question.about is about for question in questions)


def _row(question: "NameQuestion", plan: "ImportPlan") -> QuestionRow:
    origins = list(dict.fromkeys(plan.asked_by.get(question.key, ())))
    rows = map(place_of, origins)
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
    from ita_desktop.services.imports.by_hand import name_of

    if name := name_of(question.answer, data):
        return name
    words = {choice.value: choice.text for choice in (_new(question), _left_out(question))}
    return words.get(value) or _ask(question)


def _ask(question: "NameQuestion") -> str:
    match question.about:
        case AnswerAbout.PERSON:
            return tr("เลือก: คนใดหรือคนใหม่")
        case AnswerAbout.BODY:
            return tr("เลือก: คณะใดหรือคณะใหม่")
        case AnswerAbout.ITEM:
            return tr("เลือก: ข้อใดของกรอบปีนี้")
    return tr("เลือก: หน่วยใดหรือหน่วยใหม่")


def _value(answer: "NameAnswer | None") -> str:
    if answer is None:
        return ""
    if answer.new:
        return _NEW
    named = (
        (_PERSON, answer.person_id),
        (_UNIT, answer.unit_id),
        (_BODY, answer.body_id),
        (_ITEM, answer.item),
    )
    return next((f"{kind}{known}" for kind, known in named if known), _LEFT_OUT)


def _choice(known: "Unit | Person | Body | Item", data: "YearData", note: str = "") -> ListChoice:
    from ita_desktop.domain.framework import Item
    from ita_desktop.domain.records import Body, Unit

    if isinstance(known, Unit):
        also = tuple(filter(None, (known.short_name, *known.aliases.split(";"))))
        return ListChoice(f"{_UNIT}{known.id}", known.name, note, also)
    if isinstance(known, Item):
        return ListChoice(f"{_ITEM}{known.code}", f"{known.code} {known.title}".rstrip(), note)
    if isinstance(known, Body):
        return ListChoice(f"{_BODY}{known.id}", known.name, note)
    where = " · ".join(filter(None, (note, data.unit_name(known.unit_id))))
    return ListChoice(f"{_PERSON}{known.id}", known.full_name, where, (known.name,))


def _new(question: "NameQuestion") -> ListChoice:
    match question.about:
        case AnswerAbout.PERSON:
            return ListChoice(_NEW, tr("เพิ่มในทะเบียนบุคลากร"), question.name)
        case AnswerAbout.BODY:
            return ListChoice(_NEW, tr("เพิ่มเป็นคณะใหม่"), question.name)
    return ListChoice(_NEW, tr("เพิ่มเป็นหน่วยใหม่"), question.name)


def _left_out(question: "NameQuestion") -> ListChoice:
    match question.about:
        case AnswerAbout.PERSON:
            return ListChoice(_LEFT_OUT, tr("เว้นไว้ ไม่ใส่คนนี้"))
        case AnswerAbout.BODY:
            return ListChoice(_LEFT_OUT, tr("เว้นไว้ ไม่นำเข้าแถวของคณะนี้"))
        case AnswerAbout.ITEM:
            return ListChoice(_LEFT_OUT, tr("เว้นไว้ ไม่นำเข้าแถวของข้อนี้"))
    return ListChoice(_LEFT_OUT, tr("เว้นไว้ ไม่ใส่หน่วยนี้"))


Asked: TypeAlias = QuestionRow | LeftRow
_MOST: Final = 24
"""Number of answers in the menu; others are chosen row by row."""


class DecideBar(QWidget):
    """A menu of the answers that all open questions of a table may have: the selected ones, if
    there are several, else all of one kind."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._table: AnswerTable | None = None
        self.button = Button(tr("ตอบหลายแถวพร้อมกัน…"), self, icon_name="list-checks")
        self.button.clicked.connect(self._open)
        edges = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S)
        hbox(self.button, None, on=self, margins=edges, gap=Space.S)
        self.hide()

    def show_for(self, table: AnswerTable) -> None:
        """Shows itself if the questions of a ``table`` may be answered together."""
        self._table = table
        self.setVisible(bool(self.choices()))

    def choices(self) -> tuple[ListChoice, ...]:
        """Returns the answers that are possible for all of :meth:`rows`."""
        first, *others = [row.choices for row in self.rows()] or [()]
        if not others:
            return ()
        common = set.intersection(*({choice.value for choice in each} for each in others))
        return tuple(choice for choice in first if choice.value in common)[:_MOST]

    def rows(self) -> Sequence[Asked]:
        """Returns the questions that an answer is given to."""
        table = self._table
        if table is None:
            return ()
        open_rows = [row for row in table.sheet.all_rows() if _is_open(row)]
        selected = set(table.selected_ids())
        chosen = [row for row in open_rows if row.id in selected]
        if len(chosen) > 1:
            return chosen
        first = next(iter((*chosen, *open_rows)), None)
        return [row for row in open_rows if first is not None and _about(row) == _about(first)]

    def menu(self) -> QMenu:
        """Returns the menu of answers; each says how many rows it is for."""
        menu = QMenu(self)
        rows = self.rows()
        for choice in self.choices():
            words = tr("{answer} ({count} แถว)", answer=choice.text, count=len(rows))
            menu.addAction(words).triggered.connect(partial(self._decide, rows, choice.value))
        return menu

    def _open(self) -> None:
        button = self.button
        self.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _decide(self, rows: Iterable[Asked], value: object, _checked: bool = False) -> None:
        if self._table is not None and self._table.on_edit is not None:
            changes = tuple(CellChange(row.id, _key(row), value) for row in rows)
            self._table.on_edit(Edit(Act.TYPE, changes))


def _is_open(row: object) -> TypeGuard[Asked]:
    """Returns whether a row still waits for an answer."""
    if isinstance(row, QuestionRow):
        return not row.answer
    return isinstance(row, LeftRow) and row.cell is not None and bool(row.choices)


def _about(row: Asked) -> object:
    """Returns what a question is about."""
    if isinstance(row, QuestionRow):
        return row.question.about
    return row.cell.name if row.cell is not None else None


def _key(row: Asked) -> str:
    return ANSWER if isinstance(row, QuestionRow) else TYPED
