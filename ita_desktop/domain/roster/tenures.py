"""Tenures: periods in which a person holds a post or acts in it."""

from datetime import date

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FreeText, PostWords
from ita_desktop.domain.records import Record

ACTING = ("รักษาราชการแทน", "รักษาการในตำแหน่ง", "ปฏิบัติหน้าที่ในตำแหน่ง")
"""The usual words for holding a post without being appointed to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Record):
    """A period in which a person of the register holds a post (ผู้อำนวยการเขต, หัวหน้าฝ่ายปกครอง)."""

    person_id: str
    post: PostWords
    """As the office writes it; may omit the name of the district or of ``unit_id``."""
    unit_id: str | None = None
    acting: PostWords = ""
    """The words before the post (:data:`ACTING`); empty for the appointed holder."""
    first: date | None = None
    """First day; None if unknown."""
    last: date | None = None
    """Last day; None if it continues."""
    note: FreeText = ""
    position: int = 0

    def covers(self, day: date | None) -> bool:
        """Return whether the post is held on ``day``; with None, whether the tenure continues."""
        if day is None:
            return self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, kw_only=True)
class TenureRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    tenures: tuple[Tenure, ...] = ()
