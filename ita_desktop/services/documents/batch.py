"""Many documents of a year at once: each into the folder of its kind, or all bound into one file,
PDF or Word, in the order of the year.

Documents about an order, a meeting, a letter or a survey are made once for each. Documents with
personal data, and printed worksheets, are made only on request.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ita_desktop.documents.kinds import DocumentKind, Format, Profile, ReportContext, Subject
from ita_desktop.documents.names import file_name, unused
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.documents import SignedPaper
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.letters import LetterMerge
from ita_desktop.domain.text import Digits, key
from ita_desktop.domain.year import YearData
from ita_desktop.filing.atomic_write import write
from ita_desktop.services.documents import exporting
from ita_desktop.services.documents.paper_subjects import subjects
from ita_desktop.services.meetings.papers import PACK

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
_LETTERS, UNIT_LETTERS = "memo", "unit-letters"


@dataclass(frozen=True, slots=True)
class BatchDocument:
    """One document of a batch, and its formats."""

    kind: DocumentKind
    context: ReportContext
    formats: tuple[Format, ...]
    digits: Digits | None = None


def usual(name: str, formats: Collection[Format] = tuple(Format)) -> tuple[Format, ...]:
    """Return the ``formats`` in which a document is made in a batch; empty if it is made only on
    request. Raises InputError for an unknown document."""
    from ita_desktop.documents.registry import kind

    document_kind = kind(name)
    return tuple(
        form
        for form in document_kind.formats
        if form in formats and form not in document_kind.apart
    )


def of_year(
    context: ReportContext,
    formats: Collection[Format] = tuple(Format),
    named: Mapping[Subject, str] | None = None,
    names: Collection[str] | None = None,
) -> list[BatchDocument]:
    """Return every document of a year for the profile of ``context``, or those of ``names`` in all
    their ``formats``. ``named`` are the keys of the order, meeting, letter, survey, unit, form and
    round to use; by default all orders, meetings, letters and surveys."""
    wanted = {
        kind.name: usual(kind.name, formats) if names is None else formats
        for kind in exporting.kinds()
        if names is None or kind.name in names
    }
    return chosen(context, wanted, named)


def chosen(
    context: ReportContext,
    wanted: Mapping[str, Collection[Format]],
    named: Mapping[Subject, str] | None = None,
) -> list[BatchDocument]:
    """Return the ``wanted`` documents, each in those of the wanted formats that it has."""
    found = []
    for kind in exporting.kinds():
        formats = tuple(format_ for format_ in kind.formats if format_ in wanted.get(kind.name, ()))
        if formats and exporting.offered(context, kind.name):
            # Contained in the letters' own document.
            alone = not set(formats) <= set(wanted.get(_LETTERS, ()))
            about = _about(kind, context, named or {}, alone=alone)
            found += [
                BatchDocument(kind, replace(context, subject=text), formats) for text in about
            ]
    return found


def _about(
    kind: DocumentKind, context: ReportContext, named: Mapping[Subject, str], *, alone: bool
) -> Sequence[str]:
    """Return the keys of a document's subjects, in the order in which they were entered."""
    data = context.year
    if kind.name == UNIT_LETTERS:
        merged = [letter.id for letter in data.letters if letter.merge is LetterMerge.UNITS]
        if not alone and merged:
            return ()  # contained in the letters' own document
        merged = [text for text in merged if text == named.get(kind.of, text)]
        return merged or [""]
    if kind.of not in exporting.OF_PAPERS or kind.of in named:
        return [named.get(kind.of, context.subject)]
    keys = [subject.key for subject in subjects(data, kind.of, context.day)]
    return (keys if kind.of is Subject.SURVEY else keys[::-1]) or [""]


def parted(made: Sequence[BatchDocument]) -> tuple[list[BatchDocument], tuple[str, ...]]:
    """Return the documents that have something to say, and of each other one what it lacks: posters
    without a link, minutes of a meeting to come, papers of what a year does not have. Raises
    InputError if all of them are such."""
    ready, left = list[BatchDocument](), list[str]()
    for document in made:
        kind, context = document.kind, document.context
        gap = kind.empty(context)
        if gap is None:
            ready.append(document)
            continue
        about = {each.key: each.words for each in subjects(context.year, kind.of, context.day)}
        left.append(exporting.warning(kind, gap, about.get(context.subject, "")))
    if left and not ready:
        raise InputError(
            "ยังไม่มีฉบับใดที่มีเนื้อหา: {first}", remedy="กรอกก่อน หรือบันทึกทีละฉบับ", first=left[0]
        )
    return ready, tuple(left)


def export(
    made: Sequence[BatchDocument],
    folder: Path,
    progress: exporting.Progress | None = None,
    *,
    as_typed: bool = False,
    only_ready: bool = False,
) -> exporting.Exported:
    """Write the documents below ``folder``, each into a folder named after its kind. Documents of
    the same title get distinct names. Missing data is reported and does not prevent writing.
    ``as_typed``: public ones are written whatever personal data their texts hold. ``only_ready``:
    those that have nothing to say yet are named instead.

    Raises UndecidedError before anything is written, InputError if nothing is wanted or ready, or a
    folder cannot be written, and whatever ``progress`` raises; files that were written are kept.
    """
    from ita_desktop.documents.export import export as write
    from ita_desktop.services.personal_going_out import PublicPaper, of_papers, refuse

    made, unready = parted(made) if only_ready else (made, ())
    of = sum(len(document.formats) for document in made)
    if not of:
        raise InputError("ยังไม่ได้เลือกเอกสารหรือรูปแบบใด", remedy="เลือกอย่างน้อยหนึ่งฉบับ")
    if not as_typed:
        papers = (PublicPaper(one.kind, one.context, one.formats, one.digits) for one in made)
        refuse(of_papers(papers))
    files: list[Path] = []
    names: set[tuple[Path, str]] = set()
    lost = exporting.LostPhotos(made[0].context.year)

    def report(done: int, _of: int, what: str) -> None:
        if progress is not None:
            progress(before + done, of, what)

    for document in made:
        before = len(files)
        into = folder / file_name(document.kind.group.value)
        free = _free(into, names)
        context = lost.watched(document.context)
        files += write(
            document.kind, context, into, document.formats, document.digits, report, free
        )
    warnings = tuple(dict.fromkeys(_warnings(made)))
    return exporting.Exported(tuple(files), warnings, lost.sentences, unready)


def _free(folder: Path, names: set[tuple[Path, str]]) -> Callable[[str], str]:
    """Return a function that makes file names unique within the batch."""

    def name(stem: str) -> str:
        made = unused(stem, lambda made: (folder, key(made)) in names)
        names.add((folder, key(made)))
        return made

    return name


def _warnings(made: Sequence[BatchDocument]) -> Iterator[str]:
    """Yield what the documents lack; by document if it is not common to all of a kind."""
    for kind, group in groupby(made, lambda document: document.kind):
        gaps = {
            document.context.subject: document.kind.missing(document.context) for document in group
        }
        context = made[0].context
        words = {
            subject.key: subject.words for subject in subjects(context.year, kind.of, context.day)
        }
        for key_, missing in gaps.items():
            for gap in missing:
                shared = all(gap in others for others in gaps.values())
                yield exporting.warning(kind, gap, "" if shared else words.get(key_, ""))


def bind(
    made: Sequence[BatchDocument],
    folder: Path,
    progress: exporting.Progress | None = None,
    *,
    digits: Digits | None = None,
    as_typed: bool = False,
) -> exporting.Exported:
    """Write the binder of those of the documents that have something to say into ``folder``, a file
    for each of their formats that binds them. ``digits`` are those of cover and contents; each
    document has its own. A meeting's pack, whose papers are in the binder by themselves, is not
    bound. The documents that are not ready are told. Of a paper that was kept as signed, that one
    is bound, not what the data would make now.

    Raises as :func:`export` does.
    """
    from ita_desktop.documents.export import breaker_of, made as made_document  # noqa: I001
    from ita_desktop.documents.export import render, tell_lost
    from ita_desktop.documents.reports.book.binder import bound, signed_page
    from ita_desktop.services.personal_going_out import PublicPaper, of_papers, refuse

    papers, unready = parted([one for one in made if one.kind.name != PACK])
    papers = _in_order([one for one in papers if set(one.formats) & set(FORMATS)])
    if not papers:
        raise InputError("ยังไม่ได้เลือกเอกสารหรือรูปแบบใด", remedy="เลือกอย่างน้อยหนึ่งฉบับ")
    if not as_typed:
        refuse(of_papers(PublicPaper(one.kind, one.context, FORMATS, one.digits) for one in papers))
    data = papers[0].context.year
    lost = exporting.LostPhotos(data)
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
    return exporting.Exported(tuple(files), (), lost.sentences, unready)


def _signed(one: BatchDocument) -> "tuple[SignedPaper, Pages] | None":
    """Return the signed version of a paper with its pages, if its file is there and may be read by
    whom the binder is for."""
    from ita_desktop.documents.office_files import check_pdf
    from ita_desktop.services.papers import signing

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
