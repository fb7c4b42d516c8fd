"""Records of the analysis of results: findings, their items, sources and measures.

A finding belongs to the year whose measures answer it; the scores that it refers to are those of
the previous year. Its texts are short rich text (:mod:`ita_desktop.domain.rich`).
"""

from enum import StrEnum
from typing import Annotated, ClassVar

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal_marks import FreeText, NotPersonal
from ita_desktop.domain.records import Position, Record


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
