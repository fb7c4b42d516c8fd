"""What is asked in a collection round, and what was sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from ita_desktop.domain.collecting.board import FormState
from ita_desktop.domain.collecting.collections import USUAL, AskedSubject, Collection
from ita_desktop.domain.collecting.open_rows import AskedDays, OpenRow, count_of
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import Unit

MOST_ROWS: Final = 30
"""Number of rows of a form, unless more are asked for."""
FORM_STATES: Final[Mapping[FormState, str]] = {
    FormState.SENT: Phrase("ส่งแล้ว"),
    FormState.EMPTY: Phrase("คืนแบบเปล่า"),
    FormState.PART: Phrase("คืนแล้วบางส่วน"),
    FormState.RETURNED: Phrase("คืนครบแล้ว"),
    FormState.LATE: Phrase("เลยกำหนด"),
    FormState.MISSED: Phrase("ไม่คืนภายในปี"),
}
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class RoundRequest:
    """What is asked, of whom, until when."""

    about: tuple[AskedSubject, ...] = USUAL
    unit_ids: tuple[str, ...] | None = None
    """None: all units that have something to report."""
    due: date | None = None
    title: str = ""
    question: str = ""
    """Asked of all these units; empty for none."""
    answered: frozenset[str] = frozenset()
    """The units that have answered it already."""
    corrected: frozenset[str] = frozenset()
    """The units whose people were corrected already."""
    period: AskedDays | None = None
    """The days that measures are asked for; None: until the end of this month."""
    most_rows: int = MOST_ROWS
    formats: tuple[str, ...] = ("xlsx",)
    """``xlsx``, ``docx`` or both."""
    only: frozenset[str] = frozenset()
    """Codes of items and ids of measures that are asked for; all if it is empty."""
    memos: bool = False
    """Whether a memo to each unit is written, and kept among the letters."""
    mails: bool = False
    """Whether a draft of a mail is written for each unit."""
    zipped: bool = False
    """Whether all is one zip file."""


@dataclass(frozen=True)
class UnitRows:
    """A unit and the rows of its form; ``left_over`` is the number of rows that did not fit."""

    unit: Unit
    rows: tuple[OpenRow, ...]
    left_over: int = 0

    @property
    def count(self) -> int:
        """Number of rows of the form."""
        return count_of(self.rows)


@dataclass(frozen=True)
class SentRound:
    """A round that was sent."""

    collection: Collection
    units: tuple[UnitRows, ...]
    files: tuple[Path, ...] = ()
    mails: tuple[Path, ...] = ()
    file_of: Mapping[str, Path] = field(default_factory=dict)
    """The form of each unit, by unit."""
