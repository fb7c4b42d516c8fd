"""What pages of many documents have in common.

Tables have their title in the footer, papers a page number in the header. Orders, memos and
letters have garuda, margins and signature. Photographs stand side by side, with their captions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Cell,
    Document,
    Image,
    Margins,
    Orientation,
    PageLine,
    PageNumbers,
    Paragraph,
    Picture,
    SignatureBlock,
    Table,
    TableColumn,
    TableRow,
    paragraph,
)
from ita_desktop.documents.kinds import GARUDA, MissingData, ReportContext
from ita_desktop.documents.office_files import shape_of
from ita_desktop.documents.pictures import grid
from ita_desktop.documents.reports.named_texts import words
from ita_desktop.documents.reports.wording import TABLE_MARGINS, foot
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.district_names import office
from ita_desktop.domain.documents import GAP, gaps
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.records import Measure, Member, MemberKind
from ita_desktop.domain.roster.holders import held_words, holder_on, member_post
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.domain.year import YearData

_HIGHEST = 56.0
"""Greatest height of a picture in mm: two rows with a line of caption fit below the title of a
landscape page, even in Excel, which rounds rows up."""
_WIDE = 85.0
"""Approximate width of a picture's column in mm."""
_GAP = 2.0
"""Distance between pictures in mm."""
MARGINS: Final = Margins(top=25, right=20, bottom=20, left=30)
"""Margins of orders and letters in mm, from the rules of official correspondence
(ระเบียบงานสารบรรณ)."""
GARUDA_OF_LETTERS: Final = 30.0
GARUDA_OF_MEMOS: Final = 15.0
"""Heights in mm."""
_NO_HOLDER: Final = wording("order-vacant", "- ว่าง -", papers="คำสั่งแต่งตั้ง")
_SHAPE: Final = 0.92
"""Aspect ratio of the space for a missing garuda."""


def garuda(context: ReportContext, height: float) -> Image:
    """Returns the office's garuda, ``height`` mm high, or a blank of its size if there is none."""
    data = context.office_file(GARUDA)
    shape = shape_of(data) if data else None
    if data is None or shape is None:
        return Image(b"", height * _SHAPE, height, "ครุฑ")
    return Image(data, height * shape, height, "ครุฑ")


def missing_garuda(context: ReportContext) -> Iterator[MissingData]:
    """Yields that the garuda is missing or unusable."""
    fields, data = {"office_file": GARUDA}, context.office_file(GARUDA)
    if not any(file.name == GARUDA for file in context.year.office_files):
        yield MissingData("ยังไม่มีภาพครุฑ จึงเว้นที่ว่างไว้", fields, "เลือกไฟล์ภาพที่หน้าตั้งค่า")
    elif data is not None and shape_of(data) is None:
        yield MissingData("ภาพครุฑเปิดไม่ได้", fields, "เลือกไฟล์ PNG หรือ JPEG ที่หน้าตั้งค่า")


def body(text: str) -> Iterable[Paragraph]:
    """Returns a paragraph per line of a text."""
    return [paragraph(line, "paper-body") for line in text.splitlines() if line.strip()]


def unfilled(data: YearData, name: str, values: Mapping[str, str], own: str) -> list[str]:
    """Returns the fields of a text that are unknown and printed as gaps."""
    return list(gaps(own or words(data, name), values))


def signed_on(data: YearData, letter: Letter) -> date | None:
    """Returns the date of a letter; without one, the day of the meeting it is about."""
    meeting = data.meeting_by_id.get(letter.meeting_id or "")
    return letter.day or (meeting.day if meeting is not None else None)


def signature(
    data: YearData,
    person_id: str | None,
    post: str,
    day: date | None,
    under: str = "",
    closing: str = "",
) -> SignatureBlock:
    """Returns the signature block on ``day``: name in parentheses, position, and the lines
    ``under`` it (ปฏิบัติราชการแทน …). If no person is given, the holder of the position on that day
    signs."""
    post_lines = tuple(post.splitlines())
    name, lines = signer(data, person_id, post, day)
    named = (f"({name})" if name else f"({GAP * 2})", *(lines or post_lines), *under.splitlines())
    return SignatureBlock(tuple(line for line in named if line.strip()), closing)


def signer(
    data: YearData, person_id: str | None, post: str, day: date | None
) -> tuple[str, tuple[str, ...]]:
    """Returns the name below a signature, empty if unknown, and the position of whoever acts for
    the holder, in lines; no lines if ``post`` is printed unchanged."""
    person = data.person_by_id.get(person_id or "")
    if person is not None:
        return person.full_name, ()
    # The last line is the position signed for; lines above it are the signer's own.
    for text in (" ".join(post.split()), *reversed(post.splitlines())):
        holder = holder_on(data, text, None, day)
        if holder is not None:
            lines = held_words(data, holder, text, day) if holder.acting else ()
            return holder.person.full_name, lines
    return "", ()


def member_lines(data: YearData, member: Member) -> tuple[str, ...]:
    """Returns a member as printed in orders: a person in two lines, a position or group in one."""
    post = member_post(data, member)
    person = data.person_by_id.get(member.person_id or "")
    if member.vacant:
        return tuple(line for line in (_NO_HOLDER.of(data), post) if line)
    if person is None or member.kind is not MemberKind.PERSON:
        return (post,)
    return tuple(line for line in (person.full_name, post) if line)


def role_lines(role: str) -> str:
    """Returns a role broken into lines as in orders: ``กรรมการและ / เลขานุการ``, ``คณะทำงาน /
    และเลขานุการ``."""
    before, joint, after = role.partition("และ")
    if not joint or not before or not after:
        return role
    if before == "กรรมการ":
        return f"{before}{joint}\n{after}"
    return f"{before}\n{joint}{after}"


def photos_of(data: YearData, measures: Iterable[Measure]) -> tuple[Photo, ...]:
    """Returns the photographs of all entries on the given measures, in order."""
    return tuple(
        photo
        for measure in measures
        for entry in data.entries_of(measure.id)
        for photo in data.photos_of(entry.id)
    )


def photo_table(context: ReportContext, photos: Iterable[Photo], page: Document) -> Iterator[Block]:
    """Yields a borderless table of the photographs with captions, as wide as the text of ``page``;
    pages may end between its rows."""
    shown = tuple(photos)
    if not shown:
        return
    across = max(round(page.text_width / _WIDE), 1)
    width = page.text_width / across
    made = [grid(context, (photo,), width - _GAP, _HIGHEST)[0][0] for photo in shown]
    rows = [_as_high(made[at : at + across]) for at in range(0, len(made), across)]
    if len(rows[-1]) == 1:
        rows[-1] = [replace(rows[-1][0], columns=across)]
    yield paragraph("", "line")
    columns = (TableColumn(1),) * across
    yield Table(
        columns, tuple(TableRow(tuple(row)) for row in rows), borders=False, whole_rows=True
    )


def _as_high(beside: Sequence[Picture]) -> list[Cell]:
    """Returns the cells of a row of pictures, scaled to equal height."""
    height = min(picture.image.height for picture in beside)
    return [
        Cell(
            pictures=(
                (replace(picture, image=_scaled(picture.image, height / picture.image.height)),),
            )
        )
        for picture in beside
    ]


def _scaled(image: Image, share: float) -> Image:
    return replace(image, width=image.width * share, height=image.height * share)


def of_tables(
    year: YearData,
    title: str,
    blocks: Iterable[Block],
    digits: Digits,
    *,
    named: str = "",
    across: bool = False,
    as_list: bool = False,
) -> Document:
    """Returns a document of tables with its title, or ``named``, in the footer; ``across`` makes it
    landscape, ``as_list`` makes its Excel file a list."""
    return Document(
        title,
        tuple(blocks),
        office(year.organisation),
        Orientation.LANDSCAPE if across or as_list else Orientation.PORTRAIT,
        TABLE_MARGINS,
        digits,
        footer=foot(named or title),
        as_list=as_list,
    )


def of_papers(
    year: YearData, title: str, blocks: Iterable[Block], digits: Digits, margins: Margins = MARGINS
) -> Document:
    """Returns an official paper, with page numbers from the second page on."""
    header = PageLine(numbers=PageNumbers.DASHES, from_page=2)
    author = office(year.organisation)
    return Document(title, tuple(blocks), author, margins=margins, digits=digits, header=header)
