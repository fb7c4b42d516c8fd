"""Assigns the columns of a table to the fields of a kind by hand.

A decision is a :class:`MappedHeading` in the place of the heading: so a mapped table is read as any
other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ita_desktop.exchange.heading_words import SHIPPED_WORDS, OfficeWords
from ita_desktop.exchange.headings import HeadingFinder, MappedHeading, TableHeading, is_over
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow
from ita_desktop.exchange.source import ImportSource

_LEAST = 2
"""Minimum number of filled cells of a row taken for headings."""
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of a table and the field that it is read as."""

    origin: Origin
    """The row of its heading."""
    index: int
    heading: str
    """The heading in the file; a sample cell if the table has none."""
    examples: tuple[str, ...]
    """The first texts below it."""
    field: str
    """The name of the field in the kind; empty if the column is not read."""
    is_of_file: bool = True
    """Whether the heading is the file's own."""
    is_remembered: bool = False
    """Whether the field is the answer of a former import."""


def mapped_columns(
    source: ImportSource, kind: str, words: OfficeWords = SHIPPED_WORDS
) -> tuple[MappedColumn, ...]:
    """Return the columns of the tables of a source. Where no table has the headings of ``kind``,
    they are those below the first row of several cells."""
    finder = HeadingFinder(kind_named(kind), words)
    found = [(sheet, finder.find(sheet.rows)) for sheet in source.sheets if not sheet.of_lines]
    headed = [(sheet, at, heading) for sheet, place in found if place for at, heading in [place]]
    if headed:
        return tuple(
            column
            for sheet, at, heading in headed
            for column in _columns(_in_one_row(sheet, at, finder, heading.rows), at, heading)
        )
    for sheet, _ in found:
        at = next((at for at, row in enumerate(sheet.rows) if row.filled >= _LEAST), None)
        if at is not None:
            of_two = at + 1 < len(sheet.rows) and is_over(*sheet.rows[at : at + 2])
            joined = _in_one_row(sheet, at, finder, 1 + of_two)
            return tuple(_columns(joined, at, finder.partly(joined.rows[at].values)))
    return ()


def _in_one_row(sheet: DataSheet, at: int, finder: HeadingFinder, rows: int) -> DataSheet:
    """Return a sheet with its headings at row index ``at`` in the last one of their ``rows``."""
    joined = finder.in_one_row(sheet.rows[at : at + rows])
    return replace(sheet, rows=(*sheet.rows[:at], joined, *sheet.rows[at + rows :]))


def missing_fields(kind: str, columns: Sequence[MappedColumn]) -> tuple[str, ...]:
    """Return the headings of the fields that a table of ``kind`` needs and that no column is read
    as; of several that would do, the first."""
    wanted: ImportKind[object] = kind_named(kind)
    given = {column.field for column in columns}
    return tuple(
        wanted.column(group[0]).heading for group in wanted.required if given.isdisjoint(group)
    )


def with_field(
    source: ImportSource,
    kind: str,
    columns: Sequence[MappedColumn],
    column: MappedColumn,
    field: str,
) -> ImportSource:
    """Return the source with a column read as ``field``, not at all if that is empty; another one
    of its table that was read as it is not any more."""
    for other in columns:
        same = other.origin == column.origin and other.index != column.index
        if same and field and other.field == field:
            # It follows from the decision about the other column, and is none by itself.
            unused = MappedHeading(other.heading, kind, "", is_of_file=False)
            source = source.with_heading(other.origin, other.index, unused)
    text = column.heading or (kind_named(kind).column(field).heading if field else "")
    is_of_file = column.is_of_file and bool(column.heading)
    heading = MappedHeading(text, kind, field, is_of_file=is_of_file)
    return source.with_heading(column.origin, column.index, heading)


def _columns(sheet: DataSheet, at: int, heading: TableHeading) -> Iterator[MappedColumn]:
    """Yield the columns of a table with a heading at row index ``at``, those without a heading and
    content excepted."""
    fields = {index: name for view in heading.views for name, index in view.columns.items()}
    row = sheet.rows[at]
    below = sheet.rows[at + 1 :]
    for index in range(max((len(each.values) for each in (row, *below)), default=0)):
        texts = list(filter(None, (_text(each, index) for each in below)))
        title = _text(row, index)
        if title or texts:
            head = row.value(index)
            yield MappedColumn(
                Origin(sheet.name, row.number),
                index,
                title,
                tuple(texts[:_EXAMPLES]),
                fields.get(index, ""),
                is_of_file=not isinstance(head, MappedHeading) or head.is_of_file,
                is_remembered=head in heading.remembered,
            )


def _text(row: SheetRow, index: int) -> str:
    value = row.value(index)
    return " ".join(str(value).split()) if isinstance(value, str) else str(value)
