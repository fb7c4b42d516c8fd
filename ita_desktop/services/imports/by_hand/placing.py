"""Puts what an import leaves of a row into a field of that row by hand."""

from ita_desktop.exchange.headings import MappedHeading
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.office_words import SHIPPED_WORDS, OfficeWords
from ita_desktop.exchange.sheets import Origin
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.by_hand.mapping import mapped_columns


def placed(
    source: ImportSource,
    kind: str,
    origin: Origin,
    field: str,
    text: str,
    words: OfficeWords = SHIPPED_WORDS,
) -> ImportSource:
    """Return the source with a ``text`` in the cell of a ``field`` of the row at ``origin``, below
    what the cell says already; in a new column if the table has none for the field. The source
    itself if the row is in no table that can be read."""
    columns = [
        each for each in mapped_columns(source, kind, words) if _is_over(each.origin, origin)
    ]
    if not columns:
        return source
    head = columns[-1].origin
    index = next((each.index for each in columns if each.field == field), None)
    if index is None:
        index = 1 + max(each.index for each in columns)
        title = kind_named(kind).column(field).heading
        heading = MappedHeading(title, kind, field, is_of_file=False)
        source = source.with_heading(head, index, heading)
    now = source.text_of(origin, index)
    return source.with_cell(origin, index, f"{now}\n{text}" if now else text)


def _is_over(heading: Origin, row: Origin) -> bool:
    return heading.sheet == row.sheet and heading.row < row.row
