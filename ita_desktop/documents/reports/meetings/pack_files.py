"""Files in a meeting's pack: all pages of PDFs, pictures on a page each, only a title page for
others."""

from typing import Final, NamedTuple

from ita_desktop.documents.content import Block, BoundDocument, Document, Image, paragraph
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.office_files.bound import Pages, check, seems_broken
from ita_desktop.documents.office_files.picture import shape_of
from ita_desktop.documents.reports.letters.papers import MARGINS
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.letters.letters import Attachment

_OF_AGENDA_ITEM: Final = wording("meeting-pack.handout", "เอกสารประกอบระเบียบวาระที่ {ลำดับวาระ}")
_ENCLOSED: Final = wording("meeting-pack.enclosed", "สิ่งที่ส่งมาด้วย")
_APART: Final = wording("meeting-pack.apart", "(แนบไฟล์ {ชื่อไฟล์} แยกต่างหาก)")
_WIDTH: Final = 160.0
_HEIGHT: Final = 215.0
"""Greatest height of a picture below its heading, in mm."""


class Handout(NamedTuple):
    """A handout of agenda item ``number``, or without number an enclosure of the memo."""

    attachment: Attachment
    number: str


def pages(context: ReportContext, handout: Handout, digits: Digits) -> tuple[BoundDocument, ...]:
    """Returns the title page of a file and its pages."""
    data, row = context.year, handout.attachment
    file = context.media(row.media) or b""
    found = _pages(file, row.file_name)
    count = found.number
    shape = shape_of(file) if file and not count else None
    title = (
        _OF_AGENDA_ITEM.of(data, {"ลำดับวาระ": handout.number})
        if handout.number
        else _ENCLOSED.of(data)
    )
    blocks: list[Block] = [paragraph(title, "paper-title"), paragraph(row.title, "paper-title")]
    if shape is not None:
        width = min(_WIDTH, _HEIGHT * shape)
        blocks.append(Image(file, width, width / shape, row.title))
    elif not count:
        blocks.append(paragraph(_APART.of(data, {"ชื่อไฟล์": row.file_name}), "paper-center"))
    front = Document(title=row.title, blocks=tuple(blocks), margins=MARGINS, digits=digits)
    return (BoundDocument(row.title, front, file=found.data, file_pages=count),)


def missing_files(context: ReportContext, handout: Handout) -> list[MissingData]:
    """Returns that the pack has only the title page of a file that is no PDF or picture, or
    broken."""
    row = handout.attachment
    file = context.media(row.media)
    if file is None or not seems_broken(file) or shape_of(file) is not None:
        return []
    shown = {"file": row.file_name}
    return [MissingData("{file} ไม่ใช่ PDF หรือภาพที่เปิดได้ ในชุดจึงมีแต่ใบบอกชื่อ", shown, "พิมพ์ไฟล์นั้นแยก")]


def _pages(file: bytes, name: str) -> Pages:
    try:
        return check(file, name) if file else Pages(b"", 0)
    except InputError:
        return Pages(b"", 0)
