"""Records of what of a draft framework was confirmed."""

from typing import Annotated, ClassVar

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import NotPersonal
from ita_desktop.domain.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkConfirmation(Record):
    """A part of a draft framework that was compared with the official circular."""

    unique: ClassVar = ("year_id", "part")

    year_id: str
    part: Annotated[NotPersonal, Phrase("ส่วน")]
    """Block and code of the part (``item O12``), see ``DraftPart.key``."""


@dataclass(frozen=True, kw_only=True)
class ConfirmationRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    confirmations: tuple[FrameworkConfirmation, ...] = ()
