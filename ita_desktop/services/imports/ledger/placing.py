"""Puts what an import leaves into a field of a row of the lists that are read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ita_desktop.exchange.heading_words import SHIPPED_WORDS, OfficeWords
from ita_desktop.exchange.headings import MappedHeading
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.sheets import Origin
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.by_hand import mapped_columns
from ita_desktop.services.imports.ledger.entries import LeftText


class ListedRow(NamedTuple):
    """A row of one of the lists, by the index of this."""

    list_index: int
    origin: Origin


class ListedRows:
    """The rows of lists, each the name of its kind with its source, which texts may be put into."""

    def __init__(
        self, lists: Sequence[tuple[str, ImportSource]], words: OfficeWords = SHIPPED_WORDS
    ) -> None:
        self._lists, self._words = lists, words
        self.rows = tuple(self._rows())
        self._indices = {
            (lists[row.list_index][1].name, row.origin): at for at, row in enumerate(self.rows)
        }

    def _rows(self) -> Iterator[ListedRow]:
        for at, (kind, source) in enumerate(self._lists):
            columns = mapped_columns(source, kind, self._words) if kind else ()
            heads = {column.origin.sheet: column.origin.row for column in reversed(columns)}
            for sheet in source.sheets:
                for row in sheet.rows if sheet.name in heads else ():
                    if row.filled and row.number > heads[sheet.name]:
                        yield ListedRow(at, Origin(sheet.name, row.number))

    def kind(self, row: int) -> str:
        """Return the name of the kind of a row, by its index."""
        return self._lists[self.rows[row].list_index][0]

    def text(self, row: int) -> str:
        """Return the cells of a row, by its index, as one line."""
        at, origin = self.rows[row]
        return self._lists[at][1].row(origin)

    def nearest(self, left: LeftText) -> int | None:
        """Return the index of the row of an entry; of a line outside the tables the one above it in
        the file, or the first. None if it is in no list."""
        for origin in (left.origin, left.above):
            if origin is not None and (left.source, origin) in self._indices:
                return self._indices[left.source, origin]
        if left.origin is not None:
            return None
        own = (at for (name, _), at in self._indices.items() if name == left.source)
        return next(own, None)

    def with_text(self, row: int, field: str, text: str) -> ImportSource:
        """Return the source of the list of a row, by its index, with a ``text`` in the cell of a
        ``field``, below what the cell says already; in a new column if the table has none for it.
        """
        at, origin = self.rows[row]
        kind, source = self._lists[at]
        columns = [
            each
            for each in mapped_columns(source, kind, self._words)
            if each.origin.sheet == origin.sheet and each.origin.row < origin.row
        ]
        head = columns[-1].origin
        index = next((each.index for each in columns if each.field == field), None)
        if index is None:
            index = 1 + max(each.index for each in columns)
            title = kind_named(kind).column(field).heading
            heading = MappedHeading(title, kind, field, is_of_file=False)
            source = source.with_heading(head, index, heading)
        now = source.text_of(origin, index)
        source = source.with_cell(origin, index, f"{now}\n{text}" if now else text)
        return replace(source, put=source.put | {text})
