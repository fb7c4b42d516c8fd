"""What is remembered of imports: lists the answers, changes them and forgets them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from ita_desktop.domain.answers import AnswerAbout, ImportAnswer
from ita_desktop.domain.errors import ConflictError, Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.registry import KIND_TITLES
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.imports.by_hand import field_title, name_of
from ita_desktop.services.imports.name_questions import NameAnswer
from ita_desktop.settings import today
from ita_desktop.storage.workspace import Workspace

_ABOUT: Final[Mapping[AnswerAbout, str]] = {
    AnswerAbout.UNIT: Phrase("หน่วย"),
    AnswerAbout.PERSON: Phrase("บุคคล"),
    AnswerAbout.BODY: Phrase("คณะ"),
    AnswerAbout.ITEM: Phrase("ข้อ"),
}


@dataclass(frozen=True, slots=True)
class RememberedAnswer:
    """An answer in words; ``meaning`` is empty if the word is left out."""

    id: str
    what: str
    text: str
    meaning: str
    record: ImportAnswer


def remembered(data: YearData) -> tuple[RememberedAnswer, ...]:
    """Return the answers that are remembered in the workspace of a year."""
    return tuple(
        RememberedAnswer(answer.id, what_of(answer), answer.text, meaning_of(answer, data), answer)
        for answer in data.import_answers
    )


def what_of(answer: ImportAnswer) -> str:
    """Return what the word of an answer is, as a phrase."""
    if answer.about in _ABOUT:
        return _ABOUT[answer.about]
    title = KIND_TITLES.get(answer.kind)
    if answer.about is AnswerAbout.TEXT:
        return Phrase("ข้อความใน{title}", title=Phrase(title)) if title else Phrase("ข้อความ")
    return Phrase("คอลัมน์ของ{title}", title=Phrase(title)) if title else Phrase("คอลัมน์")


def meaning_of(answer: ImportAnswer, data: YearData) -> str:
    """Return what a word means; empty if it is left out."""
    if answer.kind:
        return field_title(answer.kind, answer.answer)
    named = NameAnswer(answer.unit_id or "", answer.person_id or "")
    return name_of(named, data) or answer.answer


def forget(workspace: Workspace, ids: Collection[str]) -> int:
    """Forget answers as one unit of work; return how many there were."""
    found = [answer for answer in _answers(workspace) if answer.id in set(ids)]
    if not found:
        return 0
    first, count = found[0].text, len(found)
    label = Phrase("ลืมคำตอบของการนำเข้า “{text}”", text=first)
    if count > 1:
        label = Phrase("ลืมคำตอบของการนำเข้า {count} คำตอบ", count=count)
    with workspace.change(label.template, **label.fields) as change:
        for answer in found:
            change.delete(answer)
    return count


def edit(workspace: Workspace, edits: Sequence[CellEdit]) -> None:
    """Change what words mean, as one unit of work; a value is a :class:`Meaning`. Raises
    ConflictError if one is forgotten."""
    known = {answer.id: answer for answer in _answers(workspace)}
    missing = [cell.row for cell in edits if cell.row not in known]
    if missing:
        raise ConflictError("คำตอบนี้ถูกลืมไปแล้ว", remedy="ดูรายการล่าสุดแล้วเลือกใหม่")
    if not edits:
        return
    label = Phrase("แก้คำตอบของการนำเข้า “{text}”", text=known[edits[0].row].text)
    if len(edits) > 1:
        label = Phrase("แก้คำตอบของการนำเข้า {count} คำตอบ", count=len(edits))
    with workspace.change(label.template, **label.fields) as change:
        for cell in edits:
            change.update(known[cell.row], **_fields(cell.value), decided=today())


class Meaning(NamedTuple):
    """What a word means: the field of the answer that says it, empty if it is left out."""

    field: str
    value: str


def _fields(meaning: Meaning) -> Mapping[str, str | None]:
    nothing: dict[str, str | None] = {"answer": "", "unit_id": None, "person_id": None}
    return nothing | {meaning.field: meaning.value} if meaning.field else nothing


def _answers(workspace: Workspace) -> tuple[ImportAnswer, ...]:
    years = workspace.years()
    return workspace.year(years[-1].year).import_answers if years else ()
