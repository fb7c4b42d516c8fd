"""Answers of the clerk about words of imported files, used again for the next file."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FreeText, NotPersonal
from ita_desktop.domain.records import Names, Record

_GoesWith: TypeAlias = Annotated[str | None, Names(goes_with=True)]


class AnswerAbout(StrEnum):
    """What a word of a file is."""

    COLUMN = "column"
    """The heading of a column."""
    UNIT = "unit"
    PERSON = "person"
    BODY = "body"
    ITEM = "item"
    TEXT = "text"
    """What stands in no column that is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportAnswer(Record):
    """What a word of imported files means. Without ``answer``, unit and person it is left out."""

    about: Annotated[AnswerAbout, Phrase("เรื่องที่ถาม")]
    scope: Annotated[NotPersonal, Phrase("ใช้กับ")] = ""
    """The import kind of a column; the framework's code of an item; of a text, where it stands and
    went."""
    text: Annotated[FreeText, Phrase("ข้อความ")]
    """The word as in the file; it may be a person's name."""
    answer: Annotated[NotPersonal, Phrase("คำชี้แจง")] = ""
    """The name of the field, of a text that of the one it was put into; the name of the body, the
    code of the item."""
    unit_id: Annotated[_GoesWith, Phrase("หน่วย")] = None
    person_id: Annotated[_GoesWith, Phrase("บุคคล")] = None
    decided: Annotated[date, Phrase("วันที่ตัดสิน")]

    @property
    def kind(self) -> str:
        """The import kind of the field that it names; empty if it names none."""
        names_field = self.about in {AnswerAbout.COLUMN, AnswerAbout.TEXT}
        return self.scope.split(" ")[0] if names_field else ""

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.about, self.scope, self.text, self.id)


@dataclass(frozen=True, kw_only=True)
class ImportAnswerRows:
    """The field of :class:`~ita_desktop.domain.year.YearData` that holds these records; all years
    share them."""

    import_answers: tuple[ImportAnswer, ...] = ()
