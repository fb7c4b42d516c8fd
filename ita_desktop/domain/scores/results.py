"""The result of a year as records: scores, answers, figures of groups, and what was tried."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import CommentText, FreeText, NotPersonal
from ita_desktop.domain.records import Record


class ScoreSource(StrEnum):
    OFFICIAL = "official"
    SELF = "self"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Record):
    """A score entered by hand or read from a report; ``node`` is an item, indicator or
    instrument code, or ``ITA`` for the total. ``value`` is per cent (0-100)."""

    unique: ClassVar = ("year_id", "node", "source")

    year_id: str
    node: NotPersonal
    source: ScoreSource
    value: Decimal
    note: FreeText = ""
    """Of an official score: the assessor's remark on an OIT item; of ``ITA`` the printed level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessorRemark(Record):
    """The assessor's remark on an item, or the printed level of ``ITA``, while the official score
    is not known; beside a score it is the score's ``note``. At most one row a node."""

    unique: ClassVar = ("year_id", "node")

    year_id: str
    node: NotPersonal
    text: FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDoubt(Record):
    """A doubt that an import raised about a figure: two printed values, or a total that does not
    follow from its parts. Open until somebody confirms the figure."""

    year_id: str
    node: NotPersonal
    """Code of the item, indicator or instrument, or ``ITA``; empty for any other figure."""
    text: FreeText
    """The import's warning."""
    settled: date | None = None
    """The day on which somebody confirmed the figure; None while the doubt is open."""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """The score that the office aims at for a year (คะแนนเป้าหมาย), 0-100; one row at most."""

    unique: ClassVar = ("year_id",)

    year_id: str
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Record):
    """How many respondents chose one option of a question, as an official report prints it."""

    unique: ClassVar = ("year_id", "instrument", "question", "option")

    year_id: str
    instrument: NotPersonal
    question: NotPersonal
    """An item code, or the key of a question about the respondents themselves (``age``)."""
    option: int
    """Its number in the form, from 1."""
    label: NotPersonal = ""
    count: int = 0
    percent: Decimal | None = None
    """As printed, 0-100; None where only the count is known."""
    title: NotPersonal = ""
    """The wording of a question about the respondents."""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigure(Record):
    """How many respondents of a group answered and the score they gave, as an official report
    prints it.

    The group is one sex, language, department or service, or all (``name`` is empty then).
    ``node`` is an instrument, an item, or ``ITA`` for IIT and EIT together.
    """

    unique: ClassVar = ("year_id", "breakdown", "name", "node")

    year_id: str
    breakdown: Breakdown
    name: NotPersonal
    """As printed: it need not be a unit of the register."""
    node: NotPersonal
    count: int | None = None
    value: Decimal | None = None
    """Score, 0-100."""
    position: int = 0

    @property
    def name_in_sentence(self) -> str:
        """The name without the mark ``*`` that the form prints before it."""
        return self.name.lstrip("* ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Record):
    """A named set of trial scores (what if), apart from the year's result."""

    unique: ClassVar = ("year_id", "name")

    year_id: str
    name: FreeText
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioScore(Record):
    """The score of one node in a scenario, 0-100."""

    unique: ClassVar = ("scenario_id", "node")

    scenario_id: str
    node: NotPersonal
    value: Decimal

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.node, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondentComment(Record):
    """A free-text answer of a respondent: personal data for the office only, never published."""

    year_id: str
    instrument: NotPersonal
    text: CommentText
    position: int = 0


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
