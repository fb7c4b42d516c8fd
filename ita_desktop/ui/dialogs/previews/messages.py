"""What an import says: omissions, questions and additional changes, in messages and chips; or why a
file cannot be imported, in place of the table.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.answers import AnswerAbout, ImportAnswer
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.places import PageKey, Place
from ita_desktop.ui.dialogs.previews.left import (
    ASIDE,
    CHECK,
    SAME,
    SKIPPED,
    TITLES,
    UNREAD,
    remark_text,
    row_id,
)
from ita_desktop.ui.dialogs.previews.missing import MISSING
from ita_desktop.ui.dialogs.previews.questions import waiting
from ita_desktop.ui.dialogs.previews.sheet import ChangeFilter
from ita_desktop.ui.theme.tokens import Space, Text, Width
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import OVERHANG, ThaiLabel
from ita_desktop.ui.widgets.marks import Mark, MarkLabel
from ita_desktop.ui.widgets.status import Message, MessageKind

if TYPE_CHECKING:
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


def place_of(plans: "Sequence[ImportPlan]", shown_year: int) -> Place | None:
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
        where = row_id(remark.origin) if remark.origin is not None else ""
        action = tr("ไปที่แถว") if where else ""
        texts.append(Message(MessageKind.WARNING, remark_text(remark), action, key=where))
    if missing:
        words = tr("มี {count} แห่งในไฟล์ที่ไม่ได้เก็บไว้ที่ใด", count=missing)
        texts.append(Message(MessageKind.WARNING, words, tr("ดูรายการ"), key=MISSING))
    if plan.skipped:
        words = tr("นำเข้าไม่ได้ {count} แถว ดูเหตุผลได้ที่ “ข้ามไป”", count=len(plan.skipped))
        action = tr("ดูแถว") if plan.changes else ""
        texts.append(Message(MessageKind.WARNING, words, action, key=SKIPPED))
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
        told = _ticking(MessageKind.WARNING, remark_text(reason.remark), action, keys)
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


def _asked(plan: "ImportPlan", unread: int) -> list[Message]:
    texts = _remembered(plan)
    if unread:
        words = tr("อ่านไม่ได้ {count} ช่อง เว้นไว้ก่อน · พิมพ์แก้ในช่องสีแดงได้เลย", count=unread)
        texts.append(Message(MessageKind.WARNING, words, tr("ดูช่อง"), key=UNREAD))
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
        yield ChangeFilter(TITLES, tr("ชื่อข้อทั้งสอง"), len(plan.titled))
    yield ChangeFilter(SAME, tr("เหมือนเดิม"), plan.same)
    if plan.questions:
        yield ChangeFilter(ASKED, tr("ชื่อที่ไม่รู้จัก"), len(plan.questions))
    if plan.flaws:
        yield ChangeFilter(UNREAD, tr("ช่องที่ต้องแก้"), unread)
    if missing:
        yield ChangeFilter(MISSING, tr("ไม่ได้เก็บ"), missing)
    if plan.skipped:
        yield ChangeFilter(SKIPPED, tr("ข้ามไป"), len(plan.skipped))
    if count := columns_to_check(plan):
        yield ChangeFilter(MAPPED, tr("คอลัมน์"), count)
    if plan.aside:
        yield ChangeFilter(ASIDE, tr("ไม่ใช่แถวข้อมูล"), len(plan.aside))
    if plan.warnings:  # even one: other messages may cover its own
        yield ChangeFilter(CHECK, tr("โปรดตรวจ"), len(plan.warnings))


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
