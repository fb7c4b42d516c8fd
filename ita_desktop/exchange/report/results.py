"""What a source says of a year's official result, each statement with the line it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from ita_desktop.domain.text import one_line
from ita_desktop.exchange.remarks import Flaw, Remark, Skipped
from ita_desktop.exchange.sheets import Origin

T = TypeVar("T")


class ReadValue(NamedTuple, Generic[T]):
    """A value and where it was read."""

    value: T
    origin: Origin


@dataclass(frozen=True, slots=True)
class ReportedFigure:
    """A score (0-100) of an item, indicator, instrument or the total (``ITA``)."""

    origin: Origin
    node: str
    value: Decimal
    title: str = ""
    remark: str = ""
    """What the assessor says of an OIT item."""
    joined: bool = False
    """The score was found on a later line than the code."""
    summary: bool = False
    """Told in running text: it confirms a table's figure, or stands where no table has one."""


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A row that names a place but has no score: what the assessor says of it, or nothing."""

    origin: Origin
    node: str
    text: str


@dataclass(frozen=True, slots=True)
class Weighted:
    """Points of the total that an instrument brings: 29.66 of a weight of 30."""

    origin: Origin
    node: str
    weight: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """How many chose one option. ``question`` is an item code, or the key of a question about the
    respondents themselves (``age``), whose wording is ``title``. ``percent`` is 0-100."""

    origin: Origin
    instrument: str
    question: str
    option: int
    label: str
    count: int
    percent: Decimal | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Respondents and score of one group. ``node`` is an instrument, an item, or ``ITA`` for the
    mean of a department; ``name`` is empty for all respondents of the instrument."""

    origin: Origin
    by: str
    """One of ``domain.scores.results.Breakdown``."""
    name: str
    node: str
    count: int | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What a respondent wrote."""

    origin: Origin
    instrument: str
    text: str


@dataclass(frozen=True)
class Results:
    """Everything that was read, in the order of the source. The same figure may stand twice."""

    source: str
    years: tuple[ReadValue[int], ...] = ()
    """Buddhist fiscal years that the source says it is of, each once."""
    agencies: tuple[ReadValue[str], ...] = ()
    """Names of offices that it says it is of, each once."""
    level: ReadValue[str] | None = None
    figures: tuple[ReportedFigure, ...] = ()
    remarks: tuple[RemarkRow, ...] = ()
    weighted: tuple[Weighted, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    comments: tuple[CommentRow, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    """Lines with figures that were not understood, and why."""
    flaws: tuple[Flaw, ...] = ()
    """Cells of a table that cannot be read, of rows that can."""
    doubts: tuple[Remark, ...] = ()
    """What was read, though it may belong to something else."""
    ignored_columns: tuple[str, ...] = ()
    aside: tuple[Remark, ...] = ()
    """Rows that are no rows of the table, and what each was taken for."""
    lines: Mapping[Origin, str] = field(default_factory=dict, repr=False)

    def line(self, origin: Origin) -> str:
        """The text of a line, shortened to what can be shown."""
        return one_line(self.lines.get(origin, ""))[:200]

    def __bool__(self) -> bool:
        return bool(self.figures or self.answers or self.groups)
