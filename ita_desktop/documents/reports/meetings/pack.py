"""The pack of documents for the members of a meeting, with a table of contents.

It has the parts that its agenda and memo refer to, or those that the clerk chose, in the clerk's
order. A part is proposed if they refer to it: the order, the previous minutes, the tables used by
agenda items, handouts and enclosures. Parts that an earlier meeting of the same bodies received
are not proposed again, except generated documents handed out or enclosed anew, which show current
data. The memo is the invitation to the meeting, reported as missing if there is none.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, NamedTuple

from ita_desktop.documents.content import Block, BoundDocument, Document, Image, paragraph
from ita_desktop.documents.kinds import (
    DocumentKind,
    MissingData,
    Profile,
    Report,
    ReportContext,
    Subject,
)
from ita_desktop.documents.office_files import Pages, check_pdf, seems_broken, shape_of
from ita_desktop.documents.reports import appointment_order, committee_roster, framework_summary
from ita_desktop.documents.reports.letters import memo
from ita_desktop.documents.reports.meetings import agenda, attendance, minutes
from ita_desktop.documents.reports.meetings.parts import (
    NO_MEETING,
    blank,
    chosen,
    file_title,
    titles,
)
from ita_desktop.documents.reports.named_texts import words
from ita_desktop.documents.reports.oit import assignments as oit_assignments
from ita_desktop.documents.reports.shared import MARGINS, of_papers
from ita_desktop.documents.wordings.templates import Template, wording
from ita_desktop.domain import meetings
from ita_desktop.domain.agenda import invitation_of, lines, meeting_before, meets_with, number_of
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.letters import Attachment, Letter
from ita_desktop.domain.roster.committee import appointing_order
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData

_TITLE = wording("meeting-pack.name", "เอกสารประกอบการประชุม")
_CONTENTS = wording("meeting-pack.contents", "สารบัญ")
ENTRY: Final = "ชื่อในสารบัญ"
_NAMES: Final[Mapping[str, Template]] = {
    "memo": wording("meeting-pack.invitation", "บันทึกข้อความเชิญประชุม", title=ENTRY),
    "agenda": wording("meeting-pack.agenda", "ระเบียบวาระการประชุม", title=ENTRY),
    "appointment-order": wording(
        "meeting-pack.order", "สำเนาคำสั่งแต่งตั้งคณะกรรมการและคณะทำงาน", title=ENTRY
    ),
    "minutes": wording("meeting-pack.minutes", "รายงานการประชุม ครั้งที่ {ครั้งก่อน}", title=ENTRY),
    "attendance": wording("meeting-pack.attendance", "ใบลงชื่อผู้เข้าประชุม", title=ENTRY),
    "framework-summary": wording("meeting-pack.framework", "สรุปกรอบการประเมิน ITA", title=ENTRY),
    "oit-assignments": wording("meeting-pack.items", "ตารางมอบหมายผู้รับผิดชอบ OIT", title=ENTRY),
    "committee-roster": wording("meeting-pack.roster", "รายชื่อคณะกรรมการและคณะทำงาน", title=ENTRY),
}
NAME: Final = "meeting-pack"
"""The pack's own name as a document: no pack is a part of one."""
_ORDER: Final = "คำสั่ง"
_COMPONENTS: Final = {
    "framework-summary": meetings.Component.FRAMEWORK,
    "oit-assignments": meetings.Component.ASSIGNMENTS,
}


@dataclass(frozen=True, slots=True)
class PackEntry:
    """A possible part of the pack: its key, and its title in the contents."""

    key: str
    title: str
    missing: Callable[[], Iterable[MissingData]]
    made: Callable[[Digits], tuple[BoundDocument, ...]]
    promised: bool = False
    same: str = ""
    """Identity by which it is recognised in an earlier pack; empty if it differs each time."""
    again: bool = False
    """Whether it was requested explicitly, even if an earlier meeting received it."""


def parts(
    context: ReportContext, meeting: meetings.Meeting, kinds: Sequence[DocumentKind]
) -> tuple[tuple[PackEntry, bool], ...]:
    """Returns all possible parts of a meeting's pack in order, each with whether it is included.

    ``kinds``: the documents that agenda and memo may have as enclosures.
    """
    data = context.year
    bodies = meets_with(data, meeting)
    handed: set[str] = set()

    def arrange(of: meetings.Meeting) -> tuple[tuple[PackEntry, bool], ...]:
        return _arranged(_offered(context, of, kinds), of, handed)

    for earlier in sorted(data.meetings, key=lambda held: held.number):
        if earlier.number < meeting.number and (not bodies or bodies & meets_with(data, earlier)):
            handed |= {part.same for part, given in arrange(earlier) if given}
    return arrange(meeting)


def _arranged(
    offered: Iterable[PackEntry], meeting: meetings.Meeting, handed: set[str]
) -> tuple[tuple[PackEntry, bool], ...]:
    known = {entry.key: entry for entry in offered}
    proposed = [
        meetings.PartChoice(
            entry.key,
            entry.promised and (entry.again or not entry.same or entry.same not in handed),
        )
        for entry in known.values()
    ]
    return tuple(
        (known[ticked.key], ticked.given)
        for ticked in meetings.arranged(proposed, meetings.read_pack(meeting.pack))
    )


def _offered(
    context: ReportContext, meeting: meetings.Meeting, kinds: Sequence[DocumentKind]
) -> Iterator[PackEntry]:
    data = context.year
    letter = invitation_of(data, meeting)
    text = _all_texts(data, meeting, letter)
    attached = _attached(data, meeting, letter)
    named = {handout.attachment.document for handout in attached}
    of_year, of_meeting = replace(context, subject=""), replace(context, subject=meeting.id)
    if letter is not None:
        yield _paper("memo", replace(context, subject=letter.id), memo, promised=True)
    yield _paper("agenda", of_meeting, agenda, promised=True)
    order = _order_id(data, meeting, letter)
    if order:
        key = "appointment-order"
        promised = _ORDER in text or key in named
        of_order = replace(context, subject=order)
        yield _paper(
            key, of_order, appointment_order, promised=promised, same=f"{key}:{order}",
            again=key in named,
        )  # fmt: skip
    before = meeting_before(data, meeting)
    if before is not None:
        heads = {item.kind for item in data.agenda_of(meeting.id)}
        promised = meetings.AgendaKind.MINUTES in heads or "minutes" in named
        yield _paper("minutes", replace(context, subject=before.id), minutes, promised=promised)
    yield _paper("attendance", of_meeting, attendance.TO_SIGN, promised=True)
    drawn = {item.component for item in data.agenda_of(meeting.id)}
    for key, report in (
        ("framework-summary", framework_summary),
        ("oit-assignments", oit_assignments),
    ):
        promised = _COMPONENTS[key] in drawn or key in named
        yield _paper(
            key, of_year, report, promised=promised, same=key, again=key in named, tables=True
        )
    yield from _handouts(context, meeting, attached, kinds)
    key = "committee-roster"
    promised = key in named
    yield _paper(key, of_year, committee_roster, promised=promised, same=key, again=promised)


def _paper(
    key: str, context: ReportContext, report: Report, *, promised: bool, same: str = "",
    again: bool = False, tables: bool = False,
) -> PackEntry:  # fmt: skip
    """Returns a generated document; ``tables``: its form has Arabic digits."""
    title = _title(key, context)
    return PackEntry(
        key,
        title,
        partial(report.missing, context),
        lambda digits: (
            BoundDocument(title, report.build(context, Digits.ARABIC if tables else digits)),
        ),
        promised,
        same,
        again,
    )


def _title(key: str, context: ReportContext) -> str:
    data = context.year
    meeting = data.meeting_by_id.get(context.subject)
    values = {"ครั้งก่อน": number_of(meeting, data.year)} if meeting is not None else {}
    return _NAMES[key].of(data, values)


# -- references in agenda and memo


def _all_texts(data: YearData, meeting: meetings.Meeting, letter: Letter | None) -> str:
    """Returns all texts of agenda and memo."""
    texts = [text for item in data.agenda_of(meeting.id) for text in (item.title, item.detail)]
    if letter is not None:
        texts += [letter.subject, letter.body or words(data, letter.wording or "memo-general")]
    return "\n".join(texts)


def _order_id(data: YearData, meeting: meetings.Meeting, letter: Letter | None) -> str:
    if letter is not None and letter.order_id in data.order_by_id:
        return letter.order_id or ""
    orders = (appointing_order(data, body.id) for body in data.bodies_of_meeting(meeting.id))
    return next((order.id for order in orders if order is not None), "")


# Files in a meeting's pack: all pages of PDFs, pictures on a page each, only a title page for
# others.

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
        return check_pdf(file, name) if file else Pages(b"", 0)
    except InputError:
        return Pages(b"", 0)


def _attached(data: YearData, meeting: meetings.Meeting, letter: Letter | None) -> list[Handout]:
    """Returns the handouts of agenda items, then the enclosures of the memo."""
    of_items = [
        Handout(attachment, line.number)
        for line in lines(data.agenda_of(meeting.id))
        for attachment in data.attachments_of_agenda_item(line.item.id)
    ]
    enclosed = data.attachments_of_letter(letter.id) if letter is not None else ()
    return [*of_items, *(Handout(attachment, "") for attachment in enclosed)]


def _handouts(
    context: ReportContext,
    meeting: meetings.Meeting,
    attached: list[Handout],
    kinds: Sequence[DocumentKind],
) -> Iterator[PackEntry]:
    seen = {NAME, *_NAMES}
    for handout in attached:
        row = handout.attachment
        if row.document and row.document not in seen:
            seen.add(row.document)
            kind = next((kind for kind in kinds if kind.name == row.document), None)
            if kind is not None and not (kind.internal and context.profile is Profile.PUBLIC):
                yield _of_kind(context, meeting, row, kind)
        elif not row.document:
            yield PackEntry(
                f"file:{row.id}",
                row.title,
                partial(missing_files, context, handout),
                partial(pages, context, handout),
                promised=True,
                same=f"file:{row.media}",
            )


def _of_kind(
    context: ReportContext, meeting: meetings.Meeting, row: Attachment, kind: DocumentKind
) -> PackEntry:
    subject = meeting.id if kind.of is Subject.MEETING else ""
    about = replace(context, subject=subject)
    return PackEntry(
        kind.name,
        row.title,
        partial(kind.missing, about),
        lambda digits: _flat(row.title, kind.build(about, _digits(kind, digits))),
        promised=True,
        same="" if subject else kind.name,
        again=True,
    )


def _digits(kind: DocumentKind, digits: Digits) -> Digits:
    """Returns Arabic digits if the form has them or all documents are to have them."""
    return Digits.ARABIC if Digits.ARABIC in {kind.digits, digits} else digits


def _flat(title: str, document: Document) -> tuple[BoundDocument, ...]:
    """Returns a document, followed by those bound to it."""
    front = BoundDocument(title, replace(document, bound=()))
    return (front, *(replace(bound, title="", further=()) for bound in document.bound))


class MeetingPack(NamedTuple):
    """The report that binds parts of other kinds together."""

    kinds: Callable[[], Sequence[DocumentKind]]
    """Returns the kinds that may be bound: known once all are, of which this is one itself."""

    def missing(self, context: ReportContext) -> list[MissingData]:
        """Returns what is missing: the meeting, its invitation, and data of the documents."""
        meeting = chosen(context)
        if meeting is None:
            return [NO_MEETING]
        given = self._included(context, meeting)
        gaps = [gap.of_part() for part in given for gap in part.missing()]
        if invitation_of(context.year, meeting) is None:
            gaps.insert(0, MissingData("ยังไม่มีบันทึกเชิญประชุมครั้งนี้", remedy="เพิ่มที่หน้าการประชุม"))
        if not given:
            gaps.insert(
                0, MissingData("ยังไม่ได้เลือกส่วนใดไว้ในชุด", remedy="เลือกที่ ส่วนของชุด", is_all=True)
            )
        return list({str(missing_data): missing_data for missing_data in gaps}.values())

    def build(self, context: ReportContext, digits: Digits) -> Document:
        """Returns the contents page of the meeting of ``context``, or of the newest, with the
        documents bound to it, each in the digits of its own form unless ``digits`` is Arabic."""
        data = context.year
        meeting = chosen(context) or blank(data)
        heads = titles(data, meeting, _TITLE.of(data))
        contents = _CONTENTS.paragraphs(data, "contents-title")
        front = of_papers(data, self.called(context), (*heads, *contents), digits)
        included = self._included(context, meeting)
        return replace(
            front, bound=tuple(bound for part in included for bound in part.made(digits))
        )

    def called(self, context: ReportContext) -> str:
        """Returns the title of the file."""
        return file_title(context, _TITLE)

    def _included(self, context: ReportContext, meeting: meetings.Meeting) -> list[PackEntry]:
        return [part for part, given in parts(context, meeting, self.kinds()) if given]
