"""Lists of links that are no tables, as web pages have them, become tables: the items are headings,
entries of a list or lines, and their links stand in these or below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.exchange.blocks import Block, Heading, Paragraph, Table
from ita_desktop.exchange.cells.cell_text import text_value
from ita_desktop.exchange.cells.codes import is_item
from ita_desktop.exchange.cells.links import has_link, links_of
from ita_desktop.exchange.preparing.each_link import year_in
from ita_desktop.exchange.sheets import DataSheet, LinkedText, SheetRow, Value, linked

_SHEET: Final = "รายการลิงก์"
_LEAST: Final = 2
"""Minimum number of items with links."""
_SHARE: Final = 4
"""Of so many texts at least one is of an item, where no address is behind words."""
_NO_HEADING: Final = 7
"""The level of an item that is no heading."""


@dataclass
class _Item:
    """An item's line, and the texts with links below it, each with the indices of its blocks."""

    at: int
    text: Value
    level: int
    below: list[tuple[Value, tuple[int, ...]]] = field(default_factory=list)

    @property
    def places(self) -> set[int]:
        return {self.at, *(at for _, places in self.below for at in places)}


def with_link_lists(blocks: Sequence[Block], source: str) -> tuple[Block, ...]:
    """Return the blocks of a document with its items and links in a table in the place of the
    first; the blocks themselves if they are no list of these."""
    items = list(_items(blocks))
    if sum(bool(item.below) or has_link(item.text) for item in items) < _LEAST:
        return tuple(blocks)
    # What else stands below the last item may be the end of the page.
    usual = max(len(item.below) for item in items[:-1])
    del items[-1].below[max(usual, not has_link(items[-1].text)) :]
    taken = set[int]().union(*(item.places for item in items))
    texts = [block for block in blocks if isinstance(block, Heading | Paragraph)]
    is_page = any(isinstance(_text(block), LinkedText) for block in blocks)
    if not is_page and len(taken) * _SHARE < len(texts):
        return tuple(blocks)  # a book that has some in its chapters
    first = items[0].at
    cells = [each for item in items for each in ((item.text,), *(("", x) for x, _ in item.below))]
    rows = (*_title(blocks[:first]), *(SheetRow(at, each) for at, each in enumerate(cells, 1)))
    number = sum(isinstance(block, Table) for block in blocks) + 1
    table = Table(DataSheet(Phrase(_SHEET), rows, source), number)
    kept = [
        table if at == first else block
        for at, block in enumerate(blocks)
        if at == first or at not in taken
    ]
    return tuple(kept)


def _items(blocks: Sequence[Block]) -> Iterator[_Item]:
    """Yield the items of a document; a heading of something else ends one, and so does a text
    below its links."""
    item: _Item | None = None
    label: list[tuple[str, int]] = []
    """The text before the next link, which may be its title."""
    for at, block in enumerate(blocks):
        text = _text(block)
        level = block.level if isinstance(block, Heading) else _NO_HEADING
        if is_item(text):
            if item is not None:
                yield item
            item, label = _Item(at, text, level), []
        elif item is None or text == "":
            continue
        elif links := links_of(text):
            places: tuple[int, ...] = (at,)
            if label and not any(link.words for link in links):
                before, place = label.pop()
                hidden = [(link.address, link.pointer) for link in links]
                text, places = linked(f"{before}\n{text}", hidden), (place, at)
            item.below.append((text, places))
            label = []
        elif (level <= item.level and isinstance(block, Heading)) or label:
            yield item
            item = None
        else:
            label = [(str(text), at)]
    if item is not None:
        yield item


def _title(blocks: Sequence[Block]) -> Iterator[SheetRow]:
    """Yield the nearest text above that names a year."""
    texts = (str(_text(block)) for block in reversed(blocks) if not isinstance(block, Table))
    named = (text for text in texts if year_in(text))
    yield from (SheetRow(-1, (text,)) for text in [next(named, "")] if text)


def _text(block: Block) -> Value:
    """Return the text of a heading or paragraph, with its links."""
    if isinstance(block, Heading):
        return block.text
    if not isinstance(block, Paragraph):
        return ""
    runs = (run.text for run in block.runs if isinstance(run.text, LinkedText))
    links = [each for text in runs for each in text.links.items()]
    return linked(text_value(block.text), links)
