"""Exports many documents of a year, each into the folder of its kind.

Documents about an order, a meeting, a letter or a survey are made once for each. Documents with
personal data, and printed worksheets, are made only on request.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from ita_desktop.documents.kinds import DocumentKind, Format, ReportContext, Subject
from ita_desktop.documents.names import file_name, unused
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.letters import LetterMerge
from ita_desktop.domain.text import Digits, key
from ita_desktop.services.documents.exporting import (
    OF_PAPERS,
    Exported,
    LostPhotos,
    Progress,
    kinds,
    offered,
    warning,
)
from ita_desktop.services.documents.paper_subjects import subjects

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
        for kind in kinds()
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
    for kind in kinds():
        formats = tuple(format_ for format_ in kind.formats if format_ in wanted.get(kind.name, ()))
        if formats and offered(context, kind.name):
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
    if kind.of not in OF_PAPERS or kind.of in named:
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
        left.append(warning(kind, gap, about.get(context.subject, "")))
    if left and not ready:
        raise InputError(
            "ยังไม่มีฉบับใดที่มีเนื้อหา: {first}", remedy="กรอกก่อน หรือบันทึกทีละฉบับ", first=left[0]
        )
    return ready, tuple(left)


def export(
    made: Sequence[BatchDocument],
    folder: Path,
    progress: Progress | None = None,
    *,
    as_typed: bool = False,
    only_ready: bool = False,
) -> Exported:
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
    lost = LostPhotos(made[0].context.year)

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
    return Exported(tuple(files), warnings, lost.sentences, unready)


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
                yield warning(kind, gap, "" if shared else words.get(key_, ""))
