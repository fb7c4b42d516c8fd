"""Records of the surveys: groups of respondents, links, counts and sampling rules. Nobody who
answers is named."""

from datetime import date
from typing import Annotated, Any, ClassVar, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal_marks import FreeText, NotPersonal
from ita_desktop.domain.records import Names, Note, Position, Record

SURVEY_CLOSE: Final = "survey_close"
"""The code of the day on which the surveys close."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyGroup(Record):
    """People who are asked: a kind of staff of a unit, or a kind of outsiders."""

    year_id: str
    instrument: Annotated[NotPersonal, Phrase("เครื่องมือ")]
    """IIT or EIT."""
    unit_id: Annotated[str | None, Names(goes_with=True), Phrase("หน่วย")] = None
    """The unit that the staff belong to, or that serves the outsiders; None for the office."""
    kind: Annotated[NotPersonal, Phrase("ประเภท")] = ""
    """Kind of staff or outsiders (ข้าราชการ, ลูกจ้าง, นิติบุคคล)."""
    population: Annotated[int | None, Phrase("จำนวนผู้มีสิทธิ์ตอบ")] = None
    """Number of people who may answer; None if not known."""
    required: Annotated[int | None, Phrase("จำนวนที่ต้องตอบ")] = None
    """The office's own number of answers; None: by the sampling rules."""
    note: Note = ""
    position: Position = 0

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.instrument != "IIT", self.position, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyCount(Record):
    """How many of a group had answered by the end of a day, all days before included."""

    unique: ClassVar = ("survey_group_id", "day")

    survey_group_id: str
    day: Annotated[date, Phrase("วันที่")]
    answered: Annotated[int, Phrase("จำนวนผู้ตอบ")]

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.day, self.survey_group_id, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyLink(Record):
    """The address of a survey for a group of people and a period."""

    year_id: str
    instrument: Annotated[NotPersonal, Phrase("เครื่องมือ")]
    audience: Annotated[FreeText, Phrase("กลุ่มผู้ตอบ")] = ""
    """Whom the poster addresses; empty for the default."""
    url: Annotated[NotPersonal, Phrase("ที่อยู่")] = ""
    opens: Annotated[date | None, Phrase("วันเปิด")] = None
    closes: Annotated[date | None, Phrase("วันปิด")] = None
    languages: Annotated[NotPersonal, Phrase("ภาษา")] = "th"
    """Codes of the poster's languages, separated by spaces."""
    note: Note = ""
    position: Position = 0

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.instrument != "IIT", self.position, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRule(Record):
    """A sampling rule of the year: a share of the people of some kind and units, or the least
    number of answers to an instrument."""

    year_id: str
    instrument: Annotated[NotPersonal, Phrase("เครื่องมือ")]
    kind: Annotated[NotPersonal, Phrase("ประเภท")] = ""
    """The kinds of people that begin with this word; empty for all."""
    units: Annotated[NotPersonal, Phrase("หน่วย")] = ""
    """Names of units, separated by ``;``; empty for all."""
    up_to: Annotated[int | None, Phrase("จำนวนไม่เกิน")] = None
    """The rule holds for units of at most this many people."""
    percent: Annotated[int | None, Phrase("ร้อยละอย่างน้อย")] = None
    """Share of the people who must answer (1-100)."""
    least: Annotated[int | None, Phrase("จำนวนอย่างน้อย")] = None
    """Least number of answers to the instrument."""
    note: Note = ""
    position: Position = 0


@dataclass(frozen=True, kw_only=True)
class SurveyRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    survey_groups: tuple[SurveyGroup, ...] = ()
    survey_counts: tuple[SurveyCount, ...] = ()
    survey_links: tuple[SurveyLink, ...] = ()
    survey_rules: tuple[SurveyRule, ...] = ()
    """The year's own rules; empty where those that the program ships hold."""
