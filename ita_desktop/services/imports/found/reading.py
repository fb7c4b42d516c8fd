"""Reads files and folders to find what is in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.files.gathering import gather
from ita_desktop.exchange.sheets import CancelledError, WorkProgress
from ita_desktop.exchange.source import ImportSource, read_file
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


def find_in(
    paths: Sequence[Path], year: YearData | None, work_progress: WorkProgress | None = None
) -> FoundParts:
    """Return what is in ``paths``; dates without a year, and the office's own headings, are those
    of ``year``. Raises only what ``work_progress`` raises."""
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
            sources.append(read_file(path, "", inner if len(gathered.files) > 1 else work_progress))
        except CancelledError:
            raise
        except InputError as error:
            left.append(error)
            if path in named:
                refused.append(error)
    parts = parts_in(sources, year, inner)
    return FoundParts(tuple(sources), parts, tuple(left), tuple(refused))


def parts_in(
    sources: Sequence[ImportSource], year: YearData | None, work_progress: WorkProgress
) -> tuple[Part, ...]:
    """Return the parts of files that were read, as :func:`find_in`."""
    if year is None:
        return find_parts(sources, work_progress=work_progress)
    words = office_words(year)
    return find_parts(sources, fiscal_year=year.year, words=words, work_progress=work_progress)
