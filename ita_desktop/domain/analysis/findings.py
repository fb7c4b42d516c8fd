"""The analysis of a year's results: what was found, how things are done, what is to be better.

A finding belongs to the year whose measures answer it; the scores that it speaks of are those of
the year before. Its texts are short rich text (:mod:`ita_desktop.domain.rich`).
"""

from enum import StrEnum
from typing import ClassVar

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FreeText, NotPersonal
from ita_desktop.domain.records import Record


class SourceKind(StrEnum):
    """What a finding was drawn from."""

    SCORE = "score"
    """The score of an item, indicator or instrument; ``ref`` is its code."""
    GROUP = "group"
    """How one group of respondents scored; ``ref`` is ``breakdown|name|node``."""
    COMMENT = "comment"
    """A respondent's own words; ``ref`` is the comment's key, so that the words stay where they
    are protected."""
    REMARK = "remark"
    """What the assessor remarked on an OIT item; ``ref`` is the item's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """One row of the analysis: of an indicator, or of items in it (:class:`FindingItem`)."""

    year_id: str
    indicator: NotPersonal
    practice: FreeText = ""
    """การวิเคราะห์การดำเนินงาน: how it is done now."""
    strength: FreeText = ""
    """จุดเด่น."""
    weakness: FreeText = ""
    """จุดด้อย."""
    issue: FreeText = ""
    """ประเด็นที่ต้องปรับปรุง/ยกระดับการพัฒนา."""
    improvement: FreeText = ""
    """การปรับปรุงในการดำเนินงานในปีงบประมาณถัดไป."""
    note: FreeText = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingItem(Record):
    """A finding's link to one item, with the table's own wording where it has one."""

    unique: ClassVar = ("finding_id", "item_code")

    finding_id: str
    item_code: NotPersonal
    title: FreeText = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingSource(Record):
    """What a finding rests on; the figure or the words are looked up, never copied."""

    unique: ClassVar = ("finding_id", "kind", "ref")

    finding_id: str
    kind: SourceKind
    ref: NotPersonal
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFinding(Record):
    """A measure answers a finding."""

    unique: ClassVar = ("measure_id", "finding_id")

    measure_id: str
    finding_id: str
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class FindingRows:
    """Where a year holds these records."""

    findings: tuple[Finding, ...] = ()
    finding_items: tuple[FindingItem, ...] = ()
    finding_sources: tuple[FindingSource, ...] = ()
    measure_findings: tuple[MeasureFinding, ...] = ()
