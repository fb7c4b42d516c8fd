"""The content of a year's official result, each value with its line; and the official forms'
questions about the respondents, by key, with the options."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from ita_desktop.domain.text import one_line
from ita_desktop.exchange.remarks import Flaw, Remark, Skipped
from ita_desktop.exchange.sheets import Origin

T = TypeVar("T")
_AGES = (
    "ต่ำกว่า 20 ปี",
    "20 - 30 ปี",
    "31 - 40 ปี",
    "41 - 50 ปี",
    "51 - 60 ปี",
    "มากกว่า 60 ปี",
)
QUESTIONS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "IIT": (
        ("age อายุ", _AGES),
        ("position ท่านเป็นเจ้าหน้าที่กลุ่มใด", ("ข้าราชการ", "ลูกจ้าง")),
        ("gender กรุณาระบุเพศของท่าน", ("ชาย", "หญิง", "อื่น ๆ")),
        (
            "workyear ระยะเวลาที่ทำงานให้กับสำนักงานเขต",
            ("ต่ำกว่า 5 ปี", "5 - 10 ปี", "11 - 20 ปี", "มากกว่า 20 ปี"),
        ),
    ),
    "EIT": (
        ("age อายุ", _AGES),
        ("gender เพศ", ("ชาย", "หญิง", "อื่น ๆ")),
        (
            "job อาชีพ",
            (
                "เจ้าหน้าที่ของรัฐ/ข้าราชการ/พนักงานราชการ/พนักงานรัฐวิสาหกิจ",
                "พนักงานบริษัทเอกชน",
                "ประกอบธุรกิจส่วนตัว",
                "เกษตรกร",
                "อาชีพอิสระ",
                "รับจ้างทั่วไป",
                "อื่น ๆ",
            ),
        ),
        (
            "p1 เคยรับบริการหรือติดต่อสำนักงานเขตหรือไม่",
            ("ไม่เคย", "เคย 1 ครั้ง", "เคย มากกว่า 1 ครั้ง", "เคย เป็นประจำ"),
        ),
        ("p2 ติดต่อในลักษณะใด", ("บุคคลทั่วไป", "หน่วยงานของรัฐ", "องค์กรธุรกิจ", "อื่น ๆ")),
        ("p4 พักอาศัยภายในพื้นที่เขตหรือไม่", ("ใช่", "ไม่ใช่/มาจากพื้นที่อื่น")),
    ),
}


def options_of(instrument: str, key: str) -> tuple[str, ...] | None:
    """Return the options of a question; empty for an unknown key, None for a question of another
    instrument."""
    own = {question.split()[0]: options for question, options in QUESTIONS.get(instrument, ())}
    if key in own:
        return own[key]
    others = (question for questions in QUESTIONS.values() for question, _ in questions)
    return None if any(question.split()[0] == key for question in others) else ()


def all_options() -> frozenset[str]:
    """Return the options of all questions."""
    known = (options for questions in QUESTIONS.values() for _, options in questions)
    return frozenset(option for options in known for option in options)


class ReadValue(NamedTuple, Generic[T]):
    """A value with its position."""

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
    """The assessor's remark on an OIT item."""
    joined: bool = False
    """Whether the score is on a later line than the code."""
    summary: bool = False
    """Whether it is from running text: it confirms a table's score, or is used if there is none."""


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A row with a code but no score: the assessor's remark, or nothing."""

    origin: Origin
    node: str
    text: str


@dataclass(frozen=True, slots=True)
class Weighted:
    """An instrument's points of the total: 29.66 of a weight of 30."""

    origin: Origin
    node: str
    weight: Decimal | None
    """None where the source states none."""
    points: Decimal


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """The number of respondents who chose an option. ``question`` is an item code, or the key of a
    question about the respondents (``age``), whose wording is ``title``. ``percent`` is 0-100."""

    origin: Origin
    instrument: str
    question: str
    option: int
    label: str
    count: int
    percent: Decimal | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class GroupResult:
    """Respondents and score of one group. ``node`` is an instrument, an item, or ``ITA`` for the
    mean of a department; ``name`` is empty for all respondents of the instrument."""

    origin: Origin
    by: str
    """A value of ``domain.scores.results.Breakdown``."""
    name: str
    node: str
    count: int | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A respondent's comment."""

    origin: Origin
    instrument: str
    text: str


@dataclass(frozen=True)
class Results:
    """Everything that was read, in the order of the source; a score may occur twice."""

    source: str
    years: tuple[ReadValue[int], ...] = ()
    """Distinct Buddhist fiscal years stated in the source."""
    agencies: tuple[ReadValue[str], ...] = ()
    """Distinct office names stated in the source."""
    level: ReadValue[str] | None = None
    figures: tuple[ReportedFigure, ...] = ()
    remarks: tuple[RemarkRow, ...] = ()
    weighted: tuple[Weighted, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
    groups: tuple[GroupResult, ...] = ()
    comments: tuple[CommentRow, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    """Lines with figures that were not understood, and why."""
    flaws: tuple[Flaw, ...] = ()
    """Cells of a table that cannot be read, of rows that were read."""
    doubts: tuple[Remark, ...] = ()
    """Figures that were read but may belong to something else."""
    ignored_columns: tuple[str, ...] = ()
    heads: frozenset[str] = frozenset()
    """The headings that were read."""
    read: Mapping[Origin, frozenset[int]] = field(default_factory=dict)
    """The indices of the columns that were read of each row of a table."""
    aside: tuple[Remark, ...] = ()
    """Rows that are not data, with the reason."""
    final: frozenset[str] = frozenset()
    """Names of the sheets that say that they are the last word."""
    lines: Mapping[Origin, str] = field(default_factory=dict, repr=False)
    is_report: bool = False
    """Whether it is an official report, which prints most of its scores several times."""

    def line(self, origin: Origin) -> str:
        """Return the text of a line, shortened for display."""
        return one_line(self.lines.get(origin, ""))[:200]

    def __bool__(self) -> bool:
        return bool(self.figures or self.answers or self.groups)
