"""Tenures: periods in which a person holds a post or acts in it."""

from datetime import date
from typing import Annotated

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FreeText, PostWords
from ita_desktop.domain.records import Position, Record

ACTING = ("รักษาราชการแทน", "รักษาการในตำแหน่ง", "ปฏิบัติหน้าที่ในตำแหน่ง")
"""The usual words for holding a post without being appointed to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Record):
    """A period in which a person of the register holds a post (ผู้อำนวยการเขต, หัวหน้าฝ่ายปกครอง)."""

    person_id: Annotated[str, Phrase("บุคคล")]
    post: Annotated[PostWords, Phrase("ตำแหน่ง")]
    """As the office writes it; may omit the name of the district or of ``unit_id``."""
    unit_id: Annotated[str | None, Phrase("หน่วย")] = None
    acting: Annotated[PostWords, Phrase("รักษาการ")] = ""
    """The words before the post (:data:`ACTING`); empty for the appointed holder."""
    first: Annotated[date | None, Phrase("วันแรก")] = None
    """First day; None if unknown."""
    last: Annotated[date | None, Phrase("วันสุดท้าย")] = None
    """Last day; None if it continues."""
    note: Annotated[FreeText, Phrase("หมายเหตุ")] = ""
    position: Position = 0

    def covers(self, day: date | None) -> bool:
        """Return whether the post is held on ``day``; with None, whether the tenure continues."""
        if day is None:
            return self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, kw_only=True)
class TenureRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    tenures: tuple[Tenure, ...] = ()
