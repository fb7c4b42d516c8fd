"""Records of collection rounds: what was asked, of which units, and what they returned.

What a form contained when it was sent, as digests of its fields.

A returned field with the digest of the sent one was not touched by the unit. If the field in the
workspace has another digest than the sent one, somebody changed it meanwhile.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from hashlib import blake2s
from typing import Annotated, Any, ClassVar, Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal_marks import FreeText, NotPersonal, PhotoKey
from ita_desktop.domain.records import Names, Position, Record
from ita_desktop.domain.rich import plain
from ita_desktop.domain.text import key


class AskedSubject(StrEnum):
    """What units are asked about."""

    MEASURES = "measures"
    """What was done of their measures in a period."""
    OIT = "oit"
    """Where the data of their OIT items is published."""
    PEOPLE = "people"
    """Corrections of the register: the unit's own people."""


USUAL: Final = (AskedSubject.OIT, AskedSubject.MEASURES)
"""What is asked if nothing else is said."""

FORMATS: Final = ("xlsx", "docx")
"""The formats of a form."""


@dataclass(frozen=True, slots=True)
class RoundPreset:
    """What a new collection round begins with."""

    about: tuple[AskedSubject, ...] = USUAL
    rows: frozenset[str] = frozenset()
    """Codes of items and ids of measures; all if it is empty."""
    units: frozenset[str] = frozenset()
    """The units that are ticked; all if it is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection(Record):
    """A collection round: one form for each unit."""

    year_id: str
    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")]
    about: Annotated[NotPersonal, Phrase("เรื่องที่ขอ")]
    """The subjects (:class:`AskedSubject`), separated by a space."""
    question: Annotated[FreeText, Phrase("คำถาม")] = ""
    """A question of the office's own, asked besides the subjects; empty if there is none."""
    first: Annotated[date | None, Phrase("วันแรก")] = None
    """The first day of the period that measures are asked for."""
    last: Annotated[date | None, Phrase("วันสุดท้าย")] = None
    sent: Annotated[date, Phrase("วันที่ส่ง")]
    due: Annotated[date | None, Phrase("กำหนดส่ง")] = None
    position: Position = 0

    @property
    def subjects(self) -> tuple[AskedSubject, ...]:
        """What the units are asked about."""
        return tuple(map(AskedSubject, self.about.split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionUnit(Record):
    """A form that was sent to a unit. Its ``id`` is the mark of the form; a form that is sent once
    more is a row with a higher ``version``."""

    unique: ClassVar = ("collection_id", "unit_id", "version")

    collection_id: str
    unit_id: Annotated[str, Phrase("หน่วย")]
    version: Annotated[int, Phrase("รุ่นของแบบ")] = 1
    sent: Annotated[date, Phrase("วันที่ส่ง")]
    rows: Annotated[NotPersonal, Phrase("แถวของแบบ")] = ""
    """The rows as they were sent (:class:`SentRows`)."""
    returned: Annotated[date | None, Phrase("วันที่คืน")] = None
    """The day on which a form was last taken back."""
    untaken: Annotated[int, Phrase("สิ่งที่ยังไม่รับ")] = 0
    """Number of rows of the returned form that were not taken: in conflict, or not readable."""
    filled: Annotated[int | None, Phrase("จำนวนที่กรอก")] = None
    """Number of rows that the unit has filled in, of the form as it came back last; None if that is
    not known."""
    reminded: Annotated[date | None, Phrase("วันที่เตือน")] = None
    answer: Annotated[FreeText, Phrase("คำชี้แจง")] = ""
    """The answer to the question."""

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.sent, self.version, self.id)


class RowFate(StrEnum):
    """What became of a row of a returned form."""

    LEFT = "left"
    """Not taken, and nobody has decided about it."""
    TAKEN = "taken"
    THEIRS = "theirs"
    """Not taken at first; somebody chose what the unit wrote."""
    OURS = "ours"
    """Not taken; somebody chose what the workspace has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow(Record):
    """A row of a returned form that the unit has filled in: it stays when the file is gone."""

    form_id: Annotated[str, Names("collection_unit")]
    line: Annotated[int, Phrase("บรรทัด")] = 0
    """The number of the row in its sheet; 0 if it is none."""
    what: Annotated[FreeText, Phrase("รายการ")] = ""
    """Which measure, item or person it is about, as the file says."""
    came: Annotated[FreeText, Phrase("สิ่งที่หน่วยส่งมา")] = ""
    """What the unit wrote, a field a line (``หัวข้อ: ข้อความ``)."""
    why: Annotated[FreeText, Phrase("เหตุผล")] = ""
    """Why it was not taken; of a row that was, what to check of it, a line each."""
    fate: Annotated[RowFate, Phrase("สิ่งที่ตัดสิน")] = RowFate.LEFT
    writes: Annotated[FreeText, Phrase("สิ่งที่บันทึกแล้ว")] = ""
    """What takes it, as JSON: a list of records with the fields to set; empty if it cannot be
    read."""
    position: Position = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedPhoto(Record):
    """A photograph in a row of a returned form that was not taken, ready to be taken later."""

    row_id: Annotated[str, Names("returned_row")]
    media: Annotated[PhotoKey, Phrase("ไฟล์")]
    """Key of the stored JPEG or PNG, scaled to fill an A4 page."""
    file_name: Annotated[FreeText, Phrase("ชื่อไฟล์")] = ""
    width: Annotated[int, Phrase("ความกว้างของภาพ")] = 0
    """Width of the stored image in pixels."""
    height: Annotated[int, Phrase("ความสูงของภาพ")] = 0
    caption: Annotated[FreeText, Phrase("คำบรรยายภาพ")] = ""
    entry: Annotated[NotPersonal, Phrase("บันทึกผล")] = ""
    """The id of the follow-up entry that it belongs to, which may be one that the row would make;
    empty where no entry can have it."""
    position: Position = 0


@dataclass(frozen=True, kw_only=True)
class CollectionRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    collections: tuple[Collection, ...] = ()
    collection_units: tuple[CollectionUnit, ...] = ()
    returned_rows: tuple[ReturnedRow, ...] = ()
    returned_photos: tuple[ReturnedPhoto, ...] = ()


Value = str | int | date | None
Digests = Mapping[str, str]
"""Digests of a row's fields by name; empty fields are left out."""

RECORDED: Final = "recorded"
"""The digest of what was recorded of a row when it was sent."""
_SIZE: Final = 4
"""Bytes of a digest: it compares one field with two others, not with all there are. Rounds that are
out hold digests of this size."""


def digest(value: Value) -> str:
    """Return the digest of a field; empty for an empty one. Spaces, Thai digits and the marks of
    rich text, which programs change, do not matter."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        text = value.isoformat()
    elif isinstance(value, StrEnum | int):
        text = str(value)
    else:
        text = key(plain(value))
    return blake2s(text.encode(), digest_size=_SIZE).hexdigest() if text else ""


@dataclass(frozen=True)
class SentRows:
    """The rows of a form by row key."""

    rows: Mapping[str, Digests]

    @classmethod
    def read(cls, text: str) -> "SentRows":
        """Return the rows that are stored as ``text``."""
        return cls(json.loads(text) if text else {})

    def written(self) -> str:
        """Return the rows as a text to store."""
        return json.dumps(self.rows, ensure_ascii=False, separators=(",", ":"))

    def row(self, row_key: str) -> Digests | None:
        """Return a row's digests; None if no such row was sent."""
        return self.rows.get(row_key)


def digests(fields: Mapping[str, Value]) -> dict[str, str]:
    """Return the digests of a row's fields."""
    found = {name: digest(value) for name, value in fields.items()}
    return {name: text for name, text in found.items() if text}


def untouched(sent: Digests, returned: Mapping[str, Value]) -> frozenset[str]:
    """Return the names of the returned fields that are as they were sent."""
    return frozenset(
        name for name, value in returned.items() if digest(value) == sent.get(name, "")
    )


def in_conflict(
    sent: Digests, returned: Mapping[str, Value], current: Mapping[str, Value]
) -> tuple[str, ...]:
    """Return the names of the fields that the unit and somebody else changed to different values;
    an empty returned field says nothing."""
    return tuple(_conflicts(sent, returned, current))


def _conflicts(
    sent: Digests, returned: Mapping[str, Value], current: Mapping[str, Value]
) -> Iterable[str]:
    for name, value in returned.items():
        came, was, now = digest(value), sent.get(name, ""), digest(current.get(name))
        if came and came != was and now not in {was, came}:
            yield name
