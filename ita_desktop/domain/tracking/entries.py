"""What was done about a measure, when, with what result, and the pictures that prove it."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FreeText, NotPersonal, PhotoKey
from ita_desktop.domain.records import Record


class EntryState(StrEnum):
    """What an entry says of the time that it is about."""

    DONE = "done"
    SKIPPED = "skipped"
    """It was not to be done after all; ``reason`` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Record):
    """A round of reporting (รอบ 6 เดือน, รอบ 12 เดือน) from its first to its last day."""

    table: ClassVar = "tracking_round"

    year_id: str
    title: FreeText
    first: date
    last: date
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """One entry of the record of a measure (ผลการดำเนินการ).

    It is about one time that the measure was due (``occurrence``), or sums up a whole round
    (``round_id``), or neither: something that was done in between.
    """

    measure_id: str
    occurrence: date | None = None
    """The last day of the time that it is about."""
    round_id: str | None = None
    state: EntryState = EntryState.DONE
    day: date | None = None
    """When it was done."""
    text: FreeText = ""
    """What was done, as short rich text."""
    participants: int | None = None
    result: FreeText = ""
    """What came of it, as short rich text."""
    links: FreeText = ""
    """Addresses where it was published, one a line."""
    reason: FreeText = ""
    """Why it was skipped."""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Record):
    """A picture of an entry, turned upright and without what the camera noted in it."""

    entry_id: str
    media: PhotoKey
    """Key of the kept JPEG or PNG, as large as A4 needs it."""
    original: PhotoKey = ""
    """Key of the file as it was given, where that was wished."""
    file_name: FreeText = ""
    width: int = 0
    """Pixels of the kept picture."""
    height: int = 0
    crop: NotPersonal = ""
    """What part of the kept picture is shown: left, top, width and height in thousandths of its
    size (``0 120 1000 700``); empty for all of it."""
    caption: FreeText = ""
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class TrackingRows:
    """Where a year holds these records."""

    rounds: tuple[Round, ...] = ()
    entries: tuple[Entry, ...] = ()
    photos: tuple[Photo, ...] = ()
