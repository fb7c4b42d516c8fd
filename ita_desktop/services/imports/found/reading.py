"""Reads files and folders to find what is in them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.files.formats import MAILS
from ita_desktop.exchange.files.gathering import attached, gather
from ita_desktop.exchange.files.reading import file_content
from ita_desktop.exchange.heading_words import SHIPPED_WORDS
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.roster.roster import ROSTER, UNTOLD
from ita_desktop.exchange.parsing import parse
from ita_desktop.exchange.report.offices import without_other_rows
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.sheets import CancelledError, WorkProgress
from ita_desktop.exchange.source import ImportSource, read_content, read_file
from ita_desktop.services.imports.evidence.known import known_of
from ita_desktop.services.imports.found.computed import NOT_SURE
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.part import Part
from ita_desktop.services.imports.own_heads import office_words


@dataclass(frozen=True)
class FoundParts:
    """What is in files and folders."""

    sources: tuple[ImportSource, ...]
    """The files that were read."""
    parts: tuple[Part, ...]
    left: tuple[InputError, ...]
    """What was not read, and why."""
    refused: tuple[InputError, ...]
    """Why files that were given by name, rather than found in a folder, were not read."""


@dataclass(frozen=True)
class ReadFiles:
    """What was read of files and folders, and what was not: see :class:`FoundParts`."""

    sources: tuple[ImportSource, ...]
    left: tuple[InputError, ...]
    refused: tuple[InputError, ...]


def find_in(
    paths: Sequence[Path],
    year: YearData | None,
    work_progress: WorkProgress | None = None,
    kind: str = "",
) -> FoundParts:
    """Return what is in ``paths``, with the ``kind`` that a person names, if so; dates without a
    year, and the office's own headings, are those of ``year``. Raises only what ``work_progress``
    raises."""
    return found_in(read_in(paths, work_progress), year, work_progress, kind)


def found_in(
    read: ReadFiles, year: YearData | None, work_progress: WorkProgress | None, kind: str = ""
) -> FoundParts:
    """Return what is in files that were read, as :func:`find_in`."""
    inner = WorkProgress(cancelled=work_progress.cancelled) if work_progress else WorkProgress()
    parts = parts_in(read.sources, year, inner, kind)
    return FoundParts(read.sources, parts, read.left, read.refused)


def read_in(paths: Sequence[Path], work_progress: WorkProgress | None = None) -> ReadFiles:
    """Read files and folders. Raises only what ``work_progress`` raises."""
    work_progress = work_progress or WorkProgress()
    inner = WorkProgress(cancelled=work_progress.cancelled)
    gathered = gather(paths)
    named = set(paths)
    sources: list[ImportSource] = []
    left, refused = list(gathered.left), list[InputError]()
    for done, path in enumerate(gathered.files):
        if work_progress.progress is not None and len(gathered.files) > 1:
            work_progress.progress(done, len(gathered.files))
        try:
            if path.suffix.lower() in MAILS:
                files, unread = attached(file_content(path), path.name)
                left += unread
                sources += [read_content(file.data, file.name, "", inner) for file in files]
                continue
            sources.append(read_file(path, "", inner if len(gathered.files) > 1 else work_progress))
        except CancelledError:
            raise
        except InputError as error:
            left.append(error)
            if path in named:
                refused.append(error)
    return ReadFiles(tuple(sources), tuple(left), tuple(refused))


def parts_in(
    sources: Sequence[ImportSource],
    year: YearData | None,
    work_progress: WorkProgress,
    kind: str = "",
) -> tuple[Part, ...]:
    """Return the parts of files that were read, as :func:`find_in`."""
    if year is None:
        return _named(find_parts(sources, work_progress=work_progress), sources, kind, None)
    sources = [without_other_rows(source, year.organisation.name) for source in sources]
    found = find_parts(
        sources,
        fiscal_year=year.year,
        words=office_words(year),
        work_progress=work_progress,
        known=known_of(year),
    )
    parts = [replace(part, is_taken=False) if _is_strange(part, year) else part for part in found]
    return _named(parts, sources, kind, year)


def _is_strange(part: Part, year: YearData) -> bool:
    """Return whether a part is of a form that was not sent in the year."""
    form = part.source.form
    return bool(form) and part.year in {None, year.year} and form not in year.form_by_id


def _named(
    parts: Sequence[Part], sources: Sequence[ImportSource], kind: str, year: YearData | None
) -> tuple[Part, ...]:
    """Return the parts of ``sources`` of which a person says that they are of a ``kind``, an empty
    one for nothing said.

    What is found to be of the kind is taken, unless it is another office's or one of several years;
    everything else stays as it is. Where nothing is, a file is one part of the kind if it can be
    read so, or if nothing is known of it.
    """
    if not kind:
        return tuple(parts)
    if any(part.kind == kind for part in parts):
        return tuple(_said(part) if part.kind == kind else part for part in parts)
    found: list[Part] = []
    for file, source in enumerate(sources):
        own = [part for part in parts if part.file == file]
        if not any(part.kind for part in own) or _can_be_read(source, kind, year):
            own = [as_a_whole(source, kind, file)]
        found += own
    return tuple(replace(part, key=key) for key, part in enumerate(found))


def as_a_whole(source: ImportSource, kind: str, file: int = 0) -> Part:
    """Return a file as one part of a kind that a person names."""
    rows = sum(len(sheet.rows) for sheet in source.sheets)
    return Part(kind, None, source, "", rows, file=file)


def _can_be_read(source: ImportSource, kind: str, year: YearData | None) -> bool:
    """Return whether some rows of a source can be read as a kind."""
    try:
        if kind == RESULTS.name:
            results = read_results(source)
            return bool(results.figures or results.answers or results.remarks)
        parsed = parse(
            kind_named(kind),
            source.sheets,
            fiscal_year=year.year if year is not None else None,
            columns=source.columns.get(kind, ()),
            given={"body": UNTOLD} if kind == ROSTER.name else None,
            words=office_words(year) if year is not None else SHIPPED_WORDS,
        )
    except InputError:
        return False
    return bool(parsed.rows)


def _said(part: Part) -> Part:
    if part.belief.is_sure or part.belief.office or part.is_of_each_year:
        return part
    doubts = tuple(doubt for doubt in part.doubts if doubt.template != NOT_SURE)
    return replace(part, is_taken=True, doubts=doubts)
