"""The rows and columns of เอกสาร, and where what a document lacks is mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ita_desktop.documents.kinds import FIELD, ReportContext, Subject
from ita_desktop.domain.digits import Digits
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.documents import paper_subjects
from ita_desktop.services.documents.exporting import Listed, fix_location, missing_phrase
from ita_desktop.services.documents.moments import Moment, listed_for
from ita_desktop.services.documents.paper_subjects import NamedSubject
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.table.values import StatusCell
from ita_desktop.ui.theme.columns import DocumentColumns as Width
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.marks import Mark

MISSING = "lacks"
"""The column of what a document lacks; a click there goes to where it is mended."""

_PLACES = {
    PageKey.ROSTER: "คณะกรรมการ",
    PageKey.OIT: "งาน OIT",
    PageKey.MEASURES: "มาตรการ",
    PageKey.SCORES: "คะแนน",
    PageKey.MEETINGS: "การประชุม",
    PageKey.SETTINGS: "ตั้งค่า",
    PageKey.YEAR: "ปฏิทินและกรอบของปี",
    PageKey.DOCUMENTS: "รายการบท",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that a document lacks, and where it is mended: a page and a thing on it."""

    sentence: str
    page: PageKey
    target: str = ""

    @property
    def place(self) -> str:
        """The page's name."""
        return tr(_PLACES[self.page])


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as the list shows it; ``id`` is its name."""

    id: str
    title: str
    gaps: tuple[Gap, ...]
    formats: tuple[str, ...]
    digits: Digits
    """Those it is printed in unless the clerk chooses others."""
    confidential: bool = False
    """Whether it can be made for the office itself, with more than others may read."""
    internal: bool = False
    """Whether it is made for the office itself alone."""
    of: Subject = Subject.YEAR
    subject: str = ""
    """Key of the order, meeting or letter that it is about."""
    about: str = ""
    """What that is called."""

    @property
    def status(self) -> StatusCell:
        """Whether it can be printed."""
        if self.gaps:
            return StatusCell(Mark.DOING, tr("ยังไม่ครบ"))
        return StatusCell(Mark.DONE, tr("พร้อมพิมพ์"))


def document_columns() -> list[Column[DocumentRow]]:
    """What a document is called, whether it can be printed, and the first thing that lacks."""
    return [
        Column(key="title", title=tr("เอกสาร"), width=Width.TITLE, wide=Width.TITLE_WIDE,
               stretch=True,
               value=lambda row: row.title, hideable=False),
        Column(key="status", title=tr("ความพร้อม"), kind=ColumnKind.STATE, width=Width.STATUS,
               value=lambda row: row.status),
        Column(key=MISSING, title=tr("สิ่งที่ขาด"), width=Width.MISSING, wide=Width.MISSING_WIDE,
               value=lambda row: row.gaps[0].sentence if row.gaps else "",
               tone=lambda row: Tone.ACCENT if row.gaps else Tone.TEXT2),
    ]  # fmt: skip


def document_groups(
    listed: Sequence[Listed], about: Mapping[Subject, NamedSubject]
) -> list[RowGroup]:
    """The documents under their headings, in the order of the registry; ``about`` are the order,
    meeting and letter that papers of one are about."""
    rows: dict[str, list[DocumentRow]] = {}
    for document in listed:
        rows.setdefault(document.group, []).append(_row(document, about.get(document.of)))
    return [RowGroup(id=name, title=tr(name), rows=tuple(of)) for name, of in rows.items()]


def moment_groups(
    context: ReportContext,
    found: Sequence[Moment],
    listed: Sequence[Listed],
    about: Mapping[Subject, NamedSubject],
    chosen: Mapping[Subject, str],
) -> list[RowGroup]:
    """The documents that each moment needs, about its own meeting or round unless the clerk has
    ``chosen`` another one."""
    groups = []
    for moment in found:
        own = {
            of: subject
            for of in moment.subjects.keys() - chosen.keys()
            if (subject := paper_subjects.chosen(context.year, of, moment.subjects)) is not None
        }
        rows = [
            _row(document, {**about, **own}.get(document.of))
            for document in listed_for(moment, listed, chosen, context)
        ]
        groups.append(RowGroup(id=moment.id, title=in_language(moment.words), rows=tuple(rows)))
    return groups


def _row(listed: Listed, about: NamedSubject | None) -> DocumentRow:
    gaps = []
    for gap in listed.missing:
        place = fix_location(listed.name, gap)
        if about is not None and not place.target:
            place = about.place.at(gap.fields.get(FIELD))
        gaps.append(Gap(in_language(missing_phrase(gap)), place.page, place.target))
    formats = tuple(form.value for form in listed.formats)
    return DocumentRow(
        listed.name,
        tr(listed.title),
        tuple(gaps),
        formats,
        listed.digits,
        listed.confidential,
        listed.internal,
        listed.of,
        about.key if about is not None else "",
        in_language(about.words) if about is not None else "",
    )
