"""Records of papers as they were signed and sent out."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FileKey, FreeText, NotPersonal, PersonName, PostWords
from ita_desktop.domain.records import Member, Position, Record

APPOINTED: Final = frozenset({"member", "duty"})
"""The tables of what an order appoints."""
WITH_DUE: Final = "due"
"""The word of :attr:`SignedPaper.choices` for a column of due days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPaper(Record):
    """A paper as it was signed on a day. Several rows of the same paper are its versions; the
    newest counts. Nothing that it was made of is locked by it."""

    year_id: str
    document: Annotated[NotPersonal, Phrase("เอกสาร")]
    """Name of the document kind."""
    subject: Annotated[NotPersonal, Phrase("เรื่อง")] = ""
    """Key of the order, meeting, letter, unit or whatever else it is about. What that key means may
    be deleted later; the paper stays."""
    title: Annotated[FreeText, Phrase("ชื่อเรื่อง")] = ""
    """The title that it had."""
    number: Annotated[NotPersonal, Phrase("เลขที่")] = ""
    day: Annotated[date, Phrase("วันที่")]
    signed_by: Annotated[PersonName, Phrase("ผู้ลงนาม")] = ""
    signed_post: Annotated[PostWords, Phrase("ตำแหน่งผู้ลงนาม")] = ""
    copies_to: Annotated[FreeText, Phrase("สำเนาส่งถึง")] = ""
    """Who received copies, one a line."""
    media: Annotated[FileKey, Phrase("ไฟล์")] = ""
    """Key of the PDF that was signed."""
    file_name: Annotated[FreeText, Phrase("ชื่อไฟล์")] = ""
    """Name of the file that it was taken from; empty if the program made it."""
    made: Annotated[FileKey, Phrase("ข้อมูลที่ใช้ทำเอกสาร")] = ""
    """Key of the text of the paper as the program made it then, which is compared; empty where the
    signed one was given and can be read, which is compared itself."""
    made_on: Annotated[date | None, Phrase("วันที่ทำเอกสาร")] = None
    """The day as of which the program made it (:attr:`ReportContext.day`)."""
    digits: Annotated[NotPersonal, Phrase("เลขไทยหรืออารบิก")] = ""
    profile: Annotated[NotPersonal, Phrase("ผู้อ่านเอกสาร")] = ""
    choices: Annotated[NotPersonal, Phrase("ตัวเลือกของเอกสาร")] = ""
    """What the table of assignments was limited to: item codes separated by spaces, and
    :data:`WITH_DUE`."""
    appointed: Annotated[FreeText, Phrase("คณะที่แต่งตั้ง")] = ""
    """Of an order: its bodies with members and duties as signed (:func:`appointed_text`)."""
    position: Position = 0

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.day, self.position, self.id)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who received copies."""
        return tuple(filter(None, map(str.strip, self.copies_to.splitlines())))


class AppointedBody(NamedTuple):
    """A body as an order appointed it: the columns of its members, and its duties."""

    id: str
    members: tuple[Mapping[str, Any], ...]
    duties: tuple[str, ...]


_COLUMNS: Final = ("id", "kind", "person_id", "post", "unit_id", "role", "note", "position")


def member_columns(member: Member) -> dict[str, Any]:
    """Return the columns of a member that an order prints, as JSON values."""
    return {name: getattr(member, name) for name in _COLUMNS}


def appointed_text(bodies: Iterable[AppointedBody]) -> str:
    """Return bodies as :attr:`SignedPaper.appointed` keeps them."""
    return json.dumps([body._asdict() for body in bodies], ensure_ascii=False)


def appointed_bodies(paper: SignedPaper) -> dict[str, AppointedBody]:
    """Return the bodies of a signed order by key; empty for other papers."""
    kept = json.loads(paper.appointed) if paper.appointed else ()
    return {
        body["id"]: AppointedBody(body["id"], tuple(body["members"]), tuple(body["duties"]))
        for body in kept
    }


@dataclass(frozen=True, kw_only=True)
class SignedRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    signed_papers: tuple[SignedPaper, ...] = ()
