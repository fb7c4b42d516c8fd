"""A kind that a person names for a file: a yes for what is of that kind, and the way in for a table
that does not look like it."""

from collections.abc import Sequence
from dataclasses import replace

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.kinds.roster.roster import ROSTER, UNTOLD
from ita_desktop.exchange.office_words import SHIPPED_WORDS
from ita_desktop.exchange.parsing import parse
from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.found.groups import NOT_SURE
from ita_desktop.services.imports.found.part import Part
from ita_desktop.services.imports.own_heads import office_words


def named(
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
        if not any(part.kind for part in own) or can_be_read(source, kind, year):
            own = [as_a_whole(source, kind, file)]
        found += own
    return tuple(replace(part, key=key) for key, part in enumerate(found))


def as_a_whole(source: ImportSource, kind: str, file: int = 0) -> Part:
    """Return a file as one part of a kind that a person names."""
    rows = sum(len(sheet.rows) for sheet in source.sheets)
    return Part(kind, None, source, "", rows, file=file)


def can_be_read(source: ImportSource, kind: str, year: YearData | None) -> bool:
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
