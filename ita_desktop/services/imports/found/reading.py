"""Reads files and folders to find what is in them."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ita_desktop.domain.answers import ImportAnswer
from ita_desktop.domain.errors import InputError, reason_of
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.files.formats import GIVEN, MAILS, TABLES
from ita_desktop.exchange.files.reading import file_content
from ita_desktop.exchange.heading_words import SHIPPED_WORDS
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.roster import ROSTER, UNTOLD
from ita_desktop.exchange.parsing import parse
from ita_desktop.exchange.report.offices import without_other_rows
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.sheets import CancelledError, WorkProgress
from ita_desktop.exchange.source import ImportSource, read_file
from ita_desktop.services.imports.by_hand import answered_again, office_words
from ita_desktop.services.imports.evidence.seen import known_of
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.mails import read_mail
from ita_desktop.services.imports.found.part import Part
from ita_desktop.services.imports.ledger.entries import put_again
from ita_desktop.services.imports.tracking.coded_rows import with_codes_of_measures


@dataclass(frozen=True)
class ReadFiles:
    """What was read of files and folders, and what was not."""

    sources: tuple[ImportSource, ...]
    """The files that were read."""
    left: tuple[InputError, ...]
    """What was not read, and why."""
    refused: tuple[InputError, ...]
    """Why files that were given by name, rather than found in a folder, were not read."""


@dataclass(frozen=True)
class FoundParts(ReadFiles):
    """What is in files and folders."""

    parts: tuple[Part, ...]


def find_in(
    paths: Sequence[Path],
    year: YearData | None,
    work_progress: WorkProgress | None = None,
    kind: str = "",
    answers: Sequence[ImportAnswer] = (),
) -> FoundParts:
    """Return what is in ``paths``, with the ``kind`` of the page that asks, if so; dates without a
    year, and the office's own headings, are those of ``year``. ``answers`` about columns, which it
    does not remember, are given again. Raises only what ``work_progress`` raises."""
    return found_in(read_in(paths, work_progress), year, work_progress, kind, answers)


def found_in(
    read: ReadFiles,
    year: YearData | None,
    work_progress: WorkProgress | None,
    kind: str = "",
    answers: Sequence[ImportAnswer] = (),
) -> FoundParts:
    """Return what is in files that were read, as :func:`find_in`."""
    inner = WorkProgress(cancelled=work_progress.cancelled) if work_progress else WorkProgress()
    if year is None or not answers:
        parts = parts_in(read.sources, year, inner, kind, of_page=True)
    else:
        told = replace(year, import_answers=(*year.import_answers, *answers))
        parts = tuple(
            replace(part, source=answered_again(part.source, part.kind, year, answers))
            for part in parts_in(read.sources, told, inner, kind, of_page=True)
        )
    return FoundParts(read.sources, read.left, read.refused, parts)


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
                mail = read_mail(file_content(path), path.name, inner)
                left += mail.left
                sources += mail.sources
                if not mail.sources and path in named:
                    refused.append(mail.left[0])
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
    *,
    of_page: bool = False,
) -> tuple[Part, ...]:
    """Return the parts of files that were read, as :func:`find_in`. A ``kind`` that is only that
    of a page says nothing of a file that is surely of another one."""
    if year is None:
        alone = find_parts(sources, work_progress=work_progress)
        return _named(alone, sources, kind, None, of_page=of_page)
    own = (without_other_rows(source, year.organisation.name) for source in sources)
    sources = [with_codes_of_measures(source, year) for source in own]
    found = find_parts(
        sources,
        fiscal_year=year.year,
        words=office_words(year),
        work_progress=work_progress,
        known=known_of(year),
    )
    parts = [replace(part, is_taken=False) if _is_strange(part, year) else part for part in found]
    named = _named(parts, sources, kind, year, of_page=of_page)
    # What a person put into rows of these files before stands there again.
    answers, words = year.import_answers, office_words(year)
    return tuple(
        replace(part, source=put_again(part.source, part.kind, answers, words)) for part in named
    )


def _is_strange(part: Part, year: YearData) -> bool:
    """Return whether a part is of a form that was not sent in the year."""
    form = part.source.form
    return bool(form) and part.year in {None, year.year} and form not in year.form_by_id


def _named(
    parts: Sequence[Part],
    sources: Sequence[ImportSource],
    kind: str,
    year: YearData | None,
    *,
    of_page: bool,
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
        is_other = of_page and any(part.kind and part.is_taken for part in own)
        if not any(part.kind for part in own) or (
            not is_other and _can_be_read(source, kind, year)
        ):
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
    """Return a part of a kind that a person named: a yes for that, but for no list of others, and
    for none of several versions."""
    belief = part.belief
    is_other = belief.office or belief.is_other_list or part.is_of_each_year or part.is_version
    return part if belief.is_sure or is_other else part.taken()


def of_sheets(parts: Sequence[Part], names: Sequence[str]) -> tuple[Part, ...]:
    """Return the parts of the sheets that a person names, which is a yes for these and not for
    other versions of them. Raises InputError if there is no such sheet."""
    known = {sheet.name for part in parts for sheet in part.source.sheets}
    if missing := [name for name in names if name not in known]:
        raise InputError(
            "ไม่มีแผ่น “{name}”",
            remedy="ใช้ชื่อแผ่นตามไฟล์: {known}",
            name=missing[0],
            known=", ".join(sorted(known)),
        )
    meant = (part for part in parts if any(each.name in names for each in part.source.sheets))
    return tuple(part.taken() if part.is_version else part for part in meant)


MAX_FILES: Final = 200
"""Maximum number of files in the given folders."""
MAX_DEPTH: Final = 8
"""Maximum depth of folders within a given one."""
_OF_PROGRAMS: Final = ("~$", ".~lock.", ".")
"""Beginnings of the names of hidden files and of those that programs keep beside an open file."""
_ALONE: Final = "เลือกไฟล์หรือโฟลเดอร์นี้โดยตรง"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files to read, in order, and what is left out of the given folders, with the reason."""

    files: tuple[Path, ...]
    left: tuple[InputError, ...]


def gather(paths: Sequence[Path]) -> Gathered:
    """Return the files in ``paths``, those of folders in order of their names. Links to folders are
    not followed."""
    files: dict[Path, None] = {}
    left: list[InputError] = []
    for path in paths:
        if not path.is_dir():
            files[path] = None
            continue
        for found in _within(path, path, 0):
            if isinstance(found, InputError):
                left.append(found)
            elif len(files) >= MAX_FILES:
                text = "มีไฟล์เกิน {most} ไฟล์ จึงไม่ได้อ่านไฟล์ที่เหลือ"
                left.append(InputError(text, where=_where(path), remedy=_ALONE, most=MAX_FILES))
                return Gathered(tuple(files), tuple(left))
            else:
                files[found] = None
    return Gathered(tuple(files), tuple(left))


def _within(folder: Path, top: Path, depth: int) -> Iterator[Path | InputError]:
    """Yield the files of a folder and of those in it; for what is left out, the reason."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield InputError(
            "เปิดโฟลเดอร์ไม่ได้ ({reason})",
            where=_where(folder, top),
            remedy="ตรวจสิทธิ์การอ่าน",
            reason=reason_of(error),
        )
        return
    for entry in found:
        path = Path(entry.path)
        if entry.name.startswith(_OF_PROGRAMS):
            continue
        if entry.is_dir():
            if entry.is_symlink():
                yield InputError("เป็นทางลัดไปโฟลเดอร์อื่น", where=_where(path, top), remedy=_ALONE)
            elif depth >= MAX_DEPTH:
                yield InputError(
                    "โฟลเดอร์ซ้อนกันลึกเกิน {most} ชั้น",
                    where=_where(path, top),
                    remedy=_ALONE,
                    most=MAX_DEPTH,
                )
            else:
                yield from _within(path, top, depth + 1)
        elif path.suffix.lower() in GIVEN:
            yield path
        else:
            remedy = "บันทึกเป็นชนิดที่อ่านได้: {known}"
            known = " ".join(TABLES)
            yield InputError(
                "ไม่ใช่ไฟล์ชนิดที่อ่านได้", where=_where(path, top), remedy=remedy, known=known
            )


def _where(path: Path, top: Path | None = None) -> str:
    """Return the name of a path within the given folder ``top``."""
    return path.relative_to(top.parent).as_posix() if top is not None else path.name
