"""The rows and columns of เอกสาร, and the places where missing data is entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ita_desktop.documents.kinds import Format, ReportContext, Subject
from ita_desktop.domain.text import Digits
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.documents import paper_subjects
from ita_desktop.services.documents.exporting import ListedDocument, fix_location, missing_phrase
from ita_desktop.services.documents.moments import Moment, listed_for
from ita_desktop.services.documents.paper_subjects import NamedSubject
from ita_desktop.ui.navigation import PAGES
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.table.values import StatusCell
from ita_desktop.ui.theme.columns import DocumentColumns
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.marks import Mark


class _Width:
    TITLE_WIDE: Final = 340
    MISSING: Final = 186
    MISSING_WIDE: Final = 640


MISSING = "lacks"
"""The column of missing data; a click opens the place to enter it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A piece of missing data, and the place to enter it: a page and an item on it."""

    sentence: str
    page: PageKey
    target: str = ""

    @property
    def place(self) -> str:
        """The page's title; on the documents page itself the list of the book's chapters."""
        if self.page is PageKey.DOCUMENTS:
            return tr("รายการบท")
        return tr(PAGES[self.page].title)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row: a document; ``id`` is its name."""

    id: str
    title: str
    gaps: tuple[Gap, ...]
    formats: tuple[str, ...]
    digits: Digits
    """Its default digits."""
    confidential: bool = False
    """Whether it can be made for the office itself, with more than others may read."""
    internal: bool = False
    """Whether it is for internal use only."""
    of: Subject = Subject.YEAR
    subject: str = ""
    """Key of the order, meeting or letter that it is about."""
    about: str = ""
    """The name of that."""
    is_empty: bool = False
    """Whether it has nothing to say yet."""

    @property
    def usual_format(self) -> str:
        """The format that it is saved in unless another one is selected."""
        pdf = Format.PDF.value
        return pdf if pdf in self.formats else self.formats[0]

    @property
    def status(self) -> StatusCell:
        """Whether it is complete."""
        if self.gaps:
            return StatusCell(Mark.DOING, tr("ยังไม่ครบ"))
        return StatusCell(Mark.DONE, tr("พร้อมพิมพ์"))


def document_columns() -> list[Column[DocumentRow]]:
    """Returns the columns: title, state, and the first piece of missing data."""
    return [
        Column("title", tr("เอกสาร"), lambda row: row.title, DocumentColumns.TITLE,
               wide=_Width.TITLE_WIDE, stretch=True, hideable=False),
        Column("status", tr("ความพร้อม"), lambda row: row.status, DocumentColumns.STATUS,
               kind=ColumnKind.STATE),
        Column(MISSING, tr("สิ่งที่ขาด"), lambda row: row.gaps[0].sentence if row.gaps else "",
               _Width.MISSING, wide=_Width.MISSING_WIDE,
               tone=lambda row: Tone.ACCENT if row.gaps else Tone.TEXT2),
    ]  # fmt: skip


def document_groups(
    listed: Sequence[ListedDocument], about: Mapping[Subject, NamedSubject]
) -> list[RowGroup]:
    """Returns the documents by group, in the order of the registry; ``about`` are the selected
    order, meeting and letter."""
    rows: dict[str, list[DocumentRow]] = {}
    for document in listed:
        rows.setdefault(document.group, []).append(_row(document, about.get(document.of)))
    return [RowGroup(id=name, title=tr(name), rows=tuple(of)) for name, of in rows.items()]


def moment_groups(
    context: ReportContext,
    found: Sequence[Moment],
    listed: Sequence[ListedDocument],
    about: Mapping[Subject, NamedSubject],
    chosen: Mapping[Subject, str],
) -> list[RowGroup]:
    """Returns the documents needed at each moment, about its own meeting or round unless another
    one is in ``chosen``."""
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


def _row(listed: ListedDocument, about: NamedSubject | None) -> DocumentRow:
    places = ((gap, fix_location(listed.name, gap, about)) for gap in listed.missing)
    gaps = [
        Gap(in_language(missing_phrase(gap)), place.page, place.target) for gap, place in places
    ]
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
        # Of several meetings, one to come says nothing of the others.
        about is None and any(gap.is_all for gap in listed.missing),
    )
