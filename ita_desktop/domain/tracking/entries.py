"""Records of the follow-up of measures: entries, photographs and reporting rounds.

What is done to a photograph by hand: parts of it blurred with a brush, and its cropping.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Final, NamedTuple, Self

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal_marks import FreeText, NotPersonal, PhotoKey
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
    occurrence: Annotated[date | None, Phrase("รอบ")] = None
    """The last day of the occurrence that it refers to."""
    round_id: Annotated[str | None, Phrase("รอบรายงาน")] = None
    state: Annotated[EntryState, Phrase("สถานะ")] = EntryState.DONE
    day: Annotated[date | None, Phrase("วันที่ทำ")] = None
    """The day on which it was done."""
    text: Annotated[FreeText, Phrase("สิ่งที่ทำ")] = ""
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
    (:class:`~ita_desktop.domain.tracking.entries.Crop`): left, top, width and height in
    thousandths (``0 120 1000 700``); empty for all of it."""
    caption: Annotated[FreeText, Phrase("คำบรรยายภาพ")] = ""
    position: Position = 0


@dataclass(frozen=True, kw_only=True)
class TrackingRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    rounds: tuple[Round, ...] = ()
    entries: tuple[Entry, ...] = ()
    photos: tuple[Photo, ...] = ()


WHOLE: Final = 1000
SIZES: Final = (15, 25, 40, 60, 90, 140)
"""Brush radii, in thousandths of the longer side."""
PATCHES: Final = 4
"""Number of colour patches across a dab: too few to recognise a face."""


class BrushTouch(NamedTuple):
    """One touch of the brush: centre in thousandths of width and height, radius in thousandths of
    the longer side."""

    x: int
    y: int
    radius: int

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return the bounding square in an image of that size, in pixels: left, top, right, bottom;
        may exceed the image."""
        radius = max(1, round(self.radius * max(width, height) / WHOLE))
        x, y = round(self.x * width / WHOLE), round(self.y * height / WHOLE)
        return x - radius, y - radius, x + radius, y + radius


LEAST: Final = 50
"""Minimum width and height of the cropped part, in thousandths."""
_QUARTERS: Final = 4


class Crop(NamedTuple):
    """A part of an image; by default all of it. ``str`` returns the form stored in records."""

    left: int = 0
    top: int = 0
    width: int = WHOLE
    height: int = WHOLE

    @classmethod
    def of(cls, words: str) -> Self:
        """Parse the stored form (``0 120 1000 700``); return the whole image if it is not valid.

        >>> Crop.of("0 120 1000 700")
        Crop(left=0, top=120, width=1000, height=700)
        """
        figures = words.split()
        if len(figures) != len(cls._fields) or not all(figure.isdecimal() for figure in figures):
            return cls()
        return cls(*map(int, figures)).within()

    def __str__(self) -> str:
        return "" if self.is_whole else " ".join(str(number) for number in self)

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole image."""
        return self == Crop()

    def within(self) -> Self:
        """Return the part clipped to the image, with at least the minimum size."""
        width, height = (min(max(number, LEAST), WHOLE) for number in (self.width, self.height))
        left = min(max(self.left, 0), WHOLE - width)
        top = min(max(self.top, 0), WHOLE - height)
        return type(self)(left, top, width, height)

    def turned(self, quarters: int) -> Self:
        """Return the same part after rotating the image clockwise by ``quarters`` x 90 degrees."""
        part = self
        for _ in range(quarters % _QUARTERS):
            left, top, width, height = part
            part = type(self)(WHOLE - top - height, left, height, width)
        return part

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom in an image of that size, in pixels."""
        left, top = round(self.left * width / WHOLE), round(self.top * height / WHOLE)
        right = round((self.left + self.width) * width / WHOLE)
        bottom = round((self.top + self.height) * height / WHOLE)
        left, top = min(left, max(width - 1, 0)), min(top, max(height - 1, 0))
        return left, top, max(right, left + 1), max(bottom, top + 1)

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return width and height in an image of that size, in pixels."""
        left, top, right, bottom = self.box(width, height)
        return right - left, bottom - top
