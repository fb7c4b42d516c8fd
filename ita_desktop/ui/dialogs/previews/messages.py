"""What an import says and asks: omissions, questions and additional changes, in messages and chips;
why a file cannot be imported, in place of the table; and its questions on unknown names of units,
people and bodies, and codes of items, of which several get the same answer at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias, TypeGuard

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.answers import AnswerAbout, ImportAnswer
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.places import PageKey, Place
from ita_desktop.ui.dialogs.previews import lists
from ita_desktop.ui.dialogs.previews.missing import MISSING
from ita_desktop.ui.dialogs.previews.sheet import AnswerTable, ChangeFilter
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.grid import Act, CellChange, Edit
from ita_desktop.ui.table.values import ListChoice, StyledValue
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import OVERHANG, ThaiLabel
from ita_desktop.ui.widgets.marks import Mark, MarkLabel
from ita_desktop.ui.widgets.status import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.domain.framework import Item
    from ita_desktop.domain.records import Body, Person, Unit
    from ita_desktop.domain.year import YearData
    from ita_desktop.services.imports.name_questions import NameAnswer, NameQuestion
    from ita_desktop.services.imports.plan import ImportPlan

ASKED: Final = "asked"
ASKED_FIRST: Final = frozenset({AnswerAbout.UNIT, AnswerAbout.PERSON, AnswerAbout.BODY})
"""What is asked about before all else; many unknown items are rather those of another year."""
MAPPED: Final = "mapped"
TICK_ROWS: Final = "tick:"
"""Begins the key of a message whose action ticks rows; their keys follow."""
BY_TITLE: Final = "by-title"
"""The key of a message whose action pairs the items by their titles."""
PAIR: Final = "จับคู่ด้วยชื่อ"
_MOST_WARNINGS = 30
ANSWER: Final = "answer"
_NEW, _LEFT_OUT, _UNIT, _PERSON = "new", "left out", "unit:", "person:"
_BODY, _ITEM = "body:", "item:"
_MOST: Final = 24
"""Number of answers in the menu; others are chosen row by row."""
_QUESTIONS: Final = {
    AnswerAbout.PERSON: (
        "มี {count} ชื่อที่ไม่อยู่ในทะเบียนบุคลากร เลือกว่าเป็นใคร หรือเพิ่มในทะเบียน · ชื่อที่ยังไม่เลือกจะเว้นไว้"
    ),
    AnswerAbout.UNIT: "ไม่รู้จักหน่วย {count} ชื่อ เลือกว่าเป็นหน่วยใด · ชื่อที่ยังไม่เลือกจะเว้นไว้",
    AnswerAbout.BODY: (
        "ปีนี้ไม่มีคณะ {count} ชื่อ เลือกว่าเป็นคณะใด หรือเพิ่มเป็นคณะใหม่ · แถวของคณะที่ยังไม่เลือกจะเว้นไว้"
    ),
    AnswerAbout.ITEM: "กรอบปีนี้ไม่มีข้อ {count} รหัส เลือกว่าเป็นข้อใด · แถวของรหัสที่ยังไม่เลือกจะเว้นไว้",
}
"""What is asked about unknown names, the most urgent last."""


class _Width:
    """Unknown names of an import."""

    NAME: Final = 170
    ROWS: Final = 120
    NEAR: Final = 190
    ANSWER: Final = 250


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
    rows = map(lists.place_of, origins)
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


Asked: TypeAlias = QuestionRow | lists.LeftRow


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
    return isinstance(row, lists.LeftRow) and row.cell is not None and bool(row.choices)


def _about(row: Asked) -> object:
    """Returns what a question is about."""
    if isinstance(row, QuestionRow):
        return row.question.about
    return row.cell.name if row.cell is not None else None


def _key(row: Asked) -> str:
    return ANSWER if isinstance(row, QuestionRow) else lists.TYPED


def source_words(plan: "ImportPlan", shown_year: int) -> str:
    """Returns source and number of rows, what was not read, and the year if it is not the Buddhist
    ``shown_year``."""
    origins = [origin for change in plan.changes for origin in change.origins]
    origins += plan.unchanged
    origins += [skipped.origin for skipped in plan.skipped if skipped.origin]
    sheets = dict.fromkeys(origin.sheet for origin in origins if origin.sheet and not origin.page)
    pages = {origin.page for origin in origins if origin.page}
    parts = [plan.source]
    if plan.base.year != shown_year:
        parts.append(tr("ลงในปีงบประมาณ {year}", year=plan.base.year))
    parts += [tr("แผ่น “{sheet}”", sheet=sheet) for sheet in sheets]
    if pages:
        parts.append(tr("จาก {count} หน้า", count=len(pages)))
    parts.append(tr("อ่านได้ {count} แถว", count=plan.rows))
    if plan.ignored_columns:
        parts.append(tr("ไม่ได้อ่านคอลัมน์ {names}", names=" ".join(plan.ignored_columns)))
    return " · ".join(filter(None, parts))


def done_words(plan: "ImportPlan", shown_year: int) -> str:
    """Returns what an import has changed, what of a unit's form was not taken, and the year if it
    is not ``shown_year``."""
    counts = (
        (tr("เพิ่ม {count} รายการ"), plan.added),
        (tr("เปลี่ยน {count} รายการ"), plan.changed),
        (tr("เอาออก {count} รายการ"), plan.removed),
    )
    done = " ".join(words.format(count=count) for words, count in counts if count)
    parts = [tr("นำเข้า{title} จาก {source} แล้ว", title=tr(plan.title), source=plan.source)]
    if plan.base.year != shown_year:
        parts.append(tr("ลงในปีงบประมาณ {year}", year=plan.base.year))
    return " · ".join(filter(None, [*parts, done, untaken_words([plan])]))


def untaken_words(plans: "Iterable[ImportPlan]") -> str:
    """Returns how much of the forms of units among the plans was not taken; empty if all was."""
    count = _untaken(plans)
    return tr("ยังไม่รับ {count} รายการ", count=count) if count else ""


def _untaken(plans: "Iterable[ImportPlan]") -> int:
    from ita_desktop.services.imports.tracking.returned_rows import untaken

    return sum(untaken(plan) for plan in plans if plan.form)


def imported_place(plans: "Sequence[ImportPlan]", shown_year: int) -> Place | None:
    """Returns the place that shows what of forms was not taken into ``shown_year``, else most of
    the rows imported into it; None if all went into other years."""
    from ita_desktop.exchange.kinds.registry import kind_named
    from ita_desktop.services.imports.plan import Action

    if _untaken(plan for plan in plans if plan.base.year == shown_year):
        return Place(PageKey.COLLECTING)
    rows: Counter[Place] = Counter()
    for plan in plans:
        if plan.base.year == shown_year:
            kind = kind_named(plan.kind)
            rows[kind.place] += 0  # rows that are only taken out were there
            for change in plan.chosen():
                if change.action is not Action.REMOVE:
                    types = {type(write.record) for write in change.writes}
                    other = (place for record, place in kind.elsewhere.items() if record in types)
                    rows[next(other, kind.place)] += 1
    return rows.most_common(1)[0][0] if rows else None


def messages_of(plan: "ImportPlan", unread: int, missing: int) -> list[Message]:
    """Returns the messages on a plan with ``unread`` unreadable cells and ``missing`` texts that
    are stored nowhere, most urgent last. A message's key is the row or list that its action
    shows."""
    texts = []
    for remark in reversed(plan.warnings[len(plan.reasons) : _MOST_WARNINGS]):
        where = lists.row_id(remark.origin) if remark.origin is not None else ""
        action = tr("ไปที่แถว") if where else ""
        texts.append(Message(MessageKind.WARNING, lists.remark_text(remark), action, key=where))
    if missing:
        words = tr("มี {count} แห่งในไฟล์ที่ไม่ได้เก็บไว้ที่ใด", count=missing)
        texts.append(Message(MessageKind.WARNING, words, tr("ดูรายการ"), key=MISSING))
    if plan.skipped:
        words = tr("นำเข้าไม่ได้ {count} แถว ดูเหตุผลได้ที่ “ข้ามไป”", count=len(plan.skipped))
        action = tr("ดูแถว") if plan.changes else ""
        texts.append(Message(MessageKind.WARNING, words, action, key=lists.SKIPPED))
    elif plan.only_mends:
        words = tr(
            "ทุกแถวตรงกับที่มีอยู่แล้ว และคะแนนที่พิมพ์ไว้แก้แล้ว {count} ข้อ กด “รับ” เพื่อไม่เตือนอีก",
            count=len(plan.mended),
        )
        texts.append(Message(MessageKind.INFO, words))
    elif plan.says_nothing_new and not missing:
        words = tr("ทุกแถวตรงกับที่มีอยู่แล้ว ไม่มีอะไรต้องนำเข้า")
        texts.append(Message(MessageKind.INFO, words))
    elif not plan.changes:
        words = tr("ส่วนที่อ่านได้ตรงกับที่มีอยู่แล้ว แต่มีบางช่องที่ไม่ได้อ่านหรือต้องตรวจ จึงยังไม่แน่ว่าตรงกันทั้งไฟล์")
        texts.append(Message(MessageKind.WARNING, words))
    return [*texts, *_asked(plan, unread), *_to_tick(plan)]


def _to_tick(plan: "ImportPlan") -> Iterator[Message]:
    """Yields messages whose action ticks rows: former results that a report of the whole lacks,
    and why rows are not ticked, the gravest reason last."""
    from ita_desktop.exchange.kinds.results import RESULTS
    from ita_desktop.services.imports.plan import OTHER_LIST, Action, records_of

    gone = {change.key for change in plan.changes if change.action is Action.REMOVE}
    if gone and plan.kind == RESULTS.name:
        words = tr("รายงานนี้ไม่มีผลเดิม {count} รายการ จะใช้แทนชุดเดิมทั้งหมดก็ได้", count=len(gone))
        yield _ticking(MessageKind.INFO, words, tr("เอาออก {count} รายการ", count=len(gone)), gone)
    for reason in reversed(plan.reasons):
        # What the file lacks is taken out row by row: a yes for its rows is none for that.
        ticked = [each for each in plan.changes if each.key in reason.keys - gone]
        action = tr("เลือก {count} รายการ", count=records_of(ticked)) if ticked else ""
        keys = (change.key for change in ticked)
        told = _ticking(MessageKind.WARNING, lists.remark_text(reason.remark), action, keys)
        if reason.remark.template == OTHER_LIST:
            told = told._replace(
                action=tr(PAIR), key=BY_TITLE, other=told.action, other_key=told.key
            )
        yield told


def _ticking(kind: MessageKind, words: str, action: str, keys: Iterable[int]) -> Message:
    return Message(kind, words, action, key=TICK_ROWS + " ".join(map(str, sorted(keys))))


def columns_to_check(plan: "ImportPlan") -> int:
    """Returns the number of columns that are not read, or that somebody has given a field."""
    decided = (write.record for write in plan.answers)
    given = sum(
        isinstance(record, ImportAnswer) and bool(record.about is AnswerAbout.COLUMN)
        for record in decided
    )
    return len(plan.ignored_columns) + len(plan.remembered_columns) + given


def _remembered(plan: "ImportPlan") -> list[Message]:
    """Returns a message about the answers of former imports, with the list of the first."""
    from ita_desktop.services.imports.by_hand import used_answers

    used = used_answers(plan)
    if not used:
        return []
    shown = MAPPED if used[0].about is AnswerAbout.COLUMN else ASKED
    answers = " · ".join(in_language(answer.phrase) for answer in used)
    words = tr("ใช้คำตอบที่จำไว้: {answers}", answers=answers)
    return [Message(MessageKind.INFO, words, tr("ดูหรือเปลี่ยน"), key=shown)]


def recalled(columns: Sequence[str], names: Sequence[str]) -> Iterator[Message]:
    """Yields messages about the answers on ``columns`` and ``names`` that were given before, and
    are remembered with no import."""
    for key, used in ((MAPPED, columns), (ASKED, names)):
        if used:
            words = tr("ใช้คำตอบที่ให้ไว้ก่อนหน้านี้: {names}", names=" · ".join(used))
            yield Message(MessageKind.INFO, words, tr("ดูหรือเปลี่ยน"), key=key)


def _asked(plan: "ImportPlan", unread: int) -> list[Message]:
    texts = _remembered(plan)
    if unread:
        words = tr("อ่านไม่ได้ {count} ช่อง เว้นไว้ก่อน · พิมพ์แก้ในช่องสีแดงได้เลย", count=unread)
        texts.append(Message(MessageKind.WARNING, words, tr("ดูช่อง"), key=lists.UNREAD))
    if made := plan.added_units:
        names = " · ".join(made)
        words = tr("จะเพิ่มหน่วยใหม่ {count} หน่วย: {names}", count=len(made), names=names)
        texts.append(Message(MessageKind.INFO, words, tr("ดูชื่อ"), key=ASKED))
    if added := plan.added_people:
        names = " · ".join(added)
        words = tr("จะเพิ่มในทะเบียนบุคลากร {count} คน: {names}", count=len(added), names=names)
        asked = tr("ดูชื่อ") if plan.questions else ""
        texts.append(Message(MessageKind.INFO, words, asked, key=ASKED))
    for about, question in _QUESTIONS.items():
        if count := waiting(plan.questions, about):
            words = tr(question, count=count)
            texts.append(Message(MessageKind.WARNING, words, tr("เลือก"), key=ASKED))
    return texts


def lists_of(plan: "ImportPlan", unread: int, missing: int) -> Iterator[ChangeFilter]:
    """Yields the chips of the lists beside the changes; ``unread`` is the number of cells that
    cannot be read, ``missing`` that of texts that are stored nowhere."""
    if plan.titled:
        yield ChangeFilter(lists.TITLES, tr("ชื่อข้อทั้งสอง"), len(plan.titled))
    yield ChangeFilter(lists.SAME, tr("เหมือนเดิม"), plan.same)
    if plan.questions:
        yield ChangeFilter(ASKED, tr("ชื่อที่ไม่รู้จัก"), len(plan.questions))
    if plan.flaws:
        yield ChangeFilter(lists.UNREAD, tr("ช่องที่ต้องแก้"), unread)
    if missing:
        yield ChangeFilter(MISSING, tr("ไม่ได้เก็บ"), missing)
    if plan.skipped:
        yield ChangeFilter(lists.SKIPPED, tr("ข้ามไป"), len(plan.skipped))
    if count := columns_to_check(plan):
        yield ChangeFilter(MAPPED, tr("คอลัมน์"), count)
    if plan.aside:
        yield ChangeFilter(lists.ASIDE, tr("ไม่ใช่แถวข้อมูล"), len(plan.aside))
    if plan.warnings:  # even one: other messages may cover its own
        yield ChangeFilter(lists.CHECK, tr("โปรดตรวจ"), len(plan.warnings))


class Trouble(QWidget):
    """The error, and a button to choose another file."""

    other_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = ThaiLabel("", self, most=0)
        self.label.setMaximumWidth(Width.SHEET_SMALL)
        self.other = Button(tr("เลือกไฟล์อื่น…"), self, icon_name="folder-open")
        self.other.clicked.connect(self.other_requested)
        mark = MarkLabel(self, Mark.LATE, height=Text.BODY.line + OVERHANG)
        row = hbox((mark, 0, Qt.AlignmentFlag.AlignTop), (self.label, 1), gap=Space.S)
        row.addStretch(0)
        vbox(
            row,
            self.other,
            None,
            on=self,
            margins=(Space.PAGE_EDGE, Space.XXL, Space.PAGE_EDGE, Space.L),
            gap=Space.L,
        )
        self.hide()

    def show_problem(self, sentence: str, *, other: bool) -> None:
        """Sets the error; ``other`` shows the button."""
        self.label.setText(sentence)
        self.other.setVisible(other)
        self.setAccessibleName(sentence)
        self.show()
