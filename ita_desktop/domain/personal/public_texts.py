"""Decisions of the clerk: personal data in a text that the office publishes on purpose."""

from datetime import date
from typing import Annotated, Any, ClassVar

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import NotPersonal
from ita_desktop.domain.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicText(Record):
    """Personal data of one place that is meant to be published. The text itself is not kept."""

    unique: ClassVar = ("place", "digest")

    place: Annotated[NotPersonal, Phrase("ข้อความที่ตั้งใจให้เผยแพร่")]
    """Table, key and column, separated by ``/``."""
    digest: Annotated[NotPersonal, Phrase("ลายนิ้วข้อความ")]
    """Of what was found, see ``typed.digest_of``."""
    decided: Annotated[date, Phrase("วันที่ตัดสิน")]

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.place, self.digest, self.id)


@dataclass(frozen=True, kw_only=True)
class PublicTextRows:
    """The field of :class:`~ita_desktop.domain.year.YearData` that holds these records; all years
    share them."""

    public_texts: tuple[PublicText, ...] = ()
