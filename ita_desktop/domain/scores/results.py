"""Records of how a year came out: its surveys (groups of respondents, links, counts and sampling
rules; nobody who answers is named), its results (scores, answers, figures of groups, comments and
scenarios), and their analysis (findings, with their items, sources and measures).

A finding belongs to the year whose measures answer it; the scores that it refers to are those of
the previous year. Its texts are short rich text (:mod:`ita_desktop.domain.rich`).
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_marks import CommentText, FreeText, NotPersonal
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


class SourceKind(StrEnum):
    """The kind of result that a finding is based on; says what ``FindingSource.ref`` holds."""

    SCORE = "score"
    """The score of an item, indicator or instrument; ``ref`` is its code."""
    GROUP = "group"
    """The score of one group of respondents; ``ref`` is ``breakdown|name|node``."""
    COMMENT = "comment"
    """A respondent's comment; ``ref`` is the comment's id, so that the text is not copied."""
    REMARK = "remark"
    """The assessor's remark on an OIT item; ``ref`` is the item's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """One row of the analysis, about an indicator or some of its items (:class:`FindingItem`)."""

    year_id: str
    indicator: Annotated[NotPersonal, Phrase("ตัวชี้วัด")]
    practice: Annotated[FreeText, Phrase("การวิเคราะห์การดำเนินงาน")] = ""
    """การวิเคราะห์การดำเนินงาน: the present practice."""
    strength: Annotated[FreeText, Phrase("จุดเด่น")] = ""
    """จุดเด่น."""
    weakness: Annotated[FreeText, Phrase("จุดด้อย")] = ""
    """จุดด้อย."""
    issue: Annotated[FreeText, Phrase("ประเด็นที่ต้องปรับปรุง")] = ""
    """ประเด็นที่ต้องปรับปรุง/ยกระดับการพัฒนา."""
    improvement: Annotated[FreeText, Phrase("การปรับปรุงในการดำเนินงาน")] = ""
    """การปรับปรุงในการดำเนินงานในปีงบประมาณถัดไป."""
    note: Annotated[FreeText, Phrase("หมายเหตุ")] = ""
    items_typed: Annotated[NotPersonal, Phrase("ข้อที่พิมพ์")] = ""
    """The items as typed (:mod:`ita_desktop.domain.measure_cells`)."""
    items_meant: Annotated[NotPersonal, Phrase("ข้อที่เข้าใจจากข้อความ")] = ""
    """The codes that that text means, separated by spaces."""
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingItem(Record):
    """A finding's link to one item; ``title`` is the table's own wording, if any."""

    unique: ClassVar = ("finding_id", "item_code")

    finding_id: str
    item_code: Annotated[NotPersonal, Phrase("ข้อ")]
    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")] = ""
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingSource(Record):
    """A result that a finding is based on; figures and texts are looked up, not copied."""

    unique: ClassVar = ("finding_id", "kind", "ref")

    finding_id: str
    kind: Annotated[SourceKind, Phrase("ประเภท")]
    ref: Annotated[NotPersonal, Phrase("ที่อ้างถึง")]
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFinding(Record):
    """A link between a measure and a finding that it answers."""

    unique: ClassVar = ("measure_id", "finding_id")

    measure_id: str
    finding_id: str
    position: Position = 0


@dataclass(frozen=True, kw_only=True)
class FindingRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    findings: tuple[Finding, ...] = ()
    finding_items: tuple[FindingItem, ...] = ()
    finding_sources: tuple[FindingSource, ...] = ()
    measure_findings: tuple[MeasureFinding, ...] = ()


class ScoreSource(StrEnum):
    OFFICIAL = "official"
    SELF = "self"


SCORE_SOURCES: Final[Mapping[ScoreSource, str]] = {
    ScoreSource.OFFICIAL: "ทางการ",
    ScoreSource.SELF: "ประเมินเอง",
}


class Breakdown(StrEnum):
    """How an official report groups the respondents."""

    ALL = "all"
    """All respondents of an instrument together."""
    SEX = "sex"
    LANGUAGE = "language"
    DEPARTMENT = "department"
    """ส่วนราชการ: the sections of the office, and its schools together."""
    SERVICE = "service"
    """ประเภทบริการ."""


PRINTED_LEVELS: Final = (
    *("ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุง"),
    *("AA", "A", "B", "C", "D", "E", "F"),
)
"""The levels that official results print, of any year; a longer name before one that it begins
with."""
_LEVEL_ALONE: Final = lazy_re(rf"(?:ระดับ\s*:?\s*)?[“\"'(]?({'|'.join(PRINTED_LEVELS)})[”\"')]?")


def level_alone(text: str) -> str:
    """Return the level that a text is and nothing else; empty for another text.

    >>> level_alone("ระดับ “ผ่านดี”"), level_alone("รอยืนยันระดับผ่านดี")
    ('ผ่านดี', '')
    """
    found = _LEVEL_ALONE.fullmatch(text.strip())
    return found[1] if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Record):
    """A score entered by hand or read from a report; ``node`` is an item, indicator or instrument
    code, or ``ITA`` for the total. ``value`` is per cent (0-100)."""

    unique: ClassVar = ("year_id", "node", "source")

    year_id: str
    node: Annotated[NotPersonal, Phrase("หัวข้อของกรอบ")]
    source: Annotated[ScoreSource, Phrase("ที่มา")]
    value: Annotated[Decimal, Phrase("ค่า")]
    note: Annotated[FreeText, Phrase("หมายเหตุ")] = ""
    """Of an official score: the remark on an OIT item, or the printed level of ``ITA``."""


class RemarkState(StrEnum):
    """How far the office is with a remark of the assessor."""

    OPEN = ""
    ANSWERED = "answered"
    MENDED = "mended"
    ACCEPTED = "accepted"
    """The assessor takes it as settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessorRemark(Record):
    """A remark of the assessor on an item, with what came of it; several rows of an item are its
    rounds. A row of ``ITA`` is the printed level until the official total is known.

    What an official result prints beside a score is the score's ``note``; a row of the same text
    follows it up.
    """

    year_id: str
    node: Annotated[NotPersonal, Phrase("หัวข้อของกรอบ")]
    text: Annotated[FreeText, Phrase("ข้อความ")]
    day: Annotated[date | None, Phrase("วันที่")] = None
    """The day on which the assessor made it; None if unknown."""
    answer: Annotated[FreeText, Phrase("คำชี้แจง")] = ""
    """What the office answered."""
    mend: Annotated[FreeText, Phrase("วิธีแก้")] = ""
    """What the office did about it."""
    proof: Annotated[FreeText, Phrase("หลักฐาน")] = ""
    """Address or file that shows it."""
    state: Annotated[RemarkState, Phrase("สถานะ")] = RemarkState.OPEN
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDoubt(Record):
    """A warning of an import about a figure: two different printed values, or a total that does not
    add up. Open until a user confirms the figure."""

    year_id: str
    node: Annotated[NotPersonal, Phrase("หัวข้อของกรอบ")]
    """Code of the item, indicator or instrument, or ``ITA``; empty for any other figure."""
    text: Annotated[FreeText, Phrase("ข้อความ")]
    """Text of the warning."""
    settled: Annotated[date | None, Phrase("ข้อสรุป")] = None
    """Day of the confirmation; None while the warning is open."""
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """The office's target total score for a year (คะแนนเป้าหมาย), 0-100; at most one row."""

    unique: ClassVar = ("year_id",)

    year_id: str
    value: Annotated[Decimal, Phrase("ค่า")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Record):
    """The number of respondents who chose an option of a question, from an official report."""

    unique: ClassVar = ("year_id", "instrument", "question", "option")

    year_id: str
    instrument: Annotated[NotPersonal, Phrase("เครื่องมือ")]
    question: Annotated[NotPersonal, Phrase("คำถาม")]
    """An item code, or the key of a question about the respondents themselves (``age``)."""
    option: Annotated[int, Phrase("ตัวเลือก")]
    """Number of the option in the form, from 1."""
    label: Annotated[NotPersonal, Phrase("ชื่อการแก้ไข")] = ""
    count: Annotated[int, Phrase("จำนวน")] = 0
    percent: Annotated[Decimal | None, Phrase("ร้อยละ")] = None
    """Per cent (0-100) as printed; None if only the count is known."""
    title: Annotated[NotPersonal, Phrase("ชื่อเรื่อง")] = ""
    """Wording of a question about the respondents."""
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigure(Record):
    """Respondents and score of a group, from an official report.

    The group is a sex, language, department or service, or all respondents (then ``name`` is
    empty). ``node`` is an instrument, an item, or ``ITA`` for IIT and EIT together.
    """

    unique: ClassVar = ("year_id", "breakdown", "name", "node")

    year_id: str
    breakdown: Annotated[Breakdown, Phrase("จำแนกตาม")]
    name: Annotated[NotPersonal, Phrase("ชื่อ")]
    """As printed; not necessarily a unit of the register."""
    node: Annotated[NotPersonal, Phrase("หัวข้อของกรอบ")]
    count: Annotated[int | None, Phrase("จำนวน")] = None
    value: Annotated[Decimal | None, Phrase("ค่า")] = None
    """Score, 0-100."""
    position: Position = 0

    @property
    def name_in_sentence(self) -> str:
        """The name without the leading ``*`` that the form prints."""
        return self.name.lstrip("* ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Record):
    """A named set of hypothetical scores (what if), separate from the year's result."""

    unique: ClassVar = ("year_id", "name")

    year_id: str
    name: Annotated[FreeText, Phrase("ชื่อ")]
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioScore(Record):
    """The score of one node in a scenario, per cent (0-100)."""

    unique: ClassVar = ("scenario_id", "node")

    scenario_id: str
    node: Annotated[NotPersonal, Phrase("หัวข้อของกรอบ")]
    value: Annotated[Decimal, Phrase("ค่า")]

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.node, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondentComment(Record):
    """A respondent's free-text answer: personal data, never published."""

    year_id: str
    instrument: Annotated[NotPersonal, Phrase("เครื่องมือ")]
    text: Annotated[CommentText, Phrase("ข้อความ")]
    position: Position = 0


@dataclass(frozen=True, kw_only=True)
class FigureRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    scores: tuple[Score, ...] = ()
    answers: tuple[Answer, ...] = ()
    group_figures: tuple[GroupFigure, ...] = ()
    remarks: tuple[AssessorRemark, ...] = ()
    doubts: tuple[FigureDoubt, ...] = ()
    comments: tuple[RespondentComment, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    scenario_scores: tuple[ScenarioScore, ...] = ()
    targets: tuple[Target, ...] = ()
