"""Records of the follow-up of measures: entries, photographs and reporting rounds."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FreeText, NotPersonal, PhotoKey
from ita_desktop.domain.records import Position, Record


class EntryState(StrEnum):
    """Whether the measure was carried out."""

    DONE = "done"
    SKIPPED = "skipped"
    """Not carried out on purpose; ``reason`` says why."""
    DOING = "doing"
    """Begun or done in part; ``text`` says how far."""
    NOT_STARTED = "not_started"
    UNKNOWN = "unknown"
    """What is told does not say whether it is done, so it does not count as done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Record):
    """A reporting round (รอบ 6 เดือน, รอบ 12 เดือน), first and last day included."""

    table: ClassVar = "tracking_round"

    year_id: str
    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")]
    first: Annotated[date, Phrase("วันแรก")]
    last: Annotated[date, Phrase("วันสุดท้าย")]
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """A follow-up entry of a measure (ผลการดำเนินการ).

    It refers to one occurrence of the measure (``occurrence``), is the summary of a round
    (``round_id``), or neither: something that was done in between.
    """

    measure_id: str
    unit_id: Annotated[str | None, Phrase("หน่วย")] = None
    """The unit that did it, of a measure that several units do; None: it is given for all."""
    occurrence: Annotated[date | None, Phrase("ครั้งที่")] = None
    """The last day of the occurrence that it refers to."""
    round_id: str | None = None
    state: Annotated[EntryState, Phrase("สถานะ")] = EntryState.DONE
    day: Annotated[date | None, Phrase("วันที่")] = None
    """The day on which it was done."""
    text: Annotated[FreeText, Phrase("ข้อความ")] = ""
    """What was done, as short rich text."""
    participants: Annotated[int | None, Phrase("จำนวนผู้เข้าร่วม")] = None
    result: Annotated[FreeText, Phrase("ผล")] = ""
    """The result, as short rich text."""
    links: Annotated[FreeText, Phrase("ลิงก์")] = ""
    """URLs of publications, one per line."""
    reason: Annotated[FreeText, Phrase("เหตุผล")] = ""
    """Why it was skipped."""
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Record):
    """A photograph of an entry, turned upright and without EXIF data."""

    entry_id: str
    media: Annotated[PhotoKey, Phrase("ไฟล์")]
    """Key of the stored JPEG or PNG, scaled to fill an A4 page."""
    original: Annotated[PhotoKey, Phrase("ไฟล์")] = ""
    """Key of the original file, if it was to be kept."""
    file_name: Annotated[FreeText, Phrase("ชื่อไฟล์")] = ""
    width: Annotated[int, Phrase("ความกว้างของภาพ")] = 0
    """Width of the stored image in pixels."""
    height: Annotated[int, Phrase("ความสูงของภาพ")] = 0
    crop: Annotated[NotPersonal, Phrase("ส่วนของภาพที่ใช้")] = ""
    """The part of the image that is shown
    (:class:`~ita_desktop.domain.tracking.retouching.Crop`): left, top, width and height in
    thousandths (``0 120 1000 700``); empty for all of it."""
    caption: Annotated[FreeText, Phrase("คำบรรยายภาพ")] = ""
    position: Position = 0


@dataclass(frozen=True, kw_only=True)
class TrackingRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    rounds: tuple[Round, ...] = ()
    entries: tuple[Entry, ...] = ()
    photos: tuple[Photo, ...] = ()
