"""Cells in the tables of findings and measures.

Texts are numbered as entered, or continuously across cells. Below the steps of a measure that was
taken over stands from which office and year. Cells of adjacent rows that hold the same entry are
merged; equal texts alone are not.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ita_desktop.documents.content import Cell, Paragraph, Picture, TableRow
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.wordings.templates import SHARED, wording
from ita_desktop.domain.measure_cells import keys_of
from ita_desktop.domain.records import Measure
from ita_desktop.domain.rich import numbered_on, parse, steps
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData

_FIELD: Final = "ที่มาของมาตรการ"
SOURCE: Final = wording("all.measure-source", "(ที่มา: {ที่มาของมาตรการ})", papers=SHARED)


def source_line(data: YearData, measure: Measure) -> tuple[Paragraph, ...]:
    """Returns the line; empty for a measure of the office's own."""
    source = one_line(measure.source)
    return (SOURCE.paragraph(data, "cell", {_FIELD: source}),) if source else ()


def without_source(data: YearData, method: str) -> tuple[str, str]:
    """Returns printed steps without the line, and the source in it; empty if there is none."""
    steps, _, last = method.rpartition("\n")
    for words in dict.fromkeys((SOURCE.words(data), SOURCE.text)):
        found = re.fullmatch("".join(_parts(words)), last.strip())
        if found is not None and found["source"].strip():
            return steps, found["source"].strip()
    return method, ""


def _parts(words: str) -> Iterator[str]:
    before, field, after = words.partition(f"{{{_FIELD}}}")
    if field and (before.strip() or after.strip()):
        yield r"\s*".join(map(re.escape, before.split()))
        yield r"\s*(?P<source>.+?)\s*"
        yield r"\s*".join(map(re.escape, after.split()))
    else:
        yield r"(?!)(?P<source>)"


def typed(text: str) -> tuple[Paragraph, ...]:
    """Returns the paragraphs of a text with its own list marks."""
    return paragraphs(steps(parse(text)))


def numbered(texts: Sequence[str], counted: str) -> list[tuple[Paragraph, ...]]:
    """Returns the paragraphs of each of the ``texts``, with steps numbered across all of them; a
    text with its own numbers keeps them, and the next one continues from there. Added numbers
    belong to the list ``counted``, which Word counts."""
    made, last = [], 0
    for text in texts:
        lines = steps(parse(text))
        shown, last = numbered_on(lines, last)
        made.append(
            tuple(
                replace(paragraph, counted=counted, hangs=True)
                if line.mark != own.mark
                else paragraph
                for paragraph, line, own in zip(paragraphs(shown), shown, lines, strict=True)
            )
        )
    return made


def numbered_paragraphs(texts: Sequence[str], *, running: str = "") -> list[tuple[Paragraph, ...]]:
    """Returns the paragraphs of each of the ``texts``: as entered, or numbered in the list
    ``running``."""
    return numbered(texts, running) if running else [typed(text) for text in texts]


def of_form(texts: Sequence[str], counted: str) -> list[tuple[Paragraph, ...]]:
    """Returns the paragraphs of texts whose form numbers each text: counted by Word, unless a
    number was entered, there is only one text, or one of them has several paragraphs, as prose
    has."""
    each = [steps(parse(text)) for text in texts]
    tops = [
        sum(not (line.mark or line.level) and bool(line.text) for line in lines) for lines in each
    ]
    typed_numbers = any(line.numbered for lines in each for line in lines)
    as_typed = typed_numbers or sum(tops) <= 1 or max(tops, default=0) > 1
    return numbered_paragraphs(texts, running="" if as_typed else counted)


def joined(parts: Iterable[tuple[Paragraph, ...]]) -> tuple[Paragraph, ...]:
    """Joins the paragraphs of several texts in one cell."""
    return tuple(paragraph for part in parts for paragraph in part)


class CellPart(NamedTuple):
    """The content of a column in one row; adjacent parts with the same ``key`` are merged. A part
    with key None is never merged."""

    paragraphs: tuple[Paragraph, ...]
    key: Hashable | None = None
    pictures: tuple[tuple[Picture, ...], ...] = ()


def shared_key(measures: Sequence[Measure], column: str, words: Hashable) -> Hashable | None:
    """Returns the merge key of the cell for ``column`` of some measures: equal for rows of the same
    measures, and for single measures that share the cell and its text."""
    if not measures:
        return None
    of = keys_of(measures[0]).get(column, "") if len(measures) == 1 else ""
    return ("cell", of, words) if of else ("measures", tuple(measure.id for measure in measures))


def paragraphs_once(
    measures: Sequence[Measure],
    column: str,
    texts: Sequence[str],
    describe: Callable[[list[str]], list[tuple[Paragraph, ...]]],
) -> list[tuple[Paragraph, ...]]:
    """Returns the results of ``describe`` for the measures' ``texts``; a shared cell is passed
    once, so that continuous numbers count its steps once."""
    keys = [
        shared_key((measure,), column, text) for measure, text in zip(measures, texts, strict=True)
    ]
    first = dict(zip(reversed(keys), reversed(texts), strict=True))
    distinct = list(dict.fromkeys(keys))
    described = dict(zip(distinct, describe([first[key] for key in distinct]), strict=True))
    return [described[key] for key in keys]


def shared_rows(lines: Sequence[Sequence[CellPart]]) -> tuple[TableRow, ...]:
    """Returns the table rows of ``lines``, which have a part per column."""
    rows = []
    for number, line in enumerate(lines):
        cells = []
        for column, part in enumerate(line):
            if number and _same(lines[number - 1][column], part):
                continue
            count = 1
            while number + count < len(lines) and _same(part, lines[number + count][column]):
                count += 1
            cells.append(Cell(part.paragraphs, rows=count, pictures=part.pictures))
        rows.append(TableRow(tuple(cells)))
    return tuple(rows)


def _same(part: CellPart, other: CellPart) -> bool:
    return part.key is not None and part.key == other.key
