"""Binds the papers of a year into one file, PDF or Word, in the order of the year."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ita_desktop.documents.kinds import Format, Profile, Subject
from ita_desktop.documents.names import file_name
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.documents import SignedPaper
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.filing.atomic_write import write
from ita_desktop.services.documents import batch
from ita_desktop.services.documents.batch import BatchDocument
from ita_desktop.services.documents.exporting import Exported, LostPhotos, Progress
from ita_desktop.services.meetings.papers import PACK
from ita_desktop.services.papers import signing

if TYPE_CHECKING:
    from ita_desktop.documents.office_files import Pages

FORMATS: Final = (Format.PDF, Format.DOCX)
_STAGES: Final = (
    ("carry-over", "framework-summary", "appointment-order", "committee-roster"),
    ("roster-contacts", "personal-data-register"),
    ("result-report", "result-analysis", "analysis-by-indicator", "analysis-by-item"),
    ("measures-by-item", "measures-by-indicator", "communication-plan"),
    ("image-communication", "one-stop-service", "measures-book"),
    ("oit-assignments",),
    ("memo", "unit-letters", "agenda", "attendance", "attendance-recorded", "minutes"),
    ("survey-plan", "survey-poster", "survey-poster-a5", "survey-poster-a5x2", "survey-slips"),
    ("progress-report", "monitoring-summary", "unit-matrix", "unit-worksheet"),
    ("oit-filing", "oit-dossier", "oit-remarks"),
    ("score-summary", "score-comparison", "director-brief"),
)
"""Kinds of papers in the order in which a year needs them; orders, and letters and meetings
together, go by their days. Others stand last, in the order of the list of documents."""
_PLACES: Final[Mapping[str, int]] = {
    name: place for place, names in enumerate(_STAGES) for name in names
}


def bind(
    made: Sequence[BatchDocument],
    folder: Path,
    progress: Progress | None = None,
    *,
    digits: Digits | None = None,
    as_typed: bool = False,
) -> Exported:
    """Write the binder of those of the documents that have something to say into ``folder``, a file
    for each of their formats that binds them. ``digits`` are those of cover and contents; each
    document has its own. A meeting's pack, whose papers are in the binder by themselves, is not
    bound. The documents that are not ready are told. Of a paper that was kept as signed, that one
    is bound, not what the data would make now.

    Raises as :func:`batch.export` does.
    """
    from ita_desktop.documents.export import breaker_of, made as made_document  # noqa: I001
    from ita_desktop.documents.export import render, tell_lost
    from ita_desktop.documents.reports.book.binder import bound, signed_page
    from ita_desktop.services.personal_going_out import PublicPaper, of_papers, refuse

    papers, unready = batch.parted([one for one in made if one.kind.name != PACK])
    papers = _in_order([one for one in papers if set(one.formats) & set(FORMATS)])
    if not papers:
        raise InputError("ยังไม่ได้เลือกเอกสารหรือรูปแบบใด", remedy="เลือกอย่างน้อยหนึ่งฉบับ")
    if not as_typed:
        refuse(of_papers(PublicPaper(one.kind, one.context, FORMATS, one.digits) for one in papers))
    data = papers[0].context.year
    lost = LostPhotos(data)
    breaker = breaker_of(data)
    forms = [form for form in FORMATS if any(form in one.formats for one in papers)]
    of = len(papers) + len(forms)
    documents = []
    for done, one in enumerate(papers):
        if progress is not None:
            progress(done, of, one.kind.title)
        context = lost.watched(one.context)
        document, own = made_document(one.kind, context, one.digits)
        kept = _signed(one)
        if kept is None:
            tell_lost(document, context)
        else:
            document = signed_page(data, document, short_date(kept[0].day))
        documents.append((one, document, kept[1] if kept is not None else None))
    files = []
    for done, form in enumerate(forms, len(papers)):
        chosen = [found for found in documents if form in found[0].formats]
        parts = [document for _one, document, _pages in chosen]
        stages = [_place(one) for one, _document, _pages in chosen]
        signed = {at: pages for at, (*_paper, pages) in enumerate(chosen) if pages is not None}
        binder = bound(data, parts, digits or Digits.THAI, stages, signed)
        path = folder / f"{file_name(binder.title)}.{form.value}"
        if progress is not None:
            progress(done, of, path.name)
        write(render(binder, form, breaker, own), path)
        files.append(path)
    if progress is not None:
        progress(of, of, "")
    return Exported(tuple(files), (), lost.sentences, unready)


def _signed(one: BatchDocument) -> "tuple[SignedPaper, Pages] | None":
    """Return the signed version of a paper with its pages, if its file is there and may be read by
    whom the binder is for."""
    from ita_desktop.documents.office_files import check_pdf

    paper = signing.signed_last(one.context, one.kind.name)
    for_all = one.context.profile is Profile.PUBLIC
    if paper is None or (for_all and paper.profile != Profile.PUBLIC):
        return None
    content = one.context.media(paper.media)
    return (paper, check_pdf(content, signing.copy_name(paper))) if content is not None else None


def _in_order(papers: Sequence[BatchDocument]) -> list[BatchDocument]:
    """Return the papers in the order of the year; those without a day stand behind those of their
    stage that have one."""
    days = _days(papers[0].context.year) if papers else {}

    def place(one: BatchDocument) -> tuple[int, date]:
        day = days.get(one.context.subject) if one.kind.of in _DATED else None
        return _place(one), day or date.max

    return sorted(papers, key=place)


def _place(one: BatchDocument) -> int:
    return _PLACES.get(one.kind.name, len(_STAGES))


_DATED: Final = (Subject.ORDER, Subject.MEETING, Subject.LETTER)


def _days(data: YearData) -> dict[str, date | None]:
    days = {order.id: order.signed for order in data.orders}
    days |= {meeting.id: meeting.day for meeting in data.meetings}
    return days | {letter.id: letter.day for letter in data.letters}
