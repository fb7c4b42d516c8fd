"""Posts that people hold: from a day to a day, as their holder or acting for one."""

from datetime import date

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FreeText, PostWords
from ita_desktop.domain.records import Record

ACTING = ("รักษาราชการแทน", "รักษาการในตำแหน่ง", "ปฏิบัติหน้าที่ในตำแหน่ง")
"""The usual words for holding a post without being appointed to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Record):
    """A post (ผู้อำนวยการเขต, หัวหน้าฝ่ายปกครอง) that a person of the register holds for a time."""

    person_id: str
    post: PostWords
    """As the office names it; it may leave out the district's name or that of ``unit_id``."""
    unit_id: str | None = None
    acting: PostWords = ""
    """The words that stand before the post (:data:`ACTING`); empty for its holder."""
    first: date | None = None
    """None: since before what the register knows."""
    last: date | None = None
    """The last day; None while it goes on."""
    note: FreeText = ""
    position: int = 0

    def covers(self, day: date | None) -> bool:
        """Whether the post is held on ``day``; without one, whether it goes on."""
        if day is None:
            return self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, kw_only=True)
class TenureRows:
    """Where a year holds these records."""

    tenures: tuple[Tenure, ...] = ()
